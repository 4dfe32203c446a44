"""Which configuration counts, and what it says."""

from pathlib import Path

import pytest

from newslint import ConfigError
from newslint.config import Config, discover, read_config
from tests.conftest import CLEAN, Command


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
        'language = "en-GB"\n[vocabulary]\naccept = ["Northwell", "of theWorld"]\n',
        encoding="utf-8",
    )
    assert read_config(path) == Config(
        select=("glue", "quote"),
        ignore=("case",),
        fail_on="note",
        rules=(tmp_path / "house", tmp_path / "../more"),
        language="en-GB",
        accept=("Northwell", "of theWorld"),
    )


@pytest.mark.parametrize(
    "table", ["[tool.newslint.vocabulary]", "[tool.newslint]\nfail-on = 'note'\n[tool.newslint.vocabulary]"]
)
def test_the_words_of_the_house_in_a_pyproject(tmp_path: Path, table: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f'{table}\naccept = ["Northwell"]\n', encoding="utf-8")
    assert discover(tmp_path).accept == ("Northwell",)


@pytest.mark.parametrize("text", ["[vocabulary]\n", "[vocabulary]\naccept = []\n"])
def test_a_house_without_words_of_its_own(tmp_path: Path, text: str) -> None:
    (tmp_path / "newslint.toml").write_text(text, encoding="utf-8")
    assert discover(tmp_path) == Config()


NO_WORDS = 'vocabulary.accept: must be a list of texts, none of them empty, such as ["Northwell"]'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("vocabulary = 3", "vocabulary: must be a table, [vocabulary]"),
        ("vocabulary = ['Northwell']", "vocabulary: must be a table, [vocabulary]"),
        ("[[vocabulary]]\naccept = ['Northwell']", "vocabulary: must be a table, [vocabulary]"),
        ("[vocabluary]\naccept = ['Northwell']", "unknown key “vocabluary”\n  Did you mean “vocabulary”?"),
        ("[vocabulary]\nacept = ['Northwell']", "vocabulary: unknown key “acept”\n  Did you mean “accept”?"),
        ("[vocabulary]\nwords = ['Northwell']", "vocabulary: unknown key “words”\n  Known keys: accept."),
        ("[vocabulary]\naccept = 'Northwell'", NO_WORDS),
        ("[vocabulary]\naccept = {Northwell = true}", NO_WORDS),
        ("[vocabulary]\naccept = ['Northwell', 3]", NO_WORDS),
        ("[vocabulary]\naccept = ['']", NO_WORDS),
        ("[vocabulary]\naccept = ['Northwell', ' \u00a0\t']", NO_WORDS),
    ],
)
def test_mistakes_about_the_words_of_the_house(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "newslint.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert str(error.value) == f"{path}: {complaint}"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("pyproject.toml", "[project]\n", "there is no table [tool.newslint] in it"),
        ("pyproject.toml", "tool = 3\n", "there is no table [tool.newslint] in it"),
        ("pyproject.toml", "[tool]\nnewslint = 3\n", "[tool.newslint] must be a table"),
        ("newslint.toml", "select = [1]\n", 'select: must be a list of texts, such as ["glue"]'),
        ("newslint.toml", "waive = 3\n", "waive: must be tables: [[waive]]"),
        ("newslint.toml", "language = ' '\n", "language: an empty text\n  Leave language out, or say what it is."),
        ("newslint.toml", "baseline = ''\n", "baseline: an empty text\n  Leave baseline out, or say what it is."),
        ("newslint.toml", "select = ['glue', '']\n", "select: an empty text\n  Leave select out, or say what it is."),
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


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "newslint.toml"
    path.write_bytes(b'language = "caf\xe9"')
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert str(error.value) == f"{path}: is not in UTF-8, as TOML is: byte 16"


def test_files_that_say_the_same_are_one_configuration(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text("select = ['glue']\n")
    one, other = read_config(tmp_path / "a.toml"), read_config(tmp_path / "b.toml")
    assert (one == other, hash(one) == hash(other), one.path == other.path) == (True, True, False)


def test_an_unknown_rule_is_told_with_the_file_that_names_it(newslint: Command, tmp_path: Path) -> None:
    path = tmp_path / "newslint.toml"
    path.write_text("ignore = ['gluee']\n")
    (tmp_path / "a.txt").write_text(CLEAN)
    why = "there is no rule or family “gluee”\n  Did you mean “glue”?\n  `newslint rules` lists them all.\n"
    assert newslint("check", tmp_path).err == f"error: {path}: {why}"
    assert newslint("check", tmp_path, "--ignore", "gluee").err == f"error: {why}"
