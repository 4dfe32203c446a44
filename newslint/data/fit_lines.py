# ruff: noqa: INP001 - a developer's script beside the data that it writes, not a module of the package
"""Fits `line_weights.toml`, the weights by which `newslint.boilerplate` tells page furniture from the article.

How to run it, with articles of your own (JSON lines with `id`, `text` and `domain`, packed with gzip or not):

    pip install numpy
    python newslint/data/fit_lines.py MARKED.jsonl.gz CLEAN.jsonl.gz FOUND.jsonl.gz ...

**The examples.** MARKED are outputs of extractors with `labels`: spans that are no article, each with its `kind`.
CLEAN are bodies of articles without furniture. FOUND are articles as they were found, of which nobody said what is
furniture: they are judged with the weights fitted to the first two, and what is sure either way (`SURE`) becomes an
example itself, so that more outlets are seen than anybody marked; twice over. Paragraphs of prose that show nothing odd
are none.

**The fit.** Logistic regression with an L2 penalty by Newton's method, once with the features of the block, once more
with what the first fit says of its neighbours. An example counts as much as the root of its length.

**What is reported.** Articles are held out by outlet: those of a fifth of the outlets are judged with the weights of
the others, at each step. Recall and precision are in characters, kinds `NEUTRAL` aside.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newslint.boilerplate.features import CLASSES
from newslint.boilerplate.model import PLAIN, WEIGHTS, neighbours
from newslint.boilerplate.page import Page
from newslint.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FOLDS = 5
NEUTRAL = frozenset({"headline", "byline-date"})
COUNTS = {"marked": 2.5, "clean": 3.0, "found": 0.2}
HALF, PARTLY = 0.5, (0.1, 0.8)
"""The share of furniture that makes a block furniture, and the shares that make it no example."""
SURE = (0.05, 0.97)
THINNED = 3
"""One in so many of the blocks that were found and are surely no furniture is an example."""
MOST_ALIKE = 4
"""The same block of the same outlet is an example so many times: many extractors saw each page."""
FEWEST_OUTLETS = 5
PENALTY, STEPS, STILL = 2.0, 9, 0.03
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


class Example(NamedTuple):
    """A block, and how many of its characters are furniture (-1 if nobody said) or neither."""

    source: str
    article: str
    outlet: str
    length: int
    furniture: int
    neutral: int
    features: dict[str, float]


def main(paths: Sequence[str]) -> None:
    """Fit the weights to the articles of the files and write them."""
    classes = read_classes()
    examples: list[Example] = []
    for number, path in enumerate(paths):
        source = ("marked", "clean", "found")[min(number, 2)]
        examples += [one for row in read(path) for one in make(row, source, classes)]
    fitted = Fit(examples)
    table = list(fitted.run())
    first, second = fitted.weights
    WEIGHTS.write_text(written(first, second, table), encoding="utf-8")
    sys.stdout.write("\n".join([*table, ""]))


def read_classes() -> dict[str, frozenset[str]]:
    """Return the word classes that the features ask for."""
    table = tomllib.loads((Path(__file__).parents[2] / "rules" / "classes.toml").read_text(encoding="utf-8"))
    return {name: frozenset(table[name]) for name in CLASSES}


def read(path: str) -> list[dict[str, Any]]:
    """Return the articles of a file."""
    content = Path(path).read_bytes()
    lines = (gzip.decompress(content) if path.endswith(".gz") else content).decode().split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def make(row: Mapping[str, Any], source: str, classes: Mapping[str, frozenset[str]]) -> Iterator[Example]:
    """Yield the blocks of an article."""
    doc = Document(row["text"])
    mask = bytearray(len(doc.text))
    for label in sorted(row.get("labels") or (), key=lambda label: label["kind"] in NEUTRAL):
        start, end = label["start"], label["end"]
        mask[start:end] = (b"\2" if label["kind"] in NEUTRAL else b"\1") * (end - start)
    page = Page(doc, classes)
    for at, one in enumerate(page.looks):
        inside = mask[slice(*one.span)]
        furniture = -1 if source == "found" else inside.count(1)
        length = one.span.end - one.span.start
        outlet = row.get("domain") or row["id"]
        yield Example(source, row["id"], outlet, length, furniture, inside.count(2), page.features(at))


class Fit:
    """The examples as numbers, the two fits, and what they are worth."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Take the examples, those of an article together and in order."""
        self.examples = examples
        self.folds = np.array([hashlib.md5(one.outlet.encode()).digest()[0] % FOLDS for one in examples])  # noqa: S324
        self.sources = np.array([one.source for one in examples])
        self.lengths = np.array([one.length for one in examples], float)
        self.furniture = np.array([max(0, one.furniture) for one in examples], float)
        self.neutral = np.array([one.neutral for one in examples], float)
        self.is_plain = np.array([not one.features for one in examples])
        share = self.furniture / np.maximum(1, self.lengths - self.neutral)
        self.truths = (share >= HALF).astype(float)
        torn = ((self.furniture > PARTLY[0] * self.lengths) & (share < PARTLY[1])) | (
            self.neutral > HALF * self.lengths
        )
        self.usable = ~torn & ~self.is_plain
        alike: Counter[tuple[object, ...]] = Counter()
        for at, one in enumerate(examples):
            if self.usable[at] and one.source == "marked":
                same = (one.outlet, one.length, *sorted(one.features)[:12])
                alike[same] += 1
                self.usable[at] = alike[same] <= MOST_ALIKE
        self.counts = np.sqrt(np.clip(self.lengths, 10, 400) / 100)
        self.counts *= np.array([COUNTS[one.source] for one in examples])
        self.weights: list[dict[str, float]] = []

    def run(self) -> Iterator[str]:
        """Fit twice; yield lines that say what that is worth."""
        values, names = self.matrix([one.features for one in self.examples])
        usable = self.usable & (self.sources != "found")
        weights: list[Numbers] = []
        for _ in range(3):
            weights, probable = self.held_out(values, usable, weights)
            usable = self.taught(probable)
        yield from self.worth(probable, "first")
        self.weights.append(dict(zip(names, weights[-1], strict=True)))
        more, more_names = self.matrix(list(self.second(probable)))
        values = np.hstack([values, more[:, 1:]])
        usable = self.usable & (self.sources != "found")
        weights = []
        for _ in range(2):
            weights, probable = self.held_out(values, usable, weights)
            usable = self.taught(probable)
        yield from self.worth(probable, "second")
        self.probable = probable
        self.weights.append(dict(zip(names + more_names[1:], weights[-1], strict=True)))

    def taught(self, probable: Numbers) -> NDArray[np.bool_]:
        """Return which examples can be used once the sure ones among what was found are taken for true."""
        found = self.sources == "found"
        self.truths[found] = probable[found] > SURE[1]
        sure = (probable > SURE[1]) | ((probable < SURE[0]) & (np.arange(len(found)) % THINNED == 0))
        usable: NDArray[np.bool_] = self.usable & (~found | sure)
        return usable

    def matrix(self, rows: Sequence[Mapping[str, float]]) -> tuple[NDArray[np.float32], list[str]]:
        """Return a row of numbers for each example, and the names of the columns."""
        outlets = defaultdict[str, set[str]](set)
        for one, row in zip(self.examples, rows, strict=True):
            for name in row:
                if len(outlets[name]) < FEWEST_OUTLETS:
                    outlets[name].add(one.outlet)
        names = ["always", *sorted(n for n, seen in outlets.items() if len(seen) == FEWEST_OUTLETS and n != "always")]
        columns = {name: at for at, name in enumerate(names)}
        values = np.zeros((len(rows), len(names)), np.float32)
        for at, row in enumerate(rows):
            for name, value in row.items():
                if name in columns:
                    values[at, columns[name]] = value
        return values, names

    def held_out(
        self, values: NDArray[np.float32], usable: NDArray[np.bool_], start: Sequence[Numbers]
    ) -> tuple[list[Numbers], Numbers]:
        """Return the weights without each fifth, those of all, and what the former say of the fifth they lack."""
        probable = np.zeros(len(values))
        weights = []
        for fold in range(FOLDS + 1):
            among = usable & (self.folds != fold)
            old = start[fold] if start else np.zeros(values.shape[1])
            weights.append(fit(values[among], self.truths[among], self.counts[among], old))
            apart = self.folds == fold
            probable[apart] = judged(values[apart], weights[-1])
        probable[self.is_plain] = 0.0
        return weights, probable

    def second(self, probable: Numbers) -> Iterator[Mapping[str, float]]:
        """Yield what the first opinion of its neighbours adds to each block."""
        clipped = np.clip(probable, 1e-6, 1 - 1e-6)
        logits = np.where(self.is_plain, PLAIN, np.log(clipped / (1 - clipped))).tolist()
        start = 0
        for at in range(1, len(logits) + 1):
            if at == len(logits) or self.examples[at].article != self.examples[start].article:
                yield from neighbours(logits[start:at])
                start = at

    def worth(self, probable: Numbers, name: str) -> Iterator[str]:
        """Yield lines that say what was found, and how much of that is right."""
        marked, clean = self.sources == "marked", self.sources == "clean"
        total, body = self.furniture.sum(), (self.lengths - self.furniture - self.neutral)[marked].sum()
        yield f"{name} fit: least probability, recall, precision, body marked, clean articles with a block"
        for least in BINS:
            chosen = marked & (probable >= least)
            hit, wrong = self.furniture[chosen].sum(), (self.lengths - self.furniture - self.neutral)[chosen].sum()
            articles = {self.examples[at].article for at in np.flatnonzero(clean & (probable >= least)).tolist()}
            precision = hit / max(1, hit + wrong)
            yield f"{least:.2f}  {hit / total:6.1%}  {precision:6.1%}  {wrong / body:7.3%}  {len(articles)}"


def fit(values: NDArray[np.float32], truths: Numbers, counts: Numbers, weights: Numbers) -> Numbers:
    """Return the weights that make the truths likeliest."""
    penalty = np.full(values.shape[1], PENALTY)
    penalty[0] = 1e-6
    for _ in range(STEPS):
        probable = judged(values, weights)
        slope = values.T @ (counts * (truths - probable)) - penalty * weights
        steep = (counts * probable * (1 - probable)).astype(np.float32)
        bend = ((values * steep[:, None]).T @ values).astype(float) + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < STILL:
            break
    return weights


def judged(values: NDArray[np.float32], weights: Numbers) -> Numbers:
    """Return how probable it is of each block that it is furniture."""
    probable: Numbers = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
    return probable


def written(first: Mapping[str, float], second: Mapping[str, float], table: Sequence[str]) -> str:
    """Return the content of the file."""
    lines = [
        "# The weights of newslint/boilerplate, by the names of their features; made by fit_lines.py, which says how.",
        "# Each fifth of the outlets was judged with the weights of the others; recall and precision in characters:",
        "#",
        *(f"# {line}" for line in table),
    ]
    for name, weights in (("first", first), ("second", second)):
        rounded = ((feature, round(float(weight), 2)) for feature, weight in sorted(weights.items()))
        lines += ["", f"[{name}]", *(f"{json.dumps(feature)} = {weight}" for feature, weight in rounded)]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main(sys.argv[1:])
