"""The rules, as the service describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import newslint
from newslint.rule import Expectation

if TYPE_CHECKING:
    from newslint.linter import Linter
    from newslint.rule import Case, Rule

_SHOWN = 3
"""Examples of a rule."""


def described(linter: Linter) -> bytes:
    """Return all rules in JSON, the families together."""
    running = {rule.id for rule in linter.rules}
    rules = [_rule(rule, runs=rule.id in running) for rule in linter.catalog.rules]
    return json.dumps({"version": newslint.__version__, "rules": rules}, ensure_ascii=False).encode()


def _rule(rule: Rule, *, runs: bool) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "family": rule.family,
        "severity": str(rule.severity),
        "message": rule.message,
        "why": " ".join(rule.why.split()),
        "runs": runs,
        "examples": [_example(case) for case in rule.cases_that(Expectation.BAD)[:_SHOWN]],
    }


def _example(case: Case) -> dict[str, Any]:
    spans = [{"start": span.start, "end": span.end} for span in case.spans]
    return {"text": case.text, "spans": spans, "fix": case.fix}
