"""Span: the only offset arithmetic in newslint."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text: half-open, in code points of the untouched text."""

    start: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether the span covers no character (a point between two characters)."""
        return self.start == self.end

    def of(self, text: str) -> str:
        """Return the characters that the span covers in `text`."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the same span moved `by` code points to the right (to the left if negative)."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character; a point overlaps a span that it lies strictly inside."""
        if self.is_empty or other.is_empty:
            return self.start < other.end and other.start < self.end
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span, borders included."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """Return the smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))
