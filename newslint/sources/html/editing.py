"""Changes of a text turned into changes of the HTML that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint.finding import Edit
from newslint.sources.html.tokens import HTML, SPACE, raw_end
from newslint.sources.pieces import IMPLIED, SPELT
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.origin import Change
    from newslint.sources.pieces import Pieces

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Put(NamedTuple):
    """Something new in the source."""

    at: int
    text: str
    """As text; it becomes HTML when it is written."""


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


def _letters(at: int, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits that turn a text into one of the same length."""
    first = None
    for number in range(len(old) + 1):
        if number < len(old) and old[number] != new[number]:
            first = number if first is None else first
        elif first is not None:
            yield Edit(Span(at + first, at + number), new[first:number])
            first = None


def plan(source: str, text: str, pieces: Pieces, edits: Iterable[Edit]) -> Plan:
    """Return what changes of the source make these changes of its text, all tags left as they are."""
    gone: list[Span] = []
    put: list[Put] = []
    for edit in edits:
        span, new = _whole(text, pieces, edit)
        gone += _taken(source, text, pieces, span, is_deleted=not new)
        put += _placed(source, text, pieces, span, new)
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


def carried_out(source: str, made: Plan, line_end: str, *, spells_nbsp: bool) -> str:
    """Return the source after the changes."""
    pieces, at = [], 0
    waiting = list(made.put)[::-1]
    for gone in (*made.gone, Span(len(source), len(source))):
        while waiting and waiting[-1].at <= gone.start:
            put = waiting.pop()
            place = max(at, put.at)
            pieces += [source[at:place], _written(put.text, line_end, spells_nbsp=spells_nbsp)]
            at = place
        pieces.append(source[at : gone.start])
        at = max(at, gone.end)
    return "".join(pieces)


def _written(text: str, line_end: str, *, spells_nbsp: bool) -> str:
    escapes = {**_ESCAPES, "\n": line_end, **({"\u00a0": "&nbsp;"} if spells_nbsp else {})}
    return "".join(escapes.get(char, char) for char in text)


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


def _taken(source: str, text: str, pieces: Pieces, span: Span, *, is_deleted: bool) -> Iterator[Span]:
    """Yield what goes of the source with a part of the text."""
    if span.is_empty:
        return
    for number in pieces.within(span):
        if pieces.kind(number) == IMPLIED:
            continue
        yield pieces.part(number, span)
        extent = pieces.extent(number)
        last = min(extent.end, span.end)
        if is_deleted and text[last - 1] in SPACE:  # more of it behind a tag would show in its place
            yield from _blanks(source, pieces.gap(last))


def _blanks(source: str, gap: Span) -> Iterator[Span]:
    for kind, span in _tokens(source, gap):
        if kind == "text":
            yield span


def _tokens(source: str, gap: Span) -> Iterator[tuple[str, Span]]:
    """Yield the tokens between two characters of the text, with what no reader sees left out."""
    at = gap.start
    while at < gap.end and (found := HTML.match(source, at, gap.end)):
        start, at = found.span()
        kind = found.lastgroup or ""
        if kind == "tag":
            kind = "end" if found["closing"] else "start"
            if not found["closing"]:
                at = raw_end(source, found["name"].lower(), at)
        yield kind, Span(start, at)


def _placed(source: str, text: str, pieces: Pieces, span: Span, new: str) -> Iterator[Put]:
    """Yield what comes into the source: white space on the outer side of tags, other text where the old one stood."""
    core = new.strip(" \n")
    lead = new[: len(new) - len(new.lstrip(" \n"))]
    trail = new[len(lead) + len(core) :]
    if lead:
        yield Put(_between_tags(source, pieces, span.start), lead)
    if core:
        if span.is_empty and lead:
            yield Put(_between_tags(source, pieces, span.start), core)
        else:
            yield Put(_beside(text, pieces, span), core)
    if trail:
        yield Put(_between_tags(source, pieces, span.end), trail)


def _between_tags(source: str, pieces: Pieces, offset: int) -> int:
    """Return the place between two characters that lies behind end tags and before start tags."""
    gap = pieces.gap(offset)
    at = gap.start
    for kind, token in _tokens(source, gap):
        if kind == "start":
            break
        if kind == "end":
            at = token.end
    return at


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
