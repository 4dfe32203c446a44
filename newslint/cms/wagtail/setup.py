"""Django's system checks: what in a site's set-up would let pages slip through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from wagtail.models import Page, get_page_models

from newslint.cms.wagtail.article import checked_fields
from newslint.cms.wagtail.conf import settings
from newslint.cms.wagtail.forms import NewslintPageForm
from newslint.cms.wagtail.models import NewslintPageMixin
from newslint.config import Config, read_config
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from collections.abc import Iterator


def register() -> None:
    """Make the checks part of `manage.py check`."""
    checks.register(problems)


def problems(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:  # noqa: ARG001 - Django's signature
    """Return what is wrong."""
    return [*_of_settings(), *_of_site()]


def _of_settings() -> Iterator[checks.CheckMessage]:
    try:
        path = settings().config
        config = read_config(Path(path)) if path else Config()
    except (ImproperlyConfigured, NewslintError) as error:
        yield checks.Error(str(error), id="newslint.E001")
        return
    if config.baseline:
        hint = "Take it out: what may pass has waivers, and pages have reasons."
        yield checks.Warning(f"{path}: its baseline is not used for pages", hint=hint, id="newslint.W002")
    if config.languagetool != Config().languagetool:
        hint = "Take it out, or name the URL of a newslint service that asks LanguageTool."
        yield checks.Warning(f"{path}: LanguageTool is not asked about pages", hint=hint, id="newslint.W003")


def _of_site() -> Iterator[checks.CheckMessage]:
    gated = [model for model in get_page_models() if getattr(model, "newslint_gated", False)]
    if not gated:
        hint = "class ArticlePage(NewslintPageMixin, Page)"
        yield checks.Warning("newslint gates no page model", hint=hint, id="newslint.W001")
    for model in gated:
        yield from problems_of(model)


def problems_of(model: Any) -> Iterator[checks.CheckMessage]:
    """Yield what is wrong with a page model."""
    order = model.__mro__
    if NewslintPageMixin not in order or order.index(NewslintPageMixin) > order.index(Page):
        hint = "class ArticlePage(NewslintPageMixin, Page)"
        yield checks.Error("NewslintPageMixin must stand before Page", hint=hint, obj=model, id="newslint.E004")
    if not issubclass(model.base_form_class, NewslintPageForm):
        hint = "Base it on newslint.cms.wagtail.forms.NewslintPageForm."
        yield checks.Error("base_form_class shows no findings", hint=hint, obj=model, id="newslint.E002")
    try:
        checked_fields(model)
    except (FieldDoesNotExist, TypeError) as error:
        yield checks.Error(f"newslint_fields: {error}", obj=model, id="newslint.E003")
