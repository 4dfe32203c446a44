"""newslint finds what scraping, machine translation and re-publishing did to a news article, and mends it.

>>> import newslint
>>> report = newslint.lint("The New York Timesand Washington Post reported it, the Times said.")
>>> report.findings[0].fix.title
'write “Times and”'
"""

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
