"""Brackets that lost the space between them and a word: `the tunnel)Work`, `a karakia(prayer)`, `(groan)dad jokes`.

Brackets touch letters and must in `person(s)`, `(re)opening`, `f(x)`, `501(c)(3)`, `[s]he` and `[link](address)`; what
stands inside tells those from prose. Behind a stop, `late.)Nobody`, the joint is one for `glued-sentences`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Fix
from newslint.glue.evidence import lost_elsewhere
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPENS, _CLOSES = r"(?P<opening>(?<=[^\W_][(\[]))", r"(?<=[)\]])(?=[^\W_]|[$£€]\d)|(?<=\))(?=\()"
_JOINT = re.compile(rf"[(\[)\]](?:{_OPENS}|{_CLOSES})")
_SEEN = Seen(r"[()\[\]](?:(?<=[aAe0][(\[])|(?<=[)\]])(?:[aAe0]|[$£€]0)|(?<=\))\()")
_REACH, _LONGEST_ASIDE = 40, 200

_WORD_BEFORE = re.compile(r"(?<![^\W_])(?<!\d[.,])(?:\d[\d.,]{0,12}[^\W\d_]{0,3}|[^\W_]{1,30}(?:[’'][a-z]{1,2})?)\Z")
_WORD_AFTER = re.compile(r"\d[\d.,/]{0,10}|[^\W\d_]{1,30}")
_SHOWN_BEFORE = re.compile(r"[^\s()\[\]]{1,24}\Z")
_SHOWN_AFTER = re.compile(r"[(\[]?[@$£€]?(?:\d[\d.,/]{0,12}(?<!\W)[^\W\d_]{0,3}|[^\W_]{1,30}(?:-[^\W_]{1,30})?)")
_LETTERS = re.compile(r"[^\W\d_]{3,30}")
_CODE_INSIDE = re.compile(r"""[=;{}<>_|\\^+]|^["'`]|^\w+(?:, ?\w+)+$|^/|^(?:citation needed|email protected)$""")
_CODE_MARKS = frozenset("|_.@#/\\=<>*")
_CODE_AFTER = re.compile(r"\s?[;{=]|\.[a-z_]|[(\[]|:\n|\(")
_CODE_AROUND = re.compile(r"\(\)|\);|\) ?\{|==|</|\$\(")
_CAPITAL = re.compile(r"[^\W\d_a-z](?:[^\W\d_]{1,30}(?![\w(]|\.[a-z])|(?=\.[A-Z])|(?= [a-z]))")
_LABEL = re.compile(
    r"(?P<money>(?:[A-Z]{0,2}[£€¥]\d|[A-Z]{0,2}\$\d[\d.,]*[\d bmt]).{0,60})"
    r"|@\w{2,30}"  # a handle
    r"|[A-Z](?:-[A-Z][\w.]{0,12}|\., [A-Z].{0,8})"  # a party and a state
    r"|(?P<short>(?:[A-Z]{2,6}: ?)?(?=[A-Z0-9&.-]{0,7}[A-Z])[A-Z0-9][A-Z0-9&.-]{1,7})"  # a ticker, an abbreviation
    r"|(?P<figure>\d{1,3}(?:\.\d)?%|(?:19|20)\d\d(?:[–-]\d{2,4})?)"
)
"""What stands in brackets behind a name or a sum, with or without a blank."""
_PARTY = re.compile(r"[A-Z](?:-[A-Z][\w.]{0,12})?|[A-Z][a-z]{3,9}")
"""A party, or the name of a body that is made of the first letters of its words, as some papers write it: `Unesco`."""
_AGENCY_AFTER = re.compile(r" [—–-] ")
_COUNT = re.compile(r"\d{2,3}|\d{1,2}-\d{1,2}|\d{1,3}(?:\.\d)?%")
_SEASONS = re.compile(r"\d\d/\d\d(?:–\d\d/\d\d)?")
_STOP_BEFORE = re.compile(r"[.?!][?!]{0,2}’?\Z")
_FOOTNOTE = re.compile(r"\d{1,3}")

# What stands in brackets inside a word, behind or before the rest of it: `care(less)`, `(anti)social`.
_ENDINGS = _words("able ably fully hood ible isms ists less like ment ness ship")
_PREFIXES = _words("""
    anti auto counter cyber extra hetero homo hyper inter meta micro mini mono multi neo non over para photo post pre
    pro pseudo quasi self semi step sub super trans ultra under
""")
_NO_WORDS = _words("a eh er i me uh um us")
"""Little words that as well end another one."""

_CERTAIN, _SURE, _LIKELY, _DOUBTFUL, _SILENT = 0.97, 0.93, 0.86, 0.6, 0.0
_FREQUENT, _KNOWN, _SHORTEST = 4.0, 3.0, 4
"""Zipf frequencies of words that any article has and of those that are no rarity; a length that no ending has."""


class _Aside(NamedTuple):
    """What a pair of brackets holds, and how it stands in the sentence."""

    text: str
    is_apart: bool
    """Whether no word touches the opening bracket."""
    follows_stop: bool
    is_square: bool = False

    @property
    def has_blank(self) -> bool:
        return " " in self.text.strip()

    @property
    def is_prose(self) -> bool:
        """Whether known words stand inside, and nothing that belongs to code."""
        is_known = any(english().zipf(word) >= _KNOWN for word in _LETTERS.findall(self.text))
        return is_known and not _CODE_INSIDE.search(self.text)


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the brackets that touch a word which is not part of what they enclose."""
    text = doc.text
    if not _SEEN(doc):
        return
    little = words["little_word"] - _NO_WORDS
    for match in _JOINT.finditer(text):
        if match["opening"] is not None:
            at = match.start()
            confidence = _before_opening(text, at, little)
            place, mark = "before", Span(at, at)
        else:
            at = match.end()
            confidence = _after_closing(text, at, little)
            place, mark = "after", Span(match.start(), at)
        if confidence:
            yield _hit(doc, at, mark, place, confidence)


def _hit(doc: Document, at: int, mark: Span, place: str, confidence: float) -> Hit:
    text = doc.text
    left = _SHOWN_BEFORE.search(text[max(0, mark.start - _REACH) : mark.start])
    right = _SHOWN_AFTER.match(text, at)
    span = Span(mark.start - len(left[0] if left else ""), right.end() if right else at)
    fix = Fix(f"put a space {place} the bracket", (Edit(Span(at, at), " "),))
    return Hit(span, fix, {"place": place}, confidence, lost_elsewhere(doc, span))


def _before_opening(text: str, at: int, little: frozenset[str]) -> float:
    """Return how sure it is that a space is lost before the bracket that opens at `at`."""
    closing = text.find(")" if text[at] == "(" else "]", at, at + _LONGEST_ASIDE)
    left = _WORD_BEFORE.search(text[max(0, at - _REACH) : at])
    if closing < 0 or not left or "\n" in text[at:closing] or _CODE_AFTER.match(text, closing + 1):
        return _SILENT
    if text[max(0, at - len(left[0]) - 1)] in _CODE_MARKS:
        return _SILENT
    aside = _Aside(text[at + 1 : closing], is_apart=False, follows_stop=False)
    label = _LABEL.fullmatch(aside.text) if text[at] == "(" else None
    if left[0].isupper() and len(left[0]) > len("of") and _AGENCY_AFTER.match(text, closing + 1):
        return _SURE  # a dateline: `TARN(AP) — `
    if label and (label["money"] or len(left[0]) > len("of")):
        return _label_after(left[0], label)
    if _CODE_INSIDE.search(aside.text) or _CODE_AROUND.search(text[max(0, at - _LONGEST_ASIDE) : at + _LONGEST_ASIDE]):
        return _SILENT
    return _prose_after(left[0], aside, little, is_round=text[at] == "(")


def _label_after(word: str, label: re.Match[str]) -> float:
    """Judge a sum, a handle, a party or an abbreviation behind a word: `Brekke(@hbrekke)`, `$17m(£12m)`."""
    if label["money"]:
        return _SURE
    if word.isupper() or (label["short"] and word[-1].isdigit()):
        return _SILENT
    if label["short"]:
        return _LIKELY
    return _LIKELY if label["figure"] else _SURE


def _prose_after(word: str, aside: _Aside, little: frozenset[str], *, is_round: bool) -> float:
    """Judge a word and the brackets behind it."""
    is_little = word.lower() in little
    if aside.has_blank:
        if not aside.is_prose:
            return _SURE if is_little else _SILENT
        return _LIKELY if not is_round or word[-1].isdigit() else _CERTAIN if is_little else _SURE
    if not is_round or not word[-1].isalpha() or (len(word) < len("the") and not is_little) or word.isupper():
        return _SILENT
    is_long = len(aside.text) >= _SHORTEST or english().zipf(aside.text) >= _FREQUENT
    is_word = aside.text.isalpha() and is_long and aside.is_prose
    if not is_word or aside.text.lower() in _ENDINGS or word + aside.text in english():
        return _SILENT
    return _SURE if is_little else _LIKELY


def _after_closing(text: str, at: int, little: frozenset[str]) -> float:
    """Return how sure it is that a space is lost after the bracket that closes before `at`."""
    closing = at - 1
    line = text[max(0, closing - _LONGEST_ASIDE) : closing].rpartition("\n")[2]
    opening = line.rfind("(" if text[closing] == ")" else "[")
    if opening < 0:
        is_word = text[at].isupper() and _CAPITAL.match(text, at) and re.search(r"[^\W\d_]{3}\Z", line)
        return _LIKELY if is_word and text[closing] == ")" else _SILENT
    before = line[max(0, opening - 1) : opening]
    is_apart = not (before.isalnum() or before in {"_", "-", "/"})
    aside = _Aside(line[opening + 1 :], is_apart, before in {".", "!", "?", "”", '"'}, text[closing] == "]")
    if text[at].islower() and _PARTY.fullmatch(aside.text) and text[closing] == ")" and line[:opening].endswith(" "):
        return _after_party(text, at, aside)
    if len(aside.text) < len("of") or aside.text.endswith("-") or text[at] == "(":
        return _two_asides(text, at, aside)
    if text[at].isupper():
        return _SILENT if _STOP_BEFORE.search(line) else _capital_after(text, at, aside, little)
    if text[at].isalpha():
        return _small_after(text, at, aside, little)
    return _number_after(text, at, aside)


def _after_party(text: str, at: int, aside: _Aside) -> float:
    """Judge a word behind a party or the name of a body: `Ada Orrin (D)won`, but not `a (R)evolution`."""
    word = _WORD_AFTER.match(text, at)
    if not word or _CODE_AFTER.match(text, word.end()):
        return _SILENT
    is_long = len(word[0]) > 1 or text.startswith("a ", at)
    is_word = is_long and english().zipf(word[0]) >= _KNOWN
    return _LIKELY if is_word and not _joins(aside, word[0]) else _SILENT


def _two_asides(text: str, at: int, aside: _Aside) -> float:
    """Judge `(of the harbour)(see below)`, when both are prose."""
    closing = text.find(")", at, at + _LONGEST_ASIDE)
    following = _Aside(text[at + 1 : closing], is_apart=True, follows_stop=False)
    are_prose = text[at] == "(" and closing > 0 and all(part.has_blank and part.is_prose for part in (aside, following))
    return _LIKELY if are_prose else _SILENT


def _joins(aside: _Aside, word: str) -> bool:
    """Whether the aside and the next word are one, in square brackets its end: `(re)turn`, `[I s]tarted`."""
    tail = re.search(r"[^\W\d_]{1,30}\Z", aside.text)
    if not tail or (aside.has_blank and not aside.is_square):
        return False
    return tail[0].lower() in _PREFIXES or tail[0] + word in english()


def _capital_after(text: str, at: int, aside: _Aside, little: frozenset[str]) -> float:
    word = _CAPITAL.match(text, at)
    is_end = aside.text.startswith("/") and len(aside.text) <= _SHORTEST  # of markup: `[b]bold[/b]Text`
    is_mark = is_end or (aside.is_square and ('="' in aside.text or "_" in aside.text))
    if not word or is_mark or (_joins(aside, word[0]) and not aside.text.isupper()):
        return _SILENT
    if _FOOTNOTE.fullmatch(aside.text):
        return (
            _DOUBTFUL if aside.is_apart and not aside.follows_stop else _SILENT
        )  # `came.[12]Other`: `glued-sentences`
    if aside.has_blank or aside.is_apart:
        return _CERTAIN if word[0].lower() in little or (aside.has_blank and aside.is_prose) else _SURE
    return _LIKELY if len(aside.text) >= _SHORTEST and aside.is_prose else _SILENT


def _small_after(text: str, at: int, aside: _Aside, little: frozenset[str]) -> float:
    word = _WORD_AFTER.match(text, at)
    if not word or _CODE_AFTER.match(text, word.end()):
        return _SILENT
    is_little = word[0] in little or (word[0] == "a" and text.startswith(" ", word.end()))
    is_word = is_little or english().zipf(word[0]) >= _KNOWN
    label = None if aside.is_square else _LABEL.fullmatch(aside.text)
    if label and is_word and (aside.is_apart or label["money"]):
        return _SILENT if _joins(aside, word[0]) and not label["money"] else _SURE
    if not is_word or _CODE_INSIDE.search(aside.text) or _joins(aside, word[0]):
        return _SILENT
    if aside.has_blank:
        return _CERTAIN if is_little else _SURE if aside.is_prose and len(word[0]) > 1 else _SILENT
    return _small_after_word(word[0], aside, is_little=is_little) if aside.is_apart else _SILENT


def _small_after_word(word: str, aside: _Aside, *, is_little: bool) -> float:
    """Judge a word behind brackets that hold a single one, or a figure."""
    if aside.text[0].isdigit():
        counts = is_little or _COUNT.fullmatch(aside.text)
        return _LIKELY if counts and not aside.is_square else _SILENT
    if is_little:
        return _SURE if len(aside.text) >= len("the") or aside.text.isupper() else _SILENT
    is_address = "/" in aside.text or aside.text.startswith("#")  # of a link: `[sail](/boats)ing`
    is_long = len(aside.text) >= _SHORTEST and len(word) >= len("the")
    return _LIKELY if is_long and aside.is_prose and not is_address else _SILENT


def _number_after(text: str, at: int, aside: _Aside) -> float:
    if _SEASONS.search(aside.text):
        return _LIKELY
    if not aside.is_prose or not (aside.has_blank or aside.is_apart):
        return _SILENT
    number = _WORD_AFTER.match(text, at)
    return _LIKELY if not number or len(number[0]) > 1 else _DOUBTFUL
