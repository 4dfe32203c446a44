"""The way from the text of an article back to its Markdown."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newslint.document import Document
from newslint.errors import SourceError
from newslint.sources import editing
from newslint.sources.mapped import Mapped
from newslint.sources.markdown.reading import MarkdownReading
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Edit
    from newslint.sources.editing import Plan
    from newslint.sources.pieces import Pieces

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>()#+.!|~&-])")
_BLANK = re.compile(r"[ \t]+")
_LINE_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)+|[ \t]*\Z")


class MarkdownPage(Mapped):
    """An article in Markdown, read. After a change it is read again as a whole."""

    def __init__(self, source: str, id: str, language: str) -> None:  # noqa: A002 - the name of the field
        """Take the article and read it; the language is that of articles that do not tell theirs."""
        self._source, self._id, self._language = source, id, language
        self._reading = MarkdownReading(source, id)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was read, not the reading: the copy reads it again."""
        return MarkdownPage, (self._source, self._id, self._language)

    @property
    def source(self) -> str:
        """The Markdown."""
        return self._source

    @cached_property
    def text(self) -> str:
        """What a reader sees of it."""
        return self._reading.pieces.text

    @property
    def pieces(self) -> Pieces:
        """The map between the two."""
        return self._reading.pieces

    def document(self) -> Document:
        """Return what is read."""
        meta = dict(sorted(self._reading.fields.items()))
        language = meta.pop("language", "") or self._language
        borders = frozenset(self._reading.borders)
        return Document(self.text, self._id, language, meta, inline_borders=borders, origin=self)

    def plans(self, edits: list[Edit]) -> Iterator[Plan]:
        """Yield the change in which emptied blocks go, too, the one in which they stay, and both with marks escaped."""
        planned = editing.plan(self.text, self.pieces, edits, _Marks(self.source, self._reading))
        plans = [planned]
        deleted = list(editing.merged(edit.span for edit in edits if not edit.text))
        if emptied := list(self._emptied(deleted)):
            plans.insert(0, planned._replace(gone=tuple(editing.merged([*planned.gone, *emptied]))))
        yield from plans
        if any(_PUNCTUATION.search(put.text) for put in planned.put):
            escaped = tuple(put._replace(text=_PUNCTUATION.sub(r"\\\1", put.text)) for put in planned.put)
            yield from (one._replace(put=escaped) for one in plans)

    def _emptied(self, deleted: list[Span]) -> Iterator[Span]:
        """Yield the blocks that hold only what is deleted of the text: the outermost ones, in order."""
        end, blocks = 0, self._reading.blocks
        for span in deleted:
            first = bisect.bisect_left(blocks, self.pieces.gap(span.start).start, key=lambda block: block.start)
            last = bisect.bisect_right(blocks, self.place(span).end, key=lambda block: block.start)
            for block in blocks[first:last]:
                held = self.pieces.held(block)
                if block.start >= end and not held.is_empty and span.contains(held):
                    end = block.end
                    yield self._with_lines(block)

    def _with_lines(self, block: Span) -> Span:
        """Return the place of a block with its lines and the blank ones behind it, if nothing else is on them."""
        source = self.source
        start = source.rfind("\n", 0, block.start) + 1
        if source[start : block.start].strip():
            return block
        above = source[source.rfind("\n", 0, max(0, start - 1)) + 1 : start]
        end = len(source[: block.end].rstrip())
        behind = (_LINE_END if above.strip() else _BLANK_LINES).match(source, end)
        return Span(start, behind.end() if behind else end)

    def comes_true(self, plan: Plan, edits: list[Edit]) -> bool:
        """Whether the text becomes what the changes say: what changes is read again, with the blocks beside it."""
        source = self._carried_out(plan)
        proven = self._proven(source, plan, edits)
        if proven is not None:
            return proven
        wanted = editing.edited(self.text, edits, Span(0, len(self.text)))
        try:
            return MarkdownReading(source, self._id).pieces.text == wanted
        except SourceError:
            return False

    def _proven(self, after: str, plan: Plan, edits: list[Edit]) -> bool | None:
        """Return whether a part of the article becomes what the changes say; None if more than this part changes."""
        part, is_open = self._around(plan.extent)
        held = self.pieces.held(part)
        changed = edits[0].span.hull(edits[-1].span)
        is_inside = held.start + is_open[0] <= changed.start and changed.end <= held.end - is_open[1]
        if not is_inside or self._looks_ahead or (self._reading.definitions and not is_open[0]):
            return None
        grown = len(after) - len(self.source)
        defined = "".join(f"{place.of(self.source)}\n\n" for place in self._reading.definitions)
        begin = f"{defined}\n" if is_open[0] else ""  # without a line before it a rule may look like front matter
        try:
            old = MarkdownReading(begin + part.of(self.source), self._id)
            new = MarkdownReading(begin + after[part.start : part.end + grown], self._id)
        except SourceError:
            return None
        if old.pieces.text != held.of(self.text) or not _ends_alike(old, new, grown, len(begin), is_open):
            return None
        comes_true = new.pieces.text == editing.edited(self.text, edits, held)
        is_of_list = any(kind == "list_item" for kind, _ in old.outermost)  # a far item may hold the others apart
        return None if is_of_list and not comes_true else comes_true

    @cached_property
    def _looks_ahead(self) -> bool:
        """Whether a line far below could make front matter of the beginning."""
        is_there = any(kind == "front_matter" for kind, _ in self._reading.outermost[:1])
        return self.source.startswith("---") and not is_there

    def _around(self, extent: Span) -> tuple[Span, tuple[bool, bool]]:
        """Return the lines of the blocks around a place and of one before and behind; whether there are such two."""
        blocks = self._reading.outermost
        first = bisect.bisect_left(blocks, extent.start, key=lambda block: block[1].end) - 1
        last = bisect.bisect_right(blocks, extent.end, key=lambda block: block[1].start)
        start = self.source.rfind("\n", 0, blocks[first][1].start) + 1 if first >= 0 else 0
        end = self.source.find("\n", blocks[last][1].end) + 1 if last < len(blocks) else 0
        return Span(start, end or len(self.source)), (first >= 0, last < len(blocks))

    def after(self, plan: Plan) -> Document:
        """Return the article as it is read after a change."""
        return MarkdownPage(self._carried_out(plan), self._id, self._language).document()

    def _carried_out(self, plan: Plan) -> str:
        return editing.carried_out(self.source, plan, lambda text: text.replace("\n", "\\\n"))


def _ends_alike(old: MarkdownReading, new: MarkdownReading, grown: int, begin: int, is_open: tuple[bool, bool]) -> bool:
    """Whether two parts begin and end with blocks of the same kind and place, and have the same lists and addresses."""
    before, after = old.outermost, new.outermost
    if (len(old.definitions), old.lists) != (len(new.definitions), new.lists):
        return False
    if is_open[0]:
        first = next((number for number, (_, place) in enumerate(before) if place.start >= begin), len(before)) + 1
        if before[:first] != after[:first]:
            return False
    if is_open[1] and before and after:
        (kind, place), (new_kind, new_place) = before[-1], after[-1]
        return (kind, place.shift(grown)) == (new_kind, new_place)
    return bool(before) == bool(after)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of inline elements."""

    source: str
    reading: MarkdownReading

    def between(self, gap: Span) -> int:
        """Return the place in a gap that lies behind marks that end something and before those that begin something."""
        starts, ends = self.reading.starts, self.reading.ends
        number = bisect.bisect_left(starts, gap.start)
        limit = min(gap.end, starts[number]) if number < len(starts) else gap.end
        last = bisect.bisect_right(ends, limit) - 1
        return max(gap.start, ends[last]) if last >= 0 else gap.start

    def blanks(self, gap: Span) -> Iterator[Span]:
        """Yield the white space in a gap."""
        for match in _BLANK.finditer(self.source, *gap):
            yield Span(*match.span())
