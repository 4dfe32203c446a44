"""The app."""

from django.apps import AppConfig


class NewslintWagtail(AppConfig):
    """newslint as an app of a Wagtail site."""

    name = "newslint.cms.wagtail"
    label = "newslint_wagtail"
    verbose_name = "newslint"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what is published, and check how the site is set up."""
        from newslint.cms.wagtail import setup, signals  # noqa: PLC0415 - models cannot be imported any earlier

        setup.register()
        signals.connect()
