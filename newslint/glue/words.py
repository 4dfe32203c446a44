"""The words of an article that were two (or more) before a space was lost, and how sure that is.

    words that the lexicon does not have ─▶ split ─▶ features of each joint ─▶ model ─▶ Glued

`glued(doc)` yields them all, however unsure; `probable(doc)` leaves out early what cannot come to be probable.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.damage import lost_spaces
from newslint.glue.blocks import block_before
from newslint.glue.features import AROUND, AT_TAG, Joint, Place, features, first_apart, shape, ways_apart, wherever
from newslint.glue.model import favourable, probability
from newslint.glue.roles import CLOSED, FIRM_ENDS
from newslint.glue.split import Split, frequency, split
from newslint.lexicon import english
from newslint.prose import cased
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newslint.document import Document

_SHORTEST, _SHORTEST_IN_CAPITALS, _LONGEST = 3, 5, 45
_FOREIGN_SHARE, _FOREIGN_WORDS = 1 / 3, 12
"""A text with a larger share of unknown words than this, and with more of them, is not English."""
_EVIDENT, _EVIDENT_LETTERS = 4.2, 5
"""An unknown word that falls apart into words all as frequent as this is evidently glued, if no capital but one that
a firm little word follows makes it a name."""

_HOUSE = 3
"""A word of the house counts as if it stood alone so often in the article."""

_REACH = 60
_ADDRESS_BEFORE = re.compile(r"(?:[’'@#\\_=&~$\d\u00ad\u0300-\u036f]|(?<!\d)/|(?:://|www\.|@)\S*)\Z")
_ADDRESS_AFTER = re.compile(r"[\d_(@=\\\u00ad\u0300-\u036f]|\.[a-z]|\S*(?:://|@)")
_NAMED_BEFORE = re.compile(r"(?:called|named|dubbed) [“‘\"']?\Z")
_DOT_BEFORE = re.compile(r"(?<=\w)\.\Z")
_SENTENCE_BEFORE = re.compile(r"[^\W\d_A-Z]{3}\.\Z")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) \Z")
_LETTER = re.compile(r"[^\W\d_]")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_SMALL_BEFORE_CAPITAL = re.compile(r"([a-z]{2,12})[A-Z]")
_PLURAL = re.compile(r"[A-Z]{2,}s")  # of an abbreviation: MPs
_CAPITALS_BEFORE, _CAPITALS_AFTER = re.compile(r"[A-Z]{2}[,.]? \Z"), re.compile(r"[,.:]? [A-Z]{2}")
_SENTENCE_BEGINS = re.compile(r"(?:\A|[\n.!?…:]\s{0,3}|[“\"‘(])\Z")


class Weighed(NamedTuple):
    """A place inside a word where two may meet, with all that speaks for and against it."""

    point: int
    """The code point of the article before which a space is missing."""
    shape: str
    """What meets what: one of `lower|lower`, `lower|Name`, `Name|lower`, `Name|Name`, `CAPITALS|Word`."""
    block: str
    """What ends here (see `blocks`), if a block of the page does."""
    apart: Span | None
    """Where the article has the two words apart, if it does."""
    features: Mapping[str, float]
    probability: float


class Glued(NamedTuple):
    """A word of an article that is probably several."""

    span: Span
    parts: tuple[str, ...]
    joints: tuple[Weighed, ...]

    @property
    def weakest(self) -> Weighed:
        """The joint that is least certain."""
        return min(self.joints, key=lambda joint: joint.probability)

    @property
    def confidence(self) -> float:
        """How probable it is that all joints are lost spaces: that of the weakest, because others hang on it."""
        return self.weakest.probability

    @property
    def kind(self) -> str:
        """The block that ends inside the word, or else the shape of the weakest joint."""
        return next((joint.block for joint in self.joints if joint.block), self.weakest.shape)


def glued(doc: Document) -> Iterator[Glued]:
    """Yield the words of the article that may be several, however unsure that is, in the order of the text."""
    return taken_apart(doc, _suspects(doc))


def probable(doc: Document, least: float) -> Iterator[Glued]:
    """Yield those of `glued` of which the confidence is `least` or more."""
    return (found for found in taken_apart(doc, _suspects(doc), least) if found.confidence >= least)


def taken_apart(doc: Document, words: set[str], least: float = 0.0) -> Iterator[Glued]:
    """Yield each place of the words that can be taken apart, however unlikely that they are several.

    Words that cannot be `least` probable wherever they stand may be left out.
    """
    vocabulary = doc.vocabulary
    if doc.house_words:
        vocabulary = vocabulary + Counter(dict.fromkeys(doc.house_words, _HOUSE))
    splits = {word: found for word in words if (found := split(word, vocabulary))}
    if not splits:
        return
    evident = {word for word, found in splits.items() if _is_evident(word, found, vocabulary)}
    lost, apart = len(doc.view(lost_spaces)), _stand_apart(doc, splits.values())
    somewhere = Place(vocabulary, apart, "", "", begins_sentence=False, lost_spaces=lost, other_joints=0)
    places = {word: somewhere._replace(other_joints=len(evident) - (word in evident)) for word in splits}
    around = favourable(AROUND if _has_tag_in_word(doc) else {name: AROUND[name] for name in AROUND.keys() - {AT_TAG}})
    hopeful = {word for word, found in splits.items() if _at_best(word, found, places[word], around) >= least}
    for word, span in doc.occurrences(hopeful):
        before = doc.text[max(0, span.start - _REACH) : span.start]
        after = doc.text[span.end : span.end + _REACH]
        if not lost and _PLURAL.fullmatch(word):
            continue
        if _stands_for_itself(word, before, after) or (word.isupper() and not _is_among_capitals(before, after)):
            continue
        place = places[word]._replace(
            before=neighbour[1] if (neighbour := _WORD_BEFORE.search(before)) else "",
            after=neighbour[1] if (neighbour := _WORD_AFTER.match(after)) else "",
            begins_sentence=bool(_SENTENCE_BEGINS.search(before)),
        )
        yield _judged(doc, span, splits[word], place)


def _has_tag_in_word(doc: Document) -> bool:
    """Whether an inline tag of the page began or ended between two letters."""
    return any(doc.text[max(0, border - 1) : border + 1].isalpha() for border in doc.inline_borders)


def _at_best(word: str, found: Split, place: Place, around: Mapping[str, float]) -> float:
    """Return the most that the confidence in a word can be, if what stands around it is as good as can be."""
    joints = (Joint(word, found.parts, number, found.lead) for number in range(len(found.parts) - 1))
    return min(probability({**wherever(joint, place), **around}) for joint in joints)


def _stand_apart(doc: Document, splits: Iterable[Split]) -> dict[tuple[str, str], Span]:
    """Return the pairs of parts that stand elsewhere in the article with a blank between them, and where first."""
    behind: defaultdict[str, set[str]] = defaultdict(set)
    for found in splits:
        for two in itertools.pairwise(found.parts):
            for left, right in ways_apart(*two):
                if left in doc.vocabulary and right in doc.vocabulary:
                    behind[left].add(right)
    places: dict[tuple[str, str], Span] = {}
    for left, (start, at) in doc.occurrences(behind.keys()):
        for right in behind[left]:
            end = at + 1 + len(right)
            if doc.text.startswith(f" {right}", at) and not _LETTER.match(doc.text, end):
                places.setdefault((left, right), Span(start, end))
    return places


def _judged(doc: Document, span: Span, found: Split, place: Place) -> Glued:
    points = itertools.accumulate(map(len, found.parts[1:-1]), initial=span.start + len(found.parts[0]))
    weighed = []
    for number, point in enumerate(points):
        left, right = found.parts[number : number + 2]
        block, at_tag = block_before(doc.text, point, left, right), point in doc.inline_borders
        evidence = features(Joint(span.of(doc.text), found.parts, number, found.lead, block, at_tag), place)
        apart = first_apart(place, left, right)
        weighed.append(Weighed(point, shape(left, right), block, apart, evidence, probability(evidence)))
    return Glued(span, found.parts, tuple(weighed))


def _suspects(doc: Document) -> set[str]:
    """Return the words that may be several: unknown ones, unless there are so many that the text is not English."""
    unknown = english().unknown(doc.vocabulary) - doc.house_words
    if len(unknown) > _FOREIGN_WORDS:
        lower = {word for word in doc.vocabulary if word.islower()}
        if any(len(words & unknown) > len(words) * _FOREIGN_SHARE for words in (lower, doc.vocabulary.keys())):
            return set()
    unknown |= {word for word in doc.view(cased) if word[0].islower() and _begins_small(word)}
    fitting = (word for word in unknown if _SHORTEST <= len(word) <= _LONGEST)
    return {word for word in fitting if not word.isupper() or len(word) >= _SHORTEST_IN_CAPITALS}


def _begins_small(word: str) -> bool:
    """Whether a capital follows a little word inside the word: `theIRS` is known only as “theirs”."""
    found = _SMALL_BEFORE_CAPITAL.match(word)
    return found is not None and found[1] in CLOSED


def _is_evident(word: str, found: Split, vocabulary: Mapping[str, int]) -> bool:
    ends_in_little_word = word[1:].islower() and found.parts[-1] in FIRM_ENDS
    is_word = (word.islower() or ends_in_little_word) and len(word) >= _EVIDENT_LETTERS
    return is_word and all(frequency(part, vocabulary) >= _EVIDENT for part in found.parts)


def _stands_for_itself(word: str, before: str, after: str) -> bool:
    """Whether the characters around show an address, a handle, a file, code, a brand or a word as it is spoken."""
    if _DOT_BEFORE.search(before) and not (word[0].isupper() and _SENTENCE_BEFORE.search(before)):
        return True
    if word.endswith("in") and after[:1] in {"’", "'"} and f"{word}g" in english():
        return True  # as it is spoken: God willin’
    if word[0].islower() and not word.islower() and _NAMED_BEFORE.search(before):
        return True  # a firm called easyGrill
    return bool(_ADDRESS_BEFORE.search(before) or _ADDRESS_AFTER.match(after))


def _is_among_capitals(before: str, after: str) -> bool:
    """Whether the words around are in capitals, as in a heading; elsewhere one in capitals is a code or a name."""
    return bool(_CAPITALS_BEFORE.search(before) or _CAPITALS_AFTER.match(after))
