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
