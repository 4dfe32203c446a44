"""How newslint's cost grows with the length of an article and with the number of articles: both should be in step."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice, pairwise
from math import log
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.speed.corpus import article, endless, endless_short
from benchmarks.speed.tools import data_set, own
from newslint import Linter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

WARM = 100_000
"""Characters of an article that is read before any is timed: patterns are made when they are first needed."""
TIMES = 5
ENOUGH = 10.0
"""Seconds; what takes longer is measured once."""
DEAR, TOO_MUCH = 0.02, 2.0
"""Share of an article's time, and times as much growth as that of the article: of such a rule is told."""
WHOLE, SHORT = "whole", "one paragraph"
"""Kinds of articles."""

Row = dict[str, Any]


def by_length(lengths: Sequence[int], folder: Path) -> Iterator[Row]:
    """Yield what one article of each length costs, without what it costs to make the rules ready."""
    linter = Linter(timed=True)
    linter.lint(article(WARM))
    program = replace(own(1), reads="files")
    folder.mkdir()
    shorter: Mapping[str, float] = {}
    before = 0
    for length in lengths:
        text = article(length)
        spent: list[float] = []
        rules: Mapping[str, float] = {}
        failures = 0
        while len(spent) < TIMES and sum(spent) < ENOUGH:
            begun = time.process_time()
            report = linter.lint(text)
            spent.append(time.process_time() - begun)
            rules, failures = report.seconds, len(report.failures)
            del report  # it holds the article with all that was made of it
        (folder / "article.txt").write_text(text, encoding="utf-8")
        yield {
            "characters": length,
            "seconds": median(spent),
            "memory": program.run(folder).memory,
            "failures": failures,
            "outgrown": outgrown(shorter, rules, length / before) if before else [],
        }
        shorter, before = rules, length


def outgrown(before: Mapping[str, float], after: Mapping[str, float], factor: float) -> list[tuple[str, float, float]]:
    """Return the rules that grew much more than the article, which is longer by a factor, and are dear in it.

    Each with its seconds before and after, the dearest first.
    """
    total = sum(after.values())
    found = [
        (rule or "all but the rules", before.get(rule, 0.0), seconds)
        for rule, seconds in after.items()
        if seconds > DEAR * total and seconds > TOO_MUCH * factor * before.get(rule, 0.0)
    ]
    return sorted(found, key=lambda grown: -grown[2])


def by_size(sizes: Sequence[int], most_whole: int, folder: Path) -> Iterator[Row]:
    """Yield what so many articles cost the program, start and all: whole ones if they are not too many, and short ones.

    Whole articles are checked by one process and by two.
    """
    whole = [size for size in sizes if size <= most_whole]
    for kind, source, numbers, jobs in ((WHOLE, endless, whole, (1, 2)), (SHORT, endless_short, sizes, (1,))):
        for number in numbers:
            size = data_set(islice(source(), number), folder)
            for processes in jobs:
                yield {"kind": kind, "articles": number, "bytes": size, "jobs": processes, **_run(processes, folder)}


def _run(jobs: int, folder: Path) -> Row:
    """Return the medians of several runs, or what one run costs that takes long."""
    program = own(jobs)
    costs = [program.run(folder)]
    while len(costs) < TIMES and sum(cost.seconds for cost in costs) < ENOUGH:
        costs.append(program.run(folder))
    return {
        "runs": len(costs),
        "processes": max(cost.processes for cost in costs),
        "seconds": median(cost.seconds for cost in costs),
        "processor": median(cost.processor for cost in costs),
        "memory": max(cost.memory for cost in costs),
    }


def steepest(points: Sequence[tuple[float, float]]) -> float:
    """Return the greatest power of the one by which the other grows from one point to the next: 1 is in step."""
    return max((log(after[1] / before[1]) / log(after[0] / before[0]) for before, after in pairwise(points)), default=0)


def further(points: Sequence[tuple[float, float]]) -> list[float]:
    """Return by how much the other grows for one more of the one, from each point to the next: all alike is in step."""
    return [(after[1] - before[1]) / (after[0] - before[0]) for before, after in pairwise(points)]
