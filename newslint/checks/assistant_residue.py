"""What an assistant (a language model) said to its user, left in an article: replies, refusals, notes, prompts.

Sentences that begin like those of an assistant, one after the other, make a block. Some are said by nobody else; others
count only for what stands around them: at the head or the foot, on lines of their own, beside a telling one.
"""

from __future__ import annotations

import bisect
import functools
from typing import TYPE_CHECKING, NamedTuple

from newslint import assistants
from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.phrasebook import Phrasebook
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newslint.document import Document

TELLING = {
    "assistant_reply": "reply",
    "assistant_refusal": "refusal",
    "assistant_request": "request",
    "assistant_note": "note",
    "assistant_reasoning": "reasoning",
    "assistant_prompt": "prompt",
}
"""Word classes of what nobody but an assistant or its user says, and the kinds of hits that they make."""
ALONE = "alone"
KINDS = frozenset({*TELLING.values(), ALONE})

LIKELY, COURTESY, YES, ASIDE, RULE = "likely", "courtesy", "yes", "aside", "rule"
QUIET = frozenset({YES, ASIDE, RULE})
"""What makes no block by itself."""
SAYS = {
    "reply": "hands over a text or offers another one",
    "refusal": "tells what a language model cannot do",
    "request": "asks for the text to work on",
    "note": "tells about the work, or labels it for search engines",
    "reasoning": "thinks about the task",
    "prompt": "is an instruction",
    LIKELY: "is an assistant’s rather than the author’s",
    COURTESY: "is a courtesy of assistants",
    YES: "says yes to a request",
    ASIDE: "goes on with it",
}

# Confidence by the weight of a block; what weighs less is silent.
TELLING_WEIGHT = 3
CONFIDENCE = {4: 0.97, 3: 0.9, 2: 0.7}
LIKELY_WEIGHT, MOST_COURTESIES, MOST_YESES = 2, 2, 3
ABOUT_ASSISTANTS = 0.6  # where the article may well show what assistants say
FEWEST_TURNS = 4  # of a dialogue, in which people say yes
MOST_DOUBTFUL = 2  # blocks without a telling sentence; where there are more, people talk
HEAD, FOOT = 2, 3  # paragraphs in which an assistant is most at home
SHORT_PAGE = 1_000  # characters; no article, if an assistant speaks in each sentence
FEWEST_WORDS = 4  # behind a colon, of a sentence of the article
COLON_REACH, COLON_TAIL = 120, 3

_LEAD = re.compile(r"[*_#(\[¿¡•–—\s-]{0,6}")
_AFTER_YES = re.compile(r"[,.!:;…–—\s*-]{1,6}")
_RULE = re.compile(r"[-–—*_=~#\s]+$")
_THOUGHT = re.compile(r"(?is)<(think|thinking|reasoning|scratchpad)>.{0,9000}?</\1>|</?(?:think|thinking)>")
_FIRST_PERSON = re.compile(r"(?<![\w.])(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|ich|je|j[’']ai|eu|io|ik|yo)(?![\w.])")
_LETTER = re.compile(
    r"(?m)^(?:Dear|Hi|Hello|Querid[oa]s?|Estimad[oa]s?|Car[oaie]|Cher|Chère|Lieber?|Sehr|Beste|Drog[ia]|Sayın) "
)
_WORDS = re.compile(r"[^\W_]+")
_SPEAKERS = frozenset({"I", "Me", "me", "My", "my"})
"""One of these words is in whatever `_SPEAKER` finds."""
_SPEAKER = re.compile(r"(?<![\w.])(?:I|I[’'](?:m|ve|d|ll)|[Mm]e|[Mm]y)(?![\w.])")
_WORK = re.compile(
    r"\b(?:rewrit(?:e|ten|ing)|rephras\w{1,4}|paraphras\w{1,4}|reword(?:ed)?|summari[sz]e|proofread|(?:the|this|your|that)"
    r" (?:article|text|tone|wording|draft|link|url|content|request|passage|headline|source|quotes|prompt|summary)"
    r"|(?:another|longer|shorter) version|short summary|word count|real-time|revisions?|edits|adjustments?"
    r"|my (?:guidelines|responses?|programming|policy|policies|training))\b"
)
_WORDS_OF_WORK = frozenset(
    {
        *("rewrite", "rewritten", "rewriting", "reword", "reworded", "summarize", "summarise", "proofread", "article"),
        *("text", "tone", "wording", "draft", "link", "url", "content", "request", "passage", "headline", "source"),
        *("quotes", "prompt", "summary", "version", "count", "time", "revision", "revisions", "edits", "adjustment"),
        *("adjustments", "guidelines", "response", "responses", "programming", "policy", "policies", "training"),
    }
)
_PHRASED = "phras"
"""This or one of those words is in whatever `_WORK` finds."""
_USERS = frozenset({"you", "You"})
_USER = re.compile(r"\b[Yy]ou(?:[’'](?:d|ll|re|ve))?\b")
_CONTACT = re.compile(
    r"(?i)@|\b(?:e-?mail|comments?|follow|subscribe|newsletter|contact|twitter|facebook|write to|podcast)\b"
)
_TO_USER = re.compile(r"(?i)\b(?:i|i[’'](?:m|ve|d|ll)|me|my|you|your)\b")


class _Books(NamedTuple):
    """The phrases of assistants, ready to be looked up."""

    opening: Phrasebook
    """All that may open a saying."""
    classes: Mapping[str, frozenset[str]]
    """The word classes that have each of those."""
    asides: Phrasebook
    own: frozenset[str]
    """How an assistant calls itself, anywhere in a sentence."""


class Saying(NamedTuple):
    """A sentence of an assistant, or the part of it that is no article."""

    number: int
    span: Span
    kind: str
    says_yes: bool = False


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the blocks of sentences that an assistant said; the whole text, if there is no article in it."""
    books = _books(tuple(sorted(words.items())))
    found = _sayings(doc, books)
    sayings = {saying.number: saying for saying in found}
    if not any(saying.kind not in QUIET for saying in sayings.values()):
        return
    blocks = list(_blocks(doc, sayings, books))
    if _is_alone(doc, blocks):
        yield Hit(_whole(doc), kind=ALONE, confidence=0.97, evidence=_evidence(blocks[0]))
        return
    placed = [(block, _places(doc, block)) for block in blocks]
    placed = [(block, places) for block, places in placed if _tells(block) or len(places) > 1]
    if not placed:
        return  # before the dearer questions of what the article is and says
    spans = [_span(block) for block in blocks]
    telling = sum(_tells(block) for block in blocks)
    is_dialogue = len(doc.turns) >= FEWEST_TURNS or len(blocks) - telling > MOST_DOUBTFUL
    is_column = is_dialogue or _is_in_first_person(doc, spans)
    is_subject = assistants.is_subject(doc, spans)
    for block, places in placed:
        span = _span(block)
        weight = _weight(block, is_column=is_column) + max(len(places) - 1, 0) + (telling > _tells(block))
        confidence = CONFIDENCE.get(min(weight, max(CONFIDENCE)), 0.0)
        if is_subject:
            confidence = ABOUT_ASSISTANTS if _tells(block) and _is_outermost(doc, span) else 0.0
        if confidence:
            fix = Fix("delete what an assistant said", (_deletion(doc, span),), Safety.UNSAFE)
            evidence = (*_evidence(block), *(Evidence(place, span) for place in places))
            yield Hit(span, fix, confidence=confidence, evidence=evidence, kind=_kind(block))


@functools.lru_cache(maxsize=4)
def _books(words: tuple[tuple[str, frozenset[str]], ...]) -> _Books:
    classes: dict[str, frozenset[str]] = {}
    for name, phrases in words:
        if name not in {"assistant_self", "assistant_aside"}:
            classes |= {phrase: classes.get(phrase, frozenset()) | {name} for phrase in phrases}
    by_name = dict(words)
    return _Books(Phrasebook(classes), classes, Phrasebook(by_name["assistant_aside"]), by_name["assistant_self"])


def _sayings(doc: Document, books: _Books) -> Iterator[Saying]:
    """Yield the sentences that begin like an assistant’s, asides apart, and those in which it speaks of itself."""
    text, sentences = doc.text, doc.sentences
    thoughts = [Span(*found.span()) for found in _THOUGHT.finditer(text)] if "<" in text and "hink" in text else []
    selves = _selves(doc, books.own) if "I" in text else []
    likely = {*books.opening.likely(text, sentences), *_speaking(doc)}
    numbers = range(len(sentences)) if thoughts else sorted(likely.union(_numbers(doc, selves)))
    is_told, done, last, before = False, 0, -2, -2
    for number in numbers:
        sentence = sentences[number]
        if sentence.end <= done:
            continue  # an aside of the last
        is_told, before = is_told and number - 1 == before, number
        thought = _overlapping(thoughts, sentence)
        if thought:
            yield Saying(number, thought, "reasoning")
            continue
        saying = _saying(doc, number, sentence, books) if number in likely else None
        if not saying and any(
            at in range(*sentence) and not assistants.is_reported(doc, Span(at, at + 1)) for at in selves
        ):
            saying = Saying(number, sentence, "refusal")
        # What follows told words without a break is told too: the rest of a chatbot’s answer.
        # What follows an announcement that is no part of the article is not told by it.
        is_told = saying is not None and number - 1 != last and (is_told or _is_told(doc, saying, sentence))
        if saying and not is_told:
            yield saying
            done, last = saying.span.end, number
            end = bisect.bisect_right(sentences, done, key=lambda place: place.end)
            yield from (Saying(later, sentences[later], ASIDE) for later in range(number + 1, end))


def _selves(doc: Document, own: frozenset[str]) -> list[int]:
    """Return where an assistant speaks of itself: the first place of each phrase."""
    words = doc.view(spoken)[0].words
    phrases = [phrase for phrase, inner in _inner_words(own) if inner <= words]
    if not phrases:
        return []
    lowered = doc.text.lower().replace("'", "’")
    return [at for phrase in phrases if (at := lowered.find(phrase.lower())) >= 0]


@functools.lru_cache(maxsize=4)
def _inner_words(phrases: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each phrase with those of its words that must stand in a text as they are: not the first and the last."""
    return tuple((phrase, frozenset(_WORDS.findall(phrase.lower())[1:-1])) for phrase in phrases)


def _speaking(doc: Document) -> Iterator[int]:
    """Yield the numbers of the sentences in which somebody says “I” and speaks of work on a text, or to a user."""
    places = [place.start for _, place in doc.occurrences(_SPEAKERS)]
    for number in set(_numbers(doc, places)):
        if says_of_work(doc, doc.sentences[number]):
            yield number


def _numbers(doc: Document, places: Iterable[int]) -> Iterator[int]:
    """Yield the numbers of the sentences at the places."""
    return (bisect.bisect_right(doc.sentences, (at, len(doc.text))) - 1 for at in places)


def _is_told(doc: Document, saying: Saying, sentence: Span) -> bool:
    """Whether somebody of the article says it, or a task of a lesson does."""
    if assistants.is_reported(doc, saying.span) or assistants.is_told(doc, sentence):
        return True
    return saying.kind == "prompt" and assistants.is_lesson(doc, saying.span)


def _overlapping(spans: Sequence[Span], place: Span) -> Span | None:
    """Return what the last of the spans (in order) that begins before the end of `place` has of it."""
    number = bisect.bisect_left(spans, place.end, key=lambda span: span.start) - 1
    if number < 0 or spans[number].end <= place.start:
        return None
    return Span(max(spans[number].start, place.start), min(spans[number].end, place.end))


def _saying(doc: Document, number: int, sentence: Span, books: _Books) -> Saying | None:
    start = _LEAD.match(doc.text, *sentence).end()  # type: ignore[union-attr] # it matches the empty text too
    rest, says_yes = Span(start, sentence.end), False
    ends = _ends(doc.text, rest, books)
    found = _longest(doc, rest, ends)
    for _ in range(MOST_YESES):
        yes = ends.get("assistant_yes")
        gap = yes and _AFTER_YES.match(doc.text, yes, sentence.end)
        if not yes or (found and found[1].end > yes) or not (gap or yes == sentence.end):
            break
        rest, says_yes = Span(gap.end() if gap else sentence.end, sentence.end), True
        ends = _ends(doc.text, rest, books)
        found = _longest(doc, rest, ends)
    if found:
        return Saying(number, _extent(doc, sentence, *found), found[0], says_yes)
    return Saying(number, sentence, YES) if says_yes and rest.is_empty else None


def _ends(text: str, rest: Span, books: _Books) -> dict[str, int]:
    """Return where the longest phrase of each word class ends that stands at the beginning."""
    ends: dict[str, int] = {}
    for phrase, end in books.opening.fitting(text, rest):
        ends |= {name: max(end, ends.get(name, end)) for name in books.classes[phrase]}
    return ends


def _longest(doc: Document, rest: Span, ends: Mapping[str, int]) -> tuple[str, Span] | None:
    """Return the kind of the longest phrase at the beginning, a telling one if there is one, and its place."""
    found = [(kind, Span(rest.start, ends[name])) for name, kind in TELLING.items() if name in ends]
    if found:
        return max(found, key=lambda phrase: phrase[1].end)
    for kind in (LIKELY, COURTESY):
        if end := ends.get(f"assistant_{kind}"):
            return kind, Span(rest.start, end)
    kind = says_of_work(doc, rest)
    return (kind, Span(rest.start, rest.start + 1)) if kind else None


def says_of_work(doc: Document, rest: Span) -> str:
    """Return whether somebody speaks of his work, or to a user: a kind of saying, or nothing."""
    text, words = doc.text, rest.of(doc.words_alone).split()
    may_be_of_work = not _WORDS_OF_WORK.isdisjoint(words) or _PHRASED in rest.of(text)
    may_be_to_user = not _USERS.isdisjoint(words)
    if not (may_be_of_work or may_be_to_user) or not _SPEAKER.search(text, *rest):
        return ""
    if may_be_of_work and _WORK.search(text, *rest):
        return LIKELY
    return COURTESY if may_be_to_user and _USER.search(text, *rest) and not _CONTACT.search(text, *rest) else ""


def _extent(doc: Document, sentence: Span, kind: str, phrase: Span) -> Span:
    """Return how much of the sentence the assistant says: up to a colon, if the article follows on the line."""
    if kind == "note":
        line = doc.paragraphs[doc.paragraph_at(sentence.start)]
        return line if line.start == sentence.start and doc.text[phrase.end - 1] == ":" else sentence
    colon = doc.text.find(":", phrase.end - 1, min(sentence.end, phrase.end + COLON_REACH))
    has_more = colon >= 0 and len(doc.text[colon + 1 : sentence.end].split()) >= FEWEST_WORDS
    return Span(sentence.start, colon + 1) if has_more else sentence


def _blocks(doc: Document, sayings: Mapping[int, Saying], books: _Books) -> Iterator[Sequence[Saying]]:
    """Yield the sayings with nothing but asides and rules between them, and the asides that follow."""
    near = dict(sayings)
    for saying in sayings.values():
        for number in range(saying.number + 1, len(doc.sentences)):
            sentence = doc.sentences[number]
            is_rule = bool(_RULE.match(doc.text, *sentence))
            if number in near or not (is_rule or _goes_on(doc, saying, sentence, books)):
                break
            near[number] = Saying(number, sentence, RULE if is_rule else ASIDE)
    block: list[Saying] = []
    for number in [*sorted(near), -1]:
        if block and number != block[-1].number + 1:
            while block[-1].kind == RULE:
                block.pop()
            if any(saying.kind not in QUIET for saying in block):
                yield block
            block = []
        if number >= 0:
            block.append(near[number])


def _goes_on(doc: Document, saying: Saying, sentence: Span, books: _Books) -> bool:
    """Whether a sentence behind a saying belongs to it, though it tells nothing by itself."""
    if saying.kind == YES or ":" in doc.text[saying.span.end - COLON_TAIL : saying.span.end]:
        return False
    is_line_below = doc.paragraphs[doc.paragraph_at(saying.span.start)].end <= sentence.start
    if is_line_below and saying.kind not in {"reasoning", "prompt", "note"}:
        return False
    start = _LEAD.match(doc.text, *sentence).end()  # type: ignore[union-attr] # it matches the empty text too
    return books.asides.match(doc.text, Span(start, sentence.end)) is not None


def _span(block: Sequence[Saying]) -> Span:
    return block[0].span.hull(block[-1].span)


def _tells(block: Sequence[Saying]) -> bool:
    return any(saying.kind in KINDS for saying in block)


def _kind(block: Sequence[Saying]) -> str:
    """Return the kind of what covers most of the block, of its telling parts if it has any."""
    lengths = dict.fromkeys(TELLING.values(), 0)
    for saying in block:
        if saying.kind in lengths:
            lengths[saying.kind] += saying.span.end - saying.span.start
    return max(lengths, key=lambda kind: lengths[kind]) if _tells(block) else "reply"


def _weight(block: Sequence[Saying], *, is_column: bool) -> int:
    courtesies = min(sum(saying.kind == COURTESY for saying in block), MOST_COURTESIES)
    says_yes = any(saying.kind == YES or saying.says_yes for saying in block)
    likely = sum(saying.kind == LIKELY for saying in block)
    if not _tells(block):
        return -TELLING_WEIGHT if is_column else LIKELY_WEIGHT * likely + courtesies + says_yes
    others = courtesies + says_yes + likely + sum(saying.kind in KINDS for saying in block) - 1
    return TELLING_WEIGHT + (others > 0) - is_column


def _places(doc: Document, block: Sequence[Saying]) -> list[str]:
    """Return what the place of a block tells: what people say too tells less at the head, and more at the very end."""
    span, tells = _span(block), _tells(block)
    first, last = doc.paragraph_at(span.start), doc.paragraph_at(span.end - 1)
    places = []
    if doc.paragraphs[first].start == span.start and doc.paragraphs[last].end == span.end:
        places.append("nothing else stands on the line")
    announces = doc.text[span.end - 1] == ":"
    if first < HEAD and (tells or announces or any(saying.says_yes or saying.kind == YES for saying in block)):
        places.append("it stands at the head of the text")
    elif last >= len(doc.paragraphs) - (FOOT if tells else 1):
        places.append("it stands at the foot of the text")
    if first == 0 and announces and len(places) > 1:
        places.append("it announces what follows")
    return places


def _is_outermost(doc: Document, span: Span) -> bool:
    """Whether these are the first or the last lines."""
    return span.start == doc.paragraphs[0].start or span.end == doc.paragraphs[-1].end


def _evidence(block: Sequence[Saying]) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"this sentence {SAYS[saying.kind]}", saying.span) for saying in block if saying.kind in SAYS)


def _whole(doc: Document) -> Span:
    return Span(doc.paragraphs[0].start, doc.paragraphs[-1].end)


def _is_alone(doc: Document, blocks: Sequence[Sequence[Saying]]) -> bool:
    """Whether an assistant says the whole text: in each sentence of a short one it speaks to its user."""
    if len(blocks) == 1 and _span(blocks[0]) == _whole(doc):
        return _tells(blocks[0])
    if not blocks or len(doc.text) > SHORT_PAGE or _span(blocks[0]).start > doc.paragraphs[0].start:
        return False
    if _kind(blocks[0]) not in {"refusal", "request"}:
        return False
    spans = [_span(block) for block in blocks]
    others = [s for s in doc.sentences if not assistants.lies_in(spans, s.start)]
    return all(_TO_USER.search(doc.text, *sentence) and not doc.touches_quotation(sentence) for sentence in others)


def _is_in_first_person(doc: Document, spans: Sequence[Span]) -> bool:
    """Whether the article itself says “I”, outside quotations, or is a letter: its author may be courteous."""
    return bool(_LETTER.search(doc.text)) or any(
        not assistants.lies_in(spans, found.start()) and not doc.touches_quotation(Span(*found.span()))
        for found in _FIRST_PERSON.finditer(doc.text)
    )


def _deletion(doc: Document, span: Span) -> Edit:
    """Return the edit that takes out sentences, or the whole lines that they are."""
    first, last = doc.paragraph_at(span.start), doc.paragraph_at(span.end - 1)
    is_whole = doc.paragraphs[first].start == span.start and doc.paragraphs[last].end == span.end
    return Edit.deleting_lines(doc.text, span) if is_whole else Edit.deleting(doc.text, span)
