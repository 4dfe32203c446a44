"""GitLab's code quality report: one array of issues. GitLab takes issues with the same fingerprint for one."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from newslint.finding import Severity
from newslint.report.gaps import label, told
from newslint.report.located import Located
from newslint.report.notation import as_json

if TYPE_CHECKING:
    from newslint.finding import Failure, Finding, Report
    from newslint.report import Tally

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


@dataclass(slots=True)
class GitLab:
    """Writes each issue as soon as it is there; what could not be checked is a blocker."""

    stream: TextIO
    _written: Counter[str] = field(default_factory=Counter)
    """Fingerprints: articles of a data set may have the same name and the same text."""

    def add(self, report: Report) -> None:
        """Write the issues of one article."""
        located = Located(report.document)
        for found in report.findings:
            self._write(_issue(located, found), located, found.fingerprint)
        for failure in report.failures:
            self._write(_gap(located, failure), located, label(failure))

    def _write(self, issue: dict[str, Any], located: Located, key: str) -> None:
        fingerprint = _digest(located.file, located.doc.id, key)
        self.stream.write(",\n" if self._written else "[\n")
        self._written[fingerprint] += 1
        times = self._written[fingerprint]
        issue["fingerprint"] = fingerprint if times == 1 else _digest(fingerprint, str(times))
        self.stream.write(as_json(issue))

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - this format tells findings, not runs
        """End the array."""
        self.stream.write("\n]\n" if self._written else "[]\n")


def reporter(stream: TextIO, output_format: str) -> GitLab:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return GitLab(stream)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]


def _issue(located: Located, found: Finding) -> dict[str, Any]:
    return {
        "description": located.said(found),
        "check_name": found.rule,
        "severity": _SEVERITIES[found.severity],
        "location": _location(located, found),
    }


def _location(located: Located, found: Finding) -> dict[str, Any]:
    if located.is_record:
        return {"path": located.file, "lines": {"begin": located.doc.record}}
    region = located.region(found.span)
    return {
        "path": located.file,
        "lines": {"begin": region.line, "end": region.last_line},
        "positions": {
            "begin": {"line": region.line, "column": region.column},
            "end": {"line": region.end_line, "column": region.end_column},
        },
    }


def _gap(located: Located, failure: Failure) -> dict[str, Any]:
    return {
        "description": told(failure),
        "check_name": label(failure),
        "severity": "minor" if failure.is_of_backend else "blocker",
        "location": {"path": located.file, "lines": {"begin": located.doc.record or 1}},
    }
