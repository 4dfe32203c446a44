"""A LanguageTool server of newslint's own: started once a run, always ended.

It runs in a process group of its own, with a bound to its memory, on the loopback only, and is ready before the first
article is sent: its rules are loaded by a sentence that nobody wrote.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from typing import IO, TYPE_CHECKING, Self

from newslint.backends.languagetool import INSTALL, is_installed, keeper
from newslint.backends.languagetool.installed import command, installation, java
from newslint.backends.languagetool.transport import exchange
from newslint.errors import BackendError

if TYPE_CHECKING:
    from types import TracebackType

    from newslint.backends.languagetool.settings import Settings

_START_SECONDS = 120.0
_PULSE = 0.1
_HOST = "127.0.0.1"
_WARM_UP = {"language": "en", "text": "He have a boat."}


class Server:
    """A managed server, from `with` to its end."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; nothing is started yet."""
        self._settings = settings
        self._stack = contextlib.ExitStack()
        self.url = ""
        self.pid = 0
        """The process that keeps the server; its group is the server's."""

    def __enter__(self) -> Self:
        """Start the server and wait until it answers; raise BackendError if it cannot be had."""
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._stack.close()

    def _start(self) -> None:
        if not is_installed():
            raise BackendError("language-tool-python is not installed", hint=INSTALL)
        java()
        port = _free_port()
        arguments, options = command(installation(self._settings), port, self._settings)
        self._stack.callback(options.unlink, missing_ok=True)
        log = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - ends with the stack
        says = self._stack.enter_context(log)
        process = subprocess.Popen(  # noqa: S603 - the command is the library's
            [sys.executable, "-I", keeper.__file__, *arguments],
            stdin=subprocess.PIPE,
            stdout=says,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._stack.callback(_end, process)
        self.pid = process.pid
        self.url = f"http://{_HOST}:{port}"
        self._wait(process, says)

    def _wait(self, process: subprocess.Popen[bytes], says: IO[str]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise BackendError(f"the server ended as it started, with exit code {process.returncode}{_last(says)}")
            try:
                exchange(f"{self.url}/v2/healthcheck", None, 2.0)
                exchange(f"{self.url}/v2/check", _WARM_UP, max(1.0, deadline - time.monotonic()))
            except BackendError:
                time.sleep(_PULSE)
            else:
                return
        raise BackendError(f"the server was not ready after {_START_SECONDS:g} seconds{_last(says)}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the whole group: a server keeps nothing that it would have to save."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        if process.stdin:
            process.stdin.close()
    process.wait()


def _last(says: IO[str]) -> str:
    """Return the last line that tells something of a server's output."""
    says.seek(0)
    lines = [line.strip() for line in says if line.strip() and not line.startswith(("\t", "\n"))]
    return f": {lines[-1][:300]}" if lines else ""
