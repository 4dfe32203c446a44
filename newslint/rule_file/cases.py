"""The cases of a rule file: the [[bad]], [[good]] and [[missed]] examples that prove a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslint.errors import RuleFileError, did_you_mean
from newslint.rule import Case, Expectation

if TYPE_CHECKING:
    from pathlib import Path

_KEYS = {"bad": {"text", "fix"}, "good": {"text"}, "missed": {"text", "because"}}
_FEWEST = {"bad": 1, "good": 2}


def read_cases(table: dict[str, Any], path: Path) -> tuple[Case, ...]:
    """Return the cases of a rule file, given its content; raise RuleFileError if one is wrong or too few are there."""
    cases = []
    for expectation in Expectation:
        tables = table.get(expectation, [])
        if len(tables) < _FEWEST.get(expectation, 0):
            hint = f'Add [[{expectation}]] with text = "...".'
            if expectation is Expectation.GOOD:
                hint += " What a naive rule would flag is a good case."
            problem = f"needs more [[{expectation}]] cases: at least {_FEWEST[expectation]}"
            raise RuleFileError(problem, where=path, hint=hint)
        for number, case in enumerate(tables, start=1):
            try:
                cases.append(_case(expectation, case))
            except RuleFileError as error:
                problem = f"[[{expectation}]] number {number}: {error.problem}"
                raise RuleFileError(problem, where=path, hint=error.hint) from error
    return tuple(cases)


def _case(expectation: Expectation, table: object) -> Case:
    if not isinstance(table, dict) or not all(isinstance(text, str) for text in table.values()):
        raise RuleFileError("must be a table of texts")
    known = _KEYS[expectation]
    for key in table:
        if key not in known:
            raise RuleFileError(f"unknown key “{key}”", hint=did_you_mean(key, known, what="known keys"))
    missing = {"text", *(known - {"fix"})} - table.keys()
    if missing:
        raise RuleFileError(f"the key “{min(missing)}” is missing")
    try:
        case = Case.parse(expectation, table["text"], fix=table.get("fix"), because=table.get("because", ""))
    except ValueError as error:
        raise RuleFileError(str(error)) from error
    if bool(case.spans) == (expectation is Expectation.GOOD):
        raise RuleFileError(
            "marks a place, but the rule is silent here" if case.spans else "needs ⟦marks⟧ around the fault"
        )
    return case
