"""The texts of a StreamField's blocks, however deep they lie, as HTML with the way to each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from django.utils.translation import gettext
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["stream", "list", "struct"]

_NO_PROSE = (blocks.ChoiceBlock, blocks.EmailBlock, blocks.RawHTMLBlock, blocks.RegexBlock, blocks.URLBlock)

_BLOCK_KEY = re.compile(r'(<[a-z][a-z0-9]*) data-block-key="\w*"')
"""What the editor in the browser calls a paragraph: it is no part of the text, and changes without it."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, where it is, and what the blocks on the way to it are called."""

    html: str
    path: tuple[tuple[Kind, int | str], ...] = ()
    names: tuple[str, ...] = ()

    def below(self, kind: Kind, key: int | str, name: str) -> Text:
        """Return the text as a block sees it that holds this one's block."""
        return replace(self, path=((kind, key), *self.path), names=(name, *self.names))


def rich(html: Any) -> Iterator[Text]:
    """Yield rich text, if there is any."""
    if html:
        shown = _BLOCK_KEY.sub(r"\1", str(html))
        yield Text(f"<div>{shown}</div>")


def plain(text: Any, tag: str = "p") -> Iterator[Text]:
    """Yield plain text, if there is any."""
    if text:
        yield Text(f"<{tag}>{_escaped(text)}</{tag}>")


def texts(stream: Iterable[Any], skipped: frozenset[str]) -> Iterator[Text]:
    """Yield the texts of a stream without the blocks that are skipped by name."""
    for part in _of_stream(stream, skipped):
        yield from _below(part, skipped)


class _Part(NamedTuple):
    """A block within another."""

    kind: Kind
    key: int | str
    name: str
    block: Any
    value: Any


def _of_stream(stream: Iterable[Any], skipped: frozenset[str]) -> Iterator[_Part]:
    for index, child in enumerate(stream):
        if child.block_type not in skipped:
            name = f"{child.block.label or child.block_type} {index + 1}"
            yield _Part("stream", index, name, child.block, child.value)


def _parts(block: Any, value: Any, skipped: frozenset[str]) -> Iterator[_Part]:
    """Yield the blocks within a block; none for one that has none."""
    if isinstance(block, blocks.BaseStreamBlock):
        yield from _of_stream(value, skipped)
    elif isinstance(block, blocks.ListBlock):
        for index, item in enumerate(value):
            yield _Part("list", index, gettext("no. %(number)d") % {"number": index + 1}, block.child_block, item)
    elif isinstance(block, ImageBlock):  # its value is the picture, and not what a struct has
        child = block.child_blocks["alt_text"]
        yield _Part("struct", "alt_text", str(child.label), child, getattr(value, "contextual_alt_text", ""))
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if name not in skipped:
                yield _Part("struct", name, str(child.label or name), child, value.get(name))


def _below(part: _Part, skipped: frozenset[str]) -> Iterator[Text]:
    for text in _block(part.block, part.value, skipped):
        yield text.below(part.kind, part.key, part.name)


def _block(block: Any, value: Any, skipped: frozenset[str]) -> Iterator[Text]:
    if value is None or isinstance(block, _NO_PROSE):
        return
    for part in _parts(block, value, skipped):
        yield from _below(part, skipped)
    if isinstance(block, TableBlock):
        rows = value.get("data") or ()
        yield from _table(value.get("table_caption"), ([_escaped(cell or "") for cell in row] for row in rows))
    elif isinstance(value, TypedTable):
        heads = [_escaped(column["heading"] or "") for column in value.columns]
        cells = ([_cell(cell, skipped) for cell in row] for row in value.rows)
        yield from _table(value.caption, [heads, *cells])
    elif isinstance(value, RichText):
        yield from rich(value.source)
    elif isinstance(value, str):
        yield from plain(value, "blockquote" if isinstance(block, blocks.BlockQuoteBlock) else "p")


def _table(caption: Any, rows: Iterable[Iterable[str]]) -> Iterator[Text]:
    """Yield a table, if there is anything in it."""
    cells = ["".join(f"<td>{cell}</td>" for cell in row if cell) for row in rows]
    inside = "".join(f"<tr>{row}</tr>" for row in cells if row)
    told = f"<caption>{_escaped(caption)}</caption>" if caption else ""
    if inside or told:
        yield Text(f"<table>{told}{inside}</table>")


def _cell(bound: Any, skipped: frozenset[str]) -> str:
    return "".join(text.html for text in _block(bound.block, bound.value, skipped))


def _escaped(text: Any) -> str:
    return escape(str(text), quote=False).replace("\r\n", "\n").replace("\n", "<br>")
