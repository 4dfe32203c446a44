"""Articles on a cluster, with Spark: each Python worker has one linter, and gets articles in Arrow.

`lint_frame` adds the columns of `newslint.scale.arrow` to any DataFrame: a step of a pipeline like others. A run over
a Parquet data set that takes hours is `lint_dataset`, which goes on where it was stopped; see `newslint.scale.dataset`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from newslint.scale.arrow import ADDED, AS_USUAL, BatchLinter, Columns, output_schema
from newslint.scale.dataset import BATCH_ROWS, Job, Outcome, Run, prepare

import pyarrow as pa  # isort: skip - the module above says what to install if it is not there

try:
    from pyspark.sql.pandas.types import from_arrow_type, to_arrow_schema
    from pyspark.sql.types import StructField, StructType
except ModuleNotFoundError as error:
    if error.name != "pyspark":
        raise
    problem = "newslint.scale.spark needs PySpark: pip install 'newslint[spark]'"
    raise ModuleNotFoundError(problem, name="pyspark") from error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newslint.linter import Linter

_TASKS = 10_000
"""At most; of more files each task has several."""


def lint_frame(frame: Any, linter: Linter | None = None, columns: Columns = AS_USUAL) -> Any:  # noqa: ANN401 - pyspark tells no types
    """Return a DataFrame with the rows of another, and the columns that say what was found in each.

    Nothing runs before its rows are asked for. How many rows are judged at once is Spark's to say
    (`spark.sql.execution.arrow.maxRecordsPerBatch`). Raises SourceError if there is no column of text.
    """
    given = to_arrow_schema(frame.schema)
    output_schema(given, columns)
    kept = [frame.schema[place] for place in columns.kept(given)]
    added = [StructField(columns.prefix + name, from_arrow_type(kind)) for name, kind in ADDED.items()]
    return frame.mapInArrow(_Batches(BatchLinter(linter, columns)), StructType([*kept, *added]))


def lint_dataset(  # noqa: PLR0913 - options, each by its name
    spark: Any,  # noqa: ANN401 - pyspark tells no types
    source: str | Path,
    output: str | Path,
    linter: Linter | None = None,
    columns: Columns = AS_USUAL,
    *,
    batch_rows: int = BATCH_ROWS,
    filesystem: Any = None,  # noqa: ANN401 - a pyarrow.fs.FileSystem
) -> Run:
    """Check a Parquet data set, each file by one task, and return what the run came to.

    A file is finished whole or not at all. Called again after a run that was ended, it does the files that are left; a
    file that cannot be read is told of in the run, and tried again by the next. Both places must be such that all
    workers reach them by the same path or address; see `newslint.scale.dataset.prepare` for what it takes and raises.
    """
    job = prepare(source, output, linter, columns, batch_rows=batch_rows, filesystem=filesystem)
    if not job.paths:
        return job.finish(())
    tasks = min(len(job.paths), _TASKS)
    numbers = spark.range(0, len(job.paths), 1, tasks)
    schema = StructType([StructField(name, from_arrow_type(kind)) for name, kind in _OUTCOME.items()])
    rows = numbers.mapInArrow(_Files(job), schema).collect()
    return job.finish(Outcome(**row.asDict()) for row in rows)


_TYPES = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "str | None": pa.string()}
_OUTCOME = {each.name: _TYPES[str(each.type)] for each in fields(Outcome)}


@dataclass(frozen=True, slots=True)
class _Batches:
    """What a worker does with rows."""

    lint: BatchLinter

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        yield from map(self.lint, batches)


@dataclass(frozen=True, slots=True)
class _Files:
    """What a worker does with the numbers of files: each is checked where it lies, and what is told is its outcome."""

    job: Job

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                outcome = self.job.lint_file(self.job.paths[number])
                told = [pa.array([getattr(outcome, name)], kind) for name, kind in _OUTCOME.items()]
                yield pa.RecordBatch.from_arrays(told, list(_OUTCOME))
