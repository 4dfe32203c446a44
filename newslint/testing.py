"""The cases of a rule file, run: exact places, exact fixes, silence where there must be silence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newslint import fixer
from newslint.document import Document
from newslint.finding import Family
from newslint.linter import Linter
from newslint.rule import Expectation, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newslint.backends import Backend
    from newslint.finding import Finding
    from newslint.rule import Case, Rule
    from newslint.span import Span

    _Find = Callable[[Document], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Problem:
    """A case that does not hold."""

    rule: Rule
    case: Case
    says: str


def problems(rule: Rule, others: Sequence[Rule] = (), backends: Sequence[Backend] = ()) -> Iterator[Problem]:
    """Yield the cases of `rule` that do not hold; on a bad case none of `others` may speak either, previews aside.

    Rules whose backend is not among `backends` find nothing: of such a rule itself the cases mean nothing.
    """
    bystanders = [other for other in others if other is not rule and other.status is Status.STABLE]
    asked = backends if rule.backend else ()  # on the cases of own rules nobody else is asked
    everyone = Linter.of([*bystanders, rule], backends=asked) if others else None
    prove = {Expectation.BAD: _bad, Expectation.GOOD: _good, Expectation.MISSED: _missed}
    for case in rule.cases:
        doc = Document(case.text, language=min(rule.languages, default="en"))
        try:
            told = list(prove[case.expectation](case, partial(_findings, rule, backends), doc))
        except RuntimeError as error:
            told = [f"the rule {error}"]
        for says in told:
            yield Problem(rule, case, says)
        if case.expectation is Expectation.BAD and not told:
            for found in everyone.lint(doc).findings if everyone else ():
                if found.rule != rule.id and not _is_joint_beside(found, case) and not _knows_better(found, case, rule):
                    yield Problem(rule, case, f"the rule “{found.rule}” speaks too: {marked(case.text, [found.span])}")


def _is_joint_beside(found: Finding, case: Case) -> bool:
    """Whether a lost space is told of that lies at the edge of what the case is about, or inside of it.

    Where furniture of the page touches a paragraph, both are to be told: one fix is safe, the other is the editor's.
    """
    fix = found.fix
    return found.family == Family.GLUE and fix is not None and any(span.contains(fix.span) for span in case.spans)


def _knows_better(found: Finding, case: Case, rule: Rule) -> bool:
    """Whether an own rule speaks where the rule of a backend does: in a report it speaks alone (`judge.untold`)."""
    return bool(rule.backend) and any(span.overlaps(found.span) for span in case.spans)


def _bad(case: Case, find: _Find, doc: Document) -> Iterator[str]:
    found = find(doc)
    spans = tuple(f.span for f in found)
    if spans != case.spans:
        yield f"expected {marked(case.text, case.spans)}\n     found {marked(case.text, spans) if spans else 'nothing'}"
        return
    fixes = [f.fix for f in found if f.fix]
    if case.fix is None:
        if fixes:
            yield f"a fix is offered that the case does not tell: {fixer.apply(case.text, fixes)[0]!r}"
        return
    fixed, _ = fixer.apply(case.text, fixes)
    if fixed != case.fix:
        yield f"expected the fix {case.fix!r}\n            found {fixed!r}"
    elif left := find(Document(fixed, language=doc.language)):
        yield f"the rule still speaks after its fix: {marked(fixed, [f.span for f in left])}"


def _good(case: Case, find: _Find, doc: Document) -> Iterator[str]:
    if found := find(doc):
        yield f"the rule should be silent: {marked(case.text, [f.span for f in found])}"


def _missed(case: Case, find: _Find, doc: Document) -> Iterator[str]:
    if tuple(f.span for f in find(doc)) == case.spans:
        yield "a known limit has fallen: turn this [[missed]] case into a [[bad]] one"


def _findings(rule: Rule, backends: Sequence[Backend], doc: Document) -> Sequence[Finding]:
    """Return what one rule finds, as in a run; raise RuntimeError if it fails."""
    report = Linter.of([rule], language=doc.language, backends=backends).lint(doc)
    for failure in report.failures:
        raise RuntimeError(failure.error)
    return report.findings


def marked(text: str, spans: Sequence[Span]) -> str:
    """Return the text with ⟦marks⟧ around the spans, the form in which cases are written."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], "⟦", span.of(text), "⟧"]
        at = span.end
    return "".join([*pieces, text[at:]])
