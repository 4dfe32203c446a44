"""Key takeaways: a list at the head or the foot of an article that says once more what the article says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended.headings import bare_lines, folded
from newslint.cohesion import stem
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.document import Document
    from newslint.span import Span

FEWEST_ABOVE = 2
"""Paragraphs above a list at the foot."""
LONGEST_BELOW, MOST_BELOW = 120, 8
"""Characters and number of the lines that may follow a list at the foot: buttons and tags, no paragraph."""
FEWEST_PARAGRAPHS = 4
MOST_LISTS = 2
"""At the head and as many at the foot: each is compared with the whole article."""
FEWEST_POINTS, MOST_POINTS = 2, 12
LONGEST_POINT = 300
LONGEST_BARE_POINT = 160
"""Characters of a point that no mark precedes."""
TOLD = 0.4
"""The share of the words of a point that the article has, if the point only repeats it."""
MOSTLY_GENERAL = 0.2
"""The share of general words in a point that adds nothing."""
SAYS_NOTHING_NEW = 0.6
"""The share of such points in a list that sums the article up."""
LIKELY, PERHAPS = 0.82, 0.6

_POINT = re.compile(r"\s*(?:[-*•–—▪●◦‣·➢→✓✔✅]|\d{1,2}[.):])\s*(?=\S)")
_LEAD = re.compile(
    r"(?:(?:here (?:are|is)|here’s|the|our|some|your|a|an|these|few|brief|article|story|news|executive|\d{1,2}|two"
    r"|three|four|five|six|seven|eight|nine|ten) )*"
)
_NOUNS = (
    r"take-?\s?aways?|points?|facts?|insights?|findings?|messages?|lessons?|details|highlights?|developments?|learnings"
    r"|elements"
)
_ADJECTIVES = r"key|main|top|core|major|biggest|important|essential|crucial|quick|critical|central|notable|principal"
_ENGLISH = re.compile(
    rf"(?:(?:{_ADJECTIVES}) (?:{_NOUNS}|summary|recap)|take-?\s?aways?|highlights|recap|summary|tl;?dr|at a glance"
    r"|in (?:brief|short|summary|a nutshell|a few words)|summing up|to sum up|what (?:you (?:need|should|have)|we|to)"
    r"(?: to)? (?:know|remember|learned)|need to know|(?:things|points) to (?:know|note|remember)"
    r")"
)
_TAIL = re.compile(r"(?:\Z|\s?[:–—(|-]| (?:from|of|about|on|at|to|for|in|behind|you|this|here|today)\b)")
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield each list whose heading says that it sums up, and whose points add nothing."""
    if len(doc.paragraphs) < FEWEST_PARAGRAPHS:
        return
    phrases = folded(words["takeaway_heading"])
    announced = [number for number, heading in doc.view(bare_lines) if heading and _announces(heading, phrases)]
    for number in sorted({*announced[:MOST_LISTS], *announced[-MOST_LISTS:]}):
        headed = doc.paragraphs[number]
        points = _points(doc, number + 1)
        last = number + len(points)
        is_foot = number >= FEWEST_ABOVE and _is_foot(doc, last)
        if not points and number >= FEWEST_ABOVE:
            points = _bare_points(doc, number + 1)
            last, is_foot = number + len(points), True
        if len(points) < FEWEST_POINTS:
            continue
        span = headed.hull(points[-1])
        article = _stems(f"{doc.text[: span.start]} {doc.text[span.end :]}")
        old = [point for point in points if _adds_nothing(point.of(doc.text), article, words["generic_talk"])]
        if len(old) < SAYS_NOTHING_NEW * len(points):
            continue
        evidence = (
            Evidence("the heading says that what follows sums up", headed),
            Evidence(f"{len(old)} of {len(points)} points say nothing that the article does not say", span),
        )
        fix = Fix("delete the key takeaways", (Edit.deleting_lines(doc.text, span),), Safety.UNSAFE)
        yield Hit(span, fix, {}, LIKELY if is_foot else PERHAPS, evidence)


def _announces(heading: str, phrases: AbstractSet[str]) -> bool:
    """Whether a heading announces a summary: `5 key takeaways from the vote`, `In summary: what you need to know`."""
    lead = _LEAD.match(heading)
    rest = heading[lead.end() :] if lead else heading
    english = _ENGLISH.match(rest)
    ends = [english.end()] if english else []
    ends += [len(phrase) for phrase in phrases if rest.startswith(phrase)]
    return any(_TAIL.match(rest, end) for end in ends) or heading in phrases


def _points(doc: Document, first: int) -> Sequence[Span]:
    """Return the lines from `first` on that are points of a list: all have its marks."""
    points = []
    for span in doc.paragraphs[first : first + MOST_POINTS]:
        if not _POINT.match(doc.text, *span) or span.end - span.start > LONGEST_POINT:
            break
        points.append(span)
    return points


def _bare_points(doc: Document, first: int) -> Sequence[Span]:
    """Return the lines from `first` to the end of the text, if they are as short as points that lost their marks."""
    points = doc.paragraphs[first:]
    are_short = len(points) <= MOST_POINTS and all(span.end - span.start <= LONGEST_BARE_POINT for span in points)
    return points if are_short else ()


def _is_foot(doc: Document, last: int) -> bool:
    below = doc.paragraphs[last + 1 :]
    return len(below) <= MOST_BELOW and all(span.end - span.start <= LONGEST_BELOW for span in below)


def _adds_nothing(point: str, article: Container[str], general: Container[str]) -> bool:
    """Whether the article has what a point says, or the point says nothing in particular."""
    words = _WORD.findall(point.casefold())
    told = sum(stem(word) in article for word in words)
    return told >= TOLD * len(words) or sum(word in general for word in words) >= MOSTLY_GENERAL * len(words)


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, _WORD.findall(text.casefold())))
