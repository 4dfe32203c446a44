"""Quotation marks in pairs: which do not pair up, paragraph by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, pairing
from newslint.pairing import continued, flaws
from newslint.speech import reports


def told(text: str) -> list[tuple[str, int]]:
    """Return what kind of flaw is at which mark."""
    return [(flaw.kind, flaw.mark.at) for flaw in flaws(Document(text))]


@pytest.mark.parametrize(
    "text",
    [
        "“We go.” “They stay.”",
        "“We go.\n“They stay.\n“So be it,” he said.",
        "• “We go.”\n– “They stay.\n“So be it.”",
        "“The tide is high,\nthe boats are dry,\nand nobody knows why.”",
        "“We go.\n\n\n“They stay.”",
        "“He told us “go” and left,” she said.",
        "“He asked: “Go?””",
        'A 6" pipe, 5\'10" tall, and “so on”.',
        "Two single marks ‘‘like these” or “these’’ or ''these\" are left alone.",
        'An empty "" and "so on',
        "What is “turned“ has to be mended “first.",
        "« Back\nHome » News »\n„So ist es",
        "“The quay is closed… “The bridge is closed.”",
        "“The quay is closed.“The bridge is closed.",
        "They will“he said.",
        "We go.”They stay.",
        'Broken characters, â€", or <a href="x>, come first.',
        "",
        "No marks.\nNone at all.",
    ],
)
def test_what_is_no_flaw(text: str) -> None:
    assert told(text) == []


def test_what_the_next_paragraph_opens_anew() -> None:
    doc = Document("“We go.\n“They stay.\n“So be it,” he said.\nThey “wait.\n“It rains.”")
    assert [(flaw.kind, flaw.mark.at) for flaw in continued(doc)] == [
        ("continued", 0),
        ("continued", 8),
        ("continued", 46),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go.", [("unclosed", 0)]),
        ("“We go.\nThey “stay”.", [("unclosed", 0)]),
        ("We “go.\n“They stay.”", []),  # the next paragraph opens anew
        ("We go.” They stay.", [("unopened", 6)]),
        ("“We go.” They stay.”", [("unopened", 19)]),
        ("“We go.””", [("doubled", 8)]),
        ("““We go.”", [("doubled", 1)]),
        ("We go ” and stay.", [("adrift", 6)]),
        ("We go. “", [("adrift", 7)]),
        ("“We go. “They stay.”", [("reopened", 0)]),
        ("“We go. “They stay.", [("reopened", 0), ("unclosed", 8)]),
        ("An ”old” quay. “We go.””", [("doubled", 23)]),  # a turned mark hides the other flaws, but not this one
        ("An ”old” quay. The deal ” was done.", [("adrift", 24)]),
        ("“We go.\nAn ”old” quay.", [("unclosed", 0)]),
    ],
)
def test_flaws(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected


def test_a_quotation_that_is_closed_far_below_is_not_closed() -> None:
    far = "“We go.\n" + "It rained.\n" * 20 + "They stay.”"
    assert told(far) == [("unclosed", 0), ("unopened", len(far) - 1)]


def test_the_marks_that_open_anew_are_told_with_the_first() -> None:
    text = "“One. “Two. “Three.”"
    (flaw,) = flaws(Document(text))
    assert (flaw.mark.at, [mark.at for mark in flaw.again]) == (0, [6, 12])


def test_a_quotation_within_makes_the_end_uncertain() -> None:
    (flaw,) = flaws(Document("The “old “new” quay"))
    assert (flaw.kind, flaw.is_certain) == ("unclosed", False)


WORDS = {"reporting_verb": frozenset({"said", "urged"}), "conjunction": frozenset({"who", "that"})}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (" she said", True),
        (" said Ada Orrin", True),
        (" the finance minister said", True),
        (" Ada Orrin said", True),
        (" said to be old", False),
        (" the man who said", False),
        (" the said", False),
        (" old people said", False),
        (" and left", False),
        ("", False),
    ],
)
def test_reporting_clauses(clause: str, expected: bool) -> None:
    assert reports(f"”{clause} so.", 1, WORDS) is expected


@given(st.text(st.sampled_from('“”“”""„«Wo.   \n5'), max_size=24))
def test_sound_marks_need_no_reading(text: str) -> None:
    doc = Document(text)
    assert list(doc.view(pairing._unpaired)) == list(pairing._read(doc))  # noqa: SLF001
