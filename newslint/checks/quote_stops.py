"""Commas and full stops inside of the closing mark in most places of an article, outside in some, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.quotation import touching
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span
from newslint.speech import reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

_CLOSING = re.compile(r"(?:(?P<inside>,[”\"])|(?P<outside>[”\"],))(?<=[^\W_]..)(?= )")
_SEEN_INSIDE, _SEEN_OUTSIDE = Seen(r",(?<=[aAe0],)[”\"]$"), Seen(r"[”\"](?<=[aAe0].),$")
_SENTENCE_BEFORE = re.compile(r"(?:\A|\n|[.!?…:][”\"’)]?)\s{0,2}\Z")
_REACH = 4
_FEWEST, _TIMES = 3, 4
"""A style is one that occurs so often, and so many times as often as the other."""
_CONFIDENCE = 0.7


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the marks before a reporting clause whose comma is on the other side than the article has it."""
    if not (_SEEN_INSIDE(doc) and _SEEN_OUTSIDE(doc)):
        return
    opens = {quoted.end - 1: quoted.start for quoted in doc.quotations}
    found = [
        match
        for match in _CLOSING.finditer(doc.text)
        if reports(doc.text, match.end(), words) and _is_sentence(doc.text, opens.get(_mark(match)))
    ]
    inside = [match for match in found if match["inside"]]
    outside = [match for match in found if match["outside"]]
    few, many = sorted((inside, outside), key=len)
    if len(many) < _FEWEST or len(few) * _TIMES > len(many):
        return
    place = "inside" if many is inside else "outside"
    evidence = (Evidence(f"the comma is {place} the mark at {len(many)} places, such as here", Span(*many[0].span())),)
    for match in few:
        span = Span(*match.span())
        wanted = match[0][::-1]
        at = _mark(match)
        fix = Fix(f"put the comma {place}", (Edit(span, wanted),))
        says = {"place": place, "wanted": wanted}
        yield Hit(touching(doc.text, Span(at, at + 1)).hull(span), fix, says, _CONFIDENCE, evidence)


def _mark(match: re.Match[str]) -> int:
    return match.start() + (match["inside"] is not None)


def _is_sentence(text: str, opening: int | None) -> bool:
    """Whether a quotation stands where a sentence does: British style keeps the comma of a fragment outside."""
    return opening is not None and _SENTENCE_BEFORE.search(text[max(0, opening - _REACH) : opening]) is not None
