"""The model: a weight for each feature of a joint; their sum says how sure a lost space is."""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import TYPE_CHECKING

from newslint import kept

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS = Path(__file__).parents[1] / "data" / "joint_weights.toml"
"""Written by `data/fit_joints.py`, which says how the weights were found."""

JUDGED = {"a tag of the page ends here": 4.0, "a date begins": 3.0}
"""The weights of what could not be fitted. No plain text shows the tags of its page; but most lost spaces of pages lie
where an inline tag ended, and tags seldom end inside a word. Few articles begin with a byline and a date, but where a
name and a month meet (`OrrinNovember`) it is one; brands do not end in months."""


def probability(features: Mapping[str, float]) -> float:
    """Return how probable it is that a joint with these features is a lost space: logistic regression."""
    weights = _weights()
    total = weights["always"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


def favourable(features: Mapping[str, float]) -> dict[str, float]:
    """Return those of the features that make a lost space more probable."""
    return {name: value for name, value in features.items() if _weights()[name] > 0}


@functools.cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = kept.toml(WEIGHTS)["weights"]
    return weights | JUDGED
