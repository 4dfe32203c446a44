"""The benchmark beside grammar checkers: its scoring on hand-made alarms, its tables, its tools. No other is needed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.accuracy.language import measure, results
from benchmarks.accuracy.language.__main__ import HERE, load, main, write
from benchmarks.accuracy.language.measure import Fixtures, figures, measured, timed
from benchmarks.accuracy.language.score import broken_counts, clean_counts, precision, sentence_counts
from benchmarks.peers import CHECKERS, harper, languagetool
from benchmarks.peers.newslint import Library
from benchmarks.peers.peer import Alarm, Checker, Edit, Judge, PeerError
from newslint import Document, Span
from newslint.backends.languagetool.answer import Mistake
from newslint.errors import BackendError
from tests.articles import Article, Expected
from tests.sentences import Sentence

#       0         1         2
#       012345678901234567890123456789
HOUR = "The captain waited for a hour."
DAMAGED = Sentence("a-an", Document(HOUR), (Span(23, 29),), (HOUR.replace("a hour", "an hour"),))
SOUND = Sentence("a-an", Document("The captain slept on a boat."))
RIGHT = Alarm(23, 24, (Edit(23, 24, "an"),))
BROKEN = Article("one", Document(HOUR), (Expected("a-an", Span(23, 24), "an"),))
CLEAN = Article("two", Document("Moen wrote to Hanne Brekke."))


def counted(alarms: list[Alarm], sentence: Sentence = DAMAGED) -> dict[str, int]:
    return dict(+sentence_counts([sentence], [alarms])[sentence.kind])


BAD = {"bad": 1, "fixable": 1}


@pytest.mark.parametrize(
    ("alarms", "counts"),
    [
        ([], {}),
        ([RIGHT], {"found": 1, "loud": 1, "right": 1, "mended": 1, "offered": 1}),
        ([Alarm(25, 29, note=True)], {"found": 1, "right": 1}),
        ([Alarm(0, 3)], {"beside": 1}),
        ([RIGHT, Alarm(4, 11)], {"found": 1, "loud": 1, "right": 1, "beside": 1, "mended": 1, "offered": 1}),
        ([Alarm(23, 24, (Edit(23, 24, "the"),))], {"found": 1, "loud": 1, "right": 1}),
        (
            [Alarm(23, 24, (Edit(23, 24, "the"),), others=((Edit(23, 24, "an"),),))],
            {"found": 1, "loud": 1, "right": 1, "offered": 1},
        ),
        # a word of luck elsewhere in the place does not spoil the right proposal
        (
            [RIGHT, Alarm(25, 29, (Edit(25, 29, "our"),))],
            {"found": 1, "loud": 1, "right": 2, "mended": 1, "offered": 1},
        ),
    ],
)
def test_a_damaged_sentence(alarms: list[Alarm], counts: dict[str, int]) -> None:
    assert counted(alarms) == BAD | counts


def test_proposals_that_are_right_together() -> None:
    text = "He have a cats."
    sentence = Sentence("verb", Document(text), (Span(3, 14),), ("He has  a cat.",))
    both = [Alarm(3, 7, (Edit(3, 7, "has"),)), Alarm(10, 14, (Edit(10, 14, "cat"),))]
    assert counted(both, sentence)["mended"] == 1


def test_a_sound_sentence() -> None:
    assert counted([], SOUND) == {"good": 1}
    alarms = [RIGHT, Alarm(0, 3, note=True)]
    assert counted(alarms, SOUND) == {"good": 1, "false": 2, "false_notes": 1, "alarmed": 1}


def test_precision_is_of_reports() -> None:
    assert precision({"right": 3, "beside": 1, "false": 2}) == 0.5
    assert precision({}) == 1.0


def test_the_damage_of_articles() -> None:
    families = {"a-an": "language"}
    assert +broken_counts([BROKEN], [[RIGHT]], families)["language"] == {
        "expected": 1,
        "found": 1,
        "loud": 1,
        "fixable": 1,
        "mended": 1,
    }
    point = Alarm(24, 24, (Edit(24, 24, "n"),))
    assert broken_counts([BROKEN], [[point]], families)["language"]["mended"] == 1
    assert broken_counts([BROKEN], [[Alarm(25, 29)]], families)["language"]["found"] == 0
    assert clean_counts([CLEAN], [[RIGHT, Alarm(0, 4, note=True)]]) == {
        "articles": 1,
        "words": 5,
        "false": 2,
        "false_notes": 1,
        "alarmed": 1,
    }


def test_times_are_medians_and_ratios_are_taken_within_a_round() -> None:
    assert figures([4.0, 30.0, 5.0], [2.0, 10.0, 1.0], 10) == {"milliseconds": 500.0, "ratio": 3.0}
    assert figures([4.0], None, 10)["ratio"] is None
    asked: list[str] = []
    judges = {name: _asking(asked, name) for name in ("one", "two")}
    assert [len(seconds) for seconds in timed(judges, ["a", "b"], 3).values()] == [3, 3]
    assert asked == ["one a", "one b", "two a", "two b"] * 3


def _asking(asked: list[str], name: str) -> Judge:
    def judge(text: str) -> list[Alarm]:
        asked.append(f"{name} {text}")
        return []

    return judge


class Fake:
    """A tool that reports each “a”; or is not installed, or fails."""

    install = "make fake"

    def __init__(self, key: str, version: str | None = "1.2", failure: str = "") -> None:
        self.key, self.title, self._version, self._failure = key, key.capitalize(), version, failure
        self.ended = False

    def version(self) -> str | None:
        return self._version

    @contextmanager
    def running(self) -> Iterator[Judge]:
        yield self._judged
        self.ended = True

    def _judged(self, text: str) -> list[Alarm]:
        if self._failure:
            raise PeerError(self._failure)
        return [
            Alarm(at, at + 1, (Edit(at, at + 1, "an"),)) for at in range(len(text)) if text[at - 1 : at + 2] == " a "
        ]


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> list[Fake]:
    tools = [Fake("newslint"), Fake("absent", None), Fake("broken", failure="it broke")]
    checkers: list[Checker] = [*tools]
    for module in ("benchmarks.accuracy.language.results", "benchmarks.accuracy.language.__main__"):
        monkeypatch.setattr(f"{module}.CHECKERS", checkers)
    monkeypatch.setattr(measure, "_start", lambda _key: 0.25)
    monkeypatch.setattr(Fixtures, "read", lambda: Fixtures([DAMAGED, SOUND], [BROKEN], [CLEAN]))
    return tools


def test_what_is_missing_or_fails_is_named(tools: list[Fake]) -> None:
    said: list[str] = []
    found = measured(tools, Fixtures.read(), 3, said.append)
    assert found["newslint"].keys() >= {"version", "sentences", "broken", "clean", "milliseconds", "ratio", "start"}
    assert found["newslint"]["sentences"]["a-an"]["mended"] == 1
    assert found["absent"] == {"missing": "not installed (make fake)"}
    assert found["broken"] == {"missing": "it broke"}
    assert "Absent not measured: not installed (make fake)" in said
    assert tools[0].ended


@pytest.mark.usefixtures("tools")
def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == (
        "1 damaged and 1 sound sentences; 2 articles with 1 labelled places, 1 of them sound; timed are 1, of 6 words "
        "on average."
    )
    assert shown[2:5] == [
        "|  | Newslint 1.2 | Absent | Broken |",
        "|---|---:|---:|---:|",
        "| **damaged sentences found** | 100.0% | not measured | not measured |",
    ]
    assert "| **precision on sentences** | 50.0% | not measured | not measured |" in shown
    assert "| times newslint’s | 1.0 | not measured | not measured |" in shown
    assert shown[-1] == "Not measured: Absent (not installed (make fake)); Broken (it broke)."
    assert main(["--only", "newslint"]) == 0
    assert "Absent (left out of the run)" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--only", "wordstar"], ["--rounds", "2"]])
def test_impossible_options(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(wrong)
    assert "no such tool: wordstar" in (said := capsys.readouterr().err) or "at least 3 rounds" in said


def test_columns_are_kept_unless_the_fixtures_changed() -> None:
    old = {"fixtures": {"digest": "1"}, "tools": {"newslint": {"version": "1"}, "harper": {"version": "2"}}}
    new: dict[str, Any] = {"fixtures": {"digest": "1"}, "tools": {"newslint": {"version": "3"}}}
    assert results.merged(old, new)["tools"] == {"newslint": {"version": "3"}, "harper": {"version": "2"}}
    assert results.merged(old | {"fixtures": {"digest": "0"}}, new) == new
    assert results.merged({}, new) == new


def test_results_are_written_into_a_folder(tools: list[Fake], tmp_path: Path) -> None:
    fixtures = Fixtures.read()
    made = {"fixtures": fixtures.described(), "tools": measured(tools, fixtures, 3, print)}
    with pytest.raises(FileNotFoundError):
        write(made, tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text("No marks.", encoding="utf-8")
    with pytest.raises(ValueError, match="the page has no"):
        write(made, tmp_path)
    assert sorted(tmp_path.iterdir()) == [readme]
    readme.write_text(f"Before\n\n{results.BEGIN}\nold\n{results.END}\n\nAfter\n", encoding="utf-8")
    write(made, tmp_path)
    assert json.loads(json.dumps(made)) == load(tmp_path)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"Before\n\n{results.BEGIN}\n\n1 damaged")
    assert text.endswith(f"\n{results.END}\n\nAfter\n")
    page = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert "| a-an (1 damaged, 1 mendable) | 1 · 1 | not measured | not measured |" in page
    assert "| language (1 damaged, 1 mendable) | 1 · 1 | not measured | not measured |" in page


def test_the_kept_results_are_the_ones_shown() -> None:
    kept = load(HERE)
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert (HERE / "results.md").read_text(encoding="utf-8") == results.page(kept)
    assert readme == results.inserted(readme, results.headline(kept))


def test_tools_have_names_of_their_own_and_newslint_is_the_measure() -> None:
    assert len({checker.key for checker in CHECKERS}) == len({checker.title for checker in CHECKERS}) == len(CHECKERS)
    assert CHECKERS[0].key == measure.BASE


def test_what_harper_proposes() -> None:
    def proposal(kind: str, text: str = "") -> SimpleNamespace:
        return SimpleNamespace(kind=SimpleNamespace(name=kind), replacement_text=text)

    lint = SimpleNamespace(
        span=SimpleNamespace(start=3, end=7),
        suggestions=[proposal("REPLACE", "has"), proposal("INSERT_AFTER", ","), proposal("REMOVE")],
    )
    assert harper.alarm(lint) == Alarm(3, 7, (Edit(3, 7, "has"),), others=((Edit(7, 7, ","),), (Edit(3, 7, ""),)))
    lint.suggestions = []
    assert harper.alarm(lint) == Alarm(3, 7)


def test_what_languagetool_proposes() -> None:
    mistake = Mistake("HE_VERB_AGR", Span(3, 7), ("has", "had"))
    assert languagetool.reported(mistake) == Alarm(3, 7, (Edit(3, 7, "has"),), others=((Edit(3, 7, "had"),),))
    assert languagetool.reported(mistake._replace(suggestions=())) == Alarm(3, 7)


def test_newslint_as_a_library() -> None:
    with Library("newslint", "newslint").running() as judge:
        assert judge(HOUR) == [Alarm(23, 29, (Edit(24, 24, "n"),))]


@pytest.mark.parametrize("checker", [one for one in CHECKERS if "languagetool" in one.key], ids=lambda one: one.key)
def test_without_java_a_tool_says_so(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> None:
        raise BackendError("there is no Java")

    monkeypatch.setattr("newslint.backends.languagetool.installed.java", absent)
    monkeypatch.setattr("newslint.backends.languagetool.is_installed", lambda: True)
    with pytest.raises(PeerError, match=r"there is no Java \(pip install"):
        checker.version()


@pytest.mark.languagetool
def test_one_server_serves_all_and_ends_behind_the_last() -> None:
    of_all, chosen = (next(one for one in CHECKERS if one.key == f"languagetool{end}") for end in ("", "-chosen"))
    assert str(of_all.version()).startswith("6.")
    with of_all.running() as judge:
        with chosen.running() as judge_as_well:
            assert Alarm(3, 7, (Edit(3, 7, "has"),), others=((Edit(3, 7, "had"),),)) in judge("He have a boat.")
            assert [(alarm.start, alarm.end) for alarm in judge_as_well("He have a boat named Brekkur.")] == [(3, 7)]
        assert judge("He have a boat.")
    with pytest.raises(PeerError):
        judge("He have a boat.")
