"""The LanguageTool backend against a real LanguageTool, whose jars `tests/languagetool/fetch` brings."""

import pickle
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newslint import Document, Linter, Report, Severity, mend, testing
from newslint.backends.languagetool import LanguageTool
from newslint.backends.languagetool.server import Server
from newslint.backends.languagetool.settings import Settings
from newslint.catalog import Catalog
from newslint.rule import Asked, Expectation, Rule
from tests.articles import broken, clean
from tests.conftest import Command, jars
from tests.test_generated import ROOT, SHOWN

pytestmark = pytest.mark.languagetool

CATALOG = Catalog.load()
RULES = [rule for rule in CATALOG.rules if rule.backend]
AWKWARD = ["😀", "e\u0301", "\r\n", "\r", "\n", "\u2028", "\ufeff", "\u00a0", "\u200b", "\ud800", "\ud83d\ude00", "\0"]
AWKWARD += ["\u00ad", "漢", "\x1b[1m", "👩‍👩‍👧", "𝐇𝐞", "\u202e", "\t", "\x0b", "\x85", "&amp; <b>", " \n\n "]


@pytest.fixture(scope="module")
def backend() -> Iterator[LanguageTool]:
    with Server(Settings(managed=True, jars=str(jars()))) as server:
        yield LanguageTool(server.url, timeout=120)


def asked(backend: LanguageTool, text: str | Document) -> Report:
    report = Linter(backends=[backend], select=[rule.id for rule in RULES]).lint(text)
    assert report.failures == ()
    return report


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_case_holds_and_no_own_rule_speaks_elsewhere(backend: LanguageTool, rule: Rule) -> None:
    problems = testing.problems(rule, CATALOG.rules, [backend])
    assert [f"{problem.case.text!r}: {problem.says}" for problem in problems] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_of_languagetool_speaks_in_some_case(backend: LanguageTool, rule: Rule) -> None:
    assert isinstance(rule.check, Asked)
    cases = [case.text for case in rule.cases_that(Expectation.BAD)]
    for kind in rule.check.kinds:
        alone = backend.asking(frozenset({kind}))
        assert any(list(alone.check(Document(text))) for text in cases), kind


@pytest.mark.parametrize("awkward", AWKWARD)
def test_places_among_awkward_characters(backend: LanguageTool, awkward: str) -> None:
    text = f"{awkward} They was here. {awkward}\nThe crew did not knew it. {awkward}"
    report = asked(backend, text)
    assert [f.span.of(text) for f in report.findings] == ["was", "knew"]
    assert report.findings[1].fix
    assert report.findings[1].fix.result(text, report.findings[1].span) == "know"


def test_fixes_behind_emoji_eat_no_blank(backend: LanguageTool) -> None:
    linter = Linter(backends=[backend])
    doc = Document("🎉🎉 The crew did not knew it 🎉, and the ferry is more faster than the tug. 🎉")
    mended = mend(linter, doc, unsafe=True)
    assert mended.text == "🎉🎉 The crew did not know it 🎉, and the ferry is faster than the tug. 🎉"


def test_the_languages_of_articles(backend: LanguageTool) -> None:
    for language in ("en", "en-GB", "en_us", "EN-au", "eng"):
        assert len(asked(backend, Document("They was here.", language=language)).findings) == 1


def test_a_copy_asks_the_same_server(backend: LanguageTool) -> None:
    linter = pickle.loads(pickle.dumps(Linter(backends=[backend])))  # noqa: S301 - our own
    assert [f.rule for f in linter.lint("They was here.").findings] == ["verb-agreement"]


MISTAKEN = {
    "lookalike-horoscope-crossword": "“4 heron” of a crossword looks like a number of herons",
    "lookalike-long-interview-outlet-editor": "“does interviews himself” looks like two verbs",
}
"""Articles of which LanguageTool is wrong, and why."""


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(article, marks=[pytest.mark.xfail(strict=True, reason=MISTAKEN[article.name])])
        if article.name in MISTAKEN
        else article
        for article in clean()[::2]
    ],
    ids=lambda article: article.name,
)
def test_clean_articles_stay_clean(backend: LanguageTool, article: Any) -> None:  # noqa: ANN401 - parametrized
    text = article.doc.text
    grave = [f for f in asked(backend, article.doc).findings if f.severity is not Severity.NOTE]
    assert [(f.rule, f.span.of(text)) for f in grave] == []


def test_broken_articles_bring_what_they_bring_without(backend: LanguageTool) -> None:
    own, both = Linter(), Linter(backends=[backend])
    for article in broken()[::4]:
        alone, together = (linter.lint(article.doc).findings for linter in (own, both))
        assert set(alone) <= set(together), article.name


def test_the_doctor_and_the_cases_from_the_command_line(backend: LanguageTool, newslint: Command) -> None:
    url = f"languagetool={backend.url}"
    assert (
        f"LanguageTool          ok       6.8 ({backend.url})\nNothing is missing.\n"
        in newslint("doctor", "--backend", url).out
    )
    done = newslint("test", "--backend", url)
    assert (done.code, done.out.count("Left out")) == (0, 0)


def test_the_readme_shows_real_output(
    backend: LanguageTool, newslint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    shown = [(command, output) for command, output in SHOWN if "--backend" in command]
    assert shown
    for command, output in shown:
        arguments = shlex.split(command.replace("--backend languagetool", f"--backend languagetool={backend.url}"))
        done = newslint(*arguments[1:])
        assert (done.out + done.err).rstrip() == output.rstrip()


def test_the_rule_of_the_house_that_is_shown(backend: LanguageTool, newslint: Command, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "languagetool.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(severity.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "few.toml").write_text(shown, encoding="utf-8")
    done = newslint("test", tmp_path, "--backend", f"languagetool={backend.url}")
    assert done.out == "Ran 3 cases. Rules that hold: 1, that do not: 0.\n"


def test_a_managed_server_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They was here.\n", encoding="utf-8")
    (tmp_path / "newslint.toml").write_text(
        f'[backends.languagetool]\nmanaged = true\ntimeout = 120\njars = "{jars()}"\n', encoding="utf-8"
    )
    command = [sys.executable, "-m", "newslint", "check", "a.txt", "--output-format", "concise", "--require-backend"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (
        done.stdout == "a.txt:1:6: warning verb-agreement the verb “was” does not agree with its subject; “are” would\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout  # noqa: S607
    assert sum(str(jars()) in line and "HTTPServer" in line for line in running.splitlines()) <= 2  # keeper and server
