"""Wordings with slots, and the forms of verbs that they ask for."""

import re
from functools import partial

import pytest

from newslint import Document, Rule
from newslint.catalog import Catalog
from newslint.fixer import apply
from newslint.inflection import Form, form_of, inflected
from newslint.linear import check_linear
from newslint.spoken import spoken
from newslint.verbs import all_forms, forms
from newslint.wording import Wording, Wordings
from newslint.wording.expression import reach
from newslint.wording.notation import with_place

COLOURS = [{(colour, "of") for colour in ("color", "colors", "colour", "colours")}]
CLASSES = {"determiner": ["the", "a"]}
RULES = [rule for rule in Catalog.load().rules if isinstance(rule.check, Wordings)]


def mended(found: str, wanted: str, text: str, *, ignore_case: bool = True, outside_quotations: bool = False) -> str:
    check = Wordings.of({found: wanted}, CLASSES, ignore_case=ignore_case, outside_quotations=outside_quotations)
    return apply(text, [hit.fix for hit in check(Document(text)) if hit.fix])[0]


@pytest.mark.parametrize(
    ("found", "wanted", "text", "expected"),
    [
        ("{assist} to the (funeral|match)", "{attend} the {1}", "He assists to  the match.", "He attends the match."),
        ("{assist} to <determiner> fair", "{attend} {1} fair", "By assisting to a fair", "By attending a fair"),
        ("{give} a speech", "{take} the floor", "It was given a speech", "It was taken the floor"),
        (
            "{result} hurt",
            "{be} hurt",
            "Three men resulted hurt, Moen results hurt",
            "Three men were hurt, Moen is hurt",
        ),
        ("sanitary( crisis)?", "health{1}", "A sanitary crisis, sanitary", "A health crisis, health"),
        ("sanitary crisis", "health crisis", "Sanitary crisis", "Health crisis"),
        ("odd boat", "boat", "an odd boat", "a boat"),
        ("quay", "old quay", "A quay", "An old quay"),
        ("porters?", "crew", "porter, porters", "crew, crew"),
        ("l'eau", "water", "L’eau", "Water"),
        ("with … ado", "soon", "with so much ado", "soon"),
        ("with … ado", "soon", "with it. Much ado", "with it. Much ado"),
        ("<number> grades", "{1} degrees", "12.5 grades", "12.5 degrees"),
        ("[(German|Bonn) daily ]The Time", "Die Zeit", "the German daily The Time", "the German daily Die Zeit"),
        ("come[! back]", "go", "come back, come in", "come back, go in"),
        ("[!when ]it came", "there was", "it came, when it came", "there was, when it came"),
        ("handy ~ rang|call", "phone", "Her handy rang. A handy map.", "Her phone rang. A handy map."),
        (
            "stage !~ play",
            "internship",
            "A stage at Moen’s. A play on stage.",
            "An internship at Moen’s. A play on stage.",
        ),
        ("very odd", "", "It is very odd here", "It is here"),
        ("same", "same", "same", "same"),
        ("in the day of today", "today", "in the day of\u00a0today", "today"),
        ("old quay", "quay", "the cold quays", "the cold quays"),
    ],
)
def test_what_a_wording_becomes(found: str, wanted: str, text: str, expected: str) -> None:
    assert mended(found, wanted, text) == expected


def test_letter_case_counts_unless_it_is_ignored() -> None:
    assert mended("The Time", "Die Zeit", "the time, The Time", ignore_case=False) == "the time, Die Zeit"
    assert mended("in (<Name>|town)", "at {1}", "in Tarn, in tarn") == "at Tarn, in tarn"


def test_quotations_may_be_left_out() -> None:
    assert mended("quay", "pier", "A quay, “a quay”", outside_quotations=True) == "A pier, “a quay”"


def test_of_places_that_overlap_the_first_and_longest_counts() -> None:
    check = Wordings.of({"old quay": "pier", "quay wall": "wall", "old quay wall": "mole"}, {})
    assert [hit.says["wanted"] for hit in check(Document("an old quay wall"))] == ["mole"]


def test_what_the_sentence_speaks_for_goes_first() -> None:
    check = Wordings.of({"the old stage": "stage", "the old stage ~ firm": "internship"}, {})
    assert [hit.says["wanted"] for hit in check(Document("at the old stage in a firm"))] == ["internship"]


@pytest.mark.parametrize("found", ["<word>", "(a|b", "a [b] c", "{Make} it", "a (b (c))"])
def test_what_is_no_wording_is_refused(found: str) -> None:
    with pytest.raises(ValueError, match=r"wording|word of its own"):
        Wordings.of({found: ""}, {}).check()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_wording_of_our_rules_can_be_looked_for_in_linear_time(rule: Rule) -> None:
    assert isinstance(rule.check, Wordings)
    rule.check.check()
    for wording in rule.check.wordings:
        check_linear(wording.expression.pattern)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("receipt(s)? of", "the receipts of"),
        ("dependen(ce|cy) on", "a dependency on"),
        ("(well-being|wellness) minister", "the well-being minister"),
        ("in the <number> years", "in the 2.5 years"),
        ("[(Dutch|Flemish) “?]The Standard", "the Dutch “The Standard”"),
        ("sanitary( crisis)? law", "a sanitary law"),
        ("prosecutor’s office", "the prosecutor's office"),
        ("at (20|21) hours", "at 20 hours"),
        ("(anti-?fraud|narcotics) squad of", "the antifraud squad of"),
        ("(anti-?fraud|narcotics) squad of", "the anti-fraud squad of"),
        ("colou?rs? of", "the colors of"),
    ],
)
def test_what_a_wording_needs_is_in_each_text_that_has_it(found: str, text: str) -> None:
    check = Wordings.of({found: "x"}, {})
    assert len(check.wordings[0].needs.grams) > 1
    assert len(list(check(Document(text)))) == 1


@pytest.mark.parametrize(
    ("found", "needed"),
    [
        ("receipt(s)? of", [{"of"}, {"receipt", "receipts"}, {("receipt", "of"), ("receipts", "of")}]),
        ("<number> years", [{"#"}, {"years"}, {("#", "years")}]),
        ("old <word> quay", [{"old"}, {"quay"}]),
        ("come[! back]", [{"come"}]),
        ("quay ~ rope|knot", [{"quay"}, {"knot", "rope"}]),
        ("cross(ing the| the) quay", [{"quay"}]),
        ("(anti-?fraud|narcotics) squad", [{"squad"}]),
        ("anti-?fraud squad", [{"squad"}]),
        ("colou?rs? of", [{"of"}, {"color", "colors", "colour", "colours"}, *COLOURS]),
    ],
)
def test_what_a_wording_needs(found: str, needed: list[set[object]]) -> None:
    (wording,) = Wordings.of({found: "x"}, {}).wordings
    assert sorted(map(sorted, map(partial(map, str), wording.needs.grams))) == sorted(
        sorted(map(str, grams)) for grams in needed
    )


def without_marks(text: str, number: int) -> str:
    plain = text.replace("<number>", "7").replace("<Name>", "Tarn").replace("<word>", "pier")
    return re.sub(r"(.)\?", r"\1" if number % 2 else "", plain)


def example(wording: Wording, number: int) -> str:
    """Return one of the texts that a wording stands for: of each choice, verb and class another, with each number."""
    pieces, is_refused = [], False
    for token, is_beside in with_place(wording.found):
        is_refused = token["context"] == "[!" or (is_refused and is_beside and not token["context"])
        if token["context"] or is_refused:
            continue
        choices = [token[0]]
        if token["verb"]:
            choices = list(all_forms(token["verb"][1:-1]))
        elif token["slot"]:
            choices = [*token["choices"].split("|"), *([""] if token["optional"] else [])]
        elif token["kind"]:
            choices = wording.classes.get(token["kind"][1:-1], choices)
        elif token["gap"]:
            choices = ["so much"]
        pieces.append(without_marks(choices[number % len(choices)], number))
    return re.sub(" +", " ", f"{''.join(pieces)} {' '.join(sorted(wording.near))}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_wording_of_our_rules_needs_what_its_places_may_lack(rule: Rule) -> None:
    assert isinstance(rule.check, Wordings)
    hidden = []
    for wording in rule.check.wordings:
        found = [text for number in range(12) if wording.expression.search(text := example(wording, number))]
        assert found, wording.found
        hidden += [text for text in found if not wording.needs.are_in(Document(text).view(spoken)[0])]
    assert hidden == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_place_of_our_wordings_is_longer_than_they_reach(rule: Rule) -> None:
    assert isinstance(rule.check, Wordings)
    for wording in rule.check.wordings:
        for number in range(12):
            wide = example(wording, number).replace(" ", "  ")
            match = wording.expression.search(wide)
            assert match is None or len(match[0]) <= reach(wording.found, wording.classes), wide


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("make", "make makes made made making"),
        ("carry", "carry carries carried carried carrying"),
        ("stop", "stop stops stopped stopped stopping"),
        ("take", "take takes took taken taking"),
        ("be", "be is was been being"),
        ("have", "have has had had having"),
        ("lie", "lie lies lay lain lying"),
        ("catch", "catch catches caught caught catching"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("control", "control controls controlled controlled controlling"),
        ("visit", "visit visits visited visited visiting"),
    ],
)
def test_the_forms_of_a_verb(verb: str, expected: str) -> None:
    assert " ".join(forms(verb)) == expected


@pytest.mark.parametrize(
    ("found", "verb", "before", "form"),
    [
        ("made", "make", "she has ", Form.PARTICIPLE),
        ("made", "make", "she ", Form.PAST),
        ("were", "be", "they ", Form.PAST),
        ("are", "be", "they ", Form.BASE),
        ("Making", "make", "", Form.ING),
    ],
)
def test_which_form_stands_there(found: str, verb: str, before: str, form: Form) -> None:
    assert form_of(found, verb, before) is form


def test_to_be_depends_on_the_person() -> None:
    assert inflected("be", Form.PAST, "were", "he ") == "were"
    assert inflected("be", Form.PAST, "resulted", "two men ") == "were"
    assert inflected("be", Form.PAST, "resulted", "the bus ") == "was"
    assert inflected("be", Form.BASE, "result", "to ") == "be"
    assert inflected("be", Form.BASE, "result", "they ") == "are"
    assert all_forms("be") == ("be", "is", "was", "been", "being", "am", "are", "were")
