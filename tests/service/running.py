"""A real service in a process of its own, and a small client for it."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 60.0


@dataclass(frozen=True)
class Reply:
    """What the service said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.body)


@dataclass
class Service:
    """A running service."""

    process: "subprocess.Popen[bytes]"
    log_path: Path
    port: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log_path.read_text(encoding="utf-8").splitlines()]

    def logged(self, *statuses: int) -> list[dict[str, Any]]:
        """Return the last lines of the log, once they tell of these answers: a line is written behind its answer."""
        for _ in range(100):
            lines = [line for line in self.log if "status" in line][-len(statuses) :]
            if [line["status"] for line in lines] == [*statuses]:
                return lines
            time.sleep(0.1)
        raise AssertionError(self.log[-len(statuses) :])

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """Send one request; what is not bytes goes as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        sent = {**self.headers, **({"Content-Type": "application/json"} if data is not None else {})}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, data, sent)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def lint(self, **article: object) -> Any:  # noqa: ANN401 - JSON
        reply = self.ask("POST", "/v1/lint", article)
        assert reply.status == 200, reply.body
        return reply.json

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS)

    def wait(self, *, ready: bool = True) -> None:
        """Wait until the service listens, and is ready."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            told = [line for line in self.log_path.read_bytes().splitlines() if b'"listening"' in line]
            if told:
                self.port = json.loads(told[0])["port"]
                if not ready or self.ask("GET", "/readyz").status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(self.log_path.read_text(encoding="utf-8"))


@contextmanager
def serving(
    folder: Path, *arguments: str, command: tuple[str, ...] = ("-m", "newslint"), ready: bool = True, **environment: str
) -> "Iterator[Service]":
    """Start `newslint serve` on a free port and end it again."""
    log = folder / "service.log"
    line = [sys.executable, *command, "serve", "--port", "0", "--jobs", "1", *arguments]
    with log.open("wb") as stream:
        process = subprocess.Popen(line, stderr=stream, stdout=stream, cwd=folder, env={**os.environ, **environment})
    service = Service(process, log)
    try:
        service.wait(ready=ready)
        yield service
    finally:
        process.kill()
        process.wait(SECONDS)
