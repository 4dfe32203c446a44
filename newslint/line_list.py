"""Lines that a rule file names, looked up by their first or last word, and what each amounts to."""

from __future__ import annotations

import enum
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from newslint.line_pattern import Line, Unread, first_key, last_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any

    from newslint.line_pattern import Entry, Notation


class Standing(enum.IntEnum):
    """What a line amounts to that an entry names."""

    TOGETHER = 1
    """Furniture if it stands among others of its kind."""
    ALONE = 2
    """Furniture by itself."""
    CERTAIN = 3
    """Furniture, and can be nothing else; a line that ends with a colon is none, as what it announces would stay, and
    neither is a word or two that somebody may say."""


class Index:
    """Lines of an article, and the numbers of those that begin or end with a word, by what it is looked up by."""

    __slots__ = ("_lines", "_texts", "by_first", "by_last", "words")

    def __init__(self, texts: Sequence[str], words: AbstractSet[str]) -> None:
        """Take the lines, and all words of letters that they have; there may be more of these."""
        self.words = words
        self._texts, self._lines = texts, dict[int, Line]()
        firsts, lasts = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for number, text in enumerate(texts):
            if first := first_key(text):
                firsts[first].append(number)
                lasts[last_key(text)].append(number)
        self.by_first: Mapping[str, Sequence[int]] = firsts
        self.by_last: Mapping[str, Sequence[int]] = lasts

    def line(self, number: int) -> Line:
        """Return a line to compare entries with; most are never asked for."""
        if number not in self._lines:
            self._lines[number] = Line(self._texts[number])
        return self._lines[number]


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
                possible = [
                    (standing, entry)
                    for standing, named in map(self._entries.__getitem__, entries_by[word])
                    if (entry := named.entry).may_occur(index.words)
                ]
                for number in numbers_by[word] if possible else ():
                    best = _standing(index.line(number), possible)
                    if best and best > found.get(number, 0):
                        found[number] = best
        return found

    def standing(self, line: Line) -> Standing | None:
        """Return what one line amounts to; None if no entry names it."""
        return self.standings(Index([line.text], line.keys)).get(0)


def _standing(line: Line, entries: Iterable[tuple[Standing, Entry]]) -> Standing | None:
    """Return what a line amounts to by the first of some entries that fits it."""
    for standing, entry in entries:
        if entry.fits(line):
            is_doubted = standing is Standing.CERTAIN and (line.announces or line.may_be_said)
            return Standing.ALONE if is_doubted else standing
    return None
