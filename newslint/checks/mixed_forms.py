"""One word, date or number in two styles within one article: `colour` beside `color`, `5 May` beside `May 6`."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newslint import markup, numeral
from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import NUMBER, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"spelling", "percent", "date", "number", "time", "money"})

_PERCENT = re.compile(r"(?<![\w.,$€£])\d[\d.,]{0,6}(?:(?P<sign>%)| (?P<word>per cent|percent)\b)")
_MONTHS = frozenset(
    {"January", "February", "March", "April", "May", "June"}
    | {"July", "August", "September", "October", "November", "December"}
)
_MONTH = f"(?:{'|'.join(sorted(_MONTHS))})"
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>[12]\d{{3}}))?"
    rf"|(?P<other_day>\d{{1,2}})(?:st|nd|rd|th)? (?P<other_month>{_MONTH})(?: (?P<other_year>[12]\d{{3}}))?)"
    r"\b(?![\d:%]| Day\b)"
)
_DAY_BEFORE, _DAY_AFTER = re.compile(r"\d(?:st|nd|rd|th)? \Z"), re.compile(r" \d")
_LONGEST_DAY, _LONGEST_REST = len("31st "), len(" 31st, 2021 Day ")
_HALF_DAY = re.compile(r" ?[AaPp]\.?[Mm]\b")
_HALF_DAYS = (("am", "pm"), ("AM", "PM"), ("m",))
"""How the halves of the day are written, and stand among the words: one of these styles is in use at least twice."""
_TIME = re.compile(
    r"(?<![\d:.,-])(?P<hour>[01]?\d|2[0-3])(?P<minutes>:[0-5]\d)?"
    r"(?: ?(?P<half>[ap]\.m\.|[ap]m\b|[AP]M\b)|(?<=(?:1[3-9]|2\d|0\d):\d\d)(?![\d:]))"
)
_SUM = re.compile(
    r"(?<![\d.,$€£])(?P<sum>\d[\d.,]{0,9}(?: (?:million|billion|trillion))?) (?P<currency>dollars|euros|pounds)\b"
)
_CURRENCIES = {"dollars": "$", "euros": "€", "pounds": "£"}
_ATTACKS = frozenset({"11 September", "September 11"})
"""What a house calls the attacks of 2001 need not be its style for dates."""
_NOON = 12
_MOST_SIGNS = 1
_ENDS_SENTENCE = frozenset('.!?…:)”"’')
_SAYS_LITTLE = re.compile(r"iz(?:e|ed|es|ing|ations?)\Z|theat|gr[ae]y|cancel|ageing|fulfil")
"""Oxford has “organize”, and many in America “theatre”: what counts is whether the article has both."""
_OXFORD = re.compile(r"iz(?:e|ed|es|ing|ations?)\Z")
_BRITISH_HINTS = frozenset({"tyre", "tyres", "kerb", "cheque", "cheques", "whilst", "programme", "programmes"})
"""British without a pair of its own: `tire` and `check` are verbs everywhere."""
_NUMBER = re.compile(
    r"(?<![\w.,:/$€£+-])(?<!\d[ \u00a0])(?:(?P<comma>[1-9]\d{0,2}(?:,\d{3})+)"
    r"|(?P<space>[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+))(?![\w,.:/%-]*\d)"
    r"(?![ \u00a0-]?(?:million|billion|trillion|bn|mn?|per ?cent|times|seconds|metres|meters|kg|km)\b|%)"
)
_AFTER_COMMA, _AFTER_SPACE = re.compile(r",\d{3}"), re.compile(r"[ \u00a0\u202f]\d{3}")
_AFTER_COLON = re.compile(r":[0-5]\d")
_COLON_TIME = re.compile(r"(?<![\d:.,-])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])")
_DOTTED_TIME = re.compile(
    r"\b(?:at|by) (?P<time>(?:1?[1-9]|10|2[0-3])\.[0-5]\d)(?=[,;)](?!\d)|\.?(?:\n|\Z)|\. [A-Z“]| on [A-Z]| and the )"
)
_FOUR_FIGURES = re.compile(r"(?<![\w.,:/$€£+-])[1-9],\d{3}(?![\d,.]*\d)")
_GUESSES = frozenset({("only", NUMBER), ("some", NUMBER), ("over", NUMBER), ("than", NUMBER), ("about", NUMBER)})
_BARE = re.compile(
    r"(?:(?<=\bonly )|(?<=\bsome )|(?<=\bover )|(?<=\bthan )|(?<=\babout ))(?!1[5-9]|20)[1-9]\d{3}"
    r"(?=[,.;]? (?!BC|AD|[MG]Hz)|[.,;]?(?:\n|\Z))(?!\.\d)"
)
_SEPARATOR = {"comma": ",", "space": " "}
_FEWEST_FORMS = 2
_FEWEST_DATES = 2
_TIMES = 3
_CONFIDENCE = 0.85


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield each place of the rarer form outside quotations; of two equally frequent ones the later gives way."""
    other_forms = _other_forms(words["spelling_variant"])
    present = doc.words & other_forms.telling
    yield from _spellings(doc, present, other_forms.of)
    for telling, kind in _KINDS:
        if not telling.isdisjoint(present):
            yield from kind(doc)
    yield from _dotted_times(doc)
    if _AFTER_COMMA.search(doc.text):
        yield from _numbers(doc)
        yield from _bare_numbers(doc)


class _OtherForms(NamedTuple):
    """Words in two spellings."""

    telling: frozenset[str]
    """All of them, and the words one of which an article must have for anything to be looked up: all at once."""
    of: Mapping[str, tuple[str, bool]]
    """The other form of each, and whether it is the British one itself."""


@functools.lru_cache(maxsize=4)
def _other_forms(variants: frozenset[str]) -> _OtherForms:
    found = {}
    for variant in variants:
        one, other = variant.split("/")
        found[one], found[other] = (other, True), (one, False)
    return _OtherForms(frozenset(found).union(*(telling for telling, _ in _KINDS)), found)


def _at_figures(doc: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with a digit and lets no other stand before it."""
    end = 0
    for figure in doc.view(numeral.figures):
        match = pattern.match(doc.text, figure.start) if figure.start >= end else None
        if match:
            yield match
            end = match.end()


def _keep(doc: Document, places: list[Span], match: re.Match[str]) -> None:
    span = Span(*match.span())
    if not doc.in_quotation(span):
        places.append(span)


def _hit(kind: str, span: Span, form: str, wanted: str, first: Span) -> Hit:
    fix = Fix(f"write “{wanted}”", (Edit.replacing(span, form, wanted),), Safety.UNSAFE)
    evidence = (Evidence("the other form stands here", first),)
    return Hit(span, fix, {"wanted": wanted}, _CONFIDENCE, evidence, kind=kind)


def _spellings(doc: Document, present: Iterable[str], other_of: Mapping[str, tuple[str, bool]]) -> Iterator[Hit]:
    """Yield the words of the rarer variety, if the same word has both or each variety shows at least twice."""
    british: list[tuple[Span, str, str]] = []
    american: list[tuple[Span, str, str]] = []
    forms = other_of.keys() & present
    if len({other_of[form][1] for form in forms}) < _FEWEST_FORMS:
        return
    for form, span in doc.occurrences(forms):
        if not doc.in_quotation(span) and doc.text[max(0, span.start - 4) : span.start].lower() != "por ":
            other, is_british = other_of[form]
            (british if is_british else american).append((span, form, other))
    stems = {form.removesuffix("s") for _, form, _ in [*british, *american]}
    both = {form for _, form, other in [*british, *american] if other.removesuffix("s") in stems}
    telling = [
        [place for place in places if place[1] in both or not _SAYS_LITTLE.search(place[1])]
        for places in (british, american)
    ]
    rarer, common = sorted(telling, key=lambda places: (len(places), [-place[0].start for place in places[:1]]))
    if not rarer:
        return
    is_british = common is telling[0]
    support = sum(_supports(form) and form not in both for _, form, _ in (british if is_british else american))
    support += sum(1 for _ in doc.occurrences(_BRITISH_HINTS)) if is_british else 0
    is_mix = len({form for _, form, _ in rarer}) > 1 or len(common) + support >= _TIMES * len(rarer)
    for span, form, other in rarer:
        if (is_mix or form in both) and not markup.shows_code(doc, span):
            yield _hit("spelling", span, form, other, common[0][0])


def _supports(form: str) -> bool:
    """Whether a form speaks for its variety beside surer ones: `theatre`, `grey`."""
    return _SAYS_LITTLE.search(form) is not None and not _OXFORD.search(form)


def _percents(doc: Document) -> Iterator[Hit]:
    """Yield the rarer of `percent`, `per cent` and %."""
    words = doc.vocabulary
    if ("percent" in words) + ("per" in words and "cent" in words) + ("%" in doc.characters) < _FEWEST_FORMS:
        return
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _at_figures(doc, _PERCENT):
        places_of = places["%" if match["sign"] else match["word"]]
        if not match["sign"] or _is_prose(doc, match.start()):
            _keep(doc, places_of, match)
    used = sorted((form for form in places if places[form]), key=lambda form: (-len(places[form]), places[form][0]))
    for form in used[1:]:
        is_mix = (form != "%" and used[0] != "%") or (len(places[form]) <= _MOST_SIGNS and len(places[used[0]]) > 1)
        for span in places[form] if is_mix else ():
            number = span.of(doc.text).removesuffix(form).rstrip()
            wanted = f"{number}%" if used[0] == "%" else f"{number} {used[0]}"
            yield _hit("percent", span, span.of(doc.text), wanted, places[used[0]][0])


def _is_prose(doc: Document, at: int) -> bool:
    """Whether a paragraph is no headline, and no line of a table."""
    paragraph = doc.paragraphs[doc.paragraph_at(at)]
    return doc.text[paragraph.end - 1] in _ENDS_SENTENCE


def _dates(doc: Document) -> Iterator[Hit]:
    """Yield the dates in the order that fewer of them have."""
    months = [month for _, month in doc.occurrences(_MONTHS)]
    text = doc.text
    is_day_first = any(_DAY_BEFORE.search(text, max(0, at - _LONGEST_DAY), at) for at, _ in months)
    if not is_day_first or not any(_DAY_AFTER.match(text, end) for _, end in months):
        return
    places: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _dates_at(text, months):
        if match[0] not in _ATTACKS and not doc.in_quotation(Span(*match.span())):
            places["month_first" if match["month"] else "day_first"].append(match)
    rarer, common = sorted((places["day_first"], places["month_first"]), key=len)
    if len(common) < max(_FEWEST_DATES, 2 * len(rarer)):
        return
    for match in rarer:
        if match["month"]:
            year = f" {match['year']}" if match["year"] else ""
            wanted = f"{match['day']} {match['month']}{year}"
        else:
            year = f", {match['other_year']}" if match["other_year"] else ""
            wanted = f"{match['other_month']} {match['other_day']}{year}"
        yield _hit("date", Span(*match.span()), match[0], wanted, Span(*common[0].span()))


def _dates_at(text: str, months: Iterable[Span]) -> Iterator[re.Match[str]]:
    """Yield the dates that have one of the months."""
    end = 0
    for month in months:
        match = _DATE.search(text, max(end, month.start - _LONGEST_DAY), month.end + _LONGEST_REST)
        if match and match.start() <= month.start:
            yield match
            end = match.end()


def _dotted_times(doc: Document) -> Iterator[Hit]:
    """Yield `22.30` where all other times are written `7:40`."""
    if doc.text.count(":") < _FEWEST_DATES or len(_AFTER_COLON.findall(doc.text)) < _FEWEST_DATES:
        return
    colons = [match for match in _at_figures(doc, _COLON_TIME) if _is_prose(doc, match.start())]
    if len(colons) < _FEWEST_DATES:
        return
    dotted = [Span(*match.span("time")) for match in _DOTTED_TIME.finditer(doc.text)]
    dotted = [span for span in dotted if not doc.in_quotation(span)]
    for span in dotted if 2 * len(dotted) <= len(colons) else ():
        form = span.of(doc.text)
        yield _hit("time", span, form, form.replace(".", ":"), Span(*colons[0].span()))


def _bare_numbers(doc: Document) -> Iterator[Hit]:
    """Yield `only 4800` where other numbers of four figures have their comma."""
    if _GUESSES.isdisjoint(doc.view(spoken)[0].neighbours):
        return
    parted = [match for match in _at_figures(doc, _FOUR_FIGURES) if not doc.in_quotation(Span(*match.span()))]
    bare = [Span(*match.span()) for match in _at_figures(doc, _BARE)] if parted else []
    bare = [span for span in bare if not doc.in_quotation(span)]
    for span in bare if len(parted) >= len(bare) else ():
        form = span.of(doc.text)
        yield _hit("number", span, form, f"{form[0]},{form[1:]}", Span(*parted[0].span()))


def _times(doc: Document) -> Iterator[Hit]:
    """Yield the times that are written otherwise than most: `22:30` beside `9:40 a.m.`."""
    words = doc.vocabulary
    if all(sum(map(words.__getitem__, style)) < _FEWEST_DATES for style in _HALF_DAYS):
        return
    if not any(_HALF_DAY.match(doc.text, figure.end) for figure in doc.view(numeral.figures)):
        return
    places: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _at_figures(doc, _TIME):
        half = match["half"]
        kind = "clock" if not half else "dotted" if "." in half else "capital" if half.isupper() else "plain"
        if _is_prose(doc, match.start()) and not doc.in_quotation(Span(*match.span())):
            places[kind].append(match)
    used = sorted(places, key=lambda kind: (-len(places[kind]), places[kind][0].start()))
    for kind in used[1:]:
        if len(places[used[0]]) > 1 and used[0] != "clock":
            for match in places[kind]:
                wanted = _time(match, used[0])
                wanted = wanted.removesuffix(".") if doc.text[match.end() : match.end() + 1] == "." else wanted
                yield _hit("time", Span(*match.span()), match[0], wanted, Span(*places[used[0]][0].span()))


def _time(match: re.Match[str], style: str) -> str:
    """Return a time in another style: 22:30 as 10:30 p.m."""
    hour = int(match["hour"])
    half = (match["half"] or ("pm" if hour >= _NOON else "am")).lower().replace(".", "")
    hour = hour if match["half"] else (hour - 1) % _NOON + 1
    wanted = {"dotted": f"{half[0]}.m.", "capital": half.upper(), "plain": half}[style]
    return f"{hour}{match['minutes'] or ''} {wanted}"


def _money(doc: Document) -> Iterator[Hit]:
    """Yield the sums whose currency stands behind, in a word, where others have its sign: `7 million dollars`."""
    for word, sign in _CURRENCIES.items():
        if word not in doc.vocabulary:
            continue
        signed = [at for at in _places_of(doc, sign) if not doc.in_quotation(Span(at, at + 1))]
        if len(signed) < _FEWEST_DATES:
            continue
        worded = [match for match in _at_figures(doc, _SUM) if match["currency"] == word]
        worded = [match for match in worded if not doc.in_quotation(Span(*match.span()))]
        for match in worded if len(signed) >= 2 * len(worded) else ():
            wanted = f"{sign}{match['sum']}"
            yield _hit("money", Span(*match.span()), match[0], wanted, Span(signed[0], signed[0] + 1))


def _places_of(doc: Document, sign: str) -> Iterator[int]:
    at = doc.text.find(sign)
    while at >= 0:
        if doc.text[at + 1 : at + 2].isdigit():
            yield at
        at = doc.text.find(sign, at + 1)


def _numbers(doc: Document) -> Iterator[Hit]:
    """Yield the numbers whose thousands are parted otherwise than most: `12 500` beside `1,000`."""
    if not any(_AFTER_SPACE.match(doc.text, figure.end) for figure in doc.view(numeral.figures)):
        return
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _at_figures(doc, _NUMBER):
        _keep(doc, places[match.lastgroup or ""], match)
    used = sorted((kind for kind in places if places[kind]), key=lambda kind: (-len(places[kind]), places[kind][0]))
    for kind in used[1:]:
        for span in places[kind]:
            form = span.of(doc.text)
            wanted = re.sub(r"\D", _SEPARATOR[used[0]], form)
            yield _hit("number", span, form, wanted, places[used[0]][0])


_KINDS = (
    (frozenset({"percent", "cent"}), _percents),
    (_MONTHS, _dates),
    (frozenset(itertools.chain(*_HALF_DAYS)), _times),
    (frozenset(_CURRENCIES), _money),
)
"""What is looked for where an article has one of some words."""
