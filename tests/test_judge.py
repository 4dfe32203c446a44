"""What a hit amounts to: one finding a place, a short message, a fingerprint that lasts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint import Document, Edit, Finding, Fix, Report, Rule, Severity, Span, judge
from newslint.rule import Hit


def no_check(_doc: Document) -> Iterator[Hit]:
    yield from ()


RULE = Rule("some-rule", "glue", Severity.ERROR, "“{match}” is wrong", "why", no_check, tuple, Path("some-rule.toml"))


def finding(doc: Document, span: Span, fix: Fix | None = None, **says: str) -> Finding:
    return judge.finding(doc, RULE, Hit(span, fix, says))


def fingerprint(text: str, word: str = "fault") -> str:
    doc = Document(text)
    start = text.index(word)
    (found,) = judge.settled(doc, [finding(doc, Span(start, start + len(word)))])
    return found.fingerprint


def test_of_two_equal_hits_the_first_stays() -> None:
    doc, span = Document("onetwo"), Span(0, 6)
    first, second = (Fix(title, (Edit(Span(3, 3), " "),)) for title in ("first", "second"))
    settled = judge.settled(doc, [finding(doc, span, first), finding(doc, span, second)])
    assert [found.fix and found.fix.title for found in settled] == ["first"]


def test_of_two_hits_at_one_place_the_surer_stays() -> None:
    doc, span = Document("onetwo"), Span(0, 6)
    hits = [Hit(span, confidence=confidence) for confidence in (0.85, 0.95, 0.9)]
    settled = judge.settled(doc, [judge.finding(doc, RULE, hit) for hit in hits])
    assert [found.confidence for found in settled] == [0.95]


def test_findings_come_in_the_order_of_the_text_the_longer_first() -> None:
    doc = Document("one two three")
    spans = [Span(4, 7), Span(0, 3), Span(0, 7), Span(4, 13)]
    settled = judge.settled(doc, [finding(doc, span) for span in spans])
    assert [found.span for found in settled] == [Span(0, 7), Span(0, 3), Span(4, 13), Span(4, 7)]


FAR = "alpha beta gamma delta"
NEAR = "one two three four fault five six seven eight"


@pytest.mark.parametrize("other", ["five", "eight", "one", "four"])
def test_a_fingerprint_depends_on_each_neighbouring_word(other: str) -> None:
    assert fingerprint(NEAR.replace(other, "other")) != fingerprint(NEAR)


def test_a_fingerprint_does_not_depend_on_far_words_nor_on_what_is_no_word() -> None:
    expected = fingerprint(f"{FAR} {NEAR} {FAR}")
    assert fingerprint(f"other words {NEAR} others") == expected
    assert fingerprint(f"{FAR}.\n\n{NEAR.replace('fault ', 'fault, ')} {FAR}") == expected


def test_a_fingerprint_depends_on_the_match_and_on_which_side_a_word_stands() -> None:
    assert fingerprint(NEAR.replace("fault", "flaw"), "flaw") != fingerprint(NEAR)
    assert fingerprint("one fault") != fingerprint("fault one")


def test_a_fingerprint_is_the_same_for_composed_and_decomposed_letters() -> None:
    assert fingerprint("a cafe\u0301 here", "cafe\u0301") == fingerprint("a café here", "café")


def test_a_fingerprint_is_told_for_a_lone_surrogate() -> None:
    assert fingerprint("a \ud800 here", "\ud800") != fingerprint("a \ud801 here", "\ud801")


def test_a_long_match_is_shortened_in_the_message() -> None:
    text = f"It begins {'and goes on ' * 332}and ends"
    assert len(text) > 4000
    message = finding(Document(text), Span(0, len(text))).message
    assert len(message) <= 120
    assert message.startswith("“It begins and goes")
    assert message.endswith("goes on and ends” is wrong")
    assert " … " in message


def test_a_short_match_stands_in_the_message_on_one_line() -> None:
    text = "It  begins\r\nand ends"
    assert finding(Document(text), Span(0, len(text))).message == "“It begins and ends” is wrong"


def test_a_message_is_filled_by_what_the_hit_says() -> None:
    rule = Rule("r", "glue", Severity.NOTE, "{match}: {wanted}", "why", no_check, tuple, Path("r.toml"))
    hit = Hit(Span(0, 3), says={"wanted": "two", "match": "not this"})
    assert judge.finding(Document("one"), rule, hit).message == "one: two"
    with pytest.raises(KeyError):
        judge.finding(Document("one"), rule, Hit(Span(0, 3)))


@pytest.mark.parametrize("severity", list(Severity))
def test_how_grave_findings_are(severity: Severity) -> None:
    found = Finding("r", "glue", Span(0, 1), "", severity)
    limits = [limit for limit in Severity if Report(Document(""), (found,), fail_on=limit).failing]
    assert limits == list(Severity)[list(Severity).index(severity) :]
    assert not Report(Document(""), (found,), fail_on=None).failing
    assert not Report(Document("")).failing


def appended(start: int, end: int, severity: Severity = Severity.ERROR, family: str = "appended") -> Finding:
    return Finding(rule=f"r{start}", family=family, span=Span(start, end), message="", severity=severity)


def test_what_lies_inside_matter_that_goes_as_a_whole_is_no_finding_of_its_own() -> None:
    doc = Document("a" * 40)
    around, inside, after = appended(10, 30), appended(12, 20), appended(25, 35)
    other = appended(14, 16, family="glue")
    assert [f.span for f in judge.settled(doc, [inside, after, other, around])] == [around.span, after.span]


def test_what_surrounds_a_finding_of_another_family_does_not_hide_it() -> None:
    doc = Document("a" * 40)
    around, inside = appended(10, 30, family="glue"), appended(12, 20, family="quote")
    assert [f.span for f in judge.settled(doc, [inside, around])] == [around.span, inside.span]


def test_a_note_around_an_error_does_not_hide_it() -> None:
    doc = Document("a" * 40)
    found = judge.settled(doc, [appended(10, 30, Severity.NOTE), appended(12, 20)])
    assert [f.span for f in found] == [Span(10, 30), Span(12, 20)]
