"""Articles that end in the middle of a sentence: after `the`, after a comma, inside a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Evidence
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_LAST = re.compile(r"(?<=\s)(?P<word>[^\W\d_]{1,30})(?P<end>,|[ \u00a0]?(?:…|\.{3}))?\Z")
_NO_PROSE = re.compile(r"[{}<>|=_]|://|www\.|\A\W{0,3}(?:\d{1,3}[.)]|[•*–—-]) ")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_STOP = re.compile(r"[a-z]{2}[.!?][”\"’')]{0,2}(?:\s|\Z)")
_REACH = 60

_DETERMINERS = frozenset({"a", "an", "and", "every", "its", "my", "nor", "of", "or", "our", "the", "their", "your"})
"""What not even a sentence ends with that trails off in dots."""
_FEW_WORDS = 8
_TITLE_SHARE = 0.6
_SHORTEST_PIECE = 3
_KNOWN = 2.0
"""On the Zipf scale: a rarer word counts as known to nobody."""
_ENDINGS = (
    "",
    "d",
    "ed",
    "s",
    "es",
    "ing",
    "er",
    "ers",
    "ly",
    "tion",
    "ment",
    "red",
    "ring",
    "nce",
    "nt",
    "ion",
    "e",
    "t",
    "y",
    "on",
    "ons",
    "al",
    "ity",
    "ous",
)
_COMMON = 3.0
_SURE, _LIKELY = 0.95, 0.85


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the last word, if no sentence can end with it."""
    if not doc.paragraphs:
        return
    last = doc.paragraphs[-1]
    found = _LAST.search(doc.text, max(last.start, last.end - _REACH), last.end)
    if not found or not _is_prose(doc, last):
        return
    reason, confidence = _reason(found["word"], found["end"] or "", words)
    if reason:
        yield Hit(Span(*found.span()), confidence=confidence, evidence=(Evidence(reason),))


def _is_prose(doc: Document, last: Span) -> bool:
    """Whether the last line is long enough for text, and the article has sentences that end with a stop."""
    if _NO_PROSE.search(doc.text, *last) or not _STOP.search(doc.text):
        return False
    found = _WORD.findall(doc.text, *last)
    return len(found) >= _FEW_WORDS and sum(word[0].isupper() for word in found) < _TITLE_SHARE * len(found)


def _reason(word: str, end: str, words: Words) -> tuple[str, float]:
    """Return why no sentence ends so, and how certain that is."""
    if end == ",":
        return "a comma is no end", _LIKELY
    if word in (_DETERMINERS if end else words["never_last"]):
        return f"no sentence ends with “{word}”", _SURE
    if not end and word.islower() and len(word) >= _SHORTEST_PIECE and english().zipf(word) < _KNOWN:
        whole = next((word + ending for ending in _ENDINGS if english().zipf(word + ending) > _COMMON), "")
        return (f"“{word}” may be the beginning of “{whole}”", _LIKELY) if whole else ("", 0)
    return "", 0
