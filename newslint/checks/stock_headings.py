"""Stock headings, which machines give to each article: one alone proves nothing, several do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.appended.headings import bare_lines, folded
from newslint.finding import Evidence
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

FEWEST = 3
FEWEST_PARAGRAPHS = 4
CONFIDENCE = 0.6


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the stock headings of an article that has several; all together are one hit, at the first of them."""
    if len(doc.paragraphs) < FEWEST_PARAGRAPHS:
        return
    stock = folded(words["stock_heading"])
    found = {heading: doc.paragraphs[number] for number, heading in doc.view(bare_lines) if heading in stock}
    if len(found) >= FEWEST:
        places = list(found.values())
        evidence = tuple(Evidence("a heading that would fit any article", place) for place in places)
        yield Hit(places[0], says={"count": str(len(places))}, confidence=CONFIDENCE, evidence=evidence)
