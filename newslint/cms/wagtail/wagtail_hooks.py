"""Where the gate is hung into Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext, gettext_lazy, ngettext
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, get_page_models

from newslint.cms.wagtail import actions, gate, reasons, views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.actions.registry import ActionRegistry
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_actions")
def register_actions(registry: ActionRegistry) -> None:
    """Gate what publishes and copies through the registry, as Wagtail's API does."""
    registry.register(Page, actions.GatedPublishAction)
    registry.register(Page, actions.WholeCopyAction)


@hooks.register("register_admin_viewset", order=-100)
def register_admin_viewset() -> list[Any]:
    """Give the pages that are gated their views; a site's own viewset for a page model comes later and wins."""
    gated = (model for model in get_page_models() if getattr(model, "newslint_gated", False))
    return [type("NewslintPageViewSet", (views.NewslintPageViewSet,), {"model": model})() for model in gated]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Say where the side panel asks about what is being written; Wagtail lets only those in who may use its admin."""
    new = "newslint/panel/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/"
    return [
        path("newslint/panel/<int:page_id>/", views.PanelOfPage.as_view(), name="newslint_panel_edit"),
        path(new, views.PanelOfNewPage.as_view(), name="newslint_panel_add"),
    ]


@hooks.register("register_permissions")
def register_permissions() -> Any:
    """Show the permission where groups are edited."""
    app, codename = reasons.PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename)


@hooks.register("before_bulk_action")
def before_bulk_action(request: Any, action_type: str, pages: list[Any], action: Any) -> Any:
    """Take the pages that are held out of those that are published together; the others go out."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in pages):
        return None
    with_descendants = action.cleaned_form.cleaned_data.get("include_descendants", False)
    kept = []
    for page in pages:
        drafts = [page, *(_drafts_below(page, request.user) if with_descendants else ())]
        held = [draft for draft in drafts if _tells(request, draft)]
        if not held:
            kept.append(page)
    pages[:] = kept
    return None if kept else redirect(action.next_url)


def _drafts_below(page: Any, user: Any) -> Iterator[Any]:
    for each in page.get_descendants().not_live():
        if each.permissions_for_user(user).can_publish():
            yield each


def _tells(request: Any, page: Any) -> bool:
    """Say what there is to say about a page that is to go out, and return whether it is held."""
    revision = page.get_latest_revision()
    draft = revision.as_object() if revision else page.specific
    if not gate.is_gated(draft) or draft.alias_of_id:
        return False
    decision = gate.decide(draft)
    if decision.is_held:
        views.tell_held(request, draft, decision)
    elif decision.outcome.found or decision.outcome.problem:
        views.tell_published(request, draft, decision)
    return decision.is_held


@hooks.register("before_copy_page")
def before_copy_page(request: Any, page: Any) -> Any:
    """Copy nothing if a page below would be live in the copy and is held; the page's own type may not be gated."""
    if request.method != "POST" or not request.POST.get("publish_copies") or not request.POST.get("copy_subpages"):
        return None
    held = False
    for each in page.get_descendants().live().specific():
        decision = gate.decide(each) if gate.is_gated(each) and not each.alias_of_id else None
        if decision and decision.is_held:
            views.tell_held(request, each, decision)
            held = True
    return redirect("wagtailadmin_explore", page.get_parent().pk) if held else None


@hooks.register("register_log_actions")
def register_log_actions(registry: LogActionRegistry) -> None:
    """Tell in the history of a page what the gate did."""

    @registry.register_action(reasons.OVERRIDE)
    class Override(LogFormatter):
        """Somebody let it out."""

        label = gettext_lazy("Publish in spite of newslint")

        def format_message(self, log_entry: Any) -> str:
            """Name what was held."""
            number = len(log_entry.data.get("held", ()))
            return ngettext(
                "Let out in spite of newslint (one place)",
                "Let out in spite of newslint (%(number)d places)",
                number,
            ) % {"number": number}

        def format_comment(self, log_entry: Any) -> str:
            """Give the reason."""
            return str(log_entry.data.get("reason", ""))

    @registry.register_action(actions.HELD)
    class Held(LogFormatter):
        """Its time had come, and it stayed."""

        label = gettext_lazy("Held by newslint")

        def format_message(self, log_entry: Any) -> str:
            """Say that its time had come."""
            return gettext("Not published at its time: %(says)s") % {"says": log_entry.data.get("says", "")}

        def format_comment(self, log_entry: Any) -> str:
            """List what was found."""
            return "; ".join(log_entry.data.get("held", ()))

    @registry.register_action(actions.UNCHECKED)
    class Unchecked(LogFormatter):
        """It went out unchecked."""

        label = gettext_lazy("Published unchecked")

        def format_message(self, log_entry: Any) -> str:
            """Tell nothing from a part."""
            if log_entry.data.get("is_partial"):
                return gettext("Published after newslint had checked only a part of it")
            return gettext("Published without newslint having checked it")

        def format_comment(self, log_entry: Any) -> str:
            """Say why."""
            return str(log_entry.data.get("problem", ""))
