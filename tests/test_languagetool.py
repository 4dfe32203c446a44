"""The LanguageTool backend against a server that lies, dawdles and dies. The real one has tests of its own."""

import json
import pickle
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newslint.backends.languagetool as backend_module
from newslint import ConfigError, Document, Finding, Linter, Report, Safety, Severity, Span, judge
from newslint.backends.languagetool import LanguageTool, installed
from newslint.backends.languagetool.answer import Units, mistakes
from newslint.backends.languagetool.settings import Settings
from newslint.config import read_config
from newslint.errors import BackendError
from newslint.finding import Failure
from tests.conftest import Command
from tests.languagetool.fake import fake_server, match, units

TEXT = "He have a boat. The crew must not zorked it."
WAY = "  Write the whole address of a server, such as http://localhost:8081."
NOBODY = "http://127.0.0.1:1"


def asked(url: str, text: str = TEXT, **options: Any) -> Report:  # noqa: ANN401 - options of several types
    return Linter(backends=[LanguageTool(url, **options)]).lint(text)


def of_language(report: Report) -> list[tuple[str, str]]:
    text = report.document.text
    return [(f.rule, f.span.of(text)) for f in report.findings if f.rule in {"unsure-agreement", "verb-forms"}]


def problem(report: Report) -> str:
    (failure,) = report.failures
    assert failure.rule == "languagetool"
    assert failure.is_of_backend
    return failure.error


def test_what_is_sent_and_what_becomes_of_the_answer() -> None:
    answer = {"matches": [match(TEXT, "have", ["has", "had"]), match(TEXT, "zorked", ["zork"], "DID_BASEFORM")]}
    with fake_server(answer=answer) as fake:
        report = asked(fake.url)
    assert report.failures == ()
    have, knew = report.findings
    assert (have.rule, have.family, have.severity, have.fix) == ("unsure-agreement", "language", Severity.NOTE, None)
    assert [fix.title for fix in have.suggestions] == ["write “has”", "write “had”"]
    assert (knew.rule, knew.severity, knew.span.of(TEXT)) == ("verb-forms", Severity.WARNING, "zorked")
    assert knew.message == "“zorked” is not the form of the verb that belongs here; “zork” would be"
    assert knew.fix
    assert (knew.fix.result(TEXT, knew.span), knew.fix.safety) == ("zork", Safety.UNSAFE)
    (sent,) = fake.asked
    assert (sent["text"], sent["language"], sent["enabledOnly"]) == (TEXT, "en", "true")
    assert {"HE_VERB_AGR", "EN_A_VS_AN"} <= set(sent["enabledRules"].split(","))
    assert not any("MORFOLOGIK" in rule for rule in sent["enabledRules"].split(","))


def test_only_the_rules_that_run_are_asked_for() -> None:
    with fake_server() as fake:
        Linter(select=["verb-agreement"], backends=[LanguageTool(fake.url)]).lint(TEXT)
        Linter(select=["glue"], backends=[LanguageTool(fake.url)]).lint(TEXT)
        Linter(backends=[LanguageTool(fake.url)], ignore=["language"]).lint(TEXT)
    (sent,) = fake.asked
    assert set(sent["enabledRules"].split(",")) == {"IT_VBZ", "PERS_PRONOUN_AGREEMENT", "THERE_VBP_NN"}


def test_a_match_of_a_rule_that_nobody_asked_for_is_passed_over() -> None:
    with fake_server(answer={"matches": [match(TEXT, "boat", ["goat"], "MORFOLOGIK_RULE_EN_US")]}) as fake:
        assert of_language(asked(fake.url)) == []


@pytest.mark.parametrize("before", ["🎉 ", "🎉🎉 a\u0301 ", "👩‍👩‍👧 \r\n", "\ud800 ", "\ud83d\ude00 ", "\0\ufeff"])
def test_places_are_code_points(before: str) -> None:
    text = f"{before}{TEXT} 🎉"
    sent = text.replace("\ud800", "\ufffd").replace("\ud83d", "\ufffd").replace("\ude00", "\ufffd")
    long = "have a boat. The crew must not zorked it. 🎉"
    for place, wanted in (("have", "has"), (long, "x")):
        with fake_server(answer={"matches": [match(sent, place, [wanted])]}) as fake:
            (found,) = (f for f in asked(fake.url, text).findings if f.rule == "unsure-agreement")
        assert found.span.of(text) == place
        assert found.suggestions[0].result(text, found.span) == wanted


@given(st.text(), st.data())
@settings(max_examples=200)
def test_units_of_any_text(text: str, data: st.DataObject) -> None:
    text = text.encode("utf-16", "replace").decode("utf-16", "replace")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert Units(text).span(units(text[:start]), units(text[start:end])) == (start, end)


@pytest.mark.parametrize(("start", "length"), [(1, 1), (0, 1), (-1, 2), (2, 9), (5, 0), (2, -1)])
def test_units_that_are_no_place(start: int, length: int) -> None:
    with pytest.raises(ValueError, match="a place"):
        Units("🎉 a").span(start, length)


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (b"<html>Welcome to the router</html>", "the answer is no JSON: “<html>Welcome to the router</html>”"),
        (b"", "the answer is no JSON"),
        (b"[" * 100_000, "the answer is no JSON"),
        ([], "the answer makes no sense"),
        ({}, "the answer makes no sense: it is not of the form of LanguageTool’s answers"),
        ({"matches": [{}]}, "the answer makes no sense"),
        ({"matches": [match(TEXT, "have", [], offset="x")]}, "the answer makes no sense"),
        ({"matches": [match(TEXT, "have", [], offset=-1)]}, "a place outside the text"),
        ({"matches": [match(TEXT, "have", [], offset=10_000)]}, "a place outside the text"),
        ({"matches": [match(TEXT, "have", [], offset=4)]}, "it quotes “have” where the text has “ave ”"),
        ({"matches": [], "warnings": {"incompleteResults": True}}, "it did not finish the article"),
    ],
)
def test_an_answer_without_sense_is_a_failure_and_makes_no_finding(answer: object, complaint: str) -> None:
    with fake_server(answer=answer) as fake:
        report = asked(fake.url)
    assert problem(report).startswith(f"{fake.url}: ")
    assert complaint in problem(report)
    assert of_language(report) == []
    assert report.verdict == "warn"


def test_an_error_of_the_server() -> None:
    with fake_server(answer=b"Error: text too long\n", status=413) as fake:
        assert problem(asked(fake.url)) == f"{fake.url}: the answer is HTTP 413: Error: text too long"


def test_nobody_there() -> None:
    assert problem(asked(NOBODY)) == f"{NOBODY}: no answer: connection refused"


@pytest.mark.parametrize("fault", [{"seconds": 30.0}, {"drip": 0.3}])
def test_an_answer_that_takes_too_long(fault: dict[str, Any]) -> None:
    with fake_server(**fault) as fake:
        start = time.monotonic()
        assert problem(asked(fake.url, timeout=0.5)) == f"{fake.url}: no answer within 0.5 seconds"
        assert time.monotonic() - start < 5


def test_a_server_that_dies_during_its_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"

        def die() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[")

        thread = threading.Thread(target=die, daemon=True)
        thread.start()
        assert "the answer breaks off" in problem(asked(url))
        thread.join()


def test_a_server_that_does_not_answer_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_server(status=500, answer=b"") as fake:
        linter = Linter(backends=[LanguageTool(fake.url)])
        problems = [problem(linter.lint(TEXT)) for _ in range(5)]
        assert len(fake.asked) == 3
        assert problems[3:] == [f"{fake.url}: not asked, because there was no answer for 3 articles before"] * 2
        monkeypatch.setattr(backend_module, "_PAUSE", 0.0)
        monkeypatch.setattr(linter.backends[0], "_again_at", 0.0)
        fake.status, fake.answer = 200, {"matches": []}
        assert linter.lint(TEXT).failures == ()
        assert linter.lint(TEXT).failures == ()
        assert len(fake.asked) == 5


def test_own_rules_win_where_both_speak() -> None:
    text = "He have seen it it with a intricacy."
    answer = {
        "matches": [
            match(text, "have", ["has"]),
            match(text, "it it", ["it"], "DT_DT"),
            match(text, "a i", ["an i"], "EN_A_VS_AN"),
        ]
    }
    with fake_server(answer=answer) as fake:
        report = asked(fake.url, text)
    assert [(f.rule, f.span.of(text)) for f in report.findings] == [
        ("unsure-agreement", "have"),
        ("doubled-words", "it it"),
        ("a-an", "a intricacy"),
    ]


def test_an_own_finding_about_paragraphs_hides_no_word() -> None:
    def finding(start: int, end: int) -> Finding:
        return Finding("some-rule", "glue", Span(start, end), "", Severity.ERROR)

    others = [finding(50, 54), finding(500, 504), finding(700, 704)]
    own = [finding(0, 600), finding(10, 20), finding(20, 60), finding(503, 504), finding(704, 705)]
    assert judge.untold(others, own) == [others[2]]
    assert judge.untold(others, own[:2]) == others


def test_what_is_quoted_is_a_note_and_what_is_marked_sic_is_none() -> None:
    text = "The crew must not zorked it. “We must not zorkedn it,” he said. They zorkede [sic] it."
    answer = {"matches": [match(text, knew, ["zork"], "DID_BASEFORM") for knew in ("zorked", "zorkedn", "zorkede")]}
    with fake_server(answer=answer) as fake:
        found = [(f.span.of(text), f.severity) for f in asked(fake.url, text).findings if f.rule == "verb-forms"]
    assert found == [("zorked", Severity.WARNING), ("zorkedn", Severity.NOTE)]


def test_a_linter_with_a_backend_is_picklable_and_serves_threads() -> None:
    def answer(text: str) -> dict[str, Any]:
        return {"matches": [match(text, "have", ["has"])]}

    texts = [f"{'🎉' * number} He have a boat." for number in range(40)]
    with fake_server(answer=answer) as fake:
        linter = pickle.loads(pickle.dumps(Linter(backends=[LanguageTool(fake.url)])))  # noqa: S301 - our own
        reports: dict[str, Report] = {}

        def work(part: list[str]) -> None:
            reports.update({text: linter.lint(text) for text in part})

        threads = [threading.Thread(target=work, args=(texts[number::4],)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [of_language(reports[text]) for text in texts] == [[("unsure-agreement", "have")]] * 40


def test_an_article_in_another_language_is_not_sent() -> None:
    with fake_server() as fake:
        report = Linter(backends=[LanguageTool(fake.url)]).lint(Document("Er haben ein Boot.", language="de"))
        assert fake.asked == []
        assert [failure.is_of_backend for failure in report.failures] == [False]
        Linter(backends=[LanguageTool(fake.url)]).lint(Document(TEXT, language="en_GB"))
        assert fake.asked[0]["language"] == "en-GB"


def test_an_empty_article_is_not_sent() -> None:
    assert asked(NOBODY, " \n").failures == ()


def test_the_command_line_says_what_was_not_checked(newslint: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = newslint("check", path, "--backend", f"languagetool={NOBODY}")
    assert done.code == 0
    assert f"not checked[languagetool]: {NOBODY}: no answer: connection refused" in done.out
    assert f" NOT CHECKED: 1 article by LanguageTool ({NOBODY}: no answer: connection refused). " in done.out
    done = newslint(
        "check", path, "--backend", f"languagetool={NOBODY}", "--require-backend", "--output-format", "jsonl"
    )
    assert done.code == 2
    assert json.loads(done.out)["failures"] == [
        {"rule": "languagetool", "error": f"{NOBODY}: no answer: connection refused"}
    ]


def test_statistics_say_what_was_not_checked(newslint: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = newslint("stats", tmp_path, "--backend", f"languagetool={NOBODY}", "--require-backend")
    assert done.code == 2
    assert done.err == f"error: articles not judged by languagetool: 1 ({NOBODY}: no answer: connection refused)\n"


def test_the_command_line_asks(newslint: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    with fake_server(
        answer=lambda text: {"matches": [match(text, "zorked", ["zork"], "DID_BASEFORM")] * ("zorked" in text)}
    ) as fake:
        url = f"languagetool={fake.url}/v2/"
        done = newslint("check", path, "--backend", url, "--require-backend", "--output-format", "concise")
        assert (done.code, done.out.count("verb-forms")) == (0, 1)
        assert newslint("check", path, "--output-format", "concise").out == ""
        assert newslint("fix", path, "--backend", url, "--unsafe-fixes").code == 0
    assert path.read_text(encoding="utf-8") == TEXT.replace("zorked", "zork")


def test_a_backend_that_is_required_must_be_on(newslint: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "newslint.toml").write_text(f'[backends.languagetool]\nurl = "{NOBODY}"\n', encoding="utf-8")
    assert newslint("check", tmp_path / "a.txt", "--require-backend").code == 2
    done = newslint("check", tmp_path / "a.txt", "--require-backend", "--backend", "none")
    assert (done.code, done.err) == (
        2,
        "error: --require-backend, but no backend is on\n  Add --backend languagetool.\n",
    )
    assert newslint("check", tmp_path / "a.txt", "--backend", "none").out.count("NOT CHECKED") == 0


def test_a_rule_that_needs_a_backend_cannot_be_selected_without_it() -> None:
    with pytest.raises(ConfigError, match=r"the rule “verb-forms” needs the backend “languagetool”, which is off"):
        Linter(select=["verb-forms"])
    assert "verb-forms" not in {rule.id for rule in Linter(select=["language"]).rules}


def test_the_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend_module, "is_installed", lambda: False)
    says = "language-tool-python is not installed; pip install 'newslint[languagetool]'"
    assert problem(asked(NOBODY)) == f"{NOBODY}: {says}"


def test_all_that_a_configuration_can_say(tmp_path: Path) -> None:
    path = tmp_path / "newslint.toml"
    path.write_text(
        '[backends.languagetool]\nmanaged = true\ntimeout = 5\njars = "lt"\nmemory = 512\n', encoding="utf-8"
    )
    assert read_config(path).languagetool == Settings(managed=True, timeout=5, jars=str(tmp_path / "lt"), memory=512)
    path.write_text('[backends.languagetool]\nurl = "https://lt.example/api"\n', encoding="utf-8")
    assert read_config(path).languagetool == Settings(url="https://lt.example/api")
    path.write_text("[backends]\n", encoding="utf-8")
    assert not read_config(path).languagetool.is_on


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("backends = 3", "backends: must be a table, [backends]"),
        ("[backends.grammarly]", "backends: unknown backend “grammarly”\n  Known backends: languagetool."),
        ("[backends]\nlanguagetool = true", "backends.languagetool: must be a table, [backends.languagetool]"),
        ("[backends.languagetool]\nuri = 'x'", "backends.languagetool: unknown key “uri”\n  Did you mean “url”?"),
        ("[backends.languagetool]\nurl = 3", "backends.languagetool.url: must be a text"),
        ("[backends.languagetool]\nmanaged = 1", "backends.languagetool.managed: must be true or false"),
        ("[backends.languagetool]\ntimeout = true", "backends.languagetool.timeout: must be a number of seconds"),
        ("[backends.languagetool]\ntimeout = 0", "backends.languagetool.timeout: must be from 0 to 3600 seconds"),
        ("[backends.languagetool]\ntimeout = nan", "backends.languagetool.timeout: must be from 0 to 3600 seconds"),
        ("[backends.languagetool]\nmemory = 1", "backends.languagetool.memory: must be at least 256 (megabytes)"),
        (
            "[backends.languagetool]\nurl = 'http://a'\nmanaged = true",
            "backends.languagetool: has both a url and managed = true\n  Take one of them out.",
        ),
        *(
            (
                f"[backends.languagetool]\nurl = '{url}'",
                f"backends.languagetool.url: “{url}” is no address of a server\n{WAY}",
            )
            for url in ("localhost:8081", "ftp://a", "http://", "http://a:x", "http://[a")
        ),
    ],
)
def test_mistakes_in_the_configuration(tmp_path: Path, table: str, complaint: str) -> None:
    path = tmp_path / "newslint.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert str(error.value) == f"{path}: {complaint}"


def java_that(folder: Path, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "java").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "java").chmod(0o755)


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        (None, "there is no Java"),
        ("echo 'openjdk version \"11.0.2\"' >&2", "Java 11 is too old"),
        ("echo 'java version \"1.8.0_202\"' >&2", "Java 8 is too old"),
        ("echo nothing", "java does not tell its version"),
        ("echo 'openjdk version \"17.0.15\"' >&2", "there is no LanguageTool in "),
    ],
)
def test_a_machine_without_a_server(
    newslint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, complaint: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    if script is not None:
        java_that(tmp_path / "bin", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin" if script else str(tmp_path))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "none"))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    done = newslint("check", tmp_path / "a.txt", "--backend", "languagetool", "--require-backend")
    assert done.code == 2
    assert complaint in done.out
    assert not (tmp_path / "none").exists()
    done = newslint("doctor", "--backend", "languagetool")
    assert done.code == 2
    assert complaint in done.out
    assert newslint("doctor").code == 0


def test_a_server_that_ends_as_it_starts(newslint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "LanguageTool-6.8").mkdir()
    (tmp_path / "LanguageTool-6.8" / "languagetool-server.jar").touch()
    log = tmp_path / "log"
    java_that(
        tmp_path / "bin",
        f"case $1 in -version) echo 'version \"21\"' >&2;; *) echo $@ >> {log}; echo no memory; exit 3;; esac",
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    done = newslint("check", tmp_path / "a.txt", tmp_path / "a.txt", "--backend", "languagetool")
    assert "the server ended as it started, with exit code 3: no memory" in done.out
    assert "NOT CHECKED: 2 articles by LanguageTool" in done.out
    (started,) = log.read_text(encoding="utf-8").splitlines()
    assert started.startswith(
        f"-Xmx1024m -cp {tmp_path}/LanguageTool-6.8/languagetool-server.jar org.languagetool.server"
    )


def test_jars_of_maven_are_all_on_the_class_path(tmp_path: Path) -> None:
    (tmp_path / "languagetool-server-6.8.jar").touch()
    found = installed.installation(Settings(managed=True, jars=str(tmp_path)))
    assert (found.class_path, found.version) == (str(tmp_path / "*"), "6.8")
    with pytest.raises(BackendError, match=r"there is no languagetool-server\.jar in "):
        installed.installation(Settings(managed=True, jars=str(tmp_path / "none")))


def test_the_doctor_asks_a_running_server(newslint: Command) -> None:
    with fake_server() as fake:
        done = newslint("doctor", "--backend", f"languagetool={fake.url}")
        assert f"LanguageTool          ok       6.fake ({fake.url})\nNothing is missing.\n" in done.out
        assert done.code == 0
    done = newslint("doctor", "--backend", f"languagetool={NOBODY}")
    assert done.out.endswith(f"LanguageTool          missing  {NOBODY}: no answer: connection refused\n1 missing.\n")
    assert done.code == 2


def test_failures_of_backends_are_no_failures_of_rules() -> None:
    assert asked(NOBODY).failures == (
        Failure("languagetool", f"{NOBODY}: no answer: connection refused", is_of_backend=True),
    )
    assert mistakes({"matches": []}, TEXT) == []
