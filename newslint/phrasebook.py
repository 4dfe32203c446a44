"""Phrases that begin a sentence, looked up by its first word.

A phrase is text in which a blank is any blank, `…` stands for up to 40 characters of the same sentence, `#` for a
number, `(a|b)` for one of these, `(a )?` for what may be absent, and a word may have choices: `send/paste your text`.
Letter case, the form of an apostrophe and bold before a colon do not count; the rest is a regular expression.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.pattern import compile_pattern
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

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


class Phrasebook:
    """Phrases ready to be looked up; what begins with a word becomes an expression when a sentence does."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases."""
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        for phrase in sorted(phrases):
            for word in {_key(choice) or _key(phrase) for choice in phrase.split(" ")[0].split("/")}:
                self._by_word.setdefault(word, []).append((_plain_beginning(phrase), phrase))

    @property
    def first_words(self) -> AbstractSet[str]:
        """The words by which the phrases are looked up; empty is one that begins with none."""
        return self._by_word.keys()

    def match(self, text: str, span: Span, word: str | None = None) -> Span | None:
        """Return the longest phrase at the beginning of `span`; `word` is its `first_word`, if that is known.

        Raises ValueError if a phrase may take super-linear time.
        """
        phrases = self._by_word.get(first_word(text, span) if word is None else word)
        if not phrases:
            return None
        end = min(span.end, span.start + _REACH)
        head = _BLANKS.sub(" ", text[span.start : span.start + _LONGEST_BEGINNING].lower().translate(_PLAIN_I))
        likely = [phrase for beginning, phrase in phrases if head.startswith(beginning)]
        ends = [found.end() for phrase in likely if (found := _expression(phrase).match(text, span.start, end))]
        return Span(span.start, max(ends)) if ends else None


def first_word(text: str, span: Span) -> str:
    """Return the word by which phrases at the beginning of `span` are looked up; empty if there is none."""
    word = _FIRST_WORD.search(text, span.start, min(span.end, span.start + _REACH))
    return _key(word[0]) if word else ""


@functools.cache
def _expression(phrase: str) -> regex.Pattern[str]:
    return compile_pattern(source_of(phrase), {}, ignore_case=True)


def _key(text: str) -> str:
    """Return the first word in lower case, without the dot that the lower case of a Turkish İ has."""
    word = _FIRST_WORD.search(text)
    return word[0].casefold().replace("\u0307", "") if word else ""


def _plain_beginning(phrase: str) -> str:
    """Return the words that a sentence must begin with, in lower case, if they are but letters and blanks."""
    plain = _PLAIN_BEGINNING.match(phrase)
    return plain[0].lower()[: _LONGEST_BEGINNING // 2].rstrip() if plain else ""


def source_of(phrase: str) -> str:
    """Return the expression for a phrase."""
    source = _CHOICE.sub(lambda found: f"({found[0].replace('/', '|')})", phrase)
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


def _meaning(mark: re.Match[str]) -> str:
    return _NOTATION[mark[0]]
