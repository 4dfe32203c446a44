"""The words of an article that have a capital: how each sounds, how frequent it is, and whether it is a name."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.lexicon import english
from newslint.prose import cased

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

RARE = 2.5
"""On the Zipf scale: what is written less often is as good as a name."""
_SHORTEST = 5
"""Letters of a name that may be told by its sound."""
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae"}
)
_SAME_SOUND = (
    ("yi", "i"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("y", "i"), ("ou", "u"), ("oo", "u"), ("kh", "h"), ("gh", "h"),
    ("tch", "ch"), ("tsch", "ch"), ("sch", "sh"), ("dj", "j"), ("w", "v"), ("ph", "f"), ("q", "k"), ("ck", "k"),
)  # fmt: skip
_TWICE = re.compile(r"(\w)\1")


class Capitalized(NamedTuple):
    """A word with a capital, and what is known of it."""

    word: str
    sound: str
    """How a name sounds, roughly; empty for a word that is too short for one, or does not look like one."""
    zipf: float
    """How frequent it is, see `Lexicon.zipf`: 0 if nobody knows it."""
    is_name: bool
    """Whether the dictionaries have it only with a capital."""


def capitalized(doc: Document) -> Iterator[Capitalized]:
    """Yield the distinct words that are not in small letters altogether; for `Document.view`."""
    return map(_known, doc.view(cased))


def names(doc: Document) -> Iterator[Capitalized]:
    """Yield those that are names, or that hardly anybody uses; for `Document.view`."""
    return (one for one in doc.view(capitalized) if one.is_name or one.zipf < RARE)


@functools.lru_cache(maxsize=20_000)
def _known(word: str) -> Capitalized:
    """Return what is known of a word: one look into memory for all who ask, as news repeats its names."""
    looks_like_name = len(word) >= _SHORTEST and word[0].isupper() and word[1:].islower()
    sound = _sound(word) if looks_like_name else ""
    return Capitalized(word, sound, english().zipf(word), english().is_name(word))


def _sound(word: str) -> str:
    sound = without_accents(word).lower()
    for spelt, plain in _SAME_SOUND:
        sound = sound.replace(spelt, plain)
    return _TWICE.sub(r"\1", sound)


def without_accents(word: str) -> str:
    """Return a word in plain letters, as far as it has accents: `Erdogan` for `Erdoğan`."""
    letters = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
