"""Blocks: the paragraphs of an article, with the lines joined that a program broke at a fixed width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_WIDTHS = range(56, 101)
"""Characters; where the longest lines have so many, and many lines are full, a program broke them."""
_FEWEST_LINES, _FULL, _RAGGED = 8, 0.25, 12
_ITEM = re.compile(r"\[\d{1,3}\]:|[*#>-]|\d{1,2}[.)] ")


def blocks(doc: Document) -> Iterator[Span]:
    """Yield the paragraphs, each of them whole even if it was broken at a fixed width."""
    width = _width(doc)
    block = last = None
    for line in doc.paragraphs:
        if block and last and width and _goes_on(doc.text, last, line, width):
            block = Span(block.start, line.end)
        else:
            if block:
                yield block
            block = line
        last = line
    if block:
        yield block


def _width(doc: Document) -> int:
    """Return the width at which the lines were broken; 0 if they were not."""
    lengths = [end - start for start, end in doc.paragraphs]
    widest = max(lengths, default=0)
    if len(lengths) < _FEWEST_LINES or widest not in _WIDTHS:
        return 0
    return widest if sum(length > widest - _RAGGED for length in lengths) >= _FULL * len(lengths) else 0


def _goes_on(text: str, last: Span, line: Span, width: int) -> bool:
    """Whether `line` begins with what had no room in the line before."""
    if text.count("\n", last.end, line.start) != 1 or _ITEM.match(text, line.start):
        return False
    space = text.find(" ", line.start, line.end)
    first_word = (space if space >= 0 else line.end) - line.start
    return last.end - last.start + 1 + first_word > width
