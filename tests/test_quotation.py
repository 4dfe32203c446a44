"""What each quotation mark does in its place, and where the quotations are: exact spans."""

import pytest

from newslint import Document, Span
from newslint.quotation import touching
from newslint.rule import read_marks


def jobs(text: str) -> str:
    """Return what the marks do: `(` opens, `)` closes, `{` and `}` do so against their glyph, `-` is no mark."""
    read = {mark.at: "({"[mark.turned] if mark.opens else ")}"[mark.turned] for mark in Document(text).quotation_marks}
    return "".join(read.get(at, "-") for at, char in enumerate(text) if char in '“”„«»"')


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("He said, ⟦“We go.”⟧ She said, ⟦“Stay.”⟧", "()()"),
        ('⟦"Straight"⟧ and (⟦"more"⟧)-⟦"again"⟧.', "()()()"),
        ("\n\n  ⟦“In the middle”⟧\n", "()"),
        ("She said ⟦“he told us ‘go’ at noon”⟧ and left.", "()"),
        ("He said ⟦“go.”⟧⟦“Stay.”⟧ and left.", "()()"),  # no room, but a stop and a capital
        ("One.⟦“Two,”⟧ he said.", "()"),
        ("Born in ⟦“1989”⟧, he left.", "()"),
        # Brackets, dashes and marks of Markdown make room as a blank does.
        ("The (⟦“Sun”⟧) and —⟦“Moon”⟧— and [⟦“Mars”⟧] rose.", "()()()"),
        ('*⟦“Bold”⟧* and _⟦"it"⟧_', "()()"),
        # Each paragraph of a long quotation opens anew, the last one closes.
        ("⟦“First.⟧\n⟦“Second.⟧\r\n⟦“Third,”⟧ he said.", "((()"),
        ("He said ⟦“go.⟧\nThe next ⟦“one”⟧ is another.", "(()"),
        ("Lost its first mark,” he said, ⟦“twice.”⟧", ")()"),
        ("A lonely ⟦“⟧", "("),
        # Other languages.
        ("⟦„Wir gehen“⟧, sagte er, ⟦„jetzt“⟧.", "()()"),
        ("⟦„Gehen wir”⟧, sagte er.", "()"),
        ("⟦«Partons»⟧, dit-il, ⟦« maintenant »⟧.", "()()"),
        ("⟦»Wir gehen«⟧, sagte er, ⟦»jetzt«⟧.", "()()"),
        # Marks turned by translation: the room beside them is the better witness.
        ("He said ⟦”go“⟧ today.", "{}"),
        ("He said ⟦”go”⟧ today.", "{)"),
        ("He said ⟦“go“⟧ today.", "(}"),
        ("He said ⟦”go⟧\nand ⟦“stay“⟧.", "{(}"),
    ],
)
def test_quotations(marked: str, expected: str) -> None:
    text, spans = read_marks(marked)
    assert jobs(text) == expected
    assert Document(text).quotations == spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told us “go” and left,” she said.", "(())"),
        ("“He told us ”go” and left,” she said.", "({))"),
        ("He said “a «b» c” then.", "(())"),
        ("“We go. “We stay. “We rest,” he said.", "((()"),  # joined paragraphs
        ("“We go.“We stay,” he said.", "(()"),  # glued paragraphs
        ("They will“he said.", "("),
        ("He said ” there.", ")"),  # with room on both sides the glyph decides
        ("He said “ there.", "("),
        ("They “will“he said.", "(}"),
    ],
)
def test_marks_inside_quotations(text: str, expected: str) -> None:
    assert jobs(text) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("A man 5'10\" tall.", "-"),
        ("A 12” pipe, a 14” pipe.", "--"),
        ('He is 5\'10" tall and ⟦"fast"⟧ too.', "-()"),
        ('He said ⟦"I am 5\'10" and tall"⟧ then.', "(-)"),
        ("He said ⟦“in 1989”⟧ and left.", "()"),
        ("He said ⟦“in 1989“⟧ and left.", "(}"),  # this glyph measures nothing
    ],
)
def test_inches_are_no_quotation_marks(marked: str, expected: str) -> None:
    text, spans = read_marks(marked)
    assert jobs(text) == expected
    assert Document(text).quotations == spans


def test_a_mark_knows_whether_a_quotation_is_open_before_it() -> None:
    text = "“a “b” c” d”\n“e”"
    marks = Document(text).quotation_marks
    assert [mark.at for mark in marks] == [0, 3, 5, 8, 11, 13, 15]
    assert [mark.span.of(text) for mark in marks] == list("““”””“”")
    assert [mark.inside for mark in marks] == [False, True, True, False, False, False, True]


def test_what_a_quotation_holds() -> None:
    text = "He “one” two “three”."
    doc = Document(text)
    one, three = Span(3, 8), Span(13, 20)
    assert doc.quotations == (one, three)
    for inside in (one, three, Span(4, 7), Span(3, 3), Span(8, 8), Span(19, 20)):
        assert doc.in_quotation(inside)
    for outside in (Span(0, 2), Span(2, 4), Span(7, 9), Span(3, 20), Span(9, 12), Span(20, 21)):
        assert not doc.in_quotation(outside)


@pytest.mark.parametrize(
    "marked",
    [
        "They ⟦will“he⟧ said.",
        "They will ⟦“he⟧ said.",
        "They ⟦will”,⟧ he said.",
        "They ⟦will.”⟧ He said.",
        "They “then ⟦will”...⟧ He.",
        "The ⟦”mayor’s⟧ car.",
        "A—⟦well-known”⟧ man",
        "⟦“⟧ ",
    ],
)
def test_a_mark_with_what_touches_it(marked: str) -> None:
    text, (around,) = read_marks(marked)
    at = max(text.find(mark, around.start, around.end) for mark in "“”")
    assert touching(text, Span(at, at + 1)) == around


@pytest.mark.parametrize(
    ("text", "expected"),
    [("â€œWe go.â€\u201d “so”", "-()"), ("â€\u201c", "-"), ('" of â€', "("), ("€“We”", "()")],
)
def test_the_last_piece_of_a_broken_mark_is_none(text: str, expected: str) -> None:
    assert jobs(text) == expected
