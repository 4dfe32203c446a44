"""Two parts of one article that differ by many years of school: written by two hands, or one of them is no article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint.finding import Evidence
from newslint.readability import Counts, counts
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

FEWEST_WORDS = 150
"""In each part: the grade of a shorter text hangs on a few words."""
JUMP = 8.0
"""Years of school. In nine sound articles of ten no two parts differ by more than 4.4, in 99 of a hundred by 6.5."""
CONFIDENCE = 0.6


class _Border(NamedTuple):
    paragraph: int
    above: float
    below: float


def check(doc: Document) -> Iterator[Hit]:
    """Yield the later part, from the paragraph on where the two differ most.

    Raises ConfigError if the extra `readability` is not installed.
    """
    borders = list(_borders(doc))
    if borders:
        widest = max(borders, key=lambda border: abs(border.above - border.below))
        if abs(widest.above - widest.below) >= JUMP:
            yield _hit(doc, widest)


def _borders(doc: Document) -> Iterator[_Border]:
    if len(doc.text.split()) < 2 * FEWEST_WORDS:
        return
    each = counts(doc)
    total = above = Counts(0, 0, 0)
    for part in each:
        total = total.plus(part)
    for number, part in enumerate(each[:-1], start=1):
        above = above.plus(part)
        below = total.minus(above)
        if min(above.words, below.words) >= FEWEST_WORDS:
            yield _Border(number, above.grade, below.grade)


def _hit(doc: Document, border: _Border) -> Hit:
    below = Span(doc.paragraphs[border.paragraph].start, doc.paragraphs[-1].end)
    above = Span(doc.paragraphs[0].start, doc.paragraphs[border.paragraph - 1].end)
    grades = {"above": f"{border.above:.0f}", "below": f"{border.below:.0f}"}
    evidence = (
        Evidence("the text above takes {above} years of school".format(**grades), above),
        Evidence("the text from here on takes {below}".format(**grades), below),
    )
    return Hit(below, None, grades, CONFIDENCE, evidence)
