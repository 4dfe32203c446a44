"""Configuration: `newslint.toml`, or the table `[tool.newslint]` of a pyproject.toml; the nearest one counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newslint.backends.languagetool.settings import Settings, read_settings
from newslint.errors import ConfigError, did_you_mean
from newslint.suppression.waivers import Waiver, read_waivers

if TYPE_CHECKING:
    from pathlib import Path

FAIL_ON = ("error", "warning", "note", "never")

_KEYS: dict[str, type] = {
    "select": list,
    "ignore": list,
    "fail-on": str,
    "rules": list,
    "language": str,
    "vocabulary": dict,
    "backends": dict,
    "baseline": str,
    "waive": list,
}
_VOCABULARY_KEYS = {"accept"}
_BACKENDS = {"languagetool"}
_WANTED: dict[type, str] = {list: 'a list of texts, such as ["glue"]', str: "a text", dict: "a table, [{}]"}


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration says; the defaults need none."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    """The severity from which on findings make the exit code 1, or `never`."""
    rules: tuple[Path, ...] = ()
    """Further folders of rules; in a file they are relative to it."""
    language: str = "en"
    accept: tuple[str, ...] = ()
    """Words of the house, which are never reported."""
    baseline: Path | None = None
    """Findings that are not reported again; in a file it is relative to it."""
    waivers: tuple[Waiver, ...] = ()
    """What the house lets pass."""
    languagetool: Settings = field(default_factory=Settings)
    """Whether and how LanguageTool is asked."""
    path: Path | None = field(default=None, compare=False)
    """The file, for complaints; files that say the same are one configuration."""


def discover(folder: Path) -> Config:
    """Return the configuration nearest to a folder, upwards; the defaults if there is none.

    Raises ConfigError for a file that is broken or says something unknown, and if the folder cannot be looked into.
    """
    try:
        folder = folder.resolve()
        names = ("newslint.toml", "pyproject.toml")
        files = [path for parent in (folder, *folder.parents) for name in names if (path := parent / name).is_file()]
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        raise ConfigError(f"cannot look for a configuration: {error}", where=folder) from error
    for path in files:
        table = _table(path)
        if table is not None:
            return _config(path, table)
    return Config()


def read_config(path: Path) -> Config:
    """Return the configuration of one file; raise ConfigError if it is not there, broken or unknown in parts."""
    table = _table(path)
    if table is None:
        raise ConfigError("there is no table [tool.newslint] in it", where=path)
    return _config(path, table)


def _table(path: Path) -> dict[str, Any] | None:
    import tomllib  # noqa: PLC0415 - many have no such file

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(error.strerror or str(error), where=path) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"is not in UTF-8, as TOML is: byte {error.start + 1}", where=path) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"broken TOML: {error}", where=path) from error
    except RecursionError as error:
        raise ConfigError("broken TOML: nested too deeply", where=path) from error
    if path.name == "pyproject.toml":
        tool = table.get("tool")
        return tool.get("newslint") if isinstance(tool, dict) else None
    return table


def _config(path: Path, table: dict[str, Any]) -> Config:
    if not isinstance(table, dict):
        raise ConfigError("[tool.newslint] must be a table", where=path)
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigError(f"unknown key “{key}”", where=path, hint=did_you_mean(key, _KEYS, what="known keys"))
        texts = value if isinstance(value, list) and key != "waive" else ()
        if not isinstance(value, _KEYS[key]) or not all(isinstance(text, str) for text in texts):
            wanted = "tables: [[waive]]" if key == "waive" else _WANTED[_KEYS[key]].format(key)
            raise ConfigError(f"{key}: must be {wanted}", where=path)
        if any(isinstance(text, str) and not text.strip() for text in (value, *texts)):
            raise ConfigError(f"{key}: an empty text", where=path, hint=f"Leave {key} out, or say what it is.")
    fail_on = table.get("fail-on", "error")
    if fail_on not in FAIL_ON:
        raise ConfigError(f"fail-on: “{fail_on}” is not possible", where=path, hint=f"Possible: {', '.join(FAIL_ON)}.")
    return Config(
        select=tuple(table.get("select", ())),
        ignore=tuple(table.get("ignore", ())),
        fail_on=fail_on,
        rules=tuple(path.parent / folder for folder in table.get("rules", ())),
        language=table.get("language", "en"),
        accept=_accepted(path, table.get("vocabulary", {})),
        baseline=path.parent / table["baseline"] if "baseline" in table else None,
        waivers=read_waivers(table.get("waive", []), path),
        languagetool=read_settings(_backends(path, table.get("backends", {})).get("languagetool", {}), path),
        path=path,
    )


def _backends(path: Path, tables: dict[str, Any]) -> dict[str, Any]:
    for name in tables:
        if name not in _BACKENDS:
            hint = did_you_mean(name, _BACKENDS, what="known backends")
            raise ConfigError(f"backends: unknown backend “{name}”", where=path, hint=hint)
    return tables


def _accepted(path: Path, vocabulary: dict[str, Any]) -> tuple[str, ...]:
    """Return the words that the table [vocabulary] accepts."""
    for key in vocabulary:
        if key not in _VOCABULARY_KEYS:
            hint = did_you_mean(key, _VOCABULARY_KEYS, what="known keys")
            raise ConfigError(f"vocabulary: unknown key “{key}”", where=path, hint=hint)
    accept = vocabulary.get("accept", [])
    if not isinstance(accept, list) or not all(isinstance(text, str) and text.strip() for text in accept):
        problem = 'vocabulary.accept: must be a list of texts, none of them empty, such as ["Northwell"]'
        raise ConfigError(problem, where=path)
    return tuple(accept)
