"""cspell, the spell checker for code and prose (npm)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Alarm, PeerError, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ISSUE = re.compile(r"(\d+)\.txt:(\d+):(\d+):(.*)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ALL = 1_000_000
_CONFIG = {
    # By default cspell stops after 5 reports of a word and 100 reports in a file, and passes over long lines.
    "maxDuplicateProblems": _ALL,
    "maxNumberOfProblems": _ALL,
    "blockCheckingWhenLineLengthGreaterThan": 100 * _ALL,
}


@dataclass(frozen=True, slots=True)
class Cspell:
    """cspell with its dictionaries of a locale and otherwise as it comes."""

    key: str
    title: str
    locale: str
    install: str = "npm install -g cspell"

    def version(self) -> str | None:
        """Return the version of the program."""
        try:
            return run(["cspell", "--version"]).strip()
        except PeerError:
            return None

    def find(self, texts: Sequence[str], work: Path) -> list[list[Alarm]]:
        """Return each word that cspell does not know."""
        (work / "cspell.json").write_text(json.dumps(_CONFIG), encoding="utf-8")
        for number, text in enumerate(texts):
            (work / f"{number}.txt").write_text(text, encoding="utf-8", errors="replace", newline="")
        command = ["cspell", "lint", "--config", "cspell.json", "--no-config-search", "--locale", self.locale]
        command += ["--no-color", "--no-progress", "--no-summary", "--no-show-suggestions"]
        command += ["--issue-template", "$uri:$row:$col:$text", "*.txt"]
        alarms: list[list[Alarm]] = [[] for _ in texts]
        starts = [[0, *(end.end() for end in _LINE_END.finditer(text))] for text in texts]
        for line in run(command, cwd=work, fine=(0, 1)).split("\n"):
            issue = _ISSUE.search(line)
            if issue:
                number, row, column = (int(figure) for figure in issue.group(1, 2, 3))
                start = _code_point(texts[number], starts[number][row - 1], column - 1)
                alarms[number].append(Alarm(start, start + len(issue[4])))
        return alarms

    def suggest(self, words: Sequence[str]) -> None:
        """Do not ask: cspell takes half a second for a word and proposes single words of its dictionaries."""


def _code_point(text: str, start: int, units: int) -> int:
    """Return the offset that lies some UTF-16 code units behind another."""
    at = start
    while units > 0:
        units -= 2 if ord(text[at]) > 0xFFFF else 1  # noqa: PLR2004 - the last character that is one unit
        at += 1
    return at
