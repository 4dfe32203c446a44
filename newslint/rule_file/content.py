"""The content of the TOML files that make up a folder of rules."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from newslint.errors import RuleFileError

if TYPE_CHECKING:
    from pathlib import Path

_SECTION = re.compile(
    r"^(?=\[\[(?:bad|good|missed)\]\]|\[(?:pairs|wordings|classes|lines|certain|together)\])", re.MULTILINE
)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file; raise RuleFileError if it cannot be read or is broken."""
    return _parsed(_text(path), path)


def read_without_cases(path: Path) -> dict[str, Any]:
    """Return the content of a rule file but for its cases, which are two thirds of newslint's own; else the same."""
    sections = _SECTION.split(_text(path))
    return _parsed("".join(section for section in sections if not section.startswith("[[")), path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleFileError(error.strerror or str(error), where=path) from error
    except UnicodeDecodeError as error:
        raise RuleFileError(f"not UTF-8: {error.reason} at byte {error.start}", where=path) from error


def _parsed(content: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        hint = (
            "Write patterns between 'single' quotes, or '''three''' if they hold one: nothing in them needs escaping."
        )
        raise RuleFileError(f"broken TOML: {error}", where=path, hint=hint) from error
    except RecursionError as error:
        raise RuleFileError("broken TOML: nested too deeply", where=path) from error
