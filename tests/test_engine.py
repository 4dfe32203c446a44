"""The loop, the judge and the fixer."""

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint import ConfigError, Document, Edit, Fix, Linter, Rule, Safety, Severity, Span, judge, mend
from newslint.catalog import Catalog
from newslint.finding import Failure
from newslint.prefilter import Prefilter
from newslint.rule import Check, Hit, Status
from newslint.selection import select


def rule(name: str, check: Check, **changes: object) -> Rule:
    made = Rule(name, "glue", Severity.ERROR, "{match}", "why", check, tuple, Path(f"{name}.toml"))
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def linter(*rules: Rule) -> Linter:
    """Return a linter that runs exactly these rules."""
    made = Linter()
    made.rules = rules
    made._prefilter = Prefilter(rules)  # noqa: SLF001
    return made


def replacing(old: str, new: str, safety: Safety = Safety.SAFE) -> Check:
    def check(doc: Document) -> Iterator[Hit]:
        start = doc.text.find(old)
        if start >= 0:
            span = Span(start, start + len(old))
            yield Hit(span, Fix(f"write {new}", (Edit(span, new),), safety))

    return check


def fix_of(text: str, old: str, new: str) -> Safety:
    """Return what becomes of a fix that promises to be safe."""
    doc = Document(text)
    start = text.index(old)
    return judge.kept_promise(doc, Fix("", (Edit(Span(start, start + len(old)), new),))).safety


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The Timesand Post", "sa", "s a"),
        ("the port of kyiv fell", "kyiv", "Kyiv"),
        ("they will“he said", "“", ",” "),
        ("a intricacy", "a ", "an "),
        ("An hour’s an usual wait", "an usual", "a usual"),
        ("soft\u00adhyphen and a\u200bgap", "\u00ad", ""),
        ("“The Timesand Post”", "sa", "s a"),
        ("one  two", "  ", " "),
        ("a line \nand more", " \n", "\n"),
        ("PortsThe mayor", "sT", "s\nT"),
        ("its ‘ferry’", "‘", "’"),
        ("he agreed .", " .", "."),
        ("in ( brackets )", "( brackets )", "(brackets)"),
        ("A hour passed. An boat came.", "A hour passed. An", "An hour passed. A"),
        ("the می\u200cخواهم kyiv", "kyiv", "Kyiv"),
    ],
)
def test_fixes_that_keep_their_promise(text: str, old: str, new: str) -> None:
    assert fix_of(text, old, new) is Safety.SAFE


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("the port of kyiv fell", "kyiv", "Odesa"),
        ("he said “kyiv fell” yesterday", "kyiv", "Kyiv"),
        ("“a intricacy”", "a ", "an "),
        ("one. two", ".", ""),
        ("one, two", ",", ""),
        ("gone tomorrow", " tomorrow", ""),
        ("a man", "a", "an an"),
        ("co-op", "-", ""),
        ("we’re", "’", ""),
        ("its", "its", "it’s"),
        ("now here", "now here", "nowhere"),
        ("3 4", " ", ""),
        ("“we lied”", "“", ""),
        ("one\ntwo", "\n", " "),
        ("one\u2028two", "\u2028", " "),
        ("one, two", ", ", ' "'),
        ('he said" so', '"', ',""'),
        ("one\n\ntwo", "\n\n", "\n"),
        ("he said “US", "said “US", "SAID “us"),
        ("cafe\u0301 noir", " ", ""),
        ("1, 200", " ", ""),
        ("man - eating", " - ", "-"),
        ("eat “Grandma”", " “", ", “"),
        ("hepatitis A outbreak", "A", "An"),
        ("Thi An said", "An", "A"),
        ("ok", "ok", "o\u202ek"),
        ("می\u200cخواهم", "\u200c", ""),
    ],
)
def test_fixes_that_do_not(text: str, old: str, new: str) -> None:
    assert fix_of(text, old, new) is Safety.UNSAFE


def test_an_unsafe_fix_is_never_made_safe() -> None:
    fix = Fix("", (Edit(Span(3, 3), " "),), Safety.HINT)
    assert judge.kept_promise(Document("onetwo"), fix) is fix


def test_a_doubtful_hit_is_a_note_without_a_safe_fix() -> None:
    def check(_doc: Document) -> Iterator[Hit]:
        for at, confidence in enumerate([0.79, 0.8]):
            yield Hit(Span(at, at + 1), Fix("", (Edit(Span(at, at), " "),)), confidence=confidence)

    report = linter(rule("r", check)).lint("ab")
    assert [f.severity for f in report.findings] == [Severity.NOTE, Severity.ERROR]
    assert [f.fix.safety for f in report.findings if f.fix] == [Safety.UNSAFE, Safety.SAFE]


def test_one_place_is_told_once_a_family() -> None:
    def check(_doc: Document) -> Iterator[Hit]:
        yield Hit(Span(0, 2))

    loud, quiet = rule("loud", check), rule("quiet", check, severity=Severity.NOTE)
    other = rule("other", check, family="case")
    assert [f.rule for f in linter(quiet, loud, other).lint("ab").findings] == ["other", "loud"]


def test_a_fingerprint_outlives_changes_elsewhere_and_tells_repetitions_apart() -> None:
    def check(doc: Document) -> Iterator[Hit]:
        for span in doc.sentences:
            if "Timesand" in span.of(doc.text):
                start = doc.text.index("Timesand", *span)
                yield Hit(Span(start, start + 8))

    sentence = "One two three four five the Timesand Post six seven eight nine ten."
    run = linter(rule("r", check))
    (first,) = run.lint(sentence).findings
    (moved,) = run.lint(f"Something new above.\n{sentence} And below.").findings
    twice = run.lint(f"{sentence}\n{sentence}").findings
    assert moved.fingerprint == first.fingerprint
    assert len({f.fingerprint for f in twice}) == 2
    assert twice[0].fingerprint == first.fingerprint


def test_a_crash_and_a_time_out_are_failures() -> None:
    def crashing(_doc: Document) -> Iterator[Hit]:
        yield Hit(Span(0, 1))
        raise ValueError("oh")

    def slow(_doc: Document) -> Iterator[Hit]:
        raise TimeoutError
        yield

    report = linter(rule("crashing", crashing), rule("slow", slow), rule("fine", replacing("a", "A"))).lint("a")
    assert [f.rule for f in report.findings] == ["fine"]
    assert report.failures == (
        Failure("crashing", "crashed: ValueError: oh"),
        Failure("slow", "took too long in this article and was given up"),
    )


def test_fixes_are_made_until_none_is_left() -> None:
    chain = linter(rule("one", replacing("a b", "a  b")), rule("two", replacing("a  b", "A  b")))
    mended = mend(chain, Document("a b"))
    assert mended.text == "A  b"
    assert [fix.title for fix in mended.applied] == ["write a  b", "write A  b"]


def test_fixes_that_undo_each_other_leave_the_article_alone() -> None:
    quarrel = linter(rule("up", replacing("a", "A")), rule("down", replacing("A", "a")))
    mended = mend(quarrel, Document("a"))
    assert (mended.text, mended.applied) == ("a", ())
    assert [failure.rule for failure in mended.report.failures] == ["up"]
    assert "do not settle after 10 rounds" in mended.report.failures[0].error


def test_hints_and_unsafe_fixes_wait_to_be_asked_for() -> None:
    run = linter(rule("hint", replacing("a", "b", Safety.HINT)), rule("unsafe", replacing("c", "d", Safety.UNSAFE)))
    assert mend(run, Document("ac")).text == "ac"
    assert mend(run, Document("ac"), unsafe=True).text == "ad"


def test_the_earlier_then_the_safer_fix_wins() -> None:
    safe, unsafe = replacing("bc", "b c"), replacing("bcd", "x", Safety.UNSAFE)
    assert (
        mend(linter(rule("u", unsafe), rule("s", safe)), Document("abcd"), unsafe=True).applied[0].title == "write b c"
    )
    earlier = replacing("ab", "y", Safety.UNSAFE)
    assert mend(linter(rule("s", safe), rule("e", earlier)), Document("abc"), unsafe=True).text == "yc"


def test_preview_rules_wait_to_be_named() -> None:
    stable, preview = rule("a", replacing("a", "b")), rule("b", replacing("a", "b"), status=Status.PREVIEW)
    catalog = Catalog.of([stable, preview])
    assert select(catalog) == (stable,)
    assert select(catalog, ["glue"]) == (stable,)
    assert select(catalog, ["b"]) == (preview,)
    with pytest.raises(ConfigError, match="there is no rule or family “c”"):
        select(catalog, ["c"])


def test_former_names_still_select() -> None:
    renamed = rule("new-name", replacing("a", "b"), formerly=frozenset({"old-name"}))
    catalog = Catalog.of([renamed, rule("other", replacing("a", "b"))])
    assert select(catalog, ["old-name"]) == (renamed,)
    assert [r.id for r in select(catalog, ignore=["old-name"])] == ["other"]


def test_one_linter_serves_many_threads() -> None:
    run, text = Linter(), "He spoke of the war in the that both sides lost.\n" * 20
    expected = run.lint(text).findings
    found = []
    threads = [threading.Thread(target=lambda: found.append(run.lint(text).findings)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def _halving(doc: Document) -> Iterator[Hit]:
    half = len(doc.text) // 2
    if half:
        yield Hit(Span(0, half), Fix("halve", (Edit(Span(0, half), ""),), Safety.UNSAFE))


def test_ten_rounds_are_still_settling() -> None:
    halving = linter(rule("halve", _halving))
    assert mend(halving, Document("a" * 1024), unsafe=True).text == "a"
    assert mend(halving, Document("a" * 2048), unsafe=True).text == "a" * 2048


def test_a_crowd_of_triggers_is_too_much_for_the_automaton_only() -> None:
    triggers = frozenset(f"{number:09}x" * 9 for number in range(20_000))
    crowd = rule("crowd", replacing("a", "b"), triggers=triggers)
    assert Prefilter([crowd]).candidates(Document("000000007x" * 9)) == [crowd]
    assert Prefilter([crowd]).candidates(Document("nothing")) == []


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en_US", "eng", " English "])
def test_english_by_any_name(tag: str) -> None:
    assert Document("", language=tag).language_code == "en"


def test_dense_fixes_in_a_text_without_spaces_stay_linear() -> None:
    def check(doc: Document) -> Iterator[Hit]:
        for at in range(0, len(doc.text), 2):
            yield Hit(Span(at, at + 2), Fix("", (Edit(Span(at + 1, at + 2), "B"),)))

    report = linter(rule("dense", check)).lint("ab" * 2000)
    assert len(report.fixes()) == 2000
