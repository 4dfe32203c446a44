"""The tags between two characters of the text, and how a text is written in HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslint.sources.html.tokens import HTML, raw_end
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a page."""

    source: str

    def between(self, gap: Span) -> int:
        """Return the place in a gap that lies behind end tags and before start tags."""
        at = gap.start
        for kind, token in self._tokens(gap):
            if kind == "start":
                break
            if kind == "end":
                at = token.end
        return at

    def blanks(self, gap: Span) -> Iterator[Span]:
        """Yield the white space in a gap."""
        for kind, span in self._tokens(gap):
            if kind == "text":
                yield span

    def _tokens(self, gap: Span) -> Iterator[tuple[str, Span]]:
        """Yield the tokens in a gap, with what no reader sees left out."""
        at = gap.start
        while at < gap.end and (found := HTML.match(self.source, at, gap.end)):
            start, at = found.span()
            kind = found.lastgroup or ""
            if kind == "tag":
                kind = "end" if found["closing"] else "start"
                if not found["closing"]:
                    at = raw_end(self.source, found["name"].lower(), at)
            yield kind, Span(start, at)


def written(text: str, *, line_end: str, spells_nbsp: bool) -> str:
    """Return a text as it is written in HTML."""
    escapes = {**_ESCAPES, "\n": line_end, **({"\u00a0": "&nbsp;"} if spells_nbsp else {})}
    return "".join(escapes.get(char, char) for char in text)
