"""What is done once a page is out."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from newslint.cms.wagtail import gate


def connect() -> None:
    """Listen to what is published."""
    page_published.connect(published, dispatch_uid="newslint")


def published(instance: Any, **_: Any) -> None:
    """Keep in the log that a page went out unchecked."""
    if gate.is_gated(instance):
        gate.note(instance, gate.decide(instance))
