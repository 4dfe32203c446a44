"""HTML left in the text: tags, with the scripts and styles between them, and attributes that lost their tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix, Safety
from newslint.markup import ATTRIBUTE, is_bare, is_block, shows_code, tags
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

KINDS = frozenset({"tag", "attribute"})

_HIDDEN = frozenset({"script", "style", "noscript", "iframe", "svg", "object"})
"""What stands between these tags is not for readers either."""
_LONGEST_HIDDEN = 3_000
_BETWEEN = re.compile(r"(?:[ \t]|&(?:amp;){0,3}(?:#65279|#8203|nbsp|shy);|[\u200b\ufeff\u00a0])*")
_SURE = 0.97


def check(doc: Document) -> Iterator[Hit]:
    """Yield the tags, those in a row as one, and the attributes outside any; not what an article about code shows."""
    rows = list(_rows(doc))
    for row in rows:
        if not shows_code(doc, row):
            yield Hit(row, _fix(doc, row), {}, _SURE, kind="tag")
    if "=" not in doc.text:
        return
    taken = iter([*rows, Span(len(doc.text) + 1, len(doc.text) + 1)])
    row = next(taken)
    for match in ATTRIBUTE.finditer(doc.text):
        while row.end <= match.start():
            row = next(taken)
        span = Span(*match.span())
        if row.start >= match.end() and not shows_code(doc, span):
            fix = Fix("delete it", (Edit.deleting(doc.text, span),), Safety.UNSAFE)
            yield Hit(span, fix, {}, _SURE, kind="attribute")


def _rows(doc: Document) -> Iterator[Span]:
    """Yield the tags that touch as one, with what is hidden between an opening and a closing one."""
    row: Span | None = None
    name = ""
    for span, found in doc.view(tags):
        if row:
            is_hidden = name in _HIDDEN and found == name and span.start - row.end <= _LONGEST_HIDDEN
            if is_hidden or _BETWEEN.fullmatch(doc.text, row.end, span.start):
                row, name = row.hull(span), found
                continue
            yield row
        row, name = span, found
    if row:
        yield row


def _fix(doc: Document, row: Span) -> Fix:
    """Return the fix that takes tags out: for those of blocks, a line break takes their place between words."""
    text = row.of(doc.text)
    before, after = doc.text[max(0, row.start - 1) : row.start], doc.text[row.end : row.end + 1]
    if not is_block(text) or before in {"", "\n"} or after in {"", "\n"}:
        edit = Edit.deleting(doc.text, row) if not is_bare(text) or before.isspace() or not before else Edit(row, "")
    else:
        start, end = row
        while start and doc.text[start - 1] == " ":
            start -= 1
        while doc.text[end : end + 1] == " ":
            end += 1
        edit = Edit(Span(start, end), "\n")
    title = "break the line here" if edit.text else "delete it"
    return Fix(title, (edit,), Safety.SAFE if is_bare(text) else Safety.UNSAFE)
