"""The edit form of a page: a button that publishes is an error at the field as long as newslint holds the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Task

from newslint.cms.wagtail import gate, inline, reasons
from newslint.cms.wagtail.article import Article, article_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from newslint.cms.wagtail.checking import Found

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
            self.newslint = self.decided()
            if self.newslint.is_held:
                self._override(self.newslint)
            if self.newslint.is_held:
                self._show(self.newslint)
        return cleaned

    def decided(self) -> gate.Decision:
        """Return the decision about the page with what stands in the form."""
        try:
            article: Article | None = article_of(self.instance, self.cleaned_data | self._children())
        except Exception:  # noqa: BLE001 - gate.decide() tells what cannot be read
            article = None
        return gate.decide(self.instance, article)

    def _children(self) -> dict[str, list[tuple[int, Callable[[str], Any]]]]:
        return {name: _filled(formset) for name, formset in self.formsets.items()}

    def _publishes(self) -> bool:
        if self.data.get("action-publish") and self._may_publish():
            return True
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

    def _override(self, decision: gate.Decision) -> None:
        """Let the page go out if whoever may do so gives a reason."""
        reason = str(self.data.get(REASON, "")).strip()
        if not reason or not reasons.may_override(self.for_user):
            return
        told = list(map(gate.told_briefly, decision.outcome.holding))
        try:
            reasons.intend(self.instance, self.for_user, reason, decision.outcome, told)
        except reasons.ReasonError as error:
            self.add_error(None, f"newslint: {error}")
        else:
            self.newslint = self.decided()

    def _show(self, decision: gate.Decision) -> None:
        self.add_error(None, f"{decision.says}.")
        if reasons.may_override(self.for_user):
            self.add_error(None, gettext("To publish in spite of it, give a reason in the newslint panel."))
        in_form: list[Found] = []
        for found in decision.outcome.holding:
            form, field = self._place(inline.target(found))
            if form is not None and field in form.fields:
                in_form.append(found)
            else:
                self.add_error(None, f"{found.piece.label}: {inline.message(found)}")
        for target, error in inline.errors(in_form):
            form, field = self._place(target)
            form.add_error(field, error)

    def _place(self, target: inline.Target) -> tuple[Any, str]:
        """Return the form in which a field is, its own or that of a child, and the field's name."""
        if not target.relation:
            return self, target.field
        forms = self.formsets[target.relation].forms if target.relation in self.formsets else ()
        return (forms[target.child] if target.child < len(forms) else None), target.field


def _filled(formset: Any) -> list[tuple[int, Callable[[str], Any]]]:
    """Return the children of a formset that will be saved, in their order: index, and what returns a field's value."""
    formset.is_valid()  # cleans the forms
    filled = [
        (index, form)
        for index, form in enumerate(formset.forms)
        if not form.cleaned_data.get("DELETE") and (form.has_changed() or not form.empty_permitted)
    ]
    filled.sort(key=lambda pair: pair[1].cleaned_data.get("ORDER") or 0)
    return [(index, _getter(form)) for index, form in filled]


def _getter(form: Any) -> Callable[[str], Any]:
    def value(name: str) -> Any:
        return form.cleaned_data[name] if name in form.cleaned_data else getattr(form.instance, name)

    return value
