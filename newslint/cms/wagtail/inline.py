"""Findings as the errors of a form, at the very block of a StreamField in which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from newslint.cms.wagtail.gate import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newslint.cms.wagtail.article import Step
    from newslint.cms.wagtail.checking import Found

    _Placed = tuple[tuple[Step, ...], Found]

CODE = "newslint"
_ERRORS = {
    "stream": StreamBlockValidationError,
    "list": ListBlockValidationError,
    "struct": StructBlockValidationError,
}


def message(found: Found) -> str:
    """Return what the editor reads below the field."""
    place = f"{found.before}[{found.match}]{found.after}" if found.match else f"{found.before}▸{found.after}"
    return f"newslint: {found.message} ({place})" + (f". To mend it, {found.fix}" if found.fix else "")


def errors(held: Iterable[Found]) -> Iterator[tuple[str, ValidationError]]:
    """Yield for each field of a page that has findings its name and its error."""
    by_field: dict[str, list[_Placed]] = {}
    for found in held:
        by_field.setdefault(found.piece.field, []).append((found.piece.path, found))
    for name, placed in by_field.items():
        if placed[0][0]:
            yield name, _error(placed)
        else:
            yield name, ValidationError([ValidationError(message(found), code=CODE) for _, found in placed])


def _error(placed: Sequence[_Placed]) -> ValidationError:
    """Return the error of a block: that of its own text, or those of the blocks within it."""
    if not placed[0][0]:  # the editor shows one error for a block, so it tells all
        return ValidationError(" ".join(message(found) for _, found in placed), code=CODE)
    inside: dict[int | str, list[_Placed]] = {}
    for (step, *rest), found in placed:
        inside.setdefault(step.key, []).append((tuple(rest), found))
    of_kind = _ERRORS[placed[0][0][0].kind]
    error: ValidationError = of_kind({key: _error(held) for key, held in inside.items()})
    error.message = f"newslint: {places(len(placed))} to mend in its blocks"  # Wagtail's own says nothing to an editor
    return error
