"""`newslint stats`: what many articles come to."""

from __future__ import annotations

from typing import Annotated

import typer

from newslint import readability
from newslint.cli import options
from newslint.cli.job import STDIN, Job
from newslint.cli.streams import complain, results
from newslint.cli.workspace import Workspace
from newslint.report.statistics import FORMATS, KEYS, LAYOUTS, Statistics
from newslint.scale.interruption import interruption


def stats(
    paths: options.Paths = None,
    by: Annotated[str, typer.Option("--by", metavar="GROUP", help="rule, family, outlet or day.")] = "rule",
    select: options.Select = None,
    ignore: options.Ignore = None,
    output_format: Annotated[
        str, typer.Option("--output-format", metavar="FORMAT", help="table, csv or json.")
    ] = "table",
    with_readability: Annotated[
        bool, typer.Option("--readability", help="Add columns of readability (needs the extra “readability”).")
    ] = False,
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
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
) -> None:
    """Count findings by rule, family, outlet or day; findings do not change the exit code."""
    options.choice(by, KEYS, "--by")
    layout = LAYOUTS[options.choice(output_format, FORMATS, "--output-format")]
    if with_readability:
        readability.require()
    overrides = options.overrides(
        select=select,
        ignore=ignore,
        fail_on="never",
        language=language,
        config=config,
        baseline=baseline,
        backend=backend,
        require_backend=require_backend,
    )
    named = options.inputs(paths, files_from, stdin_filename)
    with results() as stream, interruption.deferred(), Workspace(overrides) as workspace:
        reading = options.reading(text_field, id_field, encoding, selector)
        statistics = Statistics(stream, layout, by, readability.measure if with_readability else None)
        job = Job(workspace, reading, statistics, stdin_filename, tuple(exclude or ()))
        job.lint(named, options.processes(jobs), None if no_cache else options.cache())
        for name, articles in job.tally.without_backend.items():
            complain(f"articles not judged by {name}: {articles:,} ({job.tally.backend_problem})")
        raise typer.Exit(job.close())
