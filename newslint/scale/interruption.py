"""A run ended by a signal, as by Ctrl-C: at a place where nothing is lost of what was done before.

A signal raises `Interrupted` only where a run waits or judges; elsewhere, as when a report is written, it is remembered
and raised at the next such place. So nothing is cut in the middle, and an exception that Python swallows, as it does in
destructors, ends the run all the same. A second signal ends it wherever it is.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

T = TypeVar("T")

SIGNALS = (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
"""What asks a run to end."""
PULSE = 0.2
"""Seconds after which a wait that no signal ends is looked at again."""
_ONE_PRESS = 0.3
"""Seconds within which a second signal is the first one, passed on by the program that newslint runs in."""


class Interrupted(SystemExit):
    """A signal asks the run to end; `code` is the exit code that says so."""


class Interruption:
    """Whether a signal has asked the run of this process to end, and whether it may be heard now."""

    def __init__(self) -> None:
        """Begin with none; until `deferred` says otherwise it may be heard."""
        self.number = 0
        self._since = 0.0
        self._is_heard = True

    @property
    def code(self) -> int:
        """The exit code for the signal, 130 for Ctrl-C; 0 if there was none."""
        return 128 + self.number if self.number else 0

    def ask(self) -> None:
        """Raise Interrupted if a signal has asked the run to end."""
        if self.number:
            raise Interrupted(self.code)

    @contextmanager
    def handled(self) -> Iterator[None]:
        """Take the signals, and give them back at the end; those that the process was told to ignore are not taken.

        Outside the main thread Python lets nobody take signals: nothing is done there.
        """
        self.number = 0
        is_main = threading.current_thread() is threading.main_thread()
        before = {number: signal.getsignal(number) for number in SIGNALS} if is_main else {}
        taken = {number: handler for number, handler in before.items() if handler not in {None, signal.SIG_IGN}}
        for number in taken:
            signal.signal(number, self._hear)
        try:
            yield
        finally:
            for number, handler in taken.items():
                signal.signal(number, handler)

    @contextmanager
    def deferred(self) -> Iterator[None]:
        """Let a signal be heard only where `heard` allows it."""
        before, self._is_heard = self._is_heard, False
        try:
            yield
        finally:
            self._is_heard = before

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Let a signal raise Interrupted here; raise it at once if there was one."""
        before, self._is_heard = self._is_heard, True
        try:
            self.ask()
            yield
        finally:
            self._is_heard = before

    def heard_between(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items; a signal may end the wait for the next one, but not what is done with it."""
        coming = iter(items)
        while True:
            with self.heard():
                found = list(islice(coming, 1))
            if not found:
                return
            yield from found

    def _hear(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if self.number and now - self._since > _ONE_PRESS:
            raise SystemExit(self.code)
        if not self.number:
            self.number, self._since = number, now
        if self._is_heard and not _is_destructor(frame):
            self._is_heard = False
            raise Interrupted(self.code)


def _is_destructor(frame: FrameType | None) -> bool:
    """Whether code runs for a destructor, where Python prints an exception and goes on."""
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False


interruption = Interruption()
"""That of this process: signals know no other."""
