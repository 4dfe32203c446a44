"""One name in two spellings within one article: `Kyiv` beside `Kiev`, `Erdoğan` beside `Erdogan`."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newslint import lexicon
from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.prose import cased
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]
    Places = Mapping[str, Sequence[Span]]

KINDS = frozenset({"name", "near-name"})

_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae"}
)
_NAME = re.compile(r"\b[a-z]{1,15},? (?P<name>[A-Z][a-z]{4,15})\b(?![-@/])")
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
    named = _groups_in(doc, words["variant_name"])
    capitalised = [word for word in doc.view(cased) if word[0].isupper()]
    for group in [*named, *sorted(_by_accents(doc, capitalised)), *sorted(_by_sound(doc, capitalised))]:
        forms = set(group.split("/"))
        if forms & told:
            continue
        places = _places(doc, forms)
        if len(places) > 1 and (_is_often(places) or _are_people(doc, places)):
            told |= forms
            yield from _rarer(places)
    yield from _given_names(doc, words["variant_given_name"])
    yield from _near_names(doc, capitalised, told)


def _groups_in(doc: Document, variants: frozenset[str]) -> list[str]:
    """Return the groups of which the article may have two forms."""
    groups_of = _groups_by_first_word(variants)
    present = Counter(group for word in groups_of.keys() & doc.vocabulary.keys() for group in groups_of[word])
    return sorted(group for group, forms in present.items() if forms > 1)


@functools.lru_cache(maxsize=4)
def _groups_by_first_word(variants: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Return the groups by the first word of each of their forms, once for each form."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for group in variants:
        for form in group.split("/"):
            found[form.partition(" ")[0]].append(group)
    return found


def _places(doc: Document, forms: Iterable[str]) -> Places:
    """Return where each form stands outside quotations, if more than one does."""
    present = {form for form in forms if form.partition(" ")[0] in doc.vocabulary}
    if len(present) <= 1:
        return {}
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for form in sorted(present):
        for match in re.finditer(rf"\b(?<!hicken )(?<!\(){re.escape(form)}\b(?!-)", doc.text):
            span = Span(*match.span())
            if not doc.in_quotation(span) and not _KEEPS_FORM.match(doc.text, span.end):
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


def _by_accents(doc: Document, capitalised: Iterable[str]) -> Iterator[str]:
    """Yield the names that stand with their accents and without: `Erdoğan/Erdogan`."""
    for word in capitalised:
        if not word.isascii() and len(word) >= _SHORTEST - 1:
            plain = _without_accents(word)
            if plain != word and plain.isascii() and plain in doc.vocabulary:
                yield f"{word}/{plain}"


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _by_sound(doc: Document, capitalised: Iterable[str]) -> Iterator[str]:
    """Yield unknown names that differ only in how their sounds are written: `Zelensky/Zelenskyy`, `Houthi/Huthi`."""
    like: defaultdict[str, list[str]] = defaultdict(list)
    candidates = [word for word in capitalised if len(word) >= _SHORTEST and word[1:].islower()]
    unknown = lexicon.english().unknown(candidates)
    for word in candidates if unknown else ():
        like[_sound(word)].append(word)
    for words in like.values():
        if (
            len(words) > 1
            and not unknown.isdisjoint(words)
            and not any(word.lower() in doc.vocabulary for word in words)
        ):
            yield "/".join(sorted(words))


def _is_rare_name(word: str) -> bool:
    english = lexicon.english()
    return english.is_name(word) and english.zipf(word) < _RARE


@functools.lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    sound = _without_accents(word).lower()
    for spelt, plain in _SAME_SOUND:
        sound = sound.replace(spelt, plain)
    return _TWICE.sub(r"\1", sound)


def _given_names(doc: Document, variants: frozenset[str]) -> Iterator[Hit]:
    """Yield given names in two forms before one family name: `Mohamed Tarn`, `Muhammad Tarn`."""
    group_of = _group_of_given(variants)
    present = [group_of[name] for name in group_of.keys() & doc.vocabulary.keys()]
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
def _group_of_given(variants: frozenset[str]) -> Mapping[str, str]:
    return {name: group for group in sorted(variants) for name in group.split("/")}


def _near_names(doc: Document, capitalised: Iterable[str], told: set[str]) -> Iterator[Hit]:
    """Yield a name that stands once and differs by one letter from another that stands at least twice."""
    pairs = [pair for pair in _alike(doc.vocabulary, capitalised) if not _is_inflected(*pair) and _are_uncommon(*pair)]
    english = lexicon.english()
    introduced = {match["family"] for match in _FULL_NAME.finditer(doc.text)} if pairs else set()
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _NAME.finditer(doc.text) if pairs else ():
        places[match["name"]].append(Span(*match.span("name")))
    for rare, common in sorted(pairs):
        is_slip = rare not in introduced or english.zipf(common) == 0
        if is_slip and (rare in english or common in english):
            is_slip = common in introduced and rare not in introduced
        if not is_slip or common.lower() in doc.vocabulary or rare in told:
            continue
        first = Span(at := doc.text.index(common), at + len(common))
        for span in places[rare]:
            if not doc.in_quotation(span):
                yield _hit("near-name", span, rare, common, first)


def _alike(counts: Mapping[str, int], capitalised: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the words that stand once, each with those that are repeated and differ from it by one letter."""
    repeated: defaultdict[str, list[str]] = defaultdict(list)
    for word in capitalised:
        if counts[word] > 1 and _SHORTEST - 1 <= len(word) <= _LONGEST + 1:
            repeated[word[0]].append(word)
    possible = {initial: _possible(names) for initial, names in repeated.items()}
    for rare in capitalised:
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


def _are_uncommon(one: str, other: str) -> bool:
    """Whether both are words that nobody knows, or rare names."""
    unknown = lexicon.english().unknown(word for word in (one, other) if word[1:].islower())
    return all(word in unknown or (len(word) >= _SHORTEST and _is_rare_name(word)) for word in (one, other))


def _is_inflected(one: str, other: str) -> bool:
    """Whether the two differ in an ending: `Tarns` is more than one Tarn, `Orlova` the wife of Orlov."""
    shorter, longer = sorted((one, other), key=len)
    return (longer[: len(shorter)] == shorter and longer[-1] in _ENDINGS) or one[:-1] == other[:-1]
