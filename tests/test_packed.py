"""Articles in files packed by gzip: read as they are unpacked, packed again when they are mended."""

import gzip
import io
import os
import tracemalloc
from pathlib import Path

import pytest

from newslint import Document, SourceError
from newslint.sources import ReadingOptions, open_source, packed
from newslint.sources.files import articles_below
from tests.conftest import GLUED, MENDED, Command
from tests.test_json import upper

OPTIONS = ReadingOptions()


def test_the_ending_before_tells_the_format(tmp_path: Path) -> None:
    held = {
        "a.txt.gz": b"one",
        "b.HTML.GZ": b"<p>one</p>",
        "c.jsonl.gz": b'{"text": "one"}',
        "d.json.gz": b'{"text": "one"}',
        "e.gz": b"one",
    }
    for name, data in held.items():
        path = tmp_path / name
        path.write_bytes(gzip.compress(data))
        (article,) = open_source(str(path), OPTIONS).articles()
        assert isinstance(article, Document)
        assert (article.text.strip(), article.file or article.id) == ("one", str(path))


def test_several_parts_are_one_file() -> None:
    data = gzip.compress(b'{"text": "one"}\n{"te') + gzip.compress(b'xt": "two"}\n')
    articles = list(open_source("x.jsonl.gz", OPTIONS, io.BytesIO(data)).articles())
    assert articles == [Document("one", "x.jsonl.gz:1"), Document("two", "x.jsonl.gz:2")]


@pytest.mark.parametrize(("level", "header"), [(1, 4), (6, 0), (9, 2)])
def test_a_mended_file_is_packed_as_hard_as_it_was_and_tells_no_time(tmp_path: Path, level: int, header: int) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"one", level))
    after = b"".join(open_source(str(path), OPTIONS).rewritten(upper))
    assert gzip.decompress(after) == b"ONE"
    assert after[4:9] == bytes([0, 0, 0, 0, header])


def test_an_unchanged_file_is_not_packed_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "A"}\n{broken\n', mtime=7))
    assert b"".join(open_source(str(path), OPTIONS).rewritten(upper)) == path.read_bytes()


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz", "a.json.gz"])
@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda data: data[:-9], "breaks off: the gzip file is not complete"),
        (lambda data: data[: len(data) // 2], "breaks off|cannot be unpacked"),
        (lambda data: data[:5], "is no gzip file, or only the beginning of one"),
        (lambda _: b"", "is no gzip file, or only the beginning of one"),
        (lambda _: b"plain text, not packed", "cannot be unpacked: Not a gzipped file"),
        (lambda data: data[:20] + b"\xff\xff\xff" + data[23:], "cannot be unpacked"),
        (lambda data: data[:-8] + b"\0" * 8, "cannot be unpacked: CRC check failed"),
        (lambda data: data + b"more", "cannot be unpacked: Not a gzipped file"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, newslint: Command, name: str, damage: object, complaint: str) -> None:
    assert callable(damage)
    path = tmp_path / name
    path.write_bytes(damage(gzip.compress(b'{"text": "one"}\n' + os.urandom(2000).hex().encode())))
    with pytest.raises(SourceError, match=complaint):
        list(open_source(str(path), OPTIONS).articles())
    before = path.read_bytes()
    done = newslint("fix", path)
    assert (done.code, path.read_bytes()) == (2, before)
    assert f"error: {path}: " in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(SourceError, match=r"^none.txt.gz: No such file or directory$"):
        list(open_source("none.txt.gz", OPTIONS).articles())


def test_a_bomb_fills_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST", 1 << 20)
    data = gzip.compress((b" " * 65_535 + b"\n") * 500)
    with pytest.raises(SourceError, match="unpacks to more than 1,048,576 bytes"):
        list(open_source("x.txt.gz", OPTIONS, io.BytesIO(data)).articles())
    tracemalloc.start()
    assert list(open_source("x.jsonl.gz", OPTIONS, io.BytesIO(data)).articles()) == []
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(data)
    assert sum(map(len, open_source(str(path), OPTIONS).rewritten(upper))) == len(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1 << 21


def test_packed_articles_are_found_in_folders(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.html.GZ", "c.jsonl.gz", "d.json.gz", "e.gz", "f.csv.gz", "g.tar.gz", ".h.txt.gz"):
        (tmp_path / name).touch()
    assert [path.name for path in articles_below(tmp_path) if isinstance(path, Path)] == [
        "a.txt.gz",
        "b.html.GZ",
        "c.jsonl.gz",
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a.tar.gz", "is packed as .tar"),
        ("a.jsonl.zst", "is packed as .zst"),
        ("a.csv.BZ2", "is packed as .bz2"),
        ("a.json.gz.gz", "is packed twice"),
        ("a.pdf.gz", "newslint does not read .pdf files yet"),
    ],
)
def test_archives_are_refused(name: str, problem: str) -> None:
    with pytest.raises(SourceError, match=f"^{name}: {problem}\n  newslint "):
        open_source(name, OPTIONS)


def test_the_command_mends_packed_files_and_streams(tmp_path: Path, newslint: Command) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(GLUED.encode()))
    assert newslint("fix", path, "--unsafe-fixes").code == 0
    assert gzip.decompress(path.read_bytes()).decode() == MENDED
    again = path.read_bytes()
    assert newslint("fix", path, "--unsafe-fixes").code == 0
    assert path.read_bytes() == again
    done = newslint("check", "-", "--stdin-filename", "x.txt.gz", stdin=again)
    assert done.code == 0
