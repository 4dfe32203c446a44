"""Doubled spaces between words; tables, indents and two spaces after every full stop are left alone.

An article has one finding, however many places it has: they have one cause and one remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_DOUBLED = re.compile(r"(?<=[^\s|ÂÃ])[ \u00a0\u2000-\u200a\u202f\u3000]{2,3}(?=[^\s|])")
"""Behind Â and Ã, the second space is what is left of a broken character."""
_AFTER_STOP = re.compile(r"[.!?:][”\"’')]{0,2}([ \u00a0]{1,2})(?=[“\"‘'(]?[A-Z])")
_COLUMNS = re.compile(r"[ \u00a0]{4}|\t")
_WORD = re.compile(r"[^\W_]")
"""A line without any is an ornament between two sections: `*  *  *`."""
_FIGURE_AT_END = re.compile(r"[ \u00a0]{2,3}(?:[£$€]?[+-]?\d[\d.,:]{0,12}|-)\Z")
_LEAST_ROWS = 3
_BEFORE, _AFTER = re.compile(r"\S{1,40}\Z"), re.compile(r"\S{1,40}")
_REACH = 40
_OTHER_BLANKS = frozenset("\u00a0\u202f\u3000").union(map(chr, range(0x2000, 0x200B)))
_SHOWN = 3
_STOPS = frozenset(".!?:”\"’')")


def check(doc: Document) -> Iterator[Hit]:
    """Yield the first words with the spaces between them; the fix leaves one space everywhere."""
    found = list(_doubled(doc))
    if found:
        fix = Fix("leave one space", tuple(Edit(blanks, " ") for blanks in found))
        evidence = tuple(
            Evidence("another doubled space", _with_words(doc, blanks)) for blanks in found[1 : _SHOWN + 1]
        )
        yield Hit(_with_words(doc, found[0]), fix, evidence=evidence)


def _doubled(doc: Document) -> Iterator[Span]:
    are_plain = _OTHER_BLANKS.isdisjoint(doc.characters)
    if are_plain and "  " not in doc.text:
        return
    for paragraph in doc.paragraphs:
        if are_plain and doc.text.find("  ", *paragraph) < 0:
            continue
        if _COLUMNS.search(doc.text, *paragraph) or _is_row(doc, paragraph):
            continue
        if not _WORD.search(doc.text, *paragraph):
            continue
        for match in _DOUBLED.finditer(doc.text, *paragraph):
            if doc.text[match.start() - 1] in _STOPS and doc.view(_doubles_after_stop)[0]:
                continue
            yield Span(*match.span())


def _is_row(doc: Document, paragraph: Span) -> bool:
    """Whether the paragraph is one of several that end with a figure of their own, as in a table."""
    is_one = _FIGURE_AT_END.search(doc.text, *paragraph) is not None
    return is_one and doc.view(_rows)[0] >= _LEAST_ROWS


def _rows(doc: Document) -> tuple[int]:
    return (sum(_FIGURE_AT_END.search(doc.text, *paragraph) is not None for paragraph in doc.paragraphs),)


def _with_words(doc: Document, blanks: Span) -> Span:
    before = _BEFORE.search(doc.text[max(0, blanks.start - _REACH) : blanks.start])
    after = _AFTER.match(doc.text, blanks.end)
    return Span(blanks.start - len(before[0]) if before else blanks.start, after.end() if after else blanks.end)


def _doubles_after_stop(doc: Document) -> tuple[bool]:
    """Whether the article has two spaces after a full stop at least as often as one."""
    widths = [len(blanks) for blanks in _AFTER_STOP.findall(doc.text)]
    return (sum(width > 1 for width in widths) * 2 >= max(3, len(widths)),)
