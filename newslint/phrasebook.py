"""Phrases that begin a sentence, looked up by its first word.

A phrase is text in which a blank is any blank, `…` stands for up to 40 characters of the same sentence, `#` for a
number, `(a|b)` for one of these, `(a )?` for what may be absent, and a word may have choices: `send/paste your text`.
Letter case, the form of an apostrophe and bold before a colon do not count; the rest is a regular expression.
"""

from __future__ import annotations

import functools
from functools import cached_property
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.pattern import compile_pattern
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import regex

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_GROUP = re.compile(r"\(([^()]*)\)(\?)?")
_HELD = re.compile("[\ue000-\uf8ff]")
_CHOICE = re.compile(r"(?:^|(?<= ))[^ ()/|]+(?:/[^ ()/|]+)+(?= )")
_NOTATION = {
    "'": "[’']",
    "…": r"[^.!?\n]{0,40}?",
    "#": r"\d{1,6}+",
    ":": r"[*_]{0,3}+[ \u00a0]?+:",
    " ?": r"[ \u00a0]?+",
    " ": r"[ \u00a0]{1,2}+",
}
_MARKS = re.compile("|".join(map(re.escape, _NOTATION)))
_PLAIN_BEGINNING = re.compile(r"(?:[A-Za-z]+(?: |\Z))+")
_BLANKS = re.compile(r"[ \u00a0]+")
_LONGEST_BEGINNING = 60
_PLAIN_I = str.maketrans({"\u0307": "", "ı": "i"})
"""What the Turkish İ and I become that are no letters of English; a phrase in any letter case fits both."""
_REACH = 300
"""Characters of a sentence that are looked at: more than any phrase takes."""
_TWO_WORDS = re.compile(r"[\W\d_]*(?P<first>[^\W\d_]+)(?:(?:[ \u00a0]{1,2}|[’'])(?P<second>[^\W\d_]+))?")
_OPENING = re.compile(r"(?P<first>[A-Za-z]+)[ '](?P<second>[A-Za-z]+)(?=[,:'-]| (?!\?)|\Z)")
_OPENS_WITH_GROUP = re.compile(r"[A-Za-z]*[ ']?[A-Za-z]*\(")


class Phrasebook:
    """Phrases ready to be looked up; what begins with a word becomes an expression when a sentence does."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases."""
        self._phrases = frozenset(phrases)
        self._opened: dict[str, dict[str, list[tuple[str, str]]]] = {}

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        """The phrases by their first word."""
        found: dict[str, list[str]] = {}
        for phrase in sorted(self._phrases):
            for first in _keys(phrase):
                found.setdefault(first, []).append(phrase)
        return found

    def _by_second(self, first: str) -> dict[str, list[tuple[str, str]]]:
        """Return the phrases with a first word, and their plain beginnings, by the second; empty if it may be any.

        Most words begin no sentence of an article, so it is worked out for those that do.
        """
        if first not in self._by_first:
            return {}
        if first not in self._opened:
            found: dict[str, list[tuple[str, str]]] = {}
            for phrase in self._by_first[first]:
                openings = set(_openings(_with_groups(phrase)))
                is_known = {opening for opening, _ in openings} == _keys(phrase)
                for second in {second for opening, second in openings if opening == first} if is_known else {""}:
                    found.setdefault(second, []).append((_plain_beginning(phrase), phrase))
            self._opened[first] = found
        return self._opened[first]

    def likely(self, text: str, spans: Iterable[Span]) -> Iterator[int]:
        """Yield the numbers of the spans at whose beginning a phrase may stand, as far as its first two words tell.

        That is much cheaper than a look for each phrase, and leaves few spans to look at.
        """
        by_first, two_words = self._by_first, _TWO_WORDS.match
        for number, (start, end) in enumerate(spans):
            found = two_words(text, start, end)
            if not found or (first := _folded(found[1])) not in by_first:
                continue
            by_second, second = self._by_second(first), found[2]
            if "" in by_second or (second and (second.lower() in by_second or not second.isascii())):
                yield number

    def fitting(self, text: str, span: Span) -> Iterator[tuple[str, int]]:
        """Yield each phrase at the beginning of `span`, and where it ends.

        Raises ValueError if a phrase may take super-linear time.
        """
        end = min(span.end, span.start + _REACH)
        words = _TWO_WORDS.match(text, span.start, end)
        phrases = self._opened_by(words[1], words[2] or "") if words else ()
        if not phrases:
            return
        head = text[span.start : span.start + _LONGEST_BEGINNING].lower()
        head = _BLANKS.sub(" ", head if head.isascii() else head.translate(_PLAIN_I))
        for beginning, phrase in phrases:
            if head.startswith(beginning) and (found := _expression(phrase).match(text, span.start, end)):
                yield phrase, found.end()

    def _opened_by(self, first: str, second: str) -> Collection[tuple[str, str]]:
        by_second = self._by_second(_folded(first))
        if not second.isascii():  # not all case forms of its letters are known here
            return {phrase for phrases in by_second.values() for phrase in phrases}
        return by_second.get("", []) + (by_second.get(second.lower(), []) if second else [])

    def match(self, text: str, span: Span) -> Span | None:
        """Return the longest phrase at the beginning of `span`; raise ValueError like `fitting`."""
        ends = [end for _, end in self.fitting(text, span)]
        return Span(span.start, max(ends)) if ends else None


@functools.cache
def _expression(phrase: str) -> regex.Pattern[str]:
    return compile_pattern(source_of(phrase), {}, ignore_case=True)


def _key(text: str) -> str:
    """Return the first word in lower case, without the dot that the lower case of a Turkish İ has."""
    word = _FIRST_WORD.search(text)
    return _folded(word[0]) if word else ""


def _folded(word: str) -> str:
    return word.casefold().replace("\u0307", "")


def _keys(phrase: str) -> set[str]:
    """Return the words by which a phrase is looked up."""
    return {_key(choice) or _key(phrase) for choice in phrase.split(" ", maxsplit=1)[0].split("/")}


def _openings(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield the first two words of what a phrase fits, in lower case; two empty ones where they may be others."""
    plain, group = _OPENING.match(phrase), _GROUP.search(phrase)
    if plain:
        yield plain["first"].lower(), plain["second"].lower()
    elif group and _OPENS_WITH_GROUP.match(phrase):
        for choice in [*group[1].split("|"), *([""] if group[2] else [])]:
            yield from _openings(f"{phrase[: group.start()]}{choice}{phrase[group.end() :]}")
    else:
        yield "", ""


def _plain_beginning(phrase: str) -> str:
    """Return the words that a sentence must begin with, in lower case, if they are but letters and blanks."""
    plain = _PLAIN_BEGINNING.match(phrase)
    return plain[0].lower()[: _LONGEST_BEGINNING // 2].rstrip() if plain else ""


def source_of(phrase: str) -> str:
    """Return the expression for a phrase."""
    source = _with_groups(phrase)
    groups: list[str] = []

    def hold(group: re.Match[str]) -> str:
        # Tried once, in an order in which no choice hides a longer one: then a phrase takes linear time.
        groups.append(f"(?>{'|'.join(sorted(group[1].split('|'), reverse=True))}){'?+' if group[2] else ''}")
        return chr(0xE000 + len(groups) - 1)

    while _GROUP.search(source):
        source = _GROUP.sub(hold, source)
    source = _MARKS.sub(_meaning, source)
    while _HELD.search(source):
        source = _HELD.sub(lambda held: _MARKS.sub(_meaning, groups[ord(held[0]) - 0xE000]), source)
    return source if phrase.endswith(":") else rf"{source}(?![^\W_])"


def _with_groups(phrase: str) -> str:
    """Return the phrase with the choices of a word as groups."""
    return _CHOICE.sub(lambda found: f"({found[0].replace('/', '|')})", phrase)


def _meaning(mark: re.Match[str]) -> str:
    return _NOTATION[mark[0]]
