"""The text of an article in Markdown (CommonMark with tables), with the map back to it.

The package markdown-it-pyrs (an extra) says where each block and each inline element stands, in bytes of the source.
Code blocks, images and definitions of references are left out, HTML is read as HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newslint.errors import SourceError
from newslint.sources.flow import Flow
from newslint.sources.html.reading import Reading
from newslint.sources.html.state import Checkpoint, State, root
from newslint.sources.markdown.backticks import may_lack_partners, without_lone_backticks
from newslint.sources.offsets import CodePoints
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPHS = frozenset({"heading", "lheading", "paragraph"})
_LINES = frozenset({"blockquote", "bullet_list", "list_item", "ordered_list", "table", "trow"})
_LISTS = frozenset({"bullet_list", "ordered_list"})
_BLOCKS = _PARAGRAPHS | _LINES
_INLINE = frozenset({"code_inline", "em", "link", "strikethrough", "strong", "autolink"})
_NO_TEXT = frozenset({"code_block", "definition", "fence", "front_matter", "hr", "image"})
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_WORDS = re.compile(r"[^ \t\r\n]+(?: [^ \t\r\n]+)*|[ \t\r\n]+")
_LONE = re.compile("[\ud800-\udfff]")
_FIELD = re.compile(r"^(title|author|date|url|lang(?:uage)?)\s*:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
_NAMES = {"author": "byline", "lang": "language"}


class MarkdownReading(Flow):
    """One way through an article."""

    def __init__(self, source: str, where: str) -> None:
        """Take the article and read it; raise SourceError without the package that does."""
        super().__init__(source)
        self.blocks: list[Span] = []
        """Where blocks stand in the source, each one before those in it."""
        self.outermost: list[tuple[str, Span]] = []
        """What kind of block stands where, without those in other blocks; of a list its items."""
        self.lists = 0
        """How many lists there are that stand in no other block."""
        self.definitions: list[Span] = []
        """Where the addresses of links are defined."""
        self.starts: list[int] = []
        """Where inline elements begin in the source, in order."""
        self.ends: list[int] = []
        """Where they end."""
        self.fields: dict[str, str] = {}
        """What the front matter says."""
        self._points = CodePoints(source)
        self._plain, tree = _parsed(_LONE.sub("\ufffd", source), where)
        """What the package was told: as long as the source, character for character."""
        self._read(tree, is_outermost=True)
        self.ends.sort()

    def _place(self, node: Any) -> Span:  # noqa: ANN401 - the package has no types
        start, end = node.srcmap or (0, 0)
        return Span(self._points.at(start), self._points.at(end))

    def _read(self, node: Any, *, is_outermost: bool) -> None:  # noqa: ANN401 - the same
        name = node.name
        place = self._place(node)
        if name == "front_matter":
            for field, value in _FIELD.findall(node.meta["content"]):
                self.fields.setdefault(_NAMES.get(field.lower(), field.lower()), value.strip("\"'"))
        if name == "definition":
            self.definitions.append(place)
        if name in _NO_TEXT:
            self._skip(name)
        elif name in {"text", "text_special"}:
            self._text(node.meta["content"], place, is_special=name == "text_special")
        elif name == "softbreak":
            self.white(*place)
        elif name == "hardbreak":
            self.line_end(*place)
        elif name == "html_inline":
            self._tag(place)
        elif name == "html_block":
            self._html(place)
        else:
            self._nested(node, place, is_outermost=is_outermost)

    def _skip(self, name: str) -> None:
        if name == "image":
            self.border()
        else:
            self.end_line(1)

    def _nested(self, node: Any, place: Span, *, is_outermost: bool) -> None:  # noqa: ANN401 - the same
        """Read an element that has others in it."""
        name = node.name
        is_block, is_inline = name in _BLOCKS, name in _INLINE
        lines = 2 if is_outermost or name in _PARAGRAPHS else 1
        if is_block:
            self.blocks.append(place)
            self.end_line(lines)
        elif is_inline:
            self.starts.append(place.start)
            self.border()
        if name == "root":
            self.outermost += [(child.name, self._place(child)) for child in _units(node)]
            self.lists = sum(child.name in _LISTS for child in node.children)
        for number, child in enumerate(node.children):
            if child.name == "tcell" and number:
                self.tab()
            self._read(child, is_outermost=name == "root")
        if is_block:
            self.end_line(lines)
        elif is_inline:
            self.ends.append(place.end)
            self.border()

    def _text(self, content: str, place: Span, *, is_special: bool) -> None:
        """Show a text: as it stands in the source, or with marks there that say that the next one is none."""
        is_same = self._plain.startswith(content, place.start)
        if is_same and not (is_special and len(content) != place.end - place.start):
            self._words(place.start, place.start + len(content))
        elif not content.strip():
            self.white(*place)
        elif is_special or not self._escaped(content, place):
            self.show(place.start)
            self.pieces.spelt(content if is_special else " ".join(content.split()), *place)

    def _words(self, start: int, end: int) -> None:
        for part in _WORDS.finditer(self.source, start, end):
            if part[0].isspace() and part[0][0] in " \t\r\n":
                self.white(*part.span())
            else:
                self.show_words(part[0], part.start())

    def _escaped(self, content: str, place: Span) -> bool:
        """Show a text that has backslashes in the source; return whether that is all the difference."""
        found = list(_aligned(content, self.source, place))
        if found and found[-1] == (-1, -1):
            return False
        for char, (start, end) in zip(content, found, strict=True):
            if char in " \t\n":
                self.white(start, end)
            else:
                self.show(start)
                if end == start + 1:
                    self.pieces.verbatim(char, start)
                else:
                    self.pieces.spelt(char, start, end)
        return True

    def _tag(self, place: Span) -> None:
        """Take a tag of HTML in a text."""
        tag = place.of(self.source)
        if _LINE_BREAK.fullmatch(tag):
            self.line_end(*place)
        elif not tag.startswith("<!"):
            if tag.startswith("</"):
                self.ends.append(place.end)
            else:
                self.starts.append(place.start)
            self.border()

    def _html(self, place: Span) -> None:
        """Read a block of HTML."""
        self.end_line(1)
        begin = Checkpoint(place.start, 0, State(root(is_chosen=True)))
        inner = Reading(self.source[: place.end], begin=begin)
        inner.run(place.end)
        if inner.pieces.length:
            self.show(place.start)
            self.borders += [border + self.pieces.length for border in inner.borders]
            self.pieces.extend(inner.pieces)
        self.end_line(2)


def _units(root: Any) -> Iterator[Any]:  # noqa: ANN401 - the package has no types
    for child in root.children:
        yield from child.children if child.name in _LISTS else (child,)


def _aligned(content: str, source: str, place: Span) -> Iterator[tuple[int, int]]:
    """Yield where each character of a text stands in the source; (-1, -1) and no more if one does not."""
    at = place.start
    for char in content:
        start = at
        if source[at : at + 1] == "\\" and char != "\\" and source[at + 1 : at + 2] == char:
            at += 2
        elif source[at : at + 1] == char:
            at += 1
        elif char == " " and (blank := _BLANKS.match(source, at)):
            at = blank.end()
        else:
            yield -1, -1
            return
        yield start, at


def _parsed(source: str, where: str) -> tuple[str, Any]:
    """Return what of an article can be parsed, and its tree; raise SourceError without the package that makes it."""
    try:
        from markdown_it_pyrs import MarkdownIt
    except ImportError as error:
        hint = "pip install 'newslint[markdown]'"
        raise SourceError("Markdown needs the extra “markdown”", where=where, hint=hint) from error
    parser = MarkdownIt("commonmark").enable_many(["table", "strikethrough", "front_matter"])
    try:
        plain = without_lone_backticks(source) if may_lack_partners(source) else source
        return plain, parser.tree(plain)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which cannot be imported
            raise
        raise SourceError(f"the package markdown-it-pyrs fails on it: {error}", where=where) from error
