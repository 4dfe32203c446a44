"""Where a finding stands in a file, for programs that open files: its lines, its columns, the change of the file."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from newslint.finding import Edit
from newslint.report.places import Places
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from newslint.document import Document
    from newslint.finding import Finding, Fix


class Region(NamedTuple):
    """Part of a document's source. Lines and columns count from 1, columns are code points."""

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    """The column behind the last character."""

    @property
    def last_line(self) -> int:
        """The line of the last character: a region that ends with a line end reaches no character of the next line."""
        return self.end_line - 1 if self.end_column == 1 and self.end_line > self.line else self.end_line


class Located:
    """A document as a file, or as a record in one."""

    def __init__(self, doc: Document) -> None:
        """Take the document."""
        self.doc = doc
        self.places = Places(doc.source)

    @cached_property
    def file(self) -> str:
        """The path of the file as reports name it: from the working directory if it is below it, with `/`."""
        return relative(self.doc.file or self.doc.id)

    @property
    def is_record(self) -> bool:
        """Whether the article is one of several in its file: then only its line there is known, and no column."""
        return self.doc.record > 0

    def region(self, span: Span) -> Region:
        """Return where a part of the text stands in the source of the document; for a record that is not the file."""
        return self.region_in_source(self.doc.place(span))

    def region_in_source(self, place: Span) -> Region:
        """Return the region of a place that is one of the source already."""
        (start, end), places = place, self.places
        return Region(place, places.line(start), places.column(start), places.line(end), places.column(end))

    def line(self, span: Span) -> int:
        """Return the line of the file to open."""
        return self.doc.record or self.region(span).line

    def position(self, span: Span) -> str:
        """Return `line:column` in the article."""
        region = self.region(span)
        return f"{region.line}:{region.column}"

    def said(self, found: Finding) -> str:
        """Return the message of a finding; for a record with the place in it, which the file's line does not tell."""
        if not self.is_record:
            return found.message
        return f"{found.message} (article {self.doc.id}, {self.position(found.span)})"

    def edits(self, fix: Fix) -> tuple[Edit, ...]:
        """Return the edits of the file that make a fix; none for a record, whose text is written otherwise in its file.

        What an edit of the text amounts to in mark-up only the origin knows: it is asked for the source as it would be,
        and the difference is one edit.
        """
        if self.is_record:
            return ()
        if self.doc.origin is None:
            return fix.edits
        return (difference(self.doc.source, self.doc.origin.changed(fix.edits).source),)


def difference(old: str, new: str) -> Edit:
    """Return the one edit that turns a text into another."""
    limit = min(len(old), len(new))
    head = _longest(limit, lambda size: old[:size] == new[:size])
    tail = _longest(limit - head, lambda size: old[len(old) - size :] == new[len(new) - size :])
    return Edit(Span(head, len(old) - tail), new[head : len(new) - tail])


def _longest(limit: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest size up to `limit` for which something holds that holds for each smaller one."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def relative(name: str) -> str:
    """Return a path as seen from the working directory if it is below it, and else as it is, in its simplest form."""
    path = PurePath(name)
    if path.is_absolute() and path.is_relative_to(here := Path.cwd()):
        path = path.relative_to(here)
    return path.as_posix() if name else ""


def uri(file: str) -> str:
    """Return the URI of a file: relative, or with the scheme `file` if its path is absolute."""
    try:
        coded = file.encode(errors="surrogateescape")  # as the system gave it: names of files need not be UTF-8
    except UnicodeEncodeError:
        coded = file.encode(errors="surrogatepass")
    if not PurePath(file).is_absolute():
        return quote(coded)
    return "file://" + ("" if file.startswith("/") else "/") + quote(coded)
