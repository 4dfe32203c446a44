"""The settings of examples/wagtail, and page models of other kinds."""

from newsroom import settings as of_the_newsroom
from newsroom.settings import *  # noqa: F403 - as Django's settings are extended

INSTALLED_APPS = [
    "tests.cms.desk",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    *of_the_newsroom.INSTALLED_APPS,
]
