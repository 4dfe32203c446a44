"""`newslint check`: report what is damaged."""

from __future__ import annotations

import typer

from newslint.cli import options
from newslint.cli.job import STDIN, Job
from newslint.cli.outputs import files, outputs, reporters
from newslint.cli.streams import results
from newslint.cli.timings import Timings
from newslint.cli.workspace import Workspace
from newslint.scale.interruption import interruption


def check(
    paths: options.Paths = None,
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
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    timings: options.Timings = False,
) -> None:
    """Report what is damaged in articles: text and HTML files, data sets, folders of them or standard input."""
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
    named = options.inputs(paths, files_from, stdin_filename)
    wanted = outputs(output_format or (), named, exclude or (), (baseline, config, files_from))
    with (
        results() as stream,
        interruption.deferred(),
        reporters(wanted, stream) as reporter,
        Workspace(overrides, timed=timings) as workspace,
    ):
        job = Job(workspace, reading, reporter, stdin_filename, tuple(exclude or ()), files(wanted))
        job.timings = Timings() if timings else None
        job.lint(named, options.processes(jobs), None if no_cache or timings else options.cache())
        raise typer.Exit(job.close())
