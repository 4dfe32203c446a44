"""The mixin for page models, and the permission to publish in spite of newslint."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

import wagtail.models  # noqa: F401 - before wagtail.actions, or the two import each other in a circle
from django.db import models

from newslint.cms.wagtail import gate
from newslint.cms.wagtail.article import article_of, text_fields
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
        if self._goes_public(options.get("update_fields")):
            gate.require(self)
        super().save(*args, **options)
        gate.write_pending(self)

    def publish(self, revision: Any, user: Any = None, *args: Any, **options: Any) -> None:
        """Publish a revision if newslint lets it; raise PublishingHeld if not.

        A page whose time has come is held without an error, or no other page would go out on time.
        """
        names = ("changed", "log_action", "previous_revision", "skip_permission_checks")
        options |= dict(zip(names, args, strict=False))
        skip = options.pop("skip_permission_checks", False)
        try:
            gate.GatedPublishAction(revision, user=user, **options).execute(skip_permission_checks=skip)
        except gate.PublishingHeld as held:
            if options.get("log_action") != gate.SCHEDULED:
                raise
            gate.hold_scheduled(revision, held)
            logger.warning("held at its time of publication: %s", held)

    def _goes_public(self, saved: Any) -> bool:
        """Whether saving shows the public a text that it does not see yet."""
        if not self.live or not gate.is_gated(self):
            return False
        if saved is not None and not {"live", *(field.name for field in text_fields(type(self)))} & set(saved):
            return False
        before = type(self).objects.filter(pk=self.pk, live=True).first() if self.pk else None
        return before is None or article_of(before).digest != article_of(self).digest
