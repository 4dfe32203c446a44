"""Articles in Arrow: what comes out for each row, which columns are handed on, and what is raised."""

import datetime as dt
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.spark import cost
from benchmarks.spark.__main__ import filled, markdown
from newslint import ConfigError, Document, Linter, SourceError, Span
from newslint.catalog import Catalog
from newslint.report.wire import as_object
from newslint.rule import Hit
from tests.conftest import CLEAN, GLUED

pytestmark = pytest.mark.parquet

EMOJI = f"😀 Y\u0308es. {GLUED}"
LINTER = Linter(select=["glue", "translation"])
NEW = ["verdict", "complete", "findings", "failures"]


def arrow() -> Any:  # noqa: ANN401 - imported late: pyarrow may not be there
    from newslint.scale import arrow as module  # noqa: PLC0415 - the same

    return module


def batch(**columns: object) -> Any:  # noqa: ANN401 - pyarrow tells no types
    return pytest.importorskip("pyarrow").record_batch(columns)


def found(text: str, linter: Linter = LINTER) -> dict[str, Any]:
    told = as_object(linter.lint(text))
    del told["document"]
    return {**told, "complete": True}


def linter_of(check: Any, **changes: Any) -> Linter:  # noqa: ANN401 - any function
    rule = next(rule for rule in Catalog.load().rules if rule.id == "glued-sentences")
    return Linter.of([replace(rule, check=check, triggers=frozenset(), **changes)])


def test_a_row_says_what_the_wire_format_says() -> None:
    out = arrow().lint_arrow(batch(text=[GLUED, CLEAN, EMOJI]), LINTER)
    assert out.schema.names == ["text", *NEW]
    assert out.to_pylist() == [{"text": text, **found(text)} for text in (GLUED, CLEAN, EMOJI)]
    verdicts = [(row["verdict"], len(row["findings"])) for row in out.to_pylist()]
    assert verdicts == [("hold", 1), ("pass", 0), ("hold", 1)]
    span = Span(*(out["findings"][2].as_py()[0][key] for key in ("start", "end")))
    assert span.of(EMOJI) == "in the that"  # code points, not bytes or UTF-16


def test_the_schema_has_each_key_of_the_wire_format_and_no_other() -> None:
    pa, module = pytest.importorskip("pyarrow"), arrow()
    texts = [GLUED, "The Harbour Gazetteand Bell were late. The Gazette was sold."]
    findings = [finding for text in texts for finding in as_object(Linter().lint(text))["findings"]]

    def keys(value: Any, kind: Any) -> None:  # noqa: ANN401 - JSON and pyarrow
        if isinstance(value, dict):
            assert list(value) == [field.name for field in kind]
            for field in kind:
                keys(value[field.name], field.type)
        elif isinstance(value, list):
            for member in value:
                keys(member, kind.value_type)

    keys(findings, module.ADDED["findings"])
    assert any(finding["fix"] for finding in findings)
    assert any(finding["evidence"] for finding in findings)
    assert pa.types.is_int64(module.FINDING.field("start").type)
    assert arrow().output_schema(pa.schema([("text", pa.string())])).metadata == {b"newslint.schema": b"1"}


@pytest.mark.parametrize(
    "kind", ["string", "large_string", "string_view", "binary", "large_binary", "binary_view", "dictionary"]
)
def test_each_type_of_text(kind: str) -> None:
    pa = pytest.importorskip("pyarrow")
    types = {"dictionary": pa.dictionary(pa.int8(), pa.large_string())}
    texts = [GLUED, None, GLUED, EMOJI]
    array = pa.array(texts, pa.string()).cast(pa.binary()) if "binary" in kind else pa.array(texts, pa.string())
    given = array.dictionary_encode().cast(types[kind]) if kind in types else array.cast(getattr(pa, kind)())
    out = arrow().lint_arrow(batch(text=given), LINTER)
    assert out["text"].type == given.type
    rows = [{name: row[name] for name in NEW} for row in out.to_pylist()]
    assert [rows[0], rows[2], rows[3]] == [found(GLUED), found(GLUED), found(EMOJI)]
    problem = "the field “text” is no text"
    assert rows[1] == {
        "verdict": "hold",
        "complete": False,
        "findings": [],
        "failures": [{"rule": "", "error": problem}],
    }


def test_a_column_of_nothing_and_no_rows_at_all() -> None:
    pa = pytest.importorskip("pyarrow")
    out = arrow().lint_arrow(batch(text=pa.nulls(2)), LINTER)
    assert out["complete"].to_pylist() == [False, False]
    empty = arrow().lint_arrow(batch(text=pa.array([], "string")), LINTER)
    assert (empty.num_rows, empty.schema.names) == (0, ["text", *NEW])
    assert empty.schema == arrow().lint_arrow(batch(text=[GLUED]), LINTER).schema


def test_a_text_that_is_no_utf8_spoils_its_row_only() -> None:
    pa = pytest.importorskip("pyarrow")
    broken = pa.array([b"caf\xe9", GLUED.encode()], pa.binary()).view(pa.string())
    out = arrow().lint_arrow(batch(text=broken, title=broken, id=broken), LINTER)
    assert out["failures"].to_pylist() == [
        [{"rule": "", "error": "cannot be decoded as utf-8"}],
        [],
    ]
    assert out["findings"][1].as_py() == found(GLUED)["findings"]


def test_a_rule_that_crashes_is_told_in_the_row() -> None:
    def crash(doc: Document) -> Iterator[Hit]:
        if "ferry" in doc.text:
            raise OverflowError("too deep")
        yield from ()

    out = arrow().lint_arrow(batch(text=[CLEAN, "Nobody came."]), linter_of(crash))
    failures = [{"rule": "glued-sentences", "error": "crashed: OverflowError: too deep"}]
    assert out["failures"].to_pylist() == [failures, []]
    assert out["complete"].to_pylist() == [False, True]
    assert out["verdict"].to_pylist() == ["warn", "pass"]


def test_a_linter_that_crashes_is_told_in_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    linter, lint = Linter(select=["glued-words"]), Linter.lint

    def crash(self: Linter, article: Document) -> object:
        if "ferry" in article.text:
            raise RecursionError("too deep")
        return lint(self, article)

    monkeypatch.setattr(Linter, "lint", crash)
    out = arrow().lint_arrow(batch(text=[CLEAN, "Nobody came."]), linter)
    failures = [{"rule": "", "error": "crashed: RecursionError: too deep"}]
    assert out["failures"].to_pylist() == [failures, []]


def test_half_a_character_in_a_message_spoils_its_row_only() -> None:
    def half(doc: Document) -> Iterator[Hit]:
        if "ferry" in doc.text:
            yield Hit(Span(0, 3), says={"left": "\ud83d", "right": "x"})

    out = arrow().lint_arrow(batch(text=[CLEAN, "Nobody came."]), linter_of(half, message="“{left}” is half"))
    assert out["failures"].to_pylist() == [[{"rule": "", "error": "crashed: what was found is no text"}], []]


def test_what_the_columns_tell_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Document] = []
    lint = Linter.lint

    def watched(self: Linter, article: Document) -> object:
        seen.append(article)
        return lint(self, article)

    monkeypatch.setattr(Linter, "lint", watched)
    day = dt.date(2026, 11, 22)
    given = batch(
        id=[7, None], text=["one", "two"], language=[None, "fr"], title=["T", None], date=[day, None], other=[1, 2]
    )
    arrow().lint_arrow(given, Linter(select=["glue"], language="de"))
    assert seen == [
        Document("one", "7", "de", {"title": "T", "date": "2026-11-22"}),
        Document("two", "", "fr"),
    ]
    seen.clear()
    broken = pytest.importorskip("pyarrow").array([b"\xff"]).view("string")
    arrow().lint_arrow(batch(text=["one"], id=broken, title=broken, language=broken), LINTER)
    assert seen == [Document("one")]
    seen.clear()
    columns = arrow().Columns(text="body", id="key")
    arrow().lint_arrow(batch(body=["one"], key=["k"], text=["not this"]), LINTER, columns)
    assert seen == [Document("one", "k")]


def test_times_that_python_cannot_hold_are_read() -> None:
    pa = pytest.importorskip("pyarrow")
    date = pa.array([1_763_800_000_000_000_001], pa.timestamp("ns"))
    strange = pa.array([1], pa.timestamp("ns", "Nowhere/Never"))
    out = arrow().lint_arrow(batch(text=[GLUED], date=date, url=strange), LINTER)
    assert out["complete"].to_pylist() == [True]


def test_columns_are_handed_on_without_a_copy() -> None:
    pa = pytest.importorskip("pyarrow")
    given = batch(n=[1, 2, 3], text=[GLUED, CLEAN, EMOJI], deep=[{"a": [1]}, None, {"a": []}])
    given = given.replace_schema_metadata({"made": "by a test"}).slice(1)
    before = pa.total_allocated_bytes()
    out = arrow().lint_arrow(given, LINTER)
    assert pa.total_allocated_bytes() - before < 10_000
    for name in given.schema.names:
        places = [[buffer and buffer.address for buffer in batch.column(name).buffers()] for batch in (given, out)]
        assert places[0] == places[1]
        assert out.column(name).equals(given.column(name))
    assert out.schema.metadata == {b"made": b"by a test", b"newslint.schema": b"1"}
    assert out["findings"].to_pylist() == [found(CLEAN)["findings"], found(EMOJI)["findings"]]


def test_columns_that_are_kept_and_names_with_a_prefix() -> None:
    module = arrow()
    given = batch(n=[1], text=[GLUED], id=["a"])
    assert module.lint_arrow(given, LINTER, module.Columns(keep=("id", "n"))).schema.names == ["id", "n", *NEW]
    assert module.lint_arrow(given, LINTER, module.Columns(keep=())).to_pylist() == [found(GLUED)]
    once = module.lint_arrow(given, LINTER)
    with pytest.raises(SourceError, match=r"there already: “complete”, “failures”, .*\n  Set a prefix"):
        module.lint_arrow(once, LINTER)
    twice = module.lint_arrow(once, LINTER, module.Columns(prefix="again_"))
    assert twice.schema.names == ["n", "text", "id", *NEW, *(f"again_{name}" for name in NEW)]
    assert twice["again_findings"].equals(twice["findings"])


@pytest.mark.parametrize(
    ("columns", "options", "says"),
    [
        ({"body": ["x"]}, {}, "there is no column “text”\n  It has the columns of text: body"),
        ({"txt": ["x"], "n": [1]}, {}, "there is no column “text”\n  Did you mean “txt”"),
        ({"n": [1]}, {}, "there is no column “text”\n  It has no text"),
        ({"text": [1]}, {}, "the column “text” is no text, but int64"),
        ({"text": ["x"], "title": ["x"]}, {"keep": ("titel",)}, "no column “titel” to keep\n  Did you mean “title”"),
    ],
)
def test_a_batch_that_cannot_be_judged(columns: dict[str, Any], options: dict[str, Any], says: str) -> None:
    with pytest.raises(SourceError, match=says):
        arrow().lint_arrow(batch(**columns), LINTER, arrow().Columns(**options))


def test_two_columns_of_the_same_name() -> None:
    pa = pytest.importorskip("pyarrow")
    given = pa.RecordBatch.from_arrays([pa.array([GLUED]), pa.array([1]), pa.array([2])], ["text", "id", "id"])
    assert arrow().lint_arrow(given, LINTER).schema.names == ["text", "id", "id", *NEW]
    with pytest.raises(SourceError, match="there are several columns “text”"):
        arrow().lint_arrow(pa.RecordBatch.from_arrays([pa.array([GLUED])] * 2, ["text", "text"]), LINTER)


def test_a_function_for_other_processes_reads_the_rules_once() -> None:
    module = arrow()
    sent = pickle.dumps(module.BatchLinter(LINTER, module.Columns(keep=("id",))))
    assert len(sent) < 1_000
    there = pickle.loads(sent)  # noqa: S301 - made above
    assert pickle.loads(sent) is there  # noqa: S301 - the same
    assert there(batch(text=[GLUED], id=["a"])).to_pylist() == [{"id": "a", **found(GLUED)}]
    assert pickle.loads(pickle.dumps(there)) is there  # noqa: S301 - the same
    with pytest.raises(ConfigError, match=r"cannot be sent to other processes\n  Make it with Linter\(...\)"):
        module.BatchLinter(Linter.of(LINTER.rules))


def test_without_pyarrow_the_error_names_the_extra() -> None:
    program = "import sys; sys.modules['pyarrow'] = None; import newslint.scale.arrow"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip().endswith(
        "ModuleNotFoundError: newslint.scale.arrow needs pyarrow: pip install 'newslint[parquet]'"
    )


ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```\n.*?^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
"""Programs of the page, and what it says that they print."""


def news_of_the_page(folder: Path) -> None:
    """Write the articles of which the page tells."""
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    texts = [
        "The ferry sailed at noon, and the nursesof the island were on board.",
        "The bridge opened on Sunday.",
        None,
    ]
    (folder / "news").mkdir()
    parquet.write_table(pa.table({"id": ["ferry", "bridge", "empty"], "body": texts}), folder / "news" / "0.parquet")


def test_the_example_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    news_of_the_page(tmp_path)
    monkeypatch.chdir(tmp_path)
    program, printed = EXAMPLES[0]
    exec(program, {})  # noqa: S102 - of docs/scale.md
    assert capsys.readouterr().out == printed


def test_the_page_tells_the_schema() -> None:
    module = arrow()
    table = re.search(r"^\| column .*?\n\n", PAGE, re.DOTALL | re.MULTILINE)
    assert table
    assert re.findall(r"^\| `(\w+)`", table[0], re.MULTILINE) == list(module.ADDED)
    told = [line.split(":")[0] for line in PAGE.split("```text\n")[1].split("```")[0].splitlines()]
    assert ", ".join(told) == ", ".join(field.name for field in module.FINDING)
    assert f"its version, at present `{module.VERSION}`" in " ".join(PAGE.split())


def test_the_reckoning_of_the_page_follows_from_the_results() -> None:
    results = json.loads(cost.RESULTS.read_text(encoding="utf-8"))
    assert filled(PAGE, results) == PAGE
    assert "core hours of work" in PAGE
    assert cost.RESULTS.with_suffix(".md").read_text(encoding="utf-8") == markdown(results)


def test_a_reckoning_by_hand() -> None:
    row = {"cores": 2, "articles": 100, "python": 3.0, "java": 3.6}
    results = {"articles": 100, "characters": 400_000, "files": 2, "rows": [row]}
    given = "--articles 1e6 --characters 2000 --per-file 1000 --busy 0.5 --price 0.1"
    assert cost.reckoning(results, cost.parsed(given.split())).splitlines() == [
        "measured: 30.00 ms of Python for an article of 4,000 characters",
        "and 1.80 s of Java for a file",
        "an article of 2,000 characters: 15.00 ms, 66.7 articles a second and core",
        "1,000,000 articles in 1,000 files: 5 core hours of work",  # 4.17 and 0.5
        "with cores that are busy 50% of their time: 9 core hours",
        "on    16 cores: 0.6 hours",
        "on   128 cores: 0.1 hours",
        "on 1,024 cores: 0.0 hours",
        "at 0.100 for a core hour: 1",
    ]
