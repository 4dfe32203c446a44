"""The lines of a page, sums over them, and the lines at which a thread of comments may begin."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint.thread.register import hands, manners
from newslint.thread.signature import (
    RATED,
    WITHOUT_NAMES,
    Shape,
    is_clock_alone,
    is_dated_to_the_minute,
    is_handle,
    is_lone_name,
    is_no_name,
    is_numbered,
    last_said,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.thread.signature import Line

FEWEST_NAMES = 2
MOST_ANCHORS, FIRST_OF_FORM = 60, 3
"""So many signatures of a page are tried as the first of a thread, and so many of one form: time stays linear."""
LONGEST_FIRST = 14
"""Lines of the first comment, where signatures stand below what they sign."""
MOST_EMPTY = 1 / 3
"""The share of signatures without any text between that a thread may have; lists of dates have more."""
HEAD = 4
"""Lines at the top of a page where an article has its own date: then a date at the foot is somebody else's."""
MOST_TIMED = 2 / 3
"""If more signatures tell the minute, one that does not is a caption or a date of the article’s own."""
FEWEST_BY_CLOCK = 4
"""So many signatures are needed if none tells the day: schedules and live blogs have such lines, too."""
MOST_VOICES, FEWEST_TURNS = 5, 6
"""So many people take part in an interview, and so many times at least do they speak."""
_ATTACHED = frozenset({Shape.WHEN, Shape.BUTTON, Shape.HEADING})


class Start(NamedTuple):
    """A line at which a thread may begin, and the first signature of that thread."""

    line: int
    anchor: int


class Page(NamedTuple):
    """The lines of a page, and sums over them that answer at once."""

    lines: Sequence[Line]
    signed: Sequence[int]
    """The lines that say who wrote."""
    named: Sequence[int]
    """The lines that are only a name."""
    often: Counter[str]
    """How often each form of signature occurs."""
    names: Counter[str]
    ends_signed: bool
    """Whether nothing but buttons follows the last signature: then signatures stand below what they sign."""
    manners: Sequence[frozenset[str]] = ()
    hands: Sequence[frozenset[str]] = ()
    """How the marks of each line are set; only where signatures stand below what they sign."""
    sums: Mapping[str, list[int]] = {}
    """For each manner, how many text lines above a line have it."""
    texts: Sequence[int] = ()
    """How many text lines stand above a line."""
    characters: Sequence[int] = ()
    """How many characters they have."""


def read(lines: Sequence[Line]) -> Page | None:
    """Return the page, or None if there is nothing that a thread might begin with."""
    signed = [number for number, line in enumerate(lines) if line.signs]
    named = [number for number, line in enumerate(lines) if line.shape is Shape.NAME]
    if not (signed and signed[-1] > 0) and len(named) < FEWEST_NAMES:
        return None
    last = last_said(lines)
    page = Page(
        lines=lines,
        signed=signed,
        named=named,
        often=Counter(lines[number].form for number in signed),
        names=Counter(lines[number].text for number in named),
        ends_signed=(last.signs and last.shape is not Shape.SAYS) or last.shape is Shape.WHEN,
    )
    if not any(starts(page)):
        return None
    found = [frozenset(manners(line.text)) if line.shape is Shape.TEXT else frozenset() for line in lines]
    return page._replace(
        manners=found,
        hands=[frozenset(hands(line.text)) for line in lines] if page.ends_signed else (),
        sums={name: list(accumulate([name in of for of in found], initial=0)) for name in frozenset().union(*found)},
        texts=list(accumulate((line.shape is Shape.TEXT for line in lines), initial=0)),
        characters=list(accumulate((len(line.text) * (line.shape is Shape.TEXT) for line in lines), initial=0)),
    )


def alike(page: Page, anchor: int) -> list[int]:
    """Return the lines from a signature on that sign as it does."""
    first = page.lines[anchor]
    if first.shape is Shape.NAME:
        return [number for number in page.named if number >= anchor]
    return [number for number in page.signed if number >= anchor and page.lines[number].form == first.form]


def starts(page: Page) -> Iterator[Start]:
    """Yield the lines at which a thread may begin: at the first signatures of a form, or above them."""
    seen = Counter[str]()
    forms = {form for form, _ in page.often.most_common(MOST_ANCHORS // FIRST_OF_FORM)}
    for number in page.signed:
        form = page.lines[number].form
        seen[form] += 1
        if seen[form] <= FIRST_OF_FORM and form in forms and _may_be_thread(page, number):
            yield from (Start(line, number) for line in _lines_of_start(page, number) if line > 0)
    is_thread = any(
        page.names[page.lines[number].text] > 1 or is_handle(page.lines[number].text) for number in page.named
    )
    if is_thread and not _is_conversation(page):
        yield from (Start(number, number) for number in page.named[:MOST_ANCHORS] if number > 0)


def _may_be_thread(page: Page, anchor: int) -> bool:
    """Whether the signatures from this one on may be those of a thread: not a list of dates, not an article’s own."""
    first, numbers = page.lines[anchor], alike(page, anchor)
    if len(numbers) == 1:
        return _may_be_alone(page, anchor)
    gaps = [after - before for before, after in pairwise(numbers)]
    if gaps.count(1) > MOST_EMPTY * len(gaps):
        return False
    if first.form == WITHOUT_NAMES:
        return first.is_exact or 2 * len(page.named) >= len(numbers)
    return _say_when(page, numbers) and _say_who(page, numbers)


def _say_when(page: Page, numbers: Sequence[int]) -> bool:
    """Whether the first tells as exactly as the others when it was written, and not by the clock alone."""
    lines = [page.lines[number] for number in numbers]
    if not lines[0].is_exact and sum(map(is_dated_to_the_minute, lines)) > MOST_TIMED * len(lines):
        return False
    return len(lines) >= FEWEST_BY_CLOCK or not all(map(is_clock_alone, lines))


def _say_who(page: Page, numbers: Sequence[int]) -> bool:
    """Whether what they have beside the moments may be names of several readers."""
    lines = [page.lines[number] for number in numbers]
    whos = [line.who for line in lines]
    if not any(line.is_exact for line in lines) and 2 * sum(map(is_lone_name, whos)) <= len(whos):
        return False
    return len(set(whos)) > 1 or len(whos) == 2  # noqa: PLR2004 - one reader may well write twice


def _may_be_alone(page: Page, anchor: int) -> bool:
    """Whether one signature may be that of the only comment, and not a byline or the date of something else."""
    first, lines = page.lines[anchor], page.lines
    if first.shape is Shape.SAYS and is_lone_name(first.who) and (lines[-1].shape is Shape.WHEN or is_numbered(first)):
        return True
    if first.form == RATED:
        return True
    if first.shape is Shape.WHO and (page.ends_signed or not any(line.shape is Shape.TEXT for line in lines[anchor:])):
        return False
    if is_no_name(first.who) or not (first.is_exact or first.shape is Shape.WHO):
        return False
    if page.ends_signed or not first.is_exact:
        return anchor > HEAD and any(line.signs or line.shape is Shape.WHEN for line in lines[:HEAD])
    return True


def _is_conversation(page: Page) -> bool:
    """Whether a few names speak again and again and one of them asks: the labels of an interview, alone on lines."""
    names, asking = Counter[str](), Counter[str]()
    for number in page.named:
        name = page.lines[number].text.rstrip(":")
        names[name] += 1
        asking[name] += number + 1 < len(page.lines) and page.lines[number + 1].text.endswith("?")
    voices = [name for name, count in names.items() if count > 1]
    spoken = sum(names[name] for name in voices)
    if len(voices) > MOST_VOICES or spoken < FEWEST_TURNS or 2 * spoken < names.total():
        return False
    return any(2 * asking[name] >= names[name] for name in voices)


def _lines_of_start(page: Page, anchor: int) -> Iterator[int]:
    """Yield the lines at which the thread may begin whose first signature stands in a line."""
    lines = page.lines
    if not page.ends_signed or lines[anchor].shape is Shape.SAYS:
        yield anchor
        for number in range(anchor - 1, 0, -1):
            if lines[number].shape not in _ATTACHED:
                return
            yield number
    else:
        for number in range(anchor - 1, max(anchor - LONGEST_FIRST, 0), -1):
            if lines[number].signs and lines[number].form == lines[anchor].form:
                return
            yield number
