"""The admin in real headless Chromium: held with the message at its place, mended, published, and let out for a reason.

The site is the one of examples/wagtail, started as its users start it.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cms import site
from tests.conftest import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Page

pytestmark = [pytest.mark.wagtail, pytest.mark.browser]

SHOTS = os.environ.get("NEWSLINT_TEST_SCREENSHOTS", "")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[str]":
    """Start the site with one command, as the documentation says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", str(site.EXAMPLE / "manage.py"), "demo", "--port", str(port)]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_DATA": str(tmp_path_factory.mktemp("newsroom")),
    }
    log = tmp_path_factory.mktemp("log") / "log"
    with log.open("wb") as stream, subprocess.Popen(command, env=environment, stdout=stream, stderr=stream) as running:
        found = f"http://127.0.0.1:{port}"
        for _ in range(300):
            if is_up(f"{found}/admin/login/") or running.poll() is not None:
                break
            time.sleep(0.2)
        assert running.poll() is None, log.read_text()
        yield found
        running.terminate()
        running.wait(20)


def is_up(url: str) -> bool:
    return status(url) == 200


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - of this machine
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return 0


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(autouse=True)
def _no_tab_is_left(browser: "Browser") -> "Iterator[None]":
    """Close what a test opened: an open edit form goes on saving its draft."""
    yield
    for context in browser.contexts:
        context.close()


def logged_in(browser: "Browser", address: str, user: str) -> "Page":
    page = browser.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce").new_page()
    page.set_default_timeout(30_000)
    page.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page.goto(f"{address}/admin/login/")
    page.fill("#id_username", user)
    page.fill("#id_password", user)
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/admin/")
    return page


def shot(page: "Page", name: str) -> None:
    """Keep what is to be looked at, if somebody wants to look."""
    if SHOTS:
        page.wait_for_timeout(700)
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=False)


def open_draft(page: "Page", address: str, title: str) -> None:
    page.goto(f"{address}/admin/pages/")
    page.goto(f"{address}/admin/pages/search/?q={title.replace(' ', '+')}")
    page.get_by_role("link", name=title, exact=True).first.click()
    page.wait_for_selector("#page-edit-form")


def publish(page: "Page") -> None:
    page.click("footer [data-w-dropdown-target=toggle]")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish", exact=True).click()


def is_told_published(page: "Page") -> None:
    """Wait for the admin's message; the words alone are in the source that an error page shows as well."""
    page.locator(".messages").get_by_text("has been published").wait_for()


def write_body(page: "Page", text: str) -> None:
    """Replace the body, and wait until it is saved."""
    editor = page.locator("[data-contentpath=body] [contenteditable=true]").first
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    editor.get_by_text(text, exact=True).wait_for()
    is_saved(page)


def is_saved(page: "Page") -> None:
    """Wait until Wagtail has saved the draft by itself.

    Whoever publishes in the moment of that save may find the page not public: Wagtail 8.0 writes all of the draft that
    it read before, `live` as well (WagtailAdminPageForm.save), with newslint and without.
    """
    page.wait_for_timeout(1_500)
    page.get_by_text("Saved", exact=True).wait_for()


def test_a_broken_draft_is_held_then_mended_then_public(browser: "Browser", address: str) -> None:
    page = logged_in(browser, address, "editor")
    open_draft(page, address, "Eastern pier to be repaired at last")
    publish(page)
    page.get_by_text(re.compile(r"newslint: “Gazetteand” looks like")).first.wait_for()
    shot(page, "1-held")
    page.get_by_text(re.compile(r"newslint: “Gazetteand” looks like")).first.scroll_into_view_if_needed()
    shot(page, "2-at-the-field")
    page.click("[data-side-panel-toggle=newslint]")
    page.locator("[data-newslint-finding=glued-after-name]").wait_for()
    shot(page, "3-panel")
    assert page.locator("#newslint-reason").count() == 0
    assert status(f"{address}/broken/") == 404

    write_body(page, "The harbour council voted on Tuesday to repair the eastern pier. Work begins on Monday.")
    publish(page)
    shot(page, "4-published")
    is_told_published(page)
    assert status(f"{address}/broken/") == 200


def test_a_block_of_a_stream_shows_its_own_message(browser: "Browser", address: str) -> None:
    page = logged_in(browser, address, "editor")
    open_draft(page, address, "Eastern pier to be repaired")
    heading = page.locator("input[name='more-2-value-heading']")
    heading.fill("The ferry in the that pier")
    publish(page)
    message = page.locator("[data-contentpath=heading]").get_by_text(re.compile("newslint: .*in the that")).first
    message.wait_for()
    message.scroll_into_view_if_needed()
    shot(page, "5-in-a-block")
    assert status(f"{address}/sound/") == 404


def test_who_may_lets_it_out_for_a_reason(browser: "Browser", address: str) -> None:
    page = logged_in(browser, address, "admin")
    open_draft(page, address, "Eastern pier to be repaired")
    page.fill("textarea[name=standfirst]", "He told the Harbour Timesand other papers of it.")
    publish(page)
    page.get_by_text("give a reason in the newslint panel").first.wait_for()
    page.click("[data-side-panel-toggle=newslint]")
    page.fill("#newslint-reason", "that is the name of the paper")
    shot(page, "6-reason")
    is_saved(page)
    publish(page)
    is_told_published(page)
    assert status(f"{address}/sound/") == 200
    open_draft(page, address, "Eastern pier to be repaired")
    page.goto(re.sub(r"/edit/.*", "/history/", page.url))
    page.get_by_text("that is the name of the paper").wait_for()
    shot(page, "7-history")


PANEL = "[data-newslint-findings] [data-newslint-finding=glued-after-name]"
GLUED = "He told the Harbour Timesand other papers of it."


def counter(page: "Page") -> str:
    return page.locator("[data-side-panel-toggle=newslint] [data-side-panel-toggle-counter]").inner_text().strip()


@pytest.mark.parametrize("is_new", [True, False])
def test_the_panel_follows_what_is_written(browser: "Browser", address: str, is_new: bool) -> None:
    page = logged_in(browser, address, "admin")
    if is_new:
        page.goto(f"{address}/admin/pages/add/newsroom/articlepage/3/")
        page.wait_for_selector("#page-edit-form")
    else:
        open_draft(page, address, "The Harbour Gazette")
    page.click("[data-side-panel-toggle=newslint]")
    page.get_by_text("newslint found nothing.").first.wait_for()
    standfirst = page.locator("textarea[name=standfirst]")
    standfirst.fill(GLUED)
    page.locator(PANEL).wait_for()
    assert counter(page) == "1"
    status = page.locator("[data-newslint-status]")
    assert status.text_content() == "newslint holds this page: one place to mend."
    page.fill("#newslint-reason", "that is the name of the paper")
    shot(page, f"8-panel-follows-{is_new}")
    standfirst.fill("He told the Harbour Times and other papers of it.")
    page.locator(PANEL).wait_for(state="detached")
    assert not page.locator("#newslint-reason").is_visible()
    standfirst.fill(GLUED)
    page.locator(PANEL).wait_for()
    assert page.locator("#newslint-reason").input_value() == "that is the name of the paper"
    assert "/admin/pages/" in page.url


def test_the_panel_says_when_it_cannot_ask(browser: "Browser", address: str) -> None:
    page = logged_in(browser, address, "editor")
    open_draft(page, address, "The Harbour Gazette")
    page.click("[data-side-panel-toggle=newslint]")
    page.route("**/newslint/panel/**", lambda route: route.abort())
    page.fill("textarea[name=standfirst]", "The council met.")
    page.get_by_text("newslint cannot be asked about what you are writing.").wait_for()
    shot(page, "9-cannot-ask")


def test_what_is_written_runs_nothing(browser: "Browser", address: str) -> None:
    page = logged_in(browser, address, "editor")
    ran: list[str] = []

    def on_dialog(dialog: "Dialog") -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    open_draft(page, address, "The Harbour Gazette")
    heading = page.locator("textarea[name=standfirst]")
    heading.fill(f"<img src=x onerror=alert(1)><script>alert(2)</script> {GLUED}")
    page.click("[data-side-panel-toggle=newslint]")
    page.locator(PANEL).wait_for()
    page.click("[data-side-panel-toggle=newslint]")
    publish(page)
    page.get_by_text(re.compile("newslint: .*Timesand")).first.wait_for()
    page.click("[data-side-panel-toggle=newslint]")
    page.locator(PANEL).wait_for()
    shot(page, "10-hostile")
    assert not ran
    assert page.locator("[data-newslint] img, [data-newslint] script").count() == 0


def test_the_panel_and_the_errors_are_accessible(browser: "Browser", address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - optional

    page = logged_in(browser, address, "admin")
    open_draft(page, address, "The Harbour Gazette")
    page.fill("textarea[name=standfirst]", GLUED)
    publish(page)
    page.click("[data-side-panel-toggle=newslint]")
    page.locator(PANEL).wait_for()
    page.wait_for_timeout(500)
    found = Axe().run(page, context="[data-side-panel=newslint]")
    assert not found.response["violations"], found.generate_report()
    field = page.locator("textarea[name=standfirst]")
    described = field.get_attribute("aria-describedby") or ""
    told = " ".join(page.locator(f"#{name}").inner_text() for name in described.split())
    assert "[Timesand]" in told
