"""The settings, the service as an engine, and what `manage.py check` says."""

import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from newslint import Linter
from newslint.report.wire import as_object
from newslint.sources.html import read
from tests.cms import site
from tests.cms.conftest import Newsroom

if site.IS_THERE:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.test import override_settings
    from newsroom import samples
    from newsroom.models import ArticlePage
    from wagtail.admin.forms import WagtailAdminPageForm
    from wagtail.models import Page

    from newslint.cms.wagtail import actions, checking, gate, service, setup
    from newslint.cms.wagtail.article import article_of
    from newslint.cms.wagtail.conf import Settings, settings
    from newslint.cms.wagtail.forms import NewslintPageForm
    from newslint.cms.wagtail.models import NewslintPageMixin
    from tests.cms.desk.models import GalleryPage

pytestmark = pytest.mark.wagtail


@dataclass
class Service:
    """A service that answers as newslint's does, or as a test wishes."""

    url: str = ""
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    status: int = 200
    answer: bytes = b""
    waits: float = 0


@pytest.fixture
def fake() -> Iterator[Service]:
    """Run such a service."""
    told, linter = Service(), Linter()

    def linted(body: dict[str, Any]) -> bytes:
        report = as_object(linter.lint(read(body["html"], language=body["language"])))
        return json.dumps({**report, "complete": True}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append((self.path, dict(self.headers), body))
            answer = told.answer or linted(body)
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(answer)))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            for start in range(0, len(answer), 200):
                time.sleep(told.waits)
                try:
                    self.wfile.write(answer[start : start + 200])
                except OSError:
                    return

        def do_GET(self) -> None:
            told.asked.append((self.path, dict(self.headers), {}))
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_service_finds_what_is_found_here(newsroom: Newsroom, fake: Service) -> None:
    article = article_of(newsroom.draft(samples.BROKEN))
    there = checking.check(article, Settings(url=fake.url, api_key="secret"))
    assert there == checking.check(article, Settings())
    assert [found.match for found in there.holding] == ["Gazetteand"]
    ((path, headers, asked),) = fake.asked
    assert (path, headers["Authorization"]) == ("/v1/lint", "Bearer secret")
    assert asked == {"html": article.html, "title": article.title, "language": "en", "url": article.url}


def test_the_service_gates(newsroom: Newsroom, fake: Service) -> None:
    with override_settings(NEWSLINT_WAGTAIL={"URL": fake.url}):
        newsroom.draft(samples.SOUND, "good").get_latest_revision().publish()
        with pytest.raises(gate.PublishingHeld):
            newsroom.draft(samples.BROKEN, "bad").get_latest_revision().publish()
    assert (newsroom.status("good"), newsroom.status("bad")) == (200, 404)


@pytest.mark.parametrize(
    ("status", "answer", "says"),
    [
        (503, b"{}", "503"),
        (200, b"<html>", "Expecting value"),
        (200, b"[]", "it lacks"),
        (200, b'{"verdict": "maybe", "complete": true, "findings": []}', "it lacks"),
        (200, b'{"verdict": "pass", "findings": []}', "it lacks"),
        (200, b'{"verdict": "pass", "complete": false, "findings": []}', "only a part of the text"),
        (200, b'{"verdict": "hold", "complete": true, "findings": [{"start": 1}]}', "crashed: KeyError"),
    ],
)
def test_a_service_that_does_not_answer_as_it_should(
    newsroom: Newsroom, fake: Service, status: int, answer: bytes, says: str
) -> None:
    fake.status, fake.answer = status, answer
    outcome = checking.check(article_of(newsroom.draft(samples.BROKEN)), Settings(url=fake.url))
    assert says in outcome.problem
    assert not outcome.found


def test_a_service_that_drips_is_given_up(newsroom: Newsroom, fake: Service) -> None:
    fake.waits, fake.answer = 0.3, b" " * 20_000
    started = time.monotonic()
    outcome = checking.check(article_of(newsroom.draft(samples.BROKEN)), Settings(url=fake.url, timeout=1))
    assert "took longer than 1 s" in outcome.problem
    assert time.monotonic() - started < 10


def test_a_service_that_failed_is_left_alone_for_a_while(newsroom: Newsroom, fake: Service) -> None:
    fake.status = 500
    chosen = Settings(url=fake.url, retry_after=0.2)
    first, second = (article_of(newsroom.draft(samples.SOUND, slug)) for slug in ("one", "two"))
    second = type(second)(second.pieces, second.html + " ", second.title, second.language)
    assert checking.check(first, chosen).problem == checking.check(second, chosen).problem != ""
    assert len(fake.asked) == 1
    fake.status = 200
    time.sleep(0.25)
    assert not checking.check(second, chosen).problem
    assert len(fake.asked) == 2


def test_what_is_incomplete_never_passes_in_silence(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ArticlePage, "newslint_language", "de")
    outcome = checking.check(article_of(newsroom.draft(samples.SOUND)), settings())
    assert "can judge an article in “de”" in outcome.problem


def test_a_check_in_part_is_told_from_none(newsroom: Newsroom, fake: Service) -> None:
    article = article_of(newsroom.draft(samples.BROKEN))
    rule, whole = {"rule": "glued-words", "error": "it crashed"}, {"rule": "", "error": "not finished within 3 seconds"}
    for failures, says, is_partial in (
        ([rule], "glued-words: it crashed", True),
        ([whole], "not finished within 3 seconds", False),
        ([], "only a part of the text was checked", True),
    ):
        checking.forget()
        fake.answer = json.dumps({"verdict": "warn", "complete": False, "findings": [], "failures": failures}).encode()
        outcome = checking.check(article, Settings(url=fake.url))
        assert (outcome.problem, outcome.is_partial) == (says, is_partial)


def test_a_page_that_went_out_half_checked_is_not_called_unchecked(newsroom: Newsroom, fake: Service) -> None:
    failures = [{"rule": "glued-words", "error": "it crashed"}]
    fake.answer = json.dumps({"verdict": "warn", "complete": False, "findings": [], "failures": failures}).encode()
    page = newsroom.draft(samples.SOUND)
    says = "newslint checked this page only in part"
    with override_settings(NEWSLINT_WAGTAIL={"URL": fake.url}):
        assert gate.decide(page).says == f"{says}: glued-words: it crashed"
        shown = newsroom.client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert f"{says}: glued-words: it crashed." in shown
        page.get_latest_revision().publish()
    history = newsroom.client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Published after newslint had checked only a part of it" in history
    with override_settings(NEWSLINT_WAGTAIL={"URL": fake.url, "ON_FAILURE": "hold"}):
        assert gate.decide(page).says == f"{says}, so it is not published: glued-words: it crashed"


def test_a_crash_is_a_problem_not_an_error(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "read", lambda *_, **__: 1 / 0)
    page = newsroom.draft(samples.SOUND)
    assert "ZeroDivisionError" in checking.check(article_of(page), settings()).problem


@pytest.mark.parametrize(
    ("status", "answer", "says"),
    [
        (401, b'{"title": "no such key"}', "HTTP Error 401"),
        (302, b"", "HTTP Error 302"),
        (307, b"", "HTTP Error 307"),
        (200, b"[" * 100_000, "recursion"),
        (200, b"{\xff}", "codec can't decode"),
    ],
)
def test_a_service_that_fails_is_told_and_left_alone(
    newsroom: Newsroom, fake: Service, status: int, answer: bytes, says: str
) -> None:
    fake.status, fake.answer = status, answer or b"{}"
    article = article_of(newsroom.draft(samples.BROKEN))
    for _ in range(2):
        with pytest.raises(service.ServiceError, match=says):
            service.ask(Settings(url=fake.url, api_key="secret"), {"html": article.html, "language": "en"})
    assert len(fake.asked) == 1


@pytest.mark.parametrize("problem", ["hold", "publish"])
def test_a_service_that_is_down_is_logged_once_for_a_page_whose_time_has_come(newsroom: Newsroom, problem: str) -> None:
    page = newsroom.draft(samples.SOUND)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = "2001-01-01T00:00:00Z"
    revision.save()
    down = {"URL": "http://127.0.0.1:9", "TIMEOUT": 0.2, "ON_FAILURE": problem}
    with override_settings(NEWSLINT_WAGTAIL=down):
        for _ in range(3):
            call_command("publish_scheduled")
    assert newsroom.status() == (404 if problem == "hold" else 200)
    assert len(newsroom.log(page, actions.HELD)) == (problem == "hold")
    assert len(newsroom.log(page, actions.UNCHECKED)) == (problem == "publish")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "must be a dictionary"),
        ({"HOLD": "error"}, "unknown key “HOLD”"),
        ({"HOLD_AT": "fatal"}, "HOLD_AT can be error, warning, note, never"),
        ({"ON_FAILURE": "maybe"}, "ON_FAILURE can be publish, hold"),
        ({"TIMEOUT": 0}, "a number above 0"),
        ({"TIMEOUT": True}, "a number above 0"),
        ({"TIMEOUT": float("nan")}, "a number above 0"),
        ({"RETRY_AFTER": float("inf")}, "a number above 0"),
        ({"URL": "127.0.0.1:8765"}, "URL must be like"),
        ({"URL": "file:///etc"}, "URL must be like"),
        ({"URL": "http://"}, "URL must be like"),
        ({"URL": "http://a:b"}, "URL must be like"),
        ({"URL": "http://[::1"}, "URL must be like"),
        ({"URL": "http://localhost\r\nX-A: b"}, "URL must be like"),
        ({"URL": 3}, "must be a text"),
        ({"URL": "http://x", "CONFIG": "newslint.toml"}, "a service at URL has its own"),
    ],
)
def test_settings_that_make_no_sense(given: Any, says: str) -> None:
    with override_settings(NEWSLINT_WAGTAIL=given):
        with pytest.raises(ImproperlyConfigured, match=says):
            settings()
        assert [message.id for message in setup.problems(None)] == ["newslint.E001"]


def test_the_rules_of_the_house_are_taken_from_its_configuration(newsroom: Newsroom, tmp_path: Path) -> None:
    config = tmp_path / "newslint.toml"
    config.write_text('[vocabulary]\naccept = ["Gazetteand"]\n')
    with override_settings(NEWSLINT_WAGTAIL={"CONFIG": config}):
        assert not setup.problems(None)
        newsroom.draft(samples.BROKEN).get_latest_revision().publish()
        assert newsroom.status() == 200
        config.write_text("[vocabulary]\naccept = []\n")
        os.utime(config, (1, 1))
        checking.forget()
        with pytest.raises(gate.PublishingHeld):
            newsroom.draft(samples.BROKEN, "later").get_latest_revision().publish()
        config.write_text('baseline = "old.json"\n[backends.languagetool]\nurl = "http://localhost:8081"\n')
        assert [message.id for message in setup.problems(None)] == ["newslint.W002", "newslint.W003"]
    with override_settings(NEWSLINT_WAGTAIL={"CONFIG": str(tmp_path / "none.toml")}):
        assert [message.id for message in setup.problems(None)] == ["newslint.E001"]


def test_a_model_that_would_let_pages_slip_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ArticlePage, "base_form_class", WagtailAdminPageForm)
    monkeypatch.setattr(ArticlePage, "newslint_fields", ("title", "corpus"))
    of_article = ["newslint.E002", "newslint.E003"]
    assert [message.id for message in setup.problems_of(ArticlePage)] == of_article
    assert [message.id for message in setup.problems(None)] == of_article * 2  # its subclass has the same form
    monkeypatch.setattr(setup, "get_page_models", list)
    assert [message.id for message in setup.problems(None)] == ["newslint.W001"]


@pytest.mark.parametrize(("name", "says"), [("go_live_at", "holds no text"), ("locale", "holds no text")])
def test_a_field_without_text_cannot_be_checked(monkeypatch: pytest.MonkeyPatch, name: str, says: str) -> None:
    monkeypatch.setattr(ArticlePage, "newslint_fields", ("title", name))
    (message,) = setup.problems_of(ArticlePage)
    assert (message.id, says in message.msg) == ("newslint.E003", True)


def test_a_mixin_that_stands_behind_the_page_gates_nothing() -> None:
    class Behind(Page, NewslintPageMixin):
        base_form_class = NewslintPageForm

        class Meta:
            abstract = True
            app_label = "desk"

    class Without(Page):
        base_form_class = NewslintPageForm
        newslint_gated = True

        class Meta:
            abstract = True
            app_label = "desk"

    for model in (Behind, Without):
        assert [message.id for message in setup.problems_of(model)] == ["newslint.E004"]
    assert not list(setup.problems_of(GalleryPage))


def test_the_example_has_all_its_migrations(newsroom: Newsroom) -> None:
    assert newsroom.home
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert not setup.problems(None)


def test_the_permission_can_be_given_to_a_group(newsroom: Newsroom) -> None:
    from django.contrib.auth.models import Group, User  # noqa: PLC0415 - only there with Wagtail

    newsroom.client.force_login(User.objects.get(username="admin"))
    group = Group.objects.get(name="Editors")
    shown = newsroom.client.get(f"/admin/groups/edit/{group.pk}/").content.decode()
    assert "Can publish in spite of newslint, for a reason" in shown
