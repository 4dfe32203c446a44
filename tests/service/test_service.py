"""The addresses of the service, asked over HTTP."""

import hashlib
import json
import socket
import time
from pathlib import Path

import pytest

from newslint import Linter, lint
from newslint.catalog import Catalog
from newslint.report.wire import as_object
from tests.conftest import CLEAN, GLUED, Command
from tests.service.running import Service, serving

POST = b"POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
SLOW = (str(Path(__file__).parent / "slow.py"),)
BROKEN = "Ada Orrin spoke. Ada Orrinwould not say when the ferry sails, Ada Orrin said.\n"
MENDED = "Ada Orrin spoke. Ada Orrin would not say when the ferry sails, Ada Orrin said.\n"
PAGE = "<p>The <em>New York Times</em>and the <b>Post</b> told it, the Times said.</p>"


def test_an_article_is_checked_as_on_the_command_line(service: Service) -> None:
    told = service.lint(text=BROKEN, id="a/1")
    assert told.pop("complete") is True
    assert told.pop("offsets") == "code-points"
    assert {**told, "document": ""} == as_object(lint(BROKEN))
    assert told["document"] == "a/1"
    assert told["verdict"] == "hold"


def test_a_sound_article_passes(service: Service) -> None:
    assert service.lint(text=CLEAN)["verdict"] == "pass"


def test_offsets_are_those_of_browsers_if_asked(service: Service) -> None:
    text = "🚢 🚢 “🚢” " + BROKEN
    ours, theirs = (service.lint(text=text, offsets=unit)["findings"][0] for unit in ("code-points", "utf-16"))
    encoded = text.encode("utf-16-le")
    assert encoded[2 * theirs["start"] : 2 * theirs["end"]].decode("utf-16-le") == text[ours["start"] : ours["end"]]
    assert theirs["column"] == ours["column"] + 3
    assert theirs["fix"]["edits"][0]["start"] == ours["fix"]["edits"][0]["start"] + 3
    shown = [
        encoded[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") for one in theirs["evidence"] if one["start"]
    ]
    assert shown == [text[one["start"] : one["end"]] for one in ours["evidence"] if one["start"]]
    assert shown


def test_html_keeps_its_places(service: Service) -> None:
    found = service.lint(html=f"<p>🚢</p>{PAGE}", offsets="utf-16")["findings"][0]
    source = f"<p>🚢</p>{PAGE}".encode("utf-16-le")
    place = source[2 * found["source"]["start"] : 2 * found["source"]["end"]].decode("utf-16-le")
    assert place == "Times</em>and"


def test_markdown_is_read(service: Service) -> None:
    (found,) = service.lint(markdown="The *New York Times*and the **Post** told it, the Times said.\n")["findings"]
    assert found["rule"] == "glued-after-name"


def test_what_is_told_of_an_article_is_used(service: Service) -> None:
    german = service.lint(text=CLEAN, language="de")
    assert (german["verdict"], german["complete"]) == ("warn", False)
    assert german["failures"][0]["rule"] == "unknown-language"
    told = {"title": "Ferry sails", "url": "https://example.org/1", "outlet": "Harbour Gazette", "byline": None}
    assert service.lint(text=CLEAN, **told)["complete"]


def test_safe_fixes_are_made(service: Service) -> None:
    told = service.ask("POST", "/v1/fix", {"text": BROKEN}).json
    assert told["text"] == MENDED
    assert (told["verdict"], told["findings"], told["not_applied"]) == ("pass", [], [])
    assert [made["safety"] for made in told["applied"]] == ["safe"]


def test_safe_fixes_of_html_keep_all_else(service: Service) -> None:
    told = service.ask("POST", "/v1/fix", {"html": PAGE, "title": "Times"}).json
    assert told["html"] == PAGE.replace("</em>and", "</em> and")


def test_named_fixes_are_made_and_no_others(service: Service) -> None:
    text = BROKEN + GLUED
    found = {one["rule"]: one for one in service.lint(text=text)["findings"]}
    assert found["piled-determiners"]["fix"]["safety"] == "unsafe"
    name = found["piled-determiners"]["fingerprint"]
    told = service.ask("POST", "/v1/fix", {"text": text, "fixes": [name, "nothing", name]}).json
    assert told["text"] == text.replace("in the that", "in which")
    assert [(made["fingerprint"], made["rule"]) for made in told["applied"]] == [(name, "piled-determiners")]
    assert told["not_applied"] == [{"fingerprint": "nothing", "why": "there is no such finding in this article"}]
    assert [one["rule"] for one in told["findings"]] == ["glued-after-name"]
    assert service.ask("POST", "/v1/fix", {"text": text, "fixes": []}).json["text"] == text


def test_a_batch_comes_in_its_order(service: Service) -> None:
    articles = [{"id": str(number), "text": BROKEN if number % 3 else CLEAN} for number in range(12)]
    results = service.ask("POST", "/v1/lint/batch", {"articles": articles}).json["results"]
    assert [one["document"] for one in results] == [one["id"] for one in articles]
    assert [one["verdict"] for one in results] == ["hold" if number % 3 else "pass" for number in range(12)]


def test_all_rules_are_told(service: Service) -> None:
    told = service.ask("GET", "/v1/rules").json
    assert {rule["rule"] for rule in told["rules"]} == set(Catalog.load().by_name)
    assert {rule["rule"] for rule in told["rules"] if rule["runs"]} == {rule.id for rule in Linter().rules}
    assert all(rule["why"] and rule["examples"] for rule in told["rules"])


def test_its_state_and_metrics_are_told(service: Service) -> None:
    service.lint(text=BROKEN)
    assert service.ask("GET", "/healthz").json == service.ask("GET", "/readyz").json == {"status": "ok"}
    page = service.ask("GET", "/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    text = page.body.decode()
    assert 'newslint_findings_total{rule="glued-after-name",severity="error"}' in text
    assert 'newslint_articles_total{complete="true",verdict="hold"}' in text
    assert 'newslint_requests_total{path="/v1/lint",status="200"}' in text
    assert "newslint_workers_ready 1.0" in text


REFUSED = [
    ("POST", "/v1/lint", b"{", {}, 400),
    ("POST", "/v1/lint", b"\x89PNG\x00\xff", {}, 400),
    ("POST", "/v1/lint", b'"' + b"[" * 1000, {}, 400),
    ("POST", "/v1/lint", b"[" * 100_000, {}, 400),
    ("POST", "/v1/lint", b"", {}, 422),
    ("POST", "/v1/lint", b"null", {}, 422),
    ("POST", "/v1/lint", b"[]", {}, 422),
    ("POST", "/v1/lint", b"{}", {}, 422),
    ("POST", "/v1/lint", b'{"text": 5}', {}, 422),
    ("POST", "/v1/lint", b'{"text": null}', {}, 422),
    ("POST", "/v1/lint", b'{"text": "a", "html": "b"}', {}, 422),
    ("POST", "/v1/lint", b'{"text": "a", "tilte": "b"}', {}, 422),
    ("POST", "/v1/lint", b'{"text": "a", "offsets": "bytes"}', {}, 422),
    ("POST", "/v1/lint", b'{"text": "a"}', {"X_Deadline_Ms": "soon"}, 422),
    ("POST", "/v1/lint", b'{"text": "a"}', {"X_Deadline_Ms": "0"}, 422),
    ("POST", "/v1/lint", b'{"text": "a"}', {"Content_Type": "text/plain"}, 415),
    ("POST", "/v1/lint", b'{"text": "' + b"a" * 200_000 + b'"}', {}, 413),
    ("POST", "/v1/fix", b'{"text": "a", "fixes": "all"}', {}, 422),
    ("POST", "/v1/lint/batch", b'{"articles": []}', {}, 422),
    ("GET", "/v1/lint", None, {}, 405),
    ("DELETE", "/v1/rules", None, {}, 405),
    ("GET", "/v2/lint", None, {}, 404),
    ("GET", "/page/../app.py", None, {}, 404),
    ("GET", "/healthz", None, {"Host": "evil.example:80"}, 400),
]


@pytest.mark.parametrize(("method", "path", "body", "headers", "status"), REFUSED)
def test_what_is_not_right_is_refused_in_one_form(  # noqa: PLR0913, PLR0917 - a request has parts
    service: Service, method: str, path: str, body: bytes | None, headers: dict[str, str], status: int
) -> None:
    reply = service.ask(method, path, body, **headers)
    assert reply.status == status, reply.body
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json["status"] == status
    assert reply.json["title"]
    assert reply.json["detail"]
    assert service.lint(text=CLEAN)["verdict"] == "pass"


def test_half_a_character_comes_back_as_it_came(service: Service) -> None:
    for kind in ("text", "html", "markdown"):
        reply = service.ask("POST", "/v1/fix", b'{"%b": "A ship \\ud83d sails."}' % kind.encode())
        assert reply.json[kind] == "A ship \ud83d sails."


def test_a_refusal_names_the_place(service: Service) -> None:
    reply = service.ask("POST", "/v1/lint/batch", {"articles": [{"text": "a"}, {"text": "a", "tilte/~": "b"}]})
    assert [error["pointer"] for error in reply.json["errors"]] == ["#/articles/1/tilte~1~0"]


def test_a_body_is_counted_as_it_comes(service: Service) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line:
        line.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(30):
            line.sendall(b"2710\r\n" + b"a" * 10_000 + b"\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 413")


def test_what_is_no_http_is_refused_in_the_same_form(service: Service) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line:
        line.sendall(b"\x16\x03\x01 TLS\r\n\r\n")
        answer = b""
        while part := line.recv(1000):
            answer += part
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"POST /v1/lint HT",
        b"POST /v1/lint HTTP/1.1\r\nHost: localhost\r\n",
        POST + b'Content-Length: 99\r\n\r\n{"te',
    ],
)
def test_slow_clients_are_not_waited_for(service: Service, begun: bytes) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line:
        line.sendall(begun)
        started = time.monotonic()
        answer = b""
        while part := line.recv(1000):
            answer += part
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"application/problem+json" in answer
    assert 2 < time.monotonic() - started < 20


def test_a_client_that_goes_away_harms_nobody(service: Service) -> None:
    for _ in range(5):
        line = socket.create_connection(("127.0.0.1", service.port), timeout=30)
        line.sendall(POST + b'Content-Length: 13\r\n\r\n{"text": "a"}')
        line.close()
    assert service.lint(text=CLEAN)["complete"]


def test_no_page_of_elsewhere_may_ask(service: Service) -> None:
    reply = service.ask("OPTIONS", "/v1/lint", Origin="https://evil.example", Access_Control_Request_Method="POST")
    assert (reply.status, reply.headers.get("access-control-allow-origin")) == (403, None)


def test_the_log_has_no_text_of_articles(service: Service) -> None:
    service.lint(text=BROKEN + "xyzzy", title="plugh")
    service.ask("POST", "/v1/lint", b'{"text": "xyzzy", "plugh": "xyzzy"}')
    last = service.logged(200, 422)
    assert {"id", "ms", "verdicts", "findings", "complete", "bytes"} < last[0].keys()
    told = service.log_path.read_text(encoding="utf-8")
    assert "xyzzy" not in told
    assert "plugh" not in told


def test_a_check_that_takes_too_long_is_not_complete_and_no_pass(tmp_path: Path) -> None:
    with serving(tmp_path, "--deadline-ms", "2000", command=SLOW) as service:
        started = time.monotonic()
        late = service.lint(text="A tarpit.")
        assert (late["verdict"], late["complete"]) == ("warn", False)
        assert late["failures"] == [{"rule": "", "error": "not finished within 2 seconds"}]
        assert time.monotonic() - started < 10
        service.wait()  # until there is another process
        late = service.ask("POST", "/v1/lint", {"text": "A tarpit."}, X_Deadline_Ms="100").json
        assert late["failures"] == [{"rule": "", "error": "not finished within 0.1 seconds"}]
        mended = service.ask("POST", "/v1/fix", {"html": "<p>A tarpit."}, X_Deadline_Ms="100").json
        assert (mended["html"], mended["complete"], mended["applied"]) == ("<p>A tarpit.", False, [])
        service.wait()
        lost = service.lint(text="quicksand xyzzy")
        assert lost["failures"][0]["error"].startswith("the process that checked it ended")
        service.wait()
        assert service.lint(text="pothole xyzzy")["failures"] == [{"rule": "", "error": "crashed: ValueError"}]
        assert service.lint(text=CLEAN)["verdict"] == "pass"
        assert "xyzzy" not in service.log_path.read_text(encoding="utf-8")


def test_too_many_requests_are_told_to_come_again(tmp_path: Path) -> None:
    body = json.dumps({"text": "A pause."}).encode()
    request = (
        b"POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
    )
    with serving(tmp_path, "--max-requests", "2", command=SLOW) as service:
        lines = [socket.create_connection(("127.0.0.1", service.port), timeout=30) for _ in range(2)]
        for line in lines:
            line.sendall(request % (len(body), body))
        time.sleep(0.3)
        reply = service.ask("POST", "/v1/lint", {"text": CLEAN})
        assert (reply.status, reply.headers["retry-after"]) == (503, "1")
        assert service.ask("GET", "/healthz").status == 200
        assert [line.recv(100)[:15] for line in lines] == [b"HTTP/1.1 200 OK"] * 2
        assert service.lint(text=CLEAN)["complete"]
        for line in lines:
            line.close()


def test_it_finishes_what_it_took(tmp_path: Path) -> None:
    body = json.dumps({"text": "A pause."}).encode()
    request = (
        b"POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
    )
    with serving(tmp_path, command=SLOW) as service:
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line:
            line.sendall(request % (len(body), body))
            time.sleep(0.3)
            assert service.end() == 0
            assert line.recv(10_000).startswith(b"HTTP/1.1 200 OK")
        assert service.log[-1]["event"] == "ended"


@pytest.mark.parametrize("pause", [0.0, 0.5, 1.5])
def test_it_ends_in_order_while_it_starts(tmp_path: Path, pause: float) -> None:
    with serving(tmp_path, ready=False) as service:
        time.sleep(pause)
        assert service.end() == 0
        assert service.log[-1]["event"] == "ended"


def test_its_processes_end_with_it(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        children = Path(f"/proc/{service.process.pid}/task").glob("*/children")
        workers = [Path(f"/proc/{pid}") for child in children for pid in child.read_text(encoding="ascii").split()]
        assert workers
        service.process.kill()
        service.process.wait()
        deadline = time.monotonic() + 20
        while any(worker.exists() for worker in workers) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not any(worker.exists() for worker in workers)


def test_keys_open_the_service(newslint: Command, tmp_path: Path) -> None:
    made = newslint("serve", "--new-key", "desk").out.split()
    key = next(word for word in made if word.startswith("newslint_"))
    entry = made[-1]
    assert entry == f"desk:{hashlib.sha256(key.encode()).hexdigest()}"
    (tmp_path / "keys").write_text(f"# the desk\n{entry}\n", encoding="utf-8")
    keys = ("--keys", "keys", "--allow-origin", "https://cms.example", "--host", "0.0.0.0")  # noqa: S104 - it has keys
    with serving(tmp_path, *keys, NEWSLINT_API_KEYS=f"b:{'0' * 64}") as service:
        for wrong in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": f"Basic {key}"}):
            for method, path in (("POST", "/v1/lint"), ("GET", "/v1/rules"), ("GET", "/metrics")):
                refused = service.ask(method, path, {"text": "a"} if method == "POST" else None, **wrong)
                assert (refused.status, refused.headers["www-authenticate"]) == (401, "Bearer")
        right = {"Authorization": f"Bearer {key}", "Origin": "https://cms.example"}
        reply = service.ask("POST", "/v1/lint", {"text": CLEAN}, **right)
        assert (reply.status, reply.headers["access-control-allow-origin"]) == (200, "https://cms.example")
        assert service.logged(401, 200)[-1]["key"] == "desk"
        assert service.ask("GET", "/v1/rules", Host="lint.example", **right).status == 200
        assert service.ask("GET", "/").status == service.ask("GET", "/openapi.json").status == 200
        assert key not in service.log_path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--host", "0.0.0.0"), "there are no keys"),  # noqa: S104 - it is refused
        (("--host", "::"), "there are no keys"),
        (("--host", ""), "there are no keys"),
        (("--keys", "nowhere"), "nowhere"),
        (("--new-key", "a b"), "cannot name a key"),
    ],
)
def test_what_would_be_unsafe_is_not_started(
    newslint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = newslint("serve", "--port", "0", *arguments)
    assert done.code == 2
    assert says in done.err


def test_a_file_of_keys_is_not_shown_when_it_is_wrong(newslint: Command, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("desk: newslint_secret\n", encoding="utf-8")
    done = newslint("serve", "--keys", tmp_path / "keys")
    assert done.code == 2
    assert "secret" not in done.err
    assert "keys:1" in done.err


def test_without_its_packages_it_names_the_extra(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.service.missing", lambda: ["fastapi", "uvicorn"])
    done = newslint("serve")
    assert done.code == 2
    assert "pip install 'newslint[service]'" in done.err
