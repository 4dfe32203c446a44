"""Readers' comments below an article: who wrote, when, and what, again and again to the end of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span
from newslint.thread.model import likeliest
from newslint.thread.page import Page, alike, read
from newslint.thread.register import manners
from newslint.thread.signature import Line, Shape, is_labelled, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document
    from newslint.thread.model import Found
    from newslint.thread.page import Start

LEAST, DOUBTFUL, MOST = 0.55, 0.75, 0.98
"""Confidences: with less there is nothing, and no more is promised of what is doubtful, and of the rest."""
LEAST_READERS = 0.2
"""The share of lines below that must sound like a reader: lists of rulings and live blogs are signed and dated, too."""
HEADED, FEWEST_HEADED, HALF = 0.85, 2, 0.5
"""The confidence in comments below a heading, how many there are at least, and the share that looks and sounds so."""
LEAST_ARTICLE = 100
"""Characters above the comments; with less they are what the page is about."""
SHOWN = 60
TELLING = {
    "thanks or praise": "thanks or praise for the author",
    "first person": "someone speaks of himself",
    "exclamation": "an exclamation mark",
    "smiley": "a smiley",
    "slang": "the language of talk",
    "lower-case start": "a line that starts with a small letter",
    "second person": "someone is spoken to",
}
_OF_READERS = re.compile(
    r"(?i)\d|comment|discussion|conversation|have your say|readers?\b|kommentar|coment[aá]rio|yorum"
    r"|opmerking|reacties|komentarz"
)
"""What a heading says above comments; below “Reactions” alone may stand what a reporter was told."""
_ABOVE = re.compile(
    r"(?i)(?:sort(?:ed)? by.{0,30}|(?:newest|oldest|best|top|most \w{4,9})(?: first| comments)?|what do you think\?"
    r"|(?:add|leave|post|write) a (?:comment|reply)\W{0,3}|(?:log|sign) ?in (?:to|or) .{0,40}|view all.{0,20}"
    r"|conversation|avatar)"
)
"""What stands above comments besides their heading."""
_LETTERS = re.compile(
    r"(?i)\W*(?:(?:your|readers[’']|reader) )?(?:letters?|mailbag|postbag|e-?mails)"
    r"(?: to the editor.{0,30}| from (?:our |the )?readers| page)?\W*"
)
"""The first line of a page of letters, which are signed and dated as comments are."""
MOST_HEADS = 2
READERS = frozenset({*TELLING, "ends in a question", "stress", "agreement or objection"})
MOST_TELLING = 3
TWICE_AS_OFTEN = 2
ARTICLE_AGAIN = 2
"""So many lines in a row without anything of a reader's manner are the article's own again."""
LEAST_LINE = 60


def check(doc: Document) -> Iterator[Hit]:
    """Yield the comments below the article, if there are any."""
    found_lines = doc.view(lines)
    text = Shape.TEXT
    if all(line.shape is text for line in found_lines):
        return  # as in most articles
    page = read(found_lines) if len(found_lines) > 1 else None
    found = page and likeliest(page)
    hit = _signed(page, found) if page and found else None
    if hit := hit or _headed(found_lines):
        yield hit


def _signed(page: Page, found: Found) -> Hit | None:
    """Return the comments that signatures tell apart."""
    if found.probability < LEAST or any(_LETTERS.fullmatch(line.text) for line in page.lines[:MOST_HEADS]):
        return None
    found_lines, first = page.lines, found.start.line
    readers = sum(not page.manners[number].isdisjoint(READERS) for number in range(first, len(found_lines)))
    sounds_so = readers >= LEAST_READERS * (page.texts[-1] - page.texts[first])
    if not sounds_so and not _is_sure(page, found.start):
        return None
    while first > 1 and (
        found_lines[first - 1].shape is Shape.HEADING or _ABOVE.fullmatch(found_lines[first - 1].text)
    ):
        first -= 1
    last = _last(page, found.start)
    if found_lines[first].span.start - found_lines[0].span.start < LEAST_ARTICLE:
        return None
    most = DOUBTFUL if _is_doubtful(page, found.start) or not sounds_so else MOST
    evidence = tuple(_evidence(page, found.start, first, last))
    return _hit(page.lines, (first, last), round(min(most, found.probability), 2), evidence)


def _headed(found_lines: Sequence[Line]) -> Hit | None:
    """Return the comments below a heading that says so, each on a line with its reader's name, if with any."""
    headings = [
        number
        for number, line in enumerate(found_lines)
        if number and line.shape is Shape.HEADING and _OF_READERS.search(line.text)
    ]
    if not headings:
        return None
    first, last = headings[-1], len(found_lines) - 1
    heading, texts = found_lines[first], [line for line in found_lines[first + 1 :] if line.shape is Shape.TEXT]
    if len(texts) < FEWEST_HEADED or heading.span.start - found_lines[0].span.start < LEAST_ARTICLE:
        return None
    labelled = sum(is_labelled(line.text) for line in texts) / len(texts)
    readers = sum(not READERS.isdisjoint(manners(line.text)) for line in texts) / len(texts)
    if readers < HALF or labelled < HALF:
        return None
    evidence = (
        Evidence(f"the heading “{heading.text}” stands above", heading.span),
        Evidence(f"{labelled:.0%} of the lines below begin with what may be a reader’s name", texts[0].span),
        Evidence(f"{readers:.0%} of them sound like readers", texts[0].span),
    )
    return _hit(found_lines, (first, last), HEADED, evidence)


def _hit(found_lines: Sequence[Line], place: tuple[int, int], confidence: float, evidence: tuple[Evidence, ...]) -> Hit:
    first, last = place
    span = Span(found_lines[first].span.start, found_lines[last].span.end)
    edit = Edit(Span(found_lines[first - 1].span.end, span.end), "")
    fix = Fix("delete the comments", (edit,), Safety.UNSAFE)
    return Hit(span, fix, {"signatures": evidence[0].says}, confidence, evidence)


def _is_doubtful(page: Page, start: Start) -> bool:
    """Whether they are names alone, as captions and lists have them, or one name beside a date, as bylines are."""
    shape = page.lines[start.anchor].shape
    return shape is Shape.NAME or (shape is Shape.WHO and len(alike(page, start.anchor)) == 1)


def _is_sure(page: Page, start: Start) -> bool:
    """Whether it is one comment whose signature leaves no doubt: who speaks, or posted it, on what day and minute."""
    anchor = page.lines[start.anchor]
    is_told = anchor.shape is Shape.SAYS or anchor.form.startswith(("posted by", "comment"))
    return is_told and anchor.is_exact and len(alike(page, start.anchor)) == 1


def _last(page: Page, start: Start) -> int:
    """Return the last line of the thread: the end of the page, unless the article goes on below."""
    end = len(page.lines) - 1
    signed = [number for number in (page.signed or page.named) if number >= start.anchor]
    if page.ends_signed or len(signed) < ARTICLE_AGAIN:
        return end
    last = end
    while last > signed[-1] + 1 and _is_of_article(page, last):
        last -= 1
    return last if end - last >= ARTICLE_AGAIN else end


def _is_of_article(page: Page, number: int) -> bool:
    line = page.lines[number]
    return line.shape is Shape.TEXT and len(line.text) >= LEAST_LINE and page.manners[number].isdisjoint(READERS)


def _evidence(page: Page, start: Start, first: int, last: int) -> Iterator[Evidence]:
    """Yield what convinces an editor."""
    anchor = page.lines[start.anchor]
    says = {
        Shape.NAME: "lines that are only a name, above a few lines of text each",
        Shape.WHO: "names with a date or time beside them",
        Shape.SAYS: "lines that say who speaks",
    }.get(anchor.shape, "lines that say who wrote and when")
    shown = anchor.text if len(anchor.text) <= SHOWN else anchor.text[: SHOWN - 1].rstrip() + "…"
    yield Evidence(_counted(len(alike(page, start.anchor)), says, shown), anchor.span)
    if page.lines[first].shape is Shape.HEADING:
        yield Evidence(f"the heading “{page.lines[first].text}” stands above", page.lines[first].span)
    yield from _manner(page, start.line)
    if last == len(page.lines) - 1:
        yield Evidence("nothing of the article follows", page.lines[last].span)


def _counted(count: int, says: str, shown: str) -> str:
    return f"{count} {says}, such as “{shown}”" if count > 1 else f"“{shown}” says who wrote, and when"


def _manner(page: Page, first: int) -> Iterator[Evidence]:
    """Yield what readers do below that the article does at most half as often."""
    texts = page.texts
    below_all, above_all = texts[-1] - texts[first], texts[first]
    told = 0
    for name, says in TELLING.items():
        sums = page.sums.get(name)
        if not sums or told == MOST_TELLING:
            continue
        below, above = sums[-1] - sums[first], sums[first]
        if below * above_all > TWICE_AS_OFTEN * above * below_all:
            line = _first_with(page.lines, page.manners, first, name)
            yield Evidence(f"{says}, in {below} of {below_all} lines", line.span)
            told += 1


def _first_with(lines: Sequence[Line], manners: Sequence[frozenset[str]], first: int, name: str) -> Line:
    return next(line for line, found in zip(lines[first:], manners[first:], strict=True) if name in found)
