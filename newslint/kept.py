"""What newslint keeps for its next start, because it takes long to work out: plain data in a file of its own.

Nothing depends on such a file. One that is missing, damaged, out of date or somebody else's is as good as none, and so
is a folder that cannot be written. It holds numbers, texts and collections of them behind a line that says what they
were worked out of: data, never code. `marshal` reads them in a third of the time that JSON takes.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMAT = "newslint keeps"
_MARSHAL_VERSION = 4
"""What every Python from 3.4 on reads: wheels are for all of them."""


def default_folder() -> Path:
    """Return where files are kept: `NEWSLINT_CACHE_DIR`, or `newslint` in the user's folder for caches.

    Raises RuntimeError if nothing tells where that is.
    """
    if named := os.environ.get("NEWSLINT_CACHE_DIR"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newslint"


def place(name: str) -> Path | None:
    """Return the file of a name in that folder; None for a user without a home."""
    try:
        return default_folder() / name
    except RuntimeError:
        return None


def toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file, which is kept: to read it takes ten times as long."""
    content = path.read_bytes()
    key, file = key_of([(path.name, content)]), place(f"{path.stem}.kept")
    found: dict[str, Any] | None = read(file, key) if file else None
    if found is None:
        import tomllib  # noqa: PLC0415 - hardly ever needed

        found = tomllib.loads(content.decode())
        if file and can_be_written(file):
            write(file, key, found)
    return found


def key_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """Return the digest of all that something is worked out of: files with their content."""
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def read(file: Path, key: str, *, only_own: bool = True) -> Any:  # noqa: ANN401 - any plain data
    """Return the data that a file keeps under a key; None if it does not. As to `only_own` see `read_bytes`."""
    head, _, body = (read_bytes(file, only_own=only_own) or b"").partition(b"\n")
    try:
        return marshal.loads(body) if head == _head(key, body) else None  # noqa: S302 - only what newslint wrote
    except (EOFError, TypeError, ValueError):
        return None


def read_bytes(file: Path, *, only_own: bool = True) -> bytes | None:
    """Return what a file holds; None if it cannot be read.

    With `only_own` a file counts only if it belongs to the user and nobody else may write it.
    """
    try:
        with open(file, "rb", opener=_opened_at_once) as stream:
            status = os.fstat(stream.fileno())
            return stream.read() if stat.S_ISREG(status.st_mode) and (_is_own(status) or not only_own) else None
    except (OSError, MemoryError):
        return None


def can_be_written(file: Path) -> bool:
    """Whether a file can be kept here; its folder is made if there is none."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(file.parent, os.W_OK)


def write(file: Path, key: str, data: Any) -> None:  # noqa: ANN401 - any plain data
    """Keep data in a file of a folder that is there, if that can be."""
    with contextlib.suppress(ValueError):  # data that is not plain
        body = marshal.dumps(data, _MARSHAL_VERSION)
        write_bytes(file, _head(key, body) + b"\n" + body)


def write_bytes(file: Path, content: bytes) -> None:
    """Write a file of a folder that is there, if that can be; who reads it meanwhile reads the old one."""
    from newslint.scratch import beside  # noqa: PLC0415 - hardly ever needed

    scratch = beside(file)
    with contextlib.suppress(OSError):
        try:
            with open(scratch, "xb", opener=_opened_for_user) as stream:
                stream.write(content)
            scratch.replace(file)
        finally:  # a signal may end the run in the middle
            with contextlib.suppress(OSError):
                scratch.unlink()


def _opened_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # what is no file but a pipe would be waited for


def _opened_for_user(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _head(key: str, body: bytes) -> bytes:
    return f"{_FORMAT} {key} {hashlib.sha256(body).hexdigest()}".encode()


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return True  # where files have no such owner
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
