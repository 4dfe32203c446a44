"""One run over many inputs: each is opened, what goes wrong is told and counted, and the exit code follows."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newslint import judge
from newslint.cli.streams import complain
from newslint.document import Document
from newslint.errors import SourceError
from newslint.finding import Failure, Report, Severity
from newslint.report import Tally
from newslint.sources import ReadingOptions, Source, open_source
from newslint.sources.files import articles_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from newslint.cli.workspace import Setup, Workspace
    from newslint.report import Reporter
    from newslint.sources.unreadable import Unreadable

STDIN = "-"


@dataclass(slots=True)
class Run:
    """What a run reads, writes and has come to."""

    workspace: Workspace
    options: ReadingOptions
    reporter: Reporter
    stdin_name: str = STDIN
    tally: Tally = field(default_factory=Tally)
    failed: bool = False
    """Whether any finding is as grave as its configuration's `fail-on`."""

    def names(self, paths: Iterable[Path]) -> Iterator[str]:
        """Yield the inputs that the paths mean; a path that means none is told and counted."""
        for path in paths:
            if str(path) == STDIN:
                yield STDIN
                continue
            try:
                yield from map(str, articles_below(path))
            except SourceError as error:
                self.unread(str(path), error)

    def each(self, paths: Iterable[Path], work: Callable[[Source, Setup], None]) -> None:
        """Do the work for each input; an input that cannot be read or written does not end the run."""
        for name in self.names(paths):
            is_stdin = name == STDIN
            setup = self.workspace.setup(self.stdin_name if is_stdin else name)
            options = replace(self.options, language=setup.linter.language)
            self.tally.rules = max(self.tally.rules, len(setup.linter.rules))
            try:
                if is_stdin:
                    work(open_source(self.stdin_name, options, sys.stdin.buffer), setup)
                else:
                    work(open_source(name, options), setup)
            except SourceError as error:
                self.unread(name, error)

    def add(self, report: Report, setup: Setup) -> None:
        """Take the report of one article: write it, count it, judge it."""
        self.tally.add(report)
        if setup.fail_on != "never" and judge.at_or_above(report.findings, Severity(setup.fail_on)):
            self.failed = True
        self.reporter.add(report)

    def unread(self, name: str, error: SourceError) -> None:
        """Tell and count an input that could not be read; the machine formats get a line for it too."""
        complain(str(error))
        report = Report(Document("", name), failures=(Failure("", str(error)),))
        self.tally.add(report)
        self.reporter.add(report)

    def unreadable(self, article: Unreadable) -> Report:
        """Tell of an article that could not be read, and return its report."""
        complain(article.error)
        return Report(Document("", article.id), failures=(Failure("", article.error),))

    @property
    def exit_code(self) -> int:
        """2 if anything could not be checked, else 1 if the run failed, else 0."""
        return 2 if self.tally.unread or self.tally.failures else int(self.failed)

    def close(self) -> int:
        """End the output and return the exit code."""
        self.reporter.close(self.tally)
        return self.exit_code
