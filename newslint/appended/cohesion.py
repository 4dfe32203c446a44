"""How a stretch hangs together with the article: what it adds, what it repeats, and how generally it speaks.

Machines that are asked for more text write about nothing in particular: general nouns, advice and hedges, but no
figure, date, place or name that the article does not have. People who are asked have something to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.lexicon import english

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?")
_NAME_OR_FIGURE = re.compile(r"(?<=[a-z,;“] )[A-Z][^\W_]+|\d+")
_TOLD = re.compile(
    r"\b(?:[Ii]|[Ww]e) (?:(?:just|once|never|always|even|only|also|still|\w+ly) )?"
    r"(?:was|were|had|did|saw|got|went|took|made|came|told|knew|found|met|gave|left|bought|sold|wrote|built|grew|ran|sat"
    r"|kept|lost|began|stood|ate|fell|spent|paid|read|heard|learned|[a-z]{2,}ed)\b"
)
_SAID = re.compile(r"(?<!to )\b(?:said|told|says|according to|added|tells)\b|[“\"][^”\"]{20,}[”\"]")
_ADDRESS = re.compile(r"\bwww\.|https?:|@\w|\b\w{3,}\.(?:com|org|gov|net)\b|\b\d{3}[-. ]\d{3,4}\b|[$£€]\d")
_RARE = 4.6  # Zipf frequency: a word of an article's own vocabulary is no more frequent
_MIDDLING = 5.2  # what is more frequent tells nothing
_SHORTEST = 4


class GenericShare(NamedTuple):
    """How many words a text has, and what share of them is generic."""

    words: int
    share: float


class Register(NamedTuple):
    """What a stretch of speech is made of; shares of its words."""

    words: int
    generic: float
    """General nouns, advice and hedges."""
    news: int
    """Names and figures that the article does not have."""
    told: int
    """Clauses in which somebody tells what he did."""
    said: int
    """Attributions and quotations."""
    addresses: int
    """Web pages, telephone numbers and sums of money."""

    @property
    def new_share(self) -> float:
        """The names and figures of its own, a word."""
        return self.news / max(self.words, 1)


def register(text: str, known: Container[str], generic: Container[str]) -> Register:
    """Return what a stretch is made of; `known` are the words of the article in lower case."""
    words, generic_words = generic_share(text, generic)
    return Register(
        words=words,
        generic=generic_words,
        news=len({name for name in _NAME_OR_FIGURE.findall(text) if name.casefold() not in known}),
        told=len(_TOLD.findall(text)),
        said=said(text),
        addresses=len(_ADDRESS.findall(text)),
    )


def generic_share(text: str, generic: Container[str]) -> GenericShare:
    """Return how many words a text has, and the share of them that is general nouns, advice and hedges."""
    words = WORD.findall(text.casefold().replace("’", "'"))
    return GenericShare(len(words), sum(word.removesuffix("'s") in generic for word in words) / max(len(words), 1))


def said(text: str) -> int:
    """Return the number of attributions and quotations."""
    return len(_SAID.findall(text))


def vocabulary(text: str) -> set[str]:
    """Return the words of a text in lower case, without the endings of genitives."""
    return {word.split("'")[0] for word in WORD.findall(text.casefold().replace("’", "'"))}


def own_words(article: set[str], stretch: str) -> set[str]:
    """Return the rarer words that a stretch has from the article: those that tell what the article is about."""
    lexicon = english()
    return {
        word
        for word in vocabulary(stretch) & article
        if len(word) >= _SHORTEST and not word.isdigit() and lexicon.zipf(word) <= _RARE
    }


def shared(article: set[str], stretch: str) -> float:
    """Return the share of the rarer words of a stretch that the article has too."""
    lexicon = english()
    words = {word for word in vocabulary(stretch) if len(word) >= _SHORTEST and lexicon.zipf(word) <= _MIDDLING}
    return len(words & article) / max(len(words), 1)


def curt_share(answers: Sequence[str]) -> float:
    """Return the share of answers as short as only people give them (`A road.`), courtesies aside."""
    lengths = [len(WORD.findall(answer)) for answer in answers if not _COURTESY.search(answer)]
    return sum(0 < length < _CURT for length in lengths) / max(len(lengths), 1)


_CURT = 6
_COURTESY = re.compile(
    r"(?i)\b(?:thank|pleasure|welcome|good (?:morning|day|afternoon|evening)|hello|hi|cheers|any ?time|you too|likewise"
    r"|bye|take care|happy to help|see you)\b"
)
