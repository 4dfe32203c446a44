"""What a pattern cannot match without: literals one of which is in each match, or in what it looks at around it.

With them a search needs no look at most articles, and in the others only at the surroundings of a literal: how far a
match reaches is known, as no repetition is without a bound. The reading is careful: what it does not understand may be
anything, so that it asks for too little and never for too much.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
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
_OFTEN = {" ": 0.17, **dict.fromkeys("aeinorst", 0.06), **dict.fromkeys("bcdfghlmpuvwy", 0.025), ".": 0.01, ",": 0.01}
_SELDOM, _MARK = 0.003, 0.0005
"""Of the other letters and digits, and of the other marks."""
_TOO_OFTEN = 0.003
"""So many places for each character of a text: what is more is not worth looking up."""
_DENSEST, _ALWAYS = 2, 3
"""Where the windows make more than half of the text, or more than so many in a short one, it is read in full."""
_LOOK_UP = 1e-4
"""What looking one literal up costs, in tries of a pattern for each character of the text."""
_RANGE = re.compile(
    r"(?P<first>\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[^\w]|[^\\])(?:-(?P<last>\\u[0-9a-fA-F]{4}|[^\\]))?"
)
_NEGATIVE = re.compile(r"\(\?<?!")
_LOOK = re.compile(r"\(\?<?[=!]")


class Needed(NamedTuple):
    """What a match needs and how far it reaches."""

    literals: Sequence[str]
    """In lower case; one of them is in each match or in what it looks at. Empty if nothing is known."""
    reach: int
    """The most characters from the first to the last that a match looks at."""


class Window(NamedTuple):
    """A part of a text in which a match can begin: all of the match lies in it, and all that the match looks at."""

    start: int
    last: int


class _Part(NamedTuple):
    """What is known of a part of a pattern."""

    exact: Literals | None
    """All that it can match, in lower case; None if that is too much to tell."""
    needed: Literals | None
    """Literals one of which is in whatever it matches; None if nothing is known."""
    reach: int


_ANY = _Part(None, None, 1)
_POINT_ONLY = _Part(_NOTHING, None, 1)


def needed(pattern: str, lists: Mapping[str, Iterable[str]]) -> Needed:
    """Return what a match of `pattern` needs; `lists` are the words of the classes that it names."""
    part, _ = _alternation(pattern, 0, lists)
    shortest: list[str] = []
    for literal in sorted(_better(part.needed, part.exact) or (), key=lambda text: (len(text), text)):
        if not any(known in literal for known in shortest):
            shortest.append(literal)
    often = sum(map(_frequency, shortest))
    return Needed(tuple(shortest) if often < _TOO_OFTEN else (), part.reach)


def read(doc: Document) -> Iterable[str]:
    """Yield the text in which to look literals up, for `Document.view`; nothing if its places are not sure.

    It is in lower case, with blanks in place of hard spaces, each character in its place.
    """
    lowered = doc.text.lower().replace("\u00a0", " ")
    if len(lowered) == len(doc.text) and not any(letter in doc.text for letter in UNSURE):
        yield lowered


def windows(doc: Document, wanted: Needed) -> list[Window] | None:
    """Return the parts of the text in which a match can begin, in order; None if that is most of it, or not sure."""
    lowered = doc.view(read)
    if not lowered or not wanted.literals:
        return None
    text = lowered[0]
    most = len(text) // (_DENSEST * (wanted.reach + 1))
    places: list[tuple[int, int]] = []
    for literal in wanted.literals:
        at = text.find(literal)
        while at >= 0:
            places.append((at, at + len(literal)))
            if len(places) > most + _ALWAYS:
                return None
            at = text.find(literal, at + 1)
    found: list[Window] = []
    for start, end in sorted(places):
        window = Window(max(0, start - wanted.reach), end + wanted.reach)
        if found and window.start <= found[-1].last:
            window = Window(found[-1].start, max(found[-1].last, window.last))
            found.pop()
        found.append(window)
    return found


def may_match(doc: Document, wanted: Needed, start: int, end: int) -> bool:
    """Whether a part of the text has what a match in it needs, as far as that is known."""
    lowered = doc.view(read)
    if not lowered or not wanted.literals:
        return True
    text, start = lowered[0], max(0, start - wanted.reach)
    return any(text.find(literal, start, end) >= 0 for literal in wanted.literals)


def _alternation(pattern: str, at: int, lists: Mapping[str, Iterable[str]]) -> tuple[_Part, int]:
    part, at = _sequence(pattern, at, lists)
    while at < len(pattern) and pattern[at] == "|":
        other, at = _sequence(pattern, at + 1, lists)
        exact = None if part.exact is None or other.exact is None else _limited(part.exact | other.exact)
        ours, theirs = _better(part.needed, part.exact), _better(other.needed, other.exact)
        either = None if ours is None or theirs is None else _limited(ours | theirs)
        part = _Part(exact, either, max(part.reach, other.reach))
    return part, at


def _sequence(pattern: str, at: int, lists: Mapping[str, Iterable[str]]) -> tuple[_Part, int]:
    """Return what is known of parts in a row; what is known of neighbours in full is put together."""
    run, best, reach, is_exact = _NOTHING, None, 0, True
    while at < len(pattern) and pattern[at] not in "|)":
        part, at = _atom(pattern, at, lists)
        quantifier = QUANTIFIER.match(pattern, at)
        if quantifier:
            part, at = _repeated(part, *bounds(quantifier)), quantifier.end()
        reach += part.reach
        best = _better(best, part.needed)
        longer = _joined(run, part.exact)
        if longer is None:
            best = _better(best, run)
            is_exact = False
            run = _NOTHING if part.exact is None else part.exact
        else:
            run = longer
    return _Part(run if is_exact else None, _better(best, run), reach), at


def _atom(pattern: str, at: int, lists: Mapping[str, Iterable[str]]) -> tuple[_Part, int]:
    point = POINT.match(pattern, at)
    if point:
        return _Part(_NOTHING, None, 0), point.end()
    group = GROUP.match(pattern, at)
    if group:
        part, end = _alternation(pattern, group.end(), lists)
        if _NEGATIVE.match(pattern, at):
            part = _Part(_NOTHING, None, part.reach)
        elif _LOOK.match(pattern, at):
            part = _Part(_NOTHING, _better(part.needed, part.exact), part.reach)
        return part, end + 1
    escape = ESCAPE.match(pattern, at)
    if escape:
        return _escaped(escape[0], lists), escape.end()
    one_of = CLASS.match(pattern, at)
    if one_of:
        return _one_of(one_of[0]), one_of.end()
    if pattern[at] in "^$":
        return _POINT_ONLY, at + 1
    return (_ANY if pattern[at] == "." else _character(pattern[at])), at + 1


def _escaped(escape: str, lists: Mapping[str, Iterable[str]]) -> _Part:
    kind = escape[1]
    if kind == "L":
        words = frozenset(lists[escape[3:-1]])
        folded = [_folded(word) for word in words]
        exact = None if None in folded else _limited(frozenset(word for word in folded if word is not None))
        return _Part(exact, None, max(map(len, words)))
    if kind in _POINTS:
        return _POINT_ONLY
    if kind in "xuU":
        return _character(chr(int(f"0x{escape[2:]}", 0)))
    if kind in _CONTROLS:
        return _character(_CONTROLS[kind])
    return _ANY if kind.isalnum() else _character(kind)


def _one_of(source: str) -> _Part:
    inside = source[1:-1]
    if inside.startswith("^") or "[:" in inside:
        return _ANY
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
    return _Part(frozenset(char for char in folded if char is not None), None, 1)


def _value(source: str) -> str:
    is_code = source.startswith(("\\u", "\\x")) and len(source) > len("\\u")
    return chr(int(f"0x{source[2:]}", 0)) if is_code else source[-1]


def _character(char: str) -> _Part:
    folded = _folded(char)
    return _ANY if folded is None else _Part(frozenset({folded}), None, 1)


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
    known = _better(part.needed, part.exact) if low else None
    return _Part(exact, known, part.reach * high)


def _joined(left: Literals, right: Literals | None) -> Literals | None:
    if right is None or len(left) * len(right) > _MOST:
        return None
    return frozenset(map("".join, product(left, right)))


def _limited(literals: Literals) -> Literals | None:
    return literals if len(literals) <= _MOST else None


def _better(one: Literals | None, other: Literals | None) -> Literals | None:
    """Return what is cheaper to start from; a set with the empty text says nothing."""
    known = [literals for literals in (one, other) if literals and "" not in literals]
    return min(known, key=_cost, default=None)


def _cost(literals: Literals) -> float:
    return sum(_LOOK_UP + _frequency(literal) for literal in literals)


def _frequency(literal: str) -> float:
    found = 1.0
    for char in literal:
        found *= _OFTEN.get(char) or (_SELDOM if char.isalnum() else _MARK)
    return found
