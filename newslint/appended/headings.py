"""Headings as they are compared: without the marks of Markdown and lists, without a colon, in lower case."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_MARKS = re.compile(r"^[\s#*_>•–—-]+|[\s*_:.]+$")
LONGEST = 70
"""Characters of a line that may be a heading."""


def bare(line: str) -> str:
    """Return the words of a heading for comparison; nothing if the line is too long for one."""
    return _MARKS.sub("", line).replace("'", "’").casefold() if len(line) <= LONGEST else ""


def bare_lines(doc: Document) -> Iterator[tuple[int, str]]:
    """Yield the lines of an article that may be headings: their numbers and their words; for `Document.view`."""
    for number, (start, end) in enumerate(doc.paragraphs):
        if end - start <= LONGEST:
            yield number, bare(doc.text[start:end])


@functools.lru_cache(maxsize=16)
def folded(headings: frozenset[str]) -> frozenset[str]:
    """Return headings in the form in which they are compared."""
    return frozenset(map(str.casefold, headings))
