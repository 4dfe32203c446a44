"""Measures how well newslint and other tools find lost spaces: `python -m benchmarks.accuracy FOLDER_OR_FILE...`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy.results import Results, described, figures, load, markdown, merged, save
from benchmarks.accuracy.score import score, touches
from benchmarks.articles import ArticlesError, ArticleSet, read_sets
from benchmarks.peers import PEERS
from benchmarks.peers.peer import PeerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.peers.peer import Alarm, Peer

EXAMPLE = Path(__file__).parent / "example"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and keep the results if told. Return 1 if a tool failed and 2 if articles cannot be read."""
    options = _options(arguments)
    try:
        sets = [found for place in options.articles or [str(EXAMPLE)] for found in read_sets(place)]
    except ArticlesError as error:
        _say(str(error))
        return 2
    new: Results = {articles.name: described(articles) for articles in sets}
    failed = False
    for peer, version in _installed(options.only):
        for articles in sets:
            try:
                new[articles.name]["tools"][peer.key] = measure(peer, version, articles)
            except PeerError as error:
                _say(f"{peer.title} not measured on {articles.name}: {error}")
                failed = True
    results = new
    if options.output:
        kept = options.output.with_suffix(".json")
        results = merged(load(kept), new)
        save(results, kept)
        options.output.write_text(written(results), encoding="utf-8")
    sys.stdout.write(markdown(results))
    return 1 if failed else 0


def written(results: Results) -> str:
    """Return the page that `--output` writes."""
    return f"""\
# Accuracy: lost spaces

Written by `python -m benchmarks.accuracy --output`; [README.md](README.md) says what the rows mean.

{markdown(results)}"""


def measure(peer: Peer, version: str, articles: ArticleSet) -> dict[str, Any]:
    """Return the figures of one tool on one set."""
    with tempfile.TemporaryDirectory() as work:
        began = time.perf_counter()
        alarms = peer.find(articles.texts, Path(work))
        seconds = time.perf_counter() - began
    ideas = peer.suggest(_words_at_joints(articles, alarms))
    kept = figures(score(articles.articles, alarms, ideas or {}), version, seconds)
    return kept | {"split": None, "offered": None} if ideas is None else kept


def _words_at_joints(articles: ArticleSet, alarms: list[list[Alarm]]) -> list[str]:
    """Return the words for which a suggestion can count: those reported at a lost space without a fix."""
    return sorted(
        {
            article.text[alarm.start : alarm.end]
            for article, raised in zip(articles.articles, alarms, strict=True)
            for joint in article.joints
            for alarm in raised
            if not alarm.fix and touches(alarm, joint.at)
        }
    )


def _installed(only: list[str]) -> list[tuple[Peer, str]]:
    found = []
    for peer in PEERS:
        if not only or peer.key in only:
            version = peer.version()
            if version:
                found.append((peer, version))
            else:
                _say(f"{peer.title} not measured: not installed ({peer.install})")
    return found


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    keys = [peer.key for peer in PEERS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument(
        "articles",
        nargs="*",
        metavar="[NAME=]PATH",
        help="labelled articles, a file or a folder (default: the example)",
    )
    parser.add_argument("--only", metavar="TOOLS", help=f"measure only these, split by commas: {', '.join(keys)}")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE.md",
        help="write the tables there and the counts beside it as .json, keeping "
        "the columns that are there for tools that are not measured now",
    )
    options = parser.parse_args(arguments)
    options.only = options.only.split(",") if options.only else []
    unknown = sorted(set(options.only) - set(keys))
    if unknown:
        parser.error(f"no such tool: {', '.join(unknown)} (there are {', '.join(keys)})")
    return options


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    sys.exit(main())
