"""What was found, written for people and for programs. Lines and columns are born here.

`reporter` imports the module of a format, which has a function `reporter(stream, format)`; what that returns gets each
article's `Report` and at the end the `Tally` of the run. A new format is a module and a line of `_MODULES`, a golden
file (`python -m tests.reports`) and a paragraph of `docs/reports.md`. `cli/outputs` says where each goes, and puts
files in place when all is written.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from newslint.finding import UNKNOWN_LANGUAGE, Safety, Severity

if TYPE_CHECKING:
    from typing import TextIO

    from newslint.finding import Report
    from newslint.rule import Rule

_MODULES = {
    "text": "text",
    "concise": "concise",
    "json": "wire",
    "jsonl": "wire",
    "sarif": "sarif",
    "sarif-all": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "rdjson": "rdjson",
    "rdjsonl": "rdjson",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "markdown": "markdown",
    "csv": "spreadsheet",
    "html": "html",
}
"""The module of each format. It is imported when the format is asked for, and has a function `reporter`."""

FORMATS = tuple(_MODULES)


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    rules: dict[str, Rule] = field(default_factory=dict)
    """The rules that ran, by name."""
    requires_backend: bool = False
    """Whether an article that a backend did not judge counts as unchecked."""
    articles: int = 0
    characters: int = 0
    unread: int = 0
    """Inputs and articles that could not be read."""
    failures: int = 0
    """How often a rule crashed or was given up."""
    mended: int = 0
    """Fixes made."""
    unknown_languages: int = 0
    """Articles in languages that only few rules can judge."""
    without_backend: dict[str, int] = field(default_factory=dict)
    """Articles that a backend did not judge, by its name."""
    backend_problem: str = ""
    """The first reason for it."""
    baselined: int = 0
    """Findings that are not reported because they are in the baseline."""
    waived: int = 0
    """Findings that are not reported because a waiver lets them pass."""
    is_interrupted: bool = False
    """Whether a signal ended the run."""
    findings: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    fixes: dict[Safety, int] = field(default_factory=lambda: dict.fromkeys(Safety, 0))

    @property
    def is_complete(self) -> bool:
        """Whether newslint's own rules checked all, and the backends too if they are required."""
        is_lacking = self.requires_backend and bool(self.without_backend)
        return not (self.unread or self.failures or self.unknown_languages or is_lacking)

    def add(self, report: Report) -> None:
        """Count one article."""
        if any(not failure.rule for failure in report.failures):
            self.unread += 1
            return
        self.articles += 1
        self.characters += len(report.document.text)
        strange = any(failure.rule == UNKNOWN_LANGUAGE for failure in report.failures)
        self.unknown_languages += strange
        for failure in report.failures:
            if failure.is_of_backend:
                self.without_backend[failure.rule] = self.without_backend.get(failure.rule, 0) + 1
                self.backend_problem = self.backend_problem or failure.error
            elif failure.rule != UNKNOWN_LANGUAGE:
                self.failures += 1
        waived = sum(bool(hidden.reason) for hidden in report.suppressed)
        self.waived += waived
        self.baselined += len(report.suppressed) - waived
        for found in report.findings:
            self.findings[found.severity] += 1
            if found.fix:
                self.fixes[found.fix.safety] += 1


class Reporter(Protocol):
    """Writes the reports of a run to a stream, one after the other."""

    def add(self, report: Report) -> None:
        """Write what was found in one article."""

    def close(self, tally: Tally) -> None:
        """Write what ends the output."""


def reporter(output_format: str, stream: TextIO) -> Reporter:
    """Return the reporter for one of `FORMATS`."""
    module = importlib.import_module(f"newslint.report.{_MODULES[output_format]}")
    made: Reporter = module.reporter(stream, output_format)
    return made
