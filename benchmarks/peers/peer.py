"""What a benchmark asks of a tool."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Edit:
    """A half-open span of an article's code points and what shall stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A place that a tool reports. `fix` is empty where it proposes none; `note` is advice, less than a warning."""

    start: int
    end: int
    fix: tuple[Edit, ...] = ()
    note: bool = False
    others: tuple[tuple[Edit, ...], ...] = ()
    """What else it proposes, less likely than `fix`."""


class PeerError(Exception):
    """A tool that is there but does not do what it should."""


class Peer(Protocol):
    """A tool that reports places of a text."""

    @property
    def key(self) -> str:
        """What `--only` calls it."""

    @property
    def title(self) -> str:
        """The head of its column."""

    @property
    def install(self) -> str:
        """How to install it."""

    def version(self) -> str | None:
        """Return its version, or nothing where it is not installed."""

    def find(self, texts: Sequence[str], work: Path) -> list[list[Alarm]]:
        """Return what it reports in each text. `work` is an empty folder for its files. This is what is timed."""

    def suggest(self, words: Sequence[str]) -> Mapping[str, Sequence[str]] | None:
        """Return what it would write instead of a word, best first, where an alarm does not say; None if not asked."""


Judge = Callable[[str], list[Alarm]]
"""What returns the reports of a tool about a text."""


class Checker(Protocol):
    """A tool that is made ready once and then judges one text after another."""

    @property
    def key(self) -> str:
        """What `--only` calls it."""

    @property
    def title(self) -> str:
        """The head of its column."""

    @property
    def install(self) -> str:
        """How to install it."""

    def version(self) -> str | None:
        """Return its version, or nothing where it is not installed; raise PeerError to say what it misses."""

    def running(self) -> AbstractContextManager[Judge]:
        """Make it ready; in the `with` block it judges, and behind the block whatever was started has ended."""


def run(command: Sequence[str], *, stdin: str = "", cwd: Path | None = None, fine: Sequence[int] = (0,)) -> str:
    """Return what a program writes.

    Raises PeerError if it cannot be run or ends with a code that is not among those that are `fine`.
    """
    program = shutil.which(command[0])
    if not program:
        raise PeerError(f"{command[0]} is not on the PATH")
    done = subprocess.run(
        [program, *command[1:]], input=stdin.encode("utf-8", "replace"), capture_output=True, cwd=cwd, check=False
    )
    if done.returncode not in fine:
        raise PeerError(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout.decode("utf-8", "replace")
