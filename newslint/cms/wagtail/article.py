"""A page as one article: the texts of its fields, in order, as HTML that remembers which field each part is of."""

from __future__ import annotations

import bisect
import hashlib
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Step(NamedTuple):
    """One step from a field to a block within it."""

    kind: Literal["stream", "list", "struct"]
    key: int | str
    """The index of a stream's or list's block, the name of a struct's."""


_NO_PROSE = (models.SlugField, models.URLField, models.EmailField, models.FilePathField)


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a page."""

    field: str
    path: tuple[Step, ...]
    """The way to the block of a StreamField; empty for other fields."""
    label: str
    html: str
    start: int = 0
    """Where it begins in the article's HTML."""


@dataclass(frozen=True, slots=True)
class Article:
    """What of a page is checked."""

    pieces: tuple[Piece, ...]
    html: str
    title: str
    language: str
    url: str = ""

    @property
    def digest(self) -> str:
        """What tells this text from any other."""
        return hashlib.sha256(f"{self.language}\0{self.html}".encode()).hexdigest()

    def piece_at(self, at: int) -> Piece | None:
        """Return the text in which a place of the HTML lies."""
        found = bisect.bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1
        return self.pieces[max(0, found)] if self.pieces else None


def text_fields(model: type[Page]) -> Iterator[Any]:
    """Yield the fields that are checked: those that the model names, else its title and all its own fields of text."""
    named = getattr(model, "newslint_fields", None)
    if named is not None:
        yield from map(model._meta.get_field, named)  # noqa: SLF001 - Django's public interface
        return
    of_wagtail = {field.name for field in Page._meta.get_fields()}  # noqa: SLF001 - the same
    yield model._meta.get_field("title")  # noqa: SLF001 - the same
    for field in model._meta.get_fields():  # noqa: SLF001 - the same
        is_text = isinstance(field, (models.CharField, models.TextField, StreamField))
        if is_text and field.name not in of_wagtail and not isinstance(field, _NO_PROSE) and not field.choices:
            yield field


def article_of(page: Any, values: dict[str, Any] | None = None) -> Article:
    """Return the article of a page; `values` are those of a form that the page does not have yet."""
    given = values or {}

    def value(name: str) -> Any:
        return given.get(name, getattr(page, name))

    pieces = list(_pieces(type(page), value))
    at, placed = 0, []
    for piece in pieces:
        placed.append(replace(piece, start=at))
        at += len(piece.html) + 1
    locale = getattr(page, "locale", None) if page.locale_id else None
    language = getattr(page, "newslint_language", "") or (locale.language_code if locale else "en")
    html = "\n".join(piece.html for piece in pieces)
    return Article(tuple(placed), html, str(value("title")), language, page.full_url or "" if page.pk else "")


def _pieces(model: type[Page], value: Callable[[str], Any]) -> Iterator[Piece]:
    skipped = frozenset(getattr(model, "newslint_skip_blocks", ()))
    for field in text_fields(model):
        content = value(field.name)
        piece = Piece(field.name, (), str(field.verbose_name).capitalize(), "")
        if isinstance(field, StreamField):
            yield from _stream(content or (), piece, skipped)
        elif isinstance(field, RichTextField):
            yield from _rich(content, piece)
        else:
            yield from _plain(content, piece, "h1" if field.name == "title" else "p")


def _rich(html: Any, piece: Piece) -> Iterator[Piece]:
    if html:
        yield replace(piece, html=f"<div>{html}</div>")


def _plain(text: Any, piece: Piece, tag: str) -> Iterator[Piece]:
    if text:
        lines = escape(str(text), quote=False).replace("\r\n", "\n").replace("\n", "<br>")
        yield replace(piece, html=f"<{tag}>{lines}</{tag}>")


def _stream(stream: Any, piece: Piece, skipped: frozenset[str]) -> Iterator[Piece]:
    for index, child in enumerate(stream):
        if child.block_type not in skipped:
            name = f"{child.block.label or child.block_type} {index + 1}"
            yield from _block(child.block, child.value, _below(piece, Step("stream", index), name), skipped)


def _below(piece: Piece, step: Step, name: str) -> Piece:
    return replace(piece, path=(*piece.path, step), label=f"{piece.label}, {name}")


def _block(block: Any, value: Any, piece: Piece, skipped: frozenset[str]) -> Iterator[Piece]:
    if isinstance(block, blocks.BaseStreamBlock):
        yield from _stream(value, piece, skipped)
    elif isinstance(block, blocks.ListBlock):
        for index, item in enumerate(value):
            yield from _block(block.child_block, item, _below(piece, Step("list", index), f"no. {index + 1}"), skipped)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if name not in skipped:
                below = _below(piece, Step("struct", name), str(child.label or name))
                yield from _block(child, value.get(name), below, skipped)
    elif isinstance(value, RichText):
        yield from _rich(value.source, piece)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield from _plain(value, piece, "blockquote" if isinstance(block, blocks.BlockQuoteBlock) else "p")
