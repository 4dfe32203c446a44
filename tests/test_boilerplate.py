"""Blocks are whole paragraphs, deletions take whole lines, and the weights are those of the features there are."""

import tomllib

import pytest

from newslint import Document, Edit, Span
from newslint.boilerplate.blocks import blocks
from newslint.boilerplate.features import CUES
from newslint.boilerplate.model import PLAIN, WEIGHTS, neighbours, probabilities
from newslint.boilerplate.shapes import MARKS

WRAPPED = """\
The ferry between Ostby and the outer islands will stop running on Sundays
from October on, the operator said on Thursday, because too few passengers
used it.

Only 40 passengers a trip took the Sunday service last winter, and half of
them were the crew of another ferry that had been laid up for its yearly
repairs, Pernilla Dahl said.

[1]: https://tarn-courier.example/harbour/ferries/sundays-on-the-outer-isla
nds
[2]: https://tarn-courier.example/harbour
"""


def texts(text: str) -> list[str]:
    return [span.of(text) for span in blocks(Document(text))]


def test_lines_that_were_broken_at_a_width_are_joined() -> None:
    found = texts(WRAPPED)
    assert [text.split()[0] for text in found] == ["The", "Only", "[1]:", "[2]:"]
    assert found[0].endswith("used it.")
    assert found[2].endswith("nds")


def test_other_lines_are_blocks_of_their_own() -> None:
    text = "A short line\nAnother short line\n\nA third one.\n"
    assert texts(text) == ["A short line", "Another short line", "A third one."]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("One.\nShare\nTwo.", "One.\nTwo."),
        ("One.\n\nShare\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("Share\n\nTwo.\n", "Two.\n"),
        ("One.\n\nShare\n", "One.\n"),
    ],
)
def test_a_deletion_leaves_no_doubled_and_no_missing_break(text: str, left: str) -> None:
    start = text.index("Share")
    edit = Edit.deleting_lines(text, Span(start, start + len("Share")))
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == left


def test_each_shape_and_each_kind_of_word_has_a_weight() -> None:
    weights = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    names = {mark.name for mark in MARKS} | {f"speaks of {kind}" for kind in CUES}
    assert names <= weights["first"].keys()
    assert set(next(neighbours([0.0]))) <= weights["second"].keys()


def test_plain_prose_is_no_furniture() -> None:
    assert probabilities([{}, {}]) == [0.0, 0.0]
    assert PLAIN < 0
