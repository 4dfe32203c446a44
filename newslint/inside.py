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

_TOUCHES = (
    r"(?<=[\w%)\]”\"’.…!?].)[”\"’)\]]{0,2}"
    r"(?=[“\"‘(\[]{0,2}(?:[A-Z][a-z’']|[A-Z]{2}|[AI] |(?<!\d.)\d{1,2}[A-Z ])|(?=___))"
)
_TOUCHING = {mark: re.compile(rf"\{mark}{_TOUCHES}") for mark in ".!?…)]"}
"""A pattern for each mark: what begins with one character is found far faster than what begins with one of some."""
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
_OF_CAPITALS = bytes(ord("A") if chr(code) in "ABCDEFGHIJKLMNOPQRSTUVWXYZ'- ?" else ord(".") for code in range(256))
_SHORTEST_CAPITALS = b"A" * 12
"""So many characters of `_OF_CAPITALS` have four such words at least, with the blanks."""
_HINTS = ("@", "#", "://", "www.")
_BEFORE_HINT, _LONGEST_ADDRESS, _BEHIND = 41, 210, 5
"""Characters: so far before its hint an address begins at most, so far behind it stands a blank, and so many characters
from there on tell that the address ends."""
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
    is_glued: bool = False
    """Whether no white space stands there."""
    is_meeting: bool = False
    """Whether only letters meet there, and it may be a name such as `AirPlay`."""


def from_place(inside: Sequence[Border], at: int) -> int:
    """Return the number of the first border of a paragraph whose piece begins at `at` or later."""
    return bisect.bisect_left(inside, at, key=lambda border: border.start)


def borders(doc: Document) -> Iterator[tuple[Border, ...]]:
    """Yield the borders inside of each paragraph, in the order of the text; for `Document.view`."""
    text, found = doc.text, _between_sentences(doc)
    touching = list(_touching(doc))
    for paragraph in doc.paragraphs if is_damaged(doc) else _with(doc, touching):
        for match in _MEETING.finditer(text, *paragraph):
            if _are_words(doc, match):
                found[doc.paragraph_at(paragraph.start)][match.end()] = Border(
                    match.end(), match.end(), is_glued=True, is_meeting=True
                )
    for match in itertools.chain(_in_capitals(text), _addresses(doc)):
        border = Border(match.end() - 1, match.end(), is_meeting=True)
        found[doc.paragraph_at(border.start)].setdefault(border.start, border)
    for place in touching:
        found[doc.paragraph_at(place)][place] = Border(place, place, is_glued=True)
    return (tuple(sorted(inside.values())) for inside in found)


def _between_sentences(doc: Document) -> list[dict[int, Border]]:
    """Return for each paragraph the borders of its sentences, by where the next one begins."""
    firsts = {paragraph.start for paragraph in doc.paragraphs}
    found: list[dict[int, Border]] = []
    end = 0
    for sentence in doc.sentences:
        if sentence.start in firsts:
            found.append({})
        else:
            found[-1][sentence.start] = Border(end, sentence.start)
        end = sentence.end
    return found


def _in_capitals(text: str) -> Iterator[re.Match[str]]:
    """Yield the words all in capitals before a sentence."""
    # What Latin-1 has not, such as `’`, becomes “?”.
    if _SHORTEST_CAPITALS in text.encode("latin-1", "replace").translate(_OF_CAPITALS):
        yield from _CAPITALS_END.finditer(text)


def _addresses(doc: Document) -> Iterator[re.Match[str]]:
    """Yield the addresses and handles, which are looked for around what each of them has."""
    text = doc.text
    for hint in _HINTS:
        at = text.find(hint)
        while at >= 0:
            blank = text.find(" ", at, at + _LONGEST_ADDRESS)
            if blank > 0:
                paragraph = doc.paragraphs[doc.paragraph_at(at)]
                start, end = max(paragraph.start, at - _BEFORE_HINT), min(paragraph.end, blank + _BEHIND)
                yield from _ADDRESS_END.finditer(text, start, end)
            at = text.find(hint, max(at, blank) + 1)


def _with(doc: Document, places: Iterable[int]) -> Iterator[Span]:
    """Yield the paragraphs in which one of the places is, each once."""
    yield from (doc.paragraphs[number] for number in sorted({doc.paragraph_at(place) for place in places}))


def _touching(doc: Document) -> Iterator[int]:
    """Yield the places in paragraphs at which a stop or a bracket touches what may begin a sentence."""
    text = doc.text
    patterns = (pattern for mark, pattern in _TOUCHING.items() if mark in doc.characters)
    for match in itertools.chain.from_iterable(pattern.finditer(text) for pattern in patterns):
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


def pieces(doc: Document) -> Iterator[tuple[int, int]]:
    """Yield where each piece begins and ends of the paragraphs that have more than one.

    Those that begin together follow each other.
    """
    for paragraph, inside in zip(doc.paragraphs, doc.view(borders), strict=True):
        if not inside:
            continue
        starts = [paragraph.start, *(border.start for border in inside)]
        ends = [*inside, Border(paragraph.end, paragraph.end)]
        for number, start in enumerate(starts):
            for last in ends[number : number + _MOST_MEETINGS + 1]:
                if last.end - start <= LONGEST_LINE:
                    yield start, last.end
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
