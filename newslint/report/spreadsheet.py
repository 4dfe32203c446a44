"""CSV for spreadsheets: one finding a row. No cell is taken for a formula, whatever an article or a file is called."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from newslint.report.gaps import label, told
from newslint.report.located import Located

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Finding, Report
    from newslint.report import Tally

COLUMNS = (
    "file",
    "record",
    "article",
    "line",
    "column",
    "severity",
    "family",
    "rule",
    "message",
    "match",
    "confidence",
    "fix",
    "safety",
    "fingerprint",
)
# What begins with one of these is a formula to a spreadsheet; the wide ones to some.
_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST = 200


class Table:
    """Writes rows with a header, as RFC 4180 has them; what could not be checked has the severity `failure`."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream and write the header."""
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(COLUMNS)

    def add(self, report: Report) -> None:
        """Write the rows of one article."""
        for row in _rows(report):
            self._writer.writerow([inert(cell) for cell in row])

    def close(self, tally: Tally) -> None:
        """Write nothing: every row is a finding."""


def reporter(stream: TextIO, output_format: str) -> Table:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return Table(stream)


def inert(value: object) -> object:
    """Return what a cell shall hold, with an apostrophe before a text that would be a formula (as OWASP advises).

    Names of outlets and what is quoted come from articles. A number is never touched.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_OF_FORMULAS) else value


def _rows(report: Report) -> Iterator[tuple[str | float | None, ...]]:
    located = Located(report.document)
    name = (located.file, located.doc.record or None, located.doc.id)
    for found in report.findings:
        region = located.region(found.span)
        yield (*name, region.line, region.column, *_told(found, report.document.text))
    for failure in report.failures:
        nowhere: tuple[None, ...] = (None,) * (len(COLUMNS) - len(name) - 6)
        yield (*name, None, None, "failure", None, label(failure), told(failure), *nowhere)


def _told(found: Finding, text: str) -> tuple[str | float | None, ...]:
    match = found.span.of(text)
    shown = match if len(match) <= _LONGEST else f"{match[: _LONGEST - 1]}…"
    fix = (found.fix.title, str(found.fix.safety)) if found.fix else (None, None)
    what = (str(found.severity), found.family, found.rule, found.message)
    return (*what, shown, round(found.confidence, 3), *fix, found.fingerprint)
