"""A JSON lines file is one article a line: an object with the fields `text` and `id` (or others, if told), in UTF-8."""

from __future__ import annotations

import codecs
import json
import re
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newslint.document import Document
from newslint.errors import SourceError, did_you_mean
from newslint.sources.article import Unreadable
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.sources.article import Article

_SPACE = re.compile(r"[ \t\n\r]*")
_META_FIELDS = ("title", "url", "outlet", "byline", "date")


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A data set, read line by line: memory does not grow with its length. One broken line does not end it."""

    name: str
    text_field: str
    id_field: str
    language: str
    stream: BinaryIO | None = None

    def articles(self) -> Iterator[Article]:
        """Yield an article, or what is wrong with it, for each line that is not blank.

        Raises SourceError if the file cannot be opened.
        """
        for number, line in self._lines():
            if line.strip():
                yield self._article(number, line)

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the lines, with the text field replaced where the text changed and every other byte as it was."""
        for number, line in self._lines():
            article = self._article(number, line) if line.strip() else None
            after = mended(article) if article else None
            if isinstance(article, Document) and isinstance(after, Document) and after.source != article.source:
                yield self._with_text(line, after.source)
            else:
                yield line

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        try:
            with nullcontext(self.stream) if self.stream else Path(self.name).open("rb") as lines:
                for number, line in enumerate(lines, start=1):
                    if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                        raise SourceError(
                            "is UTF-16, but JSON lines are UTF-8", where=self.name, hint="Convert it to UTF-8."
                        )
                    yield number, line
        except OSError as error:
            raise SourceError(error.strerror or str(error), where=self.name) from error

    def _article(self, number: int, line: bytes) -> Article:
        return replace(self._parsed(number, line), file=self.name, record=number)

    def _parsed(self, number: int, line: bytes) -> Article:
        place = f"{self.name}:{number}"
        try:
            row = json.loads(self._decoded(number, line))
        except UnicodeDecodeError as error:
            return Unreadable(
                place, f"{place}: cannot be decoded as {error.encoding}: {error.reason} at byte {error.start}"
            )
        except ValueError as error:
            return Unreadable(place, f"{place}: is no JSON: {error}")
        except RecursionError:
            return Unreadable(place, f"{place}: is nested too deeply")
        if not isinstance(row, dict):
            return Unreadable(place, f"{place}: is no JSON object with an article in it")
        name = place if row.get(self.id_field) is None else str(row[self.id_field])
        text = row.get(self.text_field)
        if not isinstance(text, str):
            return Unreadable(name, f"{place}: {self._no_text(row)}")
        language = row.get("language")
        meta = {field: row[field] for field in _META_FIELDS if isinstance(row.get(field), str)}
        return Document(text, name, language if isinstance(language, str) and language else self.language, meta)

    def _no_text(self, row: dict[str, Any]) -> str:
        if self.text_field in row:
            return f"the field “{self.text_field}” is no text"
        texts = [field for field, value in row.items() if isinstance(value, str)]
        hint = did_you_mean(self.text_field, texts, what="it has the fields") if texts else "It has no text at all."
        return f"there is no field “{self.text_field}” (name it with --text-field). {hint}"

    def _decoded(self, number: int, line: bytes) -> str:
        text = line.decode()
        return text.removeprefix("\ufeff") if number == 1 else text

    def _with_text(self, line: bytes, text: str) -> bytes:
        source = line.decode()
        place = _value_of(source, self.text_field)
        value = json.dumps(text, ensure_ascii=place.of(source).isascii())
        # A lone surrogate can only be written as the escape that it came from, which is what backslashreplace makes.
        return f"{source[: place.start]}{value}{source[place.end :]}".encode(errors="backslashreplace")


def _value_of(source: str, field: str) -> Span:
    """Return where the value of a field stands in the source of a JSON object that is known to be well-formed."""
    decode = json.JSONDecoder().raw_decode
    at = _after_space(source, source.index("{") + 1)
    found = Span(0, 0)
    while source[at] == '"':
        name, at = decode(source, at)
        start = _after_space(source, _after_space(source, at) + 1)
        at = decode(source, start)[1]
        if name == field:
            found = Span(start, at)  # of a repeated field the last one counts, as it does for json.loads
        at = _after_space(source, at)
        if source[at] == "}":
            break
        at = _after_space(source, at + 1)
    return found


def _after_space(source: str, at: int) -> int:
    match = _SPACE.match(source, at)
    return match.end() if match else at
