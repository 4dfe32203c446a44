"""Sentences that begin in lower case: `The work was done. then he sat`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.prose import judge_of_prose
from newslint.rule import Hit
from newslint.segment import leads_on
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_STOP = re.compile(r"\. (?P<word>[a-z]{2,20})(?![\w@/&:=-]|\.\w)")
_BEFORE = re.compile(r"(?<![\w.@/’'&#-])(?:[a-z]{3,20}|(?P<name>[A-Z][a-z]{5,20}))\Z")
_REACH = 21
_CERTAIN = frozenset(
    {"he", "she", "it", "they", "we", "you", "the", "there", "these", "those", "this", "then", "however", "but"}
)
"""A sentence begins with these; before another word the stop may be the mistake: `in the second set. and won`."""
_BEHIND_NAMES = frozenset({"who", "which", "whose"})
"""What the rule for full stops before a verb has."""
_WRITTEN_SMALL = "bell hooks"
"""Of the persons who write their names small, the one whose first name is a word."""
_COMMON = 3.0
_MOST = 3
"""Sentences without a capital; a text that has more is written so."""
_SURE, _LIKELY = 0.95, 0.85


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the last word of a sentence and the first of the next, if that has no capital."""
    found = []
    for stop in _STOP.finditer(doc.text):
        before = _BEFORE.search(doc.text, max(0, stop.start() - _REACH), stop.start())
        if before and _ends(before[0], words) and _begins(doc.text, stop):
            if before["name"] and stop["word"] not in _CERTAIN:
                continue  # it may be the name of a firm: `Yahoo. sued`
            found.append((before, stop))
    if found and len(found) <= _MOST:
        is_prose = judge_of_prose(doc)
        found = [(before, stop) for before, stop in found if is_prose(Span(*stop.span("word")))]
        yield from (_hit(before, stop, words) for before, stop in found)


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
