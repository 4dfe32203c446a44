"""Measures newslint beside grammar checkers on `fixtures/`: `python -m benchmarks.accuracy.language`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.accuracy.language.measure import Fixtures, measured
from benchmarks.accuracy.language.results import Results, headline, inserted, merged, page
from benchmarks.peers import CHECKERS

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
_FEWEST_ROUNDS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and keep the results if told. Return 1 if a tool was not measured that should have been."""
    options = _options(arguments)
    fixtures = Fixtures.read()
    checkers = [checker for checker in CHECKERS if not options.only or checker.key in options.only]
    tools = measured(checkers, fixtures, options.rounds, _say)
    new: Results = {"fixtures": fixtures.described(), "tools": tools}
    if options.write:
        new = merged(load(HERE), new)
        write(new, HERE)
    sys.stdout.write(headline(new))
    return 1 if any("missing" in tool for tool in tools.values()) else 0


def load(folder: Path) -> Results:
    """Return earlier results, none where there is no such file."""
    path = folder / "results.json"
    results: Results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return results


def write(results: Results, folder: Path) -> None:
    """Write the counts, the page with all tables, and the first of them into the README, all in one folder."""
    readme = folder / "README.md"
    filled = inserted(readme.read_text(encoding="utf-8"), headline(results))
    counts = json.dumps(results, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / "results.json").write_text(counts, encoding="utf-8")
    (folder / "results.md").write_text(page(results), encoding="utf-8")
    readme.write_text(filled, encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    keys = [checker.key for checker in CHECKERS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.language", description=__doc__)
    parser.add_argument("--only", metavar="TOOLS", help=f"measure only these, split by commas: {', '.join(keys)}")
    parser.add_argument("--rounds", type=int, default=_FEWEST_ROUNDS, help="how often all articles are timed")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write results.json, results.md and the table of README.md beside this program, keeping the columns that "
        "are there for tools that are not measured now",
    )
    options = parser.parse_args(arguments)
    options.only = options.only.split(",") if options.only else []
    unknown = sorted(set(options.only) - set(keys))
    if unknown:
        parser.error(f"no such tool: {', '.join(unknown)} (there are {', '.join(keys)})")
    if options.rounds < _FEWEST_ROUNDS:
        parser.error(f"a median needs at least {_FEWEST_ROUNDS} rounds")
    return options


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    sys.exit(main())
