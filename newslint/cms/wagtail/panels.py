"""The side panel: all that newslint says about the page, and the field for a reason to publish in spite of it."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.ui.side_panels import BaseSidePanel

from newslint.cms.wagtail import gate
from newslint.cms.wagtail.forms import REASON


class NewslintSidePanel(BaseSidePanel):
    """Findings by field, beside the form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button with the number of findings."""

        aria_label = "Toggle newslint"
        icon_name = "circle-check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Count the findings."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            decision = self.panel.decision
            return context | {"count": len(decision.outcome.found) + bool(decision.outcome.problem)}

    class Media:
        """How the findings look."""

        css: ClassVar[dict[str, list[str]]] = {"all": ["newslint_wagtail/panel.css"]}

    name = "newslint"
    title = "newslint"
    template_name = "newslint_wagtail/side_panel.html"
    order = 340

    def __init__(self, page: Any, request: Any, form: Any) -> None:
        """Take the page and its form, which knows more if somebody has just tried to publish."""
        super().__init__(page, request)
        self.decision = getattr(form, "newslint", None) or gate.decide(page)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        decision = self.decision
        return context | {
            "decision": decision,
            "found": decision.outcome.found,
            "can_override": decision.would_hold and self.request.user.has_perm(gate.PERMISSION),
            "reason_name": REASON,
            "reason": self.request.POST.get(REASON, ""),
        }
