"""`newslint serve`: the check before an article is published, for programs, and a page for editors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from newslint import service
from newslint.cli import options
from newslint.cli.streams import results
from newslint.cli.workspace import Workspace
from newslint.errors import ConfigError

_Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; others than this machine's own need keys.")
]
_Port = Annotated[
    int, typer.Option("--port", metavar="N", min=0, max=65535, help="Where to listen; 0 takes a free one.")
]
_Keys = Annotated[
    Path | None,
    typer.Option(
        "--keys", metavar="FILE", readable=False, help="Who may ask: NAME:HASH a line; also NEWSLINT_API_KEYS."
    ),
]
_NewKey = Annotated[
    str | None, typer.Option("--new-key", metavar="NAME", help="Print a new key and its line for --keys, and end.")
]
_Origin = Annotated[
    list[str] | None, typer.Option("--allow-origin", metavar="URL", help="Let pages of this origin ask from a browser.")
]
_AllowHost = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="Without keys: a further name by which the service is called."),
]
_Deadline = Annotated[
    int, typer.Option("--deadline-ms", metavar="N", min=1, max=600_000, help="Milliseconds for an article, at most.")
]
_MaxBody = Annotated[int, typer.Option("--max-body", metavar="N", min=1, help="Bytes of a request, at most.")]
_MaxRequests = Annotated[int, typer.Option("--max-requests", metavar="N", min=1, help="Requests at once, at most.")]
_ClientTimeout = Annotated[
    float,
    typer.Option("--client-timeout", metavar="SECONDS", min=0.1, help="How long a client may take to send or receive."),
]


def serve(
    host: _Host = "127.0.0.1",
    port: _Port = 8765,
    jobs: options.Jobs = None,
    keys: _Keys = None,
    new_key: _NewKey = None,
    allow_origin: _Origin = None,
    allow_host: _AllowHost = None,
    deadline_ms: _Deadline = 10_000,
    max_body: _MaxBody = 4_000_000,
    max_requests: _MaxRequests = 64,
    client_timeout: _ClientTimeout = 15.0,
    select: options.Select = None,
    ignore: options.Ignore = None,
    language: options.Language = None,
    config: options.ConfigFile = None,
    backend: options.Backend = None,
    baseline: options.Baseline = None,
) -> None:
    """Check articles over HTTP before they are published, and show a page on which editors mend them."""
    if new_key is not None:
        _show_key(new_key)
        return
    if absent := service.missing():
        raise ConfigError(f"`newslint serve` needs {', '.join(absent)}", hint=service.INSTALL)
    from newslint.service.checker import Checker  # noqa: PLC0415 - an extra
    from newslint.service.keys import read_keys  # noqa: PLC0415 - the same
    from newslint.service.server import serve as run  # noqa: PLC0415 - the same
    from newslint.service.settings import Settings  # noqa: PLC0415 - the same

    settings = Settings(
        host=host,
        port=port,
        processes=options.processes(jobs),
        keys=read_keys(keys, os.environ),
        origins=tuple(allow_origin or ()),
        hosts=tuple(allow_host or ()),
        body_limit=max_body,
        deadline=deadline_ms / 1000,
        max_requests=max_requests,
        client_timeout=client_timeout,
    )
    settings.check()
    overrides = options.overrides(
        select=select, ignore=ignore, language=language, config=config, baseline=baseline, backend=backend
    )
    with Workspace(overrides) as workspace:
        setup = workspace.setup("")
        run(settings, Checker(setup.linter, setup.suppression))


def _show_key(name: str) -> None:
    from newslint.service.keys import VARIABLE, new_key  # noqa: PLC0415 - needs no extra, but nobody else needs it

    secret, entry = new_key(name)
    with results() as stream:
        stream.write(f"The key, for the client, shown this once:\n  {secret}\n")
        stream.write(f"Its line, for the file of --keys or for {VARIABLE}:\n  {entry}\n")
