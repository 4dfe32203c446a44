"""The hooks, as pre-commit itself installs and runs them in a repository of articles."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLEAN, GLUED

HERE = Path(__file__).parent.parent
SPACED = "The ferry sailed , they said , at noon , and came back , late.\n"

pytestmark = pytest.mark.installs


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder; hooks are installed below it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"PRE_COMMIT_HOME": str(folder.parent / "hooks"), "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False
    )


def try_hook(hook: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "pre_commit", "try-repo", str(HERE), hook, "--all-files", folder=folder)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a Git repository with one sound article and a file that is none."""
    folder = tmp_path / "repository"
    folder.mkdir()
    run("git", "init", "--quiet", folder=folder)
    (folder / "sound.txt").write_text(CLEAN)
    (folder / "requirements.txt").write_text("newslint ,  and in the that\n")
    run("git", "add", ".", folder=folder)
    return folder


def test_the_hooks(repository: Path) -> None:
    done = try_hook("newslint", repository)
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout + done.stderr

    (repository / "glued.txt").write_text(GLUED)
    (repository / "spaced.txt").write_text(SPACED)
    run("git", "add", ".", folder=repository)
    done = try_hook("newslint", repository)
    assert (done.returncode, "- exit code: 1" in done.stdout) == (1, True), done.stdout + done.stderr
    assert "error[piled-determiners]" in done.stdout
    assert "requirements.txt" not in done.stdout

    done = try_hook("newslint-fix", repository)
    assert (done.returncode, "- files were modified by this hook" in done.stdout) == (1, True), done.stdout
    assert (repository / "spaced.txt").read_text() == SPACED.replace(" ,", ",")
    assert (repository / "glued.txt").read_text() == GLUED
