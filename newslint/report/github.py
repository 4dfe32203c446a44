"""Annotations of GitHub Actions: one workflow command a finding, in the log of the step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from newslint.finding import Severity
from newslint.report.gaps import label, told
from newslint.report.located import Located
from newslint.report.terminal import printable

if TYPE_CHECKING:
    from newslint.finding import Failure, Finding, Report
    from newslint.report import Tally

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SHOWN = 10
"""Of each kind GitHub shows so many annotations a step, and drops the others without a word."""


@dataclass(slots=True)
class GitHub:
    """Writes findings, and at the end how many of them GitHub does not show."""

    stream: TextIO
    _written: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Write the findings and failures of one article."""
        located = Located(report.document)
        for found in report.findings:
            self._command(_COMMANDS[found.severity], _place(located, found), located.said(found))
        for failure in report.failures:
            self._command("warning" if failure.is_of_backend else "error", _file(located, failure), told(failure))

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - this format tells findings, not runs
        """Tell what is only in the log, as an annotation of a kind of which there are few."""
        more = [f"{count} {name}s" for name, count in self._written.items() if count > _SHOWN]
        if more:
            name = min(("notice", "warning"), key=lambda name: self._written[name] >= _SHOWN)
            message = f"GitHub shows {_SHOWN} of a kind; the log of this step has all: {', '.join(more)}."
            self._command(name, {"title": "newslint"}, message)

    def _command(self, name: str, properties: dict[str, object], message: str) -> None:
        self._written[name] += 1
        shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        self.stream.write(f"::{name} {shown}::{_data(printable(message))}\n")


def reporter(stream: TextIO, output_format: str) -> GitHub:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return GitHub(stream)


def _place(located: Located, found: Finding) -> dict[str, object]:
    """Return the place of a finding. GitHub takes columns only where the first line is the last."""
    place: dict[str, object] = {"file": located.file}
    if located.is_record:
        place["line"] = located.doc.record
    else:
        region = located.region(found.span)
        place |= {"line": region.line, "endLine": region.last_line}
        if region.line == region.end_line:
            place |= {"col": region.column, "endColumn": region.end_column}
    return {**place, "title": found.rule}


def _file(located: Located, failure: Failure) -> dict[str, object]:
    line = {"line": located.doc.record} if located.is_record else {}
    return {"file": located.file, **line, "title": f"not checked: {label(failure)}"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
