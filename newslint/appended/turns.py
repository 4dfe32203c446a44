"""Who speaks in which line: labels with a colon, a dash or nothing, before the speech or on a line of their own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended.lines import lines
from newslint.segment import Turn, names_a_speaker, speaker_of
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_MARKS = r"(?:<\w{1,6}>){0,2}(?:\d{1,2}[.)] ?)?[^\w\s“”\"'‘’(\[]{0,6}\s?(?:\d{1,2}[.)] ?)?[*_]{0,3}"
_COLON = re.compile(
    _MARKS
    + r"[\[(]?(?P<label>[^\W_a-z][^:\n*_\[\]]{0,70}?|[a-z]{1,20})\s?[\]*_]{0,4}"
    + r"(?:</\w{1,6}>)?:(?:</\w{1,6}>)?[*_]{0,3}(?:\s+|(?=[^\W\d_a-z“‘\"])|\Z)"
)
_STOP = re.compile(_MARKS + r"(?P<label>[QA]\d{0,2})[.)|>]?[*_]{0,3}\s*(?:[–—|>-]\s*|(?<=[.)*_])\s+)(?=\S)")
_DASH = re.compile(
    _MARKS + r"(?P<label>[^\W_a-z][^:\n–—|>?!]{0,45}?)[*_]{0,3}(?:\s*[–—|>]|\s+-)[*_]{0,3}\s*(?=[^\W_a-z]|[\"“'‘(])"
)
_ALONE = re.compile(_MARKS + r"[\[(]?(?P<label>[^\W\d_a-z][^:\n*_\[\]?!]{0,45}?)[\])*_]{0,4}\Z")
_SHOUTED = re.compile(
    _MARKS + r"(?:\[(?P<bracketed>[^\W\d_a-z][^\[\]\n]{0,40})\]|(?P<label>[A-Z][A-Z. ]{2,30})\.)\s+(?=\S)"
)
_VERB = re.compile(r"\s(?:asks?|asked|answers?|answered|replies|replied|responds?|responded|says?)\Z", re.IGNORECASE)
_LONGEST_LABEL = 120  # with its marks
_LONGEST_ALONE = 50
_DASH_REACH = 56


def turns(doc: Document) -> Iterator[Turn]:
    """Yield the lines that open with a speaker's label; `paragraph` is the number of the line among `lines`.

    Where the label stands alone the speech is empty: it follows below. Labels without a colon must recur.
    """
    text, known = doc.text, dict[str, str]()
    found = [(number, *place) for number, line in enumerate(doc.view(lines)) if (place := _label(text, line))]
    often = Counter(label.of(text) for _, label, _, has_colon in found if not has_colon)
    for number, label, speech, has_colon in found:
        if has_colon or often[label.of(text)] > 1:
            yield Turn(label, speech, speaker_of(label.of(text), known), number)


def _label(text: str, line: Span) -> tuple[Span, Span, bool] | None:
    """Return the label and the speech of a line, and whether a colon parts them."""
    head = text[line.start : min(line.end, line.start + _LONGEST_LABEL)]
    has_colon = ":" in head
    found = _COLON.match(text, *line) if has_colon else None
    has_colon = found is not None
    if not found:
        dash = Span(line.start, min(line.end, line.start + _DASH_REACH))
        if any(mark in head[:_DASH_REACH] for mark in "–—|>-.)]"):
            found = _STOP.match(text, *dash) or _DASH.match(text, *dash) or _SHOUTED.match(text, *dash)
        if not found and len(head) <= _LONGEST_ALONE:
            found = _ALONE.match(text, *line)
    if not found:
        return None
    start, end = found.span("label" if found["label"] else "bracketed")
    verb = _VERB.search(text, start, end)
    label = Span(start, verb.start() if verb else end)
    if not names_a_speaker(text, label):
        return None
    return label, Span(found.end(), line.end), has_colon
