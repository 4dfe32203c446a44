"""A newsroom in a database of its own, and people who work there."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.cms import site

if TYPE_CHECKING:
    from collections.abc import Iterator

if site.IS_THERE:
    from django.contrib.auth.models import Group, Permission, User
    from django.db import transaction
    from django.test import Client
    from django.test.utils import override_settings, setup_test_environment, teardown_test_environment
    from newsroom import samples
    from newsroom.management.commands.demo import fill
    from newsroom.models import ArticlePage

    from newslint.cms.wagtail import checking


@dataclass
class Newsroom:
    """The site, and an editor's browser without a window."""

    home: Any
    user: Any
    client: Any

    def draft(self, body: str, slug: str = "story", **fields: Any) -> Any:
        """Return a page that is not live, with its text in a revision."""
        page = ArticlePage(title="Eastern pier to be repaired", slug=slug, body=body, live=False, **fields)
        self.home.add_child(instance=page)
        page.save_revision()
        return page

    def live(self, slug: str = "story") -> Any:
        """Return a sound page that is live."""
        page = self.draft(samples.SOUND, slug)
        page.get_latest_revision().publish()
        page.refresh_from_db()
        return page

    def form(self, body: str, slug: str = "story", more: Any = (), **fields: str) -> dict[str, str]:
        """Return what the browser sends from the edit form."""
        data = {
            "title": "Eastern pier to be repaired",
            "slug": slug,
            "standfirst": "",
            "body": json.dumps(contentstate(body)),
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "more-count": str(len(more)),
        }
        for index, (kind, values) in enumerate(more):
            data |= {f"more-{index}-deleted": "", f"more-{index}-order": str(index), f"more-{index}-type": kind}
            data |= {f"more-{index}-{name}": value for name, value in values.items()}
        return data | fields

    def status(self, slug: str = "story") -> int:
        """Return how the public site answers for a page."""
        return int(Client().get(f"/{slug}/").status_code)

    def shown(self, slug: str = "story") -> str:
        """Return what the public sees of a page."""
        return str(Client().get(f"/{slug}/").content.decode())

    def log(self, page: Any, action: str) -> list[Any]:
        """Return the entries of one kind in the page's log."""
        from wagtail.models import PageLogEntry  # noqa: PLC0415 - only there with Wagtail

        return list(PageLogEntry.objects.filter(page=page, action=action))

    def may_override(self) -> None:
        """Give the editor the permission to publish in spite of newslint."""
        group = Group.objects.get(name="Editors")
        group.permissions.add(Permission.objects.get(codename="publish_despite_newslint"))
        self.user = User.objects.get(pk=self.user.pk)
        self.client.force_login(self.user)


def contentstate(html: str) -> dict[str, Any]:
    """Return rich text as the editor in the browser sends it."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter  # noqa: PLC0415 - with Wagtail

    converter = ContentstateConverter(["bold", "italic", "link", "h2"])
    made: dict[str, Any] = json.loads(converter.from_database_format(html))
    return made


@pytest.fixture(scope="session")
def _database() -> "Iterator[None]":
    from django.db import connections  # noqa: PLC0415 - only there with Wagtail

    setup_test_environment()
    connection = connections["default"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    fill()
    yield
    connection.creation.destroy_test_db("", verbosity=0)
    teardown_test_environment()


@pytest.fixture
def newsroom(_database: None) -> "Iterator[Newsroom]":
    """Return the newsroom; what a test does there is undone."""
    checking.forget()
    with transaction.atomic(), override_settings(STORAGES=_STORAGES):
        user = User.objects.get(username="editor")
        client = Client()
        client.force_login(user)
        yield Newsroom(ArticlePage.objects.get(slug="home"), user, client)
        transaction.set_rollback(True)
    checking.forget()


_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
