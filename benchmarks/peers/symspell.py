"""symspellpy, which cuts a run of letters into words by their frequencies (PyPI)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata, resources, util
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Alarm, Edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_DICTIONARY = "frequency_dictionary_en_82_765.txt"  # the one that comes with symspellpy
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Symspell:
    """Reports a token that the dictionary does not know and that word segmentation cuts into several.

    `known_parts` reports it only if the dictionary knows each part: without that, every foreign name is cut to pieces.
    """

    key: str
    title: str
    known_parts: bool
    install: str = "pip install symspellpy"

    def version(self) -> str | None:
        """Return the version of the package."""
        return metadata.version("symspellpy") if util.find_spec("symspellpy") else None

    def find(self, texts: Sequence[str], work: Path) -> list[list[Alarm]]:  # noqa: ARG002 - it is a library
        """Return each token that falls apart. Loading the dictionary is part of it, as with every other tool."""
        from symspellpy import SymSpell

        speller = SymSpell(max_dictionary_edit_distance=0)
        speller.load_dictionary(str(resources.files("symspellpy") / _DICTIONARY), term_index=0, count_index=1)
        known = speller.words
        cuts: dict[str, str] = {}
        alarms: list[list[Alarm]] = []
        for text in texts:
            alarms.append([])
            for token in _TOKEN.finditer(text):
                word = token[0]
                if word not in cuts:
                    plain = word.replace("’", "'")
                    cuts[word] = word
                    if plain.lower() not in known:
                        cut = speller.word_segmentation(plain, max_edit_distance=0).segmented_string
                        if not self.known_parts or all(part.lower() in known for part in cut.split()):
                            cuts[word] = cut.replace("'", "’") if "’" in word else cut
                if " " in cuts[word]:
                    start, end = token.span()
                    alarms[-1].append(Alarm(start, end, (Edit(start, end, cuts[word]),)))
        return alarms

    def suggest(self, words: Sequence[str]) -> Mapping[str, Sequence[str]]:  # noqa: ARG002 - its cut is its fix
        """Return nothing: how a token is cut is part of the alarm."""
        return {}
