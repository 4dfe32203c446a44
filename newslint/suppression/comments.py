"""Comments in mark-up that let pass what the next paragraph holds: `<!-- newslint ignore RULE: reason -->`.

Plain text has no place for such a comment: readers would see it.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.finding import Finding
    from newslint.span import Span

_COMMENT = re.compile(
    r"<!--[ \t]{0,9}newslint[ \t]{1,9}ignore[ \t]{1,9}(?P<rules>[a-z][a-z0-9, -]{0,300}?)[ \t]{0,9}"
    r"(?::(?P<reason>[^\n]{0,300}?))?-->"
)


class Comment(NamedTuple):
    """What a comment asks for."""

    rules: frozenset[str]
    reason: str
    """Empty if none is given: then the comment is not obeyed."""
    paragraph: Span
    """What it is about: the paragraph that it stands in or above, as a place in the text."""
    line: int
    """Where it stands in the source, from 1."""

    def covers(self, found: Finding) -> bool:
        """Whether the comment lets a finding pass."""
        is_about = found.rule in self.rules or found.family in self.rules
        return bool(self.reason) and is_about and self.paragraph.overlaps(found.span)


def comments(doc: Document) -> Iterator[Comment]:
    """Yield the comments of an article's source in their order; for `Document.view`. Plain text has none."""
    if doc.origin is None or "newslint" not in doc.source:
        return
    ends = [doc.place(paragraph).end for paragraph in doc.paragraphs]
    for match in _COMMENT.finditer(doc.source):
        number = bisect.bisect_right(ends, match.start())
        if number < len(ends):
            rules = frozenset(match["rules"].replace(",", " ").split())
            line = doc.source.count("\n", 0, match.start()) + 1
            yield Comment(rules, (match["reason"] or "").strip(), doc.paragraphs[number], line)
