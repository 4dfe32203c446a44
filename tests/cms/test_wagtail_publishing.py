"""Every way in which Wagtail publishes a page: what is broken stays unseen, what is sound goes out."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.cms import site
from tests.cms.conftest import Newsroom

if TYPE_CHECKING:
    from collections.abc import Callable

if site.IS_THERE:
    from django.contrib.auth.models import Group, Permission
    from django.core.management import call_command
    from django.test import Client, override_settings
    from django.utils import timezone
    from newsroom import samples
    from newsroom.models import ArticlePage
    from wagtail.actions.edit_page import EditPageAction
    from wagtail.actions.registry import action_registry
    from wagtail.models import APIToken, GroupApprovalTask, Page, PagePermissionTester, Workflow, WorkflowTask

    from newslint.cms.wagtail import actions, checking, gate, reasons
    from newslint.cms.wagtail.forms import NewslintPageForm

pytestmark = pytest.mark.wagtail

BROKEN, SOUND = "and radio that the work", "chairs the council"
ADD = "/admin/pages/add/newsroom/articlepage/{}/"
EDIT = "/admin/pages/{}/edit/"
FAILING = {"URL": "http://127.0.0.1:9", "TIMEOUT": 0.2}
FAILURES = [("publish", 200), ("hold", 404)]


def fields_with_errors(response: Any) -> set[str]:
    return set(response.context["form"].errors)


def messages(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


# --- the edit form -------------------------------------------------------------------------------------------------


def test_the_form_holds_a_draft(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    response = newsroom.client.post(EDIT.format(page.pk), newsroom.form(samples.BROKEN) | {"action-publish": "1"})
    assert response.status_code == 200
    assert fields_with_errors(response) == {"__all__", "body"}
    assert "Gazetteand" in str(response.context["form"].errors["body"])
    assert newsroom.status() == 404


def test_the_form_holds_a_change_and_the_old_version_stays(newsroom: Newsroom) -> None:
    page = newsroom.live()
    newsroom.client.post(EDIT.format(page.pk), newsroom.form(samples.BROKEN) | {"action-publish": "1"})
    assert newsroom.status() == 200
    assert BROKEN not in newsroom.shown()


def test_the_form_saves_a_broken_draft(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    response = newsroom.client.post(EDIT.format(page.pk), newsroom.form(samples.BROKEN))
    assert response.status_code == 302
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert "Gazette</i>and" in draft.body
    assert newsroom.status() == 404


def test_the_form_publishes_what_is_sound(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    response = newsroom.client.post(EDIT.format(page.pk), newsroom.form(samples.SOUND) | {"action-publish": "1"})
    assert response.status_code == 302
    assert SOUND in newsroom.shown()


# --- creating a page -----------------------------------------------------------------------------------------------


def test_create_and_publish_is_held_and_leaves_no_page(newsroom: Newsroom) -> None:
    response = newsroom.client.post(
        ADD.format(newsroom.home.pk), newsroom.form(samples.BROKEN) | {"action-publish": "1"}
    )
    assert fields_with_errors(response) == {"__all__", "body"}
    assert not ArticlePage.objects.filter(slug="story").exists()
    assert newsroom.status() == 404


def test_create_and_publish_goes_live_if_sound(newsroom: Newsroom) -> None:
    newsroom.client.post(ADD.format(newsroom.home.pk), newsroom.form(samples.SOUND) | {"action-publish": "1"})
    assert newsroom.status() == 200


# --- several pages together ----------------------------------------------------------------------------------------


def bulk(newsroom: Newsroom, *pages: Any, descendants: bool = False) -> Any:
    asked = "&".join(f"id={page.pk}" for page in pages)
    data = {"include_descendants": "on"} if descendants else {}
    return newsroom.client.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&{asked}", data, follow=True)


def test_bulk_holds_the_broken_page_and_publishes_the_sound_one(newsroom: Newsroom) -> None:
    broken, sound = newsroom.draft(samples.BROKEN, "one"), newsroom.draft(samples.SOUND, "two")
    response = bulk(newsroom, broken, sound)
    assert (newsroom.status("one"), newsroom.status("two")) == (404, 200)
    assert "is not published" in messages(response)
    assert "1 page has been published" in messages(response)


def test_bulk_with_broken_pages_only_publishes_nothing(newsroom: Newsroom) -> None:
    response = bulk(newsroom, newsroom.draft(samples.BROKEN))
    assert newsroom.status() == 404
    (message,) = response.context["messages"]
    assert "“Eastern pier to be repaired” is not published. newslint holds this page: one place" in str(message)


def test_bulk_holds_a_section_with_a_broken_page_below_it(newsroom: Newsroom) -> None:
    section = newsroom.draft(samples.SOUND, "section")
    section.add_child(instance=ArticlePage(title="Below", slug="below", body=samples.BROKEN, live=False))
    bulk(newsroom, section, descendants=True)
    assert newsroom.status("section") == 404
    assert newsroom.status("section/below") == 404


# --- workflows -----------------------------------------------------------------------------------------------------


def in_moderation(newsroom: Newsroom, body: str, tasks: int = 1) -> Any:
    page = newsroom.draft(body)
    workflow = Workflow.objects.create(name="Desk")
    for number in range(tasks):
        task = GroupApprovalTask.objects.create(name=f"Desk {number}")
        task.groups.set(newsroom.user.groups.all())
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    workflow.start(page, newsroom.user)
    return page


def approve(newsroom: Newsroom, page: Any) -> Any:
    state = page.current_workflow_task_state
    url = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    return newsroom.client.post(url, {"comment": "good"}, follow=True)


def test_approval_is_refused(newsroom: Newsroom) -> None:
    page = in_moderation(newsroom, samples.BROKEN)
    response = approve(newsroom, page)
    assert "is not published" in messages(response)
    assert newsroom.status() == 404
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.current_workflow_state.status == "in_progress"


@pytest.mark.parametrize(("next_url", "back"), [("", "/admin/"), ("?next=/admin/reports/", "/admin/reports/")])
def test_whoever_approves_but_may_not_edit_is_told_why_elsewhere(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, next_url: str, back: str
) -> None:
    page = in_moderation(newsroom, samples.BROKEN)
    monkeypatch.setattr(PagePermissionTester, "can_edit", lambda _: False)
    url = f"/admin/pages/workflow/action/{page.pk}/approve/{page.current_workflow_task_state.pk}/{next_url}"
    response = newsroom.client.post(url, {"comment": ""})
    assert (response.status_code, response.url) == (302, back)
    assert newsroom.status() == 404


def test_approval_in_a_dialogue_is_refused(newsroom: Newsroom) -> None:
    page = in_moderation(newsroom, samples.BROKEN)
    url = f"/admin/pages/workflow/action/{page.pk}/approve/{page.current_workflow_task_state.pk}/"
    response = newsroom.client.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.json() == {"step": "success", "redirect": EDIT.format(page.pk)}
    assert newsroom.status() == 404


def test_approval_from_the_form_is_refused_at_the_field(newsroom: Newsroom) -> None:
    page = in_moderation(newsroom, samples.BROKEN)
    data = newsroom.form(samples.BROKEN) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = newsroom.client.post(EDIT.format(page.pk), data)
    assert fields_with_errors(response) == {"__all__", "body"}
    assert newsroom.status() == 404


def test_the_first_of_two_approvals_publishes_nothing_and_is_free(newsroom: Newsroom) -> None:
    page = in_moderation(newsroom, samples.BROKEN, tasks=2)
    data = newsroom.form(samples.BROKEN) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    assert newsroom.client.post(EDIT.format(page.pk), data).status_code == 302
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.current_workflow_task.name == "Desk 1"
    assert newsroom.client.post(EDIT.format(page.pk), data).status_code == 200
    assert newsroom.status() == 404


def test_approval_publishes_what_is_sound(newsroom: Newsroom) -> None:
    approve(newsroom, in_moderation(newsroom, samples.SOUND))
    assert newsroom.status() == 200


# --- at a time -----------------------------------------------------------------------------------------------------


def schedule(page: Any) -> None:
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.save()


def publish_at_its_time(page: Any) -> None:
    schedule(page)
    call_command("publish_scheduled")


def test_a_broken_page_is_held_at_its_time_and_others_go_out(newsroom: Newsroom) -> None:
    broken, sound = newsroom.draft(samples.BROKEN, "one"), newsroom.draft(samples.SOUND, "two")
    schedule(broken)
    schedule(sound)
    call_command("publish_scheduled")
    assert (newsroom.status("one"), newsroom.status("two")) == (404, 200)
    (entry,) = newsroom.log(broken, actions.HELD)
    assert "newslint holds this page" in entry.data["says"]
    assert not ArticlePage.objects.get(pk=broken.pk).approved_schedule


def test_the_old_version_stays_when_the_new_one_is_held_at_its_time(newsroom: Newsroom) -> None:
    page = newsroom.live()
    page.body = samples.BROKEN
    page.save_revision()
    schedule(page)
    call_command("publish_scheduled")
    assert newsroom.status() == 200
    assert BROKEN not in newsroom.shown()


def test_a_broken_page_cannot_be_scheduled(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(samples.BROKEN, go_live_at="2040-01-01 10:00") | {"action-publish": "1"}
    assert fields_with_errors(newsroom.client.post(EDIT.format(page.pk), data)) == {"__all__", "body"}
    page.body, page.go_live_at = samples.BROKEN, timezone.now() + dt.timedelta(days=1)
    with pytest.raises(gate.PublishingHeld):
        page.save_revision().publish()


# --- without the gate ----------------------------------------------------------------------------------------------


def test_each_of_these_ways_would_publish_a_broken_page(newsroom: Newsroom) -> None:
    """Or the tests above would prove nothing."""
    ways: dict[str, Callable[[Any], object]] = {
        "form": lambda page: newsroom.client.post(
            EDIT.format(page.pk), newsroom.form(samples.BROKEN, page.slug) | {"action-publish": "1"}
        ),
        "bulk": lambda page: bulk(newsroom, page),
        "time": publish_at_its_time,
        "code": lambda page: page.get_latest_revision().publish(),
    }
    with override_settings(NEWSLINT_WAGTAIL={"HOLD_AT": "never"}):
        for slug, publish in ways.items():
            publish(newsroom.draft(samples.BROKEN, slug))
            assert BROKEN in newsroom.shown(slug), slug
        approve(newsroom, in_moderation(newsroom, samples.BROKEN))
        assert BROKEN in newsroom.shown()
        data = newsroom.form(samples.BROKEN, "new") | {"action-publish": "1"}
        newsroom.client.post(ADD.format(newsroom.home.pk), data)
        assert BROKEN in newsroom.shown("new")


# --- from code -----------------------------------------------------------------------------------------------------


def test_publishing_a_revision_directly_is_held(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    with pytest.raises(gate.PublishingHeld, match="one place to mend"):
        page.get_latest_revision().publish()
    assert newsroom.status() == 404


def test_publishing_a_sound_revision_directly(newsroom: Newsroom) -> None:
    newsroom.draft(samples.SOUND).get_latest_revision().publish()
    assert newsroom.status() == 200


def test_wagtails_action_is_held_as_its_api_takes_it(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    action = action_registry.get_action_class(Page, "publish")(page.get_latest_revision(), user=newsroom.user)
    with pytest.raises(gate.PublishingHeld):
        action.execute()
    assert newsroom.status() == 404


@pytest.mark.parametrize(("body", "answer", "status"), [("BROKEN", 403, 404), ("SOUND", 200, 200)])
def test_publishing_through_wagtails_api(newsroom: Newsroom, body: str, answer: int, status: int) -> None:
    page = newsroom.draft(getattr(samples, body))
    _, token = APIToken.create_token(user=newsroom.user, name="desk")
    response = Client().post(f"/api/v3/pages/{page.pk}/actions/publish/", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == answer
    assert ("newslint holds this page" in response.content.decode()) == (answer == 403)
    assert newsroom.status() == status


def test_wagtails_action_of_editing_is_held(newsroom: Newsroom) -> None:
    page = newsroom.live()
    page.body = samples.BROKEN
    with pytest.raises(gate.PublishingHeld):
        EditPageAction(page, publish=True).execute(skip_permission_checks=True)
    assert SOUND in newsroom.shown()
    assert BROKEN not in newsroom.shown()


def test_saving_a_live_page_is_held(newsroom: Newsroom) -> None:
    page = newsroom.live()
    page.body = samples.BROKEN
    with pytest.raises(gate.PublishingHeld):
        page.save()
    with pytest.raises(gate.PublishingHeld):
        newsroom.home.add_child(instance=ArticlePage(title="New", slug="new", body=samples.BROKEN))
    assert newsroom.status("new") == 404


def test_a_live_page_that_was_broken_before_can_still_be_saved_as_it_is(newsroom: Newsroom) -> None:
    page = newsroom.live()
    ArticlePage.objects.filter(pk=page.pk).update(body=samples.BROKEN)
    page = ArticlePage.objects.get(pk=page.pk)
    page.slug = "moved"
    page.save()
    assert newsroom.status("moved") == 200


def test_a_copy_of_a_broken_live_page_is_not_live(newsroom: Newsroom) -> None:
    page = newsroom.live()
    ArticlePage.objects.filter(pk=page.pk).update(body=samples.BROKEN)
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": newsroom.home.pk, "publish_copies": "on"}
    newsroom.client.post(f"/admin/pages/{page.pk}/copy/", data)
    assert newsroom.status("copy") == 404


# --- in spite of newslint ------------------------------------------------------------------------------------------

REASON = {"newslint_reason": "the paper is really called so"}


def test_a_reason_without_the_permission_changes_nothing(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(samples.BROKEN) | {"action-publish": "1"} | REASON
    assert newsroom.client.post(EDIT.format(page.pk), data).status_code == 200
    assert newsroom.status() == 404


def test_the_permission_without_a_reason_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.may_override()
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(samples.BROKEN) | {"action-publish": "1", "newslint_reason": "  "}
    response = newsroom.client.post(EDIT.format(page.pk), data)
    assert "give a reason" in str(response.context["form"].errors["__all__"])
    assert newsroom.status() == 404


@pytest.mark.parametrize("is_new", [True, False])
def test_a_reason_lets_the_page_out_and_stays_in_its_log(newsroom: Newsroom, is_new: bool) -> None:
    newsroom.may_override()
    url = ADD.format(newsroom.home.pk) if is_new else EDIT.format(newsroom.live().pk)
    newsroom.client.post(url, newsroom.form(samples.BROKEN) | {"action-publish": "1"} | REASON)
    assert newsroom.status() == 200
    page = ArticlePage.objects.get(slug="story")
    (entry,) = newsroom.log(page, reasons.OVERRIDE)
    assert (entry.data["reason"], entry.user) == (REASON["newslint_reason"], newsroom.user)
    history = newsroom.client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Let out in spite of newslint (one place)" in history
    assert REASON["newslint_reason"] in history


def test_a_reason_is_not_in_the_log_if_the_page_is_not_saved(newsroom: Newsroom) -> None:
    newsroom.may_override()
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(samples.BROKEN, title="") | {"action-publish": "1"} | REASON
    assert fields_with_errors(newsroom.client.post(EDIT.format(page.pk), data)) == {"title"}
    assert not newsroom.log(page, reasons.OVERRIDE)


def test_a_reason_holds_for_one_text_only_and_until_its_time(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    actions.grant(page, newsroom.user, "it is meant so")
    schedule(page)
    call_command("publish_scheduled")
    assert newsroom.status() == 200
    page = ArticlePage.objects.get(pk=page.pk)
    page.standfirst = "He told the Harbour Timesand Post of it."
    with pytest.raises(gate.PublishingHeld):
        page.save_revision().publish()


def test_a_reason_lets_several_pages_and_approvals_through(newsroom: Newsroom) -> None:
    page = in_moderation(newsroom, samples.BROKEN)
    actions.grant(page, newsroom.user, "it is meant so")
    approve(newsroom, page)
    assert newsroom.status() == 200
    other = newsroom.draft(samples.BROKEN, "other")
    actions.grant(other, newsroom.user, "it is meant so")
    bulk(newsroom, other)
    assert newsroom.status("other") == 200


@pytest.mark.parametrize("is_live", [True, False])
def test_a_reason_given_at_the_approval_of_a_page_as_it_is(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, is_live: bool
) -> None:
    monkeypatch.setattr(NewslintPageForm, "has_changed", lambda _: False)
    newsroom.may_override()
    page = newsroom.live() if is_live else newsroom.draft(samples.SOUND)
    page.body = samples.BROKEN.replace("<em>", "<i>").replace("</em>", "</i>")
    page.save_revision()
    workflow = Workflow.objects.create(name="Desk")
    task = GroupApprovalTask.objects.create(name="Desk")
    task.groups.set(newsroom.user.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(page, newsroom.user)
    data = newsroom.form(page.body) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    assert newsroom.client.post(EDIT.format(page.pk), data).status_code == 200
    assert newsroom.client.post(EDIT.format(page.pk), data | REASON).status_code == 302
    assert BROKEN in newsroom.shown()
    (entry,) = newsroom.log(page, reasons.OVERRIDE)
    assert entry.user == newsroom.user


def test_a_reason_whose_giver_lost_the_permission_since_still_holds_but_gives_no_new_one(newsroom: Newsroom) -> None:
    newsroom.may_override()
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(samples.BROKEN) | {"action-publish": "1"} | REASON
    newsroom.client.post(EDIT.format(page.pk), data)
    assert newsroom.status() == 200
    Group.objects.get(name="Editors").permissions.clear()
    Group.objects.get(name="Editors").permissions.add(Permission.objects.get(codename="access_admin"))
    page = ArticlePage.objects.get(pk=page.pk)
    page.get_latest_revision().publish()
    data["standfirst"] = "He told the Harbour Timesand other papers of it."
    assert newsroom.client.post(EDIT.format(page.pk), data).status_code == 200
    assert "Timesand" not in newsroom.shown()


def test_a_grant_needs_a_reason(newsroom: Newsroom) -> None:
    with pytest.raises(ValueError, match="only for a reason"):
        actions.grant(newsroom.draft(samples.BROKEN), newsroom.user, " ")


# --- when the check cannot run -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on_failure", "status"), FAILURES)
def test_the_form_when_the_check_cannot_run(newsroom: Newsroom, on_failure: str, status: int) -> None:
    page = newsroom.draft(samples.SOUND)
    with override_settings(NEWSLINT_WAGTAIL={**FAILING, "ON_FAILURE": on_failure}):
        data = newsroom.form(samples.SOUND) | {"action-publish": "1"}
        response = newsroom.client.post(EDIT.format(page.pk), data, follow=True)
        assert newsroom.status() == status
    assert "could not check this page" in messages(response)
    assert len(newsroom.log(page, actions.UNCHECKED)) == (status == 200)


@pytest.mark.parametrize(("on_failure", "status"), FAILURES)
def test_create_when_the_check_cannot_run(newsroom: Newsroom, on_failure: str, status: int) -> None:
    with override_settings(NEWSLINT_WAGTAIL={**FAILING, "ON_FAILURE": on_failure}):
        data = newsroom.form(samples.SOUND) | {"action-publish": "1"}
        response = newsroom.client.post(ADD.format(newsroom.home.pk), data, follow=True)
        assert newsroom.status() == status
    assert "could not check this page" in messages(response)


@pytest.mark.parametrize(("on_failure", "status"), FAILURES)
def test_bulk_when_the_check_cannot_run(newsroom: Newsroom, on_failure: str, status: int) -> None:
    with override_settings(NEWSLINT_WAGTAIL={**FAILING, "ON_FAILURE": on_failure}):
        response = bulk(newsroom, newsroom.draft(samples.SOUND))
        assert newsroom.status() == status
    assert "could not check this page" in messages(response)


@pytest.mark.parametrize(("on_failure", "status"), FAILURES)
def test_approval_when_the_check_cannot_run(newsroom: Newsroom, on_failure: str, status: int) -> None:
    with override_settings(NEWSLINT_WAGTAIL={**FAILING, "ON_FAILURE": on_failure}):
        response = approve(newsroom, in_moderation(newsroom, samples.SOUND))
        assert newsroom.status() == status
    assert "could not check this page" in messages(response)


def test_at_its_time_a_page_that_cannot_be_checked_goes_out_or_waits(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    schedule(page)
    with override_settings(NEWSLINT_WAGTAIL={**FAILING, "ON_FAILURE": "hold"}):
        call_command("publish_scheduled")
        assert newsroom.status() == 404
    checking.forget()
    with override_settings(NEWSLINT_WAGTAIL={**FAILING, "ON_FAILURE": "publish"}):
        call_command("publish_scheduled")
        assert newsroom.status() == 200
    assert newsroom.log(page, actions.UNCHECKED)


@pytest.mark.parametrize(("on_failure", "status"), FAILURES)
def test_a_revision_when_the_check_cannot_run(newsroom: Newsroom, on_failure: str, status: int) -> None:
    revision = newsroom.draft(samples.SOUND).get_latest_revision()
    with override_settings(NEWSLINT_WAGTAIL={**FAILING, "ON_FAILURE": on_failure}):
        if status == 404:
            with pytest.raises(gate.PublishingHeld, match="could not check"):
                revision.publish()
        else:
            revision.publish()
    assert newsroom.status() == status
