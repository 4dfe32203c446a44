"""A paragraph at the foot of an article that presents its author: what she covers, where to follow her.

Each sign adds its weight to a score; `ENOUGH` of it makes a hit, and the confidence is a logistic function of it.
Guests of a paper are presented below what they wrote, too, so that only a byline or a heading makes it certain.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
PRIVATE = Sign(1, "it tells where {} lives or was printed")
THE_AUTHOR = Sign(1, "it speaks of the author of this article")
HEADING = Sign(2, "the heading “{}” stands above")
BYLINE = Sign(2, "{} has the byline")
STRANGER = Sign(1, "{} is nowhere named in the article")
NAMED_IN_ARTICLE = Sign(-3, "{} is named in the article")
NEWS = Sign(-2, "it tells news")

AT_FOOT = 8
"""So many of the last paragraphs are looked at."""
LONGEST = 700
LEAST_ABOVE = 300
"""Characters of the article; with less there is nothing that somebody may have written."""
LONGEST_HEADING = 60
_BY_REACH = 200

_TITLE = r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Professor|Sir|Dame)\.? )?"
_NAME = _TITLE + r"[^\W\d_a-z][\w’'-]+(?: (?:[^\W\d_a-z]\.|(?:de|van|von|del|al|bin|[^\W\d_a-z][\w’'-]+))){1,3}"
_FIRST_NAME = (
    r"[A-Z][a-z]{2,11}(?= (?:joined [A-Za-z][^.]{2,40} in (?:[A-Z][a-z]+ )?(?:19|20)\d\d[.,] (?:He|She|They)\b"
    r"|(?:covers|writes|edits|reports) [^.]{3,60} (?:for|and (?:hosts|co-hosts)) ))"
)
"""A first name alone, which needs more than a verb behind it."""
_TRADES = (
    "reporter|writer|editor|correspondent|journalist|columnist|blogger|contributor|freelancer|author|photographer"
    "|producer|critic|fellow|intern|copywriter|podcaster|storyteller"
)
_WRITES = (
    r"(?:covers|writes (?:about|on|for)|reports (?:on|for)|blogs|edits"
    r"|has (?:been )?(?:written|writing|covered|covering|reported|reporting|blogged|blogging)"
    r"|joined [^.]{2,40} (?:in|as)|[’']s (?:work|writing|reporting|stories) (?:has|have) appeared)\b"
)
_IS = (
    r"(?:is|was|has been|works as|serves as)\s(?:an?|the|our|one of|currently|senior|chief|deputy|managing"
    r"|assistant|staff|contributing|associate|executive|freelance)\s"
)
_PRESENTS = re.compile(
    rf"[*_]{{0,3}}(?:By )?(?P<name>{_NAME}|The (?:author|writer|columnist)|{_FIRST_NAME})[*_]{{0,3}}"
    rf"(?:, |\s\([^)]{{3,60}}\)\s?|\s|(?=[’']s ))"
    rf"(?:(?:who )?{_IS}[^.”“\"]{{0,80}}?\b(?i:{_TRADES})s?\b|{_WRITES})"
)
_HEADED = re.compile(
    rf"(?i)[^.”“\"]{{0,60}}?\b(?:{_TRADES}|specialist|strategist|marketer|enthusiast|historian|professor|lecturer|translator"
    rf"|host|analyst|consultant|researcher|creator|teacher|expert)s?\b|[^.”“\"]{{0,40}}?\b{_WRITES}"
)
"""What a line below a heading that names the author says of him, after his name or `He`."""
_PRIVATE = re.compile(
    r"\blives? (?:in|near|on|with)\b|\b(?:[Hh]is|[Hh]er|[Tt]heir|[’']s) (?:work|writing|reporting|stories|articles"
    r"|essays) (?:has|have) (?:appeared|been published)|\b(?:is passionate about"
    r"|[Ii]n (?:his|her|their) (?:spare|free) time|[Ww]hen (?:he|she|they)(?:[’']s| is|[’']re| are) not)\b"
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
_NAMED_HEADING = re.compile(
    rf"[\W_]*(?:(?i:about|written by|words by|story by|article by|posted by|author|by))\s?:?\s(?P<name>{_NAME})[\W_]*"
)
_GOES_ON = re.compile(
    r"(?i)\W*(?:(?:view|see|read|find|browse)?\s?(?:all|more)\b.{0,20}\b(?:posts|articles|stories|work)\b|follow\b|e-?mail\b"
    r"|contact\b|twitter\b|x:|instagram\b|linkedin\b|website\b|@\w|(?:he|she|they|his|her|their|you can|reach)\b)"
)
MOST_LINES, LONGEST_MORE = 4, 300
"""Lines that go on about the author, and the characters of each."""
_NEWS = re.compile(
    r"[“”\"]|\b(?:said|told|announced|arrested|charged|killed|died|resigned|court|sentenced|on (?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day|last (?:week|month|year)|according to)\b"
)


class Presented(NamedTuple):
    """A paragraph that presents somebody as the author."""

    first: int
    """The line with which the biography begins: the paragraph, or the heading above it."""
    name: str
    text: str
    signs: Sequence[tuple[Sign, str]]


def check(doc: Document) -> Iterator[Hit]:
    """Yield the biographies at the foot, with what else is told there of the author."""
    count = len(doc.paragraphs)
    number = max(1, count - AT_FOOT)
    while number < count:
        place = doc.paragraphs[number]
        found = _presented(doc, number) if place.end - place.start <= LONGEST else None
        number += 1
        if not found or doc.paragraphs[found.first].start < LEAST_ABOVE:
            continue
        last = number - 1
        while number < count and number - last <= MOST_LINES and _goes_on(doc.paragraphs[number].of(doc.text)):
            number += 1
        span = Span(doc.paragraphs[found.first].start, doc.paragraphs[number - 1].end)
        signs = [*found.signs, *_signs(doc, found, span)]
        score = sum(sign.weight for sign, _ in signs)
        if score >= ENOUGH:
            evidence = tuple(Evidence(sign.says.format(name), span) for sign, name in signs if sign.weight > 0)
            fix = Fix("delete the biography", (Edit.deleting_lines(doc.text, span),), Safety.UNSAFE)
            yield Hit(span, fix, {}, round(0.97 / (1 + math.exp(HALF - score)), 2), evidence)


def _presented(doc: Document, number: int) -> Presented | None:
    """Return what a paragraph says of its author, if it presents one."""
    text = doc.paragraphs[number].of(doc.text)
    above = doc.paragraphs[number - 1].of(doc.text)
    headed = _NAMED_HEADING.fullmatch(above) if len(above) <= LONGEST_HEADING else None
    is_headed = bool(headed) or (len(above) <= LONGEST_HEADING and bool(_HEADING.fullmatch(above)))
    heading = [(HEADING, above)] if is_headed else []
    if text.endswith(":"):
        return None
    if presents := _PRESENTS.match(text):
        signs = [(PRESENTS, presents["name"]), *heading]
        if _OUTLET.search(text):
            signs.append((FOR_AN_OUTLET, presents["name"]))
        if presents["name"].startswith("The "):
            signs.append((THE_AUTHOR, ""))
        return Presented(number - is_headed, presents["name"], text, signs)
    if headed and _begins_with(headed["name"], text):
        return Presented(number - 1, headed["name"], text, [(PRESENTS, headed["name"]), *heading])
    if reaches := _REACHES.match(text):
        return Presented(number - is_headed, reaches["name"] or "the author", text, heading)
    return None


def _begins_with(name: str, text: str) -> bool:
    """Whether a line presents somebody whom the heading above it names: `Ada writes …`, `She is a teacher …`."""
    names = "|".join(map(re.escape, {name, *name.split()}))
    begins = re.match(rf"(?:(?:{names})(?: (?:{names}))*|He|She|They)\b", text)
    return bool(begins and _HEADED.match(text, begins.end()))


def _goes_on(line: str) -> bool:
    return len(line) <= LONGEST_MORE and _GOES_ON.match(line) is not None and not _NEWS.search(line)


def _signs(doc: Document, found: Presented, span: Span) -> Iterator[tuple[Sign, str]]:
    """Yield what speaks for and against a biography, with the name that it is about."""
    name, block = found.name, span.of(doc.text)
    if _FOLLOW.search(block):
        yield FOLLOW, name
    if _PRIVATE.search(block):
        yield PRIVATE, name
    if _NEWS.search(found.text):
        yield NEWS, name
    surname = name.rpartition(" ")[2]
    is_headed = any(sign is HEADING for sign, _ in found.signs)  # then a place of the same name is no matter
    above = doc.text[: span.start]
    bylines = [above[:_BY_REACH], str(doc.meta.get("byline", ""))]
    if any(re.search(rf"(?i:\bby|\A)\s+(?:\S+ ){{0,2}}{re.escape(surname)}\b", byline) for byline in bylines if byline):
        yield BYLINE, name
    elif re.search(rf"\b{re.escape(name if is_headed else surname)}\b", above):
        yield NAMED_IN_ARTICLE, name
    elif not name.lower().startswith("the ") and any(sign is PRESENTS for sign, _ in found.signs):
        yield STRANGER, name
