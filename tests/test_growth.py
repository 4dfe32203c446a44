"""Every rule takes linear time: text eight times as long must not cost much more than eight times as much.

A quadratic rule would cost 64 times as much. What is compared is processor time within one run, the best of three.
The same holds for reading and writing a data set; and the memory that one takes which is read bit by bit does not grow.
"""

import gzip
import json
import time
import tracemalloc
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pytest

from newslint import Document, Linter, Rule, Span
from newslint.rule import Expectation, KindsOf
from newslint.sources import ReadingOptions, open_source
from newslint.sources.article import Article
from newslint.vocabulary import Vocabulary

SHORT, FACTOR = 8_000, 8
ALLOWED = 3 * FACTOR
NEGLIGIBLE = 0.02
"""Seconds: below this the clock says more about the machine than about the rule."""

LINTER = Linter()
UNITS = [
    "a",
    "A",
    " ",
    ".",
    "“",
    "”",
    '"',
    "\n",
    "1",
    "-",
    "a ",
    "Ab ",
    "the ",
    "that ",
    "A: b\n",
    "he “",
    "x.Y",
    "aA",
    "aaaAAA",
    "😀",
    "a? ",
]


def text_of(unit: str, length: int) -> str:
    return "".join(islice(cycle(unit), length))


def cost(rule: Rule, text: str) -> float:
    """Return the processor seconds that a rule takes for a text, views included."""
    best = float("inf")
    for _ in range(3):
        doc = Document(text)
        began = time.process_time()
        for _hit in rule.check(doc):
            pass
        best = min(best, time.process_time() - began)
        if best <= NEGLIGIBLE:
            break
    return best


def accepting(vocabulary: Vocabulary, text: str, spans: list[Span]) -> float:
    """Return the processor seconds that it takes to look up what was found in a text."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        for span in spans:
            vocabulary.accepts(text, span)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("unit", ["a", "A ", "a.", "of the ", "of the World. "])
def test_accepted_words_cost_what_is_found_whatever_the_text(unit: str) -> None:
    vocabulary = Vocabulary([f"of the{'World' * (number % 9)} {number}" for number in range(5_000)])
    spans = [Span(at, at + 8) for at in range(0, SHORT - 8, 8)]
    short, long = text_of(unit, SHORT), text_of(unit, SHORT * FACTOR * FACTOR)
    assert accepting(vocabulary, long, spans) < 3 * accepting(vocabulary, short, spans)


@pytest.mark.parametrize("unit", ["of the ", "Northwell "])
def test_a_hundred_times_as_many_accepted_words_cost_little_more(unit: str) -> None:
    words = [f"of the{'World' * (number % 9)} {number % 7}{number}" for number in range(5_000)]
    text = text_of(unit, SHORT)
    spans = [Span(at, at + 8) for at in range(0, SHORT - 8, 8)]
    assert accepting(Vocabulary(words), text, spans) < 3 * accepting(Vocabulary(words[:50]), text, spans)


def one_of_each_check() -> list[Rule]:
    """Return a rule for each check: rules that share one run it once an article."""
    found: dict[int, Rule] = {}
    for rule in LINTER.catalog.rules:
        shared = rule.check.check if isinstance(rule.check, KindsOf) else rule.check
        found.setdefault(id(shared), rule)
    return list(found.values())


@pytest.mark.parametrize("rule", one_of_each_check(), ids=lambda rule: rule.id)
def test_cost_grows_with_the_text(rule: Rule) -> None:
    bad = [case.text for case in rule.cases_that(Expectation.BAD)[:3]]
    for unit in [*UNITS, *bad, *(f"{text}\n" for text in bad)]:
        long = cost(rule, text_of(unit, SHORT * FACTOR))
        if long > NEGLIGIBLE:
            assert long < ALLOWED * cost(rule, text_of(unit, SHORT)), f"on repeated {unit!r}"


def names(number: int) -> str:
    """Return a text with that many names of one initial, of which each second one is repeated."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = [f"Qua{''.join(letters[number // 7**at % 26] for at in range(6))}" for number in range(0, 31 * number, 31)]
    return "".join(f"said {name}. " for name in [*found, *found[::2]])


def test_many_names_cost_what_the_text_does() -> None:
    rule = LINTER.catalog.by_name["near-names"]
    assert cost(rule, names(2_000)) < ALLOWED * cost(rule, names(2_000 // FACTOR))


@pytest.mark.parametrize("slip", ["Quortanov", "Quatanov", "Quarstanov"])
def test_a_slip_is_found_among_many_names(slip: str) -> None:
    rule = LINTER.catalog.by_name["near-names"]
    text = f"{names(200)}A boat came with Quartanov and left with Quartanov. The old {slip} sank."
    found = [hit.span.of(text) for hit in rule.check(Document(text))]
    assert found == [slip]


ROW = {"id": "item", "text": "The ferry “Tarn” sailed at noon.\n" * 4, "title": "Ferry"}
ROWS = 300
STREAMED = [".jsonl", ".csv", ".tsv", ".jsonl.gz", ".csv.gz"]
"""Data sets that are read bit by bit, however long they are."""


def data_set(path: Path, rows: int) -> Path:
    """Write a data set of so many records in the format that the path's ending tells."""
    kind = path.name.removesuffix(".gz").rpartition(".")[2]
    record = json.dumps(ROW)
    if kind == "jsonl":
        content = f"{record}\n" * rows
    elif kind == "json":
        content = f"[{', '.join([record] * rows)}]"
    else:
        between = "\t" if kind == "tsv" else ","
        content = between.join(ROW) + "\n" + (between.join(f'"{value}"' for value in ROW.values()) + "\n") * rows
    data = content.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def shouted(article: Article) -> Article:
    """Return an article changed everywhere."""
    return replace(article, text=article.text.upper()) if isinstance(article, Document) else article


def read_through(path: Path) -> int:
    """Read a data set, and write it with all texts changed; return how many articles that were."""
    source = open_source(str(path), ReadingOptions())
    read = sum(isinstance(article, Document) for article in source.articles())
    for _chunk in source.rewritten(shouted):
        pass
    return read


def cost_of(path: Path) -> float:
    """Return the processor seconds for a data set."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        read_through(path)
        best = min(best, time.process_time() - began)
    return best


def memory_of(path: Path) -> int:
    """Return the bytes that it takes at most to read and write a data set."""
    tracemalloc.start()
    try:
        read_through(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", [*STREAMED, ".json", ".json.gz"])
def test_cost_grows_with_the_data_set(tmp_path: Path, kind: str) -> None:
    short, long = (data_set(tmp_path / f"{rows}{kind}", rows) for rows in (ROWS, ROWS * FACTOR))
    assert read_through(short) == ROWS
    assert cost_of(long) < ALLOWED * max(cost_of(short), NEGLIGIBLE / FACTOR)


@pytest.mark.parametrize("kind", STREAMED)
def test_memory_does_not_grow_with_a_data_set_that_is_read_bit_by_bit(tmp_path: Path, kind: str) -> None:
    some, many = (data_set(tmp_path / f"{rows}{kind}", rows) for rows in (ROWS * FACTOR, 3 * ROWS * FACTOR))
    read_through(some)
    assert memory_of(many) < 1.2 * memory_of(some)


def test_memory_for_an_array_is_a_few_times_its_size(tmp_path: Path) -> None:
    path = data_set(tmp_path / "all.json", ROWS * FACTOR)
    assert memory_of(path) < 6 * path.stat().st_size


@pytest.mark.parametrize("kind", [".json", ".jsonl"])
def test_the_place_of_a_field_costs_what_stands_before_it(tmp_path: Path, kind: str) -> None:
    def record(fields: int) -> Path:
        path = tmp_path / f"{fields}{kind}"
        others = {f"field{number}": [{"a": "b"}] * 4 for number in range(fields)}
        path.write_text(json.dumps({**others, "text": ROW["text"]}), encoding="utf-8")
        return path

    short, long = record(2_000), record(2_000 * FACTOR)
    assert cost_of(long) < ALLOWED * max(cost_of(short), NEGLIGIBLE / FACTOR)


def test_a_row_with_very_many_quotation_marks(tmp_path: Path) -> None:
    def table(marks: int) -> Path:
        path = tmp_path / f"{marks}.csv"
        path.write_text('id,text\n1,"' + '""' * marks + 'x"\n' + '2,"never closed' + '""' * marks, encoding="utf-8")
        return path

    short, long = table(50_000), table(50_000 * FACTOR)
    assert cost_of(long) < ALLOWED * max(cost_of(short), NEGLIGIBLE / FACTOR)
