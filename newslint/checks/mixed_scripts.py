"""Look-alikes: a Cyrillic or Greek letter inside a Latin word, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.encoding import of_one_script
from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_LATIN, _OTHER = "A-Za-zÀ-ÖØ-öø-ɏ", "\u0386-\u03ff\u0400-\u04ff"
_MIXED = re.compile(rf"[{_OTHER}](?:(?<=[{_LATIN}].)|(?=[{_LATIN}]))")
_OTHERS = re.compile(f"[{_OTHER}]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 40
_SURE = 0.97
_SCRIPTS = {True: "Latin", False: "Cyrillic or Greek"}


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words that mix two scripts and can be written in one without looking any different."""
    if not _OTHERS.search("".join(doc.characters)):
        return
    done = 0
    for match in _MIXED.finditer(doc.text):
        if match.start() < done:
            continue
        start, floor = match.start(), max(done, match.start() - _LONGEST)
        while start > floor and doc.text[start - 1].isalpha():
            start -= 1
        letters = _LETTERS.match(doc.text, start, start + 2 * _LONGEST)
        if not letters or letters.end() <= match.start():
            continue
        done = letters.end()
        word, one = letters[0], of_one_script(letters[0])
        if one == word:
            continue
        odd = "".join(dict.fromkeys(old for old, new in zip(word, one, strict=True) if old != new))
        says = {"odd": odd, "script": _SCRIPTS[bool(re.match(f"[{_LATIN}]", odd))]}
        fix = Fix("write all of it in one script", (Edit(Span(*letters.span()), one),))
        yield Hit(Span(*letters.span()), fix, says, _SURE)
