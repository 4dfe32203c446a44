"""newslint finds what scraping, machine translation and re-publishing did to a news article, and mends it.

>>> import newslint
>>> report = newslint.lint("The New York Timesand Washington Post reported it, the Times said.")
>>> report.findings[0].fix.title
'put a space between “Times” and “and”'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.errors import ConfigError, NewslintError, RuleFileError, SourceError
    from newslint.finding import Edit, Evidence, Failure, Finding, Fix, Report, Safety, Severity
    from newslint.fixer import Mended, mend
    from newslint.linter import Linter, lint
    from newslint.rule import Rule
    from newslint.span import Span

__version__ = "0.1.0"

__all__ = [
    "ConfigError",
    "Document",
    "Edit",
    "Evidence",
    "Failure",
    "Finding",
    "Fix",
    "Linter",
    "Mended",
    "NewslintError",
    "Report",
    "Rule",
    "RuleFileError",
    "Safety",
    "Severity",
    "SourceError",
    "Span",
    "lint",
    "mend",
]

_MODULES = {
    "document": ("Document",),
    "errors": ("ConfigError", "NewslintError", "RuleFileError", "SourceError"),
    "finding": ("Edit", "Evidence", "Failure", "Finding", "Fix", "Report", "Safety", "Severity"),
    "fixer": ("Mended", "mend"),
    "linter": ("Linter", "lint"),
    "rule": ("Rule",),
    "span": ("Span",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Return what the package offers, from its module, which is imported when somebody asks.

    The command line needs only part of it, and to tell its version nothing.
    """
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
