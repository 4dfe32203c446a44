"""The mixin for page models, and the permission to publish in spite of newslint."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

import wagtail.models  # noqa: F401 - before wagtail.actions, or the two import each other in a circle
from django.db import models, transaction

from newslint.cms.wagtail import actions, gate, reasons
from newslint.cms.wagtail.forms import NewslintPageForm

logger = logging.getLogger("newslint.wagtail")


class Publishing(models.Model):
    """No table: it only gives the permission a name."""

    class Meta:
        """The permission."""

        managed = False
        default_permissions = ()
        permissions = (("publish_despite_newslint", "Can publish in spite of newslint, for a reason"),)

    def __str__(self) -> str:
        """Return the app's name."""
        return "newslint"


class NewslintPageMixin(models.Model):
    """Put it before `Page`: `class ArticlePage(NewslintPageMixin, Page)`. No migration follows from it."""

    base_form_class = NewslintPageForm
    newslint_gated: ClassVar[bool] = True
    newslint_fields: ClassVar[tuple[str, ...] | None] = None
    """The fields to be checked, in the order of the article; None for the title and all fields of text."""
    newslint_skip_blocks: ClassVar[tuple[str, ...]] = ()
    """Names of StreamField blocks that hold no prose."""
    newslint_language: ClassVar[str] = ""
    """The language of the text; that of the page's locale if empty."""
    newslint_pending: dict[str, Any] | None = None

    class Meta:
        """A mixin has no table."""

        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save the page, unless by that a text goes public that newslint holds: then raise PublishingHeld."""
        if self.live:
            page = gate.whole(self)
            if gate.goes_public(page, options.get("update_fields")):
                gate.require(page)
        super().save(*args, **options)
        reasons.write_pending(self)

    def copy(self, *args: Any, **options: Any) -> Any:
        """Copy the page and what is below it, all or nothing."""
        with transaction.atomic():
            return super().copy(*args, **options)

    def publish(self, revision: Any, user: Any = None, *args: Any, **options: Any) -> None:
        """Publish a revision if newslint lets it; raise PublishingHeld if not.

        A page whose time has come is held without an error, or no other page would go out on time.
        """
        names = ("changed", "log_action", "previous_revision", "skip_permission_checks")
        options |= dict(zip(names, args, strict=False))
        skip = options.pop("skip_permission_checks", False)
        try:
            actions.GatedPublishAction(revision, user=user, **options).execute(skip_permission_checks=skip)
        except gate.PublishingHeld as held:
            if options.get("log_action") != actions.SCHEDULED:
                raise
            actions.hold_scheduled(revision, held)
            logger.warning("held at its time of publication: page %s", held.page.pk)
