"""The accuracy gate: floors of `fixtures/gate.toml`. Run as `python -m tests.gate` to raise them to what is reached.

The articles have floors by family, the sentences for all of them together (`sentences`) and by kind. A kind has no
floor of precision: it has a dozen sentences, and with the first finding ever in it one false alarm may come. Beside the
floors of sentences stands of how many they are (`of`): where that changes they begin anew, because a sentence that
newslint misses must not be kept out for their sake.
"""

from __future__ import annotations

import tomllib
from math import floor

from newslint import Linter
from tests.articles import FIXTURES, broken, clean, score
from tests.sentences import Tally, sentences, tally

GATE = FIXTURES / "gate.toml"
_HEADER = """\
# Floors of accuracy on the labelled articles beside this file, by family, and on the labelled sentences, all together
# and by kind. Written by `python -m tests.gate`, which only ever raises them.
"""
_SENTENCES = "sentences"
OF = "of"

Figures = dict[str, dict[str, float]]


def measured() -> Figures:
    """Return precision, recall and right fixes by family on all labelled articles, and those of the sentences."""
    linter = Linter()
    return score(linter, [*broken(), *clean()]).figures() | of_sentences(tally(linter, sentences()))


def of_sentences(made: Tally) -> Figures:
    """Return precision, recall and right fixes of all sentences together, recall and right fixes by kind."""
    figures = {_SENTENCES: _floors_of(made) | {"precision": made.precision()}}
    return figures | {f"{_SENTENCES}.{kind}": _floors_of(made.of(kind)) for kind in made.counts}


def _floors_of(made: Tally) -> dict[str, float]:
    total = made.total()
    figures = {OF: float(total["bad"] + total["good"]), "recall": made.recall()}
    return figures | ({"right-fixes": made.right_fixes()} if total["fixable"] else {})


def floors() -> Figures:
    """Return what `gate.toml` demands."""
    return read(GATE.read_text(encoding="utf-8")) if GATE.exists() else {}


def read(text: str) -> Figures:
    """Return the floors of a gate; those of a kind of sentence are named by their table, `sentences.calque`."""
    figures: Figures = {}
    for family, table in tomllib.loads(text).items():
        figures[family] = {name: value for name, value in table.items() if not isinstance(value, dict)}
        for kind, floors_of_kind in table.items():
            if isinstance(floors_of_kind, dict):
                figures[f"{family}.{kind}"] = floors_of_kind
    return figures


def raised(old: Figures, new: Figures) -> str:
    """Return the gate with each floor at the higher of the two figures, rounded down to three digits."""
    lines = [_HEADER]
    for family in sorted(old | new):
        before, now = old.get(family, {}), new.get(family, {})
        if now and not is_of_the_same(before, now):
            before = {}
        lines.append(f"[{family}]")
        for name in before | now:
            value = max(before.get(name, 0.0), now.get(name, 0.0))
            lines.append(f"{name} = {int(value) if name == OF else floor(value * 1000) / 1000}")
        lines.append("")
    return "\n".join(lines)


def is_of_the_same(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two figures are of equally many sentences, so that one can be a floor of the other."""
    return one.get(OF) == other.get(OF)


if __name__ == "__main__":
    GATE.write_text(raised(floors(), measured()), encoding="utf-8")
