"""An interview made by a machine, appended to an article: an editor and an invented expert talk about the news.

Where two voices take turns and the first one asks, each sign for or against a machine adds its weight to a score, and
`ENOUGH` of it makes a hit. At least one sign must be telling: of a kind that people hardly ever leave in print. The
confidence is a logistic function of the score: 0.87 where hits begin, 0.94 one point above, 0.97 two points above.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document
    from newslint.segment import Turn


class Sign(NamedTuple):
    """One kind of evidence: what it weighs, and what it says to an editor (`{}` is the place that shows it)."""

    weight: float
    says: str
    telling: bool = False


ENOUGH = 7.0
# Print signs a question with Q, a name or the outlet, and says who the expert is.
EDITOR_ASKS = Sign(3, "the questions are an editor’s without a name: “{}”", telling=True)
INTERVIEWER_ASKS = Sign(1, "the questions are an interviewer’s without a name: “{}”")
NAMELESS_EXPERT = Sign(2, "the answers are an expert’s without a name: “{}”", telling=True)
# Print cuts courtesies; broadcasters do not, but tell who hosts the programme.
THANKS = Sign(2, "the guest thanks for the invitation", telling=True)
WELCOME = Sign(1, "the guest is welcomed")
BROADCAST = Sign(-3, "the labels are a broadcaster’s")
# People announce their interviews too, though not like machines, and may end an article with a question.
RESIDUE = Sign(3, "an assistant says that it writes an interview", telling=True)
EDITOR_HEADING = Sign(3, "a heading announces an editor or an expert’s insights", telling=True)
EXPERT_HEADING = Sign(3, "a heading announces an interview with an expert")
HEADING = Sign(2, "a heading announces an interview")
HEADINGS = (EDITOR_HEADING, EXPERT_HEADING, HEADING)
SEED_QUESTION = Sign(1, "a question that nobody asks stands before the interview")
# An article that leads to a talk names the guest and says how it came about; guests have something to tell.
STRANGER = Sign(2, "“{}” is nowhere named in the article above")
NAMED_ABOVE = Sign(-2, "the article above names the guest")
ANNOUNCED = Sign(-4, "the article leads over to the talk")
NOTHING_NEW = Sign(1, "the answers hold no name and no figure that the article and the questions do not have")
NEWS_IN_ANSWERS = Sign(-2, "the answers hold names and figures of their own")
TO_THE_END = Sign(1, "{turns} speaker turns follow, to the end of the text")
Found = tuple[Sign, Span]

FEWEST_TURNS = 4
WIDEST_GAP = 8  # paragraphs from one turn to the next
MOST_DIALOGUES = 8  # looked at in one text, from the end, so that time stays linear
HEAD_REACH = 12  # paragraphs above the first turn that may belong to it
NEARBY = 2  # paragraphs above the first turn that may lead over to it, and below the last that may look back
LEAST_ARTICLE = 200  # characters above the interview; with less it is the article
LONGEST_HEADING = 200  # characters
ENOUGH_WORDS = 40  # of answers, to judge by what they tell
FEW_NEWS, RICH = 2, 0.02  # names and figures that machines add; their share in the words of genuine guests

_NAMELESS = frozenset({"analyst", "economist", "expert", "guest", "interviewee", "scientist", "specialist"})
_BROADCASTER = re.compile(r"[A-Z][A-Z .,’'-]+|(?i:anchor|host|moderator)")
_WORD = re.compile(r"[^\W_]+")
_NAME_OR_FIGURE = re.compile(r"(?<=[a-z,] )[A-Z][^\W_]+|\d+")
_EDITOR = re.compile(r"(?i)[^,:]*\beditor\b")
_EDITOR_OR_INSIGHTS = re.compile(r"(?i)\b(?:editor|insights from)\b")
_EXPERT = re.compile(r"(?i)\b(?:expert|specialist|analyst)\b")
_HEADING = re.compile(r"\W*(?i:interview)\b|.*\b(?:Interview|Q ?& ?A|(?:Conversation|Discussion) (?i:with|between))\b")
_SCREENPLAY = re.compile(r"(?i)\W*(?:title|setting|participants|characters)\W*:")
_STAGE = re.compile(r"[-*_=–—~ ]+$|[-*•] |\W*\[")
_SEED = re.compile(r"(?i)[-–—*#\s]*(?:what|how|why|which|in what)\b(?:[^.!?“”\"]|\.\S|(?<=\.[A-Z])\.){15,250}\?[*\s]*")
_THIS_TALK = r"(?i:\b(?:this|our) (?:\w+ )?(?:interview|conversation)\b|\bend of (?:the )?interview\b)"
_RESIDUE = re.compile(
    r"(?i)\W*(?:(?:certainly|sure|of course|absolutely)[!,.].{0,200}\b(?:interview|conversation|dialogue)\b"
    r"|(?:here[’']s|here is|below is) an? [^.!?]{0,40}\b(?:engaging|fiction|hypothetical|imagin|sample|simulated)"
    r"|as an ai\b|i hope this (?:interview|helps)\b|feel free to\b|let me know if\b"
    r"|(?:note|disclaimer)\W+this (?:interview|conversation)[^.!?]{0,40}\b(?:fictional|fictitious|hypothetical|imagin))"
)
_THANKS = re.compile(
    r"(?i)\bthank(?:s| you)[^.!?]{0,20} for (?:having|inviting|welcoming|the (?:invitation|opportunity))\b"
    r"|\b(?:pleasure|honou?r(?:ed)?|glad|happy|delighted|great|good) to be (?:here|with)\b"
)
_WELCOME = re.compile(r"(?i)\bwelcome\b|\bjoined by\b|\bthank(?:s| you)[^.!?]{0,40} for (?:joining|being|speaking)")
_ANNOUNCED = re.compile(
    r"(?i)\b(?:transcript|edited (?:for|and|version)|condensed|excerpts (?:from|of)|we asked"
    r"|(?:we|i) (?:spoke|talked|sat down|chatted)|(?:spoke|talked|sat down|chatted) (?:to|with) (?:us|me))\b|.{40}:$"
)


class Interview(NamedTuple):
    """A dialogue of two, from its first to its last paragraph (their numbers); `guest` judges the guest's name."""

    asking: Sequence[Turn]
    answering: Sequence[Turn]
    first: int
    last: int
    guest: Sign | None


def check(doc: Document) -> Iterator[Hit]:
    """Yield the last appended interview of the article, from its seed question or heading to its last turn."""
    if len(doc.turns) < FEWEST_TURNS:
        return
    for turns in list(_dialogues(doc))[: -MOST_DIALOGUES - 1 : -1]:
        interview = _framed(doc, turns)
        found = list(_signs_inside(doc, interview))
        if doc.paragraphs[interview.first].start < LEAST_ARTICLE or not any(sign.telling for sign, _ in found):
            continue
        found += _signs_of_article(doc, interview)
        if sum(sign.weight for sign, _ in found) >= ENOUGH:
            yield _hit(doc, interview, found)
            return


def _hit(doc: Document, interview: Interview, found: Sequence[Found]) -> Hit:
    span = Span(doc.paragraphs[interview.first].start, doc.paragraphs[interview.last].end)
    edit = Edit(Span(doc.paragraphs[interview.first - 1].end, span.end), "")
    fix = Fix("delete the appended interview", (edit,), Safety.UNSAFE)
    says = {"turns": str(len(interview.asking) + len(interview.answering))}
    evidence = [Evidence(sign.says.format(at.of(doc.text), **says), at) for sign, at in found if sign.weight > 0]
    score = sum(sign.weight for sign, _ in found)
    return Hit(span, fix, says, round(0.99 / (1 + math.exp(ENOUGH - 2 - score)), 2), tuple(evidence))


def _dialogues(doc: Document) -> Iterator[list[Turn]]:
    """Yield all turns of each two who speak more than once, with nobody else, and of whom the first one asks."""
    spoken: dict[str, list[Turn]] = {}
    for turn in doc.turns:
        spoken.setdefault(turn.speaker, []).append(turn)
    turns = [turn for turn in doc.turns if len(spoken[turn.speaker]) > 1]
    changes = turns[:1] + [turn for before, turn in pairwise(turns) if turn.speaker != before.speaker]
    often = Counter(turn.speaker for turn in changes)
    for pair, steps in groupby(pairwise(changes), key=lambda step: {turn.speaker for turn in step}):
        together = len(list(steps)) + 1
        if together < FEWEST_TURNS or sum(often[speaker] for speaker in pair) > together:
            continue
        dialogue = sorted(turn for speaker in pair for turn in spoken[speaker])
        asked = ["?" in turn.speech.of(doc.text) for turn in spoken[dialogue[0].speaker]]
        is_near = all(after.paragraph - turn.paragraph <= WIDEST_GAP for turn, after in pairwise(dialogue))
        if is_near and 3 * sum(asked) >= len(asked):
            yield dialogue


def _framed(doc: Document, turns: Sequence[Turn]) -> Interview:
    """Return the dialogue with its head and its tail."""
    asking = [turn for turn in turns if turn.speaker == turns[0].speaker]
    answering = [turn for turn in turns if turn.speaker != turns[0].speaker]
    words = re.split(r"[(,|/]", max((turn.label.of(doc.text) for turn in answering), key=len))[0].split()
    has_name = len(words) > 1 and words[-1].casefold() not in _NAMELESS
    named = rf"\b{re.escape(words[-1])}\b" if has_name else "(?!)"
    about = f"{_THIS_TALK}|{named}"
    first = _first(doc, turns[0].paragraph, about)
    is_stranger = has_name and not re.search(named, doc.text[: doc.paragraphs[first].start])
    if not is_stranger:
        about = _THIS_TALK
        first = _first(doc, turns[0].paragraph, about)
    last = turns[-1].paragraph
    for number in range(last + 1, min(last + NEARBY + 1, len(doc.paragraphs))):
        line = doc.paragraphs[number].of(doc.text)
        if re.search(about, line) or _RESIDUE.match(line):
            last = number
        elif not _STAGE.match(line):
            break
    return Interview(asking, answering, first, last, (STRANGER if is_stranger else NAMED_ABOVE) if has_name else None)


def _first(doc: Document, first: int, about: str) -> int:
    """Return the paragraph in which an interview begins whose first turn is in paragraph `first`.

    Residue, headings and at last a seed question belong to it, and what stands below one of them: who takes part, an
    introduction. The article's own last paragraphs have none of these above them.
    """
    has_head = False
    for number in range(first - 1, max(first - HEAD_REACH, 0), -1):
        line = doc.paragraphs[number].of(doc.text)
        sign = _head_sign(line)
        if sign:
            first, has_head = number, not _STAGE.match(line)
        elif has_head or not (_STAGE.match(line) or re.search(about, line)):
            break
        if sign is SEED_QUESTION:
            break
    return first


def _head_sign(line: str) -> Sign | None:
    if _RESIDUE.match(line):
        return RESIDUE
    if _SEED.fullmatch(line):
        return SEED_QUESTION
    if _SCREENPLAY.match(line):
        return HEADING
    if len(line) > LONGEST_HEADING or line.endswith(".") or not _HEADING.match(line):
        return None
    if _EDITOR_OR_INSIGHTS.search(line):
        return EDITOR_HEADING
    return EXPERT_HEADING if _EXPERT.search(line) else HEADING


def _signs_inside(doc: Document, interview: Interview) -> Iterator[Found]:
    """Yield what the interview shows by itself."""
    asker, guest = interview.asking[0], interview.answering[0]
    if interview.last == len(doc.paragraphs) - 1:
        yield TO_THE_END, asker.label
    head = doc.paragraphs[interview.first : asker.paragraph]
    places = {sign: place for place in head if (sign := _head_sign(place.of(doc.text)))}
    if SEED_QUESTION in places and not places.keys().isdisjoint(HEADINGS):
        places[SEED_QUESTION._replace(telling=True)] = places.pop(SEED_QUESTION)
    yield from places.items()
    if _EDITOR.match(doc.text, *asker.label):
        yield EDITOR_ASKS, asker.label
    elif asker.speaker == "interviewer":
        yield INTERVIEWER_ASKS, asker.label
    elif _BROADCASTER.fullmatch(doc.text, *asker.label):
        yield BROADCAST, asker.label
    if guest.speaker in _NAMELESS:
        yield NAMELESS_EXPERT, guest.label
    for sign, phrase, turns in ((THANKS, _THANKS, interview.answering), (WELCOME, _WELCOME, interview.asking)):
        yield from [(sign, turn.speech) for turn in turns if phrase.search(doc.text, *turn.speech)][:1]


def _signs_of_article(doc: Document, interview: Interview) -> Iterator[Found]:
    """Yield what the interview shows when it is held against the article."""
    asker, guest = interview.asking[0], interview.answering[0]
    if interview.guest:
        yield interview.guest, guest.label
    lead = [doc.paragraphs[0], *doc.paragraphs[max(asker.paragraph - NEARBY, 1) : asker.paragraph]]
    lines = [line for place in lead if _head_sign(line := place.of(doc.text)) is not RESIDUE]
    titles = (lead[0].of(doc.text), str(doc.meta.get("title", "")))
    if any(_head_sign(title) in HEADINGS for title in titles) or any(map(_ANNOUNCED.search, lines)):
        yield ANNOUNCED, lead[-1]
    asked = " ".join(doc.text[turn.label.start : turn.speech.end] for turn in interview.asking)
    known = set(_WORD.findall(f"{doc.text[: guest.label.end]} {asked}".casefold()))
    answers = " ".join(turn.speech.of(doc.text) for turn in interview.answering)
    news = [name for name in _NAME_OR_FIGURE.findall(answers) if name.casefold() not in known]
    words = answers.count(" ")
    if words >= ENOUGH_WORDS and not news:
        yield NOTHING_NEW, guest.speech
    elif len(news) > max(RICH * words, FEW_NEWS):
        yield NEWS_IN_ANSWERS, guest.speech
