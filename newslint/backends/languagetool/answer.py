"""What a LanguageTool server answers, read with suspicion: its places are UTF-16 units, ours are code points.

Each place is compared with the context that the server quotes. An answer whose places are not where it says they are
is no answer: a fix made by it would destroy the text.
"""

from __future__ import annotations

import bisect
import json
import re
from typing import Any, NamedTuple

from newslint.errors import BackendError
from newslint.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS_AND_BLANKS = re.compile(r"[\s\u0000\u00ad\u200b-\u200f\u2060\ufeff\ufffd]+")
_MOST_SUGGESTIONS = 3


class Mistake(NamedTuple):
    """One match of the answer."""

    rule: str
    span: Span
    suggestions: tuple[str, ...]


def sendable(text: str) -> str:
    """Return the text with lone surrogates, which no encoding has, as replacement characters: no place moves."""
    return _SURROGATE.sub("\ufffd", text)


class Units:
    """The UTF-16 units of a text, in code points."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._astral = [match.start() + number for number, match in enumerate(_ASTRAL.finditer(text))]
        self._end = len(text) + len(self._astral)

    def span(self, start: int, length: int) -> Span:
        """Return a place; raise ValueError if it lies outside the text or parts a surrogate pair."""
        if start < 0 or length < 0 or start + length > self._end:
            raise ValueError("a place outside the text")
        return Span(self._code_point(start), self._code_point(start + length))

    def _code_point(self, unit: int) -> int:
        before = bisect.bisect_left(self._astral, unit)
        if before and self._astral[before - 1] == unit - 1:
            raise ValueError("a place inside a character")
        return unit - before


def mistakes(answer: object, text: str) -> list[Mistake]:
    """Return the matches of an answer about a text; raise BackendError if it cannot be what it seems to be."""
    try:
        return _mistakes(answer, text)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        reason = str(error) if isinstance(error, ValueError) else "it is not of the form of LanguageTool’s answers"
        raise BackendError(f"the answer makes no sense: {reason}") from error


def decoded(body: bytes) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the JSON of an answer; raise BackendError if it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        start = " ".join(body[:60].decode(errors="replace").split())
        raise BackendError(f"the answer is no JSON: “{start}”") from error


def _mistakes(answer: Any, text: str) -> list[Mistake]:  # noqa: ANN401 - JSON may be anything
    if answer.get("warnings", {}).get("incompleteResults"):
        raise BackendError("it did not finish the article")
    units = Units(text)
    found = []
    for match in answer["matches"]:
        span = units.span(match["offset"], match["length"])
        context = match["context"]
        quoted = Units(context["text"]).span(context["offset"], context["length"]).of(context["text"])
        if _bare(quoted) != _bare(span.of(text)):
            raise ValueError(f"it quotes “{quoted[:40]}” where the text has “{span.of(text)[:40]}”")
        suggestions = [str(suggestion["value"]) for suggestion in match["replacements"]]
        found.append(Mistake(str(match["rule"]["id"]), span, tuple(suggestions[:_MOST_SUGGESTIONS])))
    return found


def _bare(text: str) -> str:
    """Return the text without white space and characters that cannot be seen, which a context need not keep."""
    return _MARKS_AND_BLANKS.sub("", text)
