"""The shapes of an article's tokens: what tells in one look at all of them where a mark may touch the wrong thing.

A token is what stands between white space. In its shape each small letter from a to z is `a`, each capital from A to Z
is `A`, each other letter `e`, each digit `0`, and a mark is itself: “U.S.-made” is `A.A.-aaaa`. An article has a
thousand tokens, some hundred shapes, and a few that are more than a word with a comma or a full stop behind it. A check
that needs such a token asks those few (`Seen`) before it looks at the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_OTHER = "\x10"
_STAND_INS = {
    "‘": "\x18",
    "’": "\x19",
    "“": "\x1c",
    "”": "\x1d",
    "–": "\x13",
    "—": "\x14",
    "…": "\x11",
    "€": "\x12",
    "•": "\x15",
    "™": "\x16",
    "‐": "\x17",
}
"""Marks that have one byte in a shape, though they have none in Latin-1. Those of the first two rows have the same one
in UTF-16, at the lower end."""
_SAME_IN_UTF16 = frozenset(mark for mark, byte in _STAND_INS.items() if ord(mark) & 0xFF == ord(byte))
_PLAIN = _SAME_IN_UTF16.union(map(chr, range(0x100))) - frozenset(map(chr, range(0x10, 0x20)))
"""What needs no stand-in: the lower byte that UTF-16 has for it is a byte that nothing else has."""
_MANY = 30
"""So many other characters are replaced all at once, fewer one by one."""
_MORE_THAN_WORD = re.compile(r"^(?!(?:[aAe]+|0{1,4})[.,]?$).+", re.MULTILINE)


def _class_of(char: str) -> str:
    if char.isspace():
        return " "
    if "a" <= char <= "z":
        return "a"
    if "A" <= char <= "Z":
        return "A"
    return "0" if char.isdecimal() else "e" if char.isalnum() else char


_CLASSES = bytes(code if 0x10 <= code < 0x20 else ord(_class_of(chr(code))) for code in range(0x100))  # noqa: PLR2004
_TO_STAND_INS = str.maketrans(_STAND_INS)


class Seen:
    """Whether an article has a token of some shape."""

    def __init__(self, pattern: str) -> None:
        """Take what to search the shapes for, written as they are: `[.!?]A`; `^` and `$` are the ends of a token.

        Tokens that are but letters, or no more than four digits, with a comma or a full stop behind them or without,
        are never seen. A mark that is neither in Latin-1 nor one of ‘’“”–—…€•™‐ is a `¤`. What begins with marks is
        found the fastest.
        """
        self._pattern = re.compile(pattern.translate(_TO_STAND_INS).replace("¤", _OTHER), re.MULTILINE)

    def __call__(self, doc: Document) -> bool:
        """Whether the article has such a token."""
        return self._pattern.search(doc.view(shapes)[0]) is not None


def shapes(doc: Document) -> Iterator[str]:
    """Yield the distinct shapes of the article that are more than a word and a stop, line by line in one text.

    It is for `Document.view`.
    """
    text, others = doc.text, doc.characters - _PLAIN
    if len(others) > _MANY:
        text = text.translate({ord(char): _stand_in(char) for char in others})
    else:
        for char in sorted(others):  # first those that are bytes of stand-ins, before any stand-in is there
            text = text.replace(char, _stand_in(char))
    tokens = text.encode("utf-16-le", "surrogatepass")[::2].translate(_CLASSES).split()
    yield "\n".join(_MORE_THAN_WORD.findall(b"\n".join(set(tokens)).decode("latin-1")))


def _stand_in(char: str) -> str:
    """Return what has the class of a character, in Latin-1, or the same byte in shapes."""
    if char in _STAND_INS:
        return _STAND_INS[char]
    return " " if char.isspace() else "0" if char.isdecimal() else "é" if char.isalnum() else _OTHER
