"""Articles in Parquet: read in batches, and written back with only the column of the text changed."""

import datetime as dt
import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newslint import Document, SourceError
from newslint.sources import ReadingOptions, open_source
from newslint.sources.article import Article
from newslint.sources.files import articles_below
from tests.conftest import GLUED, MENDED, Command
from tests.test_json import errors, upper

pytestmark = pytest.mark.parquet
OPTIONS = ReadingOptions()


def read(path: Path, **options: str) -> list[Article]:
    return list(open_source(str(path), replace(OPTIONS, **options)).articles())


def write(path: Path, columns: dict[str, Any], **options: Any) -> Any:  # noqa: ANN401 - pyarrow tells no types
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pa.table(columns).replace_schema_metadata({"made": "by a test"})
    parquet.write_table(table, path, **options)
    return table


def mend(path: Path) -> Any:  # noqa: ANN401 - the same
    data = b"".join(open_source(str(path), OPTIONS).rewritten(upper))
    return pytest.importorskip("pyarrow.parquet").ParquetFile(io.BytesIO(data))


def test_a_row_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    day = dt.date(2026, 11, 22)
    write(path, {"id": [7, None], "text": ["one", "two"], "date": [day, None], "title": ["T", None], "n": [1, 2]})
    articles = read(path)
    assert articles == [
        Document("one", "7", meta={"date": "2026-11-22", "title": "T"}),
        Document("two", f"{path}:2"),
    ]
    assert [(article.file, article.record) for article in articles] == [(str(path), 1), (str(path), 2)]
    stream = open_source("x.parquet", OPTIONS, io.BytesIO(path.read_bytes()))
    assert [article.id for article in stream.articles()] == ["7", "x.parquet:2"]


def test_texts_that_are_stored_as_views(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pa = pytest.importorskip("pyarrow")
    if not hasattr(pa, "string_view"):
        pytest.skip("this pyarrow has no views")
    write(path, {"text": pa.array(["one", None, "a text that is longer than a view"], pa.string_view())})
    assert [article.text for article in read(path) if isinstance(article, Document)] == [
        "one",
        "a text that is longer than a view",
    ]
    table = mend(path).read()
    assert table.to_pydict() == {"text": ["ONE", None, "A TEXT THAT IS LONGER THAN A VIEW"]}
    assert table.schema.field("text").type == pa.string_view()


def test_other_columns(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    write(path, {"key": ["a"], "body": ["one"], "language": ["fr"]})
    assert read(path, text_field="body", id_field="key") == [Document("one", "a", "fr")]
    with pytest.raises(
        SourceError, match=r"there is no column “text” .*\n  It has the columns of text: body, key, lang"
    ):
        read(path)


def test_what_holds_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    write(path, {"text": [1, 2]})
    with pytest.raises(SourceError, match=f"^{path}: the column “text” is no text, but int64"):
        read(path)
    write(path, {"n": [1, 2]})
    with pytest.raises(SourceError, match="It has no column of text"):
        read(path)


def test_broken_rows_do_not_end_the_file(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    path = tmp_path / "news.parquet"
    text = pa.array([b"one", b"caf\xe9", None, b"\xed\xa0\x80", b"a\0b"], pa.binary()).view(pa.string())
    table = write(path, {"text": text})
    articles = read(path)
    assert [article.text for article in articles if isinstance(article, Document)] == ["one", "a\0b"]
    assert errors(articles) == [
        f"{path}:2: cannot be decoded as utf-8",
        f"{path}:3: the field “text” is no text",
        f"{path}:4: cannot be decoded as utf-8",
    ]
    after = mend(path).read().column("text").cast(pa.binary()).to_pylist()
    assert after == [b"ONE", *table.column("text").cast(pa.binary()).to_pylist()[1:4], b"A\0B"]


@pytest.mark.parametrize("kind", ["string", "large_string", "binary", "large_binary", "dictionary"])
def test_only_the_text_changes(tmp_path: Path, kind: str) -> None:
    pa = pytest.importorskip("pyarrow")
    path = tmp_path / "news.parquet"
    plain = pa.array(["a", "B", None, "a", "é"])
    kinds = {"dictionary": pa.dictionary(pa.int8(), pa.string())}
    columns = {
        "n": pa.array([1, 2, 3, 4, None], pa.uint16()),
        "text": plain.cast(kinds.get(kind) or getattr(pa, kind)()),
        "when": pa.array([1, 2, 3, 4, 5], pa.timestamp("ns", "UTC")),
        "parts": pa.array([[{"x": "a"}], [], None, [{"x": None}], []]),
    }
    codecs = {"n": "snappy", "text": "zstd", "when": "none", "parts.list.element.x": "gzip"}
    write(path, columns, row_group_size=2, compression=codecs, use_dictionary=["n"], write_page_index=True)
    written = pytest.importorskip("pyarrow.parquet").ParquetFile(path)
    before, table, after = written.metadata, written.read(), mend(path)
    assert after.schema_arrow.equals(written.schema_arrow, check_metadata=True)
    assert after.schema.equals(written.schema)
    assert after.read().column("text").cast(pa.string()).to_pylist() == ["A", "B", None, "A", "É"]
    for name in ("n", "when", "parts"):
        assert after.read().column(name).equals(table.column(name))
    assert [after.metadata.row_group(number).num_rows for number in range(3)] == [2, 2, 1]
    for number in range(4):
        was, column = before.row_group(0).column(number), after.metadata.row_group(0).column(number)
        for what in ("path_in_schema", "compression", "has_dictionary_page", "is_stats_set", "has_offset_index"):
            assert getattr(column, what) == getattr(was, what)


def test_an_unchanged_file_is_not_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    write(path, {"text": ["A", None]})
    assert b"".join(open_source(str(path), OPTIONS).rewritten(upper)) == path.read_bytes()
    stream = open_source("x.parquet", OPTIONS, io.BytesIO(path.read_bytes()))
    assert b"".join(stream.rewritten(upper)) == path.read_bytes()


def test_a_file_without_rows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    write(path, {"text": pytest.importorskip("pyarrow").array([], "string")})
    assert read(path) == []
    assert b"".join(open_source(str(path), OPTIONS).rewritten(upper)) == path.read_bytes()


def test_damaged_files_are_named(tmp_path: Path, newslint: Command) -> None:
    path = tmp_path / "news.parquet"
    write(path, {"text": ["The ferry sailed at noon."]}, use_dictionary=False, compression="zstd")
    data = path.read_bytes()
    for damaged in (b"", b"no parquet", data[:-20], data.replace(b"\x28\xb5\x2f\xfd", b"none")):
        path.write_bytes(damaged)
        done = newslint("fix", path)
        assert (done.code, path.read_bytes()) == (2, damaged)
        assert f"error: {path}: cannot be read as Parquet: " in done.err
        assert "Traceback" not in done.err
    with pytest.raises(SourceError, match="No such file or directory"):
        read(tmp_path / "none.parquet")


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "newslint.sources.parquet_file", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SourceError, match=r"x.parquet: is Parquet, which needs pyarrow\n  pip install 'newslint\[parq"):
        open_source("x.parquet", OPTIONS)


def test_the_command_mends_parquet(tmp_path: Path, newslint: Command) -> None:
    path = tmp_path / "news.parquet"
    write(path, {"text": [GLUED, MENDED]})
    assert list(articles_below(tmp_path)) == [path]
    assert newslint("fix", tmp_path, "--unsafe-fixes").code == 0
    assert [article.text for article in read(path) if isinstance(article, Document)] == [MENDED, MENDED]
