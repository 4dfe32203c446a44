"""One abbreviation in two spellings in one article: `US` beside `U.S.`, `EU` beside `E.U.`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.document import Document

_PLAIN = {"EU": "E.U.", "UK": "U.K.", "UN": "U.N.", "US": "U.S.", "USA": "U.S.A.", "UAE": "U.A.E.", "DC": "D.C."}
_DOTTED = {dotted: plain for plain, dotted in _PLAIN.items()}
_INITIALS = frozenset(dotted[0] for dotted in _DOTTED)

_DOTTED_PLACE = re.compile(
    r"(?<![\w.@/-])(?:U\.(?:S\.A\.|S\.|K\.|N\.|A\.E\.)|E\.U\.|(?<=ington, )D\.C\.|(?<=ington )D\.C\.)(?![\w@/.])"
)
_PLAIN_PLACE = re.compile(
    r"(?<![\w.@#/&’'-])(?:EU|UK|UN|USA?|UAE|(?<=Washington, )DC|(?<=Washington )DC)(?![\w@/&$€£]|[.:]\w)"
)

_OTHER_CAPITALS = re.compile(r"\b(?:[A-Z]{2,}|R) \Z")
"""What stands before “US” in `CONTACT US` and `Toys R US`."""
_NAME_GOES_ON = re.compile(
    r" (?:[A-Z]{2,}\b|For\b|\d|Airways|Bancorp|Bank|Cellular|Foods|Magazine|News|Open|Steel|Today|Weekly)"
)
"""What follows in a name with a spelling of its own, and in a law report (`5 U.S. 137`)."""
_IN_NAME = re.compile(r"[A-Z]\w+ \Z")
_TITLE = re.compile(r"(?<![\w.’'-])(?P<form>(?P<title>Mrs?|Ms|Dr)(?P<dot>\.)?) (?=[A-Z][a-z])")
_FEWEST_TITLES = 3
_REACH = 12
_ENDS_SENTENCE = frozenset('.!?…:)”"’')

_SENTENCE_OVER = re.compile(
    r"[”\"’)]*\s+[“\"‘(]*(?:The|A|An|In|On|At|But|And|He|She|It|They|We|I|This|That|As|For|If)\b"
)
_PARAGRAPH_OVER = re.compile(r"[”\"’)]*[ \t]*(?:\n|\Z)")
_CAPITAL_FOLLOWS = re.compile(r"[”\"’)]*\s+[“\"‘(]*[A-Z]")


class _Place(NamedTuple):
    """One occurrence of an abbreviation."""

    span: Span
    form: str

    @property
    def plain(self) -> str:
        """The abbreviation without stops."""
        return _DOTTED.get(self.form, self.form)


def check(doc: Document) -> Iterator[Hit]:
    """Yield each place of the rarer form; of two forms equally frequent the later one gives way."""
    yield from _titles(doc)
    kinds = {plain for plain, dotted in _PLAIN.items() if plain in doc.vocabulary and dotted in doc.text}
    is_both = "US" in doc.vocabulary and "USA" in doc.vocabulary
    if not kinds and not is_both:
        return
    plain = list(_places(doc, _PLAIN.keys(), _PLAIN_PLACE))
    dotted = list(_places(doc, _INITIALS, _DOTTED_PLACE)) if kinds else []
    if is_both and not kinds & {"US", "USA"}:
        yield from _longer(doc, [place for place in plain if place.form in {"US", "USA"}])
    for kind in sorted(kinds):
        yield from _rarer(doc, [p for p in plain if p.plain == kind], [p for p in dotted if p.plain == kind])


def _titles(doc: Document) -> Iterator[Hit]:
    """Yield `Mr` where at least three others are `Mr.`, or the other way round."""
    for title in ("Mr", "Mrs", "Ms", "Dr"):
        if title not in doc.vocabulary or f"{title} " not in doc.text or f"{title}. " not in doc.text:
            continue
        places = [match for match in _TITLE.finditer(doc.text) if match["title"] == title]
        places = [match for match in places if not doc.in_quotation(Span(*match.span()))]
        dotted = [Span(*match.span("form")) for match in places if match["dot"]]
        plain = [Span(*match.span("form")) for match in places if not match["dot"]]
        for rarer, common in ((plain, dotted), (dotted, plain)):
            for span in rarer if len(common) >= _FEWEST_TITLES * len(rarer) else ():
                wanted = common[0].of(doc.text)
                fix = Fix(f"write “{wanted}”", (Edit.replacing(span, span.of(doc.text), wanted),), Safety.UNSAFE)
                evidence = (Evidence(f"“{wanted}” stands in this article {len(common)} times", common[0]),)
                yield Hit(span, fix, {"wanted": wanted}, evidence=evidence, confidence=0.9)


def _places(doc: Document, first: AbstractSet[str], pattern: re.Pattern[str]) -> Iterator[_Place]:
    """Yield the places in running text: headlines have their own style, quotations are not ours.

    `first` are the letters with which a match of `pattern` may begin.
    """
    for _, (start, _) in doc.occurrences(first):
        paragraph = doc.paragraphs[doc.paragraph_at(start)]
        match = pattern.match(doc.text, start, paragraph.end)
        if match and doc.text[paragraph.end - 1] in _ENDS_SENTENCE:
            before = doc.text[max(paragraph.start, start - _REACH) : start]
            span = Span(*match.span())
            is_other = _OTHER_CAPITALS.search(before) or _NAME_GOES_ON.match(doc.text, match.end())
            if not is_other and not doc.in_quotation(span):
                yield _Place(span, match[0])


def _longer(doc: Document, places: Sequence[_Place]) -> Iterator[Hit]:
    """Yield `USA` where the rest of the article has `US`, names such as `Team USA` apart."""
    short = [place for place in places if place.form == "US"]
    longer = [
        place
        for place in places
        if place.form == "USA" and not _IN_NAME.search(doc.text, max(0, place.span.start - _REACH), place.span.start)
    ]
    for place in longer if len(short) > len(longer) else ():
        evidence = (Evidence(f"“US” stands in this article {len(short)} times", short[0].span),)
        yield Hit(place.span, _fix(doc, place, "US"), {"wanted": "US"}, evidence=evidence, confidence=0.85)


def _rarer(doc: Document, plain: Sequence[_Place], dotted: Sequence[_Place]) -> Iterator[Hit]:
    if not plain or not dotted:
        return
    rarer, common = (plain, dotted) if len(plain) < len(dotted) else (dotted, plain)
    if len(plain) == len(dotted) and rarer[0].span < common[0].span:
        rarer, common = common, rarer
    wanted = common[0].form
    times = "once" if len(common) == 1 else f"{len(common)} times"
    evidence = (Evidence(f"“{wanted}” stands in this article {times}", common[0].span),)
    for place in rarer:
        yield Hit(place.span, _fix(doc, place, wanted), {"wanted": wanted}, evidence=evidence, confidence=0.9)


def _fix(doc: Document, place: _Place, wanted: str) -> Fix | None:
    """Return the fix, or none where only the sense tells whether the last stop also ends the sentence."""
    end = place.span.end
    if place.form in _PLAIN:
        new = wanted.removesuffix(".") if doc.text[end : end + 1] == "." else wanted
    elif _SENTENCE_OVER.match(doc.text, end) or _PARAGRAPH_OVER.match(doc.text, end):
        new = f"{wanted}."
    elif _CAPITAL_FOLLOWS.match(doc.text, end):
        return None
    else:
        new = wanted
    return Fix(f"write “{wanted}”", (Edit.replacing(place.span, place.form, new),), Safety.UNSAFE)
