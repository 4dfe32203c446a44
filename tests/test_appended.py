"""Appended talk on damaged pages, where other rules speak too: Markdown, labels that touch the text before."""

import tomllib
from pathlib import Path

import pytest

from newslint import Document, Linter
from newslint.appended.lines import lines
from newslint.appended.turns import turns
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


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Editor: Why?\nDr. Holm (DH): So.\nDH: Yes.", ["Editor", "Dr. Holm (DH)", "DH"]),
        ("Editor – Why?\nDr. Holm — So.\nEditor – When?\nDr. Holm — Now.", ["Editor", "Dr. Holm"] * 2),
        ("Editor\nWhy?\nHolm\nSo.\nEditor\nWhen?\nHolm\nNow.", ["Editor", "Holm"] * 2),
        ("**Editor:**\nWhy?\n**Holm:**\nSo.", ["Editor", "Holm"]),
        ("Q. Why?\nA. So.\nQ. When?\nA. Now.", ["Q", "A"] * 2),
        ("[Editor] Why?\n[Holm] So.\n[Editor] When?\n[Holm] Now.", ["Editor", "Holm"] * 2),
        ("EDITOR. Why?\nHOLM. So.\nEDITOR. When?\nHOLM. Now.", ["EDITOR", "HOLM"] * 2),
        ("<b>Editor:</b> Why?\n<b>Holm</b>: So.", ["Editor", "Holm"]),
        ("Editor asks: Why?\nHolm replies: So.", ["Editor", "Holm"]),
        ("It closed.Editor: Why? Dr. Holm: So. Editor: When?", ["Editor", "Dr. Holm", "Editor"]),
        ("The end\nLisbon – the sea\nIt was late.", []),
    ],
)
def test_labels_of_every_form(text: str, labels: list[str]) -> None:
    doc = Document(text)
    assert [turn.label.of(text) for turn in doc.view(turns)] == labels


def test_lines_are_cut_where_a_heading_or_a_question_touches_the_text_before() -> None:
    text = "The bridge is closed.What does it mean for the town?\nIt is old.Interview with an Expert\nWhy? Nobody knew."
    assert [place.of(text) for place in Document(text).view(lines)] == [
        "The bridge is closed.",
        "What does it mean for the town?",
        "It is old.",
        "Interview with an Expert",
        "Why? Nobody knew.",
    ]


@pytest.mark.parametrize("meta", [{"outlet": "The Moen Ledger"}, {"url": "https://www.moenledger.example/a/b"}])
def test_the_name_of_the_outlet_tells_who_asks(meta: dict[str, str]) -> None:
    text = (
        "The regatta of Moen was stopped on Sunday after a cow had swum into the course. Seven boats retired; the cow "
        "reached the finish and was given a wreath. It belongs to a farmer in Ostby, who had not missed it, he said.\n"
        "Moen Ledger: Why do animals wander into places where nobody expects them?\n"
        "Jane Stern: Changes in the environment play a crucial role, and careful planning is essential.\n"
        "Moen Ledger: What should people do?\n"
        "Jane Stern: They should stay calm. Safety is important for communities and for animals.\n"
    )
    (found,) = LINTER.lint(Document(text, meta=meta)).findings
    assert any("the outlet’s name" in evidence.says for evidence in found.evidence)
