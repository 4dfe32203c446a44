"""Hunspell, the spell checker of browsers and office programs (Debian)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Alarm, PeerError, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_COMMAND = ["hunspell", "-i", "utf-8", "-d", "en_US,en_GB"]
_LINE_DONE = "Zzqxvjzzq"  # written behind each line of text, so that its report ends that line's reports


class Hunspell:
    """Hunspell with the American and the British dictionary: a word is unknown if both do not know it."""

    key = "hunspell"
    title = "Hunspell en_US,en_GB"
    install = "apt-get install hunspell hunspell-en-us hunspell-en-gb"

    def version(self) -> str | None:
        """Return the version of the program, or nothing if a dictionary is missing as well."""
        try:
            run([*_COMMAND, "-l"], stdin="word\n")
            found = re.search(r"Hunspell ([\d.]+\d)", run(["hunspell", "--version"]))
        except PeerError:
            return None
        return found[1] if found else None

    def find(self, texts: Sequence[str], work: Path) -> list[list[Alarm]]:  # noqa: ARG002 - it reads from a pipe
        """Return each word that neither dictionary knows.

        `-l` is much faster than `-a`, which also looks for suggestions, but tells no places: only the words in order.
        Its time grows with the square of a line's length, so it gets a line of its own for each word.
        """
        lines = [line for text in texts for line in text.split("\n")]
        asked = "".join(line.replace(" ", "\n") + f"\n{_LINE_DONE}\n" for line in lines)
        unknown = _by_line(run([*_COMMAND, "-l"], stdin=asked).split("\n"))
        if len(unknown) != len(lines):
            raise PeerError(f"hunspell answered for {len(unknown)} of {len(lines)} lines")
        alarms: list[list[Alarm]] = []
        answers = iter(unknown)
        for text in texts:
            alarms.append([])
            start = 0
            for line in text.split("\n"):
                alarms[-1] += [Alarm(start + at, start + at + size) for at, size in _places(line, next(answers))]
                start += len(line) + 1
        return alarms

    def suggest(self, words: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return what it suggests for each word; `^` tells it that the line is text and no command."""
        told = run([*_COMMAND, "-a"], stdin="".join(f"^{word}\n" for word in words))
        answers = (line.split(": ", 1) for line in told.split("\n") if line.startswith("& "))
        return {head.split(" ")[1]: tail.split(", ") for head, tail in answers}


def _by_line(told: list[str]) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for word in told:
        if word == _LINE_DONE:
            lines.append([])
        elif word:
            lines[-1].append(word)
    return lines[:-1]


def _places(line: str, words: list[str]) -> list[tuple[int, int]]:
    """Return offset and length of each word: the next place where it stands alone, or else where it stands at all."""
    places = []
    behind = 0
    for word in words:
        at = line.find(word, behind)
        while at >= 0 and (line[at - 1 : at].isalnum() or line[at + len(word) :][:1].isalnum()):
            at = line.find(word, at + 1)
        at = at if at >= 0 else line.find(word, behind)
        if at >= 0:
            places.append((at, len(word)))
            behind = at + len(word)
    return places
