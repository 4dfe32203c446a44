"""Values of options that are plain text already, taken as they are.

Typer has pydantic turn every value into the type of its parameter, also the text that it was given into text, and None
into None. Pydantic takes longer to be imported than an article to be checked, so it is asked only for what is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = (str, list[str], bool)


class _Values:
    """Stands in for what typer makes of a parameter to convert its values, and makes that when it is needed."""

    def __init__(self, make: Callable[[], Any], *, is_plain: bool) -> None:
        self._make, self._is_plain = make, is_plain

    def __call__(self) -> _Values:
        """Return what converts the values."""
        return self

    def coerce(self, value: object, param: Any, ctx: object) -> object:  # noqa: ANN401 - of a private module of typer
        """Return a value of the command line as the function of the command takes it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        return value if self._is_plain else self._make().coerce(value, param=param, ctx=ctx)


def take_as_they_are(command: Any) -> None:  # noqa: ANN401 - what `typer.main.get_command` returns
    """Let a command, and those below it, take plain values as they are; nothing changes with another typer."""
    listed = command.get_params  # --help is not among `params`, but made when it is asked for
    command.get_params = lambda context: [_taken_plainly(parameter) for parameter in listed(context)]
    for below in getattr(command, "commands", {}).values():
        take_as_they_are(below)


def _taken_plainly(parameter: Any) -> Any:  # noqa: ANN401 - of a private class of typer
    make, kind = (getattr(parameter, name, None) for name in ("get_runtime_param", "type_descriptor"))
    if make and kind and not isinstance(make, _Values):
        parameter.get_runtime_param = _Values(make, is_plain=kind.annotation in _PLAIN)
    return parameter
