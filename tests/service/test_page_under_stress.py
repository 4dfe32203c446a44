"""The editor page when something goes wrong, comes late, is large, or is typed in another way than letter by letter."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.service.pages import BROKEN, LONG, PAGE, UNSAFE, drop, paste, shown, verdict
from tests.service.running import Service, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PROBLEM = "application/problem+json"


def refuse(page: "Page", status: int, body: str, kind: str = PROBLEM, **headers: str) -> None:
    """Let the service refuse every check."""
    page.route("**/v1/lint", lambda route: route.fulfill(status=status, body=body, content_type=kind, headers=headers))


def hold(page: "Page") -> "list[Route]":
    """Let no check be answered."""
    held: list[Route] = []
    page.route("**/v1/lint", lambda route: held.append(route))  # noqa: PLW0108 - playwright takes no methods of C
    return held


def test_the_list_follows_the_text_while_a_check_is_awaited(page: "Page") -> None:
    paste(page, plain=f"{BROKEN} {UNSAFE}")
    verdict(page, "Hold: 2 errors")
    hold(page)
    page.locator("#article").press("Control+Home")
    page.keyboard.insert_text("So it was: ")
    page.locator(".card .says").nth(1).click()
    assert page.evaluate("document.getSelection().toString()") == "in the that"
    page.keyboard.insert_text("in which")
    assert page.locator(".card").count() == 1
    assert page.inner_text("#number") == "1"
    assert page.locator("#marks mark").all_text_contents() == ["Orrinwould"]


def test_the_focus_stays_in_the_list_when_an_answer_comes(page: "Page") -> None:
    paste(page, plain=f"{BROKEN} {UNSAFE}")
    verdict(page, "Hold: 2 errors")
    held = hold(page)
    page.locator("#article").press("Control+Home")
    page.keyboard.insert_text("So: ")
    page.locator(".card .fix").nth(1).focus()
    page.locator("#list[aria-busy]").wait_for(state="attached")
    page.wait_for_timeout(100)
    held[0].continue_()
    page.locator("#list[aria-busy]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent").startswith("Fix: write “in which”")
    page.unroute("**/v1/lint")
    page.keyboard.press("Enter")
    verdict(page, "Hold: 1 error$")
    assert page.evaluate("document.activeElement.className") == "fix"
    page.keyboard.press("Enter")
    verdict(page, "Ready to publish")
    assert page.evaluate("document.activeElement.id") == "article"


def test_words_that_are_being_composed_are_left_alone(page: "Page") -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or "") if "/v1/lint" in request.url else None)
    page.locator("#article").press_sequentially("Ada ")
    verdict(page, "Ready to publish")
    asked.clear()
    composer = page.context.new_cdp_session(page)
    for part in ("に", "にほ", "にほん"):
        composer.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        page.wait_for_timeout(450)
    assert asked == []
    assert shown(page) == "Ada にほん"
    composer.send("Input.insertText", {"text": "日本"})
    page.wait_for_timeout(600)
    assert shown(page) == "Ada 日本"
    assert [json.loads(each)["text"] for each in asked] == ["Ada 日本"]
    page.keyboard.press("Control+Z")
    assert shown(page) == "Ada "


def test_a_text_outlives_a_reload(page: "Page") -> None:
    paste(page, plain=PAGE)
    verdict(page, "Hold")
    page.reload()
    assert shown(page) == PAGE
    assert page.is_checked("[name=format][value=html]")
    verdict(page, "Hold")
    page.locator("#article").press("Control+A")
    page.keyboard.press("Delete")
    verdict(page, "Nothing to check")
    page.reload()
    assert shown(page) == ""


def test_an_emptied_page_is_not_busy(page: "Page") -> None:
    hold(page)
    paste(page, plain=BROKEN)
    verdict(page, "Checking…")
    page.locator("#article").press("Control+A")
    page.keyboard.press("Delete")
    verdict(page, "Nothing to check")
    assert page.locator("[aria-busy]").count() == 0


REFUSALS = {
    "too busy": (503, '{"detail": "too many requests at once"}', PROBLEM, "too much to do", "Check now"),
    "too long": (413, '{"detail": "a body may have 5 bytes"}', PROBLEM, "may have 5 bytes. .*check it in parts", None),
    "failed": (500, '{"detail": "its log says more at 7"}', PROBLEM, "failed: its log says more at 7", "Check again"),
    "no service": (502, "<html>Bad gateway</html>", "text/html", "failed: status 502", "Check again"),
    "another page": (200, "<html>Log in</html>", "text/html", "refused: status 200", "Check again"),
    "in detail": (422, '{"detail": "no", "errors": [{"detail": "why"}]}', PROBLEM, "refused: no; why", "Check again"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_says_what_to_do_and_loses_nothing(page: "Page", name: str) -> None:
    status, body, kind, says, button = REFUSALS[name]
    refuse(page, status, body, kind)
    page.locator("#article").press_sequentially(BROKEN)
    verdict(page, "Not checked")
    assert re.search(says, page.inner_text("#note")), page.inner_text("#note")
    assert "Your text stays here" in page.inner_text("#note")
    assert shown(page) == BROKEN
    again = page.locator("#again")
    assert (again.inner_text() if again.is_visible() else None) == button
    page.unroute("**/v1/lint")
    if button:
        again.click()
    else:
        page.keyboard.insert_text(" ")
    verdict(page, "Hold: 1 error$")
    assert again.is_hidden()


@pytest.mark.parametrize("status", [None, 503])
def test_what_could_not_be_checked_is_checked_by_itself_later(page: "Page", status: int | None) -> None:
    if status:
        refuse(page, status, "{}", retry_after="1")
    else:
        page.route("**/v1/lint", lambda route: route.abort())
    paste(page, plain=BROKEN)
    verdict(page, "Not checked")
    page.unroute("**/v1/lint")
    verdict(page, "Hold: 1 error$")


def test_a_key_may_be_refused_and_asked_for_later(browser: "Browser", tmp_path: Path) -> None:
    from newslint.service.keys import new_key  # noqa: PLC0415 - the extra may be absent

    secret, entry = new_key("desk")
    with serving(tmp_path, NEWSLINT_API_KEYS=entry) as service:
        page = browser.new_page()
        page.goto(service.url)
        page.locator("#article").press_sequentially("The")
        page.locator("#ask-key[open]").wait_for()
        assert page.locator("#wrong-key").is_hidden()
        assert page.evaluate("document.activeElement.id") == "key"
        page.keyboard.press("Escape")
        page.locator("#article").press_sequentially(" ferry sails.")
        page.wait_for_timeout(800)
        assert shown(page) == "The ferry sails."
        assert page.locator("#ask-key[open]").count() == 0
        page.get_by_role("button", name="Enter the key").click()
        page.locator("#key").press_sequentially("wrong")
        page.keyboard.press("Enter")
        page.locator("#wrong-key").wait_for()
        page.locator("#key").press_sequentially(secret)
        page.keyboard.press("Enter")
        verdict(page, "Ready to publish")
        assert page.locator("#ask-key[open]").count() == 0
        page.close()


def dropped(page: "Page", target: str, text: str) -> bool:
    """Drop words somewhere, and return whether the page took them itself."""
    taken: bool = page.evaluate(
        """([target, text]) => {
            const held = new DataTransfer();
            held.setData("text/plain", text);
            const event = new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true});
            return !document.querySelector(target).dispatchEvent(event);
        }""",
        [target, text],
    )
    return taken


def test_words_that_are_moved_within_the_text_do_not_replace_it(page: "Page") -> None:
    paste(page, plain=BROKEN)
    assert not dropped(page, "#article", "Orrin")
    assert shown(page) == BROKEN
    assert dropped(page, "body", UNSAFE)
    assert shown(page) == UNSAFE
    page.click("#undo")
    assert shown(page) == BROKEN


def holds(page: "Page", text: str) -> None:
    """Wait until the page has this text: a file is not read at once."""
    from playwright.sync_api import expect  # noqa: PLC0415 - optional

    expect(page.locator("#article")).to_have_value(text)


def test_files_in_other_encodings_are_read_and_others_refused(page: "Page") -> None:
    for name, encoding in (("a.txt", "cp1252"), ("b.txt", "utf-16"), ("c.txt", "utf-8-sig")):
        drop(page, name, list("“The café waits.”".encode(encoding)))
        holds(page, "“The café waits.”")
        drop(page, "empty.txt", [])
        holds(page, "")
    paste(page, plain=BROKEN)
    drop(page, "photo.jpg", [255, 216, 255, 0, 0, 16])
    page.locator("#trouble", has_text="photo.jpg is no text").wait_for()
    assert shown(page) == BROKEN


def test_line_ends_of_other_systems_do_not_move_the_marks(page: "Page") -> None:
    paste(page, plain="x", html=f"<p>One</p>\r\n<p>Two</p>\r\n{PAGE}")
    page.get_by_role("button", name="Keep it as HTML").click()
    verdict(page, "Hold")
    assert page.locator("#marks mark").all_text_contents() == ["Times</em>and"]
    page.get_by_role("button", name="Fix all that is safe").click()
    verdict(page, "Ready to publish")
    assert shown(page) == f"<p>One</p>\n<p>Two</p>\n{PAGE.replace('</em>and', '</em> and')}"


def test_a_long_article_does_not_hold_up_the_typing(page: "Page") -> None:
    """What a letter costs in 100,000 characters with 500 findings is mostly what any text field takes for it."""
    text = (LONG * 130)[:100_000]
    finding: dict[str, Any] = {
        "rule": "a",
        "family": "a",
        "severity": "error",
        "message": "a",
        "evidence": [],
        "fix": None,
    }
    findings = [{**finding, "start": 200 * n, "end": 200 * n + 9, "fingerprint": str(n)} for n in range(500)]
    told = {"verdict": "hold", "complete": True, "failures": [], "findings": findings}
    page.route("**/v1/lint", lambda route: route.fulfill(json=told))
    paste(page, plain=text)
    verdict(page, "Hold: 500 errors")
    with_page, without = page.evaluate(
        """() => {
            const area = document.getElementById("article");
            const cost = isTold => {
                const times = [];
                for (let n = 0; n < 9; n++) {
                    const start = performance.now();
                    area.setRangeText("x", 150, 150, "end");
                    if (isTold) area.dispatchEvent(new InputEvent("input", {bubbles: true}));
                    area.getBoundingClientRect();
                    times.push(performance.now() - start);
                }
                return times.sort((a, b) => a - b)[3];
            };
            return [cost(true), cost(false)];
        }"""
    )
    assert with_page < 4 * without + 10
    assert page.locator("#marks mark").count() == 500


PIECES = ["🚢 sails. ", "e\u0301te\u0301 ", "👩‍👩‍👧 says: ", "नमस्ते ", "𝔸𝔹 ", "\u200b", "“Ja,” "]


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_offsets_are_those_of_a_browser(page: "Page", service: Service, kind: str) -> None:
    """What the service says in UTF-16 units, a browser's own strings have there."""
    line = "Ada Orrin spoke. Ada Orrinwould not say so, Ada Orrin said."
    text = "\n\n".join(f"{piece}{line}" for piece in PIECES)
    found: list[dict[str, Any]] = service.lint(**{kind: text, "offsets": "utf-16"})["findings"]
    points: list[dict[str, Any]] = service.lint(**{kind: text})["findings"]
    assert len(found) == len(points) >= len(PIECES)
    for theirs, ours in zip(found, points, strict=True):
        place, own = theirs.get("source", theirs), ours.get("source", ours)
        cut = page.evaluate("([text, start, end]) => text.slice(start, end)", [text, place["start"], place["end"]])
        assert cut == text[own["start"] : own["end"]]
        assert (
            page.evaluate("([text, at]) => text.slice(0, at).split('\\n').at(-1).length + 1", [text, place["start"]])
            == theirs["column"]
        )


def test_an_article_that_was_not_checked_is_not_called_good(page: "Page") -> None:
    late = {"verdict": "warn", "failures": [{"rule": "", "error": "not finished within 2 seconds"}], "findings": []}
    page.route("**/v1/lint", lambda route: route.fulfill(json=late), times=1)
    paste(page, plain=BROKEN)
    verdict(page, "Not checked")
    assert page.inner_text("#note") == "Not all was checked: not finished within 2 seconds."
    page.get_by_role("button", name="Check again").click()
    verdict(page, "Hold: 1 error$")
