"""Articles whose lines all end at one width, as mail and old screens wrapped them: where nobody meant a line to end.

In such an article each line is as full as it can be: the first word of the next would not have fitted. Those line ends
are read as spaces, one character for one, so that rules see sentences and paragraphs, and every place stays where it
is. Line ends that the width did not force are left: they are those of paragraphs, headings, lists and verse.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from newslint.document import Document

_LINE = re.compile(r"[^\n]+")
_SENTENCE_BEGINS = re.compile(r"[a-z][.!?][”\"’)]? [“\"‘(]?[A-Z]")
"""In mid-line: in verse and in lists a sentence ends where the line does."""
_NARROWEST, _WIDEST = 40, 100
_FULL = 0.97
"""The share of lines that are not longer than the width: an address may be."""
_FEWEST, _FORCED, _GOES_ON = 5, 0.6, 0.5
"""So many line ends are forced, of all that have no blank line behind them, and so many of the next lines go on in
lower case: a list of lines that are about as long as each other does not."""
_NO_ROOM = frozenset(" \t\r\u00a0-\u2010–—")
"""A line that ends with one of these is left: a space would be the second one, and a hyphen may divide a word."""


def read(doc: Document) -> Document:
    """Return the article with its forced line ends as spaces, or the article itself if it is not wrapped."""
    ends = _forced(doc.text)
    if not ends:
        return doc
    pieces, at = [], 0
    for end in ends:
        pieces += [doc.text[at:end], " "]
        at = end + 1
    return replace(doc, text="".join([*pieces, doc.text[at:]]), soft_breaks=frozenset(ends))


def _forced(text: str) -> list[int]:
    """Return the places of the line ends that the width forced; none if the article is not wrapped."""
    breaks = text.count("\n")
    if breaks < _FEWEST or len(text) > breaks * _WIDEST:
        return []
    lines = [match.span() for match in _LINE.finditer(text)]
    if len(lines) <= _FEWEST:
        return []
    width = sorted(end - start for start, end in lines)[int(_FULL * (len(lines) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return []
    joints = forced = lower = 0
    ends = []
    for (start, end), (begin, last) in pairwise(lines):
        if begin != end + 1:
            continue
        joints += 1
        space = text.find(" ", begin, last)
        if end - start + 1 + ((last if space < 0 else space) - begin) > width:
            forced += 1
            lower += text[begin].islower()
            if text[end - 1] not in _NO_ROOM and not text[begin].isspace():
                ends.append(end)
    is_wrapped = forced >= max(_FEWEST, _FORCED * joints) and lower >= _GOES_ON * forced
    return ends if is_wrapped and _SENTENCE_BEGINS.search(text) else []
