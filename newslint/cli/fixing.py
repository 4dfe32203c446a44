"""`newslint fix`: mend what can be mended, or show what would be."""

from __future__ import annotations

import difflib
import re
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newslint.cli import options
from newslint.cli.job import STDIN, Job
from newslint.cli.outputs import files, outputs, reporters
from newslint.cli.spool import Spool
from newslint.cli.streams import complain, results, write_bytes
from newslint.cli.workspace import Workspace
from newslint.document import Document
from newslint.errors import ConfigError
from newslint.fixer import mend
from newslint.report.terminal import printable
from newslint.scale.interruption import interruption
from newslint.sources.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.cli.workspace import Setup
    from newslint.finding import Report
    from newslint.scale.cache import Cache
    from newslint.sources import Article, Source

_UnsafeFixes = Annotated[
    bool,
    typer.Option("--unsafe-fixes", help="Also make the fixes that are doubtful, change words or delete paragraphs."),
]
_Diff = Annotated[
    bool, typer.Option("--diff", help="Show what would change and change nothing; exit with 1 if anything would.")
]


def fix(
    paths: options.Paths = None,
    unsafe_fixes: _UnsafeFixes = False,
    diff: _Diff = False,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    output_format: options.OutputFormat = None,
    text_field: options.TextField = "text",
    id_field: options.IdField = "id",
    language: options.Language = None,
    encoding: options.FileEncoding = None,
    selector: options.Selector = None,
    stdin_filename: options.StdinFilename = STDIN,
    config: options.ConfigFile = None,
    backend: options.Backend = None,
    require_backend: options.RequireBackend = False,
    baseline: options.Baseline = None,
    exclude: options.Exclude = None,
    files_from: options.FilesFrom = None,
    no_cache: options.NoCache = False,
) -> None:
    """Mend in place what is safe to mend, and report what is left. Standard input is mended to standard output."""
    if diff and (output_format or ["text"]) != ["text"]:
        raise ConfigError("--diff shows a diff and reports nothing", hint="Leave --output-format out.")
    named = options.inputs(paths, files_from, stdin_filename)
    reads_stdin = STDIN in named
    overrides = options.overrides(
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        language=language,
        config=config,
        baseline=baseline,
        backend=backend,
        require_backend=require_backend,
    )
    reading = options.reading(text_field, id_field, encoding, selector)
    wanted = outputs(output_format or (), named, exclude or (), (baseline, config, files_from))
    with (
        results(to_errors=diff or reads_stdin) as stream,
        interruption.deferred(),
        reporters(wanted, stream) as reporter,
        Workspace(overrides) as workspace,
        (None if no_cache else options.cache()) or nullcontext() as cache,
    ):
        job = Job(workspace, reading, reporter, stdin_filename, tuple(exclude or ()), files(wanted))
        fixing = _Fixing(job, cache, unsafe=unsafe_fixes)
        job.each(named, fixing.show if diff else fixing.write)
        if diff:
            job.failed = job.tally.mended > 0
            stream.write(f"Fixes that would be made: {job.tally.mended:,}.\n")
        raise typer.Exit(job.exit_code if diff else job.close())


@dataclass(frozen=True, slots=True)
class _Fixing:
    """Mends the articles of one source after the other."""

    job: Job
    cache: Cache | None
    unsafe: bool

    def write(self, source: Source, setup: Setup) -> None:
        """Replace a file by its mended form, or pass mended standard input on to standard output; then report."""
        with Spool() as spool:
            chunks = interruption.heard_between(source.rewritten(lambda article: self._mended(article, setup, spool)))
            if source.stream is None:
                replace_file(Path(source.name), chunks)
            else:
                for chunk in chunks:
                    write_bytes(chunk)
            for report, fixes in spool:
                self.job.tally.mended += fixes
                self.job.add(report, setup)

    def _mended(self, article: Article, setup: Setup, spool: Spool) -> Article:
        if not isinstance(article, Document):
            spool.add(self.job.unreadable(article), 0)
            return article
        self.job.remark(article)
        mended = mend(_Remembering(setup, self.cache), article, unsafe=self.unsafe)
        spool.add(mended.report, len(mended.applied))
        return mended.document

    def show(self, source: Source, setup: Setup) -> None:
        """Print what `write` would change."""
        for article in interruption.heard_between(source.articles()):
            if isinstance(article, Document):
                self.job.remark(article)
                with interruption.heard():
                    mended = mend(_Remembering(setup, self.cache), article, unsafe=self.unsafe)
                self.job.tally.add(mended.report)
                self.job.tally.mended += len(mended.applied)
                for failure in mended.report.failures:
                    complain(f"{article.id}: {failure.rule} {failure.error}")
                with results() as stream:
                    stream.writelines(_diff(article, mended.document))
            else:
                self.job.tally.add(self.job.unreadable(article))


@dataclass(frozen=True, slots=True)
class _Remembering:
    """Finds what the setup for an input finds; of what the cache knows nothing is checked again."""

    setup: Setup
    cache: Cache | None

    def lint(self, article: Document) -> Report:
        """Return what is found, without what shall not be reported."""
        linter = self.setup.linter
        report = self.cache.get(linter, article) if self.cache else None
        if report is None:
            report = linter.lint(article)
            with interruption.deferred():
                if self.cache:
                    self.cache.put(linter, report)
        return self.setup.suppression.applied(report)


def _diff(doc: Document, mended: Document) -> Iterator[str]:
    """Yield the lines of a unified diff; lines end at line feeds only, as `patch` has it."""
    before, after = (_lines(version.source) for version in (doc, mended))
    name = printable(doc.id)
    for line in difflib.unified_diff(before, after, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]
