"""What a page says where something else stands, inside of paragraphs: `Advertisement`, `Story continues below`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Evidence
from newslint.inside import is_glued, taken_out
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

GLUED, ALONE = 0.93, 0.85
"""The confidence in what touches the text beside it, and in what stands between two sentences."""

_AGENCY = r"(?:Getty Images|AFP|Reuters|AP|EPA|PA|Alamy|Shutterstock|PA Media|PA Wire|BBC)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{2,6})?\.?"
_MOMENT = (
    rf"(?:[A-Z][a-z]+day,? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)|\d{{1,2}} {_MONTH}),?(?: 20\d\d,?)?(?:\s+(?:at )?\d{{1,2}}:\d\d\s?[AaPp]\.?[Mm]\b\.?(?: [A-Z]{{2,4}}(?![a-z]))?)?"
)
_SLOTS = re.compile(
    r"(?P<open>(?:Story|Article) [Cc]ontinues? (?:[Bb]elow|after)(?: [Tt]his)?(?: (?:[Aa]d(?:vertisement)?|[Gg]allery|[Vv]ideo)(?![a-z]))?"
    r"|Continue [Rr]eading(?: [Bb]elow| the main story)|Scroll (?:down )?(?:to|for) continue(?: reading)?"
    r"|Advertisement(?: - (?:story continues below|scroll to continue))?|ADVERTISEMENT|Advert\b"
    rf"|Image [Cc]opyright\s?(?:{_AGENCY}\s?)?(?:Image [Cc]aption)?"
    r"|Media playback is (?:un|not )supported on (?:your|this) device(?:\s*Media [Cc]aption)?|Media [Cc]aption"
    r"|View this post on Instagram|Skip (?:to|past) (?:main )?(?:content|navigation|newsletter promotion|advert)"
    r"|Loading\.{3}|Replay Video|Skip Ad\b|Embed this video|Click to expand|Enlarge this image|toggle caption|Hide caption"
    r"|Breaking News Emails|Sign [Uu]p [Hh]ere|Privacy & Cookies Policy|Caption Close Image|Close Image"
    rf"|(?:(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|PUBLISHED|UPDATED)(?: on| at)?:? {_MOMENT}[;|\s]{{0,3}}){{1,3}}"
    rf"|(?P<glued>{_MONTH} \d{{1,2}}, 20\d\d,? (?:at )?\d{{1,2}}:\d\d [AP]M(?: [A-Z]{{2,4}}(?![a-z]))?"
    r"|SUBSCRIBE|Subscribe|SHARE|Share this(?: article| story)?|READ MORE|Read [Mm]ore|SEE MORE|See more|Sign up"
    r"|Comments comments|Back to Gallery|Show [Cc]aption|Hide [Cc]aption|Buy Photo|Listen|Text size|Share))"
    r"\.?(?=\s?(?:[“\"‘'(]?[A-Z0-9]|\Z)|\n)",
)
_LETTER = re.compile(r"[^\W_]")
_CLOSED = re.compile(r"[.!?…)\]”\"’'»:]")
_NO_SLOT = re.compile(r" (?:Standards|Act|Bureau|Authority|Department|Agency|Board|Council|Policy|No\b|#|in\b)")


def check(doc: Document) -> Iterator[Hit]:
    """Yield the slots in the order of the text; those that fill a line are others'."""
    text, paragraphs = doc.text, doc.paragraphs
    for match in _SLOTS.finditer(text):
        span = Span(*match.span())
        span = Span(span.start, span.start + len(text[span.start : span.end].rstrip()))
        paragraph = paragraphs[doc.paragraph_at(span.start)]
        if span == paragraph or span.end > paragraph.end or not _stands_free(doc, match, span, paragraph):
            continue
        evidence = Evidence("words that pages put between the paragraphs of an article", span)
        confidence = GLUED if is_glued(doc, span) else ALONE
        yield Hit(span, taken_out(doc, span, "delete it from the paragraph"), confidence=confidence, evidence=(evidence,))


def _stands_free(doc: Document, match: re.Match[str], span: Span, paragraph: Span) -> bool:
    """Whether the words are no part of a sentence: behind a stop, or touching what stands beside them."""
    text = doc.text
    if doc.in_quotation(span) or _NO_SLOT.match(text, span.end):
        return False
    touches_after = span.end < paragraph.end and not text[span.end].isspace() and text[span.end].isalnum()
    if span.start == paragraph.start:
        return touches_after and " " in match[0]
    before = text[span.start - 1]
    if before.isspace():
        closes = _CLOSED.match(text, span.start - 2) is not None
        return closes and (touches_after or not match["glued"])
    if match["glued"] and not (touches_after or span.end == paragraph.end):
        return False
    return bool(_CLOSED.match(before)) or (before.islower() and (touches_after or span.end == paragraph.end))
