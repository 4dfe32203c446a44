"""Teasers of other stories: paragraphs in a row each of which breaks off in mid-sentence with three dots."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

SHORTEST, LONGEST = 60, 600
"""Characters of a teaser."""
FEWEST = 3
CONFIDENCE = 0.9
_BREAKS_OFF = re.compile(
    r"[\w’'”\",;%)] ?(?:\.\.\.|…|\[\.\.\.\]|\[…\])"
    r"(?: ?(?:\(?[Mm]ore\)?|[Rr]ead [Mm]ore|[Cc]ontinue [Rr]eading)\W{0,3})?\Z"
)
_REACH = 30
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou)\b|@\w|https?:")
"""Somebody’s own words, broken off by whoever quotes them."""
_DOTS = re.compile(r"\.\.\.|…")
_SPEECH = ("“", '"', "‘", "'", "—", "–", "-", "«", "„", "...", "…")
"""Begins what somebody says, or goes on with it."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the runs of teasers in the order of the text."""
    kinds = [_is_teaser(span.of(doc.text)) for span in doc.paragraphs]
    for is_teaser, group in groupby(range(len(kinds)), key=kinds.__getitem__):
        numbers = list(group)
        if not is_teaser or len(numbers) < FEWEST or len(numbers) == len(kinds):
            continue
        span = doc.paragraphs[numbers[0]].hull(doc.paragraphs[numbers[-1]])
        fix = Fix("delete the teasers", (Edit.deleting_lines(doc.text, span),), Safety.UNSAFE)
        evidence = Evidence(f"{len(numbers)} paragraphs in a row break off with three dots", span)
        yield Hit(span, fix, confidence=CONFIDENCE, evidence=(evidence,))


def _is_teaser(line: str) -> bool:
    if not SHORTEST <= len(line) <= LONGEST or line.startswith(_SPEECH):
        return False
    breaks_off = _BREAKS_OFF.search(line, len(line) - _REACH)
    return breaks_off is not None and not _SPEAKER.search(line) and not _DOTS.search(line, 0, breaks_off.start() + 1)
