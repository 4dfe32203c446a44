"""The text of a page is what a browser shows of it: headless Chromium is asked for its `innerText`.

Not compared are blank lines and how wide blanks are. Closed `<details>` are opened, because editors have to read them,
and `<svg>` is taken out, because what it draws is no text.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newslint import Document
from newslint.sources import ReadingOptions, open_source
from tests.articles import FIXTURES
from tests.conftest import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = sorted((FIXTURES / "pages").iterdir())
PREPARE = """
document.querySelectorAll('details').forEach(element => element.open = true);
document.querySelectorAll('svg').forEach(element => element.remove());
"""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Page]":
    """Return a page of a browser that loads nothing from the network."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = running.new_page()
        page.route(re.compile("^https?:"), lambda route: route.abort())
        yield page
        running.close()


def lines(text: str) -> list[str]:
    """Return the lines that are not blank, with single spaces."""
    return [line for line in (re.sub(r"[ \t]+", " ", part).strip() for part in text.split("\n")) if line]


def test_there_are_pages() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_text_is_what_a_browser_shows(browser: "Page", path: Path) -> None:
    browser.goto(path.as_uri(), wait_until="domcontentloaded")
    browser.evaluate(f"() => {{ {PREPARE} }}")
    shown = browser.evaluate("document.body.innerText")
    (doc,) = open_source(str(path), ReadingOptions()).articles()
    assert isinstance(doc, Document)
    assert lines(doc.text) == lines(shown)
