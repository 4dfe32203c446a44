"""Where the time of an article goes: reading it, preparing it, its rules, judging what they found, writing the report.

A linter with `timed=True` tells what each rule costs, and what is left (`ALL_ELSE`). What rules share lies in the cost
of the one that asks first; so that no rule pays for sentences or words, the article's own views are made beforehand,
those that its rules look at and no others, and timed one by one. Reading and writing are timed around that. Each figure
is for each article the least of several rounds, after one in which patterns are made.
"""

from __future__ import annotations

import io
import time
from collections import Counter
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from benchmarks.speed.tools import DATA
from newslint import Document, Linter, wrapping
from newslint.finding import ALL_ELSE
from newslint.prefilter import Prefilter
from newslint.report import reporter
from newslint.sources import ReadingOptions, open_source
from newslint.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

READING, JUDGING, WRITING, WHOLE = "reading", "judging", "writing", "whole"
"""Steps. The last is the time from text to report of an article of which nothing was made before."""
PREPARING, RULE = "preparing: ", "rule: "
"""How the names of steps begin of which there are several."""
DEAREST = 10
"""So many rules are told one by one."""
_VIEWS = frozenset(name for name, member in vars(Document).items() if isinstance(member, cached_property))

Steps = dict[str, float]
"""The seconds of each step, by its name."""


def profile(folder: Path, rounds: int) -> dict[str, Any]:
    """Return where newslint's time goes with the articles of a folder."""
    linter = Linter(timed=True)
    prefilter = Prefilter(linter.rules)
    docs = [doc for doc, _ in _read(folder)]
    for doc in docs:
        linter.lint(doc)
    least: list[Steps] = [{} for _ in docs]
    for _ in range(rounds):
        for known, (doc, reading) in zip(least, _read(folder), strict=True):
            for step, seconds in {**steps(doc, linter, prefilter), READING: reading}.items():
                known[step] = min(seconds, known.get(step, seconds))
    families = {rule.id: str(rule.family) for rule in linter.rules}
    characters = sum(len(doc.text) for doc in docs)
    return {"articles": len(docs), "characters": characters, "rounds": rounds, **summed(least, families)}


def steps(doc: Document, linter: Linter, prefilter: Prefilter) -> Steps:
    """Return the seconds of each step from an article that has just been read to its written report."""
    found = {PREPARING + "line ends": _seconds(partial(wrapping.read, doc))}
    looked_at = wrapping.read(doc)
    found[WHOLE] = _seconds(partial(linter.lint, looked_at))
    prepared = replace(looked_at)  # without its views
    for view in vars(looked_at):  # in the order in which they were made, each behind those that it is made of
        if view in _VIEWS and not view.startswith("_"):
            found[PREPARING + view.replace("_", " ")] = _seconds(partial(getattr, prepared, view))
    found[PREPARING + "word pairs"] = _seconds(partial(prepared.view, spoken))
    found[PREPARING + "prefilter"] = _seconds(partial(prefilter.candidates, prepared))
    report = linter.lint(prepared)
    found |= {RULE + rule: seconds for rule, seconds in report.seconds.items() if rule != ALL_ELSE}
    found[JUDGING] = max(0.0, report.seconds[ALL_ELSE] - found[PREPARING + "prefilter"])
    found[WRITING] = _seconds(partial(reporter("jsonl", io.StringIO()).add, report))
    return found


def summed(articles: Iterable[Steps], families: Mapping[str, str]) -> dict[str, Any]:
    """Return the milliseconds of an article on average: by stage, by what is prepared, and of the dearest rules."""
    total = Counter[str]()
    number = 0
    for number, known in enumerate(articles, 1):  # noqa: B007 - their number is wanted behind the loop
        total.update(known)
    each = {step: 1_000 * seconds / max(number, 1) for step, seconds in total.items()}
    prepared = {step.removeprefix(PREPARING): cost for step, cost in each.items() if step.startswith(PREPARING)}
    rules = {step.removeprefix(RULE): cost for step, cost in each.items() if step.startswith(RULE)}
    by_family = Counter[str]()
    for rule, cost in rules.items():
        by_family[families[rule]] += cost  # type: ignore[assignment]
    dearest = sorted(rules, key=lambda rule: (-rules[rule], rule))[:DEAREST]
    return {
        "whole": _rounded(each.get(WHOLE, 0.0)),
        "stages": {
            READING: _rounded(each.get(READING, 0.0)),
            "preparing": _rounded(sum(prepared.values())),
            "rules": {family: _rounded(cost) for family, cost in by_family.most_common()},
            JUDGING: _rounded(each.get(JUDGING, 0.0)),
            WRITING: _rounded(each.get(WRITING, 0.0)),
        },
        "prepared": {name: _rounded(prepared[name]) for name in sorted(prepared, key=lambda name: -prepared[name])},
        "dearest": [[rule, families[rule], _rounded(rules[rule])] for rule in dearest],
    }


def _rounded(milliseconds: float) -> float:
    return round(milliseconds, 4)


def _read(folder: Path) -> Iterator[tuple[Document, float]]:
    """Yield the articles of a data set, with the seconds that it took to read each."""
    source = open_source(str(folder / DATA), ReadingOptions()).articles()
    while True:
        begun = time.thread_time()
        doc = next(source, None)
        if doc is None:
            return
        if isinstance(doc, Document):
            yield doc, time.thread_time() - begun


def _seconds(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
