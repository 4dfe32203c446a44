"""What many articles come to: findings by rule, family, outlet or day, as a table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from newslint.finding import Severity
from newslint.report.spreadsheet import inert
from newslint.report.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from newslint.document import Document
    from newslint.finding import Finding, Report
    from newslint.readability import Readability
    from newslint.report import Tally

FORMATS = ("table", "csv", "json")
UNKNOWN = "(unknown)"
"""The outlet or the day of an article that tells none."""
_PER = 1000
_DAY = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")


@dataclass(slots=True)
class Group:
    """The articles of one outlet or day, or those in which a rule or family spoke."""

    articles: int = 0
    words: int = 0
    findings: Counter[Severity] = field(default_factory=Counter)
    measured: int = 0
    """The words of the articles whose readability was measured."""
    sums: dict[str, float] = field(default_factory=dict)
    """The measures of readability, each times the words of its article."""

    def add(self, words: int, findings: Iterable[Finding], readability: Readability | None) -> None:
        """Count one article."""
        self.articles += 1
        self.words += words
        self.findings.update(found.severity for found in findings)
        if readability and words:
            self.measured += words
            for name, value in readability._asdict().items():
                self.sums[name] = self.sums.get(name, 0.0) + value * words


def by_rule(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    """Yield each rule that spoke, with its findings."""
    return _parted(report, lambda found: found.rule)


def by_family(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    """Yield each family that spoke, with its findings."""
    return _parted(report, lambda found: found.family)


def by_outlet(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the outlet, or the host of the URL where the article tells no outlet, with all findings."""
    meta = report.document.meta
    yield str(meta.get("outlet") or _host(str(meta.get("url", ""))) or UNKNOWN), list(report.findings)


def by_day(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the day that the article's field `date` begins with, in the form 2026-11-22, with all findings."""
    day = _DAY.match(str(report.document.meta.get("date", "")))
    yield day[0] if day else UNKNOWN, list(report.findings)


KEYS = {"rule": by_rule, "family": by_family, "outlet": by_outlet, "day": by_day}


def _parted(report: Report, key: Callable[[Finding], str]) -> Iterator[tuple[str, list[Finding]]]:
    parts: dict[str, list[Finding]] = {}
    for found in report.findings:
        parts.setdefault(key(found), []).append(found)
    yield from parts.items()


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class Layout(Protocol):
    """Writes the rows of a finished table."""

    def __call__(self, stream: TextIO, rows: Sequence[dict[str, Any]]) -> None:
        """Write them, the total last."""


@dataclass(slots=True)
class Statistics:
    """A reporter that keeps counts only: memory grows with the groups, not with the articles."""

    stream: TextIO
    layout: Layout
    by: str
    measure: Callable[[Document], Readability] | None = None
    groups: dict[str, Group] = field(default_factory=dict)
    total: Group = field(default_factory=Group)

    def add(self, report: Report) -> None:
        """Count one article; what could not be read is in no group."""
        if any(not failure.rule for failure in report.failures):
            return
        words = len(report.document.text.split())
        readability = self.measure(report.document) if self.measure else None
        self.total.add(words, report.findings, readability)
        for key, findings in KEYS[self.by](report):
            self.groups.setdefault(key, Group()).add(words, findings, readability)

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - every reporter's end looks alike
        """Write the table: the groups with most findings first, days in their order, the total last."""
        groups = sorted(self.groups.items(), key=lambda item: (-item[1].findings.total(), item[0]))
        if self.by == "day":
            groups.sort()
        self.layout(self.stream, [self._row(key, group) for key, group in [*groups, ("total", self.total)]])

    def _row(self, key: str, group: Group) -> dict[str, Any]:
        # What a rule finds in a thousand words is meant of all words, not of those of the articles where it spoke.
        words = self.total.words if self.by in {"rule", "family"} else group.words
        is_part = self.by in {"rule", "family"} and group is not self.total
        row: dict[str, Any] = {self.by: key, "articles": group.articles, "words": None if is_part else group.words}
        row |= {f"{severity}s": group.findings[severity] for severity in Severity}
        row["findings"] = group.findings.total()
        row["per_1000_words"] = round(group.findings.total() * _PER / words, 2) if words else 0.0
        if self.measure:
            row |= {name: round(value / group.measured, 3) for name, value in group.sums.items()}
        return row


def table(stream: TextIO, rows: Sequence[dict[str, Any]]) -> None:
    """Write columns for people: names to the left, numbers to the right."""
    names = list(rows[-1])
    cells = [[name.replace("_", " ") for name in names], *([_shown(row.get(name)) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(names))]
    for number, line in enumerate(cells):
        first = line[0].ljust(widths[0])
        others = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        stream.write("  ".join([first, *others]).rstrip() + "\n")
        if number == 0:
            stream.write("  ".join("-" * width for width in widths) + "\n")


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else printable(str(value))


def comma_separated(stream: TextIO, rows: Sequence[dict[str, Any]]) -> None:
    """Write CSV (RFC 4180), without the total: a spreadsheet makes its own."""
    writer = csv.DictWriter(stream, list(rows[-1]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: inert(value) for name, value in row.items()} for row in rows[:-1])


def as_json(stream: TextIO, rows: Sequence[dict[str, Any]]) -> None:
    """Write an object with the groups and the total."""
    stream.write(json.dumps({"groups": rows[:-1], "total": rows[-1]}, ensure_ascii=False, indent=2) + "\n")


LAYOUTS: dict[str, Layout] = {"table": table, "csv": comma_separated, "json": as_json}
