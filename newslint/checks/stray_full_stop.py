"""Full stops that cut names off from their noun: `the newspapers. The Plainsman and Evening Bell`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

_WORD = r"\p{Lu}[^\W_]{0,30}+(?:[’'-][^\W_]{1,30}+){0,2}+"
_NAMES = regex.compile(
    rf"(?<!\b(?:\p{{Lu}}|Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Corp|Co|Ltd|No))\. (?![\p{{Lu}} ]{{1,80}}+\.)"
    rf"(?P<names>(?:The )?{_WORD}(?: (?>(?:and|or|of|de|del|la|della|von|van) )?+(?>the )?+{_WORD}){{1,9}}+)"
    r"(?<!\b(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Jr|Sr|Sens?|Reps?|Govs?|Gen|Col|Sgt|Lt|Capt|Prof|Rev|Hon|Inc|Corp|Co|Ltd|Jan"
    r"|Feb|Aug|Sept?|Oct|Nov|Dec|No))\.(?=[”\"’]{0,2}(?:\s|$))"
)
_NOUN = regex.compile(r"\b(?P<noun>\p{Ll}{3,20})(?: of (?:the )?\p{Ll}{3,20})?$")
_REACH = 60
_BARE_AFTER = regex.compile(r"\b(?:and|or|by|in|from|to|of|with|for|like) $")


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the place from the stray stop to the one that ends the names."""
    singular = words["role"] | words["publication"]
    plural = words["listed_kind"]
    for match in _NAMES.finditer(doc.text):
        noun = _NOUN.search(doc.text, max(0, match.start() - _REACH), match.start())
        if noun and noun["noun"] in singular | plural:
            fix = _joined(doc, noun.start(), match.start(), is_plural=noun["noun"] in plural)
            yield Hit(Span(*match.span()), fix, {"names": match["names"]}, confidence=0.9)


def _joined(doc: Document, noun: int, stop: int, *, is_plural: bool) -> Fix:
    """Return the fix: `the mayor, Ada Finch.` for one, `the newspapers The Plainsman and Evening Bell.` for several."""
    if not is_plural:
        return Fix("join the names to their noun", (Edit(Span(stop, stop + 1), ","),), Safety.UNSAFE)
    is_bare = _BARE_AFTER.search(doc.text, max(0, noun - _REACH), noun) is not None
    article = (Edit(Span(noun, noun), "the "),) if is_bare else ()
    return Fix("join the names to their noun", (*article, Edit(Span(stop, stop + 1), "")), Safety.UNSAFE)
