"""Infinitives that lack their “to”: `decided expand`, `wants the merger strengthen`, `the right refuse`."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

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

KINDS = frozenset({"bare", "object"})

_PAIR = re.compile(r"(?<![\w’'-])([a-z]++)(?=[ \u00a0]{1,2}([A-Za-z]++)(?![\w-]|[’'](?!s\b)))")
_NEXT = re.compile(r"[ \u00a0]{1,2}(?P<word>[\w-]{1,40}+)(?![’'](?!s\b))(?P<owner>[’']s?)?")
_BEFORE = re.compile(r"(?:(?P<second>[\w’'-]{1,40}+)[ \u00a0]{1,2})?(?P<first>[\w’'-]{1,40}+)[ \u00a0]{1,2}\Z")
_REACH = 90

_DETERMINERS = frozenset(
    {"a", "all", "an", "any", "both", "each", "every", "her", "his", "its", "more", "my", "no", "our"}
    | {"several", "some", "that", "the", "their", "these", "this", "those", "your"}
)
_OBJECTS = _DETERMINERS | {"him", "them", "it", "us", "me"}
_SUBJECTS = frozenset({"he", "she", "they", "we", "you", "i"})
_PARTICLES = frozenset({"away", "back", "down", "off", "out", "over", "up"})
_PLURAL = re.compile(r"[a-z]{3,20}[^siu]s")
_PERSONS = frozenset({"him", "them", "us", "me", "it"})
_TO_DO = frozenset({"come", "give", "go", "hand", "keep", "leave", "pay", "speak", "stay", "take", "tell", "wait"})
"""What one asks people to do; behind “them” no nouns."""
_TO_OF_NAMES = frozenset({"To", "TO"})
"""The first word of a name, and so of an object: `asked To Kill a Mockingbird`."""
_RELATIVES = frozenset({"who", "that", "which", "whom", "as", "than", "what", "whoever"})

_SURE, _LIKELY = 0.9, 0.85
_MOST_WORDS = 4
"""Of an object: `the new tax on ships`."""
_FITS_PLURALS = frozenset({"include", "remain", "become", "continue", "follow", "consist", "involve", "agree"})
"""What plural nouns do most of all: `the steps decided include`."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the verb, noun or adjective that asks for an infinitive and the base form behind it, outside quotations."""
    frames = _frames(words["wanting_verb"], words["permitting_verb"])
    bases = words["plain_verb"]
    for match in _pairs(doc, frames, words):
        first, second = match[1], match[2]
        frame, end = frames.get(first), match.end(2)
        if first in words["permitting_verb"] or frame == "wants":
            yield from _with_object(doc, match, words)
        is_base = second in bases or _is_verb(doc, second, end, words)
        if second not in bases and first in _NOUNS and _word(doc, end) in _PERSONS:
            continue  # `the power lead it had lost`
        if is_base and second not in {first, "act"} and _asks(doc, match, frame, words):
            yield _hit(doc, Span(match.start(1), end), match.start(2), "bare", _LIKELY)


def _pairs(doc: Document, frames: Mapping[str, str], words: Words) -> Iterator[re.Match[str]]:
    """Yield what asks for an infinitive, if a verb or an object may follow: nearly everywhere “to” does."""
    article = doc.view(spoken)[0]
    row = (*article.in_row, "")
    no_object = {"to"} if doc.vocabulary.keys().isdisjoint(_TO_OF_NAMES) else set()
    asking = _asking(words["wanting_verb"], words["permitting_verb"], words["asks_infinitive"])
    found: set[str] = set()
    for number in article.numbers_of(asking):
        first, second = row[number], row[number + 1]
        has_object = second not in no_object and (first in words["permitting_verb"] or frames.get(first) == "wants")
        if has_object or second in words["plain_verb"] or second in words["noun_verb"]:
            found.add(first)
    yield from filter(None, (_PAIR.match(doc.text, at) for at in article.starts_of(found)))


@functools.lru_cache(maxsize=4)
def _asking(wanting: frozenset[str], permitting: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return others.union(_frames(wanting, permitting))


@functools.lru_cache(maxsize=4)
def _frames(wanting: frozenset[str], permitting: frozenset[str]) -> Mapping[str, str]:
    """Return for each form of a verb that asks for an infinitive how it is used."""
    verbs = Verbs.of(wanting, frozenset({"choose/chose/chosen", "seek/sought/sought"}))
    found = dict.fromkeys(permitting, "permits")
    for form in (*verbs.third, *verbs.past, *verbs.bases):
        found[form] = "wants" if form in _WITH_OBJECT else "third" if form in verbs.third else "other"
    return found


_WITH_OBJECT = frozenset({"want", "wants", "wanted", "intends", "intended", "expects", "expected", "expect"})


def _word(doc: Document, at: int) -> str:
    found = _NEXT.match(doc.text, at)
    return found["word"] if found else ""


def _before(doc: Document, at: int) -> tuple[str, str]:
    """Return the two words before a place, the nearer one first; empty where a mark stands between."""
    found = _BEFORE.search(doc.text, max(0, at - _REACH), at)
    return (found["first"], found["second"] or "") if found else ("", "")


def _asks(doc: Document, match: re.Match[str], frame: str | None, words: Words) -> bool:
    """Whether the word before a base form asks for an infinitive where it stands."""
    first, second = match[1], match[2]
    nearer, farther = _before(doc, match.start(1))
    low = nearer.lower()
    if frame == "permits":
        return False
    if frame is None:
        return (
            _asks_as_noun(first, low) and farther.lower() not in words["preposition"] - {"in"}
        ) or _asks_as_adjective(first, low, farther.lower())
    if low in _RELATIVES or farther.lower() in _RELATIVES or second in _FITS_PLURALS or not nearer:
        return False
    is_person = low in {"he", "she", "it", "they", "we", "i", "not", "also", "never"} or nearer[0].isupper()
    if first in words["noun_or_wanting"]:
        is_plural = first.endswith("s") and nearer[0].isupper()
        return is_person and not is_plural and (first != "need" or second in words["plain_verb"])
    return low not in _DETERMINERS and low not in words["preposition"] and not nearer.endswith(("’s", "'s"))


def _asks_as_noun(first: str, before: str) -> bool:
    """Whether a noun in the singular stands behind a determiner: `the right refuse`."""
    return (first in _NOUNS and before in _DETERMINERS | _ADJECTIVES) or (first == "order" and before == "in")


def _asks_as_adjective(first: str, before: str, farther: str) -> bool:
    if first in _OF_IT:
        return before in _BE and farther in {"it", "not", "be"}
    return first in _ADJECTIVES_TO and (before in _BE or (before in {"not", "now", "also", "still"} and farther in _BE))


_NOUNS = frozenset(
    {"ability", "attempt", "authority", "chance", "commitment", "decision", "desire", "determination"}
    | {"duty", "effort", "failure", "freedom", "inability", "intention", "mandate", "obligation"}
    | {"opportunity", "order", "permission", "plan", "power", "promise", "proposal", "readiness", "refusal"}
    | {"right", "struggle", "temptation", "tendency", "threat", "unwillingness", "urge", "willingness"}
    | {"wish"}
)
_ADJECTIVES = frozenset({"legal", "political", "new", "first", "last", "real", "constitutional"})
_ADJECTIVES_TO = frozenset(
    {"able", "allowed", "asked", "authorised", "authorized", "bound", "compelled", "determined", "due"}
    | {"eager", "entitled", "expected", "forced", "going", "invited", "keen", "likely", "obliged", "ordered"}
    | {"permitted", "planned", "prepared", "ready", "reluctant", "required", "supposed", "tasked", "unable"}
    | {"unlikely", "unwilling", "urged", "willing"}
)
_OF_IT = frozenset({"necessary", "important", "possible", "impossible", "difficult", "essential", "urgent"})
_BE = frozenset(
    {"are", "be", "became", "become", "been", "being", "feel", "feels", "felt", "is", "isn’t", "seem"}
    | {"seemed", "seems", "was", "wasn’t", "were"}
)


def _with_object(doc: Document, match: re.Match[str], words: Words) -> Iterator[Hit]:
    """Yield `wants this merger strengthen`: verb, object and a base form that can be nothing else."""
    at = match.end(1)
    seen: list[str] = []
    while len(seen) < _MOST_WORDS:
        found = _NEXT.match(doc.text, at)
        if not found:
            return
        word = found["word"]
        if not seen and _PLURAL.fullmatch(word) and match[1].startswith(("ask", "order", "requir")):
            return
        is_object = _is_object(seen)
        is_base = word in words["plain_verb"] or (
            len(seen) < _MOST_WORDS - 1 and _is_verb(doc, word, found.end(), words)
        )
        is_base = is_base or (word in _TO_DO and bool(seen) and seen[-1] in _PERSONS - {"it"})
        is_base = is_base or (
            is_object and word in words["noun_verb"] and _is_phrasal(doc, seen[-1], found.end(), words)
        )
        if is_object and is_base and not found["owner"]:
            if _may_want(doc, match):
                yield _hit(doc, Span(match.start(1), found.end()), found.start("word"), "object", _SURE)
            return
        if (
            found["owner"]
            or word in _SUBJECTS
            or word in words["conjunction"]
            or word in words["preposition"]
            or word in words["auxiliary"]
            or (seen and word in _OBJECTS)
            or (not seen and not _opens_object(word))
        ):
            return
        if seen and seen[-1] in _PERSONS:
            return
        seen.append(word)
        at = found.end()


def _may_want(doc: Document, match: re.Match[str]) -> bool:
    """Whether what stands before the verb lets it be one that has an object: not `the demands`, `who wanted`."""
    nearer = _before(doc, match.start(1))[0].lower()
    listens = match[2] in _PERSONS - {"it"}
    return nearer not in _RELATIVES | _BE | _DETERMINERS | {"not", "of"} and (nearer != "and" or listens)


def _is_verb(doc: Document, word: str, end: int, words: Words) -> bool:
    """Whether a verb that may be a noun has its own object behind it: `close the port`."""
    return word in words["noun_verb"] and _word(doc, end) in _OBJECTS - {"that"}


def _is_phrasal(doc: Document, noun: str, end: int, words: Words) -> bool:
    """Whether a verb has a particle behind it, and an object that can act before it: `the climbers turn back 200`."""
    particle = _NEXT.match(doc.text, end)
    if not particle or particle["word"] not in _PARTICLES or not _word(doc, particle.end()):
        return False
    return noun.endswith("s") or noun in words["role"] or noun in words["body"]


def _opens_object(word: str) -> bool:
    return word in _OBJECTS or word[0].isupper() or _PLURAL.fullmatch(word) is not None


def _is_object(seen: list[str]) -> bool:
    """Whether these words are an object: a pronoun, a name, a determiner and a noun."""
    if not seen:
        return False
    if len(seen) == 1:
        return (
            seen[0] in _PERSONS or _PLURAL.fullmatch(seen[0]) is not None or (seen[0][0].isupper() and len(seen[0]) > 1)
        )
    return seen[0] in _DETERMINERS or all(word[0].isupper() for word in seen)


def _hit(doc: Document, span: Span, at: int, kind: str, confidence: float) -> Hit:
    fix = Fix("insert “to”", (Edit(Span(at, at), "to "),), Safety.UNSAFE)
    verb = doc.text[at : span.end]
    return Hit(span, fix, {"verb": verb}, confidence, kind=kind)
