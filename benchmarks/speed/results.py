"""What came out: a page of tables and two plots, written from what was measured, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.speed.growth import SHORT, WHOLE, further, steepest
from benchmarks.speed.plots import Line, Panel, drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Results = dict[str, Any]
Row = dict[str, Any]
_FIGURES = ("rate", "per_processor", "per_clock", "start")


def markdown(results: Mapping[str, Results]) -> str:
    """Return the page, with the parts that were measured."""
    lines = [
        "# Speed",
        "",
        "Written by `python -m benchmarks.speed --output`; [README.md](README.md) says what the columns mean.",
    ]
    for part, section in SECTIONS.items():
        if part in results:
            lines += ["", *section(results[part]), "", _machine(results[part]["machine"])]
    return "\n".join([*lines, ""])


def plots(results: Mapping[str, Results]) -> dict[str, str]:
    """Return the plots of the parts that were measured, by the names of their files."""
    found = {}
    if "lengths" in results:
        found["growth.svg"] = drawing(_by_length(results["lengths"]["rows"]))
    if "sizes" in results:
        found["sizes.svg"] = drawing(_by_size(results["sizes"]["rows"]))
    return found


def _tools(part: Results) -> list[str]:
    corpus = part["corpus"]
    measured = f"{corpus['articles']:,} articles, {corpus['characters'] / 1e6:.2f} million characters, {corpus['name']}"
    return [
        "## Beside other tools",
        "",
        f"{measured}; medians of {part['times']} runs.",
        "",
        *_table(
            "tool | MB/s once started | MB/s of processor | MB/s of the clock | one sentence, s | MB of memory "
            "| processes",
            (_tool(tool) for tool in part["tools"]),
        ),
        *_ratio(part),
    ]


def _tool(tool: Row) -> list[str]:
    title = f"{tool['title']} {tool.get('version', '')}".strip()
    if "missing" in tool:
        return [title, f"not installed: `{tool['missing']}`", "", "", "", "", ""]
    return [title, *(f"{tool[name]:.2f}" for name in _FIGURES), f"{tool['memory']:.0f}", str(tool["processes"])]


def _ratio(part: Results) -> list[str]:
    """Return what a second process brought, or that there was none."""
    by_key: dict[str, Row] = {tool["key"]: tool for tool in part["tools"]}
    if not {"newslint-1", "newslint-2"} <= by_key.keys():
        return []
    one, two = by_key["newslint-1"], by_key["newslint-2"]
    if two["processes"] <= one["processes"]:
        return ["", "With `--jobs 2` newslint worked in one process all the same: the articles are too few for two."]
    ratio = two["per_clock"] / one["per_clock"]
    started = (one["seconds"] - one["start_seconds"]) / max(two["seconds"] - two["start_seconds"], 0.001)
    told = (
        f"With `--jobs 2` newslint (one process that reads, {two['processes'] - 1} that check) was {ratio:.2f} times "
        f"as fast by the clock as with one; without start-up, {started:.2f} times."
    )
    return ["", told]


def _stages(part: Results) -> list[str]:
    stages = part["stages"]
    rows: list[tuple[str, float]] = [
        ("reading: from JSON lines to text", stages["reading"]),
        ("preparing: words, sentences, prefilter", stages["preparing"]),
        *((f"rules: {family}", cost) for family, cost in stages["rules"].items()),
        ("judging, and putting in order", stages["judging"]),
        ("writing: from report to JSON lines", stages["writing"]),
    ]
    total = sum(cost for _, cost in rows)
    mean = part["characters"] / part["articles"]
    measured = (
        f"{part['articles']:,} articles of {mean:,.0f} characters on average; milliseconds of processor for an "
        f"article, for each the least of {part['rounds']} rounds."
    )
    prepared = ", ".join(f"{name} {cost:.3f}" for name, cost in part["prepared"].items())
    return [
        "## Where the time of an article goes",
        "",
        measured,
        "",
        *_table(
            "stage | ms | share",
            [[name, f"{cost:.3f}", f"{cost / total:.1%}"] for name, cost in rows]
            + [["**together**", f"**{total:.3f}**", "**100.0%**"]],
        ),
        "",
        f"From text to report at one go: {part['whole']:.3f} ms. Preparing: {prepared}.",
        "",
        "The dearest rules:",
        "",
        *_table(
            "rule | family | ms | share",
            ([f"`{rule}`", family, f"{cost:.3f}", f"{cost / total:.1%}"] for rule, family, cost in part["dearest"]),
        ),
    ]


def _lengths(part: Results) -> list[str]:
    points = [(row["characters"], row["seconds"]) for row in part["rows"]]
    outgrown = [told for row in part["rows"] if (told := _outgrown(row))]
    given_up = [f"{row['characters']:,} ({row['failures']})" for row in part["rows"] if row["failures"]]
    return [
        "## Growth with the length of an article",
        "",
        "![Seconds by length](growth.svg)",
        "",
        *_table(
            "characters of the article | seconds | µs a character | MB of memory",
            (
                [f"{length:,}", f"{seconds:.3f}", f"{seconds / length * 1e6:.2f}", f"{row['memory']:.0f}"]
                for (length, seconds), row in zip(points, part["rows"], strict=True)
            ),
        ),
        "",
        f"From row to row the time grew at most as the length to the power of {steepest(points):.2f}.",
        *([""] if outgrown else []),
        *outgrown,
        *(
            ["", f"Rules that gave up, in the article of so many characters: {', '.join(given_up)}."]
            if given_up
            else []
        ),
    ]


def _outgrown(row: Row) -> str:
    rules = ", ".join(
        f"`{rule}` {1_000 * after:,.1f} ms ({1_000 * before:,.1f})" for rule, before, after in row["outgrown"]
    )
    told = (
        f"- At {row['characters']:,} characters these cost more than twice as much for a character as in the row before"
    )
    return f"{told}: {rules}." if rules else ""


def _sizes(part: Results) -> list[str]:
    rows = part["rows"]
    one = {(row["kind"], row["articles"]): row["seconds"] for row in rows if row["jobs"] == 1}
    how = (
        f"Whole articles (up to {part['most_whole']:,}) and articles of one paragraph; the program with its start; "
        "medians of five runs, fewer where these took more than ten seconds."
    )
    return [
        "## Growth with the number of articles",
        "",
        "![Seconds and memory by number](sizes.svg)",
        "",
        how,
        "",
        *_table(
            "articles | number | MB | `--jobs` | processes | seconds | MB/s of the clock | MB/s of processor "
            "| times as fast as one | MB of memory",
            (
                [
                    row["kind"],
                    f"{row['articles']:,}",
                    f"{row['bytes'] / 1e6:.2f}",
                    str(row["jobs"]),
                    str(row["processes"]),
                    f"{row['seconds']:.2f}",
                    f"{row['bytes'] / 1e6 / row['seconds']:.3f}",
                    f"{row['bytes'] / 1e6 / row['processor']:.3f}",
                    f"{one[row['kind'], row['articles']] / row['seconds']:.2f}",
                    f"{row['memory']:.0f}",
                ]
                for row in rows
            ),
        ),
        *(
            told
            for line in _size_lines(rows, "seconds")
            if len(line.points) > 1
            for told in ("", f"{line.name}: from row to row, one more article took {_further(line.points)} ms.")
        ),
    ]


SECTIONS: dict[str, Callable[[Results], list[str]]] = {
    "tools": _tools,
    "stages": _stages,
    "lengths": _lengths,
    "sizes": _sizes,
}
"""What writes the section of each part, in their order on the page."""


def _by_length(rows: Sequence[Row]) -> list[Panel]:
    seconds, memory = ([(row["characters"], row[figure]) for row in rows] for figure in ("seconds", "memory"))
    bottom = "characters of the article"
    return [
        Panel("Seconds for one article; dashed: in step", bottom, [Line("One process", seconds)]),
        Panel("MB of memory; dashed: in step", bottom, [Line("One process", memory)]),
    ]


def _by_size(rows: Sequence[Row]) -> list[Panel]:
    return [
        Panel("Seconds of the clock; dashed: in step", "articles", _size_lines(rows, "seconds")),
        Panel("MB of memory, of the largest process", "articles", _size_lines(rows, "memory"), by_powers=False),
    ]


def _size_lines(rows: Sequence[Row], figure: str) -> list[Line]:
    kinds = ((WHOLE, 1, "Whole articles"), (WHOLE, 2, "Whole articles, --jobs 2"), (SHORT, 1, "One paragraph each"))
    lines = [
        Line(name, [(row["articles"], row[figure]) for row in rows if (row["kind"], row["jobs"]) == (kind, jobs)])
        for kind, jobs, name in kinds
    ]
    return [line for line in lines if line.points]


def _further(points: Sequence[tuple[float, float]]) -> str:
    return ", ".join(f"{1_000 * seconds:.2f}" for seconds in further(points))


def _machine(machine: Row) -> str:
    before, after = machine["load"]
    return (
        f"*Measured on {machine['day']} with newslint {machine['newslint']} and Python {machine['python']}, on "
        f"{machine['processors']} processors whose load was {before:.1f} before and {after:.1f} after.*"
    )


def _table(head: str, rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table; all columns but the first hold figures."""
    columns = head.count("|") + 1
    return [f"| {head} |", "|---" + "|---:" * (columns - 1) + "|", *(f"| {' | '.join(row)} |" for row in rows)]
