"""Dots that touch the next sentence: `You may also like...Who will row?`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.glue.marks import is_address, is_code, left_of, parted
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document
    from newslint.rule import Hit

    Words = Mapping[str, frozenset[str]]

_STOPS = re.compile(r"[.?!…][.?!…]{0,4}+(?=[(\[]?(?P<word>[^\W\d_a-z][^\W\d_]{0,30}+))")
_DOTS = re.compile(r"…(?!\.)|\.{2}")
_SEEN = Seen(r"[….](?:(?<=…)|\.)[.?!…]{0,4}[(\[]?[Ae]")
_TIGHT = re.compile(r"(?:…|\.{3})(?=\w)")
_LIKELY, _PERHAPS = 0.85, 0.6
_STYLE = 3
"""So many dots without a blank are how the article writes them."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the dots before a capital, unless the article has so many of them that they are its style."""
    if not _SEEN(doc):
        return
    for match in _STOPS.finditer(doc.text):
        if not _DOTS.search(match[0]):
            continue
        left = left_of(doc.text, match.start())
        if not left[:1].isalnum() or is_code(doc.text, match.start("word")):
            continue
        is_style = not is_damaged(doc) and len(doc.view(_tight_dots)) >= _STYLE
        if not is_style and not is_address(doc, Span(*match.span())):
            is_sure = is_damaged(doc) and match["word"].lower() in words["little_word"]
            span = Span(match.start() - len(left), match.end("word"))
            yield parted(doc, span, match.end(), "dots", _LIKELY if is_sure else _PERHAPS)


def _tight_dots(doc: Document) -> list[int]:
    return [dots.start() for dots in _TIGHT.finditer(doc.text) if doc.text[dots.start() - 1 : dots.start()].isalnum()]
