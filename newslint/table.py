"""Table: many short texts, each with a value, kept as one sorted piece of text.

A word is found by bisection over a sparse index of the text. That costs a quarter of the memory of a dictionary of the
same words, and reading it costs no more than unpacking the file.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 2048
"""Bytes of text from one entry of the index to the next: what is searched for a key."""
_ABSENT = -1


class Table:
    """Lines of a key, a blank and a value without blanks, sorted by the bytes of the keys; immutable."""

    __slots__ = ("_firsts", "_starts", "_text")

    def __init__(self, text: bytes, start: int = 0) -> None:
        """Take UTF-8 text and the place of the line break before the first line of the table."""
        self._text = text
        # Every start is the line break before an entry, and the next start ends a block with the same line break.
        self._starts = [start]
        while (start := text.find(b"\n", self._starts[-1] + _BLOCK, len(text) - 1)) > 0:
            self._starts.append(start)
        # A key may hold blanks itself; the first line of a block without its value sorts like its key.
        ends = [text.index(b"\n", start + 1) for start in self._starts]
        self._firsts = [text[at + 1 : text.rindex(b" ", at, end)] for at, end in zip(self._starts, ends, strict=True)]
        self._starts.append(len(text))

    def get(self, key: str) -> bytes:
        """Return the value of a key; empty if the table does not have it."""
        wanted = key.encode(errors="surrogatepass")  # no line has them
        block = bisect_right(self._firsts, wanted)
        if not block or b"\n" in wanted:
            return b""
        line = b"\n%b " % wanted
        place = self._text.find(line, self._starts[block - 1], self._starts[block])
        if place == _ABSENT:
            return b""
        start = place + len(line)
        value = self._text[start : self._text.index(b"\n", start)]
        return b"" if b" " in value else value  # the rest of a longer key: “new”, where only “new york” is in the table


def unpacked(path: Path) -> bytes:
    """Return the content of a gzip file."""
    # zlib reads gzip's format when asked for 31 bits, without the import of another module.
    return zlib.decompress(path.read_bytes(), wbits=31)
