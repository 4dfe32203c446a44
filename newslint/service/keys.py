"""API keys. The service knows their hashes only, so that who reads its settings cannot ask in another's name."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newslint.errors import ConfigError
from newslint.sources.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VARIABLE = "NEWSLINT_API_KEYS"
"""The variable of the environment that may hold entries."""

_ENTRY = re.compile(r"([\w.@-]{1,60}):([0-9a-f]{64})")


class Key(NamedTuple):
    """Whose key it is, and its hash."""

    name: str
    digest: str


@dataclass(slots=True)
class Keys:
    """The keys that open the service."""

    entries: tuple[Key, ...] = ()
    path: Path | None = None
    """Where they may be read again."""

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.entries)

    def owner(self, secret: str) -> str | None:
        """Return whose key it is, None if it opens nothing. It takes as long for a wrong key as for a right one."""
        digest = _digest(secret)
        owners = [key.name for key in self.entries if hmac.compare_digest(key.digest, digest)]
        return owners[0] if owners else None

    def renew(self) -> None:
        """Read the file and the environment again; raise ConfigError, and change nothing, if they are not right."""
        self.entries = read_keys(self.path, os.environ).entries


def new_key(name: str) -> tuple[str, str]:
    """Return a new key, and the entry that lets the service know it; raise ConfigError for a name that cannot be."""
    secret = f"newslint_{secrets.token_urlsafe(32)}"
    entry = f"{name}:{_digest(secret)}"
    if not _ENTRY.fullmatch(entry):
        raise ConfigError(f"“{name}” cannot name a key", hint="Letters, digits, “.”, “@”, “-” and “_”, at most 60.")
    return secret, entry


def read_keys(path: Path | None, environment: Mapping[str, str]) -> Keys:
    """Return the keys of a file and of the environment; raise ConfigError for what is no entry."""
    entries = list(_entries(environment.get(VARIABLE, "").replace(",", "\n"), VARIABLE))
    if path is not None:
        entries += _entries(read_bytes(path).decode("utf-8-sig", "replace"), str(path))
        if not entries:
            raise ConfigError("there is no key in it", where=path)
    return Keys(tuple(entries), path)


def _entries(text: str, where: str) -> list[Key]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        match = _ENTRY.fullmatch(entry)
        if match is None:  # the line is not shown: it may be a key
            hint = "A line is NAME:HASH, as `newslint serve --new-key NAME` writes it."
            raise ConfigError("this is no entry of a key", where=f"{where}:{number}", hint=hint)
        found.append(Key(*match.groups()))
    return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
