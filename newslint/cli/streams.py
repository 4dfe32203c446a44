"""Where output goes: results to standard output, complaints to standard error."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newslint.errors import NewslintError
from newslint.report.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO


_USUAL_WIDTH = 80


class OutputError(NewslintError):
    """Results cannot be written: the disk is full, or the reader went away (then `is_quiet`)."""

    def __init__(self, error: OSError, path: Path | None = None) -> None:
        """Take what the system says, and the file if it is not standard output."""
        super().__init__(f"the results cannot be written: {error.strerror or error}", where=path or "")
        self.is_quiet = isinstance(error, BrokenPipeError)


class Utf8(io.TextIOWrapper):
    r"""A stream in UTF-8 whose own troubles cannot be taken for those of an article.

    A lone surrogate, which JSON can carry, comes out as its escape `\ud800`, which is what JSON wants.
    """

    def __init__(self, buffer: BinaryIO, path: Path | None = None) -> None:
        """Take where the bytes go, and the file's name for complaints."""
        super().__init__(buffer, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
        self._path = path

    def write(self, text: str, /) -> int:
        """Write; raise OutputError if that fails."""
        try:
            return super().write(text)
        except OSError as error:
            raise OutputError(error, self._path) from error


class _Status:
    """A line on the terminal that tells how far a run has come; it makes way for all else that is written there."""

    _PAUSE = 0.1
    """Seconds: nobody reads faster."""
    _CLEAR = "\r\x1b[2K"

    def __init__(self) -> None:
        self._is_shown = False
        self._last = 0.0

    def show(self, text: str) -> None:
        """Show a text in place of the last one, unless that was a moment ago or standard error is no terminal.

        It is cut to the width of the terminal: of a text on two lines only the second could be taken away.
        """
        now = time.monotonic()
        if now - self._last < self._PAUSE or sys.stderr is None or not sys.stderr.isatty():
            return
        if os.environ.get("TERM") == "dumb":  # it cannot take a line away
            return
        self._last, self._is_shown = now, True
        self._write(self._CLEAR + text[: self._columns() - 1])

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            self._is_shown = False
            self._write(self._CLEAR)

    @staticmethod
    def _columns() -> int:
        with contextlib.suppress(OSError, ValueError):
            return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_WIDTH
        return _USUAL_WIDTH

    @staticmethod
    def _write(text: str) -> None:
        with contextlib.suppress(OSError, UnicodeError):
            sys.stderr.write(text)
            sys.stderr.flush()


status = _Status()


@contextmanager
def results(*, to_errors: bool = False) -> Iterator[TextIO]:
    """Yield the stream for results; with `to_errors` standard error, for when mended text takes standard output.

    A terminal is written in its own encoding, everything else in UTF-8. Raises OutputError if writing fails.
    """
    stream = sys.stderr if to_errors else sys.stdout
    if stream.isatty():
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
        yield stream
        return
    stream.flush()
    wrapper = Utf8(stream.buffer)
    try:
        yield wrapper
    finally:
        try:
            wrapper.flush()
        except OSError as error:
            mute(stream)  # or what is left would be tried again, and again in vain
            raise OutputError(error) from error
        finally:
            wrapper.detach()


def write_bytes(chunk: bytes) -> None:
    """Write mended text to standard output; raise OutputError if that fails."""
    try:
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise OutputError(error) from error


def complain(problem: str, kind: str = "error") -> None:
    """Tell the user what went wrong, or may soon, if there is anybody to hear it."""
    status.clear()
    lines = "\n".join(printable(line) for line in problem.split("\n"))
    with contextlib.suppress(OSError, OutputError), results(to_errors=True) as stream:
        stream.write(f"{kind}: {lines}\n")


def mute(stream: TextIO | None = None) -> None:
    """Let standard output lead nowhere, so that Python has nothing to complain about when it flushes at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())


def open_closed_streams() -> bool:
    """Give each output stream that was closed from outside a dummy; return whether results would be lost by it."""
    lost = sys.stdout is None
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - lives with the process
    return lost
