"""Comments in mark-up that let pass what the next paragraph holds: `<!-- newslint ignore RULE: reason -->`.

RULE is a rule or a family, or several of them with commas between. Plain text has no place for such a
comment: readers would see it.
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

FORM = "<!-- newslint ignore RULE: reason -->"
_COMMENT = re.compile(r"<!--[ \t]{0,9}(?i:newslint)\b(?P<said>[^\n]{0,700}?)-->")
_SAID = re.compile(
    r"[ \t]{1,9}ignore[ \t]{1,9}(?P<rules>[a-z][a-z0-9, -]{0,300}?)[ \t]{0,9}(?::(?P<reason>[^\n]{0,300}?))?"
)


class Comment(NamedTuple):
    """What a comment asks for."""

    rules: frozenset[str]
    """Rules and families; none if it is no comment as newslint reads them."""
    reason: str
    """Empty if none is given: then the comment is not obeyed."""
    paragraph: Span | None
    """What it is about: the paragraph that it stands in or above, as a place in the text. None behind the last one."""
    line: int
    """Where it stands in the source, from 1."""

    def covers(self, found: Finding) -> bool:
        """Whether the comment lets a finding pass."""
        is_about = found.rule in self.rules or found.family in self.rules
        return bool(self.reason and is_about and self.paragraph and self.paragraph.overlaps(found.span))


def comments(doc: Document) -> Iterator[Comment]:
    """Yield the comments of an article's source in their order; for `Document.view`. Plain text has none."""
    if doc.origin is None or (first := _COMMENT.search(doc.source)) is None:
        return
    ends = [doc.place(paragraph).end for paragraph in doc.paragraphs]
    for match in _COMMENT.finditer(doc.source, first.start()):
        number = bisect.bisect_right(ends, match.start())
        paragraph = doc.paragraphs[number] if number < len(ends) else None
        said = _SAID.fullmatch(match["said"])
        rules = frozenset(said["rules"].replace(",", " ").split()) if said else frozenset[str]()
        reason = (said["reason"] or "").strip() if said else ""
        yield Comment(rules, reason, paragraph, doc.source.count("\n", 0, match.start()) + 1)
