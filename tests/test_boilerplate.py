"""Blocks are whole paragraphs, deletions take whole lines, and the weights are those of the features there are."""

import importlib.util
import math
import re
import tomllib
from pathlib import Path

import pytest

from newslint import Document, Edit, Span, literals
from newslint.boilerplate.blocks import blocks
from newslint.boilerplate.features import CLASSES, CUES
from newslint.boilerplate.model import PLAIN, WEIGHTS, Opinions, neighbours
from newslint.boilerplate.page import Page
from newslint.boilerplate.shapes import MARKS, Mark
from newslint.boilerplate.words import WORD, words_of

NO_WORDS = dict.fromkeys(CLASSES, frozenset[str]())
ROOT = Path(__file__).parents[1]

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


def alternatives(pattern: str) -> list[list[str]]:
    """Return the alternatives of a pattern, each with the groups in it that no repetition leaves out."""
    found, depth, start = [[""]], 0, 0
    for token in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern):
        if token[0] == "|" and not depth:
            found.append([""])
            continue
        found[-1][0] += token[0]
        if token[0] == "(":
            depth += 1
            start = token.start() if depth == 1 else start
        elif token[0] == ")":
            depth -= 1
            if not depth and pattern[token.end() : token.end() + 1] not in ("?", "*", "{"):
                found[-1].append(pattern[start : token.end()])
    return found


@pytest.mark.parametrize("mark", [mark for mark in MARKS if mark.hints], ids=lambda mark: str(mark.name))
def test_no_shape_stands_without_one_of_its_hints(mark: Mark) -> None:
    assert mark.pattern
    for parts in alternatives(mark.pattern.pattern):
        wanted = [literals.in_each_match(part) for part in parts]
        assert any(one and all(any(hint in literal for hint in mark.hints) for literal in one) for one in wanted)


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
    assert Page(Document(line), NO_WORDS).features(0).keys() & of_interest == shown


@pytest.mark.parametrize(
    "text",
    [
        "The crew’s ferry didn't sail 4you",
        "ROCK ’N’ ROLL, rock’n’roll’s 'rock' '’",
        "’twas the crews’ ’’ o’’clock l'Hôpital’s",
        "naïve ½ x² crème_brûlée’s",
        "n't",
        "'",
    ],
)
def test_words_are_the_same_with_and_without_the_letters_alone(text: str) -> None:
    assert words_of(text, Document(text).letters_alone.lower()) == words_of(text, None) == WORD.findall(text.lower())


def test_letters_beyond_latin_1_are_left_to_the_pattern() -> None:
    text = "İstanbul’da Łódź"
    assert Page(Document(text), NO_WORDS).looks[0].words == WORD.findall(text.lower())


def opinions(blocks: list[dict[str, float]]) -> Opinions:
    return Opinions(blocks.__getitem__, [not features for features in blocks])


def test_plain_prose_is_no_furniture() -> None:
    told = opinions([{}, {}])
    assert [told.probability(at) for at in (0, 1)] == [0.0, 0.0]
    assert not told.reaches(0, 0.01)
    assert PLAIN < 0


@pytest.mark.parametrize("others", [[], [{}], [{"a mail address": 1.0}], [{"always": 1.0}] * 3 + [{}] * 5])
@pytest.mark.parametrize("sign", [0.0, 0.8, 1.0, 1.2, 1.5, 3.0])
def test_what_is_told_early_is_what_comes_out_in_the_end(others: list[dict[str, float]], sign: float) -> None:
    found = [*others, {"always": 1.0, "a mail address": sign}, {"always": 1.0, "no stop": 1.0}, *others]
    for at in range(len(found)):
        probability = opinions(found).probability(at)
        for least in (0.01, 0.5, 0.9, 0.99, *({probability} - {0.0}), *({math.nextafter(probability, 1)} - {0.0})):
            assert opinions(found).reaches(at, least) == (probability >= least)


def test_the_weights_can_be_fitted_to_what_the_linter_sees() -> None:
    pytest.importorskip("numpy")
    spec = importlib.util.spec_from_file_location("fit_lines", ROOT / "newslint" / "data" / "fit_lines.py")
    assert spec
    assert spec.loader
    fit_lines = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fit_lines)
    classes = fit_lines.read_classes()
    row = {"id": "1", "text": WRAPPED + "\nShare this\n", "domain": "tarn-courier.example"}
    page = Page(Document(row["text"]), classes)
    examples = list(fit_lines.make(row, "marked", classes))
    assert [one.features for one in examples] == [page.features(at) for at in range(len(page.looks))]
    assert examples[-1].features["speaks of share"] == 1.0
