"""The settings of examples/wagtail, and page models of other kinds."""

from newsroom.settings import *  # noqa: F403 - as Django's settings are extended

INSTALLED_APPS = [  # noqa: F405 - the same
    "tests.cms.desk",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    *INSTALLED_APPS,  # noqa: F405 - the same
]
