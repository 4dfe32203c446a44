"""Catalog: the rules of one or more folders, found by name.

What newslint's own rule files come to is kept for the next start (`kept`): in the package, if a wheel was built, else
in the user's folder for caches. It counts for as long as every rule file, and every module that reads one, is the same
byte for byte; which is read again only if one of these files looks touched (`kept.key_of_files`).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newslint import kept
from newslint.errors import RuleFileError
from newslint.rule_file import check_classes, proven_rule, read_rule, worked_out
from newslint.rule_file.content import parsed, parsed_without_cases, read_bytes, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from newslint.pattern import Classes
    from newslint.rule import Rule

CLASSES_FILE = "classes.toml"
_MADE_BY = (
    "*.py",
    "*.pyc",
    "rule_file/*.py",
    "rule_file/*.pyc",
    "wording/*.py",
    "wording/*.pyc",
    "data/english.txt.gz",
)
"""The modules and the data that say what rule files come to."""
KEPT_FILE = "rules.kept"
"""What a wheel has beside its rules."""


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
        rules = _own_rules(builtin_folder())
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


def _own_rules(folder: Path) -> list[Rule]:
    """Return newslint's own rules, from what is kept of them if it can be."""
    files = [folder / CLASSES_FILE, *rule_files(folder)]
    if (key := _key(folder, files)) is None:
        return _restored(folder, _content(folder, files))
    places = list(_kept_files(folder))
    for place in places:
        data = kept.read(place, key, only_own=place.name != KEPT_FILE)
        try:
            if data is not None:
                return _restored(folder, data, is_kept=True)
        except (AttributeError, LookupError, TypeError, ValueError, RuleFileError):  # other data, or a broken rule
            continue
    file = places[-1]
    if file.name == KEPT_FILE or not kept.can_be_written(file):
        return _restored(folder, _content(folder, files))
    data = _content(folder, files, work_out=worked_out)
    rules = _restored(folder, data)
    if key == _key(folder, files):  # nothing was changed meanwhile
        kept.write(file, key, data)
    return rules


def write_kept(folder: Path, file: Path) -> None:
    """Write into a file what the rules of a folder, known to be sound, come to; for a wheel."""
    files = [folder / CLASSES_FILE, *rule_files(folder)]
    kept.write(file, kept.key_of_files(_named([*_makers(_PACKAGE), *files])), _content(folder, files, worked_out))


def _content(folder: Path, files: Iterable[Path], work_out: Callable[..., Any] | None = None) -> dict[str, Any]:
    """Return what the files of a folder come to, as plain data."""
    classes_file = folder / CLASSES_FILE
    classes = parsed(read_bytes(classes_file), classes_file)
    check_classes(classes, classes_file)
    rules = []
    for path in files:
        if path != classes_file:
            content = parsed_without_cases(read_bytes(path), path)
            known = work_out(path, content, classes) if work_out else None
            rules.append([path.parent.name, path.name, content, known])
    return {"classes": classes, "rules": rules}


def _restored(folder: Path, data: dict[str, Any], *, is_kept: bool = False) -> list[Rule]:
    """Return the rules that have this content; of what is kept it was seen before that each key is one."""
    classes = data["classes"]
    families = {family: folder / family for family, *_ in data["rules"]}
    return [
        proven_rule(families[family] / name, content, classes, known, is_kept=is_kept)
        for family, name, content, known in data["rules"]
    ]


def _key(folder: Path, files: Iterable[Path]) -> str | None:
    """Return the digest of the rule files, and of all that says what they come to; None if that cannot be told.

    newslint may be upgraded while it runs: what the old modules say must not be kept for the new ones.
    """
    makers = _makers(_PACKAGE)
    try:
        key = kept.key_of_files(_named([*makers, *files]), note=_place(folder, "seen"))
        return key if kept.states(makers) == _MAKERS else None
    except OSError as error:
        raise RuleFileError(error.strerror or str(error), where=error.filename or folder) from error


def _makers(package: Path) -> list[Path]:
    """Return the modules and the data that say what rule files come to."""
    return sorted(path for pattern in _MADE_BY for path in package.glob(pattern))


def _named(files: Iterable[Path]) -> dict[str, Path]:
    """Return files by what they are called in each installation."""
    return {f"{path.parent.name}/{path.name}": path for path in files}


_PACKAGE = Path(__file__).parent
_MAKERS = kept.states(_makers(_PACKAGE))
"""How they looked as this process began."""


def _kept_files(folder: Path) -> Iterator[Path]:
    """Yield where it may be kept what the rules of a folder come to; of several installations each has its own file."""
    yield folder / KEPT_FILE
    if file := _place(folder, "rules"):
        yield file


def _place(folder: Path, what: str) -> Path | None:
    """Return the user's file for what is known of a folder; None for a user without a home."""
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return kept.place(f"{what}-{digest}.kept")


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
        families = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
        files = [folder / family / name for family in families for name in _toml_files(folder / family)]
    except OSError as error:
        raise RuleFileError(error.strerror or str(error), where=error.filename or folder) from error
    if not files:
        hint = "Rules lie in folders named after families: glue/my-rule.toml."
        raise RuleFileError("there is no rule in this folder", where=folder, hint=hint)
    misplaced = [folder / name for name in _toml_files(folder) if name != CLASSES_FILE]
    if misplaced:
        hint = "Move it into a folder named after its family, such as translation/."
        raise RuleFileError("a rule file lies outside a family's folder", where=misplaced[0], hint=hint)
    yield from files


def _toml_files(folder: Path) -> list[str]:
    return sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".toml") and entry.is_file())


def read_classes(folder: Path) -> Classes:
    """Return the word classes of `classes.toml` in a folder, which may be absent."""
    path = folder / CLASSES_FILE
    if not path.is_file():
        return {}
    classes = read_toml(path)
    check_classes(classes, path)
    return classes
