"""Which rules run: everything stable, unless rules or families are selected or ignored by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.errors import ConfigError, did_you_mean
from newslint.rule import Rule, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.catalog import Catalog


def select(catalog: Catalog, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that run, in the catalog's order.

    Both arguments name rules or families; a rule named in one beats its family in the other. A preview rule runs only
    if its own name is selected. Raises ConfigError for a name that is neither, and if no rule is left.
    """
    chosen, ignored = _known(catalog, select), _known(catalog, ignore)
    rules = tuple(rule for rule in catalog.rules if _runs(rule, chosen, ignored))
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
            hint = did_you_mean(name, {*catalog.by_name, *catalog.families}) + "\n  `newslint rules` lists them all."
            raise ConfigError(f"there is no rule or family “{name}”", hint=hint)
    return frozenset(known)
