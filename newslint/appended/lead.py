"""Whether the article leads over to a talk, as those do that people had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended import heads
from newslint.appended.evidence import Sign
from newslint.appended.lines import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.appended.evidence import Found
    from newslint.appended.stretches import Dialogue
    from newslint.document import Document

# An article that leads to a talk names the guest and says how it came about; guests have something to tell.
ANNOUNCED = Sign(-4, "the article leads over to the talk")
EDITED = Sign(-5, "a note says that the talk was edited")

NEARBY = 2  # lines above the first turn that may lead over to it, and below the last that may look back

_ANNOUNCED = re.compile(
    r"(?i)\b(?:excerpts (?:from|of)|we asked|(?:we|i) (?:spoke|talked|sat down|chatted|met|called|visited)"
    r"|(?:spoke|talked|sat down|chatted) (?:to|with) (?:us|me)|in our (?:newsroom|studio|office)"
    r"|(?:told|answer(?:s|ed)) (?:us|me|our|six|ten|five|your)"
    r"|(?:her|his|their|my) (?:conversation|interview|talk|answers)"
    r"|sat down (?:with|to)|(?:dialogue|conversation|exchange|scene|interview|talk)s? "
    r"(?:goes|went|may|might|from|in which|as in|opens|on the))\b"
    r"|.{40}:\Z"
    r"|\b(?:exercises?|role[- ]plays?|mock interviews?|trainees?|sketch(?:es)?)\b"
    r"|\b(?:here|below|in (?:this|our|the|an) (?:\w+ )?(?:interview|conversation|talk|q ?& ?a))\b"
    r".{0,60}\b(?:talks?|explains?|tells?|answers?)\b"
    r"|\b(?:answers? (?:\w+ )?questions|(?:interview|conversation|transcript) (?:follows|below))\b"
)
# Journalists tell how a talk came about, and what their guest is; machines present “an expert”.
_TALKED = re.compile(
    r"(?i)\b(?:spoke|talked|sat down|chatted|met|called|visited|asked|answered|took|interviewed)\b"
    r"|\b(?:at|of|for|from) the [A-Z]|\b(?:explains?|tells?|answers?)\b"
)
_PRESENTED = re.compile(r"(?i)\b(?:experts?|specialist|analyst|exclusive|insights?|welcome|hello)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_EDITED = re.compile(
    r"(?i)\b(?:edited (?:for|and|version|transcript)|condensed|transcript(?! begins)|transcribed"
    r"|translated from|abridged|(?:lightly|slightly) (?:edited|shortened)|conducted by"
    r"|interviewed by|interview by|recorded (?:on|in|at)|the questions were asked)\b"
)


def signs(doc: Document, dialogue: Dialogue, first: int, last: int) -> Iterator[Found]:
    """Yield whether the article announces the talk."""
    places = doc.view(lines)
    above = [places[0], *places[max(first - NEARBY, 1) : first]]
    titles = (above[0].of(doc.text), str(doc.meta.get("title", "")))
    is_of_people = first < dialogue.first and _is_of_a_journalist(places[first].of(doc.text))
    if is_of_people or any(map(heads.is_heading, titles)) or any(_announces(place.of(doc.text)) for place in above):
        yield ANNOUNCED, places[first] if is_of_people else above[-1]
    around = [*places[max(first - NEARBY, 0) : dialogue.first], *places[dialogue.last + 1 : last + 1 + NEARBY]]
    yield from [
        (EDITED, place)
        for place in around
        if heads.sign_of(place.of(doc.text)) is not heads.RESIDUE and _EDITED.search(place.of(doc.text))
    ][:1]


def _announces(line: str) -> bool:
    """Whether a line leads over to a talk, outside its quotations."""
    return _ANNOUNCED.search(_QUOTED.sub(" ", line)) is not None


def _is_of_a_journalist(line: str) -> bool:
    """Whether the line with which a stretch begins, if it is no heading, leads over as a journalist does."""
    if heads.sign_of(line) or heads.is_title(line) or heads.is_stage(line) or _PRESENTED.search(line):
        return False
    return _TALKED.search(_QUOTED.sub(" ", line)) is not None
