"""Capitals inside of words: a key held too long (`WOrd`), or an ending of the original (`the BergS plan`)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.prose import cased
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.span import Span

KINDS = frozenset({"shift", "ending"})

_SHIFT = re.compile(r"[A-Z]{2}[a-z]{1,20}|[a-z][A-Z][a-z]{1,20}")
_ENDING = re.compile(r"[A-Z][a-z]{2,20}(?<!aa)S")
_BEFORE = re.compile(r"[\w.@/#&’'=-]")
_AFTER = re.compile(r"[\w@/=-]|\.\w")
_MID_SENTENCE = re.compile(r"[a-z,] \Z")
_SMALL_AFTER = re.compile(r" [a-z]")
_UP_AND_DOWN = re.compile(r"(?:[a-z][A-Z]){2}")
"""A word that was meant to look odd: `aLl wRoNg`."""
_NEAR = 40
_BRAND_LETTERS = frozenset("deimoquxy")
"""What brands and terms put before a word: iPhone, eBay, xBox, mRNA, uTorrent."""
_SLIP, _GENITIVE = 0.95, 0.85
_COMMON = 4.0
_SHORT, _COMMONEST = 3, 5.5
"""Of three letters, initials with an ending are as frequent as slips: MPs, TVs."""
_PART = 2.0
_FEW = 2
"""A form that occurs more often is meant."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words with a capital where none belongs, brands and what the article writes often left alone."""
    odd = itertools.filterfalse(str.isupper, itertools.filterfalse(str.istitle, doc.view(cased)))
    rare = {word for word in odd if doc.vocabulary[word] <= _FEW}
    if not rare:
        return
    slips = {word for word in rare if _SHIFT.fullmatch(word) and _is_slip(word)}
    endings = {word for word in rare if _ENDING.fullmatch(word)} - slips - doc.house_words
    for word, span in doc.occurrences(slips | endings):
        if _BEFORE.match(doc.text[span.start - 1 : span.start]) or _AFTER.match(doc.text, span.end):
            continue
        if word in slips and not _UP_AND_DOWN.search(doc.text, max(0, span.start - _NEAR), span.end + _NEAR):
            yield _slip(doc, word, span)
        elif word in endings and _SMALL_AFTER.match(doc.text, span.end):
            yield _ending(doc, word, span)


def _slip(doc: Document, word: str, span: Span) -> Hit:
    is_inside = _MID_SENTENCE.search(doc.text, max(0, span.start - len("a ")), span.start)
    wanted = word.lower() if is_inside and not english().is_name(word.lower()) else word[0] + word[1:].lower()
    fix = Fix(f"write “{wanted}”", (Edit.replacing(span, word, wanted),))
    return Hit(span, fix, {"wanted": wanted}, _SLIP, kind="shift")


def _ending(doc: Document, word: str, span: Span) -> Hit:
    mark = "'" if doc.text.count("'") > doc.text.count("’") else "’"
    wanted = f"{word[:-1]}{mark}s"
    fix = Fix(f"write “{wanted}”", (Edit.replacing(span, word, wanted),), Safety.UNSAFE)
    return Hit(span, fix, {"wanted": wanted}, _GENITIVE, kind="ending")


def _is_slip(word: str) -> bool:
    """Whether it is a frequent word whose second letter is a capital by mistake: `WOrd`, `tHe`, but not `iPhone`."""
    zipf = english().zipf
    if zipf(word) < (_COMMON if len(word) > _SHORT else _COMMONEST) or word[0] in "ei":
        return False
    return word[0].lower() not in _BRAND_LETTERS or zipf(word[1:]) < _PART
