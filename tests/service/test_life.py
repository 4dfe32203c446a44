"""The service from its start to its end: processes that are lost, keys that change, requests that are under way."""

import json
import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newslint.catalog import Catalog
from newslint.errors import ConfigError
from newslint.rule import Expectation
from newslint.service.keys import new_key, read_keys
from newslint.service.settings import Settings
from tests.conftest import CLEAN
from tests.service.running import Service, serving

SLOW = (str(Path(__file__).parent / "slow.py"),)


def sent(service: Service, text: str) -> socket.socket:
    """Send an article, and do not wait for the answer."""
    body = json.dumps({"text": text}).encode()
    line = socket.create_connection(("127.0.0.1", service.port), timeout=30)
    head = b"POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    line.sendall(head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    return line


def workers(service: Service) -> list[int]:
    """Return the processes that check articles: all but the one that watches over shared things."""
    children = Path(f"/proc/{service.process.pid}/task").glob("*/children")
    pids = [int(pid) for child in children for pid in child.read_text(encoding="ascii").split()]
    return [pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def wait_for(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def lost(service: Service) -> int:
    return sum(line["event"] == "worker lost" for line in service.log)


def unread(service: Service) -> int:
    return sum(line["event"] == "keys not read" for line in service.log)


def test_a_process_that_is_killed_is_replaced_before_an_article_needs_it(tmp_path: Path) -> None:
    with serving(tmp_path, "--deadline-ms", "60000") as service:
        (pid,) = workers(service)
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda: lost(service) == 1)
        assert service.ask("GET", "/readyz").status == 503
        told = service.lint(text=CLEAN)
        assert (told["verdict"], told["complete"], lost(service)) == ("pass", True, 1)
        assert service.ask("GET", "/readyz").status == 200
        assert "newslint_workers_lost_total 1.0" in service.ask("GET", "/metrics").body.decode()


def test_what_nobody_waits_for_any_more_is_not_checked(tmp_path: Path) -> None:
    with serving(tmp_path, command=SLOW) as service:
        first = sent(service, "A pause.")
        time.sleep(0.3)
        for _ in range(20):
            sent(service, "A pause.").close()
        started = time.monotonic()
        assert service.lint(text=CLEAN)["verdict"] == "pass"
        assert time.monotonic() - started < 10
        assert first.recv(15) == b"HTTP/1.1 200 OK"
        first.close()
        wait_for(lambda: sum(line.get("status") == 499 for line in service.log) == 20)
        assert not [line for line in service.log if line["level"] == "error"]


def test_it_takes_no_more_while_it_finishes_what_it_took(tmp_path: Path) -> None:
    with serving(tmp_path, command=SLOW) as service:
        under_way, begun = sent(service, "A pause."), socket.create_connection(("127.0.0.1", service.port))
        begun.sendall(b"POST /v1/lint HTTP/1.1\r\nHost:")
        time.sleep(0.3)
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.4)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", service.port), timeout=5)
        answer = under_way.recv(10_000)
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert service.process.wait(30) == 0
        under_way.close()
        begun.close()
        assert service.log[-1]["event"] == "ended"


def test_what_it_cannot_finish_is_told_so(tmp_path: Path) -> None:
    with serving(tmp_path, "--deadline-ms", "600000", command=SLOW) as service:
        lines = [sent(service, "A tarpit."), sent(service, CLEAN)]
        time.sleep(0.5)
        assert service.end() == 0
        for line in lines:
            answer = line.recv(10_000)
            assert answer.startswith(b"HTTP/1.1 503")
            assert b"application/problem+json" in answer
            line.close()
        assert service.log[-1]["event"] == "ended"
        assert [line["status"] for line in service.log if "verdicts" not in line and "status" in line][-2:] == [
            503,
            503,
        ]


def test_the_first_article_is_no_slower_than_others(tmp_path: Path) -> None:
    """Word lists are read and patterns made before `/readyz` says so; the first took twenty times as long."""
    cases = [rule.cases_that(Expectation.BAD)[0].text for rule in Catalog.load().rules]
    text = "\n\n".join(cases)[:15_000]
    with serving(tmp_path) as service:
        taken = []
        for _ in range(4):
            started = time.perf_counter()
            service.lint(text=text)
            taken.append(time.perf_counter() - started)
    assert taken[0] < 4 * min(taken[1:])


def test_keys_come_and_go_without_a_new_start(tmp_path: Path) -> None:
    (old, old_entry), (new, new_entry) = new_key("old"), new_key("new")
    file = tmp_path / "keys"
    file.write_bytes(b"\xef\xbb\xbf# who may ask\r\n\r\n  " + old_entry.encode() + b"  # the desk\r\n\r\n")
    with serving(tmp_path, "--keys", "keys") as service:

        def status(key: str) -> int:
            return service.ask("GET", "/v1/rules", Authorization=f"Bearer {key}").status

        assert (status(old), status(new)) == (200, 401)
        file.write_text(f"{new_entry}\n", encoding="utf-8")
        service.process.send_signal(signal.SIGHUP)
        wait_for(lambda: status(new) == 200)
        assert status(old) == 401
        for number, wrong in enumerate(("", "# nobody\n", f"{new}\n"), start=1):
            file.write_text(wrong, encoding="utf-8")
            service.process.send_signal(signal.SIGHUP)
            wait_for(lambda number=number: unread(service) == number)  # type: ignore[misc]
            assert status(new) == 200
        assert service.ask("GET", f"/v1/rules?key={new}").status == 401
        assert service.ask("GET", "/not/there").status == 401
        assert new not in service.log_path.read_text(encoding="utf-8")
        assert service.end() == 0


def test_pages_of_named_origins_may_read_the_answers(tmp_path: Path) -> None:
    secret, entry = new_key("cms")
    ours, preflight = "https://cms.example", {"Access_Control_Request_Method": "POST"}
    with serving(tmp_path, "--allow-origin", ours, NEWSLINT_API_KEYS=entry, ready=False) as service:

        def allowed(method: str, origin: str, body: object = None, **headers: str) -> tuple[int, str | None]:
            reply = service.ask(method, "/v1/lint", body, Origin=origin, **headers)
            return reply.status, reply.headers.get("access-control-allow-origin")

        wanted = {**preflight, "Access_Control_Request_Headers": "authorization, content-type, x-deadline-ms"}
        assert allowed("OPTIONS", ours, **wanted) == (200, ours)
        assert allowed("OPTIONS", ours, Access_Control_Request_Method="DELETE")[0] == 400
        assert allowed("OPTIONS", "https://evil.example", **preflight) == (400, None)
        assert allowed("POST", ours, {"text": "a"}) == (401, ours)
        assert allowed("POST", ours, {"text": 1}, Authorization=f"Bearer {secret}") == (422, ours)
        assert allowed("POST", "https://evil.example", {"text": 1}, Authorization=f"Bearer {secret}") == (422, None)


def test_every_address_but_the_page_needs_a_key(tmp_path: Path) -> None:
    _, entry = new_key("desk")
    with serving(tmp_path, NEWSLINT_API_KEYS=entry, ready=False) as service:
        paths = service.ask("GET", "/openapi.json").json["paths"]
        for path, methods in paths.items():
            for method in methods:
                status = service.ask(method.upper(), path, {"text": "a"} if method == "post" else None).status
                assert (status == 401) is (path not in {"/healthz", "/readyz"}), path


def test_all_keys_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [new_key(name) for name in ("a", "b", "c")]
    known = read_keys(None, {"NEWSLINT_API_KEYS": ",".join(entry for _, entry in keys)})
    compared: list[str] = []

    def compare(ours: str, theirs: str) -> bool:
        compared.append(ours)
        return ours == theirs

    monkeypatch.setattr("hmac.compare_digest", compare)
    assert [known.owner(secret) for secret, _ in keys] == ["a", "b", "c"]
    assert known.owner("") is None
    assert compared == [key.digest for key in known.entries] * 4


@pytest.mark.parametrize("origin", ["https://cms.example.org/", "cms.example.org", "https://*.example.org", "null", ""])
def test_an_origin_that_can_never_match_is_refused(origin: str) -> None:
    with pytest.raises(ConfigError, match="is no origin"):
        Settings(origins=(origin,)).check()


@pytest.mark.parametrize("origin", ["https://cms.example.org", "http://localhost:3000", "http://[::1]:8000", "*"])
def test_origins_are_taken(origin: str) -> None:
    Settings(origins=(origin,)).check()
    assert Settings(origins=(origin,)).may_ask(origin)
