"""JSON as it is written: where in the source a value stands, so that it can be replaced and nothing else."""

from __future__ import annotations

import codecs
import json
import re
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from newslint.sources.fields import index
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # that of UTF-32-LE begins with the first
_WIDE = re.compile(rb"\0[^\0]\0[^\0]|[^\0]\0[^\0]\0|\0\0\0[^\0]|[^\0]\0\0\0")
_SPACE = re.compile(r"[ \t\n\r]*")
_LONGEST_NUMBER = 4000


def _whole_number(digits: str) -> int | str:
    """Return a number; one with more digits than Python reads, which is no fault of the article, as it is written."""
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


DECODER = json.JSONDecoder(parse_int=_whole_number)


def is_wide(data: bytes) -> bool:
    """Whether a file that begins so is UTF-16 or UTF-32, with a mark or without: JSON begins with ASCII."""
    return data.startswith(_MARKS) or bool(_WIDE.match(data))


def after_space(source: str, at: int) -> int:
    """Return where the white space of JSON ends that begins at a place, if any does."""
    match = _SPACE.match(source, at)
    return match.end() if match else at


def members(source: str, at: int) -> Iterator[tuple[str, Span]]:
    """Yield the name and the place of each value of the object that begins at a place; raise JSONDecodeError."""
    at = after_space(source, at + 1)
    while source[at : at + 1] == '"':
        name, at = DECODER.raw_decode(source, at)
        at = after_space(source, at)
        if source[at : at + 1] != ":":
            raise JSONDecodeError("Expecting ':' delimiter", source, at)
        start = after_space(source, at + 1)
        at = DECODER.raw_decode(source, start)[1]
        yield name, Span(start, at)
        at = after_space(source, at)
        if source[at : at + 1] != ",":
            break
        at = after_space(source, at + 1)
    if source[at : at + 1] != "}":
        raise JSONDecodeError("Expecting ',' delimiter or '}'", source, at)


def elements(source: str, at: int) -> Generator[tuple[Any, Span], None, int]:
    """Yield each value of the array that begins at a place, with its own place; return where the array ends.

    Raises JSONDecodeError.
    """
    at = after_space(source, at + 1)
    if source[at : at + 1] == "]":
        return at + 1
    while True:
        value, end = DECODER.raw_decode(source, at)
        yield value, Span(at, end)
        at = after_space(source, end)
        if source[at : at + 1] == "]":
            return at + 1
        if source[at : at + 1] != ",":
            raise JSONDecodeError("Expecting ',' delimiter", source, at)
        at = after_space(source, at + 1)


def place_of(source: str, at: int, steps: tuple[str, ...]) -> Span | None:
    """Return where the value stands to which steps lead from the one at `at`; None if they lead nowhere.

    Each step reads the value once, so that the work grows with the source and not faster.
    """
    start = after_space(source, at)
    place = None if steps else Span(start, DECODER.raw_decode(source, start)[1])
    for step in steps:
        place = _member(source, start, step)
        if place is None:
            return None
        start = place.start
    return place


def _member(source: str, at: int, step: str) -> Span | None:
    place = None
    if source[at : at + 1] == "{":
        for name, value in members(source, at):
            if name == step:
                place = value  # of a repeated field the last one counts, as it does for json.loads
    elif source[at : at + 1] == "[" and (wanted := index(step)) is not None:
        for number, (_, value) in enumerate(elements(source, at)):
            if number == wanted:
                return value
    return place


def written(text: str, old: str) -> bytes:
    """Return a text as JSON, its letters written the way they are in what it replaces.

    A lone surrogate can only be written as the escape that it came from, which is what backslashreplace makes.
    """
    return json.dumps(text, ensure_ascii=old.isascii()).encode(errors="backslashreplace")
