r"""Shapes of page furniture: patterns over one block, each with characters and words one of which it needs.

For speed a pattern begins with what is rare, so that `\d(?<!\w.)` stands for `\b\d`, and a shape may have several.
"""

from __future__ import annotations

from typing import NamedTuple

from newslint import ready_re as re

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
    pattern: re.Pattern[str]
    is_lower: bool
    """Whether the pattern is for the block in lower case."""


def _lower(name: str, needed: str, pattern: str, *hints: str) -> Mark:
    return Mark(name, frozenset(needed) or _ANY, hints, re.compile(pattern), is_lower=True)


def _as_written(name: str, needed: str, pattern: str, *hints: str) -> Mark:
    return Mark(name, frozenset(needed) or _ANY, hints, re.compile(pattern), is_lower=False)


MARKS = (
    _lower(
        "an address",
        ":.",
        r"https?:|www\.|\w\.(?:com|org|net|co\.uk|html?)\b",
        *("http", "www.", ".com", ".org", ".net", ".co.uk", ".htm"),
    ),
    _lower("a mail address", "@:", r"\w@\w[\w.-]{0,60}\.\w|mailto:", "@", "mailto:"),
    _lower("a handle", "@", r"(?<!\w)@\w"),
    _lower("a hashtag", "#", r"(?<!\w)#\w"),
    _lower("a link of Markdown", "]", r"\]\[\d|\]\(\w{0,20}[:/]|^\[\d{1,3}\]:"),
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
    _lower("a sign of menus", "|»«›‹→←▶►▼•·✓×☰", r"[|»«›‹→←▶►▼•·✓×☰]"),
    _lower("a sign of menus", "/.", r"\.{3} {0,3}(?:more|less)\b|/(?<=\s.)\s", "...", "/"),
    _lower("the sign of copyright", "©(", r"©|\(c\) (?:19|20)\d\d"),
    _lower("one of a number", "0123456789", r"\d(?<!\w.)\d{0,2} ?(?:of|/) ?/? ?\d{1,3}\b", "of", "/"),
    _lower(
        "a credit in brackets",
        ")]",
        r"[(\[][^()\[\]]{0,60}(?:/|©|photos?\b|images?\b|courtesy|credit)[^()\[\]]{0,60}[)\]]",
    ),
    _lower("a file photo", "", r"\bfile (?:photo|picture|image|footage)|^file ?[-–—]", "file"),
    _lower(
        "a credit at the end",
        ":)]",
        r"(?:photos?|images?|pictures?|credits?|courtesy|sources?|illustrations?|graphics?|videos?|photographs?)"
        r"(?: ?(?:by|credits?|courtesy|source|via|copyright))? ?: ?[^.:]{2,60}\W{0,3}$"
        r"|[(\[][^()\[\]]{0,50}(?:photos?|/[^\W_][^()\[\]]{0,40}|\bap|afp|reuters|epa|getty|courtesy[^()\[\]]{0,50})"
        r"[)\]]\W{0,3}$",
    ),
    _lower(
        "a credit first",
        "",
        r"^\W{0,3}(?:photo|image|picture|media|credit|courtesy|illustration|graphic|video|foto|bild|crédit)s?\b"
        r" ?(?:by|:|courtesy|copyright|caption|credit|source|via)",
    ),
    _lower("a numbered picture", "0123456789", r"^(?:image |photo |slide )?\d{1,3} ?(?:of|/) ?/? ?\d{1,3}"),
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
        *("19", "20", "rights reserved", "may not be "),
    ),
    _lower(
        "a pointer first",
        ":|",
        r"^\W{0,3}(?:read|see|more|related|also|watch|listen|recommended|trending|don[’']t miss"
        r"|lee|leia|lire|leggi|lees)"
        r"\b[^.:|]{0,25}[:|]",
    ),
    _as_written(
        "a person who writes",
        "",
        r"^\W{0,3}[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){1,3}(?: \([^()]{0,60}\))?"
        r" (?:is|was|covers|writes|joined|has been|reports|works|lives)\b",
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
    _lower("a quotation", '“”"«»', r"[“”\"«»]"),
    _lower("a question", "?", r"\?"),
    _lower("an exclamation", "!", r"!"),
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

_ODD_CHARACTER = re.compile(r"[@#\[©|»›•►<*&_]")
_ODD_START = frozenset("0123456789")
_ODD_END = re.compile(r"(?:\.\.\.|…|\))\W{0,3}\Z")
_ODD_WORD = re.compile(r"://|www\.|\.(?:com|org|net)\b|day, [A-Z][a-z]{2,8}\.? \d")
_ODD_HINTS = ("://", "www.", ".com", ".org", ".net", "day, ")
"""One of them is in each odd word, for speed."""
_END = 8


def is_odd(line: str) -> bool:
    """Whether a paragraph of prose has the look of something that may be furniture."""
    return (
        line[0] in _ODD_START
        or _ODD_CHARACTER.search(line) is not None
        or _ODD_END.search(line, max(0, len(line) - _END)) is not None
        or (any(map(line.__contains__, _ODD_HINTS)) and _ODD_WORD.search(line) is not None)
    )
