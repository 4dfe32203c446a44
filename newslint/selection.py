"""Which rules run: everything stable, unless rules or families are selected or ignored by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.errors import ConfigError, did_you_mean
from newslint.rule import Rule, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newslint.catalog import Catalog


LISTED_BY = "`newslint rules` lists them all."
"""The way out for whoever names a rule that there is not."""


def select(
    catalog: Catalog, select: Iterable[str] = (), ignore: Iterable[str] = (), backends: Collection[str] = ()
) -> tuple[Rule, ...]:
    """Return the rules that run, in the catalog's order.

    `select` and `ignore` name rules or families; a rule named in one beats its family in the other. A preview rule runs
    only if its own name is selected, and one that needs a backend only with that backend. Raises ConfigError for a name
    that is neither rule nor family, for a selected rule whose backend is off, and if no rule is left.
    """
    chosen, ignored = _known(catalog, select), _known(catalog, ignore)
    rules = tuple(rule for rule in catalog.rules if _runs(rule, chosen, ignored))
    for rule in rules:
        if rule.backend and rule.backend not in backends and rule.id in chosen:
            hint = f"Switch it on with --backend {rule.backend}, or in the configuration."
            raise ConfigError(f"the rule “{rule.id}” needs the backend “{rule.backend}”, which is off", hint=hint)
    rules = tuple(rule for rule in rules if not rule.backend or rule.backend in backends)
    if not rules:
        raise ConfigError("no rule is left to run", hint="All that is selected is ignored as well.")
    return rules


def _runs(rule: Rule, chosen: frozenset[str], ignored: frozenset[str]) -> bool:
    if rule.id in ignored:
        return False
    if rule.id in chosen:
        return True
    if rule.status is Status.PREVIEW or rule.family in ignored:
        return False
    return not chosen or rule.family in chosen


def _known(catalog: Catalog, names: Iterable[str]) -> frozenset[str]:
    """Return the names with former ones brought up to date."""
    known = set()
    for name in names:
        if name in catalog.by_name:
            known.add(catalog.by_name[name].id)
        elif name in catalog.families:
            known.add(name)
        else:
            hint = did_you_mean(name, {*catalog.by_name, *catalog.families}, listed_by=LISTED_BY)
            raise ConfigError(f"there is no rule or family “{name}”", hint=hint)
    return frozenset(known)
