"""A page as one article: the texts of its fields, in order, as HTML that remembers which field each part is of."""

from __future__ import annotations

import bisect
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from newslint.cms.wagtail import stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Step(NamedTuple):
    """One step from a field to a text within it."""

    kind: Literal["stream", "list", "struct", "child", "field"]
    key: int | str
    """The index of a stream's or list's block or of a child, the name of a struct's block or of a child's field."""


_NO_PROSE = (models.SlugField, models.URLField, models.EmailField, models.FilePathField)


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a page."""

    field: str
    """The name of the field, or of the relation to children."""
    path: tuple[Step, ...]
    """The way to the block of a StreamField, or to the field of a child; empty for other fields."""
    label: str
    html: str
    start: int = 0
    """Where it begins in the article's HTML."""


@dataclass(frozen=True)
class Article:
    """What of a page is checked."""

    pieces: tuple[Piece, ...]
    html: str
    title: str
    language: str
    url: str = ""

    @cached_property
    def digest(self) -> str:
        """What tells this text from any other."""
        return hashlib.sha256(f"{self.language}\0{self.html}".encode(errors="surrogatepass")).hexdigest()

    @cached_property
    def places(self) -> tuple[tuple[str, tuple[Step, ...], str], ...]:
        """Whose the texts are: two models may have the same text in other fields."""
        return tuple((piece.field, piece.path, piece.label) for piece in self.pieces)

    def piece_at(self, at: int) -> Piece | None:
        """Return the text in which a place of the HTML lies."""
        found = bisect.bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1
        return self.pieces[max(0, found)] if self.pieces else None


def checked_fields(model: type[Page]) -> list[Any]:
    """Return the fields and the relations to children that are checked.

    They are those that the model names, else its title, all its own fields of text, and its children with such fields.
    Raises FieldDoesNotExist for a name that is none, and TypeError for that of a field without text.
    """
    named = getattr(model, "newslint_fields", None)
    if named is None:
        return [model._meta.get_field("title"), *_own_fields(model, Page), *_children(model)]  # noqa: SLF001 - public
    found = [model._meta.get_field(name) for name in named]  # noqa: SLF001 - Django's public interface
    for field in found:
        if not (_is_text(field) or field in get_all_child_relations(model)):
            raise TypeError(f"“{field.name}” holds no text")
    return found


def _own_fields(model: type[models.Model], base: type[models.Model] | None) -> Iterator[Any]:
    inherited = {field.name for field in base._meta.get_fields()} if base else set()  # noqa: SLF001 - the same
    for field in model._meta.get_fields():  # noqa: SLF001 - the same
        if _is_text(field) and field.name not in inherited and not isinstance(field, _NO_PROSE) and not field.choices:
            yield field


def _is_text(field: Any) -> bool:
    return isinstance(field, (models.CharField, models.TextField, StreamField))


def _children(model: type[Page]) -> Iterator[Any]:
    """Yield the relations to children of the site's own; Wagtail's are comments."""
    for relation in get_all_child_relations(model):
        of_wagtail = relation.related_model.__module__.startswith("wagtail.")
        if not of_wagtail and any(_own_fields(relation.related_model, None)):
            yield relation


def article_of(page: Any, values: dict[str, Any] | None = None) -> Article:
    """Return the article of a page; `values` are those of a form that the page does not have yet.

    For a relation, `values` has for each child its index in the form and what returns the value of a field.
    """
    given = values or {}

    def value(name: str) -> Any:
        return given[name] if name in given else getattr(page, name)

    at, placed = 0, []
    for piece in _pieces(type(page), value):
        placed.append(replace(piece, start=at))
        at += len(piece.html) + 1
    locale = getattr(page, "locale", None) if page.locale_id else None
    language = getattr(page, "newslint_language", "") or (locale.language_code if locale else "en")
    html = "\n".join(piece.html for piece in placed)
    return Article(tuple(placed), html, str(value("title")), language, page.full_url or "" if page.pk else "")


def _pieces(model: type[Page], value: Callable[[str], Any]) -> Iterator[Piece]:
    skipped = frozenset(getattr(model, "newslint_skip_blocks", ()))
    for field in checked_fields(model):
        if field.one_to_many:
            yield from _of_children(field, value(field.get_accessor_name()), skipped)
        else:
            yield from _of_field(field, value(field.name), Piece(field.name, (), _label(field), ""), skipped)


def _of_field(field: Any, value: Any, piece: Piece, skipped: frozenset[str]) -> Iterator[Piece]:
    if isinstance(field, StreamField):
        texts = stream.texts(value or (), skipped)
    elif isinstance(field, RichTextField):
        texts = stream.rich(value)
    else:
        texts = stream.plain(value, "h1" if field.name == "title" else "p")
    for text in texts:
        label = ", ".join((piece.label, *text.names))
        path = (*piece.path, *(Step(kind, key) for kind, key in text.path))
        yield replace(piece, path=path, label=label, html=text.html)


def _of_children(relation: Any, children: Any, skipped: frozenset[str]) -> Iterator[Piece]:
    model, name = relation.related_model, str(relation.related_model._meta.verbose_name)  # noqa: SLF001 - the same
    for number, (index, value) in enumerate(_each(children), start=1):
        for field in _own_fields(model, None):
            label = f"{capfirst(name)} {number}, {field.verbose_name}"
            piece = Piece(relation.get_accessor_name(), (Step("child", index), Step("field", field.name)), label, "")
            yield from _of_field(field, value(field.name), piece, skipped)


def _each(children: Any) -> Sequence[tuple[int, Callable[[str], Any]]]:
    """Return each child's index and how to get at its values."""
    if isinstance(children, list):
        return children
    return [(index, child.__getattribute__) for index, child in enumerate(children.all())]


def _label(field: Any) -> str:
    return str(capfirst(field.verbose_name))
