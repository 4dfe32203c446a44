"""A CSV file is one article a row: a table whose first line names the columns, with commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import re
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from newslint.errors import SourceError, did_you_mean
from newslint.sources.article import Unreadable, mended_source
from newslint.sources.cells import DELIMITERS, Row, Rows, TooLongError
from newslint.sources.decoding import Encoding, stored_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.sources.article import Article
    from newslint.sources.fields import Fields

_BROKEN = re.compile("[\udc80-\udcff]")
"""What `surrogateescape` makes of bytes that the encoding does not have."""
_KEEPING = "surrogateescape"
_MARK = 4
"""Bytes of the longest byte order mark."""
_TABS = ".tsv"


class _Header(NamedTuple):
    """What the first line says of the table."""

    row: Row
    delimiter: str
    names: tuple[str, ...]
    text: int
    """Which column holds the text."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A table, read row by row: memory does not grow with its length. One broken row does not end it."""

    name: str
    fields: Fields
    encoding: str | None = None
    stream: BinaryIO | None = None

    def articles(self) -> Iterator[Article]:
        """Yield an article, or what is wrong with it, for each row; raise SourceError if there is no such table."""
        for _, header, row in self._rows():
            if header and not row.is_blank:
                yield self._article(header, row)

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the rows, with the cell replaced whose text changed and every other byte as it was.

        Raises SourceError if the encoding lacks a character of what the text became.
        """
        for encoding, header, row in self._rows():
            source = row.source
            if header and not row.is_blank:
                article = self._article(header, row)
                after = mended_source(article, mended(article))
                source = source if after is None else row.with_text(header.text, after, header.delimiter)
            try:
                yield encoding.mark + source.encode(encoding.name, _KEEPING)
            except UnicodeEncodeError as error:
                raise encoding.lacking(error, self.name) from error

    def _rows(self) -> Iterator[tuple[Encoding, _Header | None, Row]]:
        """Yield the rows with how they are stored; the first one, which alone has the mark, with no header yet."""
        try:
            with nullcontext(self.stream) if self.stream else Path(self.name).open("rb") as stream:
                text = _Text(stream, self.name, self.encoding)
                rows = Rows(text.read)
                header = self._header(rows)
                yield text.encoding, None, header.row
                rows.take(header.row)
                encoding = Encoding(text.encoding.name)
                while row := rows.next(header.delimiter):
                    yield encoding, header, row
                    rows.take(row)
        except OSError as error:
            raise SourceError(error.strerror or str(error), where=self.name) from error
        except TooLongError as error:
            raise SourceError(str(error), where=self.name, hint="Is a quotation mark never closed?") from error

    def _header(self, rows: Rows) -> _Header:
        """Return what the first line says, with the delimiter by which it has the text's column, or most columns."""
        is_tabs = self.name.lower().removesuffix(".gz").endswith(_TABS)
        found = []
        for delimiter in sorted(DELIMITERS, key=lambda one: (one == "\t") != is_tabs):
            row = rows.next(delimiter)
            if row is None or row.is_blank:
                raise SourceError("has no first line that names the columns", where=self.name)
            names = tuple(cell.text for cell in row.cells)
            found.append((self.fields.text in names, len(names), delimiter, row, names))
        _, _, delimiter, row, names = max(found, key=lambda one: one[:2])
        if "\0" in row.source:
            raise SourceError("contains NUL bytes: a binary file, or UTF-16 without its mark", where=self.name)
        if not names.count(self.fields.text):
            hint = did_you_mean(self.fields.text, set(names), what="the first line has the columns")
            problem = f"there is no column “{self.fields.text}” (name it with --text-field)"
            raise SourceError(problem, where=self.name, hint=hint)
        if names.count(self.fields.text) > 1:
            raise SourceError(f"there are several columns “{self.fields.text}”", where=self.name)
        return _Header(row, delimiter, names, names.index(self.fields.text))

    def _article(self, header: _Header, row: Row) -> Article:
        place = f"{self.name}:{row.line}"
        problem = self._problem(header, row)
        if problem:
            return Unreadable(place, f"{place}: {problem}", self.name, row.line)
        cells = zip(header.names, row.cells, strict=False)
        values = {name: cell.text for name, cell in cells if cell.text or name == self.fields.text}
        return self.fields.article(values, place, file=self.name, record=row.line)

    @staticmethod
    def _problem(header: _Header, row: Row) -> str:
        number, columns = len(row.cells), len(header.names)
        if not row.is_closed:
            return "a quotation mark that opens a cell is never closed: the rest of the file is no article"
        if _BROKEN.search(row.source):
            return "cannot be decoded (see --encoding)"
        if number <= header.text or any(cell.text for cell in row.cells[columns:]):
            return f"cells: {number}, and in the first line {columns}: is a quotation mark missing?"
        return ""


class _Text:
    """What a stream holds as text, read as far as it is asked for; bytes that are none stay to be told of."""

    def __init__(self, stream: BinaryIO, name: str, encoding: str | None) -> None:
        self._stream, self._name = stream, name
        start = stream.read(_MARK)
        self.encoding = stored_as(start, encoding)
        self._start = start[len(self.encoding.mark) :]
        self._decoder = codecs.getincrementaldecoder(self.encoding.name)(_KEEPING)

    def read(self, size: int) -> str:
        """Return about so many characters, none at the end; raise SourceError if they could not be written back."""
        while True:
            data, self._start = self._start + self._stream.read(size), b""
            held = self._decoder.getstate()[0]
            try:
                text = self._decoder.decode(data, final=not data)
                taken = held + data
                taken = taken[: len(taken) - len(self._decoder.getstate()[0])]
                is_same = text.encode(self.encoding.name, _KEEPING) == taken
            except UnicodeError as error:
                raise SourceError(f"cannot be decoded as {self.encoding.name}: {error}", where=self._name) from error
            if not is_same:
                raise SourceError(f"cannot be restored from {self.encoding.name} to the letter", where=self._name)
            if text or not data:
                return text
