"""What a configuration says about LanguageTool: the table `[backends.languagetool]`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newslint.errors import ConfigError, did_you_mean

_WANTED = {"str": "a text", "bool": "true or false", "float": "a number of seconds", "int": "a whole number"}
_LONGEST_TIMEOUT = 3600
_LEAST_MEMORY = 256


@dataclass(frozen=True, slots=True)
class Settings:
    """How LanguageTool is reached; a URL, or a server that newslint itself starts and ends."""

    url: str = ""
    """The address of a running server, such as `http://localhost:8081`."""
    managed: bool = False
    """Whether newslint starts a server of its own, once a run, and ends it."""
    timeout: float = 30.0
    """Seconds in which an article must be judged."""
    jars: str = ""
    """Of a managed server: the folder of its jars, relative to the configuration; empty: where the library looks."""
    memory: int = 1024
    """Of a managed server: how many megabytes its heap may take."""

    def __post_init__(self) -> None:
        """Raise ConfigError for what cannot be meant."""
        if self.url and self.managed:
            raise ConfigError("backends.languagetool: has both a url and managed = true", hint="Take one of them out.")
        if self.url:
            _check_url(self.url)
        if not 0 < self.timeout <= _LONGEST_TIMEOUT:
            raise ConfigError(f"backends.languagetool.timeout: must be from 0 to {_LONGEST_TIMEOUT} seconds")
        if self.memory < _LEAST_MEMORY:
            raise ConfigError(f"backends.languagetool.memory: must be at least {_LEAST_MEMORY} (megabytes)")

    @property
    def is_on(self) -> bool:
        """Whether the backend is to be asked."""
        return bool(self.url) or self.managed


def read_settings(table: object, where: Path) -> Settings:
    """Return the settings of a configuration file; raise ConfigError for what is unknown, impossible or no use."""
    if not isinstance(table, dict):
        raise ConfigError("backends.languagetool: must be a table, [backends.languagetool]", where=where)
    known = {field.name: str(field.type) for field in fields(Settings)}
    for key, value in table.items():
        if key not in known:
            hint = did_you_mean(key, known, what="known keys")
            raise ConfigError(f"backends.languagetool: unknown key “{key}”", where=where, hint=hint)
        if not _is(value, known[key]):
            raise ConfigError(f"backends.languagetool.{key}: must be {_WANTED[known[key]]}", where=where)
    given: dict[str, Any] = {**table}
    if given.get("jars"):
        given["jars"] = str(where.parent / Path(given["jars"]).expanduser())
    try:
        return Settings(**given)
    except ConfigError as error:
        raise ConfigError(error.problem, where=where, hint=error.hint) from error


def _is(value: object, wanted: str) -> bool:
    kinds: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "float": (int, float), "int": (int,)}
    return isinstance(value, kinds[wanted]) and (wanted == "bool" or not isinstance(value, bool))


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_right = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_right = False
    if not is_right:
        hint = "Write the whole address of a server, such as http://localhost:8081."
        raise ConfigError(f"backends.languagetool.url: “{url}” is no address of a server", hint=hint)
