"""Which of many expressions match in a text, told by one pass of an automaton of google-re2 (the extra `fast`)."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Search = Callable[[str], Iterable[int]]
    """Returns the numbers of those that match."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MOST_MEMORY = 1 << 26
"""Bytes; what an automaton learns of texts it forgets when it has so many, and learns anew."""
_MOST_MEMORY_OF_CORES = 1 << 24


def is_installed() -> bool:
    """Whether google-re2 is there."""
    return importlib.util.find_spec("re2") is not None


def of_literals(literals: Sequence[str]) -> Search | None:
    """Return what tells the literals that stand in a text; None if they are too many for one automaton."""
    match = _matching(literals, _MOST_MEMORY, are_literals=True)
    # A lone surrogate, which JSON can carry, has no UTF-8 form of its own.
    return match and (lambda text: match(text.encode(errors="surrogatepass")))


def of_cores(cores: Sequence[str]) -> Search | None:
    """Return what tells the expressions (see `core`) that match in a text; None if they are too many."""
    match = _matching(cores, _MOST_MEMORY_OF_CORES, are_literals=False)
    return match and (lambda text: match(_encoded(text)))


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:  # a class of characters has a lone surrogate if it has U+FFFD: neither is a letter
        return _SURROGATE.sub("\ufffd", text).encode()


def _matching(
    expressions: Sequence[str], most_memory: int, *, are_literals: bool
) -> Callable[[bytes], Iterable[int]] | None:
    import re2  # noqa: PLC0415 - optional

    if not expressions:
        return lambda _text: ()
    options = re2.Options()
    options.literal = are_literals
    options.log_errors = False
    options.max_mem = most_memory
    patterns = re2.Set.SearchSet(options)
    for expression in expressions:
        patterns.Add(expression.encode())
    try:
        patterns.Compile()
    except re2.error:
        return None
    return lambda text: patterns.Match(text) or ()
