"""One name, word or date in two forms within one article: `Kyiv` beside `Kiev`, `colour` beside `color`."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from newslint import lexicon
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]
    Places = Mapping[str, Sequence[Span]]

KINDS = frozenset({"name", "near-name", "spelling", "percent", "date"})

_PERCENT = re.compile(r"(?<=\d )(?:per cent|percent)\b")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b(?:(?P<day_first>\d{{1,2}} {_MONTH})|(?P<month_first>{_MONTH} \d{{1,2}}))\b(?![\d:])")
_NAME = re.compile(r"\b[a-z]{1,15},? (?P<name>[A-Z][a-z]{4,15})\b(?![-@/])")
_FEWEST_DATES = 2
_MOST_SPELLINGS = 4
"""Words in American spelling in a British article may belong to one name or quotation; so many never do."""
_CONFIDENCE = 0.85
_ENDINGS = frozenset("ains")


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield each place of the rarer form outside quotations; of two equally frequent ones the later gives way."""
    for group in sorted(words["variant_name"]):
        places = _places(doc, group.split("/"))
        if any(len(same) > 1 for same in places.values()):
            yield from _rarer("name", places)
    yield from _near_names(doc)
    yield from _spellings(doc, words["spelling_variant"])
    percents: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _PERCENT.finditer(doc.text) if "per cent" in doc.text and "percent" in doc.text else ():
        _keep(doc, percents[match[0]], match)
    yield from _rarer("percent", percents)
    yield from _dates(doc)


def _places(doc: Document, forms: Iterable[str]) -> Places:
    present = {form for form in forms if form.partition(" ")[0] in doc.vocabulary}
    if len(present) <= 1:
        return {}
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for form in sorted(present):
        for match in re.finditer(rf"\b{re.escape(form)}\b(?!-)", doc.text):
            _keep(doc, found[form], match)
    return found


def _keep(doc: Document, places: list[Span], match: re.Match[str]) -> None:
    span = Span(*match.span())
    if not doc.in_quotation(span):
        places.append(span)


def _rarer(kind: str, places: Places) -> Iterator[Hit]:
    """Yield the places of all forms but the commonest, which is the one that comes first of equals."""
    ranked = sorted((form for form in places if places[form]), key=lambda f: (-len(places[f]), places[f][0]))
    for form in ranked[1:]:
        for span in places[form]:
            yield _hit(kind, span, form, ranked[0], places[ranked[0]][0])


def _hit(kind: str, span: Span, form: str, wanted: str, first: Span) -> Hit:
    fix = Fix(f"write “{wanted}”", (Edit.replacing(span, form, wanted),), Safety.UNSAFE)
    evidence = (Evidence(f"“{wanted}” stands elsewhere in this article", first),)
    return Hit(span, fix, {"wanted": wanted}, _CONFIDENCE, evidence, kind=kind)


def _near_names(doc: Document) -> Iterator[Hit]:
    """Yield a name that stands once and differs by one letter from another that stands at least twice."""
    counts = {word: n for word, n in doc.vocabulary.items() if word[0].isupper()}
    unknown = lexicon.english().unknown(word for word in counts if word[1:].islower())
    shapes: defaultdict[str, set[str]] = defaultdict(set)
    for word in unknown:
        for at in range(1, len(word)):
            shapes[f"{word[:at]}*{word[at + 1 :]}"].add(word)
            shapes[f"{word[:at]}*{word[at:]}"].add(word)
    pairs = {(rare, common) for like in shapes.values() for rare in like for common in like if rare != common}
    for rare, common in sorted(pairs):
        is_slip = counts[rare] == 1 and counts[common] > 1 and not _is_inflected(rare, common)
        if not is_slip or common.lower() in doc.vocabulary:
            continue
        first = Span(at := doc.text.index(common), at + len(common))
        for match in _NAME.finditer(doc.text):
            span = Span(*match.span("name"))
            if match["name"] == rare and not doc.in_quotation(span):
                yield _hit("near-name", span, rare, common, first)


def _is_inflected(one: str, other: str) -> bool:
    """Whether the two differ in an ending: `Tarns` is more than one Tarn, `Orlova` the wife of Orlov."""
    shorter, longer = sorted((one, other), key=len)
    return (longer[: len(shorter)] == shorter and longer[-1] in _ENDINGS) or one[:-1] == other[:-1]


def _spellings(doc: Document, variants: frozenset[str]) -> Iterator[Hit]:
    """Yield the words of the spelling that is clearly the rarer one: once or twice among three times as many."""
    british: list[tuple[Span, str, str]] = []
    american: list[tuple[Span, str, str]] = []
    wanted = {}
    for variant in variants:
        one, other = variant.split("/")
        wanted[one], wanted[other] = (other, british), (one, american)
    for form, span in doc.occurrences(set(wanted)):
        if not doc.in_quotation(span):
            other, places = wanted[form]
            places.append((span, form, other))
    forms = {form for _, form, _ in [*british, *american]}
    rarer, common = sorted((british, american), key=len)
    if any(other in forms for _, _, other in rarer) or (
        rarer and len(rarer) <= _MOST_SPELLINGS and len(common) >= 3 * len(rarer)
    ):
        for span, form, other in rarer:
            yield _hit("spelling", span, form, other, common[0][0])


def _dates(doc: Document) -> Iterator[Hit]:
    """Yield the dates in the order that only one of them has, where others are in the other order."""
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _DATE.finditer(doc.text):
        _keep(doc, places[match.lastgroup or ""], match)
    rarer, common = sorted((places["day_first"], places["month_first"]), key=len)
    if len(rarer) == 1 and len(common) >= _FEWEST_DATES:
        one, other = rarer[0].of(doc.text).split()
        yield _hit("date", rarer[0], f"{one} {other}", f"{other} {one}", common[0])
