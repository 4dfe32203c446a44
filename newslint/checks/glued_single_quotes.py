"""Single quotation marks that lost the space beside them: `‘quiet season’while`, `It is.'The`, `on.‘Soon`.

A single closing mark is an apostrophe as well. So a mark between letters counts only where an opening one waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.glue.marks import is_address
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

# Marks that open have room before them, marks that close have room or a stop after them; the rest is what we judge.
# First the mark, for speed; each branch then looks back at what stands before it.
_JUDGED = (
    r"(?P<doubled>(?<=[.,?!]’)’(?=[^\W\d_a-z]))"
    r"|(?P<stop>(?<=[^\W_)%][.,?!:;…][‘'’])(?=[^\W_]))"
    r"|(?P<between>(?<=[^\W_][‘'’])(?=[^\W_])(?!(?:s|t|re|ve|ll|d|m)\b))"
)
_MARK = re.compile(
    r"[‘'’](?:(?P<opens>(?:(?<=[\s(\[“\"—–/-][‘'’])|(?<![\s\S][‘'’]))(?=[^\W_]|[$£€#@.…]))"
    r"|(?P<closes>(?<=[^\s(\[]['’])(?=[\s.,;:!?)\]”\"—–…-]|\Z))"
    rf"|{_JUDGED})"
)
_SUSPECTS = [re.compile(f"{mark}(?:{_JUDGED})") for mark in "‘'’"]  # one at a time, for speed
_SEEN = Seen(r"[‘'’](?:(?<=[.,?!]’)’[Ae]|(?<=[aAe0][.,?!:;…][‘'’])[aAe0]|(?<=[aAe0][‘'’])[aAe0]{2})")
"""A single letter behind the mark is no word that lost its space."""
_ELISION = re.compile(r"['’](?:\d\ds?\b|(?:em|cause|til|tis|twas|n|round|bout|cuz|im|er|s)\b)", re.IGNORECASE)
_PLURAL_REACH = 2
_LEFT = re.compile(r"[^\W\d_]{1,30}\Z")
_RIGHT = re.compile(r"[^\W\d_]{1,30}|\d{1,4}")
_REACH = 30

_STOP, _STRAIGHT_STOP, _BETWEEN, _STRAIGHT_BETWEEN = 0.95, 0.85, 0.9, 0.85
_SHORTEST, _SHORTEST_SMALL, _YEAR_DIGITS = 3, 4, 4
_POSSESSED = re.compile(r"[^\W\d_]{1,20}[’']s\Z")
_POSSESSIVE = re.compile(r"[a-z]{3,30}s\Z")


class _Open(NamedTuple):
    """An opening mark that has not been closed yet."""

    at: int
    glyph: str


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the single marks that close or open a quotation and touch a word on the other side."""
    if not _SEEN(doc) or not any(suspect.search(doc.text) for suspect in _SUSPECTS):
        return
    for paragraph in doc.paragraphs:
        opened: _Open | None = None
        for match in _MARK.finditer(doc.text, *paragraph):
            hit, opened = _judge(doc, match, opened, words["little_word"])
            if hit:
                yield hit


def _judge(
    doc: Document, match: re.Match[str], opened: _Open | None, little: frozenset[str]
) -> tuple[Hit | None, _Open | None]:
    """Return the hit of a mark, if it is one, and the opening mark that waits for its partner from here on."""
    at, kind = match.start(), match.lastgroup
    if kind == "opens":
        is_apostrophe = match[0] == "’" or _ELISION.match(doc.text, at)
        return None, opened if is_apostrophe else _Open(at, match[0])
    if kind == "closes":
        return None, opened if _is_plural(doc.text, at) else None
    if kind == "doubled":
        return _doubled(doc, at, opened), None
    if kind == "stop":
        hit, opens = _at_stop(doc, at, opened)
        return hit, _Open(at, match[0]) if opens else None
    hit = _between(doc, at, opened, little)
    if not hit:
        return None, opened
    return hit, _Open(at, match[0]) if match[0] == "‘" else None


def _doubled(doc: Document, at: int, opened: _Open | None) -> Hit:
    """Return the hit of two single marks that do the work of a double one: `of it.’’The`."""
    left, right = _LEFT.search(doc.text[max(0, at - 1 - _REACH) : at - 1]), _RIGHT.match(doc.text, at + 2)
    start = at - 1 - (len(left[0]) if left else 0)
    return _hit(Span(start, right.end() if right else at + 2), at + 1, _BETWEEN, opened)


def _is_plural(text: str, at: int) -> bool:
    """Whether the mark may be the apostrophe of a plural: `the drivers’ union`."""
    return text[at - 1] == "s" and text[at + 1 : at + _PLURAL_REACH] == " "


def _at_stop(doc: Document, at: int, opened: _Open | None) -> tuple[Hit | None, bool]:
    """Return the hit of a mark between a stop and a word, if it is one, and whether the mark opens."""
    text, glyph = doc.text, doc.text[at]
    opens = glyph == "‘" or (glyph == "'" and not opened)
    right = _RIGHT.match(text, at + 1)
    left = _LEFT.search(text[max(0, at - 1 - _REACH) : at - 1])
    is_ending = glyph != "‘" and right is not None and right[0].lower() in _CONTRACTED
    if not right or is_ending or is_address(doc, Span(at, at + 1)):
        return None, opens
    if not opens and (not opened or right[0].isdigit()):
        return None, opens
    if right[0][0].islower() and (text[at - 1] not in ",;:?!" if opens else right[0] not in english()):
        return None, opens
    confidence = _STOP if glyph == "‘" or (opened and opened.glyph == "‘") else _STRAIGHT_STOP
    start = at - 1 - (len(left[0]) if left else 0)
    return _hit(Span(start, right.end()), at, confidence, opened, opens=opens), opens


_CONTRACTED = frozenset({"s", "t", "d", "m", "ll", "re", "ve", "em", "til", "n"})


def _between(doc: Document, at: int, opened: _Open | None, little: frozenset[str]) -> Hit | None:
    """Return the hit of a mark between two words, if it is one: not `Dell’Orto`, `o’clock`, `Hawai‘i`."""
    text, glyph = doc.text, doc.text[at]
    left, right = _LEFT.search(text[max(0, at - _REACH) : at]), _RIGHT.match(text, at + 1)
    if not left or not right or is_address(doc, Span(at, at + 1)):
        return None
    before, after = left[0], right[0]
    span = Span(at - len(before), right.end())
    if glyph == "‘":
        return _opening_between(text, at, span, little)
    is_sign = after[0].isupper() and before[0].isupper() and after.isupper() and len(after) < _SHORTEST_SMALL
    if len(before) < _SHORTEST or is_sign:
        return None
    if after.isdigit():
        is_year = len(after) == _YEAR_DIGITS and not text[right.end() : right.end() + 1].isalnum()
        return _hit(span, at, _BETWEEN, opened) if is_year and opened else None
    is_word = after in english() and (len(after) >= _SHORTEST_SMALL or (after[0].isupper() and len(after) >= _SHORTEST))
    is_word = is_word or (after in little and len(after) > 1)
    if opened and _waits(opened, glyph) and is_word and before in english() and after.lower() not in _CONTRACTED:
        confidence = _BETWEEN if glyph == "’" else _STRAIGHT_BETWEEN
        return _hit(span, at, confidence, opened)
    is_possessive = _POSSESSIVE.search(before) and after[0].isupper() and after[1:].islower() and len(after) > _SHORTEST
    return _hit(span, at, _STRAIGHT_BETWEEN, None) if is_possessive and before.lower() in english() else None


def _opening_between(text: str, at: int, span: Span, little: frozenset[str]) -> Hit | None:
    """Return the hit of an opening mark between two words, if it is one: not `Hawai‘i`, `it‘s`."""
    before, after = text[span.start : at], text[at + 1 : span.end]
    possessive = _POSSESSED.search(text[max(0, at - _REACH) : at])
    follows_word = possessive or _is_word(before, little)
    if not follows_word or after in _CONTRACTED or not (len(after) > 1 and _is_word(after, little)):
        return None
    if possessive:
        span = Span(at - len(possessive[0]), span.end)
    return _hit(span, at, _BETWEEN, None, opens=True) if _closes_later(text, span.end) else None


def _is_word(word: str, little: frozenset[str]) -> bool:
    """Whether it is a known word; of one or two letters only the little ones are."""
    return word.lower() in english() if len(word) >= _SHORTEST else word.lower() in little


def _waits(opened: _Open, glyph: str) -> bool:
    return (opened.glyph == "‘") == (glyph == "’")


def _closes_later(text: str, at: int) -> bool:
    end = text.find("\n", at, at + 300)
    return (
        re.search(r"[^\W_][.,!?]?[’'‘](?=[\s.,;:!?)”\"]|\Z)", text[at - 1 : end if end >= 0 else at + 300]) is not None
    )


def _hit(span: Span, at: int, confidence: float, opened: _Open | None, *, opens: bool = False) -> Hit:
    place, point = ("before", at) if opens else ("after", at + 1)
    evidence = (Evidence("the quotation opens here", Span(opened.at, opened.at + 1)),) if opened and not opens else ()
    fix = Fix(f"put a space {place} the quotation mark", (Edit(Span(point, point), " "),))
    return Hit(span, fix, {"place": place}, confidence, evidence)
