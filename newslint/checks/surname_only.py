"""People whom an article names by their surname and nothing else: `Tarnowska said`, and nobody knows who that is."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from newslint import names
from newslint import ready_re as re
from newslint.rule import Hit
from newslint.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newslint.document import Document
    from newslint.span import Span

    Words = Mapping[str, frozenset[str]]

_SPEAKS = re.compile(
    r"(?P<name>[A-Z]"  # first the capital, for speed
    r"(?:(?<=[.!?…,”\"] .)|(?<=\n.)|(?<![\s\S].)|(?<=[Aa]ccording to .)|(?<=[Ww]hen .)|(?<=[Bb]ut .))"
    r"[a-zà-ž]{3,18})(?=,? (?P<verb>[a-z]{3,12})\b|[.,;] )"
)
_ACCORDING = ("According to ", "according to ")
_LOOKS_LIKE = re.compile(r"[A-Z][a-zà-ž]{3,18}")
_NOUN_BEFORE = re.compile(r"(?<![\w’'-])(?P<noun>[a-z-]{2,20}) \Z")
_EDGE = re.compile(r"\b")
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
_CONFIDENCE = 0.7


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the first mention of each person who speaks or acts and whom nothing introduces."""
    surnames = _who_may_act(doc, words) if len(doc.sentences) >= _FEWEST_SENTENCES else ()
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for name, span in doc.occurrences(surnames) if surnames else ():
        places[name].append(span)
    for name, spans in places.items():
        first = next((span for span in spans if _acts(doc, span, words)), None)
        if not first or not _is_surname(name, words) or _is_introduced(doc, name, spans, words):
            continue
        if not doc.in_quotation(first) and not doc.view(_is_about_firms)[0]:
            yield Hit(first, says={"name": name}, confidence=_CONFIDENCE)


def _who_may_act(doc: Document, words: Words) -> set[str]:
    """Return the surnames that stand before a verb such as `said` or behind `to`."""
    article = doc.view(spoken)[0]
    surnames = {one.word for one in doc.view(names.names) if one.zipf < (_COMMON if one.is_name else names.RARE)}
    lowered = [name.lower() for name in surnames]
    stand_together = article.neighbours.__contains__
    speak = filter(stand_together, itertools.product(lowered, words["speaking_verb"] & article.words))
    acting = {name for name, _ in speak}
    if "according" in article.words:
        acting.update(name for name in lowered if stand_together(("to", name)))
    return {name for name in surnames if name.lower() in acting and _LOOKS_LIKE.fullmatch(name)}


def _is_about_firms(doc: Document) -> Iterator[bool]:
    """Yield whether the article is about firms; for `Document.view`."""
    is_possible = not _FIRMS.isdisjoint(doc.words) or any(word in doc.text for word in _OF_FIRMS)
    yield is_possible and _BUSINESS.search(doc.text) is not None


def _acts(doc: Document, span: Span, words: Words) -> bool:
    match = _SPEAKS.match(doc.text, span.start)
    if not match:
        return False
    if match["verb"] in words["speaking_verb"] and doc.text[match.end()] == " ":
        return True
    return doc.text.endswith(_ACCORDING, 0, match.start())


def _is_surname(name: str, words: Words) -> bool:
    known = ("country", "region", "city", "nationality", "outlet", "news_agency", "known_by_one_name", "calendar")
    return not any(name in words[of] for of in known)


def _is_introduced(doc: Document, name: str, spans: Iterable[Span], words: Words) -> bool:
    """Whether some mention has a given name, a title or a role beside it, or shows that it is no person."""
    headline = doc.paragraphs[0].of(doc.text)
    if name in headline and headline[-1] not in _ENDS_SENTENCE:
        return True
    for start, end in spans:
        if not (_EDGE.match(doc.text, start) and _EDGE.match(doc.text, end)):
            continue  # `Tharnov2`
        noun = _NOUN_BEFORE.search(doc.text, max(0, start - _REACH), start)
        if noun and noun["noun"] not in words["closed_word"]:
            return True  # `striker Tharnov`, `the website Tharnov`
        if _BESIDE.search(doc.text, max(0, start - _REACH), start) or _FOLLOWED.match(doc.text, end):
            return True
    return False
