"""The options that commands share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newslint.cli.job import STDIN
from newslint.cli.outputs import OPTION
from newslint.cli.workspace import NO_BACKEND, Overrides
from newslint.config import FAIL_ON
from newslint.errors import ConfigError, SourceError, did_you_mean
from newslint.kept import default_folder
from newslint.report import FORMATS
from newslint.rule_file.keys import BACKENDS
from newslint.sources import ReadingOptions
from newslint.sources.decoding import known_encoding, listed_names
from newslint.sources.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Collection

    from newslint.scale.cache import Cache

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
        help="Exit with 1 if a finding is this grave or graver: error, warning, note or never.  [default: error]",
    ),
]
OutputFormat = Annotated[
    list[str] | None,
    typer.Option(
        OPTION,
        metavar="FORMAT[:PATH]",
        help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}; with a path to that file. May be repeated.  [default: text]",
    ),
]
TextField = Annotated[
    str,
    typer.Option(
        "--text-field",
        metavar="FIELD",
        help="The field or column of a data set that holds the text; body.text is a path.",
    ),
]
IdField = Annotated[
    str, typer.Option("--id-field", metavar="FIELD", help="The field or column that names the article.")
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
        help="How text files and tables are encoded (JSON is always UTF-8).  [default: their byte order mark, what an "
        "HTML page says, or UTF-8; where that cannot be, a guess with a warning]",
    ),
]
Selector = Annotated[
    str | None,
    typer.Option(
        "--selector",
        metavar="ELEMENT",
        help="What of an HTML page is text: article, #story, .body or div.story.  [default: all that a browser shows]",
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
Backend = Annotated[
    str | None,
    typer.Option(
        "--backend",
        metavar="NAME",
        help="Ask another program too: languagetool (as the configuration has it, else a server that newslint starts), "
        "languagetool=URL (a running server) or none.",
    ),
]
RequireBackend = Annotated[
    bool,
    typer.Option("--require-backend", help="Exit with 2 if a backend did not judge every article, or none is on."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that check.  [default: one for each processor]"),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Leave out the findings in this file, which `newslint baseline` makes.  [default: that of newslint.toml]",
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="PATTERN", help="Leave out what matches, as in a .gitignore, when folders are searched."
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        "--files-from",
        metavar="FILE",
        help="Check the files that FILE names too, one a line or parted by NUL; - is standard input.",
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Check all anew, also what an earlier run checked, and remember nothing.")
]
Timings = Annotated[
    bool, typer.Option("--timings", help="Tell on standard error what each rule cost; nothing is taken from the cache.")
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


def overrides(
    *,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    fail_on: str | None = None,
    language: str | None = None,
    config: Path | None = None,
    baseline: Path | None = None,
    backend: str | None = None,
    require_backend: bool = False,
) -> Overrides:
    """Return what a command says against the configuration; raise ConfigError for what is not possible."""
    choice(fail_on or "error", FAIL_ON, "--fail-on")
    if language is not None and not language.strip():
        raise ConfigError("--language needs a code", hint="For example: --language en")
    return Overrides(
        names(select),
        names(ignore),
        fail_on,
        language,
        config,
        backend=backend_name(backend),
        require_backend=require_backend,
        baseline=baseline,
    )


def backend_name(said: str | None) -> str | None:
    """Return what --backend says; raise ConfigError if it names none."""
    if said is not None:
        choice(said.partition("=")[0], (*BACKENDS, NO_BACKEND), "--backend")
    return said


def reading(text_field: str, id_field: str, encoding: str | None, selector: str | None) -> ReadingOptions:
    """Return how a command reads its inputs; raise ConfigError for an unknown encoding or a selector without sense."""
    if selector is not None:
        from newslint.sources.html.selector import read_selector  # noqa: PLC0415 - seldom asked for

        read_selector(selector)
    known = None if encoding is None else known_encoding(encoding)
    return ReadingOptions(text_field, id_field, encoding=known, selector=selector or "")


def inputs(paths: list[str] | None, files_from: str | None, stdin_filename: str = STDIN) -> list[str]:
    """Return what a command shall read: what is named, here or in a file; the working directory if nothing names any.

    Raises SourceError if that file cannot be read, and ConfigError if standard input is named though it is read for
    the list, or has a name and is not read.
    """
    named = list(paths or (["."] if files_from is None else []))
    if files_from == STDIN and STDIN in named:
        raise ConfigError("standard input (-) is both an article and --files-from")
    if files_from is not None:
        named += _listed(files_from)
    if stdin_filename != STDIN and STDIN not in named:
        hint = "Name it: newslint check - --stdin-filename page.html"
        raise ConfigError("--stdin-filename is given, but standard input (-) is not named", hint=hint)
    return named


def _listed(files_from: str) -> list[str]:
    if files_from != STDIN:
        data = read_bytes(Path(files_from))
    elif sys.stdin is None:
        raise SourceError("standard input is closed", where="--files-from -")
    else:
        data = sys.stdin.buffer.read()
    names = listed_names(data)
    return [os.fsdecode(name if b"\0" in data else _unquoted(name)) for name in names]


def _unquoted(name: bytes) -> bytes:
    """Return a name without the quotation marks that Git writes around one with line ends or accents."""
    if len(name) < len('""') or not (name.startswith(b'"') and name.endswith(b'"')) or os.path.lexists(name):
        return name
    try:
        return name[1:-1].decode("unicode_escape").encode("latin-1")
    except UnicodeError:
        return name


def processes(jobs: int | None) -> int:
    """Return how many processes shall check: as many as are told, or as there are processors to use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cache() -> Cache | None:
    """Return what was found in earlier runs; None for a user without a home, as in some containers."""
    from newslint.scale.cache import Cache  # noqa: PLC0415 - sqlite3 is wanted only here

    try:
        return Cache(default_folder())
    except RuntimeError:
        return None
