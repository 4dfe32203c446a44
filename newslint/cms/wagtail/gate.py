"""May a page go out? The one decision that every way to publish asks for."""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.actions.publish_page_revision import PublishPagePermissionError, PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from newslint.cms.wagtail.article import Article, article_of
from newslint.cms.wagtail.checking import Found, Outcome, check
from newslint.cms.wagtail.conf import HOLD, settings
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERRIDE, HELD, UNCHECKED = "newslint.override", "newslint.hold", "newslint.unchecked"
PERMISSION = "newslint_wagtail.publish_despite_newslint"
SCHEDULED = "wagtail.publish.scheduled"
"""The log action by which Wagtail tells that a page's time has come."""
MANY = 5
"""So many findings are told in a message; the side panel has all."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a text may go out, and why."""

    outcome: Outcome
    reason: str = ""
    """Why somebody who may do so lets it go out all the same."""
    holds_unchecked: bool = False

    @property
    def is_held(self) -> bool:
        """Whether the text must not go out."""
        return not self.reason and self.would_hold

    @property
    def would_hold(self) -> bool:
        """Whether only a reason can let it go out."""
        return bool(self.outcome.holding or (self.outcome.problem and self.holds_unchecked))

    @property
    def says(self) -> str:
        """The decision in one sentence."""
        if self.outcome.holding:
            return f"newslint holds this page: {places(len(self.outcome.holding))} to mend"
        if self.is_held:
            return f"newslint could not check this page, so it is not published: {self.outcome.problem}"
        if self.outcome.problem:
            return f"newslint could not check this page, so it went out unchecked: {self.outcome.problem}"
        return f"newslint found {places(len(self.outcome.found))} worth another look"


class PublishingHeld(NewslintError, PublishPagePermissionError):  # noqa: N818 - to be held is no error
    """newslint does not let a page go out; to Wagtail it is a lack of permission."""

    def __init__(self, page: Any, decision: Decision) -> None:
        """Take the page and why it is held."""
        self.page, self.decision = page, decision
        told = "; ".join(map(told_briefly, decision.outcome.holding[:MANY]))
        super().__init__(decision.says + (f". {told}" if told else ""), where=str(page))


def places(number: int) -> str:
    """Return a number of places, in words."""
    return "one place" if number == 1 else f"{number} places"


def told_briefly(found: Found) -> str:
    """Return a finding in one line."""
    return f"{found.piece.label}: {found.message}"


def is_gated(page: Any) -> bool:
    """Whether the page's text is checked: its model says so, and it is no alias, which has the text of another."""
    return bool(getattr(page, "newslint_gated", False)) and not page.alias_of_id


def decide(page: Any, article: Article | None = None) -> Decision:
    """Return whether a page, or the article that it is about to become, may go out."""
    article, chosen = article or article_of(page), settings()
    outcome = check(article, chosen)
    decision = Decision(outcome, holds_unchecked=chosen.on_failure == HOLD)
    if not decision.would_hold:
        return decision
    return Decision(outcome, granted(page, article.digest), decision.holds_unchecked)


def require(page: Any) -> Decision:
    """Return the decision about a page; raise PublishingHeld if it must not go out."""
    decision = decide(page)
    if decision.is_held:
        raise PublishingHeld(page, decision)
    return decision


def granted(page: Any, digest: str) -> str:
    """Return the reason for which this text of a page may go out; empty if nobody gave one."""
    pending = getattr(page, "newslint_pending", None)
    if pending and pending["text"] == digest:
        return str(pending["reason"])
    entries = PageLogEntry.objects.filter(page_id=page.pk, action=OVERRIDE) if page.pk else ()
    return next((str(entry.data["reason"]) for entry in entries if entry.data.get("text") == digest), "")


def grant(page: Any, user: Any, reason: str) -> None:
    """Let the page go out with the text that it has now; who lets it and why stays in the page's log.

    The caller has made sure that the user may do so: `user.has_perm(PERMISSION)`. Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a page goes out in spite of newslint only for a reason")
    intend(page, user, reason, decide(page))
    write_pending(page)


def intend(page: Any, user: Any, reason: str, decision: Decision) -> None:
    """Let the page go out with the text that was decided about, and have that in its log once the page is saved."""
    told = [told_briefly(found) for found in decision.outcome.holding] or [decision.outcome.problem]
    page.newslint_pending = {"text": decision.outcome.digest, "reason": reason.strip(), "user": user, "held": told}


def write_pending(page: Any) -> None:
    """Write into the page's log what was intended before the page was saved."""
    pending = getattr(page, "newslint_pending", None)
    if pending:
        page.newslint_pending = None
        user = pending.pop("user")
        log(page, OVERRIDE, user=user, data=pending)


def note(page: Any, decision: Decision) -> None:
    """Keep in the log that a page went out unchecked, and tell whoever is collecting."""
    if decision.outcome.problem and not decision.reason:
        log(page, UNCHECKED, data={"problem": decision.outcome.problem})
    if decision.outcome.found or decision.outcome.problem:
        notes = _notes.get()
        if notes is not None:
            notes.append((page, decision))


_notes: ContextVar[list[tuple[Any, Decision]] | None] = ContextVar("newslint_notes", default=None)


@contextlib.contextmanager
def collected() -> Iterator[list[tuple[Any, Decision]]]:
    """Collect what there is to say about the pages that go out meanwhile."""
    notes: list[tuple[Any, Decision]] = []
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


class GatedPublishAction(PublishPageRevisionAction):
    """Publishing as Wagtail does it, once newslint lets it."""

    def check(self, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Raise PublishingHeld if the revision must not go out, now or when its time comes."""
        super().check(skip_permission_checks=skip_permission_checks)
        if is_gated(self.object):
            require(self.object)


def hold_scheduled(revision: Any, held: PublishingHeld) -> None:
    """Keep a page back whose time had come: the log says why, and its schedule is taken from it.

    A page that could only not be checked keeps its schedule, and is tried again with the next run.
    """
    if held.decision.outcome.holding:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    told = [told_briefly(found) for found in held.decision.outcome.holding]
    log(held.page, HELD, revision=revision, data={"says": held.decision.says, "held": told})
