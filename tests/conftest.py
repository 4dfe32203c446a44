"""What several tests share."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from newslint.cli import run

GLUED = "He told the Harbour Gazette of the war in the that both sides lost.\n"
MENDED = "He told the Harbour Gazette of the war in which both sides lost.\n"
QUOTED = "The mayor they will“he said of an ”important step”.\n"
CLEAN = "The ferry sailed at noon.\n"

LEFT_OUT = pytest.StashKey[int]()


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test see what another one left in the cache, nor what the user has there."""
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache", numbered=True)))


@pytest.fixture
def newslint(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs `newslint` with arguments and standard input; both streams come back as UTF-8."""

    def command(*arguments: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return command


def jars() -> Path | None:
    """Return the folder with the jars of LanguageTool, if there is one: see tests/languagetool/fetch."""
    named = os.environ.get("NEWSLINT_TEST_JARS", "")
    return Path(named) if named else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a real LanguageTool where there is none."""
    if jars() is not None:
        return
    left_out = [item for item in items if item.get_closest_marker("languagetool")]
    if left_out:
        items[:] = [item for item in items if item not in set(left_out)]
        config.hook.pytest_deselected(items=left_out)
        config.stash[LEFT_OUT] = len(left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out."""
    if number := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"LEFT OUT: {number} tests that need a real LanguageTool (Java 17 and Maven): "
            "export NEWSLINT_TEST_JARS=$(bash tests/languagetool/fetch)",
            yellow=True,
        )
