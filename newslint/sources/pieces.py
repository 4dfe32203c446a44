"""The map between a text and the source that it was read from: piece by piece, exact to the character.

A piece is *verbatim* (its characters stand so in the source), *spelt* (the source has something else for it, an entity
or a line end for a space: it can only be replaced as a whole) or *implied* (the structure says it, as it says the line
end between two paragraphs: there is nothing in the source to change).
"""

from __future__ import annotations

import bisect
from typing import Final

from newslint.span import Span

VERBATIM: Final = 0
SPELT: Final = 1
IMPLIED: Final = 2


class Pieces:
    """A text in the making, and its map. Pieces come in the order of both the text and the source."""

    __slots__ = ("_begins", "_ends", "_kinds", "_starts", "_texts", "length")

    def __init__(self) -> None:
        """Begin with no text."""
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._begins: list[int] = []
        self._ends: list[int] = []
        self._kinds: list[int] = []
        self.length = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._texts)

    def verbatim(self, text: str, begin: int) -> None:
        """Add a text that stands so in the source, from `begin` on."""
        if self._kinds and self._kinds[-1] == VERBATIM and self._ends[-1] == begin:
            self._texts.append(text)
            self._ends[-1] = begin + len(text)
            self.length += len(text)
        else:
            self._add(text, begin, begin + len(text), VERBATIM)

    def spelt(self, text: str, begin: int, end: int) -> None:
        """Add a text for which the source has something else from `begin` to `end`."""
        self._add(text, begin, end, SPELT)

    def implied(self, text: str, at: int) -> None:
        """Add a text for which the source has nothing but its structure; `at` is where it would stand."""
        self._add(text, at, at, IMPLIED)

    def extend(self, others: Pieces) -> None:
        """Add the pieces of another part of the same source."""
        self._texts += others._texts
        self._starts += [start + self.length for start in others._starts]
        self._begins += others._begins
        self._ends += others._ends
        self._kinds += others._kinds
        self.length += others.length

    def _add(self, text: str, begin: int, end: int, kind: int) -> None:
        self._texts.append(text)
        self._starts.append(self.length)
        self._begins.append(begin)
        self._ends.append(end)
        self._kinds.append(kind)
        self.length += len(text)

    @property
    def end(self) -> int:
        """Where in the source the text ends, so far."""
        return self._ends[-1] if self._ends else 0

    def number(self, offset: int) -> int:
        """Return the number of the piece that has the character at an offset of the text."""
        return bisect.bisect_right(self._starts, offset) - 1

    def kind(self, number: int) -> int:
        """Return whether a piece is verbatim, spelt or implied."""
        return self._kinds[number]

    def extent(self, number: int) -> Span:
        """Return which part of the text a piece is."""
        is_last = number + 1 == len(self._starts)
        return Span(self._starts[number], self.length if is_last else self._starts[number + 1])

    def within(self, span: Span) -> range:
        """Return the numbers of the pieces of which a span, which must not be empty, has a part."""
        return range(self.number(span.start), self.number(span.end - 1) + 1)

    def part(self, number: int, span: Span) -> Span:
        """Return the source of what a piece has of a span: all of it if the piece is not verbatim."""
        begin, end = self._begins[number], self._ends[number]
        if self._kinds[number] != VERBATIM:
            return Span(begin, end)
        start = self._starts[number]
        return Span(max(begin, begin + span.start - start), min(end, begin + span.end - start))

    def character(self, offset: int) -> Span:
        """Return the source of the character at an offset of the text."""
        return self.part(self.number(offset), Span(offset, offset + 1))

    def is_implied(self, offset: int) -> bool:
        """Whether the character at an offset is only implied; so is what lies before the text and behind it."""
        return not 0 <= offset < self.length or self._kinds[self.number(offset)] == IMPLIED

    def offset(self, begin: int) -> int:
        """Return how much of the text stands before a place of the source, which splits no piece."""
        number = bisect.bisect_left(self._begins, begin) - 1
        if number < 0:
            return 0
        if self._kinds[number] == VERBATIM and begin < self._ends[number]:
            return self._starts[number] + begin - self._begins[number]
        return self.extent(number).end

    def held(self, place: Span) -> Span:
        """Return the part of the text that stands in a part of the source, without what is implied at its ends."""
        start, end = self.offset(place.start), self.offset(place.end)
        while start < end and self.is_implied(start):
            start = self.extent(self.number(start)).end
        while start < end and self.is_implied(end - 1):
            end = self.extent(self.number(end - 1)).start
        return Span(start, end)

    def gap(self, offset: int) -> Span:
        """Return the source between the characters before and at an offset of the text: tags, or nothing."""
        end = self.character(offset).start if offset < self.length else self.end
        return Span(self.character(offset - 1).end if offset else end, max(end, self.end if not self.length else end))

    def place(self, span: Span) -> Span:
        """Return the smallest part of the source that has all characters of a span which it has at all."""
        start, end = span
        while start < end and self.is_implied(start):
            start = self.extent(self.number(start)).end
        while start < end and self.is_implied(end - 1):
            end = self.extent(self.number(end - 1)).start
        if start < end:
            return Span(self.character(start).start, self.character(end - 1).end)
        at = min(span.start, self.length)
        point = self.character(at).start if self.is_implied(at - 1) and at < self.length else self._before(at)
        return Span(point, point)

    def _before(self, offset: int) -> int:
        return self.character(offset - 1).end if offset else self.end
