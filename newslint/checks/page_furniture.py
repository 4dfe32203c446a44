"""Page furniture that no phrase names: lines that by their shape, words and place are no part of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.boilerplate.runs import evidence, runs
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield a hit for each run of neighbouring lines that are probably furniture."""
    for run in runs(doc, words):
        if doc.in_quotation(run.span):
            continue
        fix = Fix("delete what is not of the article", (Edit.deleting_lines(doc.text, run.span),), Safety.UNSAFE)
        yield Hit(run.span, fix, confidence=run.confidence, evidence=tuple(evidence(run)))
