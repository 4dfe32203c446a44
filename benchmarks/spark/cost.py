"""What very many articles would cost, from what was measured: `python -m benchmarks.spark.cost --help`."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parent / "results.json"
CLUSTERS = (16, 128, 1_024)
"""Cores."""
_HOUR, _DAY = 3_600, 86_400


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the reckoning."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    sys.stdout.write(reckoning(results, parsed(arguments)))
    return 0


def reckoning(results: dict[str, Any], options: argparse.Namespace) -> str:
    """Return how processor time for one article becomes core hours, days and money."""
    measured = results["rows"][-1]
    python, java = measured["python"] / measured["articles"], measured["java"] / results["files"]
    mean = results["characters"] / results["articles"]
    length = options.characters or mean
    each = python * length / mean
    files = math.ceil(options.articles / options.per_file)
    work = (options.articles * each + files * java) / _HOUR
    core_hours = work / options.busy
    lines = [
        f"measured: {1_000 * python:.2f} ms of Python for an article of {mean:,.0f} characters",
        f"and {java:.2f} s of Java for a file",
        f"an article of {length:,.0f} characters: {1_000 * each:.2f} ms, {1 / each:,.1f} articles a second and core",
        f"{options.articles:,.0f} articles in {files:,} files: {work:,.0f} core hours of work",
        f"with cores that are busy {options.busy:.0%} of their time: {core_hours:,.0f} core hours",
        *(f"on {cores:>5,} cores: {_duration(core_hours / cores * _HOUR)}" for cores in CLUSTERS),
        f"at {options.price:.3f} for a core hour: {core_hours * options.price:,.0f}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _duration(seconds: float) -> str:
    return f"{seconds / _DAY:,.1f} days" if seconds > _DAY else f"{seconds / _HOUR:,.1f} hours"


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the assumptions, as given after the name of the program."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark.cost", description=__doc__)
    parser.add_argument("--articles", type=float, default=1e8, help="how many (100 million)")
    parser.add_argument("--characters", type=float, help="of an article of yours; as measured if it is left out")
    parser.add_argument("--per-file", type=float, default=1e4, help="articles in a file of the data set (10,000)")
    parser.add_argument("--busy", type=float, default=0.85, help="share of the time that cores work (0.85)")
    parser.add_argument("--price", type=float, default=0.04, help="of a core for an hour, in your currency (0.04)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
