"""Letters in a form that no keyboard makes: ligatures of PDF files, accents that are characters of their own."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.encoding import LIGATURES
from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

KINDS = frozenset({"ligature", "accent"})

_LIGATURE, _ACCENT = "\ufb00-\ufb06", "\u0300-\u036f"
_ANY = re.compile(f"[{_LIGATURE}{_ACCENT}]")
_HAS_LIGATURE, _HAS_ACCENT = re.compile(f"[{_LIGATURE}]"), re.compile(f"[{_ACCENT}]")
_LONGEST = 40
_SURE = 0.99


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words with such letters; accents only if each has a letter that carries it."""
    if not _ANY.search("".join(doc.characters)):
        return
    done = 0
    for match in _ANY.finditer(doc.text):
        if match.start() < done:
            continue
        span = _word(doc.text, match.start(), done)
        done = span.end
        word = span.of(doc.text)
        composed = unicodedata.normalize("NFC", word)
        if _HAS_LIGATURE.search(word):
            wanted, kind = composed.translate(LIGATURES), "ligature"
        elif composed != word and not _HAS_ACCENT.search(composed):
            wanted, kind = composed, "accent"
        else:
            continue
        says = {"wanted": wanted, "signs": "".join(dict.fromkeys(_HAS_LIGATURE.findall(word)))}
        yield Hit(span, Fix(f"write “{wanted}”", (Edit(span, wanted),)), says, _SURE, kind=kind)


def _word(text: str, at: int, floor: int) -> Span:
    start = end = at
    while start > max(floor, at - _LONGEST) and _is_of_word(text[start - 1]):
        start -= 1
    while end < min(len(text), at + _LONGEST) and _is_of_word(text[end]):
        end += 1
    return Span(start, end)


def _is_of_word(char: str) -> bool:
    return char.isalpha() or "\u0300" <= char <= "\u036f"
