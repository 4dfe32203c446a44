"""Paragraphs that cannot begin so: with a mark (`, who left`), with a verb (`is home to the fleet`), in lower case.

A name that was a link or in bold stood before the rest of its sentence and was lost, or it stands on the line before.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.damage import signs
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.prose import is_seen, lacks_capitals
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

KINDS = frozenset({"headless", "torn", "lowercase"})

_START = re.compile(r"(?P<mark>[.,;:])[”\"’)]?(?: (?P<next>[^\W\d_]{1,20})|(?=\n|\Z))|(?P<word>[a-z]{2,20})(?=[ ,’'])")
_ODD = frozenset(f".,;:{ascii_lowercase}")
_STOP_AT_END = re.compile(r"[.!?…][”\"’')\]]{0,3}\Z")
_WORD_AT_END = re.compile(r"[^\W_]{1,30}[)”\"’%]?\Z")
_NO_PROSE = re.compile(r"[{}<>|=_]|://|www\.|\A\W{0,3}(?:\d{1,3}[.)]|[•*–—-]) ")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_VERBS = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "should", "said", "says", "told"}
)
_FIRST_WORDS = frozenset({"he", "she", "it", "they", "we", "the", "there", "these", "those", "this", "however"})
_VERB_NEXT = re.compile(rf" (?:{'|'.join(sorted(_VERBS))})\b")
"""Behind `he`; else it may be what is left of `The` or `She`."""
_FEW_WORDS, _SHORT = 6, 40
_REACH = 40
_MOST = 3
"""Of so many paragraphs at most one begins in lower case: else the text is a list, or written so."""
_LIKELY, _LONE = 0.85, 0.7
"""One such place in an article without any other damage is told as advice."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the start of such a paragraph, with the last word before it where the two belong together."""
    odd = (pair for pair in pairwise(doc.paragraphs) if doc.text[pair[1].start] in _ODD)
    found = [hit for before, after in odd if (hit := _judge(doc, before, after))]
    if not found or lacks_capitals(doc) or _MOST * _lower(doc) > len(doc.paragraphs):
        return
    is_lone = len(found) == 1 and not doc.view(signs)
    for hit in found:
        yield replace(hit, confidence=_LONE) if is_lone and hit.kind != "lowercase" else hit


def _lower(doc: Document) -> int:
    return sum(doc.text[paragraph.start].islower() for paragraph in doc.paragraphs)


def _judge(doc: Document, before: Span, after: Span) -> Hit | None:
    start = _START.match(doc.text, *after)
    if not start or _NO_PROSE.search(doc.text, *before) or _NO_PROSE.search(doc.text, *after):
        return None
    has_stop = _STOP_AT_END.search(doc.text, max(before.start, before.end - _REACH), before.end) is not None
    if start["mark"]:
        return _mark(doc, before, after, start, has_stop=has_stop)
    is_long = before.end - before.start >= _SHORT
    return _word(doc, before, Span(*start.span())) if has_stop and is_long and _is_prose(doc.text, after) else None


def _word(doc: Document, before: Span, span: Span) -> Hit | None:
    """Return the hit of a paragraph that begins with a word in lower case, after one that is complete."""
    word = span.of(doc.text)
    if word in _VERBS:
        return _headless(span, before)
    if word not in _FIRST_WORDS or is_seen(doc, span):
        return None
    wanted = word.capitalize()
    safety = Safety.SAFE if word != "he" or _VERB_NEXT.match(doc.text, span.end) else Safety.UNSAFE
    fix = Fix(f"write “{wanted}”", (Edit(Span(span.start, span.start + 1), wanted[0]),), safety)
    return Hit(span, fix, {"wanted": wanted}, _LIKELY, kind="lowercase")


def _mark(doc: Document, before: Span, after: Span, start: re.Match[str], *, has_stop: bool) -> Hit | None:
    """Return the hit of a line that begins with a mark: one that ends the line before, or a sentence without a head."""
    text = doc.text
    word = start["next"] or ""
    if start["mark"] in ",;" and word.islower() and _is_prose(text, after) and has_stop:
        return _headless(Span(after.start, start.end()), before)
    last = _WORD_AT_END.search(text, max(before.start, before.end - _REACH), before.end)
    is_likely = not word or word.islower() == (start["mark"] != ".")
    if not last or has_stop or not is_likely or before.end - before.start < _SHORT:
        return None
    span = Span(last.start(), after.start + 1)
    fix = Fix("put the mark at the end of the line before", (Edit(Span(before.end, after.start), ""),), Safety.UNSAFE)
    return Hit(span, fix, {}, _LIKELY, kind="torn")


def _headless(span: Span, before: Span) -> Hit:
    evidence = Evidence("the paragraph before is complete", Span(max(before.start, before.end - _REACH), before.end))
    return Hit(span, None, {}, _LIKELY, (evidence,), kind="headless")


def _is_prose(text: str, span: Span) -> bool:
    ends = _STOP_AT_END.search(text, max(span.start, span.end - 5), span.end) is not None
    return ends and len(_WORD.findall(text, *span)) >= _FEW_WORDS
