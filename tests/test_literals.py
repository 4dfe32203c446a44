"""What a pattern needs, and that looking only there finds what looking everywhere does."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, Linter
from newslint.literals import needed, windows
from newslint.pattern import Expression, PatternCheck

LINTER = Linter()
PATTERNS = {rule.id: rule.check.expression for rule in LINTER.rules if isinstance(rule.check, PatternCheck)}


@pytest.mark.parametrize(
    ("pattern", "literals", "reach"),
    [
        (r"harbour", ("harbour",), 7),
        (r"(?<=the )Ferry\b", ("ferry",), 10),
        (r"[Aa]s (?:told|said)", ("as said", "as told"), 7),
        (r"(?:ferry|\w{1,5})§", ("§",), 6),
        (r"(?!ferry)\w{3,5}", (), 10),
        (r"\w{1,9}+", (), 9),
        (r"a?[“‘]b{0,3}", ("“", "‘"), 5),
        (r"\L<city>, then", ("moen, then", "tarn, then"), 10),
        (r"(?:kiosk[\u00a0 ]){2}", ("kiosk kiosk ",), 12),
        (r"\d[ \u00a0]?\.(?=noon)", ("noon",), 7),
    ],
)
def test_what_a_pattern_needs(pattern: str, literals: tuple[str, ...], reach: int) -> None:
    found = needed(pattern, {"city": ["Tarn", "Moen"]})
    assert set(found.literals) == set(literals)
    assert found.reach >= reach


@pytest.mark.parametrize("rule", PATTERNS)
def test_the_cases_of_each_rule_are_found_in_windows_as_in_the_whole(rule: str) -> None:
    expression = PATTERNS[rule]
    texts = [case.text for case in LINTER.catalog.by_name[rule].cases]
    for text in [*texts, "\n".join(texts), (" ferry " * 200).join(texts)]:
        _same(expression, text)


def test_the_cases_of_all_rules_are_found_in_windows_as_in_the_whole() -> None:
    texts = [case.text for rule in LINTER.rules for case in rule.cases]
    for start in range(0, len(texts), 40):
        for expression in PATTERNS.values():
            _same(expression, "\n\n".join(texts[start : start + 40]))


@given(st.text("abAB .“”\u00a0ıİſK1\n", max_size=60))
def test_what_is_made_up_is_found_in_windows_as_in_the_whole(text: str) -> None:
    for pattern in (
        r"a[b ]{1,3}A",
        r"(?<=b )[“”]\w?",
        r"(?i:bab|k\b)[ \u00a0]?",
        r"(?<!a)b(?!b)\.",
        r"\bA{1,2}(?=\s|\Z)",
    ):
        _same(Expression.of(pattern, {}), text * 5)


@pytest.mark.parametrize(
    ("pattern", "before", "behind"),
    [
        (r"harbour", 0, 0),
        (r"the [a-z]{1,9} harbour", 5, 0),
        (r"(?:\w{1,3}-)?(?=harbour)", 4, 0),
        (r"(?<=harbour )[a-z]{1,9}", -8, 8),
        (r"(?<=harbour\s{1,2})[a-z]{1,9}", -7, 9),
        (r"(?<=(?=harbour)h)[a-z]{1,9}", 0, 1),
        (r"(?<=\w{1,3}(?=harbour))[a-z]{1,9}", 0, 0),
        (r"(?<=\w(?<=harbour))[a-z]{1,9}", 0, 7),
        (r"(?<=(?:quay, harbour|harbour)\s{1,2})[a-z]{1,9}", -7, 9),
        (r"[a-z]{1,9} (?<=harbour )", 2, 6),
        (r"(?:harbour|\w{2}quay|(?<=jetty )\w)", 2, 6),
        (r"(?:, harbour|harbour)", 2, 0),
    ],
)
def test_how_far_from_what_it_needs_a_match_may_begin(pattern: str, before: int, behind: int) -> None:
    found = needed(pattern, {})
    assert found.literals
    assert found.before >= before
    assert found.behind >= behind


def test_matches_begin_at_the_first_and_at_the_last_place_that_may_be() -> None:
    filler = "No wind blew on the day. " * 20
    for pattern, place in (
        (r"(?:old ){0,2}harbour", "old old harbour"),
        (r"(?<=harbour )\w{1,9}", "harbour master"),
        (r"(?<=harbour {1,2})\w{1,9}", "harbour  master"),
        (r"\w{1,4} (?:, )?harbour", "tarn , harbour"),
        (r"\w{1,9} (?<=harbour )", "harbour "),
        (r"harbour \w{1,9}|\w{1,9} harbour", "harbour harbour"),
        (r"(?<=(?=harbour)h)\w{1,9}", "harbour"),
        (r"(?<=\w{1,3}(?=harbour))\w{1,9}", "tarnharbour"),
        (r"(?<=\w(?<=harbour))s", "harbours"),
        (r"(?<=(?=\w{0,4}harbour)\w{2})\w{1,9}", "tarnharbour"),
        (r"(?:quay, harbour|harbour)s", "quay, harbours"),
        (r"\w{1,9}(?=, (?:quay, harbour|harbour))", "tarn, quay, harbour"),
    ):
        expression = Expression.of(pattern, {})
        assert expression.needed.literals
        assert expression.matches(Document(filler + place + filler))
        _same(expression, filler + place + filler)


def test_a_pattern_that_begins_with_a_seldom_character_is_searched_for_everywhere() -> None:
    assert not needed(r"\[(?:date|name|number|place|title|quote|source|link) [^\]]{1,9}\]|\{\{\w{1,9}", {}).literals


@pytest.mark.parametrize(
    ("pattern", "foreign"),
    [
        (r"the [\p{Han}\p{Thai}]{1,9}", r"[\p{Han}\p{Thai}]"),
        (r"(?=[\p{Han}])\w", r"[\p{Han}]"),
        (r"(?<=[\p{Han}])s|a[\p{Thai}]", r"[\p{Han}]|[\p{Thai}]"),
        (r"(?![\p{Han}])\w", ""),
        (r"a[\p{Han}]?", ""),
        (r"a(?:[\p{Han}]|\w)", ""),
        (r"a[\p{Han}\p{Lu}]", ""),
        (r"a[^\p{Han}]", ""),
    ],
)
def test_what_a_match_needs_that_is_no_english(pattern: str, foreign: str) -> None:
    assert needed(pattern, {}).foreign == foreign


def test_a_character_that_is_no_english_is_found() -> None:
    expression = Expression.of(r"[\p{Greek}]a", {})
    assert expression.needed.foreign
    assert [match[0] for match in expression.matches(Document("The αa and the Ωa."))] == ["αa", "Ωa"]
    assert not expression.matches(Document("The aa."))


def test_a_text_without_what_is_needed_is_not_searched() -> None:
    assert windows(Document("The ferry sailed at noon."), needed("harbour", {})) == []


def _same(expression: Expression, text: str) -> None:
    everywhere = [match.span() for match in expression.compiled.finditer(text)]
    assert [match.span() for match in expression.matches(Document(text))] == everywhere, regex.escape(expression.source)
