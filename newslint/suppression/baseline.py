"""A baseline: the findings that were there when a house began to use newslint, and that are not reported again.

The file is JSON with one finding a line, sorted, so that a change of it reads well. A finding is known again by the
name of its article and its fingerprint: rule, matched text, neighbouring words, and which of several like it it is.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newslint.document import Document
    from newslint.finding import Report

FILE_NAME = "newslint-baseline.json"
_VERSION = 1
_LONGEST_MATCH = 80
"""Characters of the matched text that the file shows."""
_PLACES = ":#"
"""What stands between a file's name and the place of an article in it that has no id of its own."""
_HINT = "Make it anew with `newslint baseline create`."


class Entry(NamedTuple):
    """A finding of the baseline."""

    document: str
    rule: str
    match: str
    """The beginning of the matched text, for people."""
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """The findings of a baseline file; names of files in it are relative to its folder."""

    path: Path
    entries: frozenset[Entry] = frozenset()
    _by_document: dict[str, dict[str, Entry]] = field(default_factory=dict, compare=False, repr=False)
    _files: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What files are called that were asked for: a million articles may be of one."""

    def __post_init__(self) -> None:
        """Sort the entries by article."""
        for entry in self.entries:
            self._by_document.setdefault(entry.document, {})[entry.fingerprint] = entry

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Return the baseline of a file; raise ConfigError if it is not there or is none."""
        try:
            content = json.loads(path.read_text(encoding="utf-8-sig"))
            if problem := _problem(content):
                raise ConfigError(problem, where=path, hint=_HINT)
            return cls(path, frozenset(Entry(**entry) for entry in content["findings"]))
        except FileNotFoundError as error:
            hint = "`newslint baseline create` makes one of what is found now."
            raise ConfigError("there is no such baseline", where=path, hint=hint) from error
        except OSError as error:
            raise ConfigError(error.strerror or str(error), where=path) from error
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"is no baseline, which is JSON in UTF-8: {error}", where=path, hint=_HINT) from error

    def of(self, doc: Document) -> Mapping[str, Entry]:
        """Return the entries of an article by fingerprint."""
        return self._by_document.get(self.name(doc), {})

    def name(self, doc: Document) -> str:
        """Return how the baseline calls an article: by its own id, else by its file and its place in it.

        A file goes by its path from the baseline's folder, wherever the command is called from.
        """
        file, place = doc.file or doc.id, ""
        if doc.id != file:
            place = doc.id.removeprefix(file)
            if place == doc.id or place[0] not in _PLACES:
                return doc.id
        if file not in self._files:
            is_file = os.path.isfile(file)  # noqa: PTH113 - of what may be no path at all
            self._files[file] = Path(os.path.relpath(file, self.path.parent)).as_posix() if is_file else file
        return self._files[file] + place

    def found(self, report: Report) -> Iterable[Entry]:
        """Yield the findings of a report as entries."""
        name = self.name(report.document)
        for finding in report.findings:
            match = " ".join(finding.span.of(report.document.text)[:_LONGEST_MATCH].split())
            yield Entry(name, finding.rule, match, finding.fingerprint)

    def content(self) -> str:
        """Return what the file holds."""
        rows = [
            json.dumps({name: getattr(entry, name) for name in Entry._fields}, ensure_ascii=True)
            for entry in sorted(self.entries)
        ]
        return f'{{"baseline": {_VERSION}, "findings": [\n' + ",\n".join(rows) + "\n]}\n"


def _problem(content: Any) -> str:  # noqa: ANN401 - what JSON holds
    """Return what is wrong with what a file holds; empty if it is a baseline."""
    if not isinstance(content, dict) or "baseline" not in content:
        return f'is no baseline: it does not begin with {{"baseline": {_VERSION}, "findings": [...]}}'
    said = content["baseline"]
    if type(said) is not int:
        shown = json.dumps(said)[:_LONGEST_MATCH]
        return f"is no baseline: its version (the value of “baseline”) must be the number {_VERSION}, and is {shown}"
    if said != _VERSION:
        return f"is a baseline of version {said}, this newslint reads version {_VERSION}"
    findings = content.get("findings")
    if not isinstance(findings, list):
        return "is no baseline: it has no list “findings”"
    for number, entry in enumerate(findings, start=1):
        if not _is_entry(entry):
            return f"is no baseline: finding number {number} is not made of the texts {', '.join(Entry._fields)}"
    return ""


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or entry.keys() != set(Entry._fields):
        return False
    return all(isinstance(value, str) for value in entry.values())
