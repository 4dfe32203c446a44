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
from newslint.finding import UNKNOWN_LANGUAGE
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

    Chooser = Callable[[AbstractSet[Entry], AbstractSet[Entry], AbstractSet[Entry]], AbstractSet[Entry]]
    """Takes the entries before, those of them that this run could not see again, and those that it found."""

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep a file of findings that are not reported again. Each command but `show` checks all articles anew.",
)
_File = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help=f"The file.  [default: that of newslint.toml, or {FILE_NAME}]"),
]


def _writes(name: str, tells: str, choose: Chooser, *, anew: bool = False) -> None:
    """Add a command that checks articles and writes the file; with `anew` it must not be there yet."""

    @app.command(name, help=tells)
    def write(
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
        named = options.inputs(paths, files_from)
        if STDIN in named:
            raise ConfigError("a baseline is made of files", hint="Name files or folders.")
        reading = options.reading(text_field, id_field, encoding, selector)
        configured = _configured(config)
        path = baseline or configured or Path(FILE_NAME)
        if anew and path.exists():
            raise ConfigError("is there already", where=path, hint="`newslint baseline update` brings it up to date.")
        if not path.resolve().parent.is_dir():  # said before all is checked
            raise ConfigError(f"there is no folder {path.parent}", where=path, hint="Make it first.")
        before = Baseline(path) if anew else Baseline.read(path)
        overrides = options.overrides(
            select=select, ignore=ignore, fail_on="never", language=language, config=config, backend=backend
        )
        collector = _Collector(Baseline(path))
        with interruption.deferred(), Workspace(overrides, has_baseline=False) as workspace:
            job = Job(workspace, reading, collector, exclude=tuple(exclude or ()))
            job.lint(named, options.processes(jobs), None if no_cache else options.cache())
            left_out = workspace.left_out()
        interruption.ask()  # half a run is no base for what is reported from now on
        kept = {entry for entry in before.entries if entry.document not in collector.checked or entry.rule in left_out}
        after = Baseline(path, frozenset(choose(before.entries, kept, collector.found)))
        write_file(path, after.content().encode())
        is_configured = configured is not None and configured.resolve() == path.resolve()
        _tell(before, after, is_configured=is_configured)
        raise typer.Exit(job.exit_code)


_writes(
    "create",
    "Write all that is found into a new file; one that is there already is not touched.",
    lambda _before, _kept, found: found,
    anew=True,
)
_writes(
    "update",
    "Take in what is found and not yet in the file, and forget what is gone from the articles that were checked.",
    lambda _before, kept, found: kept | found,
)
_writes(
    "prune",
    "Forget what is gone from the articles that were checked; take in nothing new.",
    lambda before, kept, found: kept | (before & found),
)


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
    """Takes the findings of a run, and which articles were checked as far as they ever will be; writes nothing."""

    baseline: Baseline
    found: set[Entry] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)

    def add(self, report: Report) -> None:
        if all(failure.rule == UNKNOWN_LANGUAGE for failure in report.failures):
            self.checked.add(self.baseline.name(report.document))
        self.found.update(self.baseline.found(report))

    def close(self, tally: Tally) -> None:
        """Do nothing: what was found is written elsewhere."""


def _tell(before: Baseline, after: Baseline, *, is_configured: bool) -> None:
    """Say what became of the file, and if no configuration names it, how it is used."""
    path = after.path
    with results() as stream:
        news = f"{len(after.entries - before.entries):,} new, {len(before.entries - after.entries):,} gone"
        stream.write(f"{printable(str(path))}: {counted(len(after.entries), 'finding')} ({news}).\n")
        if not is_configured:
            ways = f'--baseline {printable(str(path))}, or baseline = "{printable(path.name)}" in newslint.toml'
            stream.write(f"`newslint check` leaves them out with {ways}.\n")


def _configured(config: Path | None) -> Path | None:
    """Return the file that the configuration names."""
    overrides = options.overrides(fail_on="never", config=config, backend="none")
    return Workspace(overrides, starts_servers=False).config(Path()).baseline
