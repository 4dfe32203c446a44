"""Paragraphs that stand twice, word for word or nearly so: the quick look beforehand passes all of them."""

import pytest

from newslint import Document
from newslint.checks.repeated_text import check

PARAGRAPH = (
    "Divers recovered the copper bell yesterday, seventeen winters after sailors lost it near the northern"
    " harbour of Ostby one night"
)
"""20 words."""
OTHERS = (
    "Herring prices doubled again because cooks from Rovano bought every barrel before anybody noticed it on Friday"
)


def kinds(*paragraphs: str) -> list[str]:
    return [hit.kind for hit in check(Document("\n".join(f"{paragraph}." for paragraph in paragraphs)))]


@pytest.mark.parametrize("between", [6, 20, 80])
@pytest.mark.parametrize(("changed", "expected"), [(0, ["paragraph"]), (4, ["paragraph"]), (5, [])])
def test_four_of_five_words_are_enough(between: int, changed: int, expected: list[str]) -> None:
    words = PARAGRAPH.split()
    new = ["while", "three", "puzzled", "gulls", "watched"][:changed]
    later = " ".join([*words[: len(words) - changed], *new])
    assert len(words) == len(later.split()) == 20
    others = [
        f"{'abcdefghij'[number // 10]}{'klmnopqrst'[number % 10]} {OTHERS}"[: 20 + number] for number in range(between)
    ]
    assert kinds("A headline", *others, PARAGRAPH, "More", later) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gulls left. I am as I am. I am as I am!", 1),
        ("The gulls left. I am as I am. I am as I was!", 0),
        ("The gulls left. I\u00a0am as I am. I am as I\u00a0am!", 1),
        ("The gulls left. I am  as I am. I am as I am!", 1),
        ("The gulls left. The divers recovered the copper bell. The divers recovered the copper bell...", 1),
        ("The gulls left. The divers recovered the copper bell. The divers recovered the copper kettle.", 0),
    ],
)
def test_sentences_are_told_by_how_they_begin(text: str, expected: int) -> None:
    assert [hit.kind for hit in check(Document(text))] == ["sentence"] * expected


def test_a_paragraph_of_known_words_is_none_that_stands_again() -> None:
    assert kinds("One two three four", "Five six seven eight", "One two seven eight", "Five six three four") == []
    assert kinds(*map("Herring {}".format, range(8)), "One two three four", "More", "One two three four") == []
    assert kinds("One two three four", "More", "One two three four") == ["headline"]
