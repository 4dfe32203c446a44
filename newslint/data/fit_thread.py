# ruff: noqa: INP001 - a developer's script beside the data that it writes, not a module of the package
"""Fits `thread_weights.toml`, the weights by which `newslint.thread` finds where readers' comments begin.

How to run it, with articles of your own (JSON lines, packed with gzip or not):

    pip install numpy
    python newslint/data/fit_thread.py THREADS.jsonl.gz ARTICLES.jsonl.gz ...

The articles of the first file end with their readers' comments: the first of their `labels` starts where the comments
do. Those of the other files have a `text` and no comments:
read what the check finds in them, and leave out those that have.

**The examples.** Each article is one. Comments are also taken from the article that they stand below and put below
others of the same fold: one to forty of them, from any place of the thread. So the model learns how threads begin below
articles of all kinds, short threads too. Some of these are signed anew, as other systems print it (`STYLES`): what is
rare among the articles is not rare on the web.

**The fit.** Each line at which a thread may begin is a choice, and that there is none is another: a softmax over the
choices of each article, with an L2 penalty, by Newton's method. The probabilities of all lines together say how sure
it is that there are comments at all. The figures that the script prints, and writes beside the weights, are those of
articles judged with the weights of the other folds; an article and its comments lie in the same fold.
"""

from __future__ import annotations

import calendar
import gzip
import hashlib
import json
import random
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.document import Document
from newslint.thread.features import features
from newslint.thread.model import WEIGHTS
from newslint.thread.page import read
from newslint.thread.signature import Shape, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from newslint.thread.features import Features
    from newslint.thread.page import Start
    from newslint.thread.signature import Line

SEED, FOLDS = 20_261_122, 5
VARIANTS, VARIANTS_BELOW, LENGTHS = 5, 20, (1, 1, 2, 3, 4, 6, 10, 40)
MADE_COUNTS = 0.25
"""What an article with foreign comments counts, one as it stands being 1."""
TEXT = "text"
STYLES = (
    *[("{who}", TEXT)] * 3,
    ("{who}", "{day}, {year} at {clock}", TEXT),
    ("{who}", "{day}, {year}", TEXT),
    ("{who}", "{ago}", TEXT, "Reply", "{some}"),
    ("{who} says:", "{day}, {year} at {clock}", TEXT),
    ("{number}. {who} says:", TEXT),
    ("{who} • {ago}", TEXT, "{some} • Reply • Share ›"),
    ("{who}", TEXT, "Like · Reply · {some} · {some}w"),
    ("#{number}", "{who}", "Senior Member", "Posts: {some}", "03-{some:02}-2021, {clock}", TEXT),
    ("{who} {some} points {ago}", TEXT, "permalink save report reply"),
    ("{who} · {ago}", TEXT, "Reply", "Report"),
    ("{who}, {day} {year} {clock}", TEXT),
    ("{who} wrote on {day}, {year}:", TEXT),
    (TEXT, "Posted by: {who} | {day}, {year} at {clock}"),
    (TEXT, "Posted by {who} on {day}, {year} {clock}"),
    (TEXT, "{who} on {day}, {year}"),
    (TEXT, "{who}", "{day}, {year} at {clock}"),
)
"""How systems for comments print who wrote, when, and what."""
RESIGNED = 8
"""So many threads are made with other signatures of each that can be taken apart."""
MONTHS = tuple(calendar.month_name)[1:]
FEWEST, LONGEST_ARTICLE, SHORTEST_ARTICLE = 3, 60, 4
PENALTY, STEPS, SMALLEST_GAIN = 0.5, 25, 0.3
RAREST = 6
CERTAIN = 0.8


class Example(NamedTuple):
    """An article, the choices that it offers, and the right ones among them."""

    name: str
    fold: int
    starts: Sequence[Start]
    found: Sequence[Features]
    begins: int
    """The line at which its comments begin, -1 if it has none."""
    weight: float

    @property
    def right(self) -> list[int]:
        """The numbers of the right choices; if none is exact, the nearest."""
        exact = [number for number, start in enumerate(self.starts) if start.line == self.begins]
        return exact or [number for number, start in enumerate(self.starts) if abs(start.line - self.begins) == 1]


class Article(NamedTuple):
    """The lines of an article, and where its comments begin (-1 if it has none)."""

    name: str
    fold: int
    lines: Sequence[Line]
    begins: int


def main(threads: str, *sound: str) -> None:
    """Fit the weights to the articles of the files and write them."""
    commented = list(articles(threads))
    plain = [article for path in sound for article in articles(path)]
    examples = [example for article in [*commented, *plain] if (example := made(article, 1.0))]
    examples += augmented(commented, plain)
    often = Counter(name for example in examples for name in {name for of in example.found for name in of})
    names = sorted(name for name, count in often.items() if count >= RAREST)
    values = [matrix(example, names) for example in examples]
    predicted: dict[str, tuple[int, float]] = {}
    for fold in range(FOLDS):
        weights = fit([(e, v) for e, v in zip(examples, values, strict=True) if e.fold != fold], len(names))
        for example, value in zip(examples, values, strict=True):
            if example.fold == fold and example.weight == 1:
                predicted[example.name] = judged(example, value, weights)
    table = list(figures(commented, plain, predicted))
    sys.stdout.write("\n".join([*table, ""]))
    weights = fit(list(zip(examples, values, strict=True)), len(names))
    WEIGHTS.write_text(written(dict(zip(names, weights, strict=True)), table), encoding="utf-8")


def articles(path: str) -> Iterator[Article]:
    """Yield the articles of a file."""
    content = Path(path).read_bytes()
    for row in (gzip.decompress(content) if path.endswith(".gz") else content).decode().split("\n"):
        if not row.strip():
            continue
        article = json.loads(row)
        found = list(lines(Document(article["text"])))
        page = article["id"].partition("#")[0]
        begins = -1
        if article.get("labels"):
            start = article["labels"][0]["start"]
            begins = next(number for number, line in enumerate(found) if line.span.end > start)
        yield Article(article["id"], hashlib.sha256(page.encode()).digest()[0] % FOLDS, found, begins)


def made(article: Article, weight: float) -> Example | None:
    """Return the example that an article makes; None if nothing in it may be a thread."""
    page = read(article.lines)
    choices = list(features(page)) if page else []
    if not choices:
        return None
    starts, found = zip(*choices, strict=True)
    example = Example(article.name, article.fold, starts, found, article.begins, weight)
    return example if article.begins < 0 or example.right else None


def augmented(commented: Sequence[Article], plain: Sequence[Article]) -> Iterator[Example]:
    """Yield examples of comments below articles that they were not written for."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    bodies: dict[int, list[Sequence[Line]]] = {fold: [] for fold in range(FOLDS)}
    for article in [*commented, *plain]:
        body = article.lines[: article.begins] if article.begins > 0 else article.lines
        if len(body) >= SHORTEST_ARTICLE:
            bodies[article.fold].append(body[-LONGEST_ARTICLE:])
    for article in commented:
        comments = list(taken_apart(article.lines[article.begins :]))
        is_below = bool(comments) and comments[0][-1].signs
        for variant in range((VARIANTS_BELOW if is_below else VARIANTS) if comments else 0):
            first = rng.randrange(len(comments))
            chosen = comments[first : first + rng.choice(LENGTHS)]
            body = rng.choice(bodies[article.fold])
            text = "\n".join(line.text for piece in [body, *chosen] for line in piece)
            renewed = Article(f"{article.name}/{variant}", article.fold, list(lines(Document(text))), len(body))
            if example := made(renewed, MADE_COUNTS):
                yield example
    yield from resigned(commented, bodies)


def resigned(commented: Sequence[Article], bodies: dict[int, list[Sequence[Line]]]) -> Iterator[Example]:
    """Yield examples of comments below foreign articles, with signatures of another style."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    for article in commented:
        comments = [told for piece in taken_apart(article.lines[article.begins :]) if (told := as_told(piece))]
        for variant in range(RESIGNED if comments else 0):
            first = rng.randrange(len(comments))
            chosen = comments[first : first + rng.choice(LENGTHS)]
            style, year = rng.choice(STYLES), rng.randrange(2006, 2027)
            body = [line.text for line in rng.choice(bodies[article.fold])]
            thread = [line for number, told in enumerate(chosen, 1) for line in printed(style, number, told, year, rng)]
            text = "\n".join([*body, *thread])
            renewed = Article(f"{article.name}/r{variant}", article.fold, list(lines(Document(text))), len(body))
            if example := made(renewed, MADE_COUNTS):
                yield example


def as_told(piece: Sequence[Line]) -> tuple[str, Sequence[str]] | None:
    """Return who wrote a comment, and its lines; None if either is missing."""
    who = next((line.who for line in piece if line.signs and line.who), "")
    said = [line.text for line in piece if line.shape is Shape.TEXT and line.text != who]
    return (who, said) if who and said else None


def printed(
    style: Sequence[str], number: int, told: tuple[str, Sequence[str]], year: int, rng: random.Random
) -> Iterator[str]:
    """Yield the lines of a comment in a style."""
    values = {
        "who": told[0],
        "number": number,
        "year": year,
        "day": f"{rng.choice(MONTHS)} {rng.randint(1, 28)}",
        "clock": f"{rng.randint(1, 12)}:{rng.randint(0, 59):02} {rng.choice(('am', 'pm', 'AM', 'PM'))}",
        "ago": f"{rng.randint(2, 20)} {rng.choice(('minutes', 'hours', 'days', 'months', 'years'))} ago",
        "some": rng.randint(1, 28),
    }
    for line in style:
        yield from told[1] if line == TEXT else [line.format(**values)]


def taken_apart(thread: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the comments of a thread, if most of its signatures are of one form."""
    forms = Counter(line.form for line in thread if line.signs)
    form, count = forms.most_common(1)[0] if forms else ("", 0)
    if count < FEWEST:
        return
    signed = [number for number, line in enumerate(thread) if line.signs and line.form == form]
    if signed[-1] == len(thread) - 1:
        cuts = [0, *(number + 1 for number in signed)]
    elif signed[0] <= 1:
        cuts = [*(number - signed[0] for number in signed), len(thread)]
    else:
        return
    for number, (start, end) in enumerate(pairwise(cuts)):
        comment = thread[start:end]
        # The first comment lacks the name that stands above the others for their picture.
        names_itself = number and len(comment) > 1 and comment[-1].who.startswith(comment[0].text)
        yield comment[1:] if names_itself else comment


def matrix(example: Example, names: Sequence[str]) -> NDArray[np.float64]:
    """Return a row for each choice with the values of its features."""
    places = {name: at for at, name in enumerate(names)}
    values = np.zeros((len(example.found), len(names)))
    for row, of in enumerate(example.found):
        for name, value in of.items():
            if name in places:
                values[row, places[name]] = value
    return values


def chances(values: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Return the probability of each choice, and of none of them."""
    scores = np.append(values @ weights, 0.0)
    powers = np.exp(scores - scores.max())
    powers /= powers.sum()
    return powers[:-1], float(powers[-1])


def gain(
    pairs: Sequence[tuple[Example, NDArray[np.float64]]], weights: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """Return how likely the truths are, and how that changes with the weights: slope and bend."""
    likely, slope, bend = 0.0, np.zeros(len(weights)), np.zeros((len(weights), len(weights)))
    for example, values in pairs:
        each, none = chances(values, weights)
        mean = each @ values
        right = example.right if example.begins >= 0 else []
        share = each[right].sum() if right else none
        likely += example.weight * float(np.log(max(share, 1e-300)))
        slope += example.weight * ((each[right] @ values[right] / max(share, 1e-300) if right else 0) - mean)
        weighed = values * np.sqrt(each)[:, None]
        bend += example.weight * (weighed.T @ weighed - np.outer(mean, mean))
    return (
        likely - PENALTY / 2 * float(weights @ weights),
        slope - PENALTY * weights,
        bend + PENALTY * np.eye(len(weights)),
    )


def fit(pairs: Sequence[tuple[Example, NDArray[np.float64]]], width: int) -> NDArray[np.float64]:
    """Return the weights that make the truths likeliest."""
    weights = np.zeros(width)
    now, slope, bend = gain(pairs, weights)
    for _ in range(STEPS):
        step = np.linalg.solve(bend, slope)
        reached = gain(pairs, weights + step)
        while reached[0] < now and np.abs(step).max() > 1e-3:  # noqa: PLR2004 - too short a step to help
            step = step / 2
            reached = gain(pairs, weights + step)
        if reached[0] - now < SMALLEST_GAIN:
            break
        weights = weights + step
        now, slope, bend = reached
    return weights


def judged(example: Example, values: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[int, float]:
    """Return the likeliest first line, and how sure it is that there are comments."""
    each, none = chances(values, weights)
    by_line: dict[int, float] = {}
    for start, chance in zip(example.starts, each, strict=True):
        by_line[start.line] = by_line.get(start.line, 0.0) + float(chance)
    return max(by_line, key=lambda line: by_line[line]), 1 - none


def figures(
    commented: Sequence[Article], plain: Sequence[Article], predicted: dict[str, tuple[int, float]]
) -> Iterator[str]:
    """Yield lines that say how often the first line was found, and what was found in articles without comments."""
    for least in (0.5, CERTAIN):
        off = [
            abs(predicted[article.name][0] - article.begins)
            for article in commented
            if article.name in predicted and predicted[article.name][1] >= least
        ]
        alarms = [name for name in (article.name for article in plain) if predicted.get(name, (0, 0.0))[1] >= least]
        yield (
            f"confidence {least:.1f} and more: {len(off)} of {len(commented)} threads found, the first line exactly in"
            f" {off.count(0)}, within one line in {off.count(0) + off.count(1)};"
        )
        yield f"  {len(alarms)} found in {len(plain):,} articles without comments"


def written(weights: dict[str, float], table: Sequence[str]) -> str:
    """Return the content of the file."""
    lines_ = [
        "# The weights of newslint/thread, by the names of their features; made by fit_thread.py, which says how.",
        "# None of the articles is in this project. Each fifth was judged with the weights of the other four:",
        "#",
        *(f"# {line}" for line in table),
        "",
        "[weights]",
        *(f"{json.dumps(name)} = {round(float(weight), 2)}" for name, weight in sorted(weights.items())),
        "",
    ]
    return "\n".join(lines_)


if __name__ == "__main__":
    main(*sys.argv[1:])
