"""Fails when newslint became slower: `python -m benchmarks.speed.guard`, and with `--update` after a wanted change.

A clock is no measure for a machine whose mood changes. What is compared are ratios within one run: the time of all
rules to that of a fixed loop that does what rules do (patterns, words, sets), and the share of each rule in the time
of all. Both are the least of several rounds, and what looks too slow is measured again before it is told.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed.corpus import articles
from newslint import Document, Linter

if TYPE_CHECKING:
    from collections.abc import Sequence

COSTS = Path(__file__).parent / "costs.json"
CHARACTERS = 60_000
ROUNDS, TRIES = 5, 3
MOST_TOTAL, MOST_SHARE, SLACK = 2.0, 2.0, 0.004
"""The time of all rules may grow by so much against the loop, the share of a rule by so much and a little. Processors
differ in how long they take for a pattern and for a loop: less would tell of the machine."""
_WORDS, _MARKS = re.compile(r"[^\W\d_]+"), re.compile(r"(?<=[a-z])[.,;:!?”\"](?=[A-Z])")

Costs = dict[str, float]


def main(arguments: Sequence[str] | None = None, linter: Linter | None = None) -> int:
    """Measure and compare; return 1 and tell what became slower, if anything did."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.guard", description=__doc__)
    parser.add_argument("--update", action="store_true", help="take what is measured for the measure of later runs")
    options = parser.parse_args(arguments)
    linter = linter or Linter()
    if options.update:
        costs = {rule: round(cost, 5) for rule, cost in sorted(measured(linter).items())}
        COSTS.write_text(json.dumps(costs, indent=1) + "\n", encoding="utf-8")
        return 0
    known: Costs = json.loads(COSTS.read_text(encoding="utf-8"))
    slow: dict[str, str] = {}
    for turn in range(TRIES):
        told = slower(known, measured(linter))
        slow = told if turn == 0 else {rule: says for rule, says in told.items() if rule in slow}
        if not slow:
            sys.stdout.write("No rule is slower than it was.\n")
            return 0
    sys.stderr.write("\n".join([*slow.values(), "If that is meant: python -m benchmarks.speed.guard --update", ""]))
    return 1


def slower(known: Costs, now: Costs) -> dict[str, str]:
    """Return what became slower; the empty name stands for all rules together. A new rule has but the slack."""
    found = {}
    if now[""] > MOST_TOTAL * known[""]:
        found[""] = f"all rules: {now['']:.1f} times the loop, {known['']:.1f} before"
    for rule, share in now.items():
        before = known.get(rule, 2 * SLACK)
        if rule and share > MOST_SHARE * before + SLACK:
            found[rule] = f"{rule}: {share:.2%} of the time of all rules, {before:.2%} before"
    return found


def measured(linter: Linter) -> Costs:
    """Return the share of each rule in the time of all, and under the empty name that time against the loop's."""
    texts = articles(CHARACTERS)
    for text in texts:
        linter.lint(text)  # patterns are made at first use
    rounds, loops = [], []
    for _ in range(ROUNDS):
        loops.append(_loop(texts))
        rounds.append(_by_rule(linter, texts))
    least = {rule: min(cost[rule] for cost in rounds) for rule in rounds[0]}
    total = sum(least.values())
    return {"": total / min(loops), **{rule: seconds / total for rule, seconds in least.items()}}


def _by_rule(linter: Linter, texts: Sequence[str]) -> Costs:
    spent: defaultdict[str, float] = defaultdict(float)
    for text in texts:
        doc = Document(text)
        for rule in linter.rules:
            begun = time.process_time()
            for _ in rule.check(doc):
                pass
            spent[rule.id] += time.process_time() - begun
    return dict(spent)


def _loop(texts: Sequence[str]) -> float:
    """Return the time of a fixed amount of what rules do."""
    begun = time.process_time()
    for text in texts:
        for _ in range(5):
            words = Counter(_WORDS.findall(text))
            {word.lower() for word in words if word[0].isupper()}
            sum(match.end() for match in _MARKS.finditer(text))
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
