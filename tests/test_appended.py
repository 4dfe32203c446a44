"""Appended talk on damaged pages, where other rules speak too: Markdown, labels that touch the text before."""

import tomllib
from pathlib import Path

import pytest

from newslint import Document, Linter
from newslint.rule import read_marks

LINTER = Linter(select=["appended"])
CASES = [
    (case["rule"], case["text"])
    for case in tomllib.loads(Path(__file__).with_name("appended_cases.toml").read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("rule", "marked"), CASES)
def test_what_is_appended_to_a_damaged_page(rule: str, marked: str) -> None:
    text, spans = read_marks(marked)
    assert [(f.rule, f.span) for f in LINTER.lint(Document(text)).findings] == [(rule, span) for span in spans]


@pytest.mark.parametrize(("rule", "marked"), CASES)
def test_the_fix_leaves_the_article(rule: str, marked: str) -> None:
    text, (span,) = read_marks(marked)
    (found,) = LINTER.lint(Document(text)).findings
    assert found.rule == rule
    assert found.fix is not None
    rest = text[: span.start].rstrip() + text[span.end :]
    assert "".join([text[: found.fix.span.start], text[found.fix.span.end :]]) == rest


def test_an_article_whose_title_announces_an_interview_is_one() -> None:
    text = (
        "The choir of Kelby sang for nine hours on Sunday and missed the record by eleven minutes, because the sexton "
        "locked the church at six. The record stays with a choir from Brisk, which holds it since 2004.\n"
        "Journalist: What drives people to attempt such records?\n"
        "Psychologist: People are driven by a sense of purpose and by the desire to belong.\n"
        "Journalist: How should groups deal with disappointment?\n"
        "Psychologist: By focusing on growth. Every setback offers an opportunity to learn, and support is essential.\n"
        "Journalist: What is your message to the choir?\n"
        "Psychologist: Keep going. Passion and patience will ultimately lead to success.\n"
    )
    for title, count in (("Choir misses record", 1), ("Interview: “People need a purpose”", 0)):
        assert len(LINTER.lint(Document(text, meta={"title": title})).findings) == count


def test_each_finding_lists_its_evidence_with_places() -> None:
    text, _ = read_marks(CASES[0][1])
    (found,) = LINTER.lint(Document(text)).findings
    assert len(found.evidence) > 3
    assert all(evidence.span is not None for evidence in found.evidence)
