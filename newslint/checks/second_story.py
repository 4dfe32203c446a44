"""A second story under the first: from some line on nothing is about what the article is about.

The parts of one article share names and rare words; two articles of one day share hardly any (`newslint.cohesion`).
Measured on pairs of sound articles put together, and on sound articles alone.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.cohesion import Border, borders, shared_words, surely_share
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document

FEWEST_WORDS = 70
"""In each of the two stories: shorter ones have too few words to be compared."""
FEWEST_NAMES = 4
"""In the second story, away from the starts of sentences."""
FOREIGN, STRANGE_WITH_HEADING, STRANGE, ALIEN = 0.10, 0.04, 0.02, 0.01
"""Up to this share of rare words the two have in common, with a heading or a dateline between them and names on both
sides, with a heading and hardly a name, with names alone, with names in one of the two alone."""
MOST_OLD_NAMES = 0.1
FEWEST_THREADS = 2
"""Names that run through several paragraphs of a second story that nothing announces; one must in the first."""
SHORTEST_OPENING = 80
"""Characters of the first paragraph of a second story that nothing announces."""
OWN_HEADINGS = 3
"""Lines at the head of the text that may be its own headlines."""
OPENED, LED_IN, BARE, ALONE = 0.93, 0.87, 0.8, 0.65
"""The confidence with heading and dateline, with one of them, with neither, with names in the second story alone."""

_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_a-z .,’'-]{2,30}+(?:, [^\W\d_a-z][\w. ]{1,20})?|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r"(?:, [A-Z][a-z]+\.? \d{1,2})?(?: ?\([^()\n]{2,30}\))? ?[—–-]{1,2} "
)
_HEADING = re.compile(r"[^\W\d_a-z][^\n.:;|•]{14,110}[^\W_][’”?!]?")
_LONGEST_HEADING = 113
_FEWEST_HEADING_WORDS = 4
_LEANS_BACK = re.compile(
    r"[\"“'‘(\[*•–—-]|(?:He|She|It|They|We|I|But|And|So|Yet|Or|That|This|These|Those|His|Her|Their|Its|Our|My|You|There"
    r"|Actually|Anyway|Besides|Finally|Fortunately|Here|Indeed|Instead|Later|Luckily|Maybe|Next|Now|Of course|Perhaps"
    r"|Sadly|Unfortunately|Well|Then|However|Meanwhile|Also|Still|Another|Others?|Both|Elsewhere|In addition|Separately"
    r"|The (?:latter|former|other))\b"
)
_DIGEST = re.compile(
    r"(?i)\b(?:in brief|briefs?|briefing|digest|round-?up|newsletter|live blog|live updates|at a glance|this week|diary"
    r"|news in|top stories|headlines|notebook|things to know|reviews?)\b"
)
_DIGEST_REACH = 400  # characters
_WORD = re.compile(r"[^\W\d_]{4,}")


class Start(NamedTuple):
    """Where a second story may begin."""

    border: Border
    shared: float
    heading: bool
    dateline: bool

    @property
    def confidence(self) -> float:
        """The share of such starts that are right."""
        if self.heading or self.dateline:
            return OPENED if self.heading and self.dateline else LED_IN
        return BARE if self.border.threads[0] else ALONE


def check(doc: Document) -> Iterator[Hit]:
    """Yield the second story, its heading included, to the end of the text; nothing if there seem to be more."""
    text = doc.text
    words = [0, *accumulate(text.count(" ", *paragraph) + 1 for paragraph in doc.paragraphs)]
    first, end = bisect_left(words, FEWEST_WORDS), bisect_left(words, words[-1] - FEWEST_WORDS + 1)
    if first >= end:
        return
    headings = list(_headings(doc))
    if len(headings) > 1:
        return  # an article in sections, or a digest
    starts = [start for border in doc.view(borders)[first - 1 : end - 1] if (start := _start(doc, border, headings))]
    announced = [start.border.paragraph for start in starts if start.heading or start.dateline]
    if starts and (not announced or announced[-1] - announced[0] <= 1) and not _is_digest(doc):
        yield _hit(doc, min(starts, key=lambda start: (-start.confidence, start.shared)))


def _is_digest(doc: Document) -> bool:
    """Whether the article says that it is made of several stories."""
    return any(_DIGEST.search(head) for head in (doc.text[:_DIGEST_REACH], str(doc.meta.get("title", ""))))


def _headings(doc: Document) -> Iterator[int]:
    """Yield the paragraphs below the head of the text that look like a headline; of several in a row the first."""
    follows = False
    for number in range(OWN_HEADINGS, len(doc.paragraphs)):
        start, end = doc.paragraphs[number]
        is_heading = (
            end - start <= _LONGEST_HEADING
            and doc.text.count(" ", start, end) + 1 >= _FEWEST_HEADING_WORDS
            and _HEADING.fullmatch(doc.text, start, end) is not None
        )
        if is_heading and not follows:
            yield number
        follows = is_heading


def _start(doc: Document, border: Border, headings: Sequence[int]) -> Start | None:
    """Return the start of a story at this border, if nothing of what stands above goes on below it."""
    number = border.paragraph
    if border.old_names > MOST_OLD_NAMES * border.names or doc.text[doc.paragraphs[number - 1].end - 1] == ":":
        return None
    heading = number in headings and number + 1 < len(doc.paragraphs) and _announces(doc, doc.paragraphs[number])
    opening = doc.paragraphs[number + heading].of(doc.text)
    dateline = _DATELINE.match(opening) is not None
    if (not dateline and _LEANS_BACK.match(opening)) or _LEANS_BACK.match(doc.paragraphs[number].of(doc.text)):
        return None
    most = _most_shared(border, len(opening), is_opened=heading or dateline)
    if not most or surely_share(doc, number, most) or (shared := doc.view(shared_words)[number]) > most:
        return None  # dear, and asked for last
    return Start(border, shared, heading, dateline)


def _most_shared(border: Border, opening: int, *, is_opened: bool) -> float:
    """Return how many rare words the two stories may share: fewer, the less their names tell them apart; 0 for none."""
    if is_opened:
        return FOREIGN if border.names >= FEWEST_NAMES and border.threads[1] else STRANGE_WITH_HEADING
    if border.names < FEWEST_NAMES or opening < SHORTEST_OPENING or not border.threads[1]:
        return 0
    if border.threads[0] and border.threads[1] >= FEWEST_THREADS:
        return STRANGE
    return 0 if border.old_names else ALIEN


def _announces(doc: Document, heading: Span) -> bool:
    """Whether a headline is about what stands below it: has a word that occurs there and not above."""
    above, below = doc.text[: heading.start].casefold(), doc.text[heading.end :].casefold()
    return any(word in below and word not in above for word in _WORD.findall(heading.of(doc.text).casefold()))


def _hit(doc: Document, start: Start) -> Hit:
    span = Span(doc.paragraphs[start.border.paragraph].start, doc.paragraphs[-1].end)
    fix = Fix("delete the second story", (Edit.deleting_lines(doc.text, span),), Safety.UNSAFE)
    here = doc.paragraphs[start.border.paragraph]
    evidence = [
        Evidence(
            f"{start.border.names - start.border.old_names} of the {start.border.names} names below do not occur above",
            here,
        ),
        Evidence(f"{start.shared:.0%} of the rare words are common to both parts", here),
    ]
    if start.heading:
        evidence.append(Evidence("a headline opens it", here))
    if start.dateline:
        evidence.append(Evidence("a dateline opens it", doc.paragraphs[start.border.paragraph + start.heading]))
    says = {"names": str(start.border.names), "new": str(start.border.names - start.border.old_names)}
    return Hit(span, fix, says, start.confidence, tuple(evidence))
