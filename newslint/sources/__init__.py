"""Where articles come from: text, HTML, Markdown, data sets, standard input; and how mended ones go back.

**Data sets.** `fields` says which of a record's fields is the text, by name or path; `json_text` and `cells` take JSON
and CSV apart with the place of each value, so that `fix` replaces one and every other byte stays; `parquet_file`
writes a column anew. `packed` stands around any source and gives it the stream of what gzip holds.

**Encodings.** Bytes that are no text become lone surrogates (`surrogateescape`): they spoil their record only, and go
back as they came. `guessing` looks at a file that is no UTF-8 and does not tell what it is, and a page whose bytes are
UTF-8 is read so whatever it says of itself (`decoding`); `Document.remark` carries the warning to the command line.

How pages and articles in mark-up are read and changed is told in `mapped`.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from newslint.errors import SourceError
from newslint.sources.article import Article, Unreadable
from newslint.sources.files import GZIP
from newslint.sources.plaintext import PlainText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.sources.fields import Fields

_NOT_READ = frozenset(
    {".atom", ".avro", ".doc", ".docx", ".eml", ".epub", ".mhtml", ".odp", ".ods", ".odt", ".orc", ".pdf", ".pptx"}
    | {".rss", ".rtf", ".xls", ".xlsx", ".xml"}
)
"""What holds articles, but not so that they can be read as text."""
_PACKED = frozenset({".7z", ".br", ".bz2", ".gz", ".lz4", ".rar", ".tar", ".tgz", ".xz", ".zip", ".zst"})


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How to read inputs: the fields of a data set, the language that articles do not tell, the encoding of files."""

    text_field: str = "text"
    id_field: str = "id"
    language: str = "en"
    encoding: str | None = None
    selector: str = ""
    """Which elements of HTML are text, see `sources.html`; all if it is empty."""


class Source(Protocol):
    """One input: a file or a stream with one article or many."""

    @property
    def name(self) -> str:
        """The path of the file, or what the stream is called."""

    @property
    def stream(self) -> BinaryIO | None:
        """The stream, if the source is not a file."""

    def articles(self) -> Iterator[Article]:
        """Yield the articles in order, one at a time; raise SourceError if the input as a whole cannot be read."""

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the input with each article's source replaced by that of what `mended` returns, all else as it was.

        What `mended` returns for an unreadable article is not looked at: its bytes stay.
        """


def open_source(name: str, options: ReadingOptions, stream: BinaryIO | None = None) -> Source:
    """Return the source for a file, or for a stream that goes by `name`; the ending tells the format.

    Raises SourceError for a format that newslint does not read.
    """
    is_packed = name.lower().endswith(GZIP)
    suffix = Path(name[: -len(GZIP)] if is_packed else name).suffix.lower()
    if suffix in _NOT_READ:
        hint = "newslint reads plain text, HTML, Markdown, JSON, CSV and Parquet: extract the article's text first."
        raise SourceError(f"newslint does not read {suffix} files yet", where=name, hint=hint)
    if suffix in _PACKED:
        what = "is packed twice" if suffix == GZIP else f"is packed as {suffix}"
        raise SourceError(what, where=name, hint="newslint unpacks gzip only, and once: unpack the file first.")
    opener = _OPENERS.get(suffix, _plain_text)
    if not is_packed:
        return opener(name, options, stream)
    from newslint.sources.packed import MOST, Packed  # noqa: PLC0415 - not needed for anything else

    most = None if opener in _STREAMED else MOST
    return Packed(name, lambda unpacked: opener(name, options, unpacked), most, stream)


def _plain_text(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    return PlainText(name, options.language, options.encoding, stream)


def _json_lines(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    from newslint.sources.jsonlines import JsonLines  # noqa: PLC0415 - the same

    return JsonLines(name, _fields(options), stream)


def _json(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    from newslint.sources.json_file import JsonFile  # noqa: PLC0415 - the same

    return JsonFile.of(name, _fields(options), stream)


def _csv(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    from newslint.sources.csv_file import CsvFile  # noqa: PLC0415 - the same

    return CsvFile(name, _fields(options), options.encoding, stream)


def _parquet(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    try:
        from newslint.sources.parquet_file import ParquetFile  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        hint = "pip install 'newslint[parquet]'"
        raise SourceError("is Parquet, which needs pyarrow", where=name, hint=hint) from error
    return ParquetFile(name, _fields(options), stream)


def _fields(options: ReadingOptions) -> Fields:
    from newslint.sources.fields import Fields  # noqa: PLC0415 - the same

    return Fields(options.text_field, options.id_field, options.language)


def _html(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    from newslint.sources.html_page import HtmlPage  # noqa: PLC0415 - the same

    return HtmlPage(name, options.language, options.encoding, options.selector, stream)


def _markdown(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    from newslint.sources.markdown_file import MarkdownFile  # noqa: PLC0415 - the same

    return MarkdownFile(name, options.language, options.encoding, stream)


_OPENERS = {
    **dict.fromkeys((".jsonl", ".ndjson"), _json_lines),
    ".json": _json,
    **dict.fromkeys((".csv", ".tsv"), _csv),
    ".parquet": _parquet,
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    **dict.fromkeys((".md", ".markdown"), _markdown),
}
"""How to open a file with such an ending; any other one is plain text."""
_STREAMED = frozenset({_json_lines, _csv})
"""What is read bit by bit, however long it is."""


_EXTRAS = {
    ".markdown": ("markdown", "markdown_it_pyrs"),
    ".md": ("markdown", "markdown_it_pyrs"),
    ".parquet": ("parquet", "pyarrow"),
}
"""Formats that need more than newslint: the extra that brings it, and the package that shows whether it is there."""


def absent_extra(name: str) -> str:
    """Return the extra of newslint that is needed to read such a file and is not installed; empty if none is."""
    extra, package = _EXTRAS.get(Path(name.lower().removesuffix(".gz")).suffix, ("", ""))
    return extra if package and importlib.util.find_spec(package) is None else ""


__all__ = ["Article", "ReadingOptions", "Source", "Unreadable", "absent_extra", "open_source"]
