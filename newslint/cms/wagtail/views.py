"""Wagtail's views of a page, which say why newslint holds it instead of failing."""

from __future__ import annotations

from typing import Any

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from newslint.cms.wagtail import gate
from newslint.cms.wagtail.panels import NewslintSidePanel


def tell_held(request: Any, page: Any, decision: gate.Decision) -> None:
    """Show why a page is held."""
    told = [gate.told_briefly(found) for found in decision.outcome.holding[: gate.MANY]]
    more = len(decision.outcome.holding) - len(told)
    told += [f"and {gate.places(more)} more"] if more else []
    buttons = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Edit")] if page.pk else []
    said = f"“{page}” is not published. {decision.says}" + (f": {'; '.join(told)}" if told else "")
    messages.error(request, said, buttons=buttons)


def tell_published(request: Any, page: Any, decision: gate.Decision) -> None:
    """Warn of what newslint has to say about a page that went out all the same."""
    button = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Edit")
    messages.warning(request, f"“{page}”: {decision.says}", buttons=[button])


class Gated:
    """A view that may publish a page."""

    def dispatch(self, request: Any, *args: Any, **options: Any) -> Any:
        """Do as the view does; a page that is held becomes a message."""
        with gate.collected() as notes:
            try:
                response = super().dispatch(request, *args, **options)  # type: ignore[misc] # of the view that it is mixed into
            except gate.PublishingHeld as held:
                tell_held(request, held.page, held.decision)
                page = held.page.pk
                target = reverse("wagtailadmin_pages:edit", args=[page]) if page else reverse("wagtailadmin_home")
                if request.headers.get("x-requested-with") == "XMLHttpRequest":
                    return render_modal_workflow(
                        request, "", None, {}, json_data={"step": "success", "redirect": target}
                    )
                return redirect(target)
        for page, decision in notes:
            tell_published(request, page, decision)
        return response


class WithPanel(Gated):
    """A view with the edit form."""

    def get_side_panels(self) -> Any:
        """Return Wagtail's side panels and newslint's."""
        panels = list(super().get_side_panels())  # type: ignore[misc] # the same
        view: Any = self
        if gate.is_gated(view.page) and not view.expects_json_response:
            panels.append(NewslintSidePanel(view.page, view.request, view.form))
        return MediaContainer(panels)


class NewslintCreateView(WithPanel, CreateView):
    """The form of a new page."""


class NewslintEditView(WithPanel, EditView):
    """The form of a page."""


class NewslintCopyView(Gated, CopyView):
    """Copying a page, live if somebody wishes so."""


class NewslintWorkflowActionView(Gated, WorkflowActionView):
    """Approval from a list or the dashboard."""


class NewslintPageViewSet(PageViewSet):
    """The views of a page that is gated; base yours on it, if your page model has a viewset of its own."""

    add_view_class = NewslintCreateView
    edit_view_class = NewslintEditView
    copy_view_class = NewslintCopyView
    workflow_action_view_class = NewslintWorkflowActionView
