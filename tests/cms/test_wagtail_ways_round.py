"""Ways round the gate: what an editor, a site's code or Wagtail itself does beside the buttons."""

import json
from typing import Any

import pytest

from tests.cms import site
from tests.cms.conftest import Newsroom

if site.IS_THERE:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client, override_settings
    from django.urls import reverse
    from newsroom import samples
    from newsroom.models import ArticlePage
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction
    from wagtail.actions.registry import action_registry
    from wagtail.models import APIToken, Locale, Page, PageLogEntry

    from newslint.cms.wagtail import actions, checking, gate, reasons
    from newslint.cms.wagtail.article import article_of
    from newslint.sources.html import read
    from tests.cms.desk.models import BriefPage, FeaturePage, SectionPage

pytestmark = pytest.mark.wagtail

BROKEN = "and radio that the work"
GLUED = "He told the Harbour Timesand other papers of it."
EDIT = "/admin/pages/{}/edit/"
PUBLISH = {"action-publish": "1"}


def messages(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def broken_live(newsroom: Newsroom, slug: str = "story", below: Any = None) -> Any:
    """Return a broken page that was live before newslint came."""
    page = ArticlePage(title="Eastern pier to be repaired", slug=slug, body=samples.SOUND, live=False)
    (below or newsroom.home).add_child(instance=page)
    page.save_revision().publish()
    ArticlePage.objects.filter(pk=page.pk).update(body=samples.BROKEN)
    return ArticlePage.objects.get(pk=page.pk)


# --- pages that are not what they seem ------------------------------------------------------------------------------


def test_a_plain_page_made_live(newsroom: Newsroom) -> None:
    page = Page.objects.get(pk=newsroom.draft(samples.BROKEN).pk)
    page.live = True
    with pytest.raises(gate.PublishingHeld):
        page.save()
    with pytest.raises(gate.PublishingHeld):
        page.save(update_fields=["live"])
    assert newsroom.status() == 404


def test_the_title_of_a_plain_page_that_is_live(newsroom: Newsroom) -> None:
    page = Page.objects.get(pk=newsroom.live().pk)
    page.title = GLUED
    with pytest.raises(gate.PublishingHeld):
        page.save()
    assert "Timesand" not in newsroom.shown()


def test_a_plain_page_whose_text_is_sound(newsroom: Newsroom) -> None:
    page = Page.objects.get(pk=newsroom.draft(samples.SOUND).pk)
    page.live = True
    page.save()
    assert newsroom.status() == 200


def test_a_page_taken_as_its_parent_class(newsroom: Newsroom) -> None:
    feature = FeaturePage(title="Feature", slug="feature", body=samples.SOUND, side=GLUED, live=False)
    newsroom.home.add_child(instance=feature)
    page = ArticlePage.objects.get(pk=feature.pk)
    page.live = True
    with pytest.raises(gate.PublishingHeld):
        page.save()
    assert not Page.objects.get(pk=feature.pk).live


# --- aliases --------------------------------------------------------------------------------------------------------


def test_an_alias_of_a_draft_cannot_go_public_before_it(newsroom: Newsroom) -> None:
    alias = newsroom.draft(samples.BROKEN).create_alias(update_slug="alias")
    assert newsroom.status("alias") == 404
    alias.live = True
    with pytest.raises(gate.PublishingHeld):
        alias.save()
    assert newsroom.status("alias") == 404


def test_an_alias_follows_its_source_and_never_shows_what_is_held(newsroom: Newsroom) -> None:
    page = newsroom.live()
    page.create_alias(update_slug="alias")
    assert newsroom.status("alias") == 200
    page.body = samples.BROKEN
    revision = page.save_revision()
    with pytest.raises(gate.PublishingHeld):
        revision.publish()
    assert BROKEN not in newsroom.shown("alias")
    page.standfirst, page.body = "The council met.", samples.SOUND
    page.save_revision().publish()
    assert "The council met." in newsroom.shown("alias")


def test_an_alias_follows_a_source_that_went_out_for_a_reason(newsroom: Newsroom) -> None:
    page = newsroom.live()
    page.create_alias(update_slug="alias")
    page.body = samples.BROKEN
    page.save_revision()
    actions.grant(page, newsroom.user, "the paper is called so")
    page.get_latest_revision().publish()
    assert BROKEN in newsroom.shown("alias")


def test_an_alias_shows_what_the_public_sees_of_its_source_already(newsroom: Newsroom) -> None:
    broken_live(newsroom).create_alias(update_slug="alias")
    assert BROKEN in newsroom.shown("alias")


def test_a_source_cannot_show_its_draft_through_its_alias(newsroom: Newsroom) -> None:
    page = newsroom.live()
    page.create_alias(update_slug="alias")
    page.body = samples.BROKEN
    with pytest.raises(gate.PublishingHeld):
        page.update_aliases(_content=page.serializable_data())
    assert BROKEN not in newsroom.shown("alias")


def test_an_alias_made_a_page_of_its_own_is_gated(newsroom: Newsroom) -> None:
    page = newsroom.live()
    alias = page.create_alias(update_slug="alias")
    newsroom.client.post(f"/admin/pages/{alias.pk}/convert_alias/")
    alias = ArticlePage.objects.get(pk=alias.pk)
    assert alias.alias_of_id is None
    alias.body = samples.BROKEN
    with pytest.raises(gate.PublishingHeld):
        alias.save_revision().publish()


# --- copies ---------------------------------------------------------------------------------------------------------


def copy(newsroom: Newsroom, page: Any) -> Any:
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": newsroom.home.pk}
    wishes = {"publish_copies": "on", "copy_subpages": "on"}
    return newsroom.client.post(f"/admin/pages/{page.pk}/copy/", data | wishes, follow=True)


@pytest.mark.parametrize("is_gated", [True, False])
def test_a_section_with_a_broken_page_is_not_copied_live(newsroom: Newsroom, is_gated: bool) -> None:
    section = newsroom.live("section")
    if not is_gated:
        section = newsroom.home.add_child(instance=SectionPage(title="Section", slug="other"))
    broken_live(newsroom, "below", section)
    response = copy(newsroom, section)
    assert "is not published" in messages(response)
    assert not Page.objects.filter(slug="copy").exists()
    assert not Page.find_problems()[0] + Page.find_problems()[4]


@pytest.mark.parametrize("by_action", [True, False])
def test_a_copy_from_code_is_whole_or_nothing(newsroom: Newsroom, by_action: bool) -> None:
    section = newsroom.live("section")
    broken_live(newsroom, "below", section)
    wished = {"recursive": True, "update_attrs": {"slug": "copy"}}
    action = action_registry.get_action_class(Page, "copy")(section, **wished)
    with pytest.raises(gate.PublishingHeld):
        action.execute() if by_action else section.copy(**wished)
    assert not Page.objects.filter(slug="copy").exists()


def test_a_copy_as_a_draft_is_free(newsroom: Newsroom) -> None:
    page = broken_live(newsroom)
    page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert newsroom.status("copy") == 404
    assert Page.objects.filter(slug="copy").exists()


def test_a_copy_for_translation_is_a_draft(newsroom: Newsroom) -> None:
    french = Locale.objects.create(language_code="fr")
    home = newsroom.home.copy_for_translation(french)
    copied = broken_live(newsroom).copy_for_translation(french)
    assert (home.live, copied.live) == (False, False)


def test_another_language_does_not_open_the_gate(newsroom: Newsroom) -> None:
    """A text in a language without rules goes out unchecked by default, and that is in the log; or is held."""
    page = newsroom.draft(samples.BROKEN)
    page.locale = Locale.objects.create(language_code="de")
    page.save()
    revision = page.save_revision()
    with override_settings(NEWSLINT_WAGTAIL={"ON_FAILURE": "hold"}), pytest.raises(gate.PublishingHeld):
        revision.publish()
    revision.publish()
    assert len(newsroom.log(page, actions.UNCHECKED)) == 1


# --- actions, old versions, and Wagtail's API -----------------------------------------------------------------------


def test_wagtails_own_action_is_held_when_it_saves(newsroom: Newsroom) -> None:
    revision = newsroom.draft(samples.BROKEN).get_latest_revision()
    with pytest.raises(gate.PublishingHeld):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
    assert newsroom.status() == 404


def test_the_api_of_the_admin(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    assert newsroom.client.post(url).status_code == 403
    assert newsroom.status() == 404


def test_pretending_that_the_time_has_come(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    page.get_latest_revision().publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    assert newsroom.status() == 404


def test_an_old_version_put_back(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    old = page.get_latest_revision()
    page.body = samples.SOUND
    page.save_revision().publish()
    url = f"/admin/pages/{page.pk}/revisions/{old.pk}/revert/"
    assert newsroom.client.get(url).status_code == 200
    data = newsroom.form(samples.BROKEN) | PUBLISH | {"revision": str(old.pk)}
    assert newsroom.client.post(EDIT.format(page.pk), data).status_code == 200
    with pytest.raises(gate.PublishingHeld):
        old.publish()
    action_registry.get_action_class(Page, "revert")(instance=page, revision=old).execute()
    with pytest.raises(gate.PublishingHeld):
        ArticlePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert BROKEN not in newsroom.shown()


def test_unpublished_and_published_again(newsroom: Newsroom) -> None:
    page = broken_live(newsroom)
    page.save_revision()
    page.unpublish()
    with pytest.raises(gate.PublishingHeld):
        page.get_latest_revision().publish()
    assert newsroom.status() == 404


def test_a_page_that_is_moved_keeps_what_it_shows(newsroom: Newsroom) -> None:
    page, section = broken_live(newsroom), newsroom.live("section")
    page.move(section, pos="last-child")
    assert newsroom.status("section/story") == 200


def test_a_draft_that_came_after_the_schedule_is_checked_at_its_time(newsroom: Newsroom) -> None:
    """Wagtail's autosave writes over the text of a version that is there already."""
    page = newsroom.draft(samples.SOUND)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = "2001-01-01T00:00:00Z"
    revision.save()
    page.body = samples.BROKEN
    page.save_revision(overwrite_revision=revision)
    revision.refresh_from_db()
    revision.approved_go_live_at = "2001-01-01T00:00:00Z"
    revision.save()
    call_command("publish_scheduled")
    assert newsroom.status() == 404


def api(newsroom: Newsroom, method: str, path: str, sent: Any) -> Any:
    _, token = APIToken.create_token(user=newsroom.user, name="desk")
    call = getattr(Client(), method)
    headers = {"Authorization": f"Bearer {token}"}
    return call(f"/api/v3/pages/{path}", json.dumps(sent), content_type="application/json", headers=headers)


def brief(title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "slug": "brief", "meta": {"type": "desk.BriefPage", "action": "publish"} | more}


def test_creating_and_publishing_through_the_api(newsroom: Newsroom) -> None:
    response = api(newsroom, "post", "", brief(GLUED, parent_id=newsroom.home.pk))
    assert (response.status_code, "newslint holds this page" in response.content.decode()) == (403, True)
    assert not BriefPage.objects.exists()
    assert api(newsroom, "post", "", brief("A brief", parent_id=newsroom.home.pk)).status_code == 201
    assert BriefPage.objects.get().live


def test_changing_and_publishing_through_the_api(newsroom: Newsroom) -> None:
    newsroom.may_override()
    page = newsroom.home.add_child(instance=BriefPage(title="A brief", slug="brief"))
    sent = brief(GLUED) | {"newslint_reason": "I wish it so", "action-publish": "1"}
    response = api(newsroom, "patch", f"{page.pk}/", sent)
    assert response.status_code in {403, 422}
    assert api(newsroom, "patch", f"{page.pk}/", brief(GLUED)).status_code == 403
    assert BriefPage.objects.get().title == "A brief"


# --- people ---------------------------------------------------------------------------------------------------------


def test_a_superuser_needs_a_reason_too(newsroom: Newsroom) -> None:
    newsroom.client.force_login(User.objects.get(username="admin"))
    page = newsroom.draft(samples.SOUND)
    response = newsroom.client.post(EDIT.format(page.pk), newsroom.form(samples.BROKEN) | PUBLISH)
    assert "give a reason" in str(response.context["form"].errors["__all__"])
    assert newsroom.status() == 404


def test_bulk_publishes_a_version_that_the_page_does_not_show(newsroom: Newsroom) -> None:
    """Code that changes a page without a new version leaves an older text to be published."""
    page = newsroom.draft(samples.BROKEN)
    ArticlePage.objects.filter(pk=page.pk).update(body=samples.SOUND, has_unpublished_changes=False)
    url = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={page.pk}"
    assert "is not published" in messages(newsroom.client.post(url, follow=True))
    assert newsroom.status() == 404


# --- reasons --------------------------------------------------------------------------------------------------------


def publish_for(newsroom: Newsroom, page: Any, reason: str, body: str = "") -> Any:
    data = newsroom.form(body or samples.BROKEN) | PUBLISH | {"newslint_reason": reason}
    return newsroom.client.post(EDIT.format(page.pk), data, follow=True)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("", "give a reason"),
        (" \t\n\u00a0\u2003", "give a reason"),
        ("\u200b\u2060", "only for a reason"),
        ("…!?", "only for a reason"),
        ("because " * 200, "longer than 1000 characters"),
    ],
)
def test_a_reason_that_is_none(newsroom: Newsroom, reason: str, says: str) -> None:
    newsroom.may_override()
    page = newsroom.draft(samples.SOUND)
    response = publish_for(newsroom, page, reason)
    assert says in str(response.context["form"].errors["__all__"])
    assert newsroom.status() == 404
    assert not newsroom.log(page, reasons.OVERRIDE)


def test_a_reason_is_shown_as_it_was_written_and_runs_nothing(newsroom: Newsroom) -> None:
    newsroom.may_override()
    page = newsroom.draft(samples.SOUND)
    publish_for(newsroom, page, "<script>alert(1)</script>\x00 <b>so</b>\r\n\r\nit is")
    (entry,) = newsroom.log(page, reasons.OVERRIDE)
    assert entry.data["reason"] == "<script>alert(1)</script> <b>so</b> it is"
    for url in (f"/admin/pages/{page.pk}/history/", EDIT.format(page.pk), "/admin/reports/site-history/"):
        newsroom.client.force_login(User.objects.get(username="admin"))
        shown = newsroom.client.get(url).content.decode()
        assert "<script>alert(1)" not in shown
        assert "<b>so</b>" not in shown
    assert "&lt;script&gt;alert(1)" in newsroom.client.get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_a_title_runs_nothing_in_messages(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    page.title = "<img src=x onerror=alert(1)>"
    page.save_revision()
    url = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={page.pk}"
    shown = newsroom.client.post(url, follow=True).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;” is not published" in shown
    assert "<img src=x" not in shown


def test_a_reason_covers_only_what_its_giver_has_seen(newsroom: Newsroom) -> None:
    """A reason given while only one finding held does not let out what holds under stricter settings."""
    page = newsroom.draft(samples.BROKEN.replace("the eastern pier", "a old pier"))
    actions.grant(page, newsroom.user, "the paper is called so")
    with override_settings(NEWSLINT_WAGTAIL={"HOLD_AT": "warning"}), pytest.raises(gate.PublishingHeld):
        page.get_latest_revision().publish()
    page.get_latest_revision().publish()
    assert newsroom.status() == 200


def test_a_reason_given_when_nothing_could_be_checked_does_not_cover_what_is_found_later(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    with override_settings(NEWSLINT_WAGTAIL={"URL": "http://127.0.0.1:9", "TIMEOUT": 0.2, "ON_FAILURE": "hold"}):
        actions.grant(page, newsroom.user, "it cannot wait")
        assert not gate.decide(page).is_held
    with pytest.raises(gate.PublishingHeld):
        page.get_latest_revision().publish()
    assert newsroom.status() == 404


def test_a_reason_is_of_its_page_and_not_of_a_copy(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    actions.grant(page, newsroom.user, "it is meant so")
    page.get_latest_revision().publish()
    page = ArticlePage.objects.get(pk=page.pk)
    with pytest.raises(gate.PublishingHeld):
        page.copy(update_attrs={"slug": "copy"})
    assert newsroom.status("copy") == 404


def test_a_log_entry_of_another_kind_lets_nothing_out(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    digest = article_of(page).digest
    for data in ({}, {"text": digest}, {"text": digest, "reason": "so", "covers": []}, {"text": "", "reason": "so"}):
        PageLogEntry.objects.log_action(page, reasons.OVERRIDE, data=data)
    with pytest.raises(gate.PublishingHeld):
        page.get_latest_revision().publish()


# --- the check ------------------------------------------------------------------------------------------------------


def test_the_same_text_in_other_fields_is_told_at_these(newsroom: Newsroom) -> None:
    """What was found is remembered for a while, but never with the fields of another kind of page."""
    one = ArticlePage(title="A brief", body=f"<p>{GLUED}</p>", locale=newsroom.home.locale)
    two = BriefPage(title="A brief", body=f"<p>{GLUED}</p>", locale=newsroom.home.locale)
    three = FeaturePage(title="A brief", standfirst="", side="", body=f"<p>{GLUED}</p>", locale=newsroom.home.locale)
    three.newslint_fields = ("title", "body")
    fields = [found.piece.field for page in (one, two, three) for found in gate.decide(page).outcome.holding]
    assert fields == ["body"] * 3
    plain = [ArticlePage(title="A brief", locale=newsroom.home.locale, standfirst=GLUED)]
    plain += [FeaturePage(title="A brief", locale=newsroom.home.locale, side=GLUED)]
    fields = [found.piece.field for page in plain for found in gate.decide(page).outcome.holding]
    assert fields == ["standfirst", "side"]


def test_a_text_that_cannot_be_read_is_a_problem_and_no_crash(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = newsroom.draft(samples.SOUND)
    monkeypatch.setattr("newslint.cms.wagtail.gate.article_of", lambda *_: 1 / 0)
    assert "its text could not be read: ZeroDivisionError" in gate.decide(page).outcome.problem
    with override_settings(NEWSLINT_WAGTAIL={"ON_FAILURE": "hold"}), pytest.raises(gate.PublishingHeld):
        page.get_latest_revision().publish()
    page.get_latest_revision().publish()
    assert newsroom.status() == 200
    assert len(newsroom.log(page, actions.UNCHECKED)) == 1


def test_one_press_of_the_button_checks_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    page, asked = newsroom.draft(samples.BROKEN), []

    def counted(*given: Any, **options: Any) -> Any:
        asked.append(given)
        return read(*given, **options)

    monkeypatch.setattr(checking, "read", counted)
    newsroom.client.post(EDIT.format(page.pk), newsroom.form(samples.SOUND) | PUBLISH)
    assert newsroom.status() == 200
    assert len(asked) == 1


def test_a_model_may_be_gated_for_some_pages_only(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    english = property(lambda page: page.locale.language_code == "en")
    monkeypatch.setattr(ArticlePage, "newslint_gated", english)
    page = newsroom.draft(samples.BROKEN)
    data = newsroom.form(samples.BROKEN) | PUBLISH
    assert newsroom.client.post(EDIT.format(page.pk), data).status_code == 200
    assert newsroom.status() == 404
    page.locale = Locale.objects.create(language_code="de")
    page.save()
    page.save_revision()
    with override_settings(NEWSLINT_WAGTAIL={"ON_FAILURE": "hold"}):
        assert "data-newslint" not in newsroom.client.get(EDIT.format(page.pk)).content.decode()
        page.get_latest_revision().publish()
    assert newsroom.status() == 200
    assert not newsroom.log(page, actions.UNCHECKED)
