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
        r"(?i:a|b)(?-i:c)(?>d{1,400})",
        r"\{name\}{,3}",
        r"[\w{+*]\p{Script=Greek}\P{Lu}\K",
        r"(?>a{1,99})(?>a{1,99})(?>a{1,99})b",
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
        (r"(?>(?:a|a){1,30}b)", "countless ways to match"),
        (r"(?:(?:a|a){1,30}b)?+c", "countless ways to match"),
        (r"(?>a{0,999}(?>a{0,999}b))", "1,000,000 ways to match"),
        (r"x(?=\w{1,99}\w{1,999}y)", "98,901 ways to match"),
        (r"(?:a{1000}){1000}", "may match 1,000,000 characters"),
        (r"a{99999999}", "repeats too often"),
        (r"\p{(?:a|a)+}b", "the escape “\\p” at character 1 is not supported"),
        (r"\N{(?:a|a)+}b", "the escape “\\N” at character 1 is not supported"),
        (r"\Xq", "the escape “\\X” at character 1 is not supported"),
        (r"(\w{1,9999})\1b", "the escape “\\1” at character 13 is not supported"),
        (r"\w{}*b", "“{” at character 3 repeats nothing"),
        (r"(?:foo){e<=2}", "“{” at character 8 repeats nothing"),
        (r"(?:\w{1,9})(?#){1,1000}[!?]", "repeats what stands before a comment or flags"),
        (r"(?:\w{1,9})(?i){1,1000}[!?]", "repeats what stands before a comment or flags"),
        (r"(?:a|b){1,999999999}", "repeats too often"),
        (r"{no quantifier}", "“{” at character 1 repeats nothing"),
        (r"*a", "“*” at character 1 repeats nothing"),
        (r"(?x)a +", "the group at character 1 is of a kind that is not supported"),
        (r"(?V1)a", "the group at character 1 is of a kind that is not supported"),
        (r"(?(1)a|b)", "not supported"),
        (r"a(?R)?b", "the group at character 2 is of a kind"),
        (r"(?P<x>a)(?P>x)(?P=x)", "the group at character 9 is of a kind"),
        (r"(*PRUNE)a", "the group at character 1 is of a kind"),
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
