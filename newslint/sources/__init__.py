"""Where articles come from: text, HTML, Markdown, JSON lines, standard input; and how mended ones go back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from newslint.errors import SourceError
from newslint.sources.article import Article, Unreadable
from newslint.sources.jsonlines import JsonLines
from newslint.sources.plaintext import PlainText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOT_READ = frozenset({".xml", ".json", ".csv", ".parquet", ".gz", ".zip", ".pdf", ".docx"})


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
    suffix = Path(name).suffix.lower()
    if suffix in _NOT_READ:
        hint = "newslint reads plain text, HTML, Markdown and JSON lines (.jsonl): extract the article's text first."
        raise SourceError(f"newslint does not read {suffix} files yet", where=name, hint=hint)
    return _OPENERS.get(suffix, _plain_text)(name, options, stream)


def _plain_text(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    return PlainText(name, options.language, options.encoding, stream)


def _json_lines(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    return JsonLines(name, options.text_field, options.id_field, options.language, stream)


def _html(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    from newslint.sources.html_page import HtmlPage  # noqa: PLC0415 - not needed for anything else

    return HtmlPage(name, options.language, options.encoding, options.selector, stream)


def _markdown(name: str, options: ReadingOptions, stream: BinaryIO | None) -> Source:
    from newslint.sources.markdown_file import MarkdownFile  # noqa: PLC0415 - the same

    return MarkdownFile(name, options.language, options.encoding, stream)


_OPENERS = {
    **dict.fromkeys((".jsonl", ".ndjson"), _json_lines),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    **dict.fromkeys((".md", ".markdown"), _markdown),
}
"""How to open a file with such an ending; any other one is plain text."""


__all__ = ["Article", "ReadingOptions", "Source", "Unreadable", "open_source"]
