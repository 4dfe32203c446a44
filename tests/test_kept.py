"""What newslint keeps of its own rules for the next start: it is used while it is right, and never missed."""

import dataclasses
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newslint import catalog, kept, rule_file
from newslint.catalog import KEPT_FILE, Catalog, builtin_folder, read_classes, rule_files
from newslint.errors import RuleFileError
from newslint.page_lines import LinesCheck
from newslint.pattern import PatternCheck
from newslint.rule import Rule
from newslint.rule_file import read_proven_rule
from newslint.scratch import _tidy, beside
from newslint.wording import Wordings

CLASSES = read_classes(builtin_folder())
KINDS = {type(read_proven_rule(path, CLASSES).check): path for path in rule_files(builtin_folder())}
SOME = list(KINDS.values())
"""Rule files, one of each kind."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that newslint takes for that of its own rules, with a few of them."""
    copied = tmp_path / "rules"
    for path in SOME:
        (copied / path.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copied / path.parent.name)
    shutil.copy(builtin_folder() / "classes.toml", copied)
    monkeypatch.setattr(catalog, "builtin_folder", lambda: copied)
    return copied


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that gets each rule file whose TOML is read."""
    read: list[Path] = []
    really = rule_file.content.parsed_without_cases

    def parsed(data: bytes, path: Path) -> dict[str, object]:
        read.append(path)
        return really(data, path)

    monkeypatch.setattr(catalog, "parsed_without_cases", parsed)
    return read


def the_file() -> Path:
    (file,) = kept.default_folder().glob("rules-*")
    return file


def is_kept(reads: list[Path]) -> bool:
    """Whether a catalog is loaded without a look into the TOML of rule files."""
    reads.clear()
    Catalog.load()
    return not reads


def said(rule: Rule) -> dict[str, object]:
    """Return all that a rule is, in a form that can be compared."""
    fields = {field.name: getattr(rule, field.name) for field in dataclasses.fields(rule)}
    fields["read_cases"] = rule.cases
    fields["names_line"] = rule.names_line is not None
    if isinstance(rule.check, LinesCheck):
        fields["check"] = (rule.check.named.content(), rule.check.confidence, rule.check.place)
    if isinstance(rule.check, PatternCheck):
        fields["needed"] = rule.check.expression.needed
    if isinstance(rule.check, Wordings):
        fields["needs"] = [(wording.needs, wording.told_by) for wording in rule.check.wordings]
    return fields


def test_what_is_kept_makes_the_same_catalog() -> None:
    whole = Catalog.of([read_proven_rule(path, CLASSES) for path in rule_files(builtin_folder())])
    for _ in ("written", "read"):
        assert list(map(said, Catalog.load().rules)) == list(map(said, whole.rules))


@pytest.mark.usefixtures("folder")
def test_rule_files_are_read_once(reads: list[Path]) -> None:
    assert not is_kept(reads)
    assert sorted(path.name for path in reads) == sorted(path.name for path in SOME)
    assert is_kept(reads)
    assert list(kept.default_folder().iterdir()) == [the_file()]


def test_a_change_of_a_rule_counts_though_size_and_time_stay(folder: Path, reads: list[Path]) -> None:
    path = folder / SOME[0].parent.name / SOME[0].name
    before = Catalog.load().by_name[path.stem].message
    status, text = path.stat(), path.read_text()
    path.write_text(text.replace(before, before.swapcase()))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert Catalog.load().by_name[path.stem].message == before.swapcase() != before
    path.write_text(text)
    assert Catalog.load().by_name[path.stem].message == before
    assert is_kept(reads)


def test_a_rule_more_a_rule_less_and_another_class_count(folder: Path, reads: list[Path]) -> None:
    path = folder / SOME[0].parent.name / SOME[0].name
    Catalog.load()
    path.rename(path.with_stem("renamed"))
    assert "renamed" in Catalog.load().by_name
    path.with_stem("renamed").unlink()
    assert "renamed" not in Catalog.load().by_name
    assert is_kept(reads)
    with (folder / "classes.toml").open("a") as classes:
        classes.write('newer = ["word"]\n')
    assert not is_kept(reads)


@pytest.mark.usefixtures("folder")
def test_a_change_of_newslint_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[Path]) -> None:
    (tmp_path / "newslint" / "rule_file").mkdir(parents=True)
    module, other = (tmp_path / "newslint" / name for name in ("wording.py", "rule_file/lines.py"))
    module.write_text("REACH = 160\n")
    other.write_text("")

    def begins() -> None:
        monkeypatch.setattr(catalog, "_PACKAGE", module.parent)
        monkeypatch.setattr(catalog, "_MAKERS", kept.states(catalog._makers(module.parent)))  # noqa: SLF001

    def is_noticed() -> bool:
        begins()
        return [is_kept(reads), is_kept(reads)] == [False, True]

    assert is_noticed()
    module.write_text("REACH = 161\n")
    assert is_noticed()
    other.write_text("PLACE = 1\n")
    assert is_noticed()
    other.with_suffix(".pyc").write_bytes(b"a module without its source")
    assert is_noticed()
    begins()
    assert is_kept(reads)


def test_what_old_modules_say_is_not_kept_for_new_ones(tmp_path: Path) -> None:
    package = tmp_path / "newslint"
    shutil.copytree(Path(catalog.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__", "rules"))
    rules = tmp_path / "rules"
    for path in SOME[:1]:
        (rules / path.parent.name).mkdir(parents=True)
        shutil.copy(path, rules / path.parent.name)
    shutil.copy(builtin_folder() / "classes.toml", rules)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from newslint import catalog\n"
        "if sys.argv[1:]:\n"  # newslint is upgraded after it began
        "    module = Path(catalog.__file__).with_name('literals.py')\n"
        "    module.write_text(module.read_text() + 'A = 1')\n"
        "folder = catalog.builtin_folder()\n"
        "key = catalog._key(folder, [folder / catalog.CLASSES_FILE, *catalog.rule_files(folder)])\n"
        "places = catalog._kept_files(folder)\n"
        "print(0 if key is None else sum(catalog.kept.read(place, key) is not None for place in places))\n"
        "catalog.Catalog.load()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    found = [
        subprocess.check_output([sys.executable, "-c", program, *more], env=environment, cwd=tmp_path, text=True)
        for more in ([], [], ["upgraded"], [], [])
    ]
    assert [int(line) for line in found] == [0, 1, 0, 0, 1]


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that gets each file that is read for its digest, where the clock of files is known to be quick."""
    monkeypatch.setattr(kept, "MOMENT", 0)
    read: list[Path] = []
    really = Path.read_bytes

    def seen(path: Path) -> bytes:
        read.append(path)
        return really(path)

    monkeypatch.setattr(Path, "read_bytes", seen)
    return read


def test_files_that_look_untouched_are_not_read_again(folder: Path, looked_into: list[Path], reads: list[Path]) -> None:
    path = folder / SOME[0].parent.name / SOME[0].name
    Catalog.load()
    looked_into.clear()
    assert is_kept(reads)
    assert not looked_into
    status, before = path.stat(), Catalog.load().by_name[path.stem].message
    time.sleep(0.05)
    path.write_text(path.read_text().replace(before, before.swapcase()))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert Catalog.load().by_name[path.stem].message == before.swapcase() != before
    time.sleep(0.05)
    other = path.with_name("other")
    shutil.copy2(path, other)
    other.replace(path)
    looked_into.clear()
    assert Catalog.load().by_name[path.stem].message == before.swapcase()
    assert path in looked_into


def test_files_that_were_touched_a_moment_ago_are_read_again(
    folder: Path, looked_into: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOMENT", 3600 * 10**9)
    for _ in range(3):
        looked_into.clear()
        Catalog.load()
        assert folder / "classes.toml" in looked_into


def short(content: bytes) -> bytes:
    return content[:-100]


def flipped(content: bytes) -> bytes:
    return content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]


def other_head(content: bytes) -> bytes:
    return content.replace(b"newslint keeps", b"newslint knows", 1)


def headless(content: bytes) -> bytes:
    return content.partition(b"\n")[2]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("damage", [short, flipped, other_head, headless, lambda _: b"", lambda _: b"\0\xff" * 500])
def test_a_damaged_file_is_as_good_as_none(reads: list[Path], damage: Callable[[bytes], bytes]) -> None:
    before = list(map(said, Catalog.load().rules))
    file = the_file()
    sound = file.read_bytes()
    file.write_bytes(damage(sound))
    assert not is_kept(reads)
    assert file.read_bytes() == sound
    assert list(map(said, Catalog.load().rules)) == before


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"classes": {}, "rules": [[1]]},
        {"classes": {}, "rules": [["a", "b.toml", 3, []]]},
        {"classes": {}, "rules": [["glue", "b.toml", {}, None]]},
    ],
)
def test_a_file_that_says_something_else_is_as_good_as_none(reads: list[Path], data: object) -> None:
    Catalog.load()
    key = the_file().read_bytes().split()[2].decode()
    kept.write(the_file(), key, data)
    assert kept.read(the_file(), key) == data
    assert [is_kept(reads), is_kept(reads)] == [False, True]


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no such owner")
def test_a_file_that_others_own_or_may_write_is_as_good_as_none(
    reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    Catalog.load()
    the_file().chmod(0o666)
    assert [is_kept(reads), is_kept(reads)] == [False, True]
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert not is_kept(reads)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    program = "import sys; from newslint import kept; from pathlib import Path; print(kept.read(Path(sys.argv[1]), ''))"
    command = [sys.executable, "-c", program, str(tmp_path / "pipe")]
    assert subprocess.check_output(command, timeout=20, text=True) == "None\n"
    kept.write(tmp_path / "pipe", "key", [1])
    assert kept.read(tmp_path / "pipe", "key") == [1]


def test_what_is_too_large_to_read_is_as_good_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write(tmp_path / "file", "key", [1])

    def fails(_: os.stat_result) -> bool:
        raise MemoryError

    monkeypatch.setattr(kept, "_is_own", fails)
    assert kept.read(tmp_path / "file", "key") is None


def test_a_file_is_for_its_user_only_and_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write(tmp_path / "file", "key", [1])
    if hasattr(os, "geteuid"):
        assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600

    def ended(_: Path, __: Path) -> None:
        raise SystemExit(143)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", ended)
        with pytest.raises(SystemExit):
            kept.write(tmp_path / "file", "key", [2])
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
    assert kept.read(tmp_path / "file", "key") == [1]


def test_what_a_killed_run_left_behind_is_taken_away(tmp_path: Path) -> None:
    scratch = beside(tmp_path / "other")
    scratch.write_bytes(b"half of a file")
    os.utime(scratch, (0, 0))
    _tidy.cache_clear()
    kept.write(tmp_path / "file", "key", [1])
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.usefixtures("folder")
def test_nothing_is_kept_where_nothing_can_be_written(
    tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(tmp_path / "file"))
    assert [is_kept(reads), is_kept(reads)] == [False, False]
    monkeypatch.delenv("NEWSLINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert [is_kept(reads), is_kept(reads)] == [False, False]


def test_a_wheel_brings_what_is_kept(folder: Path, reads: list[Path]) -> None:
    catalog.write_kept(folder, folder / KEPT_FILE)
    (folder / KEPT_FILE).chmod(0o666)
    assert is_kept(reads)
    assert not list(kept.default_folder().iterdir())
    assert list(map(said, Catalog.load().rules)) == [
        said(read_proven_rule(path, CLASSES)) for path in rule_files(folder)
    ]
    path = folder / SOME[0].parent.name / SOME[0].name
    path.write_text(path.read_text() + "\n# changed where it is installed\n")
    assert [is_kept(reads), is_kept(reads)] == [False, True]
    assert the_file().is_file()


def test_every_build_of_a_wheel_brings_the_same(tmp_path: Path) -> None:
    files = [tmp_path / seed for seed in "12"]
    for file in files:
        program = "import sys; from newslint import catalog; catalog.write_kept(*map(catalog.Path, sys.argv[1:]))"
        command = [sys.executable, "-c", program, str(builtin_folder()), str(file)]
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": file.name}, check=True)
    first, second = (file.read_bytes() for file in files)
    assert first == second


def test_a_broken_rule_is_named_though_rules_are_kept(folder: Path) -> None:
    Catalog.load()
    path = folder / SOME[0].parent.name / SOME[0].name
    path.write_text(path.read_text().replace("message = ", "massage = ", 1))
    for _ in ("read", "kept"):
        with pytest.raises(RuleFileError) as caught:
            Catalog.load()
        assert str(caught.value).startswith(f"{path}: unknown key “massage”")


def test_several_that_start_at_once_do_not_disturb_each_other() -> None:
    program = "from newslint.catalog import Catalog; print([rule.id for rule in Catalog.load().rules])"
    runs = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(3)]
    outputs = [run.communicate()[0].decode().strip() for run in runs]
    assert outputs == [str([rule.id for rule in Catalog.load().rules])] * 3
    (note,) = kept.default_folder().glob("seen-*")
    assert set(kept.default_folder().iterdir()) == {the_file(), note, kept.default_folder() / "english.txt"}


@pytest.mark.parametrize("damage", [short, flipped, other_head, headless, lambda _: b""])
def test_of_many_pieces_those_are_had_that_are_whole(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    pieces = {(name, 1): bytes([number]) * 3000 for number, name in enumerate("abc")}
    kept.write_pieces(tmp_path / "file", "key", pieces)
    found = kept.read_pieces(tmp_path / "file", "key")
    assert (len(found), dict(found)) == (3, pieces)
    assert not kept.read_pieces(tmp_path / "file", "other key")
    assert not kept.read_pieces(tmp_path / "none", "key")
    (tmp_path / "file").write_bytes(damage((tmp_path / "file").read_bytes()))
    found = kept.read_pieces(tmp_path / "file", "key")
    left = {name: piece for name in pieces if (piece := found.get(name))}
    assert left.items() < pieces.items()


@pytest.mark.parametrize("other", [b"", b"\n", b" 9", b"1 " + b"9" * 5000, b"1 " + b"9" * 5000 + b"\n", b"1 9\n"])
def test_what_looks_like_no_pieces_is_none(tmp_path: Path, other: bytes) -> None:
    (tmp_path / "file").write_bytes(other)
    assert not kept.read_pieces(tmp_path / "file", "key")
