"""What speaks for a thread of comments that begins at a line: in numbers, for `model` to weigh."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.thread.page import HEAD, LONGEST_FIRST, Page, Start, alike, starts
from newslint.thread.signature import LINKED, Shape, has_address, is_clock_alone, is_handle, is_lone_name, is_numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Features = dict[str, float]

MOST_LIKELY = 4.0
"""A single line weighs no more than this, however much it sounds like a reader."""
MOST_READ = 60
"""So many lines above and below are read for the hands that set their marks."""
_USUAL, _LITTLE = 3.0, 0.1  # lines of the usual kind that are taken as read above and below, against chance
_OFTEN = ((1, "once"), (2, "twice"), (4, "3 to 4 times"), (9, "5 to 9 times"))
_SHARES = ((0.1, "under a tenth"), (0.25, "under a quarter"), (0.4, "under two fifths"))
_NAME_SHOWN = 40
_POSTED = re.compile(r"(?:posted|written|submitted|by)\b")
_INVITES = re.compile(
    r"(?i)\b(?:comments?|let (?:me|us) know|your (?:thoughts|favou?rite|experience|opinion)|what do you"
    r"|do you (?:think|have)|share (?:this|your)|have you|tell (?:me|us)|feel free|leave|reply|kommentar\w*"
    r"|comentarios?|commentaires?|yorum\w*|reacties?)\b"
)
_FOOT = re.compile(
    r"(?i)(?:by |posted |tags?:|filed under|categor|permalink|tracked|trackback|share|related|source|via|photo|image"
    r"|credit|copyright|©|labels|p\.?s\.?\W|disclosure|disclaimer|update|written|originally)"
)


class Thread(NamedTuple):
    """The signatures from one on, and what is the same for all lines at which their thread may begin."""

    anchor: int
    numbers: Sequence[int]
    """The signatures of the same form."""
    gaps: Counter[int]
    """How many comments have so many lines, their signature included."""
    likeness: Mapping[int, float]
    """How much likelier each line just above is among the comments than in the article."""
    hands: Mapping[int, float]
    """How much likelier its marks are set by the hands of the comments than by the article’s."""
    named: float
    """The share of the comments that begin with a name which is not that of their signature."""
    found: Features


def features(page: Page) -> Iterator[tuple[Start, Features]]:
    """Yield each start with what speaks for a thread that begins there."""
    threads: dict[int, Thread] = {}
    for start in starts(page):
        if start.anchor not in threads:
            threads[start.anchor] = _thread(page, start.anchor)
        thread = threads[start.anchor]
        yield start, {**thread.found, **_of_start(page, start), **_of_first_comment(page, start.line, thread)}


def _thread(page: Page, anchor: int) -> Thread:
    numbers = alike(page, anchor)
    gaps = Counter(min(LONGEST_FIRST, after - before) for before, after in pairwise(page.signed) if before >= anchor)
    near = [n for n in range(max(0, anchor - LONGEST_FIRST - 1), anchor) if page.lines[n].shape is Shape.TEXT]
    found = _of_form(page, anchor, numbers) | _of_order(page, anchor, numbers) | _of_manner(page, anchor)
    return Thread(
        anchor,
        numbers,
        gaps,
        _likenesses(page, anchor, near),
        _hands(page, anchor, near),
        _share_named(page, numbers),
        found,
    )


def _share_named(page: Page, numbers: Sequence[int]) -> float:
    """Return the share of the comments above a signature that begin with another name than their signature’s."""
    named = [
        page.lines[before + 1].shape is Shape.NAME
        and not page.lines[after].who.startswith(page.lines[before + 1].text[:_NAME_SHOWN])
        for before, after in pairwise(numbers)
        if after > before + 1
    ]
    return sum(named) / len(named) if named else 0.0


def _of_form(page: Page, anchor: int, numbers: Sequence[int]) -> Features:
    """Return what the signatures look like."""
    first, lines = page.lines[anchor], [page.lines[number] for number in numbers]
    found: Features = {"a thread": 1, f"signed like {first.shape}": 1}
    if first.shape is Shape.NAME:
        found["names met again"] = sum(page.names[line.text] > 1 for line in lines) / len(lines)
        found["names like handles"] = sum(is_handle(line.text) for line in lines) / len(lines)
        found["names above"] = min(3, sum(number < anchor for number in page.named))
        found["signatures, too"] = min(3, len(page.signed))
        return found
    found["share with date and time"] = sum(line.is_exact for line in lines) / len(lines)
    found["told by the clock alone"] = sum(is_clock_alone(line) for line in lines) / len(lines)
    found["told less exactly than most"] = float(not first.is_exact and found["share with date and time"] > 1 / 2)
    found["its form stands above, too"] = float(page.often[first.form] > len(lines))
    found["share of its form"] = len(lines) / len(page.signed)
    found["other signatures above"] = min(3, sum(number < anchor for number in page.signed))
    if first.form == LINKED:
        found["without an address, which others have"] = float(not has_address(first))
    if len(lines) == 1:
        own = any(line.signs or line.shape is Shape.WHEN for line in page.lines[: min(anchor, HEAD)])
        found |= {
            f"once, like {first.shape}": 1,
            f"once, like {first.shape}, exactly": float(first.is_exact),
            "once, and the article has its own date": float(own),
            "once, and the page ends with it": float(page.ends_signed),
            "once, with a number": float(is_numbered(first)),
        }
    whos = [line.who for line in lines if line.who]
    found["names like names"] = sum(map(is_lone_name, whos)) / max(1, len(whos))
    if len(whos) > 2:  # noqa: PLR2004 - of two nothing can be said
        found["one name only"] = float(len(set(whos)) == 1)
        found["different names"] = len(set(whos)) / len(whos)
    return found


def _of_order(page: Page, anchor: int, numbers: Sequence[int]) -> Features:
    """Return how many signatures there are, and how they are spread."""
    is_names = page.lines[anchor].shape is Shape.NAME
    kind = "names" if is_names else "signatures"
    count = sum(number >= anchor for number in (page.named if is_names else page.signed))
    rest = len(page.lines) - anchor
    gaps = [after - before for before, after in pairwise(numbers)]
    found: Features = {
        f"{kind}: {_binned(len(numbers), _OFTEN, 'often')}": 1,
        f"{kind}: number": math.log(len(numbers)),
        f"{kind}: {_binned(count / rest, _SHARES, 'two fifths or more')} of the lines": 1,
        f"{kind}: longest way": math.log(max([*gaps, len(page.lines) - numbers[-1]])),
        "words above": math.log(1 + page.characters[anchor] / 100),
    }
    if is_names:
        texts = sum(number + 1 < len(page.lines) and page.lines[number + 1].shape is Shape.TEXT for number in numbers)
        found["names above text"] = texts / len(numbers)
    if gaps:
        found[f"{kind}: middle way"] = math.log(sorted(gaps)[len(gaps) // 2])
        found[f"{kind}: none between"] = gaps.count(1) / len(gaps)
    if len(gaps) > 1:
        found["first comment longer than the others"] = math.log(gaps[0] / sorted(gaps[1:])[len(gaps[1:]) // 2])
    return found


def _of_manner(page: Page, anchor: int) -> Features:
    """Return how often the lines above and below the signature have each manner."""
    above, below = max(1, page.texts[anchor]), max(1, page.texts[-1] - page.texts[anchor])
    found: Features = {f"below: {name}": (sums[-1] - sums[anchor]) / below for name, sums in page.sums.items()}
    return found | {f"above: {name}": sums[anchor] / above for name, sums in page.sums.items()}


def _of_start(page: Page, start: Start) -> Features:
    """Return what the line and the one above it look like, given the first signature."""
    number, anchor = start
    above, first = page.lines[number - 1], page.lines[anchor]
    mode = "below" if number < anchor else "above"
    found: Features = {f"signatures {mode}, page {'ends' if page.ends_signed else 'does not end'} with one": 1}
    found[f"signatures {mode}, posted by"] = float(bool(_POSTED.match(first.form)))
    found[f"signatures {mode}, says"] = float(first.shape is Shape.SAYS)
    if number == anchor:
        found[f"above the signature is {above.shape}"] = 1
    if above.shape is Shape.TEXT:
        found |= {f"after a line with {manner}": 1 for manner in page.manners[number - 1]}
    found["after an invitation"] = float(bool(_INVITES.search(above.text)))
    found["after the foot of an article"] = float(bool(_FOOT.match(above.text)))
    return found


def _of_first_comment(page: Page, number: int, thread: Thread) -> Features:
    """Return what the lines from the start to the signature below them look like, if they stand above it."""
    anchor = thread.anchor
    if number == anchor:
        return {}
    line, lines = page.lines[number], page.lines[number:anchor]
    texts = [at for at in range(number, anchor) if page.lines[at].shape is Shape.TEXT]
    found: Features = {"lines of the first comment": len(lines), f"begins with {line.shape}": 1}
    found["signatures inside the first comment"] = sum(one.signs for one in lines)
    found["nothing in the first comment"] = float(not texts)
    if len(lines) == 1:
        found[f"begins with {line.shape}, just above"] = 1
    is_its_name = page.lines[anchor].who.startswith(line.text[:_NAME_SHOWN])
    found["begins with the name of its signature"] = float(is_its_name)
    if line.shape is Shape.NAME and not is_its_name:
        found["begins with a name, unlike the others"] = 1 - thread.named
    for manner, count in Counter(manner for at in texts for manner in page.manners[at]).items():
        found[f"first: {manner}"] = count
    if line.shape is Shape.TEXT:
        found |= {f"begins with {manner}": 1 for manner in page.manners[number]}
        found["longer than the article’s lines"] = math.log(len(line.text) / _usual(page, 0, number))
        found["longer than the comments’ lines"] = math.log(len(line.text) / _usual(page, anchor, len(page.lines)))
        found["begins like the comments, not like the article"] = thread.likeness[number]
    found["lines like the comments’, not like the article’s"] = sum(thread.likeness[at] for at in texts)
    if line.shape is Shape.TEXT:
        found["begins in the hand of the comments"] = thread.hands.get(number, 0.0)
    found["lines in the hand of the comments"] = sum(thread.hands.get(at, 0.0) for at in texts)
    found["after a line in the hand of the comments"] = thread.hands.get(number - 1, 0.0)
    found["after a line like the comments’, not like the article’s"] = thread.likeness.get(number - 1, 0.0)
    return found | _of_length(page, number, thread)


def _of_length(page: Page, number: int, thread: Thread) -> Features:
    """Return how the first comment's length, in lines and in characters, goes with that of the others."""
    anchor, total = thread.anchor, thread.gaps.total()
    others = thread.gaps[min(LONGEST_FIRST, anchor - number + 1)] + 4 * 0.5 ** (anchor - number)
    found: Features = {"as long as the others": math.log(others / (total + 4))}
    size = page.characters[anchor] - page.characters[number]
    sizes = page.characters[-1] - page.characters[anchor]
    if total and size and sizes:
        found["far from the usual size of a comment"] = abs(math.log(size * total / sizes))
    return found


def _likenesses(page: Page, anchor: int, numbers: Sequence[int]) -> dict[int, float]:
    """Return how much likelier each line is among the comments from a signature on than in the article above it.

    Manners are taken for independent of each other. The lines just above the signature belong to nobody yet.
    """
    sure = max(1, anchor - LONGEST_FIRST)
    texts_above, texts_below = page.texts[sure], page.texts[-1] - page.texts[anchor]
    without, more = 0.0, dict[str, float]()
    for name, sums in page.sums.items():
        usual = _USUAL * sums[-1] / max(1, page.texts[-1]) + _LITTLE
        above = (sums[sure] + usual) / (texts_above + _USUAL + 2 * _LITTLE)
        below = (sums[-1] - sums[anchor] + usual) / (texts_below + _USUAL + 2 * _LITTLE)
        lacks = math.log((1 - below) / (1 - above))
        without += lacks
        more[name] = math.log(below / above) - lacks
    totals = {number: without + sum(more[name] for name in page.manners[number]) for number in numbers}
    return {number: max(-MOST_LIKELY, min(MOST_LIKELY, total)) for number, total in totals.items()}


def _hands(page: Page, anchor: int, numbers: Sequence[int]) -> dict[int, float]:
    """Return how much likelier the marks of each line are set by the hands below a signature than by the article’s."""
    if not page.ends_signed or not numbers:
        return {}
    sure = max(1, anchor - LONGEST_FIRST)
    above, below = (
        [page.hands[number] for number in places if page.lines[number].shape is Shape.TEXT]
        for places in (range(max(0, sure - MOST_READ), sure), range(anchor, min(anchor + MOST_READ, len(page.lines))))
    )
    totals = dict.fromkeys(numbers, 0.0)
    for name in frozenset().union(*above, *below, *(page.hands[number] for number in numbers)):
        all_ = (sum(name in of for of in above) + sum(name in of for of in below)) / max(1, len(above) + len(below))
        shares = [
            (sum(name in of for of in lines) + _USUAL * all_ + _LITTLE) / (len(lines) + _USUAL + 2 * _LITTLE)
            for lines in (above, below)
        ]
        for number in numbers:
            has = name in page.hands[number]
            totals[number] += math.log((shares[1] if has else 1 - shares[1]) / (shares[0] if has else 1 - shares[0]))
    return {number: max(-MOST_LIKELY, min(MOST_LIKELY, total)) for number, total in totals.items()}


def _usual(page: Page, start: int, end: int) -> float:
    """Return the mean length of the text lines from one to another."""
    return max(1.0, (page.characters[end] - page.characters[start]) / max(1, page.texts[end] - page.texts[start]))


def _binned(value: float, bins: Sequence[tuple[float, str]], beyond: str) -> str:
    return next((name for limit, name in bins if value <= limit), beyond)
