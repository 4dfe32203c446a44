"""What a page says where something else stands, inside of paragraphs: `Advertisement`, `Story continues below`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
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
_ZONE = "(?:UTC|GMT|BST|CES?T|[ECMP][SD]?T|IST|JST|AE[SD]T)"
_TIME = rf"(?:\s+(?:at )?\d{{1,2}}:\d\d(?:\s?[AaPp]\.?[Mm]\b\.?)?+(?: {_ZONE}(?![a-z]))?)"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)|\d{{1,2}} {_MONTH}),?(?: 20\d\d,?)?"
_MOMENT = rf"(?:[A-Z][a-z]+day,? )?{_DAY}{_TIME}?"
_SAID_ANYWHERE = (
    (
        r"(?:Story|Article) [Cc]ontinues? (?:[Bb]elow|after)(?: [Tt]his)?"
        r"(?: (?:[Aa]d(?:vertisement)?|[Gg]allery|[Vv]ideo)(?![a-z]))?"
    ),
    r"Continue [Rr]eading(?: [Bb]elow| the main story)",
    r"Scroll (?:down )?(?:to|for) continue(?: reading)?",
    r"Advertisement(?: - (?:story continues below|scroll to continue))?",
    "ADVERTISEMENT",
    r"Advert\b",
    rf"Image [Cc]opyright\s?(?:{_AGENCY}\s?)?(?:Image [Cc]aption)?",
    r"Media playback is (?:un|not )supported on (?:your|this) device(?:\s*Media [Cc]aption)?",
    "Media [Cc]aption",
    "View this post on Instagram",
    r"Skip (?:to|past) (?:main )?(?:content|navigation|newsletter promotion|advert)",
    r"Loading\.{3}",
    "Replay Video",
    r"Skip Ad\b",
    "Embed this video",
    "Click to expand",
    "Enlarge this image",
    "(?:toggle|Hide) caption",
    "Breaking News Emails",
    "Sign [Uu]p [Hh]ere",
    "Privacy & Cookies Policy",
    "(?:Caption )?Close Image",
    (
        rf"(?:(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|PUBLISHED|UPDATED)(?: on| at)?:? {_MOMENT}"
        r"[;|\s]{0,3}){1,3}"
    ),
)
_SAID_IF_GLUED = (
    rf"{_MONTH} \d{{1,2}}, 20\d\d,?{_TIME}",
    "SUBSCRIBE|Subscribe|SHARE|Share(?: this(?: article| story)?)?|READ MORE|Read [Mm]ore|SEE MORE|See more|Sign up",
    "Comments comments|Back to Gallery|(?:Show|Hide) [Cc]aption|Buy Photo|Listen|Text size",
)
_SLOTS = re.compile(
    rf"(?=[A-Zt])(?<![a-z,] )(?:{'|'.join(_SAID_ANYWHERE)}|(?P<glued>{'|'.join(_SAID_IF_GLUED)}))"
    r"\.?(?=\s?(?:[“\"‘'(]?[A-Z0-9]|\Z)|\n)"
)
_BEGINNINGS = (
    "Story cont", "Article cont", "Continue ", "Scroll ", "Advert", "ADVERT", "Image ", "Media ", "View this",
    "Skip ", "Loading.", "Replay", "Embed this", "Click to", "Enlarge", "toggle", "Hide ", "Breaking News", "Sign ",
    "Privacy &", "Close Image", "ublished", "pdated", "osted", "PUBLISHED", "UPDATED", "UBSCRIBE", "Subscribe",
    "SHARE", "Share", "READ MORE", "Read ", "SEE MORE", "See more", "Comments comments", "Back to", "Show ",
    "Buy Photo", "Listen", "Text size", ":0", ":1", ":2", ":3", ":4", ":5",
)  # fmt: skip
"""One of them is in each slot, for speed."""
_CLOSED = re.compile(r"[.!?…)\]”\"’'»:]")
_NO_SLOT = re.compile(r" (?:Standards|Act|Bureau|Authority|Department|Agency|Board|Council|Policy|No\b|#|in\b)")


def check(doc: Document) -> Iterator[Hit]:
    """Yield the slots in the order of the text; those that fill a line are others'."""
    text, paragraphs = doc.text, doc.paragraphs
    if not any(beginning in text for beginning in _BEGINNINGS):
        return
    for match in _SLOTS.finditer(text):
        span = Span(match.start(), match.start() + len(match[0].rstrip(" ;|\n\t\u00a0")))
        paragraph = paragraphs[doc.paragraph_at(span.start)]
        if span == paragraph or span.end > paragraph.end or not _stands_free(doc, match, span, paragraph):
            continue
        confidence = GLUED if is_glued(doc, span) else ALONE
        evidence = Evidence("words that pages put between the paragraphs of an article", span)
        fix = taken_out(doc, span, "delete it from the paragraph")
        yield Hit(span, fix, confidence=confidence, evidence=(evidence,))


def _stands_free(doc: Document, match: re.Match[str], span: Span, paragraph: Span) -> bool:
    """Whether the words are no part of a sentence: behind a stop, or touching what stands beside them."""
    text = doc.text
    if doc.in_quotation(span) or _NO_SLOT.match(text, span.end):
        return False
    touches_after = span.end < paragraph.end and text[span.end].isalnum()
    if span.start == paragraph.start:
        return touches_after and " " in match[0]
    before = text[span.start - 1]
    if before.isspace():
        closes = _CLOSED.match(text, span.start - 2) is not None
        return closes and (touches_after or not match["glued"])
    ends = touches_after or span.end == paragraph.end
    if match["glued"] and not ends:
        return False
    return bool(_CLOSED.match(before)) or (before.islower() and ends)
