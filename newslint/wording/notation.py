"""The notation of wordings, taken apart: see the package for what it means."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<verb>\{[a-z]+\})|(?P<slot>\((?P<choices>[^()]*)\)(?P<optional>\?)?)|(?P<kind><\w+>)|(?P<gap>…)"
    r"|(?P<context>\[!|[\[\]])|(?P<blank> )|(?P<mark>['’])|(?P<text>[^{}()<>…\[\] '’]+)"
)
_BRACKETS = re.compile(r"(?:\[[^\[\]]*\])?[^\[\]]+(?:\[[^\[\]]*\])?")

Token = re.Match[str]
"""One of its groups says which kind it is."""


@functools.cache
def tokens(found: str) -> tuple[Token, ...]:
    """Return the tokens of what a wording finds; raise ValueError if it is none."""
    read = tuple(_TOKEN.finditer(found))
    if sum(len(token[0]) for token in read) != len(found) or not _BRACKETS.fullmatch(found):
        msg = f"“{found}” is no wording: see newslint/wording for what brackets and braces mean"
        raise ValueError(msg)
    return read


def with_place(found: str) -> Iterator[tuple[Token, bool]]:
    """Yield each token, and whether it stands beside the place, in square brackets."""
    is_beside = False
    for token in tokens(found):
        is_beside = token["context"] != "]" if token["context"] else is_beside
        yield token, is_beside
