"""The command line: exact output, exact exit codes, nothing lost."""

import errno
import json
import os
import subprocess
from pathlib import Path

import pytest

from newslint import Document, Linter
from newslint.rule_file.keys import KEYS
from tests.conftest import CLEAN, GLUED, MENDED, Command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())
    return target


def _no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.usefixtures("here")
class TestCheck:
    def test_nothing_found(self, newslint: Command) -> None:
        write("a.txt", CLEAN)
        done = newslint("check", "a.txt")
        rules = len(Linter().rules)
        assert done.out == (
            f"Checked 1 article with {rules} rules. Nothing to complain about. "
            "Never checked: spelling, general grammar, facts.\n"
        )
        assert (done.code, done.err) == (0, "")

    def test_findings_make_exit_code_1(self, newslint: Command) -> None:
        write("a.txt", GLUED)
        done = newslint("check", "a.txt", "--output-format", "concise")
        assert done.out == (
            "a.txt:1:40: error piled-determiners “in the that” piles up function words; "
            "an editor would write “in which” [!]\n"
        )
        assert done.code == 1

    @pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
    def test_fail_on(self, newslint: Command, fail_on: str, code: int) -> None:
        write("a.txt", GLUED)
        assert newslint("check", "a.txt", "--fail-on", fail_on).code == code

    def test_the_working_directory_is_the_default(self, newslint: Command) -> None:
        write("b/two.txt", GLUED)
        write("a/one.txt", GLUED)
        done = newslint("check", "--output-format", "jsonl")
        assert [json.loads(line)["document"] for line in done.out.splitlines()] == ["a/one.txt", "b/two.txt"]

    def test_select_and_ignore(self, newslint: Command) -> None:
        write("a.txt", GLUED)
        assert newslint("check", "a.txt", "--select", "piled-determiners,quote").code == 1
        assert newslint("check", "a.txt", "--select", "quote").code == 0
        assert newslint("check", "a.txt", "--ignore", "translation").code == 0
        assert newslint("check", "a.txt", "--select", "translation", "--ignore", "piled-determiners").code == 0
        assert newslint("check", "a.txt", "--select", "piled-determiners", "--ignore", "translation").code == 1

    def test_an_unknown_rule_is_an_error_with_a_suggestion(self, newslint: Command) -> None:
        write("a.txt", CLEAN)
        done = newslint("check", "a.txt", "--select", "piled-determiner")
        assert done.err == (
            "error: there is no rule or family “piled-determiner”\n"
            "  Did you mean “piled-determiners”?\n  `newslint rules` lists them all.\n"
        )
        assert (done.code, done.out) == (2, "")

    @pytest.mark.parametrize("arguments", [["--fail-on", "fatal"], ["--output-format", "xml"], ["--wrong"]])
    def test_wrong_options(self, newslint: Command, arguments: list[str]) -> None:
        write("a.txt", CLEAN)
        done = newslint("check", "a.txt", *arguments)
        assert (done.code, done.out) == (2, "")
        assert arguments[-1] in done.err

    def test_an_unread_input_is_told_and_does_not_end_the_run(self, newslint: Command) -> None:
        write("a.txt", GLUED)
        Path("b.txt").write_bytes(b"caf\xe9")
        done = newslint("check", "none.txt", "b.txt", "a.txt", "--output-format", "jsonl")
        rows = [json.loads(line) for line in done.out.splitlines()]
        assert [(row["document"], row["verdict"], len(row["findings"]), len(row["failures"])) for row in rows] == [
            ("none.txt", "hold", 0, 1),
            ("b.txt", "hold", 0, 1),
            ("a.txt", "hold", 1, 0),
        ]
        assert done.err == (
            "error: none.txt: there is no such file or folder\n"
            "error: b.txt: cannot be decoded as utf-8: unexpected end of data at byte 3\n"
            "  Say how it is encoded, for example --encoding windows-1252, or convert it to UTF-8.\n"
        )
        assert done.code == 2

    def test_the_last_line_tells_what_was_not_checked(self, newslint: Command) -> None:
        write("a.txt", CLEAN)
        done = newslint("check", "none.txt", "a.txt")
        assert done.out.splitlines()[-1] == (
            f"Checked 1 article with {len(Linter().rules)} rules. NOT CHECKED: 1 input that could not be read. "
            "Never checked: spelling, general grammar, facts."
        )

    def test_a_folder_without_articles_is_no_success(self, newslint: Command) -> None:
        done = newslint("check")
        assert (done.code, done.err.splitlines()[0]) == (2, "error: .: there is no article in this folder")

    def test_standard_input(self, newslint: Command) -> None:
        arguments = ["--output-format", "concise", "--stdin-filename", "desk.txt"]
        done = newslint("check", "-", *arguments, stdin=GLUED.encode())
        assert (done.code, done.out.split()[0]) == (1, "desk.txt:1:40:")

    def test_a_data_set_from_standard_input(self, newslint: Command) -> None:
        rows = f'{{"key": "x", "body": {json.dumps(GLUED)}}}\n{{"key": 2, "body": "fine"}}\n'
        done = newslint(
            "check", "-", "--stdin-filename", "x.jsonl", "--text-field", "body", "--id-field", "key",
            "--output-format", "jsonl", stdin=rows.encode(),
        )  # fmt: skip
        assert [(row["document"], row["verdict"]) for row in map(json.loads, done.out.splitlines())] == [
            ("x", "hold"),
            ("2", "pass"),
        ]

    def test_an_article_tells_its_language(self, newslint: Command) -> None:
        write("a.jsonl", f'{{"text": {json.dumps(GLUED)}, "language": "de"}}\n')
        done = newslint("check", "a.jsonl", "--language", "en", "--output-format", "jsonl")
        rules = Linter().rules
        judging, total = sum(rule.judges(Document("", language="de")) for rule in rules), len(rules)
        failure = {"rule": "unknown-language", "error": f"only {judging} of {total} rules can judge an article in “de”"}
        assert json.loads(done.out) == {
            "document": "a.jsonl:1",
            "verdict": "warn",
            "findings": [],
            "failures": [failure],
        }
        assert done.code == 2
        write("b.txt", GLUED)
        assert newslint("check", "b.txt", "--language", "de").code == 2
        assert newslint("check", "b.txt", "--language", "de", "--select", "glued-sentences").code == 0
        assert newslint("check", "b.txt", "--language", "en-GB").code == 1

    def test_json_is_one_array(self, newslint: Command) -> None:
        write("a.txt", GLUED)
        write("b.txt", CLEAN)
        rows = json.loads(newslint("check", "--output-format", "json").out)
        assert [row["verdict"] for row in rows] == ["hold", "pass"]
        assert json.loads(newslint("check", "none", "--output-format", "json").out)[0]["verdict"] == "hold"

    def test_a_lone_surrogate_survives_the_wire(self, newslint: Command) -> None:
        write("a.jsonl", '{"id": "\\ud800", "text": "x"}\n')
        done = newslint("check", "a.jsonl", "--output-format", "jsonl")
        assert json.loads(done.out)["document"] == "\ud800"


@pytest.mark.usefixtures("here")
class TestFix:
    def test_safe_fixes_only_unless_asked(self, newslint: Command) -> None:
        path = write("a.txt", GLUED)
        assert newslint("fix", "a.txt").code == 1
        assert path.read_text(encoding="utf-8") == GLUED
        assert newslint("fix", "a.txt", "--unsafe-fixes").code == 0
        assert path.read_text(encoding="utf-8") == MENDED

    def test_a_diff_changes_nothing(self, newslint: Command) -> None:
        path = write("a.txt", f"{CLEAN}{GLUED}".rstrip())
        done = newslint("fix", "a.txt", "--diff", "--unsafe-fixes")
        assert done.out == (
            f"--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n {CLEAN}-{GLUED}\\ No newline at end of file\n"
            f"+{MENDED}\\ No newline at end of file\n"
        )
        assert done.code == 1
        assert path.read_text(encoding="utf-8") == f"{CLEAN}{GLUED}".rstrip()
        assert newslint("fix", "a.txt", "--diff").code == 0

    def test_a_diff_tells_what_could_not_be_mended(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        write("a.jsonl", "{broken\n")
        done = newslint("fix", "a.jsonl", "--diff")
        assert done.err.startswith("error: a.jsonl:1: is no JSON")
        assert done.err.endswith("\nFixes that would be made: 0.\n")
        assert (done.code, done.out) == (2, "")
        monkeypatch.setattr("newslint.rule.KindsOf.__call__", lambda *_: 1 / 0)
        write("b.txt", GLUED)
        done = newslint("fix", "b.txt", "--diff", "--select", "piled-determiners")
        assert done.err.startswith("error: b.txt: piled-determiners crashed: ZeroDivisionError")
        assert done.code == 2

    def test_a_diff_reports_nothing(self, newslint: Command) -> None:
        write("a.txt", GLUED)
        done = newslint("fix", "a.txt", "--diff", "--output-format", "json")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: --diff shows a diff and reports nothing")

    def test_a_file_that_cannot_be_written_is_reported_once(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write("a.txt", GLUED)
        monkeypatch.setattr("newslint.sources.files._copy_attributes", _no_space)
        done = newslint("fix", "a.txt", "--unsafe-fixes", "--output-format", "jsonl")
        assert [json.loads(line)["verdict"] for line in done.out.splitlines()] == ["hold"]
        assert done.err == "error: a.txt: cannot be written: No space left on device\n  Nothing was changed.\n"
        assert path.read_text(encoding="utf-8") == GLUED
        assert done.code == 2

    def test_the_diff_can_be_applied(self, newslint: Command) -> None:
        path = write("a.txt", f"{CLEAN}\r\n{GLUED}{CLEAN}\u2028{GLUED}")
        done = newslint("fix", "a.txt", "--diff", "--unsafe-fixes", "--ignore", "structure")
        subprocess.run(["git", "apply", "-p0"], input=done.out.encode(), check=True, capture_output=True)  # noqa: S607
        assert path.read_bytes().decode() == f"{CLEAN}\r\n{MENDED}{CLEAN}\u2028{MENDED}"

    def test_standard_input_goes_to_standard_output(self, newslint: Command) -> None:
        stdin = b"\xef\xbb\xbf" + GLUED.replace("\n", "\r\n").encode()
        done = newslint("fix", "-", "--unsafe-fixes", stdin=stdin)
        assert done.out == "\ufeff" + MENDED.replace("\n", "\r\n")
        assert done.err.startswith("Mended 1 place.\nChecked 1 article")
        assert done.code == 0

    def test_a_data_set_is_mended_line_by_line(self, newslint: Command) -> None:
        rows = [f'{{"text": {json.dumps(GLUED)},"n":1}}', "{broken", f'{{"text": {json.dumps(CLEAN)}}}']
        path = write("a.jsonl", "\n".join(rows))
        done = newslint("fix", "a.jsonl", "--unsafe-fixes")
        rows[0] = f'{{"text": {json.dumps(MENDED)},"n":1}}'
        assert path.read_text(encoding="utf-8") == "\n".join(rows)
        assert done.err.startswith("error: a.jsonl:2: is no JSON")
        assert done.code == 2

    def test_what_cannot_be_decoded_is_left_alone(self, newslint: Command) -> None:
        path = Path("a.txt")
        path.write_bytes(GLUED.encode() + b"caf\x81 ")
        done = newslint("fix", "a.txt", "--unsafe-fixes")
        assert path.read_bytes() == GLUED.encode() + b"caf\x81 "
        assert done.err.startswith("error: a.txt: cannot be decoded as utf-8")
        assert done.code == 2

    def test_another_encoding_is_kept(self, newslint: Command) -> None:
        path = Path("a.txt")
        path.write_bytes(b"Caf\xe9. " + GLUED.encode())
        assert newslint("fix", "a.txt", "--unsafe-fixes", "--encoding", "latin-1").code == 0
        assert path.read_bytes() == b"Caf\xe9. " + MENDED.encode()


@pytest.mark.usefixtures("here")
class TestConfiguration:
    def test_the_nearest_counts(self, newslint: Command) -> None:
        write("newslint.toml", 'ignore = ["translation"]\n')
        write("a.txt", GLUED)
        write("strict/pyproject.toml", '[tool.newslint]\nfail-on = "note"\n')
        write("strict/deep/b.txt", GLUED)
        done = newslint("check", "--output-format", "concise")
        assert [line.split(":")[0] for line in done.out.splitlines()] == ["strict/deep/b.txt"]

    def test_options_beat_it(self, newslint: Command) -> None:
        write("newslint.toml", 'ignore = ["translation"]\nfail-on = "never"\n')
        write("a.txt", GLUED)
        assert newslint("check", "--ignore", "quote").code == 0
        assert newslint("check", "--ignore", "quote", "--fail-on", "error").code == 1

    def test_a_broken_one_below_does_not_spoil_the_results(self, newslint: Command) -> None:
        write("a.txt", GLUED)
        write("sub/newslint.toml", "x = 1")
        write("sub/b.txt", GLUED)
        write("to/c.txt", GLUED)
        done = newslint("check", "--output-format", "json")
        assert [(row["document"], len(row["findings"])) for row in json.loads(done.out)] == [
            ("a.txt", 1),
            ("sub/b.txt", 0),
            ("to/c.txt", 1),
        ]
        assert done.code == 2

    def test_a_pyproject_without_a_table_is_passed_over(self, newslint: Command) -> None:
        write("newslint.toml", 'select = ["quote"]\n')
        write("sub/pyproject.toml", "[project]\n")
        write("sub/a.txt", GLUED)
        assert newslint("check").code == 0

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("slect = []", "unknown key “slect”\n  Did you mean “select”?"),
            ('select = "glue"', 'select: must be a list of texts, such as ["glue"]'),
            ("language = 3", "language: must be a text"),
            ('fail-on = "fatal"', "fail-on: “fatal” is not possible"),
            ("select = [", "broken TOML"),
            ('ignore = ["gule"]', "there is no rule or family “gule”"),
            ('rules = ["none"]', "none: there is no such folder of rules"),
        ],
    )
    def test_mistakes(self, newslint: Command, text: str, complaint: str) -> None:
        write("newslint.toml", text)
        write("a.txt", CLEAN)
        done = newslint("check")
        assert (done.code, done.out) == (2, "")
        assert complaint in done.err

    def test_house_rules_are_found_beside_the_configuration(self, newslint: Command) -> None:
        rule = 'message = "no"\nwhy = "x"\nseverity = "error"\nphrases = ["noon"]\n'
        cases = '[[bad]]\ntext = "⟦noon⟧"\n[[good]]\ntext = "a"\n[[good]]\ntext = "b"\n'
        write("house/house-rules/case/no-noon.toml", rule + cases)
        write("house/newslint.toml", 'rules = ["house-rules"]\n')
        write("house/news/a.txt", CLEAN)
        assert newslint("check", "house").out.startswith("error[no-noon]: no\n --> house/news/a.txt:1:21\n")
        assert newslint("test", "house/house-rules").out == "Ran 3 cases. Rules that hold: 1, that do not: 0.\n"


@pytest.mark.usefixtures("here")
class TestRules:
    def test_all_rules_are_listed(self, newslint: Command) -> None:
        lines = newslint("rules").out.splitlines()
        assert {line.split()[0] for line in lines if line.startswith("  ")} == {
            rule.id for rule in Linter().catalog.rules
        }

    def test_explain(self, newslint: Command) -> None:
        done = newslint("explain", "piled-determiners")
        assert done.code == 0
        assert done.out.startswith("piled-determiners  (translation, error, en)\n\n")
        assert "\nIt speaks here:\n  " in done.out
        assert "\nIt is silent here:\n  " in done.out

    def test_explain_a_family(self, newslint: Command) -> None:
        done = newslint("explain", "case")
        family, *rules, blank, more = done.out.splitlines()
        assert (done.code, family, blank, more) == (0, "case", "", "`newslint explain RULE` tells more about each.")
        assert [line.split()[0] for line in rules] == [rule.id for rule in Linter(select=["case"]).rules]

    def test_explain_what_is_not_there(self, newslint: Command) -> None:
        done = newslint("explain", "glued-wrods")
        told = "error: there is no rule or family “glued-wrods”\n  Did you mean “glued-words”?\n"
        assert (done.code, done.err) == (2, f"{told}  `newslint rules` lists them all.\n")
        done = newslint("explain", "xyzzy")
        told = "error: there is no rule or family “xyzzy”\n"
        assert (done.code, done.err) == (2, f"{told}  `newslint rules` lists them all.\n")

    def test_own_rules_hold(self, newslint: Command) -> None:
        assert newslint("test").code == 0

    def test_a_broken_and_a_failing_rule(self, newslint: Command) -> None:
        write("r/case/broken.toml", "x = 1")
        cases = '[[bad]]\ntext = "⟦noon⟧"\n[[good]]\ntext = "noon"\n[[good]]\ntext = "b"\n'
        write("r/case/failing.toml", f'message = "no"\nwhy = "x"\nphrases = ["noon"]\n{cases}')
        done = newslint("test", "r")
        assert done.err == (f"error: r/case/broken.toml: unknown key “x”\n  Known keys: {', '.join(sorted(KEYS))}.\n")
        assert done.out == (
            "r/case/failing.toml: [[good]] number 1: the rule should be silent: ⟦noon⟧\n"
            "Ran 3 cases. Rules that hold: 0, that do not: 1, that could not be read: 1.\n"
        )
        assert done.code == 2
        Path("r/case/broken.toml").unlink()
        assert newslint("test", "r").code == 1


def test_a_crashing_rule_is_a_failure_and_ends_nothing(
    here: Path, newslint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(str(here / "a.txt"), GLUED)

    def crashing(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("newslint.rule.KindsOf.__call__", crashing)
    done = newslint("check", "a.txt", "--select", "piled-determiners", "--output-format", "jsonl")
    assert json.loads(done.out) == {
        "document": "a.txt",
        "verdict": "warn",
        "findings": [],
        "failures": [{"rule": "piled-determiners", "error": "crashed: ZeroDivisionError: oh"}],
    }
    assert done.code == 2


@pytest.mark.usefixtures("here")
class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["check", ""], "error: an empty path"),
            (["fix", ""], "error: an empty path"),
            (["check", "-", "-"], "error: standard input (-) is named twice"),
            (["check", "--select", ","], "error: --select and --ignore need the name of a rule or family"),
            (["check", "--select", "quote", "--ignore", "quote"], "error: no rule is left to run"),
            (["check", "--language", ""], "error: --language needs a code"),
            (["check", "--encoding", "base64"], "error: there is no encoding of text “base64”"),
            (["check", "--config", "none.toml"], "error: none.toml: No such file or directory"),
            (["test", "none"], "error: none: there is no such folder of rules"),
        ],
    )
    def test_mistakes_are_told(self, newslint: Command, arguments: list[str], complaint: str) -> None:
        write("a.txt", GLUED)
        done = newslint(*arguments)
        assert done.err.splitlines()[0] == complaint
        assert (done.code, done.out) == (2, "")
        assert Path("a.txt").read_text(encoding="utf-8") == GLUED

    def test_a_file_called_minus(self, newslint: Command) -> None:
        write("-", GLUED)
        assert newslint("check", "./-", "--output-format", "concise").out.startswith("-:1:40: error")

    def test_a_bug_is_no_finding(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        write("a.txt", GLUED)
        monkeypatch.setattr("newslint.cli.job.Job.lint", lambda *_: 1 / 0)
        done = newslint("check", "a.txt")
        assert done.err.startswith("error: newslint itself failed, which is a bug: ZeroDivisionError")
        assert done.code == 2

    def test_a_name_cannot_reach_the_terminal(self, newslint: Command) -> None:
        write("a.jsonl", json.dumps({"id": "\x1b[31m\nx", "text": GLUED}) + "\n")
        done = newslint("fix", "a.jsonl", "--diff", "--unsafe-fixes")
        assert done.out.splitlines()[:2] == ["--- ␛[31m␊x", "+++ ␛[31m␊x"]
