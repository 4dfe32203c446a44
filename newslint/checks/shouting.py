"""Words in capitals inside of running text: `He said THE BRIDGE WILL NEVER OPEN and left`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_RUN = re.compile(
    r"(?:(?<=[a-z] )(?<![A-Z]s )|(?<=[a-z][,;(] )|(?<=[a-z] \())"
    r"(?:[A-Z][A-Z’'-]{0,20}[,;]? ){3,40}[A-Z][A-Z’'-]{0,20}[.!?]?(?= [a-z(]| ?[,;)]|\s?\Z|\n)"
)
_WORD = re.compile(r"[A-Z]{4,20}")
_SHORT = 3
_FEWEST, _COMMON = 3, 3.3
_CONFIDENCE = 0.8


def check(doc: Document) -> Iterator[Hit]:
    """Yield the runs of ordinary words in capitals, outside of quotations and after other words."""
    if sum(len(word) > _SHORT and word.isupper() for word in doc.vocabulary) < _FEWEST:
        return
    for match in _RUN.finditer(doc.text):
        words = [word for word in _WORD.findall(match[0]) if _is_ordinary(word.lower())]
        span = Span(*match.span())
        if len(words) >= _FEWEST and not doc.touches_quotation(span):
            yield Hit(span, confidence=_CONFIDENCE)


def _is_ordinary(word: str) -> bool:
    """Whether it is a word and no name: those of reporters may stand in capitals behind “By”."""
    return english().zipf(word) >= _COMMON and not english().is_name(word)
