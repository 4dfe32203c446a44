"""Makes articles to measure speed on: the same for the same seed, of any number, damaged about as often as real ones.

Their paragraphs are those of the sound articles in `fixtures/clean`, which are newslint's own, with their names
exchanged for new ones, so that words go on being new as they do in a real archive. Lengths are spread as in scraped
news: half of the articles have less than 3,000 characters, one in twenty has more than 12,000.
"""

from __future__ import annotations

import math
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20_261_122
CLEAN = Path(__file__).parents[2] / "fixtures" / "clean"
MEDIAN, SPREAD = 3_000, 0.85
"""Characters of the middle article, and the standard deviation of the logarithm of all lengths."""
SHORTEST, LONGEST = 300, 60_000
LOST_SPACE, TURNED_QUOTE, DOUBLED_SPACE, FURNITURE = 1 / 6_000, 1 / 20_000, 1 / 15_000, 0.3
"""How often each damage comes, for each character; furniture for each article."""
_PAGE = (
    "Share this article",
    "Advertisement",
    "Sign up for our newsletter",
    "Read more: The ferry sails again",
    "Photo: Hanne Brekke",
    "© 2026 The Harbour Gazette. All rights reserved.",
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_ONSETS = ("B", "Br", "D", "F", "G", "H", "K", "L", "M", "N", "R", "S", "St", "T", "Th", "V")
_VOWELS, _CODAS = ("a", "e", "i", "o", "u", "ei"), ("ck", "d", "l", "ll", "m", "n", "nd", "r", "rn", "s", "th")


def articles(characters: int, seed: int = SEED) -> list[str]:
    """Return articles that have together at least so many characters."""
    dice = random.Random(seed)  # noqa: S311 - nobody's secret
    paragraphs = [
        paragraph
        for path in sorted(CLEAN.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n")
        if paragraph.strip()
    ]
    found: list[str] = []
    while sum(map(len, found)) < characters:
        length = round(min(LONGEST, max(SHORTEST, math.exp(dice.gauss(math.log(MEDIAN), SPREAD)))))
        found.append(_damaged(_article(paragraphs, length, dice), dice))
    return found


def article(characters: int, seed: int = SEED) -> str:
    """Return one article of so many characters."""
    return "\n".join(articles(characters, seed))[:characters]


def _article(paragraphs: list[str], length: int, dice: random.Random) -> str:
    names = [_name(dice) + _name(dice).lower() * dice.randrange(2) for _ in range(6 + length // 1_000)]
    pieces = list(_pieces(paragraphs, length, dice))
    text = _NAME.sub(lambda _: dice.choice(names), "\n".join(pieces))
    if dice.random() < FURNITURE:
        text = "\n".join([text, *dice.sample(_PAGE, dice.randrange(1, len(_PAGE)))])
    return text


def _pieces(paragraphs: list[str], length: int, dice: random.Random) -> Iterator[str]:
    """Yield paragraphs, none of them twice in an article unless it is a very long one."""
    done = 0
    while done < length:
        for paragraph in dice.sample(paragraphs, len(paragraphs)):
            yield paragraph
            done += len(paragraph) + 1
            if done >= length:
                return


def _name(dice: random.Random) -> str:
    return dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_CODAS)


def _damaged(text: str, dice: random.Random) -> str:
    """Return the article with some spaces lost or doubled and some closing marks turned."""
    places = [at for at, char in enumerate(text) if char in " ”"]
    pieces, done = [], 0
    for at in places:
        chance = dice.random() * len(places) / len(text)  # the rates are those of all characters
        wanted = text[at]
        if wanted == " ":
            wanted = "" if chance < LOST_SPACE else "  " if chance < LOST_SPACE + DOUBLED_SPACE else " "
        elif chance < TURNED_QUOTE:
            wanted = "“"
        if wanted != text[at]:
            pieces += [text[done:at], wanted]
            done = at + 1
    return "".join([*pieces, text[done:]])
