"""Where reports go: one format to standard output, others to files, each of which is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cli.streams import OutputError, Utf8
from newslint.errors import ConfigError, did_you_mean
from newslint.report import FORMATS, reporter
from newslint.scratch import beside
from newslint.sources.files import articles_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from newslint.finding import Report
    from newslint.report import Reporter, Tally

OPTION = "--output-format"
STDOUT = "-"
_BASELINE = b'{"baseline": '
_ANOTHER_NAME = "Nothing was written. Give the report another name."


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file that it goes to; None is standard output."""

    format: str
    path: Path | None = None

    @classmethod
    def parse(cls, said: str) -> Output:
        """Read `FORMAT` or `FORMAT:PATH`; raise ConfigError for an unknown format and for no path.

        The path `-` is standard output, as in other programs; a file of that name is `./-`.
        """
        name, colon, path = said.partition(":")
        if name not in FORMATS:
            raise ConfigError(f"{OPTION}: “{name}” is not possible", hint=did_you_mean(name, FORMATS, what="possible"))
        if colon and not path:
            raise ConfigError(f"{OPTION}: “{said}” names no file", hint="Is a variable not set?")
        return cls(name, _usable(path) if colon and path != STDOUT else None)


def _usable(path: str) -> Path:
    """Return the path; raise ConfigError for one that no file can have: too long, or links in a circle."""
    try:
        Path(path).resolve().exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise ConfigError(f"{OPTION}: {path} cannot be written: {error}") from error
    return Path(path)


def outputs(
    said: Sequence[str], inputs: Sequence[str], exclude: Sequence[str] = (), read: Sequence[Path | str | None] = ()
) -> list[Output]:
    """Return where a command's reports go: as text to standard output, unless it says otherwise.

    Raises ConfigError for what can only be a mistake: two formats for one place, a file that is to be checked or is
    `read` for something else, a folder that does not exist.
    """
    wanted = [Output.parse(value) for value in said] or [Output("text")]
    used: set[Path | None] = set()
    for output in wanted:
        place = output.path and output.path.resolve()
        if place in used:
            where = output.path or "standard output"
            raise ConfigError(f"{OPTION}: two formats for {where}", hint=f"Write one to a file: {OPTION} FORMAT:PATH")
        used.add(place)
        if output.path is None or place is None:
            continue
        if place.is_dir():
            raise ConfigError(f"{OPTION}: {output.path} is a folder", hint=f"Name a file in it: {OPTION} FORMAT:PATH")
        if not place.parent.is_dir():
            raise ConfigError(f"{OPTION}: there is no folder {output.path.parent}", hint="Make it first.")
        if any(Path(other).resolve() == place for other in read if other is not None) or _is_baseline(place):
            raise ConfigError(f"{OPTION}: {output.path} is no report, but what newslint reads", hint=_ANOTHER_NAME)
    _refuse_articles(wanted, inputs, exclude)
    return wanted


def _refuse_articles(wanted: Sequence[Output], inputs: Sequence[str], exclude: Sequence[str]) -> None:
    """Raise ConfigError if a report would take the place of an article that is to be checked.

    What lies in a folder that is searched is one unless it is an earlier report.
    """
    outputs_there = (output.path for output in wanted if output.path and output.path.is_file())
    there = {_identity(path): path for path in outputs_there}
    if not there:
        return
    for name in inputs:
        named = Path(name)
        for article in articles_below(named, exclude) if os.path.isdir(named) else [named]:  # noqa: PTH112 - may raise
            path = there.get(_identity(article)) if isinstance(article, Path) else None
            if path is None or (article != named and _is_report(path)):
                continue
            raise ConfigError(f"{OPTION}: {path} is an article that is to be checked", hint=_ANOTHER_NAME)


def _identity(path: Path) -> tuple[int, int]:
    """Return what a file has in common with itself under another name, as `A.txt` is `a.txt` on some systems."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return -1, -1  # it is not there, or cannot be read: then nobody takes it for an article
    return status.st_dev, status.st_ino


def _is_baseline(path: Path) -> bool:
    """Whether a file is a baseline, also one that only a configuration names: it can be made anew, but not the same."""
    try:
        if not path.is_file():  # a pipe would wait for somebody to write
            return False
        with path.open("rb") as file:
            return file.read(len(_BASELINE)) == _BASELINE
    except OSError:
        return False


def _is_report(path: Path) -> bool:
    from newslint.report.former import is_report  # noqa: PLC0415 - few runs write a file

    try:
        return is_report(path)
    except OSError:
        return False  # what cannot be read is not replaced


def files(wanted: Sequence[Output]) -> frozenset[Path]:
    """Return the files among outputs, resolved."""
    return frozenset(output.path.resolve() for output in wanted if output.path)


@contextmanager
def reporters(wanted: Sequence[Output], stream: TextIO) -> Iterator[Reporter]:
    """Yield the reporter that writes all outputs; files appear when it is closed, and never if it is not."""
    with ExitStack() as stack:
        made_files = [stack.enter_context(_file(output.path)) if output.path else None for output in wanted]
        streams = [file.stream if file else stream for file in made_files]
        made = tuple(reporter(output.format, to) for output, to in zip(wanted, streams, strict=True))
        yield made[0] if made_files == [None] else _Several(made, tuple(file for file in made_files if file))


@dataclass(frozen=True, slots=True)
class _Several:
    """Reporters that are told the same, and the files to put in place at the end."""

    reporters: tuple[Reporter, ...]
    files: tuple[_File, ...]

    def add(self, report: Report) -> None:
        for made in self.reporters:
            made.add(report)

    def close(self, tally: Tally) -> None:
        for made in self.reporters:
            made.close(tally)
        for file in () if tally.is_interrupted else self.files:
            file.put_in_place()


@dataclass(frozen=True, slots=True)
class _File:
    """A file in the making: what is written lies beside it until it is put in place."""

    target: Path
    scratch: Path | None
    """None if the target is no regular file but a pipe or a device, which takes what is written at once."""
    stream: Utf8

    def put_in_place(self) -> None:
        """Replace the target; raise OutputError if that is not possible."""
        try:
            self.stream.flush()
            if self.scratch is not None:
                os.fsync(self.stream.fileno())
                if self.target.exists():
                    import shutil  # noqa: PLC0415 - few runs copy a report

                    shutil.copymode(self.target, self.scratch)
                self.stream.close()  # what is open cannot be replaced everywhere
                self.scratch.replace(self.target)
        except OSError as error:
            raise OutputError(error, self.target) from error


@contextmanager
def _file(path: Path) -> Iterator[_File]:
    """Yield a file to write; raise OutputError if there cannot be one. What was not put in place is taken away."""
    is_regular = path.is_file() or not path.exists()
    target = path.resolve() if is_regular else path  # /dev/stdout and /dev/fd/63 lead to a pipe that has no path
    scratch = beside(target) if is_regular else None
    with ExitStack() as stack:
        if scratch is not None:
            stack.callback(scratch.unlink, missing_ok=True)
        try:
            if scratch and target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # a new name would get around it
            stream = Utf8((scratch or target).open("xb" if scratch else "wb"), path)
        except OSError as error:
            raise OutputError(error, path) from error
        stack.callback(_closed, stream)
        yield _File(target, scratch, stream)


def _closed(stream: Utf8) -> None:
    """Close a stream whatever comes of it: what had to be written was written before."""
    with contextlib.suppress(OSError, OutputError):
        stream.close()
