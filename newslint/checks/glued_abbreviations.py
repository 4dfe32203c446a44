"""Abbreviations that lost the space after their stop: `Dr.Tarn`, `U.S.embassy`, `5 p.m.Police`, `Jan.5`, `Inc.said`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.glue.marks import is_address, is_code, parted
from newslint.lexicon import english
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document
    from newslint.rule import Hit

    Words = Mapping[str, frozenset[str]]

_TITLE = "Adm|Asst|Atty|Capt|Cmdr|Col|Dr|Gen|Gov|Hon|Lt|Maj|Messrs|Mr|Mrs|Ms|Pres|Prof|Reps?|Rev|Sens?|Sgt|St|Supt"
_STOP = re.compile(r"\.(?=[(“]?(?P<word>[^\W\d_]{1,30}|\d{1,5}))")
_BEFORE = re.compile(
    rf"\b(?:(?P<title>{_TITLE})|(?P<month>Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?P<firm>Inc|Corp|Ltd|Co|Jr|Sr)"
    r"|(?P<clock>[ap]\.m)|(?<![\w.]\.)(?P<initials>[A-Z](?:\.[A-Z]){1,4}))\Z"
)
_SEEN = Seen(
    r"\.(?:(?:(?<=Aa\.)|(?<=Aaa\.)|(?<=Aaaa\.)|(?<=Aaaaaa\.))(?:[Ae0]|aaa)|(?<=a\.a\.)[(“]?[aAe]"
    r"|(?<=A\.A\.)\(?[aAe](?:[aAe’']|$))"
)
"""Where what may follow touches the stop of a title, a month, a firm, a time of day, initials."""
_REACH = 12
_AFTER = {
    "title": re.compile(r"[^\W\d_a-z]"),
    "month": re.compile(r"\d{1,2}(?:st|nd|rd|th)?\b(?![.:]\d)"),
    "firm": re.compile(r"[a-z]{3}|\d{1,5} [^\W\d_a-z]"),
    "clock": re.compile(r"[(“]?[^\W\d_]{2}|A "),
    "initials": re.compile(r"[(]?[^\W\d_][^\W\d_’']|A |I[ ’']"),
}
"""What can follow each kind of abbreviation; for others the stop and the word belong together."""
_TITLES = re.compile(rf"\b(?:{_TITLE})\.(?P<space> ?)(?=[^\W\d_a-z])")

_KNOWN = frozenset({"U.S", "U.S.A", "U.K", "U.N", "E.U", "D.C", "U.A.E", "N.Y", "L.A", "N.J", "N.H", "N.C", "S.C"})
"""Initials of places and bodies; others may be those of a person, `J.K.Rowling`."""
_FORMS_COMPOUND = frozenset({"backed", "based", "born", "built", "funded", "led", "made", "owned", "style", "trained"})
"""Words before which a hyphen is lost rather than a space: `U.S.based`."""

_SURE, _LIKELY, _PERHAPS = 0.95, 0.85, 0.6
_STYLE = 3
"""So many titles without a space, and none with one, are a house style: `Mr.Moen`, `Dr.Tarn`."""
_SHORTEST = 3


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the abbreviations whose stop touches the next word or number."""
    for stop in _STOP.finditer(doc.text) if _SEEN(doc) else ():
        before = _BEFORE.search(doc.text[max(0, stop.start() - _REACH) : stop.start()])
        kind = before.lastgroup if before else None
        if not before or not kind or not _AFTER[kind].match(doc.text, stop.end()):
            continue
        if is_address(doc, Span(*stop.span())) or is_code(doc.text, stop.start("word")):
            continue
        confidence = _confidence(doc, kind, before[0], stop["word"], words)
        if confidence:
            span = Span(stop.start() - len(before[0]), stop.end("word"))
            yield parted(doc, span, stop.end(), "abbreviation", confidence)


def _confidence(doc: Document, kind: str, abbreviation: str, word: str, words: Words) -> float:
    if word.lower() in words["address_ending"]:
        return 0
    if kind == "title":
        return _of_title(doc, word)
    if kind == "clock":
        return _SURE if not word.islower() or _is_word(word, words) else 0
    if kind == "firm":
        return _LIKELY if word.isdigit() or (word in english() and word not in words["address_word"]) else 0
    return _LIKELY if kind == "month" else _of_initials(abbreviation, word, words)


def _is_word(word: str, words: Words) -> bool:
    """Whether it is a word in small letters: a known one, or a little one of two letters, as in `the U.S.is`."""
    return word in english() if len(word) >= _SHORTEST else word in words["little_word"] and len(word) > 1


def _of_title(doc: Document, word: str) -> float:
    """Judge a title before a name by how the article writes its other titles."""
    spaces = doc.view(_title_spaces)
    if len(word) == 1 or (" " not in spaces and len(spaces) >= _STYLE):
        return 0
    return _SURE if " " in spaces else _LIKELY


def _title_spaces(doc: Document) -> list[str]:
    return _TITLES.findall(doc.text)


def _of_initials(initials: str, word: str, words: Words) -> float:
    """Judge initials before a word: `U.S.embassy` and `D.C.The`, but not `J.K.Rowling`, `R.E.M.song`."""
    if word.islower():
        is_word = _is_word(word, words) and word not in _FORMS_COMPOUND
        return _SURE if is_word and initials in _KNOWN else _PERHAPS if is_word else 0
    if word.lower() in words["little_word"]:
        return _SURE
    return _LIKELY if initials in _KNOWN else 0
