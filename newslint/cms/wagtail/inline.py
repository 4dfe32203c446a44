"""Findings as the errors of a form, at the very block of a StreamField or field of a child in which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

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


class Target(NamedTuple):
    """The field at which an error stands."""

    field: str
    """The field's name: of the page, or of its child."""
    relation: str = ""
    child: int = 0
    """The index of the child in the relation's forms."""


def message(found: Found) -> str:
    """Return what the editor reads below the field."""
    place = f"{found.before}[{found.match}]{found.after}" if found.match else f"{found.before}▸{found.after}"
    told = {"message": found.message, "place": place, "fix": found.fix}
    if found.fix:
        return gettext("newslint: %(message)s (%(place)s). To mend it, %(fix)s") % told
    return gettext("newslint: %(message)s (%(place)s)") % told


def target(found: Found) -> Target:
    """Return the field in which a finding is."""
    path = found.piece.path
    if path and path[0].kind == "child":
        return Target(str(path[1].key), found.piece.field, int(path[0].key))
    return Target(found.piece.field)


def errors(held: Iterable[Found]) -> Iterator[tuple[Target, ValidationError]]:
    """Yield for each field that has findings where it is, and its error."""
    by_target: dict[Target, list[_Placed]] = {}
    for found in held:
        at = target(found)
        by_target.setdefault(at, []).append((found.piece.path[2:] if at.relation else found.piece.path, found))
    for at, placed in by_target.items():
        if placed[0][0]:
            yield at, _error(placed)
        else:
            yield at, ValidationError([ValidationError(message(found), code=CODE) for _, found in placed])


def _error(placed: Sequence[_Placed]) -> ValidationError:
    """Return the error of a block: that of its own text, or those of the blocks within it."""
    if not placed[0][0]:  # the editor shows one error for a block, so it tells all
        return ValidationError(" ".join(message(found) for _, found in placed), code=CODE)
    inside: dict[int | str, list[_Placed]] = {}
    for (step, *rest), found in placed:
        inside.setdefault(step.key, []).append((tuple(rest), found))
    of_kind = _ERRORS[placed[0][0][0].kind]
    error: ValidationError = of_kind({key: _error(held) for key, held in inside.items()})
    number = len(placed)
    error.message = ngettext(  # Wagtail's own says nothing to an editor
        "newslint: one place to mend in its blocks",
        "newslint: %(number)d places to mend in its blocks",
        number,
    ) % {"number": number}
    return error
