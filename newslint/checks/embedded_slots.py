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
_BEGUN_BY = {
    **dict.fromkeys(("Advertisement", "ADVERTISEMENT", "Advert", "Published", "PUBLISHED", "Updated", "UPDATED"), ()),
    **dict.fromkeys(("Posted", "SUBSCRIBE", "Subscribe", "SHARE", "Share", "Listen"), ()),
    **{first: (f"{first} cont", f"{first} Cont") for first in ("Story", "Article")},
    **{first: (f"{first} p", f"{first} P", f"{first} u", f"{first} U") for first in ("First", "Last")},
    **{first: (f"{first} c", f"{first} C") for first in ("Image", "Hide", "Show")},
    "Continue": ("Continue read", "Continue Read"), "Scroll": ("Scroll ",), "Media": ("Media p", "Media c", "Media C"),
    "View": ("View this",), "Skip": ("Skip to ", "Skip past ", "Skip Ad"), "Loading": ("Loading...",),
    "Replay": ("Replay Video",), "Embed": ("Embed this",), "Click": ("Click to exp",), "Enlarge": ("Enlarge this",),
    "Breaking": ("Breaking News Emails",), "Sign": ("Sign u", "Sign U"),
    "Privacy": ("Privacy &",), "Close": ("Close Image",), "Caption": ("Caption Close",), "READ": ("READ MORE",),
    "Read": ("Read m", "Read M"), "SEE": ("SEE MORE",), "See": ("See more",), "Comments": ("Comments comments",),
    "Back": ("Back to Gallery",), "Buy": ("Buy Photo",), "Text": ("Text size",),
}  # fmt: skip
"""The first words of slots, with the beginnings of slots one of which has to be there, too; none if the word is enough.

What is missing is a day with its time, which `_TIMED` finds, and `_SMALL`.
"""
_SMALL = "toggle caption"
_TIMED = re.compile(r", 20\d\d,?\s+(?:at )?\d{1,2}:\d\d")
_ALL_CAPITALS = ("ADVERTISEMENT", "SUBSCRIBE", "SHARE")
"""Slots of one word that touch what is behind them in a word of capitals."""
_CASES = bytes(
    ord("A" if char.isupper() else "a" if char.islower() or char == "?" else " ") for char in map(chr, range(256))
)
"""The case of letters; one that Latin-1 has not becomes “?” and may be any."""
_CASES_MEET = ("aA", "AAa")
_CLOSED = re.compile(r"[.!?…)\]”\"’'»:]")
_NO_SLOT = re.compile(r" (?:Standards|Act|Bureau|Authority|Department|Agency|Board|Council|Policy|No\b|#|in\b)")


def check(doc: Document) -> Iterator[Hit]:
    """Yield the slots in the order of the text; those that fill a line are others'."""
    if not _may_have_slots(doc):
        return
    text, paragraphs = doc.text, doc.paragraphs
    for match in _SLOTS.finditer(text):
        span = Span(match.start(), match.start() + len(match[0].rstrip(" ;|\n\t\u00a0")))
        paragraph = paragraphs[doc.paragraph_at(span.start)]
        if span == paragraph or span.end > paragraph.end or not _stands_free(doc, match, span, paragraph):
            continue
        confidence = GLUED if is_glued(doc, span) else ALONE
        evidence = Evidence("words that pages put between the paragraphs of an article", span)
        fix = taken_out(doc, span, "delete it from the paragraph")
        yield Hit(span, fix, confidence=confidence, evidence=(evidence,))


def _may_have_slots(doc: Document) -> bool:
    """Whether the first word of a slot stands by itself or touches a word, and what follows in slots is there, too."""
    text = doc.text
    if _SMALL in text or _TIMED.search(text):
        return True
    first = _BEGUN_BY.keys() & doc.vocabulary.keys()
    if touching := " ".join(_runs_that_meet(doc)):
        first |= {word for word in _BEGUN_BY if word in touching}
    return any(not _BEGUN_BY[word] or any(map(text.__contains__, _BEGUN_BY[word])) for word in first)


def _runs_that_meet(doc: Document) -> Iterator[str]:
    """Yield the runs of letters in which a slot may touch another word, as their cases tell."""
    letters = doc.letters_alone
    cases = letters.encode("latin-1", "replace").translate(_CASES).decode("latin-1")
    for meeting in _CASES_MEET:
        at = cases.find(meeting)
        while at >= 0:
            end = letters.find(" ", at)
            end = end if end >= 0 else len(letters)
            yield letters[letters.rfind(" ", 0, at) + 1 : end]
            at = cases.find(meeting, end)
    if "A" * (len(_ALL_CAPITALS[-1]) + 1) in cases:
        yield from (word for word in _ALL_CAPITALS if word in letters)


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
