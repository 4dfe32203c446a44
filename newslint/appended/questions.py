"""Questions and answers that a machine appended to a report: `Frequently asked questions` that nobody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended import cohesion, heads
from newslint.appended.evidence import Sign, Stretch
from newslint.appended.framing import below_rules
from newslint.appended.lines import lines
from newslint.appended.runs import FEWEST_BELOW_HEADING, QUESTION, Run, answers, runs
from newslint.appended.stretches import LEAST_ARTICLE
from newslint.appended.tail import end_of, resumes
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from newslint.appended.cohesion import Register
    from newslint.appended.evidence import Found
    from newslint.document import Document

ENOUGH = 6.0
SEARCH_HEADING = Sign(4, "a heading repeats a search engine: “{}”", telling=True)
ALSO_ASK = Sign(8, "a heading is a search engine’s: “{}”", telling=True)  # what stands below is copied, facts and all
FAQ_HEADING = Sign(2, "a heading announces frequent questions: “{}”")
RESTATED = Sign(2, "the answers repeat the article: “{}”", telling=True)
RETOLD = Sign(1, "some answers only repeat the article: “{}”", telling=True)
TIMELESS = Sign(0.5, "the answers know no time, place or name but the article’s: “{}”", telling=True)
QUESTIONS_HEADING = Sign(1.5, "a heading announces questions: “{}”")
TEXTBOOK = Sign(1, "the questions are a textbook’s, not a reader’s: “{}”")
NOTHING_NEW = Sign(2, "the answers hold no name and no figure that the article does not have: “{}”")
LITTLE_NEW = Sign(1, "the answers hold hardly a name or a figure that the article does not have: “{}”")
GENERIC = Sign(1.5, "the answers speak in general terms: “{}”")
VERY_GENERIC = Sign(3, "the answers hardly leave general terms: “{}”", telling=True)
REPORT = Sign(1, "a report with quotations stands above")
TO_THE_END = Sign(1, "{pairs} questions with answers follow, and nothing of the article after them")
MUCH_NEWS = Sign(-4, "the answers are full of names and figures of their own")
NEWS_IN_ANSWERS = Sign(-2, "the answers hold names and figures of their own")
ATTRIBUTED = Sign(-4, "the answers quote somebody")
SERVICE = Sign(-2, "the questions are a reader’s")
ADDRESSES = Sign(-2, "the answers tell where to turn to")
OPINION = Sign(-3, "the answers ask themselves")
MOSTLY_QUESTIONS = Sign(-2, "most of the article consists of questions and answers")
EXPLAINER = Sign(-4, "the article explains by questions, or announces them")
_HEADINGS = frozenset({ALSO_ASK, SEARCH_HEADING, FAQ_HEADING, QUESTIONS_HEADING})
_OF_LISTS = _HEADINGS | {RESTATED, RETOLD}
VOICES = Sign(0, "questions and answers have labels: “{}”")

FEWEST_PAIRS = 3
ENOUGH_WORDS = 25  # of answers, to judge by what they tell
GENERAL, VERY_GENERAL = 0.09, 0.12  # the share of general words
FEW_NEWS, LITTLE, RICH, VERY_RICH = 2, 0.012, 0.025, 0.045  # names and figures of their own, and their share
MOSTLY_SHARED, NEARLY_SHARED = 0.5, 0.7  # of the rarer words of the answers, or of one, that the article has
FEWEST_RETOLD = 2  # answers
HEAD_REACH = 2  # lines above the first question: an introduction may follow the heading
MOST_OF_IT = 3  # times as long as what stands above
LONGEST_TITLE, LEAD = 120, 2  # characters of a title; lines above the questions that may announce them
MOST_RUNS = 4  # looked at in one text, from the end

_HEADING_FAQ = re.compile(
    r"(?i)\W*(?:.{0,60}\b)?(?:FAQs?|frequently[ -]asked|commonly asked|common questions|most asked)\b"
)
_HEADING_ALSO_ASK = re.compile(r"(?i)\W*(?:people|users|readers|others) (?:are )?also (?:ask|search|look)")
_HEADING_SEARCH = re.compile(
    r"(?i)\W*(?:people|users|readers|others) (?:often|frequently) (?:ask|search)"
    r"|\W*(?:related|similar|popular|trending) (?:questions|searches|queries)\b"
    r"|\W*(?:\w+ )?search (?:queries|terms|questions)\b"
)
_HEADING_OTHER = re.compile(r"(?i)\W*(?:.{0,40}\b)?(?:questions?|q ?& ?a|q ?and ?a|queries)\b")
_ASKS = re.compile(r"\W{0,6}(?:\d{1,2}[.)] )?(?:Q|Question)\s?\d{0,2}[*_]{0,3}[.:)]")
_ANSWERS = re.compile(r"\W{0,6}(?:A|Answer)\s?\d{0,2}[*_]{0,3}[.:)]")
_EVENT = re.compile(r"\d|(?<=[a-z,;] )[A-Z][a-z]|\b(?:was|were|had|did|said|told|came|went|took)\b")
_READER = re.compile(r"\b(?:I|my|me|we|our)\b")
_TEXTBOOK = re.compile(r"(?:What|How|Why|Which|Who|Are|Is|Can|Will|Could|Does|Do)\b(?:(?!\b(?:I|my|me)\b).)*\?")
_TITLE_EXPLAINS = re.compile(
    r"(?i)\b(?:explained|explainer|quiz|faqs?|q ?& ?a|guide to|things to know|everything (?:you|to)|how to|letters)\b"
    r"|\?\W*\Z"
)
_LEADS_ON = re.compile(
    r"(?i)\b(?:what (?:you|to|we) (?:need to |should )?(?:know|consider)"
    r"|here(?:[’']s| is| are) (?:what|how|everything|the answers?|a (?:look|guide))"
    r"|your questions|(?:the|our) \w* ?quiz"
    r"|answers? (?:letters|(?:to )?(?:the|your|some|\w+) questions)|we answer|we (?:have )?asked|asked us"
    r"|(?:two|three|four|five|six|seven|\d+) (?:\w+ )?questions)\b|.{0,90}\bquestions\b.{0,40}:\Z"
)


def question_blocks(doc: Document, generic: Container[str]) -> Iterator[Stretch]:
    """Yield the last runs of questions with answers that stand below an article, each weighed."""
    places = doc.view(lines)
    found_runs = runs(doc)
    for run in found_runs[: -MOST_RUNS - 1 : -1]:
        first, heading = _heading(doc, run.asked[0])
        if places[first].start < LEAST_ARTICLE or len(run.asked) < (FEWEST_BELOW_HEADING if heading else FEWEST_PAIRS):
            continue
        last = end_of(doc, run.last, "(?!)", generic)
        span = Span(places[first].start, places[last].end)
        is_explainer = run is not found_runs[0] or _is_explainer(doc, first)
        found = [*heading, *_signs(doc, run, span, last, generic)]
        if heading and {TEXTBOOK, NOTHING_NEW} <= {sign for sign, _ in found} and not _tells(doc, run, last):
            found.append((TIMELESS, places[run.last]))
        if is_explainer:
            found.append((EXPLAINER, places[0]))
        yield Stretch(span, found, ENOUGH, {"pairs": str(len(run.asked)), "turns": str(2 * len(run.asked))})


def is_interview(stretch: Stretch) -> bool:
    """Whether somebody is asked: labels say who asks and who answers, and nothing says that it is a list of questions.

    A heading says that, and answers that only repeat the article: a guest tells what the article does not.
    """
    signs = {sign for sign, _ in stretch.found}
    return VOICES in signs and signs.isdisjoint(_OF_LISTS)


def _heading(doc: Document, first: int) -> tuple[int, list[Found]]:
    """Return the first line of the run with its heading, and what the heading says."""
    places = doc.view(lines)
    for number in range(first - 1, max(first - 1 - HEAD_REACH, 0), -1):
        sign = _heading_sign(places[number].of(doc.text))
        if sign and (number == first - 1 or sign is not QUESTIONS_HEADING):
            return below_rules(doc, number), [(sign, places[number])]
    is_below_title = first > 1 and heads.is_title(places[first - 1].of(doc.text))
    return below_rules(doc, first - is_below_title), []


def _heading_sign(line: str) -> Sign | None:
    if len(line) > heads.LONGEST_HEADING // 2 or line.endswith("."):
        return None
    if _HEADING_ALSO_ASK.match(line):
        return ALSO_ASK
    if _HEADING_SEARCH.match(line):
        return SEARCH_HEADING
    if _HEADING_FAQ.match(line):
        return FAQ_HEADING
    return QUESTIONS_HEADING if _HEADING_OTHER.match(line) and not line.endswith(":") else None


def _is_explainer(doc: Document, first: int) -> bool:
    places = doc.view(lines)
    opening = places[0].of(doc.text)
    titles = [str(doc.meta.get("title", "")), opening if len(opening) <= LONGEST_TITLE else ""]
    lead = [opening, *(place.of(doc.text) for place in places[max(first - LEAD, 1) : first])]
    return any(map(_TITLE_EXPLAINS.search, titles)) or any(map(_LEADS_ON.search, lead))


def _signs(doc: Document, run: Run, span: Span, last: int, generic: Container[str]) -> Iterator[Found]:
    places, text = doc.view(lines), doc.text
    questions = [places[number] for number in run.asked]
    words = [found["words"] for place in questions if (found := QUESTION.match(text, *place))]
    above = text[: span.start]
    said = " ".join(answers(doc, run, last))
    speech = cohesion.register(said, cohesion.vocabulary(above) | cohesion.vocabulary(" ".join(words)), generic)
    longest = max(places[run.asked[0] : last + 1], key=lambda place: place.end - place.start)
    is_readers = sum(bool(_READER.search(question)) for question in words) * 3 > len(words)
    has_quotes = speech.said > len(run.asked) // 2 or (speech.said and speech.news)
    shared = cohesion.shared(cohesion.vocabulary(above), said)
    signs = (
        (
            RESTATED,
            speech.words >= ENOUGH_WORDS and shared >= MOSTLY_SHARED and not (speech.said and speech.news),
            longest,
        ),
        (RETOLD, shared < MOSTLY_SHARED and _retells(doc, run, last), longest),
        (VOICES, _has_voices(doc, run), questions[0]),
        (TO_THE_END, not resumes(doc, last), questions[0]),
        (SERVICE, is_readers, questions[0]),
        (TEXTBOOK, not is_readers and all(_TEXTBOOK.match(question) for question in words), questions[0]),
        (REPORT, cohesion.register(above, (), ()).said > 1, places[0]),
        (OPINION, "?" in said, longest),
        (MOSTLY_QUESTIONS, span.end - span.start > MOST_OF_IT * span.start, longest),
        (ATTRIBUTED, has_quotes, longest),
        (ADDRESSES, speech.addresses > 0, longest),
    )
    yield from ((sign, place) for sign, is_there, place in signs if is_there)
    yield from ((sign, longest) for sign in _signs_of_speech(speech))


def _each(doc: Document, run: Run, last: int) -> list[str]:
    """Return the answer to each question."""
    ends = [*(number - 1 for number in run.asked[1:]), last]
    return [" ".join(answers(doc, Run((number,), end), end)) for number, end in zip(run.asked, ends, strict=True)]


def _retold(doc: Document, run: Run, last: int) -> list[bool]:
    """Return for each answer whether it consists of the article’s words."""
    above = cohesion.vocabulary(doc.text[: doc.view(lines)[run.asked[0]].start])
    return [cohesion.shared(above, answer) >= NEARLY_SHARED for answer in _each(doc, run, last)]


def _retells(doc: Document, run: Run, last: int) -> bool:
    """Whether at least two of the answers, and a third of them, consist of the article’s words."""
    retold = _retold(doc, run, last)
    return sum(retold) >= FEWEST_RETOLD and 3 * sum(retold) >= len(retold)


def _tells(doc: Document, run: Run, last: int) -> bool:
    """Whether an answer that does not repeat the article names anybody or anything, or tells what happened."""
    each = zip(_each(doc, run, last), _retold(doc, run, last), strict=True)
    return any(_EVENT.search(answer) for answer, is_retold in each if not is_retold)


def _has_voices(doc: Document, run: Run) -> bool:
    """Whether a label opens most of the questions, and a label most of the answers."""
    places, text = doc.view(lines), doc.text
    asked = sum(_ASKS.match(text, *places[number]) is not None for number in run.asked)
    answered = sum(
        _ANSWERS.match(text, *places[number + 1]) is not None for number in run.asked if number + 1 < len(places)
    )
    return min(2 * asked, 2 * answered) > len(run.asked)


def _signs_of_speech(speech: Register) -> Iterator[Sign]:
    """Yield what the answers show when they are held against the article."""
    if speech.words >= ENOUGH_WORDS and speech.new_share <= LITTLE:
        yield LITTLE_NEW if speech.news else NOTHING_NEW
    if speech.news > FEW_NEWS and speech.new_share > RICH:
        yield MUCH_NEWS if speech.new_share > VERY_RICH else NEWS_IN_ANSWERS
    if speech.generic >= GENERAL and speech.new_share <= RICH:
        yield VERY_GENERIC if speech.generic >= VERY_GENERAL else GENERIC
