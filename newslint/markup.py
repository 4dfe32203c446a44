"""HTML left in a text, and the articles that write about it.

A tag is known by its name, so that “<3”, “a < b” and <The Harbour: A Tale> are none. One whose brackets were escaped
(`&lt;p&gt;`) or whose quotation marks were made curly is one all the same.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_NAMES = (
    "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|center|cite|code|col|del|div|em|embed|figcaption|"
    "figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|nobr|"
    "noscript|object|ol|option|p|param|path|picture|pre|q|s|script|section|small|source|span|strike|strong|style|sub|"
    "sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|video|wbr|amp-[a-z]{2,12}|o:p|fb:[a-z]{2,12}"
)
_NAME = rf"(?:{_NAMES}|(?=[A-Z][A-Z1-6]{{0,9}}\b)(?i:{_NAMES}))"
_LT, _GT = (rf"(?:{char}|&(?:amp;){{0,3}}{name};)" for char, name in (("<", "lt"), (">", "gt")))
_DOUBLE, _SINGLE = '"“”„″', "'‘’′"
_QUOTED = (
    rf"(?:[{_DOUBLE}]{{1,2}}[^{_DOUBLE}<>]{{0,600}}+[{_DOUBLE}]{{1,2}}|[{_SINGLE}][^{_SINGLE}<>]{{0,600}}+[{_SINGLE}])"
)
_VALUE = rf"(?:{_QUOTED}|[^\s\"'“”″<>&]{{1,300}}+)"
_FLAG = "allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|itemscope|loop|muted|nowrap|required"
_ATTRIBUTE = rf"(?>\s{{1,3}}[a-zA-Z][\w:.-]{{0,40}}+\s?=\s?{_VALUE}|\s{{1,3}}(?:{_FLAG})\b)"
_BARE = rf"(?:{_LT}/?{_NAME}\s?/?\s?{_GT})"

_TAG = (
    rf"{_LT}(?P<name>{_NAME})(?:{_ATTRIBUTE}{{0,30}}+\s{{0,3}}/?\s?{_GT}|{_ATTRIBUTE}{{1,30}}+)"
    rf"|{_LT}/(?P<closed>{_NAME})(?:\s?{_GT}|\b(?!\s?[/;-]))"
    rf"|(?<![\w<;/])(?:br|hr)\s?/\s?{_GT}|(?<![\w<;/])/(?:p|em|strong|span|div|li|h[1-6]){_GT}"
    rf"|{_LT}!--[^<>\n]{{0,2000}}?--{_GT}|<!DOCTYPE [^<>\n]{{1,200}}>|<\?xml [^<>\n]{{1,200}}>"
)
"""One tag, whole or maimed, a comment, or another thing that only a browser should see."""
ATTRIBUTE = re.compile(
    r"(?<![\w/?&.=:-])(?:class|style|href|src|srcset|target|rel|alt|align|allowfullscreen|frameborder|border|width|height|"
    rf"data-[\w-]{{1,40}})\s?=\s?{_QUOTED}(?:\s?/?{_GT})?"
)
_compiled = functools.cache(re.compile)
"""For patterns that take long to compile and are needed in few articles."""
_HIDDEN = frozenset({"script", "style", "noscript", "iframe", "svg", "object"})
"""What stands between these tags is not for readers either."""
_LONGEST_HIDDEN = 3_000
_BETWEEN = re.compile(r"(?:[ \t]|&(?:amp;){0,3}(?:#65279|#8203|nbsp|shy);|[\u200b\ufeff\u00a0])*")
_BARE_TAGS = rf"(?:{_BARE}\s{{0,3}}){{1,20}}+"
_BLOCKS = re.compile(rf"{_LT}/?(?i:p|br|div|h[1-6]|li|ul|ol|tr|table|blockquote|figure|section|article|hr)\b")

_TERMS = (
    r"(?<![\w\"'“”=/.-])(?:HTML5?|XML|CSS|JavaScript|PHP|LaTeX|Markdown|markup|shortcodes?|placeholders?|source code|"
    r"lines? of code|code snippets?|syntax|mail merge|HTML entit(?:y|ies)|programmers?|regular expressions?)"
    r"(?![\w\"'”=/-])"
)
_TERM = re.compile(_TERMS)
_RELATED = re.compile(r"\b(?:code|coding|computers?|programming|software|web pages?|web ?sites?)\b")
"""Beside one of the terms, these tell of an article about code too."""
_NEAR = re.compile(
    rf"{_TERMS}|(?<![\w\"'“”=/.#-])(?:tags?|templates?|variables?|attributes?|brackets|asterisks|codes?|snippets?|typed?|typing|"
    r"wildcards?|merge fields?|commands?)(?![\w\"'”=/-])"
)
_NEAR_LINE = re.compile(r"(?<![\w\"'“”=/.#-])(?:HTML|codes?|snippets?|templates?)(?![\w\"'”=/-])")
_REACH = 90
_TERMS_ENOUGH = 2
_WRITTEN_BY_HAND = frozenset({"Markdown", "LaTeX"})
"""Who names these writes about them."""
_ASKED_FOR = re.compile(r"(?:enable|requires?|needs?|support) \Z")
_IS_ASKED = re.compile(r" (?:is |to be )?(?:disabled|enabled|required|turned)")
_OPENERS, _CLOSERS = frozenset("\"'“‘«„`‹"), frozenset("\"'”’»“`›")


def tags(doc: Document) -> Iterator[tuple[Span, str]]:
    """Yield the tags of an article and their names, in lower case; for `Document.view`."""
    if any(sign in doc.text for sign in ("<", ">", "lt;", "gt;")):
        for match in _compiled(_TAG).finditer(doc.text):
            yield Span(*match.span()), (match["name"] or match["closed"] or "").lower()


def tag_rows(doc: Document) -> Iterator[Span]:
    """Yield the tags that touch as one, with what is hidden between two of them; for `Document.view`."""
    row: Span | None = None
    name = ""
    for span, found in doc.view(tags):
        if row:
            is_hidden = name in _HIDDEN and found == name and span.start - row.end <= _LONGEST_HIDDEN
            if is_hidden or _BETWEEN.fullmatch(doc.text, row.end, span.start):
                row, name = row.hull(span), found
                continue
            yield row
        row, name = span, found
    if row:
        yield row


def is_bare(text: str) -> bool:
    """Whether a text is nothing but tags without attributes, and white space."""
    stripped = text.strip()
    return stripped.startswith(("<", "&")) and bool(_compiled(_BARE_TAGS, re.ASCII).fullmatch(stripped))


def is_block(text: str) -> bool:
    """Whether any tag in a text begins a line of its own."""
    return bool(_BLOCKS.search(text))


def shows_code(doc: Document, span: Span) -> bool:
    """Whether what stands at `span` is meant: quoted by itself, between backticks, or in an article about code."""
    before, after = doc.text[max(0, span.start - 1) : span.start], doc.text[span.end : span.end + 1]
    if before in _OPENERS and after in _CLOSERS and before and after:
        return True
    start, end = max(0, span.start - _REACH), span.end + _REACH
    left, right = doc.text[start : span.start], doc.text[span.end : end]
    if left.count("`") % 2 and "`" in right:
        return True
    line = f"{left.rpartition(chr(10))[2]} {right.partition(chr(10))[0]}"
    near = f"{left} {right}"
    return bool(_NEAR.search(line) or _NEAR_LINE.search(near)) or doc.view(_is_about_code)[0]


def _is_about_code(doc: Document) -> list[bool]:
    """Return whether the article speaks of code more than once; a notice to switch JavaScript on is no such talk."""
    spoken = 0
    for match in _TERM.finditer(doc.text):
        asked = _ASKED_FOR.search(doc.text, max(0, match.start() - 12), match.start())
        spoken += not (asked or _IS_ASKED.match(doc.text, match.end()))
        if spoken >= _TERMS_ENOUGH or (spoken and match[0] in _WRITTEN_BY_HAND):
            return [True]
    return [bool(spoken and _RELATED.search(doc.text))]
