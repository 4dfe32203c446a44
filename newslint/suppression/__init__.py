"""What is not reported though it was found: what a baseline holds, and what a waiver or a comment lets pass."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newslint.errors import did_you_mean
from newslint.finding import Suppressed
from newslint.suppression.comments import comments
from newslint.suppression.waivers import Waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.finding import Finding, Report
    from newslint.suppression.baseline import Baseline
    from newslint.suppression.comments import Comment


@dataclass(slots=True)
class Suppression:
    """What an editor has decided to live with. It remembers what came of it: make one for each run."""

    baseline: Baseline | None = None
    waivers: Sequence[Waiver] = ()
    today: dt.date = field(default_factory=dt.date.today)
    left_out: frozenset[str] = frozenset()
    """Rules that do not run this time, and families that are not whole: nobody knows what they would find again."""
    known: frozenset[str] = frozenset()
    """All rules and families that there are, so that a comment which names another can be told; none: nobody knows."""
    _gone: int = 0
    _idle: list[str] = field(default_factory=list)
    _used: set[Waiver] = field(default_factory=set)

    def applied(self, report: Report) -> Report:
        """Return the report with what shall not be reported among the suppressed."""
        known = self.baseline.of(report.document) if self.baseline else {}
        kept, suppressed = [], list(report.suppressed)
        for found in report.findings:
            reason = self._reason(report, found)
            if reason or found.fingerprint in known:
                suppressed.append(Suppressed(found, reason))
            else:
                kept.append(found)
        return replace(report, findings=tuple(kept), suppressed=tuple(suppressed))

    def remember(self, report: Report) -> None:
        """Take note of what came of the decisions in an article, to which they were applied."""
        waivers = (self._waiver(report, hidden.finding) for hidden in report.suppressed if hidden.reason)
        self._used.update(waiver for waiver in waivers if waiver)
        for comment in report.document.view(comments):
            is_used = any(comment.covers(hidden.finding) for hidden in report.suppressed)
            if not is_used and not comment.rules & self.left_out:
                outcome = self._unknown(comment) or comment.outcome
                self._idle.append(f"{report.document.id}:{comment.line}: the comment of newslint {outcome}")
        if self.baseline and not report.failures:  # what a rule that failed would have found, nobody knows
            there = {hidden.finding.fingerprint for hidden in report.suppressed}
            entries = self.baseline.of(report.document).values()
            looked_for = {entry.fingerprint for entry in entries if entry.rule not in self.left_out}
            self._gone += len(looked_for - there)

    def _unknown(self, comment: Comment) -> str:
        """Return which rule of a comment there is not; empty if there are all."""
        unknown = sorted(comment.rules - self.known) if self.known else []
        if not unknown:
            return ""
        return f"names “{unknown[0]}”, which is no rule and no family. {did_you_mean(unknown[0], self.known)}"

    def remarks(self) -> Iterator[str]:
        """Yield what the editor should know at the end of a run: entries and waivers that have done their duty."""
        if self._gone and self.baseline:
            gone = f"{self._gone:,} of its findings are gone"
            yield f"{self.baseline.path}: {gone}; `newslint baseline prune` forgets them"
        yield from self._idle
        for waiver in self.waivers:
            if waiver.is_over(self.today):
                yield f"{waiver.where}: the waiver of {waiver.rule} ended on {waiver.until} ({waiver.reason})"
            elif waiver not in self._used and waiver.rule not in self.left_out:
                yield f"{waiver.where}: the waiver of {waiver.rule} let nothing pass ({waiver.reason})"

    def _reason(self, report: Report, found: Finding) -> str:
        if waiver := self._waiver(report, found):
            return waiver.reason
        return next((comment.reason for comment in report.document.view(comments) if comment.covers(found)), "")

    def _waiver(self, report: Report, found: Finding) -> Waiver | None:
        """Return the first waiver that lets a finding pass."""
        holding = (waiver for waiver in self.waivers if not waiver.is_over(self.today))
        return next((waiver for waiver in holding if waiver.covers(report.document, found)), None)


__all__ = ["Suppression", "Waiver"]
