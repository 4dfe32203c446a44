"""An HTML file is one article: the text that a browser shows of it, or of the part that a selector names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newslint.document import Document
from newslint.errors import ConfigError
from newslint.sources import html
from newslint.sources.decoding import Encoding, decode, known_encoding
from newslint.sources.files import GZIP, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.sources.article import Article

_LOOKED_AT = 4096
"""Bytes in which a page says how it is encoded; browsers look at the first 1024."""
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SAYS = re.compile(
    rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']|<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
"""What browsers read if a page says so: the bytes in which it says it are never UTF-16."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A file or stream of HTML, or of XHTML if it is called so. Fixes change the page where the text stands in it."""

    name: str
    language: str
    encoding: str | None = None
    selector: str = ""
    stream: BinaryIO | None = None

    def articles(self) -> Iterator[Article]:
        """Yield the one article; raise SourceError if it cannot be read, or nothing in it is as the selector says."""
        yield self._read()[0]

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the mended page; a character that its encoding lacks is written as a reference."""
        doc, encoding = self._read()
        after = mended(doc)
        yield encoding.encode(after.source if isinstance(after, Document) else doc.source, "xmlcharrefreplace")

    def _read(self) -> tuple[Document, Encoding]:
        data = self.stream.read() if self.stream else read_bytes(Path(self.name))
        source, encoding = decode(data, self.name, self.encoding, said=_said(data))
        is_xml = self.name.lower().removesuffix(GZIP).endswith(".xhtml")
        doc = html.read(source, self.name, language=self.language, selector=self.selector, is_xml=is_xml)
        return replace(doc, remark=encoding.remark), encoding


def _said(data: bytes) -> str | None:
    """Return what a page says of its encoding, as browsers understand it; None if it says nothing that is known."""
    found = _SAYS.search(_COMMENT.sub(b"", data[:_LOOKED_AT]))
    if not found:
        return None
    try:
        name = known_encoding((found[1] or found[2]).decode())
    except ConfigError:
        return None
    return _MEANT.get(name, name)
