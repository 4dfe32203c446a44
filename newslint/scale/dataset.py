"""A Parquet data set, checked file by file, so that a run that was ended goes on where it stopped.

The output is a data set like the input: for each file one of the same name in the same folder, with the same rows in
the same order and the columns that `lint_arrow` adds. A file is written aside and put in place whole, so what is there
is finished; there are no other marks of progress that could say something else. A file is checked again only if its
input is younger. When all are there, `_SUCCESS` is too.

Names that begin with `_` or `.` are no data, as all who read such data sets agree: `_newslint.json` tells what the
output was made with, `_newslint/` holds what is being written.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import newslint
from newslint.errors import ConfigError, NewslintError, SourceError
from newslint.scale.arrow import AS_USUAL, VERSION, BatchLinter, Columns, output_schema

import pyarrow as pa  # isort: skip - the module above says what to install if it is not there
from pyarrow import fs, parquet  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.linter import Linter

BATCH_ROWS = 500
"""Rows that are judged at once; memory holds them with what was found, and what waits to be written."""
_GROUP_BYTES = 64 << 20
"""Of a row group of the output, before it is packed."""
_ENDINGS = (".parquet", ".parq")
_MADE_WITH, _ASIDE, _SUCCESS = "_newslint.json", "_newslint", "_SUCCESS"
_SCHEMES = {"s3a": "s3", "s3n": "s3"}
"""What Spark calls a file system, and what pyarrow does."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    """Below the root of the data set."""
    rows: int = 0
    findings: int = 0
    incomplete: int = 0
    """Rows with something that could not be checked."""
    seconds: float = 0.0
    """Of processor time."""
    problem: str | None = None
    """Why there is no output for the file; None if there is."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to."""

    outcomes: tuple[Outcome, ...]
    """Of the files that were not finished before, in the order of their paths."""
    skipped: int
    """Files that an earlier run has finished."""

    @property
    def problems(self) -> tuple[Outcome, ...]:
        """The files for which there is no output."""
        return tuple(outcome for outcome in self.outcomes if outcome.problem)

    @property
    def is_finished(self) -> bool:
        """Whether there is an output for each file."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Job:
    """What is left to do, ready to be sent to where it is done: each of `paths` by a call of `lint_file`."""

    files: Any
    """The file system of the input."""
    source: str
    to: Any
    """The file system of the output."""
    output: str
    lint: BatchLinter
    batch_rows: int
    paths: tuple[str, ...]
    """Below `source`, and below `output`; the largest first, so that none is left alone at the end."""
    skipped: int

    def lint_file(self, path: str) -> Outcome:
        """Check one file and put its output in place, whole or not at all; what is wrong with it is in the outcome."""
        began = time.process_time()
        aside = posixpath.join(self.output, _ASIDE, f"{uuid.uuid4().hex}.parquet")
        target = posixpath.join(self.output, path)
        rows = findings = incomplete = 0
        try:
            with (
                self.files.open_input_file(posixpath.join(self.source, path)) as stream,
                parquet.ParquetFile(stream) as file,
                parquet.ParquetWriter(
                    aside, output_schema(file.schema_arrow, self.lint.columns), filesystem=self.to, compression="zstd"
                ) as writer,
            ):
                for group in _groups(map(self.lint, self._batches(file))):
                    rows += group.num_rows
                    findings += _members(group, self.lint.columns.prefix + "findings")
                    incomplete += group.num_rows - group[self.lint.columns.prefix + "complete"].to_pylist().count(True)
                    writer.write_table(group, row_group_size=max(1, group.num_rows))
            self.to.create_dir(posixpath.dirname(target))
            self.to.move(aside, target)
        except Exception as error:  # noqa: BLE001 - one file must not end a run over thousands
            self._forget(aside)
            is_told = isinstance(error, (pa.ArrowException, OSError, NewslintError))
            problem = " ".join(f"{'' if is_told else type(error).__name__ + ': '}{error}".split())
            return Outcome(path, seconds=time.process_time() - began, problem=problem)
        return Outcome(path, rows, findings, incomplete, time.process_time() - began)

    def finish(self, outcomes: Iterable[Outcome]) -> Run:
        """Clear away what was used, say that all is there if it is, and return what the run came to."""
        run = Run(tuple(sorted(outcomes, key=lambda outcome: outcome.path)), self.skipped)
        _clear(self.to, self.output)
        if run.is_finished:
            with self.to.open_output_stream(posixpath.join(self.output, _SUCCESS)):
                pass
        return run

    def _batches(self, file: Any) -> Iterator[Any]:  # noqa: ANN401 - pyarrow tells no types
        columns = self.lint.columns
        needed = None if columns.keep is None else [*{*columns.read(file.schema_arrow), *columns.keep}]
        yield from file.iter_batches(self.batch_rows, columns=needed, use_threads=False)

    def _forget(self, aside: str) -> None:
        try:
            self.to.delete_file(aside)
        except OSError:  # it was not there yet, or another run has cleared it away
            return


def prepare(  # noqa: PLR0913 - options, each by its name
    source: str | Path,
    output: str | Path,
    linter: Linter | None = None,
    columns: Columns = AS_USUAL,
    *,
    batch_rows: int = BATCH_ROWS,
    filesystem: Any = None,  # noqa: ANN401 - a pyarrow.fs.FileSystem
) -> Job:
    """Return what is left to do for a data set: a folder of Parquet files, with folders in it or not, or one file.

    Both places are paths or addresses that pyarrow knows (`s3://…`, `hdfs://…`), or paths of the file system that is
    given. Clears away what a run that was ended has left half written: no two runs may write to one output at once.

    Raises SourceError if there is no input, and ConfigError if the output was made with other options.
    """
    lint = BatchLinter(linter, columns)
    files, root = _place(source, filesystem)
    to, target = _place(output, filesystem)
    try:
        named = root
        found, root = _files(files, root, source)
        if files.equals(to) and _overwrites(target, root, is_file=root != named):
            raise ConfigError("the output lies in the data set that is read", where=output, hint="Write it elsewhere.")
        there = _files(to, target, output)[0] if _is(to, target, fs.FileType.Directory) else {}
        _same_as_before(to, target, _described(lint), begins=not there)
        left = [path for path, info in found.items() if path not in there or there[path].mtime_ns < info.mtime_ns]
        left.sort(key=lambda path: (-found[path].size, path))
        _clear(to, target)
        if left:
            if _is(to, posixpath.join(target, _SUCCESS), fs.FileType.File):
                to.delete_file(posixpath.join(target, _SUCCESS))
            to.create_dir(posixpath.join(target, _ASIDE))
    except (pa.ArrowException, OSError) as error:
        raise SourceError(str(error), where=f"{source} to {output}") from error
    return Job(files, root, to, target, lint, batch_rows, tuple(left), len(found) - len(left))


def lint_parquet(  # noqa: PLR0913 - the same
    source: str | Path,
    output: str | Path,
    linter: Linter | None = None,
    columns: Columns = AS_USUAL,
    *,
    batch_rows: int = BATCH_ROWS,
    filesystem: Any = None,  # noqa: ANN401 - the same
) -> Run:
    """Check a data set in this process, file by file; `newslint.scale.spark.lint_dataset` does it on many machines."""
    job = prepare(source, output, linter, columns, batch_rows=batch_rows, filesystem=filesystem)
    return job.finish(map(job.lint_file, job.paths))


def _place(address: str | Path, filesystem: Any) -> tuple[Any, str]:  # noqa: ANN401 - pyarrow tells no types
    """Return the file system of a path or address, and the path there."""
    if filesystem is not None:
        return filesystem, str(address).rstrip("/")
    scheme, colon, rest = str(address).partition("://")
    if not colon:
        return fs.LocalFileSystem(), Path(address).resolve().as_posix()
    try:
        found, path = fs.FileSystem.from_uri(f"{_SCHEMES.get(scheme, scheme)}://{rest}")
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"cannot be reached: {error}", where=address) from error
    return found, str(path).rstrip("/")


def _files(files: Any, root: str, told: object) -> tuple[dict[str, Any], str]:  # noqa: ANN401 - the same
    """Return what is known of each file of a data set by its path below the root, and the root."""
    info = files.get_file_info(root)
    if info.type == fs.FileType.NotFound:
        raise SourceError("there is no such file or folder", where=told)
    if info.type == fs.FileType.File:
        return {posixpath.basename(root): info}, posixpath.dirname(root)
    found = {}
    for member in files.get_file_info(fs.FileSelector(root, recursive=True)):
        path = posixpath.relpath(member.path, root)
        is_data = not any(step.startswith(("_", ".")) for step in path.split("/"))
        if member.is_file and is_data and path.lower().endswith(_ENDINGS):
            found[path] = member
    return found, root


def _overwrites(output: str, root: str, *, is_file: bool) -> bool:
    return output == root or (not is_file and output.startswith(f"{root}/"))


def _described(lint: BatchLinter) -> dict[str, str]:
    """Return what decides what an output looks like."""
    rules = hashlib.sha256()
    for path in sorted({rule.source for rule in lint.linter.catalog.rules}):
        rules.update(path.read_bytes())
    return {
        "newslint": newslint.__version__,
        "schema": str(VERSION),
        "columns": repr(lint.columns),
        "linter": repr(lint.linter.options),
        "rules": rules.hexdigest(),
    }


def _same_as_before(to: Any, output: str, described: dict[str, str], *, begins: bool) -> None:  # noqa: ANN401 - pyarrow
    """Write down what the output is made with; raise ConfigError if files that are there were made with others."""
    path = posixpath.join(output, _MADE_WITH)
    if not begins:
        before = _read(to, path)
        if before != described:
            says = "was made with other options, or by another version of newslint, or by something else"
            hint = "Write to another folder, or delete this one."
            raise ConfigError(says, where=output, hint=hint)
        return
    to.create_dir(output)
    aside = f"{path}-{uuid.uuid4().hex}"
    with to.open_output_stream(aside) as stream:
        stream.write(json.dumps(described, indent=1).encode())
    to.move(aside, path)


def _read(to: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    try:
        with to.open_input_stream(path) as stream:
            return json.loads(stream.read())
    except (OSError, ValueError):
        return None


def _is(files: Any, path: str, kind: Any) -> bool:  # noqa: ANN401 - pyarrow tells no types
    return bool(files.get_file_info(path).type == kind)


def _clear(to: Any, output: str) -> None:  # noqa: ANN401 - the same
    if _is(to, posixpath.join(output, _ASIDE), fs.FileType.Directory):
        to.delete_dir(posixpath.join(output, _ASIDE))


def _groups(batches: Iterable[Any]) -> Iterator[Any]:
    """Yield batches together, as tables that make good row groups."""
    waiting: list[Any] = []
    size = 0
    for batch in batches:
        waiting.append(batch)
        size += batch.nbytes
        if size >= _GROUP_BYTES:
            yield pa.Table.from_batches(waiting)
            waiting, size = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting)


def _members(table: Any, name: str) -> int:  # noqa: ANN401 - the same
    return sum(len(lists.flatten()) for lists in table[name].chunks)
