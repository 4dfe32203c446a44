"""What people and programs are shown: exact lines."""

import io
import json

import pytest
from rich.cells import cell_len  # noqa: TID253 - a test may load it at once

from newslint import Document, Edit, Failure, Finding, Fix, Report, Safety, Severity, Span
from newslint.catalog import Catalog
from newslint.finding import UNKNOWN_LANGUAGE, Evidence
from newslint.report import Tally, reporter
from newslint.report.excerpt import excerpt, line_around
from newslint.report.places import Places
from newslint.report.terminal import printable


def finding(span: Span, **changes: object) -> Finding:
    told: dict[str, object] = {"message": "“{match}” is wrong", "severity": Severity.ERROR, "fingerprint": "f00"}
    return Finding(rule="some-rule", family="glue", span=span, **{**told, **changes})  # type: ignore[arg-type]


def written(output_format: str, *reports: Report) -> str:
    stream, tally = io.StringIO(), Tally({rule.id: rule for rule in Catalog.load().rules[:3]})
    made = reporter(output_format, stream)
    for report in reports:
        tally.add(report)
        made.add(report)
    made.close(tally)
    return stream.getvalue()


TEXT = "First line.\r\n😀 漢字 e\u0301 the Timesand Post \x1b[31m\u202e.\r\nLast"
AT = TEXT.index("Timesand")
GLUED = finding(
    Span(AT, AT + 8),
    message="“Timesand” is two words",
    fix=Fix("write “Times and”", (Edit(Span(AT + 5, AT + 5), " "),)),
    evidence=(Evidence("“Times” stands alone once", Span(0, 5)), Evidence("no place")),
)
REPORT = Report(Document(TEXT, "desk\x1b.txt"), (GLUED,), (Failure("slow-rule", "took too long"),))


def test_text() -> None:
    assert written("text", REPORT) == (
        "error[some-rule]: “Timesand” is two words\n"
        " --> desk␛.txt:2:13\n"
        "  |\n"
        "2 | 😀 漢字 e\u0301 the Timesand Post ␛[31m�.\n"
        "  |               ^^^^^^^^\n"
        "  = fix: 😀 漢字 e\u0301 the Times and Post ␛[31m�.\n"
        "  = evidence: “Times” stands alone once; no place\n"
        "\n"
        "not checked[slow-rule]: took too long\n"
        "  --> desk␛.txt\n"
        "\n"
        "Found 1 error. `newslint fix` mends 1.\n"
        "Checked 1 article with 3 rules. NOT CHECKED: 1 rule that failed. "
        "Never checked: spelling, general grammar, facts.\n"
    )


def test_concise() -> None:
    assert written("concise", REPORT) == (
        "desk␛.txt:2:13: error some-rule “Timesand” is two words [*]\ndesk␛.txt: failure slow-rule took too long\n"
    )


def test_jsonl_is_the_wire_contract() -> None:
    assert json.loads(written("jsonl", REPORT)) == {
        "document": "desk\x1b.txt",
        "verdict": "hold",
        "findings": [
            {
                "rule": "some-rule",
                "family": "glue",
                "severity": "error",
                "start": AT,
                "end": AT + 8,
                "line": 2,
                "column": 13,
                "message": "“Timesand” is two words",
                "confidence": 1.0,
                "fingerprint": "f00",
                "evidence": [
                    {"says": "“Times” stands alone once", "start": 0, "end": 5},
                    {"says": "no place", "start": None, "end": None},
                ],
                "fix": {
                    "title": "write “Times and”",
                    "safety": "safe",
                    "edits": [{"start": AT + 5, "end": AT + 5, "text": " "}],
                },
            }
        ],
        "failures": [{"rule": "slow-rule", "error": "took too long"}],
    }


@pytest.mark.parametrize(("confidence", "written_as"), [(0.987, 0.987), (0.98765, 0.988), (1.0, 1.0), (0.05, 0.05)])
def test_a_confidence_keeps_three_digits(confidence: float, written_as: float) -> None:
    report = Report(Document("x"), (finding(Span(0, 1), confidence=confidence),))
    (told,) = json.loads(written("jsonl", report))["findings"]
    assert told["confidence"] == written_as
    assert told["fix"] is None


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (Report(Document("x")), "pass"),
        (Report(Document("x"), (finding(Span(0, 1), severity=Severity.WARNING),)), "warn"),
        (Report(Document(""), failures=(Failure("", "gone"),)), "hold"),
    ],
)
def test_jsonl_tells_the_verdict(report: Report, verdict: str) -> None:
    assert json.loads(written("jsonl", report))["verdict"] == verdict


def test_the_machine_formats_write_letters_as_they_are() -> None:
    report = Report(Document("x", "漢\n"))
    assert '"漢\\n"' in written("jsonl", report)
    assert written("jsonl", report, report).count("\n") == 2


def test_json_holds_the_same_objects() -> None:
    assert json.loads(written("json", REPORT, REPORT)) == [json.loads(written("jsonl", REPORT))] * 2
    assert written("json") == "[]\n"


def test_a_long_span_tells_how_far_it_reaches() -> None:
    text = "Article.\nEditor: One.\nExpert: Two.\n"
    deletion = Fix("delete the appended interview", (Edit(Span(8, 34), ""),), Safety.UNSAFE)
    told = finding(Span(9, 34), message="an interview", fix=deletion, severity=Severity.WARNING)
    assert written("text", Report(Document(text, "a.txt"), (told,))) == (
        "warning[some-rule]: an interview\n"
        " --> a.txt:2:1\n"
        "  |\n"
        "2 | Editor: One.\n"
        "  | ^^^^^^^^^^^^ 25 characters, to the end\n"
        "  = unsafe fix: delete the appended interview\n"
        "\n"
        "Found 1 warning. `newslint fix --unsafe-fixes` mends 1 "
        "(they change words, or mend what may be no fault: read --diff first).\n"
        "Checked 1 article with 3 rules. Never checked: spelling, general grammar, facts.\n"
    )


@pytest.mark.parametrize(
    ("span", "extent"),
    [
        (Span(9, 34), " 25 characters, to the end"),
        (Span(9, 23), " 14 characters, to line 3"),
        (Span(9, 22), ""),  # with its line end, which begins no other line
        (Span(9, 21), ""),
        (Span(0, 9), ""),
        (Span(9, 33), " 24 characters, to line 3"),
        (Span(9, 35), " 26 characters, to the end"),
    ],
)
def test_how_far_a_span_reaches(span: Span, extent: str) -> None:
    text = "Article.\nEditor: One.\nExpert: Two.\n"
    carets = written("text", Report(Document(text), (finding(span),))).splitlines()[4]
    assert carets.rpartition("^")[2] == extent


def test_suggestions_and_hints() -> None:
    hint = Fix("write “Sun”", (Edit(Span(4, 7), "Sun"),), Safety.HINT)
    told = finding(Span(4, 7), message="wrong", fix=hint, suggestions=(Fix("leave\nit", hint.edits),))
    report = Report(Document("The son rose.", "a"), (told,))
    assert written("text", report).splitlines()[5:7] == ["  = hint: The Sun rose.", "  = or: leave␊it"]
    assert "mends" not in written("text", report)
    assert written("concise", report) == "a:1:5: error some-rule wrong\n"


def test_a_long_mended_place_is_told_by_the_title_of_its_fix() -> None:
    text = f"{'word ' * 10}fault {'word ' * 10}end"
    short, long = (Fix("the title", (Edit(Span(50, 55), new),)) for new in ("flaw", "f" * 60))
    shown = [written("text", Report(Document(text), (finding(Span(50, 55), fix=fix),))) for fix in (short, long)]
    assert "  = fix: …word word word word flaw word word word word…\n" in shown[0]
    assert "  = fix: the title\n" in shown[1]


def test_line_and_column_at_the_borders_of_lines() -> None:
    text = "a\r\nb\rc\n\nd\u2028e"
    places = Places(text)
    assert [(places.line(at), places.column(at)) for at in range(len(text) + 1)] == [
        (1, 1),
        (1, 2),  # CR
        (1, 3),  # LF: between CR and LF the line has not ended
        (2, 1),
        (2, 2),  # CR
        (3, 1),
        (3, 2),  # LF
        (4, 1),  # the empty line
        (5, 1),
        (5, 2),  # U+2028 ends no line
        (5, 3),
        (5, 4),
    ]
    with pytest.raises(IndexError):
        places.offset(6, 1)


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (0, Span(0, 1)),
        (1, Span(0, 1)),
        (3, Span(3, 4)),
        (4, Span(3, 4)),
        (5, Span(5, 6)),
        (7, Span(7, 7)),
        (8, Span(8, 9)),
    ],
)
def test_the_line_around_a_place(at: int, line: Span) -> None:
    assert line_around("a\r\nb\rc\n\nd", at) == line


def test_what_a_terminal_may_show() -> None:
    text = "a\tb\0\x1b\x7f\x9b\u202e\u00ad\ud800\u00a0\u3000é漢"
    assert printable(text) == "a b␀␛\ufffd\ufffd\ufffd\ufffd\ufffd  é漢"


LINE = "one two three four five six seven eight nine ten eleven twelve thirteen"


@pytest.mark.parametrize(
    ("word", "width", "text", "indent"),
    [
        ("seven", 30, "…five six seven eight nine ten…", 10),
        ("one", 20, "one two three four…", 0),
        ("thirteen", 20, "…twelve thirteen", 8),
        ("seven", 200, LINE, 28),
    ],
)
def test_the_window_is_cut_at_words(word: str, width: int, text: str, indent: int) -> None:
    at = LINE.index(word)
    window = excerpt(f"before\n{LINE}\nafter", Span(7 + at, 7 + at + len(word)), width)
    assert window == (text, indent, len(word))


def test_of_a_long_place_the_beginning_is_shown() -> None:
    start = LINE.index("five")
    window = excerpt(LINE, Span(start, len(LINE)), 20)
    assert window == ("…five six seven…", 1, len("five six seven"))
    wide = "漢" * 50
    assert excerpt(wide, Span(0, 50), 20) == (f"{'漢' * 10}…", 0, 20)
    assert excerpt(wide, Span(20, 22), 20) == (f"…{'漢' * 10}…", 9, 4)


def test_a_wide_character_does_not_widen_the_window() -> None:
    for width in range(8, 20):
        for text in (f"{'0' * 10}漢{'0' * 20}", f"{'漢' * 8}0{'漢' * 9}", f"0 {'漢' * 20}"):
            for at in range(len(text)):
                assert cell_len(excerpt(text, Span(at, at + 1), width).text.strip("…")) <= width


def test_the_counts_and_the_next_step() -> None:
    safe, unsafe = (Fix("x", (Edit(Span(0, 1), "X"),), safety) for safety in (Safety.SAFE, Safety.UNSAFE))
    findings = (
        finding(Span(0, 1), fix=safe),
        finding(Span(0, 1), fix=unsafe, severity=Severity.NOTE),
        finding(Span(0, 1), severity=Severity.NOTE),
    )
    report = Report(Document("x", "a"), findings)
    german = Report(Document("x", "b", "de"), failures=(Failure(UNKNOWN_LANGUAGE, "few rules"),))
    unread = Report(Document("", "c"), failures=(Failure("", "gone"),))
    assert written("text", report, german, unread).splitlines()[-2:] == [
        (
            "Found 1 error and 2 notes. `newslint fix` mends 1, and 1 more with --unsafe-fixes "
            "(they change words, or mend what may be no fault: read --diff first)."
        ),
        (
            "Checked 2 articles with 3 rules. NOT CHECKED: 1 input that could not be read and "
            "1 article in a language that few rules can judge. Never checked: spelling, general grammar, facts."
        ),
    ]
