"""Headings as they are compared: without the marks of Markdown and lists, without a colon, in lower case."""

from __future__ import annotations

from newslint import ready_re as re

_MARKS = re.compile(r"^[\s#*_>•–—-]+|[\s*_:.]+$")
LONGEST = 70
"""Characters of a line that may be a heading."""


def bare(line: str) -> str:
    """Return the words of a heading for comparison; nothing if the line is too long for one."""
    return _MARKS.sub("", line).replace("'", "’").casefold() if len(line) <= LONGEST else ""
