"""The shapes of tokens, and that no check misses anything because it asks them first."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document
from newslint.catalog import Catalog
from newslint.shape import Seen, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newslint.rule import Check

FAMILIES = frozenset({"glue", "spacing", "quote"})
MARKS = " .,;:!?…'’‘“”\"()[]-–—|•·*%$£€@#™®&/₩😀❤\u00a0\u200b\n"
RULES = [rule for rule in Catalog.load().rules if rule.family in FAMILIES]
TIMES, ARTICLES = 5, 60
SHOWN = {0x11: "…", 0x12: "€"}
"""What stands for marks that Latin-1 has not."""


def seen_in(text: str) -> set[str]:
    return set(Document(text).view(shapes)[0].split("\n")) - {""}


@pytest.mark.parametrize(
    ("token", "shape"),
    [
        ("U.S.-made", "A.A.-aaaa"),
        ("Zoë’s", "Aae\x19a"),
        ("mid-1990s", "aaa-0000a"),
        ("G20", "A00"),
        ("€5", "\x120"),
        ("😀Now", "\x10Aaa"),
        ("Škoda,so", "eaaaa,aa"),
        ("12345", "00000"),
        ("\x1cA\x19a", "A\x10a"),
    ],
)
def test_a_token_has_its_shape(token: str, shape: str) -> None:
    assert seen_in(f"The ferry sank, {token} in 2019.") == {shape}


@pytest.mark.parametrize("token", ["ferry", "Tarn,", "NATO.", "2019", "2019.", "Škoda"])
def test_plain_tokens_are_left_out(token: str) -> None:
    assert seen_in(f"Late {token} Late") == set()


@given(st.text(st.characters(codec="utf-16"), max_size=60))
def test_there_are_no_more_shapes_than_tokens_and_each_is_as_long_as_one(text: str) -> None:
    lengths = [len(token) for token in text.split()]
    assert {len(shape) for shape in seen_in(text)} <= set(lengths)


def test_many_foreign_characters_are_replaced_at_once() -> None:
    letters = "".join(map(chr, range(0x4E00, 0x4E40)))
    assert seen_in(f"{letters}.A ‘{letters}") == {f"{'e' * len(letters)}.A", f"\x18{'e' * len(letters)}"}


@pytest.mark.parametrize("mark", list("–—…€•™‐"))
def test_a_mark_is_seen_beside_a_control_character_that_is_its_byte(mark: str) -> None:
    (byte,) = seen_in(mark)
    assert seen_in(f"The ferry{byte} sank, late{mark}The {byte}rest") == {"aaaaa\x10", f"aaaa{byte}Aaa", "\x10aaaa"}


@pytest.mark.parametrize(
    ("pattern", "text", "is_seen"),
    [
        (r"[.!?]A", "It closed.Trams ran.", True),
        (r"[.!?]A", "It closed. Trams ran.", False),
        (r"—$", "The quay— and the port", True),
        (r"—$", "The quay — and the port", True),
        (r"a—$", "The quay — and the port", False),
        (r"^¤A", "Late ❤Now", True),
        (r"^a’a", "It’s", False),
        (r"A’a", "I’m", True),
    ],
)
def test_what_is_seen(pattern: str, text: str, is_seen: bool) -> None:
    assert Seen(pattern)(Document(text)) is is_seen


def test_a_mark_is_itself_whatever_stands_elsewhere() -> None:
    controls = "".join(map(chr, range(0x10, 0x20)))
    assert {"aaaa…Aaa", "€0"} <= {shape.translate(SHOWN) for shape in seen_in(f"wait…Now €5 {controls}")}


@pytest.fixture(scope="module")
def checks() -> Mapping[str, Check]:
    """Return the checks of modules in the families that ask for shapes first."""
    found = (getattr(rule.check, "check", rule.check) for rule in RULES)
    return {check.module: check for check in found if hasattr(check, "module")}


@pytest.mark.parametrize("seed", range(TIMES))
def test_a_check_finds_the_same_if_it_does_not_ask(
    checks: Mapping[str, Check], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secret
    cases = [case.text for rule in RULES for case in rule.cases]
    texts = [changed(" ".join(rng.sample(cases, 2)), rng) for _ in range(ARTICLES)]
    places = list(itertools.product(texts, checks))
    asked = [list(checks[name](Document(text))) for text, name in places]
    monkeypatch.setattr(Seen, "__call__", lambda _seen, _doc: True)
    unasked = [list(checks[name](Document(text))) for text, name in places]
    assert [place for place, one, other in zip(places, asked, unasked, strict=True) if one != other] == []


def changed(text: str, rng: random.Random) -> str:
    """Return the text with some characters lost, and some marks put in."""
    pieces = []
    for char in text:
        if char.isalnum() or rng.random() > 0.15:
            pieces.append(char)
        if rng.random() < 0.02:
            pieces.append(rng.choice(MARKS))
    return "".join(pieces)
