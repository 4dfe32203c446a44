"""Spaces of other widths between words: tabs, em spaces, ideographic ones; and non-breaking spaces all over the text.

An article has one finding of each kind, however many places it has: they have one cause and one remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document

KINDS = frozenset({"wide", "hard"})

# First the space, for speed.
_WIDE_SPACES = frozenset("\t\u2000\u2001\u2002\u2003\u205f\u3000")
_WIDE = re.compile(r"[\t\u2000-\u2003\u205f\u3000](?<=[A-Za-z.,;:!?’”\"].)(?=[A-Za-z“\"‘])")
_HARD = re.compile(r"\u00a0(?<=[a-z,][^\S\n])(?=[a-z])")
_PLAIN = re.compile(r" (?<=[a-z,] )(?=[a-z])")
_LEFT, _RIGHT = re.compile(r"[A-Za-z]{1,30}\Z"), re.compile(r"[A-Za-z]{1,30}")
_MARKED = re.compile(r"(?:[A-Za-z]{1,30}[’”\"]?)?[.,;:!?][’”\"]?\Z")
"""The space stands behind a mark: it is shown with the word before it."""
_REACH = 30
_TABLE = 2
"""So many tabs in a line, or lines with tabs, make columns."""
_FEWEST, _SHARE = 8, 0.05
_SHOWN = 3
_SURE = 0.9


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words around the first of the spaces; the fix puts plain ones everywhere."""
    wide = list(_wide(doc))
    if wide:
        yield _hit(doc, wide, "wide")
    hard = [Span(*match.span()) for match in _HARD.finditer(doc.text)] if "\u00a0" in doc.characters else []
    if len(hard) >= _FEWEST and len(hard) >= _SHARE * (len(hard) + len(_PLAIN.findall(doc.text))):
        yield _hit(doc, hard, "hard")


def _wide(doc: Document) -> Iterator[Span]:
    if _WIDE_SPACES.isdisjoint(doc.characters):
        return
    found = [Span(*match.span()) for match in _WIDE.finditer(doc.text)]
    tabs = doc.text.count("\t") if found else 0
    for span in found:
        is_column = span.of(doc.text) == "\t" and tabs > _TABLE
        if not is_column and not _is_torn(doc.text, span):
            yield span


def _is_torn(text: str, span: Span) -> bool:
    """Whether the space stands inside a word: `har bour` is for another rule."""
    left, right = _LEFT.search(text[max(0, span.start - _REACH) : span.start]), _RIGHT.match(text, span.end)
    return bool(left and right and (left[0] + right[0]).lower() in english())


def _hit(doc: Document, found: Sequence[Span], kind: str) -> Hit:
    fix = Fix("put plain spaces", tuple(Edit(span, " ") for span in found))
    evidence = tuple(Evidence("another such space", _with_words(doc.text, span)) for span in found[1 : _SHOWN + 1])
    says = {"times": "once" if len(found) == 1 else f"{len(found)} times"}
    return Hit(_with_words(doc.text, found[0]), fix, says, _SURE, evidence, kind=kind)


def _with_words(text: str, span: Span) -> Span:
    before = text[max(0, span.start - _REACH) : span.start]
    left, right = _LEFT.search(before) or _MARKED.search(before), _RIGHT.match(text, span.end)
    return Span(span.start - len(left[0]) if left else span.start, right.end() if right else span.end)
