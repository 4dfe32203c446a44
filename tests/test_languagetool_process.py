"""The life of a managed server: whatever becomes of newslint, the server ends with it. A program plays Java."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newslint.backends.languagetool.server import Server
from newslint.backends.languagetool.settings import Settings
from newslint.errors import BackendError
from tests.conftest import CLEAN
from tests.languagetool.fake import within

ROOT = Path(__file__).parent.parent
CHECK = [sys.executable, "-m", "newslint", "check", "--backend", "languagetool"]
WARM_UP = 1
"""Articles that a server is asked about before the first one."""


@pytest.fixture
def pid_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a Java on the path that is none, and return the file into which it writes its process id."""
    folder = tmp_path / "bin"
    folder.mkdir()
    fake = f"exec {sys.executable} -m tests.languagetool.fake"
    script = f'case $1 in -version) echo \'openjdk version "17"\' >&2;; *) cd {ROOT}; {fake} "$@";; esac'
    (folder / "java").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "java").chmod(0o755)
    (tmp_path / "languagetool-server-6.8.jar").touch()
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path))
    monkeypatch.setenv("FAKE_JAVA_PID", str(tmp_path / "pid"))
    return tmp_path / "pid"


def pids(pid_file: Path) -> list[int]:
    return [int(line) for line in pid_file.read_text(encoding="utf-8").split()]


def is_gone(pid_file: Path) -> bool:
    """Whether all servers have ended; the system takes a moment to bury what was killed."""
    return within(20, lambda: not any(map(is_running, pids(pid_file))))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 143 - 14), (signal.SIGINT, 130), (signal.SIGKILL, -9), (None, 0)],
)
def test_a_server_ends_with_newslint(tmp_path: Path, pid_file: Path, number: signal.Signals | None, code: int) -> None:
    command = [*CHECK, "-"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin
        process.stdin.write(CLEAN.encode())
        process.stdin.flush()
        assert within(60, pid_file.exists)
        assert within(60, lambda: bool(pids(pid_file)))
        if number is None:
            process.stdin.close()
        else:
            process.send_signal(number)
        assert process.wait(60) == code
    assert is_gone(pid_file)


def test_one_server_serves_the_whole_run(tmp_path: Path, pid_file: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "newslint.toml").write_text("[backends.languagetool]\nmanaged = true\n", encoding="utf-8")
        (tmp_path / name / "a.txt").write_text(CLEAN, encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "check", "one", "two", "--require-backend"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Checked 2 articles" in done.stdout
    assert len(pids(pid_file)) == 1
    assert is_gone(pid_file)


def test_no_server_for_rules_that_need_none(tmp_path: Path, pid_file: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    done = subprocess.run([*CHECK, "a.txt", "--select", "glue"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    (tmp_path / "newslint.toml").write_text("[backends.languagetool]\nmanaged = true\n", encoding="utf-8")
    for command in (["rules"], ["explain", "verb-forms"], ["doctor"]):
        subprocess.run([sys.executable, "-m", "newslint", *command], cwd=tmp_path, capture_output=True, check=True)
    assert not pid_file.exists()


def test_a_server_that_dies_is_not_started_again(
    tmp_path: Path, pid_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_JAVA_DIES_AFTER", str(WARM_UP + 2))
    rows = [json.dumps({"id": str(number), "text": CLEAN}) for number in range(20)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [*CHECK, "a.jsonl", "--output-format", "jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == 20
    assert len(pids(pid_file)) == 1
    assert reports[0]["failures"] == []
    assert [failure["rule"] for failure in reports[-1]["failures"]] == ["languagetool"]
    assert done.returncode == 0
    assert (
        subprocess.run([*command, "--require-backend"], cwd=tmp_path, capture_output=True, check=False).returncode == 2
    )
    assert is_gone(pid_file)


def test_a_server_that_never_gets_ready_is_ended(
    tmp_path: Path, pid_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin" / "java").write_text(
        f"#!/bin/sh\ncase $1 in -version) echo 'version \"17\"' >&2;; *) echo $$ > {pid_file}; exec sleep 600;; esac\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("newslint.backends.languagetool.server._START_SECONDS", 1.5)
    with (
        pytest.raises(BackendError, match=r"the server was not ready after 1\.5 seconds"),
        Server(Settings(managed=True)),
    ):
        pass
    assert is_gone(pid_file)


def test_a_failure_inside_a_run_ends_the_server(pid_file: Path) -> None:
    def fail() -> None:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"), Server(Settings(managed=True)):
        fail()
    assert is_gone(pid_file)


def test_the_server_has_a_process_group_of_its_own(pid_file: Path) -> None:
    with Server(Settings(managed=True)) as server:
        (pid,) = pids(pid_file)
        assert os.getpgid(pid) == os.getpgid(server.pid) == server.pid
        assert server.url.startswith("http://127.0.0.1:")
    assert is_gone(pid_file)
