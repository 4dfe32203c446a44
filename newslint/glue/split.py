"""Takes an unknown word apart: the likeliest words that it could have been before its spaces were lost."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.glue.roles import CLOSED, FIRM_ENDS
from newslint.lexicon import english, english_pairs

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Set as AbstractSet

_LONGEST_PART, _KEPT = 24, 3
"""Letters of the longest part, and ways kept for each beginning of the word: the second best is a rival of the best."""

# In powers of ten, as the Zipf scale has it, on which 9 is a word that a text consists of.
_PART_COST, _BORDER_GAIN = 10.0, 2.0
"""What a part more costs (above 9, to keep “whereby” whole), and gains where a capital begins it (`nearAdelaide`)."""
_PAIR_SHARE, _LARGEST_GAIN = 0.4, 4.0
"""How much of it counts that a pair is more frequent than chance would make it."""
_KNOWN_HERE, _UNKNOWN_NAME = 2.5, 1.0
"""The frequency of a part that only this article has as a word, and of one that nobody knows."""
_SHORTEST_NAME, _USUAL_NAME, _RARER_BY_LETTER = 4, 7, 0.4
"""Letters of names, and by how much each letter more makes an unknown one rarer: the longer, the likelier it is two."""
_LONG = 2
_LETTER_WORDS = frozenset("aAI")
_BEGINNINGS = (4, 7)
"""After so many letters the lexicon is asked whether any word begins so: if none does, no longer part is one."""

_BRAND = re.compile(r"[a-z][A-Z][^\W\d_]{1,}")  # iOS, eBay, iPhone
_FREQUENT_BRAND = 3.0
_CASED_LIKE_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]*|[A-Z].*[a-z]")  # and YouTube, but not “eVi”


class Split(NamedTuple):
    """A way to take a word apart."""

    parts: tuple[str, ...]
    lead: float
    """By how many powers of ten it is likelier than the next best way."""


class _Way(NamedTuple):
    cost: float
    parts: tuple[str, ...]


def split(word: str, vocabulary: Container[str]) -> Split | None:
    """Return the likeliest way to make `word` of two or more words; None if there is none.

    `vocabulary` has the words that stand alone in the article.
    """
    spans = itertools.combinations(range(len(word) + 1), 2)
    here = {part for start, end in spans if (part := word[start:end]) in vocabulary}
    return _likeliest(word, frozenset(part for part in here if part != word and _counts_more_here(part)))


@functools.lru_cache(maxsize=4096)
def _counts_more_here(part: str) -> bool:
    """Whether it makes a difference that a part stands alone in the article; to most it makes none."""
    return frequency(part, {part}) != frequency(part, ())


@functools.lru_cache(maxsize=4096)  # what one article has of the names that no lexicon has, others have, too
def _likeliest(word: str, here: AbstractSet[str]) -> Split | None:
    """Return the way of the lowest cost over all parts, found from left to right (Viterbi's algorithm).

    Most words have none, which their parts alone tell.
    """
    best: dict[int, list[_Way]] = {0: [_Way(0.0, ())]}
    for end, starts in _chained(word, here):
        ways = []
        for start, cost in starts.items():
            part = word[start:end]
            ways += [_Way(way.cost + cost - _gain(way.parts, part), (*way.parts, part)) for way in best[start]]
        best[end] = sorted(ways)[:_KEPT]
    ways = best.get(len(word), []) if word else []
    if not ways:
        return None
    return Split(ways[0].parts, ways[1].cost - ways[0].cost if len(ways) > 1 else _LARGEST_GAIN)


def _chained(word: str, here: AbstractSet[str]) -> list[tuple[int, dict[int, float]]]:
    """Return the parts of which the whole word can be made: the ends of them, in order, with their starts and costs."""
    found: dict[int, dict[int, float]] = {0: {}}
    for start in range(len(word)):
        if start not in found:
            continue
        for end in range(start + 1 + (word[start] not in _LETTER_WORDS), _farthest(word, start, here) + 1):
            cost = _cost(word, start, end, here) if end - start < len(word) else None
            if cost is not None:
                found.setdefault(end, {})[start] = cost
    needed = {len(word)}
    for end in sorted(found, reverse=True):
        if end in needed:
            needed.update(found[end])
    return [(end, found[end]) for end in sorted(needed & found.keys()) if found[end]]


def _farthest(word: str, start: int, here: AbstractSet[str]) -> int:
    """Return where the longest part ends, at most, that begins at `start`."""
    end = min(len(word), start + _LONGEST_PART)
    if here or not word[start].islower():
        return end  # what the article has, and what a capital begins, needs not be known
    unknown = (length for length in _BEGINNINGS if not _begins_word(word[start : start + length]))
    return min(end, start + next(unknown, _LONGEST_PART + 1) - 1)


@functools.lru_cache(maxsize=16384)
def _begins_word(letters: str) -> bool:
    return english().begins(letters)


def frequency(part: str, vocabulary: Container[str]) -> float:
    """Return how frequent a part is on the Zipf scale, 0.0 if neither English nor this article has it as a word."""
    if len(part) == 1:
        return english().zipf(part) if part in _LETTER_WORDS else 0.0
    if part.islower():
        return _of_small(part, vocabulary)
    lower = part.lower()
    if _BRAND.fullmatch(part):
        found = english().zipf(lower)
        return found if found >= _FREQUENT_BRAND else 0.0
    if part in vocabulary or part.isupper():
        return english().zipf(lower) or _KNOWN_HERE
    if not _CASED_LIKE_WORD.fullmatch(part) or (len(part) == _LONG and lower not in CLOSED):  # “el” explains anything
        return 0.0
    return english().zipf(lower)


def _of_small(part: str, vocabulary: Container[str]) -> float:
    """Return the frequency of a part in small letters, as nearly all are."""
    if part in vocabulary:
        return english().zipf(part) or _KNOWN_HERE
    if len(part) == _LONG and part not in CLOSED:
        return 0.0
    found = english().zipf(part)
    return 0.0 if found and english().is_name(part) else found


def _cost(word: str, start: int, end: int, vocabulary: Container[str]) -> float | None:
    """Return what it costs to take the letters from `start` to `end` as a word; None if they cannot be one."""
    part = word[start:end]
    if part.islower():
        found = frequency(part, vocabulary)
        return _PART_COST - found if found else None
    if part == "A" and len(word) <= _LONG + 1:
        return None  # `Aas` is a surname
    at_border = start > 0 and word[start - 1].islower() and part[0].isupper()
    if word.isupper():  # no capital shows where a word begins, and few letters in capitals are an abbreviation
        known = len(part) > _LONG or part.lower() in CLOSED
        return _PART_COST - english().zipf(part) if known and part in english() else None
    found = frequency(part, vocabulary)
    if not found:
        looks_like_name = len(part) >= _SHORTEST_NAME and part[0].isupper() and part[1:].islower()
        # A capital shows where an unknown name begins; where it ends, only the next word does.
        begins = at_border and end == len(word)
        ends = start == 0 and end < len(word) and (word[end].isupper() or word[end:] in FIRM_ENDS)
        if not looks_like_name or not (begins or ends):
            return None
        found = _UNKNOWN_NAME - _RARER_BY_LETTER * max(0, len(part) - _USUAL_NAME)
    return _PART_COST - found - (_BORDER_GAIN if at_border else 0.0)


def _gain(parts: tuple[str, ...], part: str) -> float:
    """Return what is gained because the part often stands behind the one before."""
    if not parts:
        return 0.0
    return _PAIR_SHARE * max(0.0, min(attraction(parts[-1], part) or 0.0, _LARGEST_GAIN))


def expected(left: str, right: str) -> float:
    """Return the Zipf frequency that two words would have side by side if nothing but chance put them there."""
    return english().zipf(left) + english().zipf(right) - 9


def attraction(left: str, right: str) -> float | None:
    """Return by how many powers of ten the pair is more frequent than by chance; None if it is no frequent pair.

    That is their pointwise mutual information.
    """
    found = english_pairs().zipf(left, right)
    return found - expected(left, right) if found else None
