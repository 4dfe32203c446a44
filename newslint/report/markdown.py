"""Markdown for a comment on a pull request: what was found by rule, then each article's findings, folded.

A forge takes no comment beyond 65,536 characters. What does not fit is left out, the least grave first, and counted.
"""

from __future__ import annotations

import heapq
import html
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TextIO

from newslint.finding import Safety, Severity
from newslint.report.gaps import lacking, told
from newslint.report.located import Located
from newslint.report.terminal import counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Finding, Report
    from newslint.report import Tally

LIMIT = 65_536
_RESERVE = 8_000
"""Characters for headline, table and last lines."""
_RULES_SHOWN = 30
_RULE_SHOWN = 80
_NAME_SHOWN = 300
_SAID = 1_000
_GAP = 4
"""The rank of what was not checked, above that of an error."""
_KINDS = {_GAP: "failure", **{severity.rank: str(severity) for severity in Severity}}
_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
# Mentions, references, links and emoji are looked for in the finished page too, whatever was escaped: an empty comment
# keeps their parts apart.
_CALLS = re.compile(r"(?<=[@#!$%&~])(?=\w)|(?<=://)|(?<=www)(?=\.)|(?<=\bGH-)(?=\d)|(?<=:)(?=\w+:)", re.IGNORECASE)
_FOOT = "\n</details>\n"


class _Entry(NamedTuple):
    """A line of the list of an article. The least of a heap of entries is the first to be left out."""

    rank: int
    order: int
    """Falls from entry to entry: of two that are as grave the later one goes first."""
    article: int
    text: str


@dataclass(slots=True)
class Markdown:
    """Keeps what fits into one comment, however long the run is, and writes it at the end."""

    stream: TextIO
    _kept: list[_Entry] = field(default_factory=list)
    """A heap."""
    _heads: dict[int, str] = field(default_factory=dict)
    """What stands above the list of each article of which an entry is kept, by the number of its first entry."""
    _sizes: Counter[int] = field(default_factory=Counter)
    """How many entries are kept of each article."""
    _rules: dict[str, Counter[Severity]] = field(default_factory=dict)
    _left_out: Counter[int] = field(default_factory=Counter)
    _seen: int = 0
    _room: int = LIMIT - _RESERVE

    def add(self, report: Report) -> None:
        """Take the findings and failures of one article."""
        for found in report.findings:
            self._rules.setdefault(found.rule, Counter())[found.severity] += 1
        located = Located(report.document)
        article, head = self._seen, _head(located, report)
        for rank, text in _entries(located, report):
            self._keep(_Entry(rank, -self._seen, article, text), head)
            self._seen += 1
            while self._room < 0:
                self._leave_out(heapq.heappop(self._kept))

    def _keep(self, entry: _Entry, head: str) -> None:
        heapq.heappush(self._kept, entry)
        if not self._sizes[entry.article]:
            self._heads[entry.article] = head
            self._room -= len(head) + len(_FOOT)
        self._sizes[entry.article] += 1
        self._room -= len(entry.text)

    def _leave_out(self, entry: _Entry) -> None:
        self._left_out[entry.rank] += 1
        self._room += len(entry.text)
        self._sizes[entry.article] -= 1
        if not self._sizes[entry.article]:
            self._room += len(self._heads.pop(entry.article)) + len(_FOOT)
            del self._sizes[entry.article]

    def close(self, tally: Tally) -> None:
        """Write the comment."""
        self.stream.write(f"### newslint: {_found(tally)} in {counted(tally.articles, 'article')}\n")
        self.stream.writelines(self._table())
        entries = sorted(self._kept, key=lambda entry: -entry.order)
        for article, listed in itertools.groupby(entries, key=lambda entry: entry.article):
            self.stream.write(self._heads[article])
            self.stream.writelines(entry.text for entry in listed)
            self.stream.write(_FOOT)
        if self._left_out:
            left = ", ".join(
                counted(count, _KINDS[rank]) for rank, count in sorted(self._left_out.items(), reverse=True)
            )
            self.stream.write(f"\n**Left out, because a comment holds {LIMIT:,} characters: {left}.**\n")
        self.stream.write(f"\nChecked with {counted(len(tally.rules), 'rule')}. {_gaps(tally)}\n")

    def _table(self) -> Iterator[str]:
        if not self._rules:
            return
        yield f"\n| rule | {' | '.join(f'{severity}s' for severity in Severity)} |\n|---|--:|--:|--:|\n"
        ordered = sorted(self._rules.items(), key=lambda item: (-item[1].total(), item[0]))
        for rule, counts in ordered[:_RULES_SHOWN]:
            yield _row(escaped(_cut(rule, _RULE_SHOWN)), counts)
        if others := ordered[_RULES_SHOWN:]:
            yield _row(f"{len(others)} more", sum((counts for _, counts in others), Counter()))


def reporter(stream: TextIO, output_format: str) -> Markdown:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return Markdown(stream)


def escaped(text: str) -> str:
    """Return a text that is shown as it is: no Markdown, no tag, no mention of a person, no link, no line end."""
    parts = _CALLS.split(printable(text))
    return "<!-- -->".join(_SPECIAL.sub(r"\\\1", html.escape(part, quote=False)) for part in parts)


def _row(name: str, counts: Counter[Severity]) -> str:
    return f"| {name} | {' | '.join(str(counts[severity]) for severity in Severity)} |\n"


def _head(located: Located, report: Report) -> str:
    name = located.file
    if located.is_record:
        name += f":{located.doc.record}: {located.doc.id}"
    severities = Counter(found.severity for found in report.findings)
    counts = [counted(severities[severity], severity) for severity in Severity if severities[severity]]
    shown = html.escape(_cut(printable(name), _NAME_SHOWN))
    return f"\n<details>\n<summary><code>{shown}</code>: {', '.join(counts) or 'not checked'}</summary>\n\n"


def _entries(located: Located, report: Report) -> Iterator[tuple[int, str]]:
    for failure in report.failures:
        yield _GAP, f"- **not checked** {escaped(_cut(told(failure), _SAID))}\n"
    for found in report.findings:
        yield found.severity.rank, _finding(located, found)


def _finding(located: Located, found: Finding) -> str:
    place = located.position(found.span)
    lines = f"- **{found.severity}** {escaped(found.rule)} {place}: {escaped(_cut(found.message, _SAID))}\n"
    if found.fix:
        kind = {Safety.SAFE: "fix", Safety.UNSAFE: "unsafe fix", Safety.HINT: "hint"}[found.fix.safety]
        lines += f"  <br>{kind}: {escaped(_cut(found.fix.title, _SAID))}\n"
    return lines


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _found(tally: Tally) -> str:
    found = [counted(tally.findings[severity], severity) for severity in Severity if tally.findings[severity]]
    return ", ".join(found) or "nothing found"


def _gaps(tally: Tally) -> str:
    gaps = ", ".join(lacking(tally))
    return f"**Not checked: {escaped(gaps)}.**" if gaps else "All was checked."
