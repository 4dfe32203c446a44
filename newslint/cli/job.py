"""One run over many inputs: each is opened, what goes wrong is told and counted, and the exit code follows."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cli.streams import complain
from newslint.document import Document
from newslint.errors import ConfigError, NewslintError, SourceError
from newslint.finding import Failure, Report, Severity
from newslint.report import Tally
from newslint.sources import ReadingOptions, Source, open_source
from newslint.sources.files import articles_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newslint.cli.workspace import Setup, Workspace
    from newslint.report import Reporter
    from newslint.sources.article import Unreadable

STDIN = "-"


@dataclass(slots=True)
class Job:
    """What a run reads, writes and has come to."""

    workspace: Workspace
    options: ReadingOptions
    reporter: Reporter
    stdin_name: str = STDIN
    outputs: frozenset[Path] = frozenset()
    """The files that the run writes, resolved: in a folder of articles they are none."""
    tally: Tally = field(init=False)
    failed: bool = False
    """Whether any finding is as grave as its configuration's `fail-on`."""

    def __post_init__(self) -> None:
        """Begin to count."""
        self.tally = Tally(requires_backend=self.workspace.overrides.require_backend)

    def inputs(self, paths: Sequence[str]) -> Iterator[Path | None]:
        """Yield the files that the paths mean, None for standard input; a path that means none is told and counted.

        Raises ConfigError for a path that can only be a mistake: an empty one, or standard input twice.
        """
        if "" in paths:
            raise ConfigError("an empty path", hint="Is a variable not set? The working directory is “.”.")
        if paths.count(STDIN) > 1:
            raise ConfigError("standard input (-) is named twice")
        for path in paths:
            if path == STDIN:
                yield None
                continue
            for found in articles_below(Path(path)):
                if isinstance(found, SourceError):
                    self.unread(found.where, found)
                elif not self.outputs or found.resolve() not in self.outputs:
                    yield found

    def each(self, paths: Sequence[str], work: Callable[[Source, Setup], None]) -> None:
        """Do the work for each input; an input that cannot be read or written does not end the run."""
        for path in self.inputs(paths):
            if path is None and sys.stdin is None:
                self.unread(self.stdin_name, SourceError("standard input is closed", where=self.stdin_name))
                continue
            name, stream = (self.stdin_name, sys.stdin.buffer) if path is None else (str(path), None)
            try:
                setup = self.workspace.setup(name)
            except NewslintError as error:
                if not self.tally.rules:
                    raise
                self.unread(name, error)  # results are on their way already: their end must not be lost
                continue
            options = replace(self.options, language=setup.linter.language)
            self.tally.rules.update((rule.id, rule) for rule in setup.linter.rules)
            try:
                work(open_source(name, options, stream), setup)
            except SourceError as error:
                self.unread(name, error)
            except (OSError, MemoryError, RecursionError) as error:
                self.unread(name, SourceError(f"cannot be read: {error!r}", where=name))

    def lint(self, source: Source, setup: Setup) -> None:
        """Check the articles of one input; what `each` calls for the commands that change nothing."""
        for article in source.articles():
            self.add(setup.linter.lint(article) if isinstance(article, Document) else self.unreadable(article), setup)

    def add(self, report: Report, setup: Setup) -> None:
        """Take the report of one article: write it, count it, judge it."""
        report = replace(report, fail_on=None if setup.fail_on == "never" else Severity(setup.fail_on))
        self.tally.add(report)
        self.failed = self.failed or bool(report.failing)
        self.reporter.add(report)

    def unread(self, name: str, error: NewslintError) -> None:
        """Tell and count an input that could not be read; the machine formats get a line for it too."""
        complain(str(error))
        report = Report(Document("", name, file=name), failures=(Failure("", str(error)),))
        self.tally.add(report)
        self.reporter.add(report)

    def unreadable(self, article: Unreadable) -> Report:
        """Tell of an article that could not be read, and return its report."""
        complain(article.error)
        doc = Document("", article.id, file=article.file, record=article.record)
        return Report(doc, failures=(Failure("", article.error),))

    @property
    def exit_code(self) -> int:
        """2 if anything could not be checked, else 1 if the run failed, else 0.

        Where a backend was absent, newslint's own rules have judged all the same: 2 only if it is required.
        """
        return int(self.failed) if self.tally.is_complete else 2

    def close(self) -> int:
        """End the output and return the exit code."""
        self.reporter.close(self.tally)
        return self.exit_code
