"""Scratch files beside what they will replace, and those that a killed run left behind."""

from __future__ import annotations

import contextlib
import os
import re
import time
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

_NAME = re.compile(r"\.newslint-[0-9a-f]{16}")
_OLD = 24 * 60 * 60
"""Seconds after the last change: no run that is alive leaves its scratch file alone for so long."""


def beside(target: Path) -> Path:
    """Return the path of a new scratch file in the folder of a target, after what lay there for a day was taken away.

    A run that is killed (`kill -9`, a power cut) cannot take away its own.
    """
    _tidy(str(target.parent))
    return target.with_name(f".newslint-{os.urandom(8).hex()}")


@lru_cache(maxsize=4096)
def _tidy(folder: str) -> None:
    """Delete old scratch files of this user in a folder; once in a process, as folders may hold very many files."""
    own = os.getuid() if hasattr(os, "getuid") else None
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _NAME.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):  # another run was faster, or the folder may only be read
                status = entry.stat(follow_symlinks=False)
                is_own = own is None or status.st_uid == own
                if S_ISREG(status.st_mode) and is_own and time.time() - status.st_mtime > _OLD:
                    Path(entry.path).unlink()
