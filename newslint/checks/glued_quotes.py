"""Quotation marks that lost the space between them and the next word: `“quiet season”while`, `said“We`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.quotation import touching
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.quotation import Mark

# An ending may follow a quoted word without a space (the “yes”es, an “A”s), a prefix may precede one (un“real”).
_ENDING = re.compile(r"(?:e?s|e?d|i?sh|e?th|ing|er|ers|ly|ness|like|type|[b-hj-z])\b")
_PREFIX = re.compile(r"(?<![’'])\b(?:un|re|non|pre|anti|pro|ex|[b-hj-z])\Z", re.IGNORECASE)
_PREFIX_REACH = 5
_STRESSED = re.compile(r"[“\"](?:un|re|non|pre|post|anti|pro|ex|mis|dis|over|under|semi|super)\Z", re.IGNORECASE)
"""A prefix that is stressed by quotation marks: `“un”official`."""
_LONGEST_LETTER = 5  # with its mark and a stop or two
_ENDS_CLAUSE = frozenset(".,;:!?…")
_NUMBER_STARTS = re.compile(
    r"\d{1,3}[.)] [“‘\"'(]?[^\W\d_a-z]|\d{4}\b(?!\d)|\d{1,3}(?:%|st\b|nd\b|rd\b|th\b|,\d{3}| [a-z]{3})"
)
"""An item, a year, a quantity; another number after a closing mark is that of a footnote."""
_ASIDE_STARTS = re.compile(r"[(\[][^\W\d_a-z][^\W\d_]")
_ROOM = frozenset({"", " ", "\n", "\u00a0"})
"""What most marks have on the side on which they could touch a word."""
_NO_WORDS = frozenset({'"', ">"})
"""What stands behind a mark that is doubled, or the last one of a tag."""
_STARRED = re.compile(r"[^\W_]\*{1,20}\Z")
_STAR_REACH = 21

_CURLY = 0.97
_STRAIGHT = 0.9
"""The place tells what a straight mark does: it has no direction of its own."""
_DOTS_AND_WORD = re.compile(r"(?:…|\.{3})\w")
_FIRST_PICTURE = 0x2600
"""From this code point on, symbols and emoji stand before the scripts of other languages."""
_UNPAIRED = 0.6
"""A straight mark without its partner may as well belong to the word on the other side."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the marks that say the right thing (`wrong-way-quotes` has the others) but touch a word on both sides."""
    marks = doc.quotation_marks
    for index, mark in enumerate(marks):
        beside = mark.at - 1 if mark.opens else mark.at + 1
        if doc.text[max(0, beside) : beside + 1] in _ROOM:
            continue
        following = marks[index + 1] if index + 1 < len(marks) else None
        if mark.turned or _is_letter(doc.text, marks[index - 1] if index else None, mark, following):
            continue
        if mark.opens and _is_glued_before(doc.text, mark.at):
            yield _hit(doc, mark, mark.span, is_paired=following is not None and following.inside)
        elif not mark.opens and following and following.at == mark.at + 1 and _opens(doc.text, following):
            yield _hit(doc, mark, mark.span.hull(following.span), is_paired=mark.inside)
        elif not mark.opens and _is_glued_after(doc.text, mark.at):
            yield _hit(doc, mark, mark.span, is_paired=mark.inside)


def _is_letter(text: str, before: Mark | None, mark: Mark, following: Mark | None) -> bool:
    """Whether the mark and its partner enclose a single letter or digit: `Toys“R”Us` is spelt so."""
    start, end = (mark, following) if mark.opens else (before, mark)
    if not start or not end or not start.opens or end.opens or end.at - start.at > _LONGEST_LETTER:
        return False
    return sum(map(str.isalnum, text[start.at : end.at])) == 1


def _opens(text: str, following: Mark) -> bool:
    """Whether a mark opens right behind another; dots may come first, which else seem to end what stands before."""
    return following.opens or _DOTS_AND_WORD.match(text, following.at + 1) is not None


def _is_glued_before(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    if before in _ENDS_CLAUSE:
        return at > 1 and (_takes_space(text[at - 2]) or text[at - 2] in ")’'%")
    if text[at + 1 : at + 2] in _NO_WORDS:
        return False
    if before == "*" or ord(before) >= _FIRST_PICTURE:
        starts = _takes_space(text[at + 1 : at + 2])
        return (
            starts and text[at] == "“" and (before != "*" or bool(_STARRED.search(text[max(0, at - _STAR_REACH) : at])))
        )
    return _takes_space(before) and not _PREFIX.search(text[max(0, at - _PREFIX_REACH) : at])


def _is_glued_after(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    if text[at - 1 : at] == '"':
        return False
    if after.isdigit():
        return _NUMBER_STARTS.match(text, at + 1) is not None
    if after in {"(", "["}:
        return text[at - 1 : at] in {".", "!", "?"} and _ASIDE_STARTS.match(text, at + 1) is not None
    if _STRESSED.search(text[max(0, at - _PREFIX_REACH - 1) : at]):
        return False
    return _takes_space(after) and not _ENDING.match(text, at + 1)


def _takes_space(char: str) -> bool:
    """Whether it is a digit, or a letter of a script with upper and lower case: those put spaces between words."""
    return char.isdigit() or char.lower() != char.upper()


def _hit(doc: Document, mark: Mark, glued: Span, *, is_paired: bool) -> Hit:
    job, place, point = ("opens", "before", mark.at) if mark.opens else ("closes", "after", mark.at + 1)
    confidence = _CURLY if doc.text[mark.at] != '"' else _STRAIGHT if is_paired else _UNPAIRED
    return Hit(
        touching(doc.text, glued),
        Fix(f"put a space {place} the quotation mark", (Edit(Span(point, point), " "),)),
        {"place": place},
        confidence,
        (Evidence(f"the mark {job} a quotation here", mark.span),),
    )
