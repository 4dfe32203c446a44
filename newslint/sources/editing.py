"""Changes of a text turned into changes of the source that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from newslint.finding import Edit
from newslint.sources.pieces import IMPLIED, SPELT
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newslint.origin import Change
    from newslint.sources.pieces import Pieces


_SPACE = " \t\n\r\f"


class Marks(Protocol):
    """What a source knows of the tags or marks between two characters of its text."""

    def between(self, gap: Span) -> int:
        """Return the place behind those that end something and before those that begin something."""

    def blanks(self, gap: Span) -> Iterable[Span]:
        """Yield the white space in a gap, which shows if what is before it goes."""


class Put(NamedTuple):
    """Something new in the source."""

    at: int
    text: str
    """As text, not as it is written in the source."""


class Plan(NamedTuple):
    """What goes of the source and what comes; both in order."""

    gone: tuple[Span, ...]
    put: tuple[Put, ...]

    @property
    def extent(self) -> Span:
        """From the first to the last place that changes."""
        places = [*self.gone, *(Span(put.at, put.at) for put in self.put)]
        return Span(min(place.start for place in places), max(place.end for place in places))


def smallest(text: str, changes: Iterable[Change]) -> list[Edit]:
    """Return the changes without what stays as it is: in a word that gets its capital, the other letters."""
    edits: list[Edit] = []
    for change in changes:
        old, new = change.span.of(text), change.text
        if len(old) == len(new):
            edits += _letters(change.span.start, old, new)
        else:
            edits.append(Edit.replacing(change.span, old, new))
    return edits


def edited(text: str, edits: Iterable[Edit], within: Span) -> str:
    """Return a part of a text after edits, which lie in it and come in order."""
    parts, at = [], within.start
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at : within.end]])


def _letters(at: int, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits that turn a text into one of the same length."""
    first = None
    for number in range(len(old) + 1):
        if number < len(old) and old[number] != new[number]:
            first = number if first is None else first
        elif first is not None:
            yield Edit(Span(at + first, at + number), new[first:number])
            first = None


def plan(text: str, pieces: Pieces, edits: Iterable[Edit], marks: Marks) -> Plan:
    """Return what changes of the source make these changes of its text, all tags left as they are."""
    gone: list[Span] = []
    put: list[Put] = []
    for edit in edits:
        span, new = _whole(text, pieces, edit)
        gone += _taken(text, pieces, span, None if new else marks)
        put += _placed(text, pieces, span, new, marks)
    return Plan(tuple(merged(gone)), tuple(sorted(put, key=lambda one: one.at)))


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, those that overlap or touch as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start <= last.end:
            last = last.hull(span)
        else:
            if last:
                yield last
            last = span
    if last:
        yield last


def carried_out(source: str, made: Plan, written: Callable[[str], str]) -> str:
    """Return the source after the changes; `written` tells how a text is written in it."""
    pieces, at = [], 0
    waiting = list(made.put)[::-1]
    for gone in (*made.gone, Span(len(source), len(source))):
        while waiting and waiting[-1].at <= gone.start:
            put = waiting.pop()
            place = max(at, put.at)
            pieces += [source[at:place], written(put.text)]
            at = place
        pieces.append(source[at : gone.start])
        at = max(at, gone.end)
    return "".join(pieces)


def _whole(text: str, pieces: Pieces, edit: Edit) -> tuple[Span, str]:
    """Return the change widened to the whole of what can only be replaced as a whole."""
    (start, end), new = edit.span, edit.text
    if start < pieces.length and start and pieces.kind(number := pieces.number(start)) == SPELT:
        first = pieces.extent(number).start
        if end > start or first < start:
            start, new = first, text[first:start] + new
    if end > start and pieces.kind(number := pieces.number(end - 1)) == SPELT:
        last = pieces.extent(number).end
        end, new = last, new + text[end:last]
    return Span(start, end), new


def _taken(text: str, pieces: Pieces, span: Span, marks: Marks | None) -> Iterator[Span]:
    """Yield what goes of the source with a part of the text."""
    if span.is_empty:
        return
    for number in pieces.within(span):
        if pieces.kind(number) == IMPLIED:
            continue
        yield pieces.part(number, span)
        extent = pieces.extent(number)
        last = min(extent.end, span.end)
        if marks and text[last - 1] in _SPACE:  # more of it behind a tag would show in its place
            yield from marks.blanks(pieces.gap(last))


def _placed(text: str, pieces: Pieces, span: Span, new: str, marks: Marks) -> Iterator[Put]:
    """Yield what comes into the source: white space on the outer side of tags, other text where the old one stood."""
    core = new.strip(" \n")
    lead = new[: len(new) - len(new.lstrip(" \n"))]
    trail = new[len(lead) + len(core) :]
    if lead:
        yield Put(marks.between(pieces.gap(span.start)), lead)
    if core:
        if span.is_empty and lead:
            yield Put(marks.between(pieces.gap(span.start)), core)
        else:
            yield Put(_beside(text, pieces, span), core)
    if trail:
        yield Put(marks.between(pieces.gap(span.end)), trail)


def _beside(text: str, pieces: Pieces, span: Span) -> int:
    """Return where a text comes that stands for what `span` covers, or is new: beside the one before it on the line."""
    for offset in range(span.start, span.end):
        if not pieces.is_implied(offset):
            return pieces.character(offset).start
    at = span.start
    begins_line = pieces.is_implied(at - 1) or text[at - 1] == "\n"
    if begins_line and not pieces.is_implied(at):
        return pieces.character(at).start
    return pieces.gap(at).start
