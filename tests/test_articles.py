"""Whole articles: the broken ones bring exactly what their labels say, the clean ones bring nothing."""

from collections import Counter

import pytest

from newslint import Linter, mend
from newslint.testing import marked
from tests.articles import Article, broken, clean, is_right

LINTER = Linter()
BROKEN, CLEAN = broken(), clean()


def test_there_are_articles() -> None:
    assert len(BROKEN) >= 80
    assert len(CLEAN) >= 80


@pytest.mark.parametrize("family", ["quote", "spacing", "case", "encoding", "markup", "structure"])
def test_every_rule_of_marks_and_characters_is_expected_twice(family: str) -> None:
    times = Counter(expected.rule for article in BROKEN for expected in article.expected)
    rules = [name for name, rule in LINTER.catalog.by_name.items() if rule.family == family]
    assert [name for name in rules if times[name] < 2] == []


@pytest.mark.parametrize("article", BROKEN, ids=lambda article: article.name)
def test_broken_articles_bring_what_is_expected_and_nothing_else(article: Article) -> None:
    report = LINTER.lint(article.doc)
    expected = sorted((e.span, e.rule) for e in article.expected)
    assert sorted((f.span, f.rule) for f in report.findings) == expected
    by_place = {(f.span, f.rule): f for f in report.findings}
    wrong = [
        (e.rule, e.span.of(article.doc.text), e.fix)
        for e in article.expected
        if not is_right(by_place[e.span, e.rule], e, article.doc.text)
    ]
    assert wrong == []
    assert report.failures == ()


@pytest.mark.parametrize("article", BROKEN, ids=lambda article: article.name)
def test_all_fixes_together_give_the_fixed_article(article: Article) -> None:
    assert mend(LINTER, article.doc, unsafe=True).document.source == article.fixed


@pytest.mark.parametrize("article", CLEAN, ids=lambda article: article.name)
def test_clean_articles_bring_nothing(article: Article) -> None:
    report = LINTER.lint(article.doc)
    assert marked(article.doc.text, [f.span for f in report.findings]) == article.doc.text
    assert report.failures == ()
