"""Names without the capital that the article itself gives them elsewhere: `Le pen` beside Le Pen, `brekke`."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.names import names
from newslint.prose import is_seen, judge_of_prose, lacks_capitals
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

_SHORTEST = 4
_FEWEST, _TIMES = 3, 3
"""A name has its capital so often in mid-sentence, and so many times as often as it has none."""
_OF_PERSON, _RARE = 2, 3.0
"""So often a rare name wherever it stands, once behind a given name, that has lost its capital once."""
_MID_SENTENCE = re.compile(r"[a-z,] \Z")
_BEHIND_NAME = re.compile(r"(?<![\w.])[A-Z][a-z’'-]{1,20} \Z")
_REACH = 24
_PARTICLES = frozenset(
    {"Al", "Ben", "Bin", "Da", "De", "Del", "Della", "Den", "Des", "Di", "Dos", "Du", "El", "La", "Las", "Le", "Los"}
    | {"San", "Santa", "St", "Van", "Von"}
)
_BEHIND_PARTICLE = re.compile(r" (?P<name>[A-Za-z][a-z]{2,20})(?![\w-])")
_FEWEST_PARTICLES = 2
_POSTED = re.compile(r"\b(?:[Tt]weet(?:s|ed|ing)?|Twitter|Facebook|Instagram|Reddit|TikTok|posted|[Uu]sers?)\b")
_POST = 300
"""What people wrote themselves is quoted as it stands: advice at most."""
_NEVER = frozenset({"dalla", "degli", "della", "delle", "dello", "nella"})
_NAMED, _PERSON, _UNKNOWN = 0.9, 0.9, 0.7
"""How sure: dictionaries have it as a name; a given name stands before it; it is merely unknown, or somebody’s post."""


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the names in lower case that the article shows with a capital."""
    found = [*_surnames(doc, words), *_with_particle(doc)]
    if not found or lacks_capitals(doc):
        return
    is_prose = judge_of_prose(doc)
    for span, proper, times, confidence in sorted(found):
        if is_prose(span) and not is_seen(doc, span):
            evidence = (Evidence(f"“{proper}” has its capital {times} times in this article"),)
            fix = Fix(f"write “{proper}”", (Edit.replacing(span, span.of(doc.text), proper),))
            is_posted = _POSTED.search(doc.text, max(0, span.start - _POST), span.start)
            yield Hit(span, fix, {"wanted": proper}, _UNKNOWN if is_posted else confidence, evidence)


def _surnames(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[tuple[Span, str, int, float]]:
    lexicon = english()
    also_small = {name for name in _also_small(doc) if not any(name in listed for listed in words.values())}
    if not also_small:  # those that are listed are judged by `lowercase_names`
        return
    shown: Counter[str] = Counter()
    persons: set[str] = set()
    for name, span in doc.occurrences(also_small):
        before = doc.text[max(0, span.start - _REACH) : span.start]
        if _BEHIND_NAME.search(before):
            persons.add(name)
            shown[name] += 1
        elif _MID_SENTENCE.search(before):
            shown[name] += 1
    wanted: dict[str, tuple[str, int, float]] = {}
    for name, times in shown.items():
        lower, everywhere = name.lower(), doc.vocabulary[name]
        is_person = name in persons and everywhere >= _OF_PERSON and doc.vocabulary[lower] == 1
        if (is_person and lexicon.zipf(lower) < _RARE) or times >= max(_FEWEST, _TIMES * doc.vocabulary[lower]):
            confidence = _NAMED if lower in lexicon else _PERSON if name in persons else _UNKNOWN
            wanted[lower] = name, max(times, everywhere), confidence
    for lower, span in doc.occurrences(set(wanted)):
        yield span, *wanted[lower]


def _also_small(doc: Document) -> Iterator[str]:
    """Yield the names that the article has in lower case, too, and more often with a capital."""
    times = doc.vocabulary
    unknown = {one.word.lower() for one in doc.view(names) if one.is_name or not one.zipf}
    for lower in unknown & doc.words:
        name = lower.capitalize()
        is_long = len(name) >= _SHORTEST and lower.islower() and lower not in _NEVER
        if is_long and times[name] >= _OF_PERSON * times[lower]:
            yield name


def _with_particle(doc: Document) -> Iterator[tuple[Span, str, int, float]]:
    shown: Counter[str] = Counter()
    lower: defaultdict[str, list[Span]] = defaultdict(list)
    for particle, span in doc.occurrences(_PARTICLES):
        following = _BEHIND_PARTICLE.match(doc.text, span.end)
        if following and following["name"][0].isupper():
            shown[f"{particle} {following['name']}"] += 1
        elif following:
            lower[f"{particle} {following['name'].capitalize()}"].append(Span(span.start, following.end()))
    for name, spans in lower.items():
        if shown[name] >= max(_FEWEST_PARTICLES, len(spans) + 1):
            yield from ((span, name, shown[name], _NAMED) for span in spans)
