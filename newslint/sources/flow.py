"""A text as it flows: white space, line ends and tabs that show only if a character follows."""

from __future__ import annotations

from newslint.sources.pieces import Pieces


class Flow:
    """A text in the making, as a browser lays it out: blanks collapse, blocks begin lines."""

    def __init__(self, source: str) -> None:
        """Take the source; there is no text yet."""
        self.source = source
        self.pieces = Pieces()
        self.borders: list[int] = []
        """Where in the text an inline element begins or ends."""
        self._breaks = 0
        self._tabs = 0
        self._space: tuple[int, int] | None = None
        self._is_fresh = True
        self._has_begun = False
        self._border_before = self._border_after = False

    def show_words(self, text: str, at: int) -> None:
        """Show what stands so in the source, from `at` on."""
        self.show(at)
        self.pieces.verbatim(text, at)

    def show(self, at: int) -> None:
        """Make ready for a character that shows: line ends, tabs or a space before it become real."""
        pieces = self.pieces
        if self._breaks or self._tabs:
            if self._has_begun:
                pieces.implied("\n" * self._breaks + "\t" * self._tabs, pieces.end if pieces.length else at)
            self._breaks = self._tabs = 0
        elif self._border_before or self._space or self._border_after:
            self._show_space()
        self._border_before = self._border_after = False
        self._space = None
        self._is_fresh, self._has_begun = False, True

    def _show_space(self) -> None:
        pieces = self.pieces
        if self._border_before:
            self.borders.append(pieces.length)
        if self._space:
            begin, end = self._space
            if self.source[begin:end] == " ":
                pieces.verbatim(" ", begin)
            else:
                pieces.spelt(" ", begin, end)
        if self._border_after:
            self.borders.append(pieces.length)

    def white(self, start: int, end: int) -> None:
        """Take white space, which shows if there is text on the line before and behind it."""
        if not self._is_fresh and not self._space:
            self._space = (start, end)

    def end_line(self, lines: int) -> None:
        """End the line, if there is one."""
        self._breaks = max(self._breaks, lines)
        self._tabs = 0
        self._space, self._is_fresh = None, True

    def tab(self) -> None:
        """Part what follows from what stands on the line, if anything does."""
        self._tabs += not self._breaks
        self._space, self._is_fresh = None, True

    def line_end(self, start: int, end: int) -> None:
        """Show a line end that the author put."""
        self._space = None
        self.show(start)
        self.pieces.spelt("\n", start, end)
        self._is_fresh = True

    def border(self) -> None:
        """Take the beginning or the end of an inline element."""
        if self._space:
            self._border_after = True
        else:
            self._border_before = True
