"""The words of a house: they are never reported.

They are looked for around a place where something was found, not in the whole article: what they cost depends on what
was found, not on how many they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from newslint import ready_re as re
from newslint.errors import ConfigError
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OF_WORD = r"[\p{L}\p{M}\p{N}]"
_RUN = re.compile_regex(rf"(?s){_OF_WORD}+|.")
_INSIDE_WORD = re.compile_regex(rf"(?<={_OF_WORD}){_OF_WORD}")
_POSSESSIVE = re.compile_regex(rf"[’'][sS](?!{_OF_WORD})")
_LONGEST_POSSESSIVE = 2


class Vocabulary:
    """Accepted words, names and phrases; immutable.

    A word is accepted as it is written, whichever apostrophe it has, and in capitals; if it is given in lower case, it
    may begin with a capital as well. It never lies inside a longer word, but a possessive ’s belongs to it.
    """

    __slots__ = ("_forms", "_lengths", "_longest", "entries", "words")

    def __init__(self, accept: Iterable[str] = ()) -> None:
        """Take what is accepted; raise ConfigError for an empty text, and for a text in place of a list of them."""
        self.entries = () if isinstance(accept, str) else tuple(entry.strip() for entry in accept)
        """All of them, as they were given."""
        if isinstance(accept, str) or not all(self.entries):
            raise ConfigError("accept: must be a list of texts, none of them empty")
        self.words = frozenset(entry for entry in self.entries if entry.isalpha())
        """Those that consist of letters only."""
        self._forms = frozenset(form for entry in self.entries for form in _forms(_plain(entry)))
        self._longest = max(map(len, self._forms), default=0)
        lengths: dict[str, set[int]] = {}
        for form in self._forms:
            lengths.setdefault(_run(form, 0), set()).add(len(form))
        self._lengths = {run: tuple(sorted(found)) for run, found in lengths.items()}

    def accepts(self, text: str, span: Span) -> bool:
        """Whether the whole of `span` lies inside an accepted word; a point must lie between two of its characters."""
        return any(word.contains(span) and word.overlaps(span) for word in self._around(text, span))

    def _around(self, text: str, span: Span) -> Iterator[Span]:
        """Yield the accepted words that begin at or before `span` and may reach its end."""
        first = max(0, span.end - self._longest - _LONGEST_POSSESSIVE)
        for start in range(first, span.start + 1):
            if _INSIDE_WORD.match(text, start):
                continue
            for length in self._lengths.get(_run(text, start, start + self._longest + 1), ()):
                word = text[start : start + length]
                end = start + len(word)
                if _plain(word) in self._forms and not _INSIDE_WORD.match(text, end):
                    possessive = _POSSESSIVE.match(text, end)
                    yield Span(start, possessive.end() if possessive else end)


def _forms(entry: str) -> Iterator[str]:
    """Yield what an entry allows in the text."""
    yield entry
    yield entry.upper()
    if entry == entry.lower():
        yield regex.sub(r"\p{L}", lambda letter: letter[0].title(), entry, count=1)


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _run(text: str, start: int, end: int | None = None) -> str:
    """Return the letters and digits from `start` on, cut at `end`, or the one character that is neither."""
    found = _RUN.match(text, start, end)
    return _plain(found[0]) if found else ""
