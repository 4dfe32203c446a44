"""Table: many short texts, each with a value, kept as one sorted piece of text.

A word is found by bisection over a sparse index of the text. That costs a quarter of the memory of a dictionary of the
same words, and reading it costs no more than unpacking the file.
"""

from __future__ import annotations

import os
import re
import zlib
from bisect import bisect_right
from typing import TYPE_CHECKING

from newslint import kept

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 2048
"""Bytes of text from one entry of the index to the next: what is searched for a key."""
_TRAILER = 8
"""Bytes at the end of a gzip file: the checksum of its content, and the length."""
_ABSENT = -1


class Table:
    """Lines of a key, a blank and a value without blanks, sorted by the bytes of the keys; immutable."""

    __slots__ = ("_firsts", "_starts", "_text")

    def __init__(self, text: bytes, start: int = 0) -> None:
        """Take UTF-8 text and the place of the line break before the first line of the table."""
        self._text = text
        # Every start is the line break before an entry, and the next start ends a block with the same line break.
        block = re.compile(rb"\n(?=([^\n]*) )(?s:.{0,%d})[^\n]*" % (_BLOCK - 1))  # a key may hold blanks itself
        found = [(match.start(), match[1]) for match in block.finditer(text, start)]
        self._starts = [*(start for start, _ in found), len(text)]
        self._firsts = [first for _, first in found]

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

    def begins(self, letters: str) -> bool:
        """Whether any key begins with these letters, none of which is a blank or a line break."""
        beginning = letters.encode(errors="surrogatepass")
        wanted = b"\n%b" % beginning
        # The first such key lies where a key of just these letters would, or is the first one behind.
        block = bisect_right(self._firsts, beginning)
        end = self._starts[block] + len(wanted)
        return self._text.find(wanted, self._starts[max(0, block - 1)], end) != _ABSENT


def unpacked(path: Path) -> bytes:
    """Return the content of a gzip file, which is kept for the next start; it is right if it has the same checksum."""
    file = kept.place(path.stem)
    with path.open("rb") as stream:
        stream.seek(-_TRAILER, os.SEEK_END)
        trailer = stream.read()
    known = kept.read_bytes(file) if file else None
    if known is not None and _trailer(known) == trailer:
        return known
    # zlib reads gzip's format when asked for 31 bits, without the import of another module.
    content = zlib.decompress(path.read_bytes(), wbits=31)
    if file and kept.can_be_written(file):
        kept.write_bytes(file, content)
    return content


def _trailer(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
