"""Spaces before punctuation: `they agreed .`, `the mayor , who`; French spacing is left alone where it is the style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.damage import is_chatty, is_slip
from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_BLANKS = " \t\u00a0\u2000-\u200a\u202f\u3000"
_BLANK_BEFORE = re.compile(rf"[.,;:!?](?<=[{_BLANKS}].)")  # first the mark, for speed
_MOST_BLANKS = 3
_SPACED = re.compile(
    rf"(?<=[^\W_]|[%+)\]’'”\"])(?P<blanks>[{_BLANKS}]{{1,{_MOST_BLANKS}}}+)"
    r"(?:(?P<mark>[.,;:!?])(?!(?<=[:;])\))(?=[”\"’')\]]{0,2}(?:\s|\Z))|(?P<comma>,)(?=[a-z]{2,20}[ ,]))"
)
_SEEN = Seen(r"[.,;:!?](?<=^.)(?:[”\"’')\]]{0,2}$|aa(?<=,aa))")
_WORD_BEFORE = re.compile(r"\S{1,40}\Z")
_WORD_REACH = 40

_ADDRESS = re.compile(r"://|www\.|[^\W_]@|[^\W_]\.[a-z]+/|/\S*/")
"""After an address a space keeps the mark from becoming part of it."""
_FACE = re.compile(r"[:;8]-?\)|[;:] \)")
_DOTS_FOLLOW = re.compile(r"[\s.]?[.…]")
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0]?\d")
_LABEL_BEFORE = re.compile(r"(?:\A|\n)[ \t•*-]{0,4}\S{1,30}(?: \S{1,30}){0,3}\Z")
_LABEL_REACH = 130
_FRENCH_QUOTE = re.compile(r"«[^»\n]{0,130}\Z")
_CODE = re.compile(r"\w ?[?=] [^\n.]{1,40} [:?] |\w_\w")

_FRENCH = frozenset(";:!?")
_ATTACHED = re.compile(r"\w[;:!?](?=\s|\Z)")
_STYLE = 3
"""So many spaced marks, if no more are attached, make a style."""

_NAMES = {
    ".": "full stop",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "!": "exclamation mark",
    "?": "question mark",
}
_SURE, _LIKELY, _SLIP = 0.97, 0.9, 0.7
"""A single one in a sound article is a writer's slip, and hardly worth more than a note; and a space before `?` and `!`
alone is a habit of some, because programs leave spaces before commas and full stops as well."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the word before the space with the space and the mark."""
    for match in doc.view(_spaced):
        mark = match["mark"] or match["comma"]
        if (mark in _FRENCH and doc.view(_is_french)[0]) or _means_something(doc.text, match, mark):
            continue
        before = _WORD_BEFORE.search(doc.text[max(0, match.start() - _WORD_REACH) : match.start()])
        span = Span(match.start() - len(before[0] if before else ""), match.end())
        blanks = Span(*match.span("blanks"))
        edits = [Edit(blanks, "")]
        if match["comma"]:
            edits.append(Edit(Span(match.end(), match.end()), " "))
        fix = Fix(f"take out the space before the {_NAMES[mark]}", tuple(edits))
        yield Hit(span, fix, {"mark": _NAMES[mark]}, _confidence(doc, mark))


def _confidence(doc: Document, mark: str) -> float:
    if is_slip(doc):
        return _SLIP
    if mark not in _FRENCH:
        return _SURE
    is_habit = all(match["mark"] in _FRENCH for match in doc.view(_spaced))
    return _SLIP if is_habit or is_chatty(doc) else _LIKELY


def _spaced(doc: Document) -> Iterator[re.Match[str]]:
    for mark in _BLANK_BEFORE.finditer(doc.text) if _SEEN(doc) else ():
        blanks = doc.text[max(0, mark.start() - _MOST_BLANKS) : mark.start()]
        match = _SPACED.match(doc.text, mark.start() - len(blanks) + len(blanks.rstrip()))
        if match:
            yield match


def _is_french(doc: Document) -> tuple[bool]:
    """Whether most of the marks that French spaces are spaced in this article."""
    spaced = sum(match["mark"] in _FRENCH for match in doc.view(_spaced))
    return (spaced >= _STYLE and spaced >= len(_ATTACHED.findall(doc.text)),)


def _means_something(text: str, match: re.Match[str], mark: str) -> bool:
    """Whether the space belongs there: spaced dots, scores and ratios, labels of data, words in French."""
    before = _WORD_BEFORE.search(text[max(0, match.start() - _WORD_REACH) : match.start()])
    if (before and _ADDRESS.search(before[0])) or _FACE.search(text[max(0, match.start() - 3) : match.end() + 2]):
        return True
    if mark == ".":
        return _DOTS_FOLLOW.match(text, match.end()) is not None
    if mark in ",:" and text[match.start() - 1].isdigit() and _NUMBER_FOLLOWS.match(text, match.end()):
        return True
    near = text[max(0, match.start() - _LABEL_REACH) : match.start()]
    if (mark == ":" and _LABEL_BEFORE.search(near)) or (mark in _FRENCH and _FRENCH_QUOTE.search(near)):
        return True
    return mark in ":?" and _CODE.search(near + text[match.start() : match.end() + _WORD_REACH]) is not None
