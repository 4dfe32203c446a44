"""HTML, of a whole page or of an article's body in a CMS, as a document that remembers where its text stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.errors import SourceError
from newslint.sources.html.origin import Page
from newslint.sources.html.selector import Selector, read_selector

if TYPE_CHECKING:
    from newslint.document import Document


def read(
    html: str,
    id: str = "",  # noqa: A002 - the name of the field
    *,
    language: str = "en",
    selector: str | Selector = "",
    is_xml: bool = False,
) -> Document:
    """Return the text that a browser shows of `html`, as a document.

    Its places lead back to `html`, and so do its fixes: `mend(linter, doc).document.source` is the HTML after them.
    `selector` says which elements are text (`article`, `#story`, `.body`), `is_xml` that the page is XHTML. What the
    page's head tells is the document's `meta`, and its language that of the page, else `language`.

    Raises SourceError if no element is as the selector says, ConfigError for a selector that makes no sense.
    """
    chosen = (read_selector(selector) if isinstance(selector, str) else selector) if selector else None
    page = Page(html, id, language, is_xml=is_xml, selector=chosen)
    if not page.has_chosen:
        hint = "Without --selector the text is that of the whole page."
        raise SourceError(f"there is no element “{selector}” in it", where=id, hint=hint)
    return page.document()


__all__ = ["read"]
