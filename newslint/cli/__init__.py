"""The command line: `newslint check|fix|explain|rules|test|baseline|stats|serve|doctor`.

Exit codes: 0 all was checked and nothing is as grave as `--fail-on`; 1 there are such findings; 2 the job could not be
done, whole or in part (unread input, bad option, configuration or rule file, crashed rule, results that could not be
written); 130 interrupted, 143 ended by a signal.

Each start counts, as an editor or a hook may check one article at a time. So a command imports what it needs when it
runs, a plain command line is read without typer (`parameters`), which takes as long to be imported as an article to be
checked, and the process ends without taking its memory apart.
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
from typing import TYPE_CHECKING, NoReturn

import newslint
from newslint.cli.parameters import values_of
from newslint.cli.streams import OutputError, complain, mute, open_closed_streams, results
from newslint.errors import NewslintError
from newslint.scale.interruption import SIGNALS, interruption

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
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
_OF_MANY_COMMANDS = frozenset({"baseline"})
_OBJECTS_TO_COLLECT = 150_000
"""So many more than there were: one article, and all that is needed to judge it, is less than that."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; arguments are those of the process unless given.

    Signals that ask it to end are taken meanwhile: what was done by then is reported.
    """
    with interruption.handled():
        code = _ran(sys.argv[1:] if arguments is None else arguments)
    return interruption.code or code


def _ran(arguments: Sequence[str]) -> int:
    try:
        if not _ran_at_once(arguments):
            from newslint.cli.program import program  # noqa: PLC0415 - it imports typer

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
        import traceback  # noqa: PLC0415 - hardly ever needed

        complain(f"newslint itself failed, which is a bug: {error!r}\n{traceback.format_exc()}")
        return 2
    return 0


def _ran_at_once(arguments: Sequence[str]) -> bool:
    """Run the command if its line is a plain one; False if it needs typer: for help, a mistake, a seldom form."""
    name, *words = arguments or [""]
    if name == "--version" and not words:
        with results() as stream:
            stream.write(f"newslint {newslint.__version__}\n")
        return True
    if name not in COMMANDS or name in _OF_MANY_COMMANDS:
        return False
    module, called = COMMANDS[name]
    command = getattr(importlib.import_module(f"newslint.cli.{module}"), called)
    values = values_of(command, words)
    if values is None:
        return False
    command(**values)
    return True


def main() -> NoReturn:
    """Run the command line of this process, and end it; programs call `run`."""
    gc.set_threshold(_OBJECTS_TO_COLLECT)  # modules, rules and patterns are many objects that stay: to look takes long
    lost = open_closed_streams()
    code = run()
    for number in SIGNALS:  # the end is near, and Python would say a lot on its way
        signal.signal(number, signal.SIG_IGN)
    if ready_re := sys.modules.get("newslint.ready_re"):
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
