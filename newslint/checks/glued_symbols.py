"""Signs that lost the space between them and a word: `for$900`, `by@orrin`, `the quay— and`, `Reprints| Today`.

Each sign has shapes of its own in which it must touch: `US$5`, `ada@example.org`, `C#`, `two- and three-`. What is kept
here is what reads on as prose on both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.finding import Edit, Fix
from newslint.glue.evidence import lost_elsewhere
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS = frozenset({"dash", "sign"})

_HANDLE = r"(?=[^\W\d_]\w{1,30}(?![\w@]|\.\w|-\w))"
_SMILEY = "[\U0001f600-\U0001f64f\U0001f493-\U0001f49f\U0001f910-\U0001f92f\u263a\u2665\u2764]"
_ANY_SIGN = re.compile(
    "[$£€¥@#—–|•·®™%₩*\u263a\u2665\u2764\U0001f493-\U0001f92f]"
    r"(?<![\s(][$£€¥@#])(?<! [—–](?= ))(?<!%(?!\w))"
)
"""First any of them, for speed, but those in their usual places."""
_SIGN = re.compile(
    r"(?P<price>[$£€¥])(?<=[^\W_].)(?=\d[\d.,]{0,12}(?:[kKmMbt]n?\b|(?![^\W\d_])))"
    rf"|(?P<handle>@)(?<=[^\W\d_].){_HANDLE}"
    rf"|(?P<tag>#)(?<=[^\W\d_].){_HANDLE}"
    r"|(?P<dash>[—–])(?:(?<=[^\W\d_].|[,:.!?].)(?= [^\W\d_])|(?<= .)(?P<right>(?=[a-z])))"
    r"|(?P<bar>[|•·])(?<=[^\W\d_].)(?= [^\W\d_])"
    rf"|(?P<smiley>{_SMILEY}\ufe0f?)(?=[A-Z][a-z]|[AI] [a-z]|(?:19|20)\d\d )"
    r"|(?P<mark>[®™])(?<=[a-z].)(?=[A-Z][a-z]{2})"
    r"|(?P<share>[%₩€])(?<=\d.)(?=[A-Z][a-z]{2}|[a-z]{1,30}(?![^\W_]))"
    r"|(?P<star>\*)(?<=[a-z][.!?].)(?=[A-Z][a-z]{1,20}[ ,])"
)
_SEEN = Seen(
    r"[$£€¥@#—–|•·¤®™%*](?:(?<=[aAe0][$£€¥])0|(?<=[aAe][@#])[aAe]|(?<=[aAe,:.!?][—–])$|(?<=^[—–])a|(?<=[aAe][|•·])$"
    r"|(?<=¤)[A0]|(?<=a[®™])A|(?<=0[%¤€])(?:Aa|a)|(?<=[.!?]\*)A)"
)
"""Where a sign touches a word; a smiley has no shape of its own."""
_NAMES = {
    "price": "currency sign",
    "handle": "@",
    "tag": "#",
    "dash": "dash",
    "bar": "“{sign}”",
    "smiley": "“{sign}”",
    "mark": "“{sign}”",
    "share": "“{sign}”",
    "star": "asterisk",
}
_WORD_BEFORE = re.compile(r"(?<![^\W_])[^\W_]{1,30}\Z")
_SHOWN_BEFORE = re.compile(r"[$£€]?(?:[^\W_]{1,30}[’'](?=s))?[^\W_]{1,30}[.!?…,:]? ?\Z")
_SHOWN_AFTER = re.compile(r"[@#$£€¥]?\d[\d.,]{0,12}(?<!\W)|[@#]?\w{1,30}")
_PRICE_BEFORE = re.compile(r"[$£€]\d[\d.,]{0,12}\Z")
_SENTENCE_END = re.compile(r"[.!?…][”\"’]? ?\Z")
_SUSPENDED = re.compile(r" (?:and|or|to) [^\W_]{2,20}[–-]")
_CURRENCIES = _words("a au aud bz c ca cad can cdn ec fj hk hkd jm mx nt nz nzd r s sg sgd tt us usd")
_NETWORKS = _words("bluesky facebook instagram mastodon telegram threads tiktok twitter via follow follows contact")
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}\b")
_ADDRESS = re.compile(r"://|www\.|[=&\\{}<>~]|\w_\w*[$#—–|]")
_REACH, _LINE_REACH = 40, 200

_HOUSE_STYLE = 3
"""So many dashes that all lean to the same side are the habit of a writer."""
_FREQUENT, _KNOWN = 4.0, 3.0
"""Zipf frequencies: of words that any article has, and of those that are no rarity."""

_CERTAIN, _SURE, _LIKELY, _DOUBTFUL, _SILENT = 0.97, 0.92, 0.85, 0.6, 0.0
_DASH, _DASH_IN_DAMAGE = 0.6, 0.75
"""Writers set lopsided dashes themselves, too, at all times."""


class _Place(NamedTuple):
    """A sign in its article, and the word that touches it from before."""

    doc: Document
    sign: re.Match[str]
    word: str
    little: frozenset[str]

    @property
    def is_damaged(self) -> bool:
        return is_damaged(self.doc)

    @property
    def is_little(self) -> bool:
        return self.word.lower() in self.little

    def is_known(self, length: int) -> bool:
        """Whether the word is a common one of so many letters."""
        return len(self.word) >= length and self.word.isalpha() and english().zipf(self.word) >= _KNOWN

    @property
    def line_before(self) -> str:
        return self.doc.text[max(0, self.sign.start() - _LINE_REACH) : self.sign.start()].rpartition("\n")[2]

    @property
    def line_after(self) -> str:
        return self.doc.text[self.sign.end() : self.sign.end() + _LINE_REACH].partition("\n")[0]


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the signs that touch a word which is not part of what they stand for."""
    if not _SEEN(doc):
        return
    dashes: dict[bool, list[Hit]] = {False: [], True: []}
    for found in _ANY_SIGN.finditer(doc.text):
        sign = _SIGN.match(doc.text, found.start())
        if not sign:
            continue
        word = _WORD_BEFORE.search(doc.text[max(0, sign.start() - _REACH) : sign.start()])
        place = _Place(doc, sign, word[0] if word else "", words["little_word"])
        confidence = _JUDGES[sign.lastgroup if sign.lastgroup != "right" else "dash"](place)
        if not confidence or _ADDRESS.search(doc.token_around(Span(*sign.span())).of(doc.text)):
            continue
        if sign["dash"]:
            dashes[sign["right"] is not None].append(_hit(place, confidence))
        else:
            yield _hit(place, confidence)
    for hits in dashes.values():
        if is_damaged(doc) or len(hits) < _HOUSE_STYLE:
            yield from hits


def _hit(place: _Place, confidence: float) -> Hit:
    text, sign = place.doc.text, place.sign
    kind = "dash" if sign["dash"] else sign.lastgroup or ""
    is_before = kind in {"price", "handle", "tag", "bar"} or (kind == "dash" and sign["right"] is None)
    at = sign.start() if is_before else sign.end()
    left = _SHOWN_BEFORE.search(text[max(0, sign.start() - _REACH) : sign.start()])
    right = _SHOWN_AFTER.match(text, sign.end())
    where = "before" if is_before else "after"
    span = Span(sign.start() - len(left[0] if left else ""), right.end() if right else sign.end())
    name = _NAMES[kind].format(sign=sign[0])
    return Hit(
        span,
        Fix(f"put a space {where} the {name}", (Edit(Span(at, at), " "),)),
        {"place": where, "sign": name},
        confidence,
        lost_elsewhere(place.doc, span),
        kind="dash" if kind == "dash" else "sign",
    )


def _price(place: _Place) -> float:
    word = place.word
    if word == "s" and place.line_before[-2:-1] in {"’", "'"}:
        return _SURE
    if word[-1:].isdigit():
        return _SURE if _PRICE_BEFORE.search(place.line_before) else _SILENT
    if word.lower() in _CURRENCIES and not (word == "a" and place.line_before[-2:-1] == " "):
        return _SILENT
    if word.isupper() and len(word) > 1:
        return _SILENT
    return _CERTAIN if place.is_little else _SURE if place.is_known(3) else _DOUBTFUL * place.is_damaged


def _handle(place: _Place) -> float:
    name = _SHOWN_AFTER.match(place.doc.text, place.sign.end())
    if place.is_little or place.word.lower() in _NETWORKS:
        return _CERTAIN
    if name and len(place.word) > len("the") and place.word.lower() in name[0].lower():
        return _LIKELY  # `Ada Orrin@adaorrin`
    if place.word.islower() and place.is_known(len("told")):
        return _LIKELY if english().zipf(place.word) >= _FREQUENT else _DOUBTFUL
    return _DOUBTFUL if place.is_damaged and place.is_known(len("told")) else _SILENT


def _tag(place: _Place) -> float:
    text, at = place.doc.text, place.sign.start()
    is_name = text[at + 1].isupper()
    is_chain = "#" in place.line_before.rpartition(" ")[2]
    if is_chain or _HEX.match(text, at) or not (place.word.islower() or (place.is_little and place.word.istitle())):
        return _SILENT
    if place.is_little:
        return _CERTAIN if len(place.word) > 1 else _LIKELY if is_name and place.word == "a" else _SILENT
    if not place.is_known(len("like")):
        return _SILENT
    return _LIKELY if is_name else _DOUBTFUL * place.is_damaged  # `notes#top` may be an address


def _dash(place: _Place) -> float:
    if place.sign["right"] is not None:
        is_word = place.line_before[-2:-1].isalpha()
        return (_DASH_IN_DAMAGE if place.is_damaged else _DASH) if is_word else _SILENT
    if not place.word:
        return _DASH_IN_DAMAGE if place.is_damaged and place.line_before[-2:-1].isalpha() else _SILENT
    if len(place.word) == 1 or _SUSPENDED.match(place.line_after):
        return _SILENT
    if place.is_damaged:
        return _DASH_IN_DAMAGE
    breaks_off = place.word.islower() and place.line_after[1:2].isupper()
    return _SILENT if breaks_off else _DASH


def _bar(place: _Place) -> float:
    sign = place.sign[0]
    is_row = sign in place.line_after.replace(f" {sign} ", "") or sign in place.line_before.replace(f" {sign} ", "")
    if len(place.word) <= len("of") or is_row:
        return _SILENT
    return _LIKELY if place.is_damaged else _DOUBTFUL  # a title may be written so


def _smiley(place: _Place) -> float:
    return _SURE if _SENTENCE_END.search(place.line_before) else _SILENT


def _mark(place: _Place) -> float:
    return _LIKELY if len(place.word) > 1 else _SILENT


def _share(place: _Place) -> float:
    right = _SHOWN_AFTER.match(place.doc.text, place.sign.end())
    if right and right[0].islower():
        is_word = right[0] in place.little or english().zipf(right[0]) >= _KNOWN
        return _SURE if is_word and place.doc.text[right.end() : right.end() + 1] not in {"/", "("} else _SILENT
    is_sentence = right is not None and right[0].lower() in place.little
    is_row = place.sign[0] in place.line_before.rpartition(" ")[2]  # `50%75%100%Text`
    return _LIKELY if not is_row and (is_sentence or place.is_damaged) else _SILENT


def _star(place: _Place) -> float:
    if "*" in place.line_before or "*" in place.line_after:
        return _SILENT
    return _DOUBTFUL if place.is_damaged else _SILENT


_JUDGES: Mapping[str | None, Callable[[_Place], float]] = {
    "price": _price,
    "handle": _handle,
    "tag": _tag,
    "dash": _dash,
    "bar": _bar,
    "smiley": _smiley,
    "mark": _mark,
    "share": _share,
    "star": _star,
}
