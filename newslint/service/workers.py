"""Processes that check articles, each with one at a time, and can be given up over an article that takes too long."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, Any

from newslint import child
from newslint.service.checker import Answer, Checker, Task, unfinished

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from multiprocessing.connection import Connection

_log = logging.getLogger("newslint.service")

_START = 120.0
"""Seconds in which a process must have read the rules."""
_ENDED = "the process ended"
_PAUSE = 1.0
"""Seconds before another process is started in place of one that did not start."""
_AT_ONCE = 64_000
"""Bytes that a line to a process takes without waiting for it to read them."""


async def _always() -> bool:
    return True


class Workers:
    """A number of processes; one that ended, or that was given up, is replaced."""

    def __init__(self, number: int, checker: Checker, on_loss: Callable[[], None] = lambda: None) -> None:
        """Take how many there shall be, what they work by, and what to call when one is lost."""
        self.ready = 0
        """How many are there to work."""
        self._number, self._checker, self._on_loss = number, checker, on_loss
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._threads = ThreadPoolExecutor(2 * number, "newslint")
        self._is_closed = False

    def start(self) -> None:
        """Begin to start them; the first is there when `ready` says so."""
        for _ in range(self._number):
            self._keep_task(asyncio.create_task(self._start_worker()))

    async def ask(self, task: Task, seconds: float, is_wanted: Callable[[], Awaitable[bool]] = _always) -> Answer:
        """Return the answer to a task; if there is none in time, or the process ends over it, one that says so.

        Raises ConnectionResetError if nobody wants it any more when its turn comes.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        try:
            async with asyncio.timeout_at(end):
                worker = await self._idle.get()
                while not self._serves(worker):
                    worker = await self._idle.get()
        except TimeoutError:
            return unfinished(task, f"no process was free within {seconds:g} seconds")
        wanted = False
        try:
            wanted = await is_wanted()
        finally:
            if not wanted:
                self._idle.put_nowait(worker)
        if not wanted:
            raise ConnectionResetError
        asking = asyncio.create_task(self._asked(worker, task, end - loop.time(), seconds))
        self._keep_task(asking)
        return await asyncio.shield(asking)  # a client that goes away must not take the process with it

    async def close(self) -> None:
        """End all processes."""
        self._is_closed = True
        for task in [*self._tasks]:
            task.cancel()
        for worker in [*self._all]:
            self._unwatch(worker)
            worker.end()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _asked(self, worker: _Worker, task: Task, left: float, seconds: float) -> Answer:
        self._unwatch(worker)  # if it ends over the article, its line says so
        try:
            answer = await worker.ask(task, left, self._threads)
        except TimeoutError:
            problem = f"not finished within {seconds:g} seconds"
        except (EOFError, OSError):
            problem = "the process that checked it ended (out of memory?)"
        else:
            self._watch(worker)
            self._idle.put_nowait(worker)
            return answer
        self._lose(worker, problem)
        return unfinished(task, problem)

    def _serves(self, worker: _Worker) -> bool:
        """Return whether it did not end while it had nothing to do."""
        if worker in self._all and not worker.is_alive:
            self._lose(worker, _ENDED)
        return worker in self._all

    def _lose(self, worker: _Worker, problem: str) -> None:
        """Start another process in place of one that ended, or that shall end."""
        if worker not in self._all:
            return
        self.ready -= 1
        self._all.discard(worker)
        self._unwatch(worker)
        self._on_loss()
        _log.warning("worker lost", extra={"fields": {"reason": problem}})
        self._keep_task(asyncio.create_task(self._replace(worker)))

    async def _replace(self, worker: _Worker) -> None:
        await asyncio.get_running_loop().run_in_executor(self._threads, worker.end)
        await self._start_worker()

    async def _start_worker(self) -> None:
        """Start a process; try again until one is there."""
        loop = asyncio.get_running_loop()
        while not self._is_closed:
            try:
                worker = await loop.run_in_executor(self._threads, _Worker, self._checker, self._register)
            except (EOFError, OSError) as error:
                _log.error("worker did not start", extra={"fields": {"reason": type(error).__name__}})
                await asyncio.sleep(_PAUSE)
                continue
            self.ready += 1
            self._watch(worker)
            self._idle.put_nowait(worker)
            return

    def _watch(self, worker: _Worker) -> None:
        """See to it that a process that ends while it has nothing to do is replaced before an article needs it."""
        with suppress(NotImplementedError):  # Windows has no such event: there the next article finds out
            asyncio.get_running_loop().add_reader(worker.sentinel, self._lose, worker, _ENDED)

    def _unwatch(self, worker: _Worker) -> None:
        with suppress(NotImplementedError):
            asyncio.get_running_loop().remove_reader(worker.sentinel)

    def _register(self, worker: _Worker) -> None:
        """Remember a process that was started; in a thread, and perhaps after all others were ended."""
        self._all.add(worker)
        if self._is_closed:
            worker.end()

    def _keep_task(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _Worker:
    """One process, and the line to it. It is made and ended in threads, because that blocks."""

    def __init__(self, checker: Checker, is_there: Callable[[_Worker], None]) -> None:
        """Start the process and wait until it is ready; raise EOFError or OSError if it does not come to that."""
        context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
        self._line, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other, checker, os.getpid()), daemon=True)
        self._process.start()
        other.close()
        is_there(self)
        try:
            if not self._line.poll(_START):
                raise TimeoutError
            self._line.recv()
        except (EOFError, OSError):
            self.end()
            raise

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    @property
    def sentinel(self) -> int:
        """What can be read from once the process has ended."""
        return self._process.sentinel

    async def ask(self, task: Task, seconds: float, threads: ThreadPoolExecutor) -> Answer:
        """Return its answer; raise TimeoutError if there is none in time, EOFError or OSError if the process ends."""
        loop = asyncio.get_running_loop()
        asked = ForkingPickler.dumps(task)
        if len(asked) > _AT_ONCE or sys.platform == "win32":
            return await loop.run_in_executor(threads, self._ask, asked, seconds)
        self._line.send_bytes(asked)
        line, comes = self._line.fileno(), asyncio.Event()
        loop.add_reader(line, comes.set)
        try:
            async with asyncio.timeout(seconds):
                await comes.wait()
        finally:
            loop.remove_reader(line)
        answer: Answer = self._line.recv()
        return answer

    def _ask(self, asked: memoryview, seconds: float) -> Answer:
        """Do the same in a thread, for an article that the line cannot hold."""
        self._line.send_bytes(asked)
        if not self._line.poll(max(0.0, seconds)):
            raise TimeoutError
        answer: Answer = self._line.recv()
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        with suppress(OSError):
            self._line.close()


# What runs in the other processes.


def _work(line: Connection, checker: Checker, parent: int) -> None:
    """Answer what comes along the line, until the process at its other end is gone."""
    child.begin(parent)
    checker.warm_up()
    with suppress(EOFError, OSError):
        line.send(None)
        while True:
            line.send(checker.answer(line.recv()))
