"""What came out: a page with tables, and a plot of the growth, drawn without a library."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Results = dict[str, Any]
_WIDTH, _HEIGHT, _EDGE = 640, 320, 60


def markdown(results: Results) -> str:
    """Return the page."""
    corpus = results["corpus"]
    measured = f"{corpus['articles']:,} articles, {corpus['characters'] / 1e6:.2f} million characters, {corpus['name']}"
    lines = [
        "# Speed",
        "",
        "Written by `python -m benchmarks.speed --output`; [README.md](README.md) says what the columns mean.",
        "",
        f"{measured}; medians of {results['times']} runs on a machine with {results['processors']} processors.",
        "",
        "| tool | MB/s once started | MB/s of processor | MB/s of the clock | one sentence, s | MB of memory |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for tool in results["tools"]:
        if "missing" in tool:
            lines.append(f"| {tool['title']} | not installed: `{tool['missing']}` | | | | |")
        else:
            figures = [f"{tool[name]:.2f}" for name in ("rate", "per_processor", "per_clock", "start")]
            lines.append(f"| {' | '.join([tool['title'], *figures])} | {tool['memory']:.0f} |")
    lines += ["", "## Growth", "", "![Seconds by length](growth.svg)", "", "| characters of the article | seconds |"]
    lines += ["|---:|---:|", *(f"| {length:,} | {seconds:.3f} |" for length, seconds in results["growth"]), ""]
    return "\n".join(lines)


def plot(points: Sequence[tuple[int, float]]) -> str:
    """Return the growth as a drawing: both axes by powers of ten, and a line for what grows as the length does."""
    left, right = log10(points[0][0]), log10(points[-1][0])
    low = min(log10(seconds) for _, seconds in points)
    high = max(log10(seconds) for _, seconds in points) + 0.3

    def x(length: float) -> float:
        return _EDGE + (log10(length) - left) / (right - left) * (_WIDTH - 2 * _EDGE)

    def y(seconds: float) -> float:
        return _HEIGHT - _EDGE - (log10(seconds) - low) / (high - low) * (_HEIGHT - 2 * _EDGE)

    path = " ".join(f"{x(length):.0f},{y(seconds):.0f}" for length, seconds in points)
    rate = points[-1][1] / points[-1][0]
    ideal = f"{x(points[0][0]):.0f},{y(points[0][0] * rate):.0f} {x(points[-1][0]):.0f},{y(points[-1][1]):.0f}"
    marks = "".join(f'<circle cx="{x(a):.0f}" cy="{y(b):.0f}" r="4"/>' for a, b in points)
    labels = "".join(
        f'<text x="{x(a):.0f}" y="{_HEIGHT - _EDGE / 2:.0f}" text-anchor="middle">{a:,}</text>'
        f'<text x="{x(a):.0f}" y="{y(b) - 10:.0f}" text-anchor="middle">{b:.2g} s</text>'
        for a, b in points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>'
        f'<polyline points="{ideal}" fill="none" stroke="#bbb" stroke-dasharray="4"/>'
        f'<polyline points="{path}" fill="none" stroke="#06c" stroke-width="2"/><g fill="#06c">{marks}</g>'
        f'<g fill="#333">{labels}<text x="{_WIDTH / 2:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">characters of one '
        f"article; dashed: what grows as the length does</text></g></svg>\n"
    )
