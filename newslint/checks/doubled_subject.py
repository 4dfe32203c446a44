"""Subjects that come twice, the second time as a pronoun: `the mayor He said`, `The council “it will`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint import lexicon
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_RESTART = re.compile(r" (?:(?:He|She|It|They) |[“\"](?P<quoted>it|he|she|they) )(?=[a-z])")
_VERB = re.compile(r"(?:(?:has|have|had|is|are|was|were) [a-z]+(?:ed|en)|[a-z]+)\b(?!-)")
_PAST = re.compile(r"[a-z]{2,}ed")
_CLAUSE_END = re.compile(r"[.!?…;,—–(“‘][”\"’]?\s?|\n")
_TOKEN = re.compile(r"\S+")
_NOUN_TO_OPEN = re.compile(
    r"(?:^|(?<=[.!?…] )|(?<=[.!?…][”\"’] ))The (?:[^\W\d_a-z]\w+ )?(?P<noun>[a-z]{3,})\Z", re.MULTILINE
)
_CLAUSE_INSIDE = re.compile(r"(?: [^\W\d_][\w’'-]{0,30}+){2}")
_REACH = 80
_MOST_WORDS = 4
"""Of a subject: `The two striking players`."""
_LONGEST_OPENING = 6
"""Words before it: `In the second half of May`."""

_DETERMINERS = frozenset(
    {"a", "an", "the", "its", "his", "her", "their", "our", "this", "these", "those", "both", "two"}
)
_NOT_ON_EARTH = frozenset({"Allah", "Christ", "God", "Jesus", "Lord"})
"""Whom believers call He."""
_CREDITS = frozenset(
    {"Alamy", "Getty", "Images", "Photo", "Photograph", "Photos", "Picture", "Pictures", "Shutterstock"}
)

_BY_NOUN, _BY_NAME = 0.95, 0.9
_BY_NAME_ALONE = 0.75
"""A name alone may be a heading that lost its line break."""
_QUOTED = 0.85
"""A quotation right behind a noun may be its name."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield noun, pronoun and verb where the pronoun restarts a sentence that already has its subject."""
    for match in _RESTART.finditer(doc.text):
        if not doc.text[match.start() - 1].isalpha():
            continue  # nearly always: a stop or a comma
        verb = _VERB.match(doc.text, match.end())
        if verb:
            restarted = _quoted if match["quoted"] else _unquoted
            yield from restarted(doc, match, verb, words)


def _unquoted(doc: Document, match: re.Match[str], verb: re.Match[str], words: Words) -> Iterator[Hit]:
    """Yield the hit for `The mayor He said`, if a role, a body or a name is the subject of a clause."""
    if not _is_verb(verb[0].partition(" ")[0], words):
        return
    start = max(0, match.start() - _REACH)
    starts_clause = start == 0
    for end in _CLAUSE_END.finditer(doc.text, start, match.start()):
        start, starts_clause = end.end(), True
    tokens = list(_TOKEN.finditer(doc.text, start, match.start()))
    confidence = _of_subject([token[0] for token in tokens], words) if starts_clause else 0.0
    if confidence:
        yield _hit(doc, Span(tokens[-1].start(), verb.end()), match, confidence)


def _of_subject(clause: Sequence[str], words: Words) -> float:
    """Return how sure it is that the clause is a subject, or an opening (`On Monday`) and a subject; 0 if it is not."""
    noun = clause[-1].removesuffix("s") if clause else ""
    is_noun = noun in words["role"] or noun in words["body"]
    length = _noun_length(clause) if is_noun else _name_length(clause, words) if noun else 0
    if not length:
        return 0.0
    before = [word.lower() for word in clause[:-length]]
    if not before:
        return _BY_NOUN if is_noun else _BY_NAME_ALONE
    is_opening = before[0] in words["preposition"] and before[-1] not in words["preposition"]
    leads = before[-1] in words["conjunction"] or (is_opening and len(before) <= _LONGEST_OPENING)
    return (_BY_NOUN if is_noun else _BY_NAME) if leads else 0.0


def _noun_length(clause: Sequence[str]) -> int:
    """Return how many words the noun at the end has, from its determiner on; 0 without one."""
    for length in range(2, min(_MOST_WORDS, len(clause)) + 1):
        if clause[-length].lower() in _DETERMINERS:
            return length
    return 0


def _name_length(clause: Sequence[str], words: Words) -> int:
    """Return how many words the name at the end has; 0 if it is no name of somebody who acts: `Photo by Getty`."""
    length = 0
    for word in clause[: -_MOST_WORDS - 1 : -1]:
        if not word[0].isupper() or not word[-1].isalpha():
            break
        length += 1
    if length and clause[-length].lower() in words["preposition"]:
        length -= 1  # `On Monday`, `In Lisbon`
    name = clause[len(clause) - length :]
    if not name or not _is_actor(name[-1], words) or not _CREDITS.isdisjoint(name):
        return 0
    return 0 if " ".join(name) in words["outlet"] | words["news_agency"] else length


def _is_actor(word: str, words: Words) -> bool:
    """Whether a word with a capital names somebody: “And He said” and “Premier He said” (a surname) are no restarts."""
    if word in _NOT_ON_EARTH or word in words["calendar"]:
        return False
    english = lexicon.english()
    return word not in english or english.is_name(word)


def _quoted(doc: Document, match: re.Match[str], verb: re.Match[str], words: Words) -> Iterator[Hit]:
    """Yield the hit for `The council “it will`: a noun opens the sentence, and the quotation holds a clause."""
    auxiliary = verb[0].partition(" ")[0]
    noun = _NOUN_TO_OPEN.search(doc.text, max(0, match.start() - _REACH), match.start())
    if not noun or auxiliary not in words["auxiliary"]:
        return
    is_verb = _is_verb(noun["noun"], words)
    is_named = noun["noun"] in words["said_thing"] | words["titled_work"]
    if not is_verb and not is_named and _CLAUSE_INSIDE.match(doc.text, verb.start() + len(auxiliary)):
        yield _hit(doc, Span(noun.start(), verb.end()), match, _QUOTED)


def _is_verb(word: str, words: Words) -> bool:
    is_known = word in words["auxiliary"] or word in words["reporting_verb"] or word in words["irregular_past"]
    return is_known or _PAST.fullmatch(word) is not None


def _hit(doc: Document, span: Span, match: re.Match[str], confidence: float) -> Hit:
    """Return the hit with the fix that takes the pronoun and the blank after it away."""
    pronoun = Span(match.start("quoted") if match["quoted"] else match.start() + 1, match.end())
    fix = Fix("drop the pronoun", (Edit(pronoun, ""),), Safety.UNSAFE)
    return Hit(span, fix, {"wanted": fix.result(doc.text, span)}, confidence)
