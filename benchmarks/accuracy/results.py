"""Results: kept as JSON, so that the column of one tool can be measured anew, and shown as Markdown."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy.score import SHAPES, Tally, shape
from benchmarks.peers import PEERS

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.articles import ArticleSet

_ENOUGH_WORDS = 10_000  # with fewer, a program's start is all that its speed would tell
Measured = dict[str, Any]  # what a set is, and under `tools` the figures of each tool
Results = dict[str, Measured]  # by name of the set


def described(articles: ArticleSet) -> Measured:
    """Return what a set of articles is, in figures."""
    joints = [(article.text, joint.at) for article in articles.articles for joint in article.joints]
    return {
        "digest": articles.digest,
        "articles": len(articles.articles),
        "words": sum(article.words for article in articles.articles),
        "clean_articles": sum(article.clean for article in articles.articles),
        "clean_words": sum(article.words for article in articles.articles if article.clean),
        "joints": len(joints),
        "shapes": dict(Counter(shape(text, at) for text, at in joints)),
        "tools": {},
    }


def figures(tally: Tally, version: str, seconds: float) -> dict[str, Any]:
    """Return what is kept of one tool on one set."""
    return {"version": version, "seconds": round(seconds, 2), **asdict(tally)}


def merged(old: Results, new: Results) -> Results:
    """Return old results with the columns that were measured anew.

    Old columns of a set whose articles have changed since are dropped: they would compare what cannot be compared.
    """
    together = dict(old)
    for name, measured in new.items():
        earlier = old.get(name, {})
        kept = earlier["tools"] if earlier.get("digest") == measured["digest"] else {}
        together[name] = measured | {"tools": kept | measured["tools"]}
    return together


def load(path: Path) -> Results:
    """Return earlier results, none where there is no such file."""
    results: Results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return results


def save(results: Results, path: Path) -> None:
    """Write results for the next run."""
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def markdown(results: Results) -> str:
    """Return a table for each set."""
    return "\n".join(_section(name, measured) for name, measured in sorted(results.items()))


def _section(name: str, measured: Measured) -> str:
    columns = [(peer.title, measured["tools"][peer.key]) for peer in PEERS if peer.key in measured["tools"]]
    rows = [
        ["", *(f"{title} {'' if title.endswith(of['version']) else of['version']}".strip() for title, of in columns)]
    ]
    rows += [[label, *(cell(of) for _, of in columns)] for label, cell in _cells(measured)]
    table = ["| " + " | ".join(row) + " |" for row in rows]
    table.insert(1, "|---|" + "---:|" * len(columns))
    size = f"{measured['articles']:,} articles, {measured['words']:,} words"
    if measured["joints"]:
        size += f", {measured['joints']:,} lost spaces"
    if measured["joints"] and measured["clean_articles"]:
        size += f"; clean ones among them: {measured['clean_articles']:,}, with {measured['clean_words']:,} words"
    missing = [peer.title for peer in PEERS if peer.key not in measured["tools"]]
    beside = [f"Not measured: {', '.join(missing)}.", ""] if missing else []
    return "\n".join([f"## {name}", "", f"{size}.", "", *table, "", *beside])


def _cells(measured: Measured) -> list[tuple[str, Any]]:
    """Return the rows: their label and what makes a cell of a tool's figures."""
    rows: list[tuple[str, Any]] = []
    joints = measured["joints"]
    if joints:
        rows += [
            ("**touched**", lambda of: _share(of["touched"], joints, of["noted"], "with notes")),
            ("**across**", lambda of: _share(of["across"], joints)),
            ("**split rightly**", lambda of: _share(of["split"], joints, of["offered"], "offered")),
        ]
        for kind in SHAPES:
            count = measured["shapes"].get(kind, 0)
            if count:
                rows.append((f"across, {kind.replace('|', ' · ')} ({count:,})", _by_shape(kind, count)))
    words = measured["clean_words"]
    if words:
        rows += [
            ("**false alarms per 100,000 words**", lambda of: f"{of['false_alarms'] / words * 1e5:,.1f}"),
            ("false alarms", lambda of: f"{of['false_alarms']:,}"),
            ("notes besides", lambda of: f"{of['false_notes']:,}"),
            ("clean articles with an alarm", lambda of: _share(of["alarmed"], measured["clean_articles"])),
        ]
    rows.append(("seconds", lambda of: f"{of['seconds']:,.1f}"))
    if measured["words"] >= _ENOUGH_WORDS:
        rows.append(("words per second", lambda of: f"{round(measured['words'] / of['seconds'], -2):,.0f}"))
    return rows


def _by_shape(kind: str, count: int) -> Any:  # noqa: ANN401 - a cell of the table, as in _cells
    return lambda of: _share(of["by_shape"].get(kind, 0), count)


def _share(part: int | None, whole: int, wider: int | None = None, meaning: str = "") -> str:
    if part is None:
        return "not asked"
    share = f"{part / max(whole, 1):.1%}"
    return f"{share} ({wider / max(whole, 1):.1%} {meaning})" if wider and wider > part else share
