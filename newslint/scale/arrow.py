"""Articles in Arrow: a record batch with a column of text goes in, the same batch with what was found comes out.

This is what engines for large data call, on as many machines as they have. The columns that are added say what the
wire format says (`newslint.report.wire`), under its names:

- `verdict`: `pass`, `warn` or `hold`
- `complete`: whether all rules have judged the article
- `findings`: a list, empty if nothing was found, never null; `start` and `end` are code points of the text, half-open
- `failures`: what could not be checked and why, a list too; with an empty `rule` it is the whole article

What goes wrong in a row is told in that row: a text that is null or no UTF-8, a rule that crashes. Only what is wrong
with all rows (no such column) is raised. The key `newslint.schema` of the schema's metadata is `VERSION`, which grows
when a field is added, renamed or gets another type.
"""

from __future__ import annotations

import functools
import json
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslint.document import Document
from newslint.errors import ConfigError, SourceError, did_you_mean
from newslint.finding import Failure, Report
from newslint.linter import Linter
from newslint.report.wire import as_object
from newslint.sources.article import Unreadable
from newslint.sources.fields import META, Fields

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    if error.name != "pyarrow":
        raise
    problem = "newslint.scale.arrow needs pyarrow: pip install 'newslint[parquet]'"
    raise ModuleNotFoundError(problem, name="pyarrow") from error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VERSION = 1
"""Of the columns that are added."""
VERSION_KEY = "newslint.schema"


def _list(kind: Any) -> Any:  # noqa: ANN401 - pyarrow tells no types
    return pa.list_(pa.field("element", kind))  # as Parquet and Spark call it


_SPAN = [("start", pa.int64()), ("end", pa.int64())]
_EDIT = pa.struct([*_SPAN, ("text", pa.string())])
_FIX = pa.struct([("title", pa.string()), ("safety", pa.string()), ("edits", _list(_EDIT))])
FINDING = pa.struct(
    [
        ("rule", pa.string()),
        ("family", pa.string()),
        ("severity", pa.string()),
        *_SPAN,
        ("line", pa.int64()),
        ("column", pa.int64()),
        ("message", pa.string()),
        ("confidence", pa.float64()),
        ("fingerprint", pa.string()),
        ("evidence", _list(pa.struct([("says", pa.string()), *_SPAN]))),
        ("fix", _FIX),
    ]
)
"""The type of a finding."""
FAILURE = pa.struct([("rule", pa.string()), ("error", pa.string())])
"""The type of a failure."""
ADDED = {"verdict": pa.string(), "complete": pa.bool_(), "findings": _list(FINDING), "failures": _list(FAILURE)}
"""The types of the columns that are added, by their names without a prefix."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, which are handed on, and how those that are added are called.

    Columns that are called `language`, `title`, `url`, `outlet`, `byline` and `date` are used if they are there, as in
    any data set.
    """

    text: str = "text"
    id: str = "id"
    """What an article is called where it must be named; there need not be such a column."""
    keep: tuple[str, ...] | None = None
    """The columns that are handed on, in this order; all of them if it is None."""
    prefix: str = ""
    """Put before the names of the columns that are added."""

    def read(self, schema: Any) -> list[str]:  # noqa: ANN401 - pyarrow tells no types
        """Return the names of the columns that newslint looks at.

        Raises SourceError if that of the text is not there, or is not one, or holds no text.
        """
        if self.text not in schema.names:
            texts = [column.name for column in schema if is_text(column.type)]
            known = did_you_mean(self.text, texts, what="it has the columns of text") if texts else "It has no text."
            raise SourceError(f"there is no column “{self.text}”", hint=known)
        if schema.names.count(self.text) > 1:
            raise SourceError(f"there are several columns “{self.text}”")
        if not is_text(kind := schema.field(self.text).type):
            raise SourceError(f"the column “{self.text}” is no text, but {kind}")
        wanted = dict.fromkeys((self.text, self.id, "language", *META))
        return [name for name in wanted if schema.names.count(name) == 1]

    def kept(self, schema: Any) -> list[int]:  # noqa: ANN401 - the same
        """Return the places of the columns that are handed on; raise SourceError if one of them is not there."""
        if self.keep is None:
            return list(range(len(schema)))
        for name in self.keep:
            if name not in schema.names:
                raise SourceError(f"there is no column “{name}” to keep", hint=did_you_mean(name, schema.names))
        return [place for name in self.keep for place in schema.get_all_field_indices(name)]


AS_USUAL = Columns()


def output_schema(schema: Any, columns: Columns = AS_USUAL) -> Any:  # noqa: ANN401 - pyarrow tells no types
    """Return the schema of what `lint_arrow` makes of batches with this schema.

    Raises SourceError if it cannot be done: no column of text, or a column that is called as one that is added.
    """
    columns.read(schema)
    kept = [schema.field(place) for place in columns.kept(schema)]
    added = [pa.field(columns.prefix + name, kind) for name, kind in ADDED.items()]
    if taken := {column.name for column in kept} & {column.name for column in added}:
        names = ", ".join(f"“{name}”" for name in sorted(taken))
        raise SourceError(f"these columns are there already: {names}", hint="Set a prefix, or keep only other columns.")
    return pa.schema([*kept, *added], {**(schema.metadata or {}), VERSION_KEY: str(VERSION)})


def lint_arrow(batch: Any, linter: Linter | None = None, columns: Columns = AS_USUAL) -> Any:  # noqa: ANN401 - the same
    """Return a RecordBatch with the same rows in the same order, and the columns that say what was found in each.

    The text may be string, large_string, string_view, binary with UTF-8 in it, or a dictionary of one of these. The
    columns that are handed on are not copied. Without a linter newslint's own rules judge; a row without a language
    has the linter's. Raises SourceError for a batch that cannot be judged at all, see `output_schema`.
    """
    linter = linter or _own()
    schema = output_schema(batch.schema, columns)
    fields = Fields(columns.text, columns.id, linter.language)
    told = [_told(linter, _article(row, fields)) for row in _rows(batch, columns)]
    kept = [batch.column(place) for place in columns.kept(batch.schema)]
    return pa.RecordBatch.from_arrays([*kept, *_arrays(told)], schema=schema)


class BatchLinter:
    """`lint_arrow` with its options, for engines that send functions to other processes.

    It pickles to the options; a process that gets it, however often, reads the rules once.
    """

    def __init__(self, linter: Linter | None = None, columns: Columns = AS_USUAL) -> None:
        """Take the linter and the columns; raise ConfigError if the linter cannot be sent to another process."""
        self.linter, self.columns = linter or _own(), columns
        try:
            self._options = pickle.dumps(self.linter)
        except AttributeError as error:
            says = "a linter of rules that come from no folder cannot be sent to other processes"
            raise ConfigError(says, hint="Make it with Linter(...), not with Linter.of(...).") from error

    def __call__(self, batch: Any) -> Any:  # noqa: ANN401 - pyarrow tells no types
        """Return what `lint_arrow` makes of a batch."""
        return lint_arrow(batch, self.linter, self.columns)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the options."""
        return _revived, (self._options, self.columns)


def is_text(kind: Any) -> bool:  # noqa: ANN401 - pyarrow tells no types
    """Whether a column of this type can hold articles; a column of nothing but nulls may have no type."""
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    texts = (types.is_string, types.is_large_string, types.is_string_view)
    octets = (types.is_binary, types.is_large_binary, types.is_binary_view)
    return any(holds(kind) for holds in (*texts, *octets, types.is_null))


@functools.cache
def _own() -> Linter:
    return Linter()


@functools.lru_cache(maxsize=4)
def _revived(options: bytes, columns: Columns) -> BatchLinter:
    return BatchLinter(pickle.loads(options), columns)  # noqa: S301 - comes from the process that sent the function


def _rows(batch: Any, columns: Columns) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - pyarrow tells no types
    """Yield what is known of each article, by name; in place of a text that is none stands its error."""
    names = columns.read(batch.schema)
    for values in zip(*(_values(batch.column(name)) for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _values(column: Any) -> Iterator[Any]:  # noqa: ANN401 - the same
    if pa.types.is_temporal(column.type):
        try:
            column = column.cast(pa.string())
        except pa.ArrowException:  # a time zone that this machine does not know
            column = pa.nulls(len(column), pa.string())
    return map(_value, column)


def _value(scalar: Any) -> Any:  # noqa: ANN401 - the same
    try:
        value = scalar.as_py()
        return value.decode() if isinstance(value, bytes) else value
    except ValueError as error:  # UnicodeDecodeError is one
        return error


def _article(row: Mapping[str, Any], fields: Fields) -> Document | Unreadable:
    """Return the article of a row. Its place is the row itself, so that no message depends on how rows are batched."""
    if isinstance(row[fields.text], ValueError):
        return Unreadable("", "cannot be decoded as utf-8")
    known = {name: value for name, value in row.items() if not isinstance(value, ValueError)}
    article = fields.article(known, "", file="", record=0)
    return article if isinstance(article, Document) else Unreadable(article.id, article.error.removeprefix(": "))


def _told(linter: Linter, article: Document | Unreadable) -> dict[str, Any]:
    """Return what the wire format says of an article; nothing that may happen over one of them is raised."""
    if isinstance(article, Unreadable):
        return _unjudged(article.error)
    try:
        report = linter.lint(article)
        return {**as_object(report), "complete": not report.failures}
    except Exception as error:  # noqa: BLE001 - one article must not end a run over a hundred million
        return _unjudged(f"crashed: {type(error).__name__}: {error}")


def _unjudged(problem: str) -> dict[str, Any]:
    return {**as_object(Report(Document(""), failures=(Failure("", problem),))), "complete": False}


def _arrays(told: list[dict[str, Any]]) -> list[Any]:
    """Return the columns that are added."""
    try:
        return [pa.array([row[name] for row in told], kind) for name, kind in ADDED.items()]
    except UnicodeEncodeError:  # a rule of the house wrote half of a character; no article can have one here
        return _arrays([row if _is_sound(row) else _unjudged("crashed: what was found is no text") for row in told])


def _is_sound(row: dict[str, Any]) -> bool:
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
