"""Blocks are whole paragraphs, deletions take whole lines, and the weights are those of the features there are."""

import tomllib

import pytest

from newslint import Document, Edit, Span, literals
from newslint.boilerplate.blocks import blocks
from newslint.boilerplate.features import CLASSES, CUES, has_plain_letters, look
from newslint.boilerplate.model import PLAIN, WEIGHTS, neighbours, probabilities
from newslint.boilerplate.shapes import MARKS, Mark

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


@pytest.mark.parametrize("mark", [mark for mark in MARKS if mark.hints], ids=lambda mark: str(mark.name))
def test_no_shape_stands_without_one_of_its_hints(mark: Mark) -> None:
    wanted = literals.in_each_match(mark.pattern.pattern)
    assert wanted
    assert all(any(hint in literal for hint in mark.hints) for literal in wanted)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Updated may 4", {"a date"}),
        ("On Jan. 12 it closed", {"a date"}),
        ("4 May, they said", {"a date"}),
        ("Room x4 May", set()),
        ("Dismay 4", set()),
        ("It closed 3.1.2020", {"a date"}),
        ("It closed 3:30 or so", {"a clock time"}),
        ("It closed at 5pm", {"a clock time"}),
        ("It closed at 15 p.m. or so", {"a clock time"}),
        ("Flat a5pm", set()),
        ("Call +1 (555) 123-4567", {"a telephone number"}),
        ("Photo 3 of 12", {"one of a number"}),
        ("News / Sport", {"a sign of menus"}),
        ("The ferry ...  more", {"a sign of menus"}),
        ("either/or", set()),
        ("the ferryThe crew", {"words glued"}),
    ],
)
def test_shapes_that_begin_with_what_is_rare(line: str, shown: set[str]) -> None:
    of_interest = {"a date", "a clock time", "a telephone number", "one of a number", "a sign of menus", "words glued"}
    looked = look(line, Span(0, len(line)), dict.fromkeys(CLASSES, frozenset[str]()))
    assert looked.features.keys() & of_interest == shown


@pytest.mark.parametrize("text", ["The crew’s ferry didn't sail 4you", "ROCK ’N’ ROLL", "naïve", "½ x²"])
def test_words_are_the_same_with_plain_letters_alone(text: str) -> None:
    classes = dict.fromkeys(CLASSES, frozenset[str]())
    span, is_plain = Span(0, len(text)), has_plain_letters(text)
    assert is_plain == (text[-1] not in "e²")
    assert look(text, span, classes, is_plain=is_plain).words == look(text, span, classes).words


def test_plain_prose_is_no_furniture() -> None:
    assert probabilities([{}, {}]) == [0.0, 0.0]
    assert PLAIN < 0
