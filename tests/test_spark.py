"""Articles on Spark, in a real local session: a step of a pipeline, and a data set whose run may be killed."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newslint import ConfigError, Linter, SourceError
from newslint.report.wire import as_object
from tests.conftest import CLEAN, GLUED
from tests.test_arrow import EXAMPLES, NEW, batch, linter_of, news_of_the_page
from tests.test_dataset import LINTER, NAMES, RULES, below, columns, end_amid, judged, read, write
from tests.test_dataset import long_news as _long_news

pytestmark = pytest.mark.spark
long_news = _long_news
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2",
}


def spark_module() -> Any:  # noqa: ANN401 - imported late: pyspark may not be there
    from newslint.scale import spark as module  # noqa: PLC0415 - the same

    return module


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        builder = SparkSession.builder.master("local[2]").config(map=SETTINGS)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def test_a_step_of_a_pipeline_adds_the_columns(spark: Any, tmp_path: Path) -> None:  # noqa: ANN401 - of pyspark
    for number, name in enumerate(NAMES):
        write(tmp_path / name, [GLUED, CLEAN, None, *[CLEAN] * number])
    frame = spark_module().lint_frame(spark.read.parquet(str(tmp_path)), LINTER)
    assert frame.columns == ["id", "text", "day", *NEW]
    rows = {row["id"]: row.asDict(recursive=True) for row in frame.collect()}
    assert len(rows) == 12
    told = as_object(LINTER.lint(GLUED))
    assert rows["b.parquet-0"] == {
        "id": "b.parquet-0", "text": GLUED, "day": 1, "verdict": "hold", "complete": True,
        "findings": told["findings"], "failures": [],
    }  # fmt: skip
    assert rows["c.parquet-2"]["failures"] == [{"rule": "", "error": "the field “text” is no text"}]
    held = frame.where("verdict = 'hold' AND complete").selectExpr("explode(findings) AS found").select("found.rule")
    assert {row.rule for row in held.collect()} == {told["findings"][0]["rule"]}


def test_columns_that_are_kept_and_a_frame_without_text(spark: Any) -> None:  # noqa: ANN401 - of pyspark
    frame = spark.createDataFrame([(1, GLUED, "x")], "n int, body string, other string")
    wanted = columns(text="body", keep=("n",), prefix="n_")
    out = spark_module().lint_frame(frame, LINTER, wanted)
    assert out.columns == ["n", *(f"n_{name}" for name in NEW)]
    assert [(row["n"], row["n_verdict"]) for row in out.collect()] == [(1, "hold")]
    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "true")
    try:
        rows = spark_module().lint_frame(frame, LINTER, columns(text="body")).collect()
    finally:
        spark.conf.unset("spark.sql.execution.arrow.useLargeVarTypes")
    assert [(row["body"], row["verdict"], row["other"]) for row in rows] == [(GLUED, "hold", "x")]
    with pytest.raises(SourceError, match=r"no column “text”\n  It has the columns of text: body, other"):
        spark_module().lint_frame(frame, LINTER)


class Watched:
    """Lints, and tells for each batch which process did it and how often that read rules."""

    def __init__(self, lint: Any) -> None:  # noqa: ANN401 - a BatchLinter
        self.lint = lint

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        from newslint.scale.arrow import _revived  # noqa: PLC0415 - pyarrow may not be there

        for rows in batches:
            self.lint(rows)
            yield batch(process=[os.getpid()], read=[_revived.cache_info().misses])


def test_a_worker_reads_the_rules_once(spark: Any) -> None:  # noqa: ANN401 - of pyspark
    frame = spark.createDataFrame([(f"{number} {CLEAN}",) for number in range(16)], "text string").repartition(8)
    lint = spark_module().BatchLinter(Linter(select=["glued-words", "stray-full-stop"]))
    before = dict(frame.mapInArrow(Watched(lint), "process long, read long").collect())
    told = [row for _ in range(2) for row in frame.mapInArrow(Watched(lint), "process long, read long").collect()]
    assert len(told) >= 16
    assert os.getpid() not in before
    assert {(row.process, row.read) for row in told} == set(before.items())


@pytest.mark.parametrize(("program", "printed"), EXAMPLES[1:], ids=["frame", "dataset"])
def test_the_examples_of_the_page(  # noqa: PLR0913, PLR0917 - fixtures
    spark: Any,  # noqa: ANN401 - of pyspark
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    printed: str,
) -> None:
    assert spark
    news_of_the_page(tmp_path)
    monkeypatch.chdir(tmp_path)
    exec(program.replace('"news"', repr(str(tmp_path / "news"))), {})  # noqa: S102 - of docs/scale.md
    assert capsys.readouterr().out == printed


def test_a_crash_is_told_in_its_row(spark: Any) -> None:  # noqa: ANN401 - of pyspark
    linter = Linter(select=["glue"], language="xx")
    frame = spark.createDataFrame([(GLUED, "en"), (GLUED, None)], "text string, language string")
    failures = [row.failures for row in spark_module().lint_frame(frame, linter).orderBy("language").collect()]
    assert [[failure.rule for failure in row] for row in failures] == [["unknown-language"], []]


def test_a_linter_that_cannot_be_sent_is_refused(spark: Any, tmp_path: Path) -> None:  # noqa: ANN401 - of pyspark
    write(tmp_path / "in.parquet", [GLUED])
    linter = linter_of(lambda _doc: ())
    with pytest.raises(ConfigError, match="cannot be sent to other processes"):
        spark_module().lint_dataset(spark, tmp_path / "in.parquet", tmp_path / "out", linter)


def test_a_data_set_is_done_once_and_what_cannot_be_read_is_told(spark: Any, tmp_path: Path) -> None:  # noqa: ANN401 - of pyspark
    news, out = tmp_path / "news", tmp_path / "out"
    for number, name in enumerate(NAMES):
        write(news / name, [GLUED, CLEAN, None, *[CLEAN] * number])
    wanted = judged(news)
    (news / "broken.parquet").write_bytes(b"no")
    run = spark_module().lint_dataset(spark, news, out, LINTER, batch_rows=2)
    assert [(one.path, one.rows, one.findings, one.incomplete) for one in run.outcomes] == [
        ("broken.parquet", 0, 0, 0),
        *((name, 3 + number, 1, 1) for number, name in enumerate(NAMES)),
    ]
    assert [one.problem for one in run.problems] == [
        "Parquet file size is 2 bytes, smaller than the minimum file footer (8 bytes)"
    ]
    assert below(out) == {*NAMES, "_newslint.json"}
    assert all(read(out / name).equals(wanted[name]) for name in NAMES)
    assert spark.read.parquet(str(out)).where("day = 2").count() == 5
    (news / "broken.parquet").unlink()
    assert spark_module().lint_dataset(spark, news, out, LINTER) == spark_module().Run((), 3)
    assert below(out) == {*NAMES, "_newslint.json", "_SUCCESS"}


KILLED = """
import sys
from pyspark.sql import SparkSession
from newslint import Linter
from newslint.scale.spark import lint_dataset
spark = SparkSession.builder.master("local[1]").config(map=eval(sys.argv[1])).getOrCreate()
lint_dataset(spark, sys.argv[2], sys.argv[3], Linter(select=sys.argv[4:]), batch_rows=2)
"""


def test_a_run_that_was_killed_goes_on_where_it_stopped(spark: Any, long_news: Path, tmp_path: Path) -> None:  # noqa: ANN401 - of pyspark
    out = tmp_path / "out"
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(sys.path)}
    program = [sys.executable, "-c", KILLED, repr(SETTINGS), str(long_news), str(out), *RULES]
    finished = end_amid(program, out, environment)
    assert 2 <= len(finished) < 6
    wanted = judged(long_news)
    before = {name: (out / name).stat().st_mtime_ns for name in finished}
    assert all(read(out / name).equals(wanted[name]) for name in finished)
    run = spark_module().lint_dataset(spark, long_news, out, LINTER)
    left = {one.path for one in run.outcomes}  # a worker may have put its file in place before it saw the end
    assert (run.skipped, run.is_finished) == (6 - len(left), True)
    assert left
    assert not left & finished
    assert before == {name: (out / name).stat().st_mtime_ns for name in finished}
    assert below(out) == {*wanted, "_newslint.json", "_SUCCESS"}
    assert all(read(out / name).equals(wanted[name]) for name in wanted)
