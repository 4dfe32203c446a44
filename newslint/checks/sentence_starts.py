"""Sentences that begin in lower case: `The work was done. then he sat`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.segment import leads_on
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_START = re.compile(r"(?<![\w.@/’'&#-])(?P<before>[a-z]{3,20})(?P<stop>\. )(?P<word>[a-z]{2,20})(?![\w@/&:=-]|\.\w)")
_CERTAIN = frozenset(
    {"he", "she", "it", "they", "we", "you", "the", "there", "these", "those", "this", "then", "however", "but"}
)
"""A sentence begins with these; before another word the stop may be the mistake: `in the second set. and won`."""
_COMMON = 3.0
_MOST = 3
"""Sentences without a capital; a text that has more is written so."""
_SURE, _LIKELY = 0.95, 0.85


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the last word of a sentence and the first of the next, if that has no capital."""
    found = [match for match in _START.finditer(doc.text) if _ends(match["before"], words) and _begins(match["word"])]
    if len(found) <= _MOST:
        yield from (_hit(match, words) for match in found)


def _ends(word: str, words: Words) -> bool:
    return not leads_on(word) and word not in words["shortened_word"] and english().zipf(word) >= _COMMON


def _begins(word: str) -> bool:
    return english().zipf(word) >= _COMMON and not english().is_name(word)


def _hit(match: re.Match[str], words: Words) -> Hit:
    word, start, stop = match["word"], match.start("word"), match.start("stop")
    capital = Fix(f"write “{word.capitalize()}”", (Edit(Span(start, start + 1), word[0].upper()),))
    span, says = Span(match.start("before"), match.end()), {"wanted": word.capitalize()}
    tells = match["before"] in words["reporting_verb"] and match["before"][-1] == "d"
    if word in _CERTAIN and not tells:  # `He argued. there must be a quay` has a stop too many
        return Hit(span, capital, says, _SURE)
    no_stop = Fix("take the full stop out", (Edit(Span(stop, stop + 1), ""),), Safety.UNSAFE)
    goes_on = word in words["conjunction"] or word in words["preposition"] or word in _CERTAIN
    return Hit(span, None, says, _LIKELY, suggestions=(no_stop, capital) if goes_on else (capital, no_stop))
