"""The templates of a rule file: something must fill each `{placeholder}` of `message`, `title` and `replace`."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from newslint.errors import did_you_mean
from newslint.page_lines import LinesCheck
from newslint.pattern import PatternCheck
from newslint.wording import Wordings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newslint.rule import Check
    from newslint.rule_file.table import Table


def check_templates(table: Table, check: Check) -> None:
    """Raise RuleFileError for a placeholder that the hits of a declared check do not fill.

    A code check fills the placeholders that it likes; the cases of the rule prove that it does.
    """
    groups: Mapping[str, int] = {}
    count, known = 0, {"match"}
    if isinstance(check, Wordings):
        known |= {"wanted"}
    elif isinstance(check, PatternCheck):
        groups, count = check.expression.compiled.groupindex, check.expression.compiled.groups
        known |= {*groups, *({"wanted"} if check.replaces else ())}
    elif not isinstance(check, LinesCheck):
        return
    for key, filled in (("message", known), ("title", known - {"match"})):
        for name in _placeholders(table, key):
            if name not in filled:
                raise table.error(f"nothing fills {{{name}}}", key, hint=did_you_mean(name, filled))
    for name in _placeholders(table, "replace"):
        if name not in groups and not (name.isdecimal() and int(name) <= count):
            raise table.error(f"the pattern has no group {{{name}}}", "replace")


def _placeholders(table: Table, key: str) -> list[str]:
    """Return the names between the braces of a template."""
    names = []
    try:
        for _, name, form, conversion in string.Formatter().parse(table.keys.get(key, "")):
            whole = f"{name}{'!' if conversion else ''}{conversion or ''}{':' if form else ''}{form or ''}"
            if name is not None and not whole.isidentifier() and not whole.isdecimal():
                raise table.error(f"“{{{whole}}}” is more than the name of a group", key)
            names += [name] if name is not None else []
    except ValueError as error:
        raise table.error(str(error), key, hint="Write {{ and }} for braces that are meant as such.") from error
    return names
