"""LanguageTool, a server on this machine that newslint may ask as well.

What starts the server and reads its answers is the code of newslint's backend: places are those of the answer.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Alarm, Edit, Judge, PeerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.backends.languagetool.answer import Mistake
    from newslint.backends.languagetool.settings import Settings

INSTALL = "pip install '.[languagetool]'; export NEWSLINT_TEST_JARS=$(bash tests/languagetool/fetch)"
SECONDS = 120.0
_SPELLING = "MORFOLOGIK_RULE_EN_US"


@dataclass(slots=True)
class Running:
    """One server for all that ask it: it starts for the first and ends behind the last."""

    _users: int = 0
    _stack: ExitStack = field(default_factory=ExitStack)
    _url: str = ""

    @contextmanager
    def url(self) -> Iterator[str]:
        """Return its address; raise PeerError if it cannot be started."""
        from newslint.backends.languagetool.server import Server
        from newslint.errors import BackendError

        if not self._users:
            try:
                self._url = self._stack.enter_context(Server(_settings())).url
            except BackendError as error:
                raise PeerError(str(error)) from error
        self._users += 1
        try:
            yield self._url
        finally:
            self._users -= 1
            if not self._users:
                self._stack.close()


SERVER = Running()


def _settings() -> Settings:
    from newslint.backends.languagetool.settings import Settings

    return Settings(managed=True, timeout=SECONDS, jars=os.environ.get("NEWSLINT_TEST_JARS", ""))


def server_version() -> str:
    """Return the version of the jars; raise PeerError if anything that a server needs is missing."""
    from newslint.backends.languagetool import installed, is_installed
    from newslint.errors import BackendError

    if not is_installed():
        raise PeerError(f"language-tool-python is not installed ({INSTALL})")
    try:
        installed.java()
        return installed.installation(_settings()).version
    except BackendError as error:
        raise PeerError(f"{error.problem} ({INSTALL})") from error


@dataclass(frozen=True, slots=True)
class LanguageTool:
    """LanguageTool with the rules for American English that are on as it comes, or with all of them but spelling."""

    key: str
    title: str
    spelling: bool = True
    install: str = INSTALL

    def version(self) -> str | None:
        """Return the version of the jars."""
        return server_version()

    @contextmanager
    def running(self) -> Iterator[Judge]:
        """Start a server, if none runs yet."""
        with SERVER.url() as url:
            yield lambda text: self._judged(url, text)

    def _judged(self, url: str, text: str) -> list[Alarm]:
        from newslint.backends.languagetool.answer import decoded, mistakes
        from newslint.backends.languagetool.transport import exchange
        from newslint.errors import BackendError

        asked = {"language": "en-US", "text": text} | ({} if self.spelling else {"disabledRules": _SPELLING})
        try:
            return [reported(found) for found in mistakes(decoded(exchange(f"{url}/v2/check", asked, SECONDS)), text)]
        except BackendError as error:
            raise PeerError(str(error)) from error


def reported(found: Mistake) -> Alarm:
    """Return a report of LanguageTool."""
    start, end = found.span
    fixes = [(Edit(start, end, wanted),) for wanted in found.suggestions]
    return Alarm(start, end, fixes[0] if fixes else (), others=tuple(fixes[1:]))
