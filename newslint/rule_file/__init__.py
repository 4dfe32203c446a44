"""The format of a rule file: `rules/<family>/<rule>.toml` in, Rule out. No other module reads it.

A mistake in a file is a RuleFileError that names the file, the key and the way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslint.errors import RuleFileError
from newslint.finding import Severity
from newslint.page_lines import LinesCheck
from newslint.rule import Rule, Status
from newslint.rule_file import keys
from newslint.rule_file.cases import read_cases
from newslint.rule_file.code import code_check
from newslint.rule_file.content import parsed_without_cases, read_bytes, read_toml
from newslint.rule_file.declared import (
    asked_check,
    needs_of_pattern,
    needs_of_wordings,
    own_triggers,
    pattern_check,
    wordings_check,
)
from newslint.rule_file.lines import lines_check, listed_lines
from newslint.rule_file.table import Table
from newslint.rule_file.templates import check_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from newslint.pattern import Classes
    from newslint.rule import Case, Check

_SEVERITIES, _STATUSES = tuple(Severity), tuple(Status)
_PATTERNS = ("phrases", "pairs", "pattern", "sequence")
_CHECKS: Mapping[str, Callable[[Table, str], Check]] = {
    "check": code_check,
    "wordings": wordings_check,
    "lines": lines_check,
    **dict.fromkeys(_PATTERNS, pattern_check),
    **dict.fromkeys(keys.BACKENDS, asked_check),
}
_WORKED_OUT: Mapping[str, Callable[[Table], Any]] = {
    "wordings": needs_of_wordings,
    "lines": listed_lines,
    **dict.fromkeys(_PATTERNS, needs_of_pattern),
}


def read_rule(path: Path, classes: Classes) -> Rule:
    """Return the rule that a file describes; its family is the name of the folder that the file lies in.

    Raises RuleFileError if the file cannot be read, or anything in it is wrong.
    """
    content = read_toml(path)
    own = content.get("classes", {})
    if isinstance(own, dict):
        check_classes(own, path, "classes.")
        classes = {**classes, **own}
    return _rule(Table(path, content, classes))


def read_proven_rule(path: Path, classes: Classes) -> Rule:
    """Return the same rule of a file that `read_rule` is known to accept, in a fraction of the time.

    Its cases are read when somebody asks for them, and its pattern is not proven again.
    """
    return proven_rule(path, parsed_without_cases(read_bytes(path), path), classes)


def proven_rule(
    path: Path,
    content: dict[str, Any],
    classes: Classes,
    known: Any = None,  # noqa: ANN401 - any plain data
    *,
    is_kept: bool = False,
) -> Rule:
    """Return the same rule, given what `parsed_without_cases` and `worked_out` say of its file.

    With `is_kept` such a rule was made of that content before.
    """
    return _rule(_proven(path, content, classes, known, is_kept=is_kept))


def worked_out(path: Path, content: dict[str, Any], classes: Classes) -> Any:  # noqa: ANN401 - any plain data
    """Return as plain data what takes long to work out of a file that is known to be a rule; None if nothing does."""
    import json  # noqa: PLC0415 - hardly ever needed

    table = _proven(path, content, classes)
    found = next((work_out(table) for kind, work_out in _WORKED_OUT.items() if kind in content), None)
    return json.loads(json.dumps(found))  # without tuples that have names, and numbers that have some


def check_classes(classes: Mapping[str, Any], where: Path, prefix: str = "") -> None:
    """Raise RuleFileError for a word class that is no list of words."""
    for name, words in classes.items():
        if (
            not isinstance(words, list)
            or not words
            or not all(isinstance(word, str) and word.strip() for word in words)
        ):
            raise RuleFileError(f"{prefix}{name}: a word class is a list of texts, none of them empty", where=where)


def _proven(
    path: Path,
    content: dict[str, Any],
    classes: Classes,
    known: Any = None,  # noqa: ANN401 - the same
    *,
    is_kept: bool = False,
) -> Table:
    own = content.get("classes")
    known_classes = {**classes, **own} if own else classes
    return Table(path, content, known_classes, is_proven=True, is_kept=is_kept, worked_out=known)


def _rule(table: Table) -> Rule:
    if not table.is_kept:
        keys.check_name(table)
        keys.check_keys(table)
    kind = keys.kind_of(table)
    if not table.is_proven:
        keys.check_own_classes(table)
    check = _CHECKS[kind](table, kind)
    if not table.is_proven:
        check_templates(table, check)
    return Rule(
        id=table.path.stem,
        family=table.path.parent.name,
        severity=Severity(table.one_of("severity", _SEVERITIES, Severity.WARNING)),
        message=table.keys["message"],
        why=table.keys["why"].strip(),
        check=check,
        read_cases=_cases(table),
        source=table.path,
        status=Status(table.one_of("status", _STATUSES, Status.STABLE)),
        languages=table.languages(["*"] if kind == "lines" else ["en"]),
        triggers=frozenset(text.lower() for text in table.texts("triggers", own_triggers(table, kind))),
        formerly=frozenset(table.texts("formerly")),
        backend=kind if kind in keys.BACKENDS else "",
        extra=table.one_of("extra", keys.EXTRAS, "") if "extra" in table.keys else "",
        names_line=check.is_certain if isinstance(check, LinesCheck) else None,
    )


def _cases(table: Table) -> Callable[[], tuple[Case, ...]]:
    if table.is_proven:
        return _CasesReadLater(table.path)
    cases = read_cases(table.keys, table.path)
    return lambda: cases


class _CasesReadLater:
    """Returns the cases of a rule file, which is read when they are first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cases: tuple[Case, ...] | None = None

    def __call__(self) -> tuple[Case, ...]:
        if self._cases is None:
            self._cases = read_cases(read_toml(self._path), self._path)
        return self._cases
