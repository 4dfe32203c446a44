"""The side panel's question about a form as it stands: what it answers, and to whom."""

import re
from typing import Any

import pytest

from tests.cms import site
from tests.cms.conftest import Newsroom

if site.IS_THERE:
    from django.contrib.auth.models import Group, Permission, User
    from django.test import Client, override_settings
    from newsroom import samples
    from newsroom.models import ArticlePage
    from wagtail.models import PageLogEntry, Revision

    from tests.cms.desk.models import SectionPage

pytestmark = pytest.mark.wagtail

PANEL = "/admin/newslint/panel/{}/"
NEW = "/admin/newslint/panel/newsroom/articlepage/{}/"
EDIT = "/admin/pages/{}/edit/"


def says(response: Any) -> str:
    (found,) = re.findall(r"data-newslint-says>(.*?)</p>", response.content.decode(), re.DOTALL)
    return " ".join(found.split())


def test_it_answers_about_what_is_written_and_saves_nothing(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    entries, revisions = PageLogEntry.objects.count(), Revision.objects.count()
    response = newsroom.client.post(PANEL.format(page.pk), newsroom.form(samples.BROKEN) | {"action-publish": "1"})
    assert says(response) == "newslint holds this page: one place to mend."
    assert "<mark>Gazetteand</mark>" in response.content.decode()
    assert 'data-newslint-count="1" data-newslint-can-override="no"' in response.content.decode()
    assert says(newsroom.client.post(PANEL.format(page.pk), newsroom.form(samples.SOUND))) == "newslint found nothing."
    assert (PageLogEntry.objects.count(), Revision.objects.count()) == (entries, revisions)
    assert newsroom.status() == 404


def test_it_answers_about_a_form_that_is_not_complete(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(samples.BROKEN, title="", slug="no slug!", go_live_at="never")
    assert "one place to mend" in says(newsroom.client.post(PANEL.format(page.pk), data))
    assert newsroom.client.post(PANEL.format(page.pk), {}).status_code == 200


def test_it_answers_about_a_page_that_is_not_there_yet(newsroom: Newsroom) -> None:
    response = newsroom.client.post(NEW.format(newsroom.home.pk), newsroom.form(samples.BROKEN, "new"))
    assert "one place to mend" in says(response)
    assert not ArticlePage.objects.filter(slug="new").exists()
    response = newsroom.client.post(NEW.format(newsroom.home.pk), newsroom.form(samples.BROKEN, "new", title=""))
    assert "one place to mend" in says(response)


def test_the_form_names_where_to_ask(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    shown = newsroom.client.get(EDIT.format(page.pk)).content.decode()
    assert f'data-newslint-url="{PANEL.format(page.pk)}"' in shown
    assert "newslint_wagtail/panel.js" in shown
    shown = newsroom.client.get(f"/admin/pages/add/newsroom/articlepage/{newsroom.home.pk}/").content.decode()
    assert f'data-newslint-url="{NEW.format(newsroom.home.pk)}"' in shown


def test_only_whoever_may_edit_the_page_is_answered(newsroom: Newsroom) -> None:
    page, data = newsroom.draft(samples.BROKEN), newsroom.form(samples.BROKEN)
    stranger = User.objects.create_user("stranger", is_staff=True)
    group = Group.objects.create(name="Strangers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    stranger.groups.add(group)
    client = Client()
    for url in (PANEL.format(page.pk), NEW.format(newsroom.home.pk)):
        response = client.post(url, data)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")
    client.force_login(stranger)
    for url in (PANEL.format(page.pk), NEW.format(newsroom.home.pk)):
        response = client.post(url, data, headers={"x-requested-with": "XMLHttpRequest"})
        assert response.status_code == 403
        assert "Gazette" not in response.content.decode()


def test_it_wants_a_token(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    client = Client(enforce_csrf_checks=True)
    client.force_login(newsroom.user)
    assert client.post(PANEL.format(page.pk), newsroom.form(samples.BROKEN)).status_code == 403
    form = client.get(EDIT.format(page.pk)).content.decode()
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form))
    headers = {"X-CSRFToken": token}
    assert client.post(PANEL.format(page.pk), newsroom.form(samples.BROKEN), headers=headers).status_code == 200


def test_it_answers_only_to_post_and_only_about_pages_that_are_gated(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    section = newsroom.home.add_child(instance=SectionPage(title="Section", slug="section"))
    assert newsroom.client.get(PANEL.format(page.pk)).status_code == 405
    for url in (PANEL.format(section.pk), PANEL.format(9999), NEW.format(9999)):
        assert newsroom.client.post(url, {}).status_code == 404
    for kind in ("desk/sectionpage", "auth/user", "no/such"):
        assert newsroom.client.post(f"/admin/newslint/panel/{kind}/{newsroom.home.pk}/", {}).status_code == 404


def test_it_answers_about_no_page_that_could_not_be_made_there(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ArticlePage, "creatable_subpage_models", classmethod(lambda _: [SectionPage]))
    assert newsroom.client.post(NEW.format(newsroom.home.pk), newsroom.form(samples.BROKEN)).status_code == 404


def test_it_offers_the_reason_to_whoever_may(newsroom: Newsroom) -> None:
    newsroom.may_override()
    page = newsroom.draft(samples.SOUND)
    shown = newsroom.client.get(EDIT.format(page.pk)).content.decode()
    assert "data-newslint-override hidden" in shown
    response = newsroom.client.post(PANEL.format(page.pk), newsroom.form(samples.BROKEN))
    assert 'data-newslint-can-override="yes"' in response.content.decode()


def test_it_says_that_the_check_cannot_run(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    with override_settings(NEWSLINT_WAGTAIL={"URL": "http://127.0.0.1:9", "TIMEOUT": 0.2}):
        response = newsroom.client.post(PANEL.format(page.pk), newsroom.form(samples.SOUND))
    assert says(response).startswith("newslint could not check this page: the newslint service at")
    assert 'data-newslint-count="1"' in response.content.decode()


def test_what_is_found_runs_nothing(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    standfirst = "<img src=x onerror=alert(1)> He told the Harbour Timesand<script>alert(1)</script> other papers."
    shown = newsroom.client.post(PANEL.format(page.pk), newsroom.form(samples.SOUND, standfirst=standfirst))
    assert "Timesand" in shown.content.decode()
    assert not re.search(r"<(?:img|script)", shown.content.decode())
