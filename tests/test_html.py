"""HTML as a source: the text that a browser shows, the map back to the page, changes that touch nothing else."""

import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint import ConfigError, Document, Edit, Linter, SourceError, Span, mend
from newslint.sources.html import read
from newslint.sources.html.origin import Page
from newslint.sources.pieces import IMPLIED, VERBATIM

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
    pieces = page._reading.pieces  # noqa: SLF001 - the map is what is proven here
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
