"""Forms of English verbs, made of the lists of their base forms: `take`, `takes`, `took`, `taken`, `taking`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)\Z")
_CONSONANT_Y = re.compile(r"[^aeiou]y\Z")
_DOUBLES = re.compile(r"[^aeiou][aeiou][^aeiouwxy]\Z")
_VOWELS = re.compile(r"[aeiouy]+")
_BASES_TOO = frozenset({"bore", "fell", "felt", "found", "ground", "lay", "left", "saw", "wound"})
"""Past forms that are base forms of other verbs, or nouns: `to fell a tree`."""
_STRESSED_LAST = frozenset(
    {"admit", "commit", "compel", "deter", "occur", "permit", "prefer", "propel", "rebut", "refer", "repel", "submit"}
)
"""Verbs of two syllables that double their last consonant: `admitted`, `submitted`."""


@dataclass(frozen=True)
class Verbs:
    """The forms of some verbs, each with the base form that it belongs to."""

    bases: frozenset[str]
    third: Mapping[str, str]
    """`takes`."""
    past: Mapping[str, str]
    """`took`, `wanted`: what is past and no base form; of regular verbs it is the participle as well."""
    participle_of: Mapping[str, str]
    """The other way round: `take` has `taken`."""
    past_only: frozenset[str]
    """`took`: past, and neither base nor participle."""


@functools.lru_cache(maxsize=8)
def joint_forms(bases: frozenset[str], others: frozenset[str], irregular: frozenset[str]) -> Verbs:
    """Return the forms of the verbs of two lists, which are put together once for all articles."""
    return forms(bases | others, irregular)


@functools.lru_cache(maxsize=8)
def forms(bases: frozenset[str], irregular: frozenset[str]) -> Verbs:
    """Return the forms of the verbs; `irregular` holds `take/took/taken` for those that are no regular ones."""
    parts = [tuple(entry.split("/")) for entry in irregular]
    odd = {base: (past, participle) for base, past, participle in parts}
    third, past, participles = {}, {}, {}
    past_only = set()
    for base in bases:
        regular = _past_of(base)
        one, other = odd.get(base, (regular, regular))
        third[_third_of(base)] = base
        participles[base] = other
        if one not in bases | _BASES_TOO:
            past[one] = base
        if one not in bases | _BASES_TOO | {base, other}:
            past_only.add(one)
    return Verbs(bases, third, past, participles, frozenset(past_only))


def _third_of(base: str) -> str:
    if base in {"be", "have"}:
        return {"be": "is", "have": "has"}[base]
    if _CONSONANT_Y.search(base):
        return f"{base[:-1]}ies"
    return f"{base}es" if _SIBILANT.search(base) else f"{base}s"


def _past_of(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if _CONSONANT_Y.search(base):
        return f"{base[:-1]}ied"
    doubles = _DOUBLES.search(base) and (len(_VOWELS.findall(base)) == 1 or base in _STRESSED_LAST)
    return f"{base}{base[-1]}ed" if doubles else f"{base}ed"
