"""A file packed by gzip: what it holds is read as it is unpacked, and packed again when it is mended."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from newslint.errors import SourceError
from newslint.sources.article import mended_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from typing_extensions import Buffer

    from newslint.sources import Source
    from newslint.sources.article import Article

MOST = 1 << 28
"""Bytes that a file may unpack to which is taken into memory as a whole; what is read bit by bit may have more."""
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 24
_HEADER = 10
_LEVELS = {2: 9, 4: 1}
"""What the header says of how hard the packer tried; it says nothing of the levels between."""
_USUAL_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Packed:
    """A file or stream packed by gzip, with a source in it."""

    name: str
    open: Callable[[BinaryIO], Source]
    """Return the source for what is unpacked."""
    most: int | None = None
    stream: BinaryIO | None = None

    def articles(self) -> Iterator[Article]:
        """Yield what the source in it yields; raise SourceError where the file breaks off or is none of gzip's."""
        with self._unpacked() as (unpacked, _):
            yield from self.open(unpacked).articles()

    def rewritten(self, mended: Callable[[Article], Article]) -> Iterator[bytes]:
        """Yield the mended source, packed as hard as it was; the file as it is if nothing in it changes."""
        changed = False

        def noted(article: Article) -> Article:
            nonlocal changed
            after = mended(article)
            changed = changed or mended_source(article, after) is not None
            return after

        with SpooledTemporaryFile(_IN_MEMORY) as spool:
            packed = cast("BinaryIO", spool)
            with self._unpacked() as (unpacked, level), gzip.GzipFile("", "wb", level, packed, mtime=0) as packing:
                for chunk in self.open(unpacked).rewritten(noted):
                    packing.write(chunk)
            if changed or self.stream:
                packed.seek(0)
                yield from iter(lambda: packed.read(_CHUNK), b"")
                return
        with Path(self.name).open("rb") as file:
            yield from iter(lambda: file.read(_CHUNK), b"")

    @contextmanager
    def _unpacked(self) -> Iterator[tuple[BinaryIO, int]]:
        """Yield the stream of what is in the file, and the level at which it was packed."""
        if self.stream:
            yield self._opened(self.stream)
            return
        try:
            file = Path(self.name).open("rb")  # noqa: SIM115 - what goes wrong in the block below is not this
        except OSError as error:
            raise SourceError(error.strerror or str(error), where=self.name) from error
        with file:
            yield self._opened(file)

    def _opened(self, file: BinaryIO) -> tuple[BinaryIO, int]:
        whole = io.BufferedReader(cast("io.RawIOBase", file))
        header = whole.peek(_HEADER)[:_HEADER]
        if len(header) < _HEADER:
            raise SourceError("is no gzip file, or only the beginning of one", where=self.name)
        unpacked = io.BufferedReader(_Unpacking(self.name, cast("BinaryIO", whole), self.most), _CHUNK)
        return cast("BinaryIO", unpacked), _LEVELS.get(header[8], _USUAL_LEVEL)


class _Unpacking(io.RawIOBase):
    """What a gzip file holds, with its faults told as SourceError."""

    def __init__(self, name: str, packed: BinaryIO, most: int | None) -> None:
        super().__init__()
        self._name, self._most, self._read = name, most, 0
        self._file = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        into = memoryview(buffer)
        try:
            data = self._file.read(len(into))
        except EOFError as error:
            raise SourceError("breaks off: the gzip file is not complete", where=self._name) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise SourceError(f"cannot be unpacked: {error}", where=self._name) from error
        self._read += len(data)
        if self._most is not None and self._read > self._most:
            raise SourceError(f"unpacks to more than {self._most:,} bytes, which is no article", where=self._name)
        into[: len(data)] = data
        return len(data)

    def __enter__(self) -> Self:
        return self
