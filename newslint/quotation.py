"""Quotation marks read in context: which one opens, which one closes, whatever its glyph says.

Damaged news turns marks the wrong way round, so the glyph alone proves nothing. For each paragraph this module takes
the reading that contradicts the text least: the glyph of a mark, the room beside it and whether a quotation is already
open each speak for one of the two jobs, and going against them has a cost. `Mark.turned` tells that the glyph lost.
"""

from __future__ import annotations

import bisect
import functools
import math
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_GLYPHS = '“”„«»"'
_BROKEN = "â€"
"""Behind it a glyph is the last piece of a dash or a mark that was read wrongly."""
_BEFORE_OPENING = frozenset("([{—–-/‘'*_>&")
_AFTER_CLOSING = frozenset(".,;:!?…)]}—–-/’'*_<")
_ENDS_SENTENCE = frozenset(".!?…")
_INCH_GLYPHS = frozenset('"”')

# What it costs a reading to contradict the text.
_ROOM = 4
"""Room on one side only is the best witness: translation turns glyphs, but seldom moves white space."""
_GLYPH = 2
_NESTED = 2
"""Opens though a quotation is open, and nothing but its glyph says that it opens. With room before it a mark opens
anew as often as it likes: paragraphs of a long quotation are joined, translators open each sentence. An opening glyph
between a stop and a capital needs no room: that is where such joints were glued."""
_UNOPENED = 2
"""Closes though none is open: a lost opening mark."""
_UNCLOSED = 1
"""Still open at the end of the paragraph: cheap, for long quotations are printed so."""
_INCH = 1
"""A mark after a digit measures inches or seconds (5'10") and is no quotation mark at all."""

_NOT_MARK = None
_Job = bool | None
_Seen = tuple[str, str, str, bool | None]
"""What is seen of a mark: the characters before, on and behind its place, and whether its glyph says “I open”."""
_Step = tuple[bool, bool, _Job, int]
"""Whether a quotation is open before a mark, and after it; what the mark does; what that costs."""

_WORD_BEFORE = re.compile(r"[^\s“”„«»\"—–(\[{]{1,40}+\Z")
_WORD_AFTER = re.compile(r"\w{1,40}+(?:[’'-]\w{1,40}+)?|[.,;:!?…]{1,3}")
_WORD_REACH = 40


class Mark(NamedTuple):
    """One double quotation mark of a text."""

    at: int
    """Its offset in code points."""
    opens: bool
    """What it does here: open a quotation, or close one."""
    turned: bool
    """Whether the glyph is one for the opposite job (never so for the straight mark)."""
    inside: bool
    """Whether a quotation was already open before it."""

    @property
    def span(self) -> Span:
        """The place of the mark itself."""
        return Span(self.at, self.at + 1)


def marks(text: str, paragraphs: Iterable[Span]) -> Iterator[Mark]:
    """Yield the double quotation marks of the paragraphs, in order. Inch marks (5'10") are left out."""
    says_opens = _meaning_of_glyphs(text)
    found = _places(text)  # all of them stand in paragraphs
    first = 0
    for paragraph in paragraphs:
        if first == len(found):
            return
        if found[first] >= paragraph.end:
            continue
        last = bisect.bisect_left(found, paragraph.end, first)
        places, first, is_open = found[first:last], last, False
        for at, opens in zip(places, _reading(text, paragraph, places, says_opens), strict=True):
            if opens is not _NOT_MARK:
                yield Mark(at, opens, says_opens.get(text[at], opens) != opens, is_open)
                is_open = opens


def _places(text: str) -> list[int]:
    """Return where the glyphs stand, in order: an article has few, and each kind is found at once."""
    places = []
    for glyph in _GLYPHS:
        at = text.find(glyph)
        while at >= 0:
            places.append(at)
            at = text.find(glyph, at + 1)
    if _BROKEN in text:
        places = [at for at in places if text[max(0, at - len(_BROKEN)) : at] != _BROKEN]
    return sorted(places)


def _meaning_of_glyphs(text: str) -> Mapping[str, bool]:
    """Return for each glyph whether it says “I open”; a glyph that can do both in this text is left out."""
    meaning = {"”": False, "„": True}
    if "„" not in text:
        meaning["“"] = True  # beside „ it closes („German“) or opens, as in English
    if "«" in text or "»" in text:
        points_inwards = len(re.findall(r"»\w", text)) > len(re.findall(r"«\s?\w", text))
        meaning |= {"«": not points_inwards, "»": points_inwards}
    return meaning


def _reading(text: str, paragraph: Span, places: Sequence[int], says_opens: Mapping[str, bool]) -> Sequence[_Job]:
    """Return what each mark of a paragraph does in the cheapest reading."""
    seen: list[_Seen] = []
    for at in places:
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        seen.append((before, text[at], after, says_opens.get(text[at])))
    return _undisputed(seen) or _cheapest(seen)


def _undisputed(seen: Sequence[_Seen]) -> Sequence[_Job]:
    """Return the reading that costs nothing and leaves no quotation open, if there is one: each other costs more."""
    is_open = False
    reading: list[_Job] = []
    for one in seen:
        job = _free(*one)[is_open]
        if job is None:
            return ()
        reading.append(job)
        is_open = job
    return () if is_open else reading


def _cheapest(seen: Iterable[_Seen]) -> Sequence[_Job]:
    """Return the cheapest reading: the shortest path through two states."""
    cost = {False: 0.0, True: math.inf}  # at its start no quotation is open
    best_steps: list[dict[bool, _Step]] = []
    for one in seen:
        best = {False: math.inf, True: math.inf}
        best_step: dict[bool, _Step] = {}
        for step in _steps(*one):
            was_open, is_open, _, own_cost = step
            total = cost[was_open] + own_cost
            if total < best[is_open]:
                best[is_open], best_step[is_open] = total, step
        cost = best
        best_steps.append(best_step)
    state = cost[True] + _UNCLOSED < cost[False]
    reading: list[_Job] = []
    for best_step in reversed(best_steps):
        state, _, job, _ = best_step[state]
        reading.append(job)
    return reading[::-1]


@functools.lru_cache(maxsize=4096)  # a handful of neighbours recur in all texts
def _steps(before: str, glyph: str, after: str, says_opens: bool | None) -> tuple[_Step, ...]:  # noqa: FBT001
    """Return what a mark may do as far as its glyph and its neighbours tell, and what each choice costs."""
    room_before = before.isspace() or before in _BEFORE_OPENING
    room_after = after.isspace() or after in _AFTER_CLOSING
    inch = before.isdigit() and glyph in _INCH_GLYPHS
    to_open = _GLYPH * (says_opens is False) + _ROOM * (inch or (room_after and not room_before))
    to_close = _GLYPH * (says_opens is True) + _ROOM * (room_before and not room_after)
    begins = (room_before and not room_after) or (before in _ENDS_SENTENCE and after.isupper() and says_opens)
    nested = 0 if begins and says_opens is not False else _NESTED
    closing = (False, False, False, to_close + _UNOPENED), (True, False, False, to_close)
    opening = (False, True, True, to_open), (True, True, True, to_open + nested)
    measuring = (False, False, _NOT_MARK, _INCH), (True, True, _NOT_MARK, _INCH)
    return (*measuring, *closing, *opening) if inch else (*closing, *opening)


@functools.lru_cache(maxsize=4096)
def _free(before: str, glyph: str, after: str, says_opens: bool | None) -> tuple[bool | None, bool | None]:  # noqa: FBT001
    """Return the only thing that costs a mark nothing, where no quotation is open and where one is; None if nothing."""
    steps = _steps(before, glyph, after, says_opens)
    free = [[job for was_open, _, job, cost in steps if was_open is state and not cost] for state in (False, True)]
    closed, opened = (jobs[0] if len(jobs) == 1 else None for jobs in free)
    return closed, opened


def touching(text: str, mark: Span) -> Span:
    """Return the mark (or marks) with the word before and the word or stop after it, as far as they touch it."""
    before = _WORD_BEFORE.search(text[max(0, mark.start - _WORD_REACH) : mark.start])
    after = _WORD_AFTER.match(text, mark.end)
    return Span(mark.start - len(before[0]) if before else mark.start, after.end() if after else mark.end)


def quotations(marks: Iterable[Mark], paragraphs: Iterable[Span]) -> Iterator[Span]:
    """Yield the quotations, marks included.

    A quotation that its paragraph leaves open ends with the paragraph: the next one of a long quotation opens anew. An
    opening mark inside a quotation opens nothing new, because careless pages repeat it at each sentence; so a quotation
    in double marks within another ends both.
    """
    ends = iter(paragraphs)
    end = next(ends, Span(0, 0)).end
    start: int | None = None
    for mark in marks:
        while mark.at >= end:
            if start is not None:
                yield Span(start, end)
                start = None
            end = next(ends).end
        if mark.opens and start is None:
            start = mark.at
        elif not mark.opens and start is not None:
            yield Span(start, mark.at + 1)
            start = None
    if start is not None:
        yield Span(start, end)
