"""Lines that a rule file names, looked up by their first or last word, and what each amounts to."""

from __future__ import annotations

import enum
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from newslint.line_pattern import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from newslint.line_pattern import Entry, Line, Notation


class Standing(enum.IntEnum):
    """What a line amounts to that an entry names."""

    TOGETHER = 1
    """Furniture if it stands among others of its kind."""
    ALONE = 2
    """Furniture by itself."""
    CERTAIN = 3
    """Furniture, and can be nothing else; a line that ends with a colon is none, as what it announces would stay, and
    neither is a word or two that somebody may say."""


class Index(NamedTuple):
    """The lines of an article, and the numbers of those that begin or end with a word, by what it is looked up by."""

    lines: Sequence[Line]
    by_first: Mapping[str, Sequence[int]]
    by_last: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Index:
        """Return the index of some lines."""
        firsts, lasts = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for number, line in enumerate(lines):
            if first := line.first():
                firsts[first].append(number)
                lasts[line.last()].append(number)
        return cls(lines, firsts, lasts)


class LineList:
    """Entries, looked up by their first or last word; immutable."""

    __slots__ = ("_by_first", "_by_last", "_entries")

    def __init__(self, entries: Iterable[tuple[Standing, Entry | Unread]]) -> None:
        """Take the entries with what their lines amount to."""
        self._entries = sorted(entries, key=lambda item: -item[0])
        by_first, by_last = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for number, (_, entry) in enumerate(self._entries):
            table = by_first if entry.firsts else by_last
            for word in sorted(entry.firsts or entry.lasts):
                table[word].append(number)
        self._by_first: Mapping[str, Sequence[int]] = by_first
        self._by_last: Mapping[str, Sequence[int]] = by_last

    def content(self) -> list[Any]:
        """Return all that the list knows as plain data, to make it of again."""
        sources = [
            [standing, [entry.source for _, entry in entries]]
            for standing, entries in groupby(self._entries, key=itemgetter(0))
        ]
        return [sources, dict(self._by_first), dict(self._by_last)]

    @classmethod
    def restored(cls, content: list[Any], notation: Notation) -> LineList:
        """Return the list that had this content; its entries are read when lines are compared with them."""
        made = cls(())
        sources, made._by_first, made._by_last = content
        for number, entries in sources:
            standing = Standing(number)
            made._entries += [(standing, Unread(source, notation)) for source in entries]
        return made

    def standings(self, index: Index) -> dict[int, Standing]:
        """Return what the lines amount to that an entry names, by their numbers."""
        found: dict[int, Standing] = {}
        for entries_by, numbers_by in ((self._by_first, index.by_first), (self._by_last, index.by_last)):
            for word in entries_by.keys() & numbers_by.keys():
                entries = [self._entries[number] for number in entries_by[word]]
                for number in numbers_by[word]:
                    line = index.lines[number]
                    best = next((standing for standing, entry in entries if entry.fits(line)), None)
                    if best is Standing.CERTAIN and (line.announces or line.may_be_said):
                        best = Standing.ALONE
                    if best and best > found.get(number, 0):
                        found[number] = best
        return found

    def standing(self, line: Line) -> Standing | None:
        """Return what one line amounts to; None if no entry names it."""
        return self.standings(Index.of([line])).get(0)
