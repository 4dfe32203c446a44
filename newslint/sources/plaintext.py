"""A plain text file is one article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newslint.document import Document
from newslint.sources.decoding import Encoding, decode
from newslint.sources.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.sources.article import Article


@dataclass(frozen=True, slots=True)
class PlainText:
    """A file or stream of plain text. The text begins behind the byte order mark; line ends stay as they are."""

    name: str
    language: str
    encoding: str | None = None
    stream: BinaryIO | None = None

    def articles(self) -> Iterator[Article]:
        """Yield the one article; raise SourceError if it cannot be read."""
        yield self._read()[0]

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the file with the mended text; raise SourceError if the encoding lacks a character of it."""
        doc, encoding = self._read()
        after = mended(doc)
        try:
            yield encoding.encode(after.source if isinstance(after, Document) else doc.source)
        except UnicodeEncodeError as error:
            raise encoding.lacking(error, self.name) from error

    def _read(self) -> tuple[Document, Encoding]:
        data = self.stream.read() if self.stream else read_bytes(Path(self.name))
        text, encoding = decode(data, self.name, self.encoding)
        return replace(self._document(text), remark=encoding.remark), encoding

    def _document(self, text: str) -> Document:
        return Document(text, self.name, self.language, file=self.name)
