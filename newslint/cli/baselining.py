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
from newslint.scale.interruption import interruption
from newslint.sources.files import write_file
from newslint.suppression.baseline import FILE_NAME, Baseline

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from newslint.finding import Report
    from newslint.report import Tally
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
    config: options.ConfigFile = None,
    jobs: options.Jobs = None,
) -> None:
    """Write all that is found into a new file; one that is there already is not touched."""
    run = _Run(paths, baseline, select, ignore, config, jobs)
    if run.path.exists():
        raise ConfigError("is there already", where=run.path, hint="`newslint baseline update` brings it up to date.")
    run.write(lambda _, found: found)


@app.command()
def update(
    paths: options.Paths = None,
    baseline: _File = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    config: options.ConfigFile = None,
    jobs: options.Jobs = None,
) -> None:
    """Take in what is found and not yet in the file, and forget what is gone from the articles that were checked."""
    run = _Run(paths, baseline, select, ignore, config, jobs)
    run.write(lambda kept, found: kept | found, Baseline.read(run.path))


@app.command()
def prune(
    paths: options.Paths = None,
    baseline: _File = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    config: options.ConfigFile = None,
    jobs: options.Jobs = None,
) -> None:
    """Forget what is gone from the articles that were checked; take in nothing new."""
    run = _Run(paths, baseline, select, ignore, config, jobs)
    before = Baseline.read(run.path)
    run.write(lambda kept, found: kept | (before.entries & found), before)


@app.command()
def show(baseline: _File = None, config: options.ConfigFile = None) -> None:
    """List what the file holds, by rule."""
    path = baseline or _configured(config) or Path(FILE_NAME)
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
            self.checked.add(self.baseline.name(report.document.id))
            self.found.update(self.baseline.found(report))

    def close(self, tally: Tally) -> None:
        """Do nothing: what was found is written elsewhere."""


class _Run:
    """A command that checks articles and writes the file."""

    def __init__(
        self,
        paths: list[str] | None,
        baseline: Path | None,
        select: list[str] | None,
        ignore: list[str] | None,
        config: Path | None,
        jobs: int | None,
    ) -> None:
        self._paths, self._jobs = options.inputs(paths, None), options.processes(jobs)
        if STDIN in self._paths:
            raise ConfigError("a baseline is made of files", hint="Name files or folders.")
        self._overrides = options.overrides(select, ignore, "never", None, config, "none", require_backend=False)
        configured = _configured(config)
        self.path = baseline or configured or Path(FILE_NAME)
        self._is_configured = configured is not None and configured.resolve() == self.path.resolve()

    def write(self, choose: Chooser, before: Baseline | None = None) -> None:
        """Check the articles, choose the entries from what is kept of the file and what is found, and write them."""
        collector = _Collector(Baseline(self.path))
        with interruption.deferred(), Workspace(self._overrides, has_baseline=False) as workspace:
            job = Job(workspace, options.reading("text", "id", None, None), collector)
            job.lint(self._paths, self._jobs, options.cache())
            left_out = workspace.left_out()
        interruption.ask()  # half a run is no base for what is reported from now on
        old = before.entries if before else frozenset()
        kept = {entry for entry in old if entry.document not in collector.checked or entry.rule in left_out}
        after = Baseline(self.path, frozenset(choose(kept, collector.found)))
        write_file(self.path, after.content().encode())
        with results() as stream:
            news = f"{len(after.entries - old):,} new, {len(old - after.entries):,} gone"
            stream.write(f"{printable(str(self.path))}: {counted(len(after.entries), 'finding')} ({news}).\n")
            if not self._is_configured:
                name = printable(self.path.name)
                ways = f'--baseline {printable(str(self.path))}, or baseline = "{name}" in newslint.toml'
                stream.write(f"`newslint check` leaves them out with {ways}.\n")
        raise typer.Exit(job.exit_code)


def _configured(config: Path | None) -> Path | None:
    """Return the file that the configuration names."""
    overrides = options.overrides(None, None, "never", None, config, "none", require_backend=False)
    return Workspace(overrides, starts_servers=False).config(Path()).baseline
