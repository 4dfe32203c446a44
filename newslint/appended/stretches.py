"""Stretches of an article in which voices take turns: dialogues with labels, with labels at first only, with none."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.appended import heads
from newslint.appended.lines import lines
from newslint.appended.turns import turns
from newslint.segment import Turn
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document

FEWEST_TURNS = 4
A_PAIR = 2  # turns: labels at the first question and the first answer only, or an editor and one answer
MOST_SPEAKERS = 6  # one who asks, and a panel; more are a hearing
WIDEST_GAP = 8  # lines from one turn to the next
LONGEST_ANSWER = 4  # lines, where no label says that the next one is another's
MOST_STRETCHES = 8  # looked at in one text, from the end, so that time stays linear
LONGEST_QUESTION = 400
SHORTEST_ANSWER = 20
LONGEST_DATE = 40
LEAST_ARTICLE = 200  # characters above; with less the stretch is the article

_ROLE = re.compile(
    r"(?i)(?:.*\b)?(?:editor|interviewer|expert|moderator|guest|dr|prof|professor)\b|[QA]\d{0,2}\Z|(?:question|answer)\b"
)
_PHRASES = ("for having", "for inviting", "for the invitation", "for the opportunity", "to be here", "for joining")
_ONE_PHRASE = re.compile("|".join(_PHRASES))
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\bago\b")
_QUESTION = re.compile(r"[^?]{8,}\?[*_”\"’)\s]{0,6}\Z")


class Dialogue(NamedTuple):
    """Voices that take turns, from the first to the last line of what they say (their numbers)."""

    asking: Sequence[Turn]
    answering: Sequence[Turn]
    first: int
    last: int


def dialogues(doc: Document) -> Iterator[Dialogue]:
    """Yield the dialogues of an article from the last to the first; somebody asks in each."""
    found = _clusters(doc.view(turns))
    labelled = [dialogue for cluster in found[: -MOST_STRETCHES - 1 : -1] if (dialogue := _labelled(doc, cluster))]
    yield from labelled
    for start in _starts_without_labels(doc)[: -MOST_STRETCHES - 1 : -1]:
        if not any(
            dialogue.first - heads_reach <= start <= dialogue.last for dialogue in labelled for heads_reach in (8,)
        ):
            asked, answered, last = _follow(doc, start - 1, LONGEST_ANSWER + 1)
            if len(asked) > 1:
                yield Dialogue(asked, answered, asked[0].paragraph, last)


def _clusters(found: Sequence[Turn]) -> list[list[Turn]]:
    clusters: list[list[Turn]] = []
    for turn in found:
        if not clusters or turn.paragraph - clusters[-1][-1].paragraph > WIDEST_GAP:
            clusters.append([])
        clusters[-1].append(turn)
    return clusters


def _labelled(doc: Document, cluster: Sequence[Turn]) -> Dialogue | None:
    """Return the dialogue of the speakers of a cluster who speak again, or whose label is a role."""
    often = Counter(turn.speaker for turn in cluster)
    kept = [turn for turn in cluster if often[turn.speaker] > 1 or _ROLE.match(turn.label.of(doc.text))]
    if len(cluster) == A_PAIR and cluster[1].paragraph - cluster[0].paragraph == 1:
        kept = list(cluster)
    kept = [turn for turn in kept if turn.speaker not in _FIELDS]
    speakers = list(dict.fromkeys(turn.speaker for turn in kept))
    if len(speakers) == 1:
        return _one_sided(doc, kept)
    asker = next((speaker for speaker in speakers[:2] if _asks(doc, kept, speaker)), None)
    if asker is None or len(speakers) > MOST_SPEAKERS or _is_dated(doc, kept):
        return None
    opening = list(takewhile(lambda turn: turn.speaker != asker, kept))
    kept = kept[len(opening) :]
    # Who answers cannot begin, but may greet first.
    if len(opening) != 1 or kept[0].paragraph - opening[0].paragraph != 1:
        opening = []
    asking = [turn for turn in kept if turn.speaker == asker]
    answering = [turn for turn in kept if turn.speaker != asker]
    number = kept[-1].paragraph
    last = number + (kept[-1].speech.is_empty and number + 1 < len(doc.view(lines)))
    more_asked, more_answered, last = _follow(doc, last, LONGEST_ANSWER)
    turns_in_all = len(kept) + len(more_asked) + len(more_answered)
    fewest = A_PAIR if _ROLE.match(asking[0].label.of(doc.text)) else FEWEST_TURNS
    if turns_in_all < fewest or not answering or 5 * len(asking) < len(kept):
        return None
    dialogue = [*asking, *more_asked], [*opening, *answering, *more_answered]
    return Dialogue(*dialogue, [*opening, *asking][0].paragraph, last)


def _is_dated(doc: Document, kept: Sequence[Turn]) -> bool:
    """Whether a date or a time stands below most labels, as below the names of readers who comment."""
    below = [place for turn in kept for place in doc.view(lines)[turn.paragraph + 1 : turn.paragraph + 2]]
    dated = [place for place in below if place.end - place.start <= LONGEST_DATE and _DATE.search(doc.text, *place)]
    return 2 * len(dated) > len(kept)


def _one_sided(doc: Document, kept: Sequence[Turn]) -> Dialogue | None:
    """Return the dialogue of which only the questions have labels, or only the answers."""
    places = doc.view(lines)
    is_asker = 3 * sum("?" in turn.speech.of(doc.text) for turn in kept) >= len(kept)
    others, labelled = list[Turn](), {turn.paragraph for turn in kept}
    for turn in kept:
        number = turn.paragraph + 1 if is_asker else turn.paragraph - 1
        if number in labelled or not 0 < number < len(places) or turn.speech.is_empty:
            continue
        line = places[number]
        if is_question(line.of(doc.text)) != is_asker and line.end - line.start >= SHORTEST_ANSWER:
            others.append(_unlabelled(line, number, "!" if is_asker else "?"))
    if len(others) < A_PAIR:
        return None
    asking, answering = (kept, others) if is_asker else (others, kept)
    return Dialogue(asking, answering, asking[0].paragraph, max(kept[-1].paragraph, others[-1].paragraph))


_FIELDS = frozenset({"note", "photo", "source", "title", "setting", "participants", "by", "related", "update"})


def _asks(doc: Document, kept: Sequence[Turn], speaker: str) -> bool:
    """Whether at least a third of the turns of a speaker have a question."""
    ends = {turn.paragraph: after.paragraph for turn, after in pairwise(kept)}
    places = doc.view(lines)
    asked = [
        "?"
        in doc.text[
            turn.speech.start : max(turn.speech.end, places[ends.get(turn.paragraph, turn.paragraph + 1) - 1].end)
        ]
        for turn in kept
        if turn.speaker == speaker
    ]
    return 3 * sum(asked) >= len(asked)


def is_question(line: str) -> bool:
    """Whether a line ends with its only question mark, outside any quotation."""
    if "?" not in line[-8:] or len(line) > LONGEST_QUESTION or line[:1] in '“"':
        return False
    return _QUESTION.search(line[-LONGEST_QUESTION:]) is not None


def _follow(doc: Document, last: int, reach: int) -> tuple[list[Turn], list[Turn], int]:
    """Return questions and answers without labels that follow the line `last`, and the last line of them."""
    places, asked, answered = doc.view(lines), list[Turn](), list[Turn]()
    number = last + 1
    while number < len(places) and number - last <= reach:
        if is_question(places[number].of(doc.text)) and number + 1 < len(places):
            answer = places[number + 1]
            if answer.end - answer.start < SHORTEST_ANSWER or is_question(answer.of(doc.text)):
                break
            asked.append(_unlabelled(places[number], number, "?"))
            answered.append(_unlabelled(answer, number + 1, "!"))
            last = number + 1
            number = last
        number += 1
    return asked, answered, last


def _unlabelled(line: Span, number: int, speaker: str) -> Turn:
    return Turn(Span(line.start, line.start), line, speaker, number)


def _starts_without_labels(doc: Document) -> list[int]:
    """Return the lines at which a dialogue without labels may begin: below a heading, or where a guest is welcomed."""
    places, starts = doc.view(lines), list[int]()
    is_polite = any(phrase in doc.text for phrase in _PHRASES)
    for number, place in enumerate(places[1:], start=1):
        if place.end - place.start <= heads.LONGEST_HEADING:
            line = place.of(doc.text)
            if (heads.is_heading(line)) and number + 1 < len(places):
                starts.append(number + 1)
                continue
        if is_polite and _ONE_PHRASE.search(doc.text, *place) and is_question(place.of(doc.text)):
            starts.append(number)
        elif is_polite and number > 1 and _ONE_PHRASE.search(doc.text, place.start, min(place.end, place.start + 120)):
            starts.append(number - 1)
    return starts
