"""A list of links to other articles: a heading such as “Related stories”, and headlines below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document

CONFIDENCE = {1: 0.7, 2: 0.88}
SURE = 0.95
"""The confidence by the number of headlines, and with more of them."""
LONGEST_HEADING, SHORTEST, LONGEST = 70, 15, 160
FEWEST_WORDS, MOST_LINES = 3, 30

_HEADING = re.compile(
    r"(?i)[\W_]*(?:related (?:stories|articles|posts?|news|content|reading|topics|coverage|links|videos?)|related"
    r"|(?:more|other) (?:stories|articles|news|coverage)(?: (?:from|by|on|about|like this|you may like)\b.{0,30})?"
    r"|more (?:from|on|in|by) .{2,40}|more from us|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)"
    r"|(?:also|further) (?:read|reading|on .{2,30})|read (?:also|more|next|this next)|see also|don[’']t miss"
    r"|recommended(?: (?:for you|stories|articles|reading))?|most (?:popular|read|viewed|shared)(?: .{2,25})?"
    r"|popular(?: (?:now|on|in) .{2,20})?"
    r"|trending(?: now| .{2,20})?|top stories|latest (?:news|stories)|editors?[’']?s? picks?|what to read next"
    r"|artículos relacionados|noticias relacionadas|te puede interesar|también te puede interesar|lee también"
    r"|lo más leído"
    r"|notícias relacionadas|leia (?:também|mais)|veja também|mais lidas|à lire aussi|lire aussi"
    r"|articles (?:liés|associés)"
    r"|sur le même sujet|les plus lus|leggi anche|articoli correlati|potrebbe interessarti|i più letti|mehr zum thema"
    r"|lesen sie auch|auch interessant|das könnte sie (?:auch )?interessieren|meistgelesen|verwandte artikel"
    r"|ilgili haberler"
    r"|bunlar da ilginizi çekebilir|çok okunanlar|lees ook|gerelateerde artikelen|meest gelezen|czytaj (?:także"
    r"|też|również)"
    r"|zobacz (?:także|też|również)|przeczytaj (?:także|też)|powiązane artykuły|najczęściej czytane)[\s:….►▼»>*_#-]*"
)
_MAY_BE_MEANT = re.compile(r"(?i)[\W_]*(?:read (?:more|next)|see also|further reading)\b")
"""Headings by which articles point to others on purpose."""
MEANT = 0.75
_HEADLINE = re.compile(r"[\s•*·>»►▸\-–—\d.)]*[“‘'\"«¿¡\[(]*[^\W_a-zà-ž]|[\s•*·>»►▸–—-]*\d")
_ENDS_SENTENCE = re.compile(r"(?:[^.]\.|[:;,])[”\"’')]*$")


def check(doc: Document) -> Iterator[Hit]:
    """Yield each block of links, headings included; lists with headings that follow each other are one block."""
    number, count = 1, len(doc.paragraphs)
    while number < count:
        headings, first = list[int](), number
        while (last := _list_below(doc, number)) > number:
            headings.append(number)
            number = last + 1
        if headings:
            yield _hit(doc, headings, number - 1)
        number = max(number, first + 1)


def _list_below(doc: Document, number: int) -> int:
    """Return the last headline below a heading, or the line itself if it is no heading or no headline is below it."""
    count = len(doc.paragraphs)
    if number >= count:
        return number
    place = doc.paragraphs[number]
    if place.end - place.start > LONGEST_HEADING or not _HEADING.fullmatch(doc.text, *place):
        return number
    last = number
    while last + 1 < count and last - number < MOST_LINES and _is_headline(doc.paragraphs[last + 1].of(doc.text)):
        last += 1
    return last


def _is_headline(line: str) -> bool:
    """Whether a line looks like a headline: some words that no full stop ends."""
    is_long_enough = len(line) >= SHORTEST and len(line.split()) >= FEWEST_WORDS
    return is_long_enough and len(line) <= LONGEST and bool(_HEADLINE.match(line)) and not _ENDS_SENTENCE.search(line)


def _hit(doc: Document, headings: Sequence[int], last: int) -> Hit:
    places = [doc.paragraphs[number] for number in headings]
    span = Span(places[0].start, doc.paragraphs[last].end)
    count = last + 1 - headings[0] - len(headings)
    lines = "line" if count == 1 else "lines"
    below = Span(doc.paragraphs[headings[0] + 1].start, span.end)
    evidence = (
        *(Evidence(f"the heading “{place.of(doc.text)}”", place) for place in places),
        Evidence(f"{count} {lines} without a full stop below it, like headlines", below),
    )
    fix = Fix("delete the links", (Edit.deleting_lines(doc.text, span),), Safety.UNSAFE)
    confidence = CONFIDENCE.get(count, SURE)
    if any(_MAY_BE_MEANT.match(doc.text, *place) for place in places):
        confidence = min(confidence, MEANT)
    return Hit(span, fix, {}, confidence, evidence)
