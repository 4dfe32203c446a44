"""A paragraph at the foot of an article that presents its author: what she covers, where to follow her.

Each sign adds its weight to a score; `ENOUGH` of it makes a hit, and the confidence is a logistic function of it.
Guests of a paper are presented below what they wrote, too, so that only a byline or a heading makes it certain.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document


class Sign(NamedTuple):
    """One kind of evidence: what it weighs, and what it says to an editor."""

    weight: float
    says: str


ENOUGH, HALF = 3.0, 3.7
"""The score that makes a hit, and the one of which half are right."""
PRESENTS = Sign(2, "it says what {} does for a living: writing")
FOLLOW = Sign(1, "it tells readers how to follow or reach the author")
FOR_AN_OUTLET = Sign(1, "it says for whom, or about what")
HEADING = Sign(2, "the heading “{}” stands above")
BYLINE = Sign(2, "{} has the byline")
STRANGER = Sign(1, "{} is nowhere named in the article")
NAMED_IN_ARTICLE = Sign(-3, "{} is named in the article")
NEWS = Sign(-2, "it tells news")

AT_FOOT = 6
"""So many of the last paragraphs are looked at."""
LONGEST = 700
LEAST_ABOVE = 300
"""Characters of the article; with less there is nothing that somebody may have written."""
_BY_REACH = 200

_TITLE = r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Professor|Sir|Dame)\.? )?"
_NAME = rf"{_TITLE}[^\W\d_a-z][\w’'-]+(?: (?:[^\W\d_a-z]\.|(?:de|van|von|del|al|bin|[^\W\d_a-z][\w’'-]+))){1,3}"
_PRESENTS = re.compile(
    rf"(?:By )?(?P<name>{_NAME})(?:, |\s\([^)]{{3,60}}\)\s?|\s)(?:(?:who )?(?:is|was|has been|works as|serves as)\s"
    r"(?:an?|the|our|one of)\s[^.”“\"]{0,80}?\b(?:reporter|writer|editor|correspondent|journalist|columnist|blogger"
    r"|contributor|freelancer|author|photographer|producer|critic|fellow|intern)s?\b"
    r"|(?:covers|writes (?:about|on|for)|reports (?:on|for)|blogs|edits)\b)"
)
_FOLLOW = re.compile(
    r"(?i)\b(?:follow|find|contact|reach|e-?mail|write to|tweet)\b[^.]{0,60}(?:@\w|\bon (?:twitter|x|facebook|instagram"
    r"|linkedin|mastodon|bluesky)\b|\bat\b)|\bcan be (?:reached|followed|contacted)\b"
    r"|\b(?:his|her|their) (?:latest )?book\b"
)
_REACHES = re.compile(
    r"(?i)(?:you can )?(?:follow|contact|e-?mail|reach|tweet|write to)\s"
    rf"(?:him|her|them|me|the (?:author|reporter|writer)|(?P<name>(?-i:{_NAME})))\b[^.]{{0,80}}"
    r"(?:@\w|\bon (?:twitter|x|facebook|instagram|linkedin|mastodon|bluesky)\b|\bat \S+@)"
)
_OUTLET = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|journalist|columnist|blogger|contributor|author|photographer|producer"
    r"|critic)s?\b[^.]{0,30}\b(?:for|at|of|with|in|based|who|covering|specializing)\b|\b(?:covers|writes|reports)\b"
)
_HEADING = re.compile(
    r"(?i)\W*(?:about the (?:authors?|writers?|reporter)|author bio\w*|meet the author|über (?:den|die) autor\w*"
    r"|sobre (?:el|la|o|a) autora?|à propos de l[’']aut\w+|l[’']autor\w+|yazar hakkında|over de auteur|o autorze)\W*"
)
_NEWS = re.compile(
    r"[“”\"]|\b(?:said|told|announced|arrested|charged|killed|died|resigned|court|sentenced|on (?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day|last (?:week|month|year)|according to)\b"
)


def check(doc: Document) -> Iterator[Hit]:
    """Yield the paragraphs at the foot that present the author."""
    count = len(doc.paragraphs)
    for number in range(max(1, count - AT_FOOT), count):
        place = doc.paragraphs[number]
        text = place.of(doc.text)
        if len(text) > LONGEST or place.start < LEAST_ABOVE:
            continue
        presents, reaches = _PRESENTS.match(text), _REACHES.match(text)
        found = presents or reaches
        if not found:
            continue
        first = number
        signs = list(_signs(doc, number, text, found["name"] or "the author", is_presented=bool(presents)))
        if number > 1 and _HEADING.fullmatch(doc.paragraphs[number - 1].of(doc.text)):
            first -= 1
            signs.append((HEADING, doc.paragraphs[first].of(doc.text)))
        score = sum(sign.weight for sign, _ in signs)
        if score >= ENOUGH:
            span = Span(doc.paragraphs[first].start, place.end)
            edit = Edit(Span(doc.paragraphs[first - 1].end, span.end), "")
            evidence = tuple(Evidence(sign.says.format(name), span) for sign, name in signs if sign.weight > 0)
            fix = Fix("delete the biography", (edit,), Safety.UNSAFE)
            yield Hit(span, fix, {}, round(0.97 / (1 + math.exp(HALF - score)), 2), evidence)


def _signs(doc: Document, number: int, text: str, name: str, *, is_presented: bool) -> Iterator[tuple[Sign, str]]:
    """Yield what speaks for and against a paragraph being a biography, with the name that it is about."""
    if is_presented:
        yield PRESENTS, name
        if _OUTLET.search(text):
            yield FOR_AN_OUTLET, name
    if _FOLLOW.search(text):
        yield FOLLOW, name
    if _NEWS.search(text):
        yield NEWS, name
    surname = name.rpartition(" ")[2]
    above = doc.text[: doc.paragraphs[number].start]
    bylines = [above[:_BY_REACH], str(doc.meta.get("byline", ""))]
    if any(re.search(rf"(?i:\bby|\A)\s+(?:\S+ ){{0,2}}{re.escape(surname)}\b", byline) for byline in bylines if byline):
        yield BYLINE, name
    elif re.search(rf"\b{re.escape(surname)}\b", above):
        yield NAMED_IN_ARTICLE, name
    elif is_presented:
        yield STRANGER, name
