"""One measurement, in a process of its own: `python -m benchmarks.spark.once CORES FOLDER`. Without cores: no Spark.

Prints one line of JSON. What is measured is a run over the data set, with rules and processes ready; what it takes to
make them ready is told apart.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint import Linter
from newslint.scale.dataset import lint_parquet

if TYPE_CHECKING:
    from collections.abc import Callable

    from newslint.scale.dataset import Run

SETTINGS = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


def main() -> int:
    """Measure and print."""
    cores, folder = int(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as work:
        figures = _with_spark(cores, folder, Path(work)) if cores else _without(folder, Path(work))
    sys.stdout.write(json.dumps({"cores": cores, **figures}) + "\n")
    return 0


def _without(folder: Path, work: Path) -> dict[str, Any]:
    begun = time.monotonic()
    linter = Linter()
    lint_parquet(folder / "warm", work / "warm", linter)
    return {
        "start": time.monotonic() - begun,
        **_timed(lambda: lint_parquet(folder / "news", work / "news", linter), lambda: 0.0),
    }


def _with_spark(cores: int, folder: Path, work: Path) -> dict[str, Any]:
    from pyspark.sql import SparkSession

    from newslint.scale.spark import lint_dataset

    os.environ["PYSPARK_PYTHON"] = sys.executable
    begun = time.monotonic()
    spark = SparkSession.builder.master(f"local[{cores}]").config(map=SETTINGS).getOrCreate()
    linter = Linter()
    lint_dataset(spark, folder / "warm", work / "warm", linter)
    start = time.monotonic() - begun
    java = spark.sparkContext._gateway.proc.pid  # noqa: SLF001 - the only way to the process
    figures = _timed(lambda: lint_dataset(spark, folder / "news", work / "news", linter), lambda: _processor(java))
    spark.stop()
    return {"start": start, **figures}


def _timed(run: Callable[[], Run], java: Callable[[], float]) -> dict[str, Any]:
    """Return seconds of the clock, of Python's processes and of Java's."""
    before, begun = java(), time.monotonic()
    done = run()
    seconds = time.monotonic() - begun
    if not done.is_finished:
        raise RuntimeError(done.problems)
    return {
        "rows": sum(outcome.rows for outcome in done.outcomes),
        "findings": sum(outcome.findings for outcome in done.outcomes),
        "seconds": seconds,
        "python": sum(outcome.seconds for outcome in done.outcomes),
        "java": java() - before,
    }


def _processor(pid: int) -> float:
    """Return the processor time of a process; Linux only."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
