"""Names of countries, cities, peoples and days that lost their capital: `opposed kyiv’s attacks`, `south Korea`."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.damage import is_chatty
from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.prose import is_seen, judge_of_prose, lacks_capitals
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import NUMBER, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

_ORDINARY = "also_a_word"
"""The class of phrases in which a name has no capital; the other classes that a rule gives are names."""

_WORD, _LETTERS = re.compile(r"[^\W_]+"), re.compile(r"[^\W\d_]+")
_REACH = 16
_SURE, _AS_WRITTEN = 0.97, 0.7
"""In letters of readers a small letter is theirs."""


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the names in lower case; a text, a paragraph or a quotation without any capitals is left alone."""
    names = _names(*(words[name] for name in sorted(words) if name != _ORDINARY))
    found = sorted({*_single(doc, names), *_compound(doc, names)}, key=lambda span: (span.start, -span.end))
    if not found or lacks_capitals(doc):
        return
    is_prose = judge_of_prose(doc)
    ordinary = words.get(_ORDINARY, frozenset())
    end = 0
    for span in found:
        if span.start >= end and is_prose(span) and not _is_ordinary(doc, span, ordinary):
            yield _hit(doc, span, names.proper[span.of(doc.text).lower()])
            end = span.end


class _Form(NamedTuple):
    """One form of a name of several words, with its words and what finds it."""

    text: str
    words: Sequence[str]
    place: re.Pattern[str]


class _Names(NamedTuple):
    """The names by their lower-case form; of those of several words each form by its first two.

    `single` and `pairs` are what both are looked up by: sets meet fast.
    """

    proper: dict[str, str]
    single: frozenset[str]
    compound: dict[tuple[str, str], list[_Form]]
    pairs: frozenset[tuple[str, str]]


@functools.lru_cache(maxsize=8)
def _names(*classes: frozenset[str]) -> _Names:
    names = sorted({name for words in classes for name in words})
    compound: dict[tuple[str, str], list[_Form]] = {}
    for name in names:
        first, blank, rest = name.partition(" ")
        if blank:  # “South Korea”: look for “south korea” and “south Korea”
            for form in _forms(first, rest):
                one, two, *_ = (NUMBER if word < ":" else word for word in _WORD.findall(form.lower()))
                known = _Form(form, _LETTERS.findall(form), re.compile(rf"\b{re.escape(form)}\b"))
                compound.setdefault((one, two), []).append(known)
    proper = {name.lower(): name for name in names}
    return _Names(proper, frozenset(proper), compound, frozenset(compound))


def _forms(first: str, rest: str) -> Iterator[str]:
    """Yield how a name of several words loses its capitals: `south korea`, `south Korea`, `South korea`."""
    yield from (f"{first} {rest}".lower(), f"{first.lower()} {rest}")
    last = rest.rsplit(" ", 1)[-1]
    if first == "United" or last not in english() or english().is_name(last):  # not `West bank`, `White house`
        yield f"{first} {rest.lower()}"


def _single(doc: Document, names: _Names) -> Iterator[Span]:
    return (span for _, span in doc.occurrences(names.single))


def _compound(doc: Document, names: _Names) -> Iterator[Span]:
    for pair in names.pairs & doc.view(spoken)[0].neighbours:
        for form in names.compound[pair]:
            if doc.words.issuperset(form.words) and form.text in doc.text:
                yield from (Span(*match.span()) for match in form.place.finditer(doc.text))


def _is_ordinary(doc: Document, span: Span, ordinary: frozenset[str]) -> bool:
    """Whether the name is part of a phrase without capital (`french fries`), or somebody saw the fault: (sic)."""
    around = doc.text[max(0, span.start - _REACH) : span.end + _REACH]
    phrases = _phrases_with(span.of(doc.text), ordinary)
    return (phrases is not None and phrases.search(around) is not None) or is_seen(doc, span)


@functools.lru_cache(maxsize=1024)
def _phrases_with(name: str, ordinary: frozenset[str]) -> re.Pattern[str] | None:
    phrases = "|".join(f"(?i:{phrase[0]}){re.escape(phrase[1:])}" for phrase in ordinary if name in phrase)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)") if phrases else None


def _hit(doc: Document, span: Span, proper: str) -> Hit:
    found, times = span.of(doc.text), doc.vocabulary[proper]
    evidence = (Evidence(f"“{proper}” has its capital {times} times in this article"),) if times > 1 else ()
    fix = Fix(f"write “{proper}”", (Edit.replacing(span, found, proper),))
    return Hit(span, fix, {"wanted": proper}, _AS_WRITTEN if is_chatty(doc) else _SURE, evidence)
