"""Whole articles: the broken ones bring exactly what their labels say, the clean ones bring nothing."""

import pytest

from newslint import Linter, mend
from newslint.testing import marked
from tests.articles import Article, Expected, broken, clean, is_right

LINTER = Linter()
BROKEN, CLEAN = broken(), clean()
MISSED = [(article, expected) for article in BROKEN for expected in article.expected if expected.missed]
UNSOLVED = "some of its findings are known to be missed"
FIXED = [
    pytest.param(
        article, id=article.name, marks=[pytest.mark.xfail(reason=UNSOLVED, strict=True)] if has_missed else []
    )
    for article in BROKEN
    for has_missed in [any(expected.missed for expected in article.expected)]
]


def test_there_are_articles() -> None:
    assert len(BROKEN) >= 20
    assert len(CLEAN) >= 20


@pytest.mark.parametrize("article", BROKEN, ids=lambda article: article.name)
def test_broken_articles_bring_what_is_expected_and_nothing_else(article: Article) -> None:
    report = LINTER.lint(article.doc)
    found = [e for e in article.expected if not e.missed]
    expected = sorted((e.span, e.rule) for e in found)
    assert sorted((f.span, f.rule) for f in report.findings) == expected
    by_place = {(f.span, f.rule): f for f in report.findings}
    wrong = [
        (e.rule, e.span.of(article.doc.text), e.fix)
        for e in found
        if not is_right(by_place[e.span, e.rule], e, article.doc.text)
    ]
    assert wrong == []
    assert report.failures == ()


def test_what_is_known_to_be_missed_is_missed_still() -> None:
    found = [(article.name, e.rule) for article, e in MISSED if _is_found(article, e)]
    assert found == [], "a known limit has fallen: take “missed” out of its findings.toml"


def _is_found(article: Article, expected: Expected) -> bool:
    return (expected.span, expected.rule) in {(f.span, f.rule) for f in LINTER.lint(article.doc).findings}


@pytest.mark.parametrize("article", FIXED)
def test_all_fixes_together_give_the_fixed_article(article: Article) -> None:
    assert mend(LINTER, article.doc, unsafe=True).text == article.fixed


@pytest.mark.parametrize("article", CLEAN, ids=lambda article: article.name)
def test_clean_articles_bring_nothing(article: Article) -> None:
    report = LINTER.lint(article.doc)
    assert marked(article.doc.text, [f.span for f in report.findings]) == article.doc.text
    assert report.failures == ()
