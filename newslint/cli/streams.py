"""Where output goes: results to standard output, complaints to standard error."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from newslint.report.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


def complain(problem: str) -> None:
    """Tell the user what went wrong."""
    sys.stdout.flush()
    lines = (printable(line) for line in problem.split("\n"))
    with _unfailing(sys.stderr) as stream:
        stream.write("error: " + "\n".join(lines) + "\n")


@contextmanager
def results(*, to_errors: bool = False) -> Iterator[TextIO]:
    """Yield the stream for results; with `to_errors` standard error, for when mended text takes standard output."""
    try:
        with _unfailing(sys.stderr if to_errors else sys.stdout) as stream:
            yield stream
    except BrokenPipeError:
        # The reader (`head`, a pager) went away; Python must not complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(2) from None


@contextmanager
def _unfailing(stream: TextIO) -> Iterator[TextIO]:
    r"""Yield a stream that can write any character: a terminal in its own encoding, all else in UTF-8.

    A lone surrogate, which JSON can carry, comes out as its escape `\\ud800`, which is what JSON wants.
    """
    if stream.isatty() or not hasattr(stream, "buffer"):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
        yield stream
        return
    stream.flush()
    wrapper = io.TextIOWrapper(
        stream.buffer, encoding="utf-8", errors="backslashreplace", newline="", write_through=True
    )
    try:
        yield wrapper
    finally:
        wrapper.detach()
