"""Numbers that lost the space between them and a word: `than100 boats`, `$599and`, `June15, 2031`.

Letters and digits touch in thousands of names and units (`G20`, `4K`, `60mph`, `7News`), so the kind of the number
and the kind of the word decide together: a price, a date or a time seldom begins a name, a little word never
belongs to a number, and where neither is so, only an article that lost other spaces gets a note.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from newslint.damage import lost_spaces
from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = re.compile(r"[^\W_]*\d[^\W_]*")
_NOTED = re.compile(r"[a-z]{3,30}\d{1,2}")
_ITEM = re.compile(r"(?<![\d.,$£€])(\d{1,3})[.)] ")
_JOINT = re.compile(r"\d(?:(?=[^\W\d_])|(?<=[^\W\d_].))")  # the digit first, for speed
_REACH = 60

_START = r"(?:^|(?<=[\s(\[“”\"‘—–:;,!?>|+©])|(?<=[^\W\d_]-))"
_DIGITS = r"\d{1,12}(?:[.,:/–-]\d{1,6}){0,5}"
_NUMBER_BEFORE = re.compile(rf"(?:{_START}|(?P<note>(?<=[a-z][.?!”])))(?P<number>[$£€]?{_DIGITS})\Z")
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(\[“”\"‘’—–:;,!?>|./-]))(?P<word>(?<=\s)a|[^\W\d_]{2,30}(?:[’']s)?)\Z")
_WORD_AFTER = re.compile(
    r"(?:[A-Z]?[a-z]{1,30}|[AI](?= [^\W\d_]{2})|[A-Z]{2,30}|[A-Z](?=\.[A-Z]\.))(?=$|[\s,;:!?)\]”\"’'—–-]|\.(?:(?!\w)|(?=[A-Z]\.))|(?P<border>[A-Z]))"
)
_UNIT = r"MP|[GMT]B|mm|cm|km|kg|mg|ml|mph|ft|hp|GHz|MHz|km/h"
_SUFFIX = rf"(?:%|th|st|nd|rd|s|am|pm|[BKkMGDTxp]|bn|tn|(?P<unit>{_UNIT}))"
_NUMBER_AFTER = re.compile(
    rf"(?P<number>{_DIGITS})(?P<suffix>{_SUFFIX}?)(?=$|[\s,;:!?)\]”\"’'—–]|-[a-z]{{3}}|\.(?!\w))"
)
_ADDRESS = re.compile(r"://|www\.|[@#=&_\\{}<>~]|\w\.[a-z]{2,}")

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_IS_MONTH = re.compile(_MONTH)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH} \Z")
_DATE_BEFORE = re.compile(rf"\b{_MONTH}(?: \d{{1,2}},?)? \Z")
_IN_BEFORE = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]hrough|[Dd]uring|[Bb]efore|[Aa]fter) \Z")
_OF_BEFORE = re.compile(r"\d of \Z")
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
_AGO = r"\s(?:second|minute|min|hour|day|week|month|year)s?\sago"
_QUANTITY_AFTER = re.compile(
    r" (?:million|billion|trillion|per ?cent|percentage|people|men|women|children|of (?:the )?\d"
    r"|(?:second|minute|hour|day|week|month|year|time|point)s?)\b"
)
_DATE_AFTER = re.compile(rf" {_MONTH}\b|{_AGO}")
_TWO_NUMBERS = re.compile(
    # a year and a time, a time and a date, a price and a share
    rf"(?<!\w)((?:19|20)\d\d)\d{{1,2}}(?:[.:]\d\d(?=\s?(?:[AP]M|[ap]m|GMT|BST|UTC|E[DS]T))|(?={_AGO}))"
    r"|(?<!\w)(\d\d:\d\d(?::\d\d)?)\d{4}-\d\d-\d\d"
    r"|([$£€]\d{1,3}(?:,\d{3})?\.\d\d)\d{1,2}%"
)
_BEGINS = re.compile(r"(?:^|\n|[.!?:][”\"’)]?)\s?[“\"‘(]?\Z|[“\"]\Z")
_READS_ON = re.compile(r"(?: |, |’s |'s )[a-z]")
_COUNTED = re.compile(r"\.? [A-Z]|,? [a-z]{3}|-[a-z]{3}")
"""What follows a number that counts: `306. What`, `20 points`, `12-megapixel`."""

# What is written close to its number, in any case or in small letters only: units, endings and what some papers join.
_UNITS = _words("""
    million billion trillion mill mil mio bln mln bn kb mb gb tb hz khz mhz ghz kbps mbps gbps am pm chan ami ive xtra
    cast motion password eleven
""")
_JOINED = _words("""
    thousand hundred dozen percent pct per plus odd something some second seconds sec secs minute minutes min mins hour
    hours hrs day days week weeks month months year years yrs inch inches ins foot feet mile miles yard yards metre
    metres meter meters kilo kilos gram grams litre litres liter liters pound pounds ounce ounces ton tons tonne tonnes
    acre acres hectare hectares degree degrees dollar dollars euro euros pence cent cents watt watts volt volts pixel
    pixels bit bits byte bytes cell pack star stars door way wheel part piece point points fold times time person people
    page pages core speed stroke string grade ever life real sale rent night nights noon
""")
_LEET = frozenset({"2", "4", "8"})
"""Text-speak writes them for words: `2be`, `4you`, `be4`, `up2date`."""
_LOOSE = _words("""
    a all am an as at be do eh er go he i in is it me more my no oh on or over so to uh um up us we
""")
"""Little words that with a plain number may as well be a unit, an ending or a name: `6in`, `9to5`, `no1`, `SO2`."""

_DAMAGED = 2
"""So many undoubted lost spaces make another one likely."""
_COMMONEST, _FREQUENT, _KNOWN, _RARE = 5.2, 4.0, 3.0, 0.5
"""Zipf frequencies: of words that any page has, that any article has, of those that are no rarity, of any known."""
_LONG_WORD, _LONG_NUMBER = 4, 3
_LAST_DAY = 31
_FOOTNOTES = 3
_MEASURED = frozenset({"date", "exact", "quantity", "share", "version"})

_TEXT_WORDS = frozenset({"and", "that", "which", "was", "were"})
"""Little words that no text-speak joins to those digits."""

_CERTAIN, _SURE, _LIKELY, _DOUBTFUL, _SILENT = 0.96, 0.9, 0.83, 0.6, 0.0


class _Page(NamedTuple):
    """An article, and what of it as a whole speaks for or against a joint."""

    doc: Document
    little: frozenset[str]
    notes: int
    """How many words have a number of one or two digits behind them: three are the footnotes of a text."""
    tokens: Counter[str]
    """How often each run of letters and digits occurs: one that is repeated is a name."""
    items: frozenset[str]
    """The numbers that count items: `12. `."""

    @property
    def is_damaged(self) -> bool:
        return len(self.doc.view(lost_spaces)) >= _DAMAGED

    def is_little(self, word: str) -> bool:
        return word.lower() in self.little

    def counts_on(self, number: str) -> bool:
        """Whether the number is one of a list of which the article has a neighbour, too."""
        return number.isdecimal() and not self.items.isdisjoint({str(int(number) - 1), str(int(number) + 1)})


class _Pair(NamedTuple):
    """A number and the word that touches it from behind."""

    kind: str
    number: str
    word: str
    is_whole: bool
    """Whether no capital goes on where the word ends: `72andSunny` is a name."""
    reads_on: bool
    """Whether a small letter follows, as in a sentence."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the places where a number and a word touch, and the pair of them says that neither needs the other."""
    tokens = Counter(_TOKEN.findall(doc.text))
    notes = sum(_NOTED.fullmatch(token) is not None for token in tokens)
    page = _Page(doc, words["little_word"], notes, tokens, frozenset(_ITEM.findall(doc.text)))
    for match in _JOINT.finditer(doc.text):
        start, end = match.span()
        hit = _before_number(page, start) if doc.text[start - 1 : start].isalpha() else None
        hit = hit or (_after_number(page, end) if doc.text[end : end + 1].isalpha() else None)
        if hit and not _ADDRESS.search(doc.token_around(hit.span).of(doc.text)):
            yield hit
    for match in _TWO_NUMBERS.finditer(doc.text):
        yield _hit(page, Span(*match.span()), match.end(match.lastindex or 0), _SURE)


def _after_number(page: _Page, at: int) -> Hit | None:
    """Judge a word that touches the number before it: `2019Print`, `$599and`."""
    text = page.doc.text
    left, right = _NUMBER_BEFORE.search(text[max(0, at - _REACH) : at]), _WORD_AFTER.match(text, at, at + _REACH)
    if not left or not right or right[0].lower() in (_UNITS | _JOINED if right[0].islower() else _UNITS):
        return None
    number, word = left["number"], right[0]
    start = at - len(number)
    kind = "note" if left["note"] is not None else _kind(number, text[max(0, start - _REACH) : start])
    if kind == "plain" and not page.is_little(word) and page.tokens[number + word] > 1:
        return None
    pair = _Pair(kind, number, word, right["border"] is None, _READS_ON.match(text, right.end()) is not None)
    confidence = _small_after(page, pair) if word[0].islower() else _capital_after(page, pair)
    return _hit(page, Span(start, right.end()), at, confidence) if confidence else None


def _kind(number: str, context: str) -> str:
    """Say how much of itself a number is: an exact one, a year, or a plain one that a name or a unit may contain."""
    if _YEAR.fullmatch(number):
        return "exact" if _DATE_BEFORE.search(context) or _IN_BEFORE.search(context) else "year"
    is_day = number.isdecimal() and len(number) <= len("31") and _MONTH_BEFORE.search(context)
    return "exact" if is_day or _EXACT.fullmatch(number) or _OF_BEFORE.search(context) else "plain"


def _small_after(page: _Page, pair: _Pair) -> float:
    frequency = english().zipf(pair.word)
    is_content = len(pair.word) >= _LONG_WORD and frequency >= _KNOWN
    if pair.kind in {"exact", "year"}:
        if pair.word == "a":
            return _SURE if pair.kind == "exact" and pair.reads_on else _SILENT
        if page.is_little(pair.word) and pair.word not in {"in", "am"}:
            return _CERTAIN
        return (_SURE if pair.kind == "exact" else _LIKELY) if is_content else _SILENT
    if pair.kind == "note" or not pair.is_whole:
        return _SILENT
    if page.is_little(pair.word) and pair.word not in _LOOSE:
        return _SURE if pair.number not in _LEET or pair.word in _TEXT_WORDS else _SILENT
    if not is_content or frequency < _FREQUENT:
        return _SILENT
    is_counted = len(pair.number) > 1
    return (_LIKELY if is_counted else _DOUBTFUL) if page.is_damaged else _DOUBTFUL if is_counted else _SILENT


def _capital_after(page: _Page, pair: _Pair) -> float:
    frequency = english().zipf(pair.word)
    if len(pair.word) == 1:  # “A”, “I”, or the first of initials
        return _SURE if pair.kind == "exact" else _LIKELY if pair.kind == "year" and pair.word == "I" else _SILENT
    if pair.kind == "plain" and _IS_MONTH.fullmatch(pair.word) and pair.number.isdecimal():
        return _CERTAIN if int(pair.number) <= _LAST_DAY else _SILENT
    if pair.word.isupper():
        is_word = len(pair.word) >= _LONG_WORD and (frequency >= _KNOWN or page.doc.vocabulary[pair.word] > 1)
        return _LIKELY if pair.kind == "exact" and is_word else _SILENT
    if pair.kind in {"plain", "note"}:
        return _capital_after_plain(page, pair)
    if page.is_little(pair.word) or (pair.kind == "exact" and frequency >= _FREQUENT):
        return _CERTAIN
    if pair.kind == "exact":
        return _SURE if frequency >= _KNOWN or page.is_damaged else _LIKELY
    return _SURE if page.is_damaged and frequency else _LIKELY if frequency >= _KNOWN else _DOUBTFUL


def _capital_after_plain(page: _Page, pair: _Pair) -> float:
    is_little = page.is_little(pair.word) and pair.is_whole
    if is_little and pair.number not in _LEET and pair.word.lower() not in _LOOSE:
        return _SURE
    is_word = pair.reads_on and english().zipf(pair.word) >= _KNOWN
    if pair.kind == "note":
        return _SURE if is_little else _DOUBTFUL if is_word else _SILENT
    stands_alone = len(pair.number) >= _LONG_NUMBER and page.doc.vocabulary[pair.word] > 1
    return _DOUBTFUL if page.is_damaged and (is_word or stands_alone) else _SILENT


def _before_number(page: _Page, at: int) -> Hit | None:
    """Judge a number that touches the word before it: `than100`, `milkshake306. What`."""
    text = page.doc.text
    left, right = _WORD_BEFORE.search(text[max(0, at - _REACH) : at]), _NUMBER_AFTER.match(text, at, at + _REACH)
    if not left or not right:
        return None
    word, number, span = left["word"], right["number"], Span(at - len(left["word"]), right.end())
    if word.islower() and text[max(0, span.start - 1)] in "\n\r" and not page.is_little(word):
        return None  # a paragraph that begins with a small letter begins with an account: `anna68 says`
    kind = _kind_ahead(text, right)
    is_repeated = page.tokens[word + number] > 1
    if word == "a":
        confidence = _CERTAIN if kind in {"share", "unit"} else _SURE if kind == "quantity" else _SILENT
    elif _IS_MONTH.fullmatch(word) and not right["suffix"]:
        confidence = _DOUBTFUL if is_repeated else _CERTAIN  # `Jan6` may stand for what happened that day
    elif page.is_little(word):
        begins = _BEGINS.search(text, max(0, span.start - _REACH), span.start) is not None
        confidence = _CERTAIN if kind in _MEASURED else _little_before(page, word, number, begins=begins)
    elif kind in _MEASURED:
        confidence = _measured_before(page, word, kind)
    elif is_repeated or not _COUNTED.match(text, right.end()):
        confidence = _SILENT
    else:
        confidence = _content_before(page, word, number, kind)
    return _hit(page, span, at, confidence) if confidence else None


def _kind_ahead(text: str, right: re.Match[str]) -> str:
    """Say what a number is by itself and by what stands behind it."""
    number, end = right["number"], right.end()
    is_day = number.isdecimal() and int(number) <= _LAST_DAY
    if _WHOLE_DATE.fullmatch(number) or (is_day and _DATE_AFTER.match(text, end)):
        return "date"
    if right["suffix"] == "%":
        return "share"
    if _QUANTITY_AFTER.match(text, end):
        return "quantity"
    if _VERSION.fullmatch(number):
        return "version"
    if _EXACT.fullmatch(number):
        return "exact"
    if right["unit"] or text.startswith("-", end):
        return "unit"
    return "item" if text.startswith(". ", end) else "plain"


def _measured_before(page: _Page, word: str, kind: str) -> float:
    """Judge a word before a date, a share, a time, an amount."""
    if kind == "version":  # `Web2.0`
        return _LIKELY if page.is_damaged and word.islower() else _SILENT
    if word.isupper() and kind != "date":
        return _SILENT
    if kind == "quantity" and not word.islower():
        return _LIKELY if page.is_damaged else _DOUBTFUL
    return _SURE if english().zipf(re.sub("[’']s$", "", word)) else _DOUBTFUL


def _little_before(page: _Page, word: str, number: str, *, begins: bool) -> float:
    is_year = _YEAR.fullmatch(number) is not None
    if not word.islower():
        if not word.istitle() or (number in _LEET and not page.is_damaged):
            return _SILENT
        return _SURE if begins and is_year else _LIKELY if begins and len(number) > 1 else _DOUBTFUL * page.is_damaged
    if word not in _LOOSE or is_year:
        return _LIKELY if number in _LEET else _CERTAIN
    return _SILENT if word == "no" or number in _LEET else _SURE if len(number) > 1 else _DOUBTFUL


def _content_before(page: _Page, word: str, number: str, kind: str) -> float:
    frequency = english().zipf(word)
    if frequency < (_RARE if kind == "unit" and word.islower() else _KNOWN):
        return _SILENT
    if kind == "item" and page.counts_on(number):
        return _SURE
    if not word.islower():
        is_name = len(word) < _LONG_WORD or not word.istitle() or page.doc.vocabulary[word] == 1
        return _DOUBTFUL if page.is_damaged and not is_name else _SILENT
    if english().is_name(word) or (len(word) < _LONG_WORD and frequency < _COMMONEST):
        return _SILENT
    if _YEAR.fullmatch(number):  # accounts and campaigns are named so
        return _LIKELY if page.is_damaged else _DOUBTFUL
    if kind == "unit" or len(number) >= _LONG_NUMBER:
        return _SURE if page.is_damaged else _LIKELY
    return _few_digits_before(page, number, frequency)


def _few_digits_before(page: _Page, number: str, frequency: float) -> float:
    """Judge one or two digits behind a word, which may as well be the mark of a footnote."""
    if page.is_damaged:
        return _DOUBTFUL
    if len(number) == 1 or page.notes >= _FOOTNOTES or frequency < _FREQUENT:
        return _SILENT
    return _LIKELY if frequency >= _COMMONEST else _DOUBTFUL


def _hit(page: _Page, span: Span, at: int, confidence: float) -> Hit:
    text, count = page.doc.text, len(page.doc.view(lost_spaces))
    place = "before" if text[at].isdigit() else "after"
    damage = Evidence(f"{count} sentences of this article lost the space between them, too")
    return Hit(
        span,
        Fix(f"put a space {place} the number", (Edit(Span(at, at), " "),)),
        {"left": text[span.start : at], "right": text[at : span.end]},
        confidence,
        (damage,) if page.is_damaged else (),
    )
