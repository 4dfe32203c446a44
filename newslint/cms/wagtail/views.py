"""Wagtail's views of a page, which say why newslint holds it instead of failing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from newslint.cms.wagtail import gate, reasons
from newslint.cms.wagtail.panels import NewslintSidePanel, shown


def tell_held(request: Any, page: Any, decision: gate.Decision) -> None:
    """Show why a page is held."""
    told = [gate.told_briefly(found) for found in decision.outcome.holding[: gate.MANY]]
    more = len(decision.outcome.holding) - len(told)
    if more:
        told.append(ngettext("and one place more", "and %(number)d places more", more) % {"number": more})
    said = gettext("“%(page)s” is not published. %(says)s") % {"page": page, "says": decision.says}
    messages.error(request, said + (f": {'; '.join(told)}" if told else ""), buttons=_edit_button(page))


def tell_published(request: Any, page: Any, decision: gate.Decision) -> None:
    """Warn of what newslint has to say about a page that went out all the same."""
    said = gettext("“%(page)s”: %(says)s") % {"page": page, "says": decision.says}
    messages.warning(request, said, buttons=_edit_button(page))


def _edit_button(page: Any) -> list[Any]:
    return [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), gettext("Edit"))] if page.pk else []


class Gated:
    """A view that may publish a page."""

    def dispatch(self, request: Any, *args: Any, **options: Any) -> Any:
        """Do as the view does; a page that is held becomes a message."""
        with gate.collected() as notes:
            try:
                response = super().dispatch(request, *args, **options)  # type: ignore[misc] # of the view that it is mixed into
            except gate.PublishingHeld as held:
                tell_held(request, held.page, held.decision)
                target = _back_from(request, held.page)
                if request.headers.get("x-requested-with") == "XMLHttpRequest":
                    return render_modal_workflow(
                        request, "", None, {}, json_data={"step": "success", "redirect": target}
                    )
                return redirect(target)
        for page, decision in notes:
            tell_published(request, page, decision)
        return response


def _back_from(request: Any, page: Any) -> str:
    """Return where the user can go on: who approves a page may not be one who edits it."""
    if page.pk and page.permissions_for_user(request.user).can_edit():
        return str(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return str(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


class WithPanel(Gated):
    """A view with the edit form."""

    def panel_url(self) -> str:
        """Return where the panel asks about what is being written."""
        raise NotImplementedError

    def get_side_panels(self) -> Any:
        """Return Wagtail's side panels and newslint's."""
        panels = list(super().get_side_panels())  # type: ignore[misc] # the same
        view: Any = self
        if gate.is_gated(view.page) and not view.expects_json_response:
            panels.append(NewslintSidePanel(view.page, view.request, view.form, self.panel_url()))
        return MediaContainer(panels)


class NewslintCreateView(WithPanel, CreateView):
    """The form of a new page."""

    def panel_url(self) -> str:
        """Return where the panel asks about what is being written."""
        meta = self.page_class._meta  # noqa: SLF001 - Django's public interface
        return reverse("newslint_panel_add", args=[meta.app_label, meta.model_name, self.parent_page.pk])


class NewslintEditView(WithPanel, EditView):
    """The form of a page."""

    def panel_url(self) -> str:
        """Return where the panel asks about what is being written."""
        return reverse("newslint_panel_edit", args=[self.page.pk])

    def perform_workflow_action(self) -> Any:
        """Keep the reason first: Wagtail saves nothing of a live page that is approved as it is."""
        reasons.write_pending(self.form.instance)
        return super().perform_workflow_action()


class PanelOfPage(PreviewOnEditView):
    """What newslint says about the form of a page as it stands, for whoever may edit the page; nothing is saved."""

    http_method_names = ("post",)

    def post(self, request: Any, *_: Any, **__: Any) -> Any:
        """Answer with the panel's findings as HTML."""
        if not gate.is_gated(self.object):
            raise Http404
        form = self.get_form(_without_buttons(request.POST))
        self.validate_form(form)
        return render(request, "newslint_wagtail/findings.html", shown(form.decided(), request.user))


class PanelOfNewPage(PanelOfPage, PreviewOnCreateView):
    """The same for the form of a page that is not there yet."""

    def get_object(self) -> Any:
        """Return the page that would be made, if the user may make one of its kind there."""
        model = self.content_type.model_class()
        if not getattr(model, "newslint_gated", False):
            raise Http404
        page = super().get_object()
        if model not in page.get_parent().specific_class.creatable_subpage_models():
            raise Http404
        page.locale = page.get_parent().locale
        return page


def _without_buttons(data: Any) -> Any:
    """Return what was sent without the button that was pressed: nothing is published here."""
    kept = data.copy()
    for name in [name for name in kept if name.startswith("action-")]:
        del kept[name]
    return kept


class NewslintCopyView(Gated, CopyView):
    """Copying a page, live if somebody wishes so; a tree as a whole or not at all."""

    def form_valid(self, form: Any) -> Any:
        """Copy."""
        with transaction.atomic():
            return super().form_valid(form)


class NewslintWorkflowActionView(Gated, WorkflowActionView):
    """Approval from a list or the dashboard."""


class NewslintPageViewSet(PageViewSet):
    """The views of a page that is gated; base yours on it, if your page model has a viewset of its own."""

    add_view_class = NewslintCreateView
    edit_view_class = NewslintEditView
    copy_view_class = NewslintCopyView
    workflow_action_view_class = NewslintWorkflowActionView
