"""Bars that show how many findings there are of each family and outlet: SVG in percent, which fits every width."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from newslint.finding import Severity
from newslint.report.terminal import counted

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

_SHOWN = 10
_NAME_SHOWN = 60
_FULL = 100.0


def bars(key: str, groups: Mapping[str, Counter[Severity]]) -> str:
    """Return a list with a bar for each group that has findings, the longest first. Each is a button that filters.

    The names of the groups are printable.
    """
    ordered = sorted(((name, counts) for name, counts in groups.items() if counts.total()), key=_most)
    most = max((counts.total() for _, counts in ordered), default=1)
    lines = [_bar(key, name, counts, most) for name, counts in ordered[:_SHOWN]]
    if others := ordered[_SHOWN:]:
        total = sum(counts.total() for _, counts in others)
        lines.append(f'<li class="others">{len(others):,} more with {counted(total, "finding")}</li>')
    return "\n".join(lines)


def _most(item: tuple[str, Counter[Severity]]) -> tuple[int, str]:
    return -item[1].total(), item[0]


def _bar(key: str, name: str, counts: Counter[Severity], most: int) -> str:
    value, shown = html.escape(name), html.escape(name[:_NAME_SHOWN])
    said = ", ".join(counted(counts[severity], severity) for severity in Severity if counts[severity])
    return (
        f'<li><button type="button" class="bar" data-key="{key}" data-value="{value}" aria-pressed="false">'
        f'<span class="of">{shown or "(unknown)"}</span>'
        f'<svg width="100%" height="14" aria-hidden="true" focusable="false">{"".join(_parts(counts, most))}</svg>'
        f'<span class="total" aria-hidden="true">{counts.total():,}</span>'
        f'<span class="unseen">{said}</span></button></li>'
    )


def _parts(counts: Counter[Severity], most: int) -> Iterator[str]:
    at = 0.0
    for severity in Severity:
        if counts[severity]:
            width = _FULL * counts[severity] / most
            yield f'<rect class="{severity}" x="{at:.2f}%" width="{width:.2f}%" height="14"/>'
            at += width
