r"""Proves that a regular expression takes linear time, by counting instead of measuring.

A backtracking engine takes super-linear time for two reasons: a repetition without bound, which it may enter at every
character of a long run, and repetitions inside repetitions, which it may divide in very many ways. So a pattern is
accepted if every repetition has a bound, if the ways to match that may have to be tried from one starting point stay
below `MOST_WAYS`, and if none is longer than `LONGEST`: then the work is at most a constant for each character of the
article. The counts are upper limits.
What stands behind a possessive repetition (`\w{1,30}+`), an atomic group (`(?>...)`) or a look-around is tried once
only, whatever went on inside: so an author brings the count down.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from newslint import ready_re as re

MOST_WAYS = 10_000
LONGEST = 10_000
"""Characters."""

QUANTIFIER = re.compile(r"(?:(?P<sign>[*+?])|\{(?=[\d,])(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})(?P<mode>[?+]?)")
GROUP = re.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|:|(?P<atomic>>|<?[=!])|[aimsu-]+:)|(?![?*]))")
POINT = re.compile(r"\(\?(?:#[^)]*|[aimsu-]+)\)")
ESCAPE = re.compile(
    r"\\(?:[pP]\{\^?[A-Za-z][\w =:.-]*\}|L<\w+>|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^pPNLgX0-9]|0)",
    re.DOTALL,
)
CLASS = re.compile(r"\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]", re.DOTALL)


class _Ways(NamedTuple):
    """In how many ways a part of a pattern can match, how many may be tried inside it, and its greatest length."""

    out: float
    tried: float
    length: float


_ONE = _Ways(1.0, 1.0, 1.0)
_POINT_WAYS = _Ways(1.0, 1.0, 0.0)
"""Of a comment or flags, which match nothing themselves."""


def check_linear(pattern: str) -> None:
    """Raise ValueError, saying what to write instead, if `pattern` may take super-linear time.

    Constructs whose cost cannot be counted (recursion, conditions, fuzzy matching, back-references, verbose syntax) are
    refused too.
    """
    ways, end = _alternation(pattern, 0)
    if end < len(pattern):
        raise ValueError(f"unbalanced parenthesis at character {end + 1}")
    if ways.tried > MOST_WAYS:
        count = "countless" if math.isinf(ways.tried) else f"{ways.tried:,.0f}"
        raise ValueError(
            f"the pattern has {count} ways to match at one place (at most {MOST_WAYS:,} are allowed): "
            "make inner repetitions possessive, as in \\w{1,30}+, or put alternatives into a word class"
        )
    if ways.length > LONGEST:
        raise ValueError(f"the pattern may match {ways.length:,.0f} characters; at most {LONGEST:,} are allowed")


def _alternation(pattern: str, at: int) -> tuple[_Ways, int]:
    """Return the ways of the alternatives from `at`, and where they end."""
    total, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        ways, at = _sequence(pattern, at + 1)
        total = _Ways(total.out + ways.out, total.tried + ways.tried, max(total.length, ways.length))
    return total, at


def _sequence(pattern: str, at: int) -> tuple[_Ways, int]:
    out = tried = 1.0
    length = 0.0
    while at < len(pattern) and pattern[at] not in "|)":
        part, at = _atom(pattern, at)
        quantifier = QUANTIFIER.match(pattern, at)
        if quantifier and part is _POINT_WAYS:
            raise ValueError(f"“{quantifier[0]}” at character {at + 1} repeats what stands before a comment or flags")
        if quantifier:
            part = _repeated(part, quantifier, at)
            at = quantifier.end()
        tried = max(tried, out * part.tried)
        out *= part.out
        length += part.length
    return _Ways(out, max(tried, out), length), at


def _atom(pattern: str, at: int) -> tuple[_Ways, int]:
    if pattern[at] == "(":
        return _group(pattern, at)
    if pattern[at] in "*+?{":
        raise ValueError(
            f"“{pattern[at]}” at character {at + 1} repeats nothing: write \\{pattern[at]} for the character"
        )
    found = ESCAPE.match(pattern, at) or CLASS.match(pattern, at)
    if not found and pattern[at] == "\\":
        raise ValueError(f"the escape “{pattern[at : at + 2]}” at character {at + 1} is not supported in rules")
    return _ONE, found.end() if found else at + 1


def _group(pattern: str, at: int) -> tuple[_Ways, int]:
    point = POINT.match(pattern, at)
    if point:
        return _POINT_WAYS, point.end()
    group = GROUP.match(pattern, at)
    if not group:
        raise ValueError(f"the group at character {at + 1} is of a kind that is not supported in rules")
    ways, at = _alternation(pattern, group.end())
    if at >= len(pattern):
        raise ValueError("a parenthesis is never closed")
    return (ways._replace(out=1.0) if group["atomic"] else ways), at + 1


def _repeated(part: _Ways, quantifier: re.Match[str], at: int) -> _Ways:
    low, high = bounds(quantifier)
    if high is None:
        raise ValueError(
            f"the repetition “{quantifier[0]}” at character {at + 1} has no bound: write one, such as {{1,40}}"
        )
    if high > LONGEST:
        raise ValueError(
            f"“{quantifier[0]}” at character {at + 1} repeats too often; at most {LONGEST:,} times are allowed"
        )
    length = part.length * high
    if part.out <= 1:
        out, tried = high - low + 1.0, part.tried
    else:
        out = sum(_power(part.out, times) for times in range(low, high + 1))
        tried = max(out, _power(part.out, max(0, high - 1)) * part.tried)
    return _Ways(1.0 if quantifier["mode"] == "+" else out, tried, length)


def _power(ways: float, times: int) -> float:
    return math.inf if times * math.log10(ways) > math.log10(MOST_WAYS) + 1 else ways**times


def bounds(quantifier: re.Match[str]) -> tuple[int, int | None]:
    """Return how often a quantifier repeats at least and at most; None if there is no bound."""
    if quantifier["sign"]:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[quantifier["sign"]]
    low = int(quantifier["low"] or 0)
    if not quantifier["comma"]:
        return low, low
    return low, int(quantifier["high"]) if quantifier["high"] else None
