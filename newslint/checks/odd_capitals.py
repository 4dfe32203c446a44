"""Capitals inside of words: a key held too long (`WOrd`), or an ending of the original (`the BergS plan`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

KINDS = frozenset({"shift", "ending"})

_BEFORE = r"(?<![\w.@/#&’'=-])"
_AFTER = r"(?![\w@/=-]|\.\w)"
_SHIFT = re.compile(_BEFORE + r"(?:[A-Z]{2}[a-z]{1,20}|[a-z][A-Z][a-z]{1,20})" + _AFTER)
_ENDING = re.compile(_BEFORE + r"[A-Z][a-z]{2,20}(?<!aa)S(?= [a-z])")
_BRAND_LETTERS = frozenset("deimoquxy")
"""What brands and terms put before a word: iPhone, eBay, xBox, mRNA, uTorrent."""
_COMMON = 4.0
_SHORT, _COMMONEST = 3, 5.5
"""Of three letters, initials with an ending are as frequent as slips: MPs, TVs."""
_PART = 2.0
_FEW = 2
"""A form that occurs more often is meant."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words with a capital where none belongs, brands and what the article writes often left alone."""
    for match in _SHIFT.finditer(doc.text):
        word = match[0]
        if doc.vocabulary[word] <= _FEW and _is_slip(word):
            wanted = word[0].upper() + word[1:].lower() if word[0].isupper() else word.lower()
            span = Span(*match.span())
            fix = Fix(f"write “{wanted}”", (Edit.replacing(span, word, wanted),))
            yield Hit(span, fix, {"wanted": wanted}, 0.95, kind="shift")
    for match in _ENDING.finditer(doc.text):
        word = match[0]
        if doc.vocabulary[word] <= _FEW and word not in doc.house_words:
            mark = "'" if doc.text.count("'") > doc.text.count("’") else "’"
            wanted = f"{word[:-1]}{mark}s"
            fix = Fix(f"write “{wanted}”", (Edit.replacing(Span(*match.span()), word, wanted),), Safety.UNSAFE)
            yield Hit(Span(*match.span()), fix, {"wanted": wanted}, 0.85, kind="ending")


def _is_slip(word: str) -> bool:
    """Whether it is a frequent word whose second letter is a capital by mistake: `WOrd`, `tHe`, but not `iPhone`."""
    zipf = english().zipf
    if zipf(word) < (_COMMON if len(word) > _SHORT else _COMMONEST) or word[0] in "ei":
        return False
    return word[0].lower() not in _BRAND_LETTERS or zipf(word[1:]) < _PART
