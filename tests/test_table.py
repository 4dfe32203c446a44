"""A table says of every key what a dictionary would say."""

from __future__ import annotations

import gzip
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint import kept, table
from newslint.table import Archive, Table, unpacked

if TYPE_CHECKING:
    from pathlib import Path

keys = st.text(st.sampled_from("ab né漢😀-'é"), max_size=5)
values = st.text(st.sampled_from("0123456789*,"), min_size=1, max_size=4)
entries = st.dictionaries(keys, values, min_size=1, max_size=30)


def packed(lines: dict[str, str], head: str = "# head") -> bytes:
    rows = [head, *(f"{key} {lines[key]}" for key in sorted(lines, key=str.encode)), ""]
    return "\n".join(rows).encode()


@given(entries, st.lists(st.one_of(keys, st.text(max_size=3))), st.sampled_from([1, 8, 30, 1024]))
@example({"new york": "56"}, ["new", "new york", "york", "new york 56"], 1024)
@example({"new": "62", "new york": "56", "newport": "40"}, ["new", "new ", "ne", "newpor"], 1)
@example({"a": "1", "b": "2"}, [], 1024)
@example({"?": "1"}, ["\ud800", "?"], 1024)
def test_a_table_answers_like_a_dictionary(lines: dict[str, str], others: list[str], block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "_BLOCK", block)
        text = packed(lines)
        made = Table(text, text.index(b"\n"))
    prefixes = [key[:length] for key in lines for length in range(len(key))]
    longer = [f"{key}{value}" for key in lines for value in (" ", "\n", "a", f" {lines[key]}")]
    rows = [f"{one} {lines[one]}\n{two}" for one, two in pairwise(sorted(lines, key=str.encode))]
    for key in [*lines, *prefixes, *longer, *rows, *others]:
        assert made.get(key) == lines.get(key, "").encode(), key
    for letters in {part for key in [*lines, *others] for part in (key, key[:1], f"{key}a") if not part.isspace()}:
        if letters.isprintable() and " " not in letters:
            assert made.begins(letters) == any(key.startswith(letters) for key in lines), letters


def test_the_first_and_the_last_key_are_found_and_those_beyond_are_not() -> None:
    lines = {f"key {number:05}": str(number) for number in range(5_000)}
    text = packed(lines)
    made = Table(text, text.index(b"\n"))
    assert len(text) > 20 * table._BLOCK  # noqa: SLF001
    assert [made.get(key) for key in ("key 00000", "key 04999")] == [b"0", b"4999"]
    assert [made.get(key) for key in ("", "a", "key", "key ", "key 05000", "zoo", "# head", "#")] == [b""] * 8
    assert [made.get(key) for key in lines] == [value.encode() for value in lines.values()]


def test_a_table_may_begin_with_its_text() -> None:
    text = b"\na 1\nb 2\n"
    assert [Table(text).get(key) for key in "abc"] == [b"1", b"2", b""]


def test_a_file_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress("é 1\n".encode()))
    assert unpacked(tmp_path / "a.gz") == "é 1\n".encode()


@pytest.mark.parametrize("other", ["é 2\n".encode(), b"", b"\n" * 9, "é 1\né 1\n".encode()])
def test_what_was_unpacked_is_kept_and_counts_only_while_it_is_the_same(tmp_path: Path, other: bytes) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress("é 1\n".encode()))
    assert unpacked(tmp_path / "a.txt.gz") == "é 1\n".encode()
    file = kept.default_folder() / "a.txt"
    assert file.read_bytes() == "é 1\n".encode()
    file.write_bytes(other)
    assert unpacked(tmp_path / "a.txt.gz") == "é 1\n".encode()
    assert file.read_bytes() == "é 1\n".encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(other))
    assert unpacked(tmp_path / "a.txt.gz") == other


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"a 1\n"))
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "file"))
    assert unpacked(tmp_path / "a.gz") == b"a 1\n"
    monkeypatch.delenv("NEWSLINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("pathlib.Path.home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert unpacked(tmp_path / "a.gz") == b"a 1\n"


def test_a_table_is_had_again_without_a_look_at_all_of_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOMENT", 0)
    lines = {f"key {number:05}": str(number) for number in range(5_000)}
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(packed(lines)))

    def made() -> Table:
        archive = Archive(path)
        return archive.table(archive.text.find(b"\n"))

    def found(table: Table) -> list[bytes]:
        return [table.get(key) for key in ("key 00000", "key 02500", "key 04999", "key 05000", "zoo")]

    expected = [b"0", b"2500", b"4999", b"", b""]
    assert found(made()) == expected  # nothing was kept yet
    assert found(made()) == expected
    with monkeypatch.context() as patch:
        patch.setattr(table, "unpacked", lambda _: pytest.fail("all was read"))
        assert found(made()) == expected
        assert made().index == Table(packed(lines), packed(lines).index(b"\n")).index
        archive = Archive(path)
        other = archive.table(archive.text.find(b"\n", 10))  # the index is that of another place
        assert other.get("key 00000") == b""
        assert other.get("key 00001") == b"1"
    time.sleep(0.05)
    file = kept.default_folder() / "a.txt"
    file.write_bytes(file.read_bytes().replace(b" 2500\n", b" 2501\n"))
    assert found(made()) == expected
    path.write_bytes(gzip.compress(packed(lines | {"zoo": "7"})))
    assert found(made()) == [*expected[:-1], b"7"]


def test_what_lies_damaged_where_nothing_can_be_written_is_not_noted_as_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOMENT", 0)
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"\na 1\nb 2\n"))
    file = kept.default_folder() / "a.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\na 1\n")
    file.chmod(0o600)
    with monkeypatch.context() as patch:
        write = kept.write_bytes  # the disk has room for a note only
        patch.setattr(kept, "write_bytes", lambda where, content: None if where == file else write(where, content))
        assert Archive(path).table(0).get("b") == b"2"
    assert Archive(path).table(0).get("b") == b"2"
    assert file.read_bytes() == b"\na 1\nb 2\n"
