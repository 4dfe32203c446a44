"""The command line: `newslint check|fix|explain|rules|test|baseline|stats|serve|doctor`.

Exit codes: 0 all was checked and nothing is as grave as `--fail-on`; 1 there are such findings; 2 the job could not be
done, whole or in part (unread input, bad option, configuration or rule file, crashed rule, results that could not be
written); 130 interrupted, 143 ended by a signal.

Each start counts, as an editor or a hook may check one article at a time. So a command is imported when it is asked
for, and the process ends without taking its memory apart.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import signal
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

import newslint
from newslint import ready_re
from newslint.cli.plain_values import take_as_they_are
from newslint.cli.streams import OutputError, complain, mute, open_closed_streams
from newslint.errors import NewslintError
from newslint.scale.interruption import SIGNALS, interruption

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {
    "check": ("checking", "check"),
    "fix": ("fixing", "fix"),
    "explain": ("explaining", "explain"),
    "rules": ("explaining", "rules"),
    "test": ("explaining", "prove"),
    "stats": ("counting", "stats"),
    "serve": ("serving", "serve"),
    "doctor": ("examining", "examine"),
    "baseline": ("baselining", "app"),
}
"""The module of each command, which is imported when it is asked for, and what the command is called in it."""
_OBJECTS_TO_COLLECT = 150_000
"""New ones before Python looks for some to collect: modules, rules and patterns are fewer, and stay."""


def _version(wanted: bool) -> None:  # noqa: FBT001 - the form that typer calls
    if wanted:
        typer.echo(f"newslint {newslint.__version__}")
        raise typer.Exit


def newslint_(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Find what scraping, machine translation and re-publishing did to news articles, and mend it."""


def _app(arguments: Sequence[str]) -> typer.Typer:
    """Return the program with the command that the first argument names; with all of them if it names none.

    To tell the version none is needed.
    """
    app = typer.Typer(
        callback=newslint_,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    first = arguments[0] if arguments else ""
    for name in () if first == "--version" else [first] if first in _COMMANDS else _COMMANDS:
        module, called = _COMMANDS[name]
        command = getattr(importlib.import_module(f"newslint.cli.{module}"), called)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; arguments are those of the process unless given.

    Signals that ask it to end are taken meanwhile: what was done by then is reported.
    """
    with interruption.handled():
        code = _ran(sys.argv[1:] if arguments is None else arguments)
    return interruption.code or code


def _ran(arguments: Sequence[str]) -> int:
    try:
        program = typer.main.get_command(_app(arguments))
        take_as_they_are(program)
        program(arguments)
    except OutputError as error:
        mute()
        if not error.is_quiet:
            complain(str(error))
        return 2
    except NewslintError as error:
        complain(str(error))
        return 2
    except SystemExit as end:
        return int(end.code or 0)
    except Exception as error:  # noqa: BLE001 - exit code 1 would say that all was checked
        complain(f"newslint itself failed, which is a bug: {error!r}\n{traceback.format_exc()}")
        return 2
    return 0


def main() -> NoReturn:
    """Run the command line of this process, and end it; programs call `run`."""
    gc.set_threshold(_OBJECTS_TO_COLLECT)
    lost = open_closed_streams()
    code = run()
    for number in SIGNALS:  # the end is near, and Python would say a lot on its way
        signal.signal(number, signal.SIG_IGN)
    ready_re.keep()
    _end(2 if lost else code)


def _end(code: int) -> NoReturn:
    """End this process, without taking apart all that it has in memory, which takes as long as three articles.

    It is left to Python where anything could be lost: where threads or processes are about, where somebody watches as
    debuggers and profilers do, and where a stream cannot be written, of which Python tells.
    """
    watched = sys.gettrace() or sys.getprofile() or sys.flags.dev_mode or sys.flags.inspect
    if not watched and "multiprocessing" not in sys.modules and threading.active_count() == 1:
        atexit._run_exitfuncs()  # noqa: SLF001 - what Python calls at the end
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)
