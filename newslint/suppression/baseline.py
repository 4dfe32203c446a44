"""A baseline: the findings that were there when a house began to use newslint, and that are not reported again.

The file is JSON with one finding a line, sorted, so that a change of it reads well. A finding is known again by the
name of its article and its fingerprint: rule, matched text, neighbouring words, and which of several like it it is.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newslint.finding import Report

FILE_NAME = "newslint-baseline.json"
_VERSION = 1
_LONGEST_MATCH = 80
"""Characters of the matched text that the file shows."""
_HINT = "Make it anew with `newslint baseline create`."


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding of the baseline."""

    document: str
    rule: str
    match: str
    """The beginning of the matched text, for people."""
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """The findings of a baseline file; names of articles in it are relative to its folder."""

    path: Path
    entries: frozenset[Entry] = frozenset()
    _by_document: dict[str, dict[str, Entry]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the entries by article."""
        for entry in self.entries:
            self._by_document.setdefault(entry.document, {})[entry.fingerprint] = entry

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Return the baseline of a file; raise ConfigError if it is not there or is none."""
        try:
            content = json.loads(path.read_text(encoding="utf-8-sig"))
            if content["baseline"] != _VERSION:
                problem = f"is a baseline of version {content['baseline']}, this newslint reads version {_VERSION}"
                raise ConfigError(problem, where=path, hint=_HINT)
            return cls(path, frozenset(_entry(**entry) for entry in content["findings"]))
        except FileNotFoundError as error:
            hint = "`newslint baseline create` makes one of what is found now."
            raise ConfigError("there is no such baseline", where=path, hint=hint) from error
        except OSError as error:
            raise ConfigError(error.strerror or str(error), where=path) from error
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise ConfigError(f"is no baseline: {error!r}", where=path, hint=_HINT) from error

    def of(self, document: str) -> Mapping[str, Entry]:
        """Return the entries of an article by fingerprint."""
        return self._by_document.get(self.name(document), {})

    def name(self, document: str) -> str:
        """Return how the baseline calls an article: a file by its path from the baseline's folder, others by id."""
        if os.path.isfile(document):  # noqa: PTH113 - a million articles of a data set are asked for
            return Path(os.path.relpath(document, self.path.parent)).as_posix()
        return document

    def found(self, report: Report) -> Iterable[Entry]:
        """Yield the findings of a report as entries."""
        name = self.name(report.document.id)
        for finding in report.findings:
            match = " ".join(finding.span.of(report.document.text)[:_LONGEST_MATCH].split())
            yield Entry(name, finding.rule, match, finding.fingerprint)

    def content(self) -> str:
        """Return what the file holds."""
        rows = [
            json.dumps({name: getattr(entry, name) for name in Entry.__slots__}, ensure_ascii=True)
            for entry in sorted(self.entries)
        ]
        return f'{{"baseline": {_VERSION}, "findings": [\n' + ",\n".join(rows) + "\n]}\n"


def _entry(**told: object) -> Entry:
    """Return an entry as it stands in a file; raise TypeError for what newslint did not write."""
    texts = {name: value for name, value in told.items() if isinstance(value, str)}
    if len(texts) < len(told):
        msg = "a finding is made of texts"
        raise TypeError(msg)
    return Entry(**texts)
