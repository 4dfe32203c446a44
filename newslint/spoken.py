"""The words of an article in lower case, and which of them stand side by side: what a check asks before it looks.

A rule about words that follow each other finds nothing in most articles. That is told by sets of words and of pairs,
which are made once for all rules; only where a pair stands that matters need a pattern be tried.
"""

from __future__ import annotations

import itertools
import operator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from newslint import literals, segment
from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.document import Document

    Gram = str | tuple[str, str]
    """A word in lower case, or two that stand side by side."""

NUMBER = "#"
"""Stands for every word that begins with a figure."""
_WORDS = re.compile(r"[^\W_]+")
_GAPS = (" ", "  ")
_LONG = 50_000
"""Words of an article that is worth the time that it takes to hold equal ones as one."""
_FEW = 12
"""So many words are quicker searched for one by one than by a look at each word of the article."""


@dataclass(frozen=True)
class Spoken:
    """The words of an article: runs of letters and figures."""

    in_row: Sequence[str]
    text: str
    """The text in lower case, each character in its place, with blanks for hard spaces; as given if `places` is."""
    alone: str
    """The same with a blank for all that is no letter and no figure, between two blanks: so words are found whole."""
    twice: AbstractSet[str]
    """The words that stand twice side by side."""
    places: Mapping[str, Sequence[int]] | None = None
    """Where each word stands; None where that is looked up in `text`."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct words."""
        return frozenset(self.in_row)

    @cached_property
    def neighbours(self) -> AbstractSet[tuple[str, str]]:
        """The distinct pairs of words that stand side by side, whatever parts them; a figure as `NUMBER`."""
        return frozenset(itertools.pairwise(self._named))

    @cached_property
    def _named(self) -> Sequence[str]:
        return [NUMBER if word < ":" else word for word in self.in_row]  # the digits come before all letters

    @cached_property
    def words_or_number(self) -> frozenset[str]:
        """The distinct words, and `NUMBER` if some begins with a figure: what single grams are looked up in."""
        return self.words | {NUMBER} if NUMBER in self._named else self.words

    def among(self, words: AbstractSet[str], pairs: AbstractSet[tuple[str, str]]) -> set[Gram]:
        """Return which of many words and pairs the article has; two sets meet quickly, as they know their hashes."""
        return {*(words & self.words_or_number), *(pairs & self.neighbours)}

    def numbers_of(self, words: AbstractSet[str]) -> Iterable[int]:
        """Yield which words of the row are among these, by their numbers."""
        return itertools.compress(itertools.count(), map(words.__contains__, self.in_row))

    def starts(self, word: str) -> Sequence[int]:
        """Return the places where a word begins that no other letter or figure touches."""
        if self.places is not None:
            return self.places.get(word, ())
        wanted, found = f" {word} ", []
        at = self.alone.find(wanted)
        while at >= 0:
            found.append(at)
            at = self.alone.find(wanted, at + len(word) + 1)
        return found

    def near(self, grams: Iterable[Gram]) -> list[int]:
        """Return places one of which is in each place of the grams, in order; a lone number has none."""
        words = {max(set(gram) - {NUMBER} if isinstance(gram, tuple) else {gram}, key=len) for gram in grams}
        return self.starts_of(words)

    def starts_of(self, words: Iterable[str]) -> list[int]:
        """Return the places where one of the words begins, in order."""
        present = self.words.intersection(words)
        if len(present) > _FEW and self.places is None:
            return [at for at, _ in self._in_order(present)]
        return sorted(at for word in present for at in self.starts(word))

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> list[int]:
        """Return the places where two words begin that one or two blanks part, in order."""
        pairs = {*pairs}
        if self.places is not None:
            return self.starts_of({first for first, _ in pairs})
        if len(pairs) > _FEW:
            begun_by: dict[str, tuple[str, ...]] = {}
            for first, second in pairs:
                begun_by[first] = *begun_by.get(first, ()), *(f"{first}{gap}{second}" for gap in _GAPS)
            return [at for at, word in self._in_order(begun_by.keys()) if self.text.startswith(begun_by[word], at)]
        found: set[int] = set()
        for first, second in pairs:
            for gap in _GAPS:
                both, at = f"{first}{gap}{second}", -1
                while (at := self.text.find(both, at + 1)) >= 0:
                    found.add(at)
        return sorted(found)

    def _in_order(self, words: AbstractSet[str]) -> Iterator[tuple[int, str]]:
        """Yield the places of words, in order, by one pass over the article."""
        end = 0
        for word in filter(words.__contains__, self.in_row):
            at = self.alone.find(f" {word} ", end)  # the next of them, and so not far
            end = at + len(word)
            yield at, word


def spoken(doc: Document) -> Iterator[Spoken]:
    """Yield the words of an article, for `Document.view`."""
    lowered = doc.view(literals.read)
    no_letters = str.maketrans(dict.fromkeys(filter(is_no_letter, doc.characters), " "))
    if lowered:
        text = lowered[0].translate(no_letters) if no_letters else lowered[0]
        alone = segment.words_alone(text, doc.characters)
        in_row = _shared(alone.split())
        yield Spoken(in_row, lowered[0], f" {alone} ", _doubled(in_row))
        return
    places: dict[str, list[int]] = {}  # in lower case its places are others
    in_row = []
    for match in _WORDS.finditer(doc.text.translate(no_letters)):
        in_row.append(match[0].lower())
        places.setdefault(in_row[-1], []).append(match.start())
    yield Spoken(in_row, doc.text, "", _doubled(in_row), places)


def is_no_letter(char: str) -> bool:
    """Whether a word ends before a number such as `²` or `½`: to regex, unlike to Python, it belongs to none."""
    return char > "~" and char.isnumeric() and not char.isdecimal() and not char.isalpha()


def words_and_pairs(grams: Iterable[Gram]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return those that are words, and those that are pairs, for `Spoken.among`."""
    words, pairs = set[str](), set[tuple[str, str]]()
    for gram in grams:
        if isinstance(gram, str):
            words.add(gram)
        else:
            pairs.add(gram)
    return frozenset(words), frozenset(pairs)


def _shared(in_row: list[str]) -> list[str]:
    """Return the words of an article; of a long one those that are equal as one, which takes half the memory."""
    one_of_each: dict[str, str] = {}
    return in_row if len(in_row) < _LONG else list(map(one_of_each.setdefault, in_row, in_row))


def _doubled(in_row: Sequence[str]) -> frozenset[str]:
    return frozenset(itertools.compress(in_row, map(operator.eq, in_row, itertools.islice(in_row, 1, None))))
