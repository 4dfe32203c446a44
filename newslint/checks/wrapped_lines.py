"""Articles whose lines are all wrapped at one width: one finding for the whole of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_BEFORE, _AFTER = re.compile(r"\S{1,40}\Z"), re.compile(r"\S{1,40}")
_REACH = 40
_CONFIDENCE = 0.95


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words around the first line end that only the width forced."""
    if doc.soft_breaks:
        ends = sorted(doc.soft_breaks)
        before = _BEFORE.search(doc.text, max(0, ends[0] - _REACH), ends[0])
        after = _AFTER.match(doc.text, ends[0] + 1)
        span = Span(before.start() if before else ends[0], after.end() if after else ends[0] + 1)
        fix = Fix("join the lines", tuple(Edit(Span(end, end + 1), " ") for end in ends), Safety.UNSAFE)
        yield Hit(span, fix, {"times": str(len(ends))}, _CONFIDENCE)
