"""What a firm says of itself at the end of its press releases: who it is, where it sits, where to read more.

Each sign adds its weight to a score, and the confidence follows from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document


class Sign(NamedTuple):
    """One kind of evidence: what it weighs, and what it says to an editor."""

    weight: float
    says: str


AT_FOOT = 12
"""So many of the last paragraphs are looked at."""
SHORTEST, LONGEST = 60, 1500
LEAST_ABOVE = 300
"""Characters of the article above it."""
CONFIDENCE = ((4.5, 0.92), (3.0, 0.85))
"""The confidence from each score on; less is no profile."""
HEADING = Sign(2.5, "the heading “About …” stands above")
DESCRIBES = Sign(1.5, "it says what a firm is")
FACTS = Sign(1.0, "it tells where the firm sits, when it was founded, how many it employs or where it is listed")
MORE_FACTS = Sign(1.0, "it tells more than one of these")
PRAISE = Sign(1.5, "it praises the firm’s services")
VISIT = Sign(1.5, "it tells where to read more")
GOES_ON = Sign(2.0, "it goes on about the firm of the paragraph above")
NEWS = Sign(-3.0, "it tells news")

_HEADING = re.compile(r"[\W_]*(?:About|ABOUT) (?!the (?:[Aa]uthor|[Ww]riter))[A-Z][\w&.,’' -]{1,60}[\W_]*")
_FIRM = r"(?:The )?[A-Z0-9][\w&.’'-]*(?: (?:[A-Z0-9][\w&.’'-]*|of|and|for|the|de|&)){0,7}(?: \([^()\n]{1,80}\))?,?"
_KIND = (
    r"(?:provider|company|manufacturer|firm|group|platform|agency|organi[sz]ation|developer|supplier|subsidiary|retailer"
    r"|publisher|non-?profit|charity|start-?up|corporation|consultancy|brand|leader|distributor|producer|operator|network"
    r"|marketplace|bank|insurer|foundation|association|institute|maker|innovator|pioneer|specialist|carrier|exchange)s?"
)
_DESCRIBES = re.compile(rf"{_FIRM} (?:is|are) (?:an?|the|one of the) [^.\n]{{0,140}}?\b{_KIND}\b")
_FACTS = re.compile(
    r"\b(?:(?:is )?headquartered in|(?:is )?based in"
    r"|(?:has|with) (?:offices|operations|operating businesses|subsidiaries|locations)"
    r"|employs (?:over|around|about|approximately|more than|some|nearly)? ?[\d,]+"
    r"|employees (?:worldwide|globally|in|across)"
    r"|(?:was |is |were )?(?:founded|established|launched|incorporated) in (?:19|20)\d\d|since (?:19|20)\d\d"
    r"|(?:shares|stock|securities) (?:are|is|\([A-Z]+\) are) (?:listed|traded)"
    r"|(?:listed|traded|trades) on (?:the )?[A-Z]"
    r"|(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|OTCQB|OTCQX|AIM|SIX|TSXV)(?:[: ]|\)))"
)
_NEEDS = (
    "leading",
    "quartered",
    "rovider",
    "olutions",
    "ompany",
    "based in",
    "ployees",
    "organi",
    "ounded",
    "employs",
    "isted",
)
"""One of these stands in each profile that has no heading."""
_PRAISE = re.compile(
    r"(?i)\b(?:solutions|mission|vision|portfolio|customers|clients|innovative|innovation|world-class|mission-critical"
    r"|committed to|dedicated to|leading|award-winning|trusted|expertise|cutting-edge|state-of-the-art|empowers?"
    r"|enables?|delivers?|offers|services|products|worldwide|globally|proprietary|seamless|best-in-class)\b"
)
_MOST_PRAISED = 4
_VISIT = re.compile(
    r"(?i)\b(?:for (?:more|further|additional) (?:information|details)|learn more|find out more|more information)\b"
    r"[^.\n]{0,60}(?:visit|at|on|see|www|http|click|go to)"
    r"|\bvisit (?:us )?(?:at |on |our )?(?:www|http|website|\w+\.(?:com|org|net))"
    r"|\bfollow (?:us|@\w|\w+) [^.\n]{0,20}\bon\b"
)
_NEWS = re.compile(
    r"[“”\"]|\b(?:said|told|announced|arrested|killed|died|reported|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|last (?:week|month|year)|according to|yesterday|quarter|percent|fell|rose)\b"
)


def check(doc: Document) -> Iterator[Hit]:
    """Yield the profiles at the foot of an article, each with its heading."""
    count = len(doc.paragraphs)
    firm = ""
    for number in range(max(1, count - AT_FOOT), count):
        line = doc.paragraphs[number]
        if not SHORTEST <= line.end - line.start <= LONGEST or line.start < LEAST_ABOVE:
            continue
        is_headed = _HEADING.fullmatch(doc.text, *doc.paragraphs[number - 1]) is not None
        signs = list(_signs(line.of(doc.text), is_headed=is_headed))
        if firm and signs and line.of(doc.text).startswith((f"{firm} ", f"{firm}’s ", f"{firm}'s ")):
            signs.append(GOES_ON)
        score = sum(sign.weight for sign in signs)
        confidence = next((sure for least, sure in CONFIDENCE if score >= least), 0.0)
        firm = line.of(doc.text).split(" ", 1)[0] if confidence else ""
        if confidence:
            span = doc.paragraphs[number - 1].hull(line) if is_headed else line
            fix = Fix("delete the profile", (Edit.deleting_lines(doc.text, span),), Safety.UNSAFE)
            evidence = tuple(Evidence(sign.says, span) for sign in signs if sign.weight > 0)
            yield Hit(span, fix, {}, confidence, evidence)


def _signs(line: str, *, is_headed: bool) -> Iterator[Sign]:
    if not is_headed and not any(map(line.__contains__, _NEEDS)):
        return
    if is_headed:
        yield HEADING
    describes = _DESCRIBES.match(line) is not None
    if describes:
        yield DESCRIBES
    facts = len({found[0].split(" ")[0].lower() for found in _FACTS.finditer(line)})
    if facts:
        yield FACTS
    if facts > 1:
        yield MORE_FACTS
    if not (describes or facts or is_headed):
        return
    if len(_PRAISE.findall(line)) >= _MOST_PRAISED:
        yield PRAISE
    if _VISIT.search(line):
        yield VISIT
    if _NEWS.search(line):
        yield NEWS
