"""A page for editors: one file that needs nothing else, in which articles are sorted, read and their findings seen.

Rows and articles wait in scratch files, because what stands above them is known at the end only: memory grows with the
rules and outlets, not with the articles. A page holds the text of those articles of which there is something to say.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, TextIO

from newslint.finding import Severity
from newslint.report.html.page import Page
from newslint.report.html.plain import Plain
from newslint.report.html.record import Kind, content, row
from newslint.report.notation import in_script

if TYPE_CHECKING:
    from newslint.finding import Report
    from newslint.report import Tally

_IN_MEMORY = 1_000_000
"""Characters of each scratch file; more goes to the disk."""


def _scratch() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")


@dataclass(slots=True)
class Html:
    """Keeps what was found in scratch files, and writes the page at the end."""

    stream: TextIO
    _rows: IO[str] = field(default_factory=_scratch)
    _contents: IO[str] = field(default_factory=_scratch)
    _articles: int = 0
    _kinds: dict[Kind, int] = field(default_factory=dict)
    """The number of each rule that spoke."""
    _families: dict[str, Counter[Severity]] = field(default_factory=dict)
    _outlets: dict[str, Counter[Severity]] = field(default_factory=dict)
    _plain: Plain = field(default_factory=Plain)
    _damaged: int = 0
    _sound: int = 0

    def add(self, report: Report) -> None:
        """Take the findings and failures of one article."""
        for found in report.findings:
            kind = Kind.of(found)
            self._kinds.setdefault(kind, len(self._kinds))
            self._families.setdefault(kind.family, Counter())[found.severity] += 1
        told = row(report, self._kinds)
        outlet = self._outlets.setdefault(str(told.get("outlet", "")), Counter())
        outlet.update(found.severity for found in report.findings)
        self._damaged += any(found.severity is not Severity.NOTE for found in report.findings)
        self._sound += not (report.findings or told.get("unread"))
        self._plain.add(report, told)
        self._rows.write(",\n" if self._articles else "\n")
        self._rows.write(in_script(told))
        if report.findings or report.failures:
            article = in_script(content(report, self._kinds))
            self._contents.write(f'<script type="application/json" id="article-{self._articles}">{article}</script>\n')
        self._articles += 1

    def close(self, tally: Tally) -> None:
        """Write the page."""
        page = Page(tally, self._damaged, self._sound, self._families, self._outlets, str(self._plain))
        self.stream.write(page.head())
        self.stream.write(f'{{"kinds": {in_script(page.kinds(self._kinds))}, "articles": [')
        self._pour(self._rows)
        self.stream.write("\n]}")
        self.stream.write(page.middle())
        self._pour(self._contents)
        self.stream.write(page.foot())

    def _pour(self, scratch: IO[str]) -> None:
        scratch.seek(0)
        shutil.copyfileobj(scratch, self.stream)
        scratch.close()


def reporter(stream: TextIO, output_format: str) -> Html:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return Html(stream)
