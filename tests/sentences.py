"""Sentences that translation damaged, and their look-alikes: how they are read, and what newslint makes of them.

Run as `python -m tests.sentences` for a table by kind, with `--show` for each sentence that was not judged rightly.
Only findings of the families in `FAMILIES` count. The sentences were written without a look at the rules.

Columns: `exact` a finding covers just the marked place; `others` missed, but a rule of another family speaks there;
`after fix` findings in the mended text; `beside` findings elsewhere in a damaged one; `false` findings in a sound one.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newslint import Document, Finding, Linter, Span
from newslint.fixer import apply
from newslint.rule import read_marks
from newslint.testing import marked
from tests.articles import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER = FIXTURES / "sentences"
FAMILIES = frozenset({"translation", "consistency", "language"})
_COLUMNS = ("bad", "found", "exact", "others", "fixable", "right fix", "after fix", "beside", "good", "false", "right")


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a few that belong together; one that is sound has no `spans`."""

    kind: str
    doc: Document
    spans: tuple[Span, ...] = ()
    """The damaged place; if there are several, any of them counts (a mix of two spellings has two places)."""
    fixes: tuple[str, ...] = ()
    """The whole text as an editor would have it, the likeliest first; empty if there is no single right fix."""
    source: str = ""
    """The language of which it was translated, where that shows."""
    why: str = ""
    """Why a sound one may look damaged."""

    def is_at(self, span: Span) -> bool:
        """Whether `span` overlaps a damaged place; a point on its border does, for there a word may be missing."""
        return any(span.overlaps(own) or (span.is_empty and own.contains(span)) for own in self.spans)


def sentences(folder: Path = FOLDER) -> list[Sentence]:
    """Return all of them, by file; raise ValueError if the marks of one do not pair up."""
    return [
        _sentence(entry)
        for path in sorted(folder.glob("*.toml"))
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for entry in entries
    ]


def _sentence(entry: dict[str, Any]) -> Sentence:
    text, spans = read_marks(entry["text"])
    fixes = (entry["fix"], *entry.get("also", ())) if "fix" in entry else ()
    return Sentence(entry["kind"], Document(text), spans, fixes, entry.get("source", ""), entry.get("why", ""))


def findings(linter: Linter, doc: Document) -> list[Finding]:
    """Return the findings of the families that count, of any severity."""
    return [finding for finding in linter.lint(doc).findings if finding.family in FAMILIES]


@dataclass
class Tally:
    """What a linter makes of sentences, by kind and column; and each one that it did not judge rightly."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def add(self, linter: Linter, sentence: Sentence) -> None:
        """Lint a sentence and count what came of it."""
        count = self.counts.setdefault(sentence.kind, Counter())
        found = findings(linter, sentence.doc)
        if not sentence.spans:
            count["good"] += 1
            count["false"] += len(found)
            self._complain("false alarm", sentence, found)
            return
        right = [finding for finding in found if sentence.is_at(finding.span)]
        beside = [finding for finding in found if finding not in right]
        count["bad"] += 1
        count["right"] += len(right)
        count["beside"] += len(beside)
        count["found"] += bool(right)
        count["exact"] += any(finding.span in sentence.spans for finding in right)
        self._complain("beside the place", sentence, beside)
        if not right:
            other = [finding for finding in linter.lint(sentence.doc).findings if sentence.is_at(finding.span)]
            count["others"] += bool(other)
            self.complaints.append(f"missed ({sentence.kind}): {_shown(sentence)}")
        if sentence.fixes:
            self._add_fix(linter, sentence, right, count)

    def _add_fix(self, linter: Linter, sentence: Sentence, right: list[Finding], count: Counter[str]) -> None:
        fixed, made = apply(sentence.doc.text, [finding.fix for finding in right if finding.fix])
        count["fixable"] += 1
        count["right fix"] += fixed in sentence.fixes
        if right and fixed not in sentence.fixes:
            what = f"wrong fix ({sentence.kind}): {fixed}" if made else f"no fix ({sentence.kind}): {_shown(sentence)}"
            self.complaints.append(f"{what}\n  wanted: {sentence.fixes[0]}")
        after = Document(sentence.fixes[0])
        left = findings(linter, after)
        count["after fix"] += len(left)
        self._complain("finding after the fix", Sentence(sentence.kind, after), left)

    def _complain(self, what: str, sentence: Sentence, found: Iterable[Finding]) -> None:
        label = f"{what} ({sentence.kind}):"
        self.complaints += [
            f"{label} {marked(sentence.doc.text, [finding.span])}\n  {finding.rule}: {finding.message}"
            for finding in found
        ]

    def total(self) -> Counter[str]:
        """Return the sum over all kinds."""
        return sum(self.counts.values(), Counter[str]())

    def of(self, kind: str) -> Tally:
        """Return the tally of one kind."""
        return Tally({kind: self.counts[kind]})

    def recall(self) -> float:
        """Return the share of damaged sentences that were found."""
        total = self.total()
        return total["found"] / max(1, total["bad"])

    def precision(self) -> float:
        """Return the share of findings that lie where a sentence is damaged; those in mended ones do not count."""
        total = self.total()
        return total["right"] / max(1, total["right"] + total["beside"] + total["false"])

    def right_fixes(self) -> float:
        """Return the share of damaged sentences with a right fix that got it; those not found count as well."""
        total = self.total()
        return total["right fix"] / max(1, total["fixable"])

    def table(self) -> Iterator[str]:
        """Yield the lines of a table by kind."""
        width = max(map(len, self.counts))
        yield " " * width + "".join(f"{column:>10}" for column in _COLUMNS[:-1])
        for kind, count in [*self.counts.items(), ("all", self.total())]:
            yield f"{kind:{width}}" + "".join(f"{count[column]:>10}" for column in _COLUMNS[:-1])
        yield f"recall {self.recall():.3f}, precision {self.precision():.3f}, right fixes {self.right_fixes():.3f}"


def _shown(sentence: Sentence) -> str:
    return marked(sentence.doc.text, list(sentence.spans))


def tally(linter: Linter, which: Iterable[Sentence]) -> Tally:
    """Return what a linter makes of sentences."""
    made = Tally()
    for sentence in which:
        made.add(linter, sentence)
    return made


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sentences", description="Judge the sentences of fixtures.")
    parser.add_argument("kinds", nargs="*", help="only these kinds")
    parser.add_argument("--show", action="store_true", help="show each one that was not judged rightly")
    options = parser.parse_args()
    chosen = [one for one in sentences() if not options.kinds or one.kind in options.kinds]
    if not chosen:
        parser.error("no sentence is of these kinds")
    made = tally(Linter(), chosen)
    lines = [*(made.complaints if options.show else ()), *made.table()]
    print("\n".join(lines))  # noqa: T201 - the output of a command


if __name__ == "__main__":
    _main()
