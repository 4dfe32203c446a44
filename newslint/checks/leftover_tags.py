"""HTML left in the text: tags, with the scripts and styles between them, and attributes that lost their tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.markup import ATTRIBUTE, is_bare, is_block, shows_code, tag_rows
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

KINDS = frozenset({"tag", "attribute"})

_ARTICLE = re.compile(r"(?<!\w)(?:an?|another|each|every) \Z")
_NOUN_ENDS = re.compile(r"[,.;:)]?(?:\s|\Z)")
_REACH = 400
_SURE = 0.97


def check(doc: Document) -> Iterator[Hit]:
    """Yield the tags, those in a row as one, and the attributes outside any; not what an article about code shows."""
    rows = doc.view(tag_rows)
    for row in rows:
        if not shows_code(doc, row) and not _is_noun(doc.text, row):
            yield Hit(row, _fix(doc, row), {}, _SURE, kind="tag")
    if "=" not in doc.text:
        return
    taken = iter([*rows, Span(len(doc.text) + 1, len(doc.text) + 1)])
    row = next(taken)
    for match in ATTRIBUTE.finditer(doc.text):
        while row.end <= match.start():
            row = next(taken)
        span = Span(*match.span())
        if row.start >= span.end and not _is_in_brackets(doc.text, span.start) and not shows_code(doc, span):
            fix = Fix("delete it", (Edit.deleting(doc.text, span),), Safety.UNSAFE)
            yield Hit(span, fix, {}, _SURE, kind="attribute")


def _is_noun(text: str, row: Span) -> bool:
    """Whether the sentence speaks of the tag: `a <div> in another <div>`."""
    return bool(
        _ARTICLE.search(text, max(0, row.start - len(" another ")), row.start) and _NOUN_ENDS.match(text, row.end)
    )


def _is_in_brackets(text: str, at: int) -> bool:
    """Whether it stands in square brackets: a shortcode has attributes of its own."""
    floor = max(0, at - _REACH)
    return text.rfind("[", floor, at) > text.rfind("]", floor, at)


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
