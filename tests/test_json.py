"""Articles in JSON: found by a path, and changed where their text stands and nowhere else."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, SourceError
from newslint.sources import ReadingOptions, open_source
from newslint.sources.article import Article, Unreadable
from newslint.sources.fields import found, path
from newslint.sources.json_text import place_of
from newslint.sources.jsonlines import LONGEST
from tests.conftest import GLUED, MENDED, Command


def upper(article: Article) -> Article:
    return replace(article, text=article.text.upper()) if isinstance(article, Document) else article


def read(data: bytes, name: str = "news.json", field: str = "text", key: str = "id") -> list[Article]:
    return list(open_source(name, ReadingOptions(text_field=field, id_field=key), io.BytesIO(data)).articles())


def rewritten(data: bytes, name: str = "news.json", field: str = "text") -> bytes:
    return b"".join(open_source(name, ReadingOptions(text_field=field), io.BytesIO(data)).rewritten(upper))


def errors(articles: list[Article]) -> list[str]:
    return [article.error for article in articles if isinstance(article, Unreadable)]


def test_one_object_is_an_article_that_is_called_like_the_file() -> None:
    data = b'\xef\xbb\xbf\n{"title": "T", "language": "en-GB", "text": "one"}\n'
    (doc,) = read(data)
    assert doc == Document("one", "news.json", "en-GB", {"title": "T"})
    assert isinstance(doc, Document)
    assert (doc.file, doc.record) == ("news.json", 2)


def test_an_array_is_an_article_a_member_with_the_line_of_each() -> None:
    data = b'[{"id": 7, "text": "one"},\n{"text": "two"}, {"text": 3},\n\n {"txt": ""}, "x"]'
    articles = read(data)
    assert articles == [
        Document("one", "7"),
        Document("two", "news.json#1"),
        Unreadable("news.json#2", "news.json#2 (line 2): the field “text” is no text"),
        Unreadable(
            "news.json#3",
            "news.json#3 (line 4): there is no field “text” (name it with --text-field). Did you mean “txt”?",
        ),
        Unreadable("news.json#4", "news.json#4 (line 4): is no JSON object with an article in it"),
    ]
    assert [(article.file, article.record) for article in articles] == [("news.json", line) for line in (1, 2, 2, 4, 4)]


def test_fields_are_named_by_paths() -> None:
    data = b'{"a": [{"skip": 1}, {"body": {"text": "one"}}], "key": {"n": [5]}}'
    assert read(data, field="a.1.body.text", key="key.n.0") == [Document("one", "5")]
    assert read(data, "x.jsonl", "a.1.body.text", "key.n.0") == [Document("one", "5")]


def test_a_field_of_just_that_name_comes_first() -> None:
    data = b'{"a.b": "one", "a": {"b": "two"}}'
    assert read(data, field="a.b") == [Document("one", "news.json")]
    assert rewritten(data, field="a.b") == b'{"a.b": "ONE", "a": {"b": "two"}}'
    assert rewritten(data, "x.jsonl", field="a.b") == b'{"a.b": "ONE", "a": {"b": "two"}}'


def test_an_object_may_hold_the_array() -> None:
    data = b'{"n": 2,\n"news": {"articles": [{"id": "a", "body": "one"},\n{"body": "two"}]}}'
    articles = read(data, field="news.articles.*.body")
    assert articles == [Document("one", "a"), Document("two", "news.json#news.articles.1")]
    assert [article.record for article in articles] == [2, 3]
    assert read(b'[{"p": [{"t": "x"}]}, {"p": [{"t": "y"}, {"t": "z"}]}]', field="*.p.*.t") == [
        Document("x", "news.json#0.p.0"),
        Document("y", "news.json#1.p.0"),
        Document("z", "news.json#1.p.1"),
    ]


def test_an_error_names_the_fields_that_there_are() -> None:
    (error,) = errors(read(b'{"n": 2, "articles": [{"body": {"html": "one"}}], "by": "Ada"}'))
    assert error.endswith("It has the fields: articles.*.body.html, by.")
    (error,) = errors(read(b'{"n": 2, "parts": ["one"]}\n', "x.jsonl"))
    assert error == ("x.jsonl:1: there is no field “text” (name it with --text-field). It has the fields: parts.0.")


@pytest.mark.parametrize(
    ("data", "field", "complaint"),
    [
        (b"", "text", "is no JSON: Expecting value: line 1 column 1"),
        (b"3", "text", "is no JSON object with an article in it, and no array of them"),
        (b'{"text": "a"}\n{"text": "b"}\n', "text", "Extra data: line 2 column 1 .*\n  It may be JSON lines"),
        (b'[{"text": "a"}] 1', "text", "is no JSON: Extra data"),
        (b'[{"text": "a"} {"text": "b"}]', "text", "Expecting ',' delimiter: line 1 column 16"),
        (b'[{"text": "a"},', "text", "is no JSON: Expecting value"),
        (b"[" * 200_000, "text", "is nested too deeply"),
        (b'{"a": ' * 200_000, "text", "is nested too deeply"),
        (b'{"n": 1, "rows": []}', "articles.*.text", "“articles” is no array .* The file has: n, rows"),
        (b'{"n": 1, "rows": []}', "rows.*.text", "the array “rows” has no article in it"),
        *(
            ('{"text": "a"}'.encode(encoding), "text", "is UTF-16 or UTF-32, but JSON is UTF-8")
            for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
        ),
        (b'{"te\0xt": "a"}', "text", "is no JSON: Invalid control character"),
    ],
)
def test_what_is_no_json_is_refused(data: bytes, field: str, complaint: str) -> None:
    with pytest.raises(SourceError, match=f"^news.json: (?s:.*){complaint}"):
        read(data, field=field)
    with pytest.raises(SourceError, match=complaint):
        rewritten(data, field=field)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_lines_that_are_not_utf_8_are_refused_as_a_whole(encoding: str) -> None:
    with pytest.raises(SourceError, match="is UTF-16 or UTF-32, but JSON lines are UTF-8"):
        read('{"text": "a"}\n{"text": "b"}\n'.encode(encoding), "news.jsonl")


def test_a_line_that_begins_with_nul_spoils_itself_alone() -> None:
    assert len(errors(read(b'\0\n{"text": "a"}\n', "news.jsonl"))) == 1


def test_of_a_file_that_turns_out_to_be_no_json_nothing_is_written() -> None:
    after = open_source("news.json", ReadingOptions(), io.BytesIO(b'[{"text": "a"}, {"text": "b"},]')).rewritten(upper)
    with pytest.raises(SourceError, match="is no JSON"):
        next(after)


def test_an_empty_array_has_no_articles() -> None:
    assert read(b" [ ] \n") == []
    assert rewritten(b" [ ] \n") == b" [ ] \n"


def test_only_the_value_of_the_text_changes() -> None:
    data = (
        b'\xef\xbb\xbf [ {"meta": {"text": "no"},  "text" :"na\\u00efve",\t"id":1.0e0 },\r\n 7,'
        b'{"text": "first", "text": "caf\xc3\xa9 \\ud800", "last": [1,2]}\n\n,{"text":"\\u0041\\/B"}]\r\n'
    )
    after = data.replace(b"na\\u00efve", b"NA\\u00cfVE").replace(b"caf\xc3\xa9", b"CAF\xc3\x89")
    assert rewritten(data) == after


def test_bytes_that_are_no_text_spoil_only_their_record() -> None:
    data = b'[{"text": "caf\xe9"}, {"text": "b"}, {"text": "\xed\xa0\x80"}, {"text": "c"}]'
    articles = read(data)
    assert errors(articles) == [f"news.json#{number} (line 1): cannot be decoded as utf-8" for number in (0, 2)]
    assert rewritten(data) == data.replace(b'"b"', b'"B"').replace(b'"c"', b'"C"')


def test_numbers_that_python_does_not_read_are_no_fault() -> None:
    number = "9" * 5000
    data = f'[{{"id": {number}, "text": "a"}}]'.encode()
    assert read(data) == [Document("a", number)]
    assert read(data[1:-1], "x.jsonl") == [Document("a", number)]


def test_a_line_that_never_ends_is_not_taken_into_memory() -> None:
    data = b'{"text": "' + b"x" * (LONGEST + 5) + b'"}\n{"text": "b"}\n'
    (error,) = errors(read(data, "x.jsonl"))
    assert error == "x.jsonl:1: is longer than 67,108,864 bytes, which is no article"
    assert read(data, "x.jsonl")[1:] == [Document("b", "x.jsonl:2")]
    assert rewritten(data, "x.jsonl") == data.replace(b'"b"', b'"B"')


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc") | st.text(), inner, max_size=4),
    max_leaves=12,
)
STYLES = st.fixed_dictionaries(
    {"indent": st.sampled_from([None, 1, "\t"]), "ensure_ascii": st.booleans(), "sort_keys": st.booleans()}
)


def paths(value: Any, steps: tuple[str, ...] = ()) -> list[tuple[str, ...]]:  # noqa: ANN401 - any JSON
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [steps, *(deeper for key, below in inner for deeper in paths(below, (*steps, str(key))))]


@given(VALUES, STYLES)
def test_each_value_is_found_where_it_stands(value: Any, style: dict[str, Any]) -> None:  # noqa: ANN401 - any JSON
    source = json.dumps(value, **style)
    for steps in paths(value):
        place = place_of(source, 0, steps)
        assert place is not None
        assert json.loads(place.of(source)) == found(value, steps)
    assert place_of(source, 0, ("no such field",)) is None


RECORDS = st.lists(
    st.fixed_dictionaries(
        {"text": st.text()}, optional={"body": st.fixed_dictionaries({"text": st.text()}), "n": VALUES}
    )
)


@given(RECORDS, STYLES, st.sampled_from(["text", "body.text"]))
def test_mended_json_differs_in_the_texts_alone(rows: list[dict[str, Any]], style: dict[str, Any], field: str) -> None:
    data = json.dumps(rows, **style).encode()
    for row in rows:
        holder = found(row, path(row, field)[:-1])
        if isinstance(holder, dict):
            holder["text"] = holder["text"].upper()
    assert json.loads(rewritten(data, field=field)) == rows
    assert len(read(data, field=field)) == len(rows)


def test_the_command_mends_json(tmp_path: Path, newslint: Command) -> None:
    file = tmp_path / "news.json"
    before = json.dumps({"articles": [{"id": "a", "body": [GLUED]}, {"id": "b", "body": [MENDED]}]}, indent=2)
    file.write_text(before)
    field = ("--text-field", "articles.*.body.0", "--unsafe-fixes")
    assert newslint("fix", file, *field).code == 0
    assert file.read_text() == before.replace(json.dumps(GLUED), json.dumps(MENDED))
    done = newslint("check", file, "--output-format", "github")
    assert done.code == 2
    assert "It has the fields: articles.*.body.0, articles.*.id." in done.err
