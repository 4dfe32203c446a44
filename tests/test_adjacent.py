"""The words and neighbours that each match of a pattern has, and that no match is lost where an article lacks them."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, Linter
from newslint.adjacent import grams_of
from newslint.pattern import Expression, PatternCheck
from newslint.spoken import spoken, words_and_pairs

LINTER = Linter()
LISTS = {"city": ["Tarn", "Old Moen"], "port": ["quay", "pier"]}
CHECKS = {rule.id: rule.check for rule in LINTER.rules if isinstance(rule.check, PatternCheck) and rule.check.grams}


@pytest.mark.parametrize(
    ("pattern", "grams"),
    [
        (r"\bharbour\b", {"harbour"}),
        (r"harbour", set()),
        (r"\bharbours?\b", {"harbour", "harbours"}),
        (r"(?<![\w-])harbour(?![^\W_])", {"harbour"}),
        (r"(?<![a-z])harbour(?!s)", set()),
        (r"\bharbour(?=[,. ])", {"harbour"}),
        (r"\bharbour(?=s?[,.])", {"harbour", "harbours"}),
        (
            r"\b[Tt]he[ \u00a0](?:new|odd) \L<port>\b",
            {("new", "quay"), ("new", "pier"), ("odd", "quay"), ("odd", "pier")},
        ),
        (r"\b\L<port> \w{2,9} \L<port>\b", {"quay", "pier"}),
        (r"\bthe \L<city>[.\n]", {("the", "tarn"), ("old", "moen")}),
        (r"\bferry (?:\w{2,9} ){0,2}tug\b", {("ferry", "tug"), "tug"}),
        (r"\b(?:so )?(?:ferry|\w{2}) quay\b", {("ferry", "quay"), "quay"}),
        (r"\b(?:ferry|quay)\b|\bpier\b", {"ferry", "quay", "pier"}),
        (r"\b(?:ferry|quay)\b|pier", set()),
        (r"(?<=\bthe )ferry\b", {("the", "ferry")}),
        (r"\bthe(?<= the) ferry\b", {("the", "ferry")}),
        (r"\bferry(?= sank\b)", {("ferry", "sank")}),
        (r"\b(?:ferry(?= sank\b))", {"sank"}),
        (r"\b(?i:ferry)\b", set()),
        (r"\bthe\b", set()),
        (r"\b(?:ferry ){2}quay\b", {("ferry", "quay")}),
        (r"\bthe \d{1,2} boats\b", {"boats"}),
        (r"\b20 boats\b", {("#", "boats")}),
        (r"\bin 20 boats\b(?<=[0-9] boats)", {("#", "boats")}),
    ],
)
def test_what_is_in_each_match(pattern: str, grams: set[object]) -> None:
    assert grams_of(pattern, LISTS) == grams


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bharbour\b", "The harbour² was closed."),
        (r"\bold harbour\b", "½old harbour"),
        (r"\bharbour[.,]", "HARBOUR, İstanbul: harbour, it said"),
        (r"\bVår-By\b", "In Vår-By it rained."),
        (r"\bharbour\b", "_ harbour-master's"),
        (r"(?<=\bharbour {1,2})\w{3}", "harbour  master"),
    ],
)
def test_a_match_is_found_by_its_grams(pattern: str, text: str) -> None:
    check = PatternCheck(Expression.of(pattern, {}), grams=grams_of(pattern, {}))
    assert check.grams
    assert list(check(Document(text))) == list(PatternCheck(check.expression)(Document(text))) != []


def test_no_case_of_any_rule_has_a_match_without_its_grams() -> None:
    assert len(CHECKS) > 30
    texts = [case.text for rule in LINTER.rules for case in rule.cases]
    for start in range(0, len(texts), 10):
        _agree("\n\n".join(texts[start : start + 10]))


@pytest.mark.parametrize("rule", CHECKS)
def test_the_cases_of_each_rule_are_found_by_its_grams(rule: str) -> None:
    for case in LINTER.catalog.by_name[rule].cases:
        _agree(case.text)


@given(st.text("kz 2²._é-\n", max_size=40))
def test_what_is_made_up_is_found_by_its_grams(text: str) -> None:
    for pattern in (
        r"\bk\b",
        r"\bk (?:z|zz)\b",
        r"(?<=\bz )[kz]{1,2}\b",
        r"\b\w k(?![\w-])",
        r"(?<![^\W_])z-k(?=[. ])",
    ):
        check = PatternCheck(Expression.of(pattern, {}), grams=grams_of(pattern, {}))
        assert check.grams
        assert list(check(Document(text))) == list(PatternCheck(check.expression)(Document(text)))


def _agree(text: str) -> None:
    doc = Document(text)
    for rule, check in CHECKS.items():
        everywhere = [match.span() for match in check.expression.compiled.finditer(text)]
        present = doc.view(spoken)[0].among(*words_and_pairs(check.grams))
        assert present or not everywhere, (rule, regex.escape(text))
        if present:
            near = doc.view(spoken)[0].near(present)
            assert [match.span() for match in check.expression.matches(doc, near)] == everywhere, rule
