"""Harper, the offline grammar checker for English, through harper-py (PyPI)."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata, util
from typing import TYPE_CHECKING, Any

from benchmarks.peers.peer import Alarm, Edit, Judge

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPELLING = "SpellCheck"


@dataclass(frozen=True, slots=True)
class Harper:
    """Harper with all its rules, or with all but that of spelling."""

    key: str
    title: str
    spelling: bool = True
    install: str = "pip install harper-py"

    def version(self) -> str | None:
        """Return the version of the package."""
        return metadata.version("harper-py") if util.find_spec("harper") else None

    @contextmanager
    def running(self) -> Iterator[Judge]:
        """Load its dictionary."""
        from harper import Language, Linter

        linter = Linter()
        if not self.spelling:
            linter.set_lint_config({**linter.get_lint_config(), _SPELLING: False})
        yield lambda text: [alarm(lint) for lint in linter.lint(text, language=Language.PLAINTEXT)]


def alarm(lint: Any) -> Alarm:  # noqa: ANN401 - a Lint of the package, which may not be installed
    """Return a report of Harper."""
    fixes = [(_edit(lint.span.start, lint.span.end, suggestion),) for suggestion in lint.suggestions]
    return Alarm(lint.span.start, lint.span.end, fixes[0] if fixes else (), others=tuple(fixes[1:]))


def _edit(start: int, end: int, suggestion: Any) -> Edit:  # noqa: ANN401 - the same
    start = end if suggestion.kind.name == "INSERT_AFTER" else start
    return Edit(start, end, suggestion.replacement_text)  # which is empty where the place shall go
