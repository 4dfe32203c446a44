"""A conclusion that a machine added: the last paragraphs speak in general terms and tell nothing.

Each sign adds its weight to a score; `ENOUGH` of it makes a hit, and the confidence is a logistic function of it.
Columns and speeches end in general words, too, so that these alone never suffice: what they are held against is the
article above, and a name, a figure or a quotation that is new, or an `I`, makes a paragraph somebody's own.
"""

from __future__ import annotations

import math
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.appended import cohesion
from newslint.appended.headings import bare, folded
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from newslint.document import Document

ENOUGH, HALF, STEEP = 2.2, 1.5, 1.6
"""The score that makes a hit, the one of which half are right, and how fast the confidence grows."""
MOST = 0.95
OPENER, HEADING, PHRASE, CLOSER = 1.5, 2.0, 1.0, 0.7
MOST_PHRASES = 3
USUAL, PER_SHARE, MOST_FOR_SHARE = 0.15, 10.0, 2.5
"""The share of general words that says nothing, what a greater one weighs, and the most that it weighs."""

LEAST_WITH_PHRASES = 0.08
"""The share of general words in a paragraph that nothing announces, if it has several empty phrases."""

FEWEST_ABOVE = 2
"""Paragraphs of the article."""
FEWEST_WORDS, FEWEST_BARE_WORDS, MOST_WORDS = 10, 22, 220
"""Of a conclusion with an opener or a heading, without, and of any."""
MOST_PARAGRAPHS = 3
LONGEST_CLOSER, LONGEST_BELOW, MOST_BELOW = 160, 90, 6
"""Characters of lines that speak to readers, and of buttons and tags, that may follow."""
READ_ABOVE = 8_000
"""Characters of the article that are read."""

# What stands before is looked at last: first the place is told by its letter, which is much faster.
_NEW = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž](?<=[^\W_A-Z]\s.|[,;:]\s.)\w+|\d+")
_QUOTATION_MARKS = '“”"«»„'
_OWN_WORDS = ("I", "my", "My")
_OWN = re.compile(r"(?<![\w.])(?:I|I[’'](?:m|ve|d|ll)|[Mm]y)(?![\w.])")
_CLOSER = re.compile(
    r"(?i)\W*(?:stay tuned|what do you think|what are your|do you (?:think|agree)|let us know|tell us"
    r"|share (?:your|this)|join the|leave a|follow us|for more |keep (?:following|checking|an eye)"
    r"|thank you for reading|thanks for reading"
    r"|subscribe|don[’']t forget|as (?:this|the) (?:story|situation) (?:develops|unfolds)|we will (?:continue|keep))"
)
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_STOPS, _BEHIND_STOPS = (".", "!", "?", "…"), "”\"’')*_"


class Sign(NamedTuple):
    """One kind of evidence: what it weighs, what it says to an editor, and where it stands."""

    weight: float
    says: str
    span: Span


class Ending(NamedTuple):
    """The last paragraphs of an article that tell nothing."""

    block: Span
    heading: Span | None
    """The stock heading above them."""
    closers: tuple[Span, ...]
    """The lines below them that speak to readers."""

    @property
    def span(self) -> Span:
        """All of it."""
        return Span((self.heading or self.block).start, (self.closers[-1] if self.closers else self.block).end)


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the conclusion below the article, its heading and the lines that speak to readers included."""
    ending = _ending(doc, words)
    if not ending:
        return
    signs = list(_signs(doc, ending, words))
    score = sum(sign.weight for sign in signs)
    if score >= ENOUGH:
        fix = Fix("delete the conclusion", (Edit.deleting_lines(doc.text, ending.span),), Safety.UNSAFE)
        evidence = (
            Evidence("it closes the article, and tells no name and no figure that is new", ending.block),
            *(Evidence(sign.says, sign.span) for sign in signs),
        )
        confidence = round(MOST / (1 + math.exp(STEEP * (HALF - score))), 2)
        yield Hit(ending.span, fix, {}, confidence, evidence)


def _ending(doc: Document, words: Mapping[str, frozenset[str]]) -> Ending | None:
    """Return the paragraphs below a stock heading at the foot, else the last paragraph; None if they tell something."""
    number, closers = _last_paragraph(doc)
    places = doc.paragraphs
    if number < FEWEST_ABOVE or not _is_empty(doc, number):
        return None
    stock, general = folded(words["stock_heading"]), words["generic_talk"]
    first = number
    while number - first < MOST_PARAGRAPHS and first > FEWEST_ABOVE and _is_empty(doc, first):
        if _is_stock(bare(places[first - 1].of(doc.text)), stock, general):
            return Ending(Span(places[first].start, places[number].end), places[first - 1], closers)
        first -= 1
    return Ending(places[number], None, closers)


def _is_stock(heading: str, stock: Container[str], general: Container[str]) -> bool:
    """Whether a heading would fit any article: `conclusion`, and what has none but general words."""
    words = _LONGER_WORD.findall(heading)
    return heading in stock or (bool(words) and all(word in general for word in words))


def _last_paragraph(doc: Document) -> tuple[int, tuple[Span, ...]]:
    """Return the last paragraph of prose, and the lines just below it that speak to readers."""
    number = len(doc.paragraphs) - 1
    lowest = number
    while number > FEWEST_ABOVE and lowest - number < MOST_BELOW:
        line = doc.paragraphs[number].of(doc.text)
        is_closer = len(line) <= LONGEST_CLOSER and _CLOSER.match(line)
        if not is_closer and (len(line) > LONGEST_BELOW or _ends_sentence(line)):
            break
        number -= 1
    below = doc.paragraphs[number + 1 : lowest + 1]
    return number, tuple(takewhile(lambda span: _CLOSER.match(doc.text, *span), below))


def _is_empty(doc: Document, number: int) -> bool:
    """Whether a paragraph is prose without a name, a figure or a quotation of its own, and nobody's in particular."""
    span = doc.paragraphs[number]
    text = span.of(doc.text)
    if len(text.split()) < FEWEST_WORDS or not _ends_sentence(text) or _is_spoken(text):
        return False
    new = set(_NEW.findall(text))
    above = doc.text[: span.start]
    new = {word for word in new if word not in above}
    folded = above.casefold() if new else ""
    return all(word.casefold() in folded for word in new)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_BEHIND_STOPS).endswith(_STOPS)


def _is_spoken(text: str) -> bool:
    """Whether somebody is quoted, or says “I”."""
    if any(mark in text for mark in _QUOTATION_MARKS):
        return True
    return any(word in text for word in _OWN_WORDS) and _OWN.search(text) is not None


def _signs(doc: Document, ending: Ending, words: Mapping[str, frozenset[str]]) -> Iterator[Sign]:
    """Yield what speaks for a machine; nothing for a paragraph that nothing announces and that is not general."""
    text, general = ending.block.of(doc.text), words["generic_talk"]
    opener = next((opener for opener in words["conclusion_opener"] if text.startswith(opener)), "")
    is_announced = bool(opener or ending.heading)
    length, generic = cohesion.generic_share(text, general)
    if length > MOST_WORDS or (not is_announced and generic < LEAST_WITH_PHRASES) or cohesion.said(text):
        return  # before the article is read, which takes long
    above = doc.text[max(0, ending.block.start - READ_ABOVE) : ending.block.start]
    generic_above = cohesion.generic_share(above, general).share
    share = generic - generic_above / 2
    lowered = text.replace("'", "’").lower()
    phrases = sorted((phrase for phrase in words["empty_phrase"] if phrase.lower() in lowered), key=lowered.find)
    least = LEAST_WITH_PHRASES if len(phrases) > 1 else USUAL
    if not is_announced and (share < least or length < FEWEST_BARE_WORDS):
        return
    if ending.heading:
        yield Sign(HEADING, "the heading above would fit any article", ending.heading)
    if opener:
        at = Span(ending.block.start, ending.block.start + len(opener.rstrip(",")))
        yield Sign(OPENER, f"“{at.of(doc.text)}” announces a conclusion", at)
    if share > USUAL:
        weight = min(MOST_FOR_SHARE, PER_SHARE * (share - USUAL))
        yield Sign(weight, f"{generic:.0%} of its words are general; above, {generic_above:.0%}", ending.block)
    for phrase in phrases[:MOST_PHRASES]:
        start = ending.block.start + lowered.find(phrase.lower())
        yield Sign(PHRASE, f"“{phrase}” tells nothing", Span(start, start + len(phrase)))
    if ending.closers:
        yield Sign(CLOSER, "what follows speaks to readers", ending.closers[0])
