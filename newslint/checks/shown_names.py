"""Names without the capital that the article itself gives them elsewhere: `Le pen` beside Le Pen, `brekke`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.prose import is_seen, judge_of_prose, lacks_capitals
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_SHORTEST = 4
_FEWEST, _TIMES = 3, 3
"""A name has its capital so often in mid-sentence, and so many times as often as it has none."""
_CAPITALISED = re.compile(r"(?<=[a-z,] )(?P<first>(?:[A-Z][a-z’'-]{1,20} ){0,2})(?P<name>[A-Z][a-z]{3,20})(?![\w-])")
_PARTICLE = re.compile(
    r"(?<![\w-])(?P<particle>Al|Ben|Bin|Da|De|Del|Della|Den|Des|Di|Dos|Du|El|La|Las|Le|Los|San|Santa|St|Van|Von)"
    r" (?P<name>[A-Za-z][a-z]{2,20})(?![\w-])"
)
_FEWEST_PARTICLES = 2
_NEVER = frozenset({"dalla", "degli", "della", "delle", "dello", "nella"})
_NAMED, _PERSON, _UNKNOWN = 0.9, 0.9, 0.7
"""How sure: dictionaries have it as a name; a given name stands before it; it is merely unknown."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the names in lower case that the article shows with a capital."""
    found = [*_surnames(doc), *_with_particle(doc)]
    if not found or lacks_capitals(doc):
        return
    is_prose = judge_of_prose(doc)
    for span, proper, times, confidence in sorted(found):
        if is_prose(span) and not is_seen(doc, span):
            evidence = (Evidence(f"“{proper}” has its capital {times} times in this article"),)
            fix = Fix(f"write “{proper}”", (Edit.replacing(span, span.of(doc.text), proper),))
            yield Hit(span, fix, {"wanted": proper}, confidence, evidence)


def _surnames(doc: Document) -> Iterator[tuple[Span, str, int, float]]:
    shown: Counter[str] = Counter()
    persons: set[str] = set()
    for match in _CAPITALISED.finditer(doc.text):
        shown[match["name"]] += 1
        if match["first"]:
            persons.add(match["name"])
    lexicon = english()
    wanted: dict[str, tuple[str, float]] = {}
    for name, times in shown.items():
        lower = name.lower()
        if times < max(_FEWEST, _TIMES * doc.vocabulary[lower]) or lower not in doc.vocabulary or lower in _NEVER:
            continue
        if len(lower) >= _SHORTEST and (lower not in lexicon or lexicon.is_name(lower)):
            is_known = lower in lexicon
            wanted[lower] = name, _NAMED if is_known else _PERSON if name in persons else _UNKNOWN
    for lower, span in doc.occurrences(set(wanted)):
        name, confidence = wanted[lower]
        yield span, name, shown[name], confidence


def _with_particle(doc: Document) -> Iterator[tuple[Span, str, int, float]]:
    shown: Counter[str] = Counter()
    lower: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _PARTICLE.finditer(doc.text):
        if match["name"][0].isupper():
            shown[match[0]] += 1
        else:
            lower[f"{match['particle']} {match['name'].capitalize()}"].append(Span(*match.span()))
    for name, spans in lower.items():
        if shown[name] >= max(_FEWEST_PARTICLES, len(spans) + 1):
            yield from ((span, name, shown[name], _NAMED) for span in spans)
