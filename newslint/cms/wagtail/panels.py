"""The side panel: all that newslint says about the page, and the field for a reason to publish in spite of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel

from newslint.cms.wagtail import gate, reasons
from newslint.cms.wagtail.forms import REASON


def shown(decision: gate.Decision, user: Any) -> dict[str, Any]:
    """Return what the template of the findings shows."""
    return {
        "decision": decision,
        "found": decision.outcome.found,
        "count": len(decision.outcome.found) + bool(decision.outcome.problem),
        "can_override": decision.would_hold and reasons.may_override(user),
    }


class NewslintSidePanel(BaseSidePanel):
    """Findings by field, beside the form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button with the number of findings."""

        aria_label = gettext_lazy("Toggle newslint")
        icon_name = "circle-check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Count the findings."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"count": shown(self.panel.decision, None)["count"]}

    class Media:
        """How the findings look, and how they are kept up with the form."""

        css: ClassVar[dict[str, list[str]]] = {"all": ["newslint_wagtail/panel.css"]}
        js: ClassVar[list[str]] = ["newslint_wagtail/panel.js"]

    name = "newslint"
    title = "newslint"
    template_name = "newslint_wagtail/side_panel.html"
    order = 340

    def __init__(self, page: Any, request: Any, form: Any, url: str) -> None:
        """Take the page, its form, which knows more if somebody has just tried to publish, and where to ask again."""
        super().__init__(page, request)
        self.url = url
        self.decision = getattr(form, "newslint", None) or gate.decide(page)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return (
            context
            | shown(self.decision, self.request.user)
            | {
                "url": self.url,
                "may_override": reasons.may_override(self.request.user),
                "reason_name": REASON,
                "reason": self.request.POST.get(REASON, ""),
                "longest": reasons.LONGEST,
            }
        )
