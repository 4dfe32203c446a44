"""What people and programs are shown: exact lines."""

import io
import json

import pytest

from newslint import Document, Edit, Failure, Finding, Fix, Report, Safety, Severity, Span
from newslint.finding import UNKNOWN_LANGUAGE, Evidence
from newslint.report import Tally, reporter
from newslint.report.excerpt import excerpt


def finding(span: Span, **changes: object) -> Finding:
    told: dict[str, object] = {"message": "“{match}” is wrong", "severity": Severity.ERROR, "fingerprint": "f00"}
    return Finding(rule="some-rule", family="glue", span=span, **{**told, **changes})  # type: ignore[arg-type]


def written(output_format: str, *reports: Report) -> str:
    stream, tally = io.StringIO(), Tally({"one", "two", "three"})
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
        "Found 1 warning. `newslint fix --unsafe-fixes` mends 1 (they change words: read --diff first).\n"
        "Checked 1 article with 3 rules. Never checked: spelling, general grammar, facts.\n"
    )


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
            "(they change words: read --diff first)."
        ),
        (
            "Checked 2 articles with 3 rules. NOT CHECKED: 1 input that could not be read and "
            "1 article in a language that few rules can judge. Never checked: spelling, general grammar, facts."
        ),
    ]
