"""How much the parts of an article have in common: the rare words and the names on both sides of a paragraph’s start.

Lexical cohesion in the sense of Hearst’s TextTiling (1997), with two changes: each word counts once, by its rarity, and
the whole text before a paragraph is held against the whole text from it on.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, filterfalse, islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newslint import ready_re as re
from newslint.lexicon import english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newslint.document import Document

T = TypeVar("T")

EVERYDAY = 5.2
"""On the Zipf scale: a word as frequent as this says nothing of what a text is about."""
UNKNOWN = 1.5
"""What counts as the frequency of a word that the lexicon does not have."""
_SHORTEST = 4
_CAPITALIZED = re.compile(r"[^\W\d_a-z][^\W\d_]+")
_COMMON = 4.8
_MOST_KNOWN = 1 << 15
_MOST_PARAGRAPHS, _MOST_TRIED = 120, 80
"""So many paragraphs are asked one by one what they share, and so many words are tried for that: time stays linear."""
_ROUNDING = 1e-9
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
        return _WEIGHED[word]


class _Known(dict[str, T]):
    """What was told of words before, as far as there is room: looked up for each word of an article."""

    def __init__(self, tell: Callable[[str], T]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        told = self[word] = self._tell(word)
        return told


def _weighed(word: str) -> tuple[str, float]:
    rarity = max(0.0, EVERYDAY - (english().zipf(word) or UNKNOWN))
    says_much = (len(word) >= _SHORTEST or word.isupper()) and word.lower() not in _CALENDAR
    return stem(word), rarity if says_much else 0.0


def _lower_of_name(word: str) -> str:
    """Return a word in lower case if it may be a name as it is; else nothing."""
    lower = word.lower()
    is_large = len(word) > 1 and word[0].isupper() and lower not in _CALENDAR
    return lower if is_large and english().zipf(word) < _COMMON else ""


_WEIGHED, _LOWER_OF_NAMES = _Known(_weighed), _Known(_lower_of_name)


def stem(word: str) -> str:
    """Return the word in lower case without a common ending: enough to see that `walked` is of `walking`."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def borders(doc: Document) -> Iterator[Border]:
    """Yield the start of each paragraph but the first; for `Document.view`."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    names, text = _names(doc), doc.letters_alone
    for number, (start, end) in enumerate(doc.paragraphs):
        for word in names.keys() & text[start:end].split():
            name = names[word]
            first.setdefault(name, number)
            last[name] = number
    threads = [name for name, number in last.items() if first[name] < number]
    begin, end_in = sorted(first.values()), sorted(last.values())
    threads_begin, threads_end = sorted(first[name] for name in threads), sorted(last[name] for name in threads)
    for number in range(1, len(doc.paragraphs)):
        after, new = len(last) - bisect_left(end_in, number), len(last) - bisect_left(begin, number)
        apart = bisect_left(threads_end, number), len(threads) - bisect_left(threads_begin, number)
        yield Border(number, after, after - new, apart)


def _names(doc: Document) -> dict[str, str]:
    """Return the names by the words that hold them.

    A name stands in this text with a capital only, and is not too common a word for one; `iPhone` holds `Phone`.
    """
    words = doc.vocabulary
    large = {word: _LOWER_OF_NAMES[word] for word in filterfalse(str.islower, words)}
    names = {word: word for word, lower in large.items() if lower and lower not in words}
    inner = ((word, _CAPITALIZED.search(word)) for word, lower in large.items() if not (lower or word[0].isupper()))
    return names | {word: found[0] for word, found in inner if found and found[0] in names}


def shared_words(doc: Document) -> Iterator[float]:
    """Yield for each paragraph how much the text before it and the text from it on share; for `Document.view`.

    It is the weight of the rare words on both sides, as a share of what the side with less of them has: 0 to 1.
    """
    length = len(doc.paragraphs)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    weighed, weight = doc.view(_rare)[0]
    for number, paragraph in enumerate(doc.paragraphs):
        for word in weighed.keys() & paragraph.of(doc.letters_alone).split():
            base, _ = weighed[word]
            first.setdefault(base, number)
            last[base] = number
    begun = _running((first[base] for base in weight), length, weight.values())
    ended = _running((last[base] for base in weight), length, weight.values())
    total = sum(weight.values())
    for number in range(length):
        before, after = begun[number], total - ended[number]
        yield max(0.0, before + after - total) / min(before, after) if before and after else 0.0


def surely_share(doc: Document, number: int, most: float) -> bool:
    """Whether `shared_words` is above `most` for this paragraph, as far as the words tell that are asked first.

    What the side with less of the rare words has is at most half of what the two have together.
    """
    if len(doc.paragraphs) > _MOST_PARAGRAPHS:
        return False  # it is better to count them all at once
    weighed, weight = doc.view(_rare)[0]
    text, times, start = doc.letters_alone, doc.vocabulary, doc.paragraphs[number].start
    enough = most * sum(weight.values()) / (2 - most) + _ROUNDING
    shared: dict[str, float] = {}
    for word in islice((word for word in weighed if times[word] > 1), _MOST_TRIED):
        base, wanted = weighed[word][0], f" {word} "
        if 0 <= text.find(wanted) < start - 1 <= text.rfind(wanted):
            shared[base] = weight[base]
            if sum(shared.values()) > enough:
                return True
    return False


def _rare(doc: Document) -> Iterator[tuple[dict[str, tuple[str, float]], dict[str, float]]]:
    """Yield the rare words of an article with their stems and weights, and the weights by the stems.

    Of words with one stem the last one weighs, in the order of the text: a set has another in each run.
    """
    words = doc.vocabulary
    weighed = {word: found for word, found in zip(words, map(_WEIGHED.__getitem__, words), strict=True) if found[1]}
    yield weighed, dict(weighed.values())


def _running(places: Iterable[int], length: int, weights: Iterable[float]) -> list[float]:
    """Return for each paragraph the sum of the weights of all places before it."""
    sums = [0.0] * (length + 1)
    for number, weight in zip(places, weights, strict=True):
        sums[number + 1] += weight
    return list(accumulate(sums))
