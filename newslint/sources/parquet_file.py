"""A Parquet file is one article a row; mended, it has the same columns, row groups and compression.

Imported only when a file is read: pyarrow is an extra.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pyarrow as pa
from pyarrow import parquet

from newslint.errors import SourceError, did_you_mean
from newslint.sources.article import Unreadable, mended_source
from newslint.sources.fields import META

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.sources.article import Article
    from newslint.sources.fields import Fields

_TOGETHER = 256
"""Rows that are read at once."""
_CHUNK = 1 << 20
_IN_MEMORY = 1 << 24


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A file or stream of Parquet. What is read at once is a batch of rows, and to mend it a row group."""

    name: str
    fields: Fields
    stream: BinaryIO | None = None

    def articles(self) -> Iterator[Article]:
        """Yield an article, or what is wrong with it, for each row; raise SourceError if there is no such table."""
        try:
            with self._opened(self._source()) as file:
                columns = self._columns(file.schema_arrow)
                number = 0
                for batch in file.iter_batches(_TOGETHER, columns=columns, use_threads=False):
                    for row in _rows(batch):
                        number += 1
                        yield self._article(row, number)
        except (pa.ArrowException, OSError) as error:
            raise self._unread(error) from error

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the file with the column of the text written anew; as it is if nothing in it changes."""
        source = self._source()
        try:
            with SpooledTemporaryFile(_IN_MEMORY) as spool:
                written = cast("BinaryIO", spool)
                is_changed = self._written(source, written, mended)
                with _result(source, written, is_changed=is_changed) as result:
                    result.seek(0)
                    yield from iter(lambda: result.read(_CHUNK), b"")
        except (pa.ArrowException, OSError) as error:
            raise self._unread(error) from error

    def _written(self, source: str | BinaryIO, target: BinaryIO, mended: Callable[[Article], Article]) -> bool:
        """Write the mended file, and return whether anything in it changed."""
        is_changed = False
        with self._opened(source) as file:
            schema = file.schema_arrow
            columns = self._columns(schema)
            at = schema.get_field_index(self.fields.text)
            number = 0
            with parquet.ParquetWriter(target, schema, **_as_written(file.metadata)) as writer:
                for group in range(file.num_row_groups):
                    table = file.read_row_group(group, use_threads=False)
                    changes: dict[int, str] = {}
                    rows = (row for batch in table.select(columns).to_batches() for row in _rows(batch))
                    for place, row in enumerate(rows):
                        number += 1
                        article = self._article(row, number)
                        after = mended_source(article, mended(article))
                        if after is not None:
                            changes[place] = after
                    if changes:
                        is_changed = True
                        table = table.set_column(at, schema.field(at), _replaced(table.column(at), changes))
                    writer.write_table(table, row_group_size=max(1, table.num_rows))
        return is_changed

    def _source(self) -> str | BinaryIO:
        return io.BytesIO(self.stream.read()) if self.stream else self.name

    def _opened(self, source: str | BinaryIO) -> Any:  # noqa: ANN401 - pyarrow tells no types
        if not isinstance(source, str):
            source.seek(0)
        return parquet.ParquetFile(source, pre_buffer=False)

    def _unread(self, error: Exception) -> SourceError:
        problem = error.strerror if isinstance(error, OSError) and error.strerror else str(error).split("\n")[0]
        return SourceError(f"cannot be read as Parquet: {problem}", where=self.name)

    def _columns(self, schema: Any) -> list[str]:  # noqa: ANN401 - the same
        """Return the columns that are read; raise SourceError if that of the text is not there or holds no text."""
        text = self.fields.text
        if text not in schema.names:
            texts = [field.name for field in schema if _is_text(field.type)]
            hint = (
                did_you_mean(text, texts, what="it has the columns of text") if texts else "It has no column of text."
            )
            raise SourceError(f"there is no column “{text}” (name it with --text-field)", where=self.name, hint=hint)
        if schema.names.count(text) > 1:
            raise SourceError(f"there are several columns “{text}”", where=self.name)
        if not _is_text(kind := schema.field(text).type):
            raise SourceError(f"the column “{text}” is no text, but {kind}", where=self.name)
        wanted = dict.fromkeys((text, self.fields.id, "language", *META))
        return [name for name in wanted if schema.names.count(name) == 1]

    def _article(self, row: dict[str, Any], number: int) -> Article:
        place = f"{self.name}:{number}"
        if isinstance(row[self.fields.text], UnicodeDecodeError):
            return Unreadable(place, f"{place}: cannot be decoded as utf-8", self.name, number)
        return self.fields.article(row, place, file=self.name, record=number)


def _result(source: str | BinaryIO, written: BinaryIO, *, is_changed: bool) -> BinaryIO:
    """Return what holds the result: what was written, or the source itself."""
    if is_changed:
        return written
    return Path(source).open("rb") if isinstance(source, str) else source


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - pyarrow tells no types
    kinds = pa.types
    if kinds.is_dictionary(kind):
        kind = kind.value_type
    known = (kinds.is_string, kinds.is_large_string, kinds.is_binary, kinds.is_large_binary)
    return any(is_kind(kind) for is_kind in known) or _is_view(kind)


def _is_view(kind: Any) -> bool:  # noqa: ANN401 - the same
    """Whether a column has texts as views, as newer programs write it; an older pyarrow knows none."""
    names = ("is_string_view", "is_binary_view")
    return any(getattr(pa.types, name)(kind) for name in names if hasattr(pa.types, name))


def _rows(batch: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - the same
    """Yield rows as JSON would have them; in place of a text that is none stands its error."""
    columns = [_values(batch.column(number)) for number in range(batch.num_columns)]
    for values in zip(*columns, strict=True):
        yield dict(zip(batch.schema.names, values, strict=True))


def _values(column: Any) -> list[Any]:  # noqa: ANN401 - the same
    if _is_text(column.type):
        return [_decoded(value) for value in _bytes(column)]
    if pa.types.is_temporal(column.type):
        column = column.cast(pa.string())
    values: list[Any] = column.to_pylist()
    return values


def _bytes(column: Any) -> list[bytes | None]:  # noqa: ANN401 - the same
    """Return the texts of a column as they are stored, whether they are texts or not."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    values: list[bytes | None] = column.cast(pa.large_binary()).to_pylist()
    return values


def _decoded(value: bytes | None) -> str | UnicodeDecodeError | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError as error:
        return error


def _replaced(column: Any, changes: dict[int, str]) -> Any:  # noqa: ANN401 - the same
    """Return a column of texts with others in some places; all others keep their bytes."""
    kind = column.type
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    values = [value for chunk in column.chunks for value in _bytes(chunk)]
    for place, text in changes.items():
        values[place] = text.encode()
    is_large = pa.types.is_large_string(plain) or pa.types.is_large_binary(plain)
    array = pa.array(values, pa.large_binary() if is_large else pa.binary())
    array = array.cast(pa.binary_view()).view(plain) if _is_view(plain) else array.view(plain)
    return array.dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else array


def _as_written(metadata: Any) -> dict[str, Any]:  # noqa: ANN401 - the same
    """Return the options for a writer that make a file like the one that is described."""
    columns = [
        metadata.row_group(group).column(number)
        for group in range(min(1, metadata.num_row_groups))
        for number in range(metadata.num_columns)
    ]
    codecs = {column.path_in_schema: column.compression.lower() for column in columns}
    return {
        "version": metadata.format_version,
        "compression": {path: "none" if codec == "uncompressed" else codec for path, codec in codecs.items()}
        or "snappy",
        "use_dictionary": [column.path_in_schema for column in columns if column.has_dictionary_page],
        "write_statistics": [column.path_in_schema for column in columns if column.is_stats_set],
        "use_deprecated_int96_timestamps": any(column.physical_type == "INT96" for column in columns),
        "use_compliant_nested_type": not any(".list.item" in path for path in codecs),
        "write_page_index": any(column.has_offset_index for column in columns),
        "store_schema": b"ARROW:schema" in (metadata.metadata or {}),
        "sorting_columns": metadata.row_group(0).sorting_columns or None if columns else None,
    }
