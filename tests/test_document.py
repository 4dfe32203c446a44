"""Where a text falls apart: paragraphs, sentences, turns, words. Exact spans."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from newslint import Document, Span
from newslint.document import LONGEST_TOKEN
from newslint.numeral import figures
from newslint.rule import read_marks
from newslint.spoken import spoken


@pytest.mark.parametrize(
    "marked",
    [
        "⟦one⟧\n⟦two⟧\r\n⟦three⟧\r⟦four⟧",
        "\n \t⟦one two⟧\u00a0\n\u3000\n  ⟦three⟧ ",
        "⟦a⟧\v⟦b⟧\f⟦c⟧\x1c⟦d⟧\x85⟦e⟧\u2028⟦f⟧\u2029⟦g⟧",
        "",
        " \n\r\n ",
    ],
)
def test_paragraphs(marked: str) -> None:
    text, spans = read_marks(marked)
    assert Document(text).paragraphs == spans


@pytest.mark.parametrize(
    "marked",
    [
        "⟦He met them.⟧ ⟦They left!⟧  ⟦Did they?⟧\u00a0⟦Yes…⟧ ⟦Well⟧",
        "⟦He met them.⟧\n⟦they left.⟧\r\n⟦No stop⟧\n\n⟦End.⟧",
        # Abbreviations and initials.
        "⟦He met Mr. Smith and Gen. Lee.⟧ ⟦They left.⟧",
        "⟦J. R. Tolkien wrote.⟧ ⟦The U.S. Army went.⟧ ⟦So did he.⟧",
        "⟦On Jan. 5 he came.⟧ ⟦No. 5 fell.⟧ ⟦He said etc. But why?⟧",
        "⟦It cost approx. Ten.⟧ ⟦He wrote xapprox.⟧ ⟦Ten⟧",
        "⟦He met (Mr. Smith) and ex-Sen. Lee.⟧ ⟦The 5Mr.⟧ ⟦Smith-Co. Ltd. left.⟧ ⟦Messrs. Moen came xmessrs.⟧ ⟦Now?⟧",
        "⟦Dr. Finch left.”⟧\n⟦“Go on.⟧ ⟦No. 5 fell...⟧ ⟦He (left.⟧\n⟦Then) he came.⟧\u2029⟦It rained.⟧\n⟦Mr.⟧\n⟦Tarn⟧",
        "⟦He was a Lt.⟧\n⟦Col. Lee came.⟧ ⟦They met.⟧",
        "⟦It cost 5.5 million.⟧ ⟦7 came at 10.30.⟧",
        "⟦He left. she stayed.⟧ ⟦Éste no.⟧",
        # Quotation marks and brackets belong to the sentence that they end.
        "⟦“Go.”⟧ ⟦He went.⟧ ⟦“Stay!” she said.⟧ ⟦“Why?”⟧ ⟦(He left.)⟧ ⟦Then.⟧",
        "⟦He said ‘“we go.”’⟧ ⟦“‘Now.’”⟧ ⟦«Si.»⟧ ⟦[Maybe.]⟧ ⟦'Ok.'⟧",
        "⟦Wow?!⟧ ⟦Yes.⟧ ⟦It is so.⟧",
        "  ⟦Room around.⟧   ⟦It stays outside.⟧  ",
        "",
    ],
)
def test_sentences(marked: str) -> None:
    text, spans = read_marks(marked)
    assert Document(text).sentences == spans


@pytest.mark.parametrize("text", ["Zoë’s 12\n", "\ud800 é", "", "Тарн — 5", "😀", "Az09 "])
def test_the_characters_are_those_of_the_text(text: str) -> None:
    assert Document(text).characters == frozenset(text)


@pytest.mark.parametrize(
    "text",
    [
        "The 2nd café’s cost: 5½ m² – “hard_to_say”, isn't it?",
        "Erdoğan’s İstanbul_2 … Жизнь 日本 ½ ² \ud800 😀 e\u0301 \u200b a\u00a0b\u2009c\td",
        "".join(map(chr, range(0x250))),
        "".join(map(chr, range(0x100))) + "“’—",
        "",
    ],
)
def test_words_and_letters_alone(text: str) -> None:
    doc = Document(text)
    assert doc.words_alone.split() == re.findall(r"[^\W_]+", text)
    assert list(doc.vocabulary.elements()) == sorted(
        re.findall(r"[^\W\d_]+", text), key=list(dict.fromkeys(re.findall(r"[^\W\d_]+", text))).index
    )
    assert len(doc.words_alone) == len(text)
    assert list(figures(doc)) == [Span(*match.span()) for match in re.finditer(r"\d+", text)]


def turns(marked: str) -> tuple[list[tuple[Span, Span]], list[tuple[Span, Span]]]:
    """Return the marked labels and speeches, and those that are found."""
    text, spans = read_marks(marked)
    return list(zip(spans[::2], spans[1::2], strict=True)), [(t.label, t.speech) for t in Document(text).turns]


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Dr. Elena Morris (EM)⟧: ⟦Thank you.⟧\n⟦EM⟧: ⟦Yes: no.⟧",
        "⟦Editor⟧: ⟦What?⟧\n\n⟦editor⟧:  ⟦So.⟧ \r\nThe end.",
        "**⟦Anna Lee⟧:** ⟦Hello⟧\n> - ⟦Anna⟧: ⟦Hi⟧\n### ⟦Q1⟧**: ⟦why⟧\n_⟦Anna⟧_: ⟦So⟧",
        "⟦Anna⟧:⟦Hello⟧\n⟦Anna⟧ : ⟦Ho⟧\nanna:hello",
        "⟦A b c d e f g h⟧: ⟦eight words⟧\nA b c d e f g h i: nine words",
        "He said “no”: yes\nHe “said: yes”\nWe met. They left: so\nAt 10:30 we left",
        "⟦J. R. Smith⟧: ⟦yes⟧\n⟦Col. Lee, Mr. Orr⟧: ⟦no⟧",
        "No label here\nand none: here\n⟦Yes⟧: ⟦here⟧",
        "",
    ],
)
def test_turns(marked: str) -> None:
    expected, found = turns(marked)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Dr. Elena Morris (EM): a\nEM: b\nDr. Morris: c\nElena: d\nElena Morris, mayor: e", ["morris"] * 5),
        ("Prof. Jane Roe: a\nROE: b\nJR: c\nJane: d", ["roe"] * 4),
        ("Q1: a\nQ2: b\nA: c", ["q", "q", "a"]),
        ("Editor of the Post: a\nEditor: b\nThe editor: c", ["editor"] * 3),
        ("Morris: a\nElena Morris: b\nElena: c\nLee: d", ["morris", "morris", "morris", "lee"]),
        ("Ann Orr: a\nAnn Lee: b\nAnn: c", ["orr", "lee", "orr"]),  # the first one who is called so
        ("Ann Orr: a\nMary Ann Lee: b\nMary Ann: c\nAnn: d", ["orr", "lee", "lee", "orr"]),
        ("5: a\nDr.: b", ["5", "Dr."]),
        ("Head of office: a\nSenior research editor: b\nSenior: c", ["head", "editor", "senior"]),
    ],
)
def test_speakers(text: str, speakers: list[str]) -> None:
    assert [turn.speaker for turn in Document(text).turns] == speakers


def test_a_turn_knows_its_paragraph() -> None:
    doc = Document("Article.\n\nEditor: One.\nMore.\nExpert: Two.")
    assert [turn.paragraph for turn in doc.turns] == [1, 3]


def test_the_paragraph_at_a_place() -> None:
    doc = Document("  One.\n\nTwo.\n")
    assert [doc.paragraph_at(at) for at in range(len(doc.text))] == [-1, -1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]


def test_a_token_is_what_stands_between_white_space() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    text = f"one {word}\u00a0two"
    for at in (4, 20, 4 + len(word)):
        assert Document(text).token_around(Span(at, at)) == Span(4, 4 + len(word))
    assert Document(text).token_around(Span(2, 5)) == Span(0, 4 + len(word))
    assert Document(text).token_around(Span(len(text), len(text))) == Span(5 + len(word), len(text))


def test_a_token_without_end_is_cut() -> None:
    doc = Document("a" * 1000)
    assert doc.token_around(Span(500, 510)) == Span(500 - LONGEST_TOKEN, 510 + LONGEST_TOKEN)
    assert doc.token_around(Span(LONGEST_TOKEN - 1, 990)) == Span(0, 1000)


def test_what_a_source_and_a_house_tell_of_an_article() -> None:
    plain = Document("The Times.")
    assert (plain.inline_borders, plain.house_words) == (frozenset(), frozenset())
    borders, words = frozenset({4, 9}), frozenset({"Northwell"})
    told = Document("The Times.", inline_borders=borders, house_words=words)
    assert (told.inline_borders, told.house_words) == (borders, words)
    copy = dataclasses.replace(told, text="A Times.")
    assert (copy.inline_borders, copy.house_words) == (borders, words)


def test_a_view_is_made_once_an_article() -> None:
    made = []

    def capitals(doc: Document) -> Iterator[int]:
        made.append(doc.text)
        return (at for at, char in enumerate(doc.text) if char.isupper())

    def stops(doc: Document) -> Iterator[int]:
        return (at for at, char in enumerate(doc.text) if char == ".")

    doc = Document("The Times.")
    assert [doc.view(capitals), doc.view(capitals)] == [(0, 4), (0, 4)]
    assert doc.view(stops) == (9,)
    assert made == ["The Times."]
    assert dataclasses.replace(doc, text="A").view(capitals) == (0,)
    assert Document("The Times.").view(capitals) == (0, 4)
    assert made == ["The Times.", "A", "The Times."]


def test_words_and_where_they_stand() -> None:
    doc = Document("The Times, the Timesand 2 the_Times naïve")
    assert doc.vocabulary == {"The": 1, "Times": 2, "the": 2, "Timesand": 1, "naïve": 1}
    assert list(doc.occurrences({"Times", "naïve", "me"})) == [
        ("Times", Span(4, 9)),
        ("Times", Span(30, 35)),
        ("naïve", Span(36, 41)),
    ]
    assert list(doc.occurrences(set())) == []


ROW = " ".join(
    f"{word}ward {word}, {word} {word}; {word.title()}  {word}\n" for word in map("a".__add__, "bcdefghijklmnopqrst")
)
"""So many words that they are not looked for one by one."""


def test_many_words_and_where_they_stand() -> None:
    doc = Document(ROW)
    in_order = [(match[0], Span(*match.span())) for match in re.finditer(r"[^\W\d_]+", ROW)]
    assert list(doc.occurrences(doc.words)) == in_order
    assert list(doc.occurrences(doc.words - {"ab"})) == [found for found in in_order if found[0] != "ab"]


def test_many_spoken_words_and_where_they_stand() -> None:
    (article,) = Document(ROW).view(spoken)
    words = sorted(article.words)
    assert article.starts_of(words) == sorted(at for word in words for at in article.starts(word))
    twice = [(word, word) for word in words]
    few = {at for pair in twice for at in article.pairs([pair]) if at in article.starts(pair[0])}
    assert article.pairs(twice) == sorted(few)


@pytest.mark.parametrize("text", [f"{ROW}last²", f"last¹ {ROW}", ROW.replace(",", "½"), f"{ROW}2last last¹ last"])
def test_many_spoken_words_that_numbers_touch_which_are_no_letters(text: str) -> None:
    (article,) = Document(text).view(spoken)
    assert article.starts_of(article.words) == sorted(at for word in article.words for at in article.starts(word))


@pytest.mark.parametrize(
    ("tag", "code"), [("pt-BR", "pt"), ("de_AT", "de"), (" FR ", "fr"), ("ENGLISH", "en"), ("enm", "enm"), ("", "")]
)
def test_the_language_without_its_region(tag: str, code: str) -> None:
    assert Document("", language=tag).language_code == code
