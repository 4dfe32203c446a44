"""The elements of a page as its author wrote them: which tags belong together, and what goes with a text that goes."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslint.sources.html import elements as el
from newslint.sources.html.tokens import HTML, XHTML, raw_end
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.sources.pieces import Pieces

_BLOCK_COMMENT = re.compile(r"<!--\s*(?P<closing>/?)(?P<name>wp:[\w/-]+?)\s(?:.*?\s)??(?P<void>/?)-->", re.DOTALL)
"""How WordPress says where a block of an article begins and ends."""
_END_IS_OPTIONAL = el.CELLS | el.ROW_GROUPS | {"dd", "dt", "li", "optgroup", "option", "p", "tr"}


@dataclass(slots=True)
class Element:
    """An element: its start tag begins at `start`, its end tag, if it has one, ends at `end`."""

    name: str
    start: int
    content: int
    parent: Element | None = field(repr=False)
    close: int = -1
    end: int = -1
    """Not known as long as it is negative: the element is not whole."""
    is_solid: bool = False
    """Whether it holds something other than text: an image, a script."""

    @property
    def is_whole(self) -> bool:
        """Whether it is known where the element ends."""
        return self.end >= 0


class Structure:
    """The elements of a page, in the order of their start tags."""

    def __init__(self, source: str, *, is_xml: bool) -> None:
        """Take the page apart; the tokens are those of the reading."""
        self._source, self._is_xml = source, is_xml
        self._open: list[Element] = []
        self._open_foreign = 0
        self._elements: list[Element] = []
        self._take_apart()
        self._starts = [element.start for element in self._elements]

    def _take_apart(self) -> None:
        source, token = self._source, (XHTML if self._is_xml else HTML).match
        at = 0
        while found := token(source, at):
            start, at = found.span()
            if found.lastgroup == "comment" and (block := _BLOCK_COMMENT.fullmatch(source, start, at)):
                self._tag(block["name"], start, at, is_closing=bool(block["closing"]), is_void=bool(block["void"]))
            elif found["tag"]:
                name = found["name"].lower()
                is_foreign = name in el.FOREIGN or self._is_foreign()
                is_void = name in el.VOID or ((self._is_xml or is_foreign) and source[at - 2] == "/")
                self._tag(name, start, at, is_closing=bool(found["closing"]), is_void=is_void)
                if not (self._is_xml or is_foreign or found["closing"]):
                    at = raw_end(source, name, at)

    def _is_foreign(self) -> bool:
        """Whether the next tag stands in SVG or MathML."""
        if not self._open_foreign:
            return False
        around = (element.name for element in reversed(self._open[-_REACH:]))
        return next((name in el.FOREIGN for name in around if name in el.FOREIGN | el.HTML_AGAIN), False)

    def _tag(self, name: str, start: int, end: int, *, is_closing: bool, is_void: bool) -> None:
        if is_closing:
            self._end_tag(name, start, end)
            return
        while self._open and _ends(name, self._open[-1].name):
            self._pop(start, start)
        parent = self._open[-1] if self._open else None
        is_solid = name in el.WITH_CONTENT or (is_void and name.startswith("wp:"))
        if is_void:
            if parent:
                parent.is_solid |= is_solid
            return
        element = Element(name, start, end, parent, is_solid=is_solid)
        self._elements.append(element)
        self._open.append(element)
        self._open_foreign += name in el.FOREIGN

    def _end_tag(self, name: str, start: int, end: int) -> None:
        if not any(element.name == name for element in self._open[-_REACH:]):
            return
        while (last := self._open[-1]).name != name:
            is_ended = last.name in _END_IS_OPTIONAL and name in el.SPECIAL
            self._pop(*((start, start) if is_ended else (-1, -1)))
        self._pop(start, end)

    def _pop(self, close: int, end: int) -> None:
        element = self._open.pop()
        self._open_foreign -= element.name in el.FOREIGN
        element.close, element.end = close, end
        if element.parent:
            element.parent.is_solid |= element.is_solid

    def emptied(self, pieces: Pieces, deleted: Iterable[Span]) -> Iterator[Span]:
        """Yield where the elements stand that hold only what is deleted of the text: the outermost ones, in order."""
        end = 0
        for span in deleted:
            place = pieces.place(span)
            for element in self._touching(place):
                outermost = None
                around: Element | None = element
                while around and around.start >= end and _holds_only(around, pieces, span):
                    if around.name not in el.KEPT:
                        outermost = around
                    around = around.parent
                if outermost:
                    end = outermost.end
                    yield self._with_lines(Span(outermost.start, end))

    def _touching(self, place: Span) -> Iterator[Element]:
        """Yield the innermost element around the beginning of a place, and those that begin in it."""
        first = bisect.bisect_left(self._starts, place.start)
        element = self._elements[first - 1] if first else None
        while element and element.is_whole and element.end <= place.start:
            element = element.parent
        if element:
            yield element
        yield from self._elements[first : bisect.bisect_left(self._starts, place.end)]

    def _with_lines(self, span: Span) -> Span:
        """Return the span with the lines of the source that it fills."""
        source = self._source
        start = source.rfind("\n", 0, span.start) + 1
        end = source.find("\n", span.end)
        end = len(source) if end < 0 else end + 1
        fills = not source[start : span.start].strip() and not source[span.end : end].strip()
        return Span(start, end) if fills else span


_REACH = 500
"""Open elements, as deep as a reading goes."""


def _ends(name: str, last: str) -> bool:
    """Whether a start tag ends the innermost open element."""
    if last == "p":
        return name in el.CLOSES_PARAGRAPH
    is_row = name in el.OF_TABLES and name not in el.CELLS
    return last in el.CLOSES_LIKE.get(name, ((),))[0] or (is_row and last in el.CELLS)


def _holds_only(element: Element, pieces: Pieces, span: Span) -> bool:
    """Whether an element has some of the text, and none of it outside of a span."""
    if not element.is_whole or element.is_solid:
        return False
    held = pieces.held(Span(element.content, element.close))
    return not held.is_empty and span.contains(held)
