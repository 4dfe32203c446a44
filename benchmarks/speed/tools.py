"""The tools that are timed, each as a program that reads the same articles: how to call it, and what it cost."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import newslint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DATA = "articles.jsonl"
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_OFTEN = 0.02
"""Seconds between two looks at a program."""


class Cost(NamedTuple):
    """What one run of a program took."""

    seconds: float
    """Of the clock on the wall."""
    processor: float
    """Seconds of all processors, in it and in the processes that it started."""
    memory: float
    """MB at most, of its largest process."""
    processes: int
    """At most at one time, the program itself and those that it started."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that judges text files, or newslint, which reads a data set."""

    key: str
    title: str
    command: tuple[str, ...]
    install: str
    reads: str = "files"
    """`files`: all of them are named behind the command; `data`: the data set is."""
    tells: tuple[str, ...] = ("--version",)
    """How the program is asked for its version."""
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_there(self) -> bool:
        """Whether it is installed."""
        return shutil.which(self.command[0]) is not None

    def version(self) -> str:
        """Return its version, or nothing if it tells none."""
        done = subprocess.run([self.command[0], *self.tells], capture_output=True, text=True, timeout=60, check=False)
        found = _VERSION.findall(done.stdout)
        return found[-1] if found else ""

    def run(self, folder: Path) -> Cost:
        """Judge the articles of a folder and return what that cost."""
        named = [DATA] if self.reads == "data" else sorted(path.name for path in folder.glob("*.txt"))
        before, begun = os.times(), time.monotonic()
        with subprocess.Popen(
            [*self.command, *named],
            cwd=folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            watch = _Watch(process.pid)
            watch.start()
            process.wait()
        seconds, after = time.monotonic() - begun, os.times()
        watch.stop()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        return Cost(seconds, spent, watch.memory / 1024, watch.processes)

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, **self.environment}


class _Watch(threading.Thread):
    """Looks now and then at a program: how many processes it has, and what they hold. Only Linux tells.

    What the system tells of a process that has ended is of no use here: the most that it held is never less than what
    held the process that started it.
    """

    def __init__(self, program: int) -> None:
        super().__init__(daemon=True)
        self._program, self._is_over = program, threading.Event()
        self.processes, self.memory = 1, 0
        """The most at one time; and the most kB of one process."""

    def run(self) -> None:
        while not self._is_over.is_set():
            there = list(_processes(self._program))
            self.processes = max(self.processes, len(there))
            self.memory = max(self.memory, *map(_most_held, there))
            self._is_over.wait(_OFTEN)

    def stop(self) -> None:
        self._is_over.set()
        self.join()


def _processes(program: int) -> Iterator[int]:
    """Yield the number of a process, of those that it started, and of those that these started."""
    yield program
    with suppress(OSError):  # it has ended, or this is not Linux
        children = Path(f"/proc/{program}/task/{program}/children").read_text(encoding="ascii")
        for child in children.split():
            yield from _processes(int(child))


def _most_held(process: int) -> int:
    """Return the most kB of memory that a process held; 0 if it has ended."""
    with suppress(OSError):
        found = _PEAK.search(Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace"))
        return int(found[1]) if found else 0
    return 0


def own(jobs: int) -> Tool:
    """Return newslint, the one that is imported here, with so many processes."""
    check = ("check", "--no-cache", "--output-format", "jsonl", "--jobs", str(jobs))
    title = "newslint" if jobs == 1 else f"newslint --jobs {jobs}"
    where = os.pathsep.join([str(Path(newslint.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    environment = {"PYTHONPATH": where.strip(os.pathsep)}
    command = (sys.executable, "-m", "newslint", *check)
    return Tool(f"newslint-{jobs}", title, command, "pip install .", "data", environment=environment)


def tools() -> list[Tool]:
    """Return newslint with one process and with two, and the peers."""
    return [
        own(1),
        own(2),
        Tool("codespell", "codespell", ("codespell",), "pip install codespell"),
        Tool("hunspell", "hunspell", ("hunspell", "-d", "en_US", "-l"), "apt install hunspell hunspell-en-us"),
        Tool("proselint", "proselint", ("proselint", "check"), "pip install proselint", tells=("version",)),
        Tool("write-good", "write-good", ("write-good",), "npm install -g write-good"),
        Tool("cspell", "cspell", ("cspell", "lint", "--no-progress", "--no-summary"), "npm install -g cspell"),
    ]


def laid_out(texts: Sequence[str], folder: Path) -> None:
    """Write articles into a folder as each tool wants them."""
    data_set(texts, folder)
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def data_set(texts: Iterable[str], folder: Path) -> int:
    """Write articles into a folder as newslint's data set, and return the bytes of all texts."""
    folder.mkdir(exist_ok=True)
    size = 0
    with (folder / DATA).open("w", encoding="utf-8") as data:
        for number, text in enumerate(texts):
            data.write(json.dumps({"id": str(number), "text": text}) + "\n")
            size += len(text.encode())
    return size
