"""What stands together and does not belong becomes one finding: a block, which goes or stays as a whole."""

from __future__ import annotations

import bisect
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Finding, Fix, Safety, Severity
from newslint.page_lines import WIDEST_GAP

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from newslint.document import Document
    from newslint.span import Span

_FURNITURE = "furniture"
_APPENDED = "appended"
_GLUE = "glue"
_ENDS_AT_JOINT = frozenset({"embedded-links"})
"""Rules that see where furniture ends by the lost space behind it."""
_ORNAMENT = re.compile(r"[^\w\s]+(?:\s[^\w\s]+)*")
"""A line of marks between two parts of a page: `---`, `* * *`."""
_BULLET = re.compile(r"(?P<mark>[-–—•●▪◦*·])|(?:\d+|[a-z])[.)]")
_SHORT = 60
"""Characters: lines of lists and of verse are seldom longer, paragraphs seldom shorter."""
_WORDS_OF_HEADING = 2
_HEADS_NOTHING = frozenset({"advertisements"})
"""Rules whose lines name an empty slot of the page; nobody heads a part of a story so."""
_NEAR = 2
"""Lines above a block, and as many below it, that show whether it stands in a list or in verse."""
_FEWEST_TOUCHING = 2
"""Of those that end no sentence; a headline is one."""
_WHOLE_FAMILIES = frozenset({_APPENDED, _FURNITURE})
"""What they find does not belong to the article at all: what else is wrong with it does not matter."""


def joined(doc: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those of whole lines of furniture joined with their neighbours.

    Neighbours touch or have a little white space between them, and are equally grave: advice about a byline
    does not grow into a warning because a menu stands above it. Advice about lines inside a warning is dropped.
    """
    others: list[Finding] = []
    lines: list[Finding] = []
    for found in findings:
        (lines if found.family == _FURNITURE and _is_whole_lines(doc, found.span) else others).append(found)
    blocks: list[Finding] = []
    for rank in (3, 2, 1):
        graver = sorted(block.span for block in blocks)
        same = sorted((f for f in lines if f.severity.rank == rank), key=lambda f: (f.span.start, -f.span.end, f.rule))
        blocks += [_block(doc, parts) for parts in _neighbours(doc, _outside(graver, same))]
    return [*others, *_careful(doc, blocks)]


def _careful(doc: Document, blocks: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the blocks, without a safe fix those that may be part of a list or of verse, a heading, or all there is.

    `Play` is a button, and as well a step of some instructions or a line of a song, and `Next` heads the last part of a
    story. And no article becomes empty.
    """
    furniture = {n for block in blocks for n in _numbers(doc, block.span)}
    is_all = len(furniture) == len(doc.paragraphs)
    for block in blocks:
        is_safe = block.fix is not None and block.fix.safety is Safety.SAFE
        may_be_meant = is_all or _is_among_lines(doc, block.span, furniture) or _may_head(doc, block)
        if block.fix and is_safe and may_be_meant:
            yield replace(block, fix=replace(block.fix, safety=Safety.UNSAFE))
        else:
            yield block


def _may_head(doc: Document, block: Finding) -> bool:
    """Whether it is a single line of a word or two with a paragraph of prose above and below: a subheading."""
    lines, numbers = doc.paragraphs, _numbers(doc, block.span)
    beside = numbers[0] - 1, numbers[0] + 1
    is_heading_like = len(numbers) == 1 and len(block.span.of(doc.text).split()) <= _WORDS_OF_HEADING
    if block.rule in _HEADS_NOTHING or not is_heading_like or beside[0] < 0 or beside[1] == len(lines):
        return False
    return all(
        lines[near].end - lines[near].start > _SHORT and doc.text[lines[near].end - 1] in '.!?”"' for near in beside
    )


def _is_among_lines(doc: Document, span: Span, furniture: Container[int]) -> bool:
    """Whether short lines that are no furniture touch what stands there, or list items like it stand beside it."""
    lines, numbers = doc.paragraphs, _numbers(doc, span)
    bullet = _BULLET.match(doc.text, lines[numbers[0]].start)
    touching = 0
    for number, step in ((numbers[0], -1), (numbers[-1], 1)):
        for near in range(number + step, number + (_NEAR + 1) * step, step):
            if not 0 <= near < len(lines) or near in furniture:
                break
            line = lines[near]
            other = _BULLET.match(doc.text, line.start)
            if bullet and other and bullet["mark"] == other["mark"]:
                return True
            gap = (
                doc.text[lines[near - step].end : line.start]
                if step > 0
                else doc.text[line.end : lines[near + 1].start]
            )
            if len(gap.splitlines()) > 1 or line.end - line.start > _SHORT:
                break
            touching += doc.text[line.end - 1] not in '.!?”"'
    return touching >= _FEWEST_TOUCHING


def outermost(doc: Document, ordered: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings without those inside of matter that goes as a whole, and so settles them.

    They come in the order of the text, the longer of two that begin together first, and the graver of two in one place.
    """
    around: list[Finding] = []
    for found in ordered:
        around = [block for block in around if block.span.end > found.span.start]
        if any(_settles(doc, block, found) for block in around if block.span.contains(found.span)):
            continue
        if found.family in _WHOLE_FAMILIES:
            around.append(found)
        yield found


def _settles(doc: Document, block: Finding, found: Finding) -> bool:
    """Whether a block is all there is to say about a place in it.

    What is graver than furniture, or than advice, is told all the same; so are lost spaces in the midst of a paragraph,
    where it is less certain how far the furniture goes.
    """
    if block.family == _FURNITURE and found.family == _GLUE and not _is_whole_lines(doc, block.span):
        return False
    if block.family == _APPENDED and block.severity is not Severity.NOTE:
        return True
    return block.severity.rank >= found.severity.rank


def with_breaks(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings, those of a space that is lost behind a link mended with a line break.

    With a space in `Ten harboursThe crew` nobody could tell any more where the link ends.
    """
    ends = {found.span.end for found in findings if found.rule in _ENDS_AT_JOINT}
    for found in findings:
        edits = found.fix.edits if found.fix and found.family == _GLUE else ()
        if (
            found.fix
            and len(edits) == 1
            and edits[0].text == " "
            and edits[0].span.is_empty
            and edits[0].span.end in ends
        ):
            fix = replace(
                found.fix, title="put a line break where the link ends", edits=(replace(edits[0], text="\n"),)
            )
            yield replace(found, fix=fix)
        else:
            yield found


def with_furniture(doc: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, appended matter joined with the furniture that touches it: one cut takes both.

    Below it any furniture goes along, above it only what is more than advice. So does what begins in that furniture, as
    a list of links does in its heading, and is no graver than the matter.
    """
    found = sorted(findings, key=lambda f: (f.span.start, -f.span.end, f.family))
    furniture = [f for f in found if f.family == _FURNITURE and _is_whole_lines(doc, f.span)]
    by_start, by_end = {f.span.start: f for f in furniture}, {f.span.end: f for f in furniture}
    taken: set[int] = set()
    result = []
    for main in found:
        if main.family != _APPENDED or not _is_whole_lines(doc, main.span) or not main.fix:
            result.append(main)
            continue
        above = by_end.get(_line_before(doc, main.span))
        below = by_start.get(_line_after(doc, main.span))
        parts = [f for f in (above, below) if f and (f is below or f.severity is not Severity.NOTE)]
        if below:
            parts += [f for f in found if _goes_on(below, f) and f.severity.rank <= main.severity.rank]
        taken.update(id(part) for part in parts)
        result.append(_whole(doc, main, parts) if parts else main)
    return [f for f in result if id(f) not in taken]


def _goes_on(furniture: Finding, found: Finding) -> bool:
    """Whether appended matter begins in a block of furniture and ends behind it."""
    begins_inside = furniture.span.start <= found.span.start < furniture.span.end < found.span.end
    return found.family == _APPENDED and begins_inside


def _line_before(doc: Document, span: Span) -> int:
    """Return where the line above ends, ornaments aside, if only a little white space lies between; else -1."""
    at = bisect.bisect_left(doc.paragraphs, span.start, key=lambda line: line.start) - 1
    near = span.start
    while at >= 0 and _is_gap(doc.text[doc.paragraphs[at].end : near]):
        if not _ORNAMENT.fullmatch(doc.text, *doc.paragraphs[at]):
            return doc.paragraphs[at].end
        near = doc.paragraphs[at].start
        at -= 1
    return -1


def _line_after(doc: Document, span: Span) -> int:
    """Return where the line below begins, ornaments aside, if only a little white space lies between; else -1."""
    at = bisect.bisect_left(doc.paragraphs, span.end, key=lambda line: line.start)
    near = span.end
    while at < len(doc.paragraphs) and _is_gap(doc.text[near : doc.paragraphs[at].start]):
        if not _ORNAMENT.fullmatch(doc.text, *doc.paragraphs[at]):
            return doc.paragraphs[at].start
        near = doc.paragraphs[at].end
        at += 1
    return -1


def _whole(doc: Document, main: Finding, parts: Sequence[Finding]) -> Finding:
    span = main.span
    for part in parts:
        span = span.hull(part.span)
    fix = main.fix and replace(main.fix, edits=(Edit.deleting_lines(doc.text, span),))
    evidence = list(main.evidence)
    for part in parts:
        evidence += part.evidence or [Evidence(part.message, part.span)]
    return replace(main, span=span, fix=fix, evidence=tuple(evidence))


def _is_whole_lines(doc: Document, span: Span) -> bool:
    starts, ends = doc.view(_line_borders)
    return span.start in starts and span.end in ends


def _line_borders(doc: Document) -> tuple[frozenset[int], frozenset[int]]:
    return frozenset(line.start for line in doc.paragraphs), frozenset(line.end for line in doc.paragraphs)


def _numbers(doc: Document, span: Span) -> range:
    """Return the numbers of the lines of a block that are not blank."""
    first = bisect.bisect_left(doc.paragraphs, span.start, key=lambda line: line.start)
    return range(first, bisect.bisect_left(doc.paragraphs, span.end, key=lambda line: line.start))


def _outside(graver: Sequence[Span], findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that lie in none of the graver ones; both come in the order of the text."""
    at = 0
    for found in findings:
        while at < len(graver) and graver[at].end < found.span.end:
            at += 1
        if at == len(graver) or not graver[at].contains(found.span):
            yield found


def _neighbours(doc: Document, findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    group: list[Finding] = []
    end = 0
    for found in findings:
        if group and found.span.start > end and not _is_gap(doc.text[end : found.span.start]):
            yield group
            group, end = [], 0
        group.append(found)
        end = max(end, found.span.end)
    if group:
        yield group


def _is_gap(text: str) -> bool:
    return len(text) <= WIDEST_GAP and text.isspace()


def _block(doc: Document, parts: Sequence[Finding]) -> Finding:
    """Return what the parts are together: of the rule that covers most of it, and as safe as the least safe one."""
    if len(parts) == 1:
        return parts[0]
    covered = Counter[str]()
    for part in parts:
        covered[part.rule] += part.span.end - part.span.start
    rule = max(covered, key=covered.__getitem__)  # the first of those that cover as much
    lead = next(part for part in parts if part.rule == rule)
    span = parts[0].span
    for part in parts:
        span = span.hull(part.span)
    fixes = [part.fix for part in parts if part.fix and part.fix.safety is not Safety.HINT]
    is_safe = all(fix.safety is Safety.SAFE for fix in fixes)
    fix = Fix(
        f"delete the block of {len(_numbers(doc, span))} lines",
        (Edit.deleting_lines(doc.text, span),),
        Safety.SAFE if is_safe else Safety.UNSAFE,
    )
    return Finding(
        rule=rule,
        family=_FURNITURE,
        span=span,
        message=f"{lead.message}; the lines beside it do not belong either",
        severity=lead.severity,
        confidence=min(part.confidence for part in parts),
        fix=fix if len(fixes) == len(parts) else None,
        evidence=tuple(Evidence(part.message, part.span) for part in parts),
    )
