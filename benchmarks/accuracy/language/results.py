"""Results: kept as JSON, so that the column of one tool can be measured anew, and shown as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.accuracy.language.score import precision
from benchmarks.peers import CHECKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Cell = Callable[[dict[str, Any]], str]
    """Makes a cell of a tool's figures."""

Results = dict[str, Any]
Count = dict[str, int]
"""What was counted; what is not there is 0."""

LANGUAGE = ("translation", "consistency", "language")
"""The families of newslint's rules that a grammar checker could share."""
BEGIN, END = "<!-- written by python -m benchmarks.accuracy.language --write -->", "<!-- to here -->"
_NOT_MEASURED = "not measured"


def merged(old: Results, new: Results) -> Results:
    """Return new results with the old columns of tools that were not measured now, if the fixtures are the same."""
    kept = old["tools"] if old.get("fixtures", {}).get("digest") == new["fixtures"]["digest"] else {}
    return new | {"tools": kept | new["tools"]}


def page(results: Results) -> str:
    """Return the page with all tables."""
    return f"""\
# Accuracy: translation, consistency and grammar

Written by `python -m benchmarks.accuracy.language --write`; [README.md](README.md) says what the rows mean.

{headline(results)}
## Sentences, by kind

Found, and behind the dot mended rightly by the first proposal. *Damaged* and *mendable* are how many there are.

{_table(results, _by_kind(results))}
## Labelled damage in articles, by family

The same. The families are those of newslint's rules; grammar checkers are made for few of them.

{_table(results, _by_family(results))}"""


def headline(results: Results) -> str:
    """Return the size of the fixtures and the table that compares the tools."""
    fixtures = results["fixtures"]
    all_sentences, clean = total_of(fixtures["sentences"]), fixtures["clean"]
    labels = total_of(fixtures["broken"])["expected"]
    size = (
        f"{all_sentences['bad']:,} damaged and {all_sentences['good']:,} sound sentences; {fixtures['articles']:,} "
        f"articles with {labels:,} labelled places, {clean['articles']:,} of them sound; timed are "
        f"{fixtures['timed']:,}, of {fixtures['timed_words'] / max(1, fixtures['timed']):,.0f} words on average."
    )
    lines = [size, "", _table(results, _rows(results))]
    missing = [
        f"{checker.title} ({results['tools'].get(checker.key, {}).get('missing', 'left out of the run')})"
        for checker in CHECKERS
        if not _is_measured(results, checker.key)
    ]
    return "\n".join([*lines, f"Not measured: {'; '.join(missing)}.", ""] if missing else lines)


def inserted(text: str, table: str) -> str:
    """Return a page with the table between its marks; raise ValueError if it has no such marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{table}\n{END}{after}"


def total_of(counts: Mapping[str, Mapping[str, int]]) -> Count:
    """Return the sum over kinds or families."""
    names = {name for count in counts.values() for name in count}
    return {name: sum(count.get(name, 0) for count in counts.values()) for name in names}


def _is_measured(results: Results, key: str) -> bool:
    return "version" in results["tools"].get(key, {})


def _table(results: Results, rows: Iterable[tuple[str, Cell]]) -> str:
    tools = results["tools"]
    heads = [
        f"{checker.title} {tools[checker.key]['version']}" if _is_measured(results, checker.key) else checker.title
        for checker in CHECKERS
    ]
    lines = [["", *heads]]
    for label, cell in rows:
        cells = [cell(tools[one.key]) if _is_measured(results, one.key) else _NOT_MEASURED for one in CHECKERS]
        lines.append([label, *cells])
    table = ["| " + " | ".join(line) + " |" for line in lines]
    table.insert(1, "|---|" + "---:|" * len(heads))
    return "\n".join([*table, ""])


def _rows(results: Results) -> Iterator[tuple[str, Cell]]:
    """Yield the rows of the headline: their label and what makes a cell of a tool's figures."""
    fixtures = results["fixtures"]
    known, words = total_of(fixtures["sentences"]), fixtures["clean"]["words"]

    def share(name: str, of: str) -> Cell:
        return lambda tool: _share(total_of(tool["sentences"]).get(name, 0), known[of])

    yield "**damaged sentences found**", share("found", "bad")
    yield "found, notes left out", share("loud", "bad")
    yield "**mended rightly by the first proposal**", share("mended", "fixable")
    yield "by any proposal", share("offered", "fixable")
    yield "**precision on sentences**", lambda tool: f"{precision(total_of(tool['sentences'])):.1%}"
    yield "false alarms in sound sentences", lambda tool: f"{total_of(tool['sentences']).get('false', 0):,}"
    yield "sound sentences with a false alarm", share("alarmed", "good")
    for label, families in _parts(fixtures):
        of_them = total_of({name: fixtures["broken"][name] for name in families})
        yield f"damage in articles found, {label}", _in(families, "found", of_them["expected"])
        yield f"mended rightly, {label}", _in(families, "mended", of_them.get("fixable", 0))
    yield "**false alarms per 1,000 words of sound articles**", lambda tool: f"{_per_1000(tool, words):.2f}"
    yield "the same, notes left out", lambda tool: f"{_per_1000(tool, words, notes=False):.2f}"
    yield (
        "sound articles with a false alarm",
        lambda tool: _share(tool["clean"].get("alarmed", 0), fixtures["clean"]["articles"]),
    )
    yield "**milliseconds per article**", lambda tool: f"{tool['milliseconds']:,.1f}"
    yield "times newslint’s", lambda tool: f"{tool['ratio']:,.1f}" if tool["ratio"] else "–"
    yield "start to end with one sentence, seconds", lambda tool: f"{tool['start']:.1f}"


def _parts(fixtures: Results) -> Iterator[tuple[str, list[str]]]:
    ours = [name for name in LANGUAGE if name in fixtures["broken"]]
    others = [name for name in fixtures["broken"] if name not in LANGUAGE]
    if ours:
        yield f"families {', '.join(ours)}", ours
    if others:
        yield "all other families", others


def _in(families: list[str], name: str, of: int) -> Cell:
    return lambda tool: _share(sum(tool["broken"][family].get(name, 0) for family in families), of)


def _per_1000(tool: dict[str, Any], words: int, *, notes: bool = True) -> float:
    count = tool["clean"]
    return float((count.get("false", 0) - (0 if notes else count.get("false_notes", 0))) / words * 1000)


def _by_kind(results: Results) -> Iterator[tuple[str, Cell]]:
    for kind, known in sorted(results["fixtures"]["sentences"].items()):
        label = f"{kind} ({known.get('bad', 0)} damaged, {known.get('fixable', 0)} mendable)"
        yield label, _found_and_mended("sentences", kind)


def _by_family(results: Results) -> Iterator[tuple[str, Cell]]:
    for family, known in sorted(results["fixtures"]["broken"].items()):
        label = f"{family} ({known['expected']} damaged, {known.get('fixable', 0)} mendable)"
        yield label, _found_and_mended("broken", family)


def _found_and_mended(part: str, name: str) -> Cell:
    return lambda tool: f"{tool[part][name].get('found', 0)} · {tool[part][name].get('mended', 0)}"


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.1%}"
