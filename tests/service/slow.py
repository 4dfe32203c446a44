"""newslint with a rule that never ends over the word “tarpit”, one that ends its process over “quicksand”, in haste."""

import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from newslint.cli import run
from newslint.linter import Linter
from newslint.service import server
from newslint.service.settings import Settings

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.finding import Report
    from newslint.service.checker import Checker

lint = Linter.lint


def slow(linter: Linter, article: "Document | str") -> "Report":
    text = article if isinstance(article, str) else article.text
    if "tarpit" in text:
        time.sleep(3600)
    if "pause" in text:
        time.sleep(1)
    if "quicksand" in text:
        os._exit(3)
    if "pothole" in text:
        raise ValueError(text)
    return lint(linter, article)


end = server.serve


def hasty(settings: Settings, checker: "Checker") -> None:
    """Wait for two seconds only at the end."""
    end(replace(settings, shutdown_timeout=2.0), checker)


server.serve = hasty
Linter.lint = slow  # type: ignore[method-assign, assignment]

if __name__ == "__main__":
    sys.exit(run())
