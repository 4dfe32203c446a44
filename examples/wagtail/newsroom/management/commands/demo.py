"""Makes the site, fills it and serves it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import GroupPagePermission, Page, Site

from newsroom import samples
from newsroom.models import ArticlePage


class Command(BaseCommand):
    """`manage.py demo`."""

    help = "Make the site, fill it and serve it on this machine; the admin is “admin” with the password “admin”."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only make and fill it")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do so; what is there stays as it is."""
        settings.DATA.mkdir(parents=True, exist_ok=True)
        self.stdout.write("Making the site, which takes half a minute the first time ...")
        self.stdout.flush()
        call_command("migrate", verbosity=0, interactive=False)
        if not User.objects.exists():
            fill()
        address = f"127.0.0.1:{options['port']}"
        self.stdout.write(f"The site: http://{address}/ · the admin: http://{address}/admin/ (admin, admin)")
        if not options["no_serve"]:
            call_command("runserver", address, use_reloader=False)


def fill() -> None:
    """Make an admin, an editor who must heed newslint, and three articles: one live, two drafts."""
    User.objects.create_superuser("admin", "admin@example.org", "admin")
    editor = User.objects.create_user("editor", "editor@example.org", "editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    root = Page.get_first_root_node()
    root.get_children().delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=ArticlePage(title="The Harbour Gazette", slug="home", body=samples.SOUND))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "The Harbour Gazette"}
    )
    editors = Group.objects.get(name="Editors")
    for permission in ("add", "change", "publish"):
        GroupPagePermission.objects.get_or_create(
            group=editors, page=home, permission=_permission(f"{permission}_page")
        )
    for title, slug, body in (
        ("Eastern pier to be repaired", "sound", samples.SOUND),
        ("Eastern pier to be repaired at last", "broken", samples.BROKEN),
    ):
        page = ArticlePage(title=title, slug=slug, body=body, more=json.dumps(samples.STREAM), live=False)
        home.add_child(instance=page)
        page.save_revision()


def _permission(codename: str) -> Any:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
