"""Reasons to publish in spite of newslint: what they cover, and how the page's log keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.cms.wagtail.checking import Outcome

PERMISSION = "newslint_wagtail.publish_despite_newslint"
OVERRIDE = "newslint.override"
LONGEST = 1000
"""Characters of a reason: it is shown whole in the page's history."""
_UNCHECKED = "unchecked"


class ReasonError(NewslintError, ValueError):
    """A reason that is none."""


def may_override(user: Any) -> bool:
    """Whether somebody may publish in spite of newslint."""
    return bool(user and user.has_perm(PERMISSION))


def cleaned(reason: str) -> str:
    """Return a reason as it is kept; raise ReasonError for one that says nothing or too much."""
    kept = " ".join("".join(char if char.isprintable() else " " for char in reason).split())
    if not any(map(str.isalnum, kept)):
        raise ReasonError(gettext("a page goes out in spite of newslint only for a reason"))
    if len(kept) > LONGEST:
        raise ReasonError(gettext("the reason is longer than %(longest)d characters") % {"longest": LONGEST})
    return kept


def covered(outcome: Outcome) -> list[str]:
    """Return what a reason that is given now lets through, and so must have been seen by who gave it."""
    held = [f"{found.rule}: {found.match}" for found in outcome.holding]
    return [*held, _UNCHECKED] if outcome.problem else held


def granted(page: Any, outcome: Outcome) -> str:
    """Return the reason for which this text may go out with all that holds it; empty if nobody gave one.

    An alias has the text of its source, and its reason with it.
    """
    pks = [pk for pk in (page.pk, page.alias_of_id) if pk]
    entries = [entry.data for entry in PageLogEntry.objects.filter(page_id__in=pks, action=OVERRIDE)] if pks else []
    needed, pending = set(covered(outcome)), getattr(page, "newslint_pending", None)
    for given in (pending, *entries):
        if given and given.get("text") == outcome.digest and needed <= set(given.get("covers", ())):
            return str(given["reason"])
    return ""


def intend(page: Any, user: Any, reason: str, outcome: Outcome, held: list[str]) -> None:
    """Let the page go out with the text that was checked, and have that in its log once the page is saved."""
    page.newslint_pending = {
        "text": outcome.digest,
        "reason": cleaned(reason),
        "user": user,
        "held": held or [outcome.problem],
        "covers": covered(outcome),
    }


def write_pending(page: Any) -> None:
    """Write into the page's log what was intended before the page was saved."""
    pending = getattr(page, "newslint_pending", None)
    if pending:
        page.newslint_pending = None
        user = pending.pop("user")
        log(page, OVERRIDE, user=user, data=pending)
