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
    from collections.abc import Sequence
    from mmap import mmap
    from pathlib import Path
    from typing import Any

    Text = bytes | mmap
    Index = tuple[Sequence[int], Sequence[bytes]]

_BLOCK = 2048
"""Bytes of text from one entry of the index to the next: what is searched for a key."""
_TRAILER = 8
"""Bytes at the end of a gzip file: the checksum of its content, and the length."""
_ABSENT = -1


class Table:
    """Lines of a key, a blank and a value without blanks, sorted by the bytes of the keys; immutable."""

    __slots__ = ("_firsts", "_starts", "_text")

    def __init__(self, text: Text, start: int = 0, index: Index | None = None) -> None:
        """Take UTF-8 text and the place of the line break before its first line, and the index if there is one."""
        self._text = text
        if index:
            self._starts, self._firsts = index
            return
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
        lines = self._text[self._starts[block - 1] : self._starts[block] + 1]
        place = lines.find(line)
        if place == _ABSENT:
            return b""
        start = place + len(line)
        value = lines[start : lines.find(b"\n", start)]
        return b"" if b" " in value else value  # the rest of a longer key: “new”, where only “new york” is in the table

    def begins(self, letters: str) -> bool:
        """Whether any key begins with these letters, none of which is a blank or a line break."""
        beginning = letters.encode(errors="surrogatepass")
        wanted = b"\n%b" % beginning
        # The first such key lies where a key of just these letters would, or is the first one behind.
        block = bisect_right(self._firsts, beginning)
        end = self._starts[block] + len(wanted)
        return self._text.find(wanted, self._starts[max(0, block - 1)], end) != _ABSENT

    @property
    def index(self) -> Index:
        """Where the blocks of the text start, and the first key of each."""
        return self._starts, self._firsts


class Archive:
    """The content of a gzip file, and the table in it; both are kept for the next start."""

    def __init__(self, path: Path) -> None:
        """Open the file, or what is kept of it if neither was touched since that was made."""
        self._packed, self._file, self._note = path, kept.place(path.stem), kept.place(f"{path.stem}.kept")
        self._seen = self._looks()
        known = kept.read(self._note, self._key) if self._seen and self._note else None
        mapped = kept.mapped(self._file) if known and self._file else None
        if self._looks() != self._seen:  # it was made anew meanwhile
            mapped = None
        self._index: list[Any] | None = None if mapped is None else known
        self.text: Text = unpacked(path) if mapped is None else mapped

    def table(self, start: int) -> Table:
        """Return the table behind the line break at `start`."""
        if self._index and self._index[0] == start:
            return Table(self.text, start, (self._index[1], self._index[2]))
        made = Table(self.text, start)
        is_seen = self._seen and self._is_kept() and self._looks() == self._seen and kept.are_settled(self._seen)
        if self._note and is_seen:
            kept.write(self._note, self._key, [start, *made.index])
        return made

    def _is_kept(self) -> bool:
        """Whether just this text is kept: a damaged one may lie there, and on a full disk it stays."""
        if not self._file or (known := kept.mapped(self._file)) is None:
            return False
        with known:
            return known[:] == self.text[:]

    @property
    def _key(self) -> str:
        return kept.key_of([(repr((_BLOCK, self._seen)), b"")])

    def _looks(self) -> list[tuple[int, ...]]:
        """Return how the file and what is kept of it look; nothing if one is not there."""
        try:
            return kept.states([self._packed, self._file]) if self._file else []
        except OSError:
            return []


def unpacked(path: Path) -> bytes:
    """Return the content of a gzip file, which is kept for the next start; it is right if it has the same checksum."""
    file = kept.place(path.stem)
    with path.open("rb") as stream:
        stream.seek(-_TRAILER, os.SEEK_END)
        trailer = stream.read()
    if file and (known := kept.mapped(file)):
        with known:
            content = known[:]
        if _trailer(content) == trailer:
            return content
    # zlib reads gzip's format when asked for 31 bits, without the import of another module.
    content = zlib.decompress(path.read_bytes(), wbits=31)
    if file and kept.can_be_written(file):
        kept.write_bytes(file, content)
    return content


def _trailer(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
