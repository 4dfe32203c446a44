"""The standard library's `re` for a module's own patterns: each is made at first use, and kept for the next start.

`from newslint import ready_re as re` makes a module's patterns such ones. newslint has a thousand, an article needs two
hundred, and to make those takes longer than to judge it. A pattern that holds anything of an article must not be one of
them: use `re` itself.

What is kept of a pattern is what it was compiled to: numbers, which hold for this very Python and this `regex`. A file
of any other is as good as none (see `kept`), and so is what turns out to be of no use: then the pattern is made.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import contextlib
import functools
import marshal
import re
import sys
from pathlib import Path
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import TYPE_CHECKING, Any, cast

import regex

from newslint import kept

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Key = tuple[str, int, bool]
    """A source, its flags, and whether it is one for `regex`."""

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "compile_now",
    "compile_regex",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "keep",
    "match",
    "search",
    "split",
    "sub",
]

_MOST = 5000
"""Patterns in a file: those of several versions of newslint. If there are more, those that nobody asked for go."""
made_here: dict[Key, Pattern[str] | regex.Pattern[str]] = {}
"""What this process had to make."""
asked_for: dict[Key, Any] = {}
"""What it took from the file."""


def compile(source: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - it stands for that of `re`
    """Return a pattern; one that is not kept is made when it is used, and tells only then that it is broken."""
    return _ready(source, flags) or cast("Pattern[str]", Later(source, flags))


def compile_now(source: str, flags: int = 0) -> Pattern[str]:
    """Return a pattern; raise `error` if it is broken."""
    return _ready(source, flags) or _new(source, flags)


def compile_regex(
    source: str, flags: int = 0, lists: Mapping[str, Collection[str]] | None = None
) -> regex.Pattern[str]:
    """Return a pattern of `regex` with its lists of words; raise `regex.error` if it is broken."""
    key, named = (source, int(flags), True), {name: frozenset(words) for name, words in (lists or {}).items()}
    made = restored(key, named)
    if made is None:
        made = made_here[key] = regex.compile(source, flags, **cast("Any", named))
    return cast("regex.Pattern[str]", made)


class Later:
    """Stands for a pattern that is made when it is used."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what a pattern has
        if name.startswith("_"):  # what is asked of a copy before it has anything
            raise AttributeError(name)
        found = getattr(_new(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def keep() -> None:
    """Keep for the next start the patterns that this process had to make; it asks for it when all else is done."""
    new = {key: content for key, pattern in [*made_here.items()] if (content := compiled_to(key, pattern))}
    if new and (file := _file()) and kept.can_be_written(file):
        before = kept_before()
        old = asked_for if len(before) + len(new) > _MOST else before
        kept.write_pieces(file, holds_for(), {key: piece for key in old if (piece := before.get(key))} | new)
    made_here.clear()


def _ready(source: str, flags: int) -> Pattern[str] | None:
    return cast("Pattern[str] | None", restored((source, int(flags), False)))


def _new(source: str, flags: int) -> Pattern[str]:
    key = source, int(flags), False
    if key not in made_here:
        made_here[key] = re.compile(source, flags)
    return cast("Pattern[str]", made_here[key])


@functools.cache
def kept_before() -> Mapping[Key, bytes]:
    """Return what is kept of patterns: thousands if newslint has seen many articles, and few are asked for."""
    file = _file()
    return kept.read_pieces(file, holds_for()) if file else {}


def restored(key: Key, named: Mapping[str, Collection[str]] | None = None) -> Any:  # noqa: ANN401 - of `re` or `regex`
    """Return the pattern that is kept under a key, with just these lists of words; None if there is none."""
    if key not in asked_for and (content := kept_before().get(key)):
        asked_for[key] = _made_of(content, key)
    found = asked_for.get(key)
    return found if found and (named is None or found.named_lists == named) else None


def _made_of(content: bytes, key: Key) -> Any:  # noqa: ANN401 - the same
    _, _, is_regex = key
    try:
        arguments = marshal.loads(content)  # noqa: S302 - from a file that nobody else can write
        if is_regex:
            return regex._regex.compile(*arguments)  # type: ignore[attr-defined] # noqa: SLF001
        return _sre.compile(*arguments)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the pattern can be made
        return None


def compiled_to(key: Key, pattern: Any) -> bytes | None:  # noqa: ANN401 - of `re` or `regex`
    """Return what a pattern can be made of again, without a look at its source; None if there is no such thing."""
    source, flags, is_regex = key
    try:
        if is_regex:
            return marshal.dumps(pattern._pickled_data)  # noqa: SLF001
        parsed = re._parser.parse(source, flags)  # type: ignore[attr-defined] # noqa: SLF001
        code = [int(number) for number in re._compiler._code(parsed, flags)]  # type: ignore[attr-defined] # noqa: SLF001
        names = parsed.state.groupdict
        by_number = dict.fromkeys(range(pattern.groups + 1)) | {number: name for name, number in names.items()}
        arguments = (source, pattern.flags, code, pattern.groups, names, tuple(by_number.values()))
        return marshal.dumps(arguments) if _sre.compile(*arguments) == pattern else None
    except Exception:  # noqa: BLE001 - another Python may make its patterns of other things
        return None


def _file() -> Path | None:
    return kept.place(f"patterns-{sys.implementation.cache_tag}.kept")


def holds_for() -> str:
    """Return what says for whom the numbers hold."""
    versions = sys.version, sys.platform, sys.byteorder, _sre.MAGIC, _sre.CODESIZE, regex.__version__
    return kept.key_of([(repr((versions, _built())), b"")])


def _built() -> list[tuple[int, int]]:
    """Return what changes with each build of `regex`: it believes numbers that it once made, whatever they are."""
    found = []
    for module in (regex._regex, regex._regex_core):  # noqa: SLF001
        with contextlib.suppress(OSError, AttributeError, TypeError):  # inside an archive or a program
            status = Path(cast("str", module.__file__)).stat()
            found.append((status.st_size, status.st_mtime_ns))
    return found
