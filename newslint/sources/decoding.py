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
    is_guess: bool = False
    """Whether nothing tells that the text is stored so."""
    not_as_said: str = ""
    """What the file says that it is, if its bytes tell otherwise."""

    @property
    def remark(self) -> str:
        """What to tell of a guess, and of a file that is mistaken about itself."""
        if self.not_as_said:
            return f"says that it is {self.not_as_said}, but is {self.name} and read so: --encoding says it for sure"
        return (
            f"is no UTF-8; read as {self.name}, which is a guess: --encoding says it for sure" if self.is_guess else ""
        )

    def encode(self, text: str, errors: str = "strict") -> bytes:
        """Return the bytes to store; for what the encoding lacks raise UnicodeEncodeError, or do what `errors` says."""
        return self.mark + text.encode(self.name, errors)

    def lacking(self, error: UnicodeEncodeError, where: Path | str) -> SourceError:
        """Return what to tell if a fix needs a character that the encoding does not have."""
        problem = f"a fix needs a character that {self.name} lacks: {error.object[error.start : error.end]!r}"
        return SourceError(problem, where=where, hint="Nothing was changed. Convert the file to UTF-8.")


def stored_as(data: bytes, encoding: str | None = None, said: str | None = None) -> Encoding:
    """Return how a text is stored that begins so: as `encoding` says, or its byte order mark, or `said`, or UTF-8."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark) and (encoding is None or _same(encoding, name)):
            return Encoding(name, mark)
    return Encoding(encoding or said or "utf-8")


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

    What the file itself has `said` of its encoding holds where it has no byte order mark, unless its bytes tell
    otherwise. If nothing tells and it is no UTF-8, it is guessed where little else is possible. Raises SourceError if
    the bytes are no such text, or could not be restored from it to the letter.
    """
    stored = stored_as(data, encoding, said)
    if said and not (encoding or stored.mark) and _is_single_byte(said) and _is_utf8(data):
        stored = Encoding("utf-8", not_as_said=said)
    if not (encoding or said or stored.mark) and (guess := _guessed(data)):
        stored = Encoding(guess, is_guess=True)
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


def listed_names(data: bytes) -> list[bytes]:
    """Return the names of files in a list, one a line or parted by NUL. A byte order mark is no part of the first.

    A list in UTF-16, as PowerShell writes it, is read too; all other names stay the bytes that they are.
    """
    stored = stored_as(data)
    data = data[len(stored.mark) :]
    if stored.name != "utf-8":
        data = data.decode(stored.name, "replace").encode()
    listed = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [name for name in listed if name.strip()]


def _guessed(data: bytes) -> str | None:
    if b"\0" not in data and (data.isascii() or _is_utf8(data)):
        return None
    from newslint.sources.guessing import guessed  # noqa: PLC0415 - seldom needed

    return guessed(data)


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 and not just ASCII.

    A text of windows-1252 is that by accident only where each letter beyond ASCII follows another one in just the right
    order, as “â€™” does: that is mojibake of UTF-8 and nothing that anybody wrote. Browsers believe what a page says of
    itself, but only if the server says nothing; a page saved from one that says UTF-8, or an article in a CMS that
    stores UTF-8 and has a template's old `<meta>` in it, would be read as mojibake all through, and mended as such.
    """
    if data.isascii():
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_single_byte(encoding: str) -> bool:
    """Whether each byte is a character of its own in an encoding."""
    high = bytes(range(0x80, 0x100)).decode(encoding, "replace")
    return len(high) == 0x80 and bool(high.strip("\ufffd"))  # noqa: PLR2004 - UTF-8 knows none of them alone


def _same(encoding: str, name: str) -> bool:
    """Whether a user's `utf8`, `UTF-16` or `utf-16-le` means the encoding `name` that a byte order mark tells."""
    return codecs.lookup(name).name.startswith(known_encoding(encoding))
