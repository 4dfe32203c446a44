"""A plain command line is read as typer would read it, and no other is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import pytest
import typer

from newslint.cli import checking, options
from newslint.cli.parameters import Argument, values_of
from newslint.cli.program import for_typer


def command(  # noqa: PLR0913, PLR0917 - as commands have them
    paths: options.Paths = None,
    select: options.Select = None,
    text_field: options.TextField = "text",
    config: options.ConfigFile = None,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,  # noqa: FBT002 - the same
) -> None:
    """Take one parameter of each kind."""


def one_place(rule: Annotated[str | None, Argument()] = None) -> None:
    """Take one argument."""


def as_typer_reads(command: Callable[..., None], words: list[str]) -> dict[str, object]:
    taken: dict[str, object] = {}

    def called(**values: object) -> None:
        taken.update(values)

    asked = for_typer(command)
    for name in ("__annotations__", "__signature__"):
        setattr(called, name, getattr(asked, name))
    app = typer.Typer(add_completion=False)
    app.command()(called)
    app(words, standalone_mode=False)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in taken.items() if value}


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["a.txt", "-", "b/"],
        ["", "a b"],
        ["--select", "glue", "a.txt", "--select=quote,case", "--no-cache"],
        ["--select", "", "--text-field", "body.text", "--text-field="],
        ["--select=", "a"],
        ["--select==a"],
        ["--text-field", "-"],
        ["--text-field=-x"],
        ["--config", "a/b.toml", "--jobs", "4"],
        ["--config=", "-j", "12"],
        ["--jobs=04"],
    ],
)
def test_a_plain_line_is_read_as_typer_reads_it(words: list[str]) -> None:
    values = values_of(command, words)
    assert values is not None
    defaults = {"text_field": "text"}
    assert {name: value for name, value in (defaults | values).items() if value} == as_typer_reads(command, words)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["-h"],
        ["--"],
        ["--nothing"],
        ["--sel", "glue"],
        ["--select"],
        ["--select", "--no-cache"],
        ["--text-field", "-x"],
        ["--no-cache=1"],
        ["-j4"],
        ["-j=4"],
        ["--jobs", "four"],
        ["--jobs", "0"],
        ["--jobs", "-1"],
        ["--jobs", "\u0663"],
        ["--jobs="],
        ["--jobs", "1" * 5000],
    ],
)
def test_all_else_is_left_to_typer(words: list[str]) -> None:
    assert values_of(command, words) is None


def test_an_argument_that_is_wanted_once() -> None:
    assert values_of(one_place, ["a"]) == {"rule": "a"} == as_typer_reads(one_place, ["a"])
    assert values_of(one_place, ["a", "b"]) is None


def test_the_values_are_those_of_the_types() -> None:
    assert values_of(checking.check, ["a", "--jobs", "2", "--config", "c", "--timings", "--exclude", "*.md"]) == {
        "paths": ["a"],
        "jobs": 2,
        "config": Path("c"),
        "timings": True,
        "exclude": ["*.md"],
    }
