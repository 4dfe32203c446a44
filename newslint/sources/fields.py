"""The fields of a record: which of them is the text, which names the article, and what else is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslint.document import Document
from newslint.errors import did_you_mean
from newslint.sources.article import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.sources.article import Article

META = ("title", "url", "outlet", "byline", "date")
EACH = "*"
"""In a path: each member of an array."""
_DEEPEST = 4
_NAMED = 24


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a record are read. A name with dots is a path, unless there is a field of just that name."""

    text: str
    id: str
    language: str
    """The language of articles that do not tell theirs."""

    def article(self, row: Mapping[str, Any], place: str, *, file: str, record: int, name: str = "") -> Article:
        """Return the article of a record, or what is wrong with it; `name` is for one without an id of its own."""
        named = found(row, path(row, self.id))
        name = (name or place) if named is None else str(named)
        text = found(row, path(row, self.text))
        if not isinstance(text, str):
            return Unreadable(name, f"{place}: {self._no_text(row)}", file, record)
        language = row.get("language")
        meta = {field: row[field] for field in META if isinstance(row.get(field), str)}
        tongue = language if isinstance(language, str) and language else self.language
        return Document(text, name, tongue, meta, file=file, record=record)

    def _no_text(self, row: Mapping[str, Any]) -> str:
        if self.text in row or found(row, path(row, self.text), absent=self) is not self:
            return f"the field “{self.text}” is no text"
        texts = dict.fromkeys(name for name, _ in zip(_texts(row), range(_NAMED), strict=False))
        hint = did_you_mean(self.text, texts, what="it has the fields") if texts else "It has no text at all."
        return f"there is no field “{self.text}” (name it with --text-field). {hint}"


def path(row: object, field: str) -> tuple[str, ...]:
    """Return the steps to a field of a record."""
    return (field,) if isinstance(row, dict) and field in row else tuple(field.split("."))


def found(value: Any, steps: tuple[str, ...], absent: object = None) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what the steps lead to in a value read from JSON; `absent` if there is nothing."""
    for step in steps:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and (number := index(step)) is not None and number < len(value):
            value = value[number]
        else:
            return absent
    return value


def index(step: str) -> int | None:
    """Return which member of an array a step means, if it can mean one."""
    return int(step) if step.isascii() and step.isdecimal() and len(step) < 10 else None  # noqa: PLR2004 - no array is longer


def _texts(value: object, above: str = "", deep: int = 0) -> Iterator[str]:
    """Yield the paths to the texts of a record, as they are written after --text-field."""
    if isinstance(value, str):
        yield above
    elif deep < _DEEPEST and isinstance(value, dict):
        for name, member in value.items():
            yield from _texts(member, f"{above}.{name}" if above else str(name), deep + 1)
    elif deep < _DEEPEST and isinstance(value, list) and value:
        step = EACH if isinstance(value[0], dict) and deep == 1 else "0"
        yield from _texts(value[0], f"{above}.{step}", deep + 1)
