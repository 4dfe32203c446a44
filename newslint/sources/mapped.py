"""What all sources have in common that hold more than the text: the way back, and proof that it leads there.

**Reading.** `html.tokens` takes a page apart as browsers do, `html.reading` makes its text, with an open element ended
where a browser ends it; what a tag does in an element follows from these two alone (`html.state`), so it is remembered
and done again without thought. `markdown.reading` asks a package where everything stands, and `markdown.backticks`
keeps from it what it fails on. Both are a `flow`, in which blanks collapse and line ends wait for the next character,
and both fill `pieces`: verbatim, spelt (an entity, blanks that show as one space) or implied (the line end between two
blocks).

**Changing.** `editing` turns changes of the text into changes of the source, with the help of the marks between two
characters (`html.tags`); `html.structure` finds the elements that hold nothing but what is deleted. Here every change
is made on trial, and what it changed is read again: in HTML from a checkpoint before it to one behind it at which the
reading is in the same state, in Markdown with the blocks on both sides, so that it costs no more on a long page. What
does not come out as the fix says is not taken, and `judge` makes the fix a hint.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from newslint.sources import editing
from newslint.sources.editing import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.document import Document
    from newslint.finding import Edit
    from newslint.origin import Change
    from newslint.sources.pieces import Pieces
    from newslint.span import Span


class Mapped(ABC):
    """The origin of a document, with a map between text and source.

    Whether a change can be made is not guessed: it is made, and what it changed is read again.
    """

    @property
    @abstractmethod
    def source(self) -> str:
        """The source as a whole."""

    @property
    @abstractmethod
    def text(self) -> str:
        """The text of it."""

    @property
    @abstractmethod
    def pieces(self) -> Pieces:
        """The map between the two."""

    @abstractmethod
    def plans(self, edits: list[Edit]) -> Iterator[Plan]:
        """Yield how the source might be changed so that its text changes so, the best way first."""

    @abstractmethod
    def comes_true(self, plan: Plan, edits: list[Edit]) -> bool:
        """Whether a plan changes the text as it shall."""

    @abstractmethod
    def after(self, plan: Plan) -> Document:
        """Return the document as it is read after a plan."""

    def place(self, span: Span) -> Span:
        """Return the smallest part of the source that has what `span` covers, without the tags around it."""
        return self.pieces.place(span)

    def takes(self, changes: Iterable[Change]) -> bool:
        """Whether the changes can be made in the source: line ends of its structure cannot become anything else."""
        return self._plan(editing.smallest(self.text, changes)) is not None

    def changed(self, changes: Iterable[Change]) -> Document:
        """Return the document after changes that it takes, read anew."""
        edits = editing.smallest(self.text, changes)
        together = self._plan(edits)
        if together is None:  # not all in the same manner, or one is in the way of another
            each = [planned for edit in edits if (planned := self._plan([edit]))]
            gone = editing.merged(span for planned in each for span in planned.gone)
            put = sorted((put for planned in each for put in planned.put), key=lambda one: one.at)
            together = Plan(tuple(gone), tuple(put))
        return self.after(together)

    def _plan(self, edits: list[Edit]) -> Plan | None:
        if not edits:
            return Plan((), ())
        possible = (planned for planned in self.plans(edits) if planned.gone or planned.put)
        return next((planned for planned in possible if self.comes_true(planned, edits)), None)
