"""Reports held back until the file that they tell of is written, in bounded memory."""

from __future__ import annotations

import pickle
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Report

_IN_MEMORY = 16_000_000
"""Bytes; more goes to a scratch file."""


class Spool:
    """Takes reports in, gives them back in the same order."""

    def __init__(self) -> None:
        """Start empty; use it as a context manager, at the end of which it is gone."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed at exit

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, report: Report, fixes: int) -> None:
        """Take a report (without the views that its document has made) and how many fixes were made before it."""
        pickle.dump((replace(report, document=replace(report.document)), fixes), self._file)

    def __iter__(self) -> Iterator[tuple[Report, int]]:
        """Yield all that was taken, from the first on."""
        self._file.seek(0)
        while True:
            try:
                yield cast("tuple[Report, int]", pickle.load(self._file))  # noqa: S301 - written by `add`
            except EOFError:
                return
