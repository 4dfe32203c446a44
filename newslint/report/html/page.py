"""The page around the articles: template, style and script, and a policy that lets nothing else run.

The browser runs the one script whose hash stands in the page. Whatever comes from an article is data: JSON in which
no tag can begin or end, or text that is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import html
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

import newslint
from newslint.finding import Severity
from newslint.report.gaps import lacking, never_checked
from newslint.report.html.charts import bars
from newslint.report.terminal import counted, printable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping

    from newslint.report import Tally
    from newslint.report.html.record import Kind

_SCRIPTS = ("base.js", "found.js", "table.js", "article.js", "cards.js", "places.js", "hands.js")
"""In their order; what they declare they share with each other and with nobody else."""
_INDEX, _ARTICLES = "<!-- index -->", "<!-- articles -->"


@dataclass
class Page:
    """The page of a run, in three parts: up to the index of articles, up to the articles, and what ends it."""

    tally: Tally
    damaged: int
    """How many articles have errors or warnings."""
    sound: int
    """How many were read and have no finding at all."""
    families: Mapping[str, Counter[Severity]]
    outlets: Mapping[str, Counter[Severity]]
    plain: str
    """What is shown where no script runs, as HTML."""

    def head(self) -> str:
        """Return what stands above the index."""
        return self._text.partition(_INDEX)[0]

    def middle(self) -> str:
        """Return what stands between the index and the articles."""
        return self._text.partition(_INDEX)[2].partition(_ARTICLES)[0]

    def foot(self) -> str:
        """Return what ends the page."""
        return self._text.partition(_ARTICLES)[2]

    def kinds(self, spoke: Iterable[Kind]) -> list[dict[str, Any]]:
        """Return what the page tells of the rules that spoke."""
        rules = self.tally.rules
        return [
            {**kind._asdict(), **({"why": rules[kind.rule].why.strip()} if kind.rule in rules else {})}
            for kind in spoke
        ]

    @cached_property
    def _text(self) -> str:
        style, script = _file("style.css"), _script()
        has_outlets = any(self.outlets) and len(self.outlets) > 1
        return Template(_file("template.html")).substitute(
            policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
            "base-uri 'none'; form-action 'none'",
            style=style,
            script=script,
            headline=self._headline(),
            counts="\n".join(self._counts()),
            remarks="\n".join(self._remarks()),
            families=bars("family", self.families),
            outlets=bars("outlet", self.outlets),
            charts_hidden="" if self.families else " hidden",
            outlets_hidden="" if has_outlets else " hidden",
            plain=self.plain,
            rules=counted(len(self.tally.rules), "rule"),
            never=never_checked(self.tally),
            version=html.escape(newslint.__version__),
        )

    def _headline(self) -> str:
        articles = counted(self.tally.articles, "article")
        if not self.damaged:
            return f"{'Only notes' if self.families else 'Nothing found'} in {articles}"
        if self.tally.articles == 1:
            return "One article needs an editor"
        return f"{self.damaged:,} of {articles} need{'s' if self.damaged == 1 else ''} an editor"

    def _counts(self) -> Iterator[str]:
        for severity in Severity:
            number = self.tally.findings[severity]
            name = counted(number, severity).split(" ", 1)[1]
            yield f'<li class="{severity}"><strong>{number:,}</strong> {name}</li>'
        yield f'<li class="sound"><strong>{self.sound:,}</strong> without a finding</li>'

    def _remarks(self) -> Iterator[str]:
        if gaps := list(lacking(self.tally)):
            said = html.escape(printable(", ".join(gaps)))
            yield f'<p><strong class="badge gap">Not checked: {said}.</strong></p>'
        if self.tally.mended:
            yield f"<p>Mended before this report: {counted(self.tally.mended, 'finding')}.</p>"
        hidden = [(self.tally.baselined, "in the baseline"), (self.tally.waived, "let pass by waivers")]
        if told := [f"{counted(number, 'finding')} {why}" for number, why in hidden if number]:
            yield f"<p>Not shown: {' and '.join(told)}.</p>"


def _file(name: str) -> str:
    """Return a file of this folder, its lines ended as browsers read them: the hash is taken of what they read."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _script() -> str:
    parts = "\n".join(_file(name) for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
