"""How much the parts of an article have in common: the rare words and the names on both sides of a paragraph’s start.

Lexical cohesion in the sense of Hearst’s TextTiling (1997), with two changes: each word counts once, by its rarity, and
the whole text before a paragraph is held against the whole text from it on.
"""

from __future__ import annotations

import functools
from itertools import accumulate, filterfalse, repeat
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.lexicon import english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.document import Document

EVERYDAY = 5.2
"""On the Zipf scale: a word as frequent as this says nothing of what a text is about."""
UNKNOWN = 1.5
"""What counts as the frequency of a word that the lexicon does not have."""
_SHORTEST = 4
_CAPITALIZED = re.compile(r"[^\W\d_a-z][^\W\d_]+")
_COMMON = 4.8
_ENDINGS = ("ing", "ed", "es", "s")
_CALENDAR = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"),
        *("april", "may", "june", "july", "august", "september", "october", "november", "december"),
    }
)


class Border(NamedTuple):
    """What the names before a paragraph and those from it on have in common."""

    paragraph: int
    """The number of the paragraph that begins there."""
    names: int
    """The distinct names from there on."""
    old_names: int
    """Those of them that occur before it."""
    threads: tuple[int, int]
    """The names that several paragraphs have, all before it, and all from there on."""


class Weights:
    """What each word says of the matter of a text: nothing if everybody uses it, most if hardly anybody does."""

    def __call__(self, word: str) -> tuple[str, float]:
        """Return the stem of a word and its weight."""
        return _weighed(word)


@functools.lru_cache(maxsize=1 << 15)
def _weighed(word: str) -> tuple[str, float]:
    rarity = max(0.0, EVERYDAY - (english().zipf(word) or UNKNOWN))
    says_much = (len(word) >= _SHORTEST or word.isupper()) and word.lower() not in _CALENDAR
    return stem(word), rarity if says_much else 0.0


def stem(word: str) -> str:
    """Return the word in lower case without a common ending: enough to see that `walked` is of `walking`."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def borders(doc: Document) -> Iterator[Border]:
    """Yield the start of each paragraph but the first; for `Document.view`."""
    length = len(doc.paragraphs)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    names = _names(doc)
    for number, paragraph in enumerate(doc.paragraphs):
        for name in {names[word] for word in names.keys() & paragraph.of(doc.letters_alone).split()}:
            first.setdefault(name, number)
            last[name] = number
    threads = [name for name, number in last.items() if first[name] < number]
    begun, ended = _running(first.values(), length), _running(last.values(), length)
    threads_begun = _running((first[name] for name in threads), length)
    threads_ended = _running((last[name] for name in threads), length)
    for number in range(1, length):
        after, new = len(last) - ended[number], len(last) - begun[number]
        apart = round(threads_ended[number]), len(threads) - round(threads_begun[number])
        yield Border(number, round(after), round(after - new), apart)


def _names(doc: Document) -> dict[str, str]:
    """Return the names by the words that hold them.

    A name stands in this text with a capital only, and is not too common a word for one; `iPhone` holds `Phone`.
    """
    lexicon, words = english(), doc.vocabulary
    large = list(filterfalse(str.islower, words))
    capitalized = [
        word for word in large if word[0].isupper() and (lower := word.lower()) not in words and lower not in _CALENDAR
    ]
    names = {word: word for word in capitalized if len(word) > 1 and lexicon.zipf(word) < _COMMON}
    inner = ((word, _CAPITALIZED.search(word)) for word in large if not word[0].isupper())
    return names | {word: found[0] for word, found in inner if found and found[0] in names}


def shared_words(doc: Document) -> Iterator[float]:
    """Yield for each paragraph how much the text before it and the text from it on share; for `Document.view`.

    It is the weight of the rare words on both sides, as a share of what the side with less of them has: 0 to 1.
    """
    length = len(doc.paragraphs)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    weighed = {word: found for word in doc.vocabulary if (found := _weighed(word))[1]}
    for number, paragraph in enumerate(doc.paragraphs):
        for word in weighed.keys() & paragraph.of(doc.letters_alone).split():
            base, _ = weighed[word]
            first.setdefault(base, number)
            last[base] = number
    # Of words with one base the last one weighs, in the order of the text: a set has another in each run.
    weight = {base: rarity for base, rarity in weighed.values() if base in first}
    begun = _running((first[base] for base in weight), length, weight.values())
    ended = _running((last[base] for base in weight), length, weight.values())
    total = sum(weight.values())
    for number in range(length):
        before, after = begun[number], total - ended[number]
        yield max(0.0, before + after - total) / min(before, after) if before and after else 0.0


def _running(places: Iterable[int], length: int, weights: Iterable[float] = repeat(1.0)) -> list[float]:
    """Return for each paragraph the sum of the weights of all places before it."""
    sums = [0.0] * (length + 1)
    for number, weight in zip(places, weights, strict=False):
        sums[number + 1] += weight
    return list(accumulate(sums))
