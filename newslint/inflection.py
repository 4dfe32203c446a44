"""The forms of English verbs: which form of one verb stands there, and the same form of another."""

from __future__ import annotations

import enum
import functools
import re


class Form(enum.IntEnum):
    """A form of a verb, in the order in which `forms` lists them."""

    BASE = 0
    THIRD = 1
    PAST = 2
    PARTICIPLE = 3
    ING = 4


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
_DOUBLING = frozenset({
    "admit", "commit", "compel", "control", "drop", "get", "hit", "let", "occur", "permit", "plan", "put", "refer",
    "rob", "run", "set", "sit", "step", "stop", "submit", "transfer", "win",
})  # fmt: skip
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)\Z")
_CONSONANT_Y = re.compile(r"[^aeiou]y\Z")
_MUTE_E = re.compile(r"[^eoy]e\Z")
_HELPERS = re.compile(
    r"(?:have|has|had|having|[’']ve|be|is|are|was|were|been|being)(?: (?:not|also|already|never|just|since|been))?\s\Z",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:[^\W\d]+[^\W\dsu]s|people|men|women|children|police|they|we|you|and \w+)(?: who)?\s\Z", re.IGNORECASE
)
_INFINITIVE = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|shall|should|did|does|do|not|n[’']t|[’']ll)(?: (?:not|also))?\s\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 24


@functools.cache
def forms(verb: str) -> tuple[str, str, str, str, str]:
    """Return base, third person, past, participle and -ing form of a verb."""
    if verb == "be":
        return ("be", "is", "was", "been", "being")
    third = (
        "has"
        if verb == "have"
        else f"{verb}es"
        if _SIBILANT.search(verb)
        else f"{verb[:-1]}ies"
        if _CONSONANT_Y.search(verb)
        else f"{verb}s"
    )
    doubled = verb + verb[-1] if verb in _DOUBLING else verb
    regular = f"{verb[:-1]}ied" if _CONSONANT_Y.search(verb) else f"{verb}d" if verb.endswith("e") else f"{doubled}ed"
    past, participle = _IRREGULAR.get(verb, (regular, regular))
    ing = "lying" if verb == "lie" else f"{verb[:-1] if _MUTE_E.search(verb) else doubled}ing"
    return (verb, third, past, participle, ing)


def all_forms(verb: str) -> tuple[str, ...]:
    """Return each form once; of “be” also those that depend on the person."""
    more = ("am", "are", "were") if verb == "be" else ()
    return tuple(dict.fromkeys((*forms(verb), *more)))


def form_of(found: str, verb: str, before: str) -> Form:
    """Return which form of `verb` was found; what stands `before` it decides between past and participle."""
    found = found.lower()
    if verb == "be" and found in {"am", "are", "were"}:
        return Form.PAST if found == "were" else Form.BASE
    which = [Form(number) for number, form in enumerate(forms(verb)) if form == found]
    if Form.PARTICIPLE in which and _HELPERS.search(before[-_LOOK_BACK:]):
        return Form.PARTICIPLE
    return which[0]


def inflected(verb: str, form: Form, found: str, before: str) -> str:
    """Return a form of a verb; where “be” depends on the person, the `found` verb and the noun before show it."""
    if verb == "be" and form is Form.PAST and (found == "were" or (found != "was" and _PLURAL.search(before))):
        return "were"
    if verb == "be" and form is Form.BASE and not _INFINITIVE.search(before):
        return "are"
    return forms(verb)[form]
