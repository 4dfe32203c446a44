"""Plots as SVG, drawn without a library: panels side by side, with powers of ten along the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_WIDTH, _HEIGHT = 520, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 40, 44, 52
_COLOURS = ("#0059b3", "#c2410c", "#15803d")
_STEPS = (1, 2, 5, 10)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """Points that belong together."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot: what its title and its bottom say, and its lines.

    Either both axes are by powers of ten, and a dashed line at each line says what grows in step with the bottom,
    or what grows upwards is even and begins at 0.
    """

    title: str
    bottom: str
    lines: Sequence[Line]
    by_powers: bool = True


def drawing(panels: Sequence[Panel]) -> str:
    """Return the panels as one SVG."""
    drawn = "".join(f'<g transform="translate({_WIDTH * at} 0)">{_drawn(panel)}</g>' for at, panel in enumerate(panels))
    width = _WIDTH * len(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="{width}" height="{_HEIGHT}" fill="white"/>{drawn}</svg>\n'
    )


def _drawn(panel: Panel) -> str:
    points = [point for line in panel.lines for point in line.points]
    across = _axis([x for x, _ in points], _LEFT, _WIDTH - _RIGHT, by_powers=True)
    up = _axis([y for _, y in points], _HEIGHT - _BOTTOM, _TOP, by_powers=panel.by_powers)
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    first = _TOP + 18 if panel.by_powers else _HEIGHT - _BOTTOM - 18 * len(panel.lines)
    coloured = list(zip(panel.lines, _COLOURS, strict=False))
    return "".join(
        [
            _text(middle, 20, panel.title, weight="bold"),
            *(_grid(across.at(tick), _TOP, across.at(tick), _HEIGHT - _BOTTOM) for tick in across.ticks),
            *(_text(across.at(tick), _HEIGHT - _BOTTOM + 18, _label(tick)) for tick in across.ticks),
            *(_grid(_LEFT, up.at(tick), _WIDTH - _RIGHT, up.at(tick)) for tick in up.ticks),
            *(_text(_LEFT - 8, up.at(tick) + 4, _label(tick), anchor="end") for tick in up.ticks),
            _text(middle, _HEIGHT - 10, panel.bottom),
            *(_line(line, colour, across, up) for line, colour in coloured),
            *(_in_step(line, across, up) for line in panel.lines if panel.by_powers),
            *(_legend(first + 18 * row, line, colour) for row, (line, colour) in enumerate(coloured)),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where values stand, and which of them are marked."""

    at: Callable[[float], float]
    ticks: Sequence[float]


def _axis(values: Iterable[float], begin: float, end: float, *, by_powers: bool) -> _Axis:
    """Return the axis that holds all values; one of powers of ten, or an even one from 0."""
    found = list(values)
    if by_powers:
        low, high = floor(log10(min(found))), ceil(log10(max(found)))
        high = max(high, low + 1)
        return _Axis(
            lambda value: begin + (log10(value) - low) / (high - low) * (end - begin),
            [10.0**power for power in range(low, high + 1)],
        )
    step = _even_step(max(found))
    steps = ceil(max(found) / step)
    return _Axis(
        lambda value: begin + value / (step * steps) * (end - begin),
        [step * number for number in range(steps + 1)],
    )


def _even_step(most: float) -> float:
    """Return 1, 2 or 5 times a power of ten, of which few reach as far as `most`."""
    power = 10.0 ** floor(log10(most / _MOST_TICKS))
    return next(step * power for step in _STEPS if most / (step * power) <= _MOST_TICKS)


def _in_step(line: Line, across: _Axis, up: _Axis) -> str:
    """Return what would grow as the bottom does and ends where the line ends; as far down as the plot goes."""
    (first, _), (last, cost) = line.points[0], line.points[-1]
    start = max(first, last * up.ticks[0] / cost)
    path = f"{across.at(start):.0f},{up.at(cost * start / last):.0f} {across.at(last):.0f},{up.at(cost):.0f}"
    return f'<polyline points="{path}" fill="none" stroke="#333" stroke-dasharray="4"/>'


def _line(line: Line, colour: str, across: _Axis, up: _Axis) -> str:
    places = [(across.at(x), up.at(y)) for x, y in line.points]
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
    marks = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{colour}"/>' for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{marks}'


def _legend(y: float, line: Line, colour: str) -> str:
    mark = f'<circle cx="{_LEFT + 14}" cy="{y - 4:.0f}" r="4" fill="{colour}"/>'
    return f"{mark}{_text(_LEFT + 24, y, line.name, anchor='start')}"


def _grid(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#ddd"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "middle", weight: str = "normal") -> str:
    style = f'text-anchor="{anchor}" font-weight="{weight}" fill="#333"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style}>{escape(text)}</text>'


def _label(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 or not value else f"{value:g}"
