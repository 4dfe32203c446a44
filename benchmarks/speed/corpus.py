"""Makes articles to measure speed on: the same for the same seed, of any number, damaged about as often as real ones.

Their paragraphs are prose of the sound articles in `fixtures`, which are newslint's own, with their names exchanged for
new ones, so that words go on being new as they do in a real archive. Much in those articles looks like damage and is
none, to try the rules: code, verse, dialogues, prices; it is left out, for news has little of it. Lengths are spread as
in scraped news: half of the articles have less than 3,000 characters, one in twenty has more than 12,000; a paragraph
has about 250; and in half of the articles all quotation marks are straight.
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
FIXTURES = Path(__file__).parents[2] / "fixtures"
SOUND = ("clean/*.txt", "broken/*/fixed.txt")
MEDIAN, SPREAD = 3_000, 0.85
"""Characters of the middle article, and the standard deviation of the logarithm of all lengths."""
SHORTEST, LONGEST = 300, 60_000
FEWEST = 60
"""Characters of a paragraph; of those that are found one or two make one."""
LOST_SPACE, TURNED_QUOTE, DOUBLED_SPACE, FURNITURE = 1 / 20_000, 1 / 50_000, 1 / 50_000, 0.3
"""How often each damage comes, for each character; furniture for each article."""
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_PAGE = (
    "Share this article",
    "Advertisement",
    "Sign up for our newsletter",
    "Read more: The ferry sails again",
    "Photo: Hanne Brekke",
    "© 2026 The Harbour Gazette. All rights reserved.",
)
_PROSE = re.compile(r"(?![^.]{1,30}:)[A-Z“](?:[\w,.;:()’“”—–%$£€-]| (?! ))+[.!?”]")
"""A paragraph of sentences, with no speaker's name before it and no character that news seldom has."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_ONSETS = ("B", "Br", "D", "F", "G", "H", "K", "L", "M", "N", "R", "S", "St", "T", "Th", "V")
_VOWELS, _CODAS = ("a", "e", "i", "o", "u", "ei"), ("ck", "d", "l", "ll", "m", "n", "nd", "r", "rn", "s", "th")


def articles(characters: int, seed: int = SEED) -> list[str]:
    """Return articles that have together at least so many characters."""
    found: list[str] = []
    done = 0
    for text in endless(seed):
        if done >= characters:
            break
        found.append(text)
        done += len(text)
    return found


def article(characters: int, seed: int = SEED) -> str:
    """Return one article of so many characters."""
    return "\n".join(articles(characters, seed))[:characters]


def endless(seed: int = SEED) -> Iterator[str]:
    """Yield articles without end."""
    dice = random.Random(seed)  # noqa: S311 - nobody's secret
    paragraphs = _paragraphs()
    while True:
        length = round(min(LONGEST, max(SHORTEST, math.exp(dice.gauss(math.log(MEDIAN), SPREAD)))))
        yield _damaged(_article(paragraphs, length, dice), dice)


def endless_short(seed: int = SEED) -> Iterator[str]:
    """Yield articles of one paragraph without end, damaged as the others are and without furniture."""
    dice = random.Random(seed)  # noqa: S311 - nobody's secret
    paragraphs = _paragraphs()
    while True:
        yield _damaged(_NAME.sub(_name(dice), dice.choice(paragraphs)), dice)


def _paragraphs() -> list[str]:
    lines = [
        line
        for articles in SOUND
        for path in sorted(FIXTURES.glob(articles))
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    return [line for line in dict.fromkeys(lines) if len(line) >= FEWEST and _is_prose(line)]


def _is_prose(line: str) -> bool:
    return _PROSE.fullmatch(line) is not None and line.count("“") == line.count("”")


def _article(paragraphs: list[str], length: int, dice: random.Random) -> str:
    names = [_name(dice) + _name(dice).lower() * dice.randrange(2) for _ in range(6 + length // 1_000)]
    pieces = list(_pieces(paragraphs, length, dice))
    text = _NAME.sub(lambda _: dice.choice(names), "\n".join(pieces))
    if dice.random() < FURNITURE:
        text = "\n".join([text, *dice.sample(_PAGE, dice.randrange(1, len(_PAGE)))])
    return text.translate(STRAIGHT) if dice.randrange(2) else text


def _pieces(paragraphs: list[str], length: int, dice: random.Random) -> Iterator[str]:
    """Yield paragraphs, none of them twice in an article unless it is a very long one."""
    done = 0
    while done < length:
        left = dice.sample(paragraphs, len(paragraphs))
        while left and done < length:
            paragraph = " ".join([left.pop() for _ in range(min(len(left), dice.randrange(1, 3)))])
            yield paragraph
            done += len(paragraph) + 1


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
