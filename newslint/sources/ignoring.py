"""Files that a folder is searched without: what Git ignores, and what the user excludes."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pathspec import GitIgnoreSpec

_CLASS = re.compile(r"\[:(\w{5,6}):\]")
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "lower": "a-z",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


@dataclass(frozen=True, slots=True)
class Ignoring:
    """What holds in one folder: its own patterns, and those of the folders that it lies in."""

    specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()
    """Patterns, each with the folder that it is relative to; the last one that matches decides."""
    excluded: tuple[tuple[Path, GitIgnoreSpec], ...] = ()

    @classmethod
    def above(cls, folder: Path, exclude: Sequence[str] = ()) -> Ignoring:
        """Return what holds in a folder before its own `.gitignore` is read; raise ConfigError for a broken pattern.

        Patterns of `exclude` are written as in a `.gitignore` of the working directory.
        """
        excluded = ((Path.cwd(), _spec(exclude, "--exclude")),) if exclude else ()
        folder = folder.resolve()
        parents = [folder, *folder.parents]
        # os.path says no of a folder that may not be entered; a Path would raise
        root = next((parent for parent in parents if os.path.exists(parent / ".git")), None)  # noqa: PTH110
        found = cls((), excluded)
        if root is not None:
            for parent in reversed(parents[1 : parents.index(root) + 1]):
                found = found.below(parent)
        return found

    def below(self, folder: Path) -> Ignoring:
        """Return what holds in a folder, given what holds in the one that it lies in."""
        file = folder / ".gitignore"
        try:
            lines = _lines(file.read_bytes()) if file.is_file() else []
            lines = [line for line in lines if line.strip() and _is_pattern(line)]
        except OSError:
            lines = []  # Git itself goes on without one that it cannot read
        if not lines:
            return self
        return Ignoring((*self.specs, (folder.resolve(), _spec(lines, str(file)))), self.excluded)

    def leaves_out(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a file or folder, of which the folder above is not left out, shall not be looked at."""
        if is_folder and (path.name in _SKIPPED_FOLDERS or path.name.startswith(".")):
            return True
        return any(self._verdicts(path, is_folder=is_folder))

    def _verdicts(self, path: Path, *, is_folder: bool) -> Iterator[bool]:
        if not (self.specs or self.excluded):
            return
        place = path.parent.resolve() / path.name
        for specs in (self.excluded, self.specs):
            ignored = False
            for folder, spec in specs:
                if place.is_relative_to(folder):
                    name = place.relative_to(folder).as_posix()
                    said = spec.check_file(f"{name}/" if is_folder else name).include
                    ignored = ignored if said is None else said
            yield ignored


def _lines(content: bytes) -> list[str]:
    """Return the lines as Git has them: parted at line feeds only, without a byte order mark."""
    text = os.fsdecode(content.removeprefix(codecs.BOM_UTF8))
    return [_git_like(line.removesuffix("\r")) for line in text.split("\n")]


def _git_like(line: str) -> str:
    """Return a pattern that pathspec reads as Git reads this one: it takes tabs for nothing, and knows no classes."""
    body = line.rstrip("\t ")
    if "\t" in line[len(body) :] and not body.endswith("\\"):
        line = body + re.sub(r"\t", "[\t]", line[len(body) :].rstrip(" "))
    return _CLASS.sub(lambda named: _CLASSES.get(named[1], named[0]), line)


def _spec(lines: Sequence[str], where: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most runs need none

    try:
        return GitIgnoreSpec.from_lines(lines, backend="simple")
    except (ValueError, re.error) as error:
        raise ConfigError(f"a pattern cannot be used: {error}", where=where) from error


def _is_pattern(line: str) -> bool:
    """Whether Git could use a line; it goes on without one that it cannot."""
    try:
        _spec([line], "")
    except ConfigError:
        return False
    return True
