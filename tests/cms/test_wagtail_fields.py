"""Which texts of a page are checked, and where its findings are shown."""

import json
from typing import Any

import pytest

from tests.cms import site
from tests.cms.conftest import Newsroom, contentstate

if site.IS_THERE:
    from django.db import connection
    from django.test import override_settings
    from django.test.utils import CaptureQueriesContext
    from newsroom import samples
    from newsroom.models import ArticlePage
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file

    from newslint.cms.wagtail import actions, checking, gate
    from newslint.cms.wagtail.article import article_of
    from newslint.cms.wagtail.conf import settings
    from newslint.cms.wagtail.forms import NewslintPageForm
    from tests.cms.desk.models import GalleryPage, Photo

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


def test_the_names_that_the_editor_gives_to_paragraphs_are_no_part_of_the_text(newsroom: Newsroom) -> None:
    plain, named = (
        ArticlePage(body=f"<p{key}>It ends.</p>", locale=newsroom.home.locale)
        for key in ("", ' data-block-key="a1b2c"')
    )
    assert article_of(plain).digest == article_of(named).digest
    told = article_of(ArticlePage(title="", body='<p>They wrote data-block-key="a1b2c" there.</p>'))
    assert told.html == '<div><p>They wrote data-block-key="a1b2c" there.</p></div>'


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


# --- children, tables, pictures ------------------------------------------------------------------------------------


def gallery(newsroom: Newsroom, *captions: str, **fields: Any) -> Any:
    page = GalleryPage(title="The harbour in pictures", slug="story", live=False, **fields)
    page.photos = [Photo(caption=caption) for caption in captions]
    newsroom.home.add_child(instance=page)
    page.save_revision()
    return page


def gallery_form(*captions: str, **fields: str) -> dict[str, str]:
    data = {"title": "The harbour in pictures", "slug": "story", "blocks-count": "0", "comments-TOTAL_FORMS": "0"}
    data |= {"comments-INITIAL_FORMS": "0", "photos-TOTAL_FORMS": str(len(captions)), "photos-INITIAL_FORMS": "0"}
    for index, caption in enumerate(captions):
        data |= {f"photos-{index}-caption": caption, f"photos-{index}-ORDER": str(index + 1)}
    return data | {"action-publish": "1"} | fields


def test_children_are_part_of_the_article(newsroom: Newsroom) -> None:
    page = gallery(newsroom, "The pier at dawn.", GLUED)
    (found,) = checking.check(article_of(page), settings()).holding
    assert (found.piece.field, found.piece.label) == ("photos", "Photo 2, caption")
    with pytest.raises(gate.PublishingHeld):
        page.get_latest_revision().publish()
    page.photos = [Photo(caption="The pier at dawn.")]
    page.save_revision().publish()
    page = GalleryPage.objects.get(pk=page.pk)
    page.photos = [Photo(caption=GLUED)]
    for saved in (None, ["photos"]):
        with pytest.raises(gate.PublishingHeld):
            page.save(update_fields=saved)
    assert [photo.caption for photo in GalleryPage.objects.get(pk=page.pk).photos.all()] == ["The pier at dawn."]


def test_a_child_shows_its_own_error(newsroom: Newsroom) -> None:
    url = f"/admin/pages/add/desk/gallerypage/{newsroom.home.pk}/"
    response = newsroom.client.post(url, gallery_form("The pier at dawn.", GLUED))
    assert not GalleryPage.objects.exists()
    form = response.context["form"]
    first, second = form.formsets["photos"].forms
    assert not first.errors
    (error,) = second.errors["caption"]
    assert "[Timesand]" in error
    assert "[Timesand]" in response.content.decode()


def test_what_is_found_in_a_field_that_the_form_lacks_is_told_in_words(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = newsroom.draft(samples.SOUND, more=json.dumps([{"type": "quote", "value": GLUED}]))
    made = NewslintPageForm.__init__

    def without_stream(self: Any, *given: Any, **options: Any) -> None:
        made(self, *given, **options)
        del self.fields["more"]

    monkeypatch.setattr(NewslintPageForm, "__init__", without_stream)
    response = newsroom.client.post(EDIT.format(page.pk), newsroom.form(samples.SOUND) | {"action-publish": "1"})
    assert newsroom.status() == 404
    (error,) = [told for told in response.context["form"].non_field_errors() if "Timesand" in told]
    assert error.startswith("More, Quote 1: newslint: ")


def test_a_child_that_is_taken_away_holds_nothing(newsroom: Newsroom) -> None:
    url = f"/admin/pages/add/desk/gallerypage/{newsroom.home.pk}/"
    data = gallery_form("The pier at dawn.", GLUED) | {"photos-1-DELETE": "on"}
    assert newsroom.client.post(url, data).status_code == 302
    assert GalleryPage.objects.get().live


def test_a_reason_given_in_the_form_holds_for_children_in_another_order(newsroom: Newsroom) -> None:
    """The form sends children in one order and says another; the text that is checked is in the latter."""
    newsroom.may_override()
    url = f"/admin/pages/add/desk/gallerypage/{newsroom.home.pk}/"
    order = {"photos-0-ORDER": "2", "photos-1-ORDER": "1", "newslint_reason": "it is meant so"}
    assert newsroom.client.post(url, gallery_form(GLUED, "The pier at dawn.") | order).status_code == 302
    page = GalleryPage.objects.get()
    assert [photo.caption for photo in page.photos.all()] == ["The pier at dawn.", GLUED]
    assert page.live


def test_blocks_of_every_kind(newsroom: Newsroom) -> None:
    image = Image.objects.create(title="Pier", file=get_test_image_file(), width=1, height=1)
    stream = [
        {"type": "picture", "value": {"image": image.pk, "decorative": False, "alt_text": "The pier"}},
        {"type": "picture", "value": {"image": image.pk, "decorative": True, "alt_text": "Not shown"}},
        {"type": "table", "value": {"data": [["Pier", None], ["", "140 <m>"]], "table_caption": "Piers"}},
        {"type": "table", "value": {"data": [["", None]]}},
        {
            "type": "typed",
            "value": {
                "columns": [{"type": "text", "heading": "Name"}, {"type": "rich", "heading": ""}],
                "rows": [{"values": ["Tarn", "<p>A <b>ferry</b></p>"]}],
                "caption": "Ferries",
            },
        },
        {"type": "raw", "value": "<p>Timesand</p>"},
        {"type": "address", "value": "https://example.org/Timesand"},
        {"type": "kind", "value": "a"},
        {"type": "code", "value": "Timesand"},
        {"type": "deep", "value": [{"type": "list", "value": [[{"type": "line", "value": "Deep down"}]]}]},
    ]
    article = article_of(gallery(newsroom, blocks=json.dumps(stream)))
    typed = "<tr><td><p>Tarn</p></td><td><div><p>A <b>ferry</b></p></div></td></tr>"
    assert [(piece.label, piece.html) for piece in article.pieces[1:]] == [
        ("Blocks, Picture 1, Alt text", "<p>The pier</p>"),
        (
            "Blocks, Table 3",
            "<table><caption>Piers</caption><tr><td>Pier</td></tr><tr><td>140 &lt;m&gt;</td></tr></table>",
        ),
        (
            "Blocks, Typed 5",
            "<table><caption>Ferries</caption><tr><td>Name</td></tr>" + typed + "</table>",
        ),
        ("Blocks, Deep 10, List 1, no. 1, Line 1", "<p>Deep down</p>"),
    ]
    steps = [(step.kind, step.key) for step in article.pieces[-1].path]
    assert steps == [("stream", 9), ("stream", 0), ("list", 0), ("stream", 0)]


def test_a_picture_that_is_gone_is_no_crash(newsroom: Newsroom) -> None:
    stream = [{"type": "picture", "value": {"image": 9999, "decorative": False, "alt_text": GLUED}}]
    assert not gate.decide(gallery(newsroom, blocks=json.dumps(stream))).is_held


def test_a_table_shows_its_own_error(newsroom: Newsroom) -> None:
    table = {"blocks-count": "1", "blocks-0-deleted": "", "blocks-0-order": "0", "blocks-0-type": "table"}
    table["blocks-0-value"] = json.dumps({"data": [["Who", GLUED]], "table_header_choice": "neither"})
    url = f"/admin/pages/add/desk/gallerypage/{newsroom.home.pk}/"
    response = newsroom.client.post(url, gallery_form(**table))
    (error,) = response.context["form"].errors.as_data()["blocks"]
    assert "[Timesand]" in error.as_json_data()["blockErrors"][0]["messages"][0]


# --- size ----------------------------------------------------------------------------------------------------------


def test_a_page_of_a_megabyte_is_checked_once_and_told(newsroom: Newsroom) -> None:
    page = newsroom.draft(samples.SOUND + "<p>The ferry sails from the western pier.</p>" * 20_000 + samples.BROKEN)
    with pytest.raises(gate.PublishingHeld):
        page.get_latest_revision().publish()
    assert newsroom.status() == 404


def test_publishing_asks_the_database_little_more(newsroom: Newsroom) -> None:
    def queries(slug: str) -> int:
        revision = newsroom.draft(samples.SOUND, slug).get_latest_revision()
        with CaptureQueriesContext(connection) as asked:
            revision.publish()
        return len(asked)

    queries("warm")
    gated = queries("one")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ArticlePage, "newslint_gated", False)
        without = queries("two")
    assert gated - without == 2  # the page's language, and what the public sees of it now
