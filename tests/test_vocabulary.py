"""Words of the house: what counts as one of them, and that nothing in it is ever reported."""

import dataclasses
import json
import pickle
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newslint import ConfigError, Document, Finding, Linter, Span, mend
from newslint.rule import Expectation, Hit, read_marks
from newslint.vocabulary import Vocabulary
from tests.conftest import Command

LINTER = Linter()
SENTENCE = "They read Harbour.News, then Bridge.Times; at kyiv they would like Harbour.News again."
NEWS, TIMES, KYIV = "Harbour.News", "Bridge.Times", "kyiv"


def found(linter: Linter, text: str) -> list[str]:
    return [finding.span.of(text) for finding in linter.lint(text).findings]


@pytest.mark.parametrize(
    ("entry", "marked"),
    [
        # The very characters, in any place.
        ("Northwell", "⟦Northwell⟧. In ⟦Northwell⟧, (⟦Northwell⟧), “⟦Northwell⟧” met ‘⟦Northwell⟧’: Ada ⟦Northwell⟧"),
        ("Northwell", "Northwall, Nort hwell, north well"),
        # Never inside a longer word.
        ("Northwell", "Northwells, NewNorthwell, Northwell2, Northwell\u0301, éNorthwell, e\u0301Northwell"),
        ("Northwell", "⟦Northwell⟧-based, anti-⟦Northwell⟧, ⟦Northwell⟧.Com, @⟦Northwell⟧, ⟦Northwell⟧_2"),
        ("kyiv", "⟦kyiv⟧, kyivan, ukyiv"),
        # A possessive belongs to it.
        ("Northwell", "⟦Northwell’s⟧ men, ⟦Northwell's⟧ boats, ⟦NORTHWELL’S⟧ CUP, ⟦Northwell⟧’sfirst, ⟦Northwell⟧’t"),
        ("Northwells", "the ⟦Northwells⟧’ boats"),
        # Capitals.
        ("prizemoney", "⟦prizemoney⟧, ⟦Prizemoney⟧, ⟦PRIZEMONEY⟧, PrizeMoney, pRIZEMONEY"),
        ("Northwell", "⟦NORTHWELL⟧, northwell, NorthWell, nORTHWELL"),
        ("iPad", "⟦iPad⟧, ⟦IPAD⟧, IPad, ipad, Ipad"),
        ("éclair", "⟦éclair⟧, ⟦Éclair⟧, ⟦ÉCLAIR⟧, eclair"),
        ("größe", "⟦größe⟧, ⟦Größe⟧, ⟦GRÖSSE⟧, GRÖßE"),
        ("ﬁlmnet", "⟦ﬁlmnet⟧, ⟦Filmnet⟧, ⟦FILMNET⟧, FIlmnet"),
        ("2day", "⟦2day⟧, ⟦2Day⟧, ⟦2DAY⟧, 12day"),
        # Apostrophes, curly or straight.
        ("O’Tarn", "⟦O’Tarn⟧, ⟦O'Tarn⟧, ⟦O'TARN’s⟧, OTarn, O‘Tarn"),
        ("O'Tarn", "⟦O’Tarn⟧ and ⟦O'Tarn's⟧ men"),
        ("’tis", "⟦’tis⟧ noon, ⟦'Tis⟧ late, ‘tis so, ⟦’TIS⟧"),
        # Several words, and marks.
        ("of theWorld", "end ⟦of theWorld⟧, ⟦OF THEWORLD⟧, of the World, Of theWorld, of the"),
        ("of theWorld", "of  theWorld, of\u00a0theWorld, ofof theWorld, of theWorlds"),
        ("of the", "⟦of the⟧ sea, ⟦Of the⟧ sea, Of The sea, ⟦OF THE⟧ SEA"),
        ("Time.news", "⟦Time.news⟧ and ⟦Time.news’s⟧ man, ⟦TIME.NEWS⟧; Time.News, MyTime.news, Time.newsroom"),
        ("Jeopardy!Masters", "⟦Jeopardy!Masters⟧, Jeopardy! Masters"),
        ("Ferry!", "⟦Ferry!⟧ and ⟦Ferry!⟧, ⟦Ferry!⟧Live, eFerry!"),
        ("-first", "News⟦-first⟧, the ⟦-First⟧ list, first, -firsts"),
        ("!?", "So⟦!?⟧ and ⟦!?⟧"),
        ("  Northwell\t", "⟦Northwell⟧ is given with blanks around"),
    ],
)  # fmt: skip
def test_what_an_entry_accepts(entry: str, marked: str) -> None:
    text, spans = read_marks(marked)
    accepts = Vocabulary([entry]).accepts
    length = len(text)
    inside = {span for span in map(Span._make, _pairs(length)) if accepts(text, span)}
    widest = sorted(span for span in inside if not any(other != span and other.contains(span) for other in inside))
    assert tuple(widest) == spans
    assert inside == {
        Span(*pair)
        for pair in _pairs(length)
        for span in spans
        if span.contains(Span(*pair)) and (pair[0] < pair[1] or span.start < pair[0] < span.end)
    }


def _pairs(length: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(length + 1) for end in range(start, length + 1))


def test_entries_that_begin_or_overlap_alike() -> None:
    text, spans = read_marks("⟦New⟧ ⟦New Tarn⟧ ⟦New Tarn Times⟧ Post ⟦Times of Moen⟧")
    vocabulary = Vocabulary(["New", "New Tarn", "Tarn Times", "New Tarn Times", "Times of Moen"])
    assert all(vocabulary.accepts(text, span) for span in spans)
    assert not vocabulary.accepts(text, spans[2].hull(spans[3]))
    assert not vocabulary.accepts(text, Span(0, len(text)))


def test_a_word_ends_where_the_text_ends() -> None:
    accepts = Vocabulary(["New", "New Tarn"]).accepts
    assert accepts("New", Span(0, 3))
    assert not accepts("New", Span(3, 3))


def test_nothing_is_accepted_by_default() -> None:
    assert not any(Vocabulary().accepts("a b", span) for span in map(Span._make, _pairs(3)))
    assert (Vocabulary().entries, Vocabulary().words) == ((), frozenset())


def test_the_words_that_consist_of_letters() -> None:
    vocabulary = Vocabulary(["Northwell", " prizemoney", "Time.news", "of theWorld", "O’Tarn", "2day", "éclair"])
    assert vocabulary.words == {"Northwell", "prizemoney", "éclair"}


@pytest.mark.parametrize("accept", ["Northwell", "", [""], ["Northwell", " \t"]])
def test_what_is_no_list_of_words(accept: str | list[str]) -> None:
    with pytest.raises(ConfigError) as error:
        Linter(accept=accept)
    assert str(error.value) == "accept: must be a list of texts, none of them empty"


def test_what_is_accepted_is_not_reported() -> None:
    assert found(LINTER, SENTENCE) == [NEWS, TIMES, KYIV, NEWS]
    assert found(Linter(accept=[NEWS]), SENTENCE) == [TIMES, KYIV]
    assert found(Linter(accept=[TIMES, "Kyiv"]), SENTENCE) == [NEWS, KYIV, NEWS]
    assert found(Linter(accept=["read Harbour.News", KYIV]), SENTENCE) == [TIMES, NEWS]
    assert found(Linter(accept=[NEWS.upper(), NEWS.lower()]), SENTENCE) == [NEWS, TIMES, KYIV, NEWS]
    assert found(Linter(accept=["Harbour", "News", "Harbour.", ".News"]), SENTENCE) == [NEWS, TIMES, KYIV, NEWS]


@pytest.mark.parametrize(
    ("text", "accept"),
    [
        ("The ferry to kyiv sank.", "kyiv"),
        ("The mayor they will“he said of a step.", "will“he"),
        ("He spoke of the war in the that both sides lost.", "war in the that"),
    ],
)
def test_whatever_rule_speaks(text: str, accept: str) -> None:
    assert len(found(LINTER, text)) == 1
    assert found(Linter(accept=[accept]), text) == []


def test_the_fingerprints_of_the_others_stay() -> None:
    text = "It is over and so we read Harbour.News, over and over. Now we read Harbour.News over and over."
    first, second = LINTER.lint(text).findings
    assert first.fingerprint != second.fingerprint
    assert Linter(accept=["Harbour.News over"]).lint(text).findings == (first,)
    assert Linter(accept=["Harbour.News, over"]).lint(text).findings == (second,)


def test_a_linter_of_a_few_rules_accepts_words_too() -> None:
    run = Linter.of([rule for rule in LINTER.rules if rule.family == "glue"], accept=[NEWS])
    assert found(run, SENTENCE) == [TIMES]


def test_a_linter_survives_pickling_with_its_words() -> None:
    run = Linter(select=["glue"], accept=[NEWS, "Northwell"])
    copy = pickle.loads(pickle.dumps(run))  # noqa: S301 - just pickled
    assert found(copy, SENTENCE) == found(run, SENTENCE) == [TIMES]
    assert copy.lint(SENTENCE) == run.lint(SENTENCE)
    again = pickle.loads(pickle.dumps(copy))  # noqa: S301 - just pickled
    assert found(again, SENTENCE) == [TIMES]


def test_a_linter_takes_its_words_from_anything_that_yields_them() -> None:
    run = Linter(accept=(word for word in [NEWS, "kyiv"]))
    assert found(run, SENTENCE) == found(run, SENTENCE) == [TIMES]
    assert found(pickle.loads(pickle.dumps(run)), SENTENCE) == [TIMES]  # noqa: S301 - just pickled


def test_one_linter_with_words_serves_many_threads() -> None:
    run, text = Linter(accept=[NEWS]), f"{SENTENCE}\n" * 20
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: run.lint(text).findings, range(16))) == {run.lint(text).findings}


def _telling(doc: Document) -> Iterator[Hit]:
    yield Hit(Span(0, 1), says={"words": ", ".join(sorted(doc.house_words))})


TELLING = dataclasses.replace(LINTER.rules[0], id="telling", message="{words}", check=_telling, triggers=frozenset())


@pytest.mark.parametrize(
    ("accept", "doc", "told"),
    [
        (["Northwell", "Time.news", "prizemoney"], Document("x"), "Northwell, prizemoney"),
        (["Time.news"], Document("x"), ""),
        ([], Document("x", house_words=frozenset({"Tarn"})), "Tarn"),
        (["Moen"], Document("x", house_words=frozenset({"Tarn"})), "Moen, Tarn"),
    ],
)
def test_checks_know_the_words_of_the_house(accept: list[str], doc: Document, told: str) -> None:
    report = Linter.of([TELLING], accept=accept).lint(doc)
    assert [finding.message for finding in report.findings] == [told]
    assert report.document is doc


def test_an_article_of_which_the_house_knows_no_word_is_not_copied() -> None:
    seen: list[Document] = []

    def check(doc: Document) -> Iterator[Hit]:
        seen.append(doc)
        yield from ()

    doc = Document("x")
    Linter.of([dataclasses.replace(TELLING, check=check)], accept=["Time.news"]).lint(doc)
    assert [one is doc for one in seen] == [True]


def test_mending_leaves_accepted_words_alone() -> None:
    text = "We read Harbour.News at noon.Nobody else did."
    everything = "We read Harbour. News at noon. Nobody else did."
    assert mend(LINTER, Document(text), unsafe=True).text == everything
    accepting = mend(Linter(accept=[NEWS]), Document(text), unsafe=True)
    assert accepting.text == "We read Harbour.News at noon. Nobody else did."


BAD_TEXTS = [case.text for rule in LINTER.catalog.rules for case in rule.cases_that(Expectation.BAD)]


@given(st.lists(st.sampled_from(BAD_TEXTS), min_size=1, max_size=3).map("\n".join), st.data())
@settings(deadline=None)
def test_a_word_that_is_accepted_is_silent_and_the_others_still_speak(text: str, data: st.DataObject) -> None:
    findings = LINTER.lint(text).findings
    # White space around an entry is dropped, so that no entry accepts a broken no-break space.
    # What is glued to a letter is part of a longer word, which an entry does not accept: cafï¿½.
    bare = [finding for finding in findings if not re.search(r"\A\s|\s\Z", finding.span.of(text))]
    acceptable = [finding for finding in bare if _is_inside(finding, finding.span.of(text), text)]
    assume(acceptable)
    accepted = data.draw(st.sampled_from(acceptable))
    entry = accepted.span.of(text)
    left = Linter.of(LINTER.rules, accept=[entry]).lint(text).findings
    assert accepted not in left
    others = [finding for finding in findings if not _is_inside(finding, entry, text)]
    # What is accepted is no damage, and so no evidence any more for the glued words of the same article.
    sure = {(f.rule, f.span) for f in others if f.family != "glue" or f.confidence > 0.9}
    assert sure <= {(f.rule, f.span) for f in left} <= {(f.rule, f.span) for f in others}
    assert [f for f in left if f.family != "glue"] == [f for f in others if f.family != "glue"]


def _is_inside(finding: Finding, entry: str, text: str) -> bool:
    """Whether a finding lies in an occurrence of an entry; plainly, by a look at the whole text."""
    forms = {entry, entry.upper(), *([entry[:1].upper() + entry[1:]] if entry.islower() else [])}
    for form in forms:
        pattern = re.escape(form).replace("’", "'").replace("'", "[’']")
        left, right = (r"(?<![^\W_])" if form[0].isalnum() else ""), (r"(?![^\W_])" if form[-1].isalnum() else "")
        for match in re.finditer(f"(?=({left}{pattern}{right}(?:[’'][sS](?![^\\W_]))?))", text):
            if Span(*match.span(1)).contains(finding.span):
                return True
    return False


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory with an article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("They read Harbour.News at noon.\n", encoding="utf-8")
    return tmp_path


class TestCommandLine:
    def test_a_word_is_reported_until_it_is_accepted(self, newslint: Command, here: Path) -> None:
        done = newslint("check", "--output-format", "concise")
        says = "note glued-sentences no space after the full stop in “Harbour.News” [!]"
        assert (done.code, done.out) == (0, f"a.txt:1:11: {says}\n")
        (here / "newslint.toml").write_text('[vocabulary]\naccept = ["Harbour.News"]\n', encoding="utf-8")
        done = newslint("check", "--output-format", "concise")
        assert (done.code, done.out, done.err) == (0, "", "")
        done = newslint("check")
        assert (done.code, done.err) == (0, "")
        assert done.out == (
            f"Checked 1 article with {len(LINTER.rules)} rules. Nothing to complain about. "
            "Never checked: spelling, general grammar, facts.\n"
        )

    def test_what_else_is_found_is_told(self, newslint: Command, here: Path) -> None:
        (here / "a.txt").write_text("They read Harbour.News at noon.Nobody else did.\n", encoding="utf-8")
        (here / "pyproject.toml").write_text(
            '[tool.newslint.vocabulary]\naccept = ["Harbour.News"]\n', encoding="utf-8"
        )
        done = newslint("check", "--output-format", "concise")
        says = "error glued-sentences no space after the full stop in “noon.Nobody” [*]"
        assert (done.code, done.out) == (1, f"a.txt:1:27: {says}\n")

    def test_json(self, newslint: Command, here: Path) -> None:
        clean = [{"document": "a.txt", "verdict": "pass", "findings": [], "failures": []}]
        assert json.loads(newslint("check", "--output-format", "json").out) != clean
        (here / "newslint.toml").write_text('[vocabulary]\naccept = ["Harbour.News"]\n', encoding="utf-8")
        done = newslint("check", "--output-format", "json")
        assert (done.code, json.loads(done.out)) == (0, clean)
        assert json.loads(newslint("check", "--output-format", "jsonl").out) == clean[0]

    def test_fixes_leave_accepted_words_alone(self, newslint: Command, here: Path) -> None:
        path = here / "a.txt"
        path.write_text("They read Harbour.News at noon.Nobody else did.\n", encoding="utf-8")
        (here / "newslint.toml").write_text('[vocabulary]\naccept = ["Harbour.News"]\n', encoding="utf-8")
        done = newslint("fix", "--unsafe-fixes")
        assert done.out.startswith("Mended 1 place.\n")
        assert done.code == 0
        assert path.read_text(encoding="utf-8") == "They read Harbour.News at noon. Nobody else did.\n"

    def test_the_nearest_configuration_counts(self, newslint: Command, here: Path) -> None:
        (here / "newslint.toml").write_text('[vocabulary]\naccept = ["Harbour.News"]\n', encoding="utf-8")
        (here / "desk").mkdir()
        (here / "desk" / "newslint.toml").write_text("", encoding="utf-8")
        (here / "desk" / "b.txt").write_text("They read Harbour.News at noon.\n", encoding="utf-8")
        done = newslint("check", "--output-format", "concise")
        assert [line.split(":")[0] for line in done.out.splitlines()] == ["desk/b.txt"]

    def test_mistakes_are_told(self, newslint: Command, here: Path) -> None:
        (here / "newslint.toml").write_text('[vocabulary]\nacept = ["Harbour.News"]\n', encoding="utf-8")
        done = newslint("check")
        path = here / "newslint.toml"
        assert done.err == f"error: {path}: vocabulary: unknown key “acept”\n  Did you mean “accept”?\n"
        assert (done.code, done.out) == (2, "")
