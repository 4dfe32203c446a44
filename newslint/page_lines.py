"""The check made of the lines that a rule file names: each run of them in an article is one hit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.line_pattern import Index, Line, LineList, Standing
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document

FEWEST_TOGETHER = 3
EDGE = 6
"""So many lines at the start and at the end of an article are its head and its foot."""

Named = tuple[int, Standing]
"""A line that an entry names: its number, and what it amounts to."""


WIDEST_GAP = 8
"""Characters of white space between lines of one block: what a page laid out in columns stands farther apart."""


def index(doc: Document) -> Iterator[Index]:
    """Yield the index of an article's lines, for `Document.view`."""
    yield Index.of([Line(span.of(doc.text)) for span in doc.paragraphs])


@dataclass(frozen=True, slots=True)
class LinesCheck:
    """A check that knows the lines of a rule file."""

    named: LineList
    confidence: float
    at_edges: bool = False
    """Whether only lines in the head and the foot of an article count."""

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield the runs of lines in the order of the text."""
        for run in self._blocks(doc):
            places = [doc.paragraphs[number] for number, _ in run]
            span = places[0].hull(places[-1])
            is_certain = all(standing is Standing.CERTAIN for _, standing in run)
            fix = Fix(
                "delete the line" if len(run) == 1 else f"delete these {len(run)} lines",
                (Edit.deleting_lines(doc.text, span),),
                Safety.SAFE if is_certain else Safety.UNSAFE,
            )
            evidence = [Evidence(f"{len(run)} such lines stand together", span)] if len(run) > 1 else []
            yield Hit(span, fix, confidence=self.confidence, evidence=tuple(evidence))

    def is_certain(self, line: str) -> bool:
        """Whether the rule file names a line word by word as one that can be nothing else."""
        return self.named.standing(Line(line)) is Standing.CERTAIN

    def _blocks(self, doc: Document) -> Iterator[Sequence[Named]]:
        """Yield the runs, each parted where the gap between two lines is wide."""
        for run in self._runs(doc):
            block = [run[0]]
            for named in run[1:]:
                if doc.paragraphs[named[0]].start - doc.paragraphs[block[-1][0]].end > WIDEST_GAP:
                    yield block
                    block = []
                block.append(named)
            yield block

    def _runs(self, doc: Document) -> Iterator[Sequence[Named]]:
        """Yield the named lines that follow upon each other; in short runs only those that count by themselves."""
        for run in _in_row(self._standings(doc)):
            if len(run) >= FEWEST_TOGETHER:
                yield run
            else:
                yield from _in_row([named for named in run if named[1] is not Standing.TOGETHER])

    def _standings(self, doc: Document) -> list[Named]:
        found = sorted(self.named.standings(doc.view(index)[0]).items())
        last = len(doc.paragraphs) - EDGE
        return [named for named in found if not self.at_edges or named[0] < EDGE or named[0] >= last]


def _in_row(found: Sequence[Named]) -> Iterator[Sequence[Named]]:
    """Yield the lines of each run."""
    for _, run in groupby(enumerate(found), key=lambda item: item[1][0] - item[0]):
        yield [named for _, named in run]
