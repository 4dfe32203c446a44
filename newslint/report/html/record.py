"""What the page is told of an article: its row in the table, and what is shown when it is opened.

Places are offsets in UTF-16 units, in which JavaScript counts.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.finding import Severity
from newslint.report.gaps import told
from newslint.report.located import Located
from newslint.report.places import Places
from newslint.report.statistics import UNKNOWN, by_outlet
from newslint.report.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newslint.document import Document
    from newslint.finding import Finding, Fix, Report
    from newslint.span import Span

_TITLE_SHOWN = 140
_NAME_SHOWN = 300
_DIGITS = 3


class Kind(NamedTuple):
    """A rule that spoke, and its family, as they may be shown."""

    rule: str
    family: str

    @classmethod
    def of(cls, found: Finding) -> Kind:
        """Return the kind of a finding."""
        return cls(printable(found.rule), printable(found.family))


def row(report: Report, kinds: Mapping[Kind, int]) -> dict[str, Any]:
    """Return what the table tells of an article; what is empty is left out, as most articles are sound."""
    doc = report.document
    located = Located(doc)
    ((outlet, _),) = by_outlet(report)
    counts: dict[int, Counter[Severity]] = {}
    for found in report.findings:
        counts.setdefault(kinds[Kind.of(found)], Counter())[found.severity] += 1
    result = {
        "name": _name(located)[:_NAME_SHOWN],
        "title": _title(doc),
        "taken": not doc.meta.get("title") and bool(doc.paragraphs),
        "outlet": "" if outlet == UNKNOWN else printable(outlet)[:_NAME_SHOWN],
        "words": len(doc.text.split()),
        "found": [[kind, *(severities[each] for each in Severity)] for kind, severities in counts.items()],
        "gaps": len(report.failures),
        "unread": any(not failure.rule for failure in report.failures),
        "hidden": len(report.suppressed),
    }
    return {key: value for key, value in result.items() if value}


def content(report: Report, kinds: Mapping[Kind, int]) -> dict[str, Any]:
    """Return what is shown of an article when it is opened."""
    doc = report.document
    places, located = Places(doc.text), Located(doc)
    waived = Counter(hidden.reason for hidden in report.suppressed)
    result = {
        "text": doc.text,
        "language": doc.language,
        "findings": [_finding(found, kinds[Kind.of(found)], places, located) for found in report.findings],
        "failures": [told(failure) for failure in report.failures],
        "hidden": [[reason, count] for reason, count in waived.items()],
    }
    return {key: value for key, value in result.items() if value}


def _finding(found: Finding, kind: int, places: Places, located: Located) -> dict[str, Any]:
    result: dict[str, Any] = {
        "kind": kind,
        "severity": str(found.severity),
        "span": _span(found.span, places),
        "place": located.position(found.span),
        "message": found.message,
        "confidence": round(found.confidence, _DIGITS),
    }
    if found.fix:
        result["fix"] = _fix(found.fix, places)
    if found.suggestions:
        result["or"] = [_fix(fix, places) for fix in found.suggestions]
    if found.evidence:
        result["evidence"] = [
            [reason.says, *(_span(reason.span, places) if reason.span else ())] for reason in found.evidence
        ]
    return result


def _fix(fix: Fix, places: Places) -> dict[str, Any]:
    edits = [[*_span(edit.span, places), edit.text] for edit in fix.edits]
    return {"title": fix.title, "safety": str(fix.safety), "edits": edits}


def _span(span: Span, places: Places) -> list[int]:
    return [places.utf16(span.start), places.utf16(span.end)]


def _name(located: Located) -> str:
    if not located.is_record:
        return located.file
    record = f"{located.file}:{located.doc.record}"
    return f"{record}: {located.doc.id}" if located.doc.id not in {"", record} else record


def _title(doc: Document) -> str:
    """Return the headline, or the first line of the text, as far as it is shown."""
    title = " ".join(str(doc.meta.get("title") or "").split())
    if not title and doc.paragraphs:
        start, end = doc.paragraphs[0]
        title = " ".join(doc.text[start : min(end, start + _TITLE_SHOWN + 1)].split())
    return title if len(title) <= _TITLE_SHOWN else f"{title[: _TITLE_SHOWN - 1]}…"
