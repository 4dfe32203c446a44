r"""What a pattern looks like to an automaton: a piece of it that each match has, written for google-re2.

An automaton tells in one pass over a text which of hundreds of expressions match in it at all. It cannot look around,
and one that follows wide repetitions of many expressions at once becomes huge. So of each pattern it is given one
piece: neighbours in a row whose length is bound, the rarest such row, with what must stand directly before and behind.
The reading is careful: wherever a pattern matches, its core does, and perhaps elsewhere, too. What is not understood
has no core.
"""

from __future__ import annotations

import functools
import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

import regex

from newslint import ready_re as re
from newslint.lexicon import english
from newslint.linear import CLASS, ESCAPE, GROUP, POINT, QUANTIFIER, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    Row = tuple["_Piece", ...]

_NEAR = frozenset(map(chr, [*range(0x250), *range(0x2000, 0x2070)]))
"""Characters that a core tells apart: Latin letters and general punctuation."""
_FAR = r"\x{250}-\x{1fff}\x{2070}-\x{10ffff}"
"""All others: a class has either all of them or none."""
_FOLDED_FAR = frozenset("kåω")
"""Small letters of which a far character is another large form."""
_MOST_WORDS = 160
"""Of a class; more make the automaton dearer than what it saves."""
_MOST_TIMES, _NARROW = 3, 0.2
"""A repetition that is longer ends a row, unless it is one of characters that are no more frequent than this."""
_TOO_OFTEN = 1e-3
"""A core that begins so often at a character of a text is in nearly every article."""
_OFTEN = {
    " ": 0.17,
    "\n": 0.01,
    **dict.fromkeys("aeinorst", 0.06),
    **dict.fromkeys("bcdfghlmpuvwy", 0.025),
    **dict.fromkeys("jkqxz", 0.004),
    **dict.fromkeys("ABCDEFGHIJKLMNOPRSTW", 0.002),
    **dict.fromkeys("0123456789", 0.002),
    **dict.fromkeys(".,", 0.01),
    **dict.fromkeys("’'“”\"-", 0.0015),
}
_SELDOM = 0.0003
_ALL = 6 * 10.0**9
"""Characters: what the frequencies of words are told of."""
_READ = int(regex.IGNORECASE | regex.MULTILINE | regex.UNICODE | regex.V0)
"""The flags that are understood."""
_ENDS = {"A": r"\A", "Z": r"\z"}
_POINTS = frozenset("bBmM")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
_SCOPED = re.compile(r"\(\?([aimsu-]+):")
_LOOK = re.compile(r"\(\?(?P<back><?)(?P<sign>[=!])")
_OF_KINDS = re.compile(r"\\[^\W\d_nrtfva]|\[:")
_CODE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[^xuU])", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


class _Piece(NamedTuple):
    """Something of bounded length, for the automaton."""

    text: str
    often: float
    """Roughly how often it stands at a place of a text."""
    letter: str = ""
    """The letter that it is, in lower case, if it is just one."""


class _Part(NamedTuple):
    """What is known of a part of a pattern."""

    kind: str
    """`take`: it takes characters; `before` and `behind`: it looks there; `point`: it takes and tells nothing."""
    row: Row | None = None
    """All of it; None if its length has no narrow bound."""
    best: Row | None = None
    """The rarest row that is in it for sure."""
    is_repeated: bool = False
    """Whether its row may stand there again and again: a row ends with it, and another one begins with it."""


class _UnclearError(Exception):
    """The pattern has something that is not understood here."""


def of(pattern: str, lists: Mapping[str, Sequence[str]], *, ignore_case: bool = False) -> str:
    """Return an expression for google-re2 that matches in each text in which `pattern` does; empty if none is known.

    `lists` are the words of the classes that the pattern names. One that would match in nearly all texts is not told.
    """
    try:
        part, end = _Reader(pattern, lists).alternation(0, ignore_case=ignore_case)
    except _UnclearError:
        return ""
    best = _rarest(part)
    return "" if end < len(pattern) or best is None or _often(best) > _TOO_OFTEN else _text(best)


def of_compiled(pattern: re.Pattern[str] | regex.Pattern[str]) -> str:
    """Return the same of a pattern that is made already."""
    is_read = not pattern.flags & ~_READ
    lists = {name: sorted(words) for name, words in getattr(pattern, "named_lists", {}).items()}
    return of(pattern.pattern, lists, ignore_case=bool(pattern.flags & regex.IGNORECASE)) if is_read else ""


class _Reader:
    """Reads a pattern from left to right, a part at a time."""

    def __init__(self, pattern: str, lists: Mapping[str, Sequence[str]]) -> None:
        self._pattern, self._lists = pattern, lists

    def alternation(self, at: int, *, ignore_case: bool) -> tuple[_Part, int]:
        """Return what is known of the alternatives from a place on, and where they end."""
        sequences = []
        while True:
            parts, at = self._sequence(at, ignore_case=ignore_case)
            sequences.append(parts)
            if not self._pattern.startswith("|", at):
                break
            at += 1
        return _one_of([_in_row(parts) for parts in sequences]), at

    def _sequence(self, at: int, *, ignore_case: bool) -> tuple[list[_Part], int]:
        parts: list[_Part] = []
        while at < len(self._pattern) and self._pattern[at] not in "|)":
            found, at = self._atom(at, ignore_case=ignore_case)
            quantifier = QUANTIFIER.match(self._pattern, at)
            if quantifier:
                found, at = [_repeated(_in_row(found), *bounds(quantifier))], quantifier.end()
            parts += found
        return parts, at

    def _atom(self, at: int, *, ignore_case: bool) -> tuple[list[_Part], int]:
        pattern = self._pattern
        if pattern[at] == "(":
            return self._group(at, ignore_case=ignore_case)
        escape = ESCAPE.match(pattern, at)
        if escape:
            return self._escaped(escape[0], ignore_case=ignore_case), escape.end()
        one_of = CLASS.match(pattern, at)
        if one_of:
            return [_taking(_of_class(one_of[0], ignore_case=ignore_case))], one_of.end()
        if pattern[at] == "\\":
            raise _UnclearError
        if pattern[at] in "^$":
            return [_POINT], at + 1
        source = r"[^\n]" if pattern[at] == "." else regex.escape(pattern[at])
        return [_taking(_of_class(source, ignore_case=ignore_case))], at + 1

    def _group(self, at: int, *, ignore_case: bool) -> tuple[list[_Part], int]:
        point = POINT.match(self._pattern, at)
        if point and point[0].startswith("(?#"):
            return [_POINT], point.end()
        group = GROUP.match(self._pattern, at)
        scoped = _SCOPED.match(self._pattern, at)
        if point or not group or (scoped and scoped[1] != "i"):
            raise _UnclearError
        begin, ignore_case = group.end(), ignore_case or scoped is not None
        look = _LOOK.match(self._pattern, at)
        if not look:  # what is one way only is as if there were no brackets
            parts, end = self._sequence(begin, ignore_case=ignore_case)
            if self._pattern.startswith(")", end):
                return parts if not QUANTIFIER.match(self._pattern, end + 1) else [_in_row(parts)], end + 1
        part, end = self.alternation(begin, ignore_case=ignore_case)
        if not self._pattern.startswith(")", end):
            raise _UnclearError
        if not look:
            return [part], end + 1
        kind = "before" if look["back"] else "behind"
        if look["sign"] == "=":
            is_beside = part.kind == "take" and not part.is_repeated
            return [_Part(kind, part.row if is_beside else None, _rarest(part))], end + 1
        source = self._pattern[begin:end]
        if not (CLASS.fullmatch(source) or ESCAPE.fullmatch(source)) or source.startswith(r"\L"):
            return [_POINT], end + 1
        other = _of_class(source, ignore_case=ignore_case, is_negated=True)
        edge = r"\A" if look["back"] else r"\z"
        return [_Part(kind, (_Piece(f"(?:{edge}|{other.text})", other.often),))], end + 1

    def _escaped(self, escape: str, *, ignore_case: bool) -> list[_Part]:
        kind = escape[1]
        if kind == "L":
            return _of_words(tuple(self._lists[escape[3:-1]]), ignore_case=ignore_case)
        if kind in _ENDS:
            return [_taking(_Piece(_ENDS[kind], _SELDOM))]
        if kind in _POINTS:
            return [_POINT]
        if kind in _CONTROLS:
            return [_taking(_of_class(regex.escape(_CONTROLS[kind]), ignore_case=False))]
        if kind in "dwsDWSpPxuU" or not kind.isalnum():
            return [_taking(_of_class(escape, ignore_case=ignore_case))]
        raise _UnclearError


_POINT = _Part("point")


def _taking(piece: _Piece) -> _Part:
    return _Part("take", (piece,))


def _in_row(parts: Sequence[_Part]) -> _Part:
    """Return what is known of parts in a row: the rarest of the rows between those that have no narrow bound."""
    if len(parts) == 1:
        return parts[0]
    best: Row | None = None
    whole: Row | None = ()
    before: Row = ()
    row: Row = ()
    for part in parts:
        best = _rarer(best, part.best)
        if part.kind == "before":
            before = before if row else _rarer(before, part.row) or ()
        elif part.kind == "behind":
            best = _rarer(best, before + row + part.row if part.row else None)
        elif part.is_repeated or part.row is None:
            best = _rarer(best, before + row + (part.row or ()))
            before, row, whole = (), part.row or (), None
        else:
            row += part.row
            whole = None if whole is None else whole + part.row
    return _Part("take", whole, _rarer(best, before + row))


def _one_of(parts: Sequence[_Part]) -> _Part:
    """Return what is known of alternatives: what is rarest in one of them."""
    if len(parts) == 1:
        return parts[0]
    wholes = [part.row for part in parts if part.row is not None and part.kind == "take" and not part.is_repeated]
    bests = [best for part in parts if (best := _rarest(part))]
    return _Part(
        "take",
        (_either(wholes),) if len(wholes) == len(parts) else None,
        (_either(bests),) if len(bests) == len(parts) else None,
    )


def _rarest(part: _Part) -> Row | None:
    """Return the rarest row that is in a part for sure, or is the part."""
    return _rarer(part.row if part.kind == "take" else None, part.best)


def _either(rows: Sequence[Row]) -> _Piece:
    distinct = dict.fromkeys(rows)
    return _Piece(f"(?:{'|'.join(map(_text, distinct))})", sum(map(_often, distinct)))


def _repeated(part: _Part, low: int, high: int | None) -> _Part:
    if part.kind != "take" or not part.row:
        return _Part("take", part.row, part.best if low else None) if part.kind == "take" else _POINT
    best, often, least = _rarest(part) if low else None, _often(part.row), min(low, _MOST_TIMES)
    text = _text(part.row)
    if len(part.row) > 1 or not text.endswith("]"):
        text = f"(?:{text})"
    if part.is_repeated:
        return part if low else _Part("take")
    if high is not None and high <= _MOST_TIMES:
        return _Part("take", (_Piece(f"{text}{{{low},{high}}}", often**low),), best)
    if often <= _NARROW and len(part.row) == 1:
        return _Part("take", (_Piece(f"{text}{{{least},}}", often**least),), best)
    if not low:
        return _Part("take")
    row = (_Piece(f"{text}{{{least}}}", often**least),) if least > 1 else part.row
    return _Part("take", row, _rarer(row, best), is_repeated=True)


def _rarer(one: Row | None, other: Row | None) -> Row | None:
    """Return the row that is rarer; one that may be empty says nothing."""
    return min((row for row in (one, other) if row), key=_often, default=None)


def _text(row: Row) -> str:
    return "".join(piece.text for piece in row)


def _often(row: Row) -> float:
    """Return roughly how often a row stands at a place of a text: its words may be frequent ones."""
    found = 1.0
    for is_letter, pieces in itertools.groupby(row, key=lambda piece: bool(piece.letter)):
        group = list(pieces)
        by_chance = math.prod(piece.often for piece in group)
        word = "".join(piece.letter for piece in group) if is_letter else ""
        found *= max(by_chance, _of_word(word)) if len(word) > 1 else by_chance
    return found


@functools.lru_cache(maxsize=4096)
def _of_word(word: str) -> float:
    return 10 ** english().zipf(word) / _ALL


@functools.lru_cache(maxsize=256)
def _of_words(words: tuple[str, ...], *, ignore_case: bool) -> list[_Part]:
    """Return one of some words; of many only with what characters they begin and go on."""
    if len(words) > _MOST_WORDS:
        first = _of_class(_class_of({word[0] for word in words}), ignore_case=ignore_case)
        return [_taking(first), _Part("take")]
    rows = [tuple(_of_class(regex.escape(char), ignore_case=ignore_case) for char in word) for word in words]
    return [_taking(_either(rows))]


def _class_of(chars: AbstractSet[str]) -> str:
    return f"[{''.join(map(regex.escape, sorted(chars)))}]"


@functools.lru_cache(maxsize=2048)
def _of_class(source: str, *, ignore_case: bool, is_negated: bool = False) -> _Piece:
    """Return one character that `source`, a class, an escape or a plain character, matches; or one that it does not."""
    source = _CODE.sub(_decoded, source)
    matched = _matched(source, ignore_case=ignore_case)
    found = _NEAR - frozenset.intersection(*matched) if is_negated else frozenset().union(*matched)
    is_open = is_negated or "^" in source or _OF_KINDS.search(source) or not _NEAR.issuperset(source)
    is_open = is_open or (ignore_case and not _FOLDED_FAR.isdisjoint(source.lower()))
    text = "".join(_ranges(found)) + (_FAR if is_open else "")
    often = min(1.0, sum(_OFTEN.get(char, _SELDOM) for char in found))
    letters = {char.lower() for char in found}
    is_letter = len(letters) == 1 and _LETTER.fullmatch(min(letters)) is not None
    return _Piece(f"[{text}]" if text else r"[^\x{0}-\x{10ffff}]", often, min(letters) if is_letter else "")


def _decoded(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    return regex.escape(chr(int(code, 16))) if code else escape[0]


def _matched(source: str, *, ignore_case: bool) -> list[frozenset[str]]:
    """Return the near characters that a class matches, as `re` and as `regex` have it; they do not always agree."""
    text = "".join(sorted(_NEAR))
    found = [frozenset(regex.findall(source, text, regex.IGNORECASE if ignore_case else 0))]
    try:
        found.append(frozenset(re.findall(source, text, re.IGNORECASE if ignore_case else 0)))
    except re.error:  # it has what only `regex` knows
        return found
    return found


def _ranges(chars: Iterable[str]) -> Iterator[str]:
    codes = sorted(map(ord, chars))
    for _, run in itertools.groupby(enumerate(codes), key=lambda item: item[1] - item[0]):
        first, *rest = [code for _, code in run]
        yield rf"\x{{{first:x}}}-\x{{{rest[-1]:x}}}" if rest else rf"\x{{{first:x}}}"
