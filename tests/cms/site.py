"""The site of examples/wagtail, set up for tests if Wagtail is installed; its data is in memory."""

import importlib.util
import os
import sys
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "wagtail"
IS_THERE = importlib.util.find_spec("wagtail") is not None

if IS_THERE:
    import django

    sys.path.insert(0, str(EXAMPLE))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.cms.settings"
    django.setup()
