"""What can go wrong, as exceptions.

NewslintError              everything that newslint raises on purpose
├── BackendError           a backend that was asked for and cannot do its work, for an article or at all
├── ConfigError            a configuration file, option, rule name or family that does not exist or make sense
├── RuleFileError          a rule file that cannot be used
└── SourceError            an input that cannot be found, decoded, parsed or written back

Every message names the place, the problem and the way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class NewslintError(Exception):
    """Base of all errors that newslint raises; `str(error)` is the whole message for the user."""

    def __init__(self, problem: str, *, where: object = "", hint: str = "") -> None:
        """Take the problem, the file or key where it is (if any) and the next step (if any)."""
        self.problem, self.where, self.hint = problem, str(where), hint
        place = f"{where}: " if self.where else ""
        super().__init__(f"{place}{problem}" + (f"\n  {hint}" if hint else ""))


class BackendError(NewslintError):
    """A backend cannot do its work."""


class ConfigError(NewslintError):
    """A configuration file or option cannot be used."""


class RuleFileError(NewslintError):
    """A rule file cannot be used."""


class SourceError(NewslintError):
    """An input cannot be read or written back."""


def did_you_mean(word: str, known: Iterable[str], *, what: str = "known", listed_by: str = "") -> str:
    """Return a hint: the closest known name if there is one, and else all of them.

    Where they are too many to be told, `listed_by` says what lists them.
    """
    import difflib  # noqa: PLC0415 - wanted only where something is wrong

    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    everything = "" if listed_by else f"{what.capitalize()}: {', '.join(names)}."
    hint = f"Did you mean “{close[0]}”?" if close else everything
    return "\n  ".join(filter(None, (hint, listed_by)))
