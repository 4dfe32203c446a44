"""The client: language-tool-python, with what is known to be wrong in it replaced.

The library (GPL-3.0, hence an extra) knows LanguageTool's languages and what a request looks like, finds installations
and says how a server is started. Newslint goes through it whether the server is managed or not, so that there is one
way to ask, and replaces three things:

- **The connection** (`_query_server`): the library waits 300 seconds for each packet, asks twice, and restarts a server
  that it started itself. Here each article has one attempt and one time limit for all of it.
- **The places** (`Match`): the library turns offsets into code points but not lengths, so that they are wrong behind
  an emoji, and does it by class attributes that threads overwrite. Here the answer itself is read, see `answer`.
- **The life of a server** (`server`): the library loses servers that start slowly and those of an interrupted run, and
  downloads one where it finds none. Here the library only ever talks to a URL, also to that of a managed server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from language_tool_python import LanguageTool

from newslint.backends.languagetool import address
from newslint.backends.languagetool.answer import Mistake, decoded, mistakes, sendable
from newslint.backends.languagetool.transport import exchange
from newslint.errors import BackendError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Client(LanguageTool):
    """Asks one server about articles in one language; serves any number of threads."""

    def __init__(self, url: str, language: str, rules: Iterable[str], seconds: float) -> None:
        """Take the server's address; raise BackendError if it does not answer or does not know the language."""
        self._seconds = seconds
        try:
            super().__init__(language, remote_server=address(url), host="127.0.0.1")
        except BackendError:
            raise
        except (Exception, SystemExit) as error:  # the library has many ways to fail, SystemExit among them
            raise BackendError(f"language-tool-python: {type(error).__name__}: {error}") from error
        self.enabled_rules = set(rules)
        self.enabled_rules_only = True

    def mistakes(self, text: str) -> list[Mistake]:
        """Return what the rules find in a text; raise BackendError if there is no answer, or one without sense."""
        sent = sendable(text)
        answer = self._query_server(urljoin(self._url, "check"), self._create_params(sent), method="post")
        return mistakes(answer, sent)

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,  # noqa: ARG002 - of the library; a server that fails is not asked twice
        method: str = "get",
    ) -> Any:  # noqa: ANN401 - of the library
        return decoded(exchange(url, (params or {}) if method == "post" else None, self._seconds))
