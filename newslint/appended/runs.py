"""Runs of questions, each a line of its own or with its answer behind it, and the answers below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.appended.lines import lines
from newslint.appended.stretches import LONGEST_QUESTION
from newslint.appended.turns import turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newslint.document import Document
    from newslint.span import Span

FEWEST_BELOW_HEADING = 2
WIDEST_GAP = 5  # lines from one question to the next
SHORTEST_ANSWER = 5  # words

_MARKS = (
    r"(?:<\w{1,6}>){0,2}[^\w\s“\"‘'¿(]{0,6}\s?(?:\d{1,2}[.)] ?)?(?:(?i:q(?:uestion)?)\s?\d{0,2}[.:)]\s?)?[*_]{0,3}\s?"
)
QUESTION = re.compile(
    _MARKS + r"(?P<words>[^\W\d_a-z][^?!\n“”]{6,200}\?)[*_]{0,3}(?:</\w{1,6}>){0,2}"
    r"(?P<answer>\s+(?:A\s?\d{0,2}[.:)]\s)?[^\W_a-z].{30,})?\Z",
    re.DOTALL,
)
_ANSWER = re.compile(r"^\W{0,6}[Aa](?:nswer)?\s?\d{0,2}[*_]{0,3}[.:)]\s*")
_NOBODY = frozenset({"q", "a", "question", "answer"})


class Run(NamedTuple):
    """The lines with questions, and the last line of the last answer."""

    asked: tuple[int, ...]
    last: int


def runs(doc: Document) -> list[Run]:
    """Return the runs of at least two questions, each answered before the next one, that nobody's label opens."""
    places, asked, found = doc.view(lines), list[int](), list[Run]()
    voices = {turn.paragraph for turn in doc.view(turns) if turn.speaker not in _NOBODY}
    for number, place in enumerate(places):
        is_voice = number in voices
        if not is_voice and not _asks(doc.text, place):
            continue
        if asked and (is_voice or number - asked[-1] > WIDEST_GAP or not _is_answered(doc, asked[-1], number)):
            found += _run(doc, asked)
            asked = []
        if not is_voice:
            asked.append(number)
    return found + (_run(doc, asked) if asked else [])


def _is_answered(doc: Document, number: int, following: int) -> bool:
    return following > number + 1 or _has_answer(doc, number)


def _run(doc: Document, asked: Sequence[int]) -> list[Run]:
    last = asked[-1]
    if not _answers_itself(doc.text, doc.view(lines)[last]):
        if last + 1 >= len(doc.view(lines)) or not _has_answer(doc, last):
            asked = asked[:-1]
            last = last - 1
        else:
            last += 1
    return [Run(tuple(asked), last)] if len(asked) >= FEWEST_BELOW_HEADING else []


def _asks(text: str, place: Span) -> bool:
    """Whether a line is a question, alone or with its answer behind it."""
    mark = text.find("?", place.start, min(place.end, place.start + LONGEST_QUESTION))
    return mark >= 0 and QUESTION.match(text, *place) is not None


def _answers_itself(text: str, place: Span) -> bool:
    found = QUESTION.match(text, *place)
    return found is not None and found["answer"] is not None


def _has_answer(doc: Document, number: int) -> bool:
    places = doc.view(lines)
    if _answers_itself(doc.text, places[number]):
        return True
    below = places[number + 1].of(doc.text) if number + 1 < len(places) else ""
    return len(below.split()) >= SHORTEST_ANSWER


def answers(doc: Document, run: Run, last: int) -> list[str]:
    """Return the lines of the answers of a run, to the line `last`."""
    places, text, said, asked = doc.view(lines), doc.text, list[str](), frozenset(run.asked)
    for number in range(run.asked[0], last + 1):
        found = QUESTION.match(text, *places[number]) if number in asked else None
        if found is None:
            said.append(_ANSWER.sub("", places[number].of(text), count=1))
        elif found["answer"]:
            said.append(found["answer"])
    return said
