"""Initials in the order of another language behind a translated name: `Northern Harbour Union (UHN)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_INITIALS = re.compile(r"\((?<= \()(?P<initials>[A-Z]{3,6})(?=[),;])")  # first the bracket, for speed
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_REACH = 120
_LITTLE = frozenset({"and", "de", "for", "in", "of", "on", "the", "to"})


def check(doc: Document) -> Iterator[Hit]:
    """Yield initials that have just the letters of the name before them, in another order."""
    for match in _INITIALS.finditer(doc.text):
        initials, span = match["initials"], Span(*match.span("initials"))
        wanted = _initials_of_name(doc.text[max(0, span.start - _REACH) : span.start - 2], len(initials))
        if wanted != initials and sorted(wanted) == sorted(initials):
            fix = Fix(f"write “{wanted}”", (Edit.replacing(span, initials, wanted),), Safety.UNSAFE)
            yield Hit(span, fix, {"wanted": wanted}, confidence=0.8)


def _initials_of_name(before: str, length: int) -> str:
    """Return the initials of the last `length` words with a capital, little words between them left out."""
    initials = ""
    for word in reversed(_WORD.findall(re.split(r"[.,;:!?(\n]", before)[-1])):
        if word in _LITTLE:
            continue
        if not word.istitle() or len(initials) == length:
            break
        initials = word[0] + initials
    return initials
