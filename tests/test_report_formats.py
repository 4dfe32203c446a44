"""Reports for other programs: golden files, the schemas of those who read them, and what must not break out."""

import csv
import io
import itertools
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

import newslint
from newslint import Document, Edit, Failure, Finding, Fix, Report, Safety, Severity, Span
from newslint.finding import UNKNOWN_LANGUAGE, Suppressed
from newslint.report import FORMATS, Tally
from newslint.report.former import is_report
from newslint.report.gaps import lacking, never_checked
from newslint.report.located import Located, difference, relative, uri
from newslint.report.markdown import LIMIT, escaped
from newslint.report.notation import attribute, xml
from newslint.report.places import Places
from newslint.report.spreadsheet import COLUMNS, inert
from tests import reports

SCHEMAS = Path(__file__).parent / "data" / "schemas"
HOSTILE = [
    "a,b:c%\n.txt",
    "]]>",
    "<script>alert(1)</script>",
    "a|b",
    "tab\tand\rreturn",
    "\0\x01\x1b[31m\x7f\x9b\ufffe",
    "lone \ud800 and \udcff",
    "=cmd|' /C calc'!A0",
    "--><!--",
    "`*_[link](http://evil.example)_*`",
    "@orrin #12 :ferry: www.evil.example",
    "\u202eturned",
    "::error::x",
    "{0} {{",
    "\"quoted\" & 'single'",
]


def schema(name: str) -> Draft4Validator:
    return Draft4Validator(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


def finding(text: str = "fault", severity: Severity = Severity.ERROR, **changes: object) -> Finding:
    told: dict[str, Any] = {
        "rule": "some-rule",
        "family": "glue",
        "message": text,
        "fingerprint": "f00",
        "span": Span(0, 1),
    }
    return Finding(severity=severity, **{**told, **changes})


def hostile(name: str) -> list[Report]:
    """Return reports in which everything that comes from outside is called `name`."""
    fix = Fix(name, (Edit(Span(0, 1), name),))
    evil = finding(name, fix=fix, evidence=(newslint.Evidence(name, Span(0, 1)),), span=Span(0, len(name)))
    failures = (Failure("slow-rule", name), Failure("", name), Failure("backend", name, is_of_backend=True))
    whole = Report(Document(name, name, file=name), (evil, finding("later", Severity.NOTE)), failures[:1])
    record = Report(Document(name, name, file=name, record=3), (evil,), failures[1:])
    return [whole, record]


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what each format makes of the run."""
    monkeypatch.setattr(newslint, "__version__", reports.VERSION)
    return {name: reports.written(name, reports.run()) for name in FORMATS}


def test_each_format_is_as_it_was(results: dict[str, str]) -> None:
    for name, result in results.items():
        assert result.encode() == reports.golden(name).read_bytes(), f"{name}: see tests/reports.py"


def test_no_golden_file_is_left_over() -> None:
    assert set(reports.FOLDER.iterdir()) == {reports.golden(name) for name in FORMATS}


@pytest.mark.parametrize("reported", [[], reports.run(), *map(hostile, HOSTILE)])
def test_what_schemas_say(reported: list[Report]) -> None:
    written = {name: reports.written(name, reported) for name in FORMATS}
    for name in ("sarif", "sarif-all"):
        schema("sarif-schema-2.1.0.json").validate(json.loads(written[name]))
    schema("DiagnosticResult.json").validate(json.loads(written["rdjson"]))
    diagnostics = [json.loads(line) for line in written["rdjsonl"].split("\n")[:-1]]
    for diagnostic in diagnostics:
        schema("Diagnostic.json").validate(diagnostic)
    assert [
        {**one, "source": {"name": "newslint"}} for one in json.loads(written["rdjson"])["diagnostics"]
    ] == diagnostics


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_breaks_out(name: str) -> None:
    written = {each: reports.written(each, hostile(name)) for each in FORMATS}
    for output_format in ("sarif", "gitlab", "rdjson", "rdjsonl", "junit", "checkstyle"):
        written[output_format].encode()  # no lone surrogate
    shown = re.sub("[\ud800-\udfff]", "\ufffd", name)
    issues = json.loads(written["gitlab"])
    assert {issue["location"]["path"] for issue in issues} == {relative(shown)}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 6
    in_xml = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd]", "\ufffd", name)
    files = ET.fromstring(written["checkstyle"])  # noqa: S314 - our own
    assert [file.get("name") for file in files] == [relative(in_xml)]
    assert files[0][0].get("message") == in_xml
    suites = ET.fromstring(written["junit"])  # noqa: S314 - our own
    assert [suite.get("name") for suite in suites] == [relative(in_xml), f"{relative(in_xml)}: {in_xml}"]
    rows = list(csv.reader(io.StringIO(written["csv"], newline="")))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_a_command_for_github(name: str) -> None:
    lines = reports.written("github", hostile(name)).split("\n")[:-1]
    assert len(lines) == 6
    for line in lines:
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)", line)
        assert found
        properties = dict(part.split("=", 1) for part in found[2].split(","))
        assert unquote_to_bytes(properties["file"].encode(errors="surrogatepass")).decode(
            errors="surrogatepass"
        ) == relative(name)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_markdown(name: str) -> None:
    comment = reports.written("markdown", hostile(name))
    lines = comment.split("\n")
    assert not re.search(r"[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]", comment)
    assert sorted(set(re.findall(r"<[^>]*>", comment))) == sorted(
        {"<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>", "<br>"}
        | ({"<!-- -->"} & {comment[at : at + 8] for at in range(len(comment))})
    )
    assert [line for line in lines if line.startswith("<summary>")] == [
        line for line in lines if re.fullmatch(r"<summary><code>[^<>]*</code>: [^<>]*</summary>", line)
    ]
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 5 for line in lines if line.startswith("|"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b*c", r"a\_b\*c"),
        ("[x](y) <b> & `c`", r"\[x\](y) &lt;b&gt; &amp; \`c\`"),
        ("a|b~~c~~$d\\e", r"a\|b\~\~<!-- -->c\~\~\$<!-- -->d\\e"),
        ("@orrin", "@<!-- -->orrin"),
        ("moen@tarn.example", "moen@<!-- -->tarn.example"),
        ("#12 GH-3 !4", "#<!-- -->12 GH-<!-- -->3 !<!-- -->4"),
        ("https://tarn.example www.tarn.example", "https://<!-- -->tarn.example www<!-- -->.tarn.example"),
        (":ferry: 12:30", ":<!-- -->ferry: 12:30"),
        ("two\nlines", "two␊lines"),
    ],
)
def test_markdown_is_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_comment_is_short_enough_and_keeps_the_gravest() -> None:
    note, error = (finding("@" * 900, severity) for severity in (Severity.NOTE, Severity.ERROR))
    many = [Report(Document("x", f"{number}.txt"), (note, error)) for number in range(100)]
    rules = [Report(Document("x", "r"), (finding("x", rule="_" * 200 + str(number)),)) for number in range(100)]
    comment = reports.written("markdown", [*many, *rules])
    assert len(comment) <= LIMIT
    errors, notes = comment.count("- **error**"), comment.count("- **note**")
    assert errors > 40
    assert notes == 0
    said = f"**Left out, because a comment holds 65,536 characters: {200 - errors} errors, 100 notes.**"
    assert said in comment
    assert "### newslint: 200 errors, 100 notes in 200 articles" in comment
    assert comment.index("0.txt") < comment.index("\n<summary><code>9.txt")


def test_a_comment_about_one_long_article_is_short_enough() -> None:
    severities = itertools.cycle(Severity)
    findings = tuple(finding("word " * 5, next(severities)) for _ in range(5000))
    comment = reports.written("markdown", [Report(Document("x", "<" * 1000), findings)])
    assert LIMIT - 10_000 < len(comment) <= LIMIT
    assert comment.count("<summary>") == 1


def test_a_comment_when_nothing_is_wrong() -> None:
    assert reports.written("markdown", [Report(Document("x", "a"))]) == (
        "### newslint: nothing found in 1 article\n\nChecked with 3 rules. All was checked.\n"
    )


def test_a_comment_tells_what_was_not_checked() -> None:
    failures = (Failure(UNKNOWN_LANGUAGE, "few rules"), Failure("languagetool", "gone", is_of_backend=True))
    comment = reports.written("markdown", [Report(Document("x", "a"), failures=failures)])
    told = "1 article in a language that few rules can judge, 1 article by LanguageTool"
    assert comment.endswith(f"**Not checked: {told}.**\n")


def test_what_is_never_checked() -> None:
    own, asked = reports.RULES[0], replace(reports.RULES[1], backend="languagetool")
    assert never_checked(Tally({own.id: own})) == "spelling, general grammar, facts"
    both = {own.id: own, asked.id: asked}
    assert never_checked(Tally(both)) == "spelling, facts"
    assert never_checked(Tally(both, without_backend={"languagetool": 1})) == "spelling, general grammar, facts"


def test_what_was_not_checked_is_told_with_the_reason_for_people() -> None:
    tally = Tally(without_backend={"languagetool": 2}, backend_problem="no answer\nat all")
    assert list(lacking(tally)) == ["2 articles by LanguageTool"]
    assert list(lacking(tally, with_reasons=True)) == ["2 articles by LanguageTool (no answer)"]


@pytest.mark.parametrize("end", ["spelling, general grammar, facts", "spelling, facts"])
def test_a_report_as_text_is_known_again(tmp_path: Path, end: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"Checked 1 article with 3 rules. Never checked: {end}.\n", encoding="utf-8")
    assert is_report(path)
    path.write_text(f"Checked 1 article. Never checked: {end}. And so on.\n", encoding="utf-8")
    assert not is_report(path)


def test_empty_reports() -> None:
    written = {name: reports.written(name, []) for name in FORMATS}
    assert written["gitlab"] == "[]\n"
    assert json.loads(written["rdjson"])["diagnostics"] == []
    assert written["rdjsonl"] == written["github"] == ""
    (run,) = json.loads(written["sarif"])["runs"]
    assert (run["results"], run["invocations"]) == ([], [{"executionSuccessful": True}])
    assert written["csv"] == ",".join(COLUMNS) + "\r\n"


def test_sarif_regions_are_the_places() -> None:
    (run,) = json.loads(reports.written("sarif", reports.run()))["runs"]
    results = run["results"]
    text = reports.TEXT
    for result, matched in zip(results, ["quay", "Timesand", text[text.index("Editor") :]], strict=False):
        region = result["locations"][0]["physicalLocation"]["region"]
        start, length = region["charOffset"], region["charLength"]
        assert text[start : start + length] == matched
        lines = text.split("\n")
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(matched.split("\r")[0])


def test_sarif_tells_why_a_finding_is_not_reported() -> None:
    hidden = (Suppressed(finding("known"), ""), Suppressed(finding("waived"), "it is {sic}"))
    report = Report(Document("x", "a"), (finding("told"),), suppressed=hidden)
    reported = json.loads(reports.written("sarif", [report]))
    assert [result["message"]["text"] for result in reported["runs"][0]["results"]] == ["told"]
    assert "suppressions" not in reported["runs"][0]["results"][0]
    log = json.loads(reports.written("sarif-all", [report]))
    schema("sarif-schema-2.1.0.json").validate(log)
    results = log["runs"][0]["results"]
    assert [(result["message"]["text"], result["suppressions"]) for result in results] == [
        ("told", []),
        ("known", [{"kind": "external", "status": "accepted"}]),
        ("waived", [{"kind": "external", "status": "accepted", "justification": "it is {sic}"}]),
    ]


def test_sarif_fixes_mend_the_source() -> None:
    (run,) = json.loads(reports.written("sarif", reports.run()))["runs"]
    mended = []
    sources = [reports.TEXT, reports.TEXT, reports.MARKUP]
    for source, result in zip(sources, (r for r in run["results"] if "fixes" in r), strict=True):
        changed = source
        for replacement in reversed(result["fixes"][0]["artifactChanges"][0]["replacements"]):
            region = replacement["deletedRegion"]
            start, end = region["charOffset"], region["charOffset"] + region["charLength"]
            changed = changed[:start] + replacement["insertedContent"]["text"] + changed[end:]
        mended.append(changed)
    assert mended == [
        reports.TEXT.replace("Timesand", "Times and"),
        reports.TEXT[: reports.TEXT.index("\r\nEditor")],
        reports.MARKUP.replace("</em>", "</em> "),
    ]


def test_rdjson_suggestions_mend_the_source() -> None:
    diagnostics = json.loads(reports.written("rdjson", reports.run()))["diagnostics"]
    mended = []
    sources = [reports.TEXT, reports.TEXT, reports.MARKUP]
    for source, found in zip(sources, (d for d in diagnostics if "suggestions" in d), strict=True):
        lines = source.encode().split(b"\n")
        starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
        (suggestion,) = found["suggestions"]
        start, end = (
            starts[suggestion["range"][side]["line"] - 1] + suggestion["range"][side]["column"] - 1
            for side in ("start", "end")
        )
        mended.append((source.encode()[:start] + suggestion["text"].encode() + source.encode()[end:]).decode())
    assert mended == [
        reports.TEXT.replace("Timesand", "Times and"),
        reports.TEXT[: reports.TEXT.index("\r\nEditor")],
        reports.MARKUP.replace("</em>", "</em> "),
    ]


def test_a_suggestion_has_the_lines_of_its_finding() -> None:
    text = "One.\nEditor: Why?\nExpert: So.\n"
    cut = finding(span=Span(5, 29), fix=Fix("cut", (Edit(Span(5, 10), ""),), Safety.UNSAFE))
    (told,) = json.loads(reports.written("rdjson", [Report(Document(text, "a"), (cut,))]))["diagnostics"]
    assert told["suggestions"] == [{"range": told["location"]["range"], "text": text[10:29]}]


def test_an_unknown_language_and_a_required_backend_are_no_success() -> None:
    from newslint.report import Tally, reporter  # noqa: PLC0415 - only here

    def invocation(failure: Failure, *, requires_backend: bool) -> dict[str, Any]:
        stream, tally = io.StringIO(), Tally(requires_backend=requires_backend)
        made = reporter("sarif", stream)
        report = Report(Document("x", "a"), failures=(failure,))
        tally.add(report)
        made.add(report)
        made.close(tally)
        (told,) = json.loads(stream.getvalue())["runs"][0]["invocations"]
        return dict(told)

    language = invocation(Failure(UNKNOWN_LANGUAGE, "few rules"), requires_backend=False)
    assert language["executionSuccessful"] is False
    assert language["toolExecutionNotifications"][0]["descriptor"] == {"id": UNKNOWN_LANGUAGE}
    absent = Failure("languagetool", "gone", is_of_backend=True)
    assert invocation(absent, requires_backend=False)["executionSuccessful"] is True
    assert invocation(absent, requires_backend=True)["executionSuccessful"] is False


@pytest.mark.parametrize(
    ("fail_on", "failures"), [(None, 0), (Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.NOTE, 3)]
)
def test_junit_fails_what_fails_the_run(fail_on: Severity | None, failures: int) -> None:
    findings = tuple(finding(str(severity), severity) for severity in Severity)
    report = Report(Document("x", "a"), findings, fail_on=fail_on)
    (suite,) = ET.fromstring(reports.written("junit", [report]))  # noqa: S314 - our own
    assert len(suite.findall("testcase/failure")) == failures == int(suite.attrib["failures"])
    assert len(suite.findall("testcase")) == max(1, failures) == int(suite.attrib["tests"])
    output = suite.findtext("system-out") or ""
    assert len(output.splitlines()) == 3 - failures


def test_github_tells_what_it_does_not_show() -> None:
    errors = Report(Document("x", "a"), tuple(finding(str(number)) for number in range(12)))
    *commands, last = reports.written("github", [errors]).splitlines()
    assert len(commands) == 12
    assert last == "::notice title=newslint::GitHub shows 10 of a kind; the log of this step has all: 12 errors."
    notes = Report(Document("x", "a"), tuple(finding("x", Severity.NOTE) for _ in range(11)))
    last = reports.written("github", [notes]).splitlines()[-1]
    assert last == "::warning title=newslint::GitHub shows 10 of a kind; the log of this step has all: 11 notices."
    assert "title=newslint" not in reports.written("github", [Report(Document("x", "a"), errors.findings[:10])])


def test_a_formula_is_guarded() -> None:
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]
    assert [inert(cell) for cell in cells] == [f"'{cell}" for cell in cells]
    assert [inert(cell) for cell in ("1-1", " =1", "", "“=1”")] == ["1-1", " =1", "", "“=1”"]


def test_a_long_match_is_cut_in_a_table() -> None:
    report = Report(Document("x" * 500, "a"), (finding(span=Span(0, 500)),))
    _, row = csv.reader(io.StringIO(reports.written("csv", [report])))
    assert row[COLUMNS.index("match")] == "x" * 199 + "…"


def test_text_in_xml() -> None:
    assert xml('a]]>b <c> & "d"\r\n\ufffe\0') == 'a]]&gt;b &lt;c&gt; &amp; "d"&#13;\n\ufffd\ufffd'
    assert attribute("a", "<\"'>\t\r\n\x0b") == ' a="&lt;&quot;&#x27;&gt;&#9;&#13;&#10;\ufffd"'


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a b,c:d%.txt", "a%20b%2Cc%3Ad%25.txt"),
        ("café.txt", "caf%C3%A9.txt"),
        ("caf\udce9.txt", "caf%E9.txt"),
        ("\ud800", "%ED%A0%80"),
        ("/a b.txt", "file:///a%20b.txt"),
        ("../up.txt", "../up.txt"),
    ],
)
def test_uris(file: str, address: str) -> None:
    assert uri(file) == address


def test_paths_are_told_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"{Path.cwd()}/a/b.txt", "./a//b.txt", "/elsewhere/b.txt", "-", ""]
    assert [relative(name) for name in names] == ["a/b.txt", "a/b.txt", "/elsewhere/b.txt", "-", ""]


@pytest.mark.parametrize("pair", list(itertools.product(["", "a", "aa", "aba", "abab", "xay"], repeat=2)))
def test_the_difference_of_two_texts_is_one_edit(pair: tuple[str, str]) -> None:
    old, new = pair
    edit = difference(old, new)
    assert old[: edit.span.start] + edit.text + old[edit.span.end :] == new
    assert edit == Edit.replacing(Span(0, len(old)), old, new)


def test_the_last_line_of_a_region() -> None:
    located = Located(Document("one\ntwo\n"))
    spans = [Span(0, 3), Span(0, 4), Span(0, 5), Span(4, 8), Span(4, 4), Span(8, 8)]
    assert [located.region(span).last_line for span in spans] == [1, 1, 2, 2, 2, 3]


def test_columns_in_bytes() -> None:
    places = Places("é\n漢😀a\r\nb")
    assert [places.byte_column(at) for at in range(9)] == [1, 3, 1, 4, 8, 9, 10, 1, 2]
