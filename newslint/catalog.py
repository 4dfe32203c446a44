"""Catalog: the rules of one or more folders, found by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import RuleFileError
from newslint.rule_file import check_classes, read_proven_rule, read_rule
from newslint.rule_file.content import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.pattern import Classes
    from newslint.rule import Rule

CLASSES_FILE = "classes.toml"


def builtin_folder() -> Path:
    """Return the folder of newslint's own rules: inside an installed package, beside it in a working copy."""
    package = Path(__file__).parent
    for folder in (package / "rules", package.parent / "rules"):
        if (folder / CLASSES_FILE).is_file():
            return folder
    raise RuleFileError("newslint's own rules are missing", where=package, hint="Install newslint again.")


@dataclass(frozen=True)
class Catalog:
    """An immutable collection of rules, ordered by family and name."""

    rules: tuple[Rule, ...]

    @classmethod
    def load(cls, folders: Iterable[Path] = ()) -> Catalog:
        """Read newslint's own rules and those of `folders`; raise RuleFileError at the first broken one."""
        own = builtin_folder()
        classes = read_classes(own)
        rules = [read_proven_rule(path, classes) for path in rule_files(own)]
        for found in (found for folder in folders for found in read_folder(folder)):
            if isinstance(found, RuleFileError):
                raise found
            rules.append(found)
        return cls.of(rules)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Catalog:
        """Make a catalog of `rules`; raise RuleFileError if two of them claim one name."""
        claimed: dict[str, Rule] = {}
        rules = sorted(rules, key=lambda rule: (rule.family, rule.id))
        for rule in rules:
            for name in (rule.id, *rule.formerly):
                if name in claimed:
                    raise RuleFileError(f"the name “{name}” is taken by {claimed[name].source}", where=rule.source)
                claimed[name] = rule
        return cls(tuple(rules))

    @cached_property
    def by_name(self) -> dict[str, Rule]:
        """The rules by name, former names included."""
        return {name: rule for rule in self.rules for name in (rule.id, *rule.formerly)}

    @cached_property
    def families(self) -> frozenset[str]:
        """The families that have rules."""
        return frozenset(rule.family for rule in self.rules)


def read_folder(folder: Path) -> Iterator[Rule | RuleFileError]:
    """Yield the rules of a folder, and what is wrong with those that cannot be read; they may use newslint's classes.

    Raises RuleFileError if the folder itself or its word classes cannot be read.
    """
    classes = read_classes(builtin_folder()) | read_classes(folder)
    for path in rule_files(folder):
        try:
            yield read_rule(path, classes)
        except RuleFileError as error:
            yield error


def rule_files(folder: Path) -> Iterator[Path]:
    """Yield the rule files `<family>/<rule>.toml` of a folder, sorted; raise RuleFileError if there are none."""
    if not folder.is_dir():
        raise RuleFileError("there is no such folder of rules", where=folder)
    try:
        files = sorted(path for path in folder.glob("*/*.toml") if path.is_file())
    except OSError as error:
        raise RuleFileError(error.strerror or str(error), where=error.filename or folder) from error
    if not files:
        hint = "Rules lie in folders named after families: glue/my-rule.toml."
        raise RuleFileError("there is no rule in this folder", where=folder, hint=hint)
    misplaced = sorted(path for path in folder.glob("*.toml") if path.name != CLASSES_FILE)
    if misplaced:
        hint = "Move it into a folder named after its family, such as translation/."
        raise RuleFileError("a rule file lies outside a family's folder", where=misplaced[0], hint=hint)
    yield from files


def read_classes(folder: Path) -> Classes:
    """Return the word classes of `classes.toml` in a folder, which may be absent."""
    path = folder / CLASSES_FILE
    if not path.is_file():
        return {}
    classes = read_toml(path)
    check_classes(classes, path)
    return classes
