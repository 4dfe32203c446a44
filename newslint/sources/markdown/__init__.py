"""Markdown as a document that remembers where its text stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.sources.markdown.origin import MarkdownPage

if TYPE_CHECKING:
    from newslint.document import Document


def read(markdown: str, id: str = "", *, language: str = "en") -> Document:  # noqa: A002 - the name of the field
    """Return the text of an article in Markdown, as a document; its places and fixes lead back to the Markdown.

    What the front matter says (title, author, date, url, language) is the document's `meta` and language. Raises
    SourceError without the extra `markdown`.
    """
    return MarkdownPage(markdown, id, language).document()


__all__ = ["read"]
