"""The report in HTML, opened in headless Chromium: found, filtered, read, attacked, measured."""

import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newslint import Document, Edit, Evidence, Failure, Finding, Fix, Report, Safety, Severity, Span, lint
from newslint.finding import Suppressed
from tests import reports
from tests.conftest import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TEXT = (
    "😀 The ferry to Tarn\r\n\r\nThe Timesand Post said that Hanne Brekke had  closed the bridge.\n"
    "“It is the that we feared,” she said, and the the Gazetteand Bell agreed.\n"
)
Opened = Callable[..., "Page"]


def at(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def found(part: str, severity: str, **changes: object) -> Finding:
    told: dict[str, Any] = {
        "rule": f"rule-{severity}",
        "family": {"error": "glue", "warning": "translation", "note": "case"}[severity],
        "message": f"“{part}” is no good",
        "span": at(part),
        "confidence": 0.97,
    }
    return Finding(severity=Severity(severity), **{**told, **changes})


def harmed() -> Report:
    """Return an article with findings that lie in each other, overlap, touch, cover blanks only, or cover nothing."""
    glued = at("Timesand")
    fix = Fix("put a space between “Times” and “and”", (Edit(Span(glued.start + 5, glued.start + 5), " "),))
    findings = (
        found("The ferry to Tarn\r\n\r\nThe", "note"),
        found("Timesand", "error", fix=fix, evidence=(Evidence("“Bell” stands here", at("Bell")), Evidence("so"))),
        found("The Timesand Post", "warning"),
        found("Post said that", "note"),
        found("  ", "warning", fix=Fix("one space", (Edit(at("  "), " "),))),
        found("the that", "error", fix=Fix("write “which”", (Edit(at("the that"), "which"),), Safety.UNSAFE)),
        found("that we", "warning"),
        found("the the", "error"),
        found("Bell agreed", "note", span=Span(at("Bell").start, at("Bell").start)),
    )
    meta = {"title": "The ferry to Tarn", "outlet": "Tarn Post"}
    hidden = (Suppressed(found("Hanne", "note"), "that is her name"),)
    return Report(Document(TEXT, "ferry.txt", meta=meta), findings, suppressed=hidden)


def several() -> list[Report]:
    mild = Report(
        Document("The Timesand Post.\n", "mild.txt", meta={"outlet": "Moen Daily"}),
        (Finding("rule-note", "case", Span(4, 12), "may be a name", Severity.NOTE, 0.5),),
        (Failure("slow-rule", "crashed: ValueError"),),
    )
    sound = Report(Document("Sound.", "sound.txt", meta={"outlet": "Moen Daily"}))
    gone = Report(Document("", "gone.txt"), failures=(Failure("", "gone.txt: cannot be read"),))
    return [sound, mild, harmed(), gone]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> Iterator[Opened]:
    """Return a function that opens a report; in the end nothing was asked of a network, and nothing went wrong."""
    complaints: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_report(reported: list[Report], width: int = 1280, scheme: str = "light") -> "Page":
        path = tmp_path / "report.html"
        path.write_text(reports.written("html", reported), encoding="utf-8", newline="")
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert complaints == []
    assert all(url.startswith("file:") and "report.html" in url for url in asked)


def titles(page: "Page") -> list[str]:
    return list(page.locator("#rows .headline").all_inner_texts())


def await_rows(page: "Page", number: int) -> None:
    from playwright.sync_api import expect  # noqa: PLC0415 - optional

    expect(page.locator("#rows tr")).to_have_count(number)


def await_article(page: "Page", title: str) -> None:
    page.wait_for_selector(f".opening h1:text-is('{title}')")


def status(page: "Page") -> str:
    return str(page.inner_text("#status"))


def test_the_table_has_the_worst_first_and_sorts(opened: Opened) -> None:
    page = opened(several())
    assert page.inner_text("h1") == "1 of 3 articles needs an editor"
    assert titles(page) == ["gone.txt", "The ferry to Tarn", "The Timesand Post.", "Sound."]
    assert status(page) == "10 findings in 4 articles"
    page.click("#headings .title button")
    assert titles(page) == ["gone.txt", "Sound.", "The ferry to Tarn", "The Timesand Post."]
    assert page.get_attribute("#headings .title", "aria-sort") == "ascending"
    page.click("#headings .note button")
    assert titles(page)[0] == "The ferry to Tarn"
    assert "not read" in page.inner_text("#rows")


def test_filters(opened: Opened) -> None:
    page = opened(several())
    page.select_option("#family", "case")
    assert (titles(page), status(page)) == (["The ferry to Tarn", "The Timesand Post."], "4 findings in 2 articles")
    page.select_option("#outlet", "Moen Daily")
    assert (titles(page), status(page)) == (["The Timesand Post."], "1 finding in 1 article")
    page.click("#clear")
    page.uncheck('input[value="note"]')
    assert (titles(page), status(page)) == (["The ferry to Tarn"], "6 findings in 1 article")
    page.click("#clear")
    page.click('.bar[data-value="translation"]')
    assert status(page) == "3 findings in 1 article"
    assert page.get_attribute('.bar[data-value="translation"]', "aria-pressed") == "true"
    page.click('.bar[data-value="translation"]')
    assert status(page) == "10 findings in 4 articles"
    page.select_option("#rule", "rule-error")
    page.click("#rows a")
    assert page.locator(".card").count() == 3
    assert "The filters hide 6 findings" in page.inner_text(".opening")
    page.click("text=Show all")
    assert page.locator(".card").count() == 9


def test_search(opened: Opened) -> None:
    page = opened(several())
    page.keyboard.press("/")
    page.keyboard.type("brekke BRIDGE")
    await_rows(page, 1)
    assert titles(page) == ["The ferry to Tarn"]
    page.fill("#search", "nowhere at all")
    page.wait_for_selector("#nothing:not([hidden])")
    page.fill("#search", "may be a name")
    await_rows(page, 1)
    assert titles(page) == ["The Timesand Post."]


def test_keys(opened: Opened) -> None:
    page = opened(several())
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    await_article(page, "The ferry to Tarn")
    said = page.locator("#where")
    assert said.inner_text() == "article 2 of 3, 9 findings"
    for key, finding in [("j", 1), ("j", 2), ("k", 1), ("k", 1)]:
        page.keyboard.press(key)
        assert said.inner_text() == f"article 2 of 3, finding {finding} of 9"
        assert page.evaluate("document.activeElement.dataset.at") == str(finding - 1)
    page.keyboard.press("n")
    await_article(page, "The Timesand Post.")
    page.keyboard.press("p")
    await_article(page, "The ferry to Tarn")
    page.keyboard.press("p")
    await_article(page, "gone.txt")
    assert "cannot be read" in page.inner_text(".opening")
    page.keyboard.press("u")
    page.wait_for_selector("#list")
    assert page.evaluate("document.activeElement.textContent") == "gone.txt"
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.uncheck("#keys")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "gone.txt"


def marked(page: "Page") -> dict[int, str]:
    """Return what is marked of each finding."""
    pieces = page.evaluate(
        "[...document.querySelectorAll('mark')].map(mark => [mark.dataset.of, mark.textContent, mark.className])"
    )
    result: dict[int, str] = {}
    for of, text, _ in pieces:
        for number in of.split():
            result[int(number)] = result.get(int(number), "") + text
    return result


def test_each_finding_marks_its_place(opened: Opened) -> None:
    page = opened(several())
    page.evaluate("location.hash = 'article-2'")
    page.wait_for_selector("mark")
    marks, report = marked(page), harmed()
    for number, finding in enumerate(report.findings):
        assert marks[number] == re.sub(r"[\r\n]", "", finding.span.of(TEXT)), number
    shown = page.evaluate("[...document.querySelectorAll('.text p')].map(line => line.textContent)")
    assert shown == re.split(r"\r\n|\n", TEXT)
    page.click("mark:has-text('Timesand')")
    assert page.inner_text("[aria-current] h2") == "“Timesand” is no good"
    assert page.locator("mark.now").all_inner_texts() == ["Timesand"]
    page.click("mark:has-text('Timesand')")  # the one around it
    assert page.evaluate("[...document.querySelectorAll('mark.now')].map(mark => mark.textContent)") == [
        "The",
        " ",
        "Timesand",
        " ",
        "Post",
    ]


def test_the_change_stands_beside_what_is(opened: Opened) -> None:
    page = opened([harmed()])
    page.click("#rows a")
    before, after = page.locator('[data-at="1"] dd').all_inner_texts()
    assert before.startswith("The Timesand Post said")
    assert after.startswith("The Times␣and Post said")
    assert page.locator('[data-at="1"] ins').all_inner_texts() == ["␣"]
    assert page.locator('[data-at="4"] del').all_inner_texts() == ["␣␣"]
    assert page.locator('[data-at="5"] del').all_inner_texts() == ["the that"]
    assert page.locator('[data-at="5"] ins').all_inner_texts() == ["which"]
    assert "Fix to be read first" in page.inner_text('[data-at="5"]')
    page.click('[data-at="1"] .evidence button')
    shown = "[...CSS.highlights.get('evidence')].map(range => range.toString()).join('')"
    assert page.evaluate(shown) == "Bell"
    assert "Not shown: 1 finding let pass: that is her name" in page.inner_text(".opening")


HOSTILE = [
    "</script><script>window.harmed = 1; alert(1)</script>",
    "<img src=x onerror='window.harmed = 1'>",
    "<svg onload=alert(1)><a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "--><!--<script>",
    "\u202eturned\u2066 \u2028 \0 \ufeff",
    "lone \ud800 and \udcff",
    "__proto__",
    "*",
    "constructor",
    '" onmouseover="alert(1)',
    "${alert(1)} $$ $policy <!-- articles --> <!-- index -->",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_an_article_runs(opened: Opened, text: str) -> None:
    fix = Fix(text, (Edit(Span(0, 1), text),))
    evil = Finding(
        text, text, Span(0, len(text)), text, Severity.ERROR, fix=fix, evidence=(Evidence(text, Span(0, 2)),)
    )
    meta = {"title": text, "outlet": text, "url": text}
    other = Report(Document("x", "x", meta={"outlet": "Moen Daily"}))
    suppressed = (Suppressed(evil, text),)
    report = Report(Document(text, text, language=text, meta=meta), (evil,), (Failure(text, text),), suppressed)
    page = opened([report, other])
    for selector in ("#family", "#rule"):
        page.select_option(selector, index=1)
    page.select_option("#outlet", index=1)
    page.click("#clear")
    page.click(".bar >> nth=0")
    page.click("#rows a")
    page.keyboard.press("j")
    page.click(".evidence button")
    assert page.evaluate("window.harmed") is None
    assert page.locator("img, iframe, object, a[href^='javascript']").count() == 0
    assert page.locator("script:not([type])").count() == 1
    clean = re.sub("[\ud800-\udfff]", "\ufffd", text)
    shown = re.sub(r"U\+([0-9A-F]{4})", lambda code: chr(int(code[1], 16)), str(page.text_content(".text")))
    assert shown.replace("↵", "") == clean
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", str(page.evaluate("document.querySelector('main').innerText")))


def axe(page: "Page") -> list[tuple[str, list[str]]]:
    """Return what axe-core finds wrong: its rule, and where."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("axe.run()")
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in result["violations"]]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Opened, scheme: str, width: int) -> None:
    page = opened(several(), width, scheme)
    assert axe(page) == []
    page.keyboard.press("?")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.evaluate("location.hash = 'article-2'")
    page.wait_for_selector("mark")
    for _ in range(2):
        page.keyboard.press("j")
        page.wait_for_timeout(300)  # colours change slowly
        assert axe(page) == []


def test_a_phone_scrolls_in_one_direction_only(opened: Opened) -> None:
    long = "Timesand" * 60
    fix = Fix(f"write {long}", (Edit(Span(0, len(long)), long),))
    wide = Finding(
        "a-rule-" * 9,
        "family" * 9,
        Span(0, len(long)),
        long,
        Severity.ERROR,
        fix=fix,
        evidence=(Evidence(long, Span(0, 3)),),
    )
    report = Report(Document(f"{long}\n", f"{long}.txt", meta={"outlet": long}), (wide,), (Failure("x", long),))
    page = opened([*several(), report], 360)
    widths = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
    assert page.evaluate(widths) == [360, 360]
    for number in (2, 4):
        page.evaluate(f"location.hash = 'article-{number}'")
        page.wait_for_selector("mark")
        page.keyboard.press("j")
        assert page.evaluate(widths) == [360, 360]
    assert page.locator(".card:visible").count() == 1
    assert page.is_visible(".pager")


def test_focus_is_seen(opened: Opened) -> None:
    page = opened(several())
    seen = 0
    for _ in range(30):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.tagName, s.outlineStyle, s.outlineWidth]; })()"
        )
        if style[0] != "BODY":
            assert style[1:] == ["solid", "3px"], style
            seen += 1
    assert seen > 15


def test_print_has_all_findings_and_no_buttons(opened: Opened) -> None:
    page = opened([harmed()])
    page.click("#rows a")
    page.emulate_media(media="print")
    assert page.locator(".card:visible").count() == 9
    assert page.locator(".masthead:visible, .bearings:visible, .filters:visible").count() == 0


def test_a_thousand_articles(opened: Opened) -> None:
    paragraph = "The Timesand Post said on Tuesday that Hanne Brekke had closed the bridge to Tarn at noon. "
    text = "\n".join(paragraph * 9 for _ in range(6))
    findings = tuple(
        Finding("glued-words", "glue", Span(start, start + 8), "“Timesand” is two words", Severity.ERROR)
        for start in range(4, 9 * len(paragraph), len(paragraph))
    )
    many = [
        Report(Document(f"{text}{number}", f"{number}.txt", meta={"outlet": f"Outlet {number % 40}"}), findings)
        for number in range(1000)
    ]
    page = opened(many)
    paints = json.loads(page.evaluate("JSON.stringify(performance.getEntriesByType('paint'))"))
    (first,) = [paint["startTime"] for paint in paints if paint["name"] == "first-contentful-paint"]
    assert first < 2000
    assert status(page) == "9,000 findings in 1,000 articles"
    assert page.locator("#rows tr").count() == 200
    assert page.locator("mark").count() == 0
    page.click("#more")
    assert page.locator("#rows tr").count() == 400
    page.fill("#search", f"noon. {999}")
    await_rows(page, 1)
    page.click("#rows a")
    assert page.locator("mark").count() == 9


def test_an_article_with_thousands_of_findings(opened: Opened) -> None:
    text = "The Timesand Post said so. " * 3000
    findings = tuple(
        Finding(
            "glued-words",
            "glue",
            Span(start, start + 8),
            f"number {start}",
            Severity.ERROR,
            fix=Fix("part them", (Edit(Span(start + 5, start + 5), " "),)),
        )
        for start in range(4, len(text), 27)
    )
    page = opened([Report(Document(text, "long.txt"), findings)])
    page.click("#rows a")
    assert page.locator("mark").count() == 3000
    assert page.locator(".card").count() == 200
    assert page.locator(".further").all_inner_texts() == ["2,800 after these"]
    assert page.inner_text(".card >> nth=5 >> dd >> nth=0") == (
        "…so. The Timesand Post said so. The Timesand Post said so. The Timesand Post said…"
    )
    page.click(".further")
    assert page.locator(".further").all_inner_texts() == ["200 before these", "2,600 after these"]
    assert page.inner_text("[aria-current] h2") == f"number {4 + 200 * 27}"
    page.keyboard.press("k")
    assert page.inner_text("[aria-current] h2") == f"number {4 + 199 * 27}"
    assert page.inner_text("#where").endswith("finding 200 of 3,000")
    page.click("mark >> nth=2999")
    assert page.inner_text("[aria-current] h2") == f"number {4 + 2999 * 27}"
    assert page.locator(".further").all_inner_texts() == ["2,800 before these"]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".card").count() == 3000
    assert page.locator(".further").count() == 0


def test_without_scripts_the_findings_are_listed(browser: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(reports.written("html", several()), encoding="utf-8", newline="")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".plain h2").all_inner_texts() == ["The ferry to Tarn", "The Timesand Post."]
    assert page.inner_text(".plain li >> nth=1") == (
        "error at 3:5: “Timesand” is no good; put a space between “Times” and “and”"
    )
    assert page.locator("#list:visible, .filters:visible, search:visible, #help-button:visible").count() == 0
    context.close()


def test_what_newslint_itself_finds(opened: Opened) -> None:
    article = Path(__file__).parents[2] / "fixtures" / "readme" / "article.txt"
    report = lint(article.read_text(encoding="utf-8"))
    page = opened([report])
    page.click("#rows a")
    assert page.locator(".card").count() == len(report.findings)
    marks = marked(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    card = re.sub(r"\n+", "\n", page.inner_text("[aria-current]")).strip()
    readme = Path(__file__).parents[2] / "README.md"
    assert f"```text\n{card}\n```" in readme.read_text(encoding="utf-8")
    assert [marks[number] for number in range(len(report.findings))] == [
        finding.span.of(report.document.text) for finding in report.findings
    ]
