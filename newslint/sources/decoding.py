"""Bytes to text and back, without losing anything: encoding, byte order mark and line ends stay as they are."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslint.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

# The longer mark first: that of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HINT = "Say how it is encoded, for example --encoding windows-1252, or convert it to UTF-8."


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text is stored."""

    name: str
    mark: bytes = b""
    """The byte order mark at the start of the file; not part of the text."""

    def encode(self, text: str, errors: str = "strict") -> bytes:
        """Return the bytes to store; for what the encoding lacks raise UnicodeEncodeError, or do what `errors` says."""
        return self.mark + text.encode(self.name, errors)


def known_encoding(name: str) -> str:
    """Return the name of an encoding of text; raise ConfigError if there is none of that name."""
    try:
        "".encode(name)
        return codecs.lookup(name).name.removesuffix("-sig")
    except (LookupError, ValueError) as error:
        raise ConfigError(
            f"there is no encoding of text “{name}”", hint="For example: --encoding windows-1252"
        ) from error


def decode(
    data: bytes, where: Path | str, encoding: str | None = None, *, said: str | None = None
) -> tuple[str, Encoding]:
    """Return the text of a file and how it is stored: as `encoding` says, or its byte order mark, or UTF-8.

    What the file itself has `said` of its encoding holds where it has no byte order mark. Raises SourceError if the
    bytes are no such text, or could not be restored from it to the letter.
    """
    stored = Encoding(encoding or said or "utf-8")
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark) and (encoding is None or _same(encoding, name)):
            stored = Encoding(name, mark)
            break
    try:
        text = data[len(stored.mark) :].decode(stored.name)
    except UnicodeDecodeError as error:
        problem = f"cannot be decoded as {stored.name}: {error.reason} at byte {error.start + len(stored.mark):,}"
        raise SourceError(problem, where=where, hint=_HINT) from error
    if encoding is None and not stored.mark and "\0" in text:
        raise SourceError("contains NUL bytes: a binary file, or UTF-16 without its mark", where=where, hint=_HINT)
    if stored.encode(text) != data:
        raise SourceError(f"cannot be restored from {stored.name} to the letter", where=where, hint=_HINT)
    return text, stored


def _same(encoding: str, name: str) -> bool:
    """Whether a user's `utf8`, `UTF-16` or `utf-16-le` means the encoding `name` that a byte order mark tells."""
    return codecs.lookup(name).name.startswith(known_encoding(encoding))
