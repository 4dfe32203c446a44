"""The accuracy gate: floors of `fixtures/gate.toml`. Run as `python -m tests.gate` to raise them to what is reached."""

from __future__ import annotations

import tomllib
from math import floor

from newslint import Linter
from tests.articles import FIXTURES, broken, clean, score

GATE = FIXTURES / "gate.toml"
_HEADER = """\
# Floors of accuracy on the labelled articles beside this file, by family. Written by `python -m tests.gate`, which only
# ever raises them.
"""

Figures = dict[str, dict[str, float]]


def measured() -> Figures:
    """Return precision, recall and right fixes by family on all labelled articles."""
    return score(Linter(), [*broken(), *clean()]).figures()


def floors() -> Figures:
    """Return what `gate.toml` demands."""
    return tomllib.loads(GATE.read_text(encoding="utf-8")) if GATE.exists() else {}


def raised(old: Figures, new: Figures) -> str:
    """Return the gate with each floor at the higher of the two figures, rounded down to three digits."""
    lines = [_HEADER]
    for family in sorted(old | new):
        lines.append(f"[{family}]")
        figures = old.get(family, {}) | new.get(family, {})
        for name in figures:
            value = max(old.get(family, {}).get(name, 0.0), new.get(family, {}).get(name, 0.0))
            lines.append(f"{name} = {floor(value * 1000) / 1000}")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    GATE.write_text(raised(floors(), measured()), encoding="utf-8")
