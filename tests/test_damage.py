"""How an article's other faults decide what one of them amounts to."""

import pytest

from newslint import Linter, Severity

LINTER = Linter()
SOUND = "The ferry company met the council on Monday. “We agreed at once,” said Ada Orrin, who was there."


def severities(text: str, rule: str) -> list[Severity]:
    return [found.severity for found in LINTER.lint(text).findings if found.rule == rule]


def test_a_lone_stray_space_is_a_note_that_offers_its_fix() -> None:
    (found,) = LINTER.lint(f"{SOUND} The mayor , who was late, left.").findings
    assert (found.rule, found.severity) == ("space-before-punct", Severity.NOTE)
    assert found.fix


@pytest.mark.parametrize(
    "other",
    [
        "The pier , too, is old.",
        "The pier is closed.Nobody knows why.",
        "The caf\ufffd is closed.",
        "Tom &amp; Tarn left.",
    ],
)
def test_beside_other_damage_it_is_an_error(other: str) -> None:
    found = severities(f"{SOUND} The mayor , who was late, left. {other}", "space-before-punct")
    assert set(found) == {Severity.ERROR}


def test_spaces_before_question_marks_alone_are_a_habit() -> None:
    text = f"{SOUND} Who knows ? Nobody asked ! It rained. Why?"
    assert set(severities(text, "space-before-punct")) == {Severity.NOTE}
    assert set(severities(f"{text} The pier , too, is old.", "space-before-punct")) == {Severity.ERROR}


def test_in_letters_of_readers_small_letters_are_theirs() -> None:
    text = f"{SOUND} It sailed on tuesday."
    assert severities(text, "lowercase-names") == [Severity.WARNING]
    assert severities(f"{text} Great!!! Why was i not asked?? LOL", "lowercase-names") == [Severity.NOTE]
