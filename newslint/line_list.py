"""Lines that rule files name, looked up by their first or last word, and what each amounts to.

Those of all rules are looked up at once: an article is asked for each of its lines, once, which entries may name it.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from newslint.line_pattern import Line, Unread, first_keys, last_keys, plain, second_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any

    from newslint.line_pattern import Entry, Notation

K = TypeVar("K")


_FEW = 8
"""So many second words of an entry are each looked up; of more it is asked whether a word is one of them."""


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
    """Lines of an article, and what their first and their last words are looked up by."""

    __slots__ = ("_lines", "_plain", "_spans", "_text", "firsts", "lasts")

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], *, lowered: str = "") -> None:
        """Take the text and where the lines stand in it; also `plain` of the text, if somebody knows it."""
        self._text, self._spans, self._plain, self._lines = text, spans, lowered, dict[int, Line]()
        self.firsts, self.lasts = first_keys(text, spans), last_keys(text, spans)

    def second(self, number: int) -> str:
        """Return what the second word of a line is looked up by."""
        written = self.firsts[number][1]
        return written.lower() if written else second_key(self._text[slice(*self._spans[number])])

    def lacks(self, number: int, needed: Iterable[AbstractSet[str]]) -> bool:
        """Whether it is plain to see that a line has no text of one of these sets: see `Entry.needed_texts`."""
        text, (start, end) = self._plain, self._spans[number]
        if not text:
            text, start, end = plain(self._text[start:end]), 0, end - start
        if not text:
            return False
        first, last = self.firsts[number][0], self.lasts[number]
        for texts in needed:
            if first not in texts and last not in texts:
                for one in texts:
                    if text.find(one, start, end) >= 0:
                        break
                else:
                    return True
        return False

    def line(self, number: int) -> Line:
        """Return a line to compare entries with; most are never asked for."""
        if number not in self._lines:
            self._lines[number] = Line(self._text[slice(*self._spans[number])])
        return self._lines[number]


class Possible(NamedTuple):
    """An entry that may name a line."""

    number: int
    """That of the line."""
    standing: Standing
    """What the line amounts to if it does."""
    entry: Entry


class LineList:
    """Entries, looked up by their first or last word; immutable."""

    __slots__ = ("_entries", "by_first", "by_last")

    def __init__(self, entries: Iterable[tuple[Standing, Entry | Unread]]) -> None:
        """Take the entries with what their lines amount to."""
        self._entries = sorted(entries, key=lambda item: -item[0])
        by_first, by_last = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for number, (_, entry) in enumerate(self._entries):
            table = by_first if entry.firsts else by_last
            for word in sorted(entry.firsts or entry.lasts):
                table[word].append(number)
        self.by_first: Mapping[str, Sequence[int]] = by_first
        self.by_last: Mapping[str, Sequence[int]] = by_last

    def content(self) -> list[Any]:
        """Return all that the list knows as plain data, to make it of again."""
        sources = [
            [standing, [entry.source for _, entry in entries]]
            for standing, entries in groupby(self._entries, key=itemgetter(0))
        ]
        return [sources, dict(self.by_first), dict(self.by_last)]

    @classmethod
    def restored(cls, content: list[Any], notation: Notation) -> LineList:
        """Return the list that had this content; its entries are read when lines are compared with them."""
        made = cls(())
        sources, made.by_first, made.by_last = content
        for number, entries in sources:
            standing = Standing(number)
            made._entries += [(standing, Unread(source, notation)) for source in entries]
        return made

    def beginning(self, first: str) -> Iterator[tuple[Standing, Entry]]:
        """Yield the entries for lines with this first word."""
        for standing, named in map(self._entries.__getitem__, self.by_first.get(first, ())):
            yield standing, named.entry

    def ending(self, last: str) -> Iterator[tuple[Standing, Entry]]:
        """Yield the entries for lines with this last word that may begin with any."""
        for standing, named in map(self._entries.__getitem__, self.by_last.get(last, ())):
            yield standing, named.entry

    def standing(self, text: str) -> Standing | None:
        """Return what one line amounts to; None if no entry names it."""
        index = Index(text, [(0, len(text))])
        return standings(index, LineLists({0: self}).possible(index).get(0, ())).get(0)


class LineLists(Generic[K]):
    """Several lists as one, so that the lines of an article are looked up once for all of them."""

    __slots__ = ("_beginning", "_ending", "_firsts", "_lasts", "_lists")

    def __init__(self, lists: Mapping[K, LineList]) -> None:
        """Take the lists, by what tells one from another."""
        self._lists = lists
        self._firsts = frozenset[str]().union(*(one.by_first for one in lists.values()))
        self._lasts = frozenset[str]().union(*(one.by_last for one in lists.values()))
        # What the lists have for a word, once a line had it.
        self._beginning: dict[str, _Beginning[K]] = {}
        self._ending: dict[str, Sequence[tuple[K, Standing, Entry]]] = {}

    def __bool__(self) -> bool:
        """Whether there is any list."""
        return bool(self._lists)

    def possible(self, index: Index) -> dict[K, list[Possible]]:
        """Return for each list the entries that may name a line, as far as its first two words or its last one tell."""
        found: dict[K, list[Possible]] = {}
        for number, (first, _) in enumerate(index.firsts):
            if first in self._firsts:
                known = self._beginning.get(first) or self._begun(first)
                if entries := known.with_second(index.second(number)):
                    self._add(found, index, number, entries)
        for number, last in enumerate(index.lasts):
            if last in self._lasts and index.firsts[number][0]:  # what begins with no word, such as `___`, is no line
                self._add(found, index, number, self._ending.get(last) or self._ended(last))
        return found

    def _add(
        self, found: dict[K, list[Possible]], index: Index, number: int, entries: Iterable[tuple[K, Standing, Entry]]
    ) -> None:
        """Add those of the entries that the line does not plainly lack a word for."""
        for key, standing, entry in entries:
            if not index.lacks(number, entry.needed_texts):
                found.setdefault(key, []).append(Possible(number, standing, entry))

    def _begun(self, first: str) -> _Beginning[K]:
        known = self._beginning[first] = _Beginning(
            (entry.seconds.get(first), (key, standing, entry))
            for key, one in self._lists.items()
            for standing, entry in one.beginning(first)
        )
        return known

    def _ended(self, last: str) -> Sequence[tuple[K, Standing, Entry]]:
        known = self._ending[last] = [
            (key, standing, entry) for key, one in self._lists.items() for standing, entry in one.ending(last)
        ]
        return known


class _Beginning(Generic[K]):
    """The entries for lines with one first word, looked up by the second word."""

    __slots__ = ("_by_second", "_others")

    def __init__(self, entries: Iterable[tuple[AbstractSet[str] | None, tuple[K, Standing, Entry]]]) -> None:
        """Take the entries; before each what the second word is one of, none if that is open."""
        self._by_second: dict[str, list[tuple[K, Standing, Entry]]] = {}
        self._others: list[tuple[AbstractSet[str] | None, tuple[K, Standing, Entry]]] = []
        for seconds, entry in entries:
            if seconds and len(seconds) <= _FEW:
                for second in seconds:
                    self._by_second.setdefault(second, []).append(entry)
            else:
                self._others.append((seconds, entry))

    def with_second(self, second: str) -> list[tuple[K, Standing, Entry]]:
        """Return the entries for lines with this second word."""
        others = [entry for seconds, entry in self._others if not seconds or second in seconds]
        return [*self._by_second.get(second, ()), *others]


def standings(index: Index, possible: Iterable[Possible]) -> dict[int, Standing]:
    """Return what the lines amount to that an entry names, by their numbers: the most that one of the entries says."""
    found: dict[int, Standing] = {}
    for number, standing, entry in possible:
        if standing > found.get(number, 0):
            line = index.line(number)
            if entry.fits(line):
                is_doubted = standing is Standing.CERTAIN and (line.announces or line.may_be_said)
                found[number] = max(found.get(number, Standing.TOGETHER), Standing.ALONE if is_doubted else standing)
    return found
