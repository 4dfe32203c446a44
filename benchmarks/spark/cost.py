"""What very many articles would cost, from what was measured: `python -m benchmarks.spark.cost --help`."""

from __future__ import annotations

import argparse
import json
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
    python, java = measured["python"] / measured["articles"], measured["java"] / measured["articles"]
    mean = results["characters"] / results["articles"]
    scale = (options.characters or mean) / mean
    each = (python + java) * scale
    core_hours = options.articles * each / _HOUR / options.busy
    lines = [
        f"measured for an article of {mean:,.0f} characters: {_ms(python)} ms of Python, {_ms(java)} ms of Java",
        f"for one of {mean * scale:,.0f}: {_ms(each)} ms of a core, {1 / each:,.1f} articles a second and core",
        f"{options.articles:,.0f} articles: {options.articles * each / _HOUR:,.0f} core hours of work",
        f"with cores that are busy {options.busy:.0%} of their time: {core_hours:,.0f} core hours",
        *(f"on {cores:>5,} cores: {_duration(core_hours / cores * _HOUR)}" for cores in CLUSTERS),
        f"at {options.price:.3f} for a core hour: {core_hours * options.price:,.0f}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _ms(seconds: float) -> str:
    return f"{1_000 * seconds:.2f}"


def _duration(seconds: float) -> str:
    return f"{seconds / _DAY:,.1f} days" if seconds > _DAY else f"{seconds / _HOUR:,.1f} hours"


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the assumptions, as given after the name of the program."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark.cost", description=__doc__)
    parser.add_argument("--articles", type=float, default=1e8, help="how many (100 million)")
    parser.add_argument("--characters", type=float, help="of an article of yours; as measured if it is left out")
    parser.add_argument("--busy", type=float, default=0.85, help="share of the time that cores work (0.85)")
    parser.add_argument("--price", type=float, default=0.04, help="of a core for an hour, in your currency (0.04)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
