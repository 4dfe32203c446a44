"""What was not checked, told to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.finding import UNKNOWN_LANGUAGE

if TYPE_CHECKING:
    from newslint.finding import Failure

UNREAD = "unread-input"


def label(failure: Failure) -> str:
    """Return what failed: a rule, a backend, `unknown-language` or `unread-input`."""
    return failure.rule or UNREAD


def told(failure: Failure) -> str:
    """Return on one line what was not checked, and why."""
    why = "; ".join(line.strip() for line in failure.error.split("\n"))
    return why if failure.rule in {"", UNKNOWN_LANGUAGE} else f"{failure.rule} did not check this: {why}"
