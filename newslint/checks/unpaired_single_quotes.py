"""Single quotation marks without a partner, in articles whose house style they are: `‘We wait, said Tarn`.

A single mark is an apostrophe as well. So nothing is judged before the article shows, pair by pair, that it quotes in
single marks, and a mark that may be an apostrophe (`the drivers’ union`, `’90s`, `singin’`) closes whatever is open,
but is never missed nor superfluous.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span
from newslint.speech import reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"unclosed", "unopened", "turned"})

# First the mark, for speed. Room on one side only tells what a mark does; between letters it is an apostrophe.
_OPENS = r"(?:(?<=[\s(\[—–“\"/-].)|(?<![\s\S].))(?=[^\s.,;:!?)\]”])"
_STRAIGHT_OPENS = re.compile(f"'{_OPENS}", re.DOTALL)
_MARK = re.compile(
    rf"[‘’'](?:(?P<opens>{_OPENS})"
    r"|(?P<closes>(?<=[^\s(\[—–].)(?=[\s.,;:!?)\]—–”\"]|\Z)))",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z]{1,31}")
_YEAR = re.compile(r"(?:(?<=’)\d\d|\d\ds)\b")
_BEFORE = re.compile(r"[^\s‘’'“”\"(\[]{1,40}\Z")
_REACH = 40
_ELISIONS = frozenset(
    {"ad", "ave", "bout", "cause", "cept", "cos", "ello", "em", "er", "ere", "fraid", "im", "is", "kay"}
)
_ELISIONS |= {"ll", "m", "n", "nother", "nuff", "re", "round", "s", "sup", "t", "til", "till", "tis", "twas", "twere"}
_ELISIONS |= {"twill", "ve"}
_ELISIONS |= {"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"}
_WORDS_TOO = frozenset({"ad", "bout", "cause", "is", "round", "sup", "till"})
"""Elisions that are words as well, with which a quotation may begin: `’cause of death’`."""
_STOPS = frozenset(".,?!…")
_LOST_AT_END = re.compile(r"(?:s|in|[dltn]|ol|th|o|wi|\d|x|z|e)\Z", re.IGNORECASE)
"""After these an apostrophe may end a word: `drivers’`, `singin’`, `ol’`, `5’`."""
_ELSEWISE = re.compile("''|’’|‘‘|[\"“”][‘’']|[‘’'][\"“”]|’'|'’")
"""Two single marks for a double one, and quotations inside of others: what pairs with what is anybody's guess."""
_COMMA = re.compile(r"[,!?](?= )")
_SENTENCE_ENDS = re.compile(r"[.!?…]\s{1,2}\Z")
_CLOSES_LATER = re.compile(r"[^\s(][’'](?=[\s.,;:!?)]|\Z)")
_GOES_ON = re.compile(r" [a-zA-Z]")
_SPEAKER_GOES_ON = re.compile(" (?:I|we|it) ")
"""The speaker may go on: `‘When the quay closed, I thought of you.`"""
_CUT = re.compile(r"(?:…|\.\.\.)\Z")
_FEWEST_PAIRS, _MOST_LINES = 3, 12
_FAR = 400
_LONGEST_END = 3
_SURE, _WORDS_ONLY, _STRAIGHT = 0.85, 0.8, 0.75
"""A closing mark after a stop is no apostrophe, one after a word might be; a straight mark may do anything."""


class _Mark(NamedTuple):
    at: int
    job: str
    """`opens`, or `turned`: by the glyph that closes; `closes` behind a stop or `ends` a word; `may` do any of it, or
    `lost`: stands where letters at the end of a word may have been left out."""
    is_clear: bool = True
    """Not if the mark may be an apostrophe in the middle of a sentence."""
    is_perhaps_opened: bool = False
    """Whether what looks like an elision before it may have opened what it closes."""


@dataclass(slots=True)
class _Open:
    """A quotation that is open."""

    at: int
    paragraph: Span
    is_certain: bool
    """Not if the mark may be an apostrophe, or if another one opens inside: nobody can tell them apart."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the marks that nothing pairs with; whatever a paragraph leaves open may be closed some lines later."""
    least = max(_FEWEST_PAIRS, len(doc.quotation_marks))
    if doc.text.count("‘") + len(_STRAIGHT_OPENS.findall(doc.text)) < least:
        return
    lines = [(paragraph, list(_marks(doc.text, paragraph))) for paragraph in doc.paragraphs]
    if not _is_style(lines, least):
        return
    waiting: _Open | None = None
    since = 0
    for number, (paragraph, marks) in enumerate(lines):
        if not marks:
            continue
        if _ELSEWISE.search(doc.text, *paragraph):
            waiting = None
            continue
        begins = marks[0].at == paragraph.start
        goes_on = not marks[0].job.startswith(("opens", "turned")) and number - since <= _MOST_LINES
        if waiting and waiting.is_certain and not begins and not goes_on:
            yield _unclosed(doc, waiting, words)
        reading = _Reading(doc, paragraph, words, waiting if goes_on else None)
        for mark in marks:
            reading.take(mark)
        yield from reading.found
        waiting, since = None if _CUT.search(doc.text, *paragraph) else reading.opened, number
    if waiting and waiting.is_certain:
        yield _unclosed(doc, waiting, words)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    is_perhaps_opened = False
    for match in _MARK.finditer(text, *paragraph):
        at = match.start()
        if match["opens"] is not None:
            word = _WORD.match(text, at + 1)
            is_known = word is not None and (word[0].lower() in english() or len(word[0]) == 1)
            is_elision = word is not None and word[0].lower() in _ELISIONS
            is_year = _YEAR.match(text, at + 1) is not None
            if (is_elision or is_year) and match[0] != "‘":
                is_perhaps_opened = word is not None and word[0].lower() in _WORDS_TOO
                continue  # an apostrophe: with a space before it, it closes nothing
            sure = "turned" if match[0] == "’" else "opens"
            yield _Mark(at, sure if is_known and not is_elision else "may")
            is_perhaps_opened = False
        elif match[0] == "‘":
            yield _Mark(at, "may")  # turned the wrong way: for another rule
        else:
            is_lost = _LOST_AT_END.search(text, max(paragraph.start, at - _LONGEST_END), at)
            job = "closes" if text[at - 1] in _STOPS else "lost" if is_lost or text[at - 1] == "]" else "ends"
            is_clear = job != "lost" or not _GOES_ON.match(text, at + 1)
            yield _Mark(at, job, is_clear, is_perhaps_opened)
            is_perhaps_opened = is_perhaps_opened and not is_clear


def _is_style(lines: Sequence[tuple[Span, Sequence[_Mark]]], least: int) -> bool:
    """Whether the article quotes in single marks: it has three pairs of them, and no fewer than double marks."""
    pairs = 0
    for _, marks in lines:
        jobs = [mark.job for mark in marks]
        pairs += sum(one == "opens" and other in {"closes", "ends", "lost", "may"} for one, other in pairwise(jobs))
    return pairs >= least


@dataclass(slots=True)
class _Reading:
    """What is open as the marks of a paragraph are taken one by one."""

    doc: Document
    paragraph: Span
    words: Words
    opened: _Open | None
    found: list[Hit] = field(default_factory=list)
    _is_muddled: bool = False
    _may_be_open: bool = False
    """What closed the quotation may have been an apostrophe."""

    def take(self, mark: _Mark) -> None:
        """Take the next mark."""
        is_new = mark.job in {"opens", "turned"} or (mark.job == "may" and not self.opened)
        if not is_new:
            self._close(mark)
        elif self.opened and mark.job == "opens":
            self._open_within(mark)
        elif not self.opened:
            if mark.job == "turned" and _CLOSES_LATER.search(self.doc.text, mark.at + 2, self.paragraph.end):
                self.found.append(_turned(self.doc, mark))
            self.opened = _Open(mark.at, self.paragraph, mark.job == "opens")

    def _open_within(self, mark: _Mark) -> None:
        """Take a mark that opens while a quotation is open: that one was not closed, or this one lies within."""
        opened = self.opened
        is_lost = opened and opened.is_certain and _report(self.doc.text, opened.at, mark.at, self.words) is not None
        if opened and is_lost:
            self.found.append(_unclosed(self.doc, opened, self.words))
        elif opened and not _SENTENCE_ENDS.search(self.doc.text, max(opened.at, mark.at - _LONGEST_END), mark.at):
            self._is_muddled = True
        self.opened = _Open(mark.at, self.paragraph, is_certain=not self._is_muddled)

    def _close(self, mark: _Mark) -> None:
        is_perhaps_opened = self._may_be_open or mark.is_perhaps_opened
        if not self.opened and not is_perhaps_opened and mark.job in {"closes", "ends"} and not self._is_muddled:
            self.found.append(_unopened(self.doc, mark))
        self._may_be_open = not mark.is_clear and (self.opened is not None or self._may_be_open)
        self.opened = None


def _report(text: str, start: int, end: int, words: Words) -> int | None:
    """Return the place behind the first comma that a reporting clause follows: `‘We wait, she said`."""
    for comma in _COMMA.finditer(text, start, min(end, start + _FAR)):
        if reports(text, comma.end(), words):
            return comma.end()
    return None


def _turned(doc: Document, mark: _Mark) -> Hit:
    word = _WORD.match(doc.text, mark.at + 1)
    fix = Fix("turn the mark", (Edit(Span(mark.at, mark.at + 1), "‘"),))
    return Hit(Span(mark.at, word.end() if word else mark.at + 1), fix, {}, _SURE, kind="turned")


def _unclosed(doc: Document, opened: _Open, words: Words) -> Hit:
    text = doc.text
    word = _WORD.match(text, opened.at + 1)
    point = _report(text, opened.at, opened.paragraph.end, words)
    closing = "’" if text[opened.at] == "‘" else "'"
    fix = None
    if point is not None and not _SPEAKER_GOES_ON.match(text, point):
        fix = Fix("put the closing mark", (Edit(Span(point, point), closing),), Safety.UNSAFE)
    evidence = (Evidence("no mark closes this quotation", Span(opened.at, opened.at + 1)),)
    span = Span(opened.at, word.end() if word else opened.at + 1)
    return Hit(span, fix, {}, _STRAIGHT if closing == "'" else _SURE, evidence, kind="unclosed")


def _unopened(doc: Document, mark: _Mark) -> Hit:
    before = _BEFORE.search(doc.text, max(0, mark.at - _REACH), mark.at)
    span = Span(before.start() if before else mark.at, mark.at + 1)
    confidence = _STRAIGHT if doc.text[mark.at] == "'" else _SURE if mark.job == "closes" else _WORDS_ONLY
    evidence = (Evidence("no mark opens this quotation", Span(mark.at, mark.at + 1)),)
    return Hit(span, None, {}, confidence, evidence, kind="unopened")
