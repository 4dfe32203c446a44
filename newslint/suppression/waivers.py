"""Waivers: what a house lets pass, each with its reason, in the tables [[waive]] of its configuration."""

from __future__ import annotations

import datetime as dt
import fnmatch
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslint.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from newslint.document import Document
    from newslint.finding import Finding

_KEYS: dict[str, type] = {"rule": str, "reason": str, "match": str, "document": str, "until": dt.date}
_NEEDED = ("rule", "reason")


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings of a rule or family that are let pass."""

    rule: str
    reason: str
    match: str = ""
    """The text that a finding must cover, or be part of; empty: any."""
    document: str = "*"
    """Which articles, as a pattern such as `opinion/*`."""
    until: dt.date | None = None
    """The last day on which it holds."""
    where: str = ""
    """The configuration that it stands in."""

    def is_over(self, today: dt.date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and today > self.until

    def covers(self, doc: Document, found: Finding) -> bool:
        """Whether the waiver is about a finding."""
        if self.rule not in {found.rule, found.family} or not fnmatch.fnmatchcase(doc.id, self.document):
            return False
        if not self.match:
            return True
        at = doc.text.find(self.match, max(0, found.span.start - len(self.match)))
        while 0 <= at <= found.span.end:
            if at <= found.span.start and found.span.end <= at + len(self.match):
                return True
            if found.span.start <= at and at + len(self.match) <= found.span.end:
                return True
            at = doc.text.find(self.match, at + 1)
        return False


def read_waivers(tables: object, path: Path) -> tuple[Waiver, ...]:
    """Return the waivers of a configuration; raise ConfigError for one without reason or with an unknown key."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError("waive: write [[waive]] above each waiver", where=path)
    return tuple(_waiver(table, path, f"[[waive]] number {number}") for number, table in enumerate(tables, start=1))


def _waiver(table: dict[str, Any], path: Path, which: str) -> Waiver:
    for key, value in table.items():
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS, what="known keys")
            raise ConfigError(f"{which}: unknown key “{key}”", where=path, hint=hint)
        if not isinstance(value, _KEYS[key]) or isinstance(value, dt.datetime):
            wanted = "a day, such as 2027-01-31" if _KEYS[key] is dt.date else "a text"
            raise ConfigError(f"{which}: {key} must be {wanted}", where=path)
    for key in _NEEDED:
        if not table.get(key, "").strip():
            hint = 'Say why, so that whoever reads it in a year knows: reason = "..."' if key == "reason" else ""
            raise ConfigError(f"{which}: the key “{key}” is missing", where=path, hint=hint)
    return Waiver(**table, where=str(path))
