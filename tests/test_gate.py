"""Accuracy may only rise."""

import shutil
import subprocess

import pytest

from newslint import Document, Linter, Span
from tests.articles import FIXTURES
from tests.gate import Figures, floors, is_of_the_same, measured, of_sentences, raised, read
from tests.sentences import Sentence, tally

FAMILIES = sorted(floors())


@pytest.fixture(scope="module")
def reached() -> Figures:
    return measured()


def test_every_family_and_every_kind_of_sentence_is_gated(reached: Figures) -> None:
    assert sorted(reached) == FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_no_figure_falls_below_its_floor(family: str, reached: Figures) -> None:
    figures, demanded = reached[family], floors()[family]
    assert is_of_the_same(figures, demanded), "there are more sentences, or fewer: run python -m tests.gate"
    assert {name: value for name, value in figures.items() if value < demanded[name]} == {}


def test_no_floor_is_lower_than_it_was_committed() -> None:
    history = _git("log", "--format=%H", "--", "fixtures/gate.toml").split()
    for commit in history:
        for family, figures in read(_git("show", f"{commit}:fixtures/gate.toml")).items():
            for name, value in figures.items() if is_of_the_same(figures, floors()[family]) else ():
                assert floors()[family][name] >= value, f"{family} {name} was {value} in {commit[:9]}"


def _git(*arguments: str) -> str:
    """Return what git says; nothing where the project is no working copy of a repository."""
    git = shutil.which("git")
    if not git:
        return ""
    done = subprocess.run([git, "-C", str(FIXTURES), *arguments], capture_output=True, text=True, check=False)
    return done.stdout


def test_raising_keeps_the_higher_figure() -> None:
    old = {"glue": {"precision": 0.9, "recall": 0.5}}
    new = {"glue": {"precision": 0.8, "recall": 0.7777}, "case": {"precision": 1.0}}
    assert read(raised(old, new)) == {
        "case": {"precision": 1.0},
        "glue": {"precision": 0.9, "recall": 0.777},
    }


def test_floors_of_sentences_rise_as_well_and_begin_anew_where_there_are_others() -> None:
    old = {"sentences": {"of": 20.0, "recall": 0.5}, "sentences.calque": {"of": 8.0, "recall": 0.9}}
    new = {"sentences": {"of": 20.0, "recall": 0.4}, "sentences.calque": {"of": 9.0, "recall": 0.8}}
    assert read(raised(old, new)) == {
        "sentences": {"of": 20, "recall": 0.5},
        "sentences.calque": {"of": 9, "recall": 0.8},
    }


def test_each_kind_of_sentence_has_floors_of_its_own() -> None:
    text = "The captain waited for a hour."
    hour = Sentence("a-an", Document(text), (Span(23, 29),), (text.replace("a hour", "an hour"),))
    missed = Sentence("calque", Document("The mast of the boat."), (Span(4, 8),))
    assert of_sentences(tally(Linter(select=["a-an"]), [hour, missed, Sentence("calque", Document("The mast."))])) == {
        "sentences": {"of": 3, "precision": 1.0, "recall": 0.5, "right-fixes": 1.0},
        "sentences.a-an": {"of": 1, "recall": 1.0, "right-fixes": 1.0},
        "sentences.calque": {"of": 2, "recall": 0.0},
    }
