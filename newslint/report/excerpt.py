"""A window on a place: in news a paragraph is one line of a thousand characters, so never the whole line."""

from __future__ import annotations

from typing import NamedTuple

from newslint.report.terminal import printable
from newslint.span import Span

_ELLIPSIS = "…"
_NO_ASCII = str.maketrans("", "", "“”‘’–—…")
"""What a line of news holds besides ASCII, each in one cell."""


class Excerpt(NamedTuple):
    """Part of a line and, below it, carets."""

    text: str
    indent: int
    """Display cells before the first caret."""
    carets: int
    """How many carets, in display cells."""


def excerpt(text: str, span: Span, width: int) -> Excerpt:
    """Return a window of at most `width` display cells on the line where a span begins, cut at words.

    Of a span that is longer than the window, or runs over several lines, the beginning is shown.
    """
    line = line_around(text, span.start)
    shown = Span(span.start, max(span.start, min(span.end, line.end, span.start + width)))
    room = width - min(max(1, _cost(shown.of(text))), width // 2)
    behind = _cost(text[shown.end : min(line.end, shown.end + width)])
    start = _left(text, line.start, shown.start, max(room // 2, room - behind))
    room = width - _cost(text[start : shown.start])
    window = Span(start, _right(text, shown.start, line.end, room))
    marked = printable(text[shown.start : min(shown.end, window.end)])
    before = (_ELLIPSIS if window.start > line.start else "") + printable(text[window.start : shown.start])
    after = printable(text[min(shown.end, window.end) : window.end]) + (_ELLIPSIS if window.end < line.end else "")
    return Excerpt(before + marked + after, _cells(before), max(1, _cells(marked)))


def _cells(text: str) -> int:
    """Return the display cells of a printable text."""
    if text.translate(_NO_ASCII).isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - to be imported takes it as long as all else in this module

    return cell_len(text)


def _cost(text: str) -> int:
    """Return the display cells of a text, one at least for each character: many that take no room shall not be free."""
    shown = printable(text)
    return len(shown) if shown.isascii() else sum(max(1, _cells(char)) for char in shown)


def line_around(text: str, at: int) -> Span:
    """Return the line that holds an offset, without its end."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return Span(start, min(ends, default=len(text)))


def _left(text: str, line_start: int, at: int, room: int) -> int:
    """Return where a window begins that shows up to `room` cells before `at`, at the start of a word if possible."""
    start = at
    while start > line_start and (room := room - _cost(text[start - 1])) >= 0:
        start -= 1
    if start == line_start:
        return start
    space = text.find(" ", start, at)
    return space + 1 if space >= 0 else start


def _right(text: str, at: int, line_end: int, room: int) -> int:
    end = at
    while end < line_end and (room := room - _cost(text[end])) >= 0:
        end += 1
    if end == line_end:
        return end
    space = text.rfind(" ", at + 1, end)
    return space if space >= 0 else end
