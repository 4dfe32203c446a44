"""Commas and semicolons that lost the space after them: `Orrin,who`, `In May,2019 was`, `on Monday,@tarn`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import numeral
from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.glue.marks import at_touching, is_address, is_code, left_of, parted
from newslint.lexicon import english
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document
    from newslint.rule import Hit

    Words = Mapping[str, frozenset[str]]

_COMMA = re.compile(
    r"[,;](?=(?P<clause>[^\W\d_]{2,30}|[IAa](?=[ ’']))"
    r"|(?P<figure>[$£€]?\d[\d,.:]{0,14}(?<![,.:]))|(?P<handle>@\w{2,30}))"
)
_SEEN = Seen(r"[,;](?:[aAe@]|[$£€]0|0(?:(?<=[^0][,;]0)|(?<=0000[,;]0)|000))")
"""Where a word or a figure touches the mark; between figures only a year can be meant, and thousands are left out."""
_ENTITY = re.compile(r"&#?\w{1,8}\Z")
_ENTITY_REACH = 10
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?: \d{1,2}(?:[–-]\d{1,2}|st|nd|rd|th)?)?\Z"
)
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\Z")
_DAY_REACH = 18
_ABBREVIATION = re.compile(r"\b(?:[A-Z][a-z]{1,5}|etc|[ap]\.m|(?:[A-Z]\.){1,3}[A-Z])\.\Z")
_ABBREVIATION_REACH = 9
_AGE = re.compile(r"[1-9]\d")
_PLAIN = re.compile(r"(?:[^\W\d_]{1,3}[’'])?[^\W\d_]{1,40}(?:[’']s)?")
_THOUSANDS = re.compile(r"\W{0,2}[^\W\d_]{3,30},\d{1,3}(?:,\d{3})+\W{0,3}")
_PROSE_AFTER = re.compile(r"%?[ -][^\W\d_]|[.,;]?\s|\Z")
_NEXT_WORD = re.compile(r" (\w{1,30})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_LONG_NUMBER = re.compile(r"[$£€]\d.*|\d{3,}|\d{1,3}(?:,\d{3})+|\d+\.\d+")

_SURE, _CERTAIN_FIGURE, _LIKELY, _PERHAPS = 0.9, 0.9, 0.85, 0.6
_NAMES = {",": "comma", ";": "semicolon"}


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the commas and semicolons that touch the next word, number or handle."""
    for match in at_touching(doc, _COMMA) if _SEEN(doc) else ():
        left = left_of(doc.text, match.start())
        if left == "." and match["clause"]:
            abbreviation = _ABBREVIATION.search(doc.text[max(0, match.start() - _ABBREVIATION_REACH) : match.start()])
            left = abbreviation[0] if abbreviation else ""
        elif not _can_end(match, left) or _is_entity(doc.text, match):
            continue
        if not left:
            continue
        confidence = _confidence(doc, match, left, words)
        if confidence:
            span = Span(match.start() - len(left), match.end(match.lastgroup or 0))
            yield parted(doc, span, match.end(), _NAMES[match[0]], confidence)


def _can_end(match: re.Match[str], left: str) -> bool:
    """Whether a clause can end before the mark: with a word, a number; a letter alone is code (`a,b`)."""
    is_day = left.isdigit() and match["figure"] is not None
    return (len(left) > 1 or is_day) and left[-1] not in ".?!"


def _is_entity(text: str, match: re.Match[str]) -> bool:
    """Whether the semicolon ends an entity of HTML: `fianc&#233;e`."""
    return match[0] == ";" and bool(_ENTITY.search(text[max(0, match.start() - _ENTITY_REACH) : match.start()]))


def _confidence(doc: Document, match: re.Match[str], left: str, words: Words) -> float:
    if match["handle"]:
        return _LIKELY if left.isalpha() else 0
    is_number = match["figure"] and _THOUSANDS.fullmatch(doc.token_around(Span(*match.span())).of(doc.text))
    if not is_number and is_address(doc, Span(*match.span())):
        return 0
    if match["figure"]:
        return _of_figure(doc, match, left, words)
    if is_code(doc.text, match.start("clause")) or (match[0] == ";" and match["clause"].lower() == "dr"):
        return 0
    if match["clause"].islower() and match["clause"] not in english():
        return _PERHAPS
    return _SURE if left.isalpha() and left.islower() else _LIKELY


def _of_figure(doc: Document, match: re.Match[str], left: str, words: Words) -> float:
    """Judge a number after a comma: a date or a quantity, but no thousands, footnote, place in a table."""
    text, figure, end = doc.text, match["figure"], match.end("figure")
    before = text[max(0, match.start() - _DAY_REACH) : match.start()]
    if _YEAR.fullmatch(figure) and _MONTH.search(before):
        return _CERTAIN_FIGURE
    if _YEAR.fullmatch(left):
        is_year = _YEAR.fullmatch(figure) and _NEXT_WORD.match(text, end)
        return _LIKELY if is_year or _CLOCK.fullmatch(figure) or text.startswith("% ", end) else 0
    if not _PLAIN.fullmatch(left) or left.isupper() or len(left) < 3 or not _PROSE_AFTER.match(text, end):  # noqa: PLR2004
        return 0
    if _LONG_NUMBER.fullmatch(figure) or _DAY.search(before) or _is_quantity(text, match):
        return _LIKELY
    word = _NEXT_WORD.match(text, end)
    is_note = not word or word[1].lower() in words["little_word"] | words["conjunction"] | words["preposition"]
    return 0 if is_note or not is_damaged(doc) else _PERHAPS


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a share, counts what follows (`,14 years`), or is an age: `Ada Orrin,65, left`."""
    following = numeral.after(text, match.start("figure"))
    if following and following.kind in {"quantity", "share", "unit"}:
        return True
    is_age = _AGE.fullmatch(match["figure"]) and text.startswith(", ", match.end("figure"))
    return bool(is_age)  # the number of a footnote has the comma before it, and none behind
