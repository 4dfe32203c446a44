"""Shapes of page furniture: patterns over one block, each with characters one of which it needs."""

from __future__ import annotations

from typing import NamedTuple

from newslint import ready_re as re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_ANY = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Mark(NamedTuple):
    """A shape of a block."""

    name: str
    needed: frozenset[str]
    """Characters in lower case, one of which must occur."""
    pattern: re.Pattern[str]
    is_lower: bool
    """Whether the pattern is for the block in lower case."""


def _lower(name: str, needed: str, pattern: str) -> Mark:
    return Mark(name, frozenset(needed) or _ANY, re.compile(pattern), is_lower=True)


def _as_written(name: str, needed: str, pattern: str) -> Mark:
    return Mark(name, frozenset(needed) or _ANY, re.compile(pattern), is_lower=False)


MARKS = (
    _lower("an address", ":.", r"https?:|www\.|\w\.(?:com|org|net|co\.uk|html?)\b"),
    _lower("a mail address", "@:", r"\w@\w[\w.-]{0,60}\.\w|mailto:"),
    _lower("a handle", "@", r"(?<!\w)@\w"),
    _lower("a hashtag", "#", r"(?<!\w)#\w"),
    _lower("a link of Markdown", "]", r"\]\[\d|\]\(\w{0,20}[:/]|^\[\d{1,3}\]:"),
    _lower("a reference of Markdown", "]", r"^\[\d{1,3}\]: ?\S+\s*\S*$"),
    _lower("a file name", ".", r"\w\.(?:jpe?g|png|gif|webp|svg|mp[34]|pdf)\b"),
    _lower(
        "code",
        "&<[{(",
        r"&(?:amp;){0,3}(?:lt|gt|quot);|</?[a-z]{1,20}[ >]|\[/?[a-z]{1,20}(?: \w{1,20}=|\])|\{\{|\bfunction ?\(",
    ),
    _lower("a clock time", "0123456789", r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b"),
    _lower(
        "a date",
        "0123456789",
        rf"\b{_MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d\d\b",
    ),
    _lower("a date of captions", "0123456789", rf"day, {_MONTH}\.? \d{{1,2}}, (?:19|20)\d\d\b"),
    _lower("a sum of money", "$£€¥₹", r"[$£€¥₹]\s?\d"),
    _lower("a telephone number", "0123456789", r"\+?\d[\d ()-]{7,20}\d"),
    _lower("a sign of menus", "|»«›‹→←▶►▼•·✓×☰/.", r"[|»«›‹→←▶►▼•·✓×☰]|\.{3} {0,3}(?:more|less)\b|\s/\s"),
    _lower("the sign of copyright", "©(", r"©|\(c\) (?:19|20)\d\d"),
    _lower("one of a number", "0123456789", r"\b\d{1,3} ?(?:of|/) ?/? ?\d{1,3}\b"),
    _lower(
        "a credit in brackets",
        ")]",
        r"[(\[][^()\[\]]{0,60}(?:/|©|photos?\b|images?\b|courtesy|credit)[^()\[\]]{0,60}[)\]]",
    ),
    _lower("a file photo", "", r"\bfile (?:photo|picture|image|footage)|^file ?[-–—]"),
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
    _lower("a request to follow", "", r"\bfollow .{0,60}(?:\bon |\bat |@)|\bjoin .{0,40}\bon (?:face|twit|insta|what)"),
    _lower("a helper named", "", r"\bcontributed (?:\w+ )?to (?:this|the)\b|\b(?:reporting|editing|writing) by \w"),
    _lower(
        "a notice of rights",
        "",
        r"(?:copyright|©|\(c\)) ?(?:19|20)\d\d|rights reserved"
        r"|may not be (?:\w+, ){0,3}(?:published|reproduced|copied)",
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
    ),
    _lower("an offer to reach", "@", r"\b(?:e-?mail|write to|contact|reach|tweet)\b.{0,60}@\w"),
    _lower(
        "words of captions",
        "",
        r"\b(?:poses?|speaks?|celebrates?|stands?|looks? on|walks?|arrives?|attends?|holds?|gestures?|reacts?|waves?"
        r"|listens?|seen|shown|pictured|left|right|cent(?:er|re)),?"
        r" (?:at|during|for|in|on|with|after|before|as|to|a|the|his|her)\b",
    ),
    _as_written("words glued", "", r"[a-z.)][A-Z][a-z]{2}"),
    _lower("a quotation", '“”"«»', r"[“”\"«»]"),
    _lower("a question", "?", r"\?"),
    _lower("an exclamation", "!", r"!"),
    _lower("a list mark", "*•·–—-.)", r"^(?:[*•·–—-]|\d{1,3}[.)])\s"),
    _lower("a heading mark", "#", r"^#{1,6} "),
    _lower("a colon at the end", ":", r":\W{0,2}$"),
    _lower("an ellipsis at the end", ".…", r"(?:\.\.\.|…)\W{0,3}$"),
    _lower("a bracket around it", "])", r"^[\[(].*[\])]$"),
    _lower("a label before a colon", ":", r"^[\w’' ]{2,30}:\s?\S"),
    _lower("italics around it", "*_", r"^[*_].*[*_]$"),
    _as_written("a lower letter first", "", r"^[a-z]"),
    _lower("a digit first", "0123456789", r"^\d"),
)

_ODD_CHARACTERS = frozenset("@#[©|»›•►<*&_")
_ODD_START = frozenset("0123456789")
_ODD_END = re.compile(r"(?:\.\.\.|…|\))\W{0,3}\Z")
_ODD_WORD = re.compile(r"://|www\.|\.(?:com|org|net)\b|day, [A-Z][a-z]{2,8}\.? \d")
_END = 8


def is_odd(line: str) -> bool:
    """Whether a paragraph of prose has the look of something that may be furniture."""
    return (
        not _ODD_CHARACTERS.isdisjoint(line)
        or line[0] in _ODD_START
        or _ODD_END.search(line, max(0, len(line) - _END)) is not None
        or _ODD_WORD.search(line) is not None
    )
