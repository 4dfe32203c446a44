"""Captions inside of paragraphs: a sentence about a picture, and the credit of the picture behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.finding import Evidence
from newslint.inside import borders, from_place, is_glued, taken_out
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document
    from newslint.inside import Border

GLUED, ALONE = 0.9, 0.85
"""The confidence in a caption that touches the text beside it, and in one that stands there like a sentence."""
LONGEST, MOST_SENTENCES = 420, 3
"""Characters and sentences of a caption."""
_SHORT_LINE, LONGEST_LINE = 450, 900
"""Characters of a line that is all caption; the longer one says when the picture was taken, or who stands where."""
_LONGEST_CREDIT = 110

_AGENCY = (
    r"(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty Images|GETTY IMAGES|Getty|Shutterstock|Bloomberg(?: News)?|dpa|ANSA|EFE"
    r"|ZUMA|NASA|Associated Press|AP Photo|AP file|iStock|Alamy|Xinhua|Imagn|SIPA)"
)
_PICTURE = "[Pp]hotos?|[Pp]hotograph|[Pp]icture|[Ii]mage|[Ii]llustration"
_GIVEN = "[Ff]ile|[Cc]ourtesy|[Hh]andout|[Ss]ubmitted|[Cc]ontributed|[Ss]upplied|[Pp]rovided"
_IN = r"[^()\[\]\n]"
_IN_BRACKETS = (
    rf"[(\[](?:{_AGENCY} (?:[Pp]hoto|[Ii]mages?|[Ff]ile|via )|(?:(?:{_PICTURE}) [Cc]redit|{_PICTURE}|[Cc]redit)"
    rf"(?:: ?| by | courtesy | via )|(?:{_GIVEN}) (?:{_PICTURE}|of |via )|{_IN}{{2,60}}(?: ?/ ?| via ){_AGENCY}\b"
    rf"|{_AGENCY}/[A-Z]){_IN}{{0,100}}[)\]]"
)
_NAME = r"[A-Z0-9©][\w.’'&-]{0,20}"
_NAMES = rf"{_NAME}(?:(?: ?/ ?| ?, | - | via | for | of | the | and | ){_NAME}){{0,8}}"
_LABEL = (
    r"(?:(?:[Mm]ain |[Ff]eatured |[Ll]ead |[Cc]over |[Hh]eader )?(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Vv]ideo) [Cc]redit"
    r"|Credit|Photo(?:graph)?s?|Image|Picture|Illustration)(?: ?: ?| by |\.{3} ?)"
)
_REST = rf"(?:(?:/| via ){_AGENCY}\b|[ /](?:News|Photos?|[Ff]ile(?: Photo)?|Pool)\b){{0,4}}"
"""What may go with an agency: `Getty Images News/Getty Images`."""
_SIGNED = (
    r"(?<![\w/])[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{0,20}){0,3}(?:/ ?| / | via )"
    rf"{_AGENCY}\b{_REST}(?!/)"
)
_CREDIT = re.compile(
    rf"(?P<closed>{_IN_BRACKETS})|(?P<label>{_LABEL}(?=[A-Z©0-9])|REUTERS/(?=[A-Z])|Courtesy of (?=[A-Z]))"
    rf"|(?P<signed>{_SIGNED})"
)
_MARKS = ("(", "[", "/", ":", " by ", " via ", "...", "Courtesy of ")
_HINTS = (
    "redit", "hoto:", "hotos:", "hoto :", "hotos :", "hoto by", "hotos by", "hoto...", "hotos...", "hoto via",
    "hotos via", "hoto courtesy", "hotos courtesy", "hotograph", "icture:", "icture :", "icture by", "icture...",
    "icture via", "icture courtesy", "mage:", "mage :", "mage by", "mage...", "mage via", "mage courtesy",
    "llustration", "(File ", "[File ", "(file ", "[file ", "ourtesy", "andout ", "ubmitted ", "ontributed ", "upplied ",
    "rovided ", "AP Photo", "AP photo", "AP Image", "AP image", "AP File", "AP file", "AP via ", "/AP", "/ AP",
    "via AP", "AP/", "Reuters Photo", "Reuters photo", "Reuters Image", "Reuters image", "Reuters File", "Reuters file",
    "Reuters via ", "/Reuters", "/ Reuters", "via Reuters", "Reuters/", "EUTERS", "PA ", "/PA", "/ PA", "via PA", "PA/",
    "AFP", "EPA", "Getty", "GETTY", "Shutterstock", "Bloomberg", "dpa", "ANSA", "EFE", "ZUMA", "NASA",
    "Associated Press", "iStock", "Alamy", "Xinhua", "Imagn", "SIPA",
)  # fmt: skip
"""One of each is in every credit, for speed."""
_LABELS = ("Credit", "Photo", "Image", "Picture", "Illustration", "REUTERS/", "Courtesy of ")
_WORDS = frozenset({
    "AP", "AFP", "EPA", "PA", "Reuters", "REUTERS", "Getty", "GETTY", "Shutterstock", "Bloomberg", "dpa", "ANSA",
    "EFE", "ZUMA", "NASA", "Associated", "iStock", "Alamy", "Xinhua", "Imagn", "SIPA", "credit", "photo", "photos",
    "Photos", "photograph", "Photograph", "picture", "image", "illustration",
})  # fmt: skip
_GIVEN_WORDS = frozenset({
    "file", "File", "courtesy", "Courtesy", "handout", "Handout", "submitted", "Submitted", "contributed",
    "Contributed", "supplied", "Supplied", "provided", "Provided",
})  # fmt: skip
"""A credit holds one of `_WORDS`, or begins with a bracket and one of these, or else holds one of `_LABELS`, which may
touch the word before it."""
_LABELLED = re.compile(rf"{_LABEL}|REUTERS/|Courtesy of ")
_PHOTOGRAPHER = re.compile(r"(?<=REUTERS/)[A-Z][\w.’'-]+ [A-Z][\w’'-]+(?:/File Photo)?(?= [“\"‘]?[A-Z])")
_LAST_LETTER = re.compile(r"[a-z](?=[A-Z][a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)")
_BY_AGENCY = re.compile(
    rf"(?:{_NAME}(?: {_NAME}){{0,3}}(?: ?[/,] ?| via | - ))?{_AGENCY}\b{_REST}"
    r"(?=\s*\Z|\s?[“\"‘]?[A-Z][a-z’' ])"
)
_GIVEN_TO = re.compile(_NAMES)
_OF_PAGE = re.compile(r"[(\[]?(?:[Mm]ain|[Ff]eatured|[Ll]ead|[Cc]over|[Hh]eader) ")
_DATELINE = re.compile(r"\((?:AP|Reuters|REUTERS|AFP|CNN|UPI)\)\s?[-–—]")
_SHOWS = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)(?:[a-z]{2,6})?\.? \d{1,2}, 20\d\d"
    r"|, (?:left|right|center|centre)[,.]|\b(?:file photo|FILE|pictured)\b"
)
_REPORTS = re.compile(r"\b(?:said|says|told|added)\b")
"""Captions tell what can be seen."""
_COUNTER = re.compile(r"(?:(?:Image|Photo|Slide) )?\b\d{1,2} ?(?:of|/) ?\d{1,2}(?=\s?[A-Z])")
_GOES_ON = re.compile(r"\s*(?:\Z|[“\"‘'(\[]?(?:[A-Z0-9]|\Z))")
_SHORTEST = 15
"""Characters before a credit that may be a caption."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the captions in the order of the text, those that follow each other as one; lines of one are another's."""
    # The words tell of most paragraphs that they have no credit, marks and hints of most of the others.
    for number in _with_words(doc):
        paragraph = doc.paragraphs[number]
        within = paragraph.of(doc.text).__contains__
        if not (any(map(within, _MARKS)) and any(map(within, _HINTS))):
            continue
        captions: list[tuple[Span, list[Evidence]]] = []
        for span, credit in _captions(doc, number, paragraph):
            evidence = Evidence("the credit of a picture", credit)
            if captions and not doc.text[captions[-1][0].end : span.start].strip():
                captions[-1] = captions[-1][0].hull(span), [*captions[-1][1], evidence]
            elif span != paragraph or (credit.start > span.start and not _is_for_another(doc, span, credit)):
                captions.append((span, [evidence]))
        for span, credits_ in captions:
            title = "delete the caption" if len(credits_) == 1 else f"delete these {len(credits_)} captions"
            confidence = GLUED if is_glued(doc, span) else ALONE
            yield Hit(span, taken_out(doc, span, title), confidence=confidence, evidence=tuple(credits_))


def _with_words(doc: Document) -> list[int]:
    """Return the numbers of the paragraphs with a word that credits have."""
    words = doc.vocabulary.keys()
    given = [bracket + word for word in _GIVEN_WORDS & words for bracket in "(["]
    places: list[int] = []
    for word in (*(_WORDS & words), *given, *_LABELS):
        at = doc.text.find(word)
        while at >= 0:
            places.append(at)
            at = doc.text.find(word, at + 1)
    return sorted(set(map(doc.paragraph_at, places)))


def _is_for_another(doc: Document, line: Span, credit: Span) -> bool:
    """Whether rules for whole lines know a caption: it ends with a credit in brackets, or with a name and an agency."""
    has_label = _LABELLED.match(doc.text, credit.start) is not None
    return not has_label and line.end - line.start <= _SHORT_LINE


def _captions(doc: Document, number: int, paragraph: Span) -> Iterator[tuple[Span, Span]]:
    """Yield the captions of a paragraph, and where the credit of each stands."""
    text, done = doc.text, paragraph.start
    for match in _CREDIT.finditer(text, *paragraph):
        start = match.start()
        if start < done or (match["closed"] and start == paragraph.start):
            continue
        inside = doc.view(borders)[number]
        end = match.end() if match["closed"] else _end_of_label(doc, match, paragraph, inside)
        if end and _GOES_ON.match(text, end, paragraph.end):
            is_of_page = _OF_PAGE.match(match[0]) is not None
            if end == paragraph.end and not is_of_page and _is_caption(doc, Span(done, end), start, inside):
                yield Span(done, end), Span(start, end)
                return
            begins = start if is_of_page else _start(doc, start, done, inside)
            yield Span(start if _DATELINE.search(text, begins, start) else begins, end), Span(start, end)
            done = end


def _is_caption(doc: Document, rest: Span, credit: int, inside: Sequence[Border]) -> bool:
    """Whether all of a line is the caption of the credit at its end: nothing is joined, and it is short or says so."""
    before = inside[from_place(inside, rest.start) : from_place(inside, credit)]
    if any(border.is_glued for border in before) or _REPORTS.search(doc.text, *rest):
        return False
    length = rest.end - rest.start
    return length <= _SHORT_LINE or (length <= LONGEST_LINE and _SHOWS.search(doc.text, *rest) is not None)


def _end_of_label(doc: Document, match: re.Match[str], paragraph: Span, inside: Sequence[Border]) -> int:
    """Return where the credit ends that a label begins; 0 if the label stands inside of a sentence or names nobody."""
    text, at = doc.text, match.end()
    touches = match.start() > paragraph.start and text[match.start() - 1] not in " \t\u00a0-/"
    first = from_place(inside, match.start())
    begins = touches or match.start() == paragraph.start
    if not begins and not (first < len(inside) and inside[first].start == match.start()):
        return 0
    if match["signed"]:
        return at
    if found := _BY_AGENCY.match(text, at, paragraph.end) or _PHOTOGRAPHER.match(text, at, paragraph.end):
        return found.end()
    letter = _LAST_LETTER.search(text, at, min(paragraph.end, at + _LONGEST_CREDIT)) if is_damaged(doc) else None
    if letter and _GIVEN_TO.fullmatch(text, at, letter.end()):
        return letter.end()
    last = from_place(inside, at + _LONGEST_CREDIT)
    ends = [border.end for border in inside[first:last] if border.end > at]
    if paragraph.end - at <= _LONGEST_CREDIT:
        ends.append(paragraph.end)
    return next((end for end in ends if _GIVEN_TO.fullmatch(text, at, end - (text[end - 1] == "."))), 0)


def _start(doc: Document, credit: int, done: int, inside: Sequence[Border]) -> int:
    """Return where the caption of a credit begins: at its number in a gallery, at a joint, or with its sentence."""
    floor = max(done, credit - LONGEST)
    counters = list(_COUNTER.finditer(doc.text, floor, credit))
    if counters:
        return counters[-1].start()
    before = inside[from_place(inside, floor) : from_place(inside, credit - _SHORTEST + 1)]
    sentences = [border.start for border in before if not border.is_glued]
    joints = [border.start for border in before if border.is_glued]
    if floor == done and credit - done >= _SHORTEST:
        (joints if done > 0 and not doc.text[done - 1].isspace() else sentences).insert(0, done)
    start = credit
    if joints and sum(sentence > joints[-1] for sentence in sentences) < MOST_SENTENCES:
        start = joints[-1]
    elif sentences:
        start = sentences[-1]
    return credit if doc.touches_quotation(Span(start, start + 1)) else start
