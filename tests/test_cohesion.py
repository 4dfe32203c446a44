"""What the parts of an article share: the quick answer never says more than the full one."""

import pytest

from newslint import Document
from newslint.catalog import Catalog
from newslint.cohesion import borders, shared_words, surely_share
from newslint.rule import Expectation

ARTICLES = [
    case.text
    for rule in Catalog.load().rules
    if rule.id in {"second-story", "machine-conclusion", "appended-questions"}
    for case in rule.cases
    if case.expectation is not Expectation.MISSED
]


@pytest.mark.parametrize("text", ARTICLES)
@pytest.mark.parametrize("most", [0.01, 0.02, 0.04, 0.1, 0.3])
def test_what_is_surely_shared_is_shared(text: str, most: float) -> None:
    doc = Document(text)
    shared = doc.view(shared_words)
    sure = [number for number in range(len(doc.paragraphs)) if surely_share(doc, number, most)]
    assert all(shared[number] > most for number in sure)


def test_a_word_of_both_parts_is_shared() -> None:
    doc = Document("The walrus and the anemone.\nThe walruses and the walrus saw kelp.\nSardines swam.")
    assert surely_share(doc, 1, 0.1)
    assert not surely_share(doc, 1, 0.9)
    assert not surely_share(doc, 2, 0.0)


def test_names_on_both_sides_of_a_border() -> None:
    doc = Document("Tarnov met Orrin at sea.\nThen Tarnov left.\nAn iTarnov was sold to Moen by Orrin.")
    assert [tuple(border) for border in doc.view(borders)] == [(1, 3, 2, (0, 0)), (2, 3, 2, (0, 0))]
