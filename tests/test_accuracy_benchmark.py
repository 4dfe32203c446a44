"""The benchmark's scoring, on hand-made alarms, and its example articles. No other tool is needed."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks.accuracy import results
from benchmarks.accuracy.__main__ import EXAMPLE, main, written
from benchmarks.accuracy.score import SHAPES, Tally, mends, score, shape
from benchmarks.articles import Article, ArticlesError, ArticleSet, Joint, read_sets
from benchmarks.peers.peer import Alarm, Edit, Peer

ROWS = [json.loads(line) for line in (EXAMPLE / "example.jsonl").read_text(encoding="utf-8").splitlines()]
LABELLED = [(row["text"], row["labels"], label) for row in ROWS for label in row.get("labels", [])]

#                 0         1         2
#                 0123456789012345678901234567
GLUED = Article("The Bellreported it.Tarn did", (Joint(8, "glue-inline"), Joint(20, "glue-block")), clean=False)
CLEAN = Article("Moen wrote to Hanne Brekke at Tarn", suspects=((5, 10),))


def test_an_alarm_with_the_right_fix_is_touched_across_and_split() -> None:
    alarm = Alarm(4, 16, (Edit(8, 8, " "),))
    tally = Tally(touched=1, noted=1, across=1, split=1, offered=1, by_shape={"letter|letter": 1})
    assert score([GLUED], [[alarm]], {}) == tally


def test_a_word_beside_a_joint_touches_it_and_is_not_across() -> None:
    assert score([GLUED], [[Alarm(20, 24)]], {}) == Tally(touched=1, noted=1)


def test_an_alarm_elsewhere_touches_nothing() -> None:
    assert score([GLUED], [[Alarm(0, 3), Alarm(25, 28)]], {}) == Tally()


def test_a_note_is_counted_apart() -> None:
    assert score([GLUED], [[Alarm(4, 16, (Edit(8, 8, " "),), note=True)]], {}) == Tally(noted=1)


@pytest.mark.parametrize(
    ("ideas", "split", "offered"),
    [
        ({}, 0, 0),
        ({"Bellreported": ["Bell reported", "Bell-reported"]}, 1, 1),
        ({"Bellreported": ["Bell-reported", "Bell reported"]}, 0, 1),
        ({"Bellreported": ["Belle reported", "Bel lreported"]}, 0, 0),
    ],
)
def test_a_suggestion_counts_as_a_fix(ideas: Mapping[str, Sequence[str]], split: int, offered: int) -> None:
    tally = score([GLUED], [[Alarm(4, 16)]], ideas)
    assert (tally.across, tally.split, tally.offered) == (1, split, offered)


def test_false_alarms_are_counted_in_clean_articles_outside_suspects() -> None:
    alarms = [Alarm(0, 4), Alarm(5, 10), Alarm(14, 19), Alarm(30, 34, note=True)]
    assert score([CLEAN], [alarms], {}) == Tally(false_alarms=2, false_notes=1, alarmed=1)
    assert score([GLUED], [[Alarm(0, 3)]], {}).false_alarms == 0


def test_each_article_needs_its_alarms() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score([GLUED, CLEAN], [[]], {})


@pytest.mark.parametrize(
    ("edits", "right"),
    [
        ([Edit(8, 8, " ")], True),
        ([Edit(8, 8, "\n")], True),
        ([Edit(4, 16, "Bell reported")], True),
        ([Edit(8, 8, " "), Edit(20, 20, " ")], True),
        ([Edit(8, 9, " R")], False),
        ([Edit(7, 7, " ")], False),
        ([Edit(4, 16, "Bell re ported")], False),
        ([Edit(3, 16, "Bell reported")], False),
        ([Edit(20, 20, " ")], False),
        ([Edit(8, 8, ", ")], False),
        ([], False),
    ],
)
def test_a_fix_is_right_only_if_it_mends_the_joint_and_nothing_else(edits: list[Edit], right: bool) -> None:
    assert mends(GLUED, GLUED.joints[0], edits) is right


@pytest.mark.parametrize(
    ("edits", "right"),
    [
        ([Edit(9, 9, " ")], True),
        ([Edit(8, 9, ",” ")], True),
        ([Edit(7, 7, " ")], False),
    ],
)
def test_a_quotation_mark_may_be_mended_with_the_space(edits: list[Edit], right: bool) -> None:
    article = Article("“We will“she said", (Joint(9, "glue-inline"),), clean=False)
    assert mends(article, article.joints[0], edits) is right


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Belland", "letter|letter"),
        ("BellTimes", "letter|Capital"),
        ("WHOand", "Capital|letter"),
        ("done.The", "stop|Capital"),
        ("done.the", "stop|other"),
        ("done,the", "comma|any"),
        ("done.“The", "quotation mark"),
        ("done 4June", "digit"),
        ("done)the", "other"),
    ],
)
def test_shapes(text: str, kind: str) -> None:
    at = {"Belland": 4, "BellTimes": 4, "WHOand": 3, "done 4June": 6}.get(text, 5)
    assert shape(text, at) == kind
    assert kind in SHAPES


def test_the_example_has_joints_of_many_kinds_and_clean_articles() -> None:
    assert len(LABELLED) >= 25
    assert len({label["shape"] for _, _, label in LABELLED}) >= 7
    assert sum("labels" not in row for row in ROWS) >= 3


@pytest.mark.parametrize(("text", "labels", "label"), LABELLED, ids=[label["fixed"] for *_, label in LABELLED])
def test_each_label_of_the_example_follows_from_its_text(
    text: str, labels: list[dict[str, object]], label: dict[str, int | str]
) -> None:
    start, end, at = int(label["start"]), int(label["end"]), int(label["at"])
    assert start < at < end
    assert text[start:end] == label["found"]
    assert not any(character.isspace() for character in text[start:end])
    assert text[start - 1 : start].strip() == text[end : end + 1].strip() == ""
    assert label["shape"] == shape(text, at)
    space = {"glue-inline": " ", "glue-block": "\n"}[str(label["kind"])]
    here = [other for other in labels if other["start"] == start]
    assert here == [label], "one lost space a token keeps `fixed` plain"
    assert label["fixed"] == text[start:at] + space + text[at:end]


def test_articles_are_read_from_files_and_folders(tmp_path: Path) -> None:
    row = {"id": 1, "text": "Bellreported", "labels": [{"at": 4, "kind": "glue-inline"}]}
    (tmp_path / "made.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    (tmp_path / "one.txt").write_text("Moen wrote.", encoding="utf-8")
    made = Article("Bellreported", (Joint(4, "glue-inline"),), clean=False)
    plain = Article("Moen wrote.")
    assert read_sets(str(tmp_path)) == [ArticleSet("made", (made,)), ArticleSet(tmp_path.name, (plain,))]
    assert read_sets(f"both={tmp_path}") == [ArticleSet("both", (made, plain))]
    assert read_sets(str(tmp_path / "one.txt")) == [ArticleSet("one", (plain,))]


@pytest.mark.parametrize(
    "line", ['{"id": 1}', "[", '{"text": "Tarn", "labels": [{"at": 9, "kind": "glue-inline"}]}', '{"text": 4}']
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.jsonl").write_text(f'{{"text": "fine"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ArticlesError, match=r"bad\.jsonl:2: "):
        read_sets(str(tmp_path / "bad.jsonl"))


def test_a_column_measured_anew_keeps_the_others_unless_the_articles_changed() -> None:
    articles = ArticleSet("Example", (GLUED, CLEAN))
    old, new = results.described(articles), results.described(articles)
    old["tools"] = {"newslint": {"touched": 1}, "hunspell": {"touched": 2}}
    new["tools"] = {"newslint": {"touched": 3}}
    together = results.merged({"Example": old}, {"Example": new})
    assert together["Example"]["tools"] == {"newslint": {"touched": 3}, "hunspell": {"touched": 2}}
    together = results.merged({"Example": old | {"digest": "other"}}, {"Example": new})
    assert together["Example"]["tools"] == {"newslint": {"touched": 3}}


def test_the_table() -> None:
    articles = ArticleSet("Example", (GLUED, CLEAN))
    measured = results.described(articles)
    tally = score(articles.articles, [[Alarm(4, 16, (Edit(8, 8, " "),))], [Alarm(0, 4)]], {})
    measured["tools"]["newslint"] = results.figures(tally, "9.9", 0.51)
    assert results.markdown({"Example": measured}).splitlines() == [
        "## Example",
        "",
        "2 articles, 11 words, 2 lost spaces; clean ones among them: 1, with 7 words.",
        "",
        "|  | newslint 9.9 |",
        "|---|---:|",
        "| **touched** | 50.0% |",
        "| **across** | 50.0% |",
        "| **split rightly** | 50.0% |",
        "| across, letter · letter (1) | 100.0% |",
        "| across, stop · Capital (1) | 0.0% |",
        "| **false alarms per 100,000 words** | 14,285.7 |",
        "| false alarms | 1 |",
        "| notes besides | 0 |",
        "| clean articles with an alarm | 100.0% |",
        "| seconds | 0.5 |",
        "",
        "Not measured: cspell, cspell en,en-GB, Hunspell en_US,en_GB, symspellpy, symspellpy, known parts.",
    ]


def test_the_kept_results_are_the_ones_shown() -> None:
    kept = EXAMPLE.parent / "results.json"
    assert kept.with_suffix(".md").read_text(encoding="utf-8") == written(results.load(kept))


class Absent:
    """A tool that is not installed."""

    key = "absent"
    title = "Absent"
    install = "make absent"

    def version(self) -> str | None:
        return None

    def find(self, texts: Sequence[str], work: Path) -> list[list[Alarm]]:
        raise NotImplementedError

    def suggest(self, words: Sequence[str]) -> None:
        raise NotImplementedError


def test_a_missing_tool_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    absent: Peer = Absent()
    monkeypatch.setattr("benchmarks.accuracy.__main__.PEERS", (absent,))
    assert main([str(EXAMPLE), "--output", str(tmp_path / "out.md")]) == 0
    assert capsys.readouterr().err == "Absent not measured: not installed (make absent)\n"
    assert (tmp_path / "out.json").exists()


def test_the_kept_figures_of_newslint_are_current(tmp_path: Path) -> None:
    again = tmp_path / "results.md"
    assert main([f"Example={EXAMPLE}", "--only", "newslint", "--output", str(again)]) == 0
    (measured,) = results.load(again.with_suffix(".json")).values()
    (kept,) = (found for name, found in results.load(EXAMPLE.parent / "results.json").items() if "Example" in name)
    ignored = {"seconds": 0.0}
    assert kept["tools"]["newslint"] | ignored == measured["tools"]["newslint"] | ignored
