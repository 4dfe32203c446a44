"""A JSON lines file is one article a line: an object with the fields `text` and `id` (or others, if told), in UTF-8."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newslint.errors import SourceError
from newslint.sources import json_text
from newslint.sources.article import Unreadable, mended_source
from newslint.sources.fields import Fields, path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.sources.article import Article

LONGEST = 1 << 26
"""Bytes of a line: what is longer is no article, and memory is not for the taking."""


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A data set, read line by line: memory does not grow with its length. One broken line does not end it."""

    name: str
    fields: Fields
    stream: BinaryIO | None = None

    def articles(self) -> Iterator[Article]:
        """Yield an article, or what is wrong with it, for each line that is not blank.

        Raises SourceError if the file cannot be opened.
        """
        for number, line, is_start in self._lines():
            if is_start and line.strip():
                yield self._article(number, line)

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the lines, with the text field replaced where the text changed and every other byte as it was."""
        for number, line, is_start in self._lines():
            article = self._article(number, line) if is_start and line.strip() else None
            after = mended_source(article, mended(article)) if article else None
            yield line if after is None else self._with_text(line, after)

    def _lines(self) -> Iterator[tuple[int, bytes, bool]]:
        """Yield each line with its number; of one that is too long its parts, and whether they begin the line."""
        number, is_start = 1, True
        try:
            with nullcontext(self.stream) if self.stream else Path(self.name).open("rb") as lines:
                while line := lines.readline(LONGEST):
                    if number == 1 and is_start and json_text.is_wide(line):
                        problem = "is UTF-16 or UTF-32, but JSON lines are UTF-8"
                        raise SourceError(problem, where=self.name, hint="Convert it to UTF-8.")
                    yield number, line, is_start
                    is_start = line.endswith(b"\n")
                    number += is_start
        except OSError as error:
            raise SourceError(error.strerror or str(error), where=self.name) from error

    def _article(self, number: int, line: bytes) -> Article:
        place = f"{self.name}:{number}"
        if len(line) == LONGEST and not line.endswith(b"\n"):
            return self._unread(number, f"is longer than {LONGEST:,} bytes, which is no article")
        try:
            row = json_text.DECODER.decode(self._decoded(number, line))
        except UnicodeDecodeError as error:
            return self._unread(number, f"cannot be decoded as {error.encoding}: {error.reason} at byte {error.start}")
        except ValueError as error:
            return self._unread(number, f"is no JSON: {error}")
        except RecursionError:
            return self._unread(number, "is nested too deeply")
        if not isinstance(row, dict):
            return self._unread(number, "is no JSON object with an article in it")
        return self.fields.article(row, place, file=self.name, record=number)

    def _unread(self, number: int, problem: str) -> Unreadable:
        place = f"{self.name}:{number}"
        return Unreadable(place, f"{place}: {problem}", self.name, number)

    def _decoded(self, number: int, line: bytes) -> str:
        text = line.decode()
        text = text.removeprefix("\ufeff") if number == 1 else text
        if text.startswith("\ufeff"):
            raise ValueError("Unexpected UTF-8 BOM (decode using utf-8-sig)")
        return text

    def _with_text(self, line: bytes, text: str) -> bytes:
        source = line.decode()
        start = source.index("{")
        field = self.fields.text
        literal = json_text.place_of(source, start, (field,))
        place = literal or json_text.place_of(source, start, path(None, field))
        if place is None:  # it was read a moment ago
            raise SourceError(f"has no field “{field}” any more", where=self.name)
        value = json_text.written(text, place.of(source))
        return source[: place.start].encode() + value + source[place.end :].encode()
