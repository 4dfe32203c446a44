"""A Parquet data set, checked file by file: what is written where, and what a run that was ended leaves to the next."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.speed.corpus import articles
from newslint import ConfigError, Linter, SourceError
from tests.conftest import CLEAN, GLUED

pytestmark = pytest.mark.parquet

LINTER = Linter(select=["glued-words", "missing-which", "piled-determiners"])
RULES = [rule.id for rule in LINTER.rules]
NAMES = ["day=1/a.parquet", "day=1/b.parquet", "day=2/c.parquet"]


def dataset() -> Any:  # noqa: ANN401 - imported late: pyarrow may not be there
    from newslint.scale import dataset as module  # noqa: PLC0415 - the same

    return module


def columns(**options: Any) -> Any:  # noqa: ANN401 - the same
    from newslint.scale.arrow import Columns  # noqa: PLC0415 - the same

    return Columns(**options)


def write(path: Path, texts: list[str | None], **options: Any) -> None:  # noqa: ANN401 - of pyarrow
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.table(
        {"id": [f"{path.name}-{number}" for number in range(len(texts))], "text": pa.array(texts, "string")}
    )
    parquet.write_table(table, path, **options)


def read(path: Path) -> Any:  # noqa: ANN401 - pyarrow tells no types
    return pytest.importorskip("pyarrow.parquet").ParquetFile(path).read()


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def judged(folder: Path) -> dict[str, Any]:
    """Return what should come out for each file."""
    from newslint.scale.arrow import lint_arrow  # noqa: PLC0415 - pyarrow may not be there

    pa = pytest.importorskip("pyarrow")
    return {
        name: pa.Table.from_batches([lint_arrow(batch, LINTER) for batch in read(folder / name).to_batches()])
        for name in below(folder)
    }


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES):
        write(tmp_path / "news" / name, [GLUED, CLEAN, None, *[CLEAN] * number])
    return tmp_path / "news"


def test_each_file_has_one_of_the_same_name(news: Path, tmp_path: Path) -> None:
    run = dataset().lint_parquet(news, tmp_path / "out", LINTER, batch_rows=2)
    assert below(tmp_path / "out") == {*NAMES, "_newslint.json", "_SUCCESS"}
    assert [(one.path, one.rows, one.findings, one.incomplete, one.problem) for one in run.outcomes] == [
        (name, 3 + number, 1, 1, None) for number, name in enumerate(NAMES)
    ]
    assert (run.skipped, run.is_finished) == (0, True)
    wanted = judged(news)
    for name in NAMES:
        assert read(tmp_path / "out" / name).equals(wanted[name])
        assert read(tmp_path / "out" / name).schema.equals(wanted[name].schema, check_metadata=True)
    pytest.importorskip("pyarrow")
    from pyarrow import dataset as of_pyarrow

    table = of_pyarrow.dataset(tmp_path / "out", partitioning="hive").to_table()
    assert (table.num_rows, table["day"].to_pylist().count(2)) == (12, 5)


def test_what_is_finished_is_not_done_again(news: Path, tmp_path: Path) -> None:
    module, out = dataset(), tmp_path / "out"
    module.lint_parquet(news, out, LINTER)
    before = {name: (out / name).stat().st_mtime_ns for name in NAMES}
    (out / NAMES[1]).unlink()
    write(news / "day=3" / "d.parquet", [GLUED])
    again = module.lint_parquet(news, out, LINTER)
    assert ([one.path for one in again.outcomes], again.skipped) == ([NAMES[1], "day=3/d.parquet"], 2)
    after = {name: (out / name).stat().st_mtime_ns for name in NAMES}
    assert [name for name in NAMES if before[name] == after[name]] == [NAMES[0], NAMES[2]]
    assert module.lint_parquet(news, out, LINTER) == module.Run((), 4)


def test_a_file_that_changed_is_done_again(news: Path, tmp_path: Path) -> None:
    module, out = dataset(), tmp_path / "out"
    module.lint_parquet(news, out, LINTER)
    write(news / NAMES[0], [CLEAN])
    later = (out / NAMES[0]).stat().st_mtime + 1
    os.utime(news / NAMES[0], (later, later))
    again = module.lint_parquet(news, out, LINTER)
    assert [(one.path, one.rows) for one in again.outcomes] == [(NAMES[0], 1)]
    assert read(out / NAMES[0])["findings"].to_pylist() == [[]]


@pytest.mark.parametrize(
    ("linter", "options"),
    [
        (Linter(select=["glued-words"]), {}),
        (Linter(select=RULES, accept=["Orrin"]), {}),
        (LINTER, {"columns": {"prefix": "x_"}}),
        (LINTER, {"version": "0.0.1"}),
    ],
    ids=["rules", "words", "columns", "version"],
)
def test_other_options_need_another_folder(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linter: Linter, options: dict[str, Any]
) -> None:
    module, out = dataset(), tmp_path / "out"
    module.lint_parquet(news, out, LINTER)
    monkeypatch.setattr("newslint.__version__", options.get("version", "0.1.0"))
    with pytest.raises(ConfigError, match=r"out: was made with other options, .*\n  Write to another folder"):
        module.lint_parquet(news, out, linter, columns(**options.get("columns", {})))


def test_an_output_that_something_else_wrote_is_left_alone(news: Path, tmp_path: Path) -> None:
    write(tmp_path / "out" / "theirs.parquet", [CLEAN])
    with pytest.raises(ConfigError, match="by something else"):
        dataset().lint_parquet(news, tmp_path / "out", LINTER)
    assert below(tmp_path / "out") == {"theirs.parquet"}


def test_columns_of_any_type_come_out_as_they_went_in(tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    words = pa.array(["a", None, "a"]).dictionary_encode()
    table = pa.table(
        {
            "text": pa.array([GLUED, CLEAN, None], pa.large_string()),
            "word": words,
            "when": pa.array([1, None, 3], pa.timestamp("ns", "UTC")),
            "price": pa.array([None, 1, 2], pa.int32()).cast(pa.decimal128(12, 2)),
            "deep": pa.array([[{"a.b": 1}], None, []]),
            "a.b": pa.array([b"\xff", b"", None]),
        }
    )
    parquet.write_table(table, tmp_path / "in.parquet")
    for number, keep in enumerate((None, ("a.b", "when", "deep", "price", "word", "text"))):
        run = dataset().lint_parquet(tmp_path / "in.parquet", tmp_path / str(number), LINTER, columns(keep=keep))
        assert run.problems == ()
        out = read(tmp_path / str(number) / "in.parquet")
        assert out.select(table.schema.names).equals(table)
        assert out["verdict"].to_pylist() == ["hold", "pass", "hold"]


def test_rules_of_the_house_that_changed_need_another_folder(news: Path, tmp_path: Path) -> None:
    rule = tmp_path / "rules" / "language" / "shout.toml"
    rule.parent.mkdir(parents=True)
    text = 'severity = "note"\nmessage = "a shout"\nwhy = "Too loud."\nphrases = ["hurrah"]\n'
    cases = '[[bad]]\ntext = "⟦Hurrah⟧ for it"\n[[good]]\ntext = "a"\n[[good]]\ntext = "b"\n'
    rule.write_text(text + cases)
    linter = Linter(select=["shout"], rules=[tmp_path / "rules"])
    dataset().lint_parquet(news, tmp_path / "out", linter)
    rule.write_text(text.replace("hurrah", "hurrah for") + cases.replace("Hurrah⟧ for", "Hurrah for⟧"))
    with pytest.raises(ConfigError, match="was made with other options"):
        dataset().lint_parquet(news, tmp_path / "out", Linter(select=["shout"], rules=[tmp_path / "rules"]))


def test_a_file_that_cannot_be_read_is_told_and_tried_again(news: Path, tmp_path: Path) -> None:
    module, out = dataset(), tmp_path / "out"
    (news / "broken.parquet").write_bytes(b"no")
    (news / "notes.txt").write_text("no data")
    (news / "_old.parquet").write_text("no data")
    (news / ".parquet").write_text("no data")
    pytest.importorskip("pyarrow.parquet").write_table(
        pytest.importorskip("pyarrow").table({"n": [1]}), news / "n.parq"
    )
    run = module.lint_parquet(news, out, LINTER)
    assert [(one.path, one.problem.split(":")[0]) for one in run.problems] == [
        ("broken.parquet", "Parquet file size is 2 bytes, smaller than the minimum file footer (8 bytes)"),
        ("n.parq", "there is no column “text” It has no text."),
    ]
    assert not run.is_finished
    assert below(out) == {*NAMES, "_newslint.json"}
    write(news / "broken.parquet", [CLEAN])
    (news / "n.parq").unlink()
    again = module.lint_parquet(news, out, LINTER)
    assert ([one.path for one in again.outcomes], again.skipped, again.is_finished) == (["broken.parquet"], 3, True)
    assert below(out) == {*NAMES, "broken.parquet", "_newslint.json", "_SUCCESS"}


def test_new_files_take_back_that_all_is_done(news: Path, tmp_path: Path) -> None:
    module, out = dataset(), tmp_path / "out"
    module.lint_parquet(news, out, LINTER)
    write(news / "new.parquet", [CLEAN])
    job = module.prepare(news, out, LINTER)
    assert job.paths == ("new.parquet",)
    assert "_SUCCESS" not in below(out)


def test_the_largest_file_comes_first(tmp_path: Path) -> None:
    for name, number in (("a", 1), ("b", 400), ("c", 40)):
        write(tmp_path / "in" / f"{name}.parquet", [f"{number} {CLEAN}" for number in range(number)])
    assert dataset().prepare(tmp_path / "in", tmp_path / "out", LINTER).paths == ("b.parquet", "c.parquet", "a.parquet")


def test_one_file_and_columns_that_are_kept(news: Path, tmp_path: Path) -> None:
    run = dataset().lint_parquet(news / NAMES[0], tmp_path / "out", LINTER, columns(keep=("id",), prefix="n_"))
    assert run.is_finished
    table = read(tmp_path / "out" / "a.parquet")
    assert table.schema.names == ["id", "n_verdict", "n_complete", "n_findings", "n_failures"]
    assert table["n_verdict"].to_pylist() == ["hold", "pass", "hold"]


def test_row_groups_are_not_as_small_as_batches(tmp_path: Path) -> None:
    write(tmp_path / "in.parquet", [CLEAN] * 50, row_group_size=20)
    dataset().lint_parquet(tmp_path / "in.parquet", tmp_path / "out", LINTER, batch_rows=7)
    metadata = pytest.importorskip("pyarrow.parquet").read_metadata(tmp_path / "out" / "in.parquet")
    assert (metadata.num_rows, metadata.num_row_groups) == (50, 1)


def test_a_file_without_rows(tmp_path: Path) -> None:
    write(tmp_path / "in.parquet", [])
    run = dataset().lint_parquet(tmp_path / "in.parquet", tmp_path / "out", LINTER)
    assert (run.outcomes[0].rows, run.outcomes[0].problem) == (0, None)
    assert read(tmp_path / "out" / "in.parquet").schema.names[-1] == "failures"


def test_places_that_cannot_be_used(news: Path, tmp_path: Path) -> None:
    lint, inside = dataset().lint_parquet, "lies in the data set that is read"
    (tmp_path / "link").symlink_to(news)
    for output in (news, news / "day=1", news / "day=1" / ".." / "out", tmp_path / "link" / "out"):
        with pytest.raises(ConfigError, match=inside):
            lint(news, output, LINTER)
    with pytest.raises(ConfigError, match=inside):
        lint(news / NAMES[0], news / "day=1", LINTER)
    assert read(news / NAMES[0]).schema.names == ["id", "text"]
    with pytest.raises(SourceError, match="nothing: there is no such file or folder"):
        lint(tmp_path / "nothing", tmp_path / "out", LINTER)
    with pytest.raises(SourceError, match="cannot be reached: "):
        lint("wat://x", tmp_path / "out", LINTER)
    (tmp_path / "file").write_text("here")
    with pytest.raises(SourceError, match="file"):
        lint(news, tmp_path / "file", LINTER)
    assert (tmp_path / "file").read_text() == "here"


def test_addresses_and_file_systems(news: Path, tmp_path: Path) -> None:
    fs = pytest.importorskip("pyarrow.fs")
    module = dataset()
    assert module.lint_parquet(news.as_uri(), (tmp_path / "a").as_uri(), LINTER).is_finished
    assert module.lint_parquet(
        "news", "b", LINTER, filesystem=fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem())
    )
    assert below(tmp_path / "a") == below(tmp_path / "b") == {*NAMES, "_newslint.json", "_SUCCESS"}


def test_a_file_is_put_in_place_by_one_rename(news: Path, tmp_path: Path) -> None:
    fs = pytest.importorskip("pyarrow.fs")
    moved: list[tuple[bool, int]] = []

    def move(self: object, source: str, target: str) -> None:
        if not target.endswith(".json"):
            moved.append((Path(target).exists(), read(Path(source)).num_rows))
        fs.LocalFileSystem.move(self, source, target)

    watching = type("Watching", (fs.LocalFileSystem,), {"move": move})()
    run = dataset().lint_parquet(str(news), str(tmp_path / "out"), LINTER, batch_rows=1, filesystem=watching)
    assert run.is_finished
    assert sorted(moved) == [(False, 3), (False, 4), (False, 5)]


KILLED = """
import sys
from newslint import Linter
from newslint.scale.dataset import lint_parquet
lint_parquet(sys.argv[1], sys.argv[2], Linter(select=sys.argv[3:]), batch_rows=2)
"""


@pytest.fixture
def long_news(tmp_path: Path) -> Path:
    """Return files that take long enough to be ended over one of them."""
    texts = articles(40_000)
    for name in "abcdef":
        write(tmp_path / "long" / f"{name}.parquet", [f"{text}\n{name}" for text in texts])
    return tmp_path / "long"


def end_amid(command: list[str], out: Path, environment: dict[str, str] | None = None) -> set[str]:
    """Start a run, kill it while it writes the third file or a later one, and return the files that are there."""
    program = subprocess.Popen(
        command, start_new_session=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 300
        while len(list(out.glob("*.parquet"))) < 2 or not list(out.glob("_newslint/*")):
            assert program.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.005)
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
    return {path.name for path in out.glob("*.parquet")}


def test_a_run_that_was_killed_goes_on_where_it_stopped(long_news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    finished = end_amid([sys.executable, "-c", KILLED, str(long_news), str(out), *RULES], out)
    assert 2 <= len(finished) < 6
    assert list(out.glob("_newslint/*"))  # what it was about to write
    dataset().prepare(long_news, out, LINTER)
    assert not list(out.glob("_newslint/*"))
    wanted = judged(long_news)
    before = {name: (out / name).stat().st_mtime_ns for name in finished}
    assert all(read(out / name).equals(wanted[name]) for name in finished)
    run = dataset().lint_parquet(long_news, out, LINTER)
    assert {one.path for one in run.outcomes} == wanted.keys() - finished
    assert before == {name: (out / name).stat().st_mtime_ns for name in finished}
    assert below(out) == {*wanted, "_newslint.json", "_SUCCESS"}
    assert all(read(out / name).equals(wanted[name]) for name in wanted)
