"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newslint.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files and folders; - is standard input.  [default: .]", show_default=False),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Run only these rules or families (commas, or repeated)."),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE", help="Leave these rules or families out.")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help="Exit with 1 from here on: error, warning, note or never.  [default: error]",
    ),
]
OutputFormat = Annotated[str, typer.Option("--output-format", metavar="FORMAT", help="text, concise, json or jsonl.")]
TextField = Annotated[
    str, typer.Option("--text-field", metavar="FIELD", help="The field of a .jsonl file that holds the text.")
]
IdField = Annotated[
    str, typer.Option("--id-field", metavar="FIELD", help="The field of a .jsonl file that names the article.")
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="The language of articles that do not tell theirs.  [default: en]"),
]
FileEncoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="How text files are encoded (.jsonl is always UTF-8).  [default: their byte order mark, or UTF-8]",
    ),
]
StdinFilename = Annotated[
    str,
    typer.Option(
        "--stdin-filename", metavar="NAME", help="What standard input is called; the ending tells its format."
    ),
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", readable=False, help="Use this configuration and no other.")
]


def names(values: list[str] | None) -> tuple[str, ...] | None:
    """Return the names of a repeated option, each of which may hold several behind commas; None if it was not given.

    Raises ConfigError if it was given without a name, as by a variable that is not set.
    """
    if not values:
        return None
    found = tuple(name for value in values for name in value.replace(",", " ").split())
    if not found:
        raise ConfigError(
            "--select and --ignore need the name of a rule or family", hint="`newslint rules` lists them all."
        )
    return found


def choice(value: str, choices: Collection[str], option: str) -> str:
    """Return the value; raise ConfigError if it is none of the choices."""
    if value not in choices:
        raise ConfigError(f"{option}: “{value}” is not possible", hint=did_you_mean(value, choices, what="possible"))
    return value
