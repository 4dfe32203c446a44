"""Generated pages and shown output tell the truth."""

import re
import shlex
from pathlib import Path

import pytest

from newslint import Linter, lint
from newslint.catalog import Catalog
from newslint.finding import Family
from newslint.reference import index
from newslint.report import FORMATS
from newslint.report.wire import as_object
from newslint.sources.html import read
from tests.conftest import Command

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "fixtures" / "readme"
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = [
    (block.split("\n", 1)[0], block.split("\n", 1)[1])
    for fence in re.findall(r"^```console\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    for block in re.findall(r"^\$ (newslint .*?)(?=^\$ |\Z)", fence, re.DOTALL | re.MULTILINE)
]
OWN = [(command, output) for command, output in SHOWN if "--backend" not in command]
"""What needs nobody else; test_languagetool_server proves the others."""


def test_the_index_of_rules_is_current() -> None:
    assert (ROOT / "rules" / "README.md").read_text(encoding="utf-8") == index(Catalog.load())


def test_the_manual_of_rules_is_current(newslint: Command) -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == newslint("explain", "--all").out


@pytest.mark.parametrize(("command", "output"), OWN, ids=[command for command, _ in OWN])
def test_the_readme_shows_real_output(
    newslint: Command, monkeypatch: pytest.MonkeyPatch, command: str, output: str
) -> None:
    monkeypatch.chdir(ROOT)
    done = newslint(*shlex.split(command)[1:])
    assert (done.out + done.err).rstrip() == output.rstrip()


def test_the_readme_shows_the_paragraphs_that_are_checked() -> None:
    shown = [
        " ".join(line[2:] for line in quoted.splitlines())
        for quoted in re.findall(r"(?:^> .*\n)+", README, re.MULTILINE)
    ]
    articles = ["article.txt", "house/article.txt", "grammar/article.txt"]
    assert shown == [(FOLDER / name).read_text(encoding="utf-8").strip() for name in articles]


def test_the_readme_names_all_families() -> None:
    (named,) = re.findall(r"the folder, is one of ((?:`[a-z]+`,?\s+)*`[a-z]+`)\.", README)
    assert re.findall(r"[a-z]+", named) == list(Family)


def test_the_readme_shows_the_words_of_the_house_that_are_accepted() -> None:
    shown = re.findall(r"^```toml\n(\[vocabulary\]\n.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert shown == [(FOLDER / "house" / "newslint.toml").read_text(encoding="utf-8")]
    article = (FOLDER / "house" / "article.txt").read_text(encoding="utf-8")
    found = [finding.span.of(article) for finding in lint(article).findings]
    assert found == ["Harbour.News", "theLedger", "nursesof"]


def test_the_readme_shows_something() -> None:
    assert len(OWN) >= 3


@pytest.mark.parametrize("output_format", FORMATS)
def test_each_format_is_described(output_format: str) -> None:
    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert f"`{output_format}`" in page
    assert f"`{output_format}`" in README


def test_ci_runs_the_test_command_of_the_readme() -> None:
    pattern = re.search(r"sed -n 's/(.*?)/\\1/p' README\.md", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert pattern
    basic = pattern[1].replace(r"\(", "(").replace(r"\)", ")")
    assert len(re.findall(basic, README, re.MULTILINE)) == 1


def test_the_readme_shows_the_decisions_of_the_house() -> None:
    shown = re.findall(r"^```toml\n(baseline.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert shown == [(FOLDER / "decided" / "newslint.toml").read_text(encoding="utf-8")]


@pytest.mark.parametrize(("folder", "begins", "ends"), [("", "## Layers", "## The"), ("report", "## The", "## Inv")])
def test_the_map_has_all_modules(folder: str, begins: str, ends: str) -> None:
    table = (ROOT / "newslint" / "README.md").read_text(encoding="utf-8").partition(begins)[2].partition(ends)[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    told = {name for cell in cells for name in re.findall(r"`(\w+/?)`", cell)}
    there = (ROOT / "newslint" / folder).iterdir()
    assert told == {
        path.stem if path.suffix else f"{path.name}/"
        for path in there
        if (path.suffix == ".py" and not path.name.startswith("__")) or (path / "__init__.py").is_file()
    }


def test_the_fields_of_json_are_told() -> None:
    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    chapter = page.partition("## json and jsonl")[2].partition("\n## ")[0]
    told = {
        name for cell in re.findall(r"^\| (`.*?) \|", chapter, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    html = read("<p>The <em>New York Times</em>and the Post.</p>")
    written = as_object(Linter(select=["glue"]).lint(html))
    assert told == {*written, *written["findings"][0]}
