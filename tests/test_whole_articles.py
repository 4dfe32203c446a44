"""What single cases cannot show: rules that judge a place by the rest of the article."""

import pytest

from newslint import Document, Linter, Severity

LINTER = Linter()
SENTENCE = (
    "The bridge was built by the Orrin yard in the spring of {} and has been closed since the last storm tore at it."
)
WRAPPED = """\
The bridge across the Orrin was built by the yard of the
same name, and it has been closed since the storm of last
week. The town wants to tear it down, because nobody can
say who would pay for the repair, which the yard puts at
two million crowns. Trams stop at the quay, the ferry is
full, and those who live on the other side of the river
have begun to row.
"""


def found(text: str) -> list[str]:
    return [finding.rule for finding in LINTER.lint(Document(text)).findings]


def test_of_an_article_wrapped_at_a_fixed_width_that_alone_is_told() -> None:
    assert found(WRAPPED) == ["wrapped-lines"]


def test_one_torn_line_among_paragraphs_is_found() -> None:
    paragraphs = "\n".join(f"{SENTENCE.format(year)} Nobody knows why." for year in range(1900, 1904))
    assert "broken-lines" in found(paragraphs.replace("spring of 1902", "spring of\nthe year 1902"))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Qui ? Toi ! Non : lui. Et alors ? Rien.", []),
        ("Who? You! Me: him. And then ? Nothing! Why? So!", ["space-before-punct"]),
    ],
)
def test_a_space_before_marks_is_no_fault_where_it_is_the_style(text: str, rules: list[str]) -> None:
    assert found(text) == rules


def test_two_spaces_after_each_stop_are_a_style() -> None:
    assert found("It rained.  Nobody came.  The ferry left.  It was late.") == []
    assert found("It rained.  Nobody came. The ferry left. It was late. All slept.") == ["doubled-spaces"]


def test_entries_of_a_list_that_differ_in_figures_are_not_repeated() -> None:
    assert found("\n".join(SENTENCE.format(year) for year in range(1900, 1910))) == []


def test_each_later_copy_of_a_paragraph_is_found_with_the_first_as_evidence() -> None:
    text = "\n".join(["A.", "B.", "C.", "D.", "E.", "F.", SENTENCE.format(1902), "No.", SENTENCE.format(1902)])
    (finding,) = LINTER.lint(Document(text)).findings
    assert (finding.rule, finding.severity) == ("repeated-paragraphs", Severity.ERROR)
    (evidence,) = finding.evidence
    assert evidence.span is not None
    assert evidence.span.of(text) == finding.span.of(text) == SENTENCE.format(1902)
    assert evidence.span.start < finding.span.start


def test_a_doubled_word_in_a_quotation_is_advice() -> None:
    (finding,) = LINTER.lint(Document("“We we waited for the ferry all day,” said Moen.")).findings
    assert (finding.rule, finding.severity) == ("doubled-words", Severity.NOTE)
