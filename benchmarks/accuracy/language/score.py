"""Scores the reports of one tool on the labelled sentences and articles of `fixtures/`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newslint import Edit, Fix, Span
from newslint.fixer import apply
from tests.articles import brings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.peers.peer import Alarm
    from benchmarks.peers.peer import Edit as PeerEdit
    from tests.articles import Article
    from tests.sentences import Sentence

Counts = dict[str, Counter[str]]
"""What was counted, by kind of sentence or family of rules. A figure that is 0 may be left out."""


def sentence_counts(sentences: Sequence[Sentence], alarms: Sequence[Sequence[Alarm]]) -> Counts:
    """Return by kind what became of each sentence, given the alarms in it.

    `found` damaged ones have an alarm that overlaps a marked place, `loud` ones such an alarm that is no note; `mended`
    ones become what an editor wants by first proposals, `offered` ones by any proposal. `right` alarms lie at a marked
    place, `beside` ones elsewhere in a damaged sentence, `false` ones in a sound one, `false_notes` of these are notes.
    """
    counts: Counts = {}
    for sentence, raised in zip(sentences, alarms, strict=True):
        count = counts.setdefault(sentence.kind, Counter())
        if not sentence.spans:
            count.update(good=1, false=len(raised), false_notes=sum(alarm.note for alarm in raised))
            count["alarmed"] += bool(raised)
            continue
        right = [alarm for alarm in raised if sentence.is_at(Span(alarm.start, alarm.end))]
        count.update(bad=1, found=int(bool(right)), loud=int(any(not alarm.note for alarm in right)))
        count.update(right=len(right), beside=len(raised) - len(right))
        if sentence.fixes:
            wanted = {_squeezed(text) for text in sentence.fixes}
            first, any_of_them = _results(sentence.doc.text, right)
            count.update(fixable=1, mended=int(bool(first & wanted)))
            count["offered"] += bool((first | any_of_them) & wanted)
    return counts


def _results(text: str, alarms: Sequence[Alarm]) -> tuple[set[str], set[str]]:
    """Return what the text becomes by the first proposal of each alarm or of all together, and by each other one."""
    fixes = [_fix(alarm.fix) for alarm in alarms if alarm.fix]
    first = {apply(text, [fix])[0] for fix in fixes} | ({apply(text, fixes)[0]} if fixes else set())
    others = {apply(text, [_fix(edits)])[0] for alarm in alarms for edits in alarm.others}
    return {_squeezed(result) for result in first}, {_squeezed(result) for result in others}


def _squeezed(text: str) -> str:
    """Return the text without doubled spaces: tools differ in which space goes with a word that is deleted."""
    return " ".join(text.split())


def _fix(edits: Sequence[PeerEdit]) -> Fix:
    return Fix("", tuple(Edit(Span(edit.start, edit.end), edit.text) for edit in edits))


def broken_counts(
    articles: Sequence[Article], alarms: Sequence[Sequence[Alarm]], families: Mapping[str, str]
) -> Counts:
    """Return by family of newslint's rules what of the labelled damage of articles has an alarm and is mended.

    Which alarm lies where is all that counts; `families` maps the rule that a label names to its family.
    """
    counts: Counts = {}
    for article, raised in zip(articles, alarms, strict=True):
        for expected in article.expected:
            count = counts.setdefault(families[expected.rule], Counter())
            right = [alarm for alarm in raised if _meet(Span(alarm.start, alarm.end), expected.span)]
            count.update(expected=1, found=int(bool(right)), loud=int(any(not alarm.note for alarm in right)))
            if expected.fix is not None:
                fixes = [_fix(alarm.fix) for alarm in right if alarm.fix]
                mended = any(brings(fix, expected.span, expected.fix, article.doc.text) for fix in fixes)
                count.update(fixable=1, mended=int(mended))
    return counts


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character, or one is a point on the border of the other."""
    return one.overlaps(other) or (one.is_empty and other.contains(one)) or (other.is_empty and one.contains(other))


def clean_counts(articles: Sequence[Article], alarms: Sequence[Sequence[Alarm]]) -> Counter[str]:
    """Return the alarms in sound articles: `false`, of these `false_notes`, and `alarmed` articles."""
    count = Counter(articles=len(articles), words=sum(len(article.doc.text.split()) for article in articles))
    for raised in alarms:
        count.update(false=len(raised), false_notes=sum(alarm.note for alarm in raised), alarmed=int(bool(raised)))
    return count


def precision(count: Mapping[str, int]) -> float:
    """Return the share of alarms that lie at a damaged place; 1 where there are none."""
    right = count.get("right", 0)
    alarms = right + count.get("beside", 0) + count.get("false", 0)
    return right / alarms if alarms else 1.0
