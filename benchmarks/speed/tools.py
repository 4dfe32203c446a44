"""The tools that are timed, each as a program that reads the same articles: how to call it, and what it cost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Cost(NamedTuple):
    """What one run of a program took."""

    seconds: float
    """Of the clock on the wall."""
    processor: float
    """Seconds of all processors, in it and in the processes that it started."""
    memory: float
    """MB at most, of its largest process."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that judges text files, or newslint, which reads a data set."""

    key: str
    title: str
    command: tuple[str, ...]
    install: str
    reads: str = "files"
    """`files`: all of them are named behind the command; `data`: the data set is."""

    @property
    def is_there(self) -> bool:
        """Whether it is installed."""
        return shutil.which(self.command[0]) is not None

    def run(self, folder: Path) -> Cost:
        """Judge the articles of a folder and return what that cost."""
        named = ["articles.jsonl"] if self.reads == "data" else sorted(path.name for path in folder.glob("*.txt"))
        before, begun = os.times(), time.monotonic()
        with subprocess.Popen(
            [*self.command, *named],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
        seconds, after = time.monotonic() - begun, os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        return Cost(seconds, spent, usage.ru_maxrss / 1024)


def tools() -> list[Tool]:
    """Return newslint with one process and with two, and the peers."""
    own = (sys.executable, "-m", "newslint", "check", "--no-cache", "--output-format", "jsonl", "--jobs")
    return [
        Tool("newslint-1", "newslint", (*own, "1"), "pip install .", "data"),
        Tool("newslint-2", "newslint, 2 processes", (*own, "2"), "pip install .", "data"),
        Tool("codespell", "codespell", ("codespell",), "pip install codespell"),
        Tool("proselint", "proselint", ("proselint", "check"), "pip install proselint"),
        Tool("write-good", "write-good", ("write-good",), "npm install -g write-good"),
        Tool("cspell", "cspell", ("cspell", "lint", "--no-progress", "--no-summary"), "npm install -g cspell"),
    ]


def laid_out(texts: Sequence[str], folder: Path) -> None:
    """Write articles into a folder as each tool wants them."""
    folder.mkdir()
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as data:
        for number, text in enumerate(texts):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
            data.write(json.dumps({"id": str(number), "text": text}) + "\n")
