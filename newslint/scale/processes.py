"""Articles checked by several processes: the reports come in the order of the articles, and memory stays bounded.

Each process has a line of its own to the one that reads the articles, holds one batch at a time, and can end at any
moment without harm to the others: the pools of the standard library hang if one of theirs is ended in mid-sentence.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from newslint import child
from newslint.document import Document
from newslint.finding import Failure, Finding, Report
from newslint.scale.interruption import PULSE, Interrupted, interruption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from types import TracebackType
    from typing import Self

    from newslint.linter import Linter

Judged = tuple[tuple[Finding, ...], tuple[Failure, ...], Mapping[str, float]]
"""What there is to say about an article: what another process sends back."""
Judgements = list[Judged]

_BATCH = 60_000
"""Characters that a process gets at once: enough that handing them over costs nothing, few enough to share evenly."""
_LONGEST_BATCH = 500
"""Articles."""
_AHEAD = 4
"""Batches for each process: articles are read no further ahead than that."""
WORTH_IT = 100_000
"""Characters; what is less is done sooner by one process than by several that must start first."""
ENDED_HERE = "the run was ended by a signal: this was not checked, nor what comes after it"
_HUGE = 1_000_000
"""Characters of an article that may need more memory than there is, and shall end one of these processes only."""


@dataclass(slots=True)
class Task:
    """An article on its way: to be checked by `linter`, or with its report there already."""

    linter: Linter | None
    doc: Document
    report: Report | None = None


T = TypeVar("T", bound=Task)


class Processes:
    """Checks articles with up to `jobs` processes; use it as a context manager, at the end of which they are gone."""

    def __init__(self, jobs: int) -> None:
        """Take how many processes may work at once; none is started before there is work enough for several."""
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes, whatever they are at."""
        for worker in self._workers:
            worker.end()

    def reports(self, tasks: Iterable[T]) -> Iterator[tuple[T, Report]]:
        """Yield each task with its report, in the order of the tasks.

        An article that ends the process that checks it gets a report that says so. After a signal what is done is
        yielded, and one report that says where it ended; Interrupted is raised if no article was on its way.
        """
        tasks = iter(tasks)
        waiting: deque[_Batch[T]] = deque()
        try:
            yield from self._alone(tasks, waiting)
            yield from self._together(tasks, waiting)
        except Interrupted:
            while waiting and waiting[0].judgements is not None:
                yield from waiting.popleft().reports()
            if not waiting:
                raise
            yield from waiting[0].until_unfinished()

    def _alone(self, tasks: Iterator[T], waiting: deque[_Batch[T]]) -> Iterator[tuple[T, Report]]:
        """Check the first articles, or all of them, in this process; the one at hand, and one left over, is waiting."""
        characters = 0
        for task in tasks:
            waiting.append(_Batch.of(task))
            length = 0 if task.report else len(task.doc.text)
            if self._jobs > 1 and (characters > WORTH_IT or length > _HUGE):
                return
            with interruption.heard():
                report = _report(task)
            waiting.clear()
            yield task, report
            characters += length

    def _together(self, tasks: Iterator[T], waiting: deque[_Batch[T]]) -> Iterator[tuple[T, Report]]:
        """Check the articles in several processes."""
        batches = _batches(tasks)
        while True:
            while len(waiting) < _AHEAD * self._jobs and (batch := next(batches, None)):
                waiting.append(batch)
                self._employ(waiting)
            if not waiting:
                return
            self._employ(waiting)
            while waiting[0].judgements is None:
                self._listen()
                self._employ(waiting)
            yield from waiting.popleft().reports()

    def _employ(self, waiting: Iterable[_Batch[T]]) -> None:
        """Give each process that has nothing to do one of the batches that nobody has."""
        for batch in waiting:
            if batch.linter is None:
                batch.judgements = []  # nothing in it is to be checked
            if batch.is_taken or batch.judgements is not None:
                continue
            idle = next((worker for worker in self._workers if worker.batch is None), None)
            if idle is None and len(self._workers) < self._jobs:
                idle = _Worker(batch)
                self._workers.append(idle)
            if idle is None:
                return
            batch.is_taken, idle.batch = True, batch
            idle.give(batch.parcel)

    def _listen(self) -> None:
        """Wait until a process has done its batch, or has ended over it."""
        from multiprocessing.connection import wait  # noqa: PLC0415 - the same

        busy = [worker.line for worker in self._workers if worker.batch is not None]
        while not (ready := wait(busy, PULSE)):
            interruption.ask()
        interruption.ask()
        for worker in [worker for worker in self._workers if worker.line in ready]:
            batch, worker.batch = worker.batch, None
            if batch is None:
                continue
            batch.judgements = worker.answer()
            if batch.judgements is None:
                self._workers.remove(worker)
                worker.end()
                batch.judgements = [_judged_apart(batch, doc) for doc in batch.docs]


@dataclass(slots=True)
class _Batch(Generic[T]):
    """Tasks in a row, those to be checked all with one linter."""

    linter: Linter | None = None
    tasks: list[T] = field(default_factory=list)
    characters: int = 0
    is_taken: bool = False
    judgements: Judgements | None = None

    @classmethod
    def of(cls, task: T) -> _Batch[T]:
        """Return a batch of one."""
        batch = cls()
        batch.add(task)
        return batch

    @property
    def docs(self) -> Sequence[Document]:
        """The articles to be checked, without the views that may have been made of them."""
        return [replace(task.doc) for task in self.tasks if task.report is None]

    @property
    def parcel(self) -> tuple[bytes, Sequence[Document]]:
        """What a process needs for the work."""
        return _pickled(self.linter), self.docs

    def takes(self, task: T) -> bool:
        is_room = self.characters < _BATCH and len(self.tasks) < _LONGEST_BATCH
        return is_room and (task.report is not None or self.linter in {None, task.linter})

    def add(self, task: T) -> None:
        self.tasks.append(task)
        if task.report is None:
            self.linter = task.linter
            self.characters += len(task.doc.text)

    def reports(self) -> Iterator[tuple[T, Report]]:
        judgements = iter(self.judgements or ())
        for task in self.tasks:
            yield task, task.report or _told(task.doc, *next(judgements))

    def until_unfinished(self) -> Iterator[tuple[T, Report]]:
        """Yield what was known before, up to the first article still to be checked, and a report that says so of it."""
        for task in self.tasks:
            yield task, task.report or _given_up(task.doc)
            if task.report is None:
                return


def _batches(tasks: Iterable[T]) -> Iterator[_Batch[T]]:
    """Yield the tasks in batches; where a signal ends their coming, those that have come."""
    batch = _Batch[T]()
    try:
        for task in tasks:
            if not batch.takes(task):
                yield batch
                batch = _Batch[T]()
            batch.add(task)
    except Interrupted:
        if batch.tasks:
            yield batch
        raise
    if batch.tasks:
        yield batch


def _told(
    doc: Document, findings: tuple[Finding, ...], failures: tuple[Failure, ...], seconds: Mapping[str, float]
) -> Report:
    return Report(doc, findings, failures, seconds=seconds)


def _given_up(doc: Document) -> Report:
    place = Document("", doc.id, file=doc.file, record=doc.record)
    return Report(place, failures=(Failure("", f"{doc.id}: {ENDED_HERE}"),))


def _report(task: Task) -> Report:
    if task.report is None and task.linter is not None:
        return _checked(task.linter, task.doc)
    return task.report or Report(task.doc)


def _checked(linter: Linter, doc: Document) -> Report:
    """Return what is found; a crash outside of the rules is told as one of the article, and the run goes on."""
    try:
        return linter.lint(doc)
    except Exception as error:  # noqa: BLE001 - one article must not end a run over a million
        problem = f"{doc.id}: newslint itself failed, which is a bug: {type(error).__name__}: {error}"
        return Report(doc, failures=(Failure("", problem),))


def _judged_apart(batch: _Batch[T], doc: Document) -> Judged:
    """Check an article of a batch that ended its process in a process of its own."""
    worker = _Worker(batch)
    try:
        worker.give((_pickled(batch.linter), [doc]))
        while not worker.line.poll(PULSE):
            interruption.ask()
        answer = worker.answer()
    finally:
        worker.end()
    problem = f"{doc.id}: the process that checked it ended (out of memory?)"
    return answer[0] if answer else ((), (Failure("", problem),), {})


def _pickled(linter: Linter | None) -> bytes:
    import pickle  # noqa: PLC0415 - one process is often enough

    return pickle.dumps(linter)


class _Worker:
    """A process that checks batches, and the line to it."""

    def __init__(self, batch: _Batch[Any]) -> None:
        """Start the process; where processes are forked, it has the batch's linter ready to work."""
        import multiprocessing  # noqa: PLC0415 - one process is often enough

        if batch.linter is not None:
            _LINTERS[_pickled(batch.linter)] = batch.linter
        self.batch: _Batch[Any] | None = None
        self.line, other = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_work, args=(other, os.getpid()), daemon=True)
        self._process.start()
        other.close()

    def give(self, parcel: tuple[bytes, Sequence[Document]]) -> None:
        with suppress(OSError):  # a process that has ended is seen when its answer is awaited
            self.line.send(parcel)

    def answer(self) -> Judgements | None:
        """Return what the process found, None if it has ended."""
        try:
            found: Judgements = self.line.recv()
        except (EOFError, OSError):
            return None
        return found

    def end(self) -> None:
        self.line.close()
        self._process.kill()
        self._process.join()


# What runs in the other processes.

_LINTERS: dict[bytes, Linter] = {}


def _work(line: Connection, parent: int) -> None:
    """Check what comes along the line, until it or the process at its other end is gone."""
    child.begin(parent)
    with suppress(EOFError, OSError):
        while True:
            line.send(_judged(*line.recv()))


def _judged(options: bytes, docs: Sequence[Document]) -> Judgements:
    """Check articles with the linter that was pickled to `options`."""
    linter = _LINTERS.get(options)
    if linter is None:
        import pickle  # noqa: PLC0415 - one process is often enough

        linter = _LINTERS[options] = pickle.loads(options)  # noqa: S301 - comes from the process that started this one
    reports = (_checked(linter, doc) for doc in docs)
    return [(report.findings, report.failures, report.seconds) for report in reports]
