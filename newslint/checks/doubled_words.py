"""Words that stand twice: `it rained rained all day`; articles have a rule of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import spoken

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
_NEW_CLAUSE = re.compile(r" (?:the|an?|he|she|they|we|I|his|her|their|our|there)\b(?! (?:is|was|has|had)\b)")
"""Behind `that that` it begins what the first of them announces; the second is one too many."""
_ASKS = re.compile(
    r"\b(?:what|who|that|which|where|when|why|how|all|it|thing|problem|point|question|truth|fact|issue|reason)\b"
)
"""With such a word before it, one `is` may end a clause and the next begin another: `what it is is enough`."""
_SENTENCE_START = re.compile(r"[.!?\n“\"]")
_SHORTENED = frozenset(
    {"he", "here", "how", "it", "let", "she", "that", "there", "what", "when", "where", "who", "why"}
)
"""With ’s these are two words."""
_SURE, _LIKELY, _PERHAPS = 0.95, 0.85, 0.7
_COPULAS = frozenset({"is", "was"})
_SENTENCE_REACH = 120
_COMMON, _RARE = 3.5, 2.0
"""On the Zipf scale."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield both words; what stands three times in a row is meant, and so is what a transcript has."""
    article = doc.view(spoken)[0]
    twice = [(word, word) for word in article.twice]
    speech = {turn.paragraph for turn in doc.turns} if twice else ()
    for match in filter(None, (_DOUBLED.match(doc.text, at) for at in article.pairs(twice))):
        word = match["word"].lower()
        frequency = english().zipf(word)
        if word in _SHORTENED and doc.text[match.end() : match.end() + 1] in {"’", "'"}:
            continue
        is_meant = match["second"] != word or word in words["rightly_doubled"] | _DETERMINERS | _NUMBERS
        if (is_meant and not _is_odd(doc.text, match)) or frequency < _RARE or _goes_with(doc.text, match, word, words):
            continue
        paragraph = doc.paragraph_at(match.start())
        if paragraph in speech:
            continue
        span = Span(*match.span())
        fix = Fix(f"leave “{match['word']}” once", (Edit(Span(*match.span("again")), ""),), Safety.UNSAFE)
        is_open = (word in _EITHER and not _is_odd(doc.text, match)) or doc.in_quotation(span)
        yield Hit(span, fix, {"word": word}, _PERHAPS if is_open else _SURE if frequency >= _COMMON else _LIKELY)


def _is_odd(text: str, match: re.Match[str]) -> bool:
    """Whether two words that may well follow each other cannot do so here: `the ferry is is late`, `that that he`."""
    if match["second"] == "that":
        return _NEW_CLAUSE.match(text, match.end()) is not None
    if match["second"] not in _COPULAS:
        return False
    before = _SENTENCE_START.split(text[max(0, match.start() - _SENTENCE_REACH) : match.start()])[-1]
    return len(before) < _SENTENCE_REACH and bool(before.strip()) and not _ASKS.search(before.lower())


def _goes_with(text: str, match: re.Match[str], word: str, words: Words) -> bool:
    """Whether the first of the two belongs to the word before: `rain rain rain`, `what went on on the bridge`."""
    earlier = text[max(0, match.start() - _REACH) : match.start()]
    found = _WORD_BEFORE.search(earlier)
    before = found["word"].lower() if found else ""
    if before == word or (before in _RELATIVES and word not in _AUXILIARIES):
        return True
    is_left_over = before in _FORMS_OF_BE and _RELATIVE_CLAUSE.search(earlier) is not None
    return word in _PARTICLES and (before in words["particle_verb"] or is_left_over)
