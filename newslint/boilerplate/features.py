"""What speaks for page furniture in a block, and what against it, in numbers.

The names of the features are those of the weights. `look` takes a block for itself, `added` holds it against the
article: repeated lines, words that occur nowhere else, its place among the paragraphs of prose.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.boilerplate.shapes import MARKS, is_odd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newslint.span import Span

Features = dict[str, float]

CUES = ("share", "subscribe", "credit", "legal", "advert", "comment", "author")
"""What pages speak of and articles seldom do."""
_KINDS = (*CUES, "related", "page", "reader")
_SPEAKS = frozenset(f"speaks of {kind}" for kind in CUES)
_CUE_CLASSES = tuple(f"furniture_{kind}" for kind in _KINDS)
CLASSES = ("closed_word", "furniture_odd", *_CUE_CLASSES)
"""The word classes that are asked for."""

_SIZES = ("tiny", "label", "short", "headline", "paragraph", "long", "huge")
_MOST_OF_SIZE = (3, 25, 60, 130, 300, 700)
"""Most characters of a block of each size but the last."""
_SHORT = frozenset({"tiny", "label", "short", "headline"})
_HAS_LETTERS_SHOWN = 300
_PROSE, _PROSE_CLOSED, _PLAIN = 90, 0.2, 130
"""Fewest characters of a paragraph of prose, least share of closed-class words, fewest characters to pass it over."""
_LONGEST = 1200
"""Characters of a block: what is longer is an article with its paragraphs lost, or a part of one."""
_KEY, _SHORTEST_KEY = 40, 6
_HEAD, _FOOT, _NEAR_FOOT = 3, 3, 6
_RUNS = ((1, "alone"), (4, "in a run"), (12, "in a long run"))
_LONGEST_RUN = "in a very long run"
_LONG_WORD, _FEWEST_WORDS, _FEWEST_CONTENT, _HARDLY = 4, 3, 2, 0.25
_MOST_HITS = 3
_LOUD, _FEW_LETTERS = 0.6, 3

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_PLAIN_WORD = re.compile(r"[a-z]+(?:[’'][a-z]+)?", re.ASCII)
"""The same in a text in lower case that has no other letters, in half the time."""
_STOP = re.compile(r"[.!?…][\"”’')\]*_]{0,4}\Z")
_STOP_REACH = 8
_SENTENCE = re.compile(r"[a-z\d)][.!?][\"”’)]? +[“\"‘(]?[A-Z]")


class Look(NamedTuple):
    """A block by itself."""

    span: Span
    size: str
    words: Sequence[str]
    """In lower case."""
    is_prose: bool
    has_stop: bool
    key: str
    """Its first letters: the same for near-repeats."""
    features: Features
    """Empty for what is passed over: prose in which nothing is odd, and what is too long."""


def has_plain_letters(characters: Iterable[str]) -> bool:
    """Whether a text of these characters has no letters and figures but those of ASCII."""
    return not any(char.isalnum() for char in characters if not char.isascii())


def look(text: str, span: Span, classes: Mapping[str, frozenset[str]], *, is_plain: bool = False) -> Look:
    """Return what the block shows by itself; `is_plain` if its text `has_plain_letters`."""
    line = span.of(text)
    lower = line.lower()
    length = len(line)
    words = (_PLAIN_WORD if is_plain else _WORD).findall(lower)
    unique = set(words)
    size = _SIZES[bisect_left(_MOST_OF_SIZE, length)]
    has_stop = _STOP.search(line, max(0, length - _STOP_REACH)) is not None
    closed = sum(map(classes["closed_word"].__contains__, words)) / max(1, len(words))
    is_prose = length >= _PROSE and has_stop and closed >= _PROSE_CLOSED
    found: Features = {}
    one = Look(span, size, words, is_prose, has_stop, "".join(words[:_KEY])[:_KEY], found)
    if length > _LONGEST:
        return one
    if is_prose and length >= _PLAIN and unique.isdisjoint(classes["furniture_odd"]) and not is_odd(line):
        return one
    found |= {"always": 1.0, size: 1.0, "closed words": closed, f"closed words, {size}": closed}
    if not has_stop:
        found |= {"no stop": 1.0, f"no stop, {size}": 1.0}
        if not _SENTENCE.search(line):
            found["no sentence"] = 1.0
    _show_marks(found, line, lower, size)
    if words:
        _show_words(found, words, unique, size, classes)
        if length <= _HAS_LETTERS_SHOWN:
            _show_letters(found, line, size)
    else:
        found["no words"] = 1.0
    return one


def _show_marks(found: Features, line: str, lower: str, size: str) -> None:
    characters = set(lower)
    for name, needed, hints, pattern, is_lower in MARKS:
        if needed.isdisjoint(characters) or (hints and not any(map(lower.__contains__, hints))):
            continue
        if pattern.search(lower if is_lower else line):
            found[name] = 1.0
            if size in _SHORT:
                found[f"{name}, short"] = 1.0


def _show_words(
    found: Features, words: Sequence[str], unique: set[str], size: str, classes: Mapping[str, frozenset[str]]
) -> None:
    alone, paired = _cues(tuple(classes[name] for name in _CUE_CLASSES))
    shown_by = unique & alone
    if not unique.isdisjoint(paired):
        shown_by |= {f"{left} {right}" for left, right in pairwise(words) if left in paired}
    for kind in _KINDS if shown_by else ():
        cues = classes[f"furniture_{kind}"]
        hits = len(shown_by & cues)
        if hits:
            shown = float(min(_MOST_HITS, hits))
            found[f"speaks of {kind}"] = shown
            found[f"speaks of {kind}, {size}"] = shown
            found[f"share of {kind}"] = min(1.0, hits / len(words))
            if words[0] in cues or " ".join(words[:2]) in cues:
                found[f"begins with {kind}"] = 1.0


@functools.lru_cache(maxsize=4)
def _cues(classes: tuple[frozenset[str], ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the cues of all kinds, and the first words of those that are two."""
    cues = frozenset[str]().union(*classes)
    return cues, frozenset(cue.partition(" ")[0] for cue in cues if " " in cue)


def _show_letters(found: Features, line: str, size: str) -> None:
    words = _WORD.findall(line)
    large = [word for word in words if not word.islower()]  # all others have no capital
    capitals = sum([word[0].isupper() for word in large]) / len(words)
    found |= {"capitals": capitals, f"capitals, {size}": capitals}
    letters = sum(map(len, words))
    may_shout = sum(map(len, large)) > _LOUD * letters or not line.isascii()
    if letters > _FEW_LETTERS and may_shout and sum(map(str.isupper, line)) > _LOUD * letters:
        found |= {"shouting": 1.0, f"shouting, {size}": 1.0}
    if any(map(str.isdigit, set(line))):
        found["digits"] = sum(map(str.isdigit, line)) / len(line)


def added(looks: Sequence[Look], classes: Mapping[str, frozenset[str]]) -> None:
    """Add what depends on the article to the features of its blocks."""
    total = len(looks)
    counts = Counter(chain.from_iterable([one.words for one in looks]))
    keys = Counter(one.key for one in looks)
    prose = [number for number, one in enumerate(looks) if one.is_prose]
    first, last = (prose[0], prose[-1]) if prose else (total, -1)
    runs = list(_runs(looks))
    for number, one in enumerate(looks):
        found, size = one.features, one.size
        if not found:
            continue
        found["share of prose"] = len(prose) / total
        if keys[one.key] > 1 and len(one.key) >= _SHORTEST_KEY:
            found["repeated"] = 1.0
            if len(one.key) == _KEY:
                found["repeated, whole sentence"] = 1.0
        if number and "a colon at the end" in looks[number - 1].features:
            found["after a colon"] = 1.0
        places = _places(number, total, first, last, is_prose=one.is_prose)
        for shown in (*places, *runs[number]):
            found |= {shown: 1.0, f"{shown}, {size}": 1.0}
        _hold_against(counts, one, classes["closed_word"])


def _places(number: int, total: int, first: int, last: int, *, is_prose: bool) -> Iterator[str]:
    """Yield where a block stands; `first` and `last` are the numbers of the outermost paragraphs of prose."""
    if number == 0:
        yield "first"
    if number == total - 1:
        yield "last"
    if number < _HEAD:
        yield "near the head"
    if number >= total - _FOOT:
        yield "near the foot"
    elif number >= total - _NEAR_FOOT:
        yield "not far from the foot"
    if number < first:
        yield "before the prose"
    elif number > last:
        yield "after the prose"
    elif not is_prose:
        yield "amid prose"


def _runs(looks: Sequence[Look]) -> Iterator[tuple[str, ...]]:
    """Yield for each block what is true of the blocks that stand together with it and are no prose."""
    start = 0
    for number in range(len(looks) + 1):
        if number < len(looks) and not looks[number].is_prose:
            continue
        length = number - start
        name = next((name for most, name in _RUNS if length <= most), _LONGEST_RUN)
        is_mute = length > 1 and all(_SPEAKS.isdisjoint(one.features) for one in looks[start:number])
        yield from [(name, "in a run without a word of pages") if is_mute else (name,)] * length
        if number < len(looks):
            yield ()
        start = number + 1


def _hold_against(counts: Mapping[str, int], one: Look, closed: frozenset[str]) -> None:
    """Add how many of its words with a meaning the block shares with the rest of the article."""
    if len(one.words) < _FEWEST_WORDS:
        return
    content = [word for word in set(one.words) if len(word) >= _LONG_WORD and word not in closed]
    if len(content) < _FEWEST_CONTENT:
        return
    # What occurs once in the article occurs here.
    new = sum([counts[word] == 1 or counts[word] <= one.words.count(word) for word in content]) / len(content)
    found, size = one.features, one.size
    found |= {"new words": new, f"new words, {size}": new}
    if new == 1:
        found["all words new"] = 1.0
    if new < _HARDLY:
        found |= {"hardly a word new": 1.0, f"hardly a word new, {size}": 1.0}
