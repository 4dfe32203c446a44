"""Systems of quotation marks: two in one pair («We wait”), or two in one article (“curly” beside "straight")."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.quotation import touching
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document
    from newslint.quotation import Mark

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"mismatched", "half-curly", "mixed"})

_SYSTEMS = {
    "“”": "curly",
    '""': "straight",
    "«»": "guillemets",
    "»«": "guillemets",
    "„“": "low and high marks",
    "„”": "low and high marks",
    "„‟": "low and high marks",
}
_HOUSE_GLYPHS = {"curly": "“”", "straight": '""'}
_HALF_CURLY = frozenset('“”"')
_GLYPHS = frozenset[str]().union(*_SYSTEMS)
_IN_CODE = re.compile(r"(?:=|\w\()\Z")
"""An attribute of a tag, or what a function is called with."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LONGEST = 1_000
"""Characters of a quotation that are read to tell its language."""
_FEWEST_LITTLE = 0.2
"""Of the words of an English sentence, at least so many are little words."""
_FEWEST_PAIRS = 3
"""So many pairs make a style, and three times as many as the other has."""

_SURE, _ADVICE = 0.9, 0.7


class _Pair(NamedTuple):
    """A quotation that has both of its marks."""

    opening: Mark
    closing: Mark

    @property
    def span(self) -> Span:
        return self.opening.span.hull(self.closing.span)

    def system(self, text: str) -> str:
        """Return the name of the system to which both marks belong; empty if there is none."""
        return _SYSTEMS.get(text[self.opening.at] + text[self.closing.at], "")


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the pairs of two systems, and the first pair of a system that is not the article's own.

    What only a careful editor sees is told once an article: half curly pairs, and other systems than the article's own.
    """
    glyphs = _GLYPHS & doc.characters
    if any(map(glyphs.issubset, _HOUSE_GLYPHS.values())):
        return  # a mark that is turned is in no pair
    pairs: Mapping[str, list[_Pair]] = defaultdict(list)
    for pair in _pairs(doc):
        pairs[pair.system(doc.text)].append(pair)
    house = max(_HOUSE_GLYPHS, key=lambda system: len(pairs.get(system, ())))
    is_known = bool(pairs.get(house))
    half_curly = [pair for pair in pairs.get("", ()) if _is_half_curly(doc.text, pair)]
    if half_curly:
        yield _mismatched(doc, half_curly, house, is_known=is_known)
    for pair in pairs.get("", ()):
        if not _is_half_curly(doc.text, pair):
            yield _mismatched(doc, [pair], house, is_known=is_known)
    for system in sorted(pairs.keys() - {"", house}):
        others = [pair for pair in pairs[system] if system in _HOUSE_GLYPHS or _is_english(doc, pair, words)]
        if others and len(pairs.get(house, ())) >= _FEWEST_PAIRS * len(others):
            yield _mixed(doc, others, system, house)
            break


def _pairs(doc: Document) -> Iterator[_Pair]:
    """Yield the marks that open and close with no other between them; those inside another quotation are left out."""
    marks = (None, *doc.quotation_marks, None)
    for opening, closing, following in zip(marks[1:], marks[2:], marks[3:], strict=False):
        if not opening or not closing or not opening.opens or opening.inside or closing.opens or not closing.inside:
            continue
        if following and not following.opens and not following.inside and not _breaks(doc, closing, following):
            continue  # it may be this one that closes
        is_attribute = doc.text[opening.at - 1] in "=(" and _IN_CODE.search(
            doc.text, max(0, opening.at - 2), opening.at
        )
        if not opening.turned and not closing.turned and not is_attribute:
            yield _Pair(opening, closing)


def _breaks(doc: Document, closing: Mark, following: Mark) -> bool:
    return "\n" in doc.text[closing.at : following.at]


def _is_english(doc: Document, pair: _Pair, words: Words) -> bool:
    """Whether a pair encloses English: a foreign quotation keeps its marks."""
    inside = Span(pair.opening.at + 1, min(pair.closing.at, pair.opening.at + _LONGEST))
    found = _WORD.findall(inside.of(doc.text))
    little = sum(word.lower() in words["little_word"] for word in found)
    return little > 1 and little > _FEWEST_LITTLE * len(found)


def _edits(text: str, pairs: Sequence[_Pair], system: str) -> tuple[Edit, ...]:
    places = itertools.chain.from_iterable(
        zip((pair.opening, pair.closing), _HOUSE_GLYPHS[system], strict=True) for pair in pairs
    )
    return tuple(Edit(mark.span, glyph) for mark, glyph in places if text[mark.at] != glyph)


def _is_half_curly(text: str, pair: _Pair) -> bool:
    return text[pair.opening.at] in _HALF_CURLY and text[pair.closing.at] in _HALF_CURLY


def _mismatched(doc: Document, pairs: Sequence[_Pair], house: str, *, is_known: bool) -> Hit:
    """Return the hit of the first pair; the fix mends them all."""
    text, pair = doc.text, pairs[0]
    glyphs = text[pair.opening.at], text[pair.closing.at]
    system = house if is_known or '"' not in glyphs else "curly"
    fix = Fix("give both marks the same form", _edits(text, pairs, system))
    says = {"opening": glyphs[0], "closing": glyphs[1]}
    others = (Evidence("another such pair", other.span) for other in pairs[1:4])
    evidence = (Evidence("the quotation opens here", pair.opening.span), *others)
    kind = "half-curly" if _is_half_curly(text, pair) else "mismatched"
    return Hit(touching(text, pair.closing.span), fix, says, _SURE, evidence, kind=kind)


def _mixed(doc: Document, pairs: Sequence[_Pair], system: str, house: str) -> Hit:
    fix = Fix(f"use {house} marks throughout", _edits(doc.text, pairs, house))
    says = {"system": system, "house": house, "times": str(len(pairs))}
    evidence = tuple(Evidence(f"another pair of {system}", pair.span) for pair in pairs[1:4])
    return Hit(touching(doc.text, pairs[0].opening.span), fix, says, _ADVICE, evidence, kind="mixed")
