"""Baselines, waivers and [sic]: what is found and not reported, and what is said about it."""

import datetime as dt
import json
from pathlib import Path

import pytest

from newslint import ConfigError, Document, Failure, Linter
from newslint.config import discover
from newslint.finding import Finding, Report, Severity, Suppressed
from newslint.span import Span
from newslint.suppression import Suppression, Waiver
from newslint.suppression.baseline import Baseline, Entry
from tests.conftest import CLEAN, GLUED, MENDED, Command

PILED = "in the that"
AGAIN = "They met in the that hall of Tarn, and nobody asked for the reason of it.\n"
NEWS = "Ada Orrin opened the bridge on Monday.\n"
TODAY = dt.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def finding(text: str, match: str, rule: str = "some-rule") -> Finding:
    at = text.index(match)
    return Finding(rule, "glue", Span(at, at + len(match)), "m", Severity.ERROR, fingerprint=f"f{at}")


class TestBaseline:
    def test_what_is_in_it_is_not_reported_and_what_is_new_is(self, newslint: Command) -> None:
        Path("a.txt").write_text(f"{GLUED}\n{CLEAN}")
        Path("desk").mkdir()
        Path("desk/b.txt").write_text(GLUED)
        made = newslint("baseline", "create")
        ways = '--baseline newslint-baseline.json, or baseline = "newslint-baseline.json" in newslint.toml'
        told = f"newslint-baseline.json: 2 findings (2 new, 0 gone).\n`newslint check` leaves them out with {ways}.\n"
        assert (made.code, made.out) == (0, told)
        Path("newslint.toml").write_text('baseline = "newslint-baseline.json"\n')
        done = newslint("check")
        assert (done.code, done.err) == (0, "")
        assert "Nothing else to complain about. Not shown: 2 of the baseline." in done.out
        Path("a.txt").write_text(f"{NEWS}\n{AGAIN}\n{GLUED}\n{CLEAN}")
        done = newslint("check", "--output-format", "concise")
        assert (done.code, done.out.count("\n"), done.out[:8]) == (1, 1, "a.txt:3:")

    def test_it_holds_wherever_the_command_is_called_from(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("news").mkdir()
        Path("news/a.txt").write_text(GLUED)
        made = newslint("baseline", "create", "news", "--baseline", "news/known.json")
        assert 'with --baseline news/known.json, or baseline = "known.json" in newslint.toml' in made.out
        newslint("baseline", "create", "news")
        for path in ("news", "./news", Path.cwd() / "news", Path("news/a.txt")):
            assert newslint("check", path, "--baseline", "newslint-baseline.json").code == 0
        monkeypatch.chdir("news")
        assert newslint("check", "--baseline", "../newslint-baseline.json").code == 0

    def test_rules_that_do_not_run_keep_their_findings(self, newslint: Command) -> None:
        Path("a.txt").write_text(f"{GLUED}\n{CLEAN}")
        newslint("baseline", "create")
        for command in ("update", "prune"):
            done = newslint("baseline", command, "--select", "quote")
            assert done.out.startswith("newslint-baseline.json: 1 finding (0 new, 0 gone).")
            done = newslint("baseline", command, "--ignore", "piled-determiners")
            assert done.out.startswith("newslint-baseline.json: 1 finding (0 new, 0 gone).")
        done = newslint("check", "--select", "quote", "--baseline", "newslint-baseline.json")
        assert (done.code, "gone" in done.out + done.err) == (0, False)
        Path("a.txt").write_text(CLEAN)
        done = newslint("check", "--select", "translation", "--baseline", "newslint-baseline.json")
        assert "1 of its findings are gone" in done.out + done.err
        done = newslint("baseline", "prune", "--select", "translation")
        assert done.out.startswith("newslint-baseline.json: 0 findings (0 new, 1 gone).")

    def test_a_file_is_stable_and_reads_well(self, newslint: Command) -> None:
        Path("b.txt").write_text(GLUED)
        Path("a.txt").write_text(GLUED)
        newslint("baseline", "create")
        content = Path("newslint-baseline.json").read_text()
        entries = json.loads(content)["findings"]
        assert [(entry["document"], entry["rule"], entry["match"]) for entry in entries] == [
            ("a.txt", "piled-determiners", PILED),
            ("b.txt", "piled-determiners", PILED),
        ]
        assert content.count("\n") == len(entries) + 2
        newslint("baseline", "update")
        assert Path("newslint-baseline.json").read_text() == content

    def test_update_takes_in_what_is_new_and_prune_does_not(self, newslint: Command) -> None:
        Path("a.txt").write_text(GLUED)
        Path("b.txt").write_text(GLUED)
        newslint("baseline", "create")
        Path("a.txt").write_text(AGAIN)
        assert newslint("baseline", "prune").out.startswith("newslint-baseline.json: 1 finding (0 new, 1 gone).\n")
        assert newslint("baseline", "update", "a.txt").out.startswith(
            "newslint-baseline.json: 2 findings (1 new, 0 gone).\n"
        )
        assert newslint("baseline", "show").out == (
            "      2  piled-determiners\nnewslint-baseline.json: 2 findings in 2 articles.\n"
        )

    def test_what_is_gone_is_told(self, newslint: Command) -> None:
        Path("a.txt").write_text(GLUED)
        newslint("baseline", "create")
        Path("a.txt").write_text(MENDED)
        done = newslint("check", "--baseline", "newslint-baseline.json")
        gone = "newslint-baseline.json: 1 of its findings are gone; `newslint baseline prune` forgets them"
        assert (done.code, done.err) == (0, f"warning: {gone}\n")

    def test_what_is_in_it_is_not_mended(self, newslint: Command) -> None:
        Path("a.txt").write_text(f"{GLUED}{CLEAN}")
        newslint("baseline", "create")
        Path("a.txt").write_text(f"{GLUED}{CLEAN}{NEWS}{AGAIN}")
        newslint("fix", "--unsafe-fixes", "--baseline", "newslint-baseline.json")
        assert Path("a.txt").read_text() == f"{GLUED}{CLEAN}{NEWS}{AGAIN.replace(PILED, 'in which')}"

    def test_a_folder_that_is_not_there_is_told_before_all_is_checked(self, newslint: Command) -> None:
        done = newslint("baseline", "create", "none.txt", "--baseline", "none/known.json")
        told = "error: none/known.json: there is no folder none\n  Make it first.\n"
        assert (done.code, done.out, done.err) == (2, "", told)

    def test_create_does_not_overwrite(self, newslint: Command) -> None:
        Path("newslint-baseline.json").write_text("mine")
        done = newslint("baseline", "create")
        assert (done.code, Path("newslint-baseline.json").read_text()) == (2, "mine")
        assert done.err.startswith("error: newslint-baseline.json: is there already\n  `newslint baseline update`")

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (None, "there is no such baseline"),
            ("", "is no baseline, which is JSON in UTF-8: Expecting value: line 1 column 1 (char 0)\n"),
            ("[]", 'is no baseline: it does not begin with {"baseline": 1, "findings": [...]}\n'),
            ('{"version": "1"}', 'is no baseline: it does not begin with {"baseline": 1, "findings": [...]}\n'),
            ('{"baseline": 1}', "is no baseline: it has no list “findings”\n"),
            (
                '{"baseline": "1", "findings": []}',
                'is no baseline: its version (the value of “baseline”) must be the number 1, and is "1"\n',
            ),
            (
                '{"baseline": true, "findings": []}',
                "is no baseline: its version (the value of “baseline”) must be the number 1, and is true\n",
            ),
            (
                '{"baseline": 1, "findings": [{"rule": "x"}]}',
                "is no baseline: finding number 1 is not made of the texts document, rule, match, fingerprint\n",
            ),
            (
                '{"baseline": 1, "findings": [{"document": 1, "rule": "x", "match": "y", "fingerprint": "z"}]}',
                "is no baseline: finding number 1 is not made of the texts document, rule, match, fingerprint\n",
            ),
            ('{"baseline": 2, "findings": []}', "is a baseline of version 2, this newslint reads version 1"),
        ],
    )
    def test_a_file_that_is_none(self, newslint: Command, content: str | None, problem: str) -> None:
        Path("a.txt").write_text(GLUED)
        if content is not None:
            Path("mine.json").write_text(content)
        done = newslint("check", "--baseline", "mine.json")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"error: mine.json: {problem}")

    @pytest.mark.parametrize(
        ("name", "content", "called"),
        [
            ("d.jsonl", json.dumps({"text": GLUED}) + "\n", "news/d.jsonl:1"),
            ("d.json", json.dumps([{"text": GLUED}]), "news/d.json#0"),
            ("d.csv", f'text\n"{GLUED}"\n', "news/d.csv:2"),
            ("d.jsonl", json.dumps({"text": GLUED, "id": "item-1"}) + "\n", "item-1"),
            ("d.jsonl", json.dumps({"text": GLUED, "id": "news"}) + "\n", "news"),
        ],
    )
    def test_records_are_known_wherever_the_command_is_called_from(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch, name: str, content: str, called: str
    ) -> None:
        Path("news").mkdir()
        Path("news", name).write_text(content)
        assert newslint("baseline", "create", f"news/{name}").code == 0
        (entry,) = json.loads(Path("newslint-baseline.json").read_text())["findings"]
        assert entry["document"] == called
        assert newslint("check", Path.cwd() / "news" / name, "--baseline", "newslint-baseline.json").code == 0
        monkeypatch.chdir("news")
        done = newslint("check", name, "--baseline", "../newslint-baseline.json")
        assert (done.code, done.err) == (0, "")

    def test_a_data_set_is_read_as_check_reads_it(self, newslint: Command) -> None:
        row = {"key": "item-1", "body": GLUED.replace("war", "“war”")}
        Path("d.csv").write_bytes("key;body\n{key};{body}".format(**row).encode("cp1252"))
        Path("list").write_text("d.csv\n")
        reading = ["--text-field", "body", "--id-field", "key", "--encoding", "cp1252"]
        assert newslint("baseline", "create", "--files-from", "list", *reading, "--no-cache").code == 0
        (entry,) = json.loads(Path("newslint-baseline.json").read_text())["findings"]
        assert entry["document"] == "item-1"
        assert newslint("check", "d.csv", *reading, "--baseline", "newslint-baseline.json").code == 0
        for command in ("update", "prune"):
            done = newslint("baseline", command, "d.csv", *reading)
            assert (done.code, done.out[:57]) == (0, "newslint-baseline.json: 1 finding (0 new, 0 gone).\n`newsl")

    def test_a_folder_is_searched_as_check_searches_it(self, newslint: Command) -> None:
        Path("a.txt").write_text(GLUED)
        Path("b.txt").write_text(GLUED)
        assert newslint("baseline", "create", "--exclude", "b.*").code == 0
        (entry,) = json.loads(Path("newslint-baseline.json").read_text())["findings"]
        assert entry["document"] == "a.txt"

    @pytest.mark.parametrize("command", ["update", "prune"])
    def test_what_a_failed_rule_had_found_is_kept(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        Path("a.txt").write_text(f"{GLUED}\n{CLEAN}")
        newslint("baseline", "create")
        lint = Linter.lint

        def failing(linter: Linter, article: Document | str) -> Report:
            found = lint(linter, article)
            return Report(found.document, (), (Failure("piled-determiners", "crashed"),))

        monkeypatch.setattr(Linter, "lint", failing)
        done = newslint("baseline", command, "-j", "1", "--no-cache")
        assert (done.code, done.out[:50]) == (2, "newslint-baseline.json: 1 finding (0 new, 0 gone).")
        done = newslint("check", "--baseline", "newslint-baseline.json", "-j", "1", "--no-cache")
        assert (done.code, "gone" in done.err) == (2, False)

    def test_what_a_backend_had_found_is_kept_without_it(self, newslint: Command) -> None:
        Path("a.txt").write_text(CLEAN)
        rule = next(rule.id for rule in Linter(backends=()).catalog.rules if rule.backend)
        entry = Entry("a.txt", rule, "x", "f00")
        Path("newslint-baseline.json").write_text(Baseline(Path(), frozenset({entry})).content())
        assert newslint("check", "--baseline", "newslint-baseline.json").err == ""
        assert newslint("baseline", "prune").out.startswith("newslint-baseline.json: 1 finding (0 new, 0 gone).")

    def test_articles_of_a_data_set_go_by_their_names(self) -> None:
        report = Report(Document(GLUED, "id-1"), (finding(GLUED, PILED),))
        made = Baseline(Path("b.json"))
        baseline = Baseline(Path("b.json"), frozenset(made.found(report)))
        assert baseline.entries == {Entry("id-1", "some-rule", PILED, f"f{GLUED.index(PILED)}")}
        hidden = Suppression(baseline).applied(report)
        assert (hidden.findings, hidden.suppressed) == ((), (Suppressed(report.findings[0], ""),))
        assert hidden.verdict == "pass"


class TestWaivers:
    def test_a_waiver_lets_pass_what_it_names(self, newslint: Command) -> None:
        Path("a.txt").write_text(GLUED)
        Path("newslint.toml").write_text(
            '[[waive]]\nrule = "piled-determiners"\nreason = "a title"\nmatch = "war in the that"\ndocument = "a*"\n'
        )
        done = newslint("check")
        assert (done.code, done.err) == (0, "")
        assert "Nothing else to complain about. Not shown: 1 waived." in done.out
        assert newslint("fix", "--unsafe-fixes").code == 0
        assert Path("a.txt").read_text() == GLUED

    @pytest.mark.parametrize(
        ("waiver", "lets_pass"),
        [
            (Waiver("some-rule", "x"), True),
            (Waiver("glue", "x"), True),
            (Waiver("other-rule", "x"), False),
            (Waiver("some-rule", "x", match="ab"), True),
            (Waiver("some-rule", "x", match="xaby"), True),
            (Waiver("some-rule", "x", match="b"), True),
            (Waiver("some-rule", "x", match="zab"), False),
            (Waiver("some-rule", "x", match="y ab"), False),
            (Waiver("some-rule", "x", document="news/*"), True),
            (Waiver("some-rule", "x", document="desk/*"), False),
            (Waiver("some-rule", "x", until=TODAY), True),
            (Waiver("some-rule", "x", until=TODAY - dt.timedelta(days=1)), False),
        ],
    )
    def test_what_it_covers(self, waiver: Waiver, lets_pass: bool) -> None:
        text = "ab ab xaby ab"
        found = Finding("some-rule", "glue", Span(7, 9), "m", Severity.ERROR)
        report = Report(Document(text, "news/a.txt"), (found,))
        hidden = Suppression(None, [waiver], TODAY).applied(report)
        assert (hidden.findings == ()) is lets_pass

    def test_what_has_ended_or_is_of_no_use_is_told(self, newslint: Command) -> None:
        Path("a.txt").write_text(CLEAN)
        Path("newslint.toml").write_text(
            '[[waive]]\nrule = "glue"\nreason = "an old sign"\nuntil = 2020-01-31\n'
            '[[waive]]\nrule = "piled-determiners"\nreason = "a title"\n'
        )
        done = newslint("check")
        here = Path.cwd() / "newslint.toml"
        assert (done.code, done.err.splitlines()) == (
            0,
            [
                f"warning: {here}: the waiver of glue ended on 2020-01-31 (an old sign)",
                f"warning: {here}: the waiver of piled-determiners let nothing pass (a title)",
            ],
        )

    @pytest.mark.parametrize(
        ("table", "problem"),
        [
            ('rule = "glue"', "[[waive]] number 1: the key “reason” is missing\n  Say why"),
            ('reason = "x"', "[[waive]] number 1: the key “rule” is missing"),
            ('rule = "glue"\nreason = "x"\nuntill = 2020-01-01', "[[waive]] number 1: unknown key “untill”\n  Did you"),
            ('rule = "glue"\nreason = "x"\nuntil = "May"', "[[waive]] number 1: until must be a day, such as"),
            ('rule = "glue"\nreason = "x"\nuntil = 2020-01-01T10:00:00', "[[waive]] number 1: until must be a day"),
            ('rule = "glue"\nreason = 3', "[[waive]] number 1: reason must be a text"),
            ('rule = "gleu"\nreason = "x"', "waive: there is no rule or family “gleu”\n  Did you mean “glue”?"),
        ],
    )
    def test_a_waiver_that_cannot_be_used(self, newslint: Command, table: str, problem: str) -> None:
        Path("a.txt").write_text(CLEAN)
        Path("newslint.toml").write_text(f"[[waive]]\n{table}\n")
        done = newslint("check")
        assert (done.code, done.out) == (2, "")
        assert problem in done.err

    def test_two_with_one_reason_are_told_apart(self, newslint: Command) -> None:
        Path("a.txt").write_text(GLUED)
        Path("newslint.toml").write_text(
            '[[waive]]\nrule = "translation"\nreason = "house style"\n'
            '[[waive]]\nrule = "glue"\nreason = "house style"\n'
        )
        here = Path.cwd() / "newslint.toml"
        told = f"warning: {here}: the waiver of glue let nothing pass (house style)\n"
        assert newslint("check").err == told

    def test_a_former_name_of_a_rule_still_counts(self, newslint: Command) -> None:
        Path("house/case").mkdir(parents=True)
        Path("house/case/quays.toml").write_text(
            'message = "“{match}” is a quay"\nwhy = "The house has it so."\nformerly = ["wharves"]\n'
            'severity = "error"\nphrases = ["wharf"]\n[[bad]]\ntext = "The ⟦wharf⟧ was shut."\n'
            '[[good]]\ntext = "The quay was shut."\n[[good]]\ntext = "The wharves were shut."\n'
        )
        Path("newslint.toml").write_text('rules = ["house"]\n[[waive]]\nrule = "wharves"\nreason = "a name"\n')
        Path("a.txt").write_text("Ada Orrin said on Monday that the wharf of Tarn was shut.\n")
        assert newslint("check", "a.txt").code == 0

    def test_waivers_are_tables(self) -> None:
        Path("newslint.toml").write_text('waive = "glue"\n')
        with pytest.raises(ConfigError, match="waive"):
            discover(Path())


class TestComments:
    @pytest.mark.parametrize(
        ("comment", "lets_pass"),
        [
            ("<!-- newslint ignore piled-determiners: as it was said -->", True),
            ("<!--newslint ignore glue, translation : as it was said-->", True),
            ("<!-- newslint ignore glue: as it was said -->", False),
            ("<!-- newslint ignore translation -->", False),
            ("<!-- newslint: translation -->", False),
        ],
    )
    def test_a_comment_in_html_is_about_the_next_paragraph(
        self, newslint: Command, comment: str, lets_pass: bool
    ) -> None:
        Path("a.html").write_text(f"<p>{CLEAN}</p>{comment}\n\n<p>{GLUED}</p><p>{NEWS}</p>\n<p>{AGAIN}</p>")
        done = newslint("check", "a.html", "--output-format", "concise")
        lines = [line.split(":")[1] for line in done.out.splitlines()]
        assert lines == (["7"] if lets_pass else ["4", "7"])

    def test_it_may_stand_inside_of_the_paragraph(self, newslint: Command) -> None:
        Path("a.html").write_text(f"<p>{GLUED}<!-- newslint ignore translation: so said --></p><p>{AGAIN}</p>")
        assert newslint("check", "a.html", "--output-format", "concise").out.count("\n") == 1

    def test_one_without_a_reason_or_a_finding_is_told(self, newslint: Command) -> None:
        Path("a.html").write_text(
            f"<p>{CLEAN}</p><!-- newslint ignore translation -->\n<p>{GLUED}</p><!-- newslint ignore glue: so said -->"
            f"<p>{NEWS}</p>"
        )
        hint = "and is not obeyed: write it behind the rule and a colon"
        assert newslint("check", "a.html").err.splitlines() == [
            f"warning: a.html:2: the comment of newslint gives no reason, {hint}",
            "warning: a.html:4: the comment of newslint let nothing pass",
        ]

    def test_one_whose_rules_do_not_run_is_not_told(self, newslint: Command) -> None:
        Path("a.html").write_text(f"<!-- newslint ignore translation: so said --><p>{GLUED}</p>")
        assert newslint("check", "a.html", "--select", "case").err == ""
        assert newslint("check", "a.html", "--select", "a-an").err == ""
        assert newslint("check", "a.html", "--ignore", "piled-determiners").err == ""
        assert newslint("check", "a.html").err == ""

    def test_one_behind_the_last_paragraph_is_told(self, newslint: Command) -> None:
        Path("a.html").write_text(f"<p>{GLUED}</p>\n<!-- newslint ignore translation: so said -->")
        done = newslint("check", "a.html", "--output-format", "concise")
        assert (done.code, done.out.count("\n")) == (1, 1)
        told = "stands behind the last paragraph, and is about none"
        assert done.err == f"warning: a.html:3: the comment of newslint {told}\n"

    def test_one_of_a_rule_that_there_is_not_is_told(self, newslint: Command) -> None:
        Path("a.html").write_text(f"<!-- newslint ignore gleu: so said --><p>{CLEAN}</p>")
        told = "names “gleu”, which is no rule and no family. Did you mean “glue”?"
        assert newslint("check", "a.html").err == f"warning: a.html:1: the comment of newslint {told}\n"

    @pytest.mark.parametrize(
        "comment",
        [
            "<!-- newslint disable translation: so said -->",
            "<!-- Newslint ignore translation: so said -->",
            "<!-- newslint: translation -->",
        ],
    )
    def test_what_was_meant_as_one_is_told(self, newslint: Command, comment: str) -> None:
        Path("a.html").write_text(f"{comment}<p>{CLEAN}</p>")
        told = "is not understood: <!-- newslint ignore RULE: reason --> would be"
        assert newslint("check", "a.html").err == f"warning: a.html:1: the comment of newslint {told}\n"

    def test_other_comments_are_not(self, newslint: Command) -> None:
        Path("a.html").write_text(f"<!-- checked by newslint --><!-- newslinters: 3 --><p>{CLEAN}</p>")
        assert newslint("check", "a.html").err == ""

    def test_in_plain_text_it_is_text(self, newslint: Command) -> None:
        Path("a.txt").write_text(f"<!-- newslint ignore piled-determiners: so said -->\n{GLUED}")
        assert "piled-determiners" in newslint("check", "a.txt", "--output-format", "concise").out


def test_what_the_article_itself_calls_sic_is_not_reported() -> None:
    linter = Linter(select=["translation"])
    assert [found.rule for found in linter.lint(GLUED).findings] == ["piled-determiners"]
    for sic in (" [sic]", " (sic)", "[sic]"):
        assert linter.lint(GLUED.replace(PILED, PILED + sic)).findings == ()
