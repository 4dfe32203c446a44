r"""Shapes of page furniture: patterns over one block, each with characters and words one of which it needs.

For speed a pattern begins with what is rare, so that `\d(?<!\w.)` stands for `\b\d`, and a shape may have several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_ANY = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Mark(NamedTuple):
    """A shape of a block."""

    name: str
    needed: frozenset[str]
    """Characters in lower case, one of which must occur."""
    hints: tuple[str, ...]
    """Texts in lower case, one of which must occur, too; empty if there are none."""
    pattern: re.Pattern[str] | None
    """None if one of the characters is all there is to it."""
    is_first: bool
    """Whether it stands where the block begins."""
    is_lower: bool
    """Whether the pattern is for the block in lower case."""


def _lower(name: str, needed: str, pattern: str, *hints: str) -> Mark:
    return _mark(name, needed, pattern, hints, is_lower=True)


def _as_written(name: str, needed: str, pattern: str, *hints: str) -> Mark:
    return _mark(name, needed, pattern, hints, is_lower=False)


def _mark(name: str, needed: str, pattern: str, hints: tuple[str, ...], *, is_lower: bool) -> Mark:
    is_first = pattern.startswith("^")
    return Mark(name, frozenset(needed) or _ANY, hints, re.compile(pattern), is_first=is_first, is_lower=is_lower)


def _character(name: str, needed: str) -> Mark:
    return Mark(name, frozenset(needed), (), None, is_first=False, is_lower=True)


MARKS = (
    _lower(
        "an address",
        ":.",
        r"https?:|www\.|\w\.(?:com|org|net|co\.uk|html?)\b",
        *("http", "www.", ".com", ".org", ".net", ".co.uk", ".htm"),
    ),
    _lower("a mail address", "@:", r"\w@\w[\w.-]{0,60}\.\w|mailto:", "@", "mailto:"),
    _lower("a handle", "@", r"(?<!\w)@\w", "@"),
    _lower("a hashtag", "#", r"(?<!\w)#\w"),
    _lower("a link of Markdown", "]", r"\]\[\d|\]\(\w{0,20}[:/]|^\[\d{1,3}\]:", "][", "](", "]:"),
    _lower("a reference of Markdown", "]", r"^\[\d{1,3}\]: ?\S+\s*\S*$"),
    _lower(
        "a file name",
        ".",
        r"\w\.(?:jpe?g|png|gif|webp|svg|mp[34]|pdf)\b",
        *(".jp", ".png", ".gif", ".webp", ".svg", ".mp", ".pdf"),
    ),
    _lower(
        "code",
        "&<[{(",
        r"&(?:amp;){0,3}(?:lt|gt|quot);|</?[a-z]{1,20}[ >]|\[/?[a-z]{1,20}(?: \w{1,20}=|\])|\{\{|\bfunction ?\(",
        *("&", "<", "[", "{{", "function"),
    ),
    _lower("a clock time", "0123456789", r"\d(?<!\w.)\d?(?:[:.]\d\d\b| ?[ap]\.?m\b)"),
    _lower("a date", "0123456789", rf"(?:{'|'.join(_MONTHS)})(?<!\w...)[a-z]{{0,6}}\.? \d{{1,2}}\b", *_MONTHS),
    _lower(
        "a date",
        "0123456789",
        rf"\d(?<!\w.)\d? {_MONTH}\b|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d\d\b",
    ),
    _lower("a date of captions", "0123456789", rf"day, {_MONTH}\.? \d{{1,2}}, (?:19|20)\d\d\b", ", 19", ", 20"),
    _lower("a sum of money", "$£€¥₹", r"[$£€¥₹]\s?\d"),
    _lower("a telephone number", "0123456789", r"\d[\d ()-]{7,20}\d"),
    _character("a sign of menus", "|»«›‹→←▶►▼•·✓×☰"),
    _lower("a sign of menus", "/.", r"\.{3} {0,3}(?:more|less)\b|/(?<=\s.)\s", "...", "/"),
    _lower("the sign of copyright", "©(", r"©|\(c\) (?:19|20)\d\d"),
    _lower("one of a number", "0123456789", r"\d(?<!\w.)\d{0,2} ?(?:of|/) ?/? ?\d{1,3}\b", "of", "/"),
    _lower(
        "a credit in brackets",
        ")]",
        r"[(\[][^()\[\]]{0,60}(?:/|©|photos?\b|images?\b|courtesy|credit)[^()\[\]]{0,60}[)\]]",
        *("/", "©", "photo", "image", "courtesy", "credit"),
    ),
    _lower("a file photo", "", r"\bfile (?:photo|picture|image|footage)|^file ?[-–—]", "file"),
    _lower(
        "a credit at the end",
        ":",
        r"(?:photos?|images?|pictures?|credits?|courtesy|sources?|illustrations?|graphics?|videos?|photographs?)"
        r"(?: ?(?:by|credits?|courtesy|source|via|copyright))? ?: ?[^.:]{2,60}\W{0,3}$",
        *("photo", "image", "picture", "credit", "courtesy", "source", "illustration", "graphic", "video"),
    ),
    _lower(
        "a credit at the end",
        ")]",
        r"[(\[][^()\[\]]{0,50}(?:photos?|/[^\W_][^()\[\]]{0,40}|\bap|afp|reuters|epa|getty|courtesy[^()\[\]]{0,50})"
        r"[)\]]\W{0,3}$",
        *("photo", "/", "ap", "afp", "reuters", "epa", "getty", "courtesy"),
    ),
    _lower(
        "a credit first",
        "",
        r"^\W{0,3}(?:photo|image|picture|media|credit|courtesy|illustration|graphic|video|foto|bild|crédit)s?\b"
        r" ?(?:by|:|courtesy|copyright|caption|credit|source|via)",
        *("photo", "image", "picture", "media", "dit", "courtesy", "illustration", "graphic", "video", "foto", "bild"),
    ),
    _lower("a numbered picture", "0123456789", r"^(?:image |photo |slide )?\d{1,3} ?(?:of|/) ?/? ?\d{1,3}", "of", "/"),
    _lower(
        "a request to follow",
        "",
        r"\bfollow .{0,60}(?:\bon |\bat |@)|\bjoin .{0,40}\bon (?:face|twit|insta|what)",
        *("follow ", "join "),
    ),
    _lower(
        "a helper named",
        "",
        r"\bcontributed (?:\w+ )?to (?:this|the)\b|\b(?:reporting|editing|writing) by \w",
        *("contributed ", "reporting by ", "editing by ", "writing by "),
    ),
    _lower(
        "a notice of rights",
        "",
        r"(?:copyright|©|\(c\)) ?(?:19|20)\d\d|rights reserved"
        r"|may not be (?:\w+, ){0,3}(?:published|reproduced|copied)",
        *("copyright", "©", "(c)", "rights reserved", "may not be "),
    ),
    _lower(
        "a pointer first",
        ":|",
        r"^\W{0,3}(?:read|see|more|related|also|watch|listen|recommended|trending|don[’']t miss"
        r"|lee|leia|lire|leggi|lees)"
        r"\b[^.:|]{0,25}[:|]",
        *("read", "see", "more", "related", "also", "watch", "listen", "recommended", "trending", "don’t", "don't"),
        *("lee", "leia", "lire", "leggi"),
    ),
    _as_written(
        "a person who writes",
        "",
        r"^\W{0,3}[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){1,3}(?: \([^()]{0,60}\))?"
        r" (?:is|was|covers|writes|joined|has been|reports|works|lives)\b",
        *(" is", " was", " covers", " writes", " joined", " has been", " reports", " works", " lives"),
    ),
    _lower(
        "a firm that describes itself",
        "",
        r"\bis (?:a|an|the) (?:\w{1,20}[ -]){0,2}(?:global|leading|world|largest|premier|independent|trusted"
        r"|provider|number one)",
        *("is a ", "is an ", "is the "),
    ),
    _lower("an offer to reach", "@", r"\b(?:e-?mail|write to|contact|reach|tweet)\b.{0,60}@\w"),
    _lower(
        "words of captions",
        "",
        r"\b(?:poses?|speaks?|celebrates?|stands?|looks? on|walks?|arrives?|attends?|holds?|gestures?|reacts?|waves?"
        r"|listens?|seen|shown|pictured|left|right|cent(?:er|re)),?"
        r" (?:at|during|for|in|on|with|after|before|as|to|a|the|his|her)\b",
        *("pose", "speak", "celebrate", "stand", "look on", "looks on", "walk", "arrive", "attend", "hold", "gesture"),
        *("react", "wave", "listen", "seen", "shown", "pictured", "left", "right", "center", "centre"),
    ),
    _as_written("words glued", "", r"[A-Z](?<=[a-z.)].)[a-z]{2}"),
    _character("a quotation", '“”"«»'),
    _character("a question", "?"),
    _character("an exclamation", "!"),
    _lower("a list mark", "*•·–—-.)", r"^(?:[*•·–—-]|\d{1,3}[.)])\s"),
    _lower("a heading mark", "#", r"^#{1,6} "),
    _lower("a colon at the end", ":", r":\W{0,2}$"),
    _lower("an ellipsis at the end", ".…", r"(?:\.\.\.|…)\W{0,3}$", "...", "…"),
    _lower("a bracket around it", "])", r"^[\[(].*[\])]$"),
    _lower("a label before a colon", ":", r"^[\w’' ]{2,30}:\s?\S"),
    _lower("italics around it", "*_", r"^[*_].*[*_]$"),
    _as_written("a lower letter first", "", r"^[a-z]"),
    _lower("a digit first", "0123456789", r"^\d"),
)


def marks(line: str, lower: str, characters: AbstractSet[str], among: Iterable[Mark] = MARKS) -> Iterator[str]:
    """Yield the names of the shapes that a block has.

    `lower` is the block in lower case, and `characters` are those of that, with or without others.
    """
    for name, needed, hints, pattern, is_first, is_lower in among:
        if needed.isdisjoint(characters) or (hints and not any(map(lower.__contains__, hints))):
            continue
        if pattern is None:
            yield name
            continue
        text = lower if is_lower else line
        if pattern.match(text) if is_first else pattern.search(text):
            yield name


_ODD_CHARACTERS = frozenset("@#[©|»›•►<*&_")
_ODD_CHARACTER = re.compile(r"[@#\[©|»›•►<*&_]")
_ODD_START = frozenset("0123456789")
_ODD_END = re.compile(r"(?:\.\.\.|…|\))\W{0,3}\Z")
_ODD_WORD = re.compile(r"://|www\.|\.(?:com|org|net)\b|day, [A-Z][a-z]{2,8}\.? \d")
_ODD_HINTS = ("://", "www.", ".com", ".org", ".net", "day, ")
"""One of them is in each odd word, for speed."""
_END = 8


class Odd:
    """What gives a paragraph of prose the look of something that may be furniture, as far as it is in an article."""

    def __init__(self, text: str, characters: AbstractSet[str]) -> None:
        """Take an article, and its characters."""
        self._has_characters = not _ODD_CHARACTERS.isdisjoint(characters)
        self._hints = [hint for hint in _ODD_HINTS if hint in text]

    def is_in(self, line: str) -> bool:
        """Whether it is in a paragraph."""
        return (
            line[0] in _ODD_START
            or (self._has_characters and _ODD_CHARACTER.search(line) is not None)
            or _ODD_END.search(line, max(0, len(line) - _END)) is not None
            or (any(map(line.__contains__, self._hints)) and _ODD_WORD.search(line) is not None)
        )
