"""Lexicon: which words are English, how frequent they are, and which are names.

The words lie in `data/english.txt.gz`; `data/build_lexicon.py` makes it and says what a line holds and why a word is
in or out. In memory the file stays one piece of text, in which a word is found by bisection over a sparse index: that
costs a quarter of the memory of a Python set of the same words. Only the commonest words are a set as well, because
they are nearly all that a text consists of.
"""

from __future__ import annotations

import functools
import zlib
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = Path(__file__).parent / "data" / "english.txt.gz"
_COMMON = b"\n# common: "
_BLOCK = 1024
"""Bytes of text from one entry of the index to the next: what is searched for a word that is not a common one."""
_ABSENT = -1


class Lexicon:
    """English words with their frequency; immutable.

    A word is known in every case form (`Kyiv`, `kyiv`, `KYIV`), contractions with either apostrophe. Possessives are
    not in it: look up what stands before the ’s. Accented words are known with and without their accents.
    """

    __slots__ = ("_common", "_firsts", "_starts", "_text")

    def __init__(self, text: bytes) -> None:
        """Take the decompressed content of a lexicon file.

        Raises:
            ValueError: The text has no line of common words.
        """
        start = text.find(_COMMON)
        if start == _ABSENT:
            raise ValueError(f"not a lexicon: no line begins with “{_COMMON.decode().strip()}”")
        end = text.index(b"\n", start + 1)
        common = text[start + len(_COMMON) : end].decode()
        self._text = text
        self._common = frozenset(f"{common} {common.title()}".split())
        # Every start is the line break before an entry, and the next start ends a block with the same line break.
        self._starts = [end]
        while (start := text.find(b"\n", self._starts[-1] + _BLOCK, len(text) - 1)) > 0:
            self._starts.append(start)
        self._firsts = [text[start + 1 : text.index(b" ", start)] for start in self._starts]
        self._starts.append(len(text))

    def __contains__(self, word: str) -> bool:
        return word in self._common or self._find(word.lower()) != _ABSENT

    def zipf(self, word: str) -> float:
        """Return how frequent the word is on the Zipf scale: log10 of its occurrences in a thousand million words.

        Tenths are kept: `the` has 7.7, a word met once in a million words 3.0. A word that a dictionary has and no
        corpus has 0.5; an unknown word, and only that, has 0.0.
        """
        place = self._find(word.lower())
        return 0.0 if place == _ABSENT else int(self._text[place : place + 2]) / 10

    def is_name(self, word: str) -> bool:
        """Whether the dictionaries have the word only with a capital: `Lisbon`, `Monday`, but not `Turkey` or `May`."""
        place = self._find(word.lower())
        return place != _ABSENT and self._text.startswith(b"*", place + 2)

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Return the words that are not in the lexicon, in the case form in which they were given.

        Faster than asking for each word, most of all if `words` are the distinct words of a whole document.
        """
        common, find = self._common, self._find
        return {
            word for word in set(words) - common if (lower := word.lower()) not in common and find(lower) == _ABSENT
        }

    def _find(self, word: str) -> int:
        """Return where the two digits of a lower-case word's frequency stand in the text, or `_ABSENT`."""
        if " " in word:  # or it could match from one line into the next
            return _ABSENT
        key = word.replace("’", "'").encode(errors="replace")
        block = bisect_right(self._firsts, key)
        line = b"\n%b " % key
        place = self._text.find(line, self._starts[block - 1], self._starts[block]) if block else _ABSENT
        return place if place == _ABSENT else place + len(line)


@functools.cache
def english() -> Lexicon:
    """Return the lexicon of English, read at the first call."""
    # zlib reads gzip's format when asked for 31 bits, without the import of another module.
    return Lexicon(zlib.decompress(_FILE.read_bytes(), wbits=31))
