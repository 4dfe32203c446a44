"""Measures how fast newslint and other tools are: `python -m benchmarks.speed [FOLDER]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.speed.corpus import article, articles
from benchmarks.speed.results import markdown, plot
from benchmarks.speed.tools import laid_out, tools
from newslint import Linter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.speed.tools import Cost, Tool

SENTENCE = "The ferry sailed at noon.\n"
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and keep the results if told."""
    options = _options(arguments)
    texts = _read(options.folder) if options.folder else articles(options.characters)
    name = options.folder.name if options.folder else "made by `corpus.py`"
    with tempfile.TemporaryDirectory() as work:
        many, one = Path(work) / "many", Path(work) / "one"
        laid_out(texts, many)
        laid_out([SENTENCE], one)
        measured = _measured(tools(), many, one, options.times, sum(len(text.encode()) for text in texts))
    results = {
        "corpus": {"name": name, "articles": len(texts), "characters": sum(map(len, texts))},
        "times": options.times,
        "processors": os.cpu_count(),
        "tools": measured,
        "growth": [(length, _seconds(length)) for length in LENGTHS],
    }
    page = markdown(results)
    sys.stdout.write(page)
    if options.output:
        folder: Path = options.output
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        (folder / "results.md").write_text(page, encoding="utf-8")
        (folder / "growth.svg").write_text(plot(results["growth"]), encoding="utf-8")
    return 0


def _measured(found: Sequence[Tool], many: Path, one: Path, times: int, size: int) -> list[dict[str, Any]]:
    """Return the figures of each tool. They take turns, so that what else the machine does meets all of them."""
    there = [tool for tool in found if tool.is_there]
    costs: dict[str, list[Cost]] = {tool.key: [] for tool in there}
    starts: dict[str, list[Cost]] = {tool.key: [] for tool in there}
    for turn in range(times):
        for tool in there:
            costs[tool.key].append(tool.run(many))
            starts[tool.key].append(tool.run(one))
            sys.stderr.write(f"{turn + 1}/{times} {tool.title}: {costs[tool.key][-1].processor:.1f} s\n")
    return [
        _figures(tool.title, costs[tool.key], starts[tool.key], size / 1e6)
        if tool in there
        else {"title": tool.title, "missing": tool.install}
        for tool in found
    ]


def _figures(title: str, costs: Sequence[Cost], starts: Sequence[Cost], size: float) -> dict[str, Any]:
    seconds, start = median(cost.processor for cost in costs), median(cost.processor for cost in starts)
    return {
        "title": title,
        "rate": size / max(seconds - start, 0.001),
        "per_processor": size / seconds,
        "per_clock": size / median(cost.seconds for cost in costs),
        "start": start,
        "memory": max(cost.memory for cost in costs),
    }


def _seconds(length: int) -> float:
    """Return the processor time for one article of a length, without that for making the rules ready."""
    linter, text = Linter(), article(length)
    linter.lint(text)
    rounds = 3 if length < LENGTHS[-1] else 1
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        linter.lint(text)
        spent.append(time.process_time() - begun)
    return median(spent)


def _read(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="text files to measure on, in place of made articles")
    parser.add_argument("--characters", type=int, default=1_000_000, help="of the made articles together")
    parser.add_argument("--times", type=int, default=5, help="so often each tool runs")
    parser.add_argument("--output", type=Path, help="the folder for results.md, results.json and growth.svg")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
