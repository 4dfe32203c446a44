"""Runs the tools: what each reports on the labelled texts, how long it takes for an article, and to start."""

from __future__ import annotations

import hashlib
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy.language.score import broken_counts, clean_counts, sentence_counts
from benchmarks.peers.peer import Judge, PeerError, run
from newslint import Linter
from tests import articles
from tests.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.peers.peer import Alarm, Checker
    from tests.articles import Article
    from tests.sentences import Sentence

ROOT = Path(__file__).parents[3]
BASE = "newslint"
"""The tool whose time is the measure of the others' time."""


@dataclass(frozen=True)
class Fixtures:
    """What is measured on."""

    sentences: Sequence[Sentence]
    broken: Sequence[Article]
    clean: Sequence[Article]

    @classmethod
    def read(cls) -> Fixtures:
        """Return all that lies in `fixtures/`."""
        return cls(sentences(), articles.broken(), articles.clean())

    @property
    def texts(self) -> list[str]:
        """Return the articles, broken and sound."""
        return [article.doc.text for article in (*self.broken, *self.clean)]

    @property
    def timed(self) -> list[str]:
        """Return the articles that are timed: each fourth, or the slowest tool would take the afternoon."""
        return self.texts[::4]

    def described(self) -> dict[str, Any]:
        """Return what is measured on, in figures, with a digest of texts and labels."""
        labels = [(one.kind, one.doc.text, one.spans, one.fixes) for one in self.sentences]
        expected = [(article.doc.text, article.expected) for article in (*self.broken, *self.clean)]
        silent: list[list[Alarm]] = [[] for _ in self.sentences]
        return {
            "digest": hashlib.sha256(repr((labels, expected)).encode()).hexdigest()[:16],
            "articles": len(self.texts),
            "words": sum(len(text.split()) for text in self.texts),
            "timed": len(self.timed),
            "timed_words": sum(len(text.split()) for text in self.timed),
            "sentences": sentence_counts(self.sentences, silent),
            "broken": broken_counts(self.broken, [[] for _ in self.broken], _families()),
            "clean": clean_counts(self.clean, [[] for _ in self.clean]),
        }

    def judged(self, judge: Judge) -> dict[str, Any]:
        """Return what a tool makes of it."""
        return {
            "sentences": sentence_counts(self.sentences, [judge(one.doc.text) for one in self.sentences]),
            "broken": broken_counts(self.broken, [judge(article.doc.text) for article in self.broken], _families()),
            "clean": clean_counts(self.clean, [judge(article.doc.text) for article in self.clean]),
        }


def _families() -> dict[str, str]:
    return {name: rule.family for name, rule in Linter().catalog.by_name.items()}


def measured(
    checkers: Sequence[Checker], fixtures: Fixtures, rounds: int, say: Callable[[str], None]
) -> dict[str, dict[str, Any]]:
    """Return the figures of each tool by its key; of one that is not there or fails only why, as `missing`.

    All are made ready before the first is timed, and in each round each has its turn: what else the machine does falls
    on all of them alike. The counts come first, so that nothing that a tool does only once is timed.
    """
    found: dict[str, dict[str, Any]] = {}
    judges: dict[str, Judge] = {}
    with ExitStack() as stack:
        for checker in checkers:
            say(f"{checker.title}: counts")
            try:
                version, judge = _ready(checker, stack)
                found[checker.key] = {"version": version} | fixtures.judged(judge)
                judges[checker.key] = judge
            except PeerError as error:
                say(f"{checker.title} not measured: {error}")
                found[checker.key] = {"missing": str(error)}
        say(f"time, {rounds} rounds")
        seconds = timed(judges, fixtures.timed, rounds)
    for key, values in seconds.items():
        say(f"start of {key}")
        found[key] |= figures(values, seconds.get(BASE), len(fixtures.timed))
        found[key]["start"] = round(median(_start(key) for _ in range(rounds)), 2)
    return found


def _ready(checker: Checker, stack: ExitStack) -> tuple[str, Judge]:
    version = checker.version()
    if version is None:
        raise PeerError(f"not installed ({checker.install})")
    return version, stack.enter_context(checker.running())


def timed(judges: Mapping[str, Judge], texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each tool takes for all texts, once a round."""
    seconds: dict[str, list[float]] = {key: [] for key in judges}
    for _ in range(rounds):
        for key, judge in judges.items():
            began = time.perf_counter()
            for text in texts:
                judge(text)
            seconds[key].append(time.perf_counter() - began)
    return seconds


def figures(seconds: Sequence[float], base: Sequence[float] | None, articles: int) -> dict[str, Any]:
    """Return milliseconds for an article and how often the base's time that is, each the median of the rounds."""
    ratios = [own / other for own, other in zip(seconds, base, strict=True)] if base else []
    return {
        "milliseconds": round(median(seconds) / articles * 1000, 2),
        "ratio": round(median(ratios), 2) if ratios else None,
    }


def _start(key: str) -> float:
    """Return the seconds from the start of a fresh process with this tool to its end, with one sentence judged."""
    began = time.perf_counter()
    run([sys.executable, "-m", "benchmarks.peers.once", key], cwd=ROOT)
    return time.perf_counter() - began
