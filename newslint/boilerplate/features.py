"""What speaks for page furniture in a block by itself, and what against it, in numbers.

The names of the features are those of the weights. `Look` is what every block is asked for, `shown` all that it shows;
`page` holds it against the article.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.boilerplate.shapes import marks
from newslint.boilerplate.words import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.boilerplate.shapes import Odd
    from newslint.span import Span

    Classes = Mapping[str, frozenset[str]]

Features = dict[str, float]

CUES = ("share", "subscribe", "credit", "legal", "advert", "comment", "author")
"""What pages speak of and articles seldom do."""
_KINDS = (*CUES, "related", "page", "reader")
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
_LONGEST_PLAIN = 25
"""Words of a block without a shape of furniture: what is longer is prose, an advertisement or not."""
_MOST_HITS = 3
_LOUD, _FEW_LETTERS = 0.6, 3

_STOP = re.compile(r"[.!?…][\"”’')\]*_]{0,4}\Z")
_STOP_REACH = 8
_SENTENCE = re.compile(r"[a-z\d)][.!?][\"”’)]? +[“\"‘(]?[A-Z]")


class Look:
    """A block, and what each is asked for."""

    def __init__(self, line: str, span: Span, words: Sequence[str], odd: Odd, classes: Classes) -> None:
        """Take a block with its words in lower case, what is odd in the article, and the word classes `CLASSES`."""
        self.line, self.span, self.words = line, span, words
        length = len(line)
        self.size = _SIZES[bisect_left(_MOST_OF_SIZE, length)]
        self.has_stop = _STOP.search(line, max(0, length - _STOP_REACH)) is not None
        self.closed = sum(map(classes["closed_word"].__contains__, words)) / max(1, len(words))
        """The share of closed-class words."""
        self.is_prose = length >= _PROSE and self.has_stop and self.closed >= _PROSE_CLOSED
        """Whether it is a paragraph of prose."""
        is_plain = self.is_prose and length >= _PLAIN and classes["furniture_odd"].isdisjoint(words)
        self.is_dull = length > _LONGEST or (is_plain and not odd.is_in(line))
        """Whether it is passed over: prose in which nothing is odd, and what is too long."""
        self.is_long = len(words) > _LONGEST_PLAIN

    @cached_property
    def lower(self) -> str:
        """The block in lower case."""
        return self.line.lower()


def shown(one: Look, classes: Classes) -> Features:
    """Return what a block shows by itself; nothing if it is passed over."""
    if one.is_dull:
        return {}
    line, size = one.line, one.size
    found: Features = {"always": 1.0, size: 1.0, "closed words": one.closed, f"closed words, {size}": one.closed}
    if not one.has_stop:
        found |= {"no stop": 1.0, f"no stop, {size}": 1.0}
        if not _SENTENCE.search(line):
            found["no sentence"] = 1.0
    characters = set(one.lower)
    for name in marks(line, one.lower, characters):
        found[name] = 1.0
        if size in _SHORT:
            found[f"{name}, short"] = 1.0
    if one.words:
        _show_words(found, one.words, size, classes)
        if len(line) <= _HAS_LETTERS_SHOWN:
            _show_letters(found, line, size, has_digits=any(map(str.isdigit, characters)))
    else:
        found["no words"] = 1.0
    return found


def _show_words(found: Features, words: Sequence[str], size: str, classes: Classes) -> None:
    cues = cues_in(words, classes)
    for kind in _KINDS if cues else ():
        of_kind = classes[f"furniture_{kind}"]
        hits = len(of_kind & cues)
        if hits:
            times = float(min(_MOST_HITS, hits))
            found[f"speaks of {kind}"] = times
            found[f"speaks of {kind}, {size}"] = times
            found[f"share of {kind}"] = min(1.0, hits / len(words))
            if words[0] in of_kind or " ".join(words[:2]) in of_kind:
                found[f"begins with {kind}"] = 1.0


def cues_in(words: Sequence[str], classes: Classes) -> AbstractSet[str]:
    """Return the words, and the two together, of which pages speak."""
    alone, paired = _cues(tuple(classes[name] for name in _CUE_CLASSES))
    found = alone.intersection(words)
    if not paired.isdisjoint(words):
        found |= {f"{left} {right}" for left, right in pairwise(words) if left in paired}
    return found


@lru_cache(maxsize=4)
def _cues(classes: tuple[frozenset[str], ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the cues of all kinds, and the first words of those that are two."""
    cues = frozenset[str]().union(*classes)
    return cues, frozenset(cue.partition(" ")[0] for cue in cues if " " in cue)


def _show_letters(found: Features, line: str, size: str, *, has_digits: bool) -> None:
    words = WORD.findall(line)
    large = [word for word in words if not word.islower()]  # all others have no capital
    capitals = sum([word[0].isupper() for word in large]) / len(words)
    found |= {"capitals": capitals, f"capitals, {size}": capitals}
    letters = sum(map(len, words))
    may_shout = sum(map(len, large)) > _LOUD * letters or not line.isascii()
    if letters > _FEW_LETTERS and may_shout and sum(map(str.isupper, line)) > _LOUD * letters:
        found |= {"shouting": 1.0, f"shouting, {size}": 1.0}
    if has_digits:
        found["digits"] = sum(map(str.isdigit, line)) / len(line)
