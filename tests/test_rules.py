"""Every rule proves itself by the cases in its file; nothing here knows any rule by name."""

import importlib
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import newslint.checks
from newslint import Document, judge, testing
from newslint.catalog import Catalog
from newslint.rule import Case, Expectation, Rule

CATALOG = Catalog.load()
OWN = [rule for rule in CATALOG.rules if not rule.backend]
"""The rules that need nobody else; test_languagetool_server proves the others."""

MISSED = [
    pytest.param(rule, case, id=f"{rule.id}-{number}", marks=pytest.mark.xfail(reason=case.because, strict=True))
    for rule in OWN
    for number, case in enumerate(rule.cases_that(Expectation.MISSED), start=1)
]


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.id)
def test_every_case_holds_and_no_other_rule_speaks(rule: Rule) -> None:
    assert [f"{problem.case.text!r}: {problem.says}" for problem in testing.problems(rule, CATALOG.rules)] == []


@pytest.mark.parametrize(("rule", "case"), MISSED)
def test_known_limits(rule: Rule, case: Case) -> None:
    doc = Document(case.text)
    spans = tuple(f.span for f in judge.settled(doc, (judge.finding(doc, rule, hit) for hit in rule.check(doc))))
    assert spans == case.spans


def test_every_check_is_the_check_of_a_rule() -> None:
    folder = Path(newslint.checks.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    lines = [line for rule in CATALOG.rules for line in _lines(rule.source)]
    named = {line.split('"')[1] for line in lines if line.startswith("check = ")}
    assert named == modules


def test_each_kind_of_a_check_is_taken_by_one_rule() -> None:
    taken: dict[str, Counter[str]] = {}
    for rule in CATALOG.rules:
        table = tomllib.loads(rule.source.read_text(encoding="utf-8"))
        if "check" in table:
            taken.setdefault(table["check"], Counter()).update(table.get("kinds", []))
    for name, kinds in taken.items():
        known: frozenset[str] = getattr(importlib.import_module(f"newslint.checks.{name}"), "KINDS", frozenset())
        assert kinds == Counter(known), name


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
