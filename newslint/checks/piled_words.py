"""Little words side by side that English never puts so: `the its`, `in the that`, `to at the`, `will can`."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import spoken
from newslint.verbs import Verbs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"determiner", "relative", "preposition", "auxiliary", "form", "tense"})

_PAIR = re.compile(
    r"(?<![\w’'-])([A-Z]?(?:[a-z]++(?![’'])|[a-z]+n[’']t))(?=[ \u00a0]{1,2}([a-z]++)(?![\w’'-]|[ \u00a0]?[,;:)]))"
)
_BEFORE = re.compile(r"(?:(?P<mark>[^\w\s])[ \u00a0]|(?P<word>[\w’'-]{1,40}+)[ \u00a0]{1,2})?\Z")
_AFTER = re.compile(r"[ \u00a0]{1,2}(?P<word>[\w’'-]{1,40}+)")
_CONTRACTED_PART = re.compile(r"[A-Za-z]+n[’']\Z")
_TWICE = re.compile(r"(\w+)[ \u00a0]{1,2}\1", re.IGNORECASE)
_REACH = 44
_OPENS_CLAUSE = re.compile(
    r"\b(?:[Ww]hat|[Hh]ow|[Ww]here|[Ww]ho|[Ww]hich|[Ww]ho?(?:at)?ever|[Ww]hen|[Tt]hat|[Aa]ll|[Tt]han|[Aa]s)\b[^.!?;:,\n]*\Z"
)
_CLAUSE_REACH = 80

_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my", "your"})
_DEMONSTRATIVES = frozenset({"this", "these", "those"})
_QUANTIFIERS = frozenset({"some", "any", "every", "another"})
_OBJECT_TOO = frozenset({"her", "its"})
"""`gave her the key`; `its a` is an apostrophe that was forgotten."""

_BEHIND_ARTICLE = frozenset(
    {"of", "with", "at", "from", "into", "by", "for", "among", "during", "despite", "between", "against", "towards"}
    | {"toward", "upon", "to"}
)
_AT_HEAD = frozenset({"be", "do", "come", "list", "and", "or", "go", "fro", "profit", "hire", "with", "law"})
"""`the to do list`, `the with and without`, `the at risk`: what lost its hyphen or is named."""

_NEVER_BEFORE: Mapping[str, frozenset[str]] = {
    "to": frozenset({"among", "at", "between", "from", "into", "of", "towards"}),
    "of": frozenset({"among", "to", "towards"}),
    "at": frozenset({"of", "to", "in", "into"}),
    "for": frozenset({"of", "to"}),
    **dict.fromkeys(("about", "by", "from", "in", "into", "on", "with"), frozenset({"of"})),
    **dict.fromkeys(
        ("among", "between", "despite", "during", "towards", "until", "within"),
        frozenset({"about", "at", "by", "for", "from", "in", "into", "of", "on", "to", "with"}),
    ),
}
"""Before a determiner. Others may stand there if the first has its noun elsewhere: `the people I work
with for the`."""
_STRANDED = re.compile(
    r"(?:[a-z]{2,}(?:ed|en|ing|wn)|[a-z]{1,12}ght|been|come|done|gone|went|came|get|go|look|be|is|was)"
)
"""What may leave its preposition stranded before another one: `was dealt with by the`."""

_MODALS = frozenset({"will", "would", "can", "could", "must", "should", "might", "shall", "may"})
_NOUNS_TOO = frozenset({"will", "can", "must", "might"})
_BE = frozenset({"is", "are", "was", "were"})
_HAVE = frozenset({"has", "have", "had"})
_DO = frozenset({"does", "did"})
_FINITE = _MODALS | _BE | _HAVE | _DO
_CLAUSE_WORDS = frozenset(
    {"what", "who", "which", "that", "all", "it", "he", "she", "they", "we", "i", "you", "as", "how", "where", "when"}
    | {"than", "whatever", "there", "this", "these", "those", "whoever", "is", "are", "was", "were", "not", "why", "if"}
    | {"people", "one", "be", "being", "and", "or", "so", "ever", "things", "thing", "to", "once"}
)
"""Behind these a clause may end in one auxiliary and the next begin: `what he did was`, `how good it is is`."""
_BARS_VERB = frozenset(
    {"the", "a", "an", "of", "his", "her", "its", "their", "our", "my", "your", "no", "any", "this", "that", "own"}
    | {"free", "good", "ill", "political", "popular", "living", "military", "public", "people’s", "last", "economic"}
)
"""Before `will`, `can`, `must` and `might` as nouns."""

_SURE, _LIKELY, _HINT = 0.95, 0.85, 0.7


@dataclass(frozen=True)
class _Place:
    """Two words, and what stands around them, looked up when asked for: most pairs are right by themselves."""

    first: str
    second: str
    span: Span
    text: str

    @cached_property
    def _raw(self) -> str:
        before = _BEFORE.search(self.text, max(0, self.span.start - _REACH), self.span.start)
        return (before["word"] or "") if before else ""

    @property
    def before(self) -> str:
        """The word before, in lower case; empty where a sentence or clause begins."""
        return self._raw.lower()

    @cached_property
    def after(self) -> str:
        """The word behind; empty where a sentence or clause ends."""
        after = _AFTER.match(self.text, self.span.end)
        return after["word"] if after else ""

    @property
    def begins(self) -> bool:
        """Whether the word before begins its sentence, and is a pronoun: `It was is`."""
        return self._raw in {"He", "She", "It", "They", "We"}

    @cached_property
    def is_in_clause(self) -> bool:
        """Whether a clause may have begun before that ends here: `how fast the boat is will be seen`."""
        start = self.span.start
        return (
            self.first in _FINITE | {"not", "been"}
            and _OPENS_CLAUSE.search(self.text, max(0, start - _CLAUSE_REACH), start) is not None
        )


class _Ruling(NamedTuple):
    """What is wrong with two words."""

    kind: str
    wanted: str | None
    """What should stand there; None where only the sense tells."""
    confidence: float
    start: int = -1
    """Where the fault begins, if one word earlier."""
    taking_next: bool = False
    """Whether the word behind belongs to the fault, and stays."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield pairs and triples of little words that cannot stand side by side, outside quotations.

    One word that stands twice, and nothing else of the kind in the article, is no more than a slip of the hand.
    """
    hits = list(_hits(doc, words))
    is_slip = len(hits) == 1 and _TWICE.fullmatch(hits[0].span.of(doc.text)) is not None
    yield from (replace(hit, confidence=_HINT) for hit in hits) if is_slip else hits


def _hits(doc: Document, words: Words) -> Iterator[Hit]:
    verbs = Verbs.joint(words["plain_verb"], words["noun_verb"], words["irregular_verb"])
    plain = Verbs.of(words["plain_verb"], words["irregular_verb"])
    done = 0
    for match in _pairs(doc, verbs, plain):
        first, second = match[1].lower().replace("'", "’"), match[2]
        if first not in _FIRST or match.start() < done:
            continue
        place = _Place(first, second, Span(match.start(1), match.end(2)), doc.text)
        ruling = _of_little_words(place) or (_of_verbs(place, verbs, plain) if match[1].islower() else None)
        if not ruling:
            continue
        span = place.span if ruling.start < 0 else Span(ruling.start, place.span.end)
        if ruling.taking_next and ruling.wanted:
            span = Span(span.start, doc.text.index(place.after, span.end) + len(place.after))
            ruling = ruling._replace(wanted=f"{ruling.wanted} {place.after}")
        if doc.in_quotation(span):
            continue
        done = span.end
        yield _hit(doc, span, ruling)


def _pairs(doc: Document, verbs: Verbs, plain: Verbs) -> Iterator[re.Match[str]]:
    """Yield the pairs that are worth a look around them: most are right whatever stands there."""
    article = doc.view(spoken)[0]
    telling = _wrong_pairs(verbs, plain) & article.neighbours
    pairs = {("to", "be") if pair[0] == "be" else pair for pair in telling}
    starts = sorted({_word_start(doc.text, at) for at in article.pairs(pairs)})
    yield from filter(None, (_PAIR.match(doc.text, at) for at in starts))


def _word_start(text: str, at: int) -> int:
    """Return where the word of a place begins; its parts count as words: `didn’t`."""
    contracted = _CONTRACTED_PART.search(text, max(0, at - _REACH), at) if text[at - 1] in "’'" else None
    return contracted.start() if contracted else at


@functools.lru_cache(maxsize=4)
def _wrong_pairs(verbs: Verbs, plain: Verbs) -> frozenset[tuple[str, str]]:
    """Return what may be wrong side by side; for `to be`, which is nearly always right, its second word and a third."""
    inflected = verbs.past_only | plain.past.keys() | plain.third.keys()
    auxiliaries = _FINITE - {"may"}
    negated = inflected | _PAST_OF.keys() | _MOVES_BEFORE_NOT | _MODALS
    found = dict.fromkeys(_DETERMINERS, _AFTER_DETERMINER)
    found |= dict.fromkeys(_THESE, frozenset({"the"}))
    found |= _NEVER_BEFORE
    found["to"] = _NEVER_BEFORE["to"] | inflected | {"has"}
    found |= {"be": _PILED, "been": _BE, "not": negated, _CONTRACTION_END: negated}
    found |= dict.fromkeys(_BE | _DO, auxiliaries | verbs.past_only | {"been"})
    found |= dict.fromkeys(_HAVE, auxiliaries | verbs.past_only | plain.bases)
    modal = (auxiliaries - {"have"}) | inflected | verbs.past.keys() | verbs.third.keys() | {"to", "been", "being"}
    found |= dict.fromkeys(_MODALS, frozenset(modal))
    return frozenset((first, second) for first, seconds in found.items() for second in seconds)


def _hit(doc: Document, span: Span, ruling: _Ruling) -> Hit:
    found = span.of(doc.text)
    if ruling.wanted is None:
        return Hit(span, says={"wanted": ""}, confidence=ruling.confidence, kind=ruling.kind)
    wanted = ruling.wanted[0].upper() + ruling.wanted[1:] if found[0].isupper() else ruling.wanted
    fix = Fix(f"write “{wanted}”", (Edit.replacing(span, found, wanted),), Safety.UNSAFE)
    return Hit(span, fix, {"wanted": wanted}, ruling.confidence, kind=ruling.kind)


def _of_little_words(place: _Place) -> _Ruling | None:
    """Return what is wrong with articles, determiners and prepositions."""
    first, second = place.first, place.second
    if first in _THESE:
        is_phrase = second == "the" and place.before in _PREPOSITIONS and place.after in _SITUATIONS
        return _Ruling("determiner", first, _LIKELY) if is_phrase else None
    if first in _DETERMINERS:
        return _of_relative(place) or _of_determiners(first, second, place.after) or _of_article(place)
    never = _NEVER_BEFORE.get(first)
    if not never or second not in never or place.after not in _ARTICLES | _POSSESSIVES | _DEMONSTRATIVES:
        return None
    is_stranded = _STRANDED.fullmatch(place.before) is not None and place.before not in _MOTION
    if not place.before or place.before in _STRANDS or is_stranded:
        return None
    return _Ruling("preposition", second if first in _BEFORE_ANOTHER else first, _LIKELY, taking_next=True)


def _of_relative(place: _Place) -> _Ruling | None:
    """Return what is wrong with `in the that`, `to the whom`, `the which`."""
    if place.first != "the" or place.second not in {"that", "which", "whom", "who", "whose"} or not place.after:
        return None
    wanted = "which" if place.second in {"that", "which"} else place.second
    if place.before in _PREPOSITIONS:
        start = place.span.start - len(place.before) - 1
        return _Ruling("relative", f"{place.before} {'whom' if wanted == 'who' else wanted}", _SURE, start)
    return _Ruling("relative", wanted, _LIKELY) if place.second in {"which", "whom"} else None


def _of_determiners(first: str, second: str, after: str) -> _Ruling | None:
    """Return what is wrong with two determiners, and which of them to keep."""
    if second == "a" and after in _FOREIGN_A:
        return None
    owns = second in _POSSESSIVES or second in _DEMONSTRATIVES
    if first in _ARTICLES and (owns or second in _ARTICLES or second in _QUANTIFIERS):
        return _Ruling("determiner", second, _SURE)
    if (
        first in _POSSESSIVES - _OBJECT_TOO
        and (second != first or first == "their")
        and (second in _ARTICLES or owns or second in _QUANTIFIERS - {"every"})
    ):
        return _Ruling("determiner", first if second in _ARTICLES else second, _SURE)
    if first in {"every", "another"} and (second in _ARTICLES or second in _POSSESSIVES):
        return _Ruling("determiner", first, _SURE)
    is_all = first == "the" and second == "all" and after in _COUNTED
    if is_all or first == second == "its":
        return _Ruling("determiner", second, _SURE)
    return None


def _of_article(place: _Place) -> _Ruling | None:
    """Return what is wrong with an article before a preposition: `in the of the council`."""
    if place.first not in _ARTICLES | {"their", "our"} or place.second not in _BEHIND_ARTICLE:
        return None
    if not place.after or place.after in _AT_HEAD or (place.second == "to" and place.before not in _PREPOSITIONS):
        return None
    if place.before in _PREPOSITIONS:
        start = place.span.start - len(place.before) - 1
        return _Ruling("preposition", None, _SURE, start)
    return _Ruling("preposition", "that of" if (place.first, place.second) == ("the", "of") else None, _LIKELY)


def _of_verbs(place: _Place, verbs: Verbs, plain: Verbs) -> _Ruling | None:
    """Return what is wrong with two forms of verbs side by side."""
    first = place.first
    if first in {"been", "to"}:
        return _of_been(place) if first == "been" else _of_infinitive(place, verbs, plain)
    if first == "not" or first in _CONTRACTED:
        return _of_negation(place, verbs, plain)
    if first in _MODALS:
        ruling = _of_modal(place, verbs, plain)
    elif first in _FINITE:
        ruling = _of_two_finite(place, verbs) or _of_auxiliary(place, verbs, plain)
    else:
        return None
    return ruling if ruling and not _ends_clause(place) else None


def _ends_clause(place: _Place) -> bool:
    """Whether the first of two verbs may be the last word of a clause, or a noun."""
    ends = (place.before in _CLAUSE_WORDS and not place.begins) or place.is_in_clause
    return ends or (place.first in _NOUNS_TOO and place.before in _BARS_VERB)


def _of_been(place: _Place) -> _Ruling | None:
    """Return what is wrong with `has been is closed`."""
    is_piled = place.second in _BE and place.before in _HAVE and not place.is_in_clause
    start = place.span.start - len(place.before) - 1
    is_piled = is_piled and _PARTICIPLE.search(place.after) is not None
    return _Ruling("auxiliary", f"{place.before} been", _LIKELY, start) if is_piled else None


def _of_two_finite(place: _Place, verbs: Verbs) -> _Ruling | None:
    """Return what is wrong with `are were`, `has is`: “has” and “was” stay before a participle, else the second."""
    first, second = place.first, place.second
    if second not in _FINITE - {"may", first} or (first, second) in _GO_TOGETHER or not place.before:
        return None
    if second in _MODALS and place.after not in verbs.bases | {"be", "have", "not"}:
        return None  # a question: `The question is would they`
    stays = first in _HAVE or (first in {"was", "were"} and second in {"is", "are"})
    return _Ruling("auxiliary", first if stays and _PARTICIPLE.search(place.after) else second, _LIKELY)


def _of_auxiliary(place: _Place, verbs: Verbs, plain: Verbs) -> _Ruling | None:
    """Return what is wrong with `is been`, `has announce`, `did went`."""
    first, second = place.first, place.second
    if first in _BE and second == "been":
        return _Ruling("form", {"is": "has", "are": "have"}.get(first, "had") + " been", _LIKELY)
    is_past = second in verbs.past_only
    is_base = second in plain.bases and plain.participle_of[second] != second and place.after in _OPENS_OBJECT
    if first in _HAVE and (is_past or is_base):
        return _Ruling("form", f"{first} {verbs.participle_of[verbs.past.get(second, second)]}", _LIKELY)
    if first in _DO and is_past and second != "was":
        return _Ruling("tense", f"{first} {verbs.past[second]}", _LIKELY)
    return None


def _of_modal(place: _Place, verbs: Verbs, plain: Verbs) -> _Ruling | None:
    first, second = place.first, place.second
    if second in _MODALS - {"may"}:
        return _of_two_modals(place)
    if second == "to" and first not in _NOUNS_TOO | {"may"} and place.after in verbs.bases:
        return _Ruling("auxiliary", first, _LIKELY)
    if second == "to" and first == "must" and place.before and place.after in verbs.bases:
        return _Ruling("auxiliary", first, _LIKELY)
    if second in {"is", "was", "has", "had", "are", "were", "been", "being", "does", "did"}:
        wanted = {"has": "have", "had": "have", "does": "do", "did": "do"}.get(second, "be")
        confident = _LIKELY if first not in _NOUNS_TOO else _HINT
        return _Ruling("form", f"{first} {wanted}", confident) if first != "may" else None
    base = plain.third.get(second) or (verbs.third[second] if second in _NO_NOUNS else None)
    base = base or (verbs.past[second] if second in verbs.past_only else plain.past.get(second))
    if base is None and first != "may" and place.after in _OPENS_OBJECT:
        base = verbs.past.get(second) or (verbs.third.get(second) if first not in _NOUNS_TOO else None)
    return _Ruling("form", f"{first} {base}", _LIKELY) if base else None


def _of_two_modals(place: _Place) -> _Ruling | None:
    first, second = place.first, place.second
    if second == "can" and (place.after in _OPENS_OBJECT or place.after[:1].isdigit() or place.after.endswith("s")):
        return None  # `will can 900 tonnes of tuna`
    if {first, second} == {"must", "should"}:
        return _Ruling("auxiliary", first, _LIKELY)
    able = {"can": "be able to", "could": "be able to", "must": "have to"}.get(second)
    return _Ruling("auxiliary", f"{first} {able}" if able and first != second else None, _LIKELY)


def _of_infinitive(place: _Place, verbs: Verbs, plain: Verbs) -> _Ruling | None:
    second = place.second
    opens_object = place.after in _OPENS_OBJECT
    if (second in verbs.past_only and second != "was") or (
        opens_object and (second in plain.past or second in plain.third)
    ):
        base = verbs.past.get(second) or verbs.third[second]
        return _Ruling("form", f"to {base}", _LIKELY)
    if second == "be" and place.after in verbs.bases and _is_piled(place.after, verbs):
        number = "are" if place.before.endswith("s") else "is"
        return _Ruling("auxiliary", f"{number} to", _LIKELY, taking_next=True) if place.before else None
    if second == "has" and place.after:
        return _Ruling("form", "to have", _LIKELY)
    return None


def _is_piled(base: str, verbs: Verbs) -> bool:
    """Whether a verb cannot be a participle or a noun behind `to be`."""
    return base in _PILED and verbs.participle_of[base] != base


def _of_negation(place: _Place, verbs: Verbs, plain: Verbs) -> _Ruling | None:
    """Return what is wrong with `did not went`, and with `not is`."""
    second = place.second
    if place.is_in_clause and place.second in _FINITE:
        return None  # `those who do not should`
    if (
        place.first == "not"
        and place.before in _DO | {"do"}
        and second in {"can", "could", "must", "should", "will", "would"}
    ):
        return _Ruling("auxiliary", f"{second} not", _SURE, place.span.start - len(place.before) - 1)
    negated = place.first if place.first != "not" else f"{place.before} not" if place.before in _NEGATED else ""
    if negated:
        base = verbs.past[second] if second in verbs.past_only else plain.past.get(second) or plain.third.get(second)
        base = base or _PAST_OF.get(second)
        start = place.span.start - (len(place.before) + 1 if place.first == "not" else 0)
        kind = "tense" if negated.startswith("d") else "form"
        return _Ruling(kind, f"{negated} {base}", _SURE, start) if base else None
    if place.before and second in _MOVES_BEFORE_NOT and place.before not in _NOT_BEFORE and place.after:
        return _Ruling("auxiliary", f"{second} not", _LIKELY)
    return None


_DETERMINERS = _ARTICLES | _POSSESSIVES | {"every", "another"}
_AFTER_DETERMINER = (
    _ARTICLES
    | _POSSESSIVES
    | _DEMONSTRATIVES
    | _QUANTIFIERS
    | _BEHIND_ARTICLE
    | {"that", "which", "whom", "who", "whose", "all"}
)
_THESE = frozenset({"this", "these"})
_COUNTED = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "the", "these", "those", "people"}
    | {"citizens", "other", "others", "his", "her", "its", "their", "our"}
)
"""Behind `the all`; others may make a name or a word with a hyphen: `the all clear`."""
_SITUATIONS = frozenset(
    {"area", "areas", "case", "cases", "city", "context", "country", "countries", "days", "district", "districts"}
    | {"month", "months", "period", "place", "places", "province", "region", "regions", "season", "sector"}
    | {"situation", "stage", "town", "village", "villages", "week", "weeks", "zone", "zones"}
)
"""What `in this the` may mean: `in this the judge was right` is a clause."""
_PREPOSITIONS = frozenset(
    {"about", "across", "after", "against", "among", "around", "at", "before", "behind", "between", "by"}
    | {"despite", "during", "for", "from", "in", "into", "near", "of", "off", "on", "onto", "over", "since"}
    | {"than", "through", "to", "toward", "towards", "under", "until", "upon", "via", "with", "within"}
    | {"without"}
)
_FOREIGN_A = frozenset({"cappella", "la", "posteriori", "priori"})
_BEFORE_ANOTHER = frozenset({"for", "to", "of", "until", "about"})
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ght)\Z")
_MOTION = frozenset({"arrived", "arriving", "moved", "returned", "travelled", "traveled"})
_STRANDS = frozenset({"it", "them", "him", "her", "that", "which", "of", "and", "or", "what", "came", "live", "deal"})
_NOT_BEFORE = frozenset({"or", "why", "if", "and", "but", "is", "was", "has", "whether", "not", "as"})
_OPENS_OBJECT = _ARTICLES | _POSSESSIVES | _DEMONSTRATIVES | {"him", "them", "any", "all", "it", "more", "that"}
_PILED = frozenset({"become", "begin", "bring", "do", "give", "go", "hold", "keep", "make", "meet", "pay", "take"})
_NO_NOUNS = frozenset({"goes", "makes", "takes", "comes", "gives", "gets", "keeps", "holds", "pays", "says", "sells"})
_GO_TOGETHER = frozenset(
    (first, second)
    for first, seconds in {
        "has": "had",
        "have": "had is was are were",
        "had": "is was are were",
        "did": "have do is was",
        "does": "have do is was will would can could must should",
        "do": "have is was will would can could must should",
    }.items()
    for second in seconds.split()
)
"""`has had`, `did have`, and where a clause ends without its object: `the plan they had was`."""
_PAST_OF = {"felt": "feel", "found": "find", "had": "have", "has": "have", "left": "leave", "saw": "see"}
_NEGATED = _DO | {"do"} | _MODALS
_CONTRACTED = frozenset({"didn’t", "doesn’t", "don’t", "couldn’t", "wouldn’t", "won’t", "shouldn’t", "can’t"})
_CONTRACTION_END = "t"
"""What `didn’t` ends with, whose two parts count as words."""
_MOVES_BEFORE_NOT = frozenset({"is", "was", "has", "can", "will", "could"})
_FIRST = _CONTRACTED | _DETERMINERS | _FINITE | _NEVER_BEFORE.keys() | _THESE | {"been", "to", "not"}
