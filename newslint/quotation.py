"""Quotation marks read in context: which one opens, which one closes, whatever its glyph says.

Damaged news turns marks the wrong way round, so the glyph alone proves nothing. Each paragraph is read from left to
right by a small state machine: white space around a mark and whether a quotation is open decide what the mark *does*;
`Mark.turned` tells that its glyph says the opposite.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK = re.compile("[“”„«»\"]")
_OPENING_GLYPHS = frozenset("“„«")
_CLOSING_GLYPHS = frozenset("”»")
_BEFORE_OPENING = frozenset("([{—–-/‘'*_>")
_AFTER_CLOSING = frozenset(".,;:!?…)]}—–-/’'*_<")


class Mark(NamedTuple):
    """One double quotation mark of a text."""

    at: int
    """Its offset in code points."""
    opens: bool
    """What it does here: open a quotation, or close one."""
    turned: bool
    """Whether the glyph is one for the opposite job (never so for the straight mark)."""
    inside: bool
    """Whether a quotation was already open before it."""

    @property
    def span(self) -> Span:
        """The place of the mark itself."""
        return Span(self.at, self.at + 1)


def marks(text: str, paragraphs: Iterable[Span]) -> Iterator[Mark]:
    """Yield the double quotation marks of the paragraphs, in order. Inch marks (5'10") are left out."""
    low_marks = "„" in text
    for paragraph in paragraphs:
        is_open = False
        for match in _MARK.finditer(text, *paragraph):
            at, glyph = match.start(), match[0]
            before = text[at - 1] if at > paragraph.start else " "
            after = text[at + 1] if at + 1 < paragraph.end else " "
            if glyph == '"' and before.isdigit() and not is_open:
                continue
            room_before = before.isspace() or before in _BEFORE_OPENING
            room_after = after.isspace() or after in _AFTER_CLOSING
            if room_before == room_after:
                opens = not is_open
            else:
                opens = room_before and not (is_open and glyph in _CLOSING_GLYPHS)
            says_opens = glyph in _OPENING_GLYPHS and not (glyph == "“" and low_marks and not opens)
            turned = glyph != '"' and says_opens != opens
            yield Mark(at, opens, turned, is_open)
            is_open = opens


def quotations(marks: Iterable[Mark], paragraphs: Iterable[Span]) -> Iterator[Span]:
    """Yield the outermost quotations, marks included.

    A quotation that its paragraph leaves open ends with the paragraph: the next one of a long quotation opens anew.
    """
    ends = iter(paragraphs)
    end = next(ends, Span(0, 0)).end
    start: int | None = None
    for mark in marks:
        while mark.at >= end:
            if start is not None:
                yield Span(start, end)
                start = None
            end = next(ends).end
        if mark.opens and start is None:
            start = mark.at
        elif not mark.opens and start is not None:
            yield Span(start, mark.at + 1)
            start = None
    if start is not None:
        yield Span(start, end)
