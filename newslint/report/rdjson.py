"""reviewdog's formats: `rdjson` is one object, `rdjsonl` one diagnostic a line. Columns are bytes of UTF-8, from 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from newslint.finding import Edit, Fix, Safety, Severity
from newslint.report.gaps import label, told
from newslint.report.located import Located
from newslint.report.notation import as_json

if TYPE_CHECKING:
    from newslint.finding import Failure, Finding, Report
    from newslint.report import Tally
    from newslint.span import Span

_SOURCE = {"name": "newslint"}
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


@dataclass(slots=True)
class Diagnostics:
    """Writes each diagnostic as soon as it is there."""

    stream: TextIO
    as_lines: bool
    _written: int = 0

    def __post_init__(self) -> None:
        """Begin the object."""
        if not self.as_lines:
            self.stream.write(f'{{"source": {as_json(_SOURCE)}, "diagnostics": [')

    def add(self, report: Report) -> None:
        """Write the diagnostics of one article."""
        located = Located(report.document)
        for found in report.findings:
            self._write(_diagnostic(located, found))
        for failure in report.failures:
            self._write(_gap(located, failure))

    def _write(self, diagnostic: dict[str, Any]) -> None:
        if self.as_lines:
            self.stream.write(as_json({**diagnostic, "source": _SOURCE}) + "\n")
        else:
            self.stream.write((",\n" if self._written else "\n") + as_json(diagnostic))
        self._written += 1

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - this format tells findings, not runs
        """End the object."""
        if not self.as_lines:
            self.stream.write("\n]}\n")


def reporter(stream: TextIO, output_format: str) -> Diagnostics:
    """Return the writer for `rdjson` or `rdjsonl`."""
    return Diagnostics(stream, output_format == "rdjsonl")


def _diagnostic(located: Located, found: Finding) -> dict[str, Any]:
    record = located.doc.record
    place = located.doc.place(found.span)
    diagnostic: dict[str, Any] = {
        "message": located.said(found),
        "location": {
            "path": located.file,
            "range": {"start": {"line": record}} if located.is_record else _range(located, place),
        },
        "severity": _SEVERITIES[found.severity],
        "code": {"value": found.rule},
    }
    if found.fix and found.fix.safety is not Safety.HINT and (edits := located.edits(found.fix)):
        edit = _as_one(located, edits, place)
        diagnostic["suggestions"] = [{"range": _range(located, edit.span), "text": edit.text}]
    return diagnostic


def _as_one(located: Located, edits: tuple[Edit, ...], place: Span) -> Edit:
    """Return the edits of a fix as one, because suggestions are taken one by one.

    Where the finding spans lines so does the suggestion: reviewdog wants the lines of both to be the same.
    """
    span = edits[0].span.hull(edits[-1].span)
    if located.places.line(place.start) != located.places.line(place.end):
        span = span.hull(place)
    return Edit(span, Fix("", edits).result(located.doc.source, span))


def _range(located: Located, place: Span) -> dict[str, Any]:
    return {"start": _position(located, place.start), "end": _position(located, place.end)}


def _position(located: Located, offset: int) -> dict[str, int]:
    places = located.places
    return {"line": places.line(offset), "column": places.byte_column(offset)}


def _gap(located: Located, failure: Failure) -> dict[str, Any]:
    location: dict[str, Any] = {"path": located.file}
    if located.is_record:
        location["range"] = {"start": {"line": located.doc.record}}
    severity = "WARNING" if failure.is_of_backend else "ERROR"
    return {"message": told(failure), "location": location, "severity": severity, "code": {"value": label(failure)}}
