"""The way from the text of a page back to its HTML."""

from __future__ import annotations

import bisect
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newslint.document import Document
from newslint.sources import editing
from newslint.sources.html.head import read_head
from newslint.sources.html.reading import Reading
from newslint.sources.html.structure import Structure
from newslint.sources.html.tags import Tags, written
from newslint.sources.mapped import Mapped
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Edit
    from newslint.sources.editing import Plan
    from newslint.sources.html.selector import Selector
    from newslint.sources.html.state import Checkpoint
    from newslint.sources.pieces import Pieces

_LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PREFORMATTED = re.compile(r"<(?:pre|listing|plaintext|xmp)\b", re.IGNORECASE)


class Page(Mapped):
    """A page or a part of one, read. After a change only the part of the page around it is read again."""

    def __init__(self, source: str, id: str, language: str, *, is_xml: bool, selector: Selector | None) -> None:  # noqa: A002 - the name of the field
        """Take the page and read it; the language is that of pages that do not tell theirs."""
        self._source, self._id, self._language = source, id, language
        self._is_xml, self._selector = is_xml, selector
        self._reading = Reading(source, is_xml=is_xml, selector=selector)
        self._reading.run(len(source))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was read, not the reading: the copy reads it again."""
        return _page, (self._source, self._id, self._language, self._is_xml, self._selector)

    @property
    def source(self) -> str:
        """The page as a whole."""
        return self._source

    @cached_property
    def text(self) -> str:
        """What a browser shows of it."""
        return self._reading.pieces.text

    @property
    def pieces(self) -> Pieces:
        """The map between the two."""
        return self._reading.pieces

    @property
    def has_chosen(self) -> bool:
        """Whether the selector found anything, if there is one."""
        return self._reading.has_chosen

    def document(self) -> Document:
        """Return what is read."""
        meta, language = read_head(self.source)
        borders = frozenset(self._reading.borders)
        return Document(self.text, self._id, language or self._language, meta, inline_borders=borders, origin=self)

    def plans(self, edits: list[Edit]) -> Iterator[Plan]:
        """Yield the change of the page in which emptied elements go, too, and then the one in which they stay."""
        planned = editing.plan(self.text, self.pieces, edits, Tags(self.source))
        deleted = list(editing.merged(edit.span for edit in edits if not edit.text))
        emptied = list(self._structure.emptied(self.pieces, deleted)) if deleted else []
        if emptied:
            yield planned._replace(gone=tuple(editing.merged([*planned.gone, *emptied])))
        yield planned

    @cached_property
    def _structure(self) -> Structure:
        return Structure(self.source, is_xml=self._is_xml)

    def after(self, plan: Plan) -> Document:
        """Return the page as it is read after a change."""
        source = self._carried_out(plan)
        return Page(source, self._id, self._language, is_xml=self._is_xml, selector=self._selector).document()

    def _carried_out(self, plan: Plan) -> str:
        is_pre = any("\n" in put.text for put in plan.put) and self._is_pre(plan.extent.start)
        line_end = "\n" if is_pre else self._line_end
        spells_nbsp = "&nbsp;" in self.source
        return editing.carried_out(
            self.source, plan, lambda text: written(text, line_end=line_end, spells_nbsp=spells_nbsp)
        )

    @cached_property
    def _line_end(self) -> str:
        """How this page writes `<br>`."""
        found = _LINE_END.search(self.source)
        return found[0] if found else "<br/>" if self._is_xml else "<br>"

    def _is_pre(self, at: int) -> bool:
        """Whether line ends count at a place of the page."""
        if not _PREFORMATTED.search(self.source):
            return False
        reading = Reading(self.source, is_xml=self._is_xml, selector=self._selector, begin=self._checkpoint(at, at))
        reading.run(at)
        return reading.state.node.is_pre

    def comes_true(self, plan: Plan, edits: list[Edit]) -> bool:
        """Whether the text becomes what the changes say: the page is read again from before them to behind them."""
        extent, first, last = plan.extent, edits[0].span.start, edits[-1].span.end
        begin = self._checkpoint(extent.start, first)
        stop = self._stop(extent.end, last)
        after = self._carried_out(plan)
        grown = len(after) - len(self.source)
        reading = Reading(after, is_xml=self._is_xml, selector=self._selector, begin=begin)
        end = len(self.source) if stop is None else stop.at
        if reading.run(end + grown) != end + grown:
            return False
        start = begin.length if begin else 0
        wanted = editing.edited(self.text, edits, Span(start, len(self.text) if stop is None else stop.length))
        return reading.pieces.text == wanted and (stop is None or reading.state.reads_like(stop.state))

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


def _page(source: str, id: str, language: str, is_xml: bool, selector: Selector | None) -> Page:  # noqa: A002, FBT001 - what a pickle holds
    return Page(source, id, language, is_xml=is_xml, selector=selector)
