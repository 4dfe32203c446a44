"""Offsets told in the units of the world outside: lines and columns, UTF-16 units, UTF-8 bytes."""

from __future__ import annotations

import bisect
import re
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\n|\r")
_WIDE = ("[\u0080-\U0010ffff]", "[\u0800-\U0010ffff]", "[\U00010000-\U0010ffff]")
"""Patterns that take long to compile, and that not every format asks for."""


class Places:
    """The places of one text. Offsets are code points from 0, lines and columns count from 1.

    Lines end where editors and compilers end them: at LF, CRLF or CR, not at U+2028.
    """

    def __init__(self, text: str) -> None:
        """Take the text; the tables that a question needs are made when it is first asked."""
        self._text = text

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self._text))]

    @cached_property
    def _wide(self) -> list[list[int]]:
        """The offsets of the characters of two bytes or more in UTF-8, of three or more, of four."""
        return [[match.start() for match in re.finditer(size, self._text)] for size in _WIDE]

    def line(self, offset: int) -> int:
        """Return the number of the line that holds an offset."""
        return bisect.bisect_right(self._line_starts, offset)

    def column(self, offset: int) -> int:
        """Return the column of an offset in its line, in code points."""
        return offset - self._line_starts[self.line(offset) - 1] + 1

    def utf16(self, offset: int) -> int:
        """Return how many UTF-16 units stand before an offset."""
        return offset + bisect.bisect_left(self._wide[2], offset)

    def utf8(self, offset: int) -> int:
        """Return how many UTF-8 bytes stand before an offset (three for a lone surrogate)."""
        return offset + sum(bisect.bisect_left(size, offset) for size in self._wide)

    def byte_column(self, offset: int) -> int:
        """Return the column of an offset in its line, in bytes of UTF-8."""
        return self.utf8(offset) - self.utf8(self._line_starts[self.line(offset) - 1]) + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column; raise IndexError if the text has no such line."""
        return self._line_starts[line - 1] + column - 1
