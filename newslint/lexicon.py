"""Lexicon: which words are English, how frequent they are, which are names, and which like to stand side by side.

The data lies in `data/`, each file made by the script `build_<file>.py` beside it, which says what a line holds and why
a word is in or out; `data/LICENSES.md` names the sources.
"""

from __future__ import annotations

import functools
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint.table import Archive, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newslint.table import Text

_DATA = Path(__file__).parent / "data"
_COMMON = b"\n# common: "
_NAME = b"*"
_FEW_KNOWN = 1500
_MOST_KNOWN = 50_000


class Lexicon:
    """English words with their frequency; immutable.

    A word is known in every case form (`Kyiv`, `kyiv`, `KYIV`), contractions with either apostrophe. Possessives are
    not in it: look up what stands before the ’s. Accented words are known with and without their accents.
    """

    __slots__ = ("_common", "_known", "_most_common", "_words")

    def __init__(self, text: Text, table: Callable[[int], Table] | None = None) -> None:
        """Take the decompressed content of a lexicon file, and what makes the table that begins at some place of it.

        Raises:
            ValueError: The text has no line of common words.
        """
        start = text.find(_COMMON)
        if start < 0:
            raise ValueError(f"not a lexicon: no line begins with “{_COMMON.decode().strip()}”")
        end = text.find(b"\n", start + 1)
        self._most_common = text[start + len(_COMMON) : end]
        self._common = frozenset[str]()
        """Nearly all that a text consists of, looked up first: a set is faster than a table. One article does without,
        as it takes as long to make the set."""
        self._words = table(end) if table else Table(text, end)
        self._known: dict[str, bytes] = {}  # looked up before, as far as there is room: names come again and again

    def __contains__(self, word: str) -> bool:
        return word in self._common or bool(self._value(word))

    def zipf(self, word: str) -> float:
        """Return how frequent the word is on the Zipf scale: log10 of its occurrences in a thousand million words.

        Tenths are kept: `the` has 7.7, a word met once in a million words 3.0. A word that a dictionary has and no
        corpus has 0.5; an unknown word, and only that, has 0.0.
        """
        return int(self._value(word)[:2] or 0) / 10

    def is_name(self, word: str) -> bool:
        """Whether the dictionaries have the word only with a capital: `Lisbon`, `Monday`, but not `Turkey` or `May`."""
        return self._value(word).endswith(_NAME)

    def begins(self, letters: str) -> bool:
        """Whether any word of the lexicon begins with these letters."""
        return self._words.begins(letters.lower().replace("’", "'"))

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Return the words that are not in the lexicon, in the case form in which they were given.

        Faster than asking for each word, most of all if `words` are the distinct words of a whole document.
        """
        rare = itertools.filterfalse(self._common.__contains__, words)
        return {word for word in rare if not self._value(word)}

    def _value(self, word: str) -> bytes:
        """Return what the table says of a word; empty if nothing. No word has a blank inside."""
        known = self._known.get(word)
        if known is None:
            if not self._common and len(self._known) >= _FEW_KNOWN:
                common = self._most_common.decode()
                self._common = frozenset(f"{common} {common.title()}".split())
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = b"" if " " in word else self._words.get(word.lower().replace("’", "'"))
            self._known[word] = known
        return known


class Role(NamedTuple):
    """How many English compounds a word begins (`price`: price|less) and ends (`maker`: book|maker)."""

    begins: int
    ends: int


class Pairs:
    """English words two by two: how often one follows the other, and which enter compounds; immutable."""

    __slots__ = ("_compounds", "_pairs")

    def __init__(self, pairs: Table, compounds: Table) -> None:
        """Take the tables of pairs and of the parts of compounds."""
        self._pairs, self._compounds = pairs, compounds

    def zipf(self, left: str, right: str) -> float:
        """Return how frequent `left` is before `right`, a blank between them, on the Zipf scale; 0.0 if it is rare."""
        return int(self._pairs.get(f"{left.lower()} {right.lower()}") or 0) / 10

    def role(self, word: str) -> Role:
        """Return how many compounds of the lexicon the word begins and ends."""
        begins, _, ends = self._compounds.get(word.lower()).partition(b",")
        return Role(int(begins or 0), int(ends or 0))


@functools.cache
def english() -> Lexicon:
    """Return the lexicon of English, read at the first call."""
    archive = Archive(_DATA / "english.txt.gz")
    return Lexicon(archive.text, archive.table)


@functools.cache
def english_pairs() -> Pairs:
    """Return what is known of English words two by two, read at the first call."""
    return Pairs(_table("pairs"), _table("compounds"))


def _table(name: str) -> Table:
    archive = Archive(_DATA / f"{name}.txt.gz")
    return archive.table(archive.text.find(b"\n"))  # the first line says what the file is
