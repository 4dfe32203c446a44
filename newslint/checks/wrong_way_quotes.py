"""Curly quotation marks turned the wrong way: an opening one that closes, or a closing one that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.quotation import touching
from newslint.rule import Hit
from newslint.speech import reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document
    from newslint.quotation import Mark

_OPENS_SENTENCE = re.compile(r"(?:^|\n|[.!?…:,][”\"’)]?)\s{0,2}\Z")
_REACH = 4

_PAIRED = 0.95
_UNPAIRED = 0.8
"""A mark that closes nothing, or an opening one never closed, may stand where its partner was lost."""
_ADRIFT = 0.7
"""White space on both sides says nothing about the job."""


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the marks whose glyph is one for the opposite job, those of attributes in left-over markup excepted."""
    marks = doc.quotation_marks
    opening: Mark | None = None
    for index, mark in enumerate(marks):
        if mark.opens and not mark.inside:
            opening = mark
        if mark.turned and doc.text[mark.at] in "“”" and doc.text[mark.at - 1 : mark.at] != "=":
            closed_later = index + 1 < len(marks) and marks[index + 1].inside
            is_paired = closed_later if mark.opens else mark.inside
            if mark.opens:
                wanted = '"' if closed_later and doc.text[marks[index + 1].at] == '"' else "“"
            else:
                wanted = _closing(doc, mark, opening if mark.inside else None, words)
            yield _hit(doc, mark, wanted, is_paired=is_paired)


def _hit(doc: Document, mark: Mark, wanted: str, *, is_paired: bool) -> Hit:
    span = touching(doc.text, mark.span)
    job = "opens" if mark.opens else "closes"
    if mark.opens and span.start < mark.at:
        wanted = " " + wanted
    return Hit(
        span,
        Fix("turn the quotation mark", (Edit(mark.span, wanted),)),
        {"job": job},
        _ADRIFT if span == mark.span else _PAIRED if is_paired else _UNPAIRED,
        (Evidence(f"the mark {job} a quotation here, but its shape says the opposite", mark.span),),
    )


def _closing(doc: Document, mark: Mark, opening: Mark | None, words: Mapping[str, frozenset[str]]) -> str:
    """Return what should stand for a mark that closes: `,”` before a reporting clause, and a space before a word."""
    text, at = doc.text, mark.at
    is_sentence = text[at - 1].isalnum() and opening is not None and _opens_sentence(doc, opening)
    comma = "," if is_sentence and reports(text, at + 1, words) else ""
    glyph = '"' if opening is not None and text[opening.at] == '"' else "”"
    return f"{comma}{glyph}{' ' if text[at + 1 : at + 2].isalnum() else ''}"


def _opens_sentence(doc: Document, opening: Mark) -> bool:
    """Whether a quotation stands where a sentence does; elsewhere it is a fragment: `a “costly mistake”`."""
    return _OPENS_SENTENCE.search(doc.text[max(0, opening.at - _REACH) : opening.at]) is not None
