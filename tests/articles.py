"""The labelled articles of `fixtures/`: how they are read, and how findings are scored against them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newslint import Document, Finding, Fix, Linter, Span
from newslint.rule import read_marks
from newslint.sources.html import read

if TYPE_CHECKING:
    from collections.abc import Iterable

FIXTURES = Path(__file__).parent.parent / "fixtures"


@dataclass(frozen=True)
class Expected:
    """One finding that a broken article must bring."""

    rule: str
    span: Span
    fix: str | None
    """What stands at `span` after the fix, or from there to a fix farther on; None if there is no single right one."""


@dataclass(frozen=True)
class Article:
    """A labelled article; a clean one expects nothing."""

    name: str
    doc: Document
    expected: tuple[Expected, ...] = ()
    fixed: str = ""
    """The article after all fixes, the unsafe ones too: its source, if it was read from HTML."""


def broken() -> list[Article]:
    """Return the broken articles, by name."""
    return [_broken(folder) for folder in sorted((FIXTURES / "broken").iterdir())]


def clean() -> list[Article]:
    """Return the clean articles, by name."""
    return [Article(path.stem, Document(_read(path))) for path in sorted((FIXTURES / "clean").glob("*.txt"))]


def _read(path: Path) -> str:
    return path.read_bytes().decode()


def _broken(folder: Path) -> Article:
    (path,) = folder.glob("article.*")
    doc = read(_read(path)) if path.suffix == ".html" else Document(_read(path))
    table = tomllib.loads(_read(folder / "findings.toml"))
    expected = tuple(
        Expected(entry["rule"], place(doc.text, entry["at"]), entry.get("fix")) for entry in table["finding"]
    )
    return Article(folder.name, doc, expected, _read(folder / f"fixed{path.suffix}"))


def place(text: str, at: str) -> Span:
    """Return the span that `at` (a piece of the text with ⟦marks⟧; … inside them stands for anything) marks."""
    plain, (marked,) = read_marks(at)
    before, inside, after = plain[: marked.start], marked.of(plain), plain[marked.end :]
    middle = ".*".join(re.escape(part) for part in inside.split("…"))
    found = list(re.finditer(f"{re.escape(before)}({middle}){re.escape(after)}", text, re.DOTALL))
    if len(found) != 1:
        message = f"{at!r} stands {len(found)} times in the article"
        raise ValueError(message)
    return Span(*found[0].span(1))


def is_right(finding: Finding, expected: Expected, text: str) -> bool:
    """Whether the finding's fix brings what is expected, or there is none and none is wanted."""
    if finding.fix is None or expected.fix is None:
        return finding.fix is None and expected.fix is None
    return brings(finding.fix, expected.span, expected.fix, text)


def brings(fix: Fix, span: Span, expected: str, text: str) -> bool:
    """Whether `expected` stands at `span` after the fix; white space beside a deletion may go with it."""
    around = fix.span.hull(span)
    wanted = text[around.start : span.start] + expected + text[span.end : around.end]
    result = fix.result(text, around)
    return result in {wanted, expected} or (not expected and not result.strip() and not wanted.strip())


@dataclass
class Score:
    """What a linter makes of labelled articles, by family."""

    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    fixable: Counter[str] = field(default_factory=Counter)
    fixed: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, dict[str, float]]:
        """Return precision, recall and the share of right fixes of each family."""
        return {
            family: {
                "precision": self.right[family] / max(1, self.right[family] + self.false[family]),
                "recall": self.right[family] / max(1, self.expected[family]),
                "right-fixes": self.fixed[family] / self.fixable[family] if self.fixable[family] else 1.0,
            }
            for family in sorted(self.expected | self.false)
        }


def score(linter: Linter, articles: Iterable[Article]) -> Score:
    """Lint the articles and count what is found, missed, wrong and rightly fixed: exact places, of any severity."""
    families = {name: rule.family for name, rule in linter.catalog.by_name.items()}
    total = Score()
    for article in articles:
        found = {(f.rule, f.span): f for f in linter.lint(article.doc).findings}
        for expected in article.expected:
            family = families[expected.rule]
            finding = found.pop((expected.rule, expected.span), None)
            total.expected[family] += 1
            total.fixable[family] += expected.fix is not None
            total.right[family] += finding is not None
            if finding and expected.fix is not None:
                total.fixed[family] += is_right(finding, expected, article.doc.text)
        for finding in found.values():
            total.false[finding.family] += 1
    return total
