"""Pieces of paragraphs: where a part that a program joined with the text may begin and end, and how it goes."""

from itertools import pairwise

import pytest

from newslint import Document, Span
from newslint.checks import embedded_captions
from newslint.fixer import apply, mend
from newslint.inside import borders, is_glued, pieces, taken_out
from newslint.linter import Linter


def parts(text: str) -> list[str]:
    """Return the text parted at all its borders."""
    doc = Document(text)
    places = [0, *(border.start for found in doc.view(borders) for border in found), len(text)]
    return [text[start:end] for start, end in pairwise(places)]


@pytest.mark.parametrize(
    "marked",
    [
        "It is late. |The crew waits.",
        "It is late.|The crew waits.",
        "It is late (AP Photo/Moen)|The crew waits.",
        "He left.”|The crew waits. |It is cold.|Ask a pilot.",
        "He left.|Related: Ten harbours|The crew waits.",
        "He left.|Read it all here|The crew waits for AirPlay and McTarn.",
        "Write to ada@tarn.example |The crew waits.",
        "Follow us @tarnpost.|The crew waits at tarnpost.com/A.Page for the U.S. ship.",
        "It rains. |NOBODY KNOWS WHO SOLD THE PIER |The crew waits.",
        "He left.”|___Ada Orrin wrote this.",
        "He left!|The crew waits?|Ask a pilot…|I wait)|We wait]|They wait.",
        "It rains. |IS IT ON TV |The crew waits. |“NO’S ’O NO A BE The crew waits.",
        "It rains. |AA BB CC DD |“I wait here.",
        "It is TV.”|A’S BB’ C-C DD |The crew waits.",
        "See https://tarn.example/a |The crew waits at HTTP://tarn.example The pier.",
        "See https://tarn.example/@ada?b=#c |The crew waits www.tarn.example |I wait.",
        "Write to ada.ada.ada.ada.ada.ada.ada.ada.ada.ada@t.ex |The crew waits.",
        f"See @tarn/@ada/https://{'a@://b.' * 28}aaaa |The crew waits at https://{'a' * 201} The pier.",
        "See x@y and #tarn |“The crew waits for @ada |“I wait at #tarn |A ship.",
        "The ferry of 9.30 is late, says Node.js.",
    ],
)
def test_borders(marked: str) -> None:
    expected = marked.split("|")
    assert parts("".join(expected)) == expected


def test_pieces_run_over_places_where_words_seem_to_meet() -> None:
    doc = Document("He left.Read it hereThe crew waits.")
    found = [doc.text[start:end] for start, end in doc.view(pieces)]
    assert found == ["He left.", "Read it here", "Read it hereThe crew waits.", "The crew waits."]


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("He left.⟦Share⟧The crew waits.", "He left. The crew waits."),
        ("He left. ⟦Share⟧ The crew waits.", "He left. The crew waits."),
        ("He left. ⟦Share⟧The crew waits.", "He left. The crew waits."),
        ("He left.⟦Share⟧ The crew waits.", "He left. The crew waits."),
        ("He left. ⟦Share⟧\nThe crew waits.", "He left.\nThe crew waits."),
        ("⟦Share⟧The crew waits.", "The crew waits."),
        ("⟦Share⟧ The crew waits.", "The crew waits."),
        ("He left.\n⟦Share⟧\nThe crew waits.", "He left.\nThe crew waits."),
    ],
)
def test_what_is_taken_out_leaves_one_space(marked: str, left: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    doc = Document(marked.replace("⟦", "").replace("⟧", ""))
    assert apply(doc.text, [taken_out(doc, Span(start, end), "delete it")])[0] == left
    assert is_glued(doc, Span(start, end)) == ("⟦Share⟧T" in marked or ".⟦" in marked)


def test_a_link_goes_whether_its_joints_are_mended_first_or_not() -> None:
    text = "The ferry was late again.Related: Ten quiet harbours worth a visitThe crew waits. It is cold."
    once = mend(Linter(), Document(text)).text
    assert once == "The ferry was late again. Related: Ten quiet harbours worth a visit\nThe crew waits. It is cold."
    for start in (text, once):
        assert (
            mend(Linter(), Document(start), unsafe=True).text
            == "The ferry was late again.\nThe crew waits. It is cold."
        )


@pytest.mark.parametrize(
    "credit",
    [
        "(AP file)",
        "[AP images]",
        "(Reuters photo)",
        "(dpa via Post)",
        "(photos courtesy Ada Orrin)",
        "(file of Ada Orrin)",
        "(submitted photo)",
        "Ada Orrin via PA",
        "Ada Orrin / GETTY IMAGES",
        "Ada Orrin/Bloomberg News",
        "Photos : Ada Orrin.",
        "Credit... Ada Orrin.",
        "Courtesy of Ada Orrin.",
        "REUTERS/Ada Orrin.",
    ],
)
def test_a_credit_is_found_by_its_words_and_marks(credit: str) -> None:
    text = f"It is cold. The crew waits at the pier. {credit} The mayor has told nobody why the ferry does not sail.\n"
    assert [hit.span.of(text).endswith(credit) for hit in embedded_captions.check(Document(text))] == [True]
