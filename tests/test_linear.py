"""Patterns are accepted only if they are linear by construction."""

import re

import pytest

from newslint.linear import MOST_WAYS, check_linear


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?P<noun>\w{1,30}+) they\b",
        r"(?:\w{1,30}+ ){1,5}\L<outlet>",
        r"[^\]a\\]{0,4}x",
        r"[]a]{2}",
        r"a{3}(?=b|c)(?<!d)e?",
        r"\p{Lu}[\p{L}’]{0,9}\x41{1,2}",
        r"(?#a comment + with * signs)a",
        r"(?i:a|b)(?-i:c)(?>d{1,400})(?P=name)",
        r"\{name\}{,3}",
        r"{not a quantifier}",
    ],
)
def test_linear_patterns(pattern: str) -> None:
    check_linear(pattern)


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        (r"\w+x", "the repetition “+” at character 3 has no bound"),
        (r"a*", "the repetition “*” at character 2 has no bound"),
        (r"\w++", "the repetition “++” at character 3 has no bound"),
        (r"(?:ab){2,}?", "the repetition “{2,}?” at character 7 has no bound"),
        (r"(?:a{1,9}){1,9}", "ways to match"),
        (r"(?:a|a){1,30}b", "countless ways to match"),
        (r"\w{1,99}\w{1,99}\w{1,99}", "970,299 ways to match"),
        (r"(?x)a +", "verbose"),
        (r"(?(1)a|b)", "not supported"),
        (r"(?i)a+", "no bound"),
        (r"(a", "never closed"),
        (r"a)", "unbalanced"),
    ],
)
def test_patterns_that_may_be_slow(pattern: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        check_linear(pattern)


def test_the_count_of_ways_is_exact_at_the_limit() -> None:
    check_linear(rf"a{{1,{MOST_WAYS}}}")
    with pytest.raises(ValueError, match="10,001 ways"):
        check_linear(rf"a{{0,{MOST_WAYS}}}")
