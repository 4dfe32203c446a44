"""Spaces between a quotation mark and what it quotes: `“ our best season ”`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_BLANKS = frozenset(" \u00a0")
_AFTER_OPENING = re.compile(r"(?P<blanks>[ \u00a0]{1,2}+)(?P<word>[$£€]?[^\W_][^\s”\"]{0,40}+[”\"]?)")
_BEFORE_CLOSING = re.compile(r"(?P<word>[^\s“\"]{0,40}[^\W_][.,!?…]{0,3})(?P<blanks>[ \u00a0]{1,2})\Z")
_INCHES = re.compile(r"\d \"")
_REACH = 50
_GUILLEMETS = frozenset("«»")
_ROOM_BEFORE = frozenset(" \n\u00a0(—–")
_ROOM_AFTER = frozenset(" \n\u00a0.,;:!?)—–…")
_CURLY, _STRAIGHT = 0.95, 0.9


def check(doc: Document) -> Iterator[Hit]:
    """Yield the marks that have white space on both sides, but only where what they do is beyond doubt."""
    text = doc.text
    for opening, closing in pairwise(doc.quotation_marks):
        if text[opening.at + 1] not in _BLANKS and text[closing.at - 1] not in _BLANKS:
            continue
        if not opening.opens or closing.opens or opening.turned or closing.turned or opening.inside:
            continue
        if text[opening.at] in _GUILLEMETS or "\n" in text[opening.at : closing.at]:
            continue
        confidence = _STRAIGHT if '"' in (text[opening.at], text[closing.at]) else _CURLY
        if confidence == _STRAIGHT and _INCHES.search(text, max(0, opening.at - 2), closing.at + 1):
            continue
        after = _AFTER_OPENING.match(text, opening.at + 1, closing.at + 1)
        if after and (opening.at == 0 or text[opening.at - 1] in _ROOM_BEFORE):
            yield _hit(Span(opening.at, after.end()), Span(*after.span("blanks")), "opening", confidence)
        start = max(opening.at + 1, closing.at - _REACH)
        before = _BEFORE_CLOSING.search(text[start : closing.at])
        if before and text[closing.at + 1 : closing.at + 2] in {"", *_ROOM_AFTER}:
            blanks = Span(start + before.start("blanks"), closing.at)
            yield _hit(Span(start + before.start("word"), closing.at + 1), blanks, "closing", confidence)


def _hit(span: Span, blanks: Span, mark: str, confidence: float) -> Hit:
    return Hit(span, Fix(f"take out the space at the {mark} mark", (Edit(blanks, ""),)), confidence=confidence)
