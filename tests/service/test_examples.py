"""The examples ask the service as it wants to be asked, and read its answers rightly."""

import importlib.util
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import CLEAN

if TYPE_CHECKING:
    from tests.service.running import Service

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
BROKEN = "<p>Ada Orrin spoke. Ada Orrin<em>would</em> not say so, “Ada Orrin said.</p>"
SOUND = f"<p>{CLEAN}</p>"


def run(*command: str, service: "Service") -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "NEWSLINT_URL": service.url, "NEWSLINT_KEY": "a-key-that-nobody-wants"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)


def test_the_python_client(service: "Service", tmp_path: Path) -> None:
    lines = (EXAMPLES / "client.py").read_text(encoding="utf-8").split('"""\n\n', 1)[1].splitlines()
    assert len([line for line in lines if line and not line.startswith(("import", "from"))]) <= 20
    for name, text, code, says in (
        ("a.html", BROKEN, 1, "hold"),
        ("a.txt", CLEAN, 0, "pass"),
        ("a.md", "Das *ist* es.", 0, "pass"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run(sys.executable, str(EXAMPLES / "client.py"), str(tmp_path / name), service=service)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (code, says), done.stderr


def test_the_python_client_tells_what_was_not_checked(service: "Service", tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("a" * 300_000, encoding="utf-8")
    done = run(sys.executable, str(EXAMPLES / "client.py"), str(article), service=service)
    assert (done.returncode, done.stdout) == (2, "")
    assert "413" in done.stderr
    down = replace(service, port=9)
    done = run(sys.executable, str(EXAMPLES / "client.py"), str(article), service=down)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


@pytest.mark.programs
def test_the_curl_client(service: "Service") -> None:
    for html, code in ((BROKEN, 1), (SOUND, 0)):
        done = run(str(EXAMPLES / "client.sh"), json.dumps({"html": html}), service=service)
        assert done.returncode == code, done.stderr
        assert json.loads(done.stdout)["complete"]
    assert run(str(EXAMPLES / "client.sh"), "{}", service=service).returncode == 2


class _Signal:
    def __init__(self) -> None:
        self.handler: Any = None

    def connect(self, handler: Any) -> None:  # noqa: ANN401 - as blinker has it
        self.handler = handler


def test_the_superdesk_handler(service: "Service", monkeypatch: pytest.MonkeyPatch) -> None:
    signals = ModuleType("superdesk.signals")
    signals.item_validate = _Signal()  # type: ignore[attr-defined]  # a stand-in
    monkeypatch.setitem(sys.modules, "superdesk", ModuleType("superdesk"))
    monkeypatch.setitem(sys.modules, "superdesk.signals", signals)
    monkeypatch.setenv("NEWSLINT_URL", service.url)
    spec = importlib.util.spec_from_file_location("example", EXAMPLES / "superdesk" / "newslint_validate.py")
    assert spec is not None
    assert spec.loader is not None
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    example.init_app(None)
    send = signals.item_validate.handler

    def validated(item: dict[str, object]) -> tuple[list[str], dict[str, str]]:
        response: list[str] = []
        fields: dict[str, str] = {}
        send(None, item=item, response=response, error_fields=fields)
        return response, fields

    response, fields = validated({"guid": "urn:1", "headline": "Ferry", "body_html": BROKEN, "language": "en"})
    assert any("Orrin would" in message for message in response)
    assert fields == {"body_html": "newslint"}
    assert validated({"guid": "urn:2", "body_html": SOUND}) == ([], {})
    assert validated({"guid": "urn:3", "body_html": None}) == ([], {})
    empty: dict[str, object] = {
        "guid": 5,
        "headline": None,
        "byline": "b" * 3000,
        "language": "",
        "body_html": BROKEN,
    }  # nothing known
    assert validated(empty)[1] == {"body_html": "newslint"}
    (refusal,), _ = validated({"guid": "urn:6", "body_html": "a" * 300_000})
    assert refusal.startswith("newslint could not check this article: HTTP Error 413")
    with monkeypatch.context() as proxy:
        proxy.setattr("urllib.request.urlopen", lambda *_, **__: io.BytesIO(b"<html>Log in</html>"))
        assert validated({"guid": "urn:7", "body_html": BROKEN}) == ([], {})
    monkeypatch.setattr(example, "URL", "http://127.0.0.1:9")
    assert validated({"guid": "urn:4", "body_html": BROKEN}) == ([], {})


def script(name: str, data: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
    """Return what a script of a Directus flow makes of the data of the flow."""
    program = "require(process.argv[1])(JSON.parse(process.argv[2])).then(made => console.log(JSON.stringify(made)))"
    command = ["node", "-e", program, str(EXAMPLES / "directus" / name), json.dumps(data)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout)


@pytest.mark.programs
@pytest.mark.parametrize(
    ("payload", "is_stored"),
    [
        ({"title": "Ferry", "slug": "ferry", "body": BROKEN}, False),
        ({"title": "Ferry", "slug": "ferry", "body": SOUND}, True),
        ({"title": "Ferry again"}, True),
    ],
)
def test_the_directus_flow(service: "Service", payload: dict[str, object], is_stored: bool) -> None:
    data: dict[str, Any] = {"$trigger": {"event": "articles.items.create", "payload": payload}}
    data["article"] = script("article.js", data)
    reply = service.ask("POST", "/v1/lint", data["article"]["request"].encode())
    assert reply.status == 200
    data["lint"] = {"status": reply.status, "data": reply.json}
    (rule,) = re.findall(r'"_neq": "(\w+)"', (EXAMPLES / "directus" / "condition.json").read_text(encoding="utf-8"))
    condition = json.loads((EXAMPLES / "directus" / "condition.json").read_text(encoding="utf-8"))
    assert condition == {"lint": {"data": {"verdict": {"_neq": rule}}}}
    assert (data["lint"]["data"]["verdict"] != rule) is is_stored
    if not is_stored:
        assert "Orrin would" in script("reasons.js", data)
