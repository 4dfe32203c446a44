"""The labelled sentences are sound themselves; how they are judged is measured by `python -m tests.sentences`."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from newslint import Document, Linter, Span
from newslint.rule import read_marks
from tests.sentences import FOLDER, Sentence, sentences, tally

SENTENCES = sentences()
FILES = sorted(FOLDER.glob("*.toml"))
KEYS = {"bad": {"kind", "source", "text", "fix", "also"}, "good": {"kind", "source", "text", "why"}}
NEEDED = {"bad": {"kind", "text"}, "good": {"kind", "text", "why"}}
SOURCES = {"", "de", "es", "fr", "it", "ko", "pt", "ru", "tr"}


def test_there_are_enough_of_every_kind() -> None:
    bad = Counter(one.kind for one in SENTENCES if one.spans)
    good = Counter(one.kind for one in SENTENCES if not one.spans)
    assert bad.total() >= 150
    assert good.total() >= 150
    assert bad.keys() == good.keys()
    assert {kind: count for kind, count in (bad.items() | good.items()) if count < 6} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_have_what_they_need_and_nothing_else(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert table.keys() == KEYS.keys()
    for name, entries in table.items():
        for entry in entries:
            assert NEEDED[name] <= entry.keys() <= KEYS[name], entry["text"]
            assert "fix" in entry or "also" not in entry, entry["text"]
            assert bool(read_marks(entry["text"])[1]) == (name == "bad"), entry["text"]


def test_each_text_is_used_once() -> None:
    texts = Counter(text for one in SENTENCES for text in {one.doc.text, *one.fixes})
    assert [text for text, times in texts.items() if times > 1] == []


def test_sources_are_languages_that_are_known() -> None:
    assert {one.source for one in SENTENCES} == SOURCES


@pytest.mark.parametrize("sentence", [one for one in SENTENCES if one.fixes], ids=lambda one: one.doc.text[:40])
def test_a_fix_changes_only_the_places_marked(sentence: Sentence) -> None:
    text, spans = sentence.doc.text, sentence.spans
    for fix in sentence.fixes:
        assert fix != text
        assert fix.startswith(text[: spans[0].start])
        assert fix.endswith(text[spans[-1].end :])


def test_a_tally_counts_what_is_found_and_what_is_not() -> None:
    text = "The captain waited for a hour."
    of_all = [
        Sentence("a-an", Document(text), (Span(23, 29),), (text.replace("a hour", "an hour"),)),
        Sentence(
            "a-an", Document("The captain slept on a boat."), (Span(21, 27),), ("The captain slept on the boat.",)
        ),
        Sentence("a-an", Document("A owl sat on the mast.")),
        Sentence("calque", Document("The mast of the boat.")),
    ]
    made = tally(Linter(select=["a-an"]), of_all)
    del made.counts["a-an"]["exact"]  # where the rule's finding begins and ends is the rule's affair
    expected = {"bad": 2, "found": 1, "right": 1, "fixable": 2, "right fix": 1, "good": 1, "false": 1}
    assert +made.counts["a-an"] == expected
    assert made.recall() == 0.5
    assert made.precision() == 0.5
    assert made.right_fixes() == 0.5
    assert [complaint.split(":")[0] for complaint in made.complaints] == ["missed (a-an)", "false alarm (a-an)"]
