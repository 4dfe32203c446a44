"""`python examples/wagtail/manage.py demo` makes the site, fills it and serves it."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
execute_from_command_line(sys.argv)
