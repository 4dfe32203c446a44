"""What speaks for and against a lost space at one joint: numbers that the model weighs and adds up.

Frequencies are on the Zipf scale. What a feature is, is said where it is computed; what it weighs is in
`data/joint_weights.toml`, under the same name.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, NamedTuple

from newslint.glue.roles import CLOSED, DATES, ENDINGS, NEVER_ENDS, PREFIXES
from newslint.glue.split import attraction, expected
from newslint.lexicon import english, english_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newslint.span import Span

_MIDDLE = 5.0
"""The frequency from which those of the parts are counted."""
_COMMON = 6.0
"""A word as frequent as this stands in most articles; that it stands in this one says nothing."""
_ENOUGH, _MANY = 10, 20
_LIKELY_PAIR = 2.5
"""A pair that chance alone would make more frequent than this is in the list of pairs, unless grammar forbids it."""
_LETTERS, _LETTERS_UNIT = 9, 4
_LONG_ENOUGH = 4
_MOST_SHUNNED = 9.0
"""More than any pair of words is shunned: none is more frequent than 9 on the Zipf scale."""

AT_TAG = "a tag of the page ends here"
AROUND = {
    "left fits the word before": 1.0,
    "left does not fit the word before": _MOST_SHUNNED,
    "right fits the word after": 1.0,
    "right does not fit the word after": _MOST_SHUNNED,
    "odd capital": 1.0,
    "odd capital of a little word": 1.0,
    "a heading or label ends here": 1.0,
    AT_TAG: 1.0,
}
"""The features that another place of the same word in the same article may have otherwise, with the most of each."""


class Place(NamedTuple):
    """Where a word stands, and in what article, as far as its joints are concerned."""

    vocabulary: Mapping[str, int]
    """The article's words and how often each stands there."""
    apart: Mapping[tuple[str, str], Span]
    """Those pairs of parts that stand elsewhere in the article with a blank between them, and where first."""
    before: str
    """The word before, if nothing but a blank lies between; or empty."""
    after: str
    begins_sentence: bool
    lost_spaces: int
    """Lost spaces elsewhere in the article that nobody can doubt."""
    other_joints: int
    """Other words of the article that are evidently two."""


class Joint(NamedTuple):
    """A place inside a word where two words may meet."""

    word: str
    parts: tuple[str, ...]
    number: int
    """It is behind the part of this number."""
    lead: float
    """By how many powers of ten the way to take the word apart is likelier than the next best."""
    block: str = ""
    """The kind of block that ends here (see `blocks`), if one does."""
    at_tag: bool = False
    """Whether an inline tag of the page begins or ends here."""

    @property
    def left(self) -> str:
        """The word that ends here."""
        return self.parts[self.number]

    @property
    def has_border(self) -> bool:
        """Whether a capital behind a small letter shows where a name begins: no compound is written so."""
        return self.left.islower() and self.right[0].isupper()

    @property
    def right(self) -> str:
        """The word that begins here."""
        return self.parts[self.number + 1]


def features(joint: Joint, place: Place) -> dict[str, float]:
    """Return the features of a joint; those that are missing are 0."""
    return {
        **wherever(joint, place),
        **_neighbours(joint, place),
        **_case(joint, place),
        "a heading or label ends here": bool(joint.block),
        AT_TAG: joint.at_tag,
    }


def wherever(joint: Joint, place: Place) -> dict[str, float]:
    """Return the features that are the same wherever in the article the word stands: all that `AROUND` has not."""
    found = {**_of_words(joint._replace(block="", at_tag=False)), **_article(joint, place)}
    return found | _together(found)


@functools.lru_cache(maxsize=1024)  # what one article lacks in its lexicon is a name that others have, too
def _of_words(joint: Joint) -> Mapping[str, float]:
    """Return what the words say that meet, whatever the article."""
    found = attraction(joint.left, joint.right)
    return {
        **_shape(joint),
        **_words(joint),
        **_compounds(joint),
        "the two attract each other": max(-1.0, min(found, 4.0)) if found is not None else 0.0,
        "the two shun each other": _shunned(joint.left, joint.right) if found is None else 0.0,
    }


def shape(left: str, right: str) -> str:
    """Return what the letters at the joint look like, one of lower|lower, lower|Name, Name|lower ... ."""
    if any(part.isupper() and len(part) > 1 for part in (left, right)):
        return "CAPITALS|Word"
    return f"{'Name' if left[0].isupper() else 'lower'}|{'Name' if right[0].isupper() else 'lower'}"


def _shape(joint: Joint) -> dict[str, float]:
    shortest = min(len(joint.left), len(joint.right))
    return {
        shape(joint.left, joint.right): 1.0,
        "letters": (len(joint.left) + len(joint.right) - _LETTERS) / _LETTERS_UNIT,
        "part of one or two letters": shortest < 3,  # noqa: PLR2004
        "part of three letters": shortest == 3,  # noqa: PLR2004
        "form of a known word": not joint.has_border and _is_form(joint.word.lower()),
        "further parts": len(joint.parts) - 2,
        "lead over the next best": min(joint.lead, 4.0),
    }


def _is_form(word: str) -> bool:
    """Whether an ending makes the word of one that is known: `heartlanders`; every lexicon lacks some."""
    return any(word.endswith(ending) and word[: -len(ending)] in english() for ending in ENDINGS)


def _words(joint: Joint) -> dict[str, float]:
    left, right = joint.left.lower(), joint.right.lower()
    is_prefix = left in PREFIXES and joint.right.islower() and right not in CLOSED
    left_frequency, right_frequency = english().zipf(left), english().zipf(right)
    return {
        "frequency of the left": left_frequency - _MIDDLE,
        "frequency of the right": right_frequency - _MIDDLE,
        "left is unknown": not left_frequency,
        "right is unknown": not right_frequency,
        "left is a prefix": is_prefix,
        "left is a little word": left in CLOSED and not is_prefix,
        "right is a little word": right in CLOSED,
        "a date begins": joint.right in DATES and joint.left[0].isupper(),
        "right ends no name": right in NEVER_ENDS,
        "both are little words": left in CLOSED and right in CLOSED,
        # Compounds seldom begin with a plural, and seldom end in a participle.
        "left is a plural": _ends(left, "s") and not left.endswith("ss"),
        "right ends in -ed": _ends(right, "ed"),
        "right ends in -ing": _ends(right, "ing"),
    }


def _ends(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) >= _LONG_ENOUGH + (len(ending) > 1) and word not in CLOSED


def _compounds(joint: Joint) -> dict[str, float]:
    """Return how readily the parts enter compounds: `bookmaker`, `carmaker` ... explain a new `planemaker`."""
    if joint.has_border:
        return {}
    return {
        "left begins compounds": math.log10(1 + english_pairs().role(joint.left).begins),
        "right ends compounds": math.log10(1 + english_pairs().role(joint.right).ends),
    }


def _neighbours(joint: Joint, place: Place) -> dict[str, float]:
    """Return how well the words fit to those around."""
    features: dict[str, float] = {}
    if joint.number == 0 and place.before:
        found = attraction(place.before, joint.left)
        features["left fits the word before"] = found is not None and found > 0
        features["left does not fit the word before"] = _shunned(place.before, joint.left) if found is None else 0.0
    if joint.number == len(joint.parts) - 2 and place.after:
        found = attraction(joint.right, place.after)
        features["right fits the word after"] = found is not None and found > 0
        features["right does not fit the word after"] = _shunned(joint.right, place.after) if found is None else 0.0
    return features


def _shunned(left: str, right: str) -> float:
    """Return by how many powers of ten chance would put the two together more often than anybody does."""
    return max(0.0, expected(left, right) - _LIKELY_PAIR) if english().zipf(left) and english().zipf(right) else 0.0


def _article(joint: Joint, place: Place) -> dict[str, float]:
    """Return what the rest of the article says."""
    repeated = min(1.0, math.log(place.vocabulary.get(joint.word, 0) or 1))
    return {
        "left stands alone": _stands_alone(joint.left, place),
        "right stands alone": _stands_alone(joint.right, place),
        "they stand apart elsewhere": first_apart(place, joint.left, joint.right) is not None,
        "repeated": repeated,  # damage seldom strikes the same place twice
        "lost spaces elsewhere": math.log1p(min(place.lost_spaces, _MANY)),
        "nothing else is damaged": not place.lost_spaces and not place.other_joints,
        "other joints": math.log1p(min(place.other_joints, _MANY)),
    }


def ways_apart(left: str, right: str) -> set[tuple[str, str]]:
    """Return the forms in which the two words may stand elsewhere."""
    return {(left, right), (left, right.lower())}


def first_apart(place: Place, left: str, right: str) -> Span | None:
    """Return where the two words first stand apart, if they do anywhere."""
    return min((place.apart[pair] for pair in ways_apart(left, right) if pair in place.apart), default=None)


def _stands_alone(part: str, place: Place) -> float:
    """Return how often the article has a part as a word of its own; a rare word that does is the best evidence."""
    times = min(place.vocabulary.get(part, 0), _ENOUGH)
    return math.log1p(times) * max(0.0, _COMMON - english().zipf(part)) / 3


def _case(joint: Joint, place: Place) -> dict[str, float]:
    """Return whether a capital in mid-sentence begins an ordinary word, as in the names of firms (`Brightmail`)."""
    left = joint.left
    is_odd = (
        joint.number == 0
        and left[0].isupper()
        and (len(left) == 1 or not left.isupper())
        and left in english()
        and not place.begins_sentence
        and not english().is_name(left)
        and not place.vocabulary.get(left)
    )
    return {"odd capital": is_odd, "odd capital of a little word": is_odd and left.lower() in CLOSED}


_TOGETHER = (
    ("lower|lower", "right ends compounds"),
    ("Name|lower", "right ends compounds"),
    ("Name|Name", "left stands alone"),
    ("Name|Name", "nothing else is damaged"),
    ("repeated", "lost spaces elsewhere"),
    ("repeated", "other joints"),
)
"""Features that mean something else where the other one is there."""


def _together(found: Mapping[str, float]) -> dict[str, float]:
    return {f"{a} + {b}": found.get(a, 0.0) * found.get(b, 0.0) for a, b in _TOGETHER}
