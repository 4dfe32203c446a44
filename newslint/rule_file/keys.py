"""The keys of a rule file: which there are, what each holds, and which go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.errors import did_you_mean
from newslint.finding import Family

if TYPE_CHECKING:
    from newslint.rule_file.table import Table

EXTRAS = ("readability",)
BACKENDS = ("languagetool",)
"""A rule whose places a backend finds lists under the backend's name what that calls them."""

_PATTERN_KEYS = frozenset({"title", "safety", "confidence", "ignore-case", "where"})
_BESIDE_LINES = ("certain", "together")
_KEYS_OF_KINDS = {
    "check": frozenset({"words", "kinds"}),
    "phrases": _PATTERN_KEYS | {"replace"},
    "pairs": _PATTERN_KEYS,
    "wordings": _PATTERN_KEYS,
    "pattern": _PATTERN_KEYS | {"replace"},
    "sequence": _PATTERN_KEYS | {"replace"},
    "lines": frozenset({"confidence", "place", *_BESIDE_LINES}),
    **dict.fromkeys(BACKENDS, frozenset({"safety", "confidence", "followed-by"})),
}
"""The kinds of rules, each named after the key that tells where its places are, with the keys that only some have."""

_OF_SOME_KINDS = frozenset[str]().union(*_KEYS_OF_KINDS.values())

KEYS: dict[str, type] = {
    "message": str,
    "why": str,
    "severity": str,
    "status": str,
    "languages": list,
    "triggers": list,
    "formerly": list,
    "extra": str,
    "check": str,
    "kinds": list,
    "words": list,
    "classes": dict,
    "phrases": list,
    "pairs": dict,
    "wordings": dict,
    "pattern": str,
    "sequence": list,
    "lines": dict,
    "certain": dict,
    "together": dict,
    "place": str,
    "replace": str,
    **dict.fromkeys(BACKENDS, list),
    "followed-by": str,
    "title": str,
    "safety": str,
    "confidence": float,
    "ignore-case": bool,
    "where": str,
    "bad": list,
    "good": list,
    "missed": list,
}
_TYPE_NAMES = {str: "a text", list: "a list", dict: "a table", bool: "true or false", float: "a number from 0 to 1"}
_MAY_NAME_CLASSES = ("pattern", "sequence", "lines", *_BESIDE_LINES, "followed-by")
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def check_name(table: Table) -> None:
    """Raise RuleFileError for a file that has not the name of a rule, or lies outside a family's folder."""
    name, family = table.path.stem, table.path.parent.name
    if not _SLUG.fullmatch(name):
        hint = "A rule is named like its file: lower-case words joined by hyphens, such as glued-words.toml."
        raise table.error(f"“{name}” is no name for a rule", hint=hint)
    if family not in set(Family):
        hint = did_you_mean(family, Family, what="families")
        raise table.error(f"“{family}” is no family; the folder of a rule names it", hint=hint)


def check_keys(table: Table) -> None:
    """Raise RuleFileError for an unknown key, a value of another type, and a rule without message or reason."""
    for key, value in table.keys.items():
        if key not in KEYS:
            raise table.error(f"unknown key “{key}”", hint=did_you_mean(key, KEYS, what="known keys"))
        wanted = KEYS[key]
        is_number = type(value) in {int, float} and 0 <= value <= 1
        if not (is_number if wanted is float else isinstance(value, wanted)):
            raise table.error(f"must be {_TYPE_NAMES[wanted]}", key)
    for key in ("message", "why"):
        if not table.keys.get(key, "").strip():
            raise table.error(f"the key “{key}” is missing", hint=f'Add {key} = "..." for the editor who reads it.')


def kind_of(table: Table) -> str:
    """Return the kind of the rule; raise RuleFileError if it is not exactly one, or a key has nothing to do with it."""
    kinds = [kind for kind in _KEYS_OF_KINDS if kind in table.keys]
    if table.is_kept:
        return kinds[0]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none of them"
        beside = [key for key in _BESIDE_LINES if key in table.keys]
        hint = f"[{beside[0]}] stands beside [lines]: name at least one line there." if beside else ""
        raise table.error(f"a rule has exactly one of {', '.join(_KEYS_OF_KINDS)}; found {found}", hint=hint)
    kind = kinds[0]
    for key in sorted((_OF_SOME_KINDS - _KEYS_OF_KINDS[kind]) & table.keys.keys()):
        raise table.error(f"does nothing in a rule with “{kind}”", key, hint="Take it out.")
    return kind


def check_own_classes(table: Table) -> None:
    """Raise RuleFileError for a word class of the rule's own that it does not use."""
    sources = repr([table.keys.get(key) for key in _MAY_NAME_CLASSES])
    for name in table.keys.get("classes", {}):
        if name not in table.keys.get("words", ()) and f"<{name}>" not in sources:
            hint = f'Ask for it (words = ["{name}"] of a code check, <{name}> elsewhere) or take it out.'
            raise table.error("the rule does not use this word class", f"classes.{name}", hint=hint)
