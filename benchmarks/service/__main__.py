"""Puts load on a service of its own: `python -m benchmarks.service [--requests N] [--output]`. Linux only."""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import newslint

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "results.md"
_SECONDS = 120.0
_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Load:
    """What came of a number of requests."""

    seconds: float = 0.0
    cpu: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    incomplete: int = 0
    memory: list[tuple[int, int]] = field(default_factory=list)
    """After so many requests so many bytes."""


def main() -> int:
    """Measure, show, and write the results if told; return 1 if a request failed."""
    options = _options()
    articles = list(itertools.islice(composed(options.size), options.articles))
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = [sys.executable, "-m", "newslint", "serve", "--port", "0", "--jobs", str(options.jobs)]
        with log.open("wb") as stream:
            process = subprocess.Popen(command, stderr=stream, cwd=ROOT)  # noqa: S603 - newslint itself
        try:
            port = _port(log, process)
            _run(port, process.pid, articles[:50], 50, options.connections)  # warm
            load = _run(port, process.pid, articles, options.requests, options.connections)
            short = [article[: options.short] for article in articles]
            long = _run(port, process.pid, short, options.memory, options.connections)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(_SECONDS)
    told = "\n".join(_told(load, long, options))
    print(told)  # noqa: T201 - the result of the program
    if options.output:
        RESULTS.write_text(f"{_HEAD}\n{told}\n", encoding="utf-8")
    return int(any(set(one.statuses) != {200} or one.incomplete for one in (load, long)))


def composed(size: int) -> itertools.chain[str]:
    """Return articles without end, of about `size` bytes, from paragraphs of the articles in `fixtures/`."""
    paths = [*sorted((ROOT / "fixtures" / "clean").rglob("*.txt")), *sorted((ROOT / "fixtures").rglob("article.txt"))]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    paragraphs = [line for text in texts for line in text.splitlines() if 80 < len(line) < 1200]  # noqa: PLR2004
    chosen = random.Random(8)  # noqa: S311 - the same articles each time

    def one() -> str:
        lines: list[str] = []
        while sum(map(len, lines)) < size:
            lines.append(chosen.choice(paragraphs))
        return "\n\n".join(lines)[:size]

    return itertools.chain.from_iterable([one()] for _ in itertools.count())


def _run(port: int, pid: int, articles: list[str], requests: int, connections: int) -> Load:
    """Send the articles, over and over, from so many connections that each have one request on its way."""
    load, numbers, lock = Load(), itertools.count(), threading.Lock()
    bodies = [json.dumps({"text": text, "offsets": "utf-16"}).encode() for text in articles]

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
        while (number := next(numbers)) < requests:
            started = time.perf_counter()
            try:
                line.request("POST", "/v1/lint", bodies[number % len(bodies)], {"Content-Type": "application/json"})
                answer = line.getresponse()
                told, status = json.loads(answer.read()), answer.status
            except (OSError, http.client.HTTPException):
                told, status = {}, 0
                line.close()
            taken = time.perf_counter() - started
            with lock:
                load.times.append(taken)
                load.statuses[status] += 1
                load.incomplete += not told.get("complete")
                if number % max(1, requests // 10) == 0:
                    load.memory.append((number, _memory(pid)))
        line.close()

    cpu, started = _cpu(pid), time.perf_counter()
    clients = [threading.Thread(target=client) for _ in range(connections)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    load.seconds, load.cpu = time.perf_counter() - started, _cpu(pid) - cpu
    load.memory.append((requests, _memory(pid)))
    return load


def _processes(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    threads = Path(f"/proc/{pid}/task").iterdir()
    of_threads = [child for thread in threads for child in (thread / "children").read_text(encoding="ascii").split()]
    return [pid, *sorted({int(child) for child in (*children, *of_threads)})]


def _cpu(pid: int) -> float:
    """Return the seconds of processor time that the service has used."""
    stats = [
        Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for each in _processes(pid)
    ]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / _TICKS


def _memory(pid: int) -> int:
    """Return the bytes that the service holds, what its processes share counted for each."""
    return sum(
        int(Path(f"/proc/{each}/statm").read_text(encoding="ascii").split()[1]) * _PAGE_SIZE for each in _processes(pid)
    )


def _port(log: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for line in log.read_text(encoding="utf-8").splitlines():
            if '"listening"' in line:
                port = int(json.loads(line)["port"])
                line_ = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
                line_.request("GET", "/readyz")
                if line_.getresponse().status == http.HTTPStatus.OK:
                    return port
        time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8"))


_HEAD = """# The service under load

Written by `python -m benchmarks.service --output`; [README.md](README.md) says what the rows mean.
"""


def _told(load: Load, long: Load, options: argparse.Namespace) -> list[str]:
    times = sorted(load.times)
    at = {share: 1000 * times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.95, 0.99)}
    errors = len(times) - load.statuses[200]
    failed = len(long.times) - long.statuses[200]
    megabytes = [f"{number:,}: {held / 1e6:.0f}" for number, held in sorted(long.memory)]
    rows = [
        ("requests", f"{len(times):,}, {options.articles:,} different articles of {options.size:,} characters"),
        ("connections, processes that check", f"{options.connections}, {options.jobs}"),
        ("errors", f"{errors:,}"),
        ("not complete", f"{load.incomplete:,}"),
        ("p50, p95, p99 in ms", ", ".join(f"{ms:.0f}" for ms in at.values())),
        ("requests a second", f"{len(times) / load.seconds:.0f}"),
        ("processor time of the service for a request, in ms", f"{1000 * load.cpu / len(times):.1f}"),
        ("**requests a second and core**", f"{len(times) / load.cpu:.0f}"),
        ("then", f"{len(long.times):,} requests, of {options.short:,} characters each"),
        ("errors, not complete", f"{failed:,}, {long.incomplete:,}"),
        ("memory in MB, after so many of them", "; ".join(megabytes)),
    ]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, newslint {newslint.__version__}"
    busy = f"load average before and after: {options.load:.1f}, {os.getloadavg()[0]:.1f}"
    return [f"{machine}; {busy}.", "", "|  |  |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--size", type=int, default=5000)
    parser.add_argument("--memory", type=int, default=20_000, help="requests over which memory is watched")
    parser.add_argument("--short", type=int, default=1000, help="characters of their articles")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--output", action="store_true", help="write results.md")
    options = parser.parse_args()
    options.load = os.getloadavg()[0]
    return options


if __name__ == "__main__":
    sys.exit(main())
