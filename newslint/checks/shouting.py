"""Words in capitals inside of running text: `He said THE BRIDGE WILL NEVER OPEN and left`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.lexicon import english
from newslint.prose import cased
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

# What stands before a run is looked up behind its first letter: capitals are found much faster than what precedes them.
_RUN = re.compile(
    r"[A-Z](?:(?<=[a-z] [A-Z])(?<![A-Z]s [A-Z])|(?<=[a-z][,;(] [A-Z])|(?<=[a-z] \([A-Z]))"
    r"[A-Z’'-]{0,20}[,;]? (?:[A-Z][A-Z’'-]{0,20}[,;]? ){2,39}[A-Z][A-Z’'-]{0,20}[.!?]?"
    r"(?= [a-z(]| ?[,;)]|\s?\Z|\n|(?<=[.!?]) [“\"]?[A-Z][a-z ])"
)
_PARAGRAPH = re.compile(r"[^a-z\n]{60,2000}[.!][”\"]?\Z")
_HEAD = 3
"""So many lines make the head of an article, where capitals are a style."""
_MOST = 4
"""Of so many paragraphs at most one is in capitals: else they are headings, or the text is written so."""
_WORD = re.compile(r"[A-Z]{4,20}")
_SHORT = 3
_FEWEST, _COMMON = 3, 3.3
_CONFIDENCE = 0.8


def check(doc: Document) -> Iterator[Hit]:
    """Yield the runs of ordinary words in capitals, outside of quotations and after other words."""
    capitals = [word for word in filter(str.isupper, doc.view(cased)) if len(word) > _SHORT]
    if len(capitals) < _FEWEST or _common_ones(doc) < _FEWEST:
        return
    for match in _RUN.finditer(doc.text):
        words = [word for word in _WORD.findall(match[0]) if _is_ordinary(word.lower())]
        span = Span(*match.span())
        if len(words) >= _FEWEST and not doc.touches_quotation(span):
            yield Hit(span, confidence=_CONFIDENCE)
    loud = [paragraph for paragraph in doc.paragraphs[_HEAD:] if _is_loud(doc, paragraph)]
    if _MOST * len(loud) <= len(doc.paragraphs):
        yield from (Hit(paragraph, confidence=_CONFIDENCE) for paragraph in loud)


def _common_ones(doc: Document) -> int:
    """Return how many words in capitals are common ones."""
    words = ((word, capitals) for word in doc.view(cased) for capitals in _WORD.findall(word))
    return sum(doc.vocabulary[word] for word, capitals in words if english().zipf(capitals) >= _COMMON)


def _is_loud(doc: Document, paragraph: Span) -> bool:
    """Whether a whole paragraph of ordinary words is in capitals, and is no sign or post that is quoted."""
    if not doc.text[paragraph.start].isupper() or not _PARAGRAPH.match(doc.text, *paragraph):
        return False
    words = [word for word in _WORD.findall(doc.text, *paragraph) if english().zipf(word) >= _COMMON]
    return len(words) >= 2 * _FEWEST and not doc.touches_quotation(paragraph)


def _is_ordinary(word: str) -> bool:
    """Whether it is a word and no name: those of reporters may stand in capitals behind “By”."""
    return english().zipf(word) >= _COMMON and not english().is_name(word)
