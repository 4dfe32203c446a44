"""The content of the TOML files that make up a folder of rules."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from newslint import ready_re as re
from newslint.errors import RuleFileError

if TYPE_CHECKING:
    from pathlib import Path

_SECTION = re.compile(
    r"^(?=\[\[(?:bad|good|missed)\]\]|\[(?:pairs|wordings|classes|lines|certain|together)\])", re.MULTILINE
)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file; raise RuleFileError if it cannot be read or is broken."""
    return parsed(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise RuleFileError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleFileError(error.strerror or str(error), where=path) from error


def parsed(data: bytes, path: Path) -> dict[str, Any]:
    """Return the content of a TOML file, given its bytes; raise RuleFileError if it is broken."""
    return _parsed(_text(data, path), path)


def parsed_without_cases(data: bytes, path: Path) -> dict[str, Any]:
    """Return the content of a rule file but for its cases, which are two thirds of newslint's own; else the same."""
    sections = _SECTION.split(_text(data, path))
    return _parsed("".join(section for section in sections if not section.startswith("[[")), path)


def _text(data: bytes, path: Path) -> str:
    try:
        return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig").read()
    except UnicodeDecodeError as error:
        raise RuleFileError(f"not UTF-8: {error.reason} at byte {error.start}", where=path) from error


def _parsed(content: str, path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - not needed for newslint's own rules, which are kept

    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        hint = (
            "Write patterns between 'single' quotes, or '''three''' if they hold one: nothing in them needs escaping."
        )
        raise RuleFileError(f"broken TOML: {error}", where=path, hint=hint) from error
    except RecursionError as error:
        raise RuleFileError("broken TOML: nested too deeply", where=path) from error
