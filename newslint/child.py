"""What a process that newslint started does first: it leaves signals to its parent, and ends when that is gone."""

from __future__ import annotations

import os
import signal
import threading
import time

_SIGHT = 2.0
"""Seconds after which a process sees that its parent is gone."""


def begin(parent: int) -> None:
    """Call it in the process that was started, with the process id of its parent.

    Signals that a terminal or a supervisor sends to all are for the parent, which ends its processes in good order. A
    parent that was killed cannot.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):  # Windows has not all of them
            signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SIGHT)
    os._exit(1)
