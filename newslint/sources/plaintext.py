"""A plain text file is one article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newslint.document import Document
from newslint.errors import SourceError
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
            problem = f"a fix needs a character that {encoding.name} lacks: {error.object[error.start : error.end]!r}"
            raise SourceError(
                problem, where=self.name, hint="Nothing was changed. Convert the file to UTF-8."
            ) from error

    def _read(self) -> tuple[Document, Encoding]:
        data = self.stream.read() if self.stream else read_bytes(Path(self.name))
        text, encoding = decode(data, self.name, self.encoding)
        return self._document(text), encoding

    def _document(self, text: str) -> Document:
        return Document(text, self.name, self.language, file=self.name)
