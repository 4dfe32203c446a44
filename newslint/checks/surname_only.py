"""People whom an article names by their surname and nothing else: `Tarnowska said`, and nobody knows who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import lexicon
from newslint import ready_re as re
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_SPEAKS = re.compile(
    r"(?P<name>[A-Z]"  # first the capital, for speed
    r"(?:(?<=[.!?…,”\"] .)|(?<=\n.)|(?<![\s\S].)|(?<=[Aa]ccording to .)|(?<=[Ww]hen .)|(?<=[Bb]ut .))"
    r"[a-zà-ž]{3,18})(?=,? (?P<verb>[a-z]{3,12})\b|[.,;] )"
)
_ACCORDING = ("According to ", "according to ")
_NOUN_BEFORE = re.compile(r"(?<![\w’'-])(?P<noun>[a-z-]{2,20}) \Z")
_ENDS_SENTENCE = frozenset('.!?…:;,”"’')
_BESIDE = re.compile(r"(?:\(|[A-Z][\w’'.-]{0,20} )\Z")
_FOLLOWED = re.compile(r"(?:[’'-]?[A-Z\d]| (?:and |& |of |de |van )?[A-Z\d]|, an? |-)")
_REACH = 26
_FEWEST_SENTENCES = 3
"""Of less it cannot be told what stood before it."""
_BUSINESS = re.compile(
    r"\b(?:compan(?:y|ies)|corporat\w+|firms?|shares|stocks?|brands?|start-?ups?|charity|software|employees|customers|unions?|operators?|drivers|retailer"
    r"|carmaker|airline"
    r"|broker(?:age)?|club|watchdog|online)\b"
)
"""Firms speak as people do, and nothing tells them apart: an article about them is left alone."""
_FIRMS = frozenset(
    {"company", "companies", "firm", "firms", "shares", "stock", "stocks", "brand", "brands", "startup", "startups"}
    | {"charity", "software", "employees", "customers", "union", "unions", "operator", "operators", "drivers"}
    | {"retailer", "carmaker", "airline", "broker", "brokerage", "club", "watchdog", "online"}
)
_OF_FIRMS = ("corporat", "start-up")
"""The same, as it is looked up first: one of these words, or pieces of words."""
_COMMON = 3.2
"""What is written more often is a name that everybody knows, or a word."""
_RARE = 2.5
_CONFIDENCE = 0.7


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the first mention of each person who speaks or acts and whom nothing introduces."""
    if len(doc.sentences) < _FEWEST_SENTENCES or _is_about_firms(doc):
        return
    seen: set[str] = set()
    for match in _SPEAKS.finditer(doc.text):
        name = match["name"]
        if name in seen or not _acts(doc, match, words):
            continue
        seen.add(name)
        if _is_surname(name, words) and not _is_introduced(doc, name, words):
            span = Span(*match.span("name"))
            if not doc.in_quotation(span):
                yield Hit(span, says={"name": name}, confidence=_CONFIDENCE)


def _is_about_firms(doc: Document) -> bool:
    is_possible = any(word in doc.vocabulary for word in _FIRMS) or any(word in doc.text for word in _OF_FIRMS)
    return is_possible and _BUSINESS.search(doc.text) is not None


def _acts(doc: Document, match: re.Match[str], words: Words) -> bool:
    if match["verb"] in words["speaking_verb"] and doc.text[match.end()] == " ":
        return True
    return doc.text.endswith(_ACCORDING, 0, match.start())


def _is_surname(name: str, words: Words) -> bool:
    english = lexicon.english()
    if any(name in words[known] for known in ("country", "region", "city", "nationality", "outlet", "news_agency")):
        return False
    if name in words["known_by_one_name"] or name in words["calendar"]:
        return False
    return english.zipf(name) < (_COMMON if english.is_name(name) else _RARE)


def _is_introduced(doc: Document, name: str, words: Words) -> bool:
    """Whether some mention has a given name, a title or a role beside it, or shows that it is no person."""
    headline = doc.paragraphs[0].of(doc.text)
    if name in headline and headline[-1] not in _ENDS_SENTENCE:
        return True
    for match in re.finditer(rf"\b{re.escape(name)}\b", doc.text):
        noun = _NOUN_BEFORE.search(doc.text, max(0, match.start() - _REACH), match.start())
        if noun and noun["noun"] not in words["closed_word"]:
            return True  # `striker Tharnov`, `the website Tharnov`
        if _BESIDE.search(doc.text, max(0, match.start() - _REACH), match.start()):
            return True
        if _FOLLOWED.match(doc.text, match.end()):
            return True
    return False
