"""The tools that are compared, each behind the same few functions. The order here is the order of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.peers.cspell import Cspell
from benchmarks.peers.hunspell import Hunspell
from benchmarks.peers.newslint import Newslint
from benchmarks.peers.symspell import Symspell

if TYPE_CHECKING:
    from benchmarks.peers.peer import Peer

PEERS: tuple[Peer, ...] = (
    Newslint(),
    Cspell("cspell", "cspell", locale="en"),
    Cspell("cspell-gb", "cspell en,en-GB", locale="en,en-GB"),
    Hunspell(),
    Symspell("symspellpy", "symspellpy", known_parts=False),
    Symspell("symspellpy-known", "symspellpy, known parts", known_parts=True),
)
