"""Every rule takes linear time: text eight times as long must not cost much more than eight times as much.

A quadratic rule would cost 64 times as much. What is compared is processor time within one run, the best of three.
"""

import time
from itertools import cycle, islice

import pytest

from newslint import Document, Linter, Rule
from newslint.rule import Expectation

SHORT, FACTOR = 8_000, 8
ALLOWED = 3 * FACTOR
NEGLIGIBLE = 0.02
"""Seconds: below this the clock says more about the machine than about the rule."""

LINTER = Linter()
UNITS = [
    "a",
    "A",
    " ",
    ".",
    "“",
    "”",
    '"',
    "\n",
    "1",
    "-",
    "a ",
    "Ab ",
    "the ",
    "that ",
    "A: b\n",
    "he “",
    "x.Y",
    "😀",
    "a? ",
]


def text_of(unit: str, length: int) -> str:
    return "".join(islice(cycle(unit), length))


def cost(rule: Rule, text: str) -> float:
    """Return the processor seconds that a rule takes for a text, views included."""
    best = float("inf")
    for _ in range(3):
        doc = Document(text)
        began = time.process_time()
        for _hit in rule.check(doc):
            pass
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("rule", LINTER.catalog.rules, ids=lambda rule: rule.id)
def test_cost_grows_with_the_text(rule: Rule) -> None:
    bad = [case.text for case in rule.cases_that(Expectation.BAD)[:3]]
    for unit in [*UNITS, *bad, *(f"{text}\n" for text in bad)]:
        long = cost(rule, text_of(unit, SHORT * FACTOR))
        if long > NEGLIGIBLE:
            assert long < ALLOWED * cost(rule, text_of(unit, SHORT)), f"on repeated {unit!r}"
