"""Quotation marks in pairs, paragraph by paragraph: which are never closed, never opened, doubled, opened anew.

A quotation may run over several paragraphs: each opens anew and only the last one closes. Verse and quoted documents
open once and close some lines later. Neither is a flaw.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document
    from newslint.quotation import Mark
    from newslint.span import Span

_BEFORE_START = re.compile(r"[^\w“”\"]{0,6}")
_SENTENCE_ENDS = re.compile(r"[^.…][.!?][’)\]]?\s{1,2}\Z")
_EXCERPT_BEGINS = re.compile(r"(?:…|\.\.)[.!?’)\]]?[\s\u200b-\u200d\u2060]{0,3}\Z")
"""Excerpts from a longer text follow each other, each with an opening mark of its own."""
_IS_CUT = re.compile(r"(?:…|\.\.\.)[\])]?\Z")
"""A teaser, or an excerpt: its end, and the mark, stand elsewhere."""
_GLUED_TO = frozenset(".!?")
"""A mark that touches the stop before it opened the next paragraph, until the line break was lost."""
_NEVER_LAST = re.compile(r"\b(?:a|an|and|its|my|of|or|our|the|their|your)\Z")
_REACH = 5
_LONGEST_WORD = 8
_MOST_LINES = 12
"""Paragraphs over which a quotation stays open without an opening mark at each: verse, a list, a letter."""
_ELSEWISE = re.compile('""|\'\'|’’|‘‘|″|``|&quot;|â€|=["“”]|"](?<=\n"])')
"""Two single marks for a double one, and what else stands for a mark or has marks: broken characters, attributes of
tags and codes, also such as end on the next line; two straight marks side by side are anything."""
_OTHER_SYSTEMS = frozenset("«»„")
"""Bullets, arrows and the marks of other languages: how they pair depends on the language."""


class Flaw(NamedTuple):
    """A mark that does not pair up."""

    kind: str
    """`unclosed`, `unopened`, `doubled`, `adrift`, `reopened`, or `continued`: the next paragraph opens anew."""
    mark: Mark
    paragraph: Span
    again: tuple[Mark, ...] = ()
    """The marks that open the same quotation anew, each at the start of a sentence."""
    is_certain: bool = True
    """Not if quotations lie inside each other in the same marks: which of them is not closed is hard to tell."""


def flaws(doc: Document) -> Iterator[Flaw]:
    """Yield the marks that do not pair up, paragraph by paragraph; for `Document.view`."""
    yield from (flaw for flaw in doc.view(_unpaired) if flaw.kind != "continued")


def continued(doc: Document) -> Iterator[Flaw]:
    """Yield the marks that a paragraph leaves open and the next one opens anew: no flaw, if nobody else speaks."""
    yield from (flaw for flaw in doc.view(_unpaired) if flaw.kind == "continued")


def _are_sound(marks: Sequence[Mark]) -> bool:
    """Whether each mark that opens is followed by its partner, which no paragraph's end parts from it; as in most."""
    opening, closing = marks[::2], marks[1::2]
    if len(opening) != len(closing) or any(mark.turned for mark in marks):
        return False
    opens = all(mark.opens and not mark.inside for mark in opening)
    return opens and all(mark.inside and not mark.opens for mark in closing)


def _unpaired(doc: Document) -> Iterator[Flaw]:
    return iter(()) if _are_sound(doc.quotation_marks) else _read(doc)


def _read(doc: Document) -> Iterator[Flaw]:
    waiting: Flaw | None = None
    since = 0
    is_elsewise = doc.quotation_marks and _ELSEWISE.search(doc.text)  # else no paragraph need be searched
    for number, (paragraph, marks) in enumerate(_paragraphs(doc)):
        if not marks:
            continue
        if any(doc.text[mark.at] in _OTHER_SYSTEMS for mark in marks) or (
            is_elsewise and _ELSEWISE.search(doc.text, *paragraph)
        ):
            waiting = None
            continue
        if any(mark.turned for mark in marks):
            if waiting and marks[0].opens and not _begins(doc.text, paragraph, marks[0]):
                yield waiting
            waiting = None  # what is turned has to be mended before the rest can be paired
            yield from _superfluous(doc.text, paragraph, marks)
            continue
        closes = waiting is not None and not marks[0].opens and number - since <= _MOST_LINES
        if waiting and not closes:
            is_begun = _begins(doc.text, paragraph, marks[0])
            yield waiting._replace(kind="continued") if is_begun and waiting.kind == "unclosed" else waiting
        reading = _Reading(doc.text, paragraph, _doubles_a_closing(marks))
        for mark in marks[1:] if closes else marks:
            reading.take(mark)
        waiting, since = reading.left_open(), number
        yield from reading.found
        if waiting and waiting.kind == "adrift":
            yield waiting
            waiting = None
    if waiting:
        yield waiting


def is_misplaced(text: str, mark: Mark) -> bool:
    """Whether a closing mark stands where no quotation ends, one word too early to open: `the” old quay”`."""
    is_room = text[mark.at + 1 : mark.at + 2] == " "
    return is_room and _NEVER_LAST.search(text, max(0, mark.at - _LONGEST_WORD), mark.at) is not None


def _superfluous(text: str, paragraph: Span, marks: Sequence[Mark]) -> Iterator[Flaw]:
    """Yield what is too much in a paragraph whose other marks cannot be trusted: `ferry.””`, `done ” and signed`."""
    reading = _Reading(text, paragraph, _doubles_a_closing(marks))
    for mark in marks:
        reading.take(mark)
    yield from (flaw for flaw in reading.found if flaw.kind in {"doubled", "adrift"} and not flaw.mark.turned)


def _paragraphs(doc: Document) -> Iterator[tuple[Span, Sequence[Mark]]]:
    marks, at = doc.quotation_marks, 0
    for paragraph in doc.paragraphs:
        begin = at
        while at < len(marks) and marks[at].at < paragraph.end:
            at += 1
        yield paragraph, marks[begin:at]


def _begins(text: str, paragraph: Span, mark: Mark) -> bool:
    """Whether a mark stands at the start of its paragraph, or behind a bullet."""
    start = _BEFORE_START.match(text, paragraph.start, mark.at)
    return start is not None and start.end() == mark.at


def _doubles_a_closing(marks: Sequence[Mark]) -> bool:
    """Whether two closing marks stand side by side, as they do where one quotation ends within another."""
    return any(not one.opens and not other.opens and one.at + 1 == other.at for one, other in itertools.pairwise(marks))


@dataclass(slots=True)
class _Reading:
    """What is open as the marks of a paragraph are taken one by one."""

    text: str
    paragraph: Span
    doubles_a_closing: bool
    found: list[Flaw] = field(default_factory=list)
    _opening: Mark | None = None
    _depth: int = 0
    _again: list[Mark] = field(default_factory=list)
    _is_nested: bool = False
    _is_glued: bool = False
    _last: Mark | None = None
    _is_misplaced: bool = False
    """A closing mark stands where an opening one belongs: its partner is no second flaw."""

    def take(self, mark: Mark) -> None:
        """Take the next mark."""
        is_beside = self._last is not None and self._last.at == mark.at - 1 and self._last.opens == mark.opens
        if mark.opens:
            self._open(mark, is_beside=is_beside)
        elif self._opening:
            self._depth -= 1
            if not self._depth:
                self._report_again()
                self._opening = None
        elif self._is_misplaced:
            self._is_misplaced = False
        else:
            kind = "doubled" if is_beside else "adrift" if self._is_adrift(mark) else "unopened"
            if not self.text[mark.at + 1 : mark.at + 2].isalnum():  # else a space is missing first of all
                self.found.append(Flaw(kind, mark, self.paragraph))
            self._is_misplaced = kind == "unopened" and is_misplaced(self.text, mark)
        self._last = mark

    def _open(self, mark: Mark, *, is_beside: bool) -> None:
        if not self._opening:
            self._opening, self._depth, self._again = mark, 1, []
            self._is_nested = self._is_glued = False
        elif is_beside and not self.doubles_a_closing:
            self.found.append(Flaw("doubled", mark, self.paragraph))
        elif self.text[mark.at - 1] in _GLUED_TO:
            self._opening, self._depth, self._again, self._is_glued = mark, 1, [], True
        elif _SENTENCE_ENDS.search(self.text, max(0, mark.at - _REACH), mark.at):
            self._again.append(mark)
        elif not _EXCERPT_BEGINS.search(self.text, max(0, mark.at - _REACH), mark.at):
            self._depth += 1  # a quotation within, in the same marks
            self._is_nested = True

    def _report_again(self) -> None:
        if self._opening and self._again:
            self.found.append(Flaw("reopened", self._opening, self.paragraph, tuple(self._again)))

    def left_open(self) -> Flaw | None:
        """Return the mark that the paragraph leaves open, if there is one."""
        if not self._opening or self._is_glued:
            return None
        self._report_again()
        mark = self._again[-1] if self._again else self._opening
        if self.text[mark.at - 1 : mark.at].isalnum():
            return None  # a space is missing first of all
        kind = "adrift" if self._is_adrift(mark) else "unclosed"
        if kind == "unclosed" and _IS_CUT.search(
            self.text, max(mark.at, self.paragraph.end - _REACH), self.paragraph.end
        ):
            return None
        return Flaw(kind, mark, self.paragraph, is_certain=not self._is_nested)

    def _is_adrift(self, mark: Mark) -> bool:
        """Whether a closing mark stands alone between two words, or an opening one at the end of its paragraph."""
        if mark.opens:
            return mark.at > self.paragraph.start and mark.at + 1 == self.paragraph.end
        before, after = self.text[mark.at - 1 : mark.at], self.text[mark.at + 1 : mark.at + 2]
        return before.isspace() and (after.isspace() or not after) and mark.at > self.paragraph.start
