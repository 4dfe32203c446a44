"""Reads labelled articles: what each benchmark measures on. `benchmarks/accuracy/README.md` describes the format."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GLUE = "glue"  # the kinds of label that tell a lost space begin so; others are none of this benchmark's business


class ArticlesError(Exception):
    """Articles that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A place where a space was lost: the code point offset before which it belongs."""

    at: int
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what is known about it.

    `suspects` are half-open spans of damage that nobody labelled precisely: an alarm there is not called false.
    """

    text: str
    joints: tuple[Joint, ...] = ()
    clean: bool = True
    suspects: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> int:
        """Return the number of words, where a word is what stands between white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class ArticleSet:
    """Articles that are measured together, under the name that the results give them."""

    name: str
    articles: tuple[Article, ...]

    @property
    def texts(self) -> list[str]:
        """Return the text of each article."""
        return [article.text for article in self.articles]

    @property
    def digest(self) -> str:
        """Return what tells whether two results were measured on the same texts with the same labels."""
        return hashlib.sha256(repr(self.articles).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def read_sets(argument: str) -> list[ArticleSet]:
    """Return the sets that an argument of the command line names: a file, a folder, or either as `NAME=PATH`.

    A file is one set. In a folder each data set is one, and all text files together are one, taken to be clean.
    """
    name, separator, place = argument.rpartition("=")
    path = Path(place if separator and not Path(argument).exists() else argument)
    name = name if path == Path(place) and separator else ""
    if not path.is_dir():
        return [_read(name or _stem(path), [path])]
    groups = [[found] for found in sorted(path.iterdir()) if found.name.endswith((".jsonl", ".jsonl.gz"))]
    texts = sorted(path.glob("*.txt"))
    if not groups and not texts:
        raise ArticlesError(f"{path}: no .jsonl, .jsonl.gz or .txt in this folder")
    if name:
        return [_read(name, [found for group in groups for found in group] + texts)]
    sets = [_read(_stem(group[0]), group) for group in groups]
    return [*sets, _read(path.resolve().name, texts)] if texts else sets


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def _read(name: str, paths: list[Path]) -> ArticleSet:
    articles: list[Article] = []
    for path in paths:
        try:
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            text = raw.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ArticlesError(f"{path}: {error}") from error
        articles += [Article(text)] if path.suffix == ".txt" else _lines(path, text)
    return ArticleSet(name, tuple(articles))


def _lines(path: Path, text: str) -> list[Article]:
    articles = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            articles.append(_article(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise ArticlesError(f"{path}:{number}: {type(error).__name__}: {error}") from error
    return articles


def _article(row: dict[str, Any]) -> Article:
    text = row["text"]
    if not isinstance(text, str):
        raise TypeError("the text is no string")
    labels = row.get("labels") or []
    joints = tuple(sorted((Joint(label["at"], label["kind"]) for label in labels if _is_glue(label)), key=_place))
    for joint in joints:
        if not 0 < joint.at < len(text):
            raise ValueError(f"the label at {joint.at} lies outside the text")
    suspects = tuple((suspect["start"], suspect["end"]) for suspect in row.get("suspects") or [])
    return Article(text, joints, not labels, suspects)


def _is_glue(label: dict[str, Any]) -> bool:
    return str(label["kind"]).startswith(GLUE)


def _place(joint: Joint) -> int:
    return joint.at
