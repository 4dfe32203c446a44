"""The wire contract: `jsonl` writes one object an article, `json` the same objects in one array."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from newslint.report.places import Places

if TYPE_CHECKING:
    from newslint.finding import Evidence, Finding, Fix, Report
    from newslint.report import Tally
    from newslint.span import Span


@dataclass(slots=True)
class Wire:
    """Writes each report as soon as it is there, so that a data set of any length fits."""

    stream: TextIO
    as_array: bool
    _written: int = 0

    def add(self, report: Report) -> None:
        """Write one article's object."""
        if self.as_array:
            self.stream.write(",\n" if self._written else "[\n")
        self.stream.write(json.dumps(as_object(report), ensure_ascii=False))
        self.stream.write("" if self.as_array else "\n")
        self._written += 1

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - this format tells articles, not runs
        """End the array."""
        if self.as_array:
            self.stream.write("\n]\n" if self._written else "[]\n")


def reporter(stream: TextIO, output_format: str) -> Wire:
    """Return the writer for `json` or `jsonl`."""
    return Wire(stream, output_format == "json")


def as_object(report: Report) -> dict[str, Any]:
    """Return a report as plain data: `start` and `end` are code points of the text, lines and columns are its source's.

    Where the source holds more than the text, as HTML does, `source` has the code points there, too.
    """
    doc = report.document
    places = Places(doc.source)
    return {
        "document": doc.id,
        "verdict": report.verdict,
        "findings": [
            _finding(found, doc.place(found.span), places, in_source=doc.origin is not None)
            for found in report.findings
        ],
        "failures": [{"rule": failure.rule, "error": failure.error} for failure in report.failures],
    }


def _finding(found: Finding, place: Span, places: Places, *, in_source: bool) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "family": found.family,
        "severity": str(found.severity),
        "start": found.span.start,
        "end": found.span.end,
        **({"source": {"start": place.start, "end": place.end}} if in_source else {}),
        "line": places.line(place.start),
        "column": places.column(place.start),
        "message": found.message,
        "confidence": round(found.confidence, 3),
        "fingerprint": found.fingerprint,
        "evidence": [_evidence(reason) for reason in found.evidence],
        "fix": _fix(found.fix) if found.fix else None,
    }


def _evidence(reason: Evidence) -> dict[str, Any]:
    span = reason.span
    return {"says": reason.says, "start": span.start if span else None, "end": span.end if span else None}


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safety": str(fix.safety), "edits": edits}
