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

_INSIDE, _OUTSIDE = re.compile(r",[”\"](?<=[^\W_]..)(?= )"), re.compile(r"[”\"],(?<=[^\W_]..)(?= )")
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
    inside, outside = list(_before_report(doc, _INSIDE, 1, words)), list(_before_report(doc, _OUTSIDE, 0, words))
    few, many = sorted((inside, outside), key=len)
    if len(many) < _FEWEST or len(few) * _TIMES > len(many):
        return
    place = "inside" if many is inside else "outside"
    evidence = (Evidence(f"the comma is {place} the mark at {len(many)} places, such as here", Span(*many[0].span())),)
    for match in few:
        span = Span(*match.span())
        wanted = match[0][::-1]
        at = match.start() + (few is inside)
        fix = Fix(f"put the comma {place}", (Edit(span, wanted),))
        says = {"place": place, "wanted": wanted}
        yield Hit(touching(doc.text, Span(at, at + 1)).hull(span), fix, says, _CONFIDENCE, evidence)


def _before_report(
    doc: Document, closing: re.Pattern[str], ahead: int, words: Mapping[str, frozenset[str]]
) -> Iterator[re.Match[str]]:
    """Yield the ends of sentences that are quoted, with the comma, where a reporting clause follows.

    The closing mark is `ahead` of the match.
    """
    for quoted in doc.quotations:
        match = closing.match(doc.text, quoted.end - 1 - ahead)
        if match and reports(doc.text, match.end(), words) and _is_sentence(doc.text, quoted.start):
            yield match


def _is_sentence(text: str, opening: int) -> bool:
    """Whether a quotation stands where a sentence does: British style keeps the comma of a fragment outside."""
    return _SENTENCE_BEFORE.search(text[max(0, opening - _REACH) : opening]) is not None
