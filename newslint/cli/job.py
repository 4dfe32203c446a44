"""One run over many inputs: each is opened, what goes wrong is told and counted, and the exit code follows."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cli.streams import complain, status
from newslint.document import Document
from newslint.errors import ConfigError, NewslintError, SourceError
from newslint.finding import Failure, Report, Severity
from newslint.report import Tally
from newslint.report.terminal import counted
from newslint.scale.interruption import Interrupted, interruption
from newslint.scale.processes import ENDED_HERE, Processes, Task
from newslint.sources import ReadingOptions, Source, absent_extra, open_source
from newslint.sources.files import articles_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newslint.cli.timings import Timings
    from newslint.cli.workspace import Setup, Workspace
    from newslint.linter import Linter
    from newslint.report import Reporter
    from newslint.scale.cache import Cache
    from newslint.sources.article import Unreadable

STDIN = "-"
NEVER = "never"


@dataclass(slots=True)
class _Checking(Task):
    """An article to be checked, and what holds for it; nothing for one that could not be read."""

    setup: Setup | None = None


@dataclass(slots=True)
class Job:
    """What a run reads, writes and has come to."""

    workspace: Workspace
    options: ReadingOptions
    reporter: Reporter
    stdin_name: str = STDIN
    exclude: tuple[str, ...] = ()
    outputs: frozenset[Path] = frozenset()
    """The files that the run writes, resolved: in a folder of articles they are none."""
    timings: Timings | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    """Files of folders that need an extra of newslint which is not installed, by its name."""
    tally: Tally = field(init=False)
    opening: str = ""
    """The input that was opened last."""
    failed: bool = False
    """Whether any finding is as grave as its configuration's `fail-on`."""

    def __post_init__(self) -> None:
        """Begin to count."""
        self.tally = Tally(requires_backend=self.workspace.overrides.require_backend)

    def inputs(self, paths: Sequence[str]) -> Iterator[Path | SourceError | None]:
        """Yield the files that the paths mean, None for standard input, an error for a path that means none.

        Raises ConfigError for a path that can only be a mistake: an empty one, or standard input twice.
        """
        if "" in paths:
            raise ConfigError("an empty path", hint="Is a variable not set? The working directory is “.”.")
        if paths.count(STDIN) > 1:
            raise ConfigError("standard input (-) is named twice")
        for path in paths:
            if path != STDIN:
                found = articles_below(Path(path), self.exclude)
                yield from (file for file in found if not self._is_output(file) and not self._lacks_extra(file, path))
            elif sys.stdin is None:
                yield SourceError("standard input is closed", where=self.stdin_name)
            else:
                yield None

    def _is_output(self, file: Path | SourceError) -> bool:
        return bool(self.outputs) and isinstance(file, Path) and file.resolve() in self.outputs

    def _lacks_extra(self, file: Path | SourceError, named: str) -> bool:
        """Whether a file of a folder cannot be read with what is installed: it may be no article, so it is no error."""
        extra = absent_extra(file.name) if isinstance(file, Path) and file != Path(named) else ""
        if extra:
            self.left_out[extra] += 1
        return bool(extra)

    def opened(self, paths: Sequence[str]) -> Iterator[tuple[Source, Setup] | Report]:
        """Yield the inputs, each with its rules, and a report in place of one that cannot be opened."""
        for path in self.inputs(paths):
            if isinstance(path, SourceError):
                yield self.unread(path.where, path)
                continue
            name, stream = (self.stdin_name, sys.stdin.buffer) if path is None else (str(path), None)
            self.opening = name
            try:
                setup = self.workspace.setup(name)
            except NewslintError as error:
                if not self.tally.rules:
                    raise
                yield self.unread(name, error)  # results are on their way already: their end must not be lost
                continue
            options = replace(self.options, language=setup.linter.language)
            self.tally.rules.update((rule.id, rule) for rule in setup.linter.rules)
            try:
                yield open_source(name, options, stream), setup
            except SourceError as error:
                yield self.unread(name, error)

    def each(self, paths: Sequence[str], work: Callable[[Source, Setup], None]) -> None:
        """Do the work for each input; an input that cannot be read or written does not end the run, a signal does."""
        try:
            for found in interruption.heard_between(self.opened(paths)):
                if isinstance(found, Report):
                    self.add(found)
                    continue
                source, setup = found
                try:
                    work(source, setup)
                except (SourceError, OSError, MemoryError, RecursionError) as error:
                    self.add(self.unread(source.name, error))
        except Interrupted:
            self._end_early(paths)
        finally:
            self.tally.is_interrupted = bool(interruption.number)

    def _end_early(self, paths: Sequence[str]) -> None:
        """Tell that a signal ended the run before all was checked."""
        place = self.opening or next(iter(paths), "")
        self.add(self.unread(place, SourceError(ENDED_HERE, where=place)))

    def lint(self, paths: Sequence[str], jobs: int, cache: Cache | None = None) -> None:
        """Check all articles with several processes; what an earlier run found in them is taken from the cache.

        After a signal what was done by then is reported.
        """
        try:
            with Processes(jobs) as processes, cache or nullcontext():
                for checking, report in processes.reports(self._checkings(paths, cache)):
                    if checking.linter and not checking.report:
                        self._take(report, checking.linter, cache)
                    self.add(report, checking.setup)
                    status.show(self._progress())
        except Interrupted:
            self._end_early(paths)
        finally:
            self.tally.is_interrupted = bool(interruption.number)
            status.clear()

    def _progress(self) -> str:
        findings = sum(self.tally.findings.values())
        return f"{counted(self.tally.articles, 'article')} checked, {counted(findings, 'finding')}"

    @staticmethod
    def _take(report: Report, linter: Linter, cache: Cache | None) -> None:
        """Keep what was found just now, and tell if the article was not checked after all."""
        if cache:
            cache.put(linter, report)
        for failure in report.failures:
            if not failure.rule:
                complain(failure.error)

    def _checkings(self, paths: Sequence[str], cache: Cache | None) -> Iterator[_Checking]:
        for found in interruption.heard_between(self.opened(paths)):
            if isinstance(found, Report):
                yield _Checking(None, found.document, found)
                continue
            source, setup = found
            try:
                for article in interruption.heard_between(source.articles()):
                    if isinstance(article, Document):
                        self.remark(article)
                        known = cache.get(setup.linter, article) if cache else None
                        yield _Checking(setup.linter, article, known, setup)
                    else:
                        report = self.unreadable(article)
                        yield _Checking(None, report.document, report)
            except (SourceError, OSError, MemoryError, RecursionError) as error:
                report = self.unread(source.name, error)
                yield _Checking(None, report.document, report)

    def add(self, report: Report, setup: Setup | None = None) -> None:
        """Take the report of one article: leave out what shall not be reported, write it, count it, judge it."""
        if setup is not None:
            report = setup.suppression.applied(report)
            setup.suppression.remember(report)
        if report.findings or report.failures:
            status.clear()
        fail_on = setup.fail_on if setup else NEVER
        report = replace(report, fail_on=None if fail_on == NEVER else Severity(fail_on))
        if self.timings:
            self.timings.add(report)
        self.tally.add(report)
        self.failed = self.failed or bool(report.failing)
        self.reporter.add(report)

    def unread(self, name: str, error: Exception) -> Report:
        """Tell of an input that could not be read, and return its report: the machine formats tell of it too."""
        if not isinstance(error, NewslintError):
            error = SourceError(f"cannot be read: {error!r}", where=name)
        complain(str(error))
        return Report(Document("", name, file=name), failures=(Failure("", str(error)),))

    def unreadable(self, article: Unreadable) -> Report:
        """Tell of an article that could not be read, and return its report."""
        complain(article.error)
        doc = Document("", article.id, file=article.file, record=article.record)
        return Report(doc, failures=(Failure("", article.error),))

    @staticmethod
    def remark(doc: Document) -> None:
        """Tell what is to know of how an article was read."""
        if doc.remark:
            complain(f"{doc.file or doc.id}: {doc.remark}", kind="warning")

    @property
    def exit_code(self) -> int:
        """2 if anything could not be checked, else 1 if the run failed, else 0.

        Where a backend was absent, newslint's own rules have judged all the same: 2 only if it is required.
        """
        return int(self.failed) if self.tally.is_complete else 2

    def close(self) -> int:
        """End the output, tell what became of baselines and waivers, and return the exit code."""
        self.reporter.close(self.tally)
        for extra, files in self.left_out.items():
            what = f"{counted(files, 'file')} in folders left out: pip install 'newslint[{extra}]' to check {extra}"
            complain(what, kind="warning")
        for remark in self.workspace.remarks():
            complain(remark, kind="warning")
        if self.timings:
            self.timings.show()
        return self.exit_code
