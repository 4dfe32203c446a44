"""HTML as a source: the text that a browser shows, the map back to the page, changes that touch nothing else."""

import pickle
import re
import time
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint import (
    ConfigError,
    Document,
    Edit,
    Finding,
    Fix,
    Linter,
    Safety,
    Severity,
    SourceError,
    Span,
    mend,
)
from newslint.judge import feasible
from newslint.sources.html import read
from newslint.sources.html.origin import Page
from newslint.sources.html.reading import Reading
from newslint.sources.pieces import IMPLIED, VERBATIM
from tests.articles import Article, broken

LINTER = Linter()
INLINE = ["em", "b", "a", "span", "i"]
BLOCK = ["p", "div", "h2", "li", "ul", "blockquote", "td", "tr", "table", "section", "pre", "article", "dd", "option"]
AWKWARD = [
    "<",
    ">",
    "</",
    "<!",
    "<!-- x -->",
    "<!--",
    "-->",
    "<!doctype html>",
    "<![CDATA[x]]>",
    "<?xml ?>",
    "<script>var a = '<p>';</script>",
    "<style>p {}</style>",
    "<script>",
    "<title>t</title>",
    "<head>",
    "</head>",
    "<body>",
    "<template>",
    "</template>",
    "<br>",
    "<br/>",
    "</br>",
    "</p>",
    "<img alt='x'>",
    "<hr>",
    "<wbr>",
    "<p hidden>",
    "<span style='display: none'>",
    '<a href="',
    "<a b='c\">",
    "<svg>",
    "</svg>",
    "<textarea>",
    "<xmp>",
    "<plaintext>",
    "<x-y>",
    "&amp;",
    "&nbsp;",
    "&lt",
    "&#8217;",
    "&#x41;",
    "&notit;",
    "&",
    "&#",
    "&#0;",
    "&#32;",
    "&NotEqualTilde;",
    "\r\n",
    "\r",
    "\n",
    "\t",
    " ",
    "  ",
    "\u00a0",
    "\ud800",
    "\0",
    "😀",
]
WORDS = ["ferry", "The", "harbour", "a", "kyiv", "Tarn.", "“we", "12"]

tags = st.one_of(
    st.sampled_from([f"<{name}>" for name in INLINE + BLOCK]),
    st.sampled_from([f"</{name}>" for name in INLINE + BLOCK]),
)
malformed = st.lists(
    st.one_of(tags, st.sampled_from(AWKWARD), st.sampled_from(WORDS), st.sampled_from(WORDS)), max_size=30
).map("".join)
text_of_lines = st.lists(st.sampled_from([*WORDS, " ", " ", " ", "\n  ", "&amp;", "&nbsp;", "<br>"]), max_size=6).map(
    "".join
)
inline = st.recursive(
    text_of_lines,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(st.sampled_from(INLINE), inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
    ),
    max_leaves=5,
)
page = st.recursive(
    st.one_of(
        st.tuples(st.sampled_from(["p", "h2", "div", "section"]), inline).map(
            lambda one: f"<{one[0]}>{one[1]}</{one[0]}>\n"
        ),
        st.lists(inline, min_size=1, max_size=3).map(
            lambda items: "<ul>\n" + "".join(f"  <li>{item}</li>\n" for item in items) + "</ul>\n"
        ),
        inline.map(lambda one: f"<!-- wp:paragraph -->\n<p>{one}</p>\n<!-- /wp:paragraph -->\n\n"),
        st.lists(inline, min_size=1, max_size=3).map(
            lambda cells: "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
        ),
        text_of_lines.map(lambda one: f"<pre>{one}</pre>"),
        inline,
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join), inner.map(lambda one: f"<div class='x'>\n{one}</div>")
    ),
    max_leaves=8,
)


def page_of(source: str, *, is_xml: bool = False) -> tuple[Document, Page]:
    doc = read(source, is_xml=is_xml)
    assert isinstance(doc.origin, Page)
    return doc, doc.origin


def spelt_by(source: str) -> set[str]:
    """Return the texts that a piece of HTML may stand for."""
    if not source.strip(" \t\r\n\f"):
        return {" ", "\n"}
    if source.startswith("<"):
        return {"\n"}
    plain = unescape(source)
    return {plain or chr(int(source.strip("&#;"))), " " if plain.isspace() else plain}


@given(st.one_of(malformed, page, st.text()), st.booleans())
def test_the_text_can_be_rebuilt_from_the_source(source: str, is_xml: bool) -> None:
    doc, page = page_of(source, is_xml=is_xml)
    pieces = page.pieces
    end = 0
    for number in range(len(pieces._starts)):  # noqa: SLF001
        extent = pieces.extent(number)
        place = pieces.part(number, extent)
        assert end <= place.start <= place.end <= len(source)
        end = place.end
        if pieces.kind(number) == VERBATIM:
            assert place.of(source) == extent.of(doc.text)
        elif pieces.kind(number) == IMPLIED:
            assert place.is_empty
            assert set(extent.of(doc.text)) <= {"\n", "\t"}
        else:
            assert extent.of(doc.text) in spelt_by(place.of(source))


def read_through(source: str, *, is_xml: bool, longest_learned: int) -> tuple[object, ...]:
    """Return all that a reading makes of a page, with what tags do learned or thought about each time."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("newslint.sources.html.reading._LONGEST_LEARNED", longest_learned)
        reading = Reading(source, is_xml=is_xml)
        reading.run(len(source))
    pieces = reading.pieces
    return [(pieces.extent(number), pieces.kind(number)) for number in range(len(pieces._kinds))], [  # noqa: SLF001
        pieces.text,
        reading.borders,
        reading.state,
        reading.checkpoints,
    ]


few_tags = st.lists(st.one_of(tags, st.sampled_from(AWKWARD)), min_size=1, max_size=5).flatmap(
    lambda few: st.lists(st.one_of(st.sampled_from(few), st.sampled_from(WORDS)), max_size=60).map("".join)
)


@given(st.one_of(few_tags, page), st.booleans())
@settings(deadline=None, max_examples=300)
def test_what_a_tag_does_is_remembered_as_it_was(source: str, is_xml: bool) -> None:
    learned = read_through(source, is_xml=is_xml, longest_learned=40)
    assert learned == read_through(source, is_xml=is_xml, longest_learned=0)


def test_a_tag_that_comes_again_is_not_thought_about(monkeypatch: pytest.MonkeyPatch) -> None:
    thought: list[str] = []
    of_old = Reading._tag  # noqa: SLF001 - what is not called is proven here

    def tag(reading: Reading, found: re.Match[str], start: int, end: int) -> int:
        thought.append(found[0])
        return of_old(reading, found, start, end)

    monkeypatch.setattr(Reading, "_tag", tag)
    read("<ul>" + "<li class='x'><p>a <em>b</em></p></li>" * 100 + "</ul>")
    assert len(thought) < 30


@given(st.one_of(malformed, page), st.data())
def test_each_place_holds_its_characters(source: str, data: st.DataObject) -> None:
    doc, _ = page_of(source)
    start = data.draw(st.integers(0, len(doc.text)))
    span = Span(start, data.draw(st.integers(start, len(doc.text))))
    place = doc.place(span)
    assert 0 <= place.start <= place.end <= len(source)
    if span.is_empty:
        assert place.is_empty
    elif span.of(doc.text).strip():
        assert not place.is_empty
    if span.of(doc.text).isalpha() and span.of(doc.text).isascii() and "<" not in place.of(source) + source[:1]:
        assert unescape(place.of(source)) == span.of(doc.text)


def changes(data: st.DataObject, text: str) -> list[Edit]:
    points = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4)))
    new = st.sampled_from(["", "", " ", "\n", "x", "X y", "<&", "”", ",” ", " and ", "\u00a0", "\n\n"])
    return [Edit(Span(*pair), data.draw(new)) for pair in zip(points[::2], points[1::2], strict=False)]


def applied(text: str, edits: list[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@given(st.one_of(malformed, page), st.data())
@settings(deadline=None, max_examples=300)
def test_a_change_that_is_taken_changes_the_text_so_and_nothing_else(source: str, data: st.DataObject) -> None:
    doc, _ = page_of(source)
    edits = changes(data, doc.text)
    if doc.takes(edits):
        wanted = applied(doc.text, edits)
        after = doc.changed(wanted, edits)
        assert after.text == wanted
        assert read(after.source).text == wanted


@given(page, st.data())
@settings(deadline=None, max_examples=300)
def test_lines_can_be_deleted_and_their_elements_go_with_them(source: str, data: st.DataObject) -> None:
    doc, _ = page_of(source)
    lines = [match.span() for match in re.finditer(r"[^\n]+", doc.text)]
    if not lines:
        return
    chosen = Span(*data.draw(st.sampled_from(lines)))
    edit = Edit.deleting_lines(doc.text, chosen)
    if doc.takes([edit]):
        after = doc.changed("", [edit])
        assert after.text == applied(doc.text, [edit])
        assert unbalanced(after.source) == unbalanced(source) == []
        assert set(kept_parts(after.source)) <= set(kept_parts(source))


def kept_parts(source: str) -> list[str]:
    return re.findall(r"\w+", source)


def unbalanced(source: str) -> list[str]:
    """Return the tags without a partner; in the pages made here each has one."""
    problems: list[str] = []
    stack: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            if tag != "br":
                stack.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if not stack or stack.pop() != tag:
                problems.append(tag)

    parser = Parser()
    parser.feed(source)
    parser.close()
    return problems + stack


@given(page, st.data())
@settings(deadline=None, max_examples=300)
@example("<p>The New York <em>Times</em>and</p>", None)
def test_a_space_between_two_letters_is_always_taken(source: str, data: st.DataObject | None) -> None:
    doc, _ = page_of(source)
    joints = [match.end() for match in re.finditer(r"\w(?=\w)", doc.text)]
    if joints:
        at = data.draw(st.sampled_from(joints)) if data else doc.text.index("and")
        edits = [Edit(Span(at, at), " ")]
        assert doc.takes(edits)
        assert doc.changed("", edits).text == applied(doc.text, edits)
        letter = [Edit(Span(at, at + 1), "Q")]
        assert doc.takes(letter)
        assert doc.changed("", letter).text == applied(doc.text, letter)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a</p><details><summary>S</summary>inner</details><p>b</p>", "a\n\nS\ninner\n\nb"),
        ("<h1>a</h1><h2>b</h2><p>c</p>d", "a\n\nb\n\nc\n\nd"),
        ("<table><caption>x</caption><tr><th>A<th>B<tr><td>1<td>2</table>z", "x\nA\tB\n1\t2\nz"),
        ("<table><tr><td>a</td> <td></td> <td>c</td><td></td></tr></table>", "a\t\tc"),
        ("<pre>\na\r\n b</pre>", "a\n b"),
        ("a<span> b</span> <i> c </i>d", "a b c d"),
        ("one<wbr>two a&shy;b a&nbsp;b &notit; &amp &foo; &#150;", "onetwo a\xadb a\xa0b ¬it; & &foo; –"),
        ("<title>t</title><p>a<script>'</p>'</script>b", "ab"),
        ("a <span hidden>x<span>y</span>z</span> b", "a b"),
        ("<p>5 < 6 & 7 > 6</ x>, <3", "5 < 6 & 7 > 6, <3"),
        ("", ""),
        ("<p> \n </p>", ""),
        ("\n a\t b \r\n", "a b"),
    ],
)
def test_the_text_is_what_a_browser_shows(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a<b style='DISPLAY: None'>b</b>c", "ac"),
        ("a<span HIDDEN>b</span>c", "ac"),
        ("a<br hidden>b<br style='display:none'>c<br>d", "abc\nd"),
        ("<body style='visibility: hidden'><p>a</p>", "a"),
        ("<html hidden><p>a</p>", "a"),
        ("<a hidden>x<a>b</a>", "b"),
    ],
)
def test_what_is_hidden_is_no_text(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<span style='color: red; display:block'>Ada Orrin</span>The ferry", "Ada Orrin\nThe ferry"),
        ("a<b style='DISPLAY : FLEX !important'><i>b</i></b>c", "a\nb\nc"),
        ("a<img style='display:block'>b", "a\nb"),
        ("a<wbr style='display:block'>b", "ab"),
        ("a<span style='display:inline-block'>b</span>c", "abc"),
        ("a<span style='display:block' hidden>b</span>c", "ac"),
    ],
)
def test_an_inline_element_may_show_as_a_block(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a</p><svg><title/><path d='x'/></svg><p>b</p>", "a\n\nb"),
        ("<p>a<svg class=icon />b</p>", "ab"),
        ("<p>a<svg><style/></svg>b</p>", "ab"),
        ("<p>a<svg><textarea></svg>b</p>", "ab"),
        ("<p>a<svg><g><p>b</p>", "a\n\nb"),
        ("<p>a<svg><svg></p>b", "a\n\nb"),
        ("<svg><foreignObject><p>x</p><title>y</foreignObject></title></svg>a", "a"),
        ("<math><mi>x</mi><mo/></math><p>a</p>", "x\n\na"),
        ("<image>a", "a"),
    ],
)
def test_drawings_and_formulas_end_where_a_browser_ends_them(source: str, text: str) -> None:
    assert read(source).text == text


def test_a_drawing_keeps_no_emptied_element_in_the_page() -> None:
    doc = read("<div>a<svg><title/></svg></div>\n<p>b</p>\n<p>c</p>")
    assert doc.changed("", [Edit.deleting_lines(doc.text, Span(3, 4))]).source == (
        "<div>a<svg><title/></svg></div>\n<p>c</p>"
    )


def test_xhtml_has_cdata_and_empty_elements() -> None:
    source = "<html><head><title>T</title></head><body><p>a <![CDATA[<b> & ]]>c</p><div/><p>d</p></body></html>"
    assert read(source, is_xml=True).text == "a <b> & c\n\nd"


def test_the_head_tells_what_is_known_of_the_article() -> None:
    doc = read(
        '<!DOCTYPE html><html lang="de-AT"><head><title> A &amp;\n B </title><script>"<title>"</script>'
        '<meta property="og:site_name" content="Harbour Gazette"><meta name=author content=" Ada Orrin ">'
        '<meta name="description" content="x"><link rel="canonical" href="https://x.example/a?b=1&amp;c=2">'
        '<meta property="og:url" content="no"><meta property="og:title" content="no"></head><body><title>no</title><p>x'
    )
    assert doc.language == "de-AT"
    assert doc.meta == {
        "byline": "Ada Orrin",
        "outlet": "Harbour Gazette",
        "title": "A & B",
        "url": "https://x.example/a?b=1&c=2",
    }
    fragment = read("<p>x</p>", "7", language="en-GB")
    assert (fragment.id, fragment.language, fragment.meta) == ("7", "en-GB", {})


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        ("article", "one\n\ntwo"),
        ("#story", "one"),
        (".lead", "one"),
        ("p.lead", "one"),
        ("em", "x\ny"),
        ("main", "one\n\ntwo\n\nx y"),
        ("", "menu\n\none\n\ntwo\n\nx y\nend"),
    ],
)
def test_a_selector_takes_a_part_of_the_page(selector: str, text: str) -> None:
    source = (
        "<nav>menu</nav><main><article><p id=story class='big lead'>one</p><p>two</p></article>"
        "<em>x</em> <em>y</em></main><footer>end</footer>"
    )
    doc = read(source, selector=selector)
    assert doc.text == text
    assert read(doc.changed("", [Edit(Span(0, 1), "Q")]).source, selector=selector).text == f"Q{text[1:]}"


def test_a_selector_that_finds_nothing_is_told() -> None:
    with pytest.raises(SourceError, match="7: there is no element “#body” in it"):
        read("<p class=body>x</p>", "7", selector="#body")


@pytest.mark.parametrize("selector", ["div p", "a > b", "[x]", ".", "#", "*"])
def test_a_selector_is_simple(selector: str) -> None:
    with pytest.raises(ConfigError, match="is not possible"):
        read("<p>x</p>", selector=selector)


@pytest.mark.parametrize(
    ("source", "place", "text", "after"),
    [
        ("The <em>Times</em>and", "⟦⟧and", " ", "The <em>Times</em> and"),
        ("The <a><em>Times</em></a>and", "⟦⟧and", " ", "The <a><em>Times</em></a> and"),
        ("by<em>Reuters</em>", "by⟦⟧", " ", "by <em>Reuters</em>"),
        ("a</b><!-- x --></i><u>b", "a⟦⟧b", " ", "a</b><!-- x --></i> <u>b"),
        ("<p>they will<em>“</em>she", "⟦“⟧", ",” ", "<p>they will<em>,”</em> she"),
        ("to <b>kyiv</b>", "⟦kyiv⟧", "Kyiv", "to <b>Kyiv</b>"),
        ("<p>Fish &amp; chips", "⟦Fish &⟧", "Soup <", "<p>Soup &lt; chips"),
        ("<p>AT&amp;T is", "⟦AT&T⟧", "AT&Q", "<p>AT&amp;Q is"),
        ("<p>one two", "one⟦ ⟧two", "\n", "<p>one<br>two"),
        ("<p>a<br />one two", "one⟦ ⟧two", "\n", "<p>a<br />one<br />two"),
        ("<pre>one two", "one⟦ ⟧two", "\n", "<pre>one\ntwo"),
        ("one<br>two", "one⟦\n⟧two", " ", "one two"),
        ("big <em>very</em> ship", "⟦very ⟧", "", "big ship"),
        ("a <b> b</b>", "a⟦ ⟧b", "", "a<b>b</b>"),
        ("10&nbsp;000 and 20 000", "20⟦ ⟧000", "\u00a0", "10&nbsp;000 and 20&nbsp;000"),
        ("<p>a</p>\n<p>b</p>\n<p>c</p>", "⟦b\n\n⟧", "", "<p>a</p>\n<p>c</p>"),
        ("<ul>\n<li>a</li>\n</ul>\n<p>b</p>", "⟦a\n\n⟧", "", "<p>b</p>"),
        ("<ul><li>a<li>b</ul>", "⟦\nb⟧", "", "<ul><li>a</ul>"),
        ("a<br>b<br>c", "⟦b\n⟧", "", "a<br>c"),
        ("<p>a</p><p><img src=x>b</p>", "⟦\n\nb⟧", "", "<p>a</p><p><img src=x></p>"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "⟦a\tb\n⟧", "", "<table><tr><td>c<td>d</table>"),
        (
            (
                "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->\n\n"
                "<!-- wp:list -->\n<ul><!-- wp:list-item -->\n"
                "<li>b</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->"
            ),
            "⟦\n\nb⟧",
            "",
            "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->\n\n",
        ),
    ],
)
def test_a_change_goes_to_the_right_side_of_a_tag(source: str, place: str, text: str, after: str) -> None:
    doc = read(source)
    marked = re.match(r"(.*)⟦(.*)⟧(.*)", place, re.DOTALL)
    assert marked
    start = doc.text.index("".join(marked.groups())) + len(marked[1])
    edits = [Edit(Span(start, start + len(marked[2])), text)]
    assert doc.takes(edits)
    assert doc.changed("", edits).source == after


@pytest.mark.parametrize(
    ("source", "start", "end", "text"),
    [
        ("<p>a</p><p>b</p>", 1, 3, " "),  # two paragraphs do not become one
        ("<p>a</p><p>b</p>", 1, 3, ""),
        ("<p>a b</p>", 1, 1, " "),  # a second space does not show
        ("<p>a</p>", 1, 1, "\t"),
        ("<p>a</p>", 0, 0, " "),
        ("<td>a</td>", 0, 0, "\n "),
        ("<table><tr><td>a<td>b</table>", 1, 2, " "),
    ],
)
def test_what_the_structure_implies_cannot_become_anything_else(source: str, start: int, end: int, text: str) -> None:
    assert not read(source).takes([Edit(Span(start, end), text)])


def test_the_place_of_a_finding_leaves_the_tags_around_it_out() -> None:
    source = "<p>in <em>The Harbour</em> <b>Gaz</b>ette&nbsp;</p>\n<p>x</p>"
    doc = read(source)
    assert doc.place(Span(3, 14)).of(source) == "The Harbour"
    assert doc.place(Span(15, 22)).of(source) == "Gaz</b>ette"
    assert doc.place(Span(22, 23)).of(source) == "&nbsp;"
    assert doc.place(Span(23, 25)) == Span(source.index("</p>"), source.index("</p>"))
    assert doc.place(Span(25, 25)).start == source.index("x")
    assert read("<p></p>").place(Span(0, 0)).is_empty


def test_an_article_is_mended_where_its_text_stands() -> None:
    source = (
        "<p>The mayor of <em>Tarn</em>told <em>The Harbour Gazette</em>and the Ledger that “we will“she said it.</p>\n"
        "<!-- we know of theLedgerand -->\n<p class='theGazetteand'>It sails.</p>"
    )
    mended = mend(Linter(select=["glue", "quote"]), read(source))
    assert mended.document.source.startswith("<p>The mayor of <em>Tarn</em> told <em>The Harbour Gazette</em> and the")
    assert mended.document.source.endswith(source[source.index("</p>") :])
    assert mended.report.findings == ()


def test_the_readme_tells_how_a_cms_reads_a_body() -> None:
    mended = mend(LINTER, read("<p>The <em>New York Times</em>and the <b>Post</b>.</p>"))
    assert mended.document.source == "<p>The <em>New York Times</em> and the <b>Post</b>.</p>"


def test_a_fix_that_the_structure_does_not_allow_is_a_hint() -> None:
    doc = read("<p>The crew of the old</p><p>ferry sailed at noon.</p>")
    edits = (Edit(Span(19, 21), " "),)
    found = Finding("x", "y", Span(18, 22), "z", Severity.ERROR, fix=Fix("join", edits))
    fix = feasible(doc, found).fix
    assert fix
    assert fix.safety is Safety.HINT


def test_changes_that_are_in_each_others_way_leave_a_sound_page() -> None:
    doc = read("<ul><li>a</li><li>b</li></ul><p>c</p>")
    edits = [Edit(Span(0, 2), ""), Edit(Span(2, 5), "")]
    assert doc.changed("c", edits).source == "<p>c</p>"


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 60_000,
        "<div>" * 400 + "</section>" * 60_000,
        "<p><b>" * 40_000 + "</i>" * 40_000,
        "<li><div>" * 30_000,
        "<table><tr><td>" * 20_000,
        "<a " * 100_000,
        "<a b='" * 60_000,
        "<!--" * 100_000,
        "<title>" * 60_000,
        "&" * 200_000,
        "&abcdefgh" * 40_000,
        "&#x" + "0" * 300_000,
        "<" * 200_000,
        " \n" * 200_000,
        "<b hidden>" * 40_000 + "x</b>" * 40_000,
        "<!-- wp:x -->" * 20_000,
        "<svg><g>" * 30_000,
        "<svg><p>a" * 20_000,
        "<math><title>" * 30_000,
        "<select><option>a" * 20_000,
        "<span style='display:block'>a" * 10_000,
    ],
    ids=lambda source: source[:12],
)
def test_what_is_malformed_takes_linear_time(source: str) -> None:
    start = time.process_time()
    doc = read(source)
    assert doc.takes([Edit(Span(0, len(doc.text)), "")]) in {True, False}
    assert time.process_time() - start < 6


def test_a_document_survives_pickling() -> None:
    doc = read("<div>" * 600 + "<p>x</p>", "7", selector="p")
    copy = pickle.loads(pickle.dumps(doc))  # noqa: S301 - just pickled
    assert copy == doc
    assert copy.source == doc.source
    assert copy.place(Span(0, 1)) == doc.place(Span(0, 1))


@pytest.mark.parametrize("article", broken()[::9], ids=lambda article: article.name)
def test_an_article_is_mended_in_html_as_it_is_in_plain_text(article: Article) -> None:
    lines = [escape(line, quote=False) for line in article.doc.text.split("\n") if line.strip()]
    doc = read("\n".join(f"<p>{line}</p>" for line in lines))
    in_html, in_text = LINTER.lint(doc), LINTER.lint(Document(doc.text))
    assert [(f.rule, f.span) for f in in_html.findings] == [(f.rule, f.span) for f in in_text.findings]
    if [f.fix for f in in_html.findings] == [f.fix for f in in_text.findings]:
        assert mend(LINTER, doc, unsafe=True).text == mend(LINTER, Document(doc.text), unsafe=True).text
