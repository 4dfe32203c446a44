"""The editor page, used by an editor in a real browser: headless Chromium."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.service.pages import BROKEN, LONG, MENDED, PAGE, UNSAFE, drop, paste, shown, verdict
from tests.service.running import Service, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_what_is_typed_is_checked_and_mended(page: "Page") -> None:
    page.locator("#article").press_sequentially(BROKEN)
    verdict(page, "Hold: 1 error")
    assert page.locator("#marks mark").all_text_contents() == ["Orrinwould"]
    card = page.locator(".card")
    assert "looks like “Orrin would”" in card.inner_text()
    assert "stands alone" in card.locator("ul").inner_text()
    card.locator(".fix").click()
    verdict(page, "Ready to publish")
    assert shown(page) == MENDED
    assert page.locator(".card").count() == 0
    page.click("#undo")
    assert shown(page) == BROKEN
    verdict(page, "Hold: 1 error")
    page.click("#redo")
    assert shown(page) == MENDED
    verdict(page, "Ready to publish")
    page.click("#copy")
    page.locator("#copy", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == MENDED


def test_marks_lie_behind_their_words(page: "Page") -> None:
    paste(page, plain=f"{LONG}\n\n🚢 {BROKEN}\n")
    verdict(page, "Hold")
    same = """() => {
        const [area, marks] = ["article", "marks"].map(id => document.getElementById(id));
        const [a, b] = [area, marks].map(element => getComputedStyle(element));
        const keys = ["fontSize", "fontFamily", "lineHeight", "paddingLeft", "paddingTop", "width", "whiteSpace"];
        return [area.scrollHeight <= area.clientHeight, ...keys.map(key => a[key] === b[key])];
    }"""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(same) == [True] * 8
    assert page.locator("#marks mark").all_text_contents() == ["Orrinwould"]


def test_marks_stay_with_their_words_while_the_next_check_is_awaited(page: "Page") -> None:
    paste(page, plain=f"{BROKEN} {UNSAFE}")
    verdict(page, "Hold: 2 errors")
    page.route("**/v1/lint", lambda route: route.abort())
    page.locator("#article").press("Control+Home")
    page.locator("#article").press_sequentially("So: ")
    assert page.locator("#marks mark").all_text_contents() == ["Orrinwould", "in the that"]
    verdict(page, "Not checked")
    assert "does not answer" in page.inner_text("#note")
    page.unroute("**/v1/lint")
    page.locator("#article").press_sequentially("x")
    verdict(page, "Hold: 2 errors")


def test_answers_that_come_too_late_are_dropped(page: "Page") -> None:
    held = []

    def hold(route: "object") -> None:
        held.append(route)

    page.route("**/v1/lint", hold, times=1)
    paste(page, plain=BROKEN)
    page.locator("#list[aria-busy]").wait_for(state="attached")
    page.locator("#article").press("Control+A")
    page.locator("#article").press_sequentially("The ferry sailed at noon.")
    verdict(page, "Ready to publish")
    page.wait_for_timeout(500)
    assert len(held) == 1
    assert page.locator(".card").count() == 0


def test_the_keyboard_is_enough(page: "Page") -> None:
    page.locator("#article").press_sequentially(f"{BROKEN} {UNSAFE}")
    verdict(page, "Hold: 2 errors")
    page.keyboard.press("F8")
    assert page.evaluate("document.getSelection().toString()") == "Orrinwould"
    page.keyboard.press("F8")
    assert page.evaluate("document.getSelection().toString()") == "in the that"
    assert "2 of 2" in page.inner_text("#said")
    page.keyboard.press("Control+Enter")
    verdict(page, "Hold: 1 error$")
    assert shown(page) == f"{BROKEN} {UNSAFE.replace('in the that', 'in which')}"
    page.keyboard.press("Control+Shift+Enter")
    verdict(page, "Ready to publish")
    page.keyboard.press("Control+Z")
    page.keyboard.press("Control+Z")
    assert shown(page) == f"{BROKEN} {UNSAFE}"
    page.keyboard.press("Control+Shift+Z")
    page.keyboard.press("Control+Y")
    verdict(page, "Ready to publish")
    page.keyboard.press("Shift+F8")
    assert page.locator("#undo").is_enabled()


def test_all_safe_fixes_leave_the_others(page: "Page") -> None:
    paste(page, plain=f"{BROKEN} {UNSAFE}")
    page.get_by_role("button", name="Fix all that is safe (1)").click()
    verdict(page, "Hold: 1 error$")
    assert shown(page) == f"{MENDED} {UNSAFE}"
    assert "read it" in page.inner_text(".card .fix")


def test_html_is_kept(page: "Page") -> None:
    paste(page, plain=PAGE)
    verdict(page, "Hold")
    assert page.is_checked("[name=format][value=html]")
    assert page.locator("#marks mark").all_text_contents() == ["Times</em>and"]
    page.click("#fix-all")
    verdict(page, "Ready to publish")
    assert shown(page) == PAGE.replace("</em>and", "</em> and")


def test_formatting_of_what_is_pasted_is_offered(page: "Page") -> None:
    paste(
        page, plain="The New York Timesand the Post", html=f"<html><!--StartFragment-->{PAGE}<!--EndFragment--></html>"
    )
    assert shown(page) == "The New York Timesand the Post"
    page.get_by_role("button", name="Keep it as HTML").click()
    assert shown(page) == PAGE
    assert page.locator("#offer").is_hidden()
    verdict(page, "Hold")
    page.keyboard.press("Control+Z")
    assert shown(page) == "The New York Timesand the Post"
    assert page.is_checked("[name=format][value=text]")


def test_files_can_be_dropped(page: "Page") -> None:
    drop(page, "story.html", PAGE)
    verdict(page, "Hold")
    assert page.is_checked("[name=format][value=html]")
    drop(page, "story.md", f"# Ferry\r\n\r\n{BROKEN}")
    page.locator("[name=format][value=markdown]:checked").wait_for(state="attached")
    verdict(page, "Hold")
    assert shown(page) == f"# Ferry\n\n{BROKEN}"


def test_the_list_leads_to_the_article_and_back(page: "Page") -> None:
    paste(page, plain=f"{BROKEN}\n{LONG}\n{UNSAFE}")
    verdict(page, "Hold: 2 errors")
    page.locator(".card .says").nth(1).click()
    assert page.evaluate("document.getSelection().toString()") == "in the that"
    box = page.locator("mark.current").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 800
    page.locator("#article").press("Control+Home")
    for _ in range(24):
        page.keyboard.press("ArrowRight")
    assert page.locator(".card.current").get_attribute("data-fingerprint") == page.locator(
        "mark.current"
    ).get_attribute("data-fingerprint")
    assert page.locator("mark.current").inner_text() == "Orrinwould"


def test_a_rule_has_a_page(page: "Page") -> None:
    paste(page, plain=BROKEN)
    page.get_by_role("link", name="glued-after-name").click()
    page.locator("#rule[open]").wait_for()
    assert page.inner_text("#rule-title") == "glued-after-name"
    assert page.locator("#rule .case mark").count() > 0
    assert page.url.endswith("#rule/glued-after-name")
    page.keyboard.press("Escape")
    page.wait_for_function("!location.hash")


def test_nothing_that_is_pasted_runs(page: "Page") -> None:
    paste(page, plain="<p>The <img src=x onerror=alert(1)><script>alert(2)</script> New York Timesand the Times.</p>")
    verdict(page, "Hold|Read|Ready")
    assert page.locator("#marks img, #list img").count() == 0


def test_a_key_is_asked_for(browser: "Browser", tmp_path: Path) -> None:
    from newslint.service.keys import new_key  # noqa: PLC0415 - the extra may be absent

    secret, entry = new_key("desk")
    with serving(tmp_path, NEWSLINT_API_KEYS=entry) as service:
        page = browser.new_page()
        page.goto(service.url)
        page.click("#example")
        page.fill("#key", "wrong")
        page.get_by_role("button", name="Use it").click()
        page.locator("#ask-key[open]").wait_for()
        page.fill("#key", secret)
        page.get_by_role("button", name="Use it").click()
        verdict(page, "Hold")
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_it(browser: "Browser", service: Service, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - optional

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(service.url)

    def sound() -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    sound()
    page.click("#example")
    verdict(page, "Hold")
    sound()
    page.locator(".card a").first.click()
    page.locator("#rule[open]").wait_for()
    sound()
    page.keyboard.press("Escape")
    if page.locator("#help").is_visible():
        page.click("#help")
        sound()
    context.close()


def test_the_browser_is_told_to_load_nothing_else(service: Service) -> None:
    reply = service.ask("GET", "/")
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:", reply.body.decode())
    assert service.ask("GET", "/page/page.js").headers["content-type"].startswith("text/javascript")
