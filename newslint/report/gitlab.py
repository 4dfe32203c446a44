"""GitLab's code quality report: one array of issues. GitLab takes issues with the same fingerprint for one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from newslint.finding import Severity
from newslint.report.gaps import label, told
from newslint.report.located import Located, unique
from newslint.report.notation import as_json

if TYPE_CHECKING:
    from newslint.finding import Failure, Finding, Report
    from newslint.report import Tally

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


@dataclass(slots=True)
class GitLab:
    """Writes each issue as soon as it is there; what could not be checked is a blocker."""

    stream: TextIO
    _written: int = 0

    def add(self, report: Report) -> None:
        """Write the issues of one article."""
        located = Located(report.document)
        for issue in [
            *(_issue(located, found) for found in report.findings),
            *(_gap(located, failure) for failure in report.failures),
        ]:
            self.stream.write(",\n" if self._written else "[\n")
            self.stream.write(as_json(issue))
            self._written += 1

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - this format tells findings, not runs
        """End the array."""
        self.stream.write("\n]\n" if self._written else "[]\n")


def reporter(stream: TextIO, output_format: str) -> GitLab:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return GitLab(stream)


def _issue(located: Located, found: Finding) -> dict[str, Any]:
    return {
        "description": located.said(found),
        "check_name": found.rule,
        "fingerprint": unique(located, found),
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
    key = f"{located.file}\0{located.doc.id}\0{label(failure)}"
    return {
        "description": told(failure),
        "check_name": label(failure),
        "fingerprint": hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:32],
        "severity": "minor" if failure.is_of_backend else "blocker",
        "location": {"path": located.file, "lines": {"begin": located.doc.record or 1}},
    }
