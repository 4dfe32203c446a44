"""What several tests share."""

import importlib.util
import io
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from newslint.cli import run

GLUED = "He told the Harbour Gazette of the war in the that both sides lost.\n"
MENDED = "He told the Harbour Gazette of the war in which both sides lost.\n"
QUOTED = "The mayor they will“he said of an ”important step”.\n"
CLEAN = "The ferry sailed at noon.\n"

LEFT_OUT = pytest.StashKey[Counter[str]]()


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


def chromium() -> str | None:
    """Return the path of a Chromium that playwright can drive, if both are there."""
    found = os.environ.get("NEWSLINT_TEST_CHROMIUM") or shutil.which("chromium")
    return found if found and importlib.util.find_spec("playwright") else None


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "languagetool": (
        lambda: jars() is not None,
        "a real LanguageTool (Java 17 and Maven): export NEWSLINT_TEST_JARS=$(bash tests/languagetool/fetch)",
    ),
    "browser": (
        lambda: chromium() is not None and importlib.util.find_spec("axe_playwright_python") is not None,
        "a real browser: apt-get install chromium && pip install 'newslint[browser]'",
    ),
    "wagtail": (
        lambda: importlib.util.find_spec("wagtail") is not None,
        "Wagtail: pip install 'newslint[wagtail]'",
    ),
    "programs": (
        lambda: all(map(shutil.which, ("curl", "node"))),
        "programs that examples use: apt-get install curl nodejs",
    ),
    "parquet": (
        lambda: importlib.util.find_spec("pyarrow") is not None,
        "pyarrow: pip install 'newslint[parquet]'",
    ),
    "spark": (
        lambda: (
            all(map(importlib.util.find_spec, ("pyspark", "pandas", "pyarrow"))) and shutil.which("java") is not None
        ),
        "Spark: apt-get install openjdk-17-jre-headless && pip install 'newslint[spark]'",
    ),
    "installs": (
        lambda: bool(os.environ.get("NEWSLINT_TEST_INSTALLS")),
        "packages from PyPI: export NEWSLINT_TEST_INSTALLS=1",
    ),
}
"""What the tests with a marker need, whether it is there, and how to get it."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs another program that is not there."""
    missing = [marker for marker, (is_there, _) in NEEDS.items() if not is_there()]
    left_out = {item: marker for item in items for marker in missing if item.get_closest_marker(marker)}
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=list(left_out))
    config.stash[LEFT_OUT] = Counter(left_out.values())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out."""
    for marker, number in config.stash.get(LEFT_OUT, Counter[str]()).items():
        terminalreporter.write_line(f"LEFT OUT: {number} tests that need {NEEDS[marker][1]}", yellow=True)
