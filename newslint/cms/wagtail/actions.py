"""Wagtail's actions that make pages public, behind the gate, and what the page's log tells of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from newslint.cms.wagtail import gate, reasons

HELD, UNCHECKED = "newslint.hold", "newslint.unchecked"
SCHEDULED = "wagtail.publish.scheduled"
"""The log action by which Wagtail tells that a page's time has come."""


class GatedPublishAction(PublishPageRevisionAction):
    """Publishing as Wagtail does it, once newslint lets it."""

    def check(self, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Raise PublishingHeld if the revision must not go out, now or when its time comes."""
        super().check(skip_permission_checks=skip_permission_checks)
        if gate.is_gated(self.object):
            gate.require(self.object)


class WholeCopyAction(CopyPageAction):
    """Copying as Wagtail does it, but all of a tree or nothing: one of its pages may be held."""

    def execute(self, skip_permission_checks: bool = False) -> Any:  # noqa: FBT001, FBT002 - the same
        """Copy."""
        with transaction.atomic():
            return super().execute(skip_permission_checks=skip_permission_checks)


def grant(page: Any, user: Any, reason: str) -> None:
    """Let the page go out with the text that it has now; who lets it and why stays in the page's log.

    The caller has made sure that the user may do so, as `reasons.may_override` tells. Raises ReasonError, a ValueError,
    without a reason.
    """
    outcome = gate.decide(page).outcome
    reasons.intend(page, user, reason, outcome, list(map(gate.told_briefly, outcome.holding)))
    reasons.write_pending(page)


def hold_scheduled(revision: Any, held: gate.PublishingHeld) -> None:
    """Keep a page back whose time had come: the log says why, and its schedule is taken from it.

    A page that could only not be checked keeps its schedule and is tried again with the next run; the log says so once.
    """
    outcome, says = held.decision.outcome, held.decision.says
    if outcome.holding:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    told = {"says": says, "held": list(map(gate.told_briefly, outcome.holding))}
    last = PageLogEntry.objects.filter(page_id=held.page.pk).order_by("-timestamp", "-pk").first()
    if not (last and last.action == HELD and last.revision_id == revision.pk and last.data == told):
        log(held.page, HELD, revision=revision, data=told)


def note_unchecked(page: Any, decision: gate.Decision) -> None:
    """Keep in the log that a page went out without having been checked, or as a whole."""
    outcome = decision.outcome
    if outcome.problem and not decision.reason:
        log(page, UNCHECKED, data={"problem": outcome.problem, "is_partial": outcome.is_partial})
