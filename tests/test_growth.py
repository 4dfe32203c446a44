"""Every rule takes linear time: text eight times as long must not cost much more than eight times as much.

A quadratic rule would cost 64 times as much. What is compared is processor time within one run, the best of three.
"""

import time
from itertools import cycle, islice

import pytest

from newslint import Document, Linter, Rule, Span
from newslint.rule import Expectation, KindsOf
from newslint.vocabulary import Vocabulary

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
        if best <= NEGLIGIBLE:
            break
    return best


def accepting(vocabulary: Vocabulary, text: str, spans: list[Span]) -> float:
    """Return the processor seconds that it takes to look up what was found in a text."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        for span in spans:
            vocabulary.accepts(text, span)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("unit", ["a", "A ", "a.", "of the ", "of the World. "])
def test_accepted_words_cost_what_is_found_whatever_the_text(unit: str) -> None:
    vocabulary = Vocabulary([f"of the{'World' * (number % 9)} {number}" for number in range(5_000)])
    spans = [Span(at, at + 8) for at in range(0, SHORT - 8, 8)]
    short, long = text_of(unit, SHORT), text_of(unit, SHORT * FACTOR * FACTOR)
    assert accepting(vocabulary, long, spans) < 3 * accepting(vocabulary, short, spans)


@pytest.mark.parametrize("unit", ["of the ", "Northwell "])
def test_a_hundred_times_as_many_accepted_words_cost_little_more(unit: str) -> None:
    words = [f"of the{'World' * (number % 9)} {number % 7}{number}" for number in range(5_000)]
    text = text_of(unit, SHORT)
    spans = [Span(at, at + 8) for at in range(0, SHORT - 8, 8)]
    assert accepting(Vocabulary(words), text, spans) < 3 * accepting(Vocabulary(words[:50]), text, spans)


def one_of_each_check() -> list[Rule]:
    """Return a rule for each check: rules that share one run it once an article."""
    found: dict[int, Rule] = {}
    for rule in LINTER.catalog.rules:
        shared = rule.check.check if isinstance(rule.check, KindsOf) else rule.check
        found.setdefault(id(shared), rule)
    return list(found.values())


@pytest.mark.parametrize("rule", one_of_each_check(), ids=lambda rule: rule.id)
def test_cost_grows_with_the_text(rule: Rule) -> None:
    bad = [case.text for case in rule.cases_that(Expectation.BAD)[:3]]
    for unit in [*UNITS, *bad, *(f"{text}\n" for text in bad)]:
        long = cost(rule, text_of(unit, SHORT * FACTOR))
        if long > NEGLIGIBLE:
            assert long < ALLOWED * cost(rule, text_of(unit, SHORT)), f"on repeated {unit!r}"
