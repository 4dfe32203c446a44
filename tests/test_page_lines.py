"""Whole lines that a rule file names: runs of them, their deletion, what of it is safe, blocks of several rules."""

import dataclasses
from pathlib import Path

import pytest

from newslint import Document, Edit, Finding, Fix, Linter, Rule, RuleFileError, Safety, Severity, Span, fixer, judge
from newslint.fixer import mend
from newslint.joining import joined
from newslint.rule import read_marks
from newslint.rule_file import read_rule

HEAD = 'message = "“{match}” is furniture"\nwhy = "Because."\nconfidence = 0.9\n'
CASES = """
[[bad]]
text = "⟦Share⟧"
[[good]]
text = "one"
[[good]]
text = "two"
"""
LINES = """
[lines]
en = ["read also: *", "advertisement"]
de = ["lesen sie auch: *"]

[certain]
en = ["share", "share on facebook|x"]

[together]
en = ["home|news|sport"]
"""


def made(folder: Path, body: str = LINES, name: str = "share", head: str = "") -> Rule:
    path = folder / f"furniture/{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + head + body + CASES, encoding="utf-8")
    return read_rule(path, {"month": ["May"]})


def findings(marked: str, *rules: Rule) -> list[Finding]:
    """Return the findings in a text after a look at their places, which its ⟦marks⟧ tell."""
    text, spans = read_marks(marked)
    found = Linter.of(rules).lint(text).findings
    assert [f.span for f in found] == list(spans)
    return list(found)


def mended(found: list[Finding], text: str) -> str:
    return fixer.apply(text, [f.fix for f in found if f.fix])[0]


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("A.\n⟦Share⟧\nB.", "A.\nB."),
        ("A.\n\n⟦Share⟧\n\nB.\n", "A.\n\nB.\n"),
        ("A.\n⟦Share⟧\n\nB.", "A.\n\nB."),
        ("A.\n\n⟦Share⟧\nB.", "A.\n\nB."),
        ("⟦Share⟧\n\nB.", "B."),
        ("\n  ⟦Share⟧ \n  B.", "\n  B."),
        ("A. \n\n ⟦Share⟧ \n", "A. \n"),
        ("A.\r\n\r\n⟦Share⟧\r\nB.", "A.\r\n\r\nB."),
        ("A.\n⟦Share\n\nShare on X⟧\nB.\n⟦Share on Facebook⟧", "A.\nB."),
    ],
)
def test_lines_go_and_the_others_stay_as_far_apart_as_they_were(tmp_path: Path, marked: str, left: str) -> None:
    found = findings(marked, made(tmp_path))
    text = read_marks(marked)[0]
    assert {f.fix and f.fix.safety for f in found} == {Safety.SAFE}
    assert [line.rstrip() for line in mended(found, text).split("\n")] == [line.rstrip() for line in left.split("\n")]


def test_a_run_of_lines_is_one_hit_and_as_safe_as_its_least_safe_line(tmp_path: Path) -> None:
    rule = made(tmp_path)
    (found,) = findings("A.\n⟦Share\n\nRead also: The ferry\nSHARE ON X!⟧\nB.", rule)
    assert found.fix
    assert (found.fix.title, found.fix.safety) == ("delete these 3 lines", Safety.UNSAFE)
    assert [evidence.says for evidence in found.evidence] == ["3 such lines stand together"]
    (single,) = findings("A.\n⟦Advertisement⟧", rule)
    assert single.fix
    assert (single.fix.title, single.fix.safety, single.evidence) == ("delete the line", Safety.UNSAFE, ())


def test_some_lines_count_only_together(tmp_path: Path) -> None:
    rule = made(tmp_path)
    findings("Home\nNews\nA.\nSport\n⟦Share⟧\nB.\n⟦Home\nNews\nSport⟧\nC.\n⟦Share⟧\nNews", rule)


def test_a_quotation_is_no_furniture(tmp_path: Path) -> None:
    findings("A.\n“Share”\nIt says: “Advertisement”\n⟦Advertisement⟧", made(tmp_path))


def test_lines_of_any_language_count_in_articles_of_any(tmp_path: Path) -> None:
    rule = made(tmp_path)
    assert rule.languages == frozenset()
    assert rule.triggers == frozenset()
    findings("⟦Lesen Sie auch: Das Schiff⟧\nA.", rule)


def test_lines_of_the_head_and_the_foot(tmp_path: Path) -> None:
    rule = made(tmp_path, head='place = "edges"\n')
    text = "\n".join(["⟦Share⟧", *("abcdefghijk"), "Share", *("lmnopqrst"), "⟦Share⟧", "u"])
    findings(text, rule)


def test_what_is_not_nearly_certain_is_not_safe(tmp_path: Path) -> None:
    rule = dataclasses.replace(made(tmp_path), check=made(tmp_path, head="").check)
    doc = Document("A.\nShare")
    (hit,) = rule.check(doc)
    for confidence, safety in ((0.9, Safety.SAFE), (0.7, Safety.UNSAFE)):
        found = judge.finding(doc, rule, dataclasses.replace(hit, confidence=confidence))
        assert found.fix
        assert found.fix.safety is safety


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("A.\nShare\nB.", Edit(Span(0, 9), "")),  # a line that is not named goes too
        ("A.\nShare\nB.", Edit(Span(2, 9), "")),  # two lines become one
        ("A.\nShare\nB.", Edit(Span(2, 8), " ")),  # something takes its place
        ("A.\nShare it\nB.", Edit(Span(3, 8), "")),  # a part of a line
        ("A.\nRead also: B\nC.", Edit(Span(2, 15), "")),  # not named word by word
    ],
)
def test_a_deletion_is_proven_safe_or_is_not(tmp_path: Path, text: str, edit: Edit) -> None:
    rule = made(tmp_path)
    fix = Fix("delete it", (edit,))
    assert judge.kept_promise(Document(text), fix, names_line=rule.names_line).safety is Safety.UNSAFE


def test_only_a_rule_that_names_lines_may_delete_them(tmp_path: Path) -> None:
    doc = Document("A.\nShare\n\nShare on X\nB.")
    fix = Fix("delete it", (Edit(Span(2, 20), ""),))
    assert judge.kept_promise(doc, fix, names_line=made(tmp_path).names_line).safety is Safety.SAFE
    assert judge.kept_promise(doc, fix).safety is Safety.UNSAFE


def whole(marked: str, rule: str = "menu", family: str = "furniture", **more: object) -> tuple[str, list[Finding]]:
    text, spans = read_marks(marked)
    fields: dict[str, object] = {"message": f"a {rule}", "severity": Severity.WARNING, "confidence": 0.9} | more
    found = [
        Finding(rule, family, span, fix=Fix("go", (Edit.deleting_lines(text, span),)), **fields)  # type: ignore[arg-type]
        for span in spans
    ]
    return text, found


def test_lines_of_several_rules_are_one_block() -> None:
    text, first = whole("A.\n\n⟦Home\nNews⟧\n\nShare\nB.\n⟦Back⟧")
    _, second = whole("A.\n\nHome\nNews\n\n⟦Share⟧\nB.\nBack", "share", confidence=0.95)
    back, block = sorted(joined(Document(text), [*first, *second]), key=lambda found: -found.span.start)
    assert back == first[1]
    assert block.span.of(text) == "Home\nNews\n\nShare"
    assert (block.rule, block.severity, block.confidence) == ("menu", Severity.WARNING, 0.9)
    assert block.message == "a menu; the lines beside it do not belong either"
    assert [(e.says, e.span) for e in block.evidence] == [("a menu", first[0].span), ("a share", second[0].span)]
    assert block.fix == Fix("delete the block of 3 lines", (Edit.deleting_lines(text, block.span),))
    assert mended([block], text) == "A.\n\nB.\nBack"


def test_a_block_is_as_safe_as_its_least_safe_part() -> None:
    text, first = whole("⟦Home⟧\nShare\nB.")
    _, (second,) = whole("Home\n⟦Share⟧\nB.", "share")
    assert second.fix
    second = dataclasses.replace(second, fix=dataclasses.replace(second.fix, safety=Safety.UNSAFE))
    (block,) = joined(Document(text), [second, *first])
    assert block.fix
    assert block.fix.safety is Safety.UNSAFE
    (block,) = joined(Document(text), [dataclasses.replace(second, fix=None), *first])
    assert block.fix is None


def test_only_whole_lines_of_furniture_join_and_advice_stays_apart() -> None:
    text, first = whole("⟦Home⟧\nShare it\nBy Ada Orrin")
    parts = [
        whole("Home\n⟦Share⟧ it\nBy Ada Orrin", "share")[1],
        whole("Home\n⟦Share it⟧\nBy Ada Orrin", "repeated", "structure")[1],
        whole("Home\n⟦Share it⟧\nBy Ada Orrin", "byline", severity=Severity.NOTE)[1],
        whole("Home\nShare it\n⟦By Ada Orrin⟧", "byline", severity=Severity.NOTE)[1],
    ]
    found = joined(Document(text), [*first, *(part for group in parts for part in group)])
    assert sorted(f.span.of(text) for f in found) == ["Home", "Share", "Share it", "Share it\nBy Ada Orrin"]


def test_what_overlaps_is_one_block_and_advice_inside_a_warning_goes() -> None:
    text, first = whole("⟦Home\nNews⟧\nSport\nB.")
    second = whole("Home\n⟦News\nSport⟧\nB.", "lines")[1]
    advice = whole("⟦Home⟧\nNews\n⟦Sport⟧\nB.", "advice", severity=Severity.NOTE)[1]
    (block,) = joined(Document(text), [*advice, *second, *first])
    assert block.span.of(text) == "Home\nNews\nSport"


@pytest.mark.parametrize("above", ["", "Another line.\n", "Another line.\n\nAnd another.\n"])
def test_the_fingerprint_of_a_block_lasts(tmp_path: Path, above: str) -> None:
    rules = [made(tmp_path), made(tmp_path, '[lines]\nen = ["back to top"]', "menu")]
    text = "One two three four.\nShare on X\nBack to top\nFive six."
    before, after = (Linter.of(rules).lint(article).findings for article in (text, above + text))
    assert [f.span.of(text) for f in before] == ["Share on X\nBack to top"]
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("[lines]", "lines: names no line"),
        ("[lines]\nenglish = ['x']", "lines: “english” is no language code"),
        ("[lines]\nen = 'x'", "lines.en: must be a list of texts"),
        ("[lines]\nen = [' ']", "lines.en: must be a list of texts, none of them empty"),
        ("[lines]\nen = ['x <y>']", "lines.en: there is no word class “y”"),
        ("[lines]\nen = ['x']\n[certain]\nde = ['x: *']", "certain.de: “x: *” leaves open what stands there"),
        ("[certain]\nen = ['x']", "a rule has exactly one of"),
        ("[certain]\nen = ['x']", "[certain] stands beside [lines]"),
        ("place = 'top'\n[lines]\nen = ['x']", "place: “top” is not possible"),
        ("replace = ''\n[lines]\nen = ['x']", "replace: does nothing in a rule with “lines”"),
        ("phrases = ['x']\nplace = 'edges'", "place: does nothing in a rule with “phrases”"),
        ("title = 'x'\n[lines]\nen = ['x']", "title: does nothing in a rule with “lines”"),
    ],
)
def test_mistakes_in_a_list_of_lines(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(RuleFileError) as error:
        made(tmp_path, body)
    assert complaint in str(error.value)


def test_a_message_of_lines_knows_only_the_match(tmp_path: Path) -> None:
    path = tmp_path / "furniture/a.toml"
    path.parent.mkdir()
    path.write_text('message = "{line}"\nwhy = "x"\n[lines]\nen = ["share"]' + CASES, encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"nothing fills \{line\}"):
        read_rule(path, {})


VERSE = "The harbour holds its breath tonight,\nthe ferry holds its light,\nPlay\nand I hold on to you."
STEPS = "To hear the tape, do this:\n\n1. Press the red key\n\n2. Play\n\n3. Listen to what it says about the boats"
BUDGET = "The town pays for this:\n- Fuel for the boats\n- Advertising\n- Repairs of the quay"


@pytest.mark.parametrize("text", [VERSE, STEPS, BUDGET, BUDGET.replace("\n", "\n\n")])
def test_no_line_of_a_list_or_of_verse_goes_by_a_safe_fix(text: str) -> None:
    assert mend(Linter(), Document(text)).text == text


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_buttons_beside_each_other_or_between_paragraphs_still_go(gap: str) -> None:
    paragraph = "The ferry of Tarn was late on Tuesday, and nobody knew why, said Ada Orrin, who runs the line."
    for buttons in (["Advertisement"], ["- Share on Facebook", "- Tweet", "- Print this article"]):
        text = gap.join([paragraph, *buttons, paragraph.replace("Tuesday", "Friday")])
        left = mend(Linter(), Document(text)).text
        assert left == gap.join([paragraph, paragraph.replace("Tuesday", "Friday")])


@pytest.mark.parametrize(
    "heading",
    [
        *("Advertising", "Navigation", "Breadcrumbs", "Sharing", "Copyright", "Watch", "Progress", "Settings", "Live"),
        *("Next", "Play", "Newsletter", "Donate", "Reply", "Privacy policy", "Support us"),
    ],
)
def test_a_word_that_may_head_a_part_of_an_article_goes_by_no_safe_fix(heading: str) -> None:
    paragraph = "The ferry of Tarn was late on Tuesday, and nobody knew why, said Ada Orrin, who runs the line."
    text = f"{paragraph}\n\n{heading}\n\n{paragraph.replace('Tuesday', 'Friday')}"
    assert mend(Linter(), Document(text)).text == text


@pytest.mark.parametrize(
    "text", ["Share", "Share on Facebook\nTweet\n", "Advertisement\n\n\n\n\n\n\n\n\n\nBack to top\n"]
)
def test_no_safe_fix_empties_an_article(text: str) -> None:
    assert mend(Linter(), Document(text)).text == text
    assert mend(Linter(), Document(text), unsafe=True).text.strip() == ""


def test_lines_that_were_joined_with_a_paragraph(tmp_path: Path) -> None:
    rule = made(tmp_path, head='place = "everywhere"\n')
    joined_twice = "The ferry is late.⟦Share on Facebook⟧The crew waits.\n⟦Share⟧\nNobody came."
    marked = f"{joined_twice} ⟦Read also: Ten harbours.⟧ It rains."
    found = findings(marked, rule)
    assert [f.severity for f in found] == [Severity.WARNING, Severity.WARNING, Severity.NOTE]
    assert {f.fix.safety for f in found if f.fix} == {Safety.SAFE, Safety.UNSAFE}
    left = "The ferry is late. The crew waits.\nNobody came. It rains."
    assert mended(found, read_marks(marked)[0]) == left
    findings("The ferry is late. Share on Facebook it was not. “He came. Read also: Ten harbours.” She left.", rule)


def test_lines_that_count_only_inside_of_paragraphs(tmp_path: Path) -> None:
    rule = made(tmp_path, head='place = "inside"\n')
    findings("Share\nThe ferry is late.⟦Share on Facebook⟧The crew waits.\nRead also: Ten harbours", rule)
