"""newslint itself, with all its rules: as a program like every spell checker, and as a library."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.peers.languagetool import INSTALL, SECONDS, SERVER, server_version
from benchmarks.peers.peer import Alarm, Edit, Judge, PeerError, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from newslint import Finding, Fix, Linter

_FAMILIES = {"glue", "quote", "spacing"}  # what can be said about a lost space; the others look for other damage
_CHECKED = (0, 1, 2)  # 2 where one article could not be judged: that article has no alarms, which is its own loss


class Newslint:
    """The newslint of this working copy."""

    key = "newslint"
    title = "newslint"
    install = "pip install ."

    def version(self) -> str | None:
        """Return the version of this working copy."""
        import newslint

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


@dataclass(frozen=True, slots=True)
class Library:
    """newslint as a library: its own rules, its rules that ask LanguageTool, or both."""

    key: str
    title: str
    own: bool = True
    asks: bool = False

    @property
    def install(self) -> str:
        """How to install it."""
        return INSTALL if self.asks else "pip install ."

    def version(self) -> str:
        """Return the version of this working copy, or of the jars where only they judge."""
        import newslint

        server = server_version() if self.asks else ""
        return newslint.__version__ if self.own else server

    @contextmanager
    def running(self) -> Iterator[Judge]:
        """Read the rules, and start a server if one is asked and none runs yet."""
        from newslint import Linter

        if not self.asks:
            yield _judging(Linter())
            return
        from newslint.backends.languagetool import LanguageTool

        with SERVER.url() as url:
            backends = [LanguageTool(url, timeout=SECONDS)]
            linter = Linter(backends=backends)
            if not self.own:
                linter = Linter(select=[rule.id for rule in linter.rules if rule.backend], backends=backends)
            yield _judging(linter)


def _judging(linter: Linter) -> Judge:
    def judged(text: str) -> list[Alarm]:
        report = linter.lint(text)
        for failure in report.failures:
            if failure.is_of_backend:
                raise PeerError(failure.error)
        return [_found(finding) for finding in report.findings]

    return judged


def _found(finding: Finding) -> Alarm:
    fixes = [_edits(fix) for fix in (finding.fix, *finding.suggestions) if fix]
    start, end = finding.span
    others = tuple(fixes[1:])
    return Alarm(start, end, fixes[0] if fixes else (), note=finding.severity.value == "note", others=others)


def _edits(fix: Fix) -> tuple[Edit, ...]:
    return tuple(Edit(edit.span.start, edit.span.end, edit.text) for edit in fix.edits)
