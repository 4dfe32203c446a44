"""What but a capital can begin a sentence that touches the stop before it: `late.12 ferries`, `now.eBay`.

The trouble is what looks the same: footnotes (`safe.1 Nobody`), numbered things (`section.4`), domains (`best.news`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.glue.marks import break_before_item
from newslint.lexicon import english
from newslint.segment import leads_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newslint.document import Document
    from newslint.span import Span

    Words = Mapping[str, frozenset[str]]

_ITEM = re.compile(r"(?P<number>\d{1,3})[.)](?= [“‘\"'(]?[^\W\d_a-z])")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,4}(?!-cal)")  # a .45-calibre lost the space before its stop
_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_GOES_ON = re.compile(
    rf"%|st\b|nd\b|rd\b|th\b|s |-[^\W\d_]{{2}}|\.\d{{1,3}}(?:-| [a-z])|:? ?[AP]\.?M\b|[A-Z]: |\s(?:{_MONTH})"
)
"""After a number: a percentage, an ordinal, a decade, a time of day, a date. No footnote goes on so."""
_NOUN = re.compile(r" [a-z]")
_CAPITAL = re.compile(r"\s[^\W\d_a-z]")
_FOOTNOTE = re.compile(r"[^\W\d_]{2}[.!?][”’\")\]]?(\d{1,2})(?=\s|\Z)")
_FOOTNOTES = 2
"""So many small numbers behind stops are footnotes, not sentences that begin so."""

_SMALL = re.compile(r"(?P<word>[^\W\d_]{1,30}+)(?=[ ,:’'])")
_BRAND = re.compile(r"(?P<known>[ie][A-Z]\w+)|[a-z]{2,7}[A-Z]\w{0,20}")
_OWN_BRAND = re.compile(r"(?<=[\s(])[a-z]{2,7}[A-Z]\w{0,20}")

_SURE, _LIKELY, _PERHAPS = 0.9, 0.85, 0.6
_LONG_NUMBER, _YEAR, _SHORTEST_WORD = 3, 4, 3


class Opening(NamedTuple):
    """The start of a sentence behind a joint."""

    end: int
    """Where its first word or number ends."""
    confidence: float
    by: str = " "
    """What should part it from the sentence before."""


def number(doc: Document, mark: Span, left: str, words: Words) -> Opening | None:
    """Return the number behind the mark, if it is an item's or begins a sentence; `left` stands before the mark."""
    is_closed = left[-1] in ")]’'”\"%"
    if item := _ITEM.match(doc.text, mark.end):
        ends = is_closed or (left[-1].isalpha() and len(left) > 1 and not leads_on(left))
        return Opening(item.end("number"), _SURE, break_before_item(doc)) if ends else None
    found = _NUMBER.match(doc.text, mark.end)
    if not found or not (is_closed or _names_no_number(left, words)):
        return None
    digits = len(found[0])
    if digits < _YEAR and not is_closed and not _last_word(left)[:1].islower():
        return None
    confidence = _of_number(doc, found, digits)
    return Opening(found.end(), confidence) if confidence else None


def _of_number(doc: Document, found: re.Match[str], digits: int) -> float:
    """Return how certain it is that a number, by its size and by what follows, begins a sentence."""
    if _GOES_ON.match(doc.text, found.end()):
        return _SURE
    has_noun = _NOUN.match(doc.text, found.end())
    if not has_noun and not _CAPITAL.match(doc.text, found.end()):
        return 0
    if digits >= _LONG_NUMBER:
        return _SURE if has_noun or digits >= _YEAR else _LIKELY
    if len(doc.view(_footnotes)) >= _FOOTNOTES or (found[0] == "1" and not has_noun):
        return 0
    return _SURE if has_noun else _PERHAPS


def _names_no_number(left: str, words: Words) -> bool:
    """Whether a word has no number of its own, as a section, a version or a page has: `section.4`."""
    word = _last_word(left)
    if left.endswith(("’s", "'s")):
        return True
    is_long = len(left) >= _SHORTEST_WORD or left in words["little_word"]
    is_word = is_long and word.isalpha() and not left.isupper() and word in english()
    return is_word and word.lower() not in words["numbered_thing"] and not leads_on(word)


def _last_word(left: str) -> str:
    return re.split("[’'-]", left)[-1]


def _footnotes(doc: Document) -> list[str]:
    return _FOOTNOTE.findall(doc.text)


def small_letter(doc: Document, mark: Span, left: str, words: Words) -> Opening | None:
    """Return the word with a small letter behind the mark, if it is a brand or one that ends no address."""
    found = _SMALL.match(doc.text, mark.end)
    if not found or not left.islower() or not left.isalpha() or len(left) < _SHORTEST_WORD or left not in english():
        return None
    word, stop = found["word"], mark.of(doc.text)
    if brand := _BRAND.fullmatch(word):
        is_brand = brand["known"] or word in doc.view(_brands)[0]
        return Opening(found.end(), _LIKELY) if is_brand else None
    if len(stop) > 1 or leads_on(left):
        return None
    if word in words["little_word"] and word not in words["address_word"]:
        return Opening(found.end(), _LIKELY)
    if stop != "." and len(word) >= _SHORTEST_WORD and word in english():
        return Opening(found.end(), _LIKELY if stop == "!" else _PERHAPS)
    return None


def _brands(doc: Document) -> tuple[frozenset[str]]:
    """Return the brands that stand on their own in the article."""
    return (frozenset(_OWN_BRAND.findall(doc.text)),)
