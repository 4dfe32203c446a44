"""What newslint keeps for its next start, because it takes long to work out: plain data in files of its own.

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
import time
import zlib
from collections.abc import Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

K = TypeVar("K")

_FORMAT = "newslint keeps"
MOMENT = 2_000_000_000
"""Nanoseconds in which all clocks of files tick."""
_LONGEST_HEAD = 300
"""Bytes: what says what a file keeps is shorter by far, and numbers of thousands of digits are no numbers to Python."""
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


def key_of_files(files: Mapping[str, Path], note: Path | None = None) -> str:
    """Return the digest of files by what they are called; raise OSError if one cannot be read.

    It is noted down beside how the files look (`states`), and they are read again only if one of them looks otherwise.
    """
    looks = states(files.values())
    key = key_of([("\n".join([*files, *map(repr, looks)]), b"")])
    found = read(note, key) if note else None
    if not isinstance(found, str):
        found = key_of((name, path.read_bytes()) for name, path in files.items())
        if note and are_settled(looks) and states(files.values()) == looks and can_be_written(note):
            write(note, key, found)
    return found


def states(files: Iterable[Path]) -> list[tuple[int, ...]]:
    """Return how files look: which they are, their size, and when they and their status were changed.

    Files that look the same are the same: that is what make, Git and Python trust. Whoever gives a file its old size
    and time of change gives it a new time of change of its status, which nobody can choose.
    """
    found = (os.stat(file) for file in files)  # noqa: PTH116 - of hundreds, and a Path takes its time
    return [(one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for one in found]


def are_settled(looks: Iterable[tuple[int, ...]]) -> bool:
    """Whether files that are touched from now on will look otherwise.

    The clocks of files tick slowly: of one that was touched a moment ago nobody could tell that it is touched again.
    """
    last = max((touched for *_, changed, status_changed in looks for touched in (changed, status_changed)), default=0)
    return time.time_ns() - last > MOMENT


def read(file: Path, key: str, *, only_own: bool = True) -> Any:  # noqa: ANN401 - any plain data
    """Return the data that a file keeps under a key; None if it does not. As to `only_own` see `mapped`."""
    if (content := mapped(file, only_own=only_own)) is None:
        return None
    with content, memoryview(content) as view:
        end = content.find(b"\n")
        with view[end + 1 :] as body:
            try:
                return marshal.loads(body) if view[:end] == _head(key, body) else None  # noqa: S302 - what newslint wrote
            except (EOFError, TypeError, ValueError):
                return None


class Pieces(Mapping[K, bytes]):
    """Pieces of data that one file keeps, of which each is read, and seen to be whole, when it is asked for."""

    def __init__(self, places: Mapping[K, tuple[int, int, int]], content: memoryview) -> None:
        """Take the start, the end and the checksum of each piece, and what they are pieces of."""
        self._places, self._content = places, content

    def __getitem__(self, name: K) -> bytes:
        start, end, checksum = self._places[name]
        if zlib.crc32(piece := bytes(self._content[start:end])) != checksum:
            raise KeyError(name)
        return piece

    def __iter__(self) -> Iterator[K]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def read_pieces(file: Path, key: str) -> Pieces[Any]:
    """Return the pieces that a file of the user's keeps under a key; none if it does not."""
    if (content := mapped(file)) is not None:
        end = max(0, content.find(b"\n", 0, _LONGEST_HEAD))
        *_, size = content[:end].rpartition(b" ")
        start = end + 1 + int(size) if size.isdigit() else 0
        index = content[end + 1 : start]
        if content[:end] == b"%b %d" % (_head(key, index), len(index)):
            return Pieces(marshal.loads(index), memoryview(content)[start:])  # noqa: S302 - what newslint wrote
    return Pieces({}, memoryview(b""))


def write_pieces(file: Path, key: str, pieces: Mapping[Any, bytes]) -> None:
    """Keep pieces of data, by plain data, in a file of a folder that is there, if that can be."""
    places: dict[Any, tuple[int, int, int]] = {}
    end = 0
    for name, piece in pieces.items():
        start, end = end, end + len(piece)
        places[name] = (start, end, zlib.crc32(piece))
    index = marshal.dumps(places, _MARSHAL_VERSION)
    write_bytes(file, b"".join([b"%b %d\n" % (_head(key, index), len(index)), index, *pieces.values()]))


def mapped(file: Path, *, only_own: bool = True) -> mmap | None:
    """Return what a file holds, of which only what is looked at is read; None if it cannot be read, or is empty.

    It stays what it is: newslint never changes a file, but puts another in its place. With `only_own` a file counts
    only if it belongs to the user and nobody else may write it.
    """
    try:
        with open(file, "rb", opener=_opened_at_once) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode) or (only_own and not _is_own(status)):
                return None
            return mmap(stream.fileno(), 0, access=ACCESS_READ)
    except (OSError, MemoryError, ValueError):
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


def _head(key: str, body: bytes | memoryview) -> bytes:
    return f"{_FORMAT} {key} {hashlib.sha256(body).hexdigest()}".encode()


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return True  # where files have no such owner
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
