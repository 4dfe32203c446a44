"""What a pattern cannot match without: literals one of which is in each match, or in what it looks at around it.

With them a search needs no look at most articles, and in the others only at the surroundings of a literal: how far from
it a match may begin is known, as no repetition is without a bound, and so is how far the match reaches. The reading is
careful: what it does not understand may be anything, so that it asks for too little and never for too much.
"""

from __future__ import annotations

import functools
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import regex

from newslint import ready_re as re
from newslint.lexicon import english
from newslint.linear import CLASS, ESCAPE, GROUP, POINT, QUANTIFIER, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newslint.document import Document

    Literals = frozenset[str]

UNSURE = frozenset("ſıİ")
"""Letters that are small and large forms of ASCII letters in some reading; a text with one of them is read in full."""
_MOST = 150
"""Literals of a set; more would take longer to look up than the pattern."""
_WIDEST_CLASS, _MOST_TIMES = 16, 3
_NOTHING = frozenset({""})
_POINTS = frozenset("bBAZmM")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_OFTEN = {
    " ": 0.17,
    **dict.fromkeys("aeinorst", 0.06),
    **dict.fromkeys("bcdfghlmpuvwy", 0.025),
    **dict.fromkeys(".,", 0.01),
    **dict.fromkeys("’'“”\"-", 0.0012),
}
_SELDOM, _MARK = 0.003, 0.0005
"""Of the other letters and digits, and of the other marks."""
_DIGITS = frozenset("0123456789")
_ENGLISH = "".join(map(chr, range(0x180))) + "‘’“”–—…•€™\u2009\u200b\u202f\ufeff"
"""What most texts have some of."""
_DENSEST, _ALWAYS = 2, 3
"""Where the windows cost more than half of what the text does, or are more than so many in a short one, it is read in
full."""
_LOOK_UP_BY_LENGTH, _LOOK_UP = {1: 0.0005, 2: 0.01}, 0.007
"""What it costs to look one literal up, in tries of a pattern for each character of the text."""
_PASS = 0.015
"""What it costs to pass over what a match cannot begin with."""
_ALL = 6 * 10.0**9
"""Characters: what the frequencies of words are told of."""
_PLACE, _NARROW, _WIDE = 15, 5, 20
"""What a place costs where a literal stands, each of the few places around it, and a wider part of the text to begin
with, in tries of a pattern."""
_RANGE = re.compile(
    r"(?P<first>\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[^\w]|[^\\])(?:-(?P<last>\\u[0-9a-fA-F]{4}|[^\\]))?"
)
_NEGATIVE = re.compile(r"\(\?<?!")
_BACK = re.compile(r"\(\?<=")
_LOOK = re.compile(r"\(\?<?[=!]")


class Needed(NamedTuple):
    """What a match needs and how far it reaches."""

    literals: Sequence[str]
    """In lower case; one of them is in each match or in what it looks at. Empty if nothing is known."""
    reach: int
    """The most characters from the first to the last that a match looks at."""
    before: int
    """The most characters from where a match begins to the literal; below 0 if it always begins behind."""
    behind: int
    """The most characters from the literal to where a match begins that looks back at it."""
    foreign: str = ""
    """A class of characters that English has none of; one of them is in each match or in what it looks at."""
    back: int = 0
    """The most characters before its beginning that a match looks at."""


class Window(NamedTuple):
    """A part of a text in which a match can begin: its first place and its last."""

    start: int
    last: int


class _Found(NamedTuple):
    """Literals one of which is in whatever a part of a pattern matches or looks at, and where that is."""

    literals: Literals
    rest: int
    """The least characters from where the literal begins to where the part ends; below 0 if it may begin behind."""
    before: int = 0
    """As in `Needed`; of the part."""
    behind: int = 0

    @classmethod
    def of(cls, exact: Literals | None, before: int = 0) -> _Found | None:
        """Return what a part takes that can match nothing but one of these; `before` may stand before it."""
        return None if exact is None else cls(exact, min(map(len, exact)), before)


class _Part(NamedTuple):
    """What is known of a part of a pattern."""

    exact: Literals | None
    """All that it can match, in lower case; None if that is too much to tell."""
    needed: _Found | None
    """None if nothing is known."""
    reach: int
    """The most characters that it looks at."""
    width: int
    """The most characters that it takes."""
    begins: Literals | None
    """The characters with which it may begin, roughly; None if with any. An empty one: it may take nothing."""
    foreign: str = ""
    """As in `Needed`."""
    back: int = 0
    """The same."""


_ANY = _Part(None, None, 1, 1, None)
_POINT_ONLY = _Part(_NOTHING, None, 1, 0, _NOTHING)


def needed(pattern: str, lists: Mapping[str, Iterable[str]]) -> Needed:
    """Return what a match of `pattern` needs; `lists` are the words of the classes that it names."""
    part, _ = _alternation(pattern, 0, lists)
    best = _told(part)
    whole = _PASS + (1.0 if part.begins is None else min(1.0, sum(map(_frequency, part.begins))))
    if best is None or _cost(best) > whole:
        return Needed((), part.reach, 0, 0, part.foreign, part.back)
    return Needed(tuple(sorted(best.literals)), part.reach, best.before, best.behind, part.foreign, part.back)


def in_each_match(pattern: str) -> frozenset[str]:
    """Return literals one of which each match of a pattern has, whatever it costs to look them up."""
    part, _ = _alternation(pattern, 0, {})
    found = _told(part)
    return found.literals if found else frozenset()


@functools.lru_cache(maxsize=1024)
def _shortened(found: _Found) -> _Found:
    """Return the same without literals that have another one in them; that may stand as much later as it is shorter."""
    shortest: list[str] = []
    later = 0
    for literal in sorted(found.literals, key=len):
        parts = [literal.find(known) for known in shortest if known in literal]
        later = max(later, min(parts, default=0))
        if not parts:
            shortest.append(literal)
    return _Found(frozenset(shortest), found.rest - later, found.before + later, found.behind)


def read(doc: Document) -> Iterable[str]:
    """Yield the text in which to look literals up, for `Document.view`; nothing if its places are not sure.

    It is in lower case, with blanks in place of hard spaces, each character in its place.
    """
    lowered = doc.text.lower().replace("\u00a0", " ")
    if len(lowered) == len(doc.text) and not any(letter in doc.text for letter in UNSURE):
        yield lowered


def characters(doc: Document) -> Iterable[str]:
    """Yield the distinct characters of a text as a text, for `Document.view`."""
    yield "".join(doc.characters)


def windows(doc: Document, wanted: Needed, near: Iterable[int] | None = None) -> list[Window] | None:
    """Return the parts of the text in which a match can begin, in order; None if that is most of it, or not sure.

    With `near` only those count that may look at what begins at one of these places.
    """
    lowered = doc.view(read)
    if not lowered or (near is None and not wanted.literals):
        return None
    text = lowered[0]
    around = None if near is None else _merged(near, wanted.reach, wanted.back)
    if around is not None and not wanted.literals:
        return around
    most = int(len(text) / (_DENSEST * _cost_of_place(wanted)))
    places: list[int] = []
    for start, last in around or ((0, len(text)),):
        begin, end = max(0, start - wanted.behind), last + max(0, wanted.before)
        for literal in wanted.literals:
            at = text.find(literal, begin, end + len(literal))
            while at >= 0:
                places.append(at)
                if len(places) > most + _ALWAYS:
                    return around
                at = text.find(literal, at + 1, end + len(literal))
    return _merged(places, wanted.before, wanted.behind)


def _merged(places: Iterable[int], before: int, behind: int) -> list[Window]:
    """Return the windows around some places, those that touch as one."""
    found: list[Window] = []
    for at in sorted(places):
        window = Window(max(0, at - before), at + behind)
        if found and window.start <= found[-1].last:
            window = Window(found[-1].start, window.last)
            found.pop()
        found.append(window)
    return found


def _alternation(pattern: str, at: int, lists: Mapping[str, Iterable[str]]) -> tuple[_Part, int]:
    part, at = _sequence(pattern, at, lists)
    while at < len(pattern) and pattern[at] == "|":
        other, at = _sequence(pattern, at + 1, lists)
        part = _Part(
            None if part.exact is None or other.exact is None else _limited(part.exact | other.exact),
            _either(_told(part), _told(other)),
            max(part.reach, other.reach),
            max(part.width, other.width),
            None if part.begins is None or other.begins is None else part.begins | other.begins,
            f"{part.foreign}|{other.foreign}" if part.foreign and other.foreign else "",
            max(part.back, other.back),
        )
    return part, at


def _sequence(pattern: str, at: int, lists: Mapping[str, Iterable[str]]) -> tuple[_Part, int]:
    """Return what is known of parts in a row; what is known of neighbours in full is put together."""
    run, run_start, best, is_exact = _NOTHING, 0, None, True
    reach = width = back = 0
    begins: Literals | None = _NOTHING
    foreign = ""
    while at < len(pattern) and pattern[at] not in "|)":
        part, at = _atom(pattern, at, lists)
        quantifier = QUANTIFIER.match(pattern, at)
        if quantifier:
            part, at = _repeated(part, *bounds(quantifier)), quantifier.end()
        best = _better(best, part.needed and part.needed._replace(before=width + part.needed.before))
        best = _better(best, _Found.of(part.exact, width))
        longer = _joined(run, part.exact)
        if longer is None:
            best = _better(best, _Found.of(run, run_start))
            is_exact = False
            run, run_start = (_NOTHING, width + part.width) if part.exact is None else (part.exact, width)
        else:
            run = longer
        if begins is not None and "" in begins:
            begins = None if part.begins is None else begins - _NOTHING | part.begins
        reach += part.reach
        width += part.width
        back = max(back, part.back)
        foreign = foreign or part.foreign
    best = _better(best, _Found.of(run, run_start))
    return _Part(run if is_exact else None, best, reach, width, begins, foreign, back), at


def _atom(pattern: str, at: int, lists: Mapping[str, Iterable[str]]) -> tuple[_Part, int]:
    point = POINT.match(pattern, at)
    if point:
        return _Part(_NOTHING, None, 0, 0, _NOTHING), point.end()
    group = GROUP.match(pattern, at)
    if group:
        part, end = _alternation(pattern, group.end(), lists)
        if _NEGATIVE.match(pattern, at):
            part = _Part(_NOTHING, None, part.reach, 0, _NOTHING)
        elif _BACK.match(pattern, at):
            told = _told(part)
            seen = told and _Found(told.literals, min(0, told.rest), -told.rest, part.width + told.behind)
            part = _Part(_NOTHING, seen, part.reach, 0, _NOTHING, part.foreign, part.width + part.back)
        elif _LOOK.match(pattern, at):
            told = _told(part)
            seen = told and told._replace(rest=-told.before)
            part = _Part(_NOTHING, seen, part.reach, 0, _NOTHING, part.foreign, part.back)
        return part, end + 1
    escape = ESCAPE.match(pattern, at)
    if escape:
        return _escaped(escape[0], lists), escape.end()
    found = CLASS.match(pattern, at)
    if found:
        return _one_of(found[0]), found.end()
    if pattern[at] in "^$":
        return _POINT_ONLY, at + 1
    return (_ANY if pattern[at] == "." else _character(pattern[at])), at + 1


def _escaped(escape: str, lists: Mapping[str, Iterable[str]]) -> _Part:
    kind = escape[1]
    if kind == "L":
        words = frozenset(lists[escape[3:-1]])
        folded = [_folded(word) for word in words]
        exact = None if None in folded else _limited(frozenset(word for word in folded if word is not None))
        longest = max(map(len, words))
        return _Part(exact, None, longest, longest, frozenset(word[:1].lower() for word in words))
    if kind in _POINTS:
        return _POINT_ONLY
    if kind in "xuU":
        return _character(chr(int(f"0x{escape[2:]}", 0)))
    if kind in _CONTROLS:
        return _character(_CONTROLS[kind])
    if kind == "d":
        return _ANY._replace(begins=_DIGITS)
    return _ANY if kind.isalnum() else _character(kind)


def one_of(source: str) -> Literals | None:
    """Return the characters of a class in lower case; None if that is too much to tell."""
    return _one_of(source).exact


def _one_of(source: str) -> _Part:
    inside = source[1:-1]
    if inside.startswith("^") or "[:" in inside:
        return _ANY
    if "\\p" in inside:
        return _ANY if regex.search(source, _ENGLISH) else _ANY._replace(foreign=source)
    found: set[str] = set()
    at = 0
    while at < len(inside):
        one = _RANGE.match(inside, at)
        if not one:
            return _ANY
        first, last = _value(one["first"]), _value(one["last"] or one["first"])
        if ord(last) - ord(first) >= _WIDEST_CLASS:
            return _ANY
        found.update(map(chr, range(ord(first), ord(last) + 1)))
        at = one.end()
    folded = [_folded(char) for char in found]
    if None in folded or len(found) > _WIDEST_CLASS:
        return _ANY
    chars = frozenset(char for char in folded if char is not None)
    return _Part(chars, None, 1, 1, chars)


def _value(source: str) -> str:
    is_code = source.startswith(("\\u", "\\x")) and len(source) > len("\\u")
    return chr(int(f"0x{source[2:]}", 0)) if is_code else source[-1]


def _character(char: str) -> _Part:
    folded = _folded(char)
    return _ANY if folded is None else _Part(frozenset({folded}), None, 1, 1, frozenset({folded}))


def _folded(text: str) -> str | None:
    """Return the text in lower case; None if it has a letter of which case forms may not be told apart for sure."""
    lowered = text.lower().replace("\u00a0", " ")
    if text.isascii():
        return lowered
    is_sure = all(char.isascii() or char.lower() == char.upper() for char in text)
    return lowered if is_sure else None


def _repeated(part: _Part, low: int, high: int | None) -> _Part:
    high = 0 if high is None else high
    exact: Literals | None = None
    if part.exact is not None and high <= _MOST_TIMES:
        found, once = set[str](), _NOTHING
        for times in range(high + 1):
            if times >= low:
                found |= once
            longer = _joined(once, part.exact)
            if longer is None:
                break
            once = longer
        else:
            exact = _limited(frozenset(found))
    begins = part.begins if low or part.begins is None else part.begins | _NOTHING
    needed, foreign = (_told(part), part.foreign) if low else (None, "")
    return _Part(exact, needed, part.reach * high, part.width * high, begins, foreign, part.back)


def _joined(left: Literals, right: Literals | None) -> Literals | None:
    if right is None or len(left) * len(right) > _MOST:
        return None
    return frozenset(map("".join, product(left, right)))


def _limited(literals: Literals) -> Literals | None:
    return literals if len(literals) <= _MOST else None


def _told(part: _Part) -> _Found | None:
    """Return what is cheapest to start from of all that is known of a part."""
    return _better(part.needed, _Found.of(part.exact))


def _better(one: _Found | None, other: _Found | None) -> _Found | None:
    """Return what is cheaper to start from; a set with the empty text says nothing."""
    known = [_shortened(found) for found in (one, other) if found and "" not in found.literals]
    return min(known, key=_cost, default=None)


def _either(one: _Found | None, other: _Found | None) -> _Found | None:
    """Return what is in matches that have the one or the other."""
    literals = _limited(one.literals | other.literals) if one and other else None
    if not one or not other or literals is None:
        return None
    return _Found(literals, min(one.rest, other.rest), max(one.before, other.before), max(one.behind, other.behind))


def _cost(found: _Found) -> float:
    """Return what it costs to look for the matches around literals, in tries of a pattern for each character."""
    places = sum(map(_frequency, found.literals))
    look_up = sum(_LOOK_UP_BY_LENGTH.get(len(literal), _LOOK_UP) for literal in found.literals)
    return look_up + places * _cost_of_place(found)


def _cost_of_place(found: _Found | Needed) -> int:
    around = 1 + found.before + found.behind
    return _PLACE + min(_NARROW * around, _WIDE + around)


def _frequency(literal: str) -> float:
    """Return how often a literal begins at a character of a text, roughly."""
    found = 1.0
    for char in literal:
        found *= _OFTEN.get(char) or (_SELDOM if char.isalnum() else _MARK)
    word = literal.strip()
    return max(found, 10 ** english().zipf(word) / _ALL) if len(word) > 1 and word.isalpha() else found
