"""What holds for any text whatever: places, fixes, rules."""

import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint import Document, Edit, Fix, Linter, Safety, Span, fixer, mend
from newslint.finding import Evidence
from newslint.prefilter import Prefilter, automaton, substrings
from newslint.report.excerpt import excerpt
from newslint.report.places import Places
from newslint.report.wire import as_object
from newslint.rule import Expectation

LINTER = Linter()

AWKWARD = [
    "😀",
    "e\u0301",
    "\r\n",
    "\r",
    "\n",
    "\u2028",
    "\ufeff",
    "\u00a0",
    "\u200b",
    "\ud800",
    "\0",
    "é",
    "漢",
    "\x1b[1m",
]
BAD_TEXTS = [case.text for rule in LINTER.catalog.rules for case in rule.cases_that(Expectation.BAD)]

anything = st.text(st.one_of(st.characters(), st.sampled_from('aA .,?!:“”"’‘-1\n')))
awkward = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=5)), max_size=20).map("".join)
damaged = st.lists(
    st.one_of(st.sampled_from(BAD_TEXTS), st.sampled_from([*AWKWARD, "“", "”", '"', " ", ".", "\n"]), anything),
    max_size=6,
).map("".join)


@given(awkward, st.data())
@example("😀\r\na\u2028b\rc\ufeff", None)
def test_lines_and_columns_are_those_of_an_editor(text: str, data: st.DataObject | None) -> None:
    places = Places(text)
    offsets = range(len(text) + 1) if data is None else [data.draw(st.integers(0, len(text)))]
    for offset in offsets:
        before = re.split("\r\n|\n|\r", text[:offset])
        if text[offset - 1 : offset + 1] == "\r\n" and offset:
            before = re.split("\r\n|\n|\r", text[: offset - 1])  # between CR and LF the line has not ended yet
            before[-1] += "\r"
        assert (places.line(offset), places.column(offset)) == (len(before), len(before[-1]) + 1)
        assert places.offset(places.line(offset), places.column(offset)) == offset


@given(awkward, st.data())
def test_utf16_units_and_bytes(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    places = Places(text)
    assert places.utf16(offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert places.utf8(offset) == len(text[:offset].encode("utf-8", "surrogatepass"))


@given(anything, st.data())
def test_an_excerpt_fits_and_its_carets_stand_below_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    window = excerpt(text, span, 60)
    assert window.text.isprintable()
    assert window.carets >= 1
    assert window.indent + window.carets <= 64


@given(st.text(), st.text())
def test_the_smallest_edit_turns_old_into_new(old: str, new: str) -> None:
    edit = Edit.replacing(Span(3, 3 + len(old)), old, new)
    assert fixer.apply(f"abc{old}xyz", [Fix("", (edit,))])[0] == f"abc{new}xyz"


@st.composite
def texts_with_fixes(draw: st.DrawFn) -> tuple[str, list[Fix]]:
    text = draw(st.text(st.characters(codec="ascii", categories=["Lu"]), min_size=1, max_size=30))
    fixes = []
    for number in range(draw(st.integers(0, 6))):
        points = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
        spans = [Span(*pair) for pair in zip(points[::2], points[1::2], strict=False)]
        edits = tuple(Edit(span, f"<{number}>") for span in spans)
        fixes.append(Fix(str(number), edits, draw(st.sampled_from(Safety))))
    return text, fixes


@given(texts_with_fixes())
def test_each_fix_is_made_whole_or_not_at_all(case: tuple[str, list[Fix]]) -> None:
    text, fixes = case
    fixed, made = fixer.apply(text, fixes)
    for number, fix in enumerate(fixes):
        assert fixed.count(f"<{number}>") == (len(fix.edits) if fix in made else 0)
    for one, other in pairwise(made):
        assert one.span.end <= other.span.start
    assert not fixes or made


@given(damaged)
@settings(deadline=None)
def test_no_text_crashes_a_rule_and_every_place_lies_in_it(text: str) -> None:
    report = LINTER.lint(text)
    assert report.failures == ()
    for found in report.findings:
        spans = [found.span, *(reason.span for reason in found.evidence if reason.span)]
        spans += [edit.span for edit in (found.fix.edits if found.fix else ())]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert 0 < found.confidence <= 1
    assert [f["start"] for f in as_object(report)["findings"]] == sorted(f.span.start for f in report.findings)


@given(damaged, st.booleans())
@settings(deadline=None)
def test_mending_twice_changes_nothing_more(text: str, unsafe: bool) -> None:
    once = mend(LINTER, Document(text), unsafe=unsafe)
    assert once.report.failures == ()
    assert mend(LINTER, Document(once.text), unsafe=unsafe).text == once.text


@given(damaged)
@settings(deadline=None)
def test_safe_fixes_keep_every_word(text: str) -> None:
    def letters(version: str) -> str:
        return re.sub(r"\W", "", re.sub(r"\b([Aa])n\b", r"\1", version)).lower()

    assert letters(mend(LINTER, Document(text)).text) == letters(text)


@given(damaged)
@settings(deadline=None)
def test_the_prefilter_loses_nothing(text: str) -> None:
    rules = LINTER.rules
    engines = (automaton, substrings)
    by_automaton, by_substring = (Prefilter(rules, engine=engine).candidates(text) for engine in engines)
    assert [rule.id for rule in by_automaton] == [rule.id for rule in by_substring]
    candidates = {rule.id for rule in by_automaton}
    doc = Document(text)
    assert [rule.id for rule in rules if rule.id not in candidates and rule.triggers and list(rule.check(doc))] == []


@given(damaged)
@settings(deadline=None)
def test_views_lie_in_the_text_in_order(text: str) -> None:
    doc = Document(text)
    for spans in (doc.paragraphs, doc.sentences, doc.quotations):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    assert sum(doc.vocabulary.values()) == sum(1 for _ in doc.occurrences(set(doc.vocabulary)))


def test_a_linter_survives_pickling() -> None:
    linter = Linter(select=["translation"], ignore=["missing-to"], language="en-GB")
    copy = pickle.loads(pickle.dumps(linter))  # noqa: S301 - just pickled
    assert [rule.id for rule in copy.rules] == [rule.id for rule in linter.rules]
    assert copy.language == "en-GB"


@pytest.mark.parametrize("value", [Span(1, 2), Evidence("x", None)])
def test_values_are_hashable(value: object) -> None:
    assert hash(value) == hash(pickle.loads(pickle.dumps(value)))  # noqa: S301 - just pickled
