"""Regular expressions that are kept for the next start: the same as when they are made, and never missed."""

import copy
import importlib
import marshal
import os
import pickle
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

import newslint
from newslint import kept, ready_re

WORDS = {"month": ["May", "June", "sept"], "day": ["1st"]}


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each test begin like a process that has made nothing."""
    monkeypatch.setattr(ready_re, "made_here", {})
    monkeypatch.setattr(ready_re, "asked_for", {})
    ready_re.kept_before.cache_clear()
    yield
    ready_re.kept_before.cache_clear()


def started_anew() -> None:
    ready_re.keep()
    ready_re.asked_for.clear()
    ready_re.kept_before.cache_clear()


def the_file() -> Path:
    (file,) = kept.default_folder().glob("patterns-*")
    return file


def test_a_pattern_is_made_when_it_is_used_and_the_next_time_is_there_at_once() -> None:
    later = ready_re.compile(r"(?P<word>\w+) (?i:THE)|x", re.MULTILINE)
    assert not isinstance(later, re.Pattern)
    assert later.pattern == r"(?P<word>\w+) (?i:THE)|x"
    assert not ready_re.made_here
    found = later.search("over the hills")
    assert found
    assert found["word"] == "over"
    started_anew()
    ready = ready_re.compile(r"(?P<word>\w+) (?i:THE)|x", re.MULTILINE)
    assert isinstance(ready, re.Pattern)
    assert ready == re.compile(later.pattern, re.MULTILINE)
    assert (ready.groups, dict(ready.groupindex)) == (1, {"word": 1})
    assert not ready_re.made_here


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301
@pytest.mark.parametrize("is_used", [False, True])
def test_a_pattern_that_is_made_later_can_be_copied(copied: Callable[[Any], Any], is_used: bool) -> None:
    later = ready_re.compile("a+", re.IGNORECASE)
    assert not is_used or later.search("A")
    assert copied(later).fullmatch("AA")


def test_another_build_of_regex_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ready_re.holds_for()
    assert ready_re.holds_for() == before
    for module in (sys.modules["regex._regex"], sys.modules["regex._regex_core"]):
        other = shutil.copy2(str(module.__file__), tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(module, "__file__", str(other))
            assert ready_re.holds_for() == before
            os.utime(other, (1, 1))
            assert ready_re.holds_for() != before
            patch.delattr(module, "__file__")
            assert ready_re.holds_for() != before


def test_flags_and_lists_of_words_count() -> None:
    assert ready_re.compile_now("a").search("A") is None
    source = r"\b\L<month> \L<day>"
    assert ready_re.compile_regex(source, regex.IGNORECASE, WORDS).search("in JUNE 1ST")
    started_anew()
    assert ready_re.compile_now("a", re.IGNORECASE).search("A")
    assert ready_re.compile_regex(source, 0, WORDS).search("in JUNE 1ST") is None
    ready_re.made_here.clear()
    ready = ready_re.compile_regex(source, regex.IGNORECASE, WORDS)
    assert not ready_re.made_here
    assert ready.findall("in JUNE 1ST, in may 1st, in march 1st") == ["JUNE 1ST", "may 1st"]
    assert dict(ready.named_lists) == {name: frozenset(words) for name, words in WORDS.items()}
    other = ready_re.compile_regex(source, regex.IGNORECASE, {**WORDS, "month": ["March"]})
    assert other.findall("in JUNE 1ST, in may 1st, in march 1st") == ["march 1st"]


def test_a_broken_pattern_is_told() -> None:
    with pytest.raises(re.error):
        ready_re.compile_now("(")
    with pytest.raises(regex.error):
        ready_re.compile_regex("(")
    with pytest.raises(re.error):
        ready_re.compile("(").search("")


def other_content(content: bytes) -> bytes:
    return content[:-5] + bytes(5)


def of_another_python(content: bytes) -> bytes:
    return content.replace(ready_re.holds_for().encode(), b"0" * 64)


@pytest.mark.parametrize("damage", [other_content, of_another_python, lambda content: content[:-9], lambda _: b""])
def test_a_damaged_file_is_as_good_as_none(damage: Callable[[bytes], bytes]) -> None:
    assert ready_re.compile_now("a+").search("a")
    started_anew()
    sound = the_file().read_bytes()
    the_file().write_bytes(damage(sound))
    assert ready_re.compile_now("a+").search("a")
    assert ready_re.made_here
    started_anew()
    assert the_file().read_bytes() == sound


KEY = ("a+", 0, False)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {KEY: b""},
        {KEY: b"?"},
        {KEY: marshal.dumps(("a+", 32, [4000, 1], 0, {}, (None,)))},
        {KEY: marshal.dumps(("a+",))},
        {KEY: marshal.dumps(None)},
        {("a+", 0, True): marshal.dumps((1,) * 11)},
    ],
)
def test_a_file_that_says_something_else_is_as_good_as_none(data: dict[tuple[str, int, bool], bytes]) -> None:
    kept.write_pieces(
        kept.default_folder() / f"patterns-{sys.implementation.cache_tag}.kept",
        ready_re.holds_for(),
        data,
    )
    assert ready_re.compile_now("a+").fullmatch("aa")
    assert ready_re.compile_regex("a+").fullmatch("aa")


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "file"))
    assert ready_re.compile_now("a+").search("a")
    started_anew()
    monkeypatch.delenv("NEWSLINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert ready_re.compile_now("a+").search("a")
    started_anew()


def test_a_file_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready_re, "_MOST", 3)
    for source in "abc":
        assert ready_re.compile_now(source).search(source)
    started_anew()
    assert ready_re.compile_now("a").search("a")
    assert ready_re.compile_now("d").search("d")
    started_anew()
    assert {source for source, _, _ in ready_re.kept_before()} == {"a", "d"}


def test_every_pattern_of_a_module_can_be_made_and_is_the_same_when_it_is_kept() -> None:
    patterns = [
        value
        for module in pkgutil.walk_packages(newslint.__path__, "newslint.")
        if module.name.startswith(("newslint.checks.", "newslint.thread.", "newslint.boilerplate."))
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, (ready_re.Later, re.Pattern)) and isinstance(value.pattern, str)
    ]
    assert len(patterns) > 200
    made = {(pattern.pattern, pattern.flags): re.compile(pattern.pattern, pattern.flags) for pattern in patterns}
    for (source, flags), pattern in made.items():
        assert ready_re.compiled_to((source, flags, False), pattern)  # only if it makes the same pattern


def test_a_run_keeps_its_patterns_and_the_next_finds_the_same(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("He told the Harbour Gazette of the war in the that both sides lost.\n")
    command = [sys.executable, "-m", "newslint", "check", "--no-cache", "--output-format", "json", str(article)]
    first, second = (subprocess.run(command, capture_output=True, check=False) for _ in range(2))
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)
    before = the_file().stat().st_mtime_ns
    subprocess.run(command, capture_output=True, check=False)
    assert the_file().stat().st_mtime_ns == before
