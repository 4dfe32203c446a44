"""Sentences that begin in lower case: `The work was done. then he sat`, `What a night! the ferry sank.`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.damage import is_chatty
from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.prose import judge_of_prose
from newslint.rule import Hit
from newslint.segment import leads_on
from newslint.span import Span
from newslint.speech import reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_STOP = re.compile(r"\. (?P<word>[a-z]{2,20})(?![\w@/&:=-]|\.\w)")
_MAY_CALL = (
    ("!", re.compile(r"! (?=[a-z])")),
    ("?", re.compile(r"\? (?=[a-z])")),
    ("”", re.compile(r"\.” (?=[a-z])")),
    ('"', re.compile(r"\.\" (?=[a-z])")),
)
"""The mark that each needs, and what is quicker looked for one at a time."""
_CALL = re.compile(
    r"[.!?](?:(?<!\.)|(?<=\.)[”\"]) "
    r"(?P<word>he|she|it|they|we|the|then|there|these|those|this|however)(?![\w@/&:=-]|\.\w)"
    r"(?P<rest>[^.!?…\n]{4,200}\.)(?=[\s”\"]|\Z)"
)
"""After such a mark a sentence may go on: `“Why?” he asked`; a row of questions may: `The pier? the lamps?`."""
_BEFORE = re.compile(r"(?<![\w.@/’'&#-])(?:[a-z]{3,20}|(?P<name>[A-Z][a-z]{5,20}))\Z")
_REACH = 21
_CERTAIN = frozenset(
    {"he", "she", "it", "they", "we", "you", "the", "there", "these", "those", "this", "then", "however", "but"}
)
"""A sentence begins with these; before another word the stop may be the mistake: `in the second set. and won`."""
_SPEAKERS = frozenset({"he", "she", "they", "we", "the"})
_SPOKE = re.compile(
    r"(?: [^ ,]{1,20}){0,3}? (?:called|cried|exclaimed|laughed|mused|nodded|sighed|smiled|whispered|wonder(?:ed|s))\b"
)
"""What is said and thought otherwise than by the verbs that report."""
_FEWEST_WORDS = 2
_BEHIND_NAMES = frozenset({"who", "which", "whose"})
"""What the rule for full stops before a verb has."""
_WRITTEN_SMALL = "bell hooks"
"""Of the persons who write their names small, the one whose first name is a word."""
_COMMON = 3.0
_MOST = 3
"""Sentences without a capital; a text that has more is written so."""
_SURE, _LIKELY, _AS_WRITTEN = 0.95, 0.85, 0.7
"""In letters of readers a small letter is theirs."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the last word of a sentence and the first of the next, if that has no capital."""
    found = []
    for stop in _STOP.finditer(doc.text):
        before = _BEFORE.search(doc.text, max(0, stop.start() - _REACH), stop.start())
        if before and _ends(before[0], words) and _begins(doc.text, stop):
            if before["name"] and stop["word"] not in _CERTAIN:
                continue  # it may be the name of a firm: `Yahoo. sued`
            found.append((before, stop))
    may_call = any(mark in doc.characters and start.search(doc.text) for mark, start in _MAY_CALL)
    calls = [call for call in _CALL.finditer(doc.text) if _is_new(doc.text, call, words)] if may_call else []
    if not 0 < len(found) + len(calls) <= _MOST:
        return
    is_prose, is_written_so = judge_of_prose(doc), is_chatty(doc)
    hits = [_hit(before, stop, words) for before, stop in found if is_prose(Span(*stop.span("word")))]
    hits += [_after_call(doc.text, call) for call in calls]
    yield from (replace(hit, confidence=_AS_WRITTEN) if is_written_so else hit for hit in hits)


def _is_new(text: str, call: re.Match[str], words: Words) -> bool:
    """Whether what stands behind the mark is a sentence of its own, and says of nobody that he speaks."""
    before = _BEFORE.search(text, max(0, call.start() - _REACH), call.start())
    is_quoted = call[0][1] != " "
    if not before or english().zipf(before[0]) < _COMMON or (is_quoted and call["word"] in _SPEAKERS):
        return False
    if reports(text, call.start("word"), words) or _SPOKE.match(call["rest"]):
        return False
    return call["rest"].count(" ") >= _FEWEST_WORDS


def _after_call(text: str, call: re.Match[str]) -> Hit:
    start, wanted = call.start("word"), call["word"].capitalize()
    before = _BEFORE.search(text, max(0, call.start() - _REACH), call.start())
    fix = Fix(f"write “{wanted}”", (Edit(Span(start, start + 1), wanted[0]),))
    span = Span(before.start() if before else call.start(), call.end("word"))
    return Hit(span, fix, {"wanted": wanted}, _LIKELY)


def _ends(word: str, words: Words) -> bool:
    return not leads_on(word) and word not in words["shortened_word"] and english().zipf(word) >= _COMMON


def _begins(text: str, stop: re.Match[str]) -> bool:
    word = stop["word"]
    is_left_to_others = word in _BEHIND_NAMES or text.startswith(_WRITTEN_SMALL, stop.start("word"))
    return english().zipf(word) >= _COMMON and not english().is_name(word) and not is_left_to_others


def _hit(before: re.Match[str], stop: re.Match[str], words: Words) -> Hit:
    word, start = stop["word"], stop.start("word")
    capital = Fix(f"write “{word.capitalize()}”", (Edit(Span(start, start + 1), word[0].upper()),))
    span, says = Span(before.start(), stop.end()), {"wanted": word.capitalize()}
    tells = before[0] in words["reporting_verb"] and before[0][-1] == "d"
    if word in _CERTAIN and not tells:  # `He argued. there must be a quay` has a stop too many
        return Hit(span, capital, says, _SURE)
    no_stop = Fix("take the full stop out", (Edit(Span(stop.start(), stop.start() + 1), ""),), Safety.UNSAFE)
    goes_on = word in words["conjunction"] or word in words["preposition"] or word in _CERTAIN
    return Hit(span, None, says, _LIKELY, suggestions=(no_stop, capital) if goes_on else (capital, no_stop))
