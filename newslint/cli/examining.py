"""`newslint doctor`: what is there and what is missing."""

from __future__ import annotations

from pathlib import Path

import typer

from newslint import doctor
from newslint.cli import options
from newslint.cli.streams import results
from newslint.cli.workspace import Overrides, Workspace
from newslint.doctor import Condition
from newslint.report.terminal import printable


def examine(config: options.ConfigFile = None, backend: options.Backend = None) -> None:
    """Tell what newslint has to work with. Exit with 2 if something is missing that the configuration asks for."""
    workspace = Workspace(Overrides(config=config, backend=options.backend_name(backend)), starts_servers=False)
    states = list(doctor.examine(workspace.config(Path())))
    width = max(len(state.part) for state in states)
    missing = [state for state in states if state.condition is Condition.MISSING]
    with results() as stream:
        for state in states:
            stream.write(f"{state.part:{width}}  {state.condition:7}  {printable(state.says)}".rstrip() + "\n")
        stream.write(f"{len(missing)} missing.\n" if missing else "Nothing is missing.\n")
    raise typer.Exit(2 if missing else 0)
