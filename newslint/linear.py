r"""Proves that a regular expression takes linear time, by counting instead of measuring.

A backtracking engine takes super-linear time for two reasons: a repetition without bound, which it may enter at every
character of a long run, and repetitions inside repetitions, which it may divide in very many ways. So a pattern is
accepted if every repetition has a bound and the ways to match from one starting point, multiplied up, stay below
`MOST_WAYS`: then the work is at most a constant for each character of the article. The count is an upper limit. A
possessive repetition (`\w{1,30}+`) or atomic group (`(?>...)`) counts as one way: so an author brings it down.
"""

from __future__ import annotations

import math
import re

MOST_WAYS = 10_000

_QUANTIFIER = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})(?P<mode>[?+]?)")
_GROUP = re.compile(
    r"\((?:\?(?P<kind>P?<[A-Za-z_]\w*>|P=\w+\)|P>\w+\)|#[^)]*\)|<?[=!]|[>|:]|[a-zA-Z-]*:|[a-zA-Z-]+\)))?"
)
_ESCAPE = re.compile(r"\\(?:[pPN]\{[^}]*\}|[LgG]<[^>]*>|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]", re.DOTALL)


def check_linear(pattern: str) -> None:
    """Raise ValueError, saying what to write instead, if `pattern` may take super-linear time."""
    ways, end = _alternation(pattern, 0)
    if end < len(pattern):
        msg = f"unbalanced parenthesis at character {end + 1}"
        raise ValueError(msg)
    if ways > MOST_WAYS:
        count = "countless" if math.isinf(ways) else f"{ways:,.0f}"
        msg = (
            f"the pattern has {count} ways to match at one place (at most {MOST_WAYS:,} are allowed): "
            "make inner repetitions possessive, as in \\w{1,30}+, or put alternatives into a word class"
        )
        raise ValueError(msg)


def _alternation(pattern: str, at: int) -> tuple[float, int]:
    """Return how many ways the alternatives from `at` can match, and where they end."""
    total, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        ways, at = _sequence(pattern, at + 1)
        total += ways
    return total, at


def _sequence(pattern: str, at: int) -> tuple[float, int]:
    ways = 1.0
    while at < len(pattern) and pattern[at] not in "|)":
        atom, at = _atom(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier:
            atom = _repeated(atom, quantifier, at)
            at = quantifier.end()
        ways *= atom
    return ways, at


def _atom(pattern: str, at: int) -> tuple[float, int]:
    if pattern[at] != "(":
        found = _ESCAPE.match(pattern, at) or _CLASS.match(pattern, at)
        return 1.0, found.end() if found else at + 1
    group = _GROUP.match(pattern, at)
    kind = (group and group["kind"]) or ""
    is_condition = not kind and pattern.startswith("(?", at)
    if group is None or is_condition or _is_verbose(kind):
        msg = f"the group at character {at + 1} is not supported (a condition or verbose syntax)"
        raise ValueError(msg)
    if kind.endswith(")"):
        return 1.0, group.end()
    ways, at = _alternation(pattern, group.end())
    if at >= len(pattern):
        msg = "a parenthesis is never closed"
        raise ValueError(msg)
    return (1.0 if kind == ">" else ways), at + 1


def _is_verbose(kind: str) -> bool:
    """Whether the opening of a group switches on syntax in which blanks and comments do not count."""
    is_flags = kind.endswith((":", ")")) and kind[:1].isalpha() and not kind.startswith("P")
    return is_flags and "x" in kind.split("-")[0]


def _repeated(ways: float, quantifier: re.Match[str], at: int) -> float:
    low, high = _bounds(quantifier)
    if high is None:
        msg = f"the repetition “{quantifier[0]}” at character {at + 1} has no bound: write one, such as {{1,40}}"
        raise ValueError(msg)
    if quantifier["mode"] == "+":
        return 1.0
    if ways == 1.0:
        return float(high - low + 1)
    if high * math.log10(ways) > math.log10(MOST_WAYS) + 1:
        return math.inf
    return sum(ways**times for times in range(low, high + 1))


def _bounds(quantifier: re.Match[str]) -> tuple[int, int | None]:
    if quantifier["sign"]:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[quantifier["sign"]]
    low = int(quantifier["low"] or 0)
    if not quantifier["comma"]:
        return low, low
    return low, int(quantifier["high"]) if quantifier["high"] else None
