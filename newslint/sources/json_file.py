"""A JSON file is one article (an object), or several: an array of objects, or one that stands within an object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from newslint.errors import SourceError
from newslint.sources import json_text
from newslint.sources.article import Unreadable, mended_source
from newslint.sources.fields import EACH, Fields, found, path
from newslint.sources.files import read_bytes
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from newslint.sources.article import Article

_BROKEN = re.compile("[\udc80-\udcff]")
"""What `surrogateescape` makes of bytes that are no UTF-8."""


class _Record(NamedTuple):
    """A value of the file that should be an article."""

    value: Any
    place: Span
    name: str
    """The path to it; empty if it is all of the file."""
    line: int


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A file or stream of JSON. A field `articles.*.body` means the field `body` of each member of an array."""

    name: str
    fields: Fields
    """Of a record, without the path to the records."""
    records: tuple[str, ...] = ()
    """The path to the records; none: those of the array that the file is, or the one object."""
    stream: BinaryIO | None = None

    @classmethod
    def of(cls, name: str, fields: Fields, stream: BinaryIO | None) -> JsonFile:
        """Return the source for fields as a user names them."""
        steps = fields.text.split(".")
        if EACH not in steps:
            return cls(name, fields, (), stream)
        last = len(steps) - steps[::-1].index(EACH)
        text = ".".join(steps[last:])
        return cls(name, Fields(text, fields.id, fields.language), tuple(steps[:last]), stream)

    def articles(self) -> Iterator[Article]:
        """Yield an article, or what is wrong with it, for each record; raise SourceError if the file is no JSON."""
        source = self._source()
        for record in self._records(source):
            yield self._article(source, record)

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the file with the values replaced whose text changed, and every other byte as it was.

        Nothing is yielded before all of it is known to be JSON: half a file is none.
        """
        source = self._source()
        chunks: list[bytes] = []
        at = 0
        for record in self._records(source):
            article = self._article(source, record)
            after = mended_source(article, mended(article))
            if after is None:
                continue
            place = json_text.place_of(source, record.place.start, path(record.value, self.fields.text))
            if place is None:  # it was read a moment ago
                raise SourceError(f"has no field “{self.fields.text}” any more", where=self.name)
            chunks += [source[at : place.start].encode(errors="surrogateescape")]
            chunks += [json_text.written(after, place.of(source))]
            at = place.end
        yield from chunks
        yield source[at:].encode(errors="surrogateescape")

    def _source(self) -> str:
        data = self.stream.read() if self.stream else read_bytes(Path(self.name))
        if json_text.is_wide(data):
            raise SourceError("is UTF-16 or UTF-32, but JSON is UTF-8", where=self.name, hint="Convert it to UTF-8.")
        return data.decode(errors="surrogateescape")

    def _records(self, source: str) -> Iterator[_Record]:
        try:
            yield from self._found(source)
        except JSONDecodeError as error:
            hint = "It may be JSON lines, one object a line: then its name must end in .jsonl." if error.pos else ""
            hint = hint if error.msg == "Extra data" else ""
            raise SourceError(f"is no JSON: {error}", where=self.name, hint=hint) from error
        except RecursionError as error:
            raise SourceError("is nested too deeply", where=self.name) from error

    def _found(self, source: str) -> Iterator[_Record]:
        start = json_text.after_space(source, 1 if source.startswith("\ufeff") else 0)
        if source[start : start + 1] == "[" and not self.records:
            self._at_end(source, (yield from _Lines(source).records(start, (EACH,))))
            return
        value, end = json_text.DECODER.raw_decode(source, start)
        self._at_end(source, end)
        if self.records:
            number = 0
            for number, record in enumerate(_Lines(source).records(start, self.records), start=1):  # noqa: B007 - counted
                yield record
            if not number:
                raise SourceError(self._no_records(value), where=self.name)
        elif isinstance(value, dict):
            yield _Record(value, Span(start, end), "", source.count("\n", 0, start) + 1)
        else:
            raise SourceError("is no JSON object with an article in it, and no array of them", where=self.name)

    def _no_records(self, value: object) -> str:
        before = self.records[: self.records.index(EACH)]
        where = ".".join(before)
        what = f"“{where}”" if where else "the file"
        if isinstance(found(value, before), list):
            return f"the array {what} has no article in it"
        names = ", ".join(str(name) for name in value) if isinstance(value, dict) else "no fields"
        return f"{what} is no array (see --text-field). The file has: {names}"

    @staticmethod
    def _at_end(source: str, at: int) -> None:
        at = json_text.after_space(source, at)
        if at < len(source):
            raise JSONDecodeError("Extra data", source, at)

    def _article(self, source: str, record: _Record) -> Article:
        name = f"{self.name}#{record.name}" if record.name else self.name
        place = f"{name} (line {record.line})" if record.name else name
        if _BROKEN.search(source, *record.place):
            problem = "cannot be decoded as utf-8"
        elif not isinstance(record.value, dict):
            problem = "is no JSON object with an article in it"
        else:
            return self.fields.article(record.value, place, file=self.name, record=record.line, name=name)
        return Unreadable(name, f"{place}: {problem}", self.name, record.line)


class _Lines:
    """Finds records, and counts lines on the way."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at, self._line = 0, 1

    def records(self, start: int, steps: tuple[str, ...], name: str = "") -> Generator[_Record, None, int]:
        """Yield what the steps lead to from the value at `start`; return where that ends if it is an array."""
        before = steps[: steps.index(EACH)]
        array = json_text.place_of(self._source, start, before) if before else Span(start, start)
        if array is None or self._source[array.start : array.start + 1] != "[":
            return start
        name = ".".join(filter(None, (name, *before)))
        rest = steps[len(before) + 1 :]
        values = json_text.elements(self._source, array.start)
        number = 0
        while True:
            try:
                value, place = next(values)
            except StopIteration as stop:
                end: int = stop.value
                return end
            path_to = f"{name}.{number}" if name else str(number)
            if rest:
                yield from self.records(place.start, rest, path_to)
            else:
                yield _Record(value, place, path_to, self._counted(place.start))
            number += 1

    def _counted(self, at: int) -> int:
        self._line += self._source.count("\n", self._at, at)
        self._at = at
        return self._line
