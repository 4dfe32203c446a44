"""The way from the text of a page back to its HTML."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newslint.document import Document
from newslint.sources.html import editing
from newslint.sources.html.editing import Plan
from newslint.sources.html.head import read_head
from newslint.sources.html.reading import Checkpoint, Reading
from newslint.sources.html.structure import Structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newslint.finding import Edit
    from newslint.origin import Change
    from newslint.sources.html.selector import Selector
    from newslint.span import Span

_LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PREFORMATTED = re.compile(r"<(?:pre|listing|plaintext|xmp)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A page or a part of one, read; the origin of its document.

    Whether a change can be made is not guessed: it is made, and the part of the page around it is read again.
    """

    source: str
    id: str
    language: str
    is_xml: bool
    selector: Selector | None

    @cached_property
    def _reading(self) -> Reading:
        reading = Reading(self.source, is_xml=self.is_xml, selector=self.selector)
        reading.run(len(self.source))
        return reading

    @cached_property
    def _text(self) -> str:
        return self._reading.pieces.text

    @cached_property
    def _structure(self) -> Structure:
        return Structure(self.source, is_xml=self.is_xml)

    @property
    def has_chosen(self) -> bool:
        """Whether the selector found anything, if there is one."""
        return self._reading.has_chosen

    def document(self) -> Document:
        """Return what is read."""
        meta, language = read_head(self.source)
        return self._document(meta, language or self.language)

    def _document(self, meta: Mapping[str, Any], language: str) -> Document:
        borders = frozenset(self._reading.borders)
        return Document(self._text, self.id, language, meta, inline_borders=borders, origin=self)

    def place(self, span: Span) -> Span:
        """Return the smallest part of the page that has what `span` covers, without the tags around it."""
        return self._reading.pieces.place(span)

    def takes(self, changes: Iterable[Change]) -> bool:
        """Whether the changes can be made in the page: line ends of its structure cannot become anything else."""
        return self._plan(editing.smallest(self._text, changes)) is not None

    def changed(self, changes: Iterable[Change]) -> Document:
        """Return the page after changes that it takes, read anew."""
        edits = editing.smallest(self._text, changes)
        if not edits:
            return self.document()
        together = self._plan(edits)
        if together is None:  # not all in the same manner, or one is in the way of another
            each = [planned for edit in edits if (planned := self._plan([edit]))]
            gone = editing.merged(span for planned in each for span in planned.gone)
            put = sorted((put for planned in each for put in planned.put), key=lambda one: one.at)
            together = Plan(tuple(gone), tuple(put))
        after = Page(self._after(together), self.id, self.language, self.is_xml, self.selector)
        return after.document()

    def _plan(self, edits: list[Edit]) -> Plan | None:
        """Return how to make the changes in the page: with emptied elements taken out, or else without; or None."""
        if not edits:
            return Plan((), ())
        planned = editing.plan(self.source, self._text, self._reading.pieces, edits)
        deleted = list(editing.merged(edit.span for edit in edits if not edit.text))
        if deleted:
            emptied = list(self._structure.emptied(self._reading.pieces, deleted))
            if emptied:
                thorough = planned._replace(gone=tuple(editing.merged([*planned.gone, *emptied])))
                if self._comes_true(thorough, edits):
                    return thorough
        return planned if self._comes_true(planned, edits) else None

    def _after(self, planned: Plan) -> str:
        is_pre = any("\n" in put.text for put in planned.put) and self._is_pre(planned.extent.start)
        spells_nbsp = "&nbsp;" in self.source
        return editing.carried_out(self.source, planned, "\n" if is_pre else self._line_end, spells_nbsp=spells_nbsp)

    @cached_property
    def _line_end(self) -> str:
        """How this page writes `<br>`."""
        found = _LINE_END.search(self.source)
        return found[0] if found else "<br/>" if self.is_xml else "<br>"

    def _is_pre(self, at: int) -> bool:
        """Whether line ends count at a place of the page."""
        if not _PREFORMATTED.search(self.source):
            return False
        reading = Reading(self.source, is_xml=self.is_xml, selector=self.selector, begin=self._checkpoint(at, at))
        reading.run(at)
        return reading.state.node.is_pre

    def _comes_true(self, planned: Plan, edits: list[Edit]) -> bool:
        """Whether the text becomes what the changes say: the page is read again from before them to behind them."""
        if not planned.gone and not planned.put:
            return False
        extent, first, last = planned.extent, edits[0].span.start, edits[-1].span.end
        begin = self._checkpoint(extent.start, first)
        stop = self._stop(extent.end, last)
        after = self._after(planned)
        grown = len(after) - len(self.source)
        reading = Reading(after, is_xml=self.is_xml, selector=self.selector, begin=begin)
        end = len(self.source) if stop is None else stop.at
        if reading.run(end + grown) != end + grown:
            return False
        start = begin.length if begin else 0
        wanted = self._wanted(edits, start, len(self._text) if stop is None else stop.length)
        return reading.pieces.text == wanted and (stop is None or reading.state.reads_like(stop.state))

    def _wanted(self, edits: list[Edit], start: int, end: int) -> str:
        parts, at = [], start
        for edit in edits:
            parts += [self._text[at : edit.span.start], edit.text]
            at = edit.span.end
        return "".join([*parts, self._text[at:end]])

    def _checkpoint(self, at: int, offset: int) -> Checkpoint | None:
        """Return the last checkpoint before a place of the page and no later than one of the text."""
        points = self._reading.checkpoints
        number = bisect.bisect_left(points, at, key=lambda point: point.at)
        number = min(number, bisect.bisect_right(points, offset, key=lambda point: point.length))
        return points[number - 1] if number else None

    def _stop(self, at: int, offset: int) -> Checkpoint | None:
        """Return the first checkpoint behind a place of the page and no earlier than one of the text."""
        points = self._reading.checkpoints
        number = bisect.bisect_right(points, at, key=lambda point: point.at)
        number = max(number, bisect.bisect_left(points, offset, key=lambda point: point.length))
        return points[number] if number < len(points) else None
