"""The model: a weight for each feature of a start; they say whether there is a thread, and where it begins."""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint import kept
from newslint.thread.features import features

if TYPE_CHECKING:
    from newslint.thread.page import Page, Start

WEIGHTS = Path(__file__).parents[1] / "data" / "thread_weights.toml"
"""Written by `data/fit_thread.py`, which says how the weights were found."""


class Found(NamedTuple):
    """The likeliest start of a thread, and how probable it is that there is a thread at all."""

    start: Start
    probability: float


def likeliest(page: Page) -> Found | None:
    """Return where a thread most probably begins; None if it can begin nowhere."""
    weights = _weights()
    scores = {
        start: sum(weights.get(name, 0.0) * value for name, value in found.items()) for start, found in features(page)
    }
    if not scores:
        return None
    top = max(0.0, *scores.values())
    powers = {start: math.exp(score - top) for start, score in scores.items()}
    together = sum(powers.values())
    by_line: dict[int, float] = {}
    for start, power in powers.items():
        by_line[start.line] = by_line.get(start.line, 0.0) + power
    line = max(by_line, key=lambda line: by_line[line])
    start = max((start for start in powers if start.line == line), key=lambda start: powers[start])
    return Found(start, together / (together + math.exp(-top)))


@functools.cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = kept.toml(WEIGHTS)["weights"]
    return weights
