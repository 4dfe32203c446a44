"""What kind of number stands in a place: a date, a price, a share, or digits that may belong to a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint import segment
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_REACH = 60

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_IS_MONTH = re.compile(_MONTH)
_DIGITS = r"\d{1,12}(?:[.,:/–-]\d{1,6}){0,5}"

_START = r"(?:^|(?<=[\s(\[“”\"‘—–:;,!?>|+©])|(?<=[^\W\d_]-))"
_NUMBER_BEFORE = re.compile(rf"(?:{_START}|(?P<note>(?<=[a-z][.?!”])))(?P<number>[$£€]?{_DIGITS})\Z")
_UNIT = r"lbs?|oz|[kMG][Ww]h?|MP|[GMT]B|mm|cm|km|kg|mg|ml|mph|ft|hp|GHz|MHz|km/h"
_SUFFIX = rf"(?:%|th|st|nd|rd|s|am|pm|[BKkMGDTxpm]|bn|tn|(?P<unit>{_UNIT}))"
_NUMBER_AFTER = re.compile(
    rf"(?P<number>{_DIGITS})(?P<suffix>{_SUFFIX}?)(?=$|[\s,;:!?)\]”\"’'—–]|-[a-z]{{3}}|\.(?!\w))"
)

_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d\d){1,2}|\d{4}-\d\d-\d\d")
_EXACT = re.compile(
    r"[$£€].*"  # a price
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # with separators
    r"|\d{1,2}:\d\d(?::\d\d)?"  # a time
    rf"|{_WHOLE_DATE.pattern}"
    r"|\d+\.\d+"
    r"|(?:19|20)\d\d[–-](?:(?:19|20)\d\d|\d\d)"  # from one year to another
    r"|(?:\d{2,4}-)?\d{3}-\d{4}"  # a telephone number
    r"|\d{1,2}[–-]\d{1,2}"  # a score
)
_VERSION = re.compile(r"\d{1,2}\.\d{1,2}")

_MONTH_BEFORE = re.compile(rf"\b{_MONTH} \Z")
_YEAR_BEFORE = re.compile(
    rf"\b(?:{_MONTH}(?: \d{{1,2}},?)?|[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]hrough|[Dd]uring|[Bb]efore|[Aa]fter) \Z"
)
_OF_BEFORE = re.compile(r"\d of \Z")

_AGO = r"\s(?:second|minute|min|hour|day|week|month|year)s?\sago"
_DATE_AFTER = re.compile(rf" {_MONTH}\b|{_AGO}")
_QUANTITY_AFTER = re.compile(
    r" (?:million|billion|trillion|per ?cent|percentage|people|men|women|children|of (?:the )?\d"
    r"|(?:second|minute|hour|day|week|month|year|time|point)s?)\b"
)
_FEWEST_TOUCHING, _MOST_TOUCHING = 4, 6
"""Digits in a row where two numbers touch; so few only before the sign of a share."""
_TWO_NUMBERS = re.compile(
    rf"(?<!\w)((?:19|20)\d\d)\d{{1,2}}(?:[.:]\d\d(?=\s?(?:[AP]M|[ap]m|GMT|BST|UTC|E[DS]T))|(?={_AGO}))"
    r"|(?<!\w)(\d\d:\d\d(?::\d\d)?)\d{4}-\d\d-\d\d"
    r"|([$£€]\d{1,3}(?:,\d{3})?\.\d\d)\d{1,2}%"
)
"""A year and a time, a time and a date, a price and a share that touch: the first of them is a group."""
_TWO_NUMBERS_REACH = 10


class Numeral(NamedTuple):
    """A number beside which a letter stands."""

    digits: str
    """The number as written, with its currency sign and its separators."""
    kind: str
    """`date`, `exact` (a price, a time, with separators), `item` (`12. `), `note` (of a sentence, behind its stop),
    `quantity` (`3 million`), `share` (`45%`), `unit` (`12MP`), `version` (`2.0`), `year`, or else `plain`."""
    end: int
    suffix: str = ""


def figures(doc: Document) -> Iterator[Span]:
    """Yield the runs of digits; for `Document.view`: what looks for numbers need look nowhere else."""
    alone, end = segment.figures_alone(doc.text, doc.characters), 0
    for run in alone.split():
        start = alone.find(run, end)  # not far: nothing else stands there
        end = start + len(run)
        yield Span(start, end)


def is_month(word: str) -> bool:
    """Whether it is the name of a month or short for one."""
    return _IS_MONTH.fullmatch(word) is not None


def is_day(number: str) -> bool:
    """Whether a month can have a day of that number."""
    return number.isdecimal() and 0 < int(number) <= int("31")


def is_year(number: str) -> bool:
    """Whether it is a year of the last century or of this one."""
    return _YEAR.fullmatch(number) is not None


def before(text: str, at: int) -> Numeral | None:
    """Return the number that ends at `at`, unless it is part of a name or a code: `A12`, `pdx1-410`."""
    found = _NUMBER_BEFORE.search(text[max(0, at - _REACH) : at])
    if not found:
        return None
    number = found["number"]
    start = at - len(number)
    context = text[max(0, start - _REACH) : start]
    if found["note"] is not None:
        kind = "note"
    elif is_year(number):
        kind = "exact" if _YEAR_BEFORE.search(context) else "year"
    else:
        is_date = is_day(number) and _MONTH_BEFORE.search(context)
        kind = "exact" if is_date or _EXACT.fullmatch(number) or _OF_BEFORE.search(context) else "plain"
    return Numeral(number, kind, at)


def touching(doc: Document) -> Iterator[tuple[Span, int]]:
    """Yield two numbers that touch (`2019` and `18.54 GMT`), and the point between them."""
    text = doc.text
    for start, end in doc.view(figures):
        length = end - start
        if not _FEWEST_TOUCHING + (text[end : end + 1] != "%") <= length <= _MOST_TOUCHING:
            continue
        found = _TWO_NUMBERS.search(text, max(0, start - _TWO_NUMBERS_REACH), end + _REACH)
        if found and found.start() <= start < found.end():
            yield Span(*found.span()), found.end(found.lastindex or 0)


def after(text: str, at: int) -> Numeral | None:
    """Return the number that begins at `at`, unless letters that are no unit follow: `7News`, `80211.framework`."""
    found = _NUMBER_AFTER.match(text, at, at + _REACH)
    if not found:
        return None
    number, end = found["number"], found.end()
    kinds = {
        "date": _WHOLE_DATE.fullmatch(number) or (is_day(number) and _DATE_AFTER.match(text, end)),
        "share": found["suffix"] == "%",
        "quantity": _QUANTITY_AFTER.match(text, end),
        "version": _VERSION.fullmatch(number) and not found["suffix"],
        "exact": _EXACT.fullmatch(number),
        "unit": found["unit"] or text.startswith("-", end),
        "item": text.startswith(". ", end),
    }
    kind = next((kind for kind, holds in kinds.items() if holds), "plain")
    return Numeral(number, kind, end, found["suffix"])
