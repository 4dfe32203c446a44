"""Pieces of a paragraph, one of which may be furniture that a program joined with the text.

A piece reaches from one border to the next: the ends of sentences, stops and brackets that touch the next word
(`… the vote.You may also like …`), and, in a damaged article or beside such a stop, small letters that touch a capital,
where two words seem to meet (`NewsletterComments`). What touches nothing and has no stop of its own is a sentence like
any other, and is judged by its words alone.

A rule of `lines` with `place = "everywhere"` knows its lines among these pieces too, one with `"inside"` only there.
Captions, links and slots have checks of their own (`embedded_…`), as the places where they end follow from what they
are.
"""

from __future__ import annotations

import bisect
import itertools
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.line_pattern import LONGEST_LINE
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newslint.document import Document

# First the mark, for speed.
_TOUCHING = re.compile(
    r"[.!?…)\]](?<=[\w%)\]”\"’.…!?].)[”\"’)\]]{0,2}"
    r"(?=[“\"‘(\[]{0,2}(?:[A-Z][a-z’']|[A-Z]{2}|[AI] |(?<!\d.)\d{1,2}[A-Z ])|(?=___))"
)
_MEETING = re.compile(
    r"(?<![^\W_])[A-Za-z’']{0,24}?(?:[a-z]{2}(?=[A-Z][a-z])|[A-Z]{3}(?=[A-Z][a-z])|[A-Za-z]{3}(?=“[A-Z]))"
)
# What has no stop of its own before the next sentence: an address, a handle, words all in capitals.
_NEXT_SENTENCE = r" (?=[“\"‘]?[A-Z][a-z’']|[“\"‘]?[AI] [a-z])"
_ADDRESS_END = re.compile(
    r"(?:(?<!\w)[@#]\w{2,30}|(?<![\w.-])[\w.-]{1,40}@[\w.-]{2,40}\w|(?:https?://|www\.)\S{3,200})" + _NEXT_SENTENCE
)
_CAPITALS_END = re.compile(
    r"[A-Z][A-Z’'-](?<!\w..)(?<![A-Z] ..)[A-Z’'-]{0,19} (?:[A-Z][A-Z’'-]{1,20} ){2,11}[A-Z]{2,20}" + _NEXT_SENTENCE
)
_ANY_HINT = ("@", "#", "http", "www")
_HINTS = re.compile("[@#]|http|www")
_NEXT_WORD = re.compile(r"“?[A-Z][a-z]{0,24}")
_ADDRESS = re.compile(r"(?://|www\.|\w@|/)\S*\Z")
_IN_ADDRESS = re.compile(r"[\w.-]{1,40}@")
_REACH = 60
_SHORTEST_WORD = 3
_MOST_MEETINGS = 3
"""So many places where words seem to meet a piece may run over."""


class Border(NamedTuple):
    """A place where a piece may end and the next may begin."""

    end: int
    start: int
    is_glued: bool
    """Whether no white space stands there."""
    is_meeting: bool = False
    """Whether only letters meet there, and it may be a name such as `AirPlay`."""


def from_place(inside: Sequence[Border], at: int) -> int:
    """Return the number of the first border of a paragraph whose piece begins at `at` or later."""
    return bisect.bisect_left(inside, at, key=lambda border: border.start)


def _meeting(at: int) -> Border:
    return Border(at, at, is_glued=True, is_meeting=True)


class Piece(NamedTuple):
    """A part of a paragraph between two borders."""

    span: Span
    is_glued: bool
    """Whether it touches what stands before or behind it."""
    is_last: bool
    """Whether the paragraph ends with it."""


def borders(doc: Document) -> Iterator[tuple[Border, ...]]:
    """Yield the borders inside of each paragraph, in the order of the text; for `Document.view`."""
    text, firsts = doc.text, {paragraph.start for paragraph in doc.paragraphs}
    found = {
        sentence.start: Border(before.end, sentence.start, is_glued=False)
        for before, sentence in itertools.pairwise(doc.sentences)
        if sentence.start not in firsts
    }
    touching = list(_touching(doc))
    for paragraph in doc.paragraphs if is_damaged(doc) else _with(doc, touching):
        meeting = (match for match in _MEETING.finditer(text, *paragraph) if _are_words(doc, match))
        found |= {match.end(): _meeting(match.end()) for match in meeting}
    hints = [match.start() for match in _HINTS.finditer(text)] if any(hint in text for hint in _ANY_HINT) else []
    addresses = (_ADDRESS_END.finditer(text, *paragraph) for paragraph in _with(doc, hints))
    for match in itertools.chain(_CAPITALS_END.finditer(text), *addresses):
        found.setdefault(match.end(), Border(match.end() - 1, match.end(), is_glued=False, is_meeting=True))
    found |= {place: Border(place, place, is_glued=True) for place in touching}
    places, at = sorted(found), 0
    for paragraph in doc.paragraphs:
        end = bisect.bisect_right(places, paragraph.end, at)
        yield tuple(map(found.__getitem__, places[at:end]))
        at = end


def _with(doc: Document, places: Iterable[int]) -> Iterator[Span]:
    """Yield the paragraphs in which one of the places is, each once."""
    yield from (doc.paragraphs[number] for number in sorted({doc.paragraph_at(place) for place in places}))


def _touching(doc: Document) -> Iterator[int]:
    """Yield the places in paragraphs at which a stop or a bracket touches what may begin a sentence."""
    text = doc.text
    for match in _TOUCHING.finditer(text):
        near = max(doc.paragraphs[doc.paragraph_at(match.start())].start, match.start() - _REACH)
        is_bracket = text[match.start()] in ")]"
        if is_bracket or not (_IN_ADDRESS.match(text, match.end()) or _ADDRESS.search(text, near, match.end())):
            yield match.end()


def _are_words(doc: Document, match: re.Match[str]) -> bool:
    """Whether two words that seem to meet are words both, and together no name that the article has elsewhere."""
    following = _NEXT_WORD.match(doc.text, match.end())
    if not following or len(match[0]) < _SHORTEST_WORD:
        return False
    if _ADDRESS.search(doc.text, max(0, match.start() - _REACH), match.end()):
        return False
    both = match[0] + following[0]
    if both in english() or doc.vocabulary[both] > 1:
        return False
    return match[0] in english() or match[0].lower() in english()


def pieces(doc: Document) -> Iterator[Piece]:
    """Yield the pieces of the paragraphs that have more than one; those that begin together follow each other."""
    for paragraph, inside in zip(doc.paragraphs, doc.view(borders), strict=True):
        if not inside:
            continue
        whole = Border(paragraph.end, paragraph.end, is_glued=False)
        starts = [Border(paragraph.start, paragraph.start, is_glued=False), *inside]
        ends = [*inside, whole]
        for number, first in enumerate(starts):
            for last in ends[number : number + _MOST_MEETINGS + 1]:
                span = Span(first.start, last.end)
                if span.end - span.start <= LONGEST_LINE:
                    yield Piece(span, first.is_glued or last.is_glued, last is whole)
                if not last.is_meeting:
                    break


def is_glued(doc: Document, span: Span) -> bool:
    """Whether a part of a paragraph touches what stands before or behind it."""
    text = doc.text
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return bool(before.strip() or after.strip())


def taken_out(doc: Document, span: Span, title: str) -> Fix:
    """Return the fix that takes a part of a paragraph out, and leaves a space where it kept two sentences apart."""
    text = doc.text
    number = doc.paragraph_at(span.start)
    if number >= 0 and doc.paragraphs[number] == span:
        return Fix(title, (Edit.deleting_lines(text, span),), Safety.UNSAFE)
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if after.strip():  # the letter behind it goes along, so that no other fix puts a second space before that
        return Fix(
            title, (Edit(Span(span.start, span.end + 1), f" {after}" if before.strip() else after),), Safety.UNSAFE
        )
    return Fix(title, (Edit.deleting(text, span),), Safety.UNSAFE)
