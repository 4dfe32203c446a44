"""Where a foreign stretch ends and the article resumes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended import cohesion, heads
from newslint.appended.lines import lines

if TYPE_CHECKING:
    from collections.abc import Container

    from newslint.document import Document

REACH = 8  # lines after the last turn
LONGEST_REST = 120  # characters of a line that is no paragraph
SHORTEST_SENTENCE = 6  # blanks
SOME_GENERAL = 0.04
_FURNITURE = re.compile(
    r"(?i)\W*(?:share|follow|read|see|related|source|tags?|advertis|copyright|©|subscribe|sign up|more |photos?|image"
    r"|by |about the author|comments?|leave a|filed|posted|published)|.*(?:https?:|newsletter)"
)
_CLOSING = re.compile(
    r"(?i)\W*(?:thank you|thanks|\[|\(|.{0,60}\bstay tuned|my pleasure"
    r"|(?:it|always) .{0,20}pleasure|you(?:[’']re| are) (?:very |most )?welcome|in conclusion"
    r"|fade (?:out|to)|curtain\b|end of |as (?:the|our|this) |conclusion\b|closing\b)"
)


def end_of(doc: Document, last: int, about: str, generic: Container[str]) -> int:
    """Return the last line of a stretch whose last turn or answer is in line `last`.

    What follows belongs to it as long as it looks back at the talk, is a stage direction or residue, or goes on in
    general terms and adds nothing. A rule belongs to it if more of the stretch follows, or nothing at all.
    """
    places, known, rule = doc.view(lines), set[str](), False
    for number in range(last + 1, min(last + REACH + 1, len(places))):
        line = places[number].of(doc.text)
        if heads.is_rule(line):
            rule = True
            continue
        known = known or cohesion.vocabulary(doc.text[: places[last].end])
        if not (_looks_back(line, about) or _goes_on(line, known, generic)):
            break
        last, rule = number, False
    return len(places) - 1 if rule and last == len(places) - 2 else last


def resumes(doc: Document, last: int) -> bool:
    """Whether the article goes on below the line `last`: a paragraph or a sentence follows soon."""
    for place in doc.view(lines)[last + 1 : last + 1 + REACH]:
        line = place.of(doc.text)
        is_sentence = line.endswith((".", "”", "!")) and line.count(" ") >= SHORTEST_SENTENCE
        if len(line) > LONGEST_REST or (is_sentence and not _FURNITURE.match(line)):
            return True
    return False


def _looks_back(line: str, about: str) -> bool:
    if heads.sign_of(line) is heads.RESIDUE or (line[0] in "[(" and line[-1] in "])*_"):
        return True
    return re.search(about, line) is not None and not _FURNITURE.match(line)


def _goes_on(line: str, known: Container[str], generic: Container[str]) -> bool:
    if _FURNITURE.match(line):
        return False
    speech = cohesion.register(line, known, generic)
    if speech.said or (speech.news and not _CLOSING.match(line)):
        return False
    return speech.generic >= SOME_GENERAL or _CLOSING.match(line) is not None
