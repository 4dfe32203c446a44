"""The program as typer has it: help, mistakes, and each form of a command line that is not plain (`parameters`)."""

from __future__ import annotations

import functools
import importlib
import inspect
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

import typer

import newslint
from newslint.cli import COMMANDS
from newslint.cli.parameters import Argument
from newslint.cli.plain_values import take_as_they_are

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


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


def program(arguments: Sequence[str]) -> None:
    """Run the command that the arguments name; raise SystemExit with its exit code."""
    made = typer.main.get_command(_app(arguments))
    take_as_they_are(made)
    made(arguments)


def _app(arguments: Sequence[str]) -> typer.Typer:
    """Return the program with the command that the first argument names; with all of them if it names none."""
    app = typer.Typer(
        callback=newslint_,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    first = arguments[0] if arguments else ""
    for name in [first] if first in COMMANDS else COMMANDS:
        module, called = COMMANDS[name]
        command = getattr(importlib.import_module(f"newslint.cli.{module}"), called)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(for_typer(command))
    return app


def for_typer(command: Callable[..., None]) -> Callable[..., None]:
    """Return the function of a command with parameters that typer understands."""
    hints = get_type_hints(command, include_extras=True)
    made = {name: _hint(hint) for name, hint in hints.items()}

    @functools.wraps(command)
    def called(**values: object) -> None:
        command(**values)

    signature = inspect.signature(command)
    taken = [one.replace(annotation=made[name]) for name, one in signature.parameters.items()]
    called.__annotations__ = made
    called.__signature__ = signature.replace(parameters=taken)  # type: ignore[attr-defined]
    return called


def _hint(hint: Any) -> Any:  # noqa: ANN401 - any type
    if not get_args(hint):
        return hint  # of what a command returns
    kind, parameter = get_args(hint)
    make = typer.Argument if isinstance(parameter, Argument) else typer.Option
    return Annotated[kind, make(*parameter.names, **parameter.settings)]
