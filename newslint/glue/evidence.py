"""What the rest of an article says for a lost space, in words for an editor."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from newslint.damage import lost_spaces
from newslint.finding import Evidence
from newslint.span import Span

if TYPE_CHECKING:
    from newslint.document import Document


def lost_elsewhere(doc: Document, place: Span) -> tuple[Evidence, ...]:
    """Return how many other spaces the article has certainly lost, with the place of the first; empty if none."""
    points = doc.view(lost_spaces)
    before, after = bisect.bisect_left(points, place.start), bisect.bisect_right(points, place.end)
    count = before + len(points) - after
    if not count:
        return ()
    first = points[0] if before else points[after]
    says = "another space is lost in this article" if count == 1 else f"{count} more spaces are lost in this article"
    return (Evidence(says, Span(first - 1, first + 1)),)
