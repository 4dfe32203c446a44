"""newslint itself, run as a program like every other tool, with all its rules."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import newslint
from benchmarks.peers.peer import Alarm, Edit, PeerError, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_FAMILIES = {"glue", "quote", "spacing"}  # what can be said about a lost space; the others look for other damage
_CHECKED = (0, 1, 2)  # 2 where one article could not be judged: that article has no alarms, which is its own loss


class Newslint:
    """The newslint of this working copy."""

    key = "newslint"
    title = "newslint"
    install = "pip install ."

    def version(self) -> str | None:
        """Return the version of this working copy."""
        return newslint.__version__

    def find(self, texts: Sequence[str], work: Path) -> list[list[Alarm]]:
        """Return the findings of the families glue, quote and spacing."""
        data = work / "articles.jsonl"
        rows = (json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts))
        data.write_text("".join(rows), encoding="utf-8")
        command = [sys.executable, "-m", "newslint", "check", str(data), "--output-format", "jsonl"]
        reports = [json.loads(line) for line in run(command, fine=_CHECKED).split("\n") if line]
        if [report["document"] for report in reports] != [str(number) for number in range(len(texts))]:
            raise PeerError("newslint did not answer for each article")
        return [[_alarm(found) for found in report["findings"] if found["family"] in _FAMILIES] for report in reports]

    def suggest(self, words: Sequence[str]) -> Mapping[str, Sequence[str]]:  # noqa: ARG002 - its findings have fixes
        """Return nothing: the fix is part of the finding."""
        return {}


def _alarm(found: dict[str, Any]) -> Alarm:
    edits = (found["fix"] or {}).get("edits", [])
    fix = tuple(Edit(edit["start"], edit["end"], edit["text"]) for edit in edits)
    return Alarm(found["start"], found["end"], fix, note=found["severity"] == "note")
