"""Clauses that say who speaks: `he said`, `the finance minister said`, `said Ada Finch`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Mapping

    Words = Mapping[str, frozenset[str]]

_CLAUSE = re.compile(r" ?(?P<words>(?:[^\W_][\w’'-]{0,30}+ ?){1,6}+)")
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "I"})
_DETERMINERS = frozenset({"the", "a", "an", "one", "another", "his", "her", "its", "their"})


def reports(text: str, at: int, words: Words) -> bool:
    """Whether a reporting clause begins at `at`; `words` holds the classes reporting_verb and conjunction."""
    clause = _CLAUSE.match(text, at)
    tokens = clause["words"].split() if clause else []
    number = next((number for number, token in enumerate(tokens) if token in words["reporting_verb"]), None)
    if not number:
        return number == 0 and tokens[1:2] != ["to"]  # “a mistake” said to be costly
    speaker = tokens[:number]
    if speaker[0] in _DETERMINERS:
        return number > 1 and words["conjunction"].isdisjoint(speaker)
    return (number == 1 and speaker[0] in _PRONOUNS) or all(word[0].isupper() for word in speaker)
