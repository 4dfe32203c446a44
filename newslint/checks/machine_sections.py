"""Parts that machines give an article: a conclusion that tells nothing, key takeaways, stock headings."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

KINDS = frozenset({"conclusion", "takeaways", "headings"})

FOOT = 3  # paragraphs in which a conclusion stands, and in which a list of takeaways ends
HEAD = 3  # paragraphs in which a list of takeaways begins
FEWEST_PARAGRAPHS = 4  # of an article that has a conclusion
FEWEST_POINTS, MOST_POINTS = 2, 10
LONGEST_POINT = 300  # characters
LONGEST_HEADING = 60  # characters
FEWEST_HEADINGS = 3
RESTATED = 0.8  # share of the words of the takeaways that the article has
LIKELY, PERHAPS = 0.82, 0.6

_WORD = re.compile(r"[^\W\d_]{4,}")
_MARKS = re.compile(r"^[\s#*_>•–—-]+|[\s*_:.]+$")
_POINT = re.compile(r"\s*(?:[-*•–—▪●✓✔]|\d{1,2}[.)])\s+")
_NAME_OR_FIGURE = re.compile(r"(?<=[^\W_A-Z]\s|[,;:]\s)[A-ZÀ-ÖØ-ÞĀ-Ž]\w+|\d|[“”\"«»„]")
_FIRST_PERSON = re.compile(r"(?<![\w.])(?:I|I[’'](?:m|ve|d|ll)|[Mm]y)(?![\w.])")


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the machine-made parts of an article; `words` has the openers, phrases and headings that they use."""
    if len(doc.paragraphs) < FEWEST_PARAGRAPHS:
        return
    yield from _takeaways(doc, _folded(words["takeaway_heading"]))
    yield from _headings(doc, _folded(words["stock_heading"]))
    yield from _conclusions(doc, words)


def _folded(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in phrases)


def _conclusions(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield closing paragraphs without a name, a figure or a quotation, the more certain the more empty phrases."""
    openers = tuple(words["conclusion_opener"])
    for span in doc.paragraphs[-FOOT:]:
        paragraph = span.of(doc.text)
        if not paragraph.startswith(openers) or _NAME_OR_FIGURE.search(paragraph) or _FIRST_PERSON.search(paragraph):
            continue
        lowered = paragraph.replace("'", "’").casefold()
        empty = [phrase for phrase in words["empty_phrase"] if phrase.casefold() in lowered]
        if not empty:
            continue
        evidence = [Evidence("it closes the article and tells no name and no figure", span)]
        for phrase in sorted(empty, key=lowered.find):
            at = span.start + lowered.find(phrase.casefold())
            evidence.append(Evidence(f"“{phrase}” tells nothing", Span(at, at + len(phrase))))
        confidence = LIKELY if len(empty) > 1 else PERHAPS
        fix = Fix("delete the conclusion", (_deletion(doc, span),), Safety.UNSAFE)
        yield Hit(span, fix, confidence=confidence, evidence=tuple(evidence), kind="conclusion")


def _takeaways(doc: Document, headings: frozenset[str]) -> Iterator[Hit]:
    """Yield the lists at the head or the foot whose heading and points say once more what the article says."""
    for number, heading in enumerate(doc.paragraphs):
        if heading.end - heading.start > LONGEST_HEADING or _bare(doc, heading) not in headings:
            continue
        points = _points(doc, number + 1)
        if len(points) < FEWEST_POINTS:
            continue
        last = number + len(points)
        is_foot = last >= len(doc.paragraphs) - 1 and number > HEAD
        if number >= HEAD and not is_foot:
            continue
        span = heading.hull(points[-1])
        own = _WORD.findall(doc.text[points[0].start : span.end].casefold())
        article = set(_WORD.findall(f"{doc.text[: span.start]} {doc.text[span.end :]}".casefold()))
        share = sum(word in article for word in own) / max(len(own), 1)
        if share < RESTATED:
            continue
        evidence = (Evidence(f"the article has {share:.0%} of the words of these {len(points)} points", span),)
        fix = Fix("delete the key takeaways", (_deletion(doc, span),), Safety.UNSAFE)
        confidence = LIKELY if is_foot else PERHAPS
        yield Hit(span, fix, confidence=confidence, evidence=evidence, kind="takeaways")


def _points(doc: Document, first: int) -> Sequence[Span]:
    """Return the lines from `first` on that are points of a list: all have its marks."""
    points = []
    for span in doc.paragraphs[first : first + MOST_POINTS]:
        if not _POINT.match(doc.text, *span) or span.end - span.start > LONGEST_POINT:
            break
        points.append(span)
    return points


def _headings(doc: Document, headings: frozenset[str]) -> Iterator[Hit]:
    """Yield the stock headings of an article that has several; all together are one hit, at the first of them."""
    found = {
        _bare(doc, span): span
        for span in doc.paragraphs
        if span.end - span.start <= LONGEST_HEADING and _bare(doc, span) in headings
    }
    if len(found) >= FEWEST_HEADINGS:
        places = list(found.values())
        evidence = tuple(Evidence("a heading that would fit any article", place) for place in places)
        yield Hit(places[0], says={"count": str(len(places))}, confidence=PERHAPS, evidence=evidence, kind="headings")


def _bare(doc: Document, span: Span) -> str:
    return _MARKS.sub("", span.of(doc.text)).replace("'", "’").casefold()


def _deletion(doc: Document, span: Span) -> Edit:
    """Return the edit that takes out whole lines, with the break above them (below them, at the head)."""
    first, last = (
        bisect.bisect_right(doc.paragraphs, at, key=lambda line: line.start) - 1 for at in (span.start, span.end - 1)
    )
    if first:
        return Edit(Span(doc.paragraphs[first - 1].end, span.end), "")
    is_last = last + 1 == len(doc.paragraphs)
    return Edit(Span(span.start, span.end if is_last else doc.paragraphs[last + 1].start), "")
