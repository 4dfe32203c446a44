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
    from collections.abc import Callable, Collection, Iterable, Iterator

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
_GAP = r"(?:[ \u00a0]{1,2}|[’'])"
_FIRST_WORDS = re.compile(rf"[\W\d_]*([^\W\d_]+)(?:{_GAP}([^\W\d_]+)(?:{_GAP}([^\W\d_]+))?)?")
_MOST_WORDS = 3
"""By so many a phrase is looked up: as many as these are."""
_PLAIN_WORD = re.compile(r"([^\W\d_ſıİ\u212a]+)(?=[ ,:'-]|\Z)(?![ :'-]\?)")
"""A whole word without letters that in some reading are forms of others (`literals.UNSURE`, the sign of the kelvin)."""
_GROUP_NEXT = re.compile(r"[^\W\d_]*\(")
_GAPS, _NO_LETTERS = re.compile(_GAP), re.compile(r"\A[\W\d_]+")
_PLAIN = re.compile(r"[a-z ]*")
_BEGINNING = 8
"""Characters of a sentence that tell most from all phrases."""
_MOST_BEGINNINGS = 1 << 13
"""So many are kept, as they come again and again."""


class Phrasebook:
    """Phrases ready to be looked up; what begins with a word becomes an expression when a sentence does."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases."""
        self._phrases = frozenset(phrases)
        self._opened: dict[str, dict[tuple[str, ...], list[tuple[str, str]]]] = {}

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        """The phrases by their first word."""
        found: dict[str, list[str]] = {}
        for phrase in sorted(self._phrases):
            for first in _keys(phrase):
                found.setdefault(first, []).append(phrase)
        return found

    def _by_opening(self, first: str) -> dict[tuple[str, ...], list[tuple[str, str]]]:
        """Return the phrases with a first word, and their plain beginnings, by the first words: at most three.

        They are fewer if the next may be any. Most words begin no sentence, so it is worked out for those that do.
        """
        if first not in self._opened:
            found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
            for phrase in self._by_first.get(first, ()):
                openings = set(_openings(_with_groups(phrase)))
                if () in openings or {opening[0] for opening in openings} != _keys(phrase):
                    openings = {(first,)}
                for opening in openings:
                    if opening[0] == first:
                        found.setdefault(opening, []).append((_plain_beginning(phrase), phrase))
            if not found:
                return found
            self._opened[first] = found
        return self._opened[first]

    @cached_property
    def _begun(self) -> frozenset[str]:
        """What first words begin with."""
        return frozenset(first[:length] for first in self._by_first for length in range(_BEGINNING + 1))

    @cached_property
    def _may_open(self) -> Callable[[str], bool]:
        """Tells whether a phrase may stand where a text begins with so many characters."""
        return functools.lru_cache(_MOST_BEGINNINGS)(self._begins)

    def _begins(self, beginning: str) -> bool:
        words = _GAPS.sub(" ", _NO_LETTERS.sub("", beginning)).lower()
        if not _PLAIN.fullmatch(words):
            return True
        first, blank, _ = words.partition(" ")
        if not blank:
            return first in self._begun
        openings = map(" ".join, self._by_opening(first))
        return any(opening.startswith(words) or words.startswith(f"{opening} ") for opening in openings)

    def likely(self, text: str, spans: Iterable[Span]) -> Iterator[int]:
        """Yield the numbers of the spans at whose beginning a phrase may stand, as far as its first words tell.

        That is much cheaper than a look for each phrase, and leaves few spans to look at.
        """
        may_open = self._may_open
        for number, (start, end) in enumerate(spans):
            if may_open(text[start : min(start + _BEGINNING, end)]):
                words = _FIRST_WORDS.match(text, start, end)
                if words and self._opened_by(words):
                    yield number

    def fitting(self, text: str, span: Span) -> Iterator[tuple[str, int]]:
        """Yield each phrase at the beginning of `span`, and where it ends.

        Raises ValueError if a phrase may take super-linear time.
        """
        end = min(span.end, span.start + _REACH)
        words = _FIRST_WORDS.match(text, span.start, end)
        phrases = self._opened_by(words) if words else ()
        if not phrases:
            return
        head = text[span.start : span.start + _LONGEST_BEGINNING].lower()
        head = _BLANKS.sub(" ", head if head.isascii() else head.translate(_PLAIN_I))
        for beginning, phrase in phrases:
            if head.startswith(beginning) and (found := _expression(phrase).match(text, span.start, end)):
                yield phrase, found.end()

    def _opened_by(self, words: re.Match[str]) -> Collection[tuple[str, str]]:
        """Return the phrases that may begin with these words, and their plain beginnings."""
        first = _folded(words[1])
        by_opening = self._by_opening(first)
        second, third = words[2] or "", words[3] or ""
        if not second.isascii() or not third.isascii():  # not all case forms of their letters are known here
            return dict.fromkeys(phrase for phrases in by_opening.values() for phrase in phrases)
        opening = first, second.lower(), third.lower()
        return [phrase for most in range(1, _MOST_WORDS + 1) for phrase in by_opening.get(opening[:most], ())]

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


def _openings(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield the first words of what a phrase fits, in lower case, as far as they are told: at most three."""
    words: list[str] = []
    at = 0
    while len(words) < _MOST_WORDS and (word := _PLAIN_WORD.match(phrase, at)):
        words.append(word[1].lower())
        at = word.end()
        if phrase[at : at + 1] not in {" ", "'"}:
            break
        at += 1
    group = _GROUP.search(phrase, at) if len(words) < _MOST_WORDS and _GROUP_NEXT.match(phrase, at) else None
    if group:
        for choice in [*group[1].split("|"), *([""] if group[2] else [])]:
            yield from _openings(f"{phrase[: group.start()]}{choice}{phrase[group.end() :]}")
    else:
        yield tuple(words)


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
