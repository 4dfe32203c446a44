"""Rule files: what each kind does, and what a mistake in one is answered."""

import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newslint import Document, Linter, Rule, RuleFileError, Safety, Severity, Span, fixer, judge, pattern, testing
from newslint.catalog import Catalog, builtin_folder, read_classes, rule_files
from newslint.page_lines import LinesCheck
from newslint.pattern import Expression, PatternCheck, compile_pattern
from newslint.rule import Hit
from newslint.rule_file import read_proven_rule, read_rule
from newslint.rule_file.content import read_toml

CASES = """
[[good]]
text = "one"
[[good]]
text = "two"
"""
BAD = """
[[bad]]
text = "a ⟦fault⟧ here"
"""
HEAD = 'message = "“{match}” is wrong"\nwhy = "Because."\n'


def write(folder: Path, body: str, name: str = "glue/some-rule.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")
    return path


def made(folder: Path, kind: str, cases: str = BAD + CASES) -> Rule:
    classes = {"source": ["agency", "newspaper office"]}
    return read_rule(write(folder, HEAD + kind + cases), classes)


def found(rule: Rule, text: str) -> list[tuple[str, str | None]]:
    """Return what the rule marks in the text, and what each place becomes."""
    doc = Document(text)
    findings = [judge.finding(doc, rule, hit) for hit in rule.check(doc)]
    return [(f.span.of(text), f.fix.result(text, f.span) if f.fix else None) for f in findings]


def test_the_smallest_rule(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["fault"]')
    assert (rule.id, rule.family, rule.severity) == ("some-rule", "glue", Severity.WARNING)
    assert rule.grams == {"fault"}
    assert rule.languages == {"en"}
    assert list(testing.problems(rule)) == []


def test_phrases_are_whole_words_with_any_blank_between(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["all in all", "all"]\nignore-case = true\nreplace = ""')
    assert found(rule, "All in\u00a0all, we call all") == [("All in\u00a0all", ""), ("all", "")]
    assert found(rule, "all in allegro") == [("all", "")]


def test_pairs_become_what_stands_beside_them(tmp_path: Path) -> None:
    rule = made(tmp_path, '[pairs]\n"kyiv" = "Kyiv"\n"north korea" = "North Korea"')
    assert found(rule, "kyiv’s Kyiv, north korea, skyivx") == [("kyiv", "Kyiv"), ("north korea", "North Korea")]
    assert found(rule, "north\u00a0korea") == [("north\u00a0korea", "North Korea")]


def test_a_pattern_with_a_span_of_its_own_and_a_template(tmp_path: Path) -> None:
    rule = made(tmp_path, r"pattern = 'he (?P<span>(?P<verb>go|run)ed)\b'" + '\nreplace = "{verb}s"')
    assert found(rule, "he goed and he runed, they goed") == [("goed", "gos"), ("runed", "runs")]


def test_the_title_of_a_fix(tmp_path: Path) -> None:
    doc = Document("a fault here")
    for kind, title in (
        ('[pairs]\n"fault" = "flaw"', "write “flaw”"),
        ('phrases = ["fault"]\nreplace = ""', "delete it"),
        ('phrases = ["fault"]\nreplace = "flaw"\ntitle = "say {wanted}"', "say flaw"),
    ):
        (hit,) = made(tmp_path, kind).check(doc)
        assert hit.fix
        assert hit.fix.title == title


def test_a_sequence_of_words_classes_and_names(tmp_path: Path) -> None:
    kind = 'sequence = ["told", "<Name>", "of|in", "the?", "<source>", "<word>"]\nreplace = "{1} {2}, {5}, {6}"'
    rule = made(tmp_path, kind)
    text = "She told Mara of the newspaper office yesterday; he told mara of agency men, and told Orr in agency men."
    assert found(rule, text) == [
        ("told Mara of the newspaper office yesterday", "told Mara, newspaper office, yesterday"),
        ("told Orr in agency men", "told Orr, agency, men"),
    ]
    assert rule.triggers == {"agency", "newspaper"}


def test_outside_quotations_only(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["fault"]\nwhere = "outside-quotations"')
    assert found(rule, "A fault, “a fault” and\n“another fault\n«fault» fault") == [("fault", None), ("fault", None)]


def test_outside_code_only(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["fault"]\nwhere = "outside-code"')
    assert found(rule, "A fault, a “fault” and `a fault b`.\nThe tag is fault.\nA fault") == [("fault", None)] * 2


def test_a_fix_that_deletes_takes_the_blank_along(tmp_path: Path) -> None:
    rule = made(tmp_path, 'pattern = "fault"\nreplace = ""')
    doc = Document("a fault here, fault\nfault\nend fault.")
    fixes = [hit.fix for hit in rule.check(doc) if hit.fix]
    assert fixer.apply(doc.text, fixes)[0] == "a here,\nend."
    assert {fix.title for fix in fixes} == {"delete it"}


def test_a_fix_that_changes_words_cannot_be_safe(tmp_path: Path) -> None:
    rule = made(tmp_path, '[pairs]\n"fault" = "flaw"\n"kyiv" = "Kyiv"')
    doc = Document("kyiv’s fault, “kyiv”")
    fixes = [judge.finding(doc, rule, hit).fix for hit in rule.check(doc)]
    assert [fix and fix.safety for fix in fixes] == [Safety.SAFE, Safety.UNSAFE, Safety.UNSAFE]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('phrases = ["x"]', "the key “message” is missing"),
        (HEAD + 'phrase = ["x"]', "unknown key “phrase”\n  Did you mean “phrases”?"),
        (
            HEAD,
            "exactly one of check, phrases, pairs, wordings, pattern, sequence, lines, languagetool; found none",
        ),
        (HEAD + "phrases = ['x']\npattern = 'y'", "found phrases and pattern"),
        (HEAD + "phrases = []", "phrases: needs at least one phrase"),
        (HEAD + "phrases = [1]", "phrases: must be a list of texts"),
        (HEAD + "phrases = 'x'", "phrases: must be a list"),
        (HEAD + "pairs = {a = 1}", "pairs: must be texts"),
        (HEAD + "wordings = {a = 1}", "wordings: needs at least one text beside another"),
        (HEAD + "wordings = {'(a' = 'b'}", "wordings: “(a” is no wording"),
        (HEAD + "wordings = {'ferry <nope>' = 'b'}", "wordings: “ferry <nope>”: there is no word class “nope”"),
        (HEAD + "wordings = {'ferry (a|b)' = '{2}'}", "wordings: “ferry (a|b)” takes nothing for {2}"),
        (HEAD + "wordings = {'ferry' = '{make}'}", "wordings: “ferry” takes nothing for {make}"),
        (HEAD + "pattern = '(x'", "pattern: a parenthesis is never closed"),
        (HEAD + "pattern = '[x'", "pattern: the pattern does not compile: unterminated character set"),
        (HEAD + "pattern = 'x'\nreplace = '{0:{0}}'", "replace: “{0:{0}}” is more than the name of a group"),
        (HEAD + "pattern = 'x'\nreplace = '}'", "replace: Single '}' encountered in format string"),
        (HEAD + "phrases = ['x']\nlanguages = ['EN']" + BAD + CASES, "languages: “EN” is no language code"),
        (HEAD + "phrases = [' ']", "phrases: must be a list of texts"),
        (HEAD + "sequence = ['a| |b']", "sequence: “a| |b” is no element of a sequence"),
        (HEAD + "phrases = ['x']\nconfidence = 5", "confidence: must be a number from 0 to 1"),
        (HEAD + "phrases = ['x']\nconfidence = nan", "confidence: must be a number from 0 to 1"),
        ('message = "{match!r}"\nwhy = "x"\nphrases = ["x"]', "message: “{match!r}” is more than the name of a group"),
        ('message = "{wanted}"\nwhy = "x"\nphrases = ["x"]', "message: nothing fills {wanted}"),
        (HEAD + "pattern = '" + "(" * 3000 + "x" + ")" * 3000 + "'", "pattern: the pattern does not compile"),
        ("x = " + "[" * 5000, "broken TOML: nested too deeply"),
        (HEAD + "pattern = '(a+)+'", "pattern: the repetition “+” at character 3 has no bound"),
        (HEAD + "pattern = 'a?'", "pattern: the pattern matches the empty text"),
        (HEAD + r"pattern = '\L<nouns>'", "pattern: there is no word class “nouns”"),
        (HEAD + "pattern = 'x'\nreplace = '{y}'", "replace: the pattern has no group {y}"),
        (HEAD + "pattern = 'x'\nwhere = 'inside'", "where: “inside” is not possible"),
        (HEAD + "languagetool = []", "languagetool: needs at least one name that the backend gives to a fault"),
        (HEAD + "languagetool = ['X']\nreplace = 'y'", "replace: does nothing in a rule with “languagetool”"),
        (HEAD + "languagetool = ['X']\nfollowed-by = '(x'", "followed-by: a parenthesis is never closed"),
        (HEAD + "pattern = 'x'\nfollowed-by = 'y'", "followed-by: does nothing in a rule with “pattern”"),
        (HEAD + "sequence = ['a?', 'b']", "sequence: the first element of a sequence must not be optional"),
        (HEAD + "sequence = ['a<b']", "sequence: “a<b” is no element of a sequence"),
        (HEAD + "phrases = ['x']\nseverity = 'fatal'", "severity: “fatal” is not possible"),
        (HEAD + "phrases = ['x']\nconfidence = true", "confidence: must be a number from 0 to 1"),
        (HEAD + "check = 'glued_wrods'", "check: there is no check “glued_wrods”"),
        (HEAD + "check = '../x'", "check: there is no check “../x”"),
        (HEAD + "phrases = ['x']", "needs more [[bad]] cases: at least 1"),
        (HEAD + "phrases = ['fault']" + BAD, "needs more [[good]] cases: at least 2"),
        (HEAD + "phrases = ['x']\n[[bad]]\ntext = 'x'" + CASES, "[[bad]] number 1: needs ⟦marks⟧"),
        (HEAD + "phrases = ['x']\n[[bad]]\ntext = '⟦x'" + CASES, "[[bad]] number 1: a mark ⟦ is never closed by ⟧"),
        (HEAD + "phrases = ['x']" + BAD + "fxi = 'y'" + CASES, "[[bad]] number 1: unknown key “fxi”\n  Did you mean"),
        (HEAD + "phrases = ['x']" + BAD + CASES + "[[good]]\ntext = '⟦x⟧'", "[[good]] number 3: marks a place"),
        (
            HEAD + "phrases = ['x']" + BAD + CASES + "[[missed]]\ntext = '⟦x⟧'",
            "[[missed]] number 1: the key “because” is",
        ),
        ('message = "{macth}"\nwhy = "x"\nphrases = ["x"]', "message: nothing fills {macth}\n  Did you mean “match”?"),
        ('message = "x\nwhy', "broken TOML: Illegal character"),
    ],
)
def test_mistakes_are_told_with_file_place_and_way_out(tmp_path: Path, body: str, complaint: str) -> None:
    path = write(tmp_path, body)
    with pytest.raises(RuleFileError) as error:
        read_rule(path, {})
    assert str(error.value).startswith(f"{path}: ")
    assert complaint in str(error.value)


ASKED: list[str] = []
"""The articles for which the check below was run."""


def _runs(doc: Document) -> Iterator[Hit]:
    ASKED.append(doc.text)
    for match in re.finditer(r"[a-z]+|\d+", doc.text):
        yield Hit(Span(*match.span()), kind="letters" if match[0].isalpha() else "digits")


def _runs_in_words(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    return (hit for hit in _runs(doc) if hit.span.of(doc.text) in words["source"])


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put three checks beside those of newslint: with kinds, with kinds and word classes, without either."""
    for name, check, kinds in (
        ("runs", _runs, {"letters", "digits"}),
        ("runs_in_words", _runs_in_words, {"letters", "digits"}),
        ("plain_runs", _runs, None),
    ):
        path = f"newslint.checks.{name}"
        module: Any = ModuleType(path)
        module.__spec__, module.check = ModuleSpec(path, None), check
        if kinds:
            module.KINDS = frozenset(kinds)
        monkeypatch.setitem(sys.modules, path, module)
    ASKED.clear()
    yield
    ASKED.clear()


@pytest.mark.usefixtures("checks")
@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (
            'check = "runs"',
            "kinds: the check “runs” finds several kinds\n  It lists what the rule takes of digits, letters.",
        ),
        (
            'check = "runs"\nkinds = []',
            "kinds: the check “runs” finds several kinds\n  It lists what the rule takes of digits, letters.",
        ),
        (
            'check = "runs"\nkinds = ["letters", "leters"]',
            "kinds: the check “runs” finds no kind “leters”\n  Did you mean “letters”?",
        ),
        (
            'check = "runs"\nkinds = ["marks"]',
            "kinds: the check “runs” finds no kind “marks”\n  Known kinds: digits, letters.",
        ),
        (
            'check = "plain_runs"\nkinds = ["letters"]',
            "kinds: the check “plain_runs” finds no kind “letters”\n  Take it out.",
        ),
        ('check = "runs"\nkinds = ["letters", " "]', "kinds: must be a list of texts, none of them empty"),
        ('check = "runs"\nkinds = ["letters", 3]', "kinds: must be a list of texts, none of them empty"),
        ('check = "runs"\nkinds = "letters"', "kinds: must be a list"),
        ('phrases = ["x"]\nkinds = ["letters"]', "kinds: does nothing in a rule with “phrases”\n  Take it out."),
    ],
)
def test_mistakes_about_kinds(tmp_path: Path, body: str, complaint: str) -> None:
    path = write(tmp_path, HEAD + body + BAD + CASES)
    with pytest.raises(RuleFileError) as error:
        read_rule(path, {})
    assert str(error.value) == f"{path}: {complaint}"


@pytest.mark.usefixtures("checks")
def test_each_rule_takes_its_kinds_of_a_check(tmp_path: Path) -> None:
    doc = Document("one 22 three")
    for kinds, places in (
        ('"letters"', ["one", "three"]),
        ('"digits"', ["22"]),
        ('"digits", "letters"', ["one", "22", "three"]),
    ):
        hits = list(made(tmp_path, f'check = "runs"\nkinds = [{kinds}]').check(doc))
        assert [hit.span.of(doc.text) for hit in hits] == places
    assert [hit.span.of(doc.text) for hit in made(tmp_path, 'check = "plain_runs"').check(doc)] == [
        "one",
        "22",
        "three",
    ]


@pytest.mark.usefixtures("checks")
@pytest.mark.parametrize(
    ("check", "places"),
    [('check = "runs"\n', ["one", "22", "agency"]), ('check = "runs_in_words"\nwords = ["source"]\n', ["agency"])],
)
def test_rules_that_share_a_check_run_it_once_an_article(tmp_path: Path, check: str, places: list[str]) -> None:
    letters, digits = (
        read_rule(
            write(tmp_path, f'{HEAD}{check}kinds = ["{kind}"]{BAD}{CASES}', f"glue/{kind}.toml"),
            {"source": ["agency", "newspaper office"]},
        )
        for kind in ("letters", "digits")
    )
    run = Linter.of([letters, digits])
    report = run.lint("one 22 agency")
    assert [finding.span.of("one 22 agency") for finding in report.findings] == places
    assert {finding.rule for finding in report.findings if finding.span.of("one 22 agency").isdigit()} <= {"digits"}
    assert ASKED == ["one 22 agency"]
    run.lint("two")
    run.lint("two")
    assert ASKED == ["one 22 agency", "two", "two"]


def test_names_of_files_and_folders(tmp_path: Path) -> None:
    body = HEAD + "phrases = ['fault']" + BAD + CASES
    with pytest.raises(RuleFileError, match="“Some_Rule” is no name for a rule"):
        read_rule(write(tmp_path, body, "glue/Some_Rule.toml"), {})
    with pytest.raises(RuleFileError, match=r"“gleu” is no family.*\n  Did you mean “glue”\?"):
        read_rule(write(tmp_path, body, "gleu/some-rule.toml"), {})


def test_folders_of_rules(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="there is no such folder"):
        list(rule_files(tmp_path / "none"))
    with pytest.raises(RuleFileError, match="there is no rule in this folder"):
        list(rule_files(tmp_path))
    write(tmp_path, HEAD)
    write(tmp_path, "", "stray.toml")
    with pytest.raises(RuleFileError, match="lies outside a family's folder"):
        list(rule_files(tmp_path))


def test_word_classes_are_lists_of_texts(tmp_path: Path) -> None:
    write(tmp_path, "nouns = 'x'", "classes.toml")
    with pytest.raises(RuleFileError, match="nouns: a word class is a list of texts"):
        read_classes(tmp_path)


OWN = '\n[classes]\nsource = ["fault", "flaw"]\n'


@pytest.mark.parametrize(
    "kind",
    [r"pattern = '\b\L<source>\b'", 'sequence = ["<source>"]', '[lines]\nen = ["a <source> here"]'],
)
def test_a_rule_has_word_classes_of_its_own_which_beat_shared_ones(tmp_path: Path, kind: str) -> None:
    rule = made(tmp_path, kind + OWN)
    texts = [text for text, _ in found(rule, "a fault here\nan agency here\na flaw here")]
    assert [text.removeprefix("a ").removesuffix(" here") for text in texts] == ["fault", "flaw"]


def test_word_classes_of_a_proven_rule_may_stand_behind_its_cases(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + 'sequence = ["<source>"]\n' + BAD + CASES + OWN)
    rules = [read(path, {"source": ["agency"]}) for read in (read_rule, read_proven_rule)]
    assert [found(rule, "an agency, a flaw") for rule in rules] == [[("flaw", None)]] * 2


@pytest.mark.usefixtures("checks")
def test_a_code_check_gets_the_word_classes_of_its_rule(tmp_path: Path) -> None:
    head = 'check = "runs_in_words"\nkinds = ["letters"]\nwords = ["source"]\n'
    assert found(made(tmp_path, head + '[classes]\nsource = ["one"]\n'), "one agency") == [("one", None)]
    assert found(made(tmp_path, head), "one agency") == [("agency", None)]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("classes = ['x']\nphrases = ['fault']", "classes: must be a table"),
        ("pattern = '<own>'\n[classes]\nown = []", "classes.own: a word class is a list of texts, none of them empty"),
        (
            "pattern = '<own>'\n[classes]\nown = ['a', ' ']",
            "classes.own: a word class is a list of texts, none of them",
        ),
        ("pattern = '<own>'\n[classes]\nown = 'a'", "classes.own: a word class is a list of texts, none of them empty"),
        (
            "phrases = ['fault']\n[classes]\nown = ['a']",
            'classes.own: the rule does not use this word class\n  Ask for it (words = ["own"] of a code check, <own> ',
        ),
    ],
)
def test_mistakes_about_word_classes_of_a_rule(tmp_path: Path, body: str, complaint: str) -> None:
    path = write(tmp_path, f"{HEAD}{body}\n{BAD}{CASES}")
    with pytest.raises(RuleFileError) as error:
        read_rule(path, {})
    assert str(error.value).startswith(f"{path}: {complaint}")


def test_no_rule_of_newslint_has_a_word_class_with_the_name_of_a_shared_one() -> None:
    shared = read_classes(builtin_folder())
    own = {name for path in rule_files(builtin_folder()) for name in read_toml(path).get("classes", {})}
    assert own
    assert own & set(shared) == set()


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    body = HEAD + "phrases = ['fault']" + BAD + CASES
    one = read_rule(write(tmp_path, body), {})
    other = read_rule(write(tmp_path, 'formerly = ["some-rule"]\n' + body, "case/other-rule.toml"), {})
    with pytest.raises(RuleFileError, match="the name “some-rule” is taken"):
        Catalog.of([one, other])


def test_a_case_that_does_not_hold_is_told(tmp_path: Path) -> None:
    bad = "[[bad]]\ntext = 'a ⟦faulty⟧ day'\n[[bad]]\ntext = '⟦fault⟧'\nfix = 'flaw'\n"
    cases = bad + CASES.replace("two", "fault")
    rule = made(tmp_path, 'phrases = ["fault"]\n', cases)
    assert [problem.says for problem in testing.problems(rule)] == [
        "expected a ⟦faulty⟧ day\n     found nothing",
        "expected the fix 'flaw'\n            found 'fault'",
        "the rule should be silent: ⟦fault⟧",
    ]


def test_another_rule_may_not_speak_on_a_bad_case(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["fault"]')
    other = read_rule(write(tmp_path, HEAD + "phrases = ['here']" + BAD + CASES, "case/other-rule.toml"), {})
    assert [problem.says for problem in testing.problems(rule, [rule, other])] == [
        "the rule “other-rule” speaks too: a fault ⟦here⟧"
    ]


def test_a_rule_that_speaks_after_its_fix_is_told(tmp_path: Path) -> None:
    case = BAD + "fix = 'a fault fault here'\n"
    rule = made(tmp_path, 'phrases = ["fault"]\nreplace = "fault fault"', case + CASES)
    assert [problem.says for problem in testing.problems(rule)] == [
        "the rule still speaks after its fix: a ⟦fault⟧ ⟦fault⟧ here"
    ]


def test_a_fix_that_its_case_does_not_tell_is_told(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["fault"]\nreplace = "flaw"')
    assert [problem.says for problem in testing.problems(rule)] == [
        "a fix is offered that the case does not tell: 'a flaw here'"
    ]


def test_a_fix_that_holds_is_told_by_nobody(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["fault"]\nreplace = "flaw"', BAD + "fix = 'a flaw here'\n" + CASES)
    assert list(testing.problems(rule)) == []


def test_a_fallen_limit_is_told(tmp_path: Path) -> None:
    missed = '[[missed]]\ntext = "a ⟦{}⟧ day"\nbecause = "rare"\n'
    rule = made(tmp_path, 'phrases = ["fault"]', BAD + CASES + missed.format("fault") + missed.format("flaw"))
    assert [(problem.case.text, problem.says) for problem in testing.problems(rule)] == [
        ("a fault day", "a known limit has fallen: turn this [[missed]] case into a [[bad]] one")
    ]


def test_a_crash_in_a_case_is_told(tmp_path: Path) -> None:
    def crashing(_doc: Document) -> Iterator[Hit]:
        raise ZeroDivisionError("oh")

    rule = dataclasses.replace(made(tmp_path, "pattern = 'fault'\ntriggers = ['fault']"), check=crashing)
    (problem,) = testing.problems(rule)
    assert problem.says.endswith("ZeroDivisionError: oh")


def test_cases_are_run_through_the_triggers(tmp_path: Path) -> None:
    rule = made(tmp_path, "pattern = 'fault'\n".replace("\n", "\ntriggers = ['Here', 'nowhere']\n"))
    assert rule.triggers == {"here", "nowhere"}
    assert list(testing.problems(rule)) == []
    deaf = made(tmp_path, "pattern = 'fault'\ntriggers = ['nowhere']\n")
    assert [problem.says for problem in testing.problems(deaf)] == ["expected a ⟦fault⟧ here\n     found nothing"]


def house_rule(folder: Path, kind: str, classes: str = "") -> list[tuple[str, str]]:
    """Return what a rule of a house folder finds in a sentence, by way of a Linter."""
    write(folder, HEAD + kind + BAD + CASES)
    if classes:
        write(folder, classes, "classes.toml")
    report = Linter(rules=[folder], select=["some-rule"]).lint("A fault, a flaw of an agency and a blunder.")
    return [(f.rule, f.span.of(report.document.text)) for f in report.findings]


def test_a_house_folder_has_word_classes_of_its_own(tmp_path: Path) -> None:
    kind = r"pattern = '\ba \L<own>\b'"
    assert house_rule(tmp_path, kind, 'own = ["flaw", "blunder"]') == [
        ("some-rule", "a flaw"),
        ("some-rule", "a blunder"),
    ]
    (tmp_path / "classes.toml").unlink()
    with pytest.raises(RuleFileError, match="there is no word class “own”"):
        house_rule(tmp_path, kind)


def test_a_house_folder_shares_the_word_classes_of_newslint_and_may_change_them(tmp_path: Path) -> None:
    name = next(iter(read_classes(builtin_folder())))
    kind = rf"pattern = '\b(?:\L<{name}>|fault)\b'"
    assert ("some-rule", "fault") in house_rule(tmp_path, kind)
    assert house_rule(tmp_path, rf"pattern = '\L<{name}>'", f'{name} = ["blunder"]') == [("some-rule", "blunder")]


CATASTROPHE = Expression("(?:a|a|aa){1,40}b", {})
"""It tries some ten millions of ways in a row of 14 letters: long, but not for ever, should nothing stop it."""


def test_a_pattern_that_takes_far_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "_PATIENCE", 1e-6)
    monkeypatch.setattr(pattern, "_SLOWEST", 1e12)
    with pytest.raises(TimeoutError):
        list(PatternCheck(CATASTROPHE)(Document("a" * 14)))


def test_a_long_text_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "_PATIENCE", 1e-6)
    monkeypatch.setattr(pattern, "_SLOWEST", 0.01)
    assert list(PatternCheck(CATASTROPHE)(Document("a" * 14))) == []


def test_phrases_the_longest_first_and_never_inside_a_word(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["in", "in all", "in all fairness"]')
    text = "in all fairness, in all, in  all in\nall; inall sin in-all 2in in_"
    assert [span for span, _ in found(rule, text)] == ["in all fairness", "in all", "in  all", "in", "in", "in"]
    assert rule.grams == {"in", ("in", "all"), ("all", "fairness")}


def test_a_figure_in_a_phrase_is_any_figure_to_the_prefilter(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["24 hours", "by 7 a.m"]')
    assert rule.grams == {("#", "hours"), ("by", "#")}
    for text in ("It took 24 hours.", "It ended by 7 a.m. today."):
        assert [len(report.findings) for report in [Linter.of([rule]).lint(text)]] == [1]


def test_phrases_mind_the_case_unless_told(tmp_path: Path) -> None:
    assert found(made(tmp_path, 'phrases = ["fault"]'), "Fault FAULT fault") == [("fault", None)]
    loose = made(tmp_path, '[pairs]\n"Fault" = "Flaw"\n'.replace("[pairs]", "ignore-case = true\n[pairs]"))
    assert found(loose, "fault FAULT flaw") == [("fault", "Flaw"), ("FAULT", "Flaw")]


def test_a_place_that_is_right_already_has_no_fix(tmp_path: Path) -> None:
    rule = made(tmp_path, "pattern = '(?i:kyiv)'\nreplace = 'Kyiv'")
    assert found(rule, "kyiv Kyiv") == [("kyiv", "Kyiv"), ("Kyiv", None)]


def test_what_a_rule_says_of_its_hits(tmp_path: Path) -> None:
    rule = made(tmp_path, "pattern = '(?P<x>f)ault(?P<y>s)?'\nreplace = 'flaw'\nconfidence = 0.5\nsafety = 'hint'")
    (hit,) = rule.check(Document("a fault here"))
    assert hit.says == {"x": "f", "y": "", "wanted": "flaw"}
    assert hit.confidence == 0.5
    assert hit.fix
    assert hit.fix.safety is Safety.HINT


def test_a_file_may_begin_with_a_byte_order_mark_and_speak_of_any_language(tmp_path: Path) -> None:
    rule = made(tmp_path, 'phrases = ["fault"]\nlanguages = ["*"]\nseverity = "note"\nformerly = ["old"]')
    path = write(tmp_path, "\ufeff" + (tmp_path / "glue" / "some-rule.toml").read_text(encoding="utf-8"))
    again = read_rule(path, {})
    assert again.languages == set()
    assert again.formerly == {"old"}
    assert again.severity is Severity.NOTE
    assert (again.message, again.why) == (rule.message, "Because.")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("check = 'glued_words'\nreplace = 'x'", "replace: does nothing in a rule with “check”\n  Take it out."),
        ("pairs = {a = 'b'}\nreplace = 'x'", "replace: does nothing in a rule with “pairs”"),
        ("phrases = ['x']\nwords = ['y']", "words: does nothing in a rule with “phrases”"),
        ("phrases = ['x']\ntriggers = ['']" + BAD + CASES, "triggers: must be a list of texts, none of them empty"),
        ("phrases = ['x']\nignore-case = 1", "ignore-case: must be true or false"),
        ("phrases = ['x']\nsafety = 'saef'", "safety: “saef” is not possible\n  Did you mean “safe”?"),
        ("sequence = []", "sequence: "),
        ("pattern = 'a'\nreplace = '{1}'", "replace: the pattern has no group {1}"),
        ("phrases = ['x']\nbad = [1]\ngood = []", "[[bad]] number 1: must be a table of texts"),
    ],
)
def test_more_mistakes(tmp_path: Path, body: str, complaint: str) -> None:
    path = write(tmp_path, HEAD + body)
    with pytest.raises(RuleFileError) as error:
        read_rule(path, {})
    assert complaint in str(error.value)


def test_a_word_class_is_one_way_to_match() -> None:
    expression = compile_pattern(r"\L<w>{1,30}[!?]", {"w": ["a", "aa", "aaa"]})
    assert expression.search("a" * 200, timeout=30) is None


@pytest.mark.parametrize("path", list(rule_files(builtin_folder())), ids=lambda path: path.stem)
def test_a_rule_read_in_haste_is_the_rule_read_in_full(path: Path) -> None:
    classes = read_classes(builtin_folder())
    whole, hasty = read_rule(path, classes), read_proven_rule(path, classes)
    assert hasty.cases == whole.cases
    for name in (field.name for field in dataclasses.fields(whole)):
        if name not in {"read_cases", "names_line", "check"}:
            assert getattr(hasty, name) == getattr(whole, name), name
    if not isinstance(whole.check, LinesCheck):
        assert hasty.check == whole.check
