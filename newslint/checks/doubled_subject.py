"""Subjects that come twice, the second time as a pronoun: `the mayor He said`, `The council “it will`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint import lexicon
from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

_RESTART = re.compile(r" (?:(?:He|She|It|They) |[“\"](?P<quoted>it|he|she|they) )(?=[a-z])")
_VERB = re.compile(r"(?:(?:has|have|had|is|are|was|were) [a-z]+(?:ed|en)|[a-z]+)\b(?!-)")
_PAST = re.compile(r"[a-z]{2,}ed")
_WORD_BEFORE = re.compile(r"(?<![\w#@])[^\W\d_]{3,}\Z")
_OPENING = re.compile(
    r"(?:^|(?<=[.!?…] )|(?<=[.!?…][”\"’] ))The (?:[^\W\d_a-z]\w+ )?(?P<noun>[a-z]{3,})\Z", re.MULTILINE
)
_REACH = 60

_NOT_ON_EARTH = frozenset({"Allah", "Christ", "God", "Jesus", "Lord"})
"""Whom believers call He."""


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield noun, pronoun and verb where the pronoun restarts a sentence that already has its subject."""
    for match in _RESTART.finditer(doc.text):
        if not doc.text[match.start() - 1].isalpha():
            continue  # nearly always: a stop or a comma
        verb = _VERB.match(doc.text, match.end())
        if not verb or not _is_verb(verb[0].partition(" ")[0], words):
            continue
        start = _quoted_start(doc, match, words) if match["quoted"] else _subject_start(doc, match, words)
        if start is not None:
            yield _hit(doc, Span(start, verb.end()), match)


def _is_verb(word: str, words: Mapping[str, frozenset[str]]) -> bool:
    is_known = word in words["auxiliary"] or word in words["reporting_verb"] or word in words["irregular_past"]
    return is_known or _PAST.fullmatch(word) is not None


def _subject_start(doc: Document, match: re.Match[str], words: Mapping[str, frozenset[str]]) -> int | None:
    """Return where the noun or name right before the pronoun begins, if it can be a subject."""
    before = _WORD_BEFORE.search(doc.text, max(0, match.start() - _REACH), match.start())
    if not before:
        return None
    word = before[0]
    noun = word.removesuffix("s")
    acts = noun in words["role"] or noun in words["body"] or (word[0].isupper() and _is_actor(word, words))
    return before.start() if acts else None


def _is_actor(word: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word with a capital names somebody: “And He said” and “Premier He said” (a surname) are no restarts."""
    if word in _NOT_ON_EARTH or word in words["calendar"]:
        return False
    english = lexicon.english()
    return word not in english or english.is_name(word)


def _quoted_start(doc: Document, match: re.Match[str], words: Mapping[str, frozenset[str]]) -> int | None:
    """Return where the sentence begins, if it is a noun and then the quotation: `The council “it`."""
    before = _OPENING.search(doc.text, max(0, match.start() - _REACH), match.start())
    if not before:
        return None
    noun = before["noun"]
    is_verb = _PAST.fullmatch(noun) or noun in words["irregular_past"] or noun in words["reporting_verb"]
    return None if is_verb or noun in words["said_thing"] else before.start()


def _hit(doc: Document, span: Span, match: re.Match[str]) -> Hit:
    """Return the hit with the fix that takes the pronoun and the blank after it away."""
    pronoun = Span(match.start("quoted") if match["quoted"] else match.start() + 1, match.end())
    fix = Fix("drop the pronoun", (Edit(pronoun, ""),))
    return Hit(span, fix, {"wanted": fix.result(doc.text, span)}, confidence=0.95)
