"""Interviews that a machine made: an editor and an invented expert talk about the news that stands above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended import cast, cohesion, heads, lead, tail
from newslint.appended.evidence import Sign, Stretch
from newslint.appended.framing import THIS_TALK, WELCOMES, framed
from newslint.appended.lines import lines
from newslint.appended.stretches import LEAST_ARTICLE, Dialogue, dialogues
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from newslint.appended.evidence import Found
    from newslint.document import Document
    from newslint.segment import Turn

ENOUGH = 5.0
# Print cuts courtesies; broadcasters do not, but tell who hosts the programme.
THANKS = Sign(2, "the guest thanks for the invitation: “{}”", telling=True)
WELCOME = Sign(1, "the guest is welcomed: “{}”")
GLAD = Sign(2, "the guest is glad to be there: “{}”", telling=True)
PRAISE = Sign(1, "the talk is praised: “{}”", telling=True)
SCREENPLAY = Sign(1, "a setting or a mood is told, as in a screenplay: “{}”", telling=True)
NOTHING_NEW = Sign(1, "the answers hold no name and no figure that the article and the questions do not have: “{}”")
GENERIC = Sign(1, "the answers speak in general terms: “{}”")
VERY_GENERIC = Sign(3, "the answers hardly leave general terms: “{}”", telling=True)
NEWS_IN_ANSWERS = Sign(-2, "the answers hold names and figures of their own")
MUCH_NEWS = Sign(-4, "the answers are full of names and figures of their own")
CONCRETE = Sign(-3, "the answers keep to particulars")
BRIEFLY_CONCRETE = Sign(-2, "the few answers keep to particulars")
TOLD = Sign(-2, "somebody tells what happened to him")
CURT = Sign(-3, "the answers are as short as people’s")
RESTATED = Sign(1, "the questions take up the article’s own words: “{}”")
TO_THE_END = Sign(1, "{turns} speaker turns follow, and nothing of the article after them")

_OF_SPEECH = (NOTHING_NEW, GENERIC, VERY_GENERIC, RESTATED, TO_THE_END)
_SEED = (heads.SEED_QUESTION, heads.SEED_QUESTION._replace(telling=True))
IMPERSONAL = frozenset([*_OF_SPEECH, *_SEED, heads.QUESTIONS_HEADING, heads.TITLE])
"""Signs that tell nothing of two people: what shows no other may as well be questions and answers."""

ENOUGH_WORDS = 30  # of answers, to judge by what they tell
MANY_WORDS = 90
FEW_NEWS, MANY_NEWS = 2, 5  # names and figures that machines add
RICH, VERY_RICH = 0.02, 0.04  # their share in the words of guests
PARTICULAR, GENERAL, VERY_GENERAL = 0.04, 0.09, 0.12  # the share of general words; genuine guests keep below the second
FEW_TOLD, TELLING_SHARE = 1, 0.012  # clauses in which somebody tells what he did
MOST_CURT = 0.4
SHARED_WORDS = 3  # rarer words that the questions have from the article

_THANKS = re.compile(
    r"(?i)\bthank(?:s| you)[^.!?]{0,30} for (?:having|inviting|welcoming|the (?:kind )?(?:invitation|opportunity))\b"
    r"|\b(?:pleasure|honou?r(?:ed)?|glad|happy|delighted|great|good|thrilled|pleased) to "
    r"(?:be (?:here|with|part)|join)\b"
)

_GLAD = re.compile(
    r"(?i)\b(?:pleasure|privileged?|joy|honou?r(?:ed)?|glad|happy|delighted|great|good|lovely|wonderful|fantastic|nice"
    r"|excited|thrilled|pleased|grateful) to "
    r"(?:be (?:here|with|part|on (?:the|your) )|(?:have|get) the (?:chance|opportunity)"
    r"|join|discuss|take part|share|contribute|talk (?:about|to you))\b"
)
_FINE = (
    r"(?:enriching|inspiring|insightful|valuable|invaluable|fascinating|wonderful|lovely|beautiful|enlightening|engaging"
    r"|thoughtful|thought-provoking|informative|stimulating|illuminating|great|helpful|practical|uplifting|meaningful)"
)
_PRAISE = re.compile(
    rf"(?i)\b(?:thank(?:s| you)[^.!?]{{0,40}} (?:for|your|this|an?|these)|what an?|what) {_FINE} (?:and \w+ )?"
    r"(?:conversation|discussion|dialogue|exchange|talk|chat|insights?|perspectives?|advice|tips|vision|thoughts?|words"
    r"|answers?|analysis|message)\b"
)
_MOOD = re.compile(
    r"\W{0,3}\((?:smil|nod|lean|warm|curious|thought|paus|chuckl|grin|sigh|gestur|reflect|gently|seriously|softly"
    r"|laugh\w* (?:softly|gently|warmly)|excited|enthusias|confident|raising|turning|looking|adjust|pensive)"
    r"[^()\n]{0,40}\)"
)


def interviews(doc: Document, generic: Container[str]) -> Iterator[Stretch]:
    """Yield the dialogues that stand below an article, from the last to the first, each weighed."""
    for dialogue in dialogues(doc):
        places = doc.view(lines)
        first, named = framed(doc, dialogue)
        if places[first].start < LEAST_ARTICLE:
            continue
        about = "|".join([THIS_TALK, *(rf"\b{re.escape(name)}\b" for name, _ in named)])
        last = tail.end_of(doc, dialogue.last, about, generic)
        inside = Span(places[first].start, places[last].end)
        found = [
            *_signs_inside(doc, dialogue, first, last),
            *cast.strangers(doc, (dialogue.asking[0], dialogue.answering), named, Span(0, inside.start)),
            *lead.signs(doc, dialogue, first, last),
            *_signs_of_speech(doc, dialogue, inside, last, generic),
        ]
        turns = len(dialogue.asking) + len(dialogue.answering)
        yield Stretch(inside, found, ENOUGH, {"turns": str(turns)})


def is_of_people(stretch: Stretch) -> bool:
    """Whether anything speaks for two people who talk, and not just for questions with answers."""
    return any(sign not in IMPERSONAL for sign, _ in stretch.found)


def _signs_inside(doc: Document, dialogue: Dialogue, first: int, last: int) -> Iterator[Found]:
    """Yield what the interview shows by itself."""
    places, asker = doc.view(lines), dialogue.asking[0]
    if not tail.resumes(doc, last):
        yield TO_THE_END, asker.speech
    signs = {sign: place for place in places[first : dialogue.first] if (sign := heads.sign_of(place.of(doc.text)))}
    if heads.SEED_QUESTION in signs and not signs.keys().isdisjoint(heads.HEADINGS):
        signs[_SEED[1]] = signs.pop(heads.SEED_QUESTION)
    for number in (dialogue.last + 1, last):
        if dialogue.last < number <= last and heads.sign_of(places[number].of(doc.text)) is heads.RESIDUE:
            signs[heads.RESIDUE] = places[number]
    strongest = max((sign for sign in signs if sign in heads.HEADINGS), key=lambda sign: sign.weight, default=None)
    yield from ((sign, place) for sign, place in signs.items() if sign not in heads.HEADINGS or sign is strongest)
    yield from cast.asks(doc, asker)
    yield from cast.nameless(doc, asker, dialogue.answering)
    yield from cast.machines(dialogue.answering)
    yield from _screenplay(doc, dialogue, first)
    greeting = _first_turns(dialogue.answering)
    for sign, phrase, turns in (
        (THANKS, _THANKS, dialogue.answering),
        (GLAD, _GLAD, [] if any(_thanks(doc, turn) for turn in dialogue.answering) else greeting),
        (WELCOME, WELCOMES, dialogue.asking),
        (PRAISE, _PRAISE, [*dialogue.asking[::-1], *dialogue.answering[::-1]]),
    ):
        places_found = (
            found for turn in turns if (found := phrase.search(doc.text, turn.speech.start, _end(doc, turn)))
        )
        yield from [(sign, Span(*found.span())) for found in places_found][:1]


def _thanks(doc: Document, turn: Turn) -> bool:
    return _THANKS.search(doc.text, turn.speech.start, _end(doc, turn)) is not None


def _first_turns(turns: Sequence[Turn]) -> list[Turn]:
    """Return the first turn of each speaker."""
    return list({turn.speaker: turn for turn in reversed(turns)}.values())


def _screenplay(doc: Document, dialogue: Dialogue, first: int) -> Iterator[Found]:
    """Yield the setting above the talk, or the first of its stage directions."""
    above = [place for place in doc.view(lines)[first : dialogue.first] if heads.is_setting(place.of(doc.text))]
    moods = [turn.speech for turn in [*dialogue.asking, *dialogue.answering] if _MOOD.match(doc.text, *turn.speech)]
    if above or len(moods) > 1:
        yield SCREENPLAY, (above or moods)[0]


def _signs_of_speech(
    doc: Document, dialogue: Dialogue, inside: Span, last: int, generic: Container[str]
) -> Iterator[Found]:
    """Yield what the questions and answers show when they are held against the article."""
    article = cohesion.vocabulary(doc.text[: inside.start])
    asked = " ".join(doc.text[turn.label.start : _end(doc, turn)] for turn in dialogue.asking)
    answers = _answers(doc, dialogue, last)
    if not answers:
        return
    said = " ".join(place.of(doc.text) for place in answers)
    head = cohesion.vocabulary(doc.text[inside.start : dialogue.answering[0].label.end])
    named = cohesion.vocabulary(" ".join(turn.label.of(doc.text) for turn in dialogue.answering))
    speech = cohesion.register(said, article | head | named | cohesion.vocabulary(asked), generic)
    longest = max(answers, key=lambda place: place.end - place.start)
    if len(cohesion.own_words(article, asked) - named) >= SHARED_WORDS:
        yield RESTATED, dialogue.asking[min(1, len(dialogue.asking) - 1)].speech
    if speech.words >= ENOUGH_WORDS and not speech.news:
        yield NOTHING_NEW, longest
    elif speech.news > MANY_NEWS and speech.new_share > VERY_RICH:
        yield MUCH_NEWS, longest
    elif speech.news > max(RICH * speech.words, FEW_NEWS):
        yield NEWS_IN_ANSWERS, longest
    if speech.told > max(TELLING_SHARE * speech.words, FEW_TOLD):
        yield TOLD, longest
    if cohesion.curt_share([place.of(doc.text) for place in answers]) >= MOST_CURT:
        yield CURT, longest
    if speech.generic >= GENERAL and speech.new_share <= RICH:
        yield (VERY_GENERIC if speech.generic >= VERY_GENERAL else GENERIC), longest
    elif speech.generic < PARTICULAR and speech.words >= ENOUGH_WORDS:
        yield (CONCRETE if speech.words >= MANY_WORDS else BRIEFLY_CONCRETE), longest


def _answers(doc: Document, dialogue: Dialogue, last: int) -> list[Span]:
    """Return what the guests say, each time to the line before the next turn."""
    places, turns = doc.view(lines), sorted([*dialogue.asking, *dialogue.answering], key=lambda turn: turn.paragraph)
    ends = [turn.paragraph - 1 for turn in turns[1:]] + [last]
    guests = {turn.speaker for turn in dialogue.answering}
    return [
        Span(turn.speech.start, max(places[end].end, turn.speech.end))
        for turn, end in zip(turns, ends, strict=True)
        if turn.speaker in guests and max(places[end].end, turn.speech.end) > turn.speech.start
    ]


def _end(doc: Document, turn: Turn) -> int:
    """Return where the speech of a turn ends, at the latest at the end of the line below a label that stands alone."""
    places = doc.view(lines)
    is_alone = turn.speech.is_empty and turn.paragraph + 1 < len(places)
    return places[turn.paragraph + 1].end if is_alone else turn.speech.end
