"""Numbers that lost the space between them and a word: `than100 boats`, `$599and`, `June15, 2031`.

Letters and digits touch in thousands of names and units (`G20`, `4K`, `60mph`, `7News`), so the kind of the number
and the kind of the word decide together: a price, a date or a time seldom begins a name, a little word never
belongs to a number, and where neither is so, only an article that lost other spaces gets a note.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newslint import numeral
from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.finding import Edit, Fix
from newslint.glue.evidence import lost_elsewhere
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document
    from newslint.numeral import Numeral

    Words = Mapping[str, frozenset[str]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SEEN = Seen(r"0(?:[aAe]|(?<=[aAe]0)|0(?:000|00%))")
"""Where a letter touches a digit, or so many digits stand in a row as two numbers have that touch."""
_FROM_DIGIT = re.compile(r"\d[^\W_]{0,40}")
_NOTED = re.compile(r"[a-z]{3,30}\d{1,2}")
_SPACED = re.compile(r"(?<=\d )[a-z]{3,30}")
_ITEM = re.compile(r"(\d{1,3})[.)](?= )")
_REACH = 60
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(\[“”\"‘’—–:;,!?>|./-]))(?P<word>(?<=\s)a|[^\W\d_]{2,30}(?:[’']s)?)\Z")
_WORD_AFTER = re.compile(
    r"(?:[A-Z]?[a-z]{2,30}|[A-Z][a-z]|a(?= )|[AI](?= [^\W\d_]{2})|[A-Z]{2,30}|[A-Z](?=\.[A-Z]\.))"
    r"(?=$|[\s,;:!?)\]”\"’'—–-]|\.(?:(?!\w)|(?=[A-Z]\.))|(?P<border>[A-Z]))"
)
_ADDRESS = re.compile(r"://|www\.|[@#=&_\\{}<>~]|\w\.[a-z]{2,}")
_AGE_GROUP = re.compile(r"\d\ds\b")  # the under21s
_UNIT = re.compile(
    r"(?:am|pm|km|kg|mph|kph|ft|cm|mm|m|bn|tn|th|st|nd|rd|pc|p|(?<=0)s)"
    r"(?P<word>and|the|that|with|from|was|were|has|have|had|but|after|before|because|when|while|which|who|said|into)\b"
)
_BEGINS = re.compile(r"(?:^|\n|[.!?:][”\"’)]?)\s?[“\"‘(]?\Z|[“\"]\Z")
_READS_ON = re.compile(r"(?: |, |’s |'s )[a-z]")
_TO_NUMBER = re.compile(r" \d{1,3}(?![\d:.-]| ?[ap]\.?m)")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_NOUN = re.compile(r" [a-z]{3}")
_COUNTED = re.compile(r"\.? [A-Z]|,? [a-z]{3}|-[a-z]{3}")
"""What follows a number that counts: `306. What`, `20 points`, `12-megapixel`."""

# What is written close to its number, in any case or in small letters only: units, endings, what some papers join, and
# the words that brands put behind one (1Password, 7Eleven, 4Chan).
_UNITS = _words("""
    million billion trillion mill mil mio bln mln bn kb mb gb tb hz khz mhz ghz kbps mbps gbps am pm chan ami ive xtra
    cast motion password eleven
""")
_JOINED = _UNITS | _words("""
    thousand hundred dozen percent pct per plus odd something some second sec secs minute min mins hour hrs day week
    month year yrs inch inches ins foot feet mile yard metre metres meter meters kilo kilos gram grams litre litres
    liter liters pound ounce ton tonne acre hectare degree degrees dollar euro euros pence cent cents watt watts volt
    volts pixel pixels bit bits byte bytes cell pack star stars door way wheel part piece point fold times time person
    page core speed stroke string grade ever life real sale rent night noon
""")
_COUNTED_TIME = _words("seconds minutes hours days weeks months years nights")
_BRANDED = frozenset({"7", "24", "30", "48", "60", "90", "365"})
"""So many hours or days are the name of a programme or an account as well: `24hours`, `60minutes`."""
_LEET = frozenset({"2", "4", "8"})
"""Text-speak writes them for words: `2be`, `4you`, `be4`, `up2date`."""
_LOOSE = _words("""
    a all am an as at be do eh er go he i in is it me more my no oh on or over so to uh um up us we
""")
"""Little words that with a plain number may as well be a unit, an ending or a name: `6in`, `9to5`, `no1`, `SO2`."""

_COMMONEST, _FREQUENT, _KNOWN, _RARE = 5.2, 4.0, 3.0, 0.5
"""Zipf frequencies: of words that any page has, that any article has, of those that are no rarity, of any known."""
_LONG_WORD, _LONG_NUMBER = 4, 3
_LONG_TEXT = 20_000
"""Characters; in a longer article all tokens are counted at once, as a look for each would read it too often."""
_FOOTNOTES = 3
_MEASURED = frozenset({"date", "exact", "quantity", "share", "version"})

_TEXT_WORDS = frozenset({"and", "that", "which", "was", "were"})
"""Little words that no text-speak joins to those digits."""

_CERTAIN, _SURE, _LIKELY, _DOUBTFUL, _SILENT = 0.96, 0.9, 0.83, 0.6, 0.0


@dataclass(frozen=True)
class _Page:
    """An article, and what of it as a whole speaks for or against a joint."""

    doc: Document
    words: Words

    @cached_property
    def little(self) -> frozenset[str]:
        """Words that belong to no number."""
        return self.words["little_word"] | self.words["preposition"] | self.words["conjunction"]

    @cached_property
    def tokens(self) -> Counter[str]:
        """How often each run of letters and digits occurs."""
        return Counter(_tokens(self.doc.text))

    def repeats(self, token: str) -> bool:
        """Whether a run of letters and digits occurs again: it is a name."""
        may_repeat = len(self.doc.text) > _LONG_TEXT or self.doc.text.count(token) > 1
        return may_repeat and self.tokens[token] > 1

    @cached_property
    def notes(self) -> int:
        """How many words have a number of one or two digits behind them: three are the footnotes of a text."""
        return sum(_NOTED.fullmatch(token) is not None for token in self.tokens)

    @cached_property
    def items(self) -> frozenset[str]:
        """The numbers that count items: `12. `."""
        return frozenset(_ITEM.findall(self.doc.text))

    @cached_property
    def spaced(self) -> frozenset[str]:
        """The words that stand behind a number and a blank somewhere."""
        return frozenset(_SPACED.findall(self.doc.text))

    @property
    def is_damaged(self) -> bool:
        return is_damaged(self.doc)

    def is_little(self, word: str) -> bool:
        return word.lower() in self.little

    def counts_on(self, number: str) -> bool:
        """Whether the number is one of a list of which the article has a neighbour, too."""
        return number.isdecimal() and not self.items.isdisjoint({str(int(number) - 1), str(int(number) + 1)})


class _Pair(NamedTuple):
    """A number and the word that touches it from behind."""

    numeral: Numeral
    word: str
    is_whole: bool
    """Whether no capital goes on where the word ends: `72andSunny` is a name."""
    reads_on: bool
    """Whether a small letter follows, as in a sentence."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the places where a number and a word touch, and the pair of them says that neither needs the other."""
    if not _SEEN(doc):
        return
    page = _Page(doc, words)
    for start, end in _joints(doc):
        hit = _behind_unit(page, end)
        hit = hit or (_before_number(page, start) if doc.text[start - 1 : start].isalpha() else None)
        hit = hit or (_after_number(page, end) if doc.text[end : end + 1].isalpha() else None)
        if hit and not _ADDRESS.search(doc.token_around(hit.span).of(doc.text)):
            yield hit
    for span, at in numeral.touching(doc):
        yield _hit(page, span, at, _SURE)


def _joints(doc: Document) -> Iterator[Span]:
    """Yield the digits that a letter touches."""
    text = doc.text
    for start, end in doc.view(numeral.figures):
        is_behind_letter = text[start - 1 : start].isalpha()
        if is_behind_letter:
            yield Span(start, start + 1)
        if text[end : end + 1].isalpha() and not (is_behind_letter and end == start + 1):
            yield Span(end - 1, end)


def _behind_unit(page: _Page, at: int) -> Hit | None:
    """Return a little word that touches the unit, the time or the plural of the number before it: `5pm|the`."""
    found = _UNIT.match(page.doc.text, at)
    number = numeral.before(page.doc.text, at) if found else None
    if not found or not number:
        return None
    return _hit(page, Span(at - len(number.digits), found.end()), found.start("word"), _SURE)


def _tokens(text: str) -> Iterator[str]:
    """Yield the runs of letters and digits that hold a digit: from the digit on, with the letters before it."""
    for match in _FROM_DIGIT.finditer(text):
        start = match.start()
        while start > max(0, match.start() - _REACH) and text[start - 1].isalpha():
            start -= 1
        yield text[start : match.end()]


def _after_number(page: _Page, at: int) -> Hit | None:
    """Judge a word that touches the number before it: `2019Print`, `$599and`."""
    text = page.doc.text
    right = _WORD_AFTER.match(text, at, at + _REACH)
    if not right:
        return None
    word, left = right[0], numeral.before(text, at)
    if word.lower() in (_JOINED if word.islower() else _UNITS):
        return _unit_after(page, left, word, at) if word in page.spaced else None
    if not left:
        return None
    if left.kind == "plain" and not page.is_little(word) and page.repeats(left.digits + word):
        return None
    pair = _Pair(left, word, right["border"] is None, _READS_ON.match(text, right.end()) is not None)
    confidence = _small_after(page, pair) if word[0].islower() else _capital_after(page, pair)
    return _hit(page, Span(at - len(left.digits), right.end()), at, confidence) if confidence else None


def _unit_after(page: _Page, left: Numeral | None, word: str, at: int) -> Hit | None:
    """Judge what some papers join to its number (`2million`), in an article that writes it apart elsewhere."""
    if not left or len(word) < _LONG_WORD or page.repeats(left.digits.lstrip("$£€") + word):
        return None
    return _hit(page, Span(at - len(left.digits), at + len(word)), at, _LIKELY)


def _small_after(page: _Page, pair: _Pair) -> float:
    kind, word = pair.numeral.kind, pair.word
    if kind == "plain":
        return _small_after_plain(page, pair)
    if kind == "note":
        return _SILENT
    if word == "a":
        return _SURE if kind == "exact" and pair.reads_on else _SILENT
    if page.is_little(word) and word not in {"in", "am"}:
        return _CERTAIN
    is_content = len(word) >= _LONG_WORD and english().zipf(word) >= _KNOWN
    if word in _COUNTED_TIME and pair.numeral.digits in _BRANDED:
        return _SILENT
    return (_SURE if kind == "exact" else _LIKELY) if is_content else _SILENT


def _small_after_plain(page: _Page, pair: _Pair) -> float:
    number, word = pair.numeral.digits, pair.word
    is_firm = page.is_little(word) and word not in _LOOSE
    if not pair.is_whole:
        return _DOUBTFUL if is_firm and page.is_damaged else _SILENT
    if word == "to" and _TO_NUMBER.match(page.doc.text, pair.numeral.end + len(word)):
        return _LIKELY
    if is_firm:
        return _SURE if number not in _LEET or word in _TEXT_WORDS else _SILENT
    if len(word) < _LONG_WORD or english().zipf(word) < (_KNOWN if len(word) > _LONG_WORD else _FREQUENT):
        return _SILENT
    if word in _COUNTED_TIME and number in _BRANDED and word not in page.spaced:
        return _SILENT
    return _LIKELY if len(number) > 1 else _DOUBTFUL


def _capital_after(page: _Page, pair: _Pair) -> float:
    kind, word = pair.numeral.kind, pair.word
    frequency = english().zipf(word)
    if len(word) == 1:  # “A”, “I”, or the first of initials
        return _SURE if kind == "exact" else _LIKELY if kind == "year" and word == "I" else _SILENT
    if word.isupper():
        is_word = len(word) >= _LONG_WORD and (frequency >= _KNOWN or page.doc.vocabulary[word] > 1)
        return _LIKELY if kind == "exact" and is_word else _SILENT
    if kind in {"plain", "note"}:
        return _capital_after_plain(page, pair)
    if page.is_little(word) or (kind == "exact" and frequency >= _FREQUENT):
        return _CERTAIN
    is_known = frequency >= _KNOWN
    if kind == "exact":
        return _SURE if is_known or page.is_damaged else _LIKELY
    return _SURE if page.is_damaged and frequency else _LIKELY if is_known else _DOUBTFUL


def _capital_after_plain(page: _Page, pair: _Pair) -> float:
    number, word = pair.numeral.digits, pair.word
    if numeral.is_month(word) and numeral.is_day(number):
        return _CERTAIN
    is_little = page.is_little(word) and pair.is_whole
    if is_little and number not in _LEET and word.lower() not in _LOOSE:
        return _SURE
    is_word = pair.reads_on and english().zipf(word) >= _KNOWN
    if pair.numeral.kind == "note":
        return _SURE if is_little else _DOUBTFUL if is_word else _SILENT
    stands_alone = len(number) >= _LONG_NUMBER and page.doc.vocabulary[word] > 1
    return _DOUBTFUL if page.is_damaged and (is_word or stands_alone) else _SILENT


def _before_number(page: _Page, at: int) -> Hit | None:
    """Judge a number that touches the word before it: `than100`, `milkshake306. What`."""
    text = page.doc.text
    left, right = _WORD_BEFORE.search(text[max(0, at - _REACH) : at]), numeral.after(text, at)
    if not left or not right:
        return None
    word, span = left["word"], Span(at - len(left["word"]), right.end)
    if word.islower() and text[max(0, span.start - 1)] in "\n\r" and not page.is_little(word):
        return None  # a paragraph that begins with a small letter begins with an account: `anna68 says`
    if word.lower() in {"under", "over"} and _AGE_GROUP.match(text, at):
        return None
    is_repeated = page.repeats(word + right.digits)
    if word == "a":
        confidence = _article_before(right, has_noun=_NOUN.match(text, right.end) is not None)
    elif numeral.is_month(word) and (not right.suffix or right.suffix in _ORDINALS):
        confidence = _DOUBTFUL if is_repeated else _CERTAIN  # `Jan6` may stand for what happened that day
    elif page.is_little(word):
        begins = _BEGINS.search(text, max(0, span.start - _REACH), span.start) is not None
        confidence = _CERTAIN if right.kind in _MEASURED else _little_before(page, word, right.digits, begins=begins)
    elif right.kind in _MEASURED:
        confidence = _measured_before(page, word, right.kind)
    elif is_repeated or not _COUNTED.match(text, right.end):
        confidence = _SILENT
    elif word.endswith(("’s", "'s")):
        confidence = _LIKELY if len(right.digits) > 1 or right.suffix in _ORDINALS else _SILENT
    else:
        confidence = _content_before(page, word, right)
    return _hit(page, span, at, confidence) if confidence else None


def _article_before(right: Numeral, *, has_noun: bool) -> float:
    """Judge a number behind “a”: `a12-year wait`, `a2031 law`, `a3-1 win`, but not `a320`."""
    if right.kind in {"share", "unit"}:
        return _CERTAIN
    is_measured = right.kind == "exact" or right.suffix in {"bn", "m"} or numeral.is_year(right.digits)
    return _SURE if right.kind == "quantity" or (is_measured and has_noun) else _SILENT


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
    is_year = numeral.is_year(number)
    if not word.islower():
        if not word.istitle() or (number in _LEET and not page.is_damaged):
            return _SILENT
        return _SURE if begins and is_year else _LIKELY if begins and len(number) > 1 else _DOUBTFUL * page.is_damaged
    if word not in _LOOSE or is_year:
        return _LIKELY if number in _LEET else _CERTAIN
    return _SILENT if word == "no" or number in _LEET else _SURE if len(number) > 1 else _DOUBTFUL


def _content_before(page: _Page, word: str, right: Numeral) -> float:
    frequency = english().zipf(word)
    if frequency < (_RARE if right.kind == "unit" and word.islower() else _KNOWN):
        return _SILENT
    if right.kind == "item" and page.counts_on(right.digits):
        return _SURE
    is_short = len(word) < _LONG_WORD and frequency < _COMMONEST
    if is_short or not word.islower() or english().is_name(word):
        is_title = not is_short and word.istitle() and page.doc.vocabulary[word] > 1
        return _DOUBTFUL if page.is_damaged and is_title else _SILENT
    if numeral.is_year(right.digits):  # accounts and campaigns are named so
        return _LIKELY if page.is_damaged or frequency >= _FREQUENT else _DOUBTFUL
    if right.kind == "unit" or len(right.digits) >= _LONG_NUMBER:
        return _SURE if page.is_damaged else _LIKELY
    return _few_digits_before(page, right.digits, frequency)


def _few_digits_before(page: _Page, number: str, frequency: float) -> float:
    """Judge one or two digits behind a word, which may as well be the mark of a footnote."""
    is_sure = len(number) > 1 and page.notes < _FOOTNOTES and frequency >= _FREQUENT
    return _LIKELY if is_sure else _DOUBTFUL if page.is_damaged else _SILENT


def _hit(page: _Page, span: Span, at: int, confidence: float) -> Hit:
    text = page.doc.text
    place = "before" if text[at].isdigit() else "after"
    return Hit(
        span,
        Fix(f"put a space {place} the number", (Edit(Span(at, at), " "),)),
        {"left": text[span.start : at], "right": text[at : span.end]},
        confidence,
        lost_elsewhere(page.doc, span),
    )
