"""Which texts of a page are checked, and where its findings are shown."""

import json
from typing import Any

import pytest

from tests.cms import site
from tests.cms.conftest import Newsroom, contentstate

if site.IS_THERE:
    from django.test import override_settings
    from newsroom import samples
    from newsroom.models import ArticlePage

    from newslint.cms.wagtail import actions, checking, gate, reasons
    from newslint.cms.wagtail.article import article_of
    from newslint.cms.wagtail.conf import settings

pytestmark = pytest.mark.wagtail

GLUED = "He told the Harbour Timesand other papers of it."
EDIT = "/admin/pages/{}/edit/"


def rich(html: str) -> str:
    return json.dumps(contentstate(html))


def box(*points: str, heading: str = "In figures") -> tuple[str, dict[str, str]]:
    values = {"value-heading": heading, "value-points-count": str(len(points))}
    for index, point in enumerate(points):
        name = f"value-points-{index}"
        values |= {f"{name}-deleted": "", f"{name}-order": str(index), f"{name}-value": rich(f"<p>{point}</p>")}
    return "box", values


def publish(newsroom: Newsroom, **fields: Any) -> Any:
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(fields.pop("body", samples.SOUND), **fields) | {"action-publish": "1"}
    return newsroom.client.post(EDIT.format(page.pk), data)


def test_a_plain_field(newsroom: Newsroom) -> None:
    response = publish(newsroom, standfirst=GLUED)
    (error,) = response.context["form"].errors["standfirst"]
    assert "[Timesand]" in error
    assert "To mend it, put a space between “Times” and “and”" in error


def test_the_title(newsroom: Newsroom) -> None:
    response = publish(newsroom, title="He told the Harbour Timesand Post of it")
    assert "title" in response.context["form"].errors


def test_rich_text_is_read_as_it_is_shown(newsroom: Newsroom) -> None:
    response = publish(newsroom, body=samples.BROKEN)
    (error,) = response.context["form"].errors["body"]
    assert "the Harbour [Gazetteand] radio" in error


def test_blocks_of_a_stream_and_blocks_within_them(newsroom: Newsroom) -> None:
    more = [
        ("text", {"value": rich("<p>Nothing is wrong with this one.</p>")}),
        ("quote", {"value": GLUED}),
        box("It is 140 metres long.", "Orrin spoke.Moen did not.", heading="The ferry in the that pier"),
    ]
    response = publish(newsroom, more=more)
    (error,) = response.context["form"].errors.as_data()["more"]
    assert error.message == "newslint: 3 places to mend in its blocks"
    told = error.as_json_data()["blockErrors"]
    assert set(told) == {1, 2}
    assert "[Timesand]" in told[1]["messages"][0]
    assert "[in the that]" in told[2]["blockErrors"]["heading"]["messages"][0]
    assert "[spoke.Moen]" in told[2]["blockErrors"]["points"]["blockErrors"][1]["messages"][0]
    labels = [found.piece.label for found in response.context["form"].newslint.outcome.holding]
    assert labels == ["More, Quote 2", "More, Box 3, Heading", "More, Box 3, Points, no. 2"]
    page = response.content.decode()
    assert "More, Box 3, Points, no. 2 · error · holds" in page


def test_blocks_that_hold_no_prose_are_skipped(newsroom: Newsroom) -> None:
    assert publish(newsroom, more=[("code", {"value": GLUED})]).status_code == 302


def test_a_page_is_one_article(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND, standfirst="One\nTwo <b>", more=json.dumps(samples.STREAM))
    article = article_of(page)
    assert [(piece.field, [step.key for step in piece.path]) for piece in article.pieces] == [
        ("title", []),
        ("standfirst", []),
        ("body", []),
        ("more", [0]),
        ("more", [1]),
        ("more", [2, "heading"]),
        ("more", [2, "points", 0]),
        ("more", [2, "points", 1]),
    ]
    assert "<p>One<br>Two &lt;b&gt;</p>" in article.html
    for piece in article.pieces:
        assert article.html[piece.start : piece.start + len(piece.html)] == piece.html
        assert article.piece_at(piece.start + len(piece.html) - 1) == piece


def test_an_empty_page_is_let_through(newsroom: Newsroom) -> None:
    assert not checking.check(article_of(ArticlePage(title="")), settings()).found
    newsroom.draft("").get_latest_revision().publish()
    assert newsroom.status() == 200


def test_the_panel_shows_what_was_saved_and_offers_the_reason_to_who_may(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.BROKEN)
    shown = newsroom.client.get(EDIT.format(page.pk)).content.decode()
    assert 'data-side-panel="newslint"' in shown
    assert "newslint holds this page: one place to mend." in shown
    assert "<mark>Gazetteand</mark>" in shown
    assert "newslint_reason" not in shown
    newsroom.may_override()
    assert 'name="newslint_reason" form="page-edit-form"' in newsroom.client.get(EDIT.format(page.pk)).content.decode()
    actions.grant(page, newsroom.user, "it is meant so")
    assert (
        "Goes out in spite of newslint: “it is meant so”" in newsroom.client.get(EDIT.format(page.pk)).content.decode()
    )


def test_the_panel_of_a_sound_page_and_of_a_new_one(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    for url in (EDIT.format(page.pk), f"/admin/pages/add/newsroom/articlepage/{newsroom.home.pk}/"):
        assert "newslint found nothing" in newsroom.client.get(url).content.decode()


@pytest.mark.parametrize(("hold_at", "status"), [("error", 200), ("warning", 404), ("note", 404), ("never", 200)])
def test_the_severity_that_holds_is_a_setting(newsroom: Newsroom, hold_at: str, status: int) -> None:
    page = newsroom.draft(samples.SOUND.replace("the eastern pier", "a old pier"))
    assert [found.severity for found in checking.check(article_of(page), settings()).found] == ["warning"]
    data = newsroom.form(page.body) | {"action-publish": "1"}
    with override_settings(NEWSLINT_WAGTAIL={"HOLD_AT": hold_at}):
        newsroom.client.post(EDIT.format(page.pk), data)
    assert newsroom.status() == status


def test_what_does_not_hold_is_told_when_the_page_is_out(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND)
    data = newsroom.form(samples.BROKEN) | {"action-publish": "1"}
    with override_settings(NEWSLINT_WAGTAIL={"HOLD_AT": "never"}):
        response = newsroom.client.post(EDIT.format(page.pk), data, follow=True)
    assert "newslint found one place worth another look" in " ".join(map(str, response.context["messages"]))
