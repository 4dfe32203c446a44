"""Clients that are slow, odd or hostile: each gets a clear answer or its connection ends, and others are served on."""

import gzip
import json
import re
import socket
import time
from contextlib import suppress

import pytest

from tests.conftest import CLEAN
from tests.service.running import Service

JSON = b"Host: localhost\r\nContent-Type: application/json\r\n"
POST = b"POST /v1/lint HTTP/1.1\r\n" + JSON
BODY = b'{"text": "a"}'
SIZED = b"Content-Length: 13\r\n"
LAST = b"Connection: close\r\n"
PATIENCE = 3
"""Seconds that the service of these tests waits for a client."""


def told(service: Service, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Send bytes as they are, and return all that comes back until the service ends the connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line:
        with suppress(ConnectionError):  # it may end the connection while there is more to send
            for number, piece in enumerate(pieces):
                time.sleep(pause if number else 0)
                line.sendall(piece)
        with suppress(ConnectionError):
            while part := line.recv(65536):
                answer += part
    return answer


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


ODD = {
    "one after another": (POST + SIZED + b"\r\n" + BODY + POST + SIZED + LAST + b"\r\n" + BODY, [200, 200]),
    "refused, and another": (
        b"POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
        + SIZED
        + b"\r\n"
        + BODY
        + POST
        + SIZED
        + LAST
        + b"\r\n"
        + BODY,
        [415, 200],
    ),
    "in chunks": (
        POST
        + LAST
        + b"Transfer-Encoding: chunked\r\n\r\n5\r\n"
        + BODY[:5]
        + b"\r\n8;a=b\r\n"
        + BODY[5:]
        + b"\r\n0\r\n\r\n",
        [200],
    ),
    "broken chunks": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", [400]),
    "unknown coding": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", [400]),
    "HTTP/1.0": (b"POST /v1/lint HTTP/1.0\r\n" + JSON + SIZED + b"\r\n" + BODY, [200]),
    "without a name": (b"GET /healthz HTTP/1.0\r\n\r\n", [400]),
    "with two names": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", [400]),
    "a huge header": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70_000, [400]),
    "a negative length": (POST + b"Content-Length: -5\r\n\r\n" + BODY, [400]),
    "a length in words": (POST + b"Content-Length: many\r\n\r\n" + BODY, [400]),
    "an endless length": (POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n" + BODY, [400]),
    "two lengths": (POST + SIZED + b"Content-Length: 5\r\n\r\n" + BODY, [400]),
    "less than it says": (POST + b"Content-Length: 100\r\n\r\n" + BODY, [408]),
    "more than it says": (POST + b"Content-Length: 5\r\n\r\n" + BODY + b"\r\n\r\n", [400, 400]),
    "compressed": (
        POST
        + LAST
        + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(gzip.compress(BODY))
        + gzip.compress(BODY),
        [415],
    ),
    "as it is": (POST + LAST + SIZED + b"Content-Encoding: identity\r\n\r\n" + BODY, [200]),
    "called two things": (
        b"POST /v1/lint HTTP/1.1\r\nContent-Type: text/plain\r\n" + JSON + LAST + SIZED + b"\r\n" + BODY,
        [415],
    ),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400, 400]),
    "a socket": (
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n",
        [200],
    ),
    "a tunnel": (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n" + LAST + b"\r\n", [400]),
    "a slash too many": (b"POST /v1/lint/ HTTP/1.1\r\n" + JSON + SIZED + LAST + b"\r\n" + BODY, [404]),
    "no text in the path": (b"GET /%00%ff%zz HTTP/1.1\r\nHost: localhost\r\n" + LAST + b"\r\n", [404]),
    "a name that is none": (
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nOrigin: http://[\r\n" + LAST + b"\r\n",
        [403],
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_requests_have_clear_answers(service: Service, name: str) -> None:
    sent, expected = ODD[name]
    answer = told(service, sent)
    assert statuses(answer) == expected, answer
    assert answer.count(b"application/problem+json") == sum(status >= 400 for status in expected)
    assert service.lint(text=CLEAN)["verdict"] == "pass"


def test_a_client_that_waits_to_be_asked_for_its_body_is_asked(service: Service) -> None:
    head = POST + LAST + b"Expect: 100-continue\r\n"
    assert statuses(told(service, head + SIZED + b"\r\n", BODY, pause=0.3)) == [100, 200]
    assert statuses(told(service, head + b"Content-Length: 900000\r\n\r\n")) == [413]


@pytest.mark.parametrize(
    "pieces",
    [
        [b"POST /v1/lint HTTP/1.1\r\n", *[b"X-Header: a\r\n"] * 8],
        [POST + b"Content-Length: 20\r\n\r\n", *[b" "] * 8],
        [POST + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\n \r\n"] * 8],
        [b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n", *[b"a"] * 8],
        [b"POST /v2/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n", *[b"a"] * 8],
    ],
    ids=["head", "body", "chunks", "body of a GET", "body for nobody"],
)
def test_a_client_that_drips_is_left(service: Service, pieces: list[bytes]) -> None:
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line, suppress(ConnectionError):
        for piece in pieces * 3:
            line.sendall(piece)
            assert service.ask("GET", "/healthz").status == 200
            time.sleep(1)
    assert PATIENCE - 1 < time.monotonic() - started < 2 * PATIENCE + 4


def test_a_client_that_does_not_take_its_answer_is_left(service: Service) -> None:
    number = 100
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(30)
        line.connect(("127.0.0.1", service.port))
        line.sendall(b"GET /v1/rules HTTP/1.1\r\nHost: localhost\r\n\r\n" * number)
        end = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < end:
            assert service.lint(text=CLEAN)["verdict"] == "pass"
            time.sleep(0.5)
        taken = 0
        with suppress(ConnectionError):
            while part := line.recv(65536):
                taken += len(part)
    size = len(service.ask("GET", "/v1/rules").body)
    assert taken < number * size / 2


def test_many_slow_clients_do_not_keep_others_away(service: Service) -> None:
    lines = [socket.create_connection(("127.0.0.1", service.port), timeout=30) for _ in range(200)]
    try:
        for line in lines:
            line.sendall(b"POST /v1/lint HTTP/1.1\r\nHost: loc")
        assert service.lint(text=CLEAN)["verdict"] == "pass"
    finally:
        for line in lines:
            line.close()


def test_an_answer_does_not_wait_for_an_acknowledgement(service: Service) -> None:
    """Head and body of an answer are two writes: without TCP_NODELAY each answer takes 40 ms longer."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line:
        taken = []
        for _ in range(20):
            started = time.perf_counter()
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = b""
            while not answer.endswith(b'{"status":"ok"}'):
                answer += line.recv(65536)
            taken.append(time.perf_counter() - started)
    assert sorted(taken)[5] < 0.03


BODIES = {
    "no number": (b'{"text": "a", "id": NaN}', 400),
    "endless": (b'{"text": "a", "id": -Infinity}', 400),
    "a field twice": (b'{"text": "a", "text": "b"}', 422),
    "a hidden field twice": (b'{"articles": [{"text": "a", "text": "b"}]}', 422),
    "deep": (b'{"text": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", 400),
    "deep fields": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400),
    "a huge number": (b'{"text": ' + b"1" * 10_000 + b"}", 400),
    "no UTF-8": (b'{"text": "\xff\xfe"}', 400),
    "a raw line end": (b'{"text": "a\nb"}', 400),
    "half a character as a name": (b'{"text": "a", "\\ud800": "b"}', 422),
    "half a character as an id": (b'{"text": "a", "id": "\\ud800"}', 422),
    "two things": (b'{"text": "a"} {"text": "a"}', 400),
    "many fields": (b"{" + b",".join(b'"%x":1' % number for number in range(20_000)) + b"}", 422),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_is_no_sound_json_is_refused(service: Service, name: str) -> None:
    body, status = BODIES[name]
    started = time.monotonic()
    reply = service.ask("POST", "/v1/lint", body)
    assert (reply.status, reply.headers["content-type"]) == (status, "application/problem+json")
    assert len(reply.body) < 3000
    assert time.monotonic() - started < 5


def test_a_refusal_is_short_whatever_is_wrong(service: Service) -> None:
    reply = service.ask("POST", "/v1/lint/batch", {"articles": [{"text": 1}] * 100})
    assert reply.status == 422
    assert len(reply.json["errors"]) == 20
    reply = service.ask("POST", "/v1/lint", {"text": "a", "k" * 100_000: 1})
    assert reply.json["errors"] == [{"pointer": f"#/{'k' * 100}", "detail": "Extra inputs are not permitted"}]
    reply = service.ask("POST", "/v1/lint", {str(number): 1 for number in range(51)})
    assert (reply.json["detail"], reply.json.get("errors")) == ("an object has more than 50 fields", None)
    reply = service.ask("POST", "/v1/fix", {"text": "a", "fixes": "all"})
    assert [error["pointer"] for error in reply.json["errors"]] == ["#/fixes"]


def test_a_batch_is_taken_whole_or_not_at_all(service: Service) -> None:
    def ask(articles: list[object]) -> list[str]:
        reply = service.ask("POST", "/v1/lint/batch", {"articles": articles})
        assert reply.status == 422
        return [error["pointer"] for error in reply.json["errors"]]

    assert ask([]) == ["#/articles"]
    assert ask([{"text": "a"}] * 101) == ["#/articles"]
    mixed = [{"text": "a"}, {"text": 1}, {"html": "a", "text": "b"}, 5]
    assert ask(mixed) == ["#/articles/1/text", "#/articles/2", "#/articles/3"]
    reply = service.ask("POST", "/v1/lint/batch", {"articles": [{"text": "a", "id": "x"}]})
    assert [one["document"] for one in reply.json["results"]] == ["x"]


def test_a_big_body_is_refused_before_it_has_come(service: Service) -> None:
    reply = service.ask("POST", "/v1/lint", json.dumps({"text": "a" * 10_000_000}).encode())
    assert (reply.status, reply.json["detail"]) == (413, "a body may have 200,000 bytes")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example", "http://evil.example:8765"]
)
def test_a_page_of_elsewhere_may_not_even_ask(service: Service, origin: str) -> None:
    for method, path in (("POST", "/v1/lint"), ("GET", "/v1/rules"), ("GET", "/metrics"), ("GET", "/readyz")):
        reply = service.ask(method, path, {"text": "a"} if method == "POST" else None, Origin=origin)
        assert (reply.status, reply.headers["content-type"]) == (403, "application/problem+json")


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1", "http://[::1]:8765"])
def test_a_page_of_this_machine_may_ask(service: Service, origin: str) -> None:
    assert service.ask("POST", "/v1/lint", {"text": "a"}, Origin=origin).status == 200


def test_what_proxies_say_of_a_client_is_not_believed(service: Service) -> None:
    forwarded = {"X_Forwarded_Host": "localhost", "X_Forwarded_For": "127.0.0.1", "Forwarded": "host=localhost"}
    assert service.ask("GET", "/v1/rules", Host="evil.example", **forwarded).status == 400
    assert service.ask("GET", "/v1/rules", X_Forwarded_Host="evil.example", X_Forwarded_Proto="https").status == 200


def test_metrics_have_no_series_for_what_clients_make_up(service: Service) -> None:
    for number in range(20):
        service.ask("GET", f"/made-up/{number}")
        service.ask("PATCH", f"/v1/lint/{number}?key=newslint_secret")
    page = service.ask("GET", "/metrics").body.decode()
    assert "made-up" not in page
    assert 'path="other",status="404"' in page
    paths = set(re.findall(r'newslint_requests_total\{path="([^"]+)"', page))
    assert len(paths) < 20
    assert "newslint_secret" not in service.log_path.read_text(encoding="utf-8")
