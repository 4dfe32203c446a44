"""CSV as it is written: rows and cells, each with its place, so that one can be replaced and nothing else.

Read as Python's module csv reads it, which keeps no places: a quotation mark counts at the beginning of a cell only,
and what stands between its closing mark and the next delimiter belongs to the cell.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

DELIMITERS = ",;\t"
LONGEST = 1 << 26
"""Characters of a row: where a quotation mark is never closed, the rest of the file would be a cell."""
MOST = 1 << 14
"""Cells of a row: as many as a spreadsheet has."""
_CHUNK = 1 << 16
_QUOTE = '"'


class Cell(NamedTuple):
    """A cell of a row."""

    text: str
    place: Span
    """Where it stands in the source of the row, quotation marks included."""
    is_quoted: bool


class Row(NamedTuple):
    """A row of a table."""

    cells: tuple[Cell, ...]
    source: str
    """All of it, its line end included."""
    line: int
    """The line on which it begins, counted from 1."""
    is_closed: bool
    """Whether each quotation mark that opens a cell has one that closes it."""

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty line: no row of a table, but a pause in it."""
        return not self.source.strip("\r\n")

    def with_text(self, number: int, text: str, delimiter: str) -> str:
        """Return the source with another text in one cell, in quotation marks if it had them or needs them."""
        cell = self.cells[number]
        is_alone = not text and len(self.cells) == 1
        if cell.is_quoted or is_alone or any(mark in text for mark in (delimiter, _QUOTE, "\r", "\n")):
            text = f'"{text.replace(_QUOTE, _QUOTE * 2)}"'
        return f"{self.source[: cell.place.start]}{text}{self.source[cell.place.end :]}"


class TooLongError(Exception):
    """A row is longer than any article, or has more cells than any table; the text says which, and on which line."""


class Rows:
    """Takes a text apart, as much of it at once as a row needs. Time is linear, memory that of the longest row."""

    def __init__(self, read: Callable[[int], str]) -> None:
        """Take a function that returns about so many more characters, and none at the end."""
        self._read = read
        self._text = ""
        self._at, self._line = 0, 1
        self._has_ended = False

    def next(self, delimiter: str) -> Row | None:
        """Return the row that comes, None at the end; `take` goes on behind it. Raises TooLongError."""
        while True:
            row = self._parsed(_cell(delimiter), delimiter)
            if row is not None or (self._has_ended and self._at == len(self._text)):
                return row
            left = len(self._text) - self._at
            if left > LONGEST:
                raise TooLongError(f"line {self._line}: a row of more than {LONGEST:,} characters")
            more = self._read(max(_CHUNK, left))  # twice as much each time: a row is read again, but not often
            self._has_ended = not more
            self._text, self._at = self._text[self._at :] + more, 0

    def take(self, row: Row) -> None:
        """Go on behind a row."""
        source = row.source
        self._at += len(source)
        self._line += source.count("\n") + source.count("\r") - source.count("\r\n")

    def _parsed(self, cell: re.Pattern[str], delimiter: str) -> Row | None:
        """Return the row that comes, None if more of the text must be read first."""
        text, start = self._text, self._at
        if start == len(text):
            return None
        cells = []
        is_closed, at = True, start
        while True:
            found = cell.match(text, at)
            if found is None or (found.end() == len(text) and not self._has_ended):
                return None
            is_quoted = found["bare"] is None
            value = found["quoted"].replace('""', _QUOTE) + (found["rest"] or "") if is_quoted else found["bare"]
            cells.append(Cell(value, Span(at - start, found.start("end") - start), is_quoted))
            is_closed = is_closed and not (is_quoted and found["rest"] is None)
            at = found.end()
            if found["end"] != delimiter:
                return Row(tuple(cells), text[start:at], self._line, is_closed)
            if len(cells) == MOST:
                raise TooLongError(f"line {self._line}: a row of more than {MOST:,} cells")


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """Return the pattern of a cell; `rest` is what stands behind the closing mark, None if there is no such mark."""
    bare = rf"[^{delimiter}\r\n]*+"
    quoted = rf'"(?P<quoted>[^"]*+(?:""[^"]*+)*+)(?:"(?P<rest>{bare})|\Z)'
    return re.compile(rf"(?:{quoted}|(?P<bare>{bare}))(?P<end>{delimiter}|\r\n|\r|\n|\Z)")
