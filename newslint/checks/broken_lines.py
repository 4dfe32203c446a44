"""Sentences torn by a line break or by a blank line: `the commander of` / `the fleet said on Monday`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"line", "paragraph"})

_GOES_ON = re.compile(r"(?P<word>[a-z]{1,20})(?=[ ,’'])")
_LAST = re.compile(r"(?<![^\W_])(?P<word>[^\W_]{1,30})(?:[’']s)?(?P<comma>,?[”\"]?)\Z")
_LAST_REACH = 40
_STOP_AT_END = re.compile(r"[.!?][”\"’')\]]{0,3}\Z")
_STOP_INSIDE = re.compile(r"[a-z]{2}[.!?][”\"’')]{0,2} [“\"‘'(]?[A-Z]")
_NO_PROSE = re.compile(r"[{}<>|=_]|://|www\.|\A\W{0,3}(?:\d{1,3}[.)]|[•*–—-]) ")
_SALUTATION = re.compile(r"(?:(?:Dear|Hi|Hello|Hey) [^,\n]{1,40}|[A-Z][\w.’-]{1,20}(?: [A-Z][\w.’-]{1,20})?),")
"""The first line of a letter; what follows may begin in lower case."""
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")

_FEW_WORDS, _WORDS_IN_PROSE, _MANY_WORDS = 6, 8, 14
_TITLE_SHARE = 0.6
_SHORT_LINE = 50
_RUN = 3
_WRAPPED, _WIDTH, _FEWEST_IN_BLOCK = 8, 100, 3
_SURE, _LIKELY = 0.95, 0.85


class _Joint(NamedTuple):
    """Two lines, one after the other, that seem to be one sentence."""

    number: int
    before: Span
    after: Span
    reason: str
    """Why the first line cannot be the end; empty if it merely lacks a stop."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the place from the last word of one line to the first of the next."""
    pairs = enumerate(pairwise(doc.paragraphs))
    joints = [joint for number, pair in pairs if (joint := _joint(doc, number, *pair, words))]
    if not joints or _is_wrapped(doc, joints):
        return
    in_run = _in_runs(joints) | _in_blocks(doc)
    for joint in joints:
        if joint.number not in in_run:
            yield _hit(doc, joint)


def _is_wrapped(doc: Document, joints: list[_Joint]) -> bool:
    """Whether all lines end at the width of a mail or a screen: nobody tore them one by one."""
    if len(joints) > _WRAPPED and 4 * len(joints) > len(doc.paragraphs):
        return True
    long = sum(paragraph.end - paragraph.start > _WIDTH for paragraph in doc.paragraphs)
    return len(joints) >= _RUN and 10 * long < len(doc.paragraphs)


def _joint(doc: Document, number: int, before: Span, after: Span, words: Words) -> _Joint | None:
    """Return the two lines as a joint, if the second goes on in lower case with the sentence of the first."""
    text = doc.text
    first = _GOES_ON.match(text, after.start)
    if not first or first["word"] not in english():
        return None
    last = _LAST.search(text, max(before.start, before.end - _LAST_REACH), before.end)
    if not last or _SALUTATION.fullmatch(text, *before):
        return None
    if _NO_PROSE.search(text, *before) or _NO_PROSE.search(text, *after):
        return None
    reason = ""
    if last["comma"]:
        reason = "a comma ends the line"
    elif last["word"] in words["never_last"]:
        reason = f"no sentence ends with “{last['word']}”"
    if not _is_prose(text, before, after, has_reason=bool(reason), stands_in_prose=_stands_in_prose(doc, number)):
        return None
    if not reason and first["word"] in words["credit_opener"]:
        return None
    return _Joint(number, before, after, reason)


def _stands_in_prose(doc: Document, number: int) -> bool:
    """Whether the lines around the two are long and end with a stop, so that these are neither verse nor a list."""
    around = [*doc.paragraphs[max(0, number - 1) : number], *doc.paragraphs[number + 2 : number + 3]]
    return bool(around) and all(
        line.end - line.start > _SHORT_LINE and _STOP_AT_END.search(doc.text, line.end - 5, line.end) for line in around
    )


def _is_prose(text: str, before: Span, after: Span, *, has_reason: bool, stands_in_prose: bool) -> bool:
    """Whether two lines are no list, no heading with its text, no line of credits."""
    left, right = _WORD.findall(text, *before), _WORD.findall(text, *after)
    has_stop = _STOP_INSIDE.search(text, *before) is not None
    if text[before.start].islower() and not has_stop:  # an item of a list whose items all begin so
        return False
    ends = _STOP_AT_END.search(text, max(after.start, after.end - 5), after.end) is not None
    if has_reason:
        is_short = max(before.end - before.start, after.end - after.start) < _SHORT_LINE
        is_verse = (
            is_short
            and not stands_in_prose
            and text[before.end - 1] not in '”"'
            and not _STOP_INSIDE.search(text, *after)
        )
        return not is_verse and max(len(left), len(right)) >= _FEW_WORDS and (ends or len(left) >= _FEW_WORDS)
    is_title = sum(word[0].isupper() for word in left) > _TITLE_SHARE * len(left)
    is_text = len(left) >= (_WORDS_IN_PROSE if stands_in_prose and ends else _MANY_WORDS) or has_stop
    return is_text and not is_title and (ends or len(right) >= _FEW_WORDS)


def _in_runs(joints: list[_Joint]) -> set[int]:
    """Return the numbers of the joints that follow each other, line by line: verse, or a list without marks."""
    found: set[int] = set()
    run: list[int] = []
    for joint in joints:
        run = [*run, joint.number] if run and run[-1] == joint.number - 1 else [joint.number]
        if len(run) == _RUN:
            found.update(run)
        elif len(run) > _RUN:
            found.add(joint.number)
    return found


def _in_blocks(doc: Document) -> set[int]:
    """Return the numbers of the joints in blocks of lines that are wrapped at their own width: a letter in a column."""
    found: set[int] = set()
    block: list[int] = []
    for number, line in enumerate(doc.paragraphs):
        if block and line.start != doc.paragraphs[block[-1]].end + 1:
            found.update(_wrapped(doc, block))
            block = []
        block.append(number)
    return found.union(_wrapped(doc, block))


def _wrapped(doc: Document, block: list[int]) -> list[int]:
    """Return the joints of the block if no first word of a line would have fitted on the line before."""
    lines = [doc.paragraphs[number] for number in block]
    width = max((line.end - line.start for line in lines), default=0)
    if len(lines) < _FEWEST_IN_BLOCK or width > _WIDTH:
        return []
    for before, after in pairwise(lines):
        space = doc.text.find(" ", *after)
        if before.end - before.start + 1 + (after.end if space < 0 else space) - after.start <= width:
            return []
    return block[:-1]


def _hit(doc: Document, joint: _Joint) -> Hit:
    gap = Span(joint.before.end, joint.after.start)
    start = doc.text.rfind(" ", max(joint.before.start, gap.start - _LAST_REACH), gap.start) + 1
    first = _GOES_ON.match(doc.text, gap.end)
    span = Span(start or max(joint.before.start, gap.start - _LAST_REACH), first.end() if first else gap.end)
    kind = "paragraph" if len(gap.of(doc.text).splitlines()) > 1 else "line"
    evidence = Evidence(joint.reason or "the line ends without a stop, and the next begins in lower case", gap)
    fix = Fix("join the two lines", (Edit(gap, " "),))
    return Hit(span, fix, confidence=_SURE if joint.reason else _LIKELY, evidence=(evidence,), kind=kind)
