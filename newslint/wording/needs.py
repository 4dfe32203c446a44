"""What an article must have for a wording to stand in it: words, and words side by side.

That is told by a look at two sets. Of thousands of wordings hardly one is left for which an expression is worth its
price, and then it is tried only where the word stands that the fewest articles have. What is said here may be too
little and never too much: a need that a place does not have would hide it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint import ready_re as re
from newslint.lexicon import english
from newslint.spoken import NUMBER
from newslint.verbs import all_forms
from newslint.wording.notation import with_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.pattern import Classes
    from newslint.spoken import Gram, Spoken
    from newslint.wording.notation import Token

_PARTS = re.compile(r"(?P<kind><\w+>)|(?P<word>(?:[^\W_]\??)+)|(?P<mark>.)(?P<optional>\??)")
_LETTERS = re.compile(r"(.)(\??)")
_MOST_PAIRS = 400
_ALL = 10.0**9
"""Words: what frequencies are told of."""
_OF_A_LETTER = 10.0**7
"""Letters stand in every text: the rest of `police’s`, initials, items of a list."""
_MEET = 30
"""So many times as often as by chance stand the two words of a phrase side by side, roughly."""


@dataclass(frozen=True)
class Needs:
    """What an article needs."""

    words: tuple[str, ...]
    """One of these stands in each place: the rarest that can be told; empty if none can."""
    grams: tuple[frozenset[Gram], ...]
    """The article has one of each of these, the rarest first."""

    def are_in(self, article: Spoken) -> bool:
        """Whether an article may have the wording."""
        words, pairs = article.words_or_number, article.neighbours
        if any(map(words.isdisjoint, self._words)) or any(map(pairs.isdisjoint, self._pairs)):
            return False
        return not any(words.isdisjoint(grams) and pairs.isdisjoint(grams) for grams in self._mixed)

    @cached_property
    def _words(self) -> Sequence[frozenset[Gram]]:
        """Those of the `grams` that are words alone, which are looked up in no time."""
        return [grams for grams in self.grams if all(isinstance(gram, str) for gram in grams)]

    @cached_property
    def _pairs(self) -> Sequence[frozenset[Gram]]:
        return [grams for grams in self.grams if not any(isinstance(gram, str) for gram in grams)]

    @cached_property
    def _mixed(self) -> Sequence[frozenset[Gram]]:
        return [grams for grams in self.grams if grams not in self._words and grams not in self._pairs]

    def content(self) -> list[str]:
        """Return the same as texts, to make it of again: the words, and then what the article has one of."""
        texts = [sorted(gram if isinstance(gram, str) else " ".join(gram) for gram in one) for one in self.grams]
        return [" ".join(self.words), *map(",".join, texts)]

    @classmethod
    def restored(cls, content: Sequence[str]) -> Needs:
        """Return the needs that had this content."""
        words, *grams = content
        return cls(tuple(words.split()), tuple(frozenset(map(_gram_of, text.split(","))) for text in grams))


class _Piece(NamedTuple):
    """What is known of a token."""

    is_edged: tuple[bool, bool] = (False, False)
    """Whether a word must end at its left and at its right side."""
    rows: Sequence[Sequence[frozenset[str]]] = ()
    """The words that it may be, one row each choice; in place of each word its forms, nothing if that is open."""
    is_optional: bool = False


_EDGE = _Piece((True, True))
_OPEN = _Piece((False, False), ((frozenset(),),))


def needs(found: str, near: AbstractSet[str], classes: Classes) -> Needs:
    """Return what an article needs for the wording `found`, in a sentence that has one of the words `near`."""
    pieces: list[_Piece] = []
    is_refused = False
    for token, is_beside in with_place(found):
        is_refused = token["context"] == "[!" or (is_refused and is_beside)
        if not token["context"] and not is_refused:
            for piece in _pieces(token, classes):
                _add(pieces, piece)
    grams: list[frozenset[Gram]] = [frozenset(near)] if near else []
    telling: list[frozenset[str]] = []
    last = frozenset[str]()
    """What may stand before the next word; empty if that is not known."""
    for number, piece in enumerate(pieces):
        if not piece.rows:
            continue
        is_whole = _is_edge(piece, reversed(pieces[:number]), 0) and _is_edge(piece, pieces[number + 1 :], 1)
        firsts, lasts = (_union([row[side] for row in piece.rows]) if is_whole else frozenset() for side in (0, -1))
        if piece.is_optional:
            last = last and lasts and last | lasts
            continue
        if is_whole and all(any(row) for row in piece.rows):
            grams.append(frozenset(itertools.chain.from_iterable(map(_gram, piece.rows))))
            telling.append(_union([_rarest(row) for row in piece.rows]))
        if last and firsts and len(last) * len(firsts) <= _MOST_PAIRS:
            grams.append(frozenset(itertools.product(_named(last), _named(firsts))))
        last = lasts
    best = min((words for words in telling if NUMBER not in words), key=_share, default=frozenset())
    return Needs(tuple(sorted(best)), tuple(sorted(grams, key=_share_of_grams)))


def told_by(content: Sequence[str]) -> frozenset[Gram]:
    """Return the first of the `grams` of the needs that have this content."""
    return frozenset(map(_gram_of, content[1].split(",")))


def told_content(by_gram: Mapping[Gram, Sequence[int]]) -> list[Any]:
    """Return numbers by words and neighbours as plain data, of which `told_restored` makes them in no time."""
    words = sorted(gram for gram in by_gram if isinstance(gram, str))
    pairs = sorted(gram for gram in by_gram if not isinstance(gram, str))
    rows = {tuple(numbers): place for place, numbers in enumerate(sorted(set(map(tuple, by_gram.values()))))}
    grams: list[Gram] = [*words, *pairs]
    places = [rows[tuple(by_gram[gram])] for gram in grams]
    return [" ".join(words), *(" ".join(pair[side] for pair in pairs) for side in (0, 1)), list(rows), places]


def told_restored(
    words: str, firsts: str, seconds: str, rows: Sequence[Sequence[int]], places: Sequence[int]
) -> dict[Gram, Sequence[int]]:
    """Return the numbers that had this content."""
    pairs = zip(firsts.split(), seconds.split(), strict=True)
    return dict(zip((*words.split(), *pairs), map(rows.__getitem__, places), strict=True))


def _gram_of(text: str) -> Gram:
    left, _, right = text.partition(" ")
    return (left, right) if right else left


def _add(pieces: list[_Piece], piece: _Piece) -> None:
    """Put a piece behind others; what touches half a word makes it whole: `dependen(ce|cy)`, `receipt(s)?`."""
    half = pieces[-1] if pieces else _EDGE
    if half.is_optional or any(len(row) != 1 or not row[0] for row in (*half.rows, *piece.rows)):
        pieces.append(piece)
    elif half.rows and piece.rows and not half.is_edged[1] and not piece.is_edged[0]:
        first, second = _union(row[0] for row in half.rows), _union(row[0] for row in piece.rows)
        joined = frozenset(map(_joined, itertools.product(first, second)))
        words = joined | first if piece.is_optional else joined
        pieces[-1] = _Piece((half.is_edged[0], piece.is_edged[1]), ((words if all(words) else frozenset(),),))
    else:
        pieces.append(piece)


def _joined(halves: tuple[str, str]) -> str:
    """Return one word of two halves; empty if that is open, as a figure stands in its midst."""
    begins, ends = halves
    if NUMBER in begins:
        return NUMBER
    return "" if NUMBER in ends else begins + ends


def _pieces(token: Token, classes: Classes) -> list[_Piece]:
    """Return what is known of a token, one piece for each word of a text."""
    if token["blank"] or token["mark"]:
        return [_EDGE]
    if token["verb"]:
        return [_Piece(rows=((frozenset(all_forms(token["verb"][1:-1])),),))]
    if token["kind"]:
        words = classes.get(token["kind"][1:-1])
        return [_choice(words, (False, True))] if words else [_of_kind(token["kind"])]
    if token["text"]:
        return _of_text(token["text"])
    if token["slot"]:
        piece = _choice(token["choices"].split("|"))
        return [piece._replace(is_optional=bool(token["optional"]))]
    return [_OPEN]


def _of_kind(kind: str) -> _Piece:
    return _Piece((False, False), ((frozenset({NUMBER}),),)) if kind == "<number>" else _OPEN


def _of_text(text: str) -> list[_Piece]:
    """Return the words of a text and what parts them; a mark that may be absent is nothing that counts on."""
    pieces: list[_Piece] = []
    for part in _PARTS.finditer(text):
        if part["word"] and pieces and pieces[-1].rows:
            pieces[-1] = _OPEN  # a mark that may be absent parts them: `anti-?fraud` is one word or two
        elif part["word"]:
            pieces.append(_Piece(rows=((_forms(part["word"]),),)))
        elif part["kind"]:
            pieces.append(_of_kind(part["kind"]))
        elif not part["optional"]:
            pieces.append(_EDGE)
    return pieces


def _choice(choices: Iterable[str], is_edged: tuple[bool, bool] = (True, True)) -> _Piece:
    """Return what is known of several texts one of which stands there."""
    rows: list[list[frozenset[str]]] = []
    left, right = is_edged
    for choice in choices:
        pieces = _of_text(choice)
        left = left and bool(pieces) and not pieces[0].rows
        right = (right and bool(pieces) and not pieces[-1].rows) or is_edged == (False, True)
        rows.append([piece.rows[0][0] for piece in pieces if piece.rows] or [frozenset()])
    return _Piece((left, right), rows)


def _forms(word: str) -> frozenset[str]:
    """Return a word in lower case; with letters that may be absent all ways to write it."""
    letters = [(letter, "") if may_be_absent else (letter,) for letter, may_be_absent in _LETTERS.findall(word.lower())]
    return frozenset(map("".join, itertools.product(*letters)))


def _is_edge(piece: _Piece, beyond: Iterable[_Piece], side: int) -> bool:
    """Whether a word must end at a side of a piece; `beyond` are the pieces from there on."""
    if piece.is_edged[side]:
        return True
    for other in beyond:
        if not other.is_edged[1 - side]:
            return False
        if not other.is_optional:
            return True
    return True


def _gram(row: Sequence[frozenset[str]]) -> list[Gram]:
    """Return what tells most of a row: two words of it side by side, or what it has of single ones."""
    for one, other in itertools.pairwise(row):
        if one and other:
            return list(itertools.product(_named(one), _named(other)))
    return [*next(filter(None, row))]


def _named(words: Iterable[str]) -> set[str]:
    """Return the words as `Spoken.neighbours` has them."""
    return {NUMBER if word[0].isdigit() else word for word in words}


def _rarest(row: Sequence[frozenset[str]]) -> frozenset[str]:
    return min(filter(None, row), key=_share)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return all of the words; nothing if one of the sets is open."""
    known = list(sets)
    return frozenset().union(*known) if all(known) else frozenset()


def _share_of_grams(grams: Iterable[Gram]) -> float:
    """Return how many places of a text have one of these, roughly: words that may meet do so oftener than by chance."""
    return fsum(
        _share([gram]) if isinstance(gram, str) else _MEET * _share([gram[0]]) * _share([gram[1]]) / _ALL
        for gram in grams
    )


def _share(words: Iterable[str]) -> float:
    """Return how many of a thousand million words are one of these, roughly: the same in whatever order they are."""
    zipf = english().zipf
    return fsum(_OF_A_LETTER if len(word) == 1 else 10 ** zipf(word) for word in words)
