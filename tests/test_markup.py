"""Tags, and the articles that write about them."""

import pytest

from newslint import Document, Edit, Fix, Linter, Safety, Span, judge, mend
from newslint.markup import is_bare, shows_code, tag_rows, tags

LINTER = Linter(select=["markup"])


@pytest.mark.parametrize(
    "tag",
    [
        "<p>",
        "</em>",
        "<br/>",
        "<BR>",
        "<a href=”https://example.org/a” target=”_blank”>",
        "<a href='x' class=y",
        "&lt;p&gt;",
        "&amp;lt;/span&amp;gt;",
        '<span style="width: 0;\ncolor: red" id="">',
        "<span style=\"background:url('//x')\">",
        "</strong",
        "br / >",
        "<!-- more -->",
        "<iframe allowfullscreen>",
    ],
)
def test_a_tag_is_known_whole_or_maimed(tag: str) -> None:
    text = f"The {tag} ferry"
    assert [span.of(text) for span, _ in tags(Document(text))] == [tag]


@pytest.mark.parametrize("text", ["a < b > c", "<3", "<The Harbour: A Tale>", "<Time>", "x <a few words> y", "p<.05"])
def test_what_is_no_tag(text: str) -> None:
    assert list(tags(Document(text))) == []


def test_tags_in_a_row_are_one_with_what_they_hide() -> None:
    text = 'a <p> <em>b</em></p> <script src="x">var a;</script> c'
    assert [row.of(text) for row in tag_rows(Document(text))] == [
        "<p> <em>",
        '</em></p> <script src="x">var a;</script>',
    ]


@pytest.mark.parametrize(
    ("text", "old", "new", "safety"),
    [
        ("the <em>ferry", "<em>", "", Safety.SAFE),
        ("late.</p> It", "</p> ", "", Safety.SAFE),
        ("late<br>It", "<br>", "\n", Safety.SAFE),
        ("late<br>it", "<br>", "", Safety.UNSAFE),
        ("late <br>it", " <br>", "", Safety.UNSAFE),
        ("late\n<br>it", "\n<br>", " ", Safety.UNSAFE),
        ('the <a href="x">ferry', '<a href="x">', "", Safety.UNSAFE),
        ("the <em>ferry", "<em>f", "f", Safety.UNSAFE),
        ("the <em>ferry", "<em>", "x", Safety.UNSAFE),
    ],
)
def test_only_bare_tags_that_part_no_words_go_safely(text: str, old: str, new: str, safety: Safety) -> None:
    start = text.index(old)
    fix = Fix("", (Edit(Span(start, start + len(old)), new),))
    assert judge.kept_promise(Document(text), fix).safety is safety


def test_what_a_bare_tag_is() -> None:
    assert is_bare(" <p> </em>\n")
    assert not is_bare("<p>x</p>")
    assert not is_bare('<p class="x">')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He wrote “<p>” there.", True),
        ("Then `a <p> b` broke.", True),
        ("Each tag, such as <p>, opens.", True),
        ("HTML is old.\n\nThe <p> is late.\n\nSo is CSS.", True),
        ("The <p> is late.", False),
        ("This page requires JavaScript.\nPlease enable JavaScript.\nThe <p> is late.", False),
        ('The <p data-tag="x"> is late.', False),
    ],
)
def test_what_an_article_shows_on_purpose(text: str, *, shown: bool) -> None:
    start = text.index("<p")
    assert shows_code(Document(text), Span(start, text.index(">", start) + 1)) is shown


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("a <b> c", Span(2, 5), "a c"),
        ("a <b>.", Span(2, 5), "a."),
        ("a <b>", Span(2, 5), "a"),
        ("<b> a", Span(0, 3), "a"),
        ("a\n<b>\nc", Span(2, 5), "a\nc"),
        ("a\n<b>", Span(2, 5), "a"),
        ("a<b>c", Span(1, 4), "ac"),
    ],
)
def test_a_deletion_leaves_no_white_space_behind(text: str, span: Span, expected: str) -> None:
    edit = Edit.deleting(text, span)
    assert Fix("", (edit,)).result(text, Span(0, len(text))) == expected


def test_a_page_of_leftovers_is_clean_after_mending() -> None:
    text = '<div class="x">The <b>ferry</b> is late.</div>\n[caption id="4"] **It** [waits](https://example.org/).'
    assert mend(LINTER, Document(text), unsafe=True).text == "The ferry is late.\nIt waits."
