"""The service that most tests share, and a browser that shows its page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.conftest import chromium
from tests.service.running import Service, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service"), "--max-body", "200000", "--client-timeout", "3") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: "Browser", service: Service) -> Iterator["Page"]:
    """Return the page, and see to it that it has no errors and asks nobody else."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    troubles: list[str] = []
    opened.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith(service.url) else troubles.append(asked.url))
    opened.goto(service.url)
    yield opened
    context.close()
    ours = [trouble for trouble in troubles if "Failed to load resource" not in trouble]  # a test lets requests fail
    assert ours == []
