"""Scratch files: what a killed run left behind goes away, and nothing else."""

import os
import re
import time
from pathlib import Path

import pytest

from newslint.scratch import beside
from newslint.sources.files import replace_file, write_file
from tests.conftest import CLEAN, GLUED, Command

OLD = time.time() - 2 * 24 * 60 * 60
LEFT = ".newslint-0123456789abcdef"
OTHERS = (
    ".newslint-0123456789ABCDEF",
    ".newslint-0123456789abcde",
    ".newslint-baseline",
    ".newslint-0123456789abcdef.txt",
    "a.newslint-0123456789abcdef",
)


def old(path: Path) -> Path:
    """Make a file that was last changed two days ago."""
    path.write_text("left", encoding="utf-8")
    os.utime(path, (OLD, OLD))
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_only_old_scratch_files_are_taken_away(tmp_path: Path) -> None:
    old(tmp_path / LEFT)
    for name in OTHERS:
        old(tmp_path / name)
    new = ".newslint-fedcba9876543210"
    (tmp_path / new).write_text("of a run that is alive", encoding="utf-8")
    folder = ".newslint-00000000000000aa"
    (tmp_path / folder).mkdir()
    os.utime(tmp_path / folder, (OLD, OLD))
    made = beside(tmp_path / "a.txt")
    assert re.fullmatch(r"\.newslint-[0-9a-f]{16}", made.name)
    assert made.parent == tmp_path
    assert names(tmp_path) == {*OTHERS, new, folder}


def test_a_link_is_not_taken_away(tmp_path: Path) -> None:
    target = old(tmp_path / "mine")
    (tmp_path / LEFT).symlink_to(target)
    os.utime(tmp_path / LEFT, (OLD, OLD), follow_symlinks=False)
    beside(tmp_path / "a.txt")
    assert names(tmp_path) == {"mine", LEFT}


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs owners of files")
def test_a_file_of_somebody_else_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old(tmp_path / LEFT)
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / LEFT).stat().st_uid + 1)
    beside(tmp_path / "a.txt")
    assert names(tmp_path) == {LEFT}


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert beside(tmp_path / "none" / "a.txt").parent == tmp_path / "none"


@pytest.mark.parametrize("write", [lambda path: replace_file(path, [b"new"]), lambda path: write_file(path, b"new")])
def test_whoever_writes_takes_away(tmp_path: Path, write: "object") -> None:
    path = old(tmp_path / "a.txt")
    old(tmp_path / LEFT)
    assert callable(write)
    write(path)
    assert names(tmp_path) == {"a.txt"}
    assert path.read_bytes() == b"new"


def test_a_report_takes_away_what_an_earlier_one_left(
    newslint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    old(tmp_path / LEFT)
    assert newslint("check", "a.txt", "--output-format", "json:out.json").code == 0
    assert names(tmp_path) == {"a.txt", "out.json"}


def test_a_baseline_keeps_its_mode_and_its_link(
    newslint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(GLUED, encoding="utf-8")
    assert newslint("baseline", "create", "a.txt", "--baseline", "known.json").code == 0
    Path("known.json").chmod(0o640)
    Path("link.json").symlink_to("known.json")
    before = Path("known.json").read_bytes()
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    assert newslint("baseline", "update", "a.txt", "--baseline", "link.json").code == 0
    assert Path("link.json").is_symlink()
    assert Path("known.json").stat().st_mode & 0o777 == 0o640
    assert Path("known.json").read_bytes() != before
