"""From what checks hit to what an editor reads: severity, the promise of a fix, fingerprints, order.

Finding and judging are apart: a check says where and why, this module decides what it amounts to.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from newslint.finding import Finding, Fix, Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.document import Document
    from newslint.rule import Hit, Rule
    from newslint.span import Span

CERTAIN = 0.8
"""Below this confidence a finding weighs one severity less than its rule says, and no fix of it is safe."""

_SHOWN = 60
_CONTEXT_WORDS = 4
_CONTEXT_REACH = 80
_WORD = re.compile(r"\w+")

_MARKS = "\"'“”„‟‘’‚‛«»‹›"
_COMMA_AT_MARK = re.compile(f",(?=[{_MARKS}])|(?<=[{_MARKS}]),")
_ARTICLE = re.compile(r"\b([Aa])n\b")


def finding(doc: Document, rule: Rule, hit: Hit) -> Finding:
    """Return the finding that a hit of `rule` amounts to; raise KeyError if its message asks for what no hit says."""
    is_certain = hit.confidence >= CERTAIN
    match = hit.span.of(doc.text)
    return Finding(
        rule=rule.id,
        family=rule.family,
        span=hit.span,
        message=rule.message.format_map({**hit.says, "match": _shortened(match)}),
        severity=rule.severity if is_certain else rule.severity.lowered(),
        confidence=hit.confidence,
        fix=hit.fix and kept_promise(doc, hit.fix, is_certain=is_certain),
        suggestions=hit.suggestions,
        evidence=hit.evidence,
    )


def kept_promise(doc: Document, fix: Fix, *, is_certain: bool = True) -> Fix:
    """Return the fix, as unsafe if it promises to be safe and is not, or mends what may be no fault.

    A safe fix changes white space, quotation marks with the comma that goes with a closing one, letter case, a/an,
    or takes out characters that cannot be text; inside a quotation it may not even change the case.
    """
    if fix.safety is not Safety.SAFE:
        return fix
    if not is_certain:
        return replace(fix, safety=Safety.UNSAFE)
    place = doc.token_around(fix.span)
    old, new = place.of(doc.text), fix.result(doc.text, place)
    if _letters(old) == _letters(new):
        return fix
    quoted = any(doc.in_quotation(edit.span) for edit in fix.edits)
    if not quoted and _letters(_ARTICLE.sub(r"\1", old)).lower() == _letters(_ARTICLE.sub(r"\1", new)).lower():
        return fix
    return replace(fix, safety=Safety.UNSAFE)


def _letters(text: str) -> str:
    """Return the text without what a safe fix may change wherever it stands."""
    kept = _COMMA_AT_MARK.sub("", text)
    return "".join(
        c for c in kept if not c.isspace() and c not in _MARKS and unicodedata.category(c) not in {"Cc", "Cf"}
    )


def settled(doc: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in the order of the text, one for each place and family, with their fingerprints."""
    best: dict[tuple[Span, str], Finding] = {}
    for found in findings:
        rival = best.get((found.span, found.family))
        if rival is None or _weight(found) > _weight(rival):
            best[found.span, found.family] = found
    ordered = sorted(best.values(), key=lambda f: (f.span.start, -f.span.end, f.family, f.rule))
    seen: Counter[str] = Counter()
    settled_findings = []
    for found in ordered:
        context = _context(doc, found)
        seen[context] += 1
        digest = hashlib.sha256(f"{context}\0{seen[context]}".encode(errors="surrogatepass"))
        settled_findings.append(replace(found, fingerprint=digest.hexdigest()[:16]))
    return tuple(settled_findings)


def _weight(found: Finding) -> tuple[int, float, str]:
    return found.severity.rank, found.confidence, found.rule


def _context(doc: Document, found: Finding) -> str:
    """Return what makes a finding the same one after the text above it changed: rule, match, neighbouring words."""
    start, end = found.span
    before = _WORD.findall(doc.text[max(0, start - _CONTEXT_REACH) : start])[-_CONTEXT_WORDS:]
    after = _WORD.findall(doc.text[end : end + _CONTEXT_REACH])[:_CONTEXT_WORDS]
    match = unicodedata.normalize("NFC", found.span.of(doc.text))
    return "\0".join([found.rule, match, *before, "", *after])


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    if len(one_line) <= _SHOWN:
        return one_line
    half = _SHOWN // 2
    return f"{one_line[:half].rstrip()} … {one_line[-half:].lstrip()}"


def at_or_above(findings: Iterable[Finding], severity: Severity) -> bool:
    """Whether any finding is as grave as `severity`."""
    return any(found.severity.rank >= severity.rank for found in findings)
