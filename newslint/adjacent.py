"""Words one of which is in each match of a pattern, or two words side by side: what an article is asked for first.

A pattern is read as texts: what each part of it may be, or at least how it may begin and end. Where two parts meet the
words are whole that stand there, and with luck two are known: of `(a|the) source (Reuters|Bild)` each match has `source
reuters` or `source bild`. The reading is careful: what it does not understand may be anything.
"""

from __future__ import annotations

import functools
import itertools
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.lexicon import english
from newslint.linear import CLASS, ESCAPE, GROUP, POINT, QUANTIFIER, bounds
from newslint.literals import UNSURE, one_of
from newslint.spoken import NUMBER, is_no_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.spoken import Gram

    Texts = frozenset[str]
    Lists = Mapping[str, Iterable[str]]
    Cut = Callable[[str], re.Match[str] | None]

_EDGE = " "
"""Stands for all that is no letter and no figure, and where no word goes on: only words count here."""
_MOST, _MOST_TOGETHER = 5_000, 12_000
"""Texts of a part, and of two that meet; more would take long to go through."""
_MOST_TIMES = 3
_EMPTY: Texts = frozenset({""})
_IGNORES_CASE = re.compile(r"\(\?[a-z]*i")
_EDGES, _NO_WORD = frozenset("bmMAZz"), frozenset("sW")
_CONTROLS = frozenset("ntrfv0")
_CONTROL = re.compile(r"\\[ntrfv]")
_TAKE_NOTHING = ("(?=", "(?!", "(?<=", "(?<!", "\\b", "^")
_NOT_ONE_OF = re.compile(r"\(\?<?!(?:[^()\[\]|]*\|)*(?:\\w|\[\^\\W_\]|\[\\w[^\[\]]*\])[|)]")
"""What denies a word character: then a word ends there."""
_NO_WORDS = re.compile(r"[\W_]+")
_FIRSTS = tuple(re.compile(source).match for source in (" ?(?:[^ ]+ ){2}", " ?[^ ]+ ", " ?"))
_LASTS = tuple(re.compile(source).search for source in (r"(?: [^ ]+){2} ?\Z", r" [^ ]+ ?\Z", r" ?\Z"))
"""What cuts all of a text off but two whole words, one, or none; no more than the text has."""
_ALL = 10.0**9
"""Words: what frequencies are told of."""
_IN_MOST_ARTICLES = 3.0 * 10**6
_RESTS, _OF_A_REST = frozenset("st"), 10.0**7
"""What articles have more of than texts were counted to have: the ends of `police’s` and `don’t`."""


class _Part(NamedTuple):
    """What a part of a pattern may be: one of the texts `whole`, or another of which only two ends are known."""

    whole: Texts
    heads: Texts = frozenset()
    """All others begin with one of these, each cut off somewhere."""
    tails: Texts = frozenset()
    """And end with one of these."""
    grams: frozenset[Gram] = frozenset()
    """One of these is in each; empty if nothing is known."""


_OPEN, _NOTHING, _BORDER = _Part(frozenset(), _EMPTY, _EMPTY), _Part(_EMPTY), _Part(frozenset({_EDGE}))


def grams_of(pattern: str, lists: Lists) -> frozenset[Gram]:
    """Return words and neighbours one of which each match of a pattern has; none if most articles have one, too."""
    if _IGNORES_CASE.search(pattern):
        return frozenset()  # not all case forms of all letters are known here
    part, _ = _alternation(pattern, 0, lists, is_outermost=True)
    return part.grams if _price(part.grams) < _IN_MOST_ARTICLES else frozenset()


def _alternation(pattern: str, at: int, lists: Lists, *, is_outermost: bool = False) -> tuple[_Part, int]:
    part, at = _sequence(pattern, at, lists, is_outermost=is_outermost)
    while at < len(pattern) and pattern[at] == "|":
        other, at = _sequence(pattern, at + 1, lists, is_outermost=is_outermost)
        grams = part.grams | other.grams if part.grams and other.grams else frozenset()
        part = _limited(_Part(part.whole | other.whole, part.heads | other.heads, part.tails | other.tails, grams))
    return part, at


def _sequence(pattern: str, at: int, lists: Lists, *, is_outermost: bool) -> tuple[_Part, int]:
    parts: list[_Part] = []
    takes = False
    while at < len(pattern) and pattern[at] not in "|)":
        looks_back, looks_ahead = pattern.startswith("(?<=", at), pattern.startswith("(?=", at)
        takes = takes or not pattern.startswith(_TAKE_NOTHING, at)
        part, at = _atom(pattern, at, lists)
        if quantifier := QUANTIFIER.match(pattern, at):
            part, at = _repeated(part, *bounds(quantifier)), quantifier.end()
        is_last = at == len(pattern) or pattern[at] in "|)"
        # At either end what is looked at stands where the text goes on.
        is_beside = is_outermost and ((looks_back and not takes) or (looks_ahead and is_last))
        part = _seen(part, -1 if looks_back else 0) if (looks_back or looks_ahead) and not is_beside else part
        if parts and _is_plain(parts[-1]) and _is_plain(part):
            part = _Part(_product(parts.pop().whole, part.whole))
        parts.append(part)
    return _row(parts), at


def _is_plain(part: _Part) -> bool:
    return len(part.whole) == 1 and not part.heads and not part.grams


def _seen(part: _Part, side: int) -> _Part:
    """Return what a look at a text says of the place from which it looks: nothing, or that no word goes on there."""
    texts = part.whole | (part.tails if side else part.heads)
    is_edge = all(text and text[side] == _EDGE for text in texts)
    return (_BORDER if is_edge else _NOTHING)._replace(grams=part.grams)


def _row(parts: Sequence[_Part]) -> _Part:
    """Return what is known of parts in a row."""
    ends, begins = [_EMPTY], [_EMPTY]
    for part in parts:
        ends.append(_fewer(_ending(ends[-1], part.whole) | part.tails, _LASTS))
    for part in reversed(parts):
        begins.append(_fewer(_beginning(part.whole, begins[-1]) | part.heads, _FIRSTS))
    candidates = [part.grams for part in parts if part.grams]
    candidates += itertools.starmap(_grams_between, zip(ends, reversed(begins), strict=True))
    whole, heads, tails, behind = _EMPTY, frozenset[str](), frozenset[str](), _EMPTY
    for part in parts:
        heads |= _beginning(whole, part.heads)
        if len(whole) * len(part.whole) > _MOST:
            heads, whole = heads | whole, frozenset()
        whole = _product(whole, part.whole)
    for part in reversed(parts):
        tails |= _ending(part.tails, behind)
        if len(behind) * len(part.whole) > _MOST:
            tails, behind = tails | behind, frozenset()
        behind = _product(part.whole, behind)
    tails |= behind if behind != whole else frozenset()
    best = min(filter(None, candidates), key=_price, default=frozenset[str]())
    return _limited(_Part(whole, heads, tails, best))


def _price(grams: AbstractSet[Gram]) -> float:
    """Return how many of a thousand million places of a text have one of these, roughly."""
    return fsum(map(_share, grams))


@functools.lru_cache(maxsize=1 << 14)
def _share(gram: Gram) -> float:
    if isinstance(gram, str):
        return _OF_A_REST if gram in _RESTS else 10 ** english().zipf(gram)
    return _share(gram[0]) * _share(gram[1]) / _ALL


def _limited(part: _Part) -> _Part:
    """Return a part with no more texts than can be gone through."""
    if len(part.whole) > _MOST:
        part = part._replace(whole=frozenset(), heads=part.heads | part.whole, tails=part.tails | part.whole)
    return part._replace(heads=_fewer(part.heads, _FIRSTS), tails=_fewer(part.tails, _LASTS))


def _fewer(texts: Texts, cuts: Sequence[Cut], most: int = _MOST) -> Texts:
    """Return the ends of texts: two words of each; one or none where these would be too many."""
    for cut in cuts:
        texts = frozenset(found[0] if (found := cut(text)) else text for text in texts)
        if len(texts) <= most:
            return texts
    return _EMPTY


def _product(left: Texts, right: Texts) -> Texts:
    return frozenset(f"{one}{other}".replace("  ", " ") for one in left for other in right)


def _beginning(left: Texts, right: Texts) -> Texts:
    """Return what begins with one of these and goes on with one of the others, which may be cut off."""
    return _product(left, _fewer(right, _FIRSTS, _MOST_TOGETHER // max(1, len(left))))


def _ending(left: Texts, right: Texts) -> Texts:
    return _product(_fewer(left, _LASTS, _MOST_TOGETHER // max(1, len(right))), right)


def _grams_between(left: Texts, right: Texts) -> frozenset[Gram]:
    """Return one gram of each text that ends in one way and goes on in another; nothing if one has none."""
    if len(left) * len(right) > _MOST_TOGETHER:
        left, right = _fewer(left, _LASTS[1:]), _fewer(right, _FIRSTS[1:])
    if len(left) * len(right) > _MOST_TOGETHER:
        return frozenset()
    found = frozenset(map(_gram, _product(left, right)))
    return frozenset() if "" in found else found


@functools.lru_cache(maxsize=4096)
def _gram(text: str) -> Gram:
    """Return what tells most of a text, of which words at its ends may be cut off; an empty word if nothing does."""
    words = text.split(_EDGE)[1:-1]  # what no blank ends may go on
    grams: list[Gram] = [*words, *itertools.pairwise(map(_named, words))]
    return min(grams, key=_share, default="")


def _named(word: str) -> str:
    return NUMBER if word[0].isdigit() else word


def _repeated(part: _Part, low: int, high: int | None) -> _Part:
    nothing = _EMPTY if low == 0 else frozenset[str]()
    grams = part.grams if low else frozenset[str]()
    if high == 1:
        return _Part(part.whole | nothing, part.heads, part.tails, grams)
    if high is not None and high <= _MOST_TIMES and not part.heads and len(part.whole) ** high <= _MOST:
        times = itertools.accumulate(itertools.repeat(part.whole, high), _product, initial=_EMPTY)
        return _Part(frozenset().union(*itertools.islice(times, low, None)), grams=grams)
    return _limited(_Part(nothing, part.heads | part.whole, part.tails | part.whole, grams))


def _atom(pattern: str, at: int, lists: Lists) -> tuple[_Part, int]:
    if point := POINT.match(pattern, at):
        return _NOTHING, point.end()
    if group := GROUP.match(pattern, at):
        part, end = _alternation(pattern, group.end(), lists)
        if pattern.startswith(("(?!", "(?<!"), at):
            part = _BORDER if _NOT_ONE_OF.match(pattern, at) else _NOTHING
        return part, end + 1
    if escape := ESCAPE.match(pattern, at):
        return _escaped(escape[0], lists), escape.end()
    if found := CLASS.match(pattern, at):
        chars = one_of(_CONTROL.sub(_EDGE, found[0]))
        return _OPEN if chars is None else _Part(frozenset(map(_text, chars))), found.end()
    if pattern[at] in "^$":
        return _BORDER, at + 1
    return (_OPEN if pattern[at] == "." else _character(pattern[at])), at + 1


def _escaped(escape: str, lists: Lists) -> _Part:
    kind = escape[1]
    if kind == "L":
        words = frozenset(map(_text, lists[escape[3:-1]]))
        return _OPEN if any(not UNSURE.isdisjoint(word) for word in words) else _limited(_Part(words))
    if kind in _EDGES:
        return _BORDER
    if kind in _NO_WORD or kind in _CONTROLS:
        return _BORDER
    if kind == "B":
        return _NOTHING
    if kind in "xuU":
        return _character(chr(int(f"0x{escape[2:]}", 0)))
    return _OPEN if kind.isalnum() else _character(kind)


def _character(char: str) -> _Part:
    return _OPEN if char in UNSURE else _Part(frozenset({_text(char)}))


def _text(text: str) -> str:
    """Return a text as it counts here: in lower case, with one blank for all that parts words."""
    lowered = text.lower()
    if not lowered.isascii():
        lowered = "".join(_EDGE if is_no_letter(char) else char for char in lowered)
    return _NO_WORDS.sub(_EDGE, lowered)
