"""Articles in the rows of a table: read as Python's csv reads them, and changed in their cells and nowhere else."""

import codecs
import csv
import io
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, SourceError
from newslint.sources import ReadingOptions, cells, open_source
from newslint.sources.article import Article, Unreadable
from newslint.sources.cells import Row, Rows
from tests.conftest import GLUED, MENDED, Command
from tests.test_json import errors, upper


def read(
    data: bytes, name: str = "news.csv", encoding: str | None = None, field: str = "text", key: str = "id"
) -> list[Article]:
    options = ReadingOptions(field, key, encoding=encoding)
    return list(open_source(name, options, io.BytesIO(data)).articles())


def rewritten(data: bytes, name: str = "news.csv", encoding: str | None = None) -> bytes:
    return b"".join(open_source(name, ReadingOptions(encoding=encoding), io.BytesIO(data)).rewritten(upper))


def rows_of(text: str, delimiter: str, size: int = 1 << 16) -> list[Row]:
    stream = io.StringIO(text, newline="")
    rows, found = Rows(lambda _: stream.read(size)), []
    while row := rows.next(delimiter):
        found.append(row)
        rows.take(row)
    return found


def test_a_row_is_an_article() -> None:
    data = b'\xef\xbb\xbfid,text,language,title,other\r\n7,"one, ""two""\r\nthree",fr,T,1\r\n\r\n,four,,,\n'
    articles = read(data)
    assert articles == [Document('one, "two"\r\nthree', "7", "fr", {"title": "T"}), Document("four", "news.csv:5")]
    assert [(article.file, article.record) for article in articles] == [("news.csv", 2), ("news.csv", 5)]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"id,text,x\n", "news.csv"),
        (b"id;text;x, y\n", "news.csv"),
        (b"id\ttext\tx, y; z\n", "news.csv"),
        (b"id\ttext\tx\n", "news.TSV"),
        (b'"id","text","x;y;z;a"\n', "news.csv"),
        (b"text;a,b,c;id\n", "news.csv"),
        (b"text\n", "news.csv"),
        (b"text\n", "news.tsv"),
    ],
)
def test_the_first_line_tells_the_delimiter(header: bytes, name: str) -> None:
    assert read(header * 2, name) == [Document("text", "id" if b"id" in header else f"{name}:2")]


def test_a_table_may_have_no_rows() -> None:
    assert read(b"text") == read(b"id,text\r\n") == []


def test_other_columns_and_encodings() -> None:
    data = "key;body\n1;“naïve”\n"
    assert read(data.encode("cp1252"), encoding="cp1252", field="body", key="key") == [Document("“naïve”", "1")]
    marked = codecs.BOM_UTF16_LE + data.encode("utf-16-le")
    assert read(marked, field="body", key="key") == [Document("“naïve”", "1")]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "has no first line that names the columns"),
        (b"\n\ntext\na\n", "has no first line that names the columns"),
        (b"a,b,txt\n1,2,3\n", r"there is no column “text” \(name it with --text-field\)\n  Did you mean “txt”"),
        (b"a;b;c\n1,2,3\n", r"there is no column .*\n  The first line has the columns: a, b, c"),
        (b"text,id,text\n1,2,3\n", "there are several columns “text”"),
        ("text,id\na,b\n".encode("utf-16-le"), "contains NUL bytes: a binary file, or UTF-16"),
        (b"text," + b"," * (1 << 14), "line 1: a row of more than 16,384 cells"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(SourceError, match=f"^news.csv: {complaint}"):
        read(data)
    with pytest.raises(SourceError, match=complaint):
        rewritten(data)


def test_a_broken_row_is_told_of_and_does_not_end_the_file() -> None:
    data = b'id,text\n1,a,and more\n2\n3,caf\xe9\n4,b\n5,\xed\xa0\x80\n6,c,,\n7,\0d\n8,"never\nclosed\n9,e'
    articles = read(data)
    assert [article for article in articles if isinstance(article, Document)] == [
        Document("b", "4"),
        Document("c", "6"),
        Document("\0d", "7"),
    ]
    assert errors(articles) == [
        "news.csv:2: cells: 3, and in the first line 2: is a quotation mark missing?",
        "news.csv:3: cells: 1, and in the first line 2: is a quotation mark missing?",
        "news.csv:4: cannot be decoded (see --encoding)",
        "news.csv:6: cannot be decoded (see --encoding)",
        "news.csv:9: a quotation mark that opens a cell is never closed: the rest of the file is no article",
    ]
    assert rewritten(data) == data.replace(b"4,b", b"4,B").replace(b"c,,", b"C,,").replace(b"\0d", b"\0D")


def test_a_row_without_end_is_refused() -> None:
    data = b'id,text\n1,"' + b"x" * 100_000_000
    with pytest.raises(SourceError, match=r"news.csv: line 2: a row of more than 67,108,864 characters\n  Is a quot"):
        read(data)


def test_only_the_cell_changes() -> None:
    data = (
        b'\xef\xbb\xbfid, "n" ,text,"x"\r\n1,"a ""b""",one, "c" \n2,,"two, ""2""\r\nmore"rest"," ",\r'
        b'3,,A,"B"\n\n\r\n4,x"y"z,"five",'
    )
    after = data.replace(b"one", b"ONE").replace(b"five", b"FIVE")
    assert rewritten(data) == after.replace(b'"two, ""2""\r\nmore"rest"', b'"TWO, ""2""\r\nMOREREST"""')


def with_text(text: str) -> Callable[[Article], Article]:
    return lambda article: replace(article, text=text) if isinstance(article, Document) else article


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (b"a", "b", b"b"),
        (b'"a"', "b", b'"b"'),
        (b"a", "b;c", b'"b;c"'),
        (b"a", "b,c", b"b,c"),
        (b"a", 'b"', b'"b"""'),
        (b"a", "b\nc", b'"b\nc"'),
        (b"a", "b\rc", b'"b\rc"'),
        (b"a", "", b""),
    ],
)
def test_a_cell_has_quotation_marks_if_it_had_them_or_needs_them(before: bytes, text: str, after: bytes) -> None:
    source = open_source("x.csv", ReadingOptions(), io.BytesIO(b"id;text\n1;" + before + b"\r\n"))
    mended = b"".join(source.rewritten(with_text(text)))
    assert mended == b"id;text\n1;" + after + b"\r\n"


def test_a_table_of_one_column_keeps_its_empty_rows() -> None:
    source = open_source("x.csv", ReadingOptions(), io.BytesIO(b"text\na\n"))
    mended = b"".join(source.rewritten(with_text("")))
    assert mended == b'text\n""\n'
    assert read(mended) == [Document("", "news.csv:2")]


def test_a_character_that_the_encoding_lacks_changes_nothing() -> None:
    source = open_source("x.csv", ReadingOptions(encoding="cp1252"), io.BytesIO(b"text\na\n"))
    with pytest.raises(SourceError, match="a fix needs a character that cp1252 lacks: 'ł'"):
        list(source.rewritten(with_text("ł")))


TABLES = st.text(st.sampled_from('ab",;\t\r\n é"') | st.characters(codec="utf-8"))


@given(TABLES, st.sampled_from(",;\t"), st.integers(1, 9))
def test_cells_are_those_of_the_module_csv(text: str, delimiter: str, size: int) -> None:
    found = rows_of(text, delimiter, size)
    assert "".join(row.source for row in found) == text
    if all(row.is_closed for row in found):
        expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        assert [[cell.text for cell in row.cells] if not row.is_blank else [] for row in found] == expected


@given(
    st.lists(st.tuples(st.text(), st.text()), min_size=1),
    st.sampled_from(",;\t"),
    st.booleans(),
)
def test_a_mended_table_differs_in_the_texts_alone(rows: list[tuple[str, str]], delimiter: str, quotes: bool) -> None:
    def table(content: list[tuple[str, str]]) -> bytes:
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL if quotes else csv.QUOTE_MINIMAL).writerows(
            [("note", "text"), *content]
        )
        return stream.getvalue().encode()

    after = rewritten(table(rows)).decode()
    expected = [["note", "text"], *([note, text.upper()] for note, text in rows)]
    assert list(csv.reader(io.StringIO(after, newline=""), delimiter=delimiter)) == expected


@given(st.lists(st.text(st.sampled_from('a"\r\n,é')), min_size=1))
def test_lines_are_counted_as_editors_count_them(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([("text", "n"), *((text, "1") for text in texts)])
    text = stream.getvalue()
    at = 0
    for row in rows_of(text, ","):
        assert (
            row.line
            == len((text[:at] + "x").splitlines())
            == len(io.StringIO(text[:at] + "x", newline=None).readlines())
        )
        at += len(row.source)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    with path.open("wb") as file:
        file.write(b"id,text\n")
        for number in range(2_000):
            file.write(b'%d,"%s"\n' % (number, b"The ferry sailed, at noon. " * 200))
    tracemalloc.start()
    assert sum(1 for _ in open_source(str(path), ReadingOptions()).articles()) == 2_000
    assert sum(map(len, open_source(str(path), ReadingOptions()).rewritten(upper))) == path.stat().st_size
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1 << 21


def test_many_quotation_marks_take_linear_time() -> None:
    text = '"' + '""' * 3_000_000 + '"\n'
    (row,) = rows_of(text, ",", cells.LONGEST)
    assert len(row.cells[0].text) == 3_000_000


def test_the_command_mends_tables(tmp_path: Path, newslint: Command) -> None:
    file = tmp_path / "news.csv"
    file.write_text(f'id;body;by\r\n"a";"{GLUED}";Ada\r\n', newline="")
    assert newslint("fix", file, "--text-field", "body", "--unsafe-fixes").code == 0
    assert file.read_bytes().decode() == f'id;body;by\r\n"a";"{MENDED}";Ada\r\n'
    done = newslint("check", file, "--text-field", "text")
    assert (done.code, "The first line has the columns: body, by, id." in done.err) == (2, True)


def test_an_unread_row_is_not_passed_over(newslint: Command) -> None:
    done = newslint("check", "-", "--stdin-filename", "x.csv", stdin=b"text,by\ncaf\xe9,Ada\nThe ferry sailed.,Ada\n")
    assert done.code == 2
    assert "error: x.csv:2: cannot be decoded (see --encoding)" in done.err


def test_unreadable_rows_have_their_place() -> None:
    (article,) = read(b"text\ncaf\xe9\n")
    assert article == Unreadable("news.csv:2", "news.csv:2: cannot be decoded (see --encoding)")
