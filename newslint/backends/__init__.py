"""Other programs that judge articles: optional, off unless asked for by name, and told of where they are absent.

A backend finds places; which of them matter, what is said about them and whether a fix is offered stand in rule files,
as for every other rule (`languagetool = ["HE_VERB_AGR"]` in place of a pattern). No library of a backend is imported
before it is switched on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.rule import Hit


class Backend(Protocol):
    """Somebody to ask about an article. It keeps nothing of it, serves any number of threads, and is picklable."""

    @property
    def name(self) -> str:
        """What rule files, the configuration and failures call it."""

    def asking(self, kinds: frozenset[str]) -> Backend:
        """Return the same backend, made to look for these kinds of faults and no others."""

    def check(self, doc: Document) -> Iterator[Hit]:
        """Yield what it finds, each with its kind; raise BackendError if it cannot judge the article."""
