"""HTML files: how they are encoded, found, checked and mended."""

import json
from pathlib import Path

import pytest

from newslint import Document, SourceError
from newslint.sources import ReadingOptions, Source, open_source
from newslint.sources.article import Article
from newslint.sources.html import read
from tests.conftest import Command

GLUED = "<p>He told <em>The Harbour Gazette</em>and the Ledger that it sails.</p>"
MENDED = GLUED.replace("</em>and", "</em> and")


def page(tmp_path: Path, data: bytes, name: str = "page.html") -> Source:
    (tmp_path / name).write_bytes(data)
    return open_source(str(tmp_path / name), ReadingOptions())


def text(source: Source) -> str:
    (doc,) = source.articles()
    assert isinstance(doc, Document)
    return doc.text


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("é".encode(), "é"),
        ("\ufeffé".encode("utf-16-le"), "é"),
        (b'<meta charset="windows-1252">\x93caf\xe9\x94', "“café”"),
        (b"<META CHARSET=latin1>\x93", "“"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">\xb1', "ą"),
        (b'<?xml version="1.0" encoding="windows-1252"?>\xe9', "é"),
        (b'<!-- <meta charset="latin-1"> --><meta charset="utf-8">' + "é".encode(), "é"),
        (b'\xef\xbb\xbf<meta charset="windows-1252">' + "é".encode(), "é"),
        (b'<meta charset="utf-16">' + "é".encode(), "é"),
        (b'<meta charset="no-such-thing">' + "é".encode(), "é"),
    ],
)
def test_a_page_says_how_it_is_encoded(tmp_path: Path, data: bytes, shown: str) -> None:
    assert text(page(tmp_path, data)) == shown
    assert b"".join(page(tmp_path, data).rewritten(lambda article: article)) == data


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b'<meta charset="iso-8859-1">', "cp1252"),
        (b'<meta charset="windows-1251">', "cp1251"),
        (b'<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
    ],
)
def test_a_page_in_utf_8_that_says_otherwise_is_read_as_what_it_is(
    newslint: Command, tmp_path: Path, head: bytes, said: str
) -> None:
    data = head + "<p>“Café” is sold to <em>The Harbour Gazette</em>and to Ćosić of Łódź.</p>".encode()
    path = tmp_path / "page.html"
    path.write_bytes(data)
    (doc,) = open_source(str(path), ReadingOptions()).articles()
    assert isinstance(doc, Document)
    assert doc.text.startswith("“Café” is sold")
    remark = f"says that it is {said}, but is utf-8 and read so: --encoding says it for sure"
    assert doc.remark == remark
    done = newslint("fix", str(path), "--unsafe-fixes", "--select", "glue", "--output-format", "concise")
    assert done.err == f"warning: {path}: {remark}\n"
    assert path.read_bytes() == data.replace(b"</em>and", b"</em> and")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="shift_jis">', "shift_jis"),
        (b'<meta charset="windows-1252">', "windows-1252"),
    ],
)
def test_what_a_page_says_holds_where_its_bytes_may_be_that(tmp_path: Path, head: bytes, encoding: str) -> None:
    held = {"shift_jis": "港の船", "windows-1252": "Ã©t\u00e9"}[encoding]
    (doc,) = page(tmp_path, head + held.encode(encoding)).articles()
    assert isinstance(doc, Document)
    assert (doc.text, doc.remark) == (held, "")


def test_what_the_user_says_holds_whatever_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b'<meta charset="iso-8859-1">' + "é".encode())
    (doc,) = open_source(str(path), ReadingOptions(encoding="cp1252")).articles()
    assert isinstance(doc, Document)
    assert (doc.text, doc.remark) == ("Ã©", "")


def test_what_cannot_be_decoded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be decoded as utf-8"):
        text(page(tmp_path, b"<p>caf\xe9"))


def test_a_character_that_the_encoding_lacks_becomes_a_reference(tmp_path: Path) -> None:
    def quoted(article: Article) -> Article:
        assert isinstance(article, Document)
        return read(article.source.replace("x", "“x”"))

    data = b'<meta charset="iso-8859-2"><p>x'
    assert b"".join(page(tmp_path, data).rewritten(quoted)) == b'<meta charset="iso-8859-2"><p>&#8220;x&#8221;'


def test_only_xhtml_is_read_as_xhtml(tmp_path: Path) -> None:
    data = b"<p>a<![CDATA[b]]></p>"
    assert text(page(tmp_path, data, "a.xhtml")) == "ab"
    assert text(page(tmp_path, data, "a.html")) == "a"


def test_a_page_is_checked_and_mended_in_its_source(newslint: Command, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<!-- x -->\r\n<article>\r\n{GLUED}\r\n".encode())
    checked = newslint("check", path)
    assert checked.code == 1
    assert f"{path}:3:28" in checked.out
    assert "He told The Harbour Gazetteand the Ledger" in checked.out
    found = json.loads(newslint("check", path, "--output-format", "json").out)[0]["findings"][0]
    assert (found["start"], found["end"]) == (20, 30)
    assert found["source"] == {"start": 50, "end": 65}
    assert (found["line"], found["column"]) == (3, 28)
    shown = newslint("fix", path, "--diff")
    assert f"-{GLUED}" in shown.out
    assert f"+{MENDED}" in shown.out
    assert newslint("fix", path).code == 0
    assert path.read_bytes() == f"<!-- x -->\r\n<article>\r\n{MENDED}\r\n".encode()


def test_findings_in_plain_text_have_no_place_in_a_source(newslint: Command) -> None:
    done = newslint("check", "-", "--output-format", "jsonl", stdin=b"The New York Timesand the Post said so.")
    assert "source" not in json.loads(done.out)["findings"][0]


def test_a_stream_of_html_is_mended(newslint: Command) -> None:
    done = newslint("fix", "-", "--stdin-filename", "x.html", stdin=GLUED.encode())
    assert done.out == MENDED


def test_a_selector_on_the_command_line(newslint: Command, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<nav>{GLUED}</nav><main><p>It sails.</p></main>", encoding="utf-8")
    assert newslint("check", path).code == 1
    assert newslint("check", path, "--selector", "main").code == 0
    nothing = newslint("check", path, "--selector", "article")
    assert nothing.code == 2
    assert "there is no element “article” in it" in nothing.err
    assert newslint("check", path, "--selector", "a b").code == 2
