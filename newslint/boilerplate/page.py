"""The blocks of an article, and what each shows: by itself, and held against the article.

What a block shows takes long to tell, and few blocks of an article matter: so it is told of those that are asked for.
Against the article it shows repeated lines, words that occur nowhere else, its place among the paragraphs of prose.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from newslint.boilerplate.blocks import blocks
from newslint.boilerplate.features import CUES, Look, cues_in, shown
from newslint.boilerplate.shapes import MARKS, Odd, marks
from newslint.boilerplate.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newslint.boilerplate.features import Classes, Features
    from newslint.boilerplate.shapes import Mark
    from newslint.document import Document

_KEY, _SHORTEST_KEY = 40, 6
_HEAD, _FOOT, _NEAR_FOOT = 3, 3, 6
_RUNS = ((1, "alone"), (4, "in a run"), (12, "in a long run"))
_LONGEST_RUN = "in a very long run"
_LONG_WORD, _FEWEST_WORDS, _FEWEST_CONTENT, _HARDLY = 4, 3, 2, 0.25

_LATIN = "\xff"
"""The last letter that is sure to be one letter in lower case, too."""
_COLON = tuple(mark for mark in MARKS if mark.name == "a colon at the end")


class Page:
    """The blocks of an article, and what each of them shows."""

    def __init__(self, doc: Document, classes: Classes) -> None:
        """Take an article and the word classes `features.CLASSES`."""
        self._classes = classes
        self._characters = frozenset("".join(doc.characters).lower())
        odd = Odd(doc.text, doc.characters)
        letters = "" if any(char > _LATIN and char.isalnum() for char in doc.characters) else doc.letters_alone
        self.looks: list[Look] = []
        for span in blocks(doc):
            line = span.of(doc.text)
            words = words_of(line, span.of(letters).lower() if letters else None)
            self.looks.append(Look(line, span, words, odd, classes))
        self._features: dict[int, Features] = {}

    def features(self, at: int) -> Features:
        """Return what a block shows, by the names of the weights; nothing if it is passed over."""
        if at not in self._features:
            found = shown(self.looks[at], self._classes)
            if found:
                self._add(found, at)
            self._features[at] = found
        return self._features[at]

    def marks(self, at: int, among: Iterable[Mark]) -> frozenset[str]:
        """Return the names of the shapes that a block has among some; none if it is passed over."""
        one = self.looks[at]
        return frozenset(() if one.is_dull else marks(one.line, one.lower, self._characters, among))

    def speaks(self, at: int, kinds: Iterable[str]) -> bool:
        """Whether a block has a word of one of these kinds; it has none if it is passed over."""
        one = self.looks[at]
        cues = () if one.is_dull else cues_in(one.words, self._classes)
        return bool(cues) and any(not self._classes[f"furniture_{kind}"].isdisjoint(cues) for kind in kinds)

    @cached_property
    def prose(self) -> Sequence[int]:
        """The numbers of the paragraphs of prose."""
        return [number for number, one in enumerate(self.looks) if one.is_prose]

    @cached_property
    def _times(self) -> Mapping[str, int]:
        """How often each key occurs."""
        return Counter(map(_key, self.looks))

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How often each word occurs in the article."""
        return Counter(chain.from_iterable([one.words for one in self.looks]))

    def _add(self, found: Features, at: int) -> None:
        """Add what depends on the article to what a block shows by itself."""
        one = self.looks[at]
        found["share of prose"] = len(self.prose) / len(self.looks)
        key = _key(one)
        if len(key) >= _SHORTEST_KEY and self._times[key] > 1:
            found["repeated"] = 1.0
            if len(key) == _KEY:
                found["repeated, whole sentence"] = 1.0
        if at and self.marks(at - 1, _COLON):
            found["after a colon"] = 1.0
        for name in (*self._places(at), *self._run(at)):
            found |= {name: 1.0, f"{name}, {one.size}": 1.0}
        self._hold_against(found, one)

    def _places(self, at: int) -> Iterator[str]:
        """Yield where a block stands."""
        total = len(self.looks)
        first, last = (self.prose[0], self.prose[-1]) if self.prose else (total, -1)
        if at == 0:
            yield "first"
        if at == total - 1:
            yield "last"
        if at < _HEAD:
            yield "near the head"
        if at >= total - _FOOT:
            yield "near the foot"
        elif at >= total - _NEAR_FOOT:
            yield "not far from the foot"
        if at < first:
            yield "before the prose"
        elif at > last:
            yield "after the prose"
        elif not self.looks[at].is_prose:
            yield "amid prose"

    def _run(self, at: int) -> Sequence[str]:
        """Return what is true of the blocks that stand together with this one and are no prose."""
        if self.looks[at].is_prose:
            return ()
        if at not in self._runs:
            start, end = at, at + 1
            while start and not self.looks[start - 1].is_prose:
                start -= 1
            while end < len(self.looks) and not self.looks[end].is_prose:
                end += 1
            self._runs.update(dict.fromkeys(range(start, end), self._told_of(start, end)))
        return self._runs[at]

    @cached_property
    def _runs(self) -> dict[int, Sequence[str]]:
        return {}

    def _told_of(self, start: int, end: int) -> Sequence[str]:
        length = end - start
        name = next((name for most, name in _RUNS if length <= most), _LONGEST_RUN)
        is_mute = length > 1 and not any(self.speaks(number, CUES) for number in range(start, end))
        return (name, "in a run without a word of pages") if is_mute else (name,)

    def _hold_against(self, found: Features, one: Look) -> None:
        """Add how many of its words with a meaning the block shares with the rest of the article."""
        if len(one.words) < _FEWEST_WORDS:
            return
        closed, counts = self._classes["closed_word"], self._counts
        content = [word for word in set(one.words) if len(word) >= _LONG_WORD and word not in closed]
        if len(content) < _FEWEST_CONTENT:
            return
        # What occurs once in the article occurs here.
        new = sum([counts[word] == 1 or counts[word] <= one.words.count(word) for word in content]) / len(content)
        found |= {"new words": new, f"new words, {one.size}": new}
        if new == 1:
            found["all words new"] = 1.0
        if new < _HARDLY:
            found |= {"hardly a word new": 1.0, f"hardly a word new, {one.size}": 1.0}


def _key(one: Look) -> str:
    """Return the first letters of a block: the same for near-repeats."""
    return "".join(one.words[:_KEY])[:_KEY]
