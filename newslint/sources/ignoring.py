"""Files that a folder is searched without: what Git ignores, and what the user excludes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pathspec import GitIgnoreSpec

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
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
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


def _spec(lines: Sequence[str], where: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most runs need none

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise ConfigError(f"a pattern cannot be used: {error}", where=where) from error


def _is_pattern(line: str) -> bool:
    """Whether Git could use a line; it goes on without one that it cannot."""
    try:
        _spec([line], "")
    except ConfigError:
        return False
    return True
