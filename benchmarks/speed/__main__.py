"""Measures how fast newslint and other tools are: `python -m benchmarks.speed [FOLDER]`.

Each part can be measured alone; what an earlier run wrote to the output about the others stays.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.speed import growth, stages
from benchmarks.speed.corpus import articles
from benchmarks.speed.results import SECTIONS, markdown, plots
from benchmarks.speed.tools import laid_out, tools
from newslint import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.speed.results import Results
    from benchmarks.speed.tools import Cost, Tool

SENTENCE = "The ferry sailed at noon.\n"
LENGTHS, SIZES = "1000,10000,100000,1000000", "10,100,1000"
MOST_WHOLE = 10_000
_GROUPS = {"growth": ("lengths", "sizes")}
"""Parts that have a name together."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and keep the results if told."""
    options = _options(arguments)
    results = _known(options.output) if options.output else {}
    measured = {}
    for part in options.only:
        load = os.getloadavg()[0]
        for found in PARTS[part](options):  # whatever ends a long run, what it measured so far is there
            measured[part] = {**found, "machine": _machine(load)}
            if options.output:
                written({**results, **measured}, options.output)
        sys.stderr.write(f"{part}: done\n")
    sys.stdout.write(markdown(measured))
    return 0


def written(results: dict[str, Results], folder: Path) -> None:
    """Write the page, the plots, and the figures that both are made of."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = {part: results[part] for part in SECTIONS if part in results}
    files = {"results.json": json.dumps(ordered, indent=1) + "\n", "results.md": markdown(ordered), **plots(ordered)}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def _known(folder: Path) -> dict[str, Results]:
    """Return what an earlier run wrote."""
    file = folder / "results.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {part: found for part, found in known.items() if part in SECTIONS and "machine" in found}


def _tools(options: argparse.Namespace) -> Iterator[Results]:
    texts = _texts(options)
    with tempfile.TemporaryDirectory() as work:
        many, one = Path(work) / "many", Path(work) / "one"
        laid_out(texts, many)
        laid_out([SENTENCE], one)
        rows = _rows(tools(), many, one, options.times, sum(len(text.encode()) for text in texts))
    name = options.folder.name if options.folder else "made by `corpus.py`"
    corpus = {"name": name, "articles": len(texts), "characters": sum(map(len, texts))}
    yield {"corpus": corpus, "times": options.times, "tools": rows}


def _stages(options: argparse.Namespace) -> Iterator[Results]:
    with tempfile.TemporaryDirectory() as work:
        laid_out(_texts(options), Path(work))
        yield stages.profile(Path(work), options.times)


def _lengths(options: argparse.Namespace) -> Iterator[Results]:
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for row in growth.by_length(options.lengths, Path(work) / "one"):
            sys.stderr.write(f"{row['characters']:,} characters: {row['seconds']:.2f} s\n")
            rows.append(row)
            yield {"rows": rows}


def _sizes(options: argparse.Namespace) -> Iterator[Results]:
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for row in growth.by_size(options.sizes, options.whole, Path(work)):
            sys.stderr.write(f"{row['articles']:,} articles, {row['kind']}, {row['jobs']}: {row['seconds']:.1f} s\n")
            rows.append(row)
            yield {"most_whole": options.whole, "rows": rows}


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Results]]] = {
    "tools": _tools,
    "stages": _stages,
    "lengths": _lengths,
    "sizes": _sizes,
}
"""What measures each part, and yields what it has, each time more of it."""


def _rows(found: Sequence[Tool], many: Path, one: Path, times: int, size: int) -> list[dict[str, Any]]:
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
        _figures(tool, costs[tool.key], starts[tool.key], size / 1e6)
        if tool in there
        else {"key": tool.key, "title": tool.title, "missing": tool.install}
        for tool in found
    ]


def _figures(tool: Tool, costs: Sequence[Cost], starts: Sequence[Cost], size: float) -> dict[str, Any]:
    processor, start = median(cost.processor for cost in costs), median(cost.processor for cost in starts)
    seconds = median(cost.seconds for cost in costs)
    return {
        "key": tool.key,
        "title": tool.title,
        "version": "" if tool.reads == "data" else tool.version(),
        "rate": size / max(processor - start, 0.001),
        "per_processor": size / processor,
        "per_clock": size / seconds,
        "seconds": seconds,
        "start": start,
        "start_seconds": median(cost.seconds for cost in starts),
        "memory": max(cost.memory for cost in costs),
        "processes": max(cost.processes for cost in costs),
    }


def _machine(load: float) -> dict[str, Any]:
    """Return on what was measured, and how busy that was before and after."""
    return {
        "day": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "newslint": __version__,
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": [load, os.getloadavg()[0]],
    }


def _texts(options: argparse.Namespace) -> list[str]:
    if options.folder is None:
        return articles(options.characters)
    return [path.read_text(encoding="utf-8") for path in sorted(options.folder.rglob("*.txt"))]


def _numbers(listed: str) -> list[int]:
    """Return the numbers of a list with commas; raise ValueError if one of them is none or the least is below 1."""
    numbers = sorted({int(number) for number in listed.split(",")})
    if numbers[0] < 1:
        raise ValueError(listed)
    return numbers


def _parts(listed: str) -> list[str]:
    """Return the parts of a list with commas, in their order; raise ValueError if one of them is unknown."""
    named = {part for name in listed.split(",") for part in _GROUPS.get(name, (name,))}
    if named - PARTS.keys():
        raise ValueError(listed)
    return [part for part in PARTS if part in named]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="text files to measure on, in place of made articles")
    parser.add_argument("--characters", type=int, default=1_000_000, help="of the made articles together")
    parser.add_argument("--times", type=int, default=5, help="so often each tool runs, and each stage")
    known = ", ".join([*PARTS, *_GROUPS])
    parser.add_argument("--only", type=_parts, default=[*PARTS], metavar="PARTS", help=f"with commas: {known}")
    parser.add_argument("--lengths", type=_numbers, default=LENGTHS, help=f"of one article ({LENGTHS})")
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help=f"numbers of articles ({SIZES})")
    parser.add_argument("--whole", type=int, default=MOST_WHOLE, help="of more articles each is one paragraph (10000)")
    parser.add_argument("--output", type=Path, help="the folder for results.json, results.md and the plots")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
