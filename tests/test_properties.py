"""What holds for any text whatever: places, fixes, rules."""

import dataclasses
import pickle
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len  # noqa: TID253 - a test may load it at once

from newslint import Document, Edit, Fix, Linter, Safety, Span, fixer, mend
from newslint.finding import Evidence
from newslint.prefilter import Prefilter, automaton, substrings
from newslint.report.excerpt import Excerpt, excerpt, line_around
from newslint.report.places import Places
from newslint.report.terminal import printable
from newslint.report.wire import as_object
from newslint.rule import Expectation

LINTER = Linter()
GLUE = Linter(select=["glue"])
FURNITURE = Linter(select=["furniture"])
OF_WORDS = Linter(ignore=["encoding", "markup", "furniture"])
"""The other rules: a word that is spelt in another coding is one that these cannot compare, and furniture goes."""
WORD = re.compile(r"\w+(?:[’']\w+)*")
SINGLE_MARK = re.compile("[’'‘]")
A_OR_AN = re.compile("an+")
"""In a row of words without gaps, so that it may have been glued: 5An artist."""
DOUBLE_MARK = re.compile('[“”„‟«»"]')
LINE_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")

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


@given(st.one_of(anything, awkward), st.data(), st.sampled_from([8, 20, 60]))
def test_an_excerpt_fits_and_its_carets_stand_below_the_place(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    window = excerpt(text, span, width)
    assert window.text.isprintable()
    assert cell_len(window.text) <= width + 2  # an ellipsis on either side
    assert _stands_above_the_carets(
        window, printable(Span(start, min(span.end, line_around(text, start).end)).of(text))
    )


def _stands_above_the_carets(window: Excerpt, place: str) -> bool:
    """Whether the place, or as much of its beginning as the window shows, stands exactly above the carets."""
    starts = [at for at in range(len(window.text) + 1) if cell_len(window.text[:at]) == window.indent]
    if not cell_len(place):
        return window.carets == 1 and any(window.text.startswith(place, at) for at in starts)
    for at in starts:
        for end in range(at, len(window.text) + 1):
            shown, rest = window.text[at:end], window.text[end:]
            is_whole = shown == place or (place.startswith(shown) and rest == "…")
            if is_whole and cell_len(shown) == window.carets:
                return True
    return False


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


def _words(text: str) -> tuple[str, set[int]]:
    """Return the words in a row, and where in that row white space parts two of them.

    Letter case does not count, nor which of a and an stands there, nor an apostrophe: it may be a mark that got room.
    """
    row, gaps, end = "", set[int](), 0
    for match in WORD.finditer(text):
        if any(char.isspace() for char in text[end : match.start()]):
            gaps.add(len(A_OR_AN.sub("a", row)))
        row += re.sub(r"[’']", "", match[0].lower())
        end = match.end()
    return A_OR_AN.sub("a", row), gaps


@given(damaged)
@settings(deadline=None)
def test_safe_fixes_keep_every_word_and_part_what_was_parted(text: str) -> None:
    mended = mend(OF_WORDS, Document(text)).text
    (before, gaps_before), (after, gaps_after) = _words(text), _words(mended)
    assert after == before
    assert gaps_before <= gaps_after
    assert len(SINGLE_MARK.findall(mended)) == len(SINGLE_MARK.findall(text))


def _lines_end_after(text: str) -> Counter[str]:
    """Return how many lines end after the same words, for all line ends of the text."""
    return Counter(_words(text[: match.start()])[0] for match in LINE_BREAK.finditer(text))


@given(damaged)
@settings(deadline=None)
def test_safe_fixes_keep_every_quotation_mark_and_put_line_breaks_only_between_words(text: str) -> None:
    mended = mend(OF_WORDS, Document(text)).text
    assert len(DOUBLE_MARK.findall(mended)) == len(DOUBLE_MARK.findall(text))
    assert _lines_end_after(text) <= _lines_end_after(mended)


@given(damaged)
@settings(deadline=None)
def test_safe_fixes_delete_only_lines_that_a_rule_names_word_by_word(text: str) -> None:
    mended = mend(FURNITURE, Document(text)).text
    before, after = ([line.strip() for line in t.splitlines() if line.strip()] for t in (text, mended))
    left = iter([*after, None])
    following = next(left)
    for line in before:
        if line == following:
            following = next(left)
        else:
            assert any(rule.names_line and rule.names_line(line) for rule in FURNITURE.rules)
    assert following is None


KNOWN = re.findall(
    r"\S+",
    """
the a of and to in that was she he they with for on at from would said has not when which ferry harbour bridge mayor
boats police year people crew water morning island weather strike talks house told sailed closed opened rowed near
old small thousand Tarn Moen Lisbon Toronto Biden Monday November Reuters Guardian YouTube BBC NATO US 12 2024 3.5
$40 50% 10am “we don’t ‘no’ said.” it.” (old) ferry, harbour. closed; said: quay? rain! — – … Mr. U.S. @tarn #ferry
it’s mayor’s
""",
)


@st.composite
def with_a_space_lost(draw: st.DrawFn) -> str:
    """Draw a text of known words of which one space was taken out."""
    lines = draw(
        st.lists(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=25).map(" ".join), min_size=1, max_size=4)
    )
    text = "\n".join(line[0].upper() + line[1:] for line in lines)
    gaps = [at for at, char in enumerate(text) if char == " "]
    if not gaps:
        return text
    lost = draw(st.sampled_from(gaps))
    return text[:lost] + text[lost + 1 :]


def _turned(text: str) -> str:
    """Return the text with all quotation marks alike, whichever side they face."""
    return SINGLE_MARK.sub("'", DOUBLE_MARK.sub('"', text))


def _parted(text: str) -> tuple[str, set[int]]:
    """Return what is no white space, in a row, and where in that row white space stands."""
    pieces = re.split(r"\s+", _turned(text))
    return "".join(pieces), set(accumulate(map(len, pieces)))


@given(with_a_space_lost())
@example("They met closeto the quay in “the Gazetteand a small” house.")
@example("The crew saw the harbour.The mayor “has said”that it closed in2024.")
@settings(deadline=None)
def test_a_fix_of_glue_puts_white_space_and_nothing_else(text: str) -> None:
    row, gaps = _parted(text)
    for found in GLUE.lint(text).findings:
        if found.fix:
            fixed = fixer.apply(text, [found.fix])[0]
            fixed_row, fixed_gaps = _parted(fixed)
            assert fixed_row == row
            assert fixed_gaps > gaps


@given(with_a_space_lost(), st.booleans())
@settings(deadline=None)
def test_mending_glue_twice_changes_nothing_more(text: str, unsafe: bool) -> None:
    once = mend(GLUE, Document(text), unsafe=unsafe)
    assert once.report.failures == ()
    assert _parted(once.text)[0] == _parted(text)[0]
    assert mend(GLUE, Document(once.text), unsafe=unsafe).text == once.text


@given(damaged, st.sampled_from([" ", "  ", "\u00a0", "\u202f"]))
@example("He spoke of the war in the that both sides lost.", "\u00a0")
@settings(deadline=None)
def test_the_prefilter_loses_nothing(text: str, blank: str) -> None:
    text = text.replace(" ", blank)
    rules = LINTER.rules
    engines = (automaton, substrings)
    by_automaton, by_substring = (Prefilter(rules, engine=engine).candidates(Document(text)) for engine in engines)
    assert [rule.id for rule in by_automaton] == [rule.id for rule in by_substring]
    candidates = {rule.id for rule in by_automaton}
    doc = Document(text)
    left_out = [rule for rule in rules if rule.id not in candidates]
    assert [rule.id for rule in left_out if list(rule.check(doc))] == []


@pytest.mark.parametrize("blank", [" ", "  ", "\u00a0", "\u202f"])
def test_the_prefilter_knows_every_bad_case_by_any_blank(blank: str) -> None:
    lost = []
    for rule in LINTER.rules:
        for case in rule.cases_that(Expectation.BAD):
            text = case.text.replace(" ", blank)
            if list(rule.check(Document(text))) and not Prefilter([rule], engine=substrings).candidates(Document(text)):
                lost.append((rule.id, text))
    assert lost == []


@pytest.mark.parametrize("engine", [automaton, substrings])
@pytest.mark.parametrize(
    "trigger", ["%", "é", "h1", ",,", "…", "afp", "an.", "told", "…”", "their", "tated by", ". whose x"]
)
def test_a_trigger_is_found_wherever_it_stands(
    engine: Callable[[list[str]], Callable[[str], Iterable[int]]], trigger: str
) -> None:
    search = engine(["harbour", trigger])
    for before in range(9):
        for after in range(9):
            assert list(search("x" * before + trigger + "z" * after)) == [1]
            assert list(search("x" * before + trigger[1:] + "z" * after)) == []


@pytest.mark.parametrize("engine", [automaton, substrings])
def test_a_trigger_is_found_in_any_case(engine: Callable[[list[str]], Callable[[str], Iterable[int]]]) -> None:
    kyiv, always, other = (
        dataclasses.replace(LINTER.catalog.rules[0], id=name, triggers=frozenset(triggers))
        for name, triggers in [("kyiv", ["odesa", "kyiv"]), ("always", []), ("other", ["lviv"])]
    )
    prefilter = Prefilter([other, kyiv, always], engine=engine)
    for text in ("KYIV", "the Kyivan church", "odesa", "ODESA and Kyiv"):
        assert prefilter.candidates(Document(text)) == [kyiv, always]
    assert prefilter.candidates(Document("LVIV, KYIV")) == [other, kyiv, always]
    assert prefilter.candidates(Document("Kyi v\ud800")) == [always]
    assert Prefilter([always], engine=engine).candidates(Document("")) == [always]


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


def test_a_pickled_linter_knows_its_house_rules(tmp_path: Path) -> None:
    rule = 'message = "no"\nwhy = "x"\nphrases = ["noon"]\n'
    cases = '[[bad]]\ntext = "⟦noon⟧"\n[[good]]\ntext = "a"\n[[good]]\ntext = "b"\n'
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "no-noon.toml").write_text(rule + cases, encoding="utf-8")
    linter = Linter(rules=[tmp_path], select=["no-noon"])
    copy = pickle.loads(pickle.dumps(linter))  # noqa: S301 - just pickled
    assert [rule.id for rule in copy.rules] == ["no-noon"]
    assert copy.lint("at noon").findings == linter.lint("at noon").findings != ()
    everything = pickle.loads(pickle.dumps(Linter(rules=[tmp_path], ignore=["glue"])))  # noqa: S301 - just pickled
    assert "no-noon" in {rule.id for rule in everything.rules}
    assert "glue" not in {rule.family for rule in everything.rules}


@pytest.mark.parametrize("value", [Span(1, 2), Evidence("x", None)])
def test_values_are_hashable(value: object) -> None:
    assert hash(value) == hash(pickle.loads(pickle.dumps(value)))  # noqa: S301 - just pickled
