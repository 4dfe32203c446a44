"""Characters that nobody sees, or that show as an empty box: zero-width ones, soft hyphens, controls, private use."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

KINDS = frozenset({"zero-width", "soft-hyphen", "control", "bidi", "byte-order-mark", "private-use"})

_RUNS = {
    "zero-width": "[\u200b-\u200d\u2060-\u2064\u180e]+",
    "soft-hyphen": "\u00ad+\n?",
    "control": "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+|(?<![\x80-\uffff])[\x81\x8d\x8f\x90\x9d]",
    "bidi": "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+",
    "byte-order-mark": "\ufeff+",
    "private-use": "[\ue000-\uf8ff\ufffc\U000f0000-\U0010fffd]+",
}
_ALL = re.compile("|".join(f"(?P<{kind.replace('-', '_')}>{run})" for kind, run in _RUNS.items()))

_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ue000-\uf8ff\ufeff\ufffc\U000f0000-\U0010fffd]"
)
"""The first characters of all, as one class: it is searched several times as fast."""

_NAMES = {
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\u00ad": "soft hyphen",
    "\ufeff": "byte order mark",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\ufffc": "placeholder of an object",
}
_BREAKS = frozenset("\x0b\x0c")
_ENDS = re.compile(r"[a-z]{2}[.!?…]?[’”)]?\Z(?<![a-z])")
"""Before a capital, the character stood between two sentences or blocks."""
_REACH = 120
_SURE = 0.97
_BULLET_AREA = range(0xF000, 0xF100)
"""Where the symbol fonts of word processors put their bullets."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the runs of such characters that no script and no emoji needs in their place."""
    if not _ANY.search("".join(doc.characters)):
        return
    end = 0
    for found in _ANY.finditer(doc.text):
        match = _ALL.match(doc.text, found.start()) if found.start() >= end else None
        if not match:
            continue
        end = match.end()
        kind = str(match.lastgroup).replace("_", "-")
        span = Span(*match.span())
        if not _is_needed(doc, kind, span):
            yield _hit(doc, kind, span)


def _is_needed(doc: Document, kind: str, span: Span) -> bool:
    text = doc.text
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if kind == "zero-width":
        return _joins(before) or _joins(after)
    if kind == "bidi":
        around = text[max(0, span.start - _REACH) : span.end + _REACH]
        return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in around if char.isalpha())
    # The second byte of a letter that was read wrongly: not a soft hyphen but half of an í.
    return kind == "soft-hyphen" and before in {"Ã", "Ä", "Å", "Â", "Ð", "Ñ", "Ø", "Ù", "Î", "Ï"}


def _joins(char: str) -> bool:
    """Whether a character is of a script, or of an emoji, that needs joiners or zero-width spaces."""
    return bool(char) and unicodedata.category(char) in {"Lo", "Mn", "Mc", "So", "Sk"}


def _hit(doc: Document, kind: str, span: Span) -> Hit:
    text, first = doc.text, doc.text[span.start]
    code = f"U+{ord(first):04X}"
    name = _NAMES.get(first) or (unicodedata.name(first, "").lower() if kind == "bidi" else "")
    left, right = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    end = span.end + 1 if left == right == " " else span.end
    fix: Fix | None = Fix("delete it", (Edit(Span(span.start, end), ""),))
    if right.isupper() and _ENDS.search(text, max(0, span.start - 4), span.start):
        fix = Fix("put a space here", (Edit(span, " "),))
    if first in _BREAKS:
        fix = Fix("break the line here", (Edit(span, "\n"),), Safety.UNSAFE)
    elif kind == "soft-hyphen" and text[span.end - 1] == "\n":
        is_word = left.isalpha() and right.islower()
        span = Span(span.start, span.end if is_word else span.end - 1)
        fix = Fix("join the word" if is_word else "delete it", (Edit(span, ""),))
    elif kind == "private-use":
        is_bullet = left in {"", "\n"} and ord(first) in _BULLET_AREA
        touches = left.isalnum() or right.isalnum()
        if is_bullet:
            fix = Fix("write “•”", (Edit(span, "•"),), Safety.UNSAFE)
        else:
            fix = None if touches else Fix("delete it", (Edit.deleting(text, span),), Safety.UNSAFE)
    return Hit(span, fix, {"name": f"{name} ({code})" if name else code}, _SURE, kind=kind)
