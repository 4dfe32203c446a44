"""Fixes applied: all edits of a fix or none, one pass, then linted again until nothing more can be mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from newslint.finding import Failure, Fix, Report, Safety

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.document import Document

_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """An article after its fixes."""

    original: Document
    applied: tuple[Fix, ...]
    """The fixes made, in the order in which they were made; spans of later rounds are those of the text by then."""
    report: Report
    """What is still found in the mended article, which is the report's document."""

    @property
    def document(self) -> Document:
        """The mended article."""
        return self.report.document

    @property
    def text(self) -> str:
        """Its text."""
        return self.document.text


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """Return the text with the fixes made, and those that were made.

    Of fixes that touch the same place the earlier one wins, then the safer, then the longer; the others are left for
    the next round.
    """
    order = {Safety.SAFE: 0, Safety.UNSAFE: 1, Safety.HINT: 2}
    pieces: list[str] = []
    made: list[Fix] = []
    at = 0
    last_point = -1
    for fix in sorted(fixes, key=lambda f: (f.span.start, order[f.safety], -f.span.end)):
        if fix.span.start < at or fix.span.start == last_point:
            continue
        for edit in fix.edits:
            pieces += [text[at : edit.span.start], edit.text]
            at = edit.span.end
        last_point = at if fix.span.is_empty else -1
        made.append(fix)
    return "".join([*pieces, text[at:]]), made


class Lints(Protocol):
    """A linter, or what stands between one and its reports."""

    def lint(self, article: Document) -> Report:
        """Return what is found."""


def mend(linter: Lints, doc: Document, *, unsafe: bool = False) -> Mended:
    """Return the article with its safe fixes made, and with `unsafe` the others too; hints are never applied.

    Fixes are made until none is left, so that mending twice changes nothing more. Should two rules undo each other
    for ever, the article stays as it was and the report says so.
    """
    first = report = linter.lint(doc)
    current, applied = doc, list[Fix]()
    for _ in range(_MOST_ROUNDS):
        text, made = apply(current.text, report.fixes(unsafe=unsafe))
        if text == current.text:
            break
        applied += made
        current = current.changed(text, (edit for fix in made for edit in fix.edits))
        report = linter.lint(current)
    left = report.fixes(unsafe=unsafe)
    if apply(current.text, left)[0] == current.text:
        return Mended(doc, tuple(applied), report)
    unsettled = sorted({found.rule for found in report.findings if found.fix in left})
    problem = f"fixes do not settle after {_MOST_ROUNDS} rounds ({', '.join(unsettled)}); nothing was changed"
    return Mended(doc, (), replace(first, failures=(*first.failures, Failure(unsettled[0], problem))))
