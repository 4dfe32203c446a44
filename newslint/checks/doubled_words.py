"""Words that stand twice: `it rained rained all day`; articles have a rule of their own."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_DOUBLED = re.compile(
    r"(?<![\w’'.-])(?<!&)(?P<word>[^\W\d_][a-z]{1,20})(?P<again>[ \u00a0]{1,2}(?P<second>(?i:(?P=word))))"
    r"(?![\w*/]|[’'](?!s\b)|-\w| [\[(]sic|[ \u00a0](?i:(?P=word))\b)"
)
_WORD_BEFORE = re.compile(r"(?P<word>[\w-]{1,40})(?P<mark>\W{1,3})\Z")
_REACH = 44

_DETERMINERS = frozenset({"a", "an", "the", "their", "its"})
"""What the rule for doubled determiners has."""
_RELATIVES = frozenset({"what", "whatever", "which", "who", "whoever"})
"""With a verb, these are a subject of their own: `The man who came came with a chair`."""
_AUXILIARIES = frozenset({"did", "has", "have", "he", "i", "it", "she", "they", "was", "we", "were", "will", "you"})
"""What no such clause ends with: `what has has happened`, `what it it would be`."""
_FORMS_OF_BE = frozenset({"are", "is", "was", "were"})
_RELATIVE_CLAUSE = re.compile(r"\b(?:what|which|who|whom)\b[^.,;:!?]{1,30}\Z")
_PARTICLES = frozenset({"in", "on"})
_NUMBERS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "zero", "hundred"}
)
_EITHER = frozenset({"are", "is", "this", "to"})
"""What one clause may end with and the next begin: `the place that they travel to to work`."""
_SHORTENED = frozenset(
    {"he", "here", "how", "it", "let", "she", "that", "there", "what", "when", "where", "who", "why"}
)
"""With ’s these are two words."""
_SURE, _LIKELY, _PERHAPS = 0.95, 0.85, 0.7
_COMMON, _RARE = 3.5, 2.0
"""On the Zipf scale."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield both words; what stands three times in a row is meant, and so is what a transcript has."""
    speech = {turn.paragraph for turn in doc.turns}
    for match in _DOUBLED.finditer(doc.text):
        word = match["word"].lower()
        frequency = english().zipf(word)
        if word in _SHORTENED and doc.text[match.end() : match.end() + 1] in {"’", "'"}:
            continue
        is_meant = match["second"] != word or word in words["rightly_doubled"] | _DETERMINERS | _NUMBERS
        if is_meant or frequency < _RARE or _goes_with(doc.text, match, word, words):
            continue
        paragraph = bisect.bisect_right(doc.paragraphs, match.start(), key=lambda found: found.start) - 1
        if paragraph in speech:
            continue
        span = Span(*match.span())
        fix = Fix(f"leave “{match['word']}” once", (Edit(Span(*match.span("again")), ""),), Safety.UNSAFE)
        is_open = word in _EITHER or doc.in_quotation(span)
        yield Hit(span, fix, {"word": word}, _PERHAPS if is_open else _SURE if frequency >= _COMMON else _LIKELY)


def _goes_with(text: str, match: re.Match[str], word: str, words: Words) -> bool:
    """Whether the first of the two belongs to the word before: `rain rain rain`, `what went on on the bridge`."""
    earlier = text[max(0, match.start() - _REACH) : match.start()]
    found = _WORD_BEFORE.search(earlier)
    before = found["word"].lower() if found else ""
    if before == word or (before in _RELATIVES and word not in _AUXILIARIES):
        return True
    is_left_over = before in _FORMS_OF_BE and _RELATIVE_CLAUSE.search(earlier) is not None
    return word in _PARTICLES and (before in words["particle_verb"] or is_left_over)
