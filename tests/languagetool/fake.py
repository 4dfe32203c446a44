"""A server that answers as a test wants it: what a real LanguageTool does only on a bad day."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LANGUAGES = [{"name": "English", "code": "en", "longCode": code} for code in ("en", "en-GB", "en-US")]


@dataclass
class Fake:
    """What the server has been asked, and what it answers to an article: JSON, bytes as they are, or a function."""

    url: str = ""
    answer: Any = field(default_factory=lambda: {"matches": []})
    status: int = 200
    seconds: float = 0.0
    """Before the answer begins."""
    drip: float = 0.0
    """Between one byte of the answer and the next."""
    asked: list[dict[str, str]] = field(default_factory=list)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def match(text: str, place: str, wanted: list[str], rule: str = "HE_VERB_AGR", **changes: object) -> dict[str, Any]:
    """Return a match as LanguageTool writes it: places are UTF-16 units."""
    start, length = units(text[: text.index(place)]), units(place)
    context = {"text": text, "offset": start, "length": length}
    replacements = [{"value": value} for value in wanted]
    made = {"rule": {"id": rule}, "offset": start, "length": length, "context": context, "replacements": replacements}
    return {**made, **changes}


@contextmanager
def fake_server(port: int = 0, **answers: Any) -> Iterator[Fake]:  # noqa: ANN401 - an answer may be anything
    """Run a server for as long as the test does."""
    fake = Fake(**answers)
    ending = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            info = {"software": {"name": "LanguageTool", "version": "6.fake"}}
            self._send(200, LANGUAGES if self.path.endswith("/languages") else info, 0.0)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
            fake.asked.append(asked)
            ending.wait(fake.seconds)
            answer = fake.answer
            self._send(fake.status, answer(asked["text"]) if callable(answer) else answer, fake.drip)

        def _send(self, status: int, answer: object, drip: float) -> None:
            content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                for piece in [content[at : at + 1] for at in range(len(content))] if drip else [content]:
                    self.wfile.write(piece)
                    if drip and ending.wait(drip):
                        return
            except OSError:
                pass  # who asked has gone

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        ending.set()
        server.shutdown()
        server.server_close()
        thread.join()


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


if __name__ == "__main__":  # in place of Java: the command of a managed server, and where to write the process id
    with fake_server(int(sys.argv[sys.argv.index("-p") + 1])) as running:
        with Path(os.environ["FAKE_JAVA_PID"]).open("a", encoding="utf-8") as pids:
            pids.write(f"{os.getpid()}\n")
        last = int(os.environ.get("FAKE_JAVA_DIES_AFTER", "1000000"))
        while len(running.asked) < last:
            time.sleep(0.01)
        os._exit(1)
