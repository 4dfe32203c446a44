"""The tools that are compared, each behind the same few functions. The order here is the order of the columns.

`PEERS` are compared on lost spaces, as programs over many articles; `CHECKERS` on translation and grammar, where a
spell checker has nothing to say, each made ready once and then asked article by article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.peers.cspell import Cspell
from benchmarks.peers.harper import Harper
from benchmarks.peers.hunspell import Hunspell
from benchmarks.peers.languagetool import LanguageTool
from benchmarks.peers.newslint import Library, Newslint
from benchmarks.peers.symspell import Symspell

if TYPE_CHECKING:
    from benchmarks.peers.peer import Checker, Peer

PEERS: tuple[Peer, ...] = (
    Newslint(),
    Cspell("cspell", "cspell", locale="en"),
    Cspell("cspell-gb", "cspell en,en-GB", locale="en,en-GB"),
    Hunspell(),
    Symspell("symspellpy", "symspellpy", known_parts=False),
    Symspell("symspellpy-known", "symspellpy, known parts", known_parts=True),
)

CHECKERS: tuple[Checker, ...] = (
    Library("newslint", "newslint"),
    Library("newslint-languagetool", "newslint --backend languagetool", asks=True),
    LanguageTool("languagetool", "LanguageTool"),
    LanguageTool("languagetool-grammar", "LanguageTool, no spelling", spelling=False),
    Library("languagetool-chosen", "LanguageTool, newslint’s choice", own=False, asks=True),
    Harper("harper", "Harper"),
    Harper("harper-grammar", "Harper, no spelling", spelling=False),
)
