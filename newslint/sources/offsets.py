"""Offsets in UTF-8 turned into code points."""

from __future__ import annotations

import bisect
import re

_WIDE = re.compile("[\u0080-\U0010ffff]")
_TWO, _THREE = 0x800, 0x10000


class CodePoints:
    """The code points of one text by their places in UTF-8."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._bytes: list[int] = []
        """Where each character of more than one byte ends, in bytes."""
        self._extra: list[int] = []
        """By how much bytes are ahead of code points from there on."""
        extra = 0
        for match in _WIDE.finditer(text):
            code = ord(match[0])
            extra += 1 if code < _TWO else 2 if code < _THREE else 3
            self._bytes.append(match.end() + extra)
            self._extra.append(extra)

    def at(self, offset: int) -> int:
        """Return the code point at an offset in bytes."""
        number = bisect.bisect_right(self._bytes, offset)
        return offset - (self._extra[number - 1] if number else 0)
