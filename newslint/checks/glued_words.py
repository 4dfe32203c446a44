"""Words that lost the space between them: `Timesand`, `Bidenwould`, `fromToronto`, `ofpatienceand`, `Ada’sfirst`.

A word that the lexicon does not have is split into the likeliest known words. Features of each joint, weighed and
added up, give the confidence that the writer meant two words and not a name, a brand or a new compound.
"""

from __future__ import annotations

import itertools
import math
import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

_THRESHOLD = 0.45
_SHORTEST, _LONGEST, _REACH = 3, 40, 60
_FOREIGN_SHARE, _FOREIGN_WORDS = 1 / 3, 12
"""A text with a larger share of unknown words than this, and with more of them, is not English."""

# Frequencies on the Zipf scale, of which 9 is a word that a text consists of.
_FREQUENT, _COMMON, _RARE, _KNOWN_HERE = 4.0, 6.0, 4.5, 2.5
"""A common word stands in most articles, a rare name where the article is about it; one that no lexicon has is rare."""
_PART_COST, _BORDER_GAIN = 9.7, 2.0
"""What a part more costs (above 9, to keep “whereby” whole), and gains where a capital begins it (`nearAdelaide`)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that enter no new compounds, so that one inside an unknown word is a lost space. Some of them also end names or
# ordinary words by chance (Solis, Auckland, Armenian), some begin such words (Inverness, understudy): those are loose.
_CLOSED = _words("""
    a about according added after against all along also although am among an and announced another any are around as
    asked at be because been before behind being between beyond both but by can claimed could did didn do does doesn don
    down during each even every few for from had has have he her here him his how i if in into is isn it its just led
    made many may me might more most much must my near no nor not noted now of off on one only onto or other our out
    over published reported said says shall she should showed since so some still such than that the their them then
    there these they this those though through to told too under unless until up upon us very warned was we went were
    what when where whether which while who whom whose why will with within without won would wouldn wrote you your
""")
_LOOSE = _words("a all am an and as at be do he her i in is it me my no of off on or out so to up us")
_LOOSE_ENDS = _LOOSE | _words("are by can its more one our some")
_LOOSE_BEGINNINGS = _LOOSE | _words("but by can for his nor not over she the under was we")
_PREFIXES = _words("""
    after anti auto back bio co counter cross cyber de eco ex extra home hyper inter mega meta micro mid mini multi neo
    net non out over photo post pre pro psycho re self semi sub super tele trans ultra un under up web well
""")
_SUFFIXES = _words("""
    able back based book box boy city day dom ed er ers esque ess fest field ford free ful girl group hill hood house
    ing ish ism ist land less like line long ly made maker makers making man men ness net phone room school ship side
    son star time town ville ward way web wide wise woman women wood word work worker workers works world worthy
""")

# Weights of a logistic model. A trial regression on news articles with spaces taken out suggested them; they were then
# set by hand, lower than fitted where a false alarm is likely, because it costs more than a miss.
_BIAS = -4.3
_WEIGHTS = {
    "letters": 1.7,  # in fours: chance seldom makes a long word out of words
    "frequency": 1.3,
    "firm": 2.5,
    "loose": 1.2,
    "both closed": -4.5,  # short names
    "loose end of a capital": -2.5,  # longer names
    "small|Capital": 3.5,
    "Capital|Capital": -2.0,  # brands
    "prefix": -4.5,  # new compounds
    "suffix": -1.8,
    "stands alone": 1.8,
    "name": 1.7,  # the best evidence
    "repeated": -4.1,  # damage seldom strikes the same place twice
}

_AFTER_APOSTROPHE = re.compile(r"[’'](?P<ending>(?<=\w.)(?:s|re|ve|ll)|(?<=n.)t)(?P<word>[^\W\d_]{3,40})")
_ADDRESS_BEFORE = re.compile(r"(?:[’'@#/\\_=&~$\d\u00ad]|(?<=\w)\.|(?:://|www\.|@)\S*)\Z")
_ADDRESS_AFTER = re.compile(r"[\d_(@=\\\u00ad]|\.[a-z]|\S*(?:://|@)")
Joint = tuple[tuple[str, ...], float]
"""The parts of a word, and the confidence that they are words of their own."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield each place of the words that are certain enough to be several."""
    joints = {word: joint for word in _suspects(doc) if (joint := _joint(doc, word))[1] >= _THRESHOLD}
    places, first = list[tuple[Joint, Span]](_after_apostrophe(doc)), dict[str, Span]()
    for word, span in doc.occurrences({*joints, *(part for parts, _ in joints.values() for part in parts)}):
        first.setdefault(word, span)
        if word in joints:
            places.append((joints[word], span))
    for joint, span in places:
        if not _in_address(doc.text, span):
            yield _hit(doc, joint, span, first)


def _suspects(doc: Document) -> set[str]:
    """Return the words that may be several: unknown ones, unless there are so many that the text is not English."""
    unknown = english().unknown(doc.vocabulary)
    if len(unknown) > _FOREIGN_WORDS:
        lower = {word for word in doc.vocabulary if word.islower()}
        if any(len(words & unknown) > len(words) * _FOREIGN_SHARE for words in (lower, doc.vocabulary.keys())):
            return set()
    return {word for word in unknown if _SHORTEST <= len(word) <= _LONGEST and not word.isupper()}


def _joint(doc: Document, word: str) -> Joint:
    """Take a word apart; the weakest joint between its parts decides how sure that is."""
    parts = _split(doc, word)
    pairs = itertools.pairwise(parts)
    scores = (sum(_WEIGHTS[name] * value for name, value in features(doc, word, *pair).items()) for pair in pairs)
    return parts, 1 / (1 + math.exp(-_BIAS - min(scores))) if len(parts) > 1 else 0.0


def _split(doc: Document, word: str) -> tuple[str, ...]:
    """Return the likeliest known words that make up `word`, or `word` alone."""
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        ways = []
        for start, (cost, parts) in enumerate(best):
            part = word[start:end]
            if (parts or start == 0) and part != word and (frequency := _frequency(doc, part)):
                gain = _BORDER_GAIN if start and word[start - 1].islower() and part[0].isupper() else 0.0
                ways.append((cost + _PART_COST - frequency - gain, (*parts, part)))
        best.append(min(ways, default=(0.0, ())))
    return best[-1][1] or (word,)


def _frequency(doc: Document, part: str) -> float:
    """Return how frequent a part is, 0 if neither English nor this article has it as a word."""
    if len(part) == 1:
        return english().zipf(part) if part in "aAI" else 0.0
    if part in doc.vocabulary or part.isupper():
        return english().zipf(part) or _KNOWN_HERE
    cased_like_word = part[1:].islower() or (part[0].isupper() and part[-1].islower())  # YouTube, but not “eVi”
    long_enough = len(part) > 2 or part.lower() in _CLOSED  # noqa: PLR2004 - “el”, “ex” would explain anything
    is_word = cased_like_word and long_enough and not (part.islower() and english().is_name(part))
    return english().zipf(part) if is_word else 0.0


def features(doc: Document, word: str, left: str, right: str) -> Mapping[str, float]:
    """Return what speaks for and against a lost space between `left` and `right` inside `word`."""
    here, is_capital, border = doc.vocabulary, left[0].isupper(), left[-1].islower() and right[0].isupper()
    frequencies = [(here[part], _frequency(doc, part)) for part in (left, right)]
    end, right_closed = right.lower(), right.lower() in _CLOSED
    right_firm = right_closed and end not in _LOOSE_ENDS
    prefix = left.lower() in _PREFIXES and not border and not right_firm
    left_closed = left.lower() in _CLOSED and not prefix
    left_firm = left_closed and left.lower() not in _LOOSE_BEGINNINGS
    right_loose, left_loose = right_closed and not right_firm, left_closed and not left_firm
    return {
        "letters": (len(left) + len(right) - 9) / 4,
        "frequency": sum(frequency for _, frequency in frequencies) - 8,
        "firm": right_firm + (left_firm and not (is_capital and border)),
        "loose": right_loose + (left_loose and not is_capital),
        "both closed": left_closed and right_closed,
        "loose end of a capital": right_loose and is_capital and not border and not here[left],
        "small|Capital": border and not is_capital,
        "Capital|Capital": border and is_capital,
        "prefix": prefix,
        "suffix": end in _SUFFIXES,
        "stands alone": sum(math.log1p(min(n, 10)) * max(0.0, _COMMON - frequency) for n, frequency in frequencies) / 3,
        "name": is_capital and (english().is_name(left) or (here[left] > 0 and frequencies[0][1] < _RARE)),
        "repeated": math.log(here[word] or 1),
    }


def _after_apostrophe(doc: Document) -> Iterator[tuple[Joint, Span]]:
    """Yield the frequent words that are glued to an apostrophe and its ending: `’s|first`."""
    for match in _AFTER_APOSTROPHE.finditer(doc.text):
        ending, word = match["ending"], match["word"]
        if english().zipf(word) >= _FREQUENT and english().zipf(ending + word) < _KNOWN_HERE:
            yield ((match[0][0] + ending, word), 0.9), Span(*match.span())


def _in_address(text: str, span: Span) -> bool:
    """Whether the characters around, up to white space, are those of an address, a handle, a file or code."""
    before, after = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
    return bool(_ADDRESS_BEFORE.search(before) or _ADDRESS_AFTER.match(after))


def _hit(doc: Document, joint: Joint, span: Span, first: Mapping[str, Span]) -> Hit:
    parts, confidence = joint
    quoted = " and ".join(f"“{part}”" for part in parts)
    evidence = [
        Evidence(f"“{part}” stands alone {f'{count} times' if count > 1 else 'once'} in this article", first[part])
        for part in parts
        if part in first and part.lower() not in _CLOSED and (count := doc.vocabulary[part])
    ]
    evidence.append(Evidence(f"“{span.of(doc.text)}” is no word that newslint knows; {quoted} are"))
    points = itertools.accumulate(map(len, parts[1:-1]), initial=span.start + len(parts[0]))
    edits = tuple(Edit(Span(point, point), " ") for point in points)
    says = {"left": parts[0], "right": parts[-1], "wanted": " ".join(parts)}
    return Hit(span, Fix(f"put a space between {quoted}", edits), says, confidence, tuple(evidence))
