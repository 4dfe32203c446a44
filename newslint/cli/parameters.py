"""What a command takes: declared without typer, and read without it where a command line is plain.

To import typer and to have it build a program takes longer than to check an article. So commands declare their
parameters here, in the words of `typer.Option` and `typer.Argument`, of which `program` makes those. Where each word of
a command line is an argument, an option by its whole name, or the value of one, it is read here, as typer would read
it; all else is left to typer: help, mistakes, values that begin with a dash, numbers that are none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST_DIGITS = 9


class _Parameter:
    """What a command takes under one name."""

    def __init__(self, *names: str, **settings: Any) -> None:  # noqa: ANN401 - what typer takes
        """Take the names on the command line, and what else typer is told."""
        self.names, self.settings = names, settings


class Option(_Parameter):
    """What is given by a name: `--select RULE`."""


class Argument(_Parameter):
    """What is given by its place."""


_MADE_BY: dict[Any, Callable[[str], object]] = {
    str: str,
    str | None: str,
    list[str] | None: str,
    Path | None: Path,
    list[Path] | None: Path,
    int: int,
    int | None: int,
}
"""The kinds of plain values, and what makes one of a word."""
_SEVERAL = (list[str] | None, list[Path] | None)


def values_of(command: Callable[..., None], words: Sequence[str]) -> dict[str, Any] | None:
    """Return what the words of a command line give to the function of a command; None if they are not plain."""
    declared = {name: get_args(hint) for name, hint in get_type_hints(command, include_extras=True).items()}
    declared.pop("return")
    by_option = {option: name for name, (_, parameter) in declared.items() for option in parameter.names}
    place = next((name for name, (_, parameter) in declared.items() if isinstance(parameter, Argument)), None)
    values: dict[str, Any] = {}
    left = iter(words)
    for word in left:
        name, given = place, word
        if _looks_like_an_option(word):
            option, equals, given = word.partition("=")
            name = None if equals and not option.startswith("--") else by_option.get(option)
            if name is not None and declared[name][0] is bool and not equals:
                values[name] = True
                continue
            if not equals and _looks_like_an_option(given := next(left, "--")):
                return None
        if name is None or not _is_plain(given, *declared[name]):
            return None
        kind, _ = declared[name]
        value = _MADE_BY[kind](given)
        if kind in _SEVERAL:
            values.setdefault(name, []).append(value)
        elif name == place and name in values:
            return None
        else:
            values[name] = value
    return values


def _looks_like_an_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _is_plain(word: str, kind: object, parameter: _Parameter) -> bool:
    """Whether it is plain what a word of this kind means."""
    if _MADE_BY.get(kind) is not int:
        return kind in _MADE_BY
    if not (word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS):
        return False
    least, most = (parameter.settings.get(end) for end in ("min", "max"))
    return (least is None or least <= int(word)) and (most is None or int(word) <= most)
