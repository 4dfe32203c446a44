"""Names of countries, cities, peoples and days that lost their capital: `opposed kyiv’s attacks`, `south Korea`."""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

import regex

from newslint.finding import Edit, Evidence, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newslint.document import Document

_ORDINARY = "also_a_word"
"""The class of phrases in which a name has no capital; the other classes that a rule gives are names."""

_ADDRESS = re.compile(r"[/@#_\\=<>{}|]|\w[.:&%]\w|-\w+-|^[.$~]")
"""What a token shows that is an address, a hashtag, a handle, a file or code."""
_EDGES = "“”„«»\"'’‘()[],;:!?…."
_CAPITAL = regex.compile(r"\p{Lu}")
_SIC = re.compile(r"\W{0,3}[(\[]sic[)\]]")
_REACH = 16

_FEWEST_CAPITALS = 0.5
"""Of the paragraphs that begin with a letter: below this share the text as a whole is written without capitals."""


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the names in lower case; a text, a paragraph or a quotation without any capitals is left alone."""
    names = _names(*(words[name] for name in sorted(words) if name != _ORDINARY))
    found = sorted({*_single(doc, names), *_compound(doc, names)}, key=lambda span: (span.start, -span.end))
    if not found or _lacks_capitals(doc):
        return
    has_capitals = functools.cache(lambda place: _CAPITAL.search(doc.text, *place) is not None)
    ordinary = words.get(_ORDINARY, frozenset())
    end = 0
    for span in found:
        if span.start >= end and _is_prose(doc, span, has_capitals) and not _is_ordinary(doc, span, ordinary):
            yield _hit(doc, span, names.proper[span.of(doc.text).lower()])
            end = span.end


class _Names(NamedTuple):
    """The names by their lower-case form; for those of several words: by their first word, the last and a pattern."""

    proper: dict[str, str]
    compound: dict[str, list[tuple[str, re.Pattern[str]]]]


@functools.lru_cache(maxsize=8)
def _names(*classes: frozenset[str]) -> _Names:
    names = sorted({name for words in classes for name in words})
    compound: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name in names:
        first, blank, rest = name.partition(" ")
        if blank:  # “South Korea”: look for “south korea” and “south Korea”
            for form in (name.lower(), f"{first.lower()} {rest}"):
                place = re.compile(rf"\b{re.escape(form)}\b")
                compound.setdefault(first.lower(), []).append((form.rsplit(" ", 1)[-1], place))
    return _Names({name.lower(): name for name in names}, compound)


def _single(doc: Document, names: _Names) -> Iterator[Span]:
    for _, span in doc.occurrences(names.proper.keys() & doc.vocabulary.keys()):
        yield span


def _compound(doc: Document, names: _Names) -> Iterator[Span]:
    for first in names.compound.keys() & doc.vocabulary.keys():
        for last, place in names.compound[first]:
            if last in doc.vocabulary:
                yield from (Span(*match.span()) for match in place.finditer(doc.text))


def _lacks_capitals(doc: Document) -> bool:
    starts = [doc.text[paragraph.start] for paragraph in doc.paragraphs if doc.text[paragraph.start].isalpha()]
    return sum(map(str.isupper, starts)) < _FEWEST_CAPITALS * len(starts)


def _is_prose(doc: Document, span: Span, has_capitals: Callable[[Span], bool]) -> bool:
    """Whether the name stands among words with capitals, and not in an address."""
    paragraph = _last_before(doc.paragraphs, span)
    if doc.text[paragraph.start].islower() or not has_capitals(paragraph):
        return False
    if doc.in_quotation(span) and not has_capitals(_last_before(doc.quotations, span)):
        return False  # somebody's search, tweet or short message
    return not _ADDRESS.search(doc.token_around(span).of(doc.text).strip(_EDGES))


def _last_before(spans: Sequence[Span], span: Span) -> Span:
    """Return the last of the spans that begins no later than `span` does."""
    return spans[bisect.bisect_right(spans, span.start, key=lambda s: s.start) - 1]


def _is_ordinary(doc: Document, span: Span, ordinary: frozenset[str]) -> bool:
    """Whether the name is part of a phrase without capital (`french fries`), or somebody saw the fault: (sic)."""
    name = span.of(doc.text)
    around = doc.text[max(0, span.start - _REACH) : span.end + _REACH]
    phrases = "|".join(f"(?i:{phrase[0]}){re.escape(phrase[1:])}" for phrase in ordinary if name in phrase)
    is_part = phrases and re.search(rf"(?<!\w)(?:{phrases})(?!\w)", around)
    return bool(is_part) or _SIC.match(doc.text, span.end) is not None


def _hit(doc: Document, span: Span, proper: str) -> Hit:
    found, times = span.of(doc.text), doc.vocabulary[proper]
    evidence = (Evidence(f"“{proper}” has its capital {times} times in this article"),) if times > 1 else ()
    fix = Fix(f"write “{proper}”", (Edit.replacing(span, found, proper),))
    return Hit(span, fix, {"wanted": proper}, confidence=0.97, evidence=evidence)
