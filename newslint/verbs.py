"""How the forms of English verbs are spelt: `take`, `takes`, `took`, `taken`, `taking`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRINCIPAL_PARTS = """
bear/bore/borne become/became/become begin/began/begun bind/bound/bound blow/blew/blown break/broke/broken
bring/brought/brought build/built/built burst/burst/burst buy/bought/bought cast/cast/cast catch/caught/caught
choose/chose/chosen come/came/come cost/cost/cost cut/cut/cut deal/dealt/dealt draw/drew/drawn
drive/drove/driven fall/fell/fallen feel/felt/felt fight/fought/fought find/found/found get/got/got
give/gave/given go/went/gone grow/grew/grown have/had/had hear/heard/heard hold/held/held keep/kept/kept
know/knew/known lay/laid/laid lead/led/led leave/left/left let/let/let lie/lay/lain lose/lost/lost
make/made/made mean/meant/meant meet/met/met overflow/overflowed/overflowed overtake/overtook/overtaken
pay/paid/paid put/put/put raise/raised/raised rise/rose/risen run/ran/run say/said/said see/saw/seen
sell/sold/sold send/sent/sent set/set/set shoot/shot/shot show/showed/shown sit/sat/sat speak/spoke/spoken
spend/spent/spent stand/stood/stood swear/swore/sworn sweep/swept/swept take/took/taken tell/told/told
think/thought/thought throw/threw/thrown undergo/underwent/undergone understand/understood/understood
win/won/won withdraw/withdrew/withdrawn write/wrote/written
"""
_IRREGULAR = {
    verb: (past, participle) for verb, past, participle in (parts.split("/") for parts in _PRINCIPAL_PARTS.split())
}
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)\Z")
_CONSONANT_Y = re.compile(r"[^aeiou]y\Z")
_MUTE_E = re.compile(r"[^eoy]e\Z")
_ONE_VOWEL_ONE_CONSONANT = re.compile(r"[^aeiou][aeiou][^aeiouwxy]\Z")
_VOWELS = re.compile(r"[aeiouy]+")
_STRESSED_LAST = frozenset({
    "admit", "begin", "commit", "compel", "control", "deter", "occur", "permit", "prefer", "propel", "rebut", "refer",
    "repel", "submit", "transfer",
})  # fmt: skip
"""Verbs of two syllables that double their last consonant, as all short ones do: `admitted`, `submitting`."""
_BASES_TOO = frozenset({"bore", "fell", "felt", "found", "ground", "lay", "left", "saw", "wound"})
"""Past forms that are base forms of other verbs, or nouns: `to fell a tree`."""


class Forms(NamedTuple):
    """The forms of one verb."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


@functools.cache
def forms(verb: str) -> Forms:
    """Return the forms of a verb, given its base form."""
    if verb == "be":
        return Forms("be", "is", "was", "been", "being")
    ing = "lying" if verb == "lie" else f"{verb[:-1] if _MUTE_E.search(verb) else _doubled(verb)}ing"
    return Forms(verb, _third(verb), *_IRREGULAR.get(verb, (_past(verb),) * 2), ing)


def all_forms(verb: str) -> tuple[str, ...]:
    """Return each form once; of “be” also those that depend on the person."""
    more = ("am", "are", "were") if verb == "be" else ()
    return tuple(dict.fromkeys((*forms(verb), *more)))


def _third(base: str) -> str:
    if base in {"be", "have"}:
        return {"be": "is", "have": "has"}[base]
    if _CONSONANT_Y.search(base):
        return f"{base[:-1]}ies"
    return f"{base}es" if _SIBILANT.search(base) else f"{base}s"


def _past(base: str) -> str:
    """Return past and participle of a regular verb."""
    if base.endswith("e"):
        return f"{base}d"
    return f"{base[:-1]}ied" if _CONSONANT_Y.search(base) else f"{_doubled(base)}ed"


def _doubled(base: str) -> str:
    """Return what endings with a vowel are put to: `stopp` of `stop`, but `visit`."""
    is_stressed_last = len(_VOWELS.findall(base)) == 1 or base in _STRESSED_LAST
    return base + base[-1] if is_stressed_last and _ONE_VOWEL_ONE_CONSONANT.search(base) else base


@dataclass(frozen=True, eq=False)
class Verbs:
    """The forms of many verbs, each with the base form that it belongs to. Equal is only what is the same."""

    bases: frozenset[str]
    third: Mapping[str, str]
    """`takes`."""
    past: Mapping[str, str]
    """`took`, `wanted`: what is past and no base form; of regular verbs it is the participle as well."""
    participle_of: Mapping[str, str]
    """The other way round: `take` has `taken`."""
    past_only: frozenset[str]
    """`took`: past, and neither base nor participle."""

    @classmethod
    @functools.lru_cache(maxsize=8)
    def joint(cls, bases: frozenset[str], others: frozenset[str], irregular: frozenset[str]) -> Verbs:
        """Return the forms of the verbs of two lists, which are put together once for all articles."""
        return cls.of(bases | others, irregular)

    @classmethod
    @functools.lru_cache(maxsize=8)
    def of(cls, bases: frozenset[str], irregular: frozenset[str]) -> Verbs:
        """Return the forms of the verbs; `irregular` holds `take/took/taken` for those that are no regular ones."""
        parts = [tuple(entry.split("/")) for entry in irregular]
        odd = {base: (past, participle) for base, past, participle in parts}
        third, past, participles = {}, {}, {}
        past_only = set()
        known = bases | _BASES_TOO
        for base in bases:
            one, other = odd.get(base, (_past(base),) * 2)
            third[_third(base)] = base
            participles[base] = other
            if one not in known:
                past[one] = base
            if one not in known and one not in {base, other}:
                past_only.add(one)
        return cls(bases, third, past, participles, frozenset(past_only))
