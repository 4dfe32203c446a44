"""Inflection: which form of one verb stands in a text, and the same form of another."""

from __future__ import annotations

import enum

from newslint import ready_re as re
from newslint.verbs import forms


class Form(enum.IntEnum):
    """A form of a verb, in the order of `verbs.Forms`."""

    BASE = 0
    THIRD = 1
    PAST = 2
    PARTICIPLE = 3
    ING = 4


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
