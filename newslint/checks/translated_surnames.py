"""Surnames that were translated where they stand alone: coach Thomas Becker, and “He is tired,” Baker said."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_NAME = re.compile(r"(?<=\w) (?P<last>[^\W\d_a-z]\w{1,20})(?!\w)")
_GIVEN = re.compile(r"(?<!\w)[^\W\d_a-z]\w{1,20}\Z")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?…:\n][”\"’)]?\s{0,2})[“\"]?\Z")
_AFTER_NAME = re.compile(r"[^\W\d_a-z]\w* \Z")
_VERB = re.compile(r" (?:(?:also|never|then|later|still|now|only|had|has) )?(?P<verb>[a-z]+)\b")
_PAST = re.compile(r"[a-z]{2,}ed")
_LOOK_BACK = 24
_CONFIDENCE = 0.9


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the translation of a surname of the article, alone and followed by a verb, if nobody bears it as a name."""
    meanings = _meanings(doc, words)
    for meaning, surname in meanings.items():
        for match in re.finditer(rf"\b{meaning}\b", doc.text):
            before = doc.text[max(0, match.start() - _LOOK_BACK) : match.start()]
            verb = _VERB.match(doc.text, match.end())
            if _STARTS_SENTENCE.search(before) or _AFTER_NAME.search(before) or not verb or not _is_verb(verb, words):
                continue
            span = Span(*match.span())
            fix = Fix(f"write “{surname}”", (Edit.replacing(span, meaning, surname),), Safety.UNSAFE)
            yield Hit(span, fix, {"wanted": surname}, _CONFIDENCE)


def _meanings(doc: Document, words: Words) -> dict[str, str]:
    """Return the translations of the surnames in the article, unless one of them is somebody's name there."""
    known = _known_surnames(words["surname_meaning"])
    possible = {
        meaning: surname
        for surname in sorted(known.keys() & doc.vocabulary.keys())
        for meaning in known[surname]
        if meaning in doc.text
    }
    if not possible:
        return {}
    surnames = {
        found["last"]
        for found in _NAME.finditer(doc.text)
        if _GIVEN.search(doc.text, max(0, found.start() - _LOOK_BACK), found.start())
    }
    return {
        meaning: surname for meaning, surname in possible.items() if surname in surnames and meaning not in surnames
    }


@functools.lru_cache(maxsize=4)
def _known_surnames(meanings: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Return the translations of each surname."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for surname, *others in (entry.split("/") for entry in sorted(meanings)):
        found[surname] += others
    return found


def _is_verb(verb: re.Match[str], words: Words) -> bool:
    word = verb["verb"]
    return (
        word in words["auxiliary"]
        or word in words["reporting_verb"]
        or word in words["irregular_past"]
        or _PAST.fullmatch(word) is not None
    )
