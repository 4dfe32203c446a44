"""The model: a weight for each feature of a block; their sum says how probable it is that it is no article.

It is asked twice: the second time each block also has what the first opinion of its neighbours adds.
"""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import TYPE_CHECKING

from newslint import kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WEIGHTS = Path(__file__).parents[1] / "data" / "line_weights.toml"
"""Written by `data/fit_lines.py`, which says how the weights were found."""

PLAIN = -4.0
"""What is said of a paragraph of prose in which nothing is odd, in logits."""
_MOST = 4.0
"""The most that one block says of its neighbours, in logits."""
_HOPELESS = -2.5
"""Where no block of an article reaches this in the first opinion, in logits, none is looked at again."""
_CLEAR = 1.0
"""Logits from which on a block counts as one that is clearly furniture; `_MANY_CLEAR` of them say all they can."""
_MANY_CLEAR = 8


def probabilities(blocks: Sequence[Mapping[str, float]]) -> list[float]:
    """Return for each block how probable it is that it is furniture, from the features of all blocks of an article."""
    weights = _weights()
    logits = [_sum(found, weights["first"]) if found else PLAIN for found in blocks]
    if max(logits, default=PLAIN) < _HOPELESS:
        return [0.0] * len(logits)
    return [
        1 / (1 + math.exp(-max(-30.0, _sum({**found, **more}, weights["second"])))) if found else 0.0
        for found, more in zip(blocks, neighbours(logits), strict=True)
    ]


def neighbours(logits: Sequence[float]) -> Iterator[dict[str, float]]:
    """Yield what the first opinion of the neighbours adds to each block of an article."""
    clear = sum(logit > _CLEAR for logit in logits)
    edge = [0.0] * 3
    clipped = [*edge, *(max(-_MOST, min(_MOST, logit)) for logit in logits), *edge]
    for at in range(3, len(clipped) - 3):
        before, after = clipped[at - 1], clipped[at + 1]
        near = clipped[at - 3 : at] + clipped[at + 1 : at + 4]
        yield {
            "before": before,
            "after": after,
            "both sides": min(before, after),
            "one side": max(before, after),
            "around": sum(near) / 6,
            "clear elsewhere": min(_MANY_CLEAR, clear - (logits[at - 3] > _CLEAR)) / _MANY_CLEAR,
        }


def _sum(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    weight = weights.get
    return sum([weight(name, 0.0) * value for name, value in features.items()])


@functools.cache
def _weights() -> dict[str, dict[str, float]]:
    return kept.toml(WEIGHTS)
