"""Files found, read and replaced."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ARTICLE_SUFFIXES = frozenset({".txt", ".text", ".jsonl", ".ndjson"})
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


def articles_below(path: Path) -> Iterator[Path]:
    """Yield the file itself, or the article files of a folder and the folders in it, sorted.

    Hidden folders and links to folders are left out. Raises SourceError if there is nothing to read.
    """
    if not path.is_dir():
        if not path.exists():
            raise SourceError("there is no such file or folder", where=path)
        yield path
        return
    found = False
    for folder, subfolders, names in os.walk(path, onerror=_raise):
        subfolders[:] = sorted(n for n in subfolders if not n.startswith(".") and n not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            if Path(name).suffix.lower() in ARTICLE_SUFFIXES and not name.startswith("."):
                found = True
                yield Path(folder, name)
    if not found:
        hint = f"Looked for {', '.join(sorted(ARTICLE_SUFFIXES))}; name a file to check it whatever its ending."
        raise SourceError("there is no article in this folder", where=path, hint=hint)


def _raise(error: OSError) -> None:
    raise SourceError(error.strerror or str(error), where=error.filename) from error


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise SourceError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(error.strerror or str(error), where=path) from error


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks to a file so that a crash leaves the old file or the new one, never half of one.

    Mode, owner and extended attributes stay; a link stays a link to the file that is replaced; a file that would stay
    the same is not touched. Raises SourceError,
    the file untouched, if any of this is not possible; errors from `chunks` leave the file untouched too.
    """
    target = path.resolve()
    try:
        status = target.stat()
        if not stat.S_ISREG(status.st_mode) or not os.access(target, os.W_OK):
            raise SourceError("is no file that may be written", where=path, hint="Nothing was changed.")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".newslint")
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror}", where=path, hint="Nothing was changed.") from error
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not filecmp.cmp(scratch, target, shallow=False):
            _copy_attributes(target, status, scratch)
            scratch.replace(target)
            _sync_folder(target.parent)
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror}", where=path, hint="Nothing was changed.") from error
    finally:
        scratch.unlink(missing_ok=True)


def _copy_attributes(source: Path, status: os.stat_result, target: Path) -> None:
    shutil.copystat(source, target)
    os.utime(target)  # copystat brings the old time along; build tools must see that the file changed
    if hasattr(os, "chown") and (target.stat().st_uid, target.stat().st_gid) != (status.st_uid, status.st_gid):
        os.chown(target, status.st_uid, status.st_gid)
        target.chmod(stat.S_IMODE(status.st_mode))  # changing the owner may clear mode bits


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system can; the file itself is safe already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
