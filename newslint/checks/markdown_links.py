"""What a page turned into Markdown leaves behind: link targets, lines that are links, texts for pictures.

Whoever writes Markdown puts links into sentences. A program that turns a whole page into it also writes the page’s own
links, each a line of its own, the texts that stand for pictures, and at the end a list of all the targets.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document

CONFIDENCE = {"targets": 0.95, "link": 0.9, "picture": 0.9, "caption": 0.85}
_SAYS = {
    "targets": "link targets",
    "link": "nothing but a link",
    "picture": "a text in place of a picture",
    "caption": "the same words stand in place of a picture",
}
_TARGET = re.compile(r"\[\d{1,3}\]: ?(?:https?:|www\.|mailto:|tel:|/|#)\S*")
_LINK = r"!?\[{1,2} ?[^\[\]\n]{0,200}\]{1,2}(?:\[\d{1,3}\]|\((?:https?:|/|#)[^()\s]{1,300}\))"
_LINKS = re.compile(
    rf"(?:(?:[*+-]\s{{1,3}}|\d{{1,2}}\.\s)(?:#{{1,6}}\s)?)?[*_]{{0,3}}"
    rf"{_LINK}(?:[*_,|/·\s-]{{0,5}}{_LINK}){{0,20}}[*_.,|\s]{{0,5}}"
)
"""A heading that is a link may be one of the article; a heading in a list is none."""
_OFFER = re.compile(r"[$£€¥₹]\s?\d")
"""Lists of what can be bought are what such an article is about."""
_PICTURE = re.compile(r"(?:[*+-]\s{1,3})?!?\[{1,2}(?P<says>[^\[\]\n]{3,400})\]{1,2}")
_NOTE = re.compile(
    r"(?i)(?:(?:updated?|editor|note|correction|sic|laugh|applause|music|silence|crosstalk|inaudible)\b|.*:$)"
)
"""What editors and typists write in square brackets."""
_SHORTEST_SAYING = 25
"""Letters of what stands in place of a picture that a line can repeat."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the runs of such lines in the order of the text, if the article has link targets."""
    lines = [span.of(doc.text) for span in doc.paragraphs]
    if not any("]" in line and _TARGET.match(line) for line in lines):
        return
    kinds = _kinds(lines)
    for kind, group in groupby(range(len(lines)), key=kinds.__getitem__):
        numbers = list(group)
        span = doc.paragraphs[numbers[0]].hull(doc.paragraphs[numbers[-1]])
        if kind:
            fix = Fix("delete what is left of the page", (Edit.deleting_lines(doc.text, span),), Safety.UNSAFE)
            yield Hit(span, fix, confidence=CONFIDENCE[kind], evidence=(Evidence(_SAYS[kind], span),))


def _kinds(lines: Sequence[str]) -> list[str]:
    """Return what each line is; empty for a line of the article."""
    kinds: list[str] = []
    said: set[str] = set()
    for line in lines:
        kind = _kind(line)
        if not kind and kinds and kinds[-1] == "targets" and not re.search(r"\s", line):
            kind = "targets"  # an address that was broken at the width of the page
        if kind == "picture" and (picture := _PICTURE.fullmatch(line)):
            said.add(_letters(picture["says"]))
        kinds.append(kind)
    said = {letters for letters in said if len(letters) >= _SHORTEST_SAYING}
    return [
        "caption" if said and not kind and _letters(line) in said else kind
        for kind, line in zip(kinds, lines, strict=True)
    ]


def _kind(line: str) -> str:
    if "]" not in line:
        return ""
    if _TARGET.match(line):
        return "targets"
    if _LINKS.fullmatch(line):
        return "" if _OFFER.search(line) else "link"
    picture = _PICTURE.fullmatch(line)
    return "picture" if picture and not _NOTE.match(picture["says"]) else ""


def _letters(line: str) -> str:
    return re.sub(r"[\W_]+", "", line.lower())
