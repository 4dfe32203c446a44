"""The edit form of a page: a button that publishes is an error at the field as long as newslint holds the text."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Task

from newslint.cms.wagtail import gate, inline
from newslint.cms.wagtail.article import article_of

REASON = "newslint_reason"
"""The name under which the side panel sends why a page goes out in spite of newslint."""


class NewslintPageForm(WagtailAdminPageForm):
    """Base it, if your page model has a form of its own, on this instead of `WagtailAdminPageForm`."""

    newslint: gate.Decision | None = None
    """What was decided when somebody tried to publish."""

    def clean(self) -> dict[str, Any]:
        """Add an error at each place that holds the page back. Drafts are saved whatever is in them."""
        cleaned: dict[str, Any] = super().clean()
        if gate.is_gated(self.instance) and self._publishes():
            article = article_of(self.instance, self.cleaned_data)
            self.newslint = gate.decide(self.instance, article)
            reason = str(self.data.get(REASON, "")).strip()
            if self.newslint.is_held and reason and self.for_user and self.for_user.has_perm(gate.PERMISSION):
                gate.intend(self.instance, self.for_user, reason, self.newslint)
                self.newslint = gate.decide(self.instance, article)
            if self.newslint.is_held:
                self._show(self.newslint)
        return cleaned

    def _publishes(self) -> bool:
        if self.data.get("action-publish"):
            return self._may_publish()
        return bool(self.data.get("action-workflow-action")) and self._finishes_workflow()

    def _may_publish(self) -> bool:
        """Whether the button works for this user; for anybody else Wagtail saves a draft."""
        if self.instance.pk:
            return bool(self.instance.permissions_for_user(self.for_user).can_publish())
        return bool(self.parent_page.permissions_for_user(self.for_user).can_publish_subpage())

    def _finishes_workflow(self) -> bool:
        """Whether this approval is the last one, with which Wagtail publishes."""
        state = self.instance.current_workflow_state
        if self.data.get("workflow-action-name") != "approve" or not state or not state.current_task_state:
            return False
        left = Task.objects.filter(workflow_tasks__workflow=state.workflow, active=True)
        done = state.successful_task_states
        return not left.exclude(task_states__in=done).exclude(pk=state.current_task_state.task_id).exists()

    def _show(self, decision: gate.Decision) -> None:
        can_override = bool(self.for_user and self.for_user.has_perm(gate.PERMISSION))
        way_out = " To publish in spite of it, give a reason in the newslint panel." if can_override else ""
        self.add_error(None, f"{decision.says}.{way_out}")
        for name, error in inline.errors(decision.outcome.holding):
            self.add_error(name if name in self.fields else None, error)
