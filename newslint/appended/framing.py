"""Where an interview begins: the heads, introductions and rules above its first turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended import cast, heads
from newslint.appended.lines import lines
from newslint.span import Span

if TYPE_CHECKING:
    from newslint.appended.stretches import Dialogue
    from newslint.document import Document

HEAD_REACH = 12  # lines above the first turn that may belong to it
LONGEST_INTRODUCTION = 250  # characters
NEAREST = 2  # lines above an introduction among which its heading must be
_HEAD_TEXT = 1200  # characters at the start of a dialogue in which a guest without label is introduced

THIS_TALK = (
    r"(?i:\b(?:this|our|the following|an? exclusive|the|today[’']s) (?:[\w-]+ ){0,2}"
    r"(?:interview|conversation|dialogue|discussion|q ?& ?a)\b"
    r"|\bend of (?:the )?(?:interview|conversation|transcript)\b|\beditor\b.{1,80}\b(?:sat down|speaks?|spoke|talks?) )"
)
WELCOMES = re.compile(
    r"(?i)\bwelcome\b|\b(?:thrilled|delighted|happy|pleased|excited|great|good) to have\b"
    r"|\bjoined by\b|\bjoin(?:s|ing) (?:us|me)\b"
    r"|\bthank(?:s| you)[^.!?]{0,40} for (?:joining|being|speaking|taking|sitting|talking|agreeing)"
)
_EXPERT = (
    r"\b(?:experts?|specialist|analyst|advocate|blogger|coach|consultant|historian|researcher|strategist|professor|author"
    r"|\w+(?:ologist|onomist|onomer|ician|ientist|chiatrist)|dr\.|prof\b)"
)
_TALKS = re.compile(r"(?i)\b(?:talk|spoke|speak|sat down|sit down|chat|interview|conversation|join|ask)(?:s|ed|ing)?\b")
_LEADS_IN = re.compile(
    r"(?i)(?:editor[’']s note\W+)?(?:"
    r"(?:in|for|as part of) (?:an?|this|our|the|today[’']s) (?:[\w-]+ ){0,2}"
    r"(?:interview|conversation|discussion|talk|chat|dialogue|segment|edition)\b(?!.*\b(?:said|told)\b).{0,160}"
    r"\b(?:shares?|discuss(?:es)?|explores?|explains?|offers?|reflects?|sheds?|talks?|examines?|unpacks?)\b"
    rf"|(?:welcome|hello|hi|good (?:morning|day|afternoon|evening)|greetings)\b.{{0,160}}{_EXPERT}"
    r"|(?:today|tonight|this (?:morning|week|evening)),? (?:we|i|our \w+)(?:[’'](?:re|m|ve|ll)| are| am| have| will)? "
    rf"(?:sit|sat|talk|speak|spoke|chat|join|welcome|meet)(?:s|ed|ing|ting|ming)?\b.{{0,120}}{_EXPERT}"
    rf"|let[’']s (?:hear|ask|find out|dive|talk|see|turn|listen|take)\b.{{0,100}}{_EXPERT}"
    r"|(?:in light|amid|given|following|in the wake|as) .{1,120}, (?:we|our (?:\w+ )?(?:editor|team))\b.{0,60}"
    r"\b(?:expert|specialist|analyst)"
    r"|(?:our|the|[\w.]+[’']s) (?:[\w-]+ )?(?:editor|reporter|correspondent|journalist|host)\b.{0,40} "
    rf"(?:sat down|spoke|talked|speaks|sits down|talks|chats|meets) (?:to |with )?.{{0,80}}{_EXPERT}"
    r"|(?:for|(?:in order )?to) (?:gain|get|better|learn|find out|help|shed|understand|explore|delve|discuss|further"
    r"|provide|a (?:deeper|closer))\b.{0,200}"
    r"\b(?:expert|specialist|analyst|insights?|interview|conversation|Dr\.|Prof))"
)


def framed(doc: Document, dialogue: Dialogue) -> tuple[int, list[tuple[str, Span]]]:
    """Return the line at which the dialogue with its head begins, and the guests' names.

    Residue, headings and at last a seed question belong to it, and what stands below one of them: who takes part, an
    introduction. The article's own last lines have none of these above them.
    """
    places = doc.view(lines)
    top = places[_first(doc, dialogue.first, THIS_TALK)]
    head = Span(top.start, min(places[dialogue.last].end, places[dialogue.first].start + _HEAD_TEXT))
    named = list(cast.guests(doc, dialogue.answering, head))
    about = "|".join([THIS_TALK, *(rf"\b{re.escape(name)}\b" for name, _ in named)])
    first = _first(doc, dialogue.first, about)
    if any(re.search(rf"\b{re.escape(name)}\b", doc.text[: places[first].start]) for name, _ in named):
        first = _first(doc, dialogue.first, THIS_TALK)
    return first, named


def below_rules(doc: Document, first: int) -> int:
    """Return the first of the rules directly above a line, else the line."""
    places = doc.view(lines)
    while first > 1 and heads.is_rule(places[first - 1].of(doc.text)):
        first -= 1
    return first


def _introduces(line: str, about: str) -> bool:
    return heads.is_stage(line) or WELCOMES.search(line) is not None or re.search(about, line) is not None


def _is_below_heading(doc: Document, number: int) -> bool:
    """Whether a heading that announces an interview stands in one of the next lines above."""
    above = doc.view(lines)[max(number - NEAREST, 1) : number]
    return any(heads.is_heading(place.of(doc.text)) for place in above)


def _leads_in(line: str, about: str) -> bool:
    """Whether a line introduces an expert to whom somebody talks next, as machines do it or by his name."""
    if _LEADS_IN.match(line):
        return True
    names_guest = re.search(about, line) is not None and _TALKS.search(line) is not None
    return names_guest and len(line) <= LONGEST_INTRODUCTION and re.search(f"(?i){_EXPERT}", line) is not None


def _first(doc: Document, first: int, about: str) -> int:
    places, has_head = doc.view(lines), False
    for number in range(first - 1, max(first - HEAD_REACH, 0), -1):
        line = places[number].of(doc.text)
        sign = heads.sign_of(line)
        if sign is None and not has_head and heads.is_title(line) and not heads.is_stage(line):
            sign = heads.TITLE
        if sign:
            first, has_head = number, not heads.is_stage(line)
        elif heads.is_rule(line):
            continue
        elif not _is_below_heading(doc, number) and (has_head or not _introduces(line, about)):
            break
        if sign is heads.SEED_QUESTION and not heads.is_heading(places[number - 1].of(doc.text)):
            break
    if first > 1 and _leads_in(places[first - 1].of(doc.text), about):
        first -= 1
    return below_rules(doc, first)
