"""What the head of a page says of its article: title, outlet, author, address, date, language."""

from __future__ import annotations

import html

from newslint.sources.html import elements as el
from newslint.sources.html.tokens import HTML, SPACE, attributes, raw_end

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
    at = 0
    while token := HTML.match(source, at):
        start, at = token.span()
        if token.lastgroup != "tag":
            if token.lastgroup in {"text", "lone"} and source[start:at].strip(SPACE):
                break
            continue
        name = token["name"].lower()
        if token["closing"]:
            continue
        if name not in el.OF_HEAD and name not in {"html", "head"}:
            break
        content = at
        at = raw_end(source, name, at)
        if name == "title":
            found.setdefault("title", " ".join(html.unescape(source[content:at]).split()))
        elif name in {"meta", "link", "html"}:
            has = attributes(token["attributes"])
            if name == "html":
                language = has.get("lang", "") or has.get("xml:lang", "")
            elif name == "link" and "canonical" in has.get("rel", "").lower().split():
                found.setdefault("url", has.get("href", ""))
            elif field := _FIELDS.get(has.get("property") or has.get("name", "")):
                said.setdefault(field, has.get("content", ""))
    fields = {**said, **{field: value for field, value in found.items() if value}}
    return {field: value.strip() for field, value in sorted(fields.items()) if value.strip()}, language.strip()
