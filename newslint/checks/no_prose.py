"""Texts that are no prose: tables, lists, scores, menus. What is measured or judged of sentences means little there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.rule import Hit
from newslint.segment import is_prose
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

FEWEST_WORDS = 60
LEAST_PROSE = 0.4
"""The share of words that must stand in paragraphs of prose."""
CONFIDENCE = 0.7


def check(doc: Document) -> Iterator[Hit]:
    """Yield the whole text, if most of its words stand in no sentence."""
    words = prose = 0
    for paragraph in doc.paragraphs:
        text = paragraph.of(doc.text)
        length = len(text.split())
        words += length
        prose += length * is_prose(text)
    if words >= FEWEST_WORDS and prose < LEAST_PROSE * words:
        span = Span(doc.paragraphs[0].start, doc.paragraphs[-1].end)
        yield Hit(span, says={"share": f"{prose / words:.0%}"}, confidence=CONFIDENCE)
