"""Numbers that lost the space between them and a word: `than100 boats`, `in 2019Print`, `$599and`, `June15, 2031`.

Letters and digits touch in thousands of names and units (`G20`, `4K`, `60mph`, `Windows10`, `7News`), so the kind of the
number and the kind of the word decide together. `_AFTER_NUMBER` and `_BEFORE_NUMBER` hold what each pair is worth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.damage import lost_spaces
from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_JOINT = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_REACH = 40

_START = r"(?:^|(?<=[\s(\[“”\"‘—–:;,!?>|+]))"
_DIGITS = r"\d{1,12}(?:[.,:/–-]\d{1,6}){0,5}"
_NUMBER_BEFORE = re.compile(rf"(?:{_START}|(?P<note>(?<=[a-z][.?!”])))(?P<number>[$£€]?{_DIGITS})\Z")
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(\[“”\"‘’—–:;,!?>|./-]))(?P<word>[^\W\d_]{2,30})\Z")
_WORD_AFTER = re.compile(r"(?:[A-Z]?[a-z]{1,30}|[AI](?= [a-z])|[A-Z]{2,30})(?=$|[\s,;:!?)\]”\"’'—–-]|\.(?!\w)|(?P<border>[A-Z]))")
_SUFFIX = r"(?:%|th|st|nd|rd|s|am|pm|[KkMGDx]|bn|tn|MP|[GMT]B|mm|cm|km|kg|mg|ml|mph|ft|hp)"
_NUMBER_AFTER = re.compile(rf"(?P<number>{_DIGITS})(?P<suffix>{_SUFFIX}?)(?=$|[\s,;:!?)\]”\"’'—–]|-[a-z]{{3}}|\.(?!\w))")
_ADDRESS = re.compile(r"://|www\.|[@#=&_\\{}<>~]|\w\.[a-z]{2,}")

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_IS_MONTH = re.compile(_MONTH)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}(?: \d{{1,2}},?)? \Z")
_IN_BEFORE = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]hrough|[Dd]uring|[Bb]efore|[Aa]fter) \Z")
_OF_BEFORE = re.compile(r"\d of \Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EXACT = re.compile(
    r"[$£€].*"  # a price
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # with separators
    r"|\d{1,2}:\d\d(?::\d\d)?"  # a time
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d){1,2}|\d{4}-\d\d-\d\d"  # a date
    r"|\d+\.\d+"
)
_DATE_AFTER = re.compile(rf" {_MONTH}\b| (?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?) ago\b")
_READS_ON = re.compile(r"(?: |, |’s |'s )[a-z]")
_COUNTED = re.compile(r"\.? ?[A-Z]|,? [a-z]{3}|-[a-z]{3}")

# What is written close to its number: units, endings and the words that some papers join (`£3million`, `24hours`).
_UNITS = frozenset("""
    million billion trillion mill bill thousand hundred dozen mil mio bln mln percent pct per plus odd something some
    second seconds sec secs minute minutes min mins hour hours hrs day days week weeks wk month months mth year years yr
    yrs inch inches ins foot feet mile miles yard yards metre metres meter meters kilo kilos gram grams gms litre litres
    liter liters pound pounds ounce ounces tonne tonnes tons acre acres hectare hectares degree degrees celsius dollar
    dollars euro euros pence cent cents rupees watt watts volt volts pixel pixels bit bits byte bytes mbps kbps gbps hertz kb mb gb tb hz khz mhz ghz
    cell pack star stars door way wheel part piece point points fold ways times time person people man men page pages
    core ply speed stroke string gauge proof grade year-old ever life real sale rent nite day nights night am pm noon
    chan ami ive xtra cast motion password eleven something else all you me us her him love fun free get
""".split())
_LEET = frozenset({"2", "4", "8"})
"""Text-speak writes them for words: `2be`, `4you`, `be4`, `up2date`."""
_LOOSE = frozenset("a an am be do go i in is it me my no on or so to up us we as at oh eh er uh um he all more over".split())
"""Little words that with a plain number may as well be a unit, an ending or a name: `6in`, `9to5`, `no1`, `SO2`."""

_DAMAGED = 2
"""So many undoubted lost spaces make another one likely."""
_FREQUENT, _KNOWN = 4.0, 3.0
"""Zipf frequencies: of words that any article has, and of those that are no rarity."""
_LONG_WORD = 4

_CERTAIN, _SURE, _LIKELY, _DOUBTFUL, _SILENT = 0.96, 0.9, 0.83, 0.6, 0.0


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the places where a number and a word touch, and the pair of them says that neither needs the other."""
    little = words["little_word"]
    for match in _JOINT.finditer(doc.text):
        at = match.start()
        before = doc.text[max(0, at - _REACH) : at]
        hit = _after_number(doc, at, before, little) if before[-1].isdigit() else _before_number(doc, at, before, little)
        if hit and not _ADDRESS.search(doc.token_around(hit.span).of(doc.text)):
            yield hit


def _after_number(doc: Document, at: int, before: str, little: frozenset[str]) -> Hit | None:
    """Judge a word that touches the number before it: `2019Print`, `$599and`."""
    left, right = _NUMBER_BEFORE.search(before), _WORD_AFTER.match(doc.text, at, at + _REACH)
    if not left or not right or right[0].lower() in _UNITS:
        return None
    number, word = left["number"], right[0]
    context = doc.text[max(0, at - len(number) - _REACH) : at - len(number)]
    kind = _kind(number, context, is_note=left["note"] is not None)
    is_little = word.lower() in little
    is_damaged = len(doc.view(lost_spaces)) >= _DAMAGED
    if word[0].islower():
        confidence = _small_after(kind, number, word, is_little=is_little, is_damaged=is_damaged)
    else:
        reads_on = _READS_ON.match(doc.text, right.end()) is not None
        confidence = _capital_after(doc, kind, word, is_little=is_little, is_damaged=is_damaged, reads_on=reads_on)
    if kind == "plain" and not is_little and doc.text.count(number + word) > 1:
        return None
    return _hit(doc, Span(at - len(number), right.end()), at, confidence)


def _kind(number: str, context: str, *, is_note: bool) -> str:
    """Say how much of itself a number is: an exact one, a year, or one that a name or a unit may contain."""
    if is_note:
        return "note"
    if _YEAR.fullmatch(number):
        return "exact" if _MONTH_BEFORE.search(context) or _IN_BEFORE.search(context) else "year"
    if _EXACT.fullmatch(number) or _OF_BEFORE.search(context):
        return "exact"
    return "plain"


def _small_after(kind: str, number: str, word: str, *, is_little: bool, is_damaged: bool) -> float:
    is_firm = is_little and word not in _LOOSE
    if kind in {"exact", "year"}:
        if is_little and len(word) > 1 and word not in {"in", "am"}:
            return _CERTAIN
        is_word = len(word) >= _LONG_WORD and english().zipf(word) >= _FREQUENT
        return _SURE if is_word and kind == "exact" else _LIKELY if is_word else _SILENT
    if kind == "plain" and is_firm:
        return _SURE if number not in _LEET or word in {"and", "that", "which", "was", "were"} else _SILENT
    if is_damaged and kind == "plain" and len(word) >= _LONG_WORD and english().zipf(word) >= _FREQUENT:
        return _DOUBTFUL
    return _SILENT


def _capital_after(
    doc: Document, kind: str, word: str, *, is_little: bool, is_damaged: bool, reads_on: bool
) -> float:
    if len(word) == 1:
        return _SURE if kind == "exact" else _SILENT
    frequency = english().zipf(word)
    if word.isupper():
        is_word = len(word) >= _LONG_WORD and (frequency >= _KNOWN or doc.vocabulary[word] > 1)
        return _LIKELY if kind == "exact" and is_word else _SILENT
    if is_little:
        return _CERTAIN if kind in {"exact", "year"} else _SURE
    if kind == "exact":
        return _CERTAIN if frequency >= _FREQUENT else _SURE if frequency >= _KNOWN or is_damaged else _LIKELY
    if kind == "year":
        return _SURE if is_damaged and frequency else _LIKELY if frequency >= _KNOWN else _DOUBTFUL
    if reads_on and frequency >= _KNOWN:
        return (_LIKELY if frequency >= _FREQUENT else _DOUBTFUL) if is_damaged or kind == "note" else _SILENT
    return _SILENT


def _before_number(doc: Document, at: int, before: str, little: frozenset[str]) -> Hit | None:
    """Judge a number that touches the word before it: `than100`, `milkshake306. What`."""
    left, right = _WORD_BEFORE.search(before), _NUMBER_AFTER.match(doc.text, at, at + _REACH)
    if not left or not right:
        return None
    number, word = right["number"], left["word"]
    is_damaged = len(doc.view(lost_spaces)) >= _DAMAGED
    is_exact = (
        _EXACT.fullmatch(number) is not None
        or _DATE_AFTER.match(doc.text, right.end()) is not None
        or right["suffix"] == "%"
    )
    confidence = _word_before(word, number, is_little=word.lower() in little, is_exact=is_exact, is_damaged=is_damaged)
    is_plain = not is_exact and word.lower() not in little
    if is_plain and (doc.text.count(word + number) > 1 or not _COUNTED.match(doc.text, right.end())):
        return None
    return _hit(doc, Span(at - len(word), right.end()), at, confidence)


def _word_before(word: str, number: str, *, is_little: bool, is_exact: bool, is_damaged: bool) -> float:
    is_long = len(number) > 2  # noqa: PLR2004 - two digits are a footnote, an age, a model
    if _IS_MONTH.fullmatch(word):
        return _CERTAIN
    if is_exact:
        return _CERTAIN if is_little else _SURE if english().zipf(word) or is_damaged else _DOUBTFUL
    if is_little and word.islower():
        if word not in _LOOSE or _YEAR.fullmatch(number):
            return _CERTAIN if number not in _LEET else _LIKELY
        return _SILENT if word == "no" or number in _LEET else _SURE if is_long or len(number) > 1 else _DOUBTFUL
    if is_little and word.istitle() and is_damaged:
        return _DOUBTFUL
    frequency = english().zipf(word)
    if word.islower() and len(word) >= _LONG_WORD and frequency >= _KNOWN:
        if is_long:
            return _SURE if is_damaged else _LIKELY
        return _DOUBTFUL if is_damaged else _SILENT
    return _SILENT


def _hit(doc: Document, span: Span, at: int, confidence: float) -> Hit | None:
    if confidence == _SILENT:
        return None
    left, right = Span(span.start, at), Span(at, span.end)
    count = len(doc.view(lost_spaces))
    evidence = (
        (Evidence(f"sentences run together at {count} other places of this article"),) if count >= _DAMAGED else ()
    )
    return Hit(
        span,
        Fix("put a space before the number" if doc.text[at].isdigit() else "put a space after the number", (Edit(Span(at, at), " "),)),
        {"left": left.of(doc.text), "right": right.of(doc.text)},
        confidence,
        evidence,
    )
