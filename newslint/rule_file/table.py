"""A rule file on its way to becoming a Rule: what it says, key by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslint import ready_re as re
from newslint.errors import RuleFileError, did_you_mean
from newslint.finding import Safety

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from newslint.pattern import Classes


LANGUAGE = re.compile(r"[a-z]{2,3}|\*")


@dataclass(frozen=True, slots=True)
class Table:
    """The keys of a rule file. What is wrong with one is a RuleFileError that names the file and the key."""

    path: Path
    keys: dict[str, Any]
    classes: Classes
    """The word classes that the rule may use: its own, and those of its folder and of newslint."""
    is_proven: bool = False
    """Whether this very file was read in full before: what takes long to prove is taken for granted."""
    is_kept: bool = False
    """Whether its keys are those that were seen then, and not just read from the file."""
    worked_out: Any = None
    """What `worked_out` of the package said of such a table before; None if it has to be worked out anew."""

    @property
    def confidence(self) -> float:
        """How many of the rule's findings are right, 0 to 1."""
        return float(self.keys.get("confidence", 1.0))

    def safety(self, default: Safety = Safety.SAFE) -> Safety:
        """Return what the rule promises of its fixes."""
        return Safety(self.one_of("safety", list(Safety), default))

    def texts(self, key: str, default: Collection[str] = ()) -> list[str]:
        """Return a list of texts, none of them empty."""
        texts = self.keys.get(key, default)
        if not self.is_kept and not all(isinstance(text, str) and text.strip() for text in texts):
            raise self.error("must be a list of texts, none of them empty", key)
        return list(texts)

    def languages(self, default: Collection[str]) -> frozenset[str]:
        """Return the codes of the languages that the rule knows; none if it knows any."""
        codes = self.texts("languages", default)
        for code in codes:
            if not LANGUAGE.fullmatch(code):
                hint = 'Write codes such as "en" or "fr", or ["*"] for any language.'
                raise self.error(f"“{code}” is no language code", "languages", hint=hint)
        return frozenset(codes) - {"*"}

    def one_of(self, key: str, choices: Collection[str], default: str) -> str:
        """Return the value of a key that has a few possible ones."""
        value: str = self.keys.get(key, default)
        if not self.is_kept and value not in choices:
            raise self.error(f"“{value}” is not possible", key, hint=did_you_mean(value, choices, what="possible"))
        return value

    def error(self, problem: str, key: str = "", hint: str = "") -> RuleFileError:
        """Return the error that says what is wrong with a key, or with the whole file."""
        return RuleFileError(f"{key}: {problem}" if key else problem, where=self.path, hint=hint)
