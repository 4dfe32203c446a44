"""Fixes applied to a text: which of those that touch the same place is made."""

from newslint import Edit, Fix, Safety, Span, fixer


def fix(start: int, end: int, text: str, safety: Safety = Safety.SAFE) -> Fix:
    return Fix(f"{start}-{end} {text}", (Edit(Span(start, end), text),), safety)


def test_of_two_insertions_at_one_point_one_is_made() -> None:
    first, second = fix(1, 1, " "), fix(1, 1, " ")
    text, made = fixer.apply("ab", [first, second])
    assert text == "a b"
    assert made == [first]
    assert made[0] is first


def test_of_fixes_that_begin_together_the_longer_is_made() -> None:
    short, long = fix(0, 1, "x"), fix(0, 2, "y")
    assert fixer.apply("abc", [short, long]) == ("yc", [long])
    assert fixer.apply("abc", [long, short]) == ("yc", [long])


def test_the_safer_fix_beats_the_longer() -> None:
    short, long = fix(0, 1, "x"), fix(0, 2, "y", Safety.UNSAFE)
    assert fixer.apply("abc", [long, short]) == ("xbc", [short])


def test_an_insertion_keeps_its_point_to_itself() -> None:
    insertion, replacement = fix(1, 1, "-"), fix(1, 2, "B", Safety.UNSAFE)
    assert fixer.apply("abc", [insertion, replacement]) == ("a-bc", [insertion])


def test_a_longer_fix_beats_an_insertion_at_its_start() -> None:
    insertion, replacement = fix(1, 1, "-"), fix(1, 2, "B")
    assert fixer.apply("abc", [insertion, replacement]) == ("aBc", [replacement])


def test_neighbours_are_both_made() -> None:
    one, two = fix(0, 1, "A"), fix(1, 1, "-")
    assert fixer.apply("ab", [two, one]) == ("A-b", [one, two])
    point, next_point = fix(1, 1, "-"), fix(2, 2, "+")
    assert fixer.apply("abc", [next_point, point]) == ("a-b+c", [point, next_point])
    assert fixer.apply("abc", [fix(1, 1, "-"), fix(2, 3, "C")])[0] == "a-bC"


def test_a_fix_of_several_edits_keeps_what_stands_between_them() -> None:
    both = Fix("both", (Edit(Span(0, 1), "("), Edit(Span(3, 4), ")")))
    assert fixer.apply("[ab]", [both, fix(1, 2, "A")]) == ("(ab)", [both])


def test_nothing_to_do() -> None:
    assert fixer.apply("abc", []) == ("abc", [])
