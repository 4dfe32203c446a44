"""Files found, read and replaced."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import SourceError
from newslint.scratch import beside
from newslint.sources.ignoring import Ignoring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ARTICLE_SUFFIXES = frozenset(
    {".htm", ".html", ".jsonl", ".markdown", ".md", ".ndjson", ".parquet", ".text", ".txt", ".xhtml"},
)
"""What is an article in a folder. JSON and CSV hold many other things there: such a file must be named."""
GZIP = ".gz"
"""Of a file packed by gzip; what is in it the ending before that tells."""
_UNCHANGED = "Nothing was changed."
_ONLY_OWN = 0o600
"""The mode of a scratch file until it gets that of the file which it replaces."""


def articles_below(path: Path, exclude: Sequence[str] = ()) -> Iterator[Path | SourceError]:
    """Yield the file itself, or the article files of a folder and the folders in it, sorted.

    Hidden folders, links to folders, what Git ignores and what the patterns of `exclude` match are left out; a file
    that is named itself never is. What cannot be read, and a folder without an article, comes as an error in its place.
    Raises ConfigError for a pattern that cannot be used.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        is_quoted = str(path).startswith('"') and str(path).endswith('"')
        hint = "Git quotes such names in its lists, except with -z." if is_quoted else ""
        yield SourceError("there is no such file or folder", where=path, hint=hint)
    except OSError as error:
        yield _unread(error, path)
    except ValueError as error:
        yield SourceError(f"can be no path: {error}", where=path)
    else:
        yield from _articles_in(path, Ignoring.above(path, exclude)) if stat.S_ISDIR(mode) else [path]


def _articles_in(path: Path, ignoring: Ignoring) -> Iterator[Path | SourceError]:
    problems: list[OSError] = []
    found = False
    above = {str(path): ignoring}
    for folder, subfolders, names in os.walk(path, onerror=problems.append):
        here = above.pop(folder).below(Path(folder))
        subfolders[:] = sorted(name for name in subfolders if not here.leaves_out(Path(folder, name), is_folder=True))
        above |= {os.path.join(folder, name): here for name in subfolders}  # noqa: PTH118 - as os.walk makes them
        for name in sorted(names):
            file = Path(folder, name)
            if not _is_article(name) or here.leaves_out(file):
                continue
            found = True
            yield file if os.path.isfile(file) else _irregular(file)  # noqa: PTH113 - a Path may raise
    yield from (_unread(problem, path) for problem in problems)
    if not found and not problems:
        endings = ", ".join(sorted(ARTICLE_SUFFIXES))
        hint = f"Looked for {endings}, packed with .gz or not; name a file to check it whatever its ending."
        yield SourceError("there is no article in this folder", where=path, hint=hint)


def _irregular(file: Path) -> SourceError:
    try:
        file.stat()
    except PermissionError as error:  # the folder may be listed, but not entered
        return _unread(error, file)
    except OSError:
        pass
    return SourceError("is no regular file", where=file)


def _is_article(name: str) -> bool:
    return not name.startswith(".") and Path(name.lower().removesuffix(GZIP)).suffix in ARTICLE_SUFFIXES


def _unread(error: OSError, path: Path) -> SourceError:
    return SourceError(error.strerror or str(error), where=error.filename or path)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise SourceError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unread(error, path) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file of newslint's own, new or in place of the old one, whole or not at all; raise SourceError if not.

    A link stays a link to the file that is replaced, and the mode of that one stays.
    """
    target = path.resolve()
    scratch = beside(target)
    try:
        scratch.write_bytes(data)
        if target.exists():
            import shutil  # noqa: PLC0415 - where nothing is written nobody needs it

            shutil.copymode(target, scratch)
        scratch.replace(target)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise SourceError(f"cannot be written: {error.strerror or error}", where=path) from error


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks to a file so that a crash leaves the old file or the new one, never half of one.

    Mode, owner and extended attributes stay; a link stays a link to the file that is replaced; a file that would stay
    the same is not touched. Raises SourceError, the file untouched, if any of this is not possible; errors from
    `chunks` leave the file untouched too.
    """
    target = path.resolve()
    try:
        status = target.stat()
        if not stat.S_ISREG(status.st_mode) or not os.access(target, os.W_OK):
            raise SourceError("is no file that may be written", where=path, hint=_UNCHANGED)
        if status.st_nlink > 1:
            raise SourceError(
                "has a second name (a hard link), which would keep the old text", where=path, hint=_UNCHANGED
            )
        scratch = beside(target)
        handle = os.open(scratch, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _ONLY_OWN)
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror or error}", where=path, hint=_UNCHANGED) from error
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if _identity(target.stat()) != _identity(status):
            raise SourceError("was changed by somebody else meanwhile", where=path, hint=f"{_UNCHANGED} Run it again.")
        import filecmp  # noqa: PLC0415 - where nothing is mended nobody needs it

        if not filecmp.cmp(scratch, target, shallow=False):
            _copy_attributes(target, status, scratch)
            scratch.replace(target)
            _sync_folder(target.parent)
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror or error}", where=path, hint=_UNCHANGED) from error
    finally:
        scratch.unlink(missing_ok=True)


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _copy_attributes(source: Path, status: os.stat_result, target: Path) -> None:
    import shutil  # noqa: PLC0415 - where nothing is written nobody needs it

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
