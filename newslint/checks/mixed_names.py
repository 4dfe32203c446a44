"""One name in two spellings within one article: `Kyiv` beside `Kiev`, `Erdoğan` beside `Erdogan`."""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newslint import lexicon
from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.names import Capitalized, capitalized, names, without_accents
from newslint.prose import cased
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]
    Places = Mapping[str, Sequence[Span]]

KINDS = frozenset({"name", "near-name"})

_NAME = re.compile(r"[A-Z][a-z]{4,15}\b(?![-@/])")
_LEADS_TO_NAME = re.compile(r"\b[a-z]{1,15},? \Z")
_STARTS, _ENDS = re.compile(r"\b(?<!hicken )(?<!\()"), re.compile(r"\b(?!-)")
"""Where a form may stand: not in `chicken Kiev`, nor `Mumbai (Bombay)`."""
_FULL_NAME = re.compile(r"\b(?P<given>[A-Z][a-zà-ž’-]{1,15}) (?P<family>[A-Z][a-zà-ž’-]{2,18})\b(?![-@/])")
_GIVEN = re.compile(r"\b[A-Z][a-z]{2,15} \Z")
_KEEPS_FORM = re.compile(r"(?: (?:[A-Z]|duck\b|opera\b)|, [A-Z])")
"""`Peking University`, `Odessa, Texas`."""
_REACH = 20
_SHORTEST, _LONGEST = 5, 16
"""Letters; `_NAME` finds no others."""
_MOST_COMPARED = 50
"""So many names with one initial are held each against a name."""
_CONFIDENCE = 0.85
_RARE = 3.0
"""A name that is written more often is no slip of another."""
_ENDINGS = frozenset("ains")


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield each place of the rarer spelling outside quotations; of two equally frequent ones the later gives way."""
    told: set[str] = set()
    variants = _variants(words["variant_name"], words["variant_given_name"])
    present = doc.words & variants.words
    named = _of_two(group for word in present for group in variants.groups_of.get(word, ()))
    groups = [*named, *sorted(_by_accents(doc)), *sorted(_by_sound(doc))]
    places_of = _places(doc, {form for group in groups for form in group.split("/")}) if groups else {}
    for group in groups:
        forms = set(group.split("/"))
        if forms & told:
            continue
        places = {form: places_of[form] for form in forms & places_of.keys()}
        if len(places) > 1 and (_is_often(places) or _are_people(doc, places)):
            told |= forms
            yield from _rarer(places)
    if _of_two(variants.given[word] for word in present & variants.given.keys()):
        yield from _given_names(doc, variants.given)
    yield from _near_names(doc, told)


class _Variants(NamedTuple):
    """The names with several spellings, looked up all at once by their (first) words."""

    words: frozenset[str]
    groups_of: Mapping[str, Sequence[str]]
    """The groups by the first word of each of their forms, once for each form."""
    given: Mapping[str, str]
    """The group of each given name."""


@functools.lru_cache(maxsize=4)
def _variants(names: frozenset[str], given_names: frozenset[str]) -> _Variants:
    groups_of: defaultdict[str, list[str]] = defaultdict(list)
    for group in names:
        for form in group.split("/"):
            groups_of[form.partition(" ")[0]].append(group)
    given = {name: group for group in sorted(given_names) for name in group.split("/")}
    return _Variants(frozenset(groups_of).union(given), groups_of, given)


def _of_two(groups: Iterable[str]) -> list[str]:
    """Return the groups of which there are two forms."""
    return sorted(group for group, forms in Counter(groups).items() if forms > 1)


def _places(doc: Document, forms: Iterable[str]) -> Places:
    """Return where each form stands outside quotations."""
    begun_by: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        begun_by[form.partition(" ")[0]].append(form)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for first, (start, _) in doc.occurrences(begun_by.keys()):
        for form in begun_by[first] if _STARTS.match(doc.text, start) else ():
            span = Span(start, start + len(form))
            is_form = span.of(doc.text) == form and _ENDS.match(doc.text, span.end)
            if is_form and not doc.in_quotation(span) and not _KEEPS_FORM.match(doc.text, span.end):
                found[form].append(span)
    return found


def _is_often(places: Places) -> bool:
    """Whether one form stands more than once: two towns, or a town and a title, may bear like names."""
    return any(len(spans) > 1 for spans in places.values())


def _are_people(doc: Document, places: Places) -> bool:
    """Whether each form stands behind a given name."""
    return all(
        any(_GIVEN.search(doc.text, max(0, span.start - _REACH), span.start) for span in spans)
        for spans in places.values()
    )


def _rarer(places: Places) -> Iterator[Hit]:
    """Yield the places of all forms but the commonest, which is the one that comes first of equals."""
    ranked = sorted(places, key=lambda form: (-len(places[form]), places[form][0]))
    for form in ranked[1:]:
        for span in places[form]:
            yield _hit("name", span, form, ranked[0], places[ranked[0]][0])


def _hit(kind: str, span: Span, form: str, wanted: str, first: Span) -> Hit:
    fix = Fix(f"write “{wanted}”", (Edit.replacing(span, form, wanted),), Safety.UNSAFE)
    evidence = (Evidence(f"“{wanted}” stands elsewhere in this article", first),)
    return Hit(span, fix, {"wanted": wanted}, _CONFIDENCE, evidence, kind=kind)


def _by_accents(doc: Document) -> Iterator[str]:
    """Yield the names that stand with their accents and without: `Erdoğan/Erdogan`."""
    for word in itertools.filterfalse(str.isascii, doc.view(cased)):
        if word[0].isupper() and len(word) >= _SHORTEST - 1:
            plain = without_accents(word)
            if plain != word and plain.isascii() and plain in doc.vocabulary:
                yield f"{word}/{plain}"


def _by_sound(doc: Document) -> Iterator[str]:
    """Yield unknown names that differ only in how their sounds are written: `Zelensky/Zelenskyy`, `Houthi/Huthi`."""
    sounding = [one for one in doc.view(capitalized) if one.sound]
    if len({one.sound for one in sounding}) == len(sounding):  # as in most articles
        return
    like: defaultdict[str, list[Capitalized]] = defaultdict(list)
    for one in sounding:
        like[one.sound].append(one)
    for alike in like.values():
        is_unknown = len(alike) > 1 and not all(one.zipf for one in alike)
        if is_unknown and not any(one.word.lower() in doc.words for one in alike):
            yield "/".join(sorted(one.word for one in alike))


def _given_names(doc: Document, group_of: Mapping[str, str]) -> Iterator[Hit]:
    """Yield given names in two forms before one family name: `Mohamed Tarn`, `Muhammad Tarn`."""
    places: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for match in _FULL_NAME.finditer(doc.text):
        if match["given"] in group_of and not doc.in_quotation(Span(*match.span())):
            places[match["given"], match["family"]].append(Span(*match.span("given")))
    by_group: defaultdict[tuple[str, str], dict[str, list[Span]]] = defaultdict(dict)
    for (given, family), spans in places.items():
        by_group[group_of[given], family][given] = spans
    for forms in by_group.values():
        if len(forms) > 1:
            yield from _rarer(forms)


def _near_names(doc: Document, told: set[str]) -> Iterator[Hit]:
    """Yield a name that stands once and differs by one letter from another that stands at least twice."""
    uncommon = [name.word for name in doc.view(names) if _is_uncommon(name)]
    pairs = [pair for pair in _alike(doc.vocabulary, uncommon) if not _is_inflected(*pair)]
    pairs = [(rare, common) for rare, common in pairs if rare not in told and common.lower() not in doc.vocabulary]
    places = dict(doc.occurrences({rare for rare, _ in pairs})) if pairs else {}
    for rare, common in sorted(pairs):
        span = places[rare]
        is_name = _NAME.match(doc.text, span.start) and _LEADS_TO_NAME.search(
            doc.text, max(0, span.start - _REACH), span.start
        )
        if is_name and not doc.in_quotation(span) and _is_slip(rare, common, doc.view(_families)[0]):
            first = doc.text.index(common)
            yield _hit("near-name", span, rare, common, Span(first, first + len(common)))


def _families(doc: Document) -> Iterator[frozenset[str]]:
    """Yield the names that stand behind a given name, as one set; for `Document.view`."""
    yield frozenset(match["family"] for match in _FULL_NAME.finditer(doc.text))


def _is_slip(rare: str, common: str, introduced: Collection[str]) -> bool:
    """Whether one of two names is the other, misspelt: the two people of an article have their full names there."""
    english = lexicon.english()
    if rare in english or common in english:
        return common in introduced and rare not in introduced
    return rare not in introduced or english.zipf(common) == 0


def _alike(counts: Mapping[str, int], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that stand once, each with those that are repeated and differ from it by one letter."""
    repeated: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if counts[name] > 1:
            repeated[name[0]].append(name)
    possible = {initial: _possible(like) for initial, like in repeated.items()}
    for rare in names:
        if counts[rare] == 1 and _SHORTEST <= len(rare) <= _LONGEST and rare[0] in possible:
            yield from ((rare, common) for common in possible[rare[0]](rare) if _is_a_letter_apart(rare, common))


def _possible(names: Sequence[str]) -> Callable[[str], Iterable[str]]:
    """Return what gives the names that one may be a letter apart from: all of a few, else what shares a part with it.

    To hold each of them against all would cost the square of their number.
    """
    if len(names) <= _MOST_COMPARED:
        return lambda _: names
    by_part: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        for part in _parts(name):
            by_part[part].append(name)
    return lambda one: {name for part in _parts(one) for name in by_part.get(part, ())}


def _parts(name: str) -> set[str]:
    """Return a name and what is left of it without one letter: of two that are a letter apart one is in both."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(1, len(name)))}


def _is_a_letter_apart(one: str, other: str) -> bool:
    """Whether one letter, and not the first, is another one or is missing inside."""
    if not -1 <= len(one) - len(other) <= 1 or (one[1] != other[1] and one[-1] != other[-1]):
        return False
    shorter, longer = sorted((one, other), key=len)
    differ = (at for at, (left, right) in enumerate(zip(shorter, longer, strict=False)) if left != right)
    at = next(differ, len(shorter) - 1)  # else the last letter is doubled, if it is inside
    return at > 0 and longer[at + 1 :] == shorter[at + (len(longer) == len(shorter)) :]


def _is_uncommon(name: Capitalized) -> bool:
    """Whether nobody knows a name, or it is a rare one, and of such a length that a letter of it may be wrong."""
    word = name.word
    if not (word[0].isupper() and _SHORTEST - 1 <= len(word) <= _LONGEST + 1):
        return False
    return (not name.zipf and word[1:].islower()) or (len(word) >= _SHORTEST and name.is_name and name.zipf < _RARE)


def _is_inflected(one: str, other: str) -> bool:
    """Whether the two differ in an ending: `Tarns` is more than one Tarn, `Orlova` the wife of Orlov."""
    shorter, longer = sorted((one, other), key=len)
    return (longer[: len(shorter)] == shorter and longer[-1] in _ENDINGS) or one[:-1] == other[:-1]
