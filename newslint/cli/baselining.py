"""`newslint baseline`: live with what is found now, and hear only of what is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newslint.cli import options
from newslint.cli.job import STDIN, Job
from newslint.cli.streams import results
from newslint.cli.workspace import Workspace
from newslint.errors import ConfigError
from newslint.report.terminal import counted, printable
from newslint.sources.files import write_file
from newslint.suppression.baseline import FILE_NAME, Baseline

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from newslint.cli.workspace import Overrides
    from newslint.finding import Report
    from newslint.report import Tally
    from newslint.scale.cache import Cache
    from newslint.sources import ReadingOptions
    from newslint.suppression.baseline import Entry

    Chooser = Callable[[AbstractSet[Entry], AbstractSet[Entry]], AbstractSet[Entry]]

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep a file of findings that are not reported again. Each command but `show` checks all articles anew.",
)
_File = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help=f"The file.  [default: that of newslint.toml, or {FILE_NAME}]"),
]


@app.command()
def create(
    paths: options.Paths = None,
    baseline: _File = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    text_field: options.TextField = "text",
    id_field: options.IdField = "id",
    language: options.Language = None,
    encoding: options.FileEncoding = None,
    selector: options.Selector = None,
    config: options.ConfigFile = None,
    backend: options.Backend = None,
    exclude: options.Exclude = None,
    files_from: options.FilesFrom = None,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
) -> None:
    """Write all that is found into a new file; one that is there already is not touched."""
    reading = options.reading(text_field, id_field, encoding, selector)
    named, cache = options.inputs(paths, files_from), None if no_cache else options.cache()
    overrides = _overrides(config, select, ignore, language, backend)
    run = _Run(_file(baseline, config), named, overrides, reading, exclude, jobs, cache)
    if run.path.exists():
        raise ConfigError("is there already", where=run.path, hint="`newslint baseline update` brings it up to date.")
    run.write(lambda _, found: found)


@app.command()
def update(
    paths: options.Paths = None,
    baseline: _File = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    text_field: options.TextField = "text",
    id_field: options.IdField = "id",
    language: options.Language = None,
    encoding: options.FileEncoding = None,
    selector: options.Selector = None,
    config: options.ConfigFile = None,
    backend: options.Backend = None,
    exclude: options.Exclude = None,
    files_from: options.FilesFrom = None,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
) -> None:
    """Take in what is found and not yet in the file, and forget what is gone from the articles that were checked."""
    reading = options.reading(text_field, id_field, encoding, selector)
    named, cache = options.inputs(paths, files_from), None if no_cache else options.cache()
    overrides = _overrides(config, select, ignore, language, backend)
    run = _Run(_file(baseline, config), named, overrides, reading, exclude, jobs, cache)
    run.write(lambda kept, found: kept | found, Baseline.read(run.path))


@app.command()
def prune(
    paths: options.Paths = None,
    baseline: _File = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    text_field: options.TextField = "text",
    id_field: options.IdField = "id",
    language: options.Language = None,
    encoding: options.FileEncoding = None,
    selector: options.Selector = None,
    config: options.ConfigFile = None,
    backend: options.Backend = None,
    exclude: options.Exclude = None,
    files_from: options.FilesFrom = None,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
) -> None:
    """Forget what is gone from the articles that were checked; take in nothing new."""
    reading = options.reading(text_field, id_field, encoding, selector)
    named, cache = options.inputs(paths, files_from), None if no_cache else options.cache()
    overrides = _overrides(config, select, ignore, language, backend)
    run = _Run(_file(baseline, config), named, overrides, reading, exclude, jobs, cache)
    before = Baseline.read(run.path)
    run.write(lambda kept, found: kept | (before.entries & found), before)


@app.command()
def show(baseline: _File = None, config: options.ConfigFile = None) -> None:
    """List what the file holds, by rule."""
    path = _file(baseline, config)
    counts: dict[str, int] = {}
    entries = Baseline.read(path).entries
    for entry in entries:
        counts[entry.rule] = counts.get(entry.rule, 0) + 1
    with results() as stream:
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            stream.write(f"{count:7,}  {printable(rule)}\n")
        articles = len({entry.document for entry in entries})
        findings = f"{counted(len(entries), 'finding')} in {counted(articles, 'article')}"
        stream.write(f"{printable(str(path))}: {findings}.\n")


@dataclass(slots=True)
class _Collector:
    """Takes the findings of a run, and which articles were checked; writes nothing."""

    baseline: Baseline
    found: set[Entry] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)

    def add(self, report: Report) -> None:
        if not any(not failure.rule for failure in report.failures):
            self.found.update(self.baseline.found(report))
        if not report.failures:  # what a rule that failed would have found may still be there
            self.checked.add(self.baseline.name(report.document))

    def close(self, tally: Tally) -> None:
        """Do nothing: what was found is written elsewhere."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A command that checks articles and writes the file."""

    path: Path
    named: list[str]
    overrides: Overrides
    reading: ReadingOptions
    exclude: list[str] | None
    jobs: int | None
    cache: Cache | None

    def __post_init__(self) -> None:
        """Raise ConfigError for articles that no later run could know again, and for a file that nobody can write."""
        if STDIN in self.named:
            raise ConfigError("a baseline is made of files", hint="Name files or folders.")
        if not self.path.resolve().parent.is_dir():
            raise ConfigError(f"there is no folder {self.path.parent}", where=self.path, hint="Make it first.")

    def write(self, choose: Chooser, before: Baseline | None = None) -> None:
        """Check the articles, choose the entries from what is kept of the file and what is found, and write them."""
        collector = _Collector(Baseline(self.path))
        with Workspace(self.overrides, has_baseline=False) as workspace:
            job = Job(workspace, self.reading, collector, exclude=tuple(self.exclude or ()))
            job.lint(self.named, options.processes(self.jobs), self.cache)
            left_out = workspace.left_out()
        old = before.entries if before else frozenset()
        kept = {entry for entry in old if entry.document not in collector.checked or entry.rule in left_out}
        after = Baseline(self.path, frozenset(choose(kept, collector.found)))
        write_file(self.path, after.content().encode())
        with results() as stream:
            news = f"{len(after.entries - old):,} new, {len(old - after.entries):,} gone"
            stream.write(f"{printable(str(self.path))}: {counted(len(after.entries), 'finding')} ({news}).\n")
            if not _is_configured(self.path, self.overrides.config):
                name = printable(self.path.name)
                ways = f'--baseline {printable(str(self.path))}, or baseline = "{name}" in newslint.toml'
                stream.write(f"`newslint check` leaves them out with {ways}.\n")
        raise typer.Exit(job.exit_code)


def _overrides(
    config: Path | None,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    language: str | None = None,
    backend: str | None = None,
) -> Overrides:
    return options.overrides(select, ignore, "never", language, config, backend, require_backend=False)


def _configured(config: Path | None) -> Path | None:
    """Return the file that the configuration names."""
    return Workspace(_overrides(config), starts_servers=False).config(Path()).baseline


def _file(said: Path | None, config: Path | None) -> Path:
    """Return the file that is meant."""
    return said or _configured(config) or Path(FILE_NAME)


def _is_configured(path: Path, config: Path | None) -> bool:
    configured = _configured(config)
    return configured is not None and configured.resolve() == path.resolve()
