"""What was not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.finding import UNKNOWN_LANGUAGE
from newslint.report.terminal import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Failure
    from newslint.report import Tally

UNREAD = "unread-input"
_BACKENDS = {"languagetool": "LanguageTool"}
"""How people call them."""


def label(failure: Failure) -> str:
    """Return what failed: a rule, a backend, `unknown-language` or `unread-input`."""
    return failure.rule or UNREAD


def told(failure: Failure) -> str:
    """Return on one line what was not checked, and why."""
    why = "; ".join(line.strip() for line in failure.error.split("\n"))
    return why if failure.rule in {"", UNKNOWN_LANGUAGE} else f"{failure.rule} did not check this: {why}"


def lacking(tally: Tally, *, with_reasons: bool = False) -> Iterator[str]:
    """Yield what a run did not check, each with its number; with the first reason for it where a backend was absent."""
    if tally.unread:
        yield f"{counted(tally.unread, 'input')} that could not be read"
    if tally.failures:
        yield f"{counted(tally.failures, 'rule')} that failed"
    if tally.unknown_languages:
        yield f"{counted(tally.unknown_languages, 'article')} in a language that few rules can judge"
    for name, articles in tally.without_backend.items():
        reason = f" ({tally.backend_problem.partition(chr(10))[0]})" if with_reasons else ""
        yield f"{counted(articles, 'article')} by {_BACKENDS.get(name, name)}{reason}"


def never_checked(tally: Tally) -> str:
    """Return what no rule of a run is about. Grammar is no part of it where a backend, which knows it, judged all."""
    asked = any(rule.backend for rule in tally.rules.values())
    grammar = [] if asked and not tally.without_backend else ["general grammar"]
    return ", ".join(["spelling", *grammar, "facts"])
