"""What the head of a page says of its article: title, outlet, author, address, date, language."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from newslint.sources.html import elements as el
from newslint.sources.html.tokens import HTML, SPACE, attributes, raw_end

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS = {
    "og:site_name": "outlet",
    "author": "byline",
    "article:published_time": "date",
    "og:url": "url",
    "og:title": "title",
}
"""The names of `<meta>` elements, and the field that each one fills if nothing better does."""


def read_head(source: str) -> tuple[dict[str, str], str]:
    """Return the fields that are there and the language of the page, or an empty text; it ends at the first content."""
    said: dict[str, str] = {}
    found: dict[str, str] = {}
    language = ""
    for name, content, has in _elements(source):
        if name == "title":
            found.setdefault("title", " ".join(html.unescape(content).split()))
        elif name == "html":
            language = has.get("lang", "") or has.get("xml:lang", "")
        elif name == "link" and "canonical" in has.get("rel", "").lower().split():
            found.setdefault("url", has.get("href", ""))
        elif name == "meta" and (field := _FIELDS.get(has.get("property") or has.get("name", ""))):
            said.setdefault(field, has.get("content", ""))
    fields = {**said, **{field: value for field, value in found.items() if value}}
    return {field: value.strip() for field, value in sorted(fields.items()) if value.strip()}, language.strip()


def _elements(source: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the elements of the head, with what they hold and their attributes."""
    at = 0
    while token := HTML.match(source, at):
        start, at = token.span()
        if token.lastgroup in {"text", "lone"} and source[start:at].strip(SPACE):
            return
        if token.lastgroup != "tag" or token["closing"]:
            continue
        name = token["name"].lower()
        if name not in el.OF_HEAD and name not in {"html", "head"}:
            return
        content, at = at, raw_end(source, name, at)
        yield name, source[content:at], attributes(token["attributes"])
