"""Where the gate is hung into Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, get_page_models

from newslint.cms.wagtail import gate, views

if TYPE_CHECKING:
    from wagtail.actions.registry import ActionRegistry
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_actions")
def register_actions(registry: ActionRegistry) -> None:
    """Gate what publishes through the registry, as Wagtail's API does."""
    registry.register(Page, gate.GatedPublishAction)


@hooks.register("register_admin_viewset", order=-100)
def register_admin_viewset() -> list[Any]:
    """Give the pages that are gated their views; a site's own viewset for a page model comes later and wins."""
    gated = (model for model in get_page_models() if getattr(model, "newslint_gated", False))
    return [type("NewslintPageViewSet", (views.NewslintPageViewSet,), {"model": model})() for model in gated]


@hooks.register("register_permissions")
def register_permissions() -> Any:
    """Show the permission where groups are edited."""
    app, codename = gate.PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename)


@hooks.register("before_bulk_action")
def before_bulk_action(request: Any, action_type: str, pages: list[Any], action: Any) -> Any:
    """Take the pages that are held out of those that are published together; the others go out."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in pages):
        return None
    with_descendants = action.cleaned_form.cleaned_data.get("include_descendants", False)
    kept = []
    for page in pages:
        held, told = False, [page, *(page.get_descendants().not_live() if with_descendants else ())]
        for each in told:
            draft = each.get_latest_revision_as_object()
            if not gate.is_gated(draft) or (each is not page and not _may_publish(request, each)):
                continue
            decision = gate.decide(draft)
            if decision.is_held:
                views.tell_held(request, draft, decision)
                held = True
            elif decision.outcome.found or decision.outcome.problem:
                views.tell_published(request, draft, decision)
        if not held:
            kept.append(page)
    pages[:] = kept
    return None if kept else redirect(action.next_url)


def _may_publish(request: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(request.user).can_publish())


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Tell in the history of a page what the gate did."""

    @actions.register_action(gate.OVERRIDE)
    class Override(LogFormatter):
        """Somebody let it out."""

        label = "Publish in spite of newslint"

        def format_message(self, log_entry: Any) -> str:
            """Name what was held."""
            return f"Let out in spite of newslint ({gate.places(len(log_entry.data.get('held', ())))})"

        def format_comment(self, log_entry: Any) -> str:
            """Give the reason."""
            return str(log_entry.data.get("reason", ""))

    @actions.register_action(gate.HELD)
    class Held(LogFormatter):
        """Its time had come, and it stayed."""

        label = "Held by newslint"

        def format_message(self, log_entry: Any) -> str:
            """Say that its time had come."""
            return f"Not published at its time: {log_entry.data.get('says', '')}"

        def format_comment(self, log_entry: Any) -> str:
            """List what was found."""
            return "; ".join(log_entry.data.get("held", ()))

    @actions.register_action(gate.UNCHECKED)
    class Unchecked(LogFormatter):
        """It went out unchecked."""

        label = "Published unchecked"
        message = "Published without newslint having checked it"

        def format_comment(self, log_entry: Any) -> str:
            """Say why."""
            return str(log_entry.data.get("problem", ""))
