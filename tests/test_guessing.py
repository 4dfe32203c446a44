"""A text that does not tell its encoding: guessed where little else is possible, and else refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import SourceError
from newslint.sources.decoding import decode
from newslint.sources.guessing import guessed
from tests.conftest import Command

ENGLISH = [
    "The mayor of Tarn said the ferry wasn’t late. It was the crew that had to wait for an hour.",
    "“We have waited long enough,” said Ada Orrin, who leads the harbour of Tarn. She was at the quay with her crew.",
    "The bridge – built in 1902 – is to be closed for a year, the council said on Monday. It will cost £4m.",
    "Hanne Brekke was at the café in the old town when it began to rain. She said she would stay till it was over.",
    "It was the first time that the museum had opened its lock… and the boats came in by the dozen, said Mr Moen.",
    "Señor Orrin said that it was a pity. The fête in the village was to be the last of the year, and it is off.",
    "He said: ‘It’s over.’ The firm’s shares fell by 4½ per cent in an hour, to €3.10, and were at the lowest level.",
]
OTHERS = [
    ("Burmistrz powiedział, że prom nie był spóźniony. To załoga musiała czekać godzinę.", "iso-8859-2"),
    ("Burmistrz powiedział, że prom nie był spóźniony. To załoga musiała czekać godzinę.", "cp1250"),
    ("Starosta řekl, že přívoz neměl zpoždění. Posádka musela čekat hodinu.", "iso-8859-2"),
    ("The mayor said the ferry was late. It was the crew that had to wait, said Lech Wałęsa, who was there.", "cp1250"),
    ("The mayor said the ferry was late. It was the crew that had to wait, said Antonín Dvořák.", "iso-8859-2"),
    ("Мэр города заявил, что паром не опоздал. Экипажу пришлось ждать целый час.", "cp1251"),
    ("The mayor said the ferry was late. It was the crew of «Волга» that had to wait for an hour.", "cp1251"),
    ("Мэр города заявил, что паром не опоздал. Экипажу пришлось ждать целый час.", "koi8-r"),
    ("市长表示，渡轮没有晚点。港口发言人补充说，船员不得不等待一个小时。", "gb18030"),
    ("The mayor said the ferry was late. It was the crew of the “海港” that had to wait for an hour.", "gb18030"),
    ("市長はフェリーが遅れていないと述べた。乗組員は一時間待たなければならなかった。", "shift_jis"),
    ("Der Bürgermeister sagte, die Fähre sei nicht verspätet gewesen.", "cp1252"),
    ("The mayor said the ferry was late. It was the crew that had to wait, said Erdoğan, who was there.", "cp1254"),
    ("caf\xe9", "latin-1"),
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_that_is_no_utf8_is_windows_1252(text: str) -> None:
    data = text.encode("cp1252")
    read, stored = decode(data, "a.txt")
    assert (read, stored.name, stored.is_guess, stored.encode(read)) == (text, "windows-1252", True, data)


@pytest.mark.parametrize("text", ENGLISH)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(text: str, encoding: str) -> None:
    read, stored = decode(text.encode(encoding), "a.txt")
    assert (read, stored.name, stored.is_guess) == (text, encoding, True)


@pytest.mark.parametrize(("text", "encoding"), OTHERS)
def test_what_is_not_sure_is_not_guessed(text: str, encoding: str) -> None:
    with pytest.raises(SourceError, match="Say how it is encoded"):
        decode(text.encode(encoding), "a.txt")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
def test_other_programs_of_old(encoding: str) -> None:
    for text in ENGLISH:
        data = text.encode(encoding, "ignore")
        assert data.isascii() or guessed(data) is None


def test_damaged_utf8_is_no_other_encoding() -> None:
    data = ENGLISH[1].encode()
    assert guessed(data[:40] + b"\x93" + data[40:]) is None
    assert guessed(data + ENGLISH[0].encode("cp1252")) is None


def test_what_tells_its_encoding_is_not_guessed() -> None:
    data = ENGLISH[0].encode("cp1252")
    with pytest.raises(SourceError, match="cannot be decoded as utf-8"):
        decode(b"\xef\xbb\xbf" + data, "a.txt")
    with pytest.raises(SourceError, match="cannot be decoded as utf-8"):
        decode(data, "a.txt", "utf-8")
    with pytest.raises(SourceError, match="cannot be decoded as utf-8"):
        decode(data, "a.html", said="utf-8")
    assert not decode(ENGLISH[0].encode(), "a.txt")[1].is_guess


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    name = guessed(data)
    assert name is None or data.decode(name).encode(name) == data


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_guess_is_told_once_and_kept(tmp_path: Path, newslint: Command, name: str) -> None:
    file = tmp_path / name
    before = f"<p>{ENGLISH[1]} The crew read the Harbour Gazetteand the Gazette.</p>\n".encode("cp1252")
    file.write_bytes(before)
    warning = f"warning: {file}: is no UTF-8; read as windows-1252, which is a guess: --encoding says it for sure\n"
    select = ("--select", "glue")
    assert newslint("check", file, *select).err == warning
    assert newslint("check", file, *select, "--encoding", "windows-1252").err == ""
    assert newslint("fix", file, *select, "--diff").err == f"{warning}Fixes that would be made: 1.\n"
    assert newslint("fix", file, *select).err == warning
    assert file.read_bytes() == before.replace(b"Gazetteand", b"Gazette and")
