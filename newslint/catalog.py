"""Catalog: the rules of one or more folders, found by name.

What newslint's own rule files come to is kept for the next start (`kept`): in the package, if a wheel was built, else
in the user's folder for caches. It counts for as long as every rule file, and every module that reads one, is the same
byte for byte.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newslint import kept
from newslint.errors import RuleFileError
from newslint.record import dataclass
from newslint.rule_file import check_classes, proven_rule, read_rule, worked_out
from newslint.rule_file.content import parsed, parsed_without_cases, read_bytes, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
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
    files = _files(folder)
    key = _key(files)
    places = list(_kept_files(folder))
    for place in places:
        data = kept.read(place, key, only_own=place.name != KEPT_FILE)
        try:
            if data is not None:
                return _restored(folder, data)
        except (AttributeError, LookupError, TypeError, ValueError, RuleFileError):  # other data, or a broken rule
            continue
    file = places[-1]
    if file.name == KEPT_FILE or not kept.can_be_written(file):
        return _restored(folder, _content(folder, files))
    data = _content(folder, files, work_out=worked_out)
    kept.write(file, key, data)
    return _restored(folder, data)


def write_kept(folder: Path, file: Path) -> None:
    """Write into a file what the rules of a folder, known to be sound, come to; for a wheel."""
    files = _files(folder)
    kept.write(file, _key(files), _content(folder, files, work_out=worked_out))


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: read_bytes(path) for path in (folder / CLASSES_FILE, *rule_files(folder))}


def _content(folder: Path, files: Mapping[Path, bytes], work_out: Callable[..., Any] | None = None) -> dict[str, Any]:
    """Return what the files of a folder come to, as plain data."""
    classes_file = folder / CLASSES_FILE
    classes = parsed(files[classes_file], classes_file)
    check_classes(classes, classes_file)
    rules = []
    for path, data in files.items():
        if path != classes_file:
            content = parsed_without_cases(data, path)
            known = work_out(path, content, classes) if work_out else None
            rules.append([path.parent.name, path.name, content, known])
    return {"classes": classes, "rules": rules}


def _restored(folder: Path, data: dict[str, Any]) -> list[Rule]:
    classes = data["classes"]
    return [
        proven_rule(folder / family / name, content, classes, known) for family, name, content, known in data["rules"]
    ]


def _key(files: Mapping[Path, bytes]) -> str:
    """Return the digest of the rule files, and of all that says what they come to."""
    return kept.key_of([("", _MAKERS.encode()), *_named(files.items())])


def _makers(package: Path) -> str:
    """Return the digest of the modules and of the data that say what rule files come to."""
    makers = sorted(path for pattern in _MADE_BY for path in package.glob(pattern))
    return kept.key_of(_named((path, path.read_bytes()) for path in makers))


def _named(contents: Iterable[tuple[Path, bytes]]) -> Iterator[tuple[str, bytes]]:
    return ((f"{path.parent.name}/{path.name}", content) for path, content in contents)


_MAKERS = _makers(Path(__file__).parent)
"""That of this process, told as it begins: newslint may be upgraded while it runs, and what the old modules say must
not be kept for the new ones."""


def _kept_files(folder: Path) -> Iterator[Path]:
    """Yield where it may be kept what the rules of a folder come to; of several installations each has its own file."""
    yield folder / KEPT_FILE
    with contextlib.suppress(RuntimeError):  # a user without a home
        place = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        yield kept.default_folder() / f"rules-{place}.kept"


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
