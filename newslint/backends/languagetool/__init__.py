"""LanguageTool as a backend: general grammar and confused words, as far as chosen rules of it can be trusted.

A server is asked once an article, for the chosen rules and no others: none about spelling, which takes every name for a
mistake, and none about style. A `LanguageTool` knows an address; who starts a server and who ends it is `server`'s
business.
"""

from __future__ import annotations

import re
import threading
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from newslint.document import Document
from newslint.errors import BackendError
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.backends.languagetool.answer import Mistake
    from newslint.backends.languagetool.client import Client

NAME = "languagetool"
INSTALL = "pip install 'newslint[languagetool]'"

_TAG = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z]{2})?")
_PATIENCE = 3
"""So many articles in a row without an answer, and the server is left alone for a while."""
_PAUSE = 30.0
"""Seconds for which it is left alone; a server that died must not cost every article of a data set its time limit."""


def address(url: str) -> str:
    """Return the address of a server without the version of its interface, with a slash at its end."""
    return url.rstrip("/").removesuffix("/v2") + "/"


def is_installed() -> bool:
    """Whether the library is there; it is not imported."""
    return find_spec("language_tool_python") is not None


class LanguageTool:
    """A server to ask. It keeps nothing of an article, serves any number of threads, and pickles to its options."""

    name = NAME

    def __init__(
        self, url: str, *, timeout: float = 30.0, problem: str = "", kinds: frozenset[str] = frozenset()
    ) -> None:
        """Take the address and the seconds for an article; with a `problem` there is no server, and that is why."""
        self.url, self.timeout, self._problem, self._kinds = url, timeout, problem, kinds
        self._clients: dict[str, Client] = {}
        self._lock = threading.Lock()
        self._failures = 0
        self._again_at = 0.0

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the options; the copy makes its own connections."""
        return _rebuilt, (self.url, self.timeout, self._problem, self._kinds)

    def asking(self, kinds: frozenset[str]) -> LanguageTool:
        """Return the same server, asked for these of its rules only."""
        return LanguageTool(self.url, timeout=self.timeout, problem=self._problem, kinds=kinds)

    def check(self, doc: Document) -> Iterator[Hit]:
        """Yield what the rules find, each with the rule as its kind; raise BackendError if there is no answer."""
        if self._problem:
            raise BackendError(self._problem)
        if not doc.text.strip():
            return
        for mistake in self._asked(doc):
            if mistake.rule in self._kinds and not _is_repetition(mistake.span.of(doc.text)):
                yield _hit(doc.text, mistake)

    def version(self) -> str:
        """Return the version that the server tells; raise BackendError if it does not answer."""
        from newslint.backends.languagetool.answer import decoded  # noqa: PLC0415 - wanted only if it is on
        from newslint.backends.languagetool.transport import exchange  # noqa: PLC0415 - the same

        try:
            told = decoded(exchange(f"{address(self.url)}v2/info", None, self.timeout))
            return str(told["software"]["version"])
        except BackendError as error:
            raise BackendError(error.problem, where=self.url) from error
        except (KeyError, TypeError) as error:
            raise BackendError("does not answer like LanguageTool", where=self.url) from error

    def _asked(self, doc: Document) -> list[Mistake]:
        if self._failures >= _PATIENCE and time.monotonic() < self._again_at:
            raise BackendError(f"{self.url}: not asked, because there was no answer for {_PATIENCE} articles before")
        try:
            found = self._client(doc.language).mistakes(doc.text)
        except BackendError as error:
            with self._lock:
                self._failures += 1
                self._again_at = time.monotonic() + _PAUSE
            raise BackendError(error.problem, where=self.url, hint=error.hint) from error
        self._failures = 0
        return found

    def _client(self, language: str) -> Client:
        """Return the client for a language; made on the first article, because that may fail and takes a request."""
        tag = language.strip().replace("_", "-")
        tag = tag if _TAG.fullmatch(tag) else Document("", language=language).language_code
        with self._lock:
            client = self._clients.get(tag)
        if client is None:
            if not is_installed():
                raise BackendError("language-tool-python is not installed", hint=INSTALL)
            from newslint.backends.languagetool.client import Client  # noqa: PLC0415 - wanted only if it is on

            client = Client(self.url, tag, self._kinds, self.timeout)
            with self._lock:
                self._clients[tag] = client
        return client


def _rebuilt(url: str, timeout: float, problem: str, kinds: frozenset[str]) -> LanguageTool:
    return LanguageTool(url, timeout=timeout, problem=problem, kinds=kinds)


def _is_repetition(match: str) -> bool:
    """Whether it is one word twice, such as The The: newslint's own rules know which words may double."""
    words = match.lower().split()
    return len(words) > 1 and len(set(words)) == 1


def _hit(text: str, mistake: Mistake) -> Hit:
    match = mistake.span.of(text)
    suggestions = tuple(
        Fix(f"write “{wanted}”" if wanted else "delete it", (_edit(text, mistake, match, wanted),), Safety.HINT)
        for wanted in mistake.suggestions
        if wanted != match
    )
    wanted = mistake.suggestions[0] if mistake.suggestions else ""
    return Hit(mistake.span, says={"wanted": wanted}, suggestions=suggestions, kind=mistake.rule)


def _edit(text: str, mistake: Mistake, match: str, wanted: str) -> Edit:
    return Edit.replacing(mistake.span, match, wanted) if wanted else Edit.deleting(text, mistake.span)
