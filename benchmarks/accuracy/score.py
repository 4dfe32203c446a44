"""Scores the alarms of one tool on articles whose lost spaces are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Alarm, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.articles import Article, Joint

_QUOTES = "\"'“”‘’«»„‟‹›"
_MENDED_WITH_A_SPACE = _QUOTES + ","  # who moves the space out of a turned quotation sets the comma right as well


@dataclass(slots=True)
class Tally:
    """What one tool did on one set of articles. All are counts; rates are made where they are shown.

    `touched` joints have an alarm at them, `across` ones an alarm that reaches from one side to the other, `split` ones
    the right fix in first place and `offered` ones anywhere. `noted` are touched only if notes are counted too.
    False alarms, notes and alarmed articles are those of clean articles.
    """

    touched: int = 0
    noted: int = 0
    across: int = 0
    split: int = 0
    offered: int = 0
    by_shape: dict[str, int] = field(default_factory=dict)
    false_alarms: int = 0
    false_notes: int = 0
    alarmed: int = 0


def score(articles: Sequence[Article], alarms: Sequence[Sequence[Alarm]], ideas: Mapping[str, Sequence[str]]) -> Tally:
    """Return the tally of alarms, one list for each article.

    `ideas` are a spell checker's suggestions for a word, best first, used for alarms that bring no fix of their own.
    """
    tally = Tally()
    for article, raised in zip(articles, alarms, strict=True):
        if article.clean:
            false = [alarm for alarm in raised if not _is_suspected(alarm, article)]
            loud = sum(not alarm.note for alarm in false)
            tally.false_alarms += loud
            tally.false_notes += len(false) - loud
            tally.alarmed += bool(loud)
        for joint in article.joints:
            _count(tally, article, joint, [alarm for alarm in raised if touches(alarm, joint.at)], ideas)
    return tally


def _count(
    tally: Tally, article: Article, joint: Joint, touching: list[Alarm], ideas: Mapping[str, Sequence[str]]
) -> None:
    loud = [alarm for alarm in touching if not alarm.note]
    tally.touched += bool(loud)
    tally.noted += bool(touching)
    if any(alarm.start < joint.at < alarm.end for alarm in loud):
        tally.across += 1
        kind = shape(article.text, joint.at)
        tally.by_shape[kind] = tally.by_shape.get(kind, 0) + 1
    right = [[mends(article, joint, fix) for fix in _fixes(alarm, article.text, ideas)] for alarm in loud]
    tally.split += any(fixes[:1] == [True] for fixes in right)
    tally.offered += any(any(fixes) for fixes in right)


def touches(alarm: Alarm, at: int) -> bool:
    """Tell whether an alarm lies at a joint or ends within one character of it."""
    return alarm.start - 1 <= at <= alarm.end + 1


def _is_suspected(alarm: Alarm, article: Article) -> bool:
    return any(alarm.start <= end and start <= alarm.end for start, end in article.suspects)


def _fixes(alarm: Alarm, text: str, ideas: Mapping[str, Sequence[str]]) -> list[tuple[Edit, ...]]:
    if alarm.fix:
        return [alarm.fix]
    words = ideas.get(text[alarm.start : alarm.end], ())
    return [(Edit(alarm.start, alarm.end, word),) for word in words]


def mends(article: Article, joint: Joint, fix: Iterable[Edit]) -> bool:
    """Tell whether a fix puts white space at the joint, and nowhere but at joints, and changes nothing else.

    Quotation marks, and the comma that goes with one, may be changed along with it.
    """
    edits = sorted(fix, key=_start)
    if not edits:
        return False
    joints = {other.at for other in article.joints}
    low, high = min(edits[0].start, joint.at), max(edits[-1].end, joint.at)
    before, after, behind = article.text[low:high], "", low
    for edit in edits:
        after += article.text[behind : edit.start] + edit.text
        behind = edit.end
    after += article.text[behind:high]
    old, had = _gaps(before, "")
    new, has = _gaps(after, "")
    ignored = ""
    if old != new and any(mark in before for mark in _QUOTES):
        ignored = _MENDED_WITH_A_SPACE
        old, had = _gaps(before, ignored)
        new, has = _gaps(after, ignored)
    wanted = {len(_gaps(article.text[low:at], ignored)[0]) for at in joints if low <= at <= high}
    here = len(_gaps(article.text[low : joint.at], ignored)[0])
    return old == new and here in has - had and not had - has and has - had <= wanted


def _start(edit: Edit) -> int:
    return edit.start


def _gaps(text: str, ignored: str) -> tuple[str, set[int]]:
    """Return the characters that count, and before how many of them white space stands."""
    kept = ""
    gaps = set()
    for character in text:
        if character.isspace():
            gaps.add(len(kept))
        elif character not in ignored:
            kept += character
    return kept, gaps


SHAPES = (
    "letter|letter",
    "letter|Capital",
    "Capital|letter",
    "stop|Capital",
    "stop|other",
    "comma|any",
    "quotation mark",
    "digit",
    "other",
)


def shape(text: str, at: int) -> str:
    """Return what kind of characters stand on both sides of a joint: one of SHAPES."""
    left, right = text[at - 1], text[at]
    if left in _QUOTES or right in _QUOTES:
        found = "quotation mark"
    elif left.isdigit() or right.isdigit():
        found = "digit"
    elif left in ".!?…":
        found = "stop|Capital" if right.isupper() else "stop|other"
    elif left in ",;:":
        found = "comma|any"
    elif left.isalpha() and right.isalpha():
        found = "Capital|letter" if left.isupper() else "letter|Capital" if right.isupper() else "letter|letter"
    else:
        found = "other"
    return found
