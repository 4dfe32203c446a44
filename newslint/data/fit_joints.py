# ruff: noqa: INP001 - a developer's script beside the data that it writes, not a module of the package
"""Fits `joint_weights.toml`, the weights by which `newslint.glue` tells lost spaces from names and compounds.

How to run it, with articles of your own that no tool has damaged (JSON lines with a `text`, packed with gzip or not):

    pip install numpy
    python newslint/data/fit_joints.py ARTICLES.jsonl.gz ...

**The examples.** Each article is taken three times: as it stands; with one space taken out; and damaged like a page
whose tags were stripped, with one word in `DENSITY` glued to the next, every seventh sentence to the one before, and
now and then the end of a line. Half of the joints lie where a name meets another word, because that is where the tags
of a page are. Each place where `newslint.glue` takes a word apart is an example, right if all spaces of that place
had been taken out there.

The names and compounds that newslint will meet in other papers are those that its lexicon does not have, and these
articles have few of them. So the rare words and brands that the lexicon does have (`is_rare`) are examples, too, as if
it had not: they are not several words.

**The fit.** Logistic regression with an L2 penalty by Newton's method. Sound articles count more often (`COUNTS`),
because they are the rule: the confidence is that of an article of which nothing is known, when five in eight are sound.
The table that the script prints, and writes beside the weights, shows how often findings of each confidence
were right; each fifth of the articles was judged with the weights of the other four.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.document import Document
from newslint.glue.model import JUDGED, WEIGHTS
from newslint.glue.words import Glued, glued, taken_apart
from newslint.lexicon import english

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

SEED, FOLDS = 20_261_122, 5
DENSITY = 80
AT_NAMES, AT_LINE_ENDS, NEIGHBOURS, ALIKE, SENTENCES = 0.4, 0.15, 0.3, 0.2, 0.15
"""Shares of the joints that lie at names and at line ends, that have another one near, whose two words are glued
wherever they meet (a link of the page's template), and of sentences glued."""
RARE, RARE_BRAND, SHORTEST_RARE = 2.0, 4.0, 5
COUNTS = {"sound": 5.0, "once": 1.5, "all over": 1.5, "rare words": 0.25}
PENALTY, STEPS = 2.0, 25
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)

_BRAND = re.compile(r"[^\W\d_A-Z][A-Z]")
_GAP = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])|(?<=[^\W\d_])\n+(?=[A-Z])")
_SENTENCE = re.compile(r"(?<=[a-z][.?!]) (?=[A-Z])|(?<=[a-z][.?!][”\"]) (?=[A-Z])|(?<=[a-z],) (?=[a-z])")
_ENDS_IN_NAME = re.compile(r"(?:\A|\W)[A-Z]\w*\Z")


class Example(NamedTuple):
    """A word that was taken apart, and what is true of it."""

    found: Glued
    truths: tuple[bool, ...]
    """For each of its joints whether a space was taken out there."""
    damage: str
    """How the article was damaged: not, once, or all over."""


def main(paths: Sequence[str]) -> None:
    """Fit the weights to the articles of the files and write them."""
    articles = [text for path in paths for text in read(path)]
    rng = random.Random(SEED)  # noqa: S311 - no secret
    examples = [(number, example) for number, text in enumerate(articles) for example in make(text, rng)]
    names = sorted({name for _, example in examples for joint in example.found.joints for name in joint.features})
    names = ["always", *(name for name in names if name not in JUDGED)]
    predicted = np.zeros(len(examples))
    for fold in range(FOLDS):
        weights = fit([example for number, example in examples if number % FOLDS != fold], names)
        for at, (number, example) in enumerate(examples):
            if number % FOLDS == fold:
                predicted[at] = judged(example, names, weights)
    reported = [at for at, (_, example) in enumerate(examples) if example.damage != "rare words"]
    table = list(calibration([examples[at][1] for at in reported], predicted[reported]))
    weights = fit([example for _, example in examples], names)
    words = sum(len(text.split()) for text in articles)
    WEIGHTS.write_text(written(dict(zip(names, weights, strict=True)), table, len(articles), words), encoding="utf-8")
    sys.stdout.write("\n".join([f"{len(examples):,} examples", *table, ""]))


def read(path: str) -> list[str]:
    """Return the texts of a file."""
    content = Path(path).read_bytes()
    lines = (gzip.decompress(content) if path.endswith(".gz") else content).decode().split("\n")
    return [json.loads(line)["text"] for line in lines if line.strip()]


def make(text: str, rng: random.Random) -> Iterator[Example]:
    """Yield what is found in an article as it stands, with one space lost, and with many."""
    spaces = [match.span() for match in _GAP.finditer(text)]
    for damage, count in (("sound", 0), ("once", 1), ("all over", max(2, len(text.split()) // DENSITY))):
        chosen = set[tuple[int, int]]()
        if spaces and count:
            chosen.update(lost(text, spaces, count, rng))
        if damage == "all over":
            chosen.update(match.span() for match in _SENTENCE.finditer(text) if rng.random() < SENTENCES)
        glued_text, points = without(text, sorted(chosen))
        for found in glued(Document(glued_text)):
            yield Example(found, tuple(joint.point in points for joint in found.joints), damage)
        if damage != "once":
            doc = Document(glued_text)
            for found in taken_apart(doc, {word for word in doc.vocabulary if is_rare(word)}):
                yield Example(found, (False,) * len(found.joints), "rare words")


def is_rare(word: str) -> bool:
    """Whether the lexicon might as well not have the word: it is rare, or a brand with a capital inside."""
    if len(word) < SHORTEST_RARE or word.isupper():
        return False
    return 0 < english().zipf(word) <= (RARE_BRAND if _BRAND.search(word) else RARE)


def lost(text: str, spaces: Sequence[tuple[int, int]], count: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Yield `count` of the spaces, and some near them: tags come in pairs, one on each side of a few words."""
    names_end = [bool(_ENDS_IN_NAME.search(text, start - 20, start)) for start, _ in spaces]
    at_names = [gap for gap, ends in zip(spaces, names_end, strict=True) if text[gap[1]].isupper() != ends]
    line_ends = [gap for gap in spaces if "\n" in text[slice(*gap)]]
    for _ in range(count):
        kind = rng.random()
        among = line_ends if kind < AT_LINE_ENDS else at_names if kind < AT_LINE_ENDS + AT_NAMES else spaces
        at = spaces.index(rng.choice(among or spaces))
        yield spaces[at]
        if count > 1 and rng.random() < ALIKE:
            words = around(text, spaces[at])
            yield from (gap for gap in spaces if around(text, gap) == words)
        if count > 1 and rng.random() < NEIGHBOURS:
            yield spaces[min(len(spaces) - 1, at + rng.choice((1, 1, 2, 3)))]


def around(text: str, gap: tuple[int, int]) -> tuple[str, str]:
    """Return the words on both sides of a space."""
    return text[max(0, gap[0] - 40) : gap[0]].rpartition(" ")[2], text[gap[1] : gap[1] + 40].partition(" ")[0]


def without(text: str, gaps: Sequence[tuple[int, int]]) -> tuple[str, set[int]]:
    """Return the text without these gaps, and the points where they were."""
    pieces, points, start, length = [], set(), 0, 0
    for gap in gaps:
        pieces.append(text[start : gap[0]])
        length += gap[0] - start
        points.add(length)
        start = gap[1]
    return "".join([*pieces, text[start:]]), points


def matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Return a row for each joint with the values of its features."""
    joints = [{**joint.features, "always": 1.0} for example in examples for joint in example.found.joints]
    return np.array([[float(of_joint.get(name, 0.0)) for name in names] for of_joint in joints])


def fit(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Return the weights that make the truths likeliest."""
    values = matrix(examples, names)
    truths = np.array([truth for example in examples for truth in example.truths], float)
    counts = np.array([COUNTS[e.damage] for e in examples for _ in e.truths])
    penalty = np.diag([0.0 if name == "always" else PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        probable = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (counts * (truths - probable)) - penalty @ weights
        bend = (values * (counts * probable * (1 - probable))[:, None]).T @ values + penalty
        weights += np.linalg.solve(bend, slope)
    return weights


def judged(example: Example, names: Sequence[str], weights: NDArray[np.float64]) -> float:
    """Return the confidence in an example: that of its least certain joint."""
    return float((1 / (1 + np.exp(-matrix([example], names) @ weights))).min())


def calibration(examples: Sequence[Example], predicted: NDArray[np.float64]) -> Iterator[str]:
    """Yield lines that say how often findings of each confidence were right, and what was found in sound articles."""
    yield "confidence      findings   right   in sound articles"
    for low, high in pairwise(BINS):
        inside = [e for e, p in zip(examples, predicted, strict=True) if low <= p < high or (p == high == 1)]
        weight = [COUNTS[e.damage] for e in inside]
        right = sum(w for e, w in zip(inside, weight, strict=True) if all(e.truths)) / max(1, sum(weight))
        sound = sum(e.damage == "sound" for e in inside)
        yield f"{low:.2f} to {high:.2f}    {len(inside):8,}  {right:6.1%}   {sound:8,}"
    for damage in ("once", "all over"):
        shapes, total = Counter[str](), Counter[str]()
        for example, probable in zip(examples, predicted, strict=True):
            if example.damage == damage and any(example.truths):
                total[example.found.weakest.shape] += 1
                shapes[example.found.weakest.shape] += probable >= BINS[0]
        yield f"found, damaged {damage}: " + ", ".join(f"{s} {shapes[s] / total[s]:.1%}" for s in sorted(total))


def written(weights: dict[str, float], table: Sequence[str], articles: int, words: int) -> str:
    """Return the content of the file."""
    lines = [
        "# The weights of newslint/glue, by the names of their features; made by fit_joints.py, which says how.",
        f"# Fitted to {articles:,} articles of {words:,} words with spaces taken out, none of which is in this",
        "# project; LICENSES.md names the collections. Each fifth was judged with the weights of the other four:",
        "#",
        *(f"# {line}" for line in table),
        "",
        "[weights]",
        *(f"{json.dumps(name)} = {round(float(weight), 2)}" for name, weight in sorted(weights.items())),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
