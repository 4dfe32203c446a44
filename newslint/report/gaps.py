"""What was not checked, told to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.finding import UNKNOWN_LANGUAGE
from newslint.report.terminal import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Failure
    from newslint.report import Tally

UNREAD = "unread-input"


def label(failure: Failure) -> str:
    """Return what failed: a rule, a backend, `unknown-language` or `unread-input`."""
    return failure.rule or UNREAD


def told(failure: Failure) -> str:
    """Return on one line what was not checked, and why."""
    why = "; ".join(line.strip() for line in failure.error.split("\n"))
    return why if failure.rule in {"", UNKNOWN_LANGUAGE} else f"{failure.rule} did not check this: {why}"


def lacking(tally: Tally) -> Iterator[str]:
    """Yield what a run did not check, each with its number."""
    if tally.unread:
        yield counted(tally.unread, "input")
    if tally.failures:
        yield counted(tally.failures, "failed rule")
    if tally.unknown_languages:
        yield counted(tally.unknown_languages, "article") + " in a language unknown"
    for name, articles in tally.without_backend.items():
        yield f"{counted(articles, 'article')} by {name}"
