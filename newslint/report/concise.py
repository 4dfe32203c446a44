"""One line a finding: `path:line:column: severity rule message`, for grep and editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from newslint.finding import Safety
from newslint.report.gaps import label
from newslint.report.places import Places
from newslint.report.terminal import printable

if TYPE_CHECKING:
    from newslint.finding import Failure, Report
    from newslint.report import Tally

FIX_MARKS = {Safety.SAFE: " [*]", Safety.UNSAFE: " [!]", Safety.HINT: ""}


@dataclass(slots=True)
class Concise:
    """Writes nothing but findings and what was not checked; `[*]` marks a safe fix, `[!]` an unsafe one."""

    stream: TextIO

    def add(self, report: Report) -> None:
        """Write the findings and failures of one article."""
        places = Places(report.document.source)
        name = printable(report.document.id)
        for found in report.findings:
            start = report.document.place(found.span).start
            place = f"{name}:{places.line(start)}:{places.column(start)}"
            mark = FIX_MARKS[found.fix.safety] if found.fix else ""
            self.stream.write(f"{place}: {found.severity} {found.rule} {printable(found.message)}{mark}\n")
        for failure in report.failures:
            self.stream.write(f"{name}: failure {label(failure)} {printable(_why(failure))}\n")

    def close(self, tally: Tally) -> None:
        """Write nothing: every line is a finding, or what was not checked."""


def _why(failure: Failure) -> str:
    return "; ".join(line.strip() for line in failure.error.split("\n"))


def reporter(stream: TextIO, output_format: str) -> Concise:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return Concise(stream)
