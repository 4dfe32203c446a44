"""Curly quotation marks turned the wrong way: an opening one that closes, or a closing one that opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Evidence, Fix
from newslint.quotation import touching
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.quotation import Mark

_VERBS = (
    "said|says|told|tells|added|adds|asked|asks|replied|insisted|insists|wrote|writes|explained|explains|noted|notes"
    "|warned|warns|argued|argues|stressed|stresses|admitted|admits|claimed|claims|concluded|continued|declared|recalled"
    "|recalls|thinks|thought|believes|tweeted|shouted|quipped|joked|announced|stated|states|remarked|pointed|put"
)
_SAID = re.compile(rf"(?:{_VERBS})\b")
_SPEAKER = re.compile(r"(?:he|she|it|they|we|I|(?:the|one|another) \w{1,30}+|(?:[^\W\d_a-z][\w’'-]{0,30}+ ?){1,3}+) ?")
_SPEAKER_SAID = re.compile(rf"(?:{_VERBS}|\w{{2,20}}+(?<=ed))\b")
"""After a speaker any past tense will do: translators reach for “underlined”, “sentenced”, “assured”."""

_PAIRED = 0.95
_UNPAIRED = 0.8
"""A mark that closes nothing, or an opening one never closed, may stand where its partner was lost."""
_ADRIFT = 0.7
"""White space on both sides says nothing about the job."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the marks whose glyph is one for the opposite job, those of attributes in left-over markup excepted."""
    marks = doc.quotation_marks
    for index, mark in enumerate(marks):
        if mark.turned and doc.text[mark.at] in "“”" and doc.text[mark.at - 1 : mark.at] != "=":
            closed_later = index + 1 < len(marks) and marks[index + 1].inside
            is_paired = closed_later if mark.opens else mark.inside
            yield _hit(doc, mark, is_paired=is_paired)


def _hit(doc: Document, mark: Mark, *, is_paired: bool) -> Hit:
    span = touching(doc.text, mark.span)
    job, wanted = ("opens", "“") if mark.opens else ("closes", _closing(doc.text, mark.at))
    if mark.opens and span.start < mark.at:
        wanted = " " + wanted
    return Hit(
        span,
        Fix("turn the quotation mark", (Edit(mark.span, wanted),)),
        {"job": job},
        _ADRIFT if span == mark.span else _PAIRED if is_paired else _UNPAIRED,
        (Evidence(f"the mark {job} a quotation here, but its shape says the opposite", mark.span),),
    )


def _closing(text: str, at: int) -> str:
    """Return what should stand for a mark that closes: `,”` before a reporting clause, and a space before a word."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    comma = "," if before.isalnum() and _reports(text, at + 1) else ""
    return f"{comma}”{' ' if after.isalnum() else ''}"


def _reports(text: str, at: int) -> bool:
    """Whether a clause such as `he said` or `said the minister` follows."""
    at += text[at : at + 1] == " "
    speaker = _SPEAKER.match(text, at)
    return bool(_SAID.match(text, at) or (speaker and _SPEAKER_SAID.match(text, speaker.end())))
