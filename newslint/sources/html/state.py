"""Where the reading of a page is: the open elements, and what waits for the next character."""

from __future__ import annotations

from typing import NamedTuple


class Node(NamedTuple):
    """An open element, and through `parent` those around it. Equal nodes read on alike."""

    parent: Node | None
    name: str
    names: frozenset[str]
    """The names of all open elements."""
    depth: int = 0
    is_off: bool = False
    is_hidden: bool = False
    is_pre: bool = False
    is_chosen: bool = True
    minds_inline: bool = False
    """Whether an open inline element hides or was chosen, so that each one is counted until it ends."""
    is_foreign: bool = False
    """Whether it is SVG or MathML."""
    is_block: bool = False
    """Whether an inline element shows as a block."""
    has_cells: bool = False


class State(NamedTuple):
    """All that decides how the rest of a page is read."""

    node: Node
    breaks: int = 0
    """Line ends that stand before the next character, if any does."""
    tabs: int = 0
    space: tuple[int, int] | None = None
    """White space that shows if a character follows on the line."""
    is_fresh: bool = True
    """Whether the line has no character yet."""
    has_begun: bool = False
    """Whether the text has a character."""

    def reads_like(self, other: State) -> bool:
        """Whether the rest is read alike, wherever it stands."""
        return self._replace(space=None) == other._replace(space=None) and (not self.space) == (not other.space)


class Checkpoint(NamedTuple):
    """A place, before a tag, from which reading can go on."""

    at: int
    length: int
    """How much of the text stands before it."""
    state: State


Flags = tuple[bool, bool, bool, bool, bool, bool, bool, bool]
"""What a Node has behind `depth`."""


class Step(NamedTuple):
    """What a tag does where a certain element is the innermost open one: all of it follows from these two."""

    before: Node
    node: Node
    """The innermost open element behind the tag."""
    lines: int
    """How many line ends stand there at least."""
    is_tab: bool
    is_border: bool


def root(*, is_chosen: bool) -> Node:
    """Return what is open before the first tag."""
    return Node(None, "", frozenset(), is_hidden=not is_chosen, is_chosen=is_chosen)
