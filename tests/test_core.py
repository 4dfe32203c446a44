"""What an automaton is told of a pattern: wherever the pattern matches, its core does."""

from __future__ import annotations

import pytest
import re2
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import Linter, core
from newslint.document import Document
from newslint.prefilter import WORTH_CORES, Prefilter
from newslint.rule import Expectation

WORDS = {"ship": ["ferry", "tug", "ice breaker", "bât"]}
LETTERS = "abkK é\u00a0ßſİK“”\n-.1中\U0001f6a2"

pieces = st.one_of(
    st.sampled_from(LETTERS).map(regex.escape),
    st.sampled_from([r"\w", r"\W", r"\d", r"\s", r"[^\W_]", r"[^\W\d_]", r"\p{Lu}", "[ab]", "[^ab]", "[a-k]", "."]),
    st.sampled_from([r"[ \u00a0]", r"[“”\"]", r"[^.\n]", r"[\w’-]", r"\L<ship>", r"\x41", r"\u00e9", r"\.", r"\n"]),
)
quantifiers = st.sampled_from(["", "", "", "?", "?+", "{1,2}", "{0,5}", "{2,6}", "{1,40}+", "{2}"])
points = st.sampled_from([r"\b", r"\A", r"\Z", "^", "$", "(?#tug)"])
groups = st.sampled_from(["(?:%s)", "(?>%s)", "(%s)", "(?i:%s)"])
looks = st.sampled_from(["(?=%s)", "(?!%s)", "(?<=%s)", "(?<!%s)"])


def _longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(inner, min_size=1, max_size=4).map("".join)
    choices = st.lists(rows, min_size=1, max_size=3).map("|".join)
    grouped = st.builds(lambda group, body, times: group % body + times, groups, choices, quantifiers)
    looking = st.builds(lambda look, body: look % body, looks, choices)
    return st.one_of(rows, grouped, looking, points)


patterns = st.recursive(st.builds(str.__add__, pieces, quantifiers), _longer, max_leaves=12)
texts = st.text(LETTERS + "ferrytugic b", max_size=16)


@given(patterns, st.lists(texts, min_size=1, max_size=12), st.booleans())
@settings(deadline=None, max_examples=400)
def test_a_core_matches_wherever_its_pattern_does(pattern: str, found_in: list[str], ignore_case: bool) -> None:
    flags = regex.IGNORECASE if ignore_case else 0
    made = regex.compile(pattern, flags, ignore_unused=True, **WORDS)  # type: ignore[arg-type]
    known = core.of(pattern, WORDS, ignore_case=ignore_case)
    if known:
        automaton = re2.compile(known)
        for text in found_in:
            assert automaton.search(text) or not made.search(text, timeout=5)


@pytest.mark.parametrize(
    ("pattern", "is_in", "is_not_in"),
    [
        (r"(?<=[a-z])\.(?=[A-Z])", "end.The", "end. The"),
        (r"(?<![^\W_])tug", "a tug", "cantug"),
        (r"tug(?![^\W_])", "tug.", "tugs"),
        (r"\bsaid \w{1,30} harbour", "said the harbour", "said the port"),
        (r"(?:ferry|tug) (?=of)", "tug of", "tug in"),
        (r"\L<ship>s", "bâts", "boats"),
        (r"(?i:tug)boat", "TUGboat", "TUGBOAT"),
        (r"(?:a|b|)\d{4,9}", "1234", "a b"),
        (r"[\u2018\u201c]x", "“x", '"x'),
    ],
)
def test_what_a_core_tells_apart(pattern: str, is_in: str, is_not_in: str) -> None:
    automaton = re2.compile(core.of(pattern, WORDS))
    assert automaton.search(is_in)
    assert not automaton.search(is_not_in)


@pytest.mark.parametrize("pattern", [r"(a)\1", r"(?(1)a|b)", r"(?s:a.b)", "the|a", r"\w+", "a{0,3}", r"\X", "(tug"])
def test_no_core_is_known_of_what_is_not_read_or_stands_everywhere(pattern: str) -> None:
    assert core.of(pattern, {}) == ""


def test_flags_that_change_what_a_point_matches_are_not_read() -> None:
    assert core.of_compiled(regex.compile("tug.boat", regex.DOTALL)) == ""
    assert core.of_compiled(regex.compile("tug.boat", regex.MULTILINE)) == core.of("tug.boat", {})


def test_rules_are_left_out_by_core_once_that_is_worth_it() -> None:
    linter = Linter(select=["space-before-s"])
    prefilter = Prefilter(linter.rules)
    quoted, found = Document("Of all of them 5 's are too many."), Document("The harbour is Moen ’s.")
    assert [rule.id for rule in prefilter.candidates(quoted)] == ["space-before-s"]
    prefilter.candidates(Document("a" * (WORTH_CORES + 1)))
    assert prefilter.candidates(quoted) == []
    assert [rule.id for rule in prefilter.candidates(found)] == ["space-before-s"]


def test_a_lone_surrogate_is_no_letter_to_a_core() -> None:
    prefilter = Prefilter(Linter(select=["space-before-s"]).rules)
    prefilter.candidates(Document("a" * (WORTH_CORES + 1)))
    assert [rule.id for rule in prefilter.candidates(Document("\ud800 The crew ’s boat."))] == ["space-before-s"]


def test_the_rules_that_need_code_tell_what_they_need() -> None:
    rules = [rule for rule in Linter().rules if rule.cores]
    automata = {rule.id: [re2.compile(one) for one in rule.cores] for rule in rules}
    lost = [
        (rule.id, case.text)
        for rule in rules
        for case in rule.cases_that(Expectation.BAD)
        if not any(automaton.search(case.text) for automaton in automata[rule.id])
    ]
    assert lost == []
