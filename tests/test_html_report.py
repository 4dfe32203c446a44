"""The report in HTML: what is in the file. What a browser makes of it: tests/browser/test_html_report.py."""

import base64
import hashlib
import io
import itertools
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from newslint import Document, Edit, Evidence, Finding, Fix, Linter, Report, Severity, Span
from newslint.finding import Suppressed
from newslint.report import Tally, reporter
from newslint.report.html.charts import bars
from newslint.report.notation import in_script
from tests import reports
from tests.test_report_formats import HOSTILE, finding, hostile


class Tags(HTMLParser):
    """Collects the tags of a page, and what its scripts and styles hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.held: list[str] = []
        self.is_open = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.held.append("")
        self.is_open = True

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - whatever ends, what follows is not in it
        self.is_open = False

    def handle_data(self, data: str) -> None:
        if self.held and self.is_open:
            self.held[-1] += data

    def data(self) -> dict[str, Any]:
        """Return what the blocks of JSON hold, by their names."""
        return {
            str(attributes["id"]): json.loads(held)
            for (tag, attributes), held in zip(self.tags, self.held, strict=True)
            if tag == "script" and attributes.get("type") == "application/json"
        }

    def of(self, name: str) -> list[str]:
        return [
            held
            for (tag, attributes), held in zip(self.tags, self.held, strict=True)
            if tag == name and "type" not in attributes
        ]


def page(reported: list[Report]) -> Tags:
    return Tags(reports.written("html", reported))


def test_the_policy_lets_one_script_and_one_style_in() -> None:
    tags = page(reports.run())
    (policy,) = [attributes["content"] for _, attributes in tags.tags if "http-equiv" in attributes]
    (script,), (style,) = tags.of("script"), tags.of("style")
    hashes = [base64.b64encode(hashlib.sha256(held.encode()).digest()).decode() for held in (script, style)]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not any(name.startswith("on") or name in {"src", "style"} for _, each in tags.tags for name in each)
    assert {each["href"] for tag, each in tags.tags if tag == "a"} == {"#", "#main"}
    assert "innerHTML" not in script


@pytest.mark.parametrize(
    "name", [*HOSTILE, "</script><img src=x onerror=alert(1)>", "\u2028]]>", "<!--<script>", "&lt;"]
)
def test_nothing_of_an_article_is_a_tag(name: str) -> None:
    written = reports.written("html", [_told(name), *hostile(name)])
    written.encode()  # no lone surrogate
    assert "\0" not in written
    assert [tag for tag, _ in Tags(written).tags] == [tag for tag, _ in page([_told("a"), *hostile("a")]).tags]
    shown = re.sub("[\ud800-\udfff]", "\ufffd", name)
    data = Tags(written).data()
    assert data["article-0"]["text"] == shown
    assert data["article-1"]["findings"][0]["message"] == shown


def _told(name: str) -> Report:
    return Report(Document(name, name, meta={"title": name, "outlet": name}), (finding(name, family=name),))


def test_places_are_counted_in_utf_16() -> None:
    data = page([report for report in reports.run() if report.findings]).data()
    encoded = reports.TEXT.encode("utf-16-le")
    matched = [
        encoded[2 * found["span"][0] : 2 * found["span"][1]].decode("utf-16-le")
        for found in data["article-0"]["findings"]
    ]
    assert matched == ["quay", "Timesand", reports.TEXT[reports.TEXT.index("Editor") :]]
    assert [found["place"] for found in data["article-0"]["findings"]] == ["1:27", "2:14", "4:1"]


def test_the_index_tells_what_the_table_shows() -> None:
    article = Report(
        Document("One two.\n", "a.txt", meta={"title": " The\n title", "outlet": "Tarn Post"}),
        (finding(), finding(severity=Severity.NOTE), finding(rule="other")),
        suppressed=(Suppressed(finding(), ""),),
    )
    sound = Report(Document("Sound.", "b.txt", meta={"url": "https://www.moen.example/1"}))
    data = page([article, sound]).data()
    assert data["index"] == {
        "kinds": [{"rule": "some-rule", "family": "glue"}, {"rule": "other", "family": "glue"}],
        "articles": [
            {
                "name": "a.txt",
                "title": "The title",
                "outlet": "Tarn Post",
                "words": 2,
                "found": [[0, 1, 0, 1], [1, 1, 0, 0]],
                "hidden": 1,
            },
            {"name": "b.txt", "title": "Sound.", "taken": True, "outlet": "moen.example", "words": 1},
        ],
    }
    assert data["article-0"]["hidden"] == [["", 1]]
    assert "article-1" not in data  # of a sound article there is nothing to show


def test_what_is_hidden_and_what_was_not_checked_is_told() -> None:
    written = reports.written("html", reports.run())
    told = "2 inputs that could not be read, 1 rule that failed, 1 article by LanguageTool"
    assert f">Not checked: {told}.<" in written
    assert "<p>Not shown: 1 finding in the baseline and 1 finding let pass by waivers.</p>" in written


def test_where_no_script_runs_the_worst_articles_are_listed() -> None:
    def articles(severity: str, name: str, count: int) -> Report:
        found = (finding(f"{name}-{number}", severity=Severity(severity)) for number in range(count))
        return Report(Document("x", f"{name}.txt", meta={"title": name}), tuple(found))

    mild = [articles("note", f"mild {number}", 1) for number in range(60)]
    written = reports.written("html", [*mild, articles("error", "worst", 20), articles("note", "a<b", 2)])
    listed = written.partition("<noscript>")[2].partition("</noscript>")[0]
    titles = re.findall("<h2>(.*)</h2>", listed)
    assert (len(titles), titles[:4]) == (50, ["worst", "a&lt;b", "mild 0", "mild 1"])
    assert "<p>12 more articles with findings.</p>" in listed
    assert listed.count('<li><b class="error">') == 12
    assert "<li>8 more findings</li>" in listed


def test_grammar_is_not_said_to_be_unchecked_where_a_backend_checked_it() -> None:
    rule = next(iter(Linter(select=["glued-words"]).rules))
    for asked, never in (("", "spelling, general grammar, facts"), ("languagetool", "spelling, facts")):
        stream = io.StringIO()
        writer = reporter("html", stream)
        writer.close(Tally(rules={"a": replace(rule, backend=asked)}))
        assert f"Never checked: {never}." in stream.getvalue()


@pytest.mark.parametrize(
    ("severities", "headline"),
    [
        ([[]], "Nothing found in 1 article"),
        ([["note"]], "Only notes in 1 article"),
        ([["error", "note"]], "One article needs an editor"),
        ([["warning"], ["note"]], "1 of 2 articles needs an editor"),
        ([["warning"], ["error"], []], "2 of 3 articles need an editor"),
    ],
)
def test_the_headline(severities: list[list[str]], headline: str) -> None:
    reported = [
        Report(Document("x", str(number)), tuple(finding(severity=Severity(severity)) for severity in each))
        for number, each in enumerate(severities)
    ]
    assert f'<h1 id="headline">{headline}</h1>' in reports.written("html", reported)


def test_bars_are_ordered_and_the_rest_is_counted() -> None:
    from collections import Counter  # noqa: PLC0415 - only here

    groups = {f"f{number:02}": Counter({Severity.ERROR: number, Severity.NOTE: 1}) for number in range(1, 13)}
    drawn = bars("family", groups)
    assert re.findall(r'data-value="(\w+)"', drawn) == [f"f{number:02}" for number in range(12, 2, -1)]
    assert "2 more with 5 findings" in drawn
    assert 'class="error" x="0.00%" width="92.31%"' in drawn
    assert "12 errors, 1 note" in drawn
    assert bars("family", {"a": Counter()}) == ""


def test_json_in_a_page_has_no_markup() -> None:
    value = "</script><!-- & \u2028\u2029 \0 \ud800"
    written = in_script({"a": value})
    assert not re.search("[<>&\u2028\u2029\0]", written)
    assert json.loads(written) == {"a": value.replace("\ud800", "\ufffd")}


PEAKS = """
import io, tracemalloc
from newslint import Document, Finding, Report, Severity, Span
from newslint.report import Tally, reporter

class Nowhere(io.StringIO):
    def write(self, text):
        return len(text)

def peak(articles):
    made, tally = reporter("html", Nowhere()), Tally()
    found = Finding("some-rule", "glue", Span(0, 1), "fault", Severity.ERROR)
    tracemalloc.start()
    for number in range(articles):
        report = Report(Document("The ferry sailed at noon. " * 200, f"{number}.txt"), (found,))
        tally.add(report)
        made.add(report)
    made.close(tally)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most

print(peak(300), peak(1200))
"""


def test_memory_does_not_grow_with_the_articles() -> None:
    done = subprocess.run([sys.executable, "-c", PEAKS], capture_output=True, text=True, check=True)
    few, many = map(int, done.stdout.split())  # 1.5 and 6 MB of text
    assert many < few + 1_500_000, (few, many)


def test_findings_that_overlap_keep_their_places() -> None:
    text = "😀 the Timesand Post"
    spans = [Span(*pair) for pair in itertools.combinations(range(0, len(text), 5), 2)]
    found = tuple(finding(span=span) for span in spans)
    data = page([Report(Document(text, "a"), found)]).data()
    assert [each["span"] for each in data["article-0"]["findings"]] == [
        [start + (start > 0), end + (end > 0)] for start, end in spans
    ]


def test_a_finding_has_all_that_convinces() -> None:
    found = Finding(
        rule="glued-words",
        family="glue",
        span=Span(4, 12),
        message="two words",
        severity=Severity.ERROR,
        confidence=0.98765,
        fix=Fix("put a space", (Edit(Span(9, 9), " "),)),
        suggestions=(Fix("write “Times”", (Edit(Span(9, 12), ""),)),),
        evidence=(Evidence("says", Span(0, 3)), Evidence("says so")),
    )
    data = page([Report(Document("The Timesand Post", "a"), (found,))]).data()
    assert data["index"]["kinds"][0]["why"].startswith("A link was taken out,")
    assert data["article-0"]["findings"] == [
        {
            "kind": 0,
            "severity": "error",
            "span": [4, 12],
            "place": "1:5",
            "message": "two words",
            "confidence": 0.988,
            "fix": {"title": "put a space", "safety": "safe", "edits": [[9, 9, " "]]},
            "or": [{"title": "write “Times”", "safety": "safe", "edits": [[9, 12, ""]]}],
            "evidence": [["says", 0, 3], ["says so"]],
        }
    ]
