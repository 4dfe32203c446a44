"""The model: a weight for each feature of a block; their sum says how probable it is that it is no article.

It is asked twice: the second time each block also has what the first opinion of its neighbours adds. As that has
bounds, it is mostly sure what comes out before all of them were asked.
"""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import TYPE_CHECKING

from newslint import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

WEIGHTS = Path(__file__).parents[1] / "data" / "line_weights.toml"
"""Written by `data/fit_lines.py`, which says how the weights were found."""

PLAIN = -4.0
"""What is said of a paragraph of prose in which nothing is odd, in logits."""
_MOST = 4.0
"""The most that one block says of its neighbours, in logits."""
_HOPELESS = -2.5
"""Where no block of an article reaches this in the first opinion, in logits, none is looked at again."""
_REACH = 3
"""Blocks before and behind one whose first opinion counts."""
_ROUNDING = 1e-6
"""What a sum may be off by, in logits, if its parts are added in another order; it is far less."""
_CLEAR = 1.0
"""Logits from which on a block counts as one that is clearly furniture; `_MANY_CLEAR` of them say all they can."""
_MANY_CLEAR = 8


class Opinions:
    """How probable it is that blocks of an article are furniture."""

    def __init__(self, features: Callable[[int], Mapping[str, float]], is_dull: Sequence[bool]) -> None:
        """Take what tells the features of a block, and of each block whether it is passed over."""
        self._features, self._is_dull = features, is_dull
        self._first: dict[int, float] = {}
        self._second: dict[int, float] = {}

    def first(self, at: int) -> float:
        """Return the first opinion of a block, in logits."""
        if self._is_dull[at]:
            return PLAIN
        if at not in self._first:
            self._first[at] = _sum(self._features(at), _weights()["first"])
        return self._first[at]

    def reaches(self, at: int, probability: float) -> bool:
        """Whether a block is as probably furniture as that, with as few looks at others as that takes."""
        if self._is_dull[at]:
            return False
        least = math.log(probability / (1 - probability))
        known: dict[int, float] = {}
        if self._bounds(at, known)[1] < least - _ROUNDING:
            return False
        for other in sorted(self._near(at), key=lambda other: abs(other - at)):
            known[other] = self.first(other)
            if not self._is_dull[other] and self._bounds(at, known)[1] < least - _ROUNDING:
                return False
        is_sure = self._bounds(at, known)[0] > least + _ROUNDING and max(known.values()) >= _HOPELESS
        return is_sure or self.probability(at) >= probability

    def _near(self, at: int) -> range:
        return range(max(0, at - _REACH), min(len(self._is_dull), at + _REACH + 1))

    def _bounds(self, at: int, known: Mapping[int, float]) -> tuple[float, float]:
        """Return between what the second opinion of a block lies if the first ones of some blocks are known."""
        near = self._near(at)
        known = {**known, **{other: PLAIN for other in near if self._is_dull[other]}}
        place, weights = near.index(at), _weights()["second"]
        # What neighbours tell never falls where an opinion rises.
        lowest = told_by_neighbours([known.get(other, -_MOST) for other in near], place, 0)
        highest = told_by_neighbours([known.get(other, _MOST) for other in near], place, _MANY_CLEAR + 1)
        sums = [sorted((weights[name] * low, weights[name] * highest[name])) for name, low in lowest.items()]
        own = self._own(at)
        return own + sum([low for low, _ in sums]), own + sum([high for _, high in sums])

    def _own(self, at: int) -> float:
        if at not in self._second:
            self._second[at] = _sum(self._features(at), _weights()["second"])
        return self._second[at]

    def probability(self, at: int) -> float:
        """Return how probable it is of a block that it is furniture, for which all others are looked at."""
        if self._is_dull[at] or self._is_hopeless:
            return 0.0
        more = told_by_neighbours(self._logits, at, self._clear)
        return 1 / (1 + math.exp(-max(-30.0, _sum({**self._features(at), **more}, _weights()["second"]))))

    @functools.cached_property
    def _logits(self) -> Sequence[float]:
        return [self.first(at) for at in range(len(self._is_dull))]

    @functools.cached_property
    def _is_hopeless(self) -> bool:
        return max(self._logits, default=PLAIN) < _HOPELESS

    @functools.cached_property
    def _clear(self) -> int:
        return _clear(self._logits)


def neighbours(logits: Sequence[float]) -> Iterator[dict[str, float]]:
    """Yield what the first opinion of the neighbours adds to each block of an article."""
    clear = _clear(logits)
    for at in range(len(logits)):
        yield told_by_neighbours(logits, at, clear)


def told_by_neighbours(logits: Sequence[float], at: int, clear: int) -> dict[str, float]:
    """Return what the first opinion of the neighbours adds to a block; `clear` of all blocks are clearly furniture."""
    around = [
        max(-_MOST, min(_MOST, logits[other])) if 0 <= other < len(logits) else 0.0
        for other in (*range(at - _REACH, at), *range(at + 1, at + _REACH + 1))
    ]
    before, after = around[_REACH - 1], around[_REACH]
    return {
        "before": before,
        "after": after,
        "both sides": min(before, after),
        "one side": max(before, after),
        "around": sum(around) / len(around),
        "clear elsewhere": min(_MANY_CLEAR, clear - (logits[at] > _CLEAR)) / _MANY_CLEAR,
    }


def _clear(logits: Sequence[float]) -> int:
    return sum(logit > _CLEAR for logit in logits)


def _sum(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    weight = weights.get
    return sum([weight(name, 0.0) * value for name, value in features.items()])


@functools.cache
def _weights() -> dict[str, dict[str, float]]:
    return kept.toml(WEIGHTS)
