"""Values of options that are plain text already, taken as they are, and numbers and paths made of it.

Typer has pydantic turn every value into the type of its parameter, also the text that it was given into text, and None
into None. Pydantic takes longer to be imported than an article to be checked, so it is asked only for what is none of
these, and for what may be wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = (str, list[str], bool)
_MOST_DIGITS = 9


class _Values:
    """Stands in for what typer makes of a parameter to convert its values, and makes that when it is needed."""

    def __init__(self, make: Callable[[], Any], kind: Any) -> None:  # noqa: ANN401 - of a private class of typer
        self._make, self._kind = make, kind

    def __call__(self) -> _Values:
        """Return what converts the values."""
        return self

    def coerce(self, value: object, param: Any, ctx: object) -> object:  # noqa: ANN401 - of a private module of typer
        """Return a value of the command line as the function of the command takes it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        kind = self._kind.annotation
        if kind in _PLAIN:
            return value
        if kind is Path and isinstance(value, str):
            return Path(value)
        if kind is int and isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _MOST_DIGITS:
            least, most = (getattr(self._kind.parameter_info, end, None) for end in ("min", "max"))
            if (least or 0) <= int(value) and (most is None or int(value) <= most):
                return int(value)
        return self._make().coerce(value, param=param, ctx=ctx)


def take_as_they_are(command: Any) -> None:  # noqa: ANN401 - what `typer.main.get_command` returns
    """Let a command, and those below it, take plain values as they are; nothing changes with another typer."""
    listed = command.get_params  # --help is not among `params`, but made when it is asked for
    command.get_params = lambda context: [_taken_plainly(parameter) for parameter in listed(context)]
    for below in getattr(command, "commands", {}).values():
        take_as_they_are(below)


def _taken_plainly(parameter: Any) -> Any:  # noqa: ANN401 - of a private class of typer
    make, kind = (getattr(parameter, name, None) for name in ("get_runtime_param", "type_descriptor"))
    if make and kind and not isinstance(make, _Values):
        parameter.get_runtime_param = _Values(make, kind)
    return parameter
