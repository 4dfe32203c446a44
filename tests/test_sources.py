"""Articles in and mended articles out, without losing a byte."""

import io
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newslint import ConfigError, Document, SourceError
from newslint.sources import ReadingOptions, Source, open_source
from newslint.sources.article import Article, Unreadable
from newslint.sources.decoding import decode, known_encoding
from newslint.sources.files import articles_below, replace_file
from tests.conftest import CLEAN, Command

OPTIONS = ReadingOptions()


def upper(article: Article) -> Article:
    return replace(article, text=article.text.upper()) if isinstance(article, Document) else article


def quoted(article: Article) -> Article:
    return replace(article, text=f"{article.text}”") if isinstance(article, Document) else article


def rewritten(source: Source) -> bytes:
    return b"".join(source.rewritten(upper))


@pytest.mark.parametrize(
    ("data", "text", "after"),
    [
        (b"a\r\nb\rc\n", "a\r\nb\rc\n", b"A\r\nB\rC\n"),
        (b"\xef\xbb\xbfna\xc3\xafve", "naïve", b"\xef\xbb\xbfNA\xc3\x8fVE"),
        ("\ufeffé\r\n".encode("utf-16-le"), "é\r\n", "\ufeffÉ\r\n".encode("utf-16-le")),
        ("\ufeffé".encode("utf-16-be"), "é", "\ufeffÉ".encode("utf-16-be")),
        ("\ufeffé".encode("utf-32-le"), "é", "\ufeffÉ".encode("utf-32-le")),
        (b"", "", b""),
    ],
)
def test_plain_text_keeps_encoding_mark_and_line_ends(tmp_path: Path, data: bytes, text: str, after: bytes) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    source = open_source(str(path), OPTIONS)
    assert list(source.articles()) == [Document(text, str(path))]
    assert rewritten(source) == after


@pytest.mark.parametrize(
    ("data", "encoding", "complaint"),
    [
        (b"caf\xe9", None, "cannot be decoded as utf-8: unexpected end of data at byte 3"),
        (b"\xef\xbb\xbfcaf\xe9!", None, "cannot be decoded as utf-8: invalid continuation byte at byte 6"),
        (b"P\0K\0", None, "contains NUL bytes"),
        (b"\xff\xfea", None, "cannot be decoded as utf-16-le: truncated data"),
        ("é".encode("utf-16"), "ascii", "cannot be decoded as ascii"),
        (b"+AGE-", "utf-7", "cannot be restored from utf-7 to the letter"),
        (b"a\x1b(Bb", "iso2022_jp", "cannot be restored from iso2022_jp to the letter"),
    ],
)
def test_what_cannot_be_decoded_is_refused(data: bytes, encoding: str | None, complaint: str) -> None:
    with pytest.raises(SourceError, match=complaint):
        decode(data, "article.txt", encoding)


def test_a_named_encoding_is_used() -> None:
    text, stored = decode(b"caf\xe9", "article.txt", "windows-1252")
    assert (text, stored.encode("CAFÉ")) == ("café", b"CAF\xc9")


def test_a_mark_does_not_hide_behind_a_named_encoding() -> None:
    assert decode(b"\xef\xbb\xbfx", "article.txt", "utf-8")[0] == "x"
    assert decode("\ufeffx".encode("utf-16-le"), "article.txt", "UTF-16")[0] == "x"


def test_a_mark_of_another_encoding_is_no_mark() -> None:
    text, stored = decode(b"\xff\xfea", "article.txt", "latin-1")
    assert (text, stored.encode(text)) == ("ÿþa", b"\xff\xfea")
    assert decode(b"a\0", "article.txt", "latin-1")[0] == "a\0"


@pytest.mark.parametrize("name", ["utf-8-sig", "UTF8", "utf_8"])
def test_an_encoding_has_one_name(name: str) -> None:
    assert known_encoding(name) == "utf-8"


def test_a_fix_that_the_encoding_cannot_hold_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"caf\xe9")
    source = open_source(str(path), ReadingOptions(encoding="latin-1"))
    with pytest.raises(SourceError, match="a fix needs a character that latin-1 lacks: '”'"):
        list(source.rewritten(quoted))


def test_json_lines_stream_with_their_faults(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [
        b'\xef\xbb\xbf{"id": 7, "text": "one", "language": "fr", "title": "T", "other": 1}',
        b"",
        b'{"id": "b", "txt": "two"}',
        b"{broken",
        b'{"id": "c", "text": 3}',
        b'{"text": "caf\xe9"}',
        b'["no object"]',
        b'{"text": "last"}',
    ]
    path.write_bytes(b"\n".join(rows))
    assert list(open_source(str(path), OPTIONS).articles()) == [
        Document("one", "7", "fr", {"title": "T"}),
        Unreadable("b", f"{path}:3: there is no field “text” (name it with --text-field). Did you mean “txt”?"),
        Unreadable(
            f"{path}:4",
            f"{path}:4: is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        ),
        Unreadable("c", f"{path}:5: the field “text” is no text"),
        Unreadable(f"{path}:6", f"{path}:6: cannot be decoded as utf-8: invalid continuation byte at byte 13"),
        Unreadable(f"{path}:7", f"{path}:7: is no JSON object with an article in it"),
        Document("last", f"{path}:8"),
    ]


def test_json_lines_deeper_than_python_can_go(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonl"
    path.write_bytes(b"[" * 200_000 + b'\n{"text": "on"}\n')
    assert list(open_source(str(path), OPTIONS).articles()) == [
        Unreadable(f"{path}:1", f"{path}:1: is nested too deeply"),
        Document("on", f"{path}:2"),
    ]


def test_mended_json_lines_change_in_the_text_field_only(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf {"meta": {"text": "no"},  "text" :"na\\u00efve",\t"id":1.0e0}\r\n'
        b"{broken\n\n"
        b'{"text": "A 1"}\n'
        b'{"text": "first", "text": "caf\xc3\xa9 \\ud800", "last": [1,2]}'
    )
    assert rewritten(open_source(str(path), OPTIONS)) == (
        b'\xef\xbb\xbf {"meta": {"text": "no"},  "text" :"NA\\u00cfVE",\t"id":1.0e0}\r\n'
        b"{broken\n\n"
        b'{"text": "A 1"}\n'
        b'{"text": "first", "text": "CAF\xc3\x89 \\ud800", "last": [1,2]}'
    )


def test_json_lines_by_other_field_names_and_languages() -> None:
    rows = [
        b'{"key": 0, "body": "one", "language": ""}',
        b'{"key": null, "body": "two", "language": 3, "title": 4, "byline": "B"}\n',
        b'\xef\xbb\xbf{"body": "no mark may stand here"}\n',
        b'{"n": 1}\n',
    ]
    options = ReadingOptions(text_field="body", id_field="key", language="de")
    source = open_source("x.JSONL", options, io.BytesIO(b"\n".join(rows)))
    first, second, *unread = source.articles()
    assert [first, second] == [Document("one", "0", "de"), Document("two", "x.JSONL:2", "de", {"byline": "B"})]
    assert [article.error.split(" (")[0] for article in unread if isinstance(article, Unreadable)] == [
        "x.JSONL:4: is no JSON: Unexpected UTF-8 BOM",
        "x.JSONL:6: there is no field “body”",
    ]


def test_a_data_set_keeps_its_way_of_writing_letters() -> None:
    rows = b'{"text": "\\u00e9 a"}\n{"text": "\xc3\xa9 a"}\n{"text": "a"}'
    source = open_source("x.jsonl", OPTIONS, io.BytesIO(rows))
    mended = b"".join(source.rewritten(lambda article: quoted(upper(article))))
    assert mended == b'{"text": "\\u00c9 A\\u201d"}\n{"text": "\xc3\x89 A\xe2\x80\x9d"}\n{"text": "A\\u201d"}'


def test_an_unchanged_line_is_not_written_anew() -> None:
    rows = b'{"text":"\\u0041\\/B"}\n{"text": "a", "text" :\t"b" , "n":1}\n'
    source = open_source("x.jsonl", OPTIONS, io.BytesIO(rows))
    assert rewritten(source) == b'{"text":"\\u0041\\/B"}\n{"text": "a", "text" :\t"B" , "n":1}\n'


@pytest.mark.parametrize("suffix", [".XML", ".docx", ".rtf", ".epub"])
def test_formats_that_are_not_read_yet(suffix: str) -> None:
    with pytest.raises(SourceError, match=f"newslint does not read {suffix.lower()} files yet"):
        open_source(f"page{suffix}", OPTIONS)


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.TXT", "a/data.jsonl", ".git/x.txt", "node_modules/x.txt", "a/page.HTM", ".x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in articles_below(tmp_path) if isinstance(path, Path)]
    assert found == ["a/data.jsonl", "a/one.TXT", "a/page.HTM", "b/two.txt"]


def test_links_and_folders_of_programs_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").touch()
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "venv").mkdir()
    (tmp_path / "news" / "venv" / "x.txt").touch()
    (tmp_path / "news" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "news" / "z.ndjson").touch()
    (tmp_path / "news" / "link.text").symlink_to(tmp_path / "elsewhere" / "x.txt")
    assert list(articles_below(tmp_path / "news")) == [tmp_path / "news" / "link.text", tmp_path / "news" / "z.ndjson"]
    page = tmp_path / "page.html"
    page.touch()
    assert list(articles_below(page)) == [page]


def problems(path: Path) -> list[str]:
    return [str(found) for found in articles_below(path) if isinstance(found, SourceError)]


def test_paths_without_articles(tmp_path: Path) -> None:
    assert problems(tmp_path)[0].startswith(f"{tmp_path}: there is no article in this folder\n")
    assert problems(tmp_path / "none") == [f"{tmp_path / 'none'}: there is no such file or folder"]
    hint = "Git quotes such names in its lists, except with -z."
    assert problems(Path('"caf\\303\\251.txt"')) == [f'"caf\\303\\251.txt": there is no such file or folder\n  {hint}']
    assert problems(Path("a\0b")) == ["a\0b: can be no path: embedded null byte"]
    assert problems(tmp_path / ("n" * 300)) == [f"{tmp_path / ('n' * 300)}: File name too long"]


def test_what_is_no_file_does_not_hide_its_neighbours(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("nowhere")
    (tmp_path / "c.txt").touch()
    assert problems(tmp_path) == [f"{tmp_path / name}: is no regular file" for name in ("a.txt", "b.txt")]
    assert tmp_path / "c.txt" in list(articles_below(tmp_path))


def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.md").touch()
    look = os.stat

    def refuse(path: Path | str, *, follow_symlinks: bool = True) -> os.stat_result:
        if Path(path).name in {".git", "a.txt"}:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", refuse)  # root may enter all
    assert [str(found) for found in articles_below(tmp_path)] == [
        f"{tmp_path / 'a.txt'}: Permission denied",
        str(tmp_path / "b.md"),
    ]


@pytest.mark.parametrize("name", ["utf-9", "base64", "undefined", "", "punycode\0"])
def test_unknown_encodings(name: str) -> None:
    with pytest.raises(ConfigError, match="there is no encoding of text"):
        known_encoding(name)


def test_json_lines_are_utf8(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "x"}\n', encoding="utf-16")
    with pytest.raises(SourceError, match="is UTF-16 or UTF-32, but JSON lines are UTF-8"):
        list(open_source(str(path), OPTIONS).articles())


def test_an_edit_made_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"mended"
        path.write_bytes(b"saved by an editor")

    with pytest.raises(SourceError, match="was changed by somebody else meanwhile"):
        replace_file(path, chunks())
    assert path.read_bytes() == b"saved by an editor"


def test_a_second_name_would_keep_the_old_text(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old")
    (tmp_path / "other.txt").hardlink_to(path)
    with pytest.raises(SourceError, match="has a second name"):
        replace_file(path, [b"new"])
    assert path.read_bytes() == b"old"


def test_a_replaced_file_keeps_mode_link_and_owner(tmp_path: Path) -> None:
    path, link = tmp_path / "article.txt", tmp_path / "link.txt"
    path.write_bytes(b"old")
    path.chmod(0o4640)
    link.symlink_to(path)
    before = path.stat()
    replace_file(link, [b"ne", b"w"])
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert link.is_symlink()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt", "link.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_replaced_file_keeps_another_owner(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    replace_file(path, [b"new"])
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"same")
    os.utime(path, (1, 1))
    inode = path.stat().st_ino
    replace_file(path, [b"same"])
    assert (path.stat().st_ino, path.stat().st_mtime) == (inode, 1)


def test_a_changed_file_gets_a_new_time(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old!")
    os.utime(path, (1, 1))
    replace_file(path, [b"new!"])
    assert (path.read_bytes(), path.stat().st_mtime > 1) == (b"new!", True)


def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(SourceError, match="is no file that may be written"):
        replace_file(path, [b"new"])
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("article.txt", b"old")]


def failing(error: BaseException) -> Iterator[bytes]:
    yield b"half of the"
    raise error


@pytest.mark.parametrize("error", [SourceError("x"), ValueError("x"), KeyboardInterrupt()])
def test_an_error_half_way_leaves_the_old_file(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old")
    with pytest.raises(type(error)):
        replace_file(path, failing(error))
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("article.txt", b"old")]


def test_a_kill_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old")
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom newslint.sources.files import replace_file\n"
        "def chunks():\n    yield b'half of the'\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "replace_file(Path(sys.argv[1]), chunks())\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"


def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="is no file that may be written"):
        replace_file(tmp_path / "pipe", [b"new"])
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_what_needs_an_absent_extra_is_left_out_of_folders_with_a_word(
    newslint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newslint.sources._EXTRAS", {".md": ("markdown", "no_such_package")})
    (tmp_path / "README.md").write_text("# Tarn\n")
    (tmp_path / "a.txt").write_text(CLEAN)
    done = newslint("check", tmp_path)
    told = "warning: 1 file in folders left out: pip install 'newslint[markdown]' to check markdown\n"
    assert (done.code, done.err) == (0, told)
    assert newslint("check", tmp_path / "README.md", tmp_path).err == told
