"""HTML entities left in the text: `Tarn &amp; Moen`, `caf&#233;`, `&amp;quot;`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.encoding import unescaped
from newslint.finding import Edit, Fix, Safety
from newslint.markup import shows_code, tag_rows
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:#\d{2,7};|#[xX][0-9a-fA-F]{2,6};|(?P<name>[A-Za-z][A-Za-z0-9]{1,30});"
    r"|(?:nbsp|amp|quot|apos|[lr][sd]quo|[nm]dash|hellip|#\d{3,5})(?![\w;=]))"
)
_LOST_MARK = re.compile(r"[A-Za-z]&#191;(?:s|t|re|ve|ll|d|m)\b")
_HIDDEN = frozenset("\u00ad\u200b\u2060\ufeff")
_SURE = 0.98
_SHOWN = 30


def check(doc: Document) -> Iterator[Hit]:
    """Yield the entities, those in a row as one; not those of an escaped tag, nor what an article about code shows."""
    if not _ENTITY.search(doc.text):
        return
    of_tags = {at for span in doc.view(tag_rows) for at in range(*span) if doc.text[at] == "&"}
    row: Span | None = None
    for match in _ENTITY.finditer(doc.text):
        span = Span(*match.span())
        if span.start in of_tags or not _is_known(match) or shows_code(doc, span):
            continue
        if row and _is_one(doc, row, span):
            row = row.hull(span)
            continue
        if row:
            yield _hit(doc, row)
        row = span
    if row:
        yield _hit(doc, row)


def _is_one(doc: Document, row: Span, span: Span) -> bool:
    """Whether an entity goes on what others began: it touches them, or all are blanks."""
    between = doc.text[row.end : span.start]
    return not between or (not between.strip(" ") and _is_blank(doc, row) and _is_blank(doc, span))


def _is_known(match: re.Match[str]) -> bool:
    """Whether there is such an entity; `AT&T;` holds none."""
    if not match["name"]:
        return True
    from html.entities import html5  # noqa: PLC0415 - two thousand names, which sound articles do not need

    return f"{match['name']};" in html5


def _is_blank(doc: Document, span: Span) -> bool:
    return not unescaped(span.of(doc.text)).strip()


def _hit(doc: Document, span: Span) -> Hit:
    text = doc.text
    if _LOST_MARK.match(text, span.start - 1) and span.start:
        fix = Fix("write an apostrophe", (Edit(span, "’"),), Safety.UNSAFE)
        return Hit(span, fix, {"wanted": "’"}, _SURE)
    wanted = unescaped(span.of(text)).replace("\u00a0", " ")
    wanted = " " if not wanted.strip() else "".join(char for char in wanted if char not in _HIDDEN)
    start, end = span
    if wanted == " ":
        while text[end : end + 1] == " ":
            end += 1
        while start and text[start - 1] == " ":
            start -= 1
        if text[end : end + 1] == "\n":
            end, wanted = end + 1, "\n"
        elif start and text[start - 1] == "\n":
            start, wanted = start - 1, "\n"
    shown = wanted.strip()[:_SHOWN]
    title = f"write “{shown}”" if shown else "write a space" if wanted == " " else "delete it"
    return Hit(span, Fix(title, (Edit(Span(start, end), wanted),)), {"wanted": shown or "a space"}, _SURE)
