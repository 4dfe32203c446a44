"""`newslint baseline`: it reads articles as `newslint check` does, and forgets only what it could have seen."""

import json
from pathlib import Path

import pytest

from newslint import Document
from newslint.finding import UNKNOWN_LANGUAGE, Failure, Report
from newslint.linter import Linter
from tests.conftest import CLEAN, GLUED, Command

FILE = "newslint-baseline.json"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def entries() -> list[str]:
    """Return the articles of the findings in the baseline."""
    return [row["document"] for row in json.loads(Path(FILE).read_text())["findings"]]


def test_fields_of_a_data_set(newslint: Command) -> None:
    Path("d.jsonl").write_text(json.dumps({"key": "n7", "body": GLUED}) + "\n")
    fields = ("d.jsonl", "--text-field", "body", "--id-field", "key")
    assert newslint("baseline", "create", *fields).code == 0
    assert entries() == ["n7"]
    assert newslint("check", *fields, "--baseline", FILE).code == 0
    Path("d.jsonl").write_text(json.dumps({"key": "n7", "body": CLEAN}) + "\n")
    assert newslint("baseline", "prune", *fields).code == 0
    assert entries() == []


def test_encoding_language_and_part_of_a_page(newslint: Command) -> None:
    Path("a.txt").write_bytes(f"{GLUED}Café\n".encode("latin-1"))
    Path("b.html").write_text(f"<p>{GLUED}</p><article><p>{CLEAN}</p></article>")
    assert newslint("baseline", "create", "--encoding", "latin-1", "--selector", "article").code == 0
    assert entries() == ["a.txt"]
    assert newslint("baseline", "update", "a.txt", "--language", "xx").code == 2
    assert entries() == []  # the rules that can judge it have judged it


def test_which_files(newslint: Command) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        Path(name).write_text(GLUED)
    assert newslint("baseline", "create", "--exclude", "c.*").code == 0
    assert entries() == ["a.txt", "b.txt"]
    assert newslint("baseline", "update", "--files-from", "-", stdin=b"c.txt\n").code == 0
    assert entries() == ["a.txt", "b.txt", "c.txt"]
    done = newslint("baseline", "update", "-")
    assert (done.code, done.err) == (2, "error: a baseline is made of files\n  Name files or folders.\n")


@pytest.mark.parametrize(
    ("failure", "left"),
    [
        (Failure("languagetool", "no answer", is_of_backend=True), ["a.txt"]),
        (Failure("some-rule", "crashed"), ["a.txt"]),
        (Failure("", "cannot be read"), ["a.txt"]),
        (Failure(UNKNOWN_LANGUAGE, "few rules"), []),
    ],
)
def test_what_could_not_be_judged_is_kept(
    newslint: Command, monkeypatch: pytest.MonkeyPatch, failure: Failure, left: list[str]
) -> None:
    Path("a.txt").write_text(GLUED)
    assert newslint("baseline", "create").code == 0

    def fail(_: Linter, article: Document | str) -> Report:
        assert isinstance(article, Document)
        return Report(article, failures=(failure,))

    monkeypatch.setattr(Linter, "lint", fail)
    newslint("baseline", "prune", "--no-cache")
    assert entries() == left


def test_what_the_cache_knows_is_asked_for_unless_told(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(GLUED)
    newslint("check")
    monkeypatch.setattr(Linter, "lint", lambda _, doc: Report(doc))
    newslint("baseline", "create")
    assert entries() == ["a.txt"]
    newslint("baseline", "update", "--no-cache")
    assert entries() == []
