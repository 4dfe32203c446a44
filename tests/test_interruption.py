"""Signals in the middle of a run: what was done is reported, every format is ended, nothing is left behind."""

import json
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newslint import Document, Linter
from newslint.finding import Report
from newslint.report.wire import Wire
from newslint.scale import processes
from newslint.scale.interruption import SIGNALS, Interrupted, Interruption
from newslint.sources import files
from tests.conftest import GLUED, QUOTED, Command

if TYPE_CHECKING:
    from newslint.scale.processes import _Worker

ENDED = "the run was ended by a signal: this was not checked, nor what comes after it"
NAMES = [f"{letter}.txt" for letter in "abcde"]
LINT = Linter.lint


class Noisy:
    """Something whose destructor is interrupted."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def interrupt_in_destructor() -> None:
    Noisy()


def interrupt_in_callback() -> None:
    """Let the exception be lost for sure: Python swallows what a weak reference's callback raises."""

    class Short:
        pass

    short = Short()
    _kept = weakref.ref(short, lambda _: interrupt())
    del short


@pytest.fixture(autouse=True)
def swallowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Work in a folder of five articles; return what Python swallowed."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        Path(name).write_text(f"{GLUED}\n{name}\n")
    lost: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lost.append)
    before = [signal.getsignal(number) for number in SIGNALS]
    yield lost
    assert [signal.getsignal(number) for number in SIGNALS] == before


def lint_with(monkeypatch: pytest.MonkeyPatch, event: Callable[[], None], name: str = "c.txt") -> None:
    """Let something happen in the middle of checking one article."""

    def lint(self: Linter, article: Document | str) -> Report:
        if isinstance(article, Document) and article.id == name:
            event()
        return LINT(self, article)

    monkeypatch.setattr(Linter, "lint", lint)


def told(out: str) -> list[tuple[str, int, list[str]]]:
    """Return of each article its name, how many findings it has, and what failed."""
    return [
        (row["document"], len(row["findings"]), [failure["error"] for failure in row["failures"]])
        for row in json.loads(out)
    ]


@pytest.mark.parametrize(
    ("event", "done", "lost"),
    [(interrupt, 2, 0), (interrupt_in_destructor, 3, 0), (interrupt_in_callback, 3, 1)],
)
def test_what_was_done_is_reported(  # noqa: PLR0913, PLR0917 - fixtures and a row of the table
    newslint: Command,
    monkeypatch: pytest.MonkeyPatch,
    swallowed: list[Any],
    event: Callable[[], None],
    done: int,
    lost: int,
) -> None:
    lint_with(monkeypatch, event)
    run = newslint("check", ".", "--output-format", "json", "--jobs", 1)
    at = NAMES[2]  # the article at hand, or the last one that was read
    assert run.code == 130
    assert run.err == f"error: {at}: {ENDED}\n"
    assert told(run.out) == [*((name, 1, []) for name in NAMES[:done]), (at, 0, [f"{at}: {ENDED}"])]
    assert len(swallowed) == lost


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_every_signal_has_its_exit_code(
    newslint: Command, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    lint_with(monkeypatch, lambda: signal.raise_signal(number))
    assert newslint("check", ".", "--jobs", 1).code == code
    lint_with(monkeypatch, lambda: None)
    assert newslint("check", ".", "--jobs", 1).code == 1


def test_what_was_done_is_known_to_the_next_run(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    lint_with(monkeypatch, interrupt)
    assert newslint("check", ".").code == 130
    checked: list[str] = []

    def lint(self: Linter, article: Document | str) -> Report:
        checked.append(article.id if isinstance(article, Document) else "")
        return LINT(self, article)

    monkeypatch.setattr(Linter, "lint", lint)
    assert newslint("check", ".").code == 1
    assert checked == NAMES[2:]


def test_a_report_is_not_cut(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    add = Wire.add

    def interrupted(self: Wire, report: Report) -> None:
        if report.document.id == "b.txt":
            interrupt()
        add(self, report)

    monkeypatch.setattr(Wire, "add", interrupted)
    run = newslint("check", ".", "--output-format", "json")
    assert run.code == 130
    assert [(name, findings) for name, findings, _ in told(run.out)] == [("a.txt", 1), ("b.txt", 1), ("b.txt", 0)]


def test_a_second_signal_ends_the_run_wherever_it_is(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.scale.interruption._ONE_PRESS", -1)

    def interrupted(*_: object) -> None:
        interrupt()
        interrupt()
        pytest.fail("went on")

    monkeypatch.setattr(Wire, "add", interrupted)
    run = newslint("check", ".", "--output-format", "json")
    assert (run.code, run.out, run.err) == (130, "", "")


def test_a_signal_that_comes_twice_at_once_is_one(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    add = Wire.add

    def interrupted(self: Wire, report: Report) -> None:
        interrupt()
        interrupt()
        add(self, report)

    monkeypatch.setattr(Wire, "add", interrupted)
    run = newslint("check", ".", "--output-format", "json")
    assert (run.code, [name for name, _, _ in told(run.out)]) == (130, ["a.txt", "a.txt"])


def test_a_file_of_an_earlier_run_stays(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("old.sarif").write_text("old")
    lint_with(monkeypatch, interrupt)
    run = newslint("check", *NAMES, "--output-format", "sarif:old.sarif", "--output-format", "json")
    assert (run.code, len(json.loads(run.out))) == (130, 3)
    assert Path("old.sarif").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == [*NAMES, "old.sarif"]


@pytest.mark.parametrize("command", ["create", "update", "prune"])
def test_half_a_run_makes_no_baseline(newslint: Command, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    before = ""
    if command != "create":
        newslint("baseline", "create", "a.txt")
        before = Path("newslint-baseline.json").read_text()
    lint_with(monkeypatch, interrupt)
    run = newslint("baseline", command)
    assert (run.code, run.out) == (130, "")
    assert (Path("newslint-baseline.json").read_text() if before else "") == before
    assert Path("newslint-baseline.json").exists() == bool(before)


def test_statistics_end_too(newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    lint_with(monkeypatch, interrupt)
    run = newslint("stats", "--output-format", "csv", "--jobs", 1)
    assert run.code == 130
    assert run.err == f"error: c.txt: {ENDED}\n"
    assert run.out.splitlines()[1].split(",")[:2] == ["piled-determiners", "2"]


class TestFix:
    @pytest.fixture(autouse=True)
    def _mendable(self) -> None:
        for name in NAMES:
            Path(name).write_text(QUOTED)

    def test_a_file_is_mended_and_told_or_neither(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        lint_with(monkeypatch, interrupt)
        run = newslint("fix", ".", "--output-format", "json")
        assert run.code == 130
        assert [(name, failures) for name, _, failures in told(run.out)] == [
            ("a.txt", []),
            ("b.txt", []),
            ("c.txt", [f"c.txt: {ENDED}"]),
        ]
        assert [Path(name).read_text() == QUOTED for name in NAMES] == [False, False, True, True, True]
        assert sorted(path.name for path in Path().iterdir()) == NAMES

    def test_a_file_in_the_middle_of_being_replaced(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        sync = files._sync_folder  # noqa: SLF001 - what comes behind the very moment

        def interrupted(folder: Path) -> None:
            interrupt()
            sync(folder)

        monkeypatch.setattr(files, "_sync_folder", interrupted)
        run = newslint("fix", ".", "--output-format", "json")
        assert run.code == 130
        assert [name for name, _, _ in told(run.out)] == ["a.txt", "a.txt"]
        assert [Path(name).read_text() == QUOTED for name in NAMES] == [False, True, True, True, True]

    def test_a_diff(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        lint_with(monkeypatch, interrupt)
        run = newslint("fix", *NAMES, "--diff")
        assert run.code == 130
        assert [line for line in run.out.splitlines() if line.startswith("---")] == ["--- a.txt", "--- b.txt"]
        assert [Path(name).read_text() == QUOTED for name in NAMES] == [True] * 5


class TestProcesses:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(processes, "WORTH_IT", 1)
        monkeypatch.setattr(processes, "_BATCH", 1)

    def interrupt_at(self, monkeypatch: pytest.MonkeyPatch, batch: int) -> "list[_Worker]":
        """Interrupt when so many batches were handed out; return the processes that were started."""
        started: list[_Worker] = []
        given = 0
        start, give = processes._Worker.__init__, processes._Worker.give  # noqa: SLF001

        def noted(self: processes._Worker, batch: Any) -> None:  # noqa: ANN401 - handed on
            start(self, batch)
            started.append(self)

        def counted(self: processes._Worker, parcel: Any) -> None:  # noqa: ANN401 - handed on
            nonlocal given
            give(self, parcel)
            given += 1
            if given == batch:
                interrupt()

        monkeypatch.setattr("newslint.scale.processes._Worker.__init__", noted)
        monkeypatch.setattr("newslint.scale.processes._Worker.give", counted)
        return started

    @pytest.mark.parametrize("batch", [1, 2, 3, 9])
    def test_what_comes_is_in_order_and_nothing_is_left_running(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch, batch: int
    ) -> None:
        names = [f"{number:02}.txt" for number in range(20)]
        for name in NAMES:
            Path(name).unlink()
        for name in names:
            Path(name).write_text(GLUED)
        started = self.interrupt_at(monkeypatch, batch)
        run = newslint("check", ".", "--output-format", "json", "--jobs", 2, "--no-cache")
        assert run.code == 130
        *done, (last, _, failures) = told(run.out)
        assert done == [(name, 1, []) for name in names[: len(done)]]
        assert 1 <= len(done) <= batch + 1
        assert failures == [f"{last}: {ENDED}"]
        assert started
        assert [worker._process.is_alive() for worker in started] == [False] * len(started)  # noqa: SLF001


class TestHandlers:
    def test_those_that_are_ignored_stay_so(self) -> None:
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            made = Interruption()
            with made.handled():
                assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
                assert signal.getsignal(signal.SIGTERM) == made._hear  # noqa: SLF001
                signal.raise_signal(signal.SIGHUP)
            assert made.code == 0
        finally:
            signal.signal(signal.SIGHUP, before)

    def test_in_another_thread_nothing_is_taken(self) -> None:
        found: list[object] = []

        def run() -> None:
            with Interruption().handled():
                found.append(signal.getsignal(signal.SIGTERM))

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        assert found == [signal.getsignal(signal.SIGTERM)]

    def test_a_wait_for_the_next_item_may_end_but_not_what_is_done_with_it(self) -> None:
        made = Interruption()
        done: list[int] = []

        def coming() -> Iterator[int]:
            yield 1
            interrupt()
            yield 2

        with made.handled(), pytest.raises(Interrupted) as end, made.deferred():  # noqa: PT012 - interrupted in it
            for item in made.heard_between(coming()):
                done.append(item)  # noqa: PERF402 - interrupted
        assert (done, end.value.code) == ([1], 130)

        done.clear()
        with made.handled(), pytest.raises(Interrupted), made.deferred():  # noqa: PT012 - the same
            for item in made.heard_between([1, 2, 3]):
                interrupt()
                done.append(item)
        assert done == [1]

    def test_nothing_is_remembered_of_an_earlier_run(self) -> None:
        made = Interruption()
        with made.handled(), pytest.raises(Interrupted):
            interrupt()
        assert made.code == 130
        with made.handled():
            made.ask()
            assert made.code == 0
