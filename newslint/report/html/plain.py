"""What a reader sees where no script runs, as in the preview of an attachment: the worst articles, as a list."""

from __future__ import annotations

import heapq
import html
from typing import TYPE_CHECKING

from newslint.finding import Severity
from newslint.report.located import Located
from newslint.report.terminal import counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.finding import Finding, Report

HARM = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.NOTE: 1}
_ARTICLES = 50
_FINDINGS = 12
_LONGEST = 300


class Plain:
    """Keeps the worst articles of a run as HTML, however many there are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._worst: list[tuple[int, int, str]] = []
        self._articles = 0

    def add(self, report: Report, told: Mapping[str, object]) -> None:
        """Take an article, of which its row says the rest; one without a finding is left out."""
        if not report.findings:
            return
        self._articles += 1
        harm = sum(HARM[finding.severity] for finding in report.findings)
        if len(self._worst) < _ARTICLES or harm > self._worst[0][0]:
            item = harm, -self._articles, "\n".join(_article(report, told))
            heapq.heappush(self._worst, item)
            if len(self._worst) > _ARTICLES:
                heapq.heappop(self._worst)

    def __str__(self) -> str:
        """Return the list, the worst article first."""
        parts = [part for *_, part in sorted(self._worst, reverse=True)]
        left = self._articles - len(parts)
        if left:
            parts.append(f"<p>{counted(left, 'more article')} with findings.</p>")
        return "\n".join(parts)


def _article(report: Report, told: Mapping[str, object]) -> Iterator[str]:
    title, name = str(told.get("title", "")), str(told.get("name", ""))
    yield f"<h2>{_shown(title or name or '(no name)')}</h2>"
    about = [part for part in (str(told.get("outlet", "")), name if title else "") if part]
    if about:
        yield f"<p>{_shown(' · '.join(about))}</p>"
    located = Located(report.document)
    yield "<ul>"
    ordered = sorted(range(len(report.findings)), key=lambda number: -HARM[report.findings[number].severity])
    gravest = [report.findings[number] for number in sorted(ordered[:_FINDINGS])]
    yield from (_finding(finding, located) for finding in gravest)
    if left := len(report.findings) - len(gravest):
        yield f"<li>{counted(left, 'more finding')}</li>"
    yield "</ul>"


def _finding(finding: Finding, located: Located) -> str:
    fix = f"; {_shown(finding.fix.title)}" if finding.fix else ""
    place = located.position(finding.span)
    return f'<li><b class="{finding.severity}">{finding.severity}</b> at {place}: {_shown(finding.message)}{fix}</li>'


def _shown(text: str) -> str:
    shown = printable(text)
    return html.escape(shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…")
