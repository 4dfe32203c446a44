"""Doubled spaces between words; tables, indents and two spaces after every full stop are left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_DOUBLED = re.compile(r"(?<=[^\s|])[ \u00a0\u2000-\u200a\u202f]{2,3}(?=[^\s|])")
_AFTER_STOP = re.compile(r"[.!?:][”\"’')]{0,2}([ \u00a0]{1,2})(?=[“\"‘'(]?[A-Z])")
_COLUMNS = re.compile(r"[ \u00a0]{4}|\t")
_BEFORE, _AFTER = re.compile(r"\S{1,40}\Z"), re.compile(r"\S{1,40}")
_REACH = 40
_STOPS = frozenset(".!?:”\"’')")


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words with the spaces between them, to be replaced by one."""
    for paragraph in doc.paragraphs:
        if _COLUMNS.search(doc.text, *paragraph):
            continue
        for match in _DOUBLED.finditer(doc.text, *paragraph):
            if doc.text[match.start() - 1] in _STOPS and doc.view(_doubles_after_stop)[0]:
                continue
            blanks = Span(*match.span())
            before = _BEFORE.search(doc.text[max(paragraph.start, blanks.start - _REACH) : blanks.start])
            after = _AFTER.match(doc.text, blanks.end)
            start = blanks.start - len(before[0]) if before else blanks.start
            span = Span(start, after.end() if after else blanks.end)
            yield Hit(span, Fix("leave one space", (Edit(blanks, " "),)))


def _doubles_after_stop(doc: Document) -> tuple[bool]:
    """Whether the article has two spaces after a full stop at least as often as one."""
    widths = [len(blanks) for blanks in _AFTER_STOP.findall(doc.text)]
    return (sum(width > 1 for width in widths) * 2 >= max(3, len(widths)),)
