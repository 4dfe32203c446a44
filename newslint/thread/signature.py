"""What each line of a page is in a thread of comments: who wrote, when, both, a button, or text."""

from __future__ import annotations

import enum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.thread.moment import is_exact, moments, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document
    from newslint.span import Span


class Shape(enum.StrEnum):
    """What a line is."""

    SIGNED = "signed"
    """Who and when: `Ada Orrin, 3 May 2021 at 10:42`."""
    SAYS = "says"
    """Who, with a verb: `Ada Orrin says:`."""
    WHO = "who"
    """A name in the line before or after a moment."""
    WHEN = "when"
    """Only a date, a time, or both."""
    NAME = "name"
    """What may be a name, far from any moment."""
    BUTTON = "button"
    """`Reply`, `+2`, `Permalink`."""
    LINK = "link"
    HEADING = "heading"
    """`12 comments`."""
    TEXT = "text"


class Line(NamedTuple):
    """A line of the page, and what it is."""

    span: Span
    text: str
    shape: Shape
    form: str = ""
    """What a signature looks like without its name, date and numbers: `posted by : n | d`."""
    who: str = ""
    is_exact: bool = False
    """Whether a signature says the day and the minute, or how long ago it was."""

    @property
    def signs(self) -> bool:
        """Whether the line alone, or with its neighbour, says who wrote."""
        return self.shape in _SIGNING


_SIGNING = frozenset({Shape.SIGNED, Shape.SAYS, Shape.WHO})
WITHOUT_NAMES = "d"
"""The form of signatures that are only a date or a time."""
LINKED, NUMBERED, BESIDE, RATED = "link n", "by n", "n over d", "n with points"
"""The forms of a name behind the address of its page, with its number, beside a moment, and with the readers' votes."""
FEWEST_BESIDE = 3
"""So many names beside moments say that the others have one there, too."""
REACH_OF_LINKED = 6
LONGEST_SIGNATURE = 140
LONGEST_NAME, MOST_WORDS, MOST_TITLE_WORDS = 60, 8, 14
LONGEST_LONE_NAME, MOST_LONE_WORDS = 36, 4
MOST_LABEL_WORDS = 5

_VERBS = (
    "says|said|wrote|writes|responded|replied|replies|commented|asks|asked|adds|added"
    "|dice|dijo|escribió|ha escrito|comentó|diz|disse|escreveu|comentou|dit|a dit|a écrit|écrit"
    "|scrive|ha scritto|ha detto|sagt|sagte|schreibt|schrieb|meint|meinte|dedi ki|diyor|yazdı|diyor ki"
    "|zegt|schreef|schrijft|zei|napisał|napisała|pisze|mówi"
)
_SAYS = re.compile(
    rf"(?i)(?P<who>.{{1,70}}?)\s*\b(?:{_VERBS})(?:\s+(?:on|in|to .{{1,40}}))?\s*(?P<mark>[:,…]|\.{{3}}|$)\s*$"
)
_VERB_WORDS = frozenset(verb.split()[-1] for verb in _VERBS.split("|"))
_ENDS_SAYING = _VERB_WORDS | {"on", "in"}
_BEFORE_NAME = re.compile(
    r"(?i)(?:[\W_]|\d+(?=[\W_]|$)|comment number|(?:comment|posted|post|written|submitted|reply|replying|by|on|at|from"
    rf"|via|the|in reply to|{_VERBS}|le|el|il|am|um|op|dnia|de|del|par|por|von|da|door|à|às|a las|alle)(?![^\W_]))"
)
_AFTER_NAME = re.compile(
    r"(?i)(?:[\s:|,–—·•/(#\[*\]>-]|\.{2,3}|…|(?<=[\W_])\d+|(?<![^\W_])(?:"
    rf"\d+ (?:pts?|points?|recs?|likes?|votes?)|by|on|at|am|um|le|el|il|op|in|posted|{_VERBS}|reply|up|permalink"
    r"|link|journal|homepage|report|flag|edit|quote"
    r"|like|share|via \w+|not verified|guest|member|in reply to [^|]{1,40}|replying to [^|]{1,40}))$"
)
_MARKS_AT_END = frozenset(":|,–—·•/(#[*]>-….")
_WORDS_AT_END = frozenset(
    {
        *("pt", "pts", "point", "points", "rec", "recs", "like", "likes", "vote", "votes"),
        *("by", "on", "at", "am", "um", "le", "el", "il", "op", "in", "up", "posted", "reply", "permalink", "link"),
        *("journal", "homepage", "report", "flag", "edit", "quote", "share", "verified", "guest", "member"),
        *_VERB_WORDS,
    }
)
_NAMES_AT_END = ("via ", "in reply to ", "replying to ")
_BUTTON = re.compile(
    r"(?i)[\W_]*(?:(?:reply(?: to this)?|likes?|dislike|permalink|report|report (?:this|abuse|comment)|flag|share|quote"
    r"|link|edit|up|down|recommend(?:ed)?|rate|votes?|log in to reply|show more|read more|see more|hide|loading|avatar"
    r"|parent|journal|responder|respuesta|citar|denunciar|répondre|signaler|rispondi|segnala|antworten|melden|zitieren"
    r"|gefällt mir|yanıtla|cevapla|beğen|şikayet et|beantwoorden|reageer|reageren|odpowiedz|zgłoś|cytuj|lubię to)"
    r"[\W_\d]*){1,4}"
    r"|[\W_]*[+-]?\d{1,5}[\W_]*|[+-]?\d+ (?:likes?|votes?|pts|points|recs?)|comment (?:number|#)? ?\d+\.?"
)
_HEADING = re.compile(
    r"(?i)[\W_]*(?:join (?:the|in the) (?:discussion|conversation)|have your say|what (?:our )?readers (?:say|think)"
    r"|(?:(?:\d{1,5}|one|no|all|latest|recent|reader|readers[’']|user|top|view|show)\s+)*"
    r"(?:comments?|responses?|replies|reactions?|thoughts?|discussion|kommentare?|leserkommentare?|comentarios?"
    r"|comentários?|commentaires?|réactions?|commenti|commento|yorumlar?|reacties?|opmerkingen|komentarz(?:e|y)?|opinie)"
    r"(?:\s*(?:\(\s*\d{1,5}\s*\)|\[\d{1,5}\]|\d{1,5}))?"
    r"(?:\s+(?:to|on|for|zu|à|a|sobre|su|op|do)\s+[“\"‘'«].{1,150})?)[\W_]*"
)
_CLOSING = re.compile(
    r"(?i)(?:post|leave|add|write|submit|make) (?:a |your |an? new )?(?:comment|reply|response)\b.{0,40}"
    r"|.{0,30}\bcomments?\b.{0,40}\bclosed\b.{0,20}|(?:your )?e-?mail.{0,60}|log ?in.{0,60}|sign in.{0,60}"
    r"|(?:older|newer|previous|next).{0,30}|related posts:?|« .*|.* »|share.{0,20}"
)
_AGE = "age"
"""The form of a moment that is told by how long ago it was, in short: `2w`."""
_AGED = re.compile(r"\d{1,2}(?:min|m|h|hrs?|d|w|wks?|mo|y|yrs?)")
_BESIDE_AGE = frozenset({"like", "reply", "edited", "author", "antworten", "responder", "répondre", "rispondi"})
_SPACED_AGE = re.compile(r"(?<=\d)\s(?=(?:mins?|hrs?|wks?|yrs?)\b)")
MOST_BESIDE_AGE = 5
_BACKLINK = re.compile(r"(?i)(?:trackback|pingback|tracked)\b")
_NUMBERED_BYLINE = re.compile(r"(?i)by (?P<who>\S.{0,40}?) \(\d{1,9}\)(?: \w+| \*)?$")
_RATED = re.compile(r"(?i)(?P<who>\S.{0,40}?)[\s·•|(]+[+-]?\d{1,5} ?(?:pts?|points?|karma)\)?")
_ENDS_RATED = frozenset("stTSaA)")
_BADGE = re.compile(
    r"(?i)(?:join(?:ed)?(?: date)?|member since|registered|posts|messages|threads|location|from|rep(?:utation)?"
    r"|likes(?: received)?|thanks|karma|rank|status)\s*:\s*\S.{0,40}"
    r"|(?:(?:junior|senior|new|active|full|super|well-known|registered|distinguished|veteran|key) "
    r"(?:member|user|poster|master)|member|moderator|administrator|admin|guest|subscriber"
    r"|top (?:commenter|contributor|fan))"
)
"""What forums print about a reader, between the name and the text."""
_LINK = re.compile(r"(?i)(?:https?://|www\.)\S+")
_SITE_HANDLE = re.compile(r"\s*@[\w.]+\s*")
_LABELLED = re.compile(r"(?P<who>[^\W_][^:\n]{1,34}?)(?:\s\([^)]{1,30}\))?\s?(?::|\s[–—-])\s+(?=\S)")
_NUMBER = re.compile(r"(?i)(?:comment number |#)?\d{1,5}[.):]\s+")
_CLOCK = re.compile(r"\d[:.]\d\d")
_DIGIT = re.compile(r"\d")
_OWN_NUMBER = re.compile(r"[\W_]{0,2}\d{1,5}[\W_]")
_WORD = re.compile(r"[^\W_]+")
_AFTER_NUMBER = re.compile(r"[.):]\s")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.’'-]*")
_HANDLE = re.compile(r"(?=(?:[^a-zà-ž]*[a-zà-ž]){3})@?[\w.-]{3,24}|@\w+", re.IGNORECASE)
_INVENTED = re.compile(r"[^\W\d_]*[a-z]\w*\d+|[a-z][\w.-]*|@\S+|\w*[a-z][A-Z]\w*")
_PARTICLES = frozenset(
    {"de", "van", "von", "of", "the", "del", "der", "den", "da", "di", "du", "la", "bin", "al", "zu"}
)
_SENTENCE = re.compile(r"[a-zà-ž)]{3}[.][\s”\"]|[!?;][\s”\"]|[;“”\"]|[!?]$|[a-zà-ž]{3,}\.$|:\s")
_QUOTED = re.compile(r"[“”\"]")
_NO_NAME = re.compile(
    r"(?i)\b(?:is|are|was|were|has|had|will|would|can|could|the|this|that|these|and then|died|born|begins?|starts?"
    r"|ends?|updated?|published|modified|copyright|photo|image|video|source|edition|issued?|am|pm|advertisements?|search"
    r"|share|tweet|submit|print|menu|home|subscribe|newsletter|facebook|twitter|whatsapp|instagram|linkedin|pinterest)\b"
    r"|[’']s\b"
)
_OF_FORM = re.compile(rf"(?i)\b(?:N|D|{_VERBS}|posted|written|submitted|comment|by|on|at)\b|[|/:—]")
_PAST_NAME = re.compile(r"(?<=\bn) .*")
_NOTHING = re.compile(r"[\W_\d]*$")


def lines(doc: Document) -> Iterator[Line]:
    """Yield the lines of the page with their shapes."""
    read = [_read(span, span.of(doc.text)) for span in doc.paragraphs]
    _sign_names_among_links(read)
    moments = [number for number, line in enumerate(read) if line.shape is Shape.WHEN]
    if not moments:
        yield from read
        return
    for before, after in pairwise(moments):
        if after == before + 1 and is_exact(f"{read[before].text} {read[after].text}"):
            read[before], read[after] = (read[number]._replace(is_exact=True) for number in (before, after))
    sides = [{at for number in moments if (at := _beside(read, number, step)) is not None} for step in (-1, 1)]
    if len(moments) > 1 and last_said(read).shape is Shape.WHEN and 2 * len(sides[0]) < len(moments):
        for line in read:
            yield line._replace(shape=Shape.SIGNED, form=WITHOUT_NAMES) if line.shape is Shape.WHEN else line
    else:
        step = 1 if len(sides[1]) > len(sides[0]) else -1
        names = sides[step > 0]
        if len(names) >= FEWEST_BESIDE:
            odd = {at for number in moments if (at := _beside(read, number, step, is_sure=True)) is not None}
            names |= {at for at in odd if at + 1 < len(read) and read[at + 1].shape in {Shape.TEXT, Shape.WHEN}}
        yield from _with_neighbours(read, names)


def last_said(lines: Sequence[Line]) -> Line:
    """Return the last line that is no button and does not close the thread."""
    for line in reversed(lines):
        if line.shape not in {Shape.BUTTON, Shape.HEADING} and not _CLOSING.fullmatch(line.text):
            return line
    return lines[0]


def is_lone_name(text: str) -> bool:
    """Whether a line looks like a name without any moment near it: a few capitalised words, or a handle."""
    if len(text) > LONGEST_LONE_NAME and not _DIGIT.search(text):
        return False
    if _AFTER_NUMBER.search(text):
        text = _NUMBER.sub("", text, count=1)
    words = text.split()
    if not words or words[0] in {"By", "by"} or len(text) > LONGEST_LONE_NAME or len(words) > MOST_LONE_WORDS:
        return False
    if len(words) == 1:
        looks_so = bool(_HANDLE.fullmatch(text))
    else:
        looks_so = all(_NAME_WORD.fullmatch(word) or word in _PARTICLES for word in words)
    if not looks_so or text[-1] in ",:;!?…-":
        return False
    return not (_SENTENCE.search(text) or _NO_NAME.search(text.replace(" the ", " ")))


def is_no_name(text: str) -> bool:
    """Whether a word of it says that it is a label or a button of the page, or a sentence."""
    return bool(_NO_NAME.search(text))


def is_labelled(text: str) -> bool:
    """Whether a line begins with what may be a reader's name, and goes on: `Gill from Upton: I wonder.`."""
    label = _LABELLED.match(text)
    if not label:
        return False
    return len(label["who"].split()) <= MOST_LABEL_WORDS and not _SENTENCE.search(label["who"])


def is_numbered(line: Line) -> bool:
    """Whether a signature begins with the number of its comment: `(1) Ada says:`."""
    return bool(_OWN_NUMBER.match(line.text))


def has_address(line: Line) -> bool:
    """Whether a signature begins with the address of its writer's page."""
    return bool(_LINK.match(line.text))


def is_clock_alone(line: Line) -> bool:
    """Whether a signature tells the minute and not the day, as schedules and live blogs do."""
    return not line.is_exact and bool(_CLOCK.search(line.text))


def is_dated_to_the_minute(line: Line) -> bool:
    """Whether a signature tells the day and the minute by the clock."""
    return line.is_exact and bool(_CLOCK.search(line.text))


def is_handle(text: str) -> bool:
    """Whether a name is one that only a reader has: `oldmill77`, `tarnEklund`, `@harbour`."""
    return bool(_INVENTED.fullmatch(text))


def _read(span: Span, text: str) -> Line:
    """Return a line as it looks by itself."""
    if len(text) > LONGEST_SIGNATURE or _BACKLINK.match(text):
        return Line(span, text, Shape.TEXT)
    if len(text) <= LONGEST_NAME:
        if _tells_age(text):
            return Line(span, text, Shape.WHEN, _AGE, is_exact=True)
        if _BADGE.fullmatch(text):
            return Line(span, text, Shape.BUTTON)
    if _BUTTON.fullmatch(text) or _HEADING.fullmatch(text):
        return Line(span, text, Shape.BUTTON if _BUTTON.fullmatch(text) else Shape.HEADING)
    if found := moments(text):
        return _read_moment(span, text, found)
    return _read_name(span, text)


def _tells_age(text: str) -> bool:
    """Whether a line only says how long ago it was, in short, as social media do: `5h`, `Like · Reply · 3 · 2w`."""
    if not text[-1].isalpha() or not _DIGIT.search(text):
        return False
    words = _WORD.findall(_SPACED_AGE.sub("", text.lower()))
    if not words or len(words) > MOST_BESIDE_AGE:
        return False
    others = [word for word in words if not _AGED.fullmatch(word)]
    return len(others) == len(words) - 1 and all(word in _BESIDE_AGE or word.isdecimal() for word in others)


def _read_moment(span: Span, text: str, found: Sequence[Span]) -> Line:
    """Return a line that holds dates or times."""
    if _bare("".join(text[before.end : after.start] for before, after in pairwise(found))):
        return Line(span, text, Shape.TEXT)
    start, end = found[0].start, found[-1].end
    exact = is_exact(text[start:end])
    before, after = _bare(text[:start]), _bare(text[end:])
    if before and _SITE_HANDLE.fullmatch(text, end):
        after = ""
    who = before or after
    if not who:
        return Line(span, text, Shape.WHEN, _form(text, ""), is_exact=exact)
    # Readers call themselves anything, but only a signature ends with the minute.
    is_title = exact and not after and len(who.split()) <= MOST_TITLE_WORDS and not _QUOTED.search(who)
    is_aside = who.count("(") > who.count(")")
    if (before and after) or is_aside or not (is_title or (_is_name(who) and not _NO_NAME.search(who))):
        return Line(span, text, Shape.TEXT)
    return Line(span, text, Shape.SIGNED, _form(text, who), who, is_exact=exact)


def _read_name(span: Span, text: str) -> Line:
    """Return a line that holds neither a date nor a time."""
    if numbered := _NUMBERED_BYLINE.match(text):
        return Line(span, text, Shape.SIGNED, NUMBERED, numbered["who"])
    rated = _RATED.fullmatch(text) if text[-1] in _ENDS_RATED and _DIGIT.search(text) else None
    if rated and is_lone_name(rated["who"]):
        return Line(span, text, Shape.SIGNED, RATED, rated["who"])
    says = _SAYS.match(text) if _may_say(text) else None
    if says and (says["mark"] or is_lone_name(says["who"].strip(" -–—|"))):
        who = _bare(says["who"])
        if who and _is_name(who.replace("!", "").replace("?", "")):
            return Line(span, text, Shape.SAYS, _form(text, who), who)
    link = _LINK.match(text)
    name = text[link.end() :].strip() if link else text
    if link and not name:
        return Line(span, text, Shape.LINK)
    if is_lone_name(name):
        return Line(span, text, Shape.SIGNED, LINKED, name) if link else Line(span, text, Shape.NAME, "n", text)
    return Line(span, text, Shape.TEXT)


def _may_say(text: str) -> bool:
    """Whether `_SAYS` is worth a try: a line has a verb, and ends with it, with a mark, or with who is spoken to."""
    words = _WORD.findall(text.lower())
    if _VERB_WORDS.isdisjoint(words):
        return False
    return text.endswith((":", ",", "…", "...")) or words[-1] in _ENDS_SAYING or "to" in words


def _form(text: str, who: str) -> str:
    """Return what a signature looks like without its name, its moments, its numbers and its buttons."""
    form = replaced(text.replace(who, " N ", 1) if who else text, " D ")
    form = " ".join(_OF_FORM.findall(form)).lower().replace("d at d", "d").replace("d d", "d")
    return _PAST_NAME.sub("", form) if form.startswith(("by", "posted", "comment")) else form


def _bare(text: str) -> str:
    """Return a piece of a signature without what is no name: marks, numbers, `posted by`, `says`."""
    before = None
    while before != text:
        before = text
        if mark := _BEFORE_NAME.match(text):
            text = text[mark.end() :]
        if _may_end_with_more(text):
            text = _AFTER_NAME.sub("", text)
    return "" if _NOTHING.match(text) else text


def _may_end_with_more(text: str) -> bool:
    """Whether `_AFTER_NAME` is worth a search, which is slow: what does not hold here cannot be found by it."""
    last = text[-1:]
    if last in _MARKS_AT_END or last.isspace() or last.isdecimal():
        return True
    lowered = text.lower()
    words = _WORD.findall(lowered)
    return bool(words) and (words[-1] in _WORDS_AT_END or any(name in lowered for name in _NAMES_AT_END))


def _is_name(text: str) -> bool:
    """Whether it may be what a reader signs with: a few words that are no sentence."""
    return len(text) <= LONGEST_NAME and len(text.split()) <= MOST_WORDS and not _SENTENCE.search(text)


def _sign_names_among_links(read: list[Line]) -> None:
    """Make signatures of the names above text, if others of the thread have the address of a page before them.

    Those above the first address are names of readers only if some below it are.
    """
    linked = next((number for number, line in enumerate(read) if line.form == LINKED), None)
    if linked is None:
        return
    plain = [n for n in range(1, len(read) - 1) if read[n].shape is Shape.NAME and read[n + 1].shape is Shape.TEXT]
    if any(number > linked for number in plain):
        for number in plain:
            if number >= linked - REACH_OF_LINKED:
                read[number] = read[number]._replace(shape=Shape.SIGNED, form=LINKED)


def _beside(read: Sequence[Line], number: int, step: int, *, is_sure: bool = False) -> int | None:
    """Return the number of the name before or after a moment; None if no name is there.

    Readers call themselves anything: if the form of the signatures is sure, what is no sentence is a name.
    """
    if is_sure and not read[number].is_exact:
        return None
    while 0 <= number < len(read) and (read[number].shape is Shape.WHEN or _BADGE.fullmatch(read[number].text)):
        number += step
    if not 0 <= number < len(read):
        return None
    line = read[number]
    is_short = line.shape is Shape.TEXT and len(line.text) <= LONGEST_NAME
    signs = is_short and _is_name(line.text) and (is_sure or not _NO_NAME.search(line.text))
    return number if signs or line.shape is Shape.NAME else None


def _with_neighbours(read: Sequence[Line], names: set[int]) -> Iterator[Line]:
    """Yield the lines; what stands beside a moment is who wrote then."""
    for number, line in enumerate(read):
        is_dated = any(other.is_exact for other in [*read[max(0, number - 1) : number], *read[number + 1 : number + 2]])
        if number in names:
            yield line._replace(shape=Shape.WHO, form=BESIDE, who=line.text, is_exact=is_dated)
        elif line.shape is Shape.SAYS:
            yield line._replace(is_exact=is_dated)
        else:
            yield line
