"""The timings of a run, the articles made for the benchmark, and the guard against slow rules."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.speed import guard
from benchmarks.speed.corpus import articles
from newslint import Document, Linter
from newslint.rule import Hit
from tests.conftest import GLUED, Command


def test_timings_are_told_on_standard_error_and_change_nothing_else(newslint: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED)
    (tmp_path / "b.txt").write_text(GLUED)
    plain = newslint("check", tmp_path, "--output-format", "jsonl", "--jobs", 1)
    for _ in range(2):  # the second time nothing may come from a cache
        timed = newslint("check", tmp_path, "--output-format", "jsonl", "--jobs", 1, "--timings")
        assert (timed.out, timed.code) == (plain.out, plain.code)
        head, *rows = timed.err.splitlines()
        assert head.split() == ["rule", "seconds", "share", "articles"]
        assert any(row.startswith("glued-before-name") and row.split()[-1] == "2" for row in rows)
        assert rows[-1].startswith("together")


def test_a_timed_linter_tells_what_each_rule_cost_and_others_do_not() -> None:
    assert Linter(select=["glue"], timed=True).lint(GLUED).seconds.keys() >= {"glued-sentences", ""}
    assert not Linter(select=["glue"]).lint(GLUED).seconds


def test_the_made_articles_are_the_same_each_time() -> None:
    assert articles(20_000) == articles(20_000)
    assert articles(20_000) != articles(20_000, seed=7)
    assert sum(map(len, articles(20_000))) >= 20_000


def test_the_guard_tells_a_rule_that_became_twice_as_slow() -> None:
    rules = [rule for rule in Linter(select=["glue", "quote"]).rules if rule.id != "glued-words"]
    known = guard.measured(Linter.of(rules))
    slowed = next(rule for rule in rules if rule.id == "reopened-quotes")

    def twice(doc: Document) -> Iterator[Hit]:
        for _ in range(2):
            yield from slowed.check(replace(doc))
            yield from slowed.check(replace(doc))

    slow = Linter.of([replace(rule, check=twice) if rule is slowed else rule for rule in rules])
    assert slowed.id in guard.slower(known, guard.measured(slow))


def test_the_guard_knows_each_change_for_the_worse() -> None:
    known = {"": 10.0, "one": 0.1, "two": 0.001}
    assert not guard.slower(known, {"": 20.0, "one": 0.2, "two": 0.006})
    assert guard.slower(known, {"": 20.1, "one": 0.1, "two": 0.001}).keys() == {""}
    assert guard.slower(known, {"": 10.0, "one": 0.21, "two": 0.007, "new": 0.03}).keys() == {"one", "two", "new"}
