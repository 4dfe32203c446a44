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
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WARM = 100_000
"""Characters of an article that is read before any is timed: patterns are made when they are first needed."""
TIMES = 5
ENOUGH = 10.0
"""Seconds; what takes longer is measured once."""
WHOLE, SHORT = "whole", "one paragraph"
"""Kinds of articles."""

Row = dict[str, Any]


def by_length(lengths: Sequence[int], folder: Path) -> Iterator[Row]:
    """Yield what one article of each length costs, without what it costs to make the rules ready."""
    linter = Linter()
    linter.lint(article(WARM))
    program = replace(own(1), reads="files")
    folder.mkdir()
    for length in lengths:
        text = article(length)
        spent: list[float] = []
        failures: tuple[object, ...] = ()
        while len(spent) < TIMES and sum(spent) < ENOUGH:
            begun = time.process_time()
            failures = linter.lint(text).failures
            spent.append(time.process_time() - begun)
        (folder / "article.txt").write_text(text, encoding="utf-8")
        memory = program.run(folder).memory
        yield {"characters": length, "seconds": median(spent), "memory": memory, "failures": len(failures)}


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
