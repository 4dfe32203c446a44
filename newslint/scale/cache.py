"""What was found before: an article that has not changed, under rules that have not changed, is not checked again.

The key of an entry is a digest of everything that a report depends on: the article, the options of the linter, and the
files that newslint and its rules are made of, by size and time of change. A cache that cannot be read or written is as
good as none: a run never fails because of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import sys
import time
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

import newslint
from newslint.catalog import CLASSES_FILE
from newslint.finding import Edit, Evidence, Finding, Fix, Report, Safety, Severity
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self

    from newslint.document import Document
    from newslint.linter import Linter

_KEPT = 14 * 86_400
"""Seconds after which an entry that nobody asked for is taken out."""
_MOST = 200_000
"""Entries."""
_TOGETHER = 200
"""Entries written at once."""
_REMEMBERED = 5000
"""Entries asked for that are noted at once."""
_FILE = "reports.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, report BLOB NOT NULL, used INTEGER NOT NULL)"
_INDEX = "CREATE INDEX IF NOT EXISTS reports_by_use ON reports (used)"
"""Without it each run would read the whole file to find what nobody asked for."""


class Cache:
    """The reports of earlier runs; use it as a context manager, at the end of which what is new is written."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is created before there is something to write."""
        self._folder = folder
        self._database: sqlite3.Connection | None = None
        self._is_broken = False
        self._states: dict[Linter, bytes] = {}
        self._used: set[bytes] = set()
        self._new: list[tuple[bytes, bytes, int]] = []
        self.hits = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is new, and forget what is old."""
        self._write()
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._forget(self._database)
                self._database.close()

    def get(self, linter: Linter, doc: Document) -> Report | None:
        """Return the report that such a linter made of such an article, if it is known."""
        database = None if linter.backends else self._opened(create=False)
        key = self._key(linter, doc) if database else None
        if database is None or key is None:
            return None
        try:
            row = database.execute("SELECT report FROM reports WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            report = _read(doc, json.loads(zlib.decompress(row[0])))
        except sqlite3.OperationalError:
            return None
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        except (ValueError, KeyError, TypeError, zlib.error):  # half an entry
            return None
        self._used.add(key)
        self.hits += 1
        if len(self._used) >= _REMEMBERED:
            self._write()
        return report

    def put(self, linter: Linter, report: Report) -> None:
        """Keep a report, unless something could not be checked or was judged elsewhere: that may change any time."""
        if report.failures or linter.backends or self._is_broken:
            return
        key = self._key(linter, report.document)
        if key is None:
            return
        self._new.append((key, zlib.compress(json.dumps(_written(report)).encode(), 1), int(time.time())))
        if len(self._new) >= _TOGETHER:
            self._write()

    def _key(self, linter: Linter, doc: Document) -> bytes | None:
        """Return the name of an entry; None if nobody can tell what the rules are, as when somebody moves them."""
        if linter not in self._states:
            try:
                self._states[linter] = _state(linter)
            except OSError:
                self._states[linter] = b""
        state = self._states[linter]
        source = None if doc.origin is None else (type(doc.origin).__name__, doc.source)
        words = sorted(doc.house_words)
        told = (doc.text, doc.language, sorted(doc.meta.items()), sorted(doc.inline_borders), words, source)
        return hashlib.sha256(state + repr(told).encode(errors="surrogatepass")).digest() if state else None

    def _opened(self, *, create: bool) -> sqlite3.Connection | None:
        file = self._folder / _FILE
        if self._database is None and not self._is_broken:
            try:
                if not create and not file.is_file():
                    return None
                self._folder.mkdir(parents=True, exist_ok=True)
                self._database = sqlite3.connect(file, timeout=1, isolation_level=None)
                self._database.execute("PRAGMA journal_mode = WAL")
                self._database.execute("PRAGMA synchronous = OFF")  # what a crash loses is found again
                self._database.execute(_TABLE)
                self._database.execute(_INDEX)
            except OSError:
                self._is_broken = True
            except sqlite3.Error as error:
                self._give_up(error)
        return self._database

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without a file that cannot be used; if it is no database, or a broken one, the next run makes it anew.

        A file that is only locked, full or read-only (an OperationalError) is what other runs can use.
        """
        if self._database is not None:
            self._database.close()
        self._is_broken, self._database = True, None
        if type(error) is sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    (self._folder / f"{_FILE}{ending}").unlink(missing_ok=True)

    def _write(self) -> None:
        database = self._opened(create=True) if self._new or self._used else None
        if database is None:
            return
        now = int(time.time())
        try:
            with database:  # rolled back if another run writes for too long
                database.execute("BEGIN")
                database.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", self._new)
                database.executemany("UPDATE reports SET used = ? WHERE key = ?", ((now, key) for key in self._used))
        except sqlite3.OperationalError:  # locked for too long, or the disk is full: the next time it may go
            pass
        except sqlite3.Error as error:
            self._give_up(error)
        self._new.clear()
        self._used.clear()

    def _forget(self, database: sqlite3.Connection) -> None:
        database.execute("DELETE FROM reports WHERE used < ?", (int(time.time()) - _KEPT,))
        (entries,) = database.execute("SELECT count(*) FROM reports").fetchone()
        if entries > _MOST:
            database.execute(
                "DELETE FROM reports WHERE key IN (SELECT key FROM reports ORDER BY used LIMIT ?)", (entries - _MOST,)
            )


def _state(linter: Linter) -> bytes:
    """Return a digest of the options of a linter, and of the files that it and its rules are made of."""
    package = Path(newslint.__file__).parent
    digest = hashlib.sha256(repr((linter.options, sys.version, regex.__version__)).encode())
    spec = find_spec("ftfy")  # its version would take long to find out: another one is another file
    ftfy = [Path(spec.origin)] if spec and spec.origin else []
    rules = {rule.source for rule in linter.catalog.rules}
    classes = {source.parents[1] / CLASSES_FILE for source in rules}
    for path in sorted({*_files(package), *ftfy, *rules, *filter(Path.is_file, classes)}):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.digest()


def _files(package: Path) -> Iterable[Path]:
    for folder, names, files in os.walk(package):
        names[:] = [name for name in names if name != "__pycache__"]
        yield from (Path(folder, name) for name in files)


def _written(report: Report) -> list[Any]:
    return [
        [
            found.rule,
            found.family,
            found.span,
            found.message,
            found.severity,
            found.confidence,
            _written_fix(found.fix) if found.fix else None,
            [_written_fix(fix) for fix in found.suggestions],
            [[reason.says, reason.span] for reason in found.evidence],
            found.fingerprint,
        ]
        for found in report.findings
    ]


def _written_fix(fix: Fix) -> list[Any]:
    return [fix.title, [[edit.span, edit.text] for edit in fix.edits], fix.safety]


def _read(doc: Document, written: list[Any]) -> Report:
    findings = []
    for rule, family, span, message, severity, confidence, fix, suggestions, evidence, fingerprint in written:
        findings.append(
            Finding(
                rule,
                family,
                Span(*span),
                message,
                Severity(severity),
                confidence,
                _read_fix(fix) if fix else None,
                tuple(map(_read_fix, suggestions)),
                tuple(Evidence(says, Span(*place) if place else None) for says, place in evidence),
                fingerprint,
            )
        )
    return Report(doc, tuple(findings))


def _read_fix(written: list[Any]) -> Fix:
    title, edits, safety = written
    return Fix(title, tuple(Edit(Span(*span), text) for span, text in edits), Safety(safety))
