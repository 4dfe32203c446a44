"""Rules with `check`: a module of newslint/checks, and what it is given."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.errors import did_you_mean
from newslint.rule import KindsOf

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from newslint.document import Document
    from newslint.rule import Check, Hit
    from newslint.rule_file.table import Table

_MODULE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@dataclass(frozen=True, eq=False)
class _ModuleCheck:
    """The check of a module of newslint/checks, which is imported when the check first runs."""

    module: str
    words: tuple[tuple[str, frozenset[str]], ...]

    @functools.cached_property
    def _check(self) -> Check:
        check: Callable[..., Iterator[Hit]] = importlib.import_module(self.module).check
        return functools.partial(check, words=dict(self.words)) if self.words else check

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield what the check finds."""
        return self._check(doc)


# The same for all rules that share a check, so that an article is checked once.
_module_check = functools.cache(_ModuleCheck)


def code_check(table: Table, _kind: str) -> Check:
    """Return the check that a rule names; raise RuleFileError if there is none or it wants other words or kinds."""
    module: str = table.keys["check"]
    words = {name: frozenset(_class(table, name)) for name in table.texts("words")}
    check = _module_check(f"newslint.checks.{module}", tuple(words.items()))
    kinds = frozenset(table.texts("kinds"))
    if not table.is_proven:
        _prove_module(table, module, words.keys(), kinds)
    return KindsOf(check, kinds) if kinds else check


def _class(table: Table, name: str) -> list[str]:
    if name not in table.classes:
        raise table.error(f"there is no word class “{name}”", "words", hint=did_you_mean(name, table.classes))
    return table.classes[name]


def _prove_module(table: Table, name: str, words: Collection[str], kinds: frozenset[str]) -> None:
    """See that there is such a check, that it wants these word classes and finds these kinds."""
    import inspect  # noqa: PLC0415 - hardly ever needed, and long to be imported

    path = f"newslint.checks.{name}"
    if not _MODULE.fullmatch(name) or importlib.util.find_spec(path) is None:
        hint = "It names a module of newslint/checks, such as glued_words."
        raise table.error(f"there is no check “{name}”", "check", hint=hint)
    module = importlib.import_module(path)
    if ("words" in inspect.signature(module.check).parameters) != bool(words):
        problem = "does nothing with this check" if words else f"the check “{name}” needs word classes"
        raise table.error(problem, "words", hint="It lists the word classes that the check asks for.")
    known: frozenset[str] = getattr(module, "KINDS", frozenset())
    if known and not kinds:
        hint = f"It lists what the rule takes of {', '.join(sorted(known))}."
        raise table.error(f"the check “{name}” finds several kinds", "kinds", hint=hint)
    for kind in sorted(kinds - known):
        hint = did_you_mean(kind, known, what="known kinds") if known else "Take it out."
        raise table.error(f"the check “{name}” finds no kind “{kind}”", "kinds", hint=hint)
