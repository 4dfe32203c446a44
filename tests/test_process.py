"""What only a process of its own shows: closed streams, signals, full disks, imports."""

import json
import os
import subprocess
import sys
import termios
from pathlib import Path

import pytest

import newslint
from tests.conftest import CLEAN, GLUED, MENDED, QUOTED


def test_version() -> None:
    command = [sys.executable, "-m", "newslint", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "newslint 0.1.0\n"


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED * 5000, encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "check", "a.txt", "--output-format", "concise"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2


@pytest.mark.parametrize("arguments", [["check", "a.txt"], ["rules"], ["fix", "-"], ["fix", "a.txt", "--diff"]])
def test_a_full_disk(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(QUOTED, encoding="utf-8")
    command = [sys.executable, "-m", "newslint", *arguments]
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - no path, a device
        done = subprocess.run(
            command, cwd=tmp_path, input=QUOTED.encode(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr.decode() == "error: the results cannot be written: No space left on device\n"
    assert done.returncode == 2


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-"])
def test_closed_streams(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    command = f"exec {sys.executable} -m newslint check a.txt - {closed}"
    done = subprocess.run(command, cwd=tmp_path, shell=True, input=b"", capture_output=True, check=False)  # noqa: S602
    assert b"Traceback" not in done.stderr
    assert done.returncode == (0 if closed == "2>&-" else 2)


def test_a_signal_leaves_no_scratch_file(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as rows:
        rows.writelines(json.dumps({"text": GLUED * 20}) + "\n" for _ in range(5000))
    command = [sys.executable, "-m", "newslint", "fix", "a.jsonl", "--output-format", "jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.terminate()
        process.stdout.read()
    assert process.returncode == 143
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_terminal_that_knows_ascii_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [sys.executable, "-m", "newslint", "check", "a.txt", "none.txt"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert "“in the that”" in done.stdout.decode()


def test_no_network_and_no_other_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED, encoding="utf-8")
    program = (
        "import sys\n"
        "def forbid(event, _):\n"
        "    if event.startswith(('socket.', 'subprocess.', 'os.exec', 'os.posix_spawn', 'os.system')):\n"
        "        print('FORBIDDEN', event)\n"
        "sys.addaudithook(forbid)\n"
        "from newslint.cli import run\n"
        "run(['check', 'a.txt', '--output-format', 'concise'])\n"
        "run(['fix', 'a.txt', '--unsafe-fixes'])\n"
        "import socket; socket.gethostname()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    forbidden = [line for line in done.stdout.splitlines() if line.startswith("FORBIDDEN")]
    assert forbidden == ["FORBIDDEN socket.gethostname"]  # the last line of the program, which proves the hook
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == MENDED


def test_importing_newslint_is_light() -> None:
    program = "import sys; before = set(sys.modules); {}; print(*(set(sys.modules) - before))"
    for what, ours in (("import newslint", {"newslint"}), ("from newslint import *", {"newslint", "regex"})):
        command = [sys.executable, "-c", program.format(what)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        packages = {name.partition(".")[0] for name in done.stdout.split()}
        assert packages - sys.stdlib_module_names == ours


def test_all_that_newslint_offers_is_there() -> None:
    program = "import newslint; print(*(getattr(newslint, name).__name__ for name in newslint.__all__))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == newslint.__all__
    assert set(newslint.__all__) <= set(dir(newslint))
    with pytest.raises(AttributeError, match="'newslint' has no attribute 'nothing'"):
        newslint.nothing  # noqa: B018 - to be asked for is enough


def test_what_is_to_be_done_at_the_end_is_done(tmp_path: Path) -> None:
    program = (
        "import atexit, sys\n"
        "from newslint.cli import main\n"
        "atexit.register(lambda: print('after all'))\n"
        "sys.stdout.reconfigure(line_buffering=False, write_through=False)\n"
        "sys.argv[1:] = ['--version']\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"newslint {newslint.__version__}\nafter all\n"
    assert not done.stderr


@pytest.mark.parametrize(
    ("way", "is_left_to_python"),
    [
        ("pass", False),
        ("threading.Thread(target=time.sleep, args=(0.2,)).start()", True),
        ("import multiprocessing", True),
    ],
)
def test_where_anything_could_be_lost_the_end_is_left_to_python(
    way: str, is_left_to_python: bool, tmp_path: Path
) -> None:
    program = (
        "import sys, threading, time\n"
        "from newslint.cli import main\n"
        "class Told:\n"
        "    def __del__(self):\n"
        "        sys.stderr.write('taken apart')\n"
        "told = Told()\n"
        "sys.argv[1:] = ['--version']\n"
        f"{way}\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"newslint {newslint.__version__}\n"
    assert (done.stderr == "taken apart") is is_left_to_python


@pytest.mark.parametrize(("term", "shown"), [("xterm", b"1 article checked, "), ("dumb", b"")])
def test_progress_on_a_narrow_terminal(tmp_path: Path, term: str, shown: bytes) -> None:
    (tmp_path / "a.txt").write_text(GLUED, encoding="utf-8")
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 20))
    command = [sys.executable, "-m", "newslint", "check", "a.txt", "--output-format", "json"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "TERM": term}, stdout=subprocess.PIPE, stderr=theirs, check=False
    )
    os.close(theirs)
    try:
        err = os.read(ours, 1000)
    except OSError:  # the other end is closed, and nothing was written
        err = b""
    os.close(ours)
    assert (done.returncode, len(json.loads(done.stdout))) == (1, 1)
    assert err == (b"\r\x1b[2K" + shown + b"\r\x1b[2K" if shown else b"")


@pytest.mark.parametrize("output_format", ["text", "concise", "jsonl"])
def test_a_run_over_one_article_imports_nothing_that_it_does_not_need(output_format: str, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from newslint import ready_re\n"
        "from newslint.cli import run\n"
        f"code = run(['check', '-', '--no-cache', '--jobs', '2', '--output-format', '{output_format}'])\n"
        "print(code, *sorted(sys.modules))\n"
        "sys.stdout.flush()\n"
        "ready_re.keep()\n"
    )
    for _ in ("nothing is kept yet", "all is"):
        done = subprocess.run(
            [sys.executable, "-c", program], input=b"The ferry sailed.\n", capture_output=True, check=True, cwd=tmp_path
        )
    code, *modules = done.stdout.decode().splitlines()[-1].split()
    assert code == "0"
    ours = {"newslint.cli.fixing", "newslint.doctor", "newslint.sources.html", "newslint.checks.html_entities"}
    heavy = {"asyncio", "csv", "fastapi", "ftfy", "html.parser", "importlib.metadata", "multiprocessing"}
    heavy |= {"pathspec", "pydantic", "rich.console", "sqlite3", "tempfile", "tomllib"}
    assert sorted((heavy | ours) & set(modules)) == []
