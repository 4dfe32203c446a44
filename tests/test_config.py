"""Which configuration counts, and what it says."""

from pathlib import Path

import pytest

from newslint import ConfigError
from newslint.config import Config, discover, read_config


def test_newslint_toml_wins_over_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('select = ["quote"]\n', encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.newslint]\nselect = ["glue"]\n', encoding="utf-8")
    assert discover(tmp_path) == Config(select=("quote",))


def test_a_nearer_pyproject_wins_over_a_farther_newslint_toml(tmp_path: Path) -> None:
    near = tmp_path / "one" / "two"
    near.mkdir(parents=True)
    (tmp_path / "newslint.toml").write_text('select = ["quote"]\n', encoding="utf-8")
    (tmp_path / "one" / "pyproject.toml").write_text('[tool.newslint]\nselect = ["glue"]\n', encoding="utf-8")
    assert discover(near) == Config(select=("glue",))
    assert discover(tmp_path) == Config(select=("quote",))


def test_configurations_are_not_merged(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "newslint.toml").write_text("", encoding="utf-8")
    assert discover(tmp_path / "near") == Config()


def test_all_that_a_configuration_can_say(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(
        '\ufeffselect = ["glue", "quote"]\nignore = ["case"]\nfail-on = "note"\nrules = ["house", "../more"]\n'
        'language = "en-GB"\n',
        encoding="utf-8",
    )
    assert read_config(path) == Config(
        select=("glue", "quote"),
        ignore=("case",),
        fail_on="note",
        rules=(tmp_path / "house", tmp_path / "../more"),
        language="en-GB",
    )


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("pyproject.toml", "[project]\n", "there is no table [tool.newslint] in it"),
        ("pyproject.toml", "tool = 3\n", "there is no table [tool.newslint] in it"),
        ("pyproject.toml", "[tool]\nnewslint = 3\n", "[tool.newslint] must be a table"),
        ("newslint.toml", "select = [1]\n", 'select: must be a list of texts, such as ["glue"]'),
        ("newslint.toml", "fail_on = 'note'\n", "unknown key “fail_on”\n  Did you mean “fail-on”?"),
        ("newslint.toml", "x = " + "[" * 5000, "broken TOML: nested too deeply"),
    ],
)
def test_mistakes_name_the_file(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert str(error.value).startswith(f"{path}: {complaint}")
