"""Captions without a credit: lines between paragraphs of a report that tell in the present tense what a picture shows.

Each sign adds its weight to a score, and the confidence follows from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.document import Document
    from newslint.span import Span


class Sign(NamedTuple):
    """One kind of evidence: what it weighs, and what it says to an editor."""

    weight: float
    says: str


LONGEST = 420
"""Characters of a caption."""
CONFIDENCE = ((4.0, 0.92), (2.7, 0.85), (2.0, 0.75))
"""The confidence from each score on; less is no caption."""
SHOWS = Sign(3.0, "it says of a picture what it shows")
PHOTO = Sign(3.0, "it speaks of a file photo or a handout")
GLUED_CREDIT = Sign(4.0, "the credit of a picture is glued to it")
CREDIT = Sign(2.0, "it ends with a credit in brackets")
IN_PRESENT = Sign(1.2, "it begins with somebody who does something in the present tense")
SOMEBODY_DATED = Sign(1.2, "somebody does something in the present tense on a day that is past")
SOMEBODY = Sign(0.8, "it begins with somebody without a name who does something in the present tense")
DATED = Sign(1.6, "it gives the day with its date and the year, as captions do")
SIDES = Sign(1.4, "it says who stands on which side")
NO_STOP = Sign(1.0, "no full stop ends it")

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:\.|uary)|Feb(?:\.|ruary)|Mar(?:\.|ch)|Apr(?:\.|il)|May|June?|July?|Aug(?:\.|ust)|Sept?(?:\.|ember)"
    r"|Oct(?:\.|ober)|Nov(?:\.|ember)|Dec(?:\.|ember))"
)
_PICTURE = r"(?:photo(?:graph)?|picture|image|illustration|rendering|graphic|map|diagram|frame grab|screenshot|sketch)"
_WHOSE = r"(?:from|by|taken|made|provided|released|supplied)\s[^.]{2,60}?\s"
_SHOWS = re.compile(
    rf"(?:This|An?|The)\s(?:[\w.’'-]+\s){{0,6}}?{_PICTURE}\s(?:{_WHOSE})?(?:shows|depicts|illustrates|compares)\b"
    r"|An?\sartist(?:[’']s|s[’'])?\s(?:illustration|concept(?:ion)?|impression|rendering|depiction|view)\b"
    r"|(?:Pictured|Shown|Seen)\s(?:here|above|below|left|right|from left|are|is|in)\b"
    r"|(?:Left|Right|Top|Above|Below)\sto\s(?:right|left|bottom)[:,]"
    rf"|In\sthis\s(?:undated\s|file\s|handout\s|aerial\s|{_MONTH}\s|courtroom\s)[^.]{{0,60}}?{_PICTURE}\b"
)
_SHOWS_WITH = frozenset({
    "photo", "photograph", "picture", "image", "illustration", "rendering", "graphic", "map", "diagram", "grab",
    "screenshot", "sketch", "artist", "artists", "Pictured", "Shown", "Seen", "Left", "Right", "Top", "Above", "Below",
})  # fmt: skip
_SHOWS_FIRST = ("This", "A", "The", "Pictured", "Shown", "Seen", "Left", "Right", "Top", "Above", "Below")
_IN_THIS = "In"
"""What shows begins with this, or holds one of those words and begins with one of these."""
_PHOTO = re.compile(
    rf"[Tt]his\s{_MONTH}\s[^.]{{0,30}}?{_PICTURE}\b|\b(?:file|undated|handout)\s{_PICTURE}\b|\bFILE\s?[-–—:]"
    r"|^File\sphoto\b"
)
_GLUED_CREDIT = re.compile(
    r"[a-z.!?”\"’)](?:(?:Image |Photo |Picture )?(?:Credit|CREDIT):?(?:\.\.\.| ?: ?)"
    r"|(?:Photo|Image|Picture|Photograph): ?)[A-Z©]|^(?:Image|Media) caption[A-Z]"
)
_PHOTO_WORDS = frozenset({"file", "undated", "handout", "FILE", "File"})
_THIS_MONTH = re.compile(rf"his\s{_MONTH}\s")
"""One of those words or this is in each such phrase."""
_BEFORE_COLON = ("redit", "REDIT", "hoto", "mage", "ture", "raph")
_COLON_REACH = 8
_WITH_CAPTION = frozenset({"Image", "Media"})
"""A glued credit has a colon with one of those before it, or three stops, or begins with one of these."""
_CREDIT_NEEDS = ("redit", "REDIT", "to:", "ge:", "re:", "ph:", " caption")
_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|Getty|Getty Images|PA|EPA|UPI|TNS|Bloomberg|Shutterstock|Staff)"
_NAMES = r"(?:[A-Z][\w.’'-]+\s?){1,4}"
_CREDIT = re.compile(
    rf"(?<=[\w.,!?’'”\"] )\( ?{_AGENCY} ?\)\.?\Z"
    rf"|[.,]\s(?:(?:REUTERS|Reuters)/{_NAMES}|{_NAMES}/\s?{_AGENCY}(?: (?:file|via \w+|Images?|{_AGENCY})){{0,3}})\.?\Z"
    r"|(?<=[\w.,!?’'”\"] )\( ?(?:[A-Z][\w.’'-]+\s){0,4}(?=[\w.’'-]{4})[A-Z][\w.’'-]+"
    r"/(?:[A-Z][\w.’']*[\s/-]?){1,6}\)\.?\Z"
)
_CREDIT_REACH = 90
_DATED = re.compile(rf"(?:\S+ ){{6}}.{{0,300}}?{_DAY},?\s{_MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d\b")
_DATE = re.compile(rf"day,?\s{_MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d\b")
_NAME = (
    r"(?:[A-Z][\w.’'-]*(?:,? (?:of|the|de|van|von|del|bin|and|right|left|center|centre|\(?\d{1,2}\)?(?!\w)))*,?\s\(?)"
)
_VERB = (
    r"(?:address(?:es)?|answers?|appears?|applauds?|arrives?|attends?|attempts?|battles?|blocks?|boards?|brings"
    r"|carr(?:y|ies)|catch(?:es)?|celebrates?|chats?|cheers?|cleans?|clears?|cross(?:es)?|delivers|departs?|directs|dives"
    r"|dribbles?|drives|dunks?|embraces?|enters?|exits?|fights?|gathers?|gestures?|gets|gives|goes|greets?|grimaces|hands"
    r"|heads|high-fives|hits|holds?|hugs?|inspects?|jokes?|jumps|kicks?|kiss(?:es)?|laughs?|leads|leans|leaves?|lies"
    r"|lines? up|listens?|looks?|makes|march(?:es)?|meets?|moves|participates?|pass(?:es)?|pauses?|performs?"
    r"|pitch(?:es)?|plays?|points?|poses?|prepares?|puts|reacts?|reads|receives?|rides?|runs?|scores?|shakes?|shoots"
    r"|shows off|signs|sings|sits?|slams|smiles?|speaks?|stands?|steps|stretch(?:es)?|surveys?|swims|swings|takes"
    r"|talks?|testif(?:y|ies)|throws|tours?|tries|visits?|waits?|walks?|warms? up|watch(?:es)?|waves?|wears|wipes"
    r"|works)"
)
_AROUND = (
    r"(?:with|during|at|as|after|before|in|on|onto|outside|inside|over|past|to|for|from|near|next|the|a|an|his|her|their"
    r"|against|through|up|out|off|by|along|alongside|across)\b"
)
_IN_PRESENT = re.compile(rf"(?:\[\s?)?{_NAME}{{1,9}}{_VERB}\s{_AROUND}")
_SOMEBODY = re.compile(
    rf"(?:\[\s?)?(?:(?:An?|The|Two|Three|Some|Several|\d of \d)\s)?(?:[\w’'-]+\s){{1,4}}?{_VERB}\s{_AROUND}"
)
_SOMEBODY_AT_LENGTH = re.compile(rf"(?:\[\s?)?(?:[\w.,’'()-]+\s){{1,14}}?{_VERB}\s{_AROUND}")
_SIDE_WORDS = frozenset({"left", "right", "center", "centre", "foreground", "background", "top", "bottom"})
_SIDES = re.compile(
    r"[a-z], (?:left|right|cent(?:er|re)|second from (?:left|right)|foreground|background|top|bottom)\b,?"
)
_NO_CAPTION = re.compile(
    r"https?:|pic\.twitter|\(@|[“”\"]|\d:\d\d|:\Z"
    r"|\b(?:[Pp]ublished|[Pp]osted|[Uu]pdated|said|says|told|tells|according|announced|reported|added)\b"
)
_STOP = re.compile(r"[.!?…][\"”’')\]]{0,3}\Z")
_STOP_REACH = 5
_STOPS, _CLOSERS = ".!?…", "\"”’']"
_FEWEST_WORDS, _FEWEST_UNENDED = 5, 10
"""Words of a caption, and of one that no full stop ends: what is shorter is a headline."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the captions in the order of the text."""
    count = len(doc.paragraphs)
    sides = _SIDE_WORDS & doc.vocabulary.keys()
    for number in sorted(_may_have_signs(doc)) if count > 1 else ():
        line = doc.paragraphs[number]
        if line.end - line.start > LONGEST:
            continue
        signs = list(_signs(line.of(doc.text), sides, is_last=number == count - 1))
        score = sum(sign.weight for sign in signs)
        confidence = next((sure for least, sure in CONFIDENCE if score >= least), 0.0)
        if confidence and not doc.in_quotation(line):
            fix = Fix("delete the caption", (Edit.deleting_lines(doc.text, line),), Safety.UNSAFE)
            yield Hit(line, fix, {}, confidence, _evidence(signs, line))


def _may_have_signs(doc: Document) -> set[int]:
    """Return the numbers of the lines without which there is no caption: most have nothing that a sign begins with."""
    text, words = doc.text, doc.vocabulary.keys()
    sides = [f", {word}" for word in (_SIDE_WORDS | {"second"}) & words]
    places = [at for literal in ("/", "...", *sides, *(_PHOTO_WORDS & words)) for at in _places(text, literal)]
    places += [at for at in _places(text, ":") if text[max(0, at - _COLON_REACH) : at].rstrip().endswith(_BEFORE_COLON)]
    places += [match.start() for pattern in (_DATE, _THIS_MONTH) for match in pattern.finditer(text)]
    found = {doc.paragraph_at(at) for at in places}
    first = (_IN_THIS, *(_SHOWS_FIRST if _SHOWS_WITH & words else ()), *(_WITH_CAPTION & words))
    for number, line in enumerate(doc.paragraphs):
        if _may_end_a_caption(text, line) or text.startswith(first, line.start):
            found.add(number)
    return found


def _may_end_a_caption(text: str, line: Span) -> bool:
    """Whether a line ends with a bracket, or is no mere label and has no full stop."""
    last, before = text[line.end - 1], text[line.end - 2]
    if last in _STOPS or last == ")":
        return ")" in (last, before)
    return not (before in _STOPS and last in _CLOSERS) and text.count(" ", *line) + 1 >= _FEWEST_UNENDED


def _places(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def _evidence(signs: list[Sign], line: Span) -> tuple[Evidence, ...]:
    return tuple(Evidence(sign.says, line) for sign in signs)


def _signs(line: str, sides: Iterable[str], *, is_last: bool) -> Iterator[Sign]:
    words = line.count(" ") + 1
    if words < _FEWEST_WORDS:
        return
    is_glued = any(map(line.__contains__, _CREDIT_NEEDS)) and _GLUED_CREDIT.search(line) is not None
    if is_glued:
        yield GLUED_CREDIT
    signs = list(_caption_signs(line, sides, words, is_last=is_last))
    is_enough = is_glued or sum([sign.weight for sign in signs]) >= CONFIDENCE[-1][0]
    if is_enough and not _NO_CAPTION.search(line):
        yield from signs


def _caption_signs(line: str, sides: Iterable[str], words: int, *, is_last: bool) -> Iterator[Sign]:
    if _SHOWS.match(line):
        yield SHOWS
    others = list(_other_signs(line, sides, words, is_last=is_last))
    yield from others
    if not others:
        return  # the present tense alone is no sign
    if _IN_PRESENT.match(line):
        yield IN_PRESENT
    elif DATED in others and _SOMEBODY_AT_LENGTH.match(line):
        yield SOMEBODY_DATED
    elif _SOMEBODY.match(line):
        yield SOMEBODY


def _other_signs(line: str, sides: Iterable[str], words: int, *, is_last: bool) -> Iterator[Sign]:
    if ("photo" in line or "image" in line or "FILE" in line or "picture" in line) and _PHOTO.search(line):
        yield PHOTO
    end = line[-_CREDIT_REACH:]
    if not is_last and ("/" in end or line.endswith((")", ")."))) and _CREDIT.search(end):
        yield CREDIT
    if "day" in line and _DATED.match(line):
        yield DATED
    if any(map(line.__contains__, sides)) and _SIDES.search(line):
        yield SIDES
    if words >= _FEWEST_UNENDED and not _STOP.search(line[-_STOP_REACH:]):
        yield NO_STOP
