"""What Django and Wagtail tell: pages that are saved round the mixin, and pages that are out."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import get_page_models
from wagtail.signals import page_published

from newslint.cms.wagtail import actions, gate


def connect() -> None:
    """Listen to both."""
    page_published.connect(published, dispatch_uid="newslint")
    for model in get_page_models():
        if not getattr(model, "newslint_gated", False):
            pre_save.connect(saved, sender=model, dispatch_uid="newslint")


def saved(instance: Any, raw: bool = False, update_fields: Any = None, **_: Any) -> None:  # noqa: FBT001, FBT002 - Django's
    """Gate a page that was taken as a plain `Page`, or as another parent class that is not gated, and made public."""
    touched = update_fields is None or not {"live", "title"}.isdisjoint(update_fields)
    if instance.live and touched and not raw:
        page = gate.whole(instance)
        if page is not instance and gate.goes_public(page, None):
            gate.require(page)


def published(instance: Any, **_: Any) -> None:
    """Tell what there is to say about a page that went out; not about one that only has its time, nor of an alias."""
    if gate.is_gated(instance) and instance.live and not instance.alias_of_id:
        decision = gate.decide(instance)
        actions.note_unchecked(instance, decision)
        gate.note(instance, decision)
