"""The check made of the lines that a rule file names: each run of them in an article is one hit.

A program may have joined such a line with a paragraph of the article: so the same entries are looked for among the
pieces of paragraphs, if the rule file allows it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newslint import literals
from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.inside import is_glued, pieces, taken_out
from newslint.line_list import Index, LineList, LineLists, Standing, standings
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document
    from newslint.line_list import Possible
    from newslint.line_pattern import Line

FEWEST_TOGETHER = 3
EDGE = 6
"""So many lines at the start and at the end of an article are its head and its foot."""

Named = tuple[int, Standing]
"""A line that an entry names: its number, and what it amounts to."""


INSIDE = 0.9
"""The most confidence in what an entry names inside of a paragraph, if it touches the text beside it."""
LESS_SURE = 0.16
"""So much less certain is a sentence that touches nothing: its writer may mean what a page says."""
FEWEST_WORDS_INSIDE = 3
"""Fewer are a sentence that a writer may well have written, if nothing touches them."""

FEWEST_WORDS_ASKED = 6
"""Fewer are a question such as “What do you think?”."""

WIDEST_GAP = 8
"""Characters of white space between lines of one block: what a page laid out in columns stands farther apart."""


class Place(enum.StrEnum):
    """Where the lines of a rule file count."""

    ANYWHERE = "anywhere"
    EDGES = "edges"
    """Only in the head and the foot of an article."""
    EVERYWHERE = "everywhere"
    """Also as sentences inside of paragraphs."""
    INSIDE = "inside"
    """Only as sentences inside of paragraphs."""


_INSIDE = frozenset({Place.EVERYWHERE, Place.INSIDE})

_GOES_ON = re.compile(r"[(\[][^()\[\]\n]{1,100}[)\]] [A-Z][^()\[\]\n]{60,}")
"""Something in brackets, and then so much text that the line is no more than joined with it."""


def index(doc: Document) -> Iterator[Index]:
    """Yield the index of an article's lines, for `Document.view`."""
    yield Index(doc.text, doc.paragraphs, lowered=_plain(doc))


def index_inside(doc: Document) -> Iterator[Index]:
    """Yield the index of the pieces of an article's paragraphs, for `Document.view`."""
    yield Index(doc.text, doc.view(pieces), lowered=_plain(doc))


def _plain(doc: Document) -> str:
    """Return what `line_pattern.plain` says of an article, as far as others made it for their own ends."""
    lowered = doc.view(literals.read)
    return lowered[0] if lowered and doc.letters_alone.isascii() else ""


class PossibleIn(NamedTuple):
    """The entries of a rule that may name something in an article."""

    lines: Sequence[Possible] = ()
    inside: Sequence[Possible] = ()
    """Those that may name pieces of paragraphs."""


@dataclass(frozen=True, slots=True)
class LinesCheck:
    """A check that knows the lines of a rule file."""

    named: LineList
    confidence: float
    place: Place = Place.ANYWHERE

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield the runs of lines in the order of the text, and then what stands inside of paragraphs."""
        for possible in LinesChecks({0: self}).possible(doc):
            yield from self.among(doc, possible.get(0, PossibleIn()))

    def among(self, doc: Document, possible: PossibleIn) -> Iterator[Hit]:
        """Yield the same, given which of the entries may be there at all."""
        lines = standings(doc.view(index)[0], self._placed(doc, possible.lines)) if possible.lines else {}
        named = set[int]()
        for run in self._blocks(doc, lines) if lines else ():
            named.update(number for number, _ in run)
            yield self._hit(doc, run)
        inside = standings(doc.view(index_inside)[0], possible.inside) if possible.inside else {}
        for span in _inside(doc, inside) if inside else ():
            if doc.paragraph_at(span.start) not in named:
                fix = taken_out(doc, span, "delete it from the paragraph")
                yield Hit(span, fix, confidence=self._confidence_inside(doc, span))

    def _confidence_inside(self, doc: Document, span: Span) -> float:
        return min(self.confidence, INSIDE) if is_glued(doc, span) else self.confidence - LESS_SURE

    def _hit(self, doc: Document, run: Sequence[Named]) -> Hit:
        places = [doc.paragraphs[number] for number, _ in run]
        span = places[0].hull(places[-1])
        is_certain = all(standing is Standing.CERTAIN for _, standing in run)
        fix = Fix(
            "delete the line" if len(run) == 1 else f"delete these {len(run)} lines",
            (Edit.deleting_lines(doc.text, span),),
            Safety.SAFE if is_certain else Safety.UNSAFE,
        )
        evidence = [Evidence(f"{len(run)} such lines stand together", span)] if len(run) > 1 else []
        return Hit(span, fix, confidence=self.confidence, evidence=tuple(evidence))

    def is_certain(self, line: str) -> bool:
        """Whether the rule file names a line word by word as one that can be nothing else."""
        return self.named.standing(line) is Standing.CERTAIN

    def _blocks(self, doc: Document, standings: Mapping[int, Standing]) -> Iterator[Sequence[Named]]:
        """Yield the runs, each parted where the gap between two lines is wide."""
        for run in self._runs(doc, standings):
            block = [run[0]]
            for named in run[1:]:
                if doc.paragraphs[named[0]].start - doc.paragraphs[block[-1][0]].end > WIDEST_GAP:
                    yield block
                    block = []
                block.append(named)
            yield block

    def _runs(self, doc: Document, standings: Mapping[int, Standing]) -> Iterator[Sequence[Named]]:
        """Yield the named lines that follow upon each other; in short runs only those that count by themselves."""
        counting = [
            named for named in sorted(standings.items()) if not _GOES_ON.fullmatch(doc.text, *doc.paragraphs[named[0]])
        ]
        for run in _in_row(counting):
            if len(run) >= FEWEST_TOGETHER:
                yield run
            else:
                yield from _in_row([named for named in run if named[1] is not Standing.TOGETHER])

    def _placed(self, doc: Document, possible: Sequence[Possible]) -> Sequence[Possible]:
        """Return the entries for lines that stand where lines count."""
        if self.place is not Place.EDGES:
            return possible
        last = len(doc.paragraphs) - EDGE
        return [named for named in possible if named.number < EDGE or named.number >= last]


class LinesChecks:
    """Such checks of several rules, which look an article up in one table."""

    def __init__(self, checks: Mapping[int, LinesCheck]) -> None:
        """Take the checks, by their numbers."""
        places = {number: check.place for number, check in checks.items()}
        self._lines = LineLists({n: check.named for n, check in checks.items() if places[n] is not Place.INSIDE})
        self._inside = LineLists({n: check.named for n, check in checks.items() if places[n] in _INSIDE})

    def possible(self, doc: Document) -> Iterator[Mapping[int, PossibleIn]]:
        """Yield the entries that may name something, by the number of their check; for `Document.view`."""
        lines = self._lines.possible(doc.view(index)[0])
        inside = self._inside.possible(doc.view(index_inside)[0]) if self._inside else {}
        yield {number: PossibleIn(lines.get(number, ()), inside.get(number, ())) for number in {*lines, *inside}}


def _inside(doc: Document, standings: Mapping[int, Standing]) -> Iterator[Span]:
    """Yield what entries name in paragraphs, neighbours as one; of those that begin together the shortest."""
    found, lines = doc.view(pieces), doc.view(index_inside)[0]
    run, begun = Span(0, 0), -1
    for number, standing in sorted(standings.items()):
        piece = Span(*found[number])
        if piece.start == begun or not _counts(doc, piece, lines.line(number), standing):
            continue
        begun = piece.start
        if run.end and doc.text[run.end : begun].strip(" \u00a0") == "":
            run = run.hull(piece)
            continue
        if run.end:
            yield run
        run = piece
    if run.end:
        yield run


def _counts(doc: Document, piece: Span, line: Line, standing: Standing) -> bool:
    """Whether a piece that an entry names counts inside of a paragraph: not a question that its writer may ask."""
    glued = is_glued(doc, piece)
    fewest = 1 if standing is Standing.CERTAIN and glued else FEWEST_WORDS_INSIDE
    may_be_asked = not glued and line.text.endswith("?") and len(line.words) < FEWEST_WORDS_ASKED
    is_named = standing >= Standing.ALONE and len(line.words) >= fewest
    return is_named and not may_be_asked and not doc.in_quotation(piece)


def _in_row(found: Sequence[Named]) -> Iterator[Sequence[Named]]:
    """Yield the lines of each run."""
    for _, run in groupby(enumerate(found), key=lambda item: item[1][0] - item[0]):
        yield [named for _, named in run]
