"""From what checks hit to what an editor reads: severity, the promise of a fix, fingerprints, order.

Finding and judging are apart: a check says where and why, this module decides what it amounts to.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newslint.finding import Finding, Fix, Safety, Severity
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.document import Document
    from newslint.rule import Hit, Rule

CERTAIN = 0.8
"""Below this confidence a finding weighs one severity less than its rule says, and no fix of it is safe."""

_SHOWN = 60
_CONTEXT_WORDS = 4
_CONTEXT_REACH = 80
_WORD = re.compile(r"\w+")

_REACH = 80
"""Characters on each side of a fix that are compared: more than a word."""
_SAME_MARK = {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛‹›", "'")}
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

    A safe fix parts words but never joins them, turns a quotation mark but adds and removes none, puts the comma that
    goes with a closing mark, changes letter case or a/an, or takes out characters that cannot be text. No line break
    goes, and inside a quotation not even letter case or a/an may change.
    """
    if fix.safety is not Safety.SAFE:
        return fix
    place = Span(max(0, fix.span.start - _REACH), min(len(doc.text), fix.span.end + _REACH))
    old, new = place.of(doc.text), fix.result(doc.text, place)
    is_safe = is_certain and _keeps_words(old, new)
    if is_certain and not is_safe and not any(doc.in_quotation(edit.span) for edit in fix.edits):
        is_safe = _keeps_words(*(_ARTICLE.sub(r"\1", text).lower() for text in (old, new)))
    return fix if is_safe else replace(fix, safety=Safety.UNSAFE)


class _Character(NamedTuple):
    """A character that is no white space, and the white space before it."""

    char: str
    gap: str


def _keeps_words(old: str, new: str) -> bool:
    """Whether the two texts differ in nothing but white space that parts words, the glyphs of marks and new commas."""
    before, after = list(_characters(old)), list(_characters(new))
    if len(after) > len(before):
        after = list(_without_new_commas(before, after))
    if [c.char for c in before] != [c.char for c in after]:
        return False
    return not any(
        (is_at_word and was.gap and not now.gap) or ("\n" in was.gap and "\n" not in now.gap)
        for is_at_word, was, now in zip(_between_letters(before), before, after, strict=True)
    )


def _characters(text: str) -> Iterator[_Character]:
    gap = ""
    for char in text:
        if char.isspace():
            gap += "\n" if char.splitlines() == [""] else " "
        elif unicodedata.category(char) not in {"Cc", "Cf"}:
            yield _Character(_SAME_MARK.get(char, char), gap)
            gap = ""
    yield _Character("", gap)


def _without_new_commas(before: list[_Character], after: list[_Character]) -> Iterator[_Character]:
    """Yield `after` without the commas before a quotation mark that `before` lacks."""
    at = 0
    for number, character in enumerate(after):
        is_new = at < len(before) and character.char == "," and before[at].char == '"'
        if is_new and after[number + 1].char == '"':
            continue
        yield character
        at += 1


def _between_letters(characters: list[_Character]) -> Iterator[bool]:
    """Yield for each character whether it and the one before it are of words."""
    previous = ""
    for character in characters:
        yield previous.isalnum() and character.char.isalnum()
        previous = character.char


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
