"""Several reports in one run: each in its place, whole or not at all."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newslint.cli.outputs import Output, outputs
from newslint.report import FORMATS
from newslint.report.wire import Wire
from tests.conftest import CLEAN, GLUED, MENDED, Command

FORMAT = "--output-format"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory with one article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(GLUED, encoding="utf-8")
    return tmp_path


def names() -> list[str]:
    """Return what is in the working directory."""
    return sorted(path.name for path in Path().iterdir())


@pytest.mark.usefixtures("here")
class TestOutputs:
    def test_several_in_one_run(self, newslint: Command) -> None:
        done = newslint("check", "a.txt", FORMAT, "sarif:out.sarif", FORMAT, "concise", FORMAT, "csv:out.csv")
        assert (done.code, done.err) == (1, "")
        assert done.out == newslint("check", "a.txt", FORMAT, "concise").out
        (run,) = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"]
        assert [result["ruleId"] for result in run["results"]] == ["piled-determiners"]
        assert run["tool"]["driver"]["rules"][0]["fullDescription"]["text"].startswith("Machine translation")
        assert Path("out.csv").read_bytes().count(b"\r\n") == 2
        assert names() == ["a.txt", "out.csv", "out.sarif"]

    def test_only_a_file(self, newslint: Command) -> None:
        done = newslint("check", "a.txt", FORMAT, "jsonl:out.jsonl")
        assert (done.code, done.out, done.err) == (1, "", "")
        assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["verdict"] == "hold"

    @pytest.mark.parametrize("output_format", FORMATS)
    def test_a_file_holds_what_standard_output_shows(self, newslint: Command, output_format: str) -> None:
        arguments = ["check", "a.txt", "none.txt"]
        shown = newslint(*arguments, FORMAT, output_format)
        assert newslint(*arguments, FORMAT, f"{output_format}:out").code == shown.code == 2
        assert Path("out").read_bytes().decode() == shown.out

    def test_fix_reports_what_is_left(self, newslint: Command) -> None:
        done = newslint("fix", "a.txt", FORMAT, "gitlab:out.json", FORMAT, "jsonl")
        assert [finding["rule"] for finding in json.loads(done.out)["findings"]] == ["piled-determiners"]
        assert len(json.loads(Path("out.json").read_text(encoding="utf-8"))) == 1
        assert newslint("fix", "a.txt", "--unsafe-fixes", FORMAT, "gitlab:out.json").code == 0
        assert Path("out.json").read_text(encoding="utf-8") == "[]\n"
        assert Path("a.txt").read_text(encoding="utf-8") == MENDED

    def test_mended_standard_input_and_a_report(self, newslint: Command) -> None:
        done = newslint("fix", "-", "--unsafe-fixes", FORMAT, "rdjsonl:out", stdin=GLUED.encode())
        assert (done.code, done.out, done.err) == (0, MENDED, "")
        assert not Path("out").read_bytes()

    @pytest.mark.parametrize(
        ("said", "problem"),
        [
            (["text", "json"], "two formats for standard output"),
            (["json:out", "csv:./out"], "two formats for out"),
            (["json:"], "“json:” names no file"),
            (["xml:out"], "“xml” is not possible"),
            (["saris:out"], "Did you mean “sarif”?"),
            (["json:none/out.json"], "there is no folder none"),
            (["json:."], ". is a folder"),
            (["json:a.txt"], "a.txt is an article that is to be checked"),
            (["json:" + "x" * 300], "File name too long"),
        ],
    )
    def test_what_can_only_be_a_mistake(self, newslint: Command, said: list[str], problem: str) -> None:
        options = [part for value in said for part in (FORMAT, value)]
        done = newslint("check", "a.txt", *options)
        assert (done.code, done.out) == (2, "")
        assert problem in done.err.replace("./out", "out")
        assert FORMAT in done.err
        assert names() == ["a.txt"]
        assert Path("a.txt").read_text(encoding="utf-8") == GLUED

    def test_a_diff_is_no_report(self, newslint: Command) -> None:
        assert newslint("fix", "a.txt", "--diff", FORMAT, "json:out").code == 2
        assert newslint("fix", "a.txt", "--diff", FORMAT, "text").code == 0
        assert names() == ["a.txt"]

    def test_a_report_in_a_folder_of_articles_is_no_article(self, newslint: Command) -> None:
        for _ in range(2):
            newslint("check", ".", FORMAT, "jsonl:out.jsonl", FORMAT, "concise:out.txt")
            rows = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
            assert [json.loads(row)["document"] for row in rows] == ["a.txt"]

    def test_a_file_is_replaced_and_keeps_its_mode(self, newslint: Command) -> None:
        Path("out").write_text("old", encoding="utf-8")
        Path("out").chmod(0o640)
        Path("link").symlink_to("out")
        newslint("check", "a.txt", FORMAT, "concise:link")
        assert Path("link").is_symlink()
        assert Path("out").read_text(encoding="utf-8").startswith("a.txt:1:40")
        assert stat.S_IMODE(Path("out").stat().st_mode) == 0o640

    def test_a_new_file_has_the_mode_of_new_files(self, newslint: Command) -> None:
        newslint("check", "a.txt", FORMAT, "concise:out")
        Path("new").touch()
        assert Path("out").stat().st_mode == Path("new").stat().st_mode

    def test_a_device_takes_a_report(self, newslint: Command) -> None:
        assert newslint("check", "a.txt", FORMAT, f"sarif:{os.devnull}").code == 1
        assert not Path(os.devnull).is_file()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
    def test_a_pipe_takes_a_report(self) -> None:
        os.mkfifo("pipe")
        command = [sys.executable, "-m", "newslint", "check", "a.txt", FORMAT, "concise:pipe"]
        with subprocess.Popen(command) as process:
            assert Path("pipe").read_bytes().startswith(b"a.txt:1:40")
            assert process.wait() == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is_told(self, newslint: Command) -> None:
        done = newslint("check", "a.txt", FORMAT, "json:/dev/full")
        assert (done.code, done.out) == (2, "")
        assert done.err == "error: /dev/full: the results cannot be written: No space left on device\n"

    def test_a_folder_that_may_not_be_written(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
        done = newslint("check", "a.txt", FORMAT, "json:out")
        assert (done.code, done.err) == (2, "error: out: the results cannot be written: Permission denied\n")

    def test_a_run_that_breaks_down_leaves_the_old_file(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def break_down(*_: object) -> None:
            msg = "broken"
            raise LookupError(msg)

        monkeypatch.setattr(Wire, "add", break_down)
        Path("out").write_text("old", encoding="utf-8")
        done = newslint("check", "a.txt", FORMAT, "json:out", FORMAT, "csv:new")
        assert done.code == 2
        assert Path("out").read_text(encoding="utf-8") == "old"
        assert names() == ["a.txt", "out"]

    @pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
    def test_an_interrupted_run_leaves_the_old_file(self, ending: signal.Signals) -> None:
        Path("out").write_text("old", encoding="utf-8")
        command = [sys.executable, "-m", "newslint", "check", "a.txt", "-", FORMAT, "jsonl:out", FORMAT, "csv:new"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            deadline = time.monotonic() + 60
            while len(names()) < 4 and time.monotonic() < deadline:
                time.sleep(0.05)
            assert len(names()) == 4  # the two files in the making
            process.send_signal(ending)
            assert process.wait() in {128 + ending, -ending}  # the latter within an import, where Python sees to it
        assert Path("out").read_text(encoding="utf-8") == "old"
        assert names() == ["a.txt", "out"]


def test_formats_and_paths() -> None:
    said = ["sarif:a:b.sarif", "text"]
    assert outputs(said, []) == [Output("sarif", Path("a:b.sarif")), Output("text")]
    assert outputs([], []) == [Output("text")]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system has no /dev/fd")
def test_a_pipe_without_a_path(here: Path, newslint: Command) -> None:
    read, write = os.pipe()
    try:
        done = newslint("check", "a.txt", FORMAT, f"jsonl:/dev/fd/{write}")
        assert (done.code, done.err) == (1, "")
        assert json.loads(os.read(read, 100_000))["verdict"] == "hold"
    finally:
        os.close(read)
        os.close(write)
    assert names() == ["a.txt"]
    assert here.is_dir()


def test_links_in_a_circle(here: Path, newslint: Command) -> None:
    (here / "one").symlink_to("two")
    (here / "two").symlink_to("one")
    done = newslint("check", "a.txt", FORMAT, "json:one")
    assert (done.code, done.out) == (2, "")
    assert "one cannot be written" in done.err
    assert "bug" not in done.err


def test_a_record_is_told_by_its_line(newslint: Command, here: Path) -> None:
    rows = [{"id": "x", "text": CLEAN}, {"id": "y", "text": f"One.\n{GLUED}"}]
    text = "\n".join(["", *map(json.dumps, rows), "broken", ""])
    (here / "set.jsonl").write_text(text, encoding="utf-8")
    done = newslint("check", "set.jsonl", FORMAT, "github")
    finding, gap = done.out.splitlines()
    assert finding == (
        "::error file=set.jsonl,line=3,title=piled-determiners::“in the that” piles up function words; "
        "an editor would write “in which” (article y, 2:40)"
    )
    assert gap.startswith("::error file=set.jsonl,line=4,title=not checked%3A unread-input::set.jsonl:4: is no JSON: ")
    assert newslint("check", "set.jsonl", FORMAT, "github").out == done.out  # from the cache
    newslint("fix", "set.jsonl", FORMAT, "github:left")
    assert (here / "left").read_text(encoding="utf-8") == done.out


@pytest.mark.parametrize(("fail_on", "failures", "code"), [("error", 0, 0), ("warning", 1, 1), ("never", 0, 0)])
def test_junit_fails_as_the_run_does(newslint: Command, here: Path, fail_on: str, failures: int, code: int) -> None:
    (here / "a.txt").write_text("The ferry to lisbon sailed at noon.\n", encoding="utf-8")
    done = newslint("check", "a.txt", "--fail-on", fail_on, FORMAT, "junit")
    assert (done.out.count("<failure "), done.code) == (failures, code)
    (here / "newslint.toml").write_text(f'fail-on = "{fail_on}"\n', encoding="utf-8")
    assert newslint("check", "a.txt", FORMAT, "junit").out == done.out
