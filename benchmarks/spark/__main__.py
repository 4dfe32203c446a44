"""Measures newslint on Spark with one core and with two: `python -m benchmarks.spark [--output]`. Linux only."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.spark import cost
from benchmarks.speed.corpus import articles

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "scale.md"
CORES = (0, 1, 2)
"""0: without Spark."""
_WARM = 20
"""Articles for each core, before anything is measured: patterns are made when they are first needed."""
_SHOWN = re.compile(r"(?<=^\$ python -m benchmarks\.spark\.cost\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and keep the results if told."""
    options = _options(arguments)
    texts = articles(options.characters)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as work:
        laid_out(texts, Path(work), options.files)
        rows = [_row(turns) for turns in zip(*_turns(Path(work), options.times), strict=True)]
    results = {
        "articles": len(texts),
        "characters": sum(map(len, texts)),
        "bytes": sum(len(text.encode()) for text in texts),
        "files": options.files,
        "times": options.times,
        "processors": os.cpu_count(),
        "versions": {"Python": platform.python_version(), **{name: version(name) for name in ("pyspark", "pyarrow")}},
        "load": [load, os.getloadavg()[0]],
        "rows": rows,
    }
    page = markdown(results)
    sys.stdout.write(page)
    if options.output:
        cost.RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        cost.RESULTS.with_suffix(".md").write_text(page, encoding="utf-8")
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")
    return 0


def laid_out(texts: Sequence[str], folder: Path, files: int) -> None:
    """Write articles into as many Parquet files, of about the same size."""
    import pyarrow as pa
    from pyarrow import parquet

    by_length = sorted(texts, key=len, reverse=True)
    middle = len(by_length) // 2
    warm = by_length[max(0, middle - _WARM // 2) : middle + _WARM // 2]
    shares = {"news": [by_length[number::files] for number in range(files)], "warm": [warm] * max(CORES)}
    for name, members in shares.items():
        (folder / name).mkdir()
        for number, share in enumerate(members):
            parquet.write_table(pa.table({"text": share}), folder / name / f"{number:03}.parquet")


def markdown(results: dict[str, Any]) -> str:
    """Return the page of results."""
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    before, after = results["load"]
    mean, megabytes = results["characters"] / results["articles"], results["bytes"] / 1e6
    head = f"""# newslint on Spark

Written by `python -m benchmarks.spark --output`; [README.md](README.md) says what the columns mean.

{results["articles"]:,} articles of {mean:,.0f} characters, {megabytes:.2f} MB, in {results["files"]} files.
Medians of {results["times"]} runs on a machine with {results["processors"]} processors; {versions}.
Load average before and after: {before:.1f}, {after:.1f}.

|  | articles a second | MB/s | articles a second of processor | of it Java | until ready, s |
|---|---:|---:|---:|---:|---:|
"""
    return head + "".join(_told(row, results) for row in results["rows"])


def filled(page: str, results: dict[str, Any]) -> str:
    """Return the page on scale with the reckoning that follows from results."""
    return _SHOWN.sub(lambda _: cost.reckoning(results, cost.parsed([])), page)


def _told(row: dict[str, Any], results: dict[str, Any]) -> str:
    cores = row["cores"]
    name = f"Spark, {cores} core{'s' * (cores > 1)}" if cores else "one process, no Spark"
    of_processor = row["python"] + row["java"]
    rates = [row["articles"] / row["seconds"], results["bytes"] / 1e6 / row["seconds"], row["articles"] / of_processor]
    cells = [f"{rates[0]:.1f}", f"{rates[1]:.3f}", f"{rates[2]:.1f}", f"{row['java'] / of_processor:.1%}"]
    return f"| {name} | {' | '.join(cells)} | {row['start']:.1f} |\n"


def _turns(folder: Path, times: int) -> list[list[dict[str, Any]]]:
    """Measure all there is so often; they take turns, so that what else the machine does meets all of them."""
    turns = []
    for turn in range(times):
        turns.append([_once(cores, folder) for cores in CORES])
        seconds = ", ".join(f"{figures['seconds']:.1f} s" for figures in turns[-1])
        sys.stderr.write(f"{turn + 1}/{times}: {seconds}\n")
    return turns


def _once(cores: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.spark.once", str(cores), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _row(turns: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the medians of one kind of run."""
    middle = {name: median(turn[name] for turn in turns) for name in ("start", "seconds", "python", "java")}
    return {"cores": turns[0]["cores"], "articles": turns[0]["rows"], "findings": turns[0]["findings"], **middle}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark", description=__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000, help="of all made articles together")
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--times", type=int, default=3, help="so often each is measured")
    parser.add_argument(
        "--output", action="store_true", help="write results.md and results.json, and fill docs/scale.md"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
