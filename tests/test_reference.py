"""Rules described for editors: exact pages."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint import Document, Edit, Fix, Rule, Safety, Severity
from newslint.catalog import Catalog
from newslint.reference import explanation, index, overview
from newslint.rule import Case, Expectation, Hit, Status


def find_faults(doc: Document) -> Iterator[Hit]:
    for _, span in doc.occurrences({"fault", "there"}):
        yield Hit(span, Fix("write “flaw”", (Edit(span, "flaw"),), Safety.UNSAFE))


def no_check(_doc: Document) -> Iterator[Hit]:
    yield from ()


RULE = Rule(
    "some-rule",
    "glue",
    Severity.WARNING,
    "{match}",
    f"One sentence.  And\nanother one.\n\n{'Long paragraph. ' * 7}",
    find_faults,
    lambda: (
        Case.parse(Expectation.BAD, "a ⟦fault⟧ | here\n\nand ⟦there⟧", fix="a flaw | here\n\nand there"),
        Case.parse(Expectation.BAD, f"{'word ' * 12}⟦fault⟧{' word' * 20}"),
        *(Case.parse(Expectation.GOOD, f"good {number}") for number in range(1, 6)),
        Case.parse(Expectation.MISSED, "not this ⟦fault⟧", because="too rare"),
    ),
    Path("glue/some-rule.toml"),
    formerly=frozenset({"old-name", "former-name"}),
)
OTHER = Rule(
    "other",
    "case",
    Severity.ERROR,
    "{match}",
    f"A sentence of {'very ' * 20}many words. Two.",
    no_check,
    lambda: (Case.parse(Expectation.BAD, "⟦x⟧"), Case.parse(Expectation.GOOD, "y")),
    Path("case/other.toml"),
    languages=frozenset(),
)


def test_the_page_of_a_rule() -> None:
    assert explanation(RULE) == (
        "some-rule  (glue, warning, en)\n"
        "formerly former-name, old-name\n"
        "\n"
        "One sentence. And another one.\n"
        "\n"
        "Long paragraph. Long paragraph. Long paragraph. Long paragraph. Long paragraph. Long paragraph. Long\n"
        "paragraph.\n"
        "\n"
        "It speaks here:\n"
        "  a ⟦fault⟧ | here\n"
        "  and ⟦there⟧\n"
        "  → a flaw | here\n"
        "    and there\n"
        "  word word word word word word word word word word word word ⟦fault⟧ word word word word word word\n"
        "  word word word word word word word word word word word word word word\n"
        "It is silent here:\n"
        "  good 1\n"
        "  good 2\n"
        "  good 3\n"
        "  good 4\n"
        "\n"
        "It misses, so far:\n"
        "  not this ⟦fault⟧\n"
        "    (too rare)\n"
        "\n"
        "A word of your house? Add it to [vocabulary] accept in newslint.toml.\n"
    )


@pytest.mark.parametrize(("family", "is_told"), [("glue", True), ("case", True), ("quote", False), ("appended", False)])
def test_a_page_tells_of_the_words_of_the_house_where_a_rule_may_take_one_for_damage(
    family: str, *, is_told: bool
) -> None:
    page = explanation(dataclasses.replace(RULE, family=family))
    assert page.endswith("\n\nA word of your house? Add it to [vocabulary] accept in newslint.toml.\n") is is_told


def test_the_page_of_a_preview_rule_for_many_languages() -> None:
    preview = dataclasses.replace(OTHER, status=Status.PREVIEW)
    heading = "other  (case, error, any language, preview: runs only if selected by name)"
    assert explanation(preview).splitlines()[:2] == [heading, ""]
    assert explanation(OTHER).splitlines()[0] == "other  (case, error, any language)"
    two = dataclasses.replace(OTHER, languages=frozenset({"fr", "en"}))
    assert explanation(two).splitlines()[0] == "other  (case, error, en, fr)"


def test_the_list_of_rules_tells_which_are_off() -> None:
    lines = overview([RULE, OTHER], [RULE]).splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["case"],
        ["other", "error"],
        ["glue"],
        ["some-rule", "warning"],
        [],
        ["`newslint", "explain"],
    ]
    assert [line.split()[0] for line in lines if "(off)" in line] == ["other"]
    assert "(off)" not in overview([RULE, OTHER], [OTHER, RULE])
    assert overview([RULE, OTHER], []).count("(off)") == 2


def test_the_index_of_rules() -> None:
    assert index(Catalog.of([RULE, OTHER])).splitlines()[6:] == [
        "",
        "## case",
        "",
        "| rule | severity | fix | speaks here |",
        "|---|---|---|---|",
        "| [other](case/other.toml) | error |  | ⟦x⟧ |",
        "",
        "## glue",
        "",
        "| rule | severity | fix | speaks here |",
        "|---|---|---|---|",
        "| [some-rule](glue/some-rule.toml) | warning | unsafe | a ⟦fault⟧ \\| here and there |",
    ]


def test_a_long_case_is_cut_around_its_first_place() -> None:
    long = dataclasses.replace(RULE, read_cases=lambda: RULE.cases[1:])
    row = index(Catalog.of([long])).splitlines()[-1]
    assert row.startswith(
        f"| [some-rule](glue/some-rule.toml) | warning | unsafe | … {'word ' * 8}⟦fault⟧{' word' * 10}"
    )
    assert row.endswith(" … |")
