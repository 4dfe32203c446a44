"""Spans, edits, fixes, reports: the values that everything else is made of."""

import pytest

from newslint import Document, Edit, Failure, Finding, Fix, Report, Safety, Severity, Span


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Span(0, 3), Span(3, 5), False),
        (Span(0, 4), Span(3, 5), True),
        (Span(2, 2), Span(0, 5), True),
        (Span(0, 0), Span(0, 5), False),
        (Span(5, 5), Span(0, 5), False),
        (Span(2, 2), Span(2, 2), False),
    ],
)
def test_overlap(one: Span, other: Span, overlap: bool) -> None:
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


def test_span_arithmetic() -> None:
    span = Span(4, 8)
    assert span.of("the port is open") == "port"
    assert span.shift(-4) == Span(0, 4)
    assert span.contains(Span(8, 8))
    assert not span.contains(Span(7, 9))
    assert span.hull(Span(1, 2)) == Span(1, 8)


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("Timesand", "Times and", Edit(Span(15, 15), " ")),
        ("in the that", "in which", Edit(Span(13, 21), "which")),
        ("aa", "aaa", Edit(Span(12, 12), "a")),
        ("gone", "", Edit(Span(10, 14), "")),
        ("same", "same", Edit(Span(14, 14), "")),
    ],
)
def test_the_smallest_edit(old: str, new: str, edit: Edit) -> None:
    assert Edit.replacing(Span(10, 10 + len(old)), old, new) == edit


def test_a_fix_keeps_its_edits_in_order() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Fix("wrong", (Edit(Span(3, 5), ""), Edit(Span(4, 6), "")))
    with pytest.raises(ValueError, match="at least one"):
        Fix("nothing", ())


def test_the_result_of_a_fix_around_its_place() -> None:
    fix = Fix("both", (Edit(Span(4, 5), "A"), Edit(Span(6, 7), "")))
    assert fix.span == Span(4, 7)
    assert fix.result("0123456789", Span(3, 9)) == "3A578"[:2] + "5" + "78"


def _report(*severities: Severity, failures: tuple[Failure, ...] = ()) -> Report:
    findings = tuple(Finding("some-rule", "glue", Span(0, 1), "message", severity) for severity in severities)
    return Report(Document("text"), findings, failures)


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (_report(), "pass"),
        (_report(Severity.NOTE), "pass"),
        (_report(Severity.NOTE, Severity.WARNING), "warn"),
        (_report(Severity.WARNING, Severity.ERROR), "hold"),
        (_report(failures=(Failure("some-rule", "crashed"),)), "warn"),
        (_report(failures=(Failure("", "unreadable"),)), "hold"),
    ],
)
def test_verdict(report: Report, verdict: str) -> None:
    assert report.verdict == verdict


def test_only_asked_for_fixes_are_offered() -> None:
    fixes = {safety: Fix(safety, (Edit(Span(0, 1), ""),), safety) for safety in Safety}
    findings = tuple(Finding("r", "glue", Span(0, 1), "", Severity.ERROR, fix=fix) for fix in fixes.values())
    report = Report(Document("text"), findings)
    assert report.fixes() == [fixes[Safety.SAFE]]
    assert report.fixes(unsafe=True) == [fixes[Safety.SAFE], fixes[Safety.UNSAFE]]
