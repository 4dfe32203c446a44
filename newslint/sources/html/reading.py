"""The text that a browser shows of HTML, with the map back to it.

White space is collapsed outside of `<pre>`; blocks begin lines, and paragraphs have a blank line around them; tabs part
the cells of a row. Elements that the author left open end where a browser ends them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from newslint.sources.flow import Flow
from newslint.sources.html import elements as el
from newslint.sources.html.state import Checkpoint, Flags, Node, State, Step, root
from newslint.sources.html.tokens import HTML, PART, SPACE, XHTML, attributes, entity, raw_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newslint.sources.html.selector import Selector

_DEEPEST = 500
"""Elements; near there a browser too puts one beside the last instead of into it."""
_STEP = 600
"""Characters between two places from which a part of the page can be read again."""
_MAY_HIDE = re.compile("hidden|display|visibility", re.IGNORECASE)
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|flow-root|list-item|table)\s*(?:[;!]|\Z)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?")
_MANIFOLD = re.compile(r"[\t\n\r\f&]|  ")
"""What a text has that is not just words with single spaces."""
_LONGEST_LEARNED = 40
"""Characters of a tag of which it is remembered what it does."""
_MOST_LEARNED = 10_000
_NEVER_LEARNED = el.RAW | el.PREFORMATTED | {"br"}
"""Tags that show something, or have to do with what is behind them."""


class Reading(Flow):
    """One way through a page, or from one checkpoint to another."""

    def __init__(
        self, source: str, *, is_xml: bool = False, selector: Selector | None = None, begin: Checkpoint | None = None
    ) -> None:
        """Take the page, and from where to read it."""
        super().__init__(source)
        self.is_xml, self._selector = is_xml, selector
        self.checkpoints: list[Checkpoint] = []
        self.has_chosen = selector is None
        state = begin.state if begin else State(root(is_chosen=selector is None))
        self._node, self._breaks, self._tabs, self._space, self._is_fresh, self._has_begun = state
        self._at = begin.at if begin else 0
        self._nodes: dict[tuple[int, str, Flags], Node] = {}
        self._seen: set[str] = set()
        self._steps: dict[tuple[int, str], Step] = {}

    @property
    def state(self) -> State:
        """What decides how the rest is read."""
        return State(self._node, self._breaks, self._tabs, self._space, self._is_fresh, self._has_begun)

    def run(self, stop: int) -> int:
        """Read on until at least `stop`, and return where the last token ended."""
        source = self.source
        # A lone bracket is a token too, so that there always is one.
        token = cast("Callable[[str, int], re.Match[str]]", (XHTML if self.is_xml else HTML).match)
        steps = self._steps
        at, checked = self._at, self._at
        while at < stop:
            start = source.find("<", at)
            if start != at:
                start, at = at, len(source) if start < 0 else start
                self._text(start, at)
                continue
            if at - checked >= _STEP:
                checked = at
                self.checkpoints.append(Checkpoint(at, self.pieces.length, self.state))
            end = source.find(">", at, at + _LONGEST_LEARNED) + 1
            if step := steps.get((id(self._node), source[at:end])):
                self._take(step)
                at = end
                continue
            found = token(source, at)
            start, at = found.span()
            kind = found.lastgroup
            if kind == "tag":
                at = self._learned(found) if at == end else self._tag(found, start, at)
            elif kind == "lone":
                self._verbatim(start, at)
            elif kind == "cdata":
                self._cdata(*found.span("content"))
        return at

    # Text

    def _text(self, start: int, end: int) -> None:
        node = self._node
        if node.name == "head" and not self.is_xml and self.source[start:end].strip(SPACE):
            self._pop_to(node)
            node = self._node
        if node.is_hidden:
            return
        if node.is_pre:
            self._preformatted(start, end)
            return
        text = self.source[start:end]
        if _MANIFOLD.search(text):
            self._parts(start, end)
            return
        words = text.strip(" ")
        if text[0] == " ":
            self.white(start, start + 1)
        if words:
            first = start + (text[0] == " ")
            self.show_words(words, first)
            if text[-1] == " ":
                self.white(end - 1, end)

    def _parts(self, start: int, end: int) -> None:
        """Show text that has entities, or white space that shows as a single space."""
        for part in PART.finditer(self.source, start, end):
            kind = part.lastgroup
            if kind == "words":
                self.show_words(part[0], part.start())
            elif kind == "space":
                self.white(part.start(), part.end())
            else:
                self._entity(part.start(), part.end())

    def _entity(self, start: int, end: int) -> None:
        value, length = entity(self.source[start:end])
        if value.strip(SPACE) or (value and self._node.is_pre):
            self.show(start)
            self.pieces.spelt(value, start, start + length)
            self._is_fresh = value.endswith("\n")
        elif value:
            self.white(start, start + length)
        if start + length < end:
            self._verbatim(start + length, end)

    def _preformatted(self, start: int, end: int) -> None:
        """Show text of which each space counts."""
        while start < end:
            special = min((at for at in (self.source.find(sign, start, end) for sign in "\r&") if at >= 0), default=end)
            if special > start:
                self._verbatim(start, special)
            if special == end:
                return
            found = _LINE_END.match(self.source, special, end) or PART.match(self.source, special, end)
            start = found.end() if found else end
            if self.source[special] == "&":
                self._entity(special, start)
            else:
                self.show(special)
                self.pieces.spelt("\n", special, start)
                self._is_fresh = True

    def _cdata(self, start: int, end: int) -> None:
        """Show text in which an ampersand is one."""
        if self._node.is_hidden or start == end:
            return
        if self._node.is_pre:
            self._verbatim(start, end)
            return
        for part in PART.finditer(self.source, start, end):
            if part.lastgroup == "space":
                self.white(*part.span())
            else:
                self._verbatim(*part.span())

    def _verbatim(self, start: int, end: int) -> None:
        if not self._node.is_hidden:
            self.show_words(self.source[start:end], start)
            self._is_fresh = self.source[end - 1] == "\n"

    def _line_end(self, start: int, end: int) -> None:
        if not self._node.is_hidden:
            self.line_end(start, end)

    # Tags

    def _learned(self, found: re.Match[str]) -> int:
        """Take a tag, and if it is not the first of its kind remember what it does, to be done without thought."""
        (start, end), tag = found.span(), found[0]
        if tag not in self._seen or found["name"].lower() in _NEVER_LEARNED:
            if len(self._seen) >= _MOST_LEARNED:
                self._seen.clear()
            self._seen.add(tag)
            return self._tag(found, start, end)
        before = self._node
        breaks, tabs, space, is_fresh = self._breaks, self._tabs, self._space, self._is_fresh
        border_before, border_after = self._border_before, self._border_after
        self._breaks, self._tabs, self._space, self._border_before = 0, 0, None, False
        self._tag(found, start, end)
        step = Step(before, self._node, self._breaks, self._tabs > 0, self._border_before)
        self._breaks, self._tabs, self._space, self._is_fresh = breaks, tabs, space, is_fresh
        self._border_before, self._border_after = border_before, border_after
        if len(self._steps) >= _MOST_LEARNED:
            self._steps.clear()
        self._steps[id(before), tag] = step
        self._take(step)
        return end

    def _take(self, step: Step) -> None:
        _, self._node, lines, is_tab, is_border = step
        if lines:
            self.end_line(lines)
        if is_tab:
            self.tab()
        if is_border:
            self.border()

    def _tag(self, found: re.Match[str], start: int, end: int) -> int:
        """Take a tag, and return from where to read on."""
        closing, name, attributes_, bracket = found.group("closing", "name", "attributes", "tag")
        if not bracket:
            return end  # it never ends: a browser shows nothing of it
        name = name.lower()
        if self._node.name == "head" and not self.is_xml and _ends_head(name, closing):
            self._pop_to(self._node)
        if (
            self._node.is_foreign
            and not self.is_xml
            and name in (el.ENDS_FOREIGN if not closing else el.ENDING_FOREIGN)
        ):
            self._close(el.FOREIGN, el.HTML_AGAIN, to_last=True)
        if closing:
            self._end_tag(name, start, end)
        elif name == "br":
            if not (_MAY_HIDE.search(attributes_) and hides(attributes(attributes_))):
                self._line_end(start, end)
        elif name not in el.SIMPLE or self._selector or self._node.minds_inline or _MAY_HIDE.search(attributes_):
            may_be_empty = self.is_xml or self._node.is_foreign or name in el.FOREIGN
            is_empty = name in el.VOID or (may_be_empty and self.source[end - 2] == "/")
            is_raw = name in el.RAW and not self._node.is_foreign and not self.is_xml
            self._start_tag(name, attributes_, is_empty=is_empty)
            return self._content(name, end, is_raw=is_raw)
        elif not self._node.is_hidden:
            self.border()
        return end

    def _content(self, name: str, at: int, *, is_raw: bool) -> int:
        """Return from where to read on in an element, past what is no HTML: it is hidden, or shown as it stands."""
        if name in el.PREFORMATTED and (first := _LINE_FEED.match(self.source, at)):
            at = first.end()
        if not is_raw:
            return at
        end = raw_end(self.source, name, at)
        if end > at and name in el.PREFORMATTED:
            self._verbatim(at, end)
        return end

    def _start_tag(self, name: str, source: str, *, is_empty: bool) -> None:
        node = self._room_for(name)
        if name in el.CELLS and "table" in node.names:
            node = self._cell(node)
        elif name in el.OF_TABLES and "table" not in node.names:
            return
        is_off, as_block = self._shown_so(node, name, source)
        is_chosen = node.is_chosen
        if not is_chosen and self._selector and self._selector.matches(name, attributes(source)):
            is_chosen = self.has_chosen = True
            self.end_line(1)
        is_hidden = is_off or not is_chosen
        if (as_block or name in el.BLOCKS) and not is_hidden:
            self.end_line(2 if name in el.PARAGRAPHS else 1)
        elif not is_hidden and name not in el.OF_TABLES and name not in el.WITHOUT_BORDER:
            self.border()
        if is_empty:
            if as_block and not is_hidden:
                self.end_line(1)
            return
        is_inline = name not in el.COUNTED
        changes = as_block or name in el.FOREIGN or (is_hidden, is_chosen) != (node.is_hidden, node.is_chosen)
        minds = node.minds_inline or (is_inline and changes)
        if not is_inline or minds:
            is_pre = node.is_pre or name in el.PREFORMATTED
            is_foreign = name in el.FOREIGN or (node.is_foreign and name not in el.HTML_AGAIN)
            flags = is_off, is_hidden, is_pre, is_chosen, minds, is_foreign, as_block, False
            self._node = self._child(node, name, flags)

    @staticmethod
    def _shown_so(node: Node, name: str, source: str) -> tuple[bool, bool]:
        """Return whether an element in another one is hidden, and whether it shows as a block though it is none."""
        is_off = node.is_off or name in el.HIDDEN or (name == "dialog" and "open" not in attributes(source))
        if not source or not _MAY_HIDE.search(source):
            return is_off, False
        found = attributes(source)
        as_block = name not in el.COUNTED | el.WITHOUT_BORDER and bool(_BLOCK_STYLE.search(found.get("style", "")))
        return is_off or (hides(found) and name not in el.ALWAYS_SHOWN), as_block

    def _child(self, parent: Node, name: str, flags: Flags) -> Node:
        """Return an element in another one; like ones that follow each other are the same, so that steps are known."""
        key = (id(parent), name, flags)
        node = self._nodes.get(key)
        if node is None:
            if len(self._nodes) >= _MOST_LEARNED:
                self._nodes.clear()
            names = parent.names if name in parent.names else parent.names | {name}
            node = self._nodes[key] = Node(parent, name, names, parent.depth + 1, *flags)
        return node

    def _room_for(self, name: str) -> Node:
        """End the elements that a browser ends before a start tag, and return the innermost of those left."""
        if name in el.MAKES_ROOM and not self.is_xml:
            names = self._node.names
            if name in el.CLOSES_PARAGRAPH and "p" in names:
                self._close(frozenset({"p"}), el.IN_BUTTON_SCOPE)
            if name in el.HEADINGS and self._node.name in el.HEADINGS:
                self._pop_to(self._node)
            like = el.CLOSES_LIKE.get(name)
            if like and not names.isdisjoint(like[0]):
                self._close(*like, to_last=name in el.OF_TABLES)
        if self._node.depth >= _DEEPEST:
            self._pop_to(self._node)
        return self._node

    def _cell(self, row: Node) -> Node:
        """Begin a cell, with a tab if it is not the first of its row, and return the row with it."""
        if not row.has_cells:
            self._node = self._child(row.parent, row.name, (*row[4:-1], True)) if row.parent else row
        elif not row.is_hidden:
            self.tab()
        return self._node

    def _end_tag(self, name: str, start: int, end: int) -> None:
        if name == "br":
            self._line_end(start, end)
        elif name == "p" and "p" not in self._node.names:
            if not self._node.is_hidden:
                self.end_line(2)
        elif name in el.HEADINGS:
            self._close(el.HEADINGS, el.IN_SCOPE)
        elif name not in el.COUNTED:
            if self._node.minds_inline:
                self._close(frozenset({name}), el.SPECIAL)
            if not self._node.is_hidden:
                self.border()
        elif name in self._node.names and name not in {"body", "html"}:
            self._close(frozenset({name}), self._scope(name))

    def _scope(self, name: str) -> frozenset[str]:
        """Return beyond what an end tag ends nothing."""
        if name == "template":
            return frozenset()
        return (el.IN_TABLE if name in el.OF_TABLES or name == "table" else el.IN_SCOPE) - {name}

    def _close(self, names: Iterable[str], border: frozenset[str], *, to_last: bool = False) -> None:
        """End the nearest open element of these names, or all of them, unless another one keeps it from it."""
        node: Node | None = self._node
        found = None
        while node:
            if node.name in names:
                found = node
                if not to_last:
                    break
            elif node.name in border:
                break
            node = node.parent
        if found:
            self._pop_to(found)

    def _pop_to(self, last: Node) -> None:
        """End the innermost elements up to one of them."""
        node = self._node
        while True:
            self._ended(node)
            parent = node.parent
            if node is last or parent is None:
                break
            node = parent
        self._node = parent or node

    def _ended(self, node: Node) -> None:
        if node.is_hidden:
            return
        if node.name in el.BLOCKS:
            self.end_line(2 if node.name in el.PARAGRAPHS else 1)
        elif node.is_block or (node.parent and not node.parent.is_chosen):
            self.end_line(1)


_LINE_FEED = re.compile(r"\r?\n")


def _ends_head(name: str, closing: str) -> bool:
    """Whether a tag ends the head although it does not say so."""
    return name in el.ENDS_PAGE if closing else name not in el.OF_HEAD


def hides(found: dict[str, str]) -> bool:
    """Whether an element's attributes say that it does not show."""
    is_hidden = "hidden" in found and found["hidden"].lower() != "until-found"
    return is_hidden or bool(_HIDING_STYLE.search(found.get("style", "")))
