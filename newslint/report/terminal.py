"""Text that a terminal may show: an article must not be able to move the cursor or reorder a line."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Return the text with a visible stand-in for each character that is no print."""
    return "".join(c if c.isprintable() else _stand_in(c) for c in text)


def _stand_in(char: str) -> str:
    if ord(char) < ord(" "):
        return chr(0x2400 + ord(char)) if char != "\t" else " "
    return " " if unicodedata.category(char).startswith("Z") else "\N{REPLACEMENT CHARACTER}"


def counted(number: int, name: str) -> str:
    """Return a number with what it counts, in the plural where it is one."""
    return f"{number:,} {name}" + ("" if number == 1 else "s")
