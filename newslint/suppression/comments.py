"""Comments in mark-up that let pass what the next paragraph holds: `<!-- newslint ignore RULE: reason -->`.

Plain text has no place for such a comment: readers would see it.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.finding import Finding

_COMMENT = re.compile(
    r"<!--[ \t]{0,9}newslint[ \t]{1,9}ignore[ \t]{1,9}(?P<rules>[a-z][a-z0-9, -]{0,300}?)[ \t]{0,9}"
    r"(?::(?P<reason>[^\n]{0,300}?))?-->"
)
_MEANT = re.compile(r"<!--[ \t]{0,9}newslint[ \t:]{1,9}[^\n]{0,400}?-->", re.IGNORECASE)
"""What somebody may have taken for such a comment."""


class Comment(NamedTuple):
    """What a comment asks for."""

    rules: frozenset[str]
    reason: str
    """Empty if none is given: then the comment is not obeyed."""
    paragraph: Span
    """What it is about: the paragraph that it stands in or above, as a place in the text. Empty behind the last one."""
    line: int
    """Where it stands in the source, from 1."""

    @property
    def outcome(self) -> str:
        """What came of a comment that let nothing pass."""
        if not self.rules:
            return "is not understood: <!-- newslint ignore RULE: reason --> would be"
        if not self.reason:
            return "gives no reason, and is not obeyed: write it behind the rule and a colon"
        if self.paragraph.is_empty:
            return "stands behind the last paragraph, and is about none"
        return "let nothing pass"

    def covers(self, found: Finding) -> bool:
        """Whether the comment lets a finding pass."""
        is_about = found.rule in self.rules or found.family in self.rules
        return bool(self.reason) and is_about and self.paragraph.overlaps(found.span)


def comments(doc: Document) -> Iterator[Comment]:
    """Yield the comments of an article's source in their order; for `Document.view`. Plain text has none.

    One that has no paragraph behind it is about none; one that names no rules was meant otherwise.
    """
    if doc.origin is None or "newslint" not in doc.source.lower():
        return
    ends = [doc.place(paragraph).end for paragraph in doc.paragraphs]
    nothing = Span(len(doc.text), len(doc.text))
    for meant in _MEANT.finditer(doc.source):
        match = _COMMENT.fullmatch(meant[0])
        rules = frozenset(match["rules"].replace(",", " ").split()) if match else frozenset[str]()
        reason = (match["reason"] or "").strip() if match else ""
        number = bisect.bisect_right(ends, meant.start())
        paragraph = doc.paragraphs[number] if number < len(ends) else nothing
        yield Comment(rules, reason, paragraph, doc.source.count("\n", 0, meant.start()) + 1)
