"""Where a text stands in a file that holds more than the text: HTML, Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.document import Document
    from newslint.span import Span


class Change(Protocol):
    """What an edit is: `text` in place of what `span` covers."""

    @property
    def span(self) -> Span:
        """The place in the text of the document."""

    @property
    def text(self) -> str:
        """What shall stand there."""


class Origin(Protocol):
    """The source that a document's text was read from, and the way back to it. All offsets are code points."""

    @property
    def source(self) -> str:
        """The source as a whole, decoded, without its byte order mark."""

    def place(self, span: Span) -> Span:
        """Return the smallest part of the source that holds what `span` covers; for an empty span an empty one.

        The tags around it are left out, those in the midst of it are not.
        """

    def takes(self, changes: Iterable[Change]) -> bool:
        """Whether changes of the text (in order, apart from each other) can be made in the source.

        If they are, the text read from it then is what they make of the text now, and all else in it is as it was. A
        line end that only the structure implies, for one, cannot become a space.
        """

    def changed(self, changes: Iterable[Change]) -> Document:
        """Return the document as it is read once these changes, each of which it takes, are made in the source."""
