"""Sentences and clauses that lost the space between them: `closed.Trams`, `born on?157. What`, `Orrin,who`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

# A stop before a numbered item; a comma before any word; a stop, a colon or a closing bracket before a capital.
_JOINT = re.compile(
    r"[.,:?!)\]](?:"  # first the mark, for speed; each branch then looks back which it is
    r"(?<=[.?!])(?=(?P<item>\d{1,3})[.)] [^\W\d_a-z])"
    r"|(?<=,)(?=(?P<clause>[^\W\d_]{2,30}))"
    r"|(?:(?<=[.?!])[?!]{0,2}[’)\]]{0,2}|(?<=[:)\]]))(?=[‘(\[]?(?P<sentence>[^\W\d_a-z][^\W\d_]{0,30}))"
    r")"
)
_LEFT = re.compile(r"(?:[^\W_]|(?<=\w)[’'.,-](?=\w)){1,40}+[%)\]’”\"]{0,2}\Z|[%)\]’”\".?!]\Z")
_WORD_REACH = 40

# Places where letters touch a stop and must: addresses, handles, files, code.
_ADDRESS = re.compile(r"://|www\.|[@#=&_\\{}<>|~]|\w/\w|::|,[^\s,]+,\w")
_CODE_AFTER = re.compile(r"[^\W\d_]{1,30}(?:[(_]|\.\w)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Endings of domains and files that no sentence begins with; “In”, “It”, “Us”, “Me”, “No” are such endings too, but do.
_ENDINGS = _words("""
    com org net edu gov mil info biz io tv uk eu co html htm php asp aspx js css xml json py exe zip
    pdf doc docx xls xlsx ppt txt csv jpg jpeg png gif svg mp3 mp4
""")
# Abbreviations after which a sentence goes on. “etc.”, “Inc.” and the like are not among them: they may well end one.
_ABBREVIATIONS = _words("""
    adj al approx apr asst aug ave blvd bros capt cf cmdr col dec dept dist dr eds eg est ex feb fig figs fr ft gen gov
    hon ie ing int jan jul jun lt maj mar max messrs min mlle mme mr mrs ms msgr mt mts nat no nos nov oct ph pl pp pres
    prof pt rd ref rep reps rev rt sen sens sep sept sgt sq sr sra ss st ste supt tel univ vol vols vs
""")
_LABELS = frozenset("QA123456789")
"""What may stand before a colon though it is no word: a question, an answer, the goals of a team."""
_NAMES = {".": "full stop", "?": "question mark", "!": "exclamation mark", ",": "comma", ":": "colon"}
_AFTER_WORD, _AFTER_OTHER, _COMMA_OR_BRACKET, _COLON = 0.97, 0.9, 0.85, 0.75
"""A colon is the least certain: titles may have one without a space."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the marks that touch the next sentence, item or clause; double quotation marks are for `glued-quotes`."""
    for match in _JOINT.finditer(doc.text):
        left = _LEFT.search(doc.text[max(0, match.start() - _WORD_REACH) : match.start()])
        if left and _is_joint(doc.text, match, left[0]) and not _is_address(doc, match):
            yield _hit(match, left[0])


def _is_joint(text: str, match: re.Match[str], left: str) -> bool:
    if match["clause"]:
        return len(left) > 1 and left[-1] not in ".?!" and not _CODE_AFTER.match(text, match.start("clause"))
    if match["item"]:
        return left[-1] in ')]’”"' or (left[-1].isalpha() and left.lower() not in _ABBREVIATIONS)
    return _begins_sentence(text, match, left) and _ends_sentence(text, match, left)


def _begins_sentence(text: str, match: re.Match[str], left: str) -> bool:
    """Whether the word after the mark can begin a sentence: not `Booking.Com`, `Mirka.AT`, `System.Console.Write`."""
    word, after = match["sentence"], text[match.end("sentence") : match.end("sentence") + 1]
    if not word[0].isupper() or word.lower() in _ENDINGS or _CODE_AFTER.match(text, match.start("sentence")):
        return False
    if len(word) == 1:
        return (word in {"A", "I"} and after in {" ", "’", "'"}) or (word in {"Q", "A"} and after == ":")
    return left.islower() or not word.isupper() or match[0][0] in "?!"


def _ends_sentence(text: str, match: re.Match[str], left: str) -> bool:
    """Whether what stands before the mark can end a sentence: not an initial, an abbreviation, an item's number."""
    if left[-1].isdigit() and match[0] != ":":
        return match.start() > len(left) and text[match.start() - len(left) - 1] != "\n"
    if match[0] in {":", ")", "]"}:
        return left[-1] != "." and (len(left) > 1 or left in _LABELS)
    if not left[-1].isalpha():
        return left[-1] not in ".?!"
    word = re.split("[’'-]", left)[-1]
    return len(word) > 1 and "." not in word and (match[0][0] != "." or word.lower() not in _ABBREVIATIONS)


def _is_address(doc: Document, match: re.Match[str]) -> bool:
    """Whether the characters around, up to white space, are those of an address, a handle or code."""
    return _ADDRESS.search(doc.token_around(Span(*match.span())).of(doc.text)) is not None


def _hit(match: re.Match[str], left: str) -> Hit:
    point = match.end()
    name = _NAMES.get(match[0][0], "bracket")
    unlike_stop = {"comma": _COMMA_OR_BRACKET, "bracket": _COMMA_OR_BRACKET, "colon": _COLON}
    return Hit(
        Span(match.start() - len(left), match.end(match.lastgroup or 0)),
        Fix(f"put a space after the {name}", (Edit(Span(point, point), " "),)),
        {"mark": name},
        unlike_stop.get(name, _AFTER_WORD if left.isalpha() else _AFTER_OTHER),
    )
