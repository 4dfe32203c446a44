"""Checkstyle's XML, which most viewers of warnings read: files with their findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from newslint.finding import Severity
from newslint.report.gaps import label, told
from newslint.report.located import Located
from newslint.report.notation import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Report
    from newslint.report import Tally

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


@dataclass(slots=True)
class Checkstyle:
    """Writes what was found as it comes; the articles of one data set, which come together, share one element."""

    stream: TextIO
    _file: str | None = None

    def __post_init__(self) -> None:
        """Begin the document."""
        self.stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n')

    def add(self, report: Report) -> None:
        """Write the errors of one article; a sound one is no file with errors."""
        located = Located(report.document)
        errors = list(_errors(located, report))
        if errors and located.file != self._file:
            self._end_file()
            self._file = located.file
            self.stream.write(f"  <file{attribute('name', located.file)}>\n")
        self.stream.writelines(f"    <error{error}/>\n" for error in errors)

    def _end_file(self) -> None:
        if self._file is not None:
            self.stream.write("  </file>\n")

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - this format tells findings, not runs
        """End the document."""
        self._end_file()
        self.stream.write("</checkstyle>\n")


def reporter(stream: TextIO, output_format: str) -> Checkstyle:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return Checkstyle(stream)


def _errors(located: Located, report: Report) -> Iterator[str]:
    for found in report.findings:
        column = "" if located.is_record else attribute("column", located.region(found.span).column)
        yield (
            attribute("line", located.line(found.span))
            + column
            + attribute("severity", _SEVERITIES[found.severity])
            + attribute("message", located.said(found))
            + attribute("source", f"newslint.{found.rule}")
        )
    for failure in report.failures:
        yield (
            attribute("line", located.doc.record or 1)
            + attribute("severity", "warning" if failure.is_of_backend else "error")
            + attribute("message", told(failure))
            + attribute("source", f"newslint.{label(failure)}")
        )
