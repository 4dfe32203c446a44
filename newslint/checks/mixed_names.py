"""One name in two spellings within one article: `Kyiv` beside `Kiev`, `Erdoğan` beside `Erdogan`."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from newslint import lexicon
from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.prose import cased, names
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]
    Places = Mapping[str, Sequence[Span]]

KINDS = frozenset({"name", "near-name"})

_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae"}
)
_NAME = re.compile(r"[A-Z][a-z]{4,15}\b(?![-@/])")
_LEADS_TO_NAME = re.compile(r"\b[a-z]{1,15},? \Z")
_STARTS, _ENDS = re.compile(r"\b(?<!hicken )(?<!\()"), re.compile(r"\b(?!-)")
"""Where a form may stand: not in `chicken Kiev`, nor `Mumbai (Bombay)`."""
_FULL_NAME = re.compile(r"\b(?P<given>[A-Z][a-zà-ž’-]{1,15}) (?P<family>[A-Z][a-zà-ž’-]{2,18})\b(?![-@/])")
_SAME_SOUND = (
    ("yi", "i"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("y", "i"), ("ou", "u"), ("oo", "u"), ("kh", "h"), ("gh", "h"),
    ("tch", "ch"), ("tsch", "ch"), ("sch", "sh"), ("dj", "j"), ("w", "v"), ("ph", "f"), ("q", "k"), ("ck", "k"),
)  # fmt: skip
_TWICE = re.compile(r"(\w)\1")
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
    groups = [*_groups_in(doc, words["variant_name"]), *sorted(_by_accents(doc)), *sorted(_by_sound(doc))]
    places_of = _places(doc, {form for group in groups for form in group.split("/")}) if groups else {}
    for group in groups:
        forms = set(group.split("/"))
        if forms & told:
            continue
        places = {form: places_of[form] for form in forms & places_of.keys()}
        if len(places) > 1 and (_is_often(places) or _are_people(doc, places)):
            told |= forms
            yield from _rarer(places)
    yield from _given_names(doc, words["variant_given_name"])
    yield from _near_names(doc, told)


def _groups_in(doc: Document, variants: frozenset[str]) -> list[str]:
    """Return the groups of which the article may have two forms."""
    firsts, groups_of = _groups_by_first_word(variants)
    groups = [group for word in doc.words & firsts for group in groups_of[word]]
    return sorted({group for group in groups if groups.count(group) > 1})


@functools.lru_cache(maxsize=4)
def _groups_by_first_word(variants: frozenset[str]) -> tuple[frozenset[str], Mapping[str, Sequence[str]]]:
    """Return the first words of all forms, and the groups by them, once for each form."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for group in variants:
        for form in group.split("/"):
            found[form.partition(" ")[0]].append(group)
    return frozenset(found), found


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
            plain = _without_accents(word)
            if plain != word and plain.isascii() and plain in doc.vocabulary:
                yield f"{word}/{plain}"


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _by_sound(doc: Document) -> Iterator[str]:
    """Yield unknown names that differ only in how their sounds are written: `Zelensky/Zelenskyy`, `Houthi/Huthi`."""
    sounds = [*filter(None, map(_sound, doc.view(cased)))]
    if len(set(sounds)) == len(sounds):  # as in most articles
        return
    like: defaultdict[str, list[str]] = defaultdict(list)
    for word in doc.view(cased):
        like[_sound(word)].append(word)
    for sound, words in like.items():
        is_name = sound and len(words) > 1 and not any(word.lower() in doc.vocabulary for word in words)
        if is_name and lexicon.english().unknown(words):
            yield "/".join(sorted(words))


@functools.lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """Return how a name sounds, roughly; empty for a word that is too short for one, or does not look like one."""
    if len(word) < _SHORTEST or not (word[0].isupper() and word[1:].islower()):
        return ""
    sound = _without_accents(word).lower()
    for spelt, plain in _SAME_SOUND:
        sound = sound.replace(spelt, plain)
    return _TWICE.sub(r"\1", sound)


def _given_names(doc: Document, variants: frozenset[str]) -> Iterator[Hit]:
    """Yield given names in two forms before one family name: `Mohamed Tarn`, `Muhammad Tarn`."""
    given_names, group_of = _group_of_given(variants)
    present = [group_of[name] for name in doc.words & given_names]
    if len(set(present)) == len(present):
        return
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


@functools.lru_cache(maxsize=4)
def _group_of_given(variants: frozenset[str]) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return all given names, and the group of each."""
    found = {name: group for group in sorted(variants) for name in group.split("/")}
    return frozenset(found), found


def _near_names(doc: Document, told: set[str]) -> Iterator[Hit]:
    """Yield a name that stands once and differs by one letter from another that stands at least twice."""
    uncommon = [*filter(_is_uncommon, doc.view(names))]
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


@functools.lru_cache(maxsize=20_000)
def _is_uncommon(word: str) -> bool:
    """Whether it is a name that nobody knows, or a rare one, and of such a length that a letter of it may be wrong."""
    if not (word[0].isupper() and _SHORTEST - 1 <= len(word) <= _LONGEST + 1):
        return False
    english = lexicon.english()
    if word[1:].islower() and not english.zipf(word):
        return True
    return len(word) >= _SHORTEST and english.is_name(word) and english.zipf(word) < _RARE


def _is_inflected(one: str, other: str) -> bool:
    """Whether the two differ in an ending: `Tarns` is more than one Tarn, `Orlova` the wife of Orlov."""
    shorter, longer = sorted((one, other), key=len)
    return (longer[: len(shorter)] == shorter and longer[-1] in _ENDINGS) or one[:-1] == other[:-1]
