"""Words that lost the space between them: `Timesand`, `Bidenwould`, `fromToronto`, `ExtendedWebb`, `Ada’sfirst`.

`newslint.glue` finds them and says how sure each is; this module tells the kinds apart and shows the evidence.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from newslint.damage import lost_spaces
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.glue.blocks import HEADING, LABEL
from newslint.glue.roles import CLOSED
from newslint.glue.split import split
from newslint.glue.words import Glued, glued
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

KINDS = frozenset({"lower|lower", "lower|Name", "Name|lower", "Name|Name", "CAPITALS|Word", LABEL, HEADING})

_THRESHOLD = 0.5
"""What is more probably no fault than one is not worth an editor's time."""

_AFTER_APOSTROPHE = re.compile(r"[’'](?<=[^\W_]{2}.)(?P<ending>(?:s|re|ve|ll)|(?<=n.)t)(?P<words>[^\W\d_]{3,40})")
_ADDRESS_AFTER = re.compile(r"\.[a-z]")
_FREQUENT, _KNOWN, _IS_WORD, _IS_RARE_WORD = 4.0, 2.5, 0.97, 0.85


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words that are probably several; `Hit.kind` says what meets what."""
    found = [word for word in doc.view(glued) if word.confidence >= _THRESHOLD]
    first = dict[str, Span]()
    for part, span in doc.occurrences({part for word in found for part in word.parts}):
        first.setdefault(part, span)
    for word in found:
        yield _hit(doc, word, first)
    yield from _after_apostrophe(doc)


def _hit(doc: Document, word: Glued, first: Mapping[str, Span]) -> Hit:
    ends_block = any(joint.block for joint in word.joints)
    edits = tuple(Edit(Span(joint.point, joint.point), "\n" if joint.block else " ") for joint in word.joints)
    quoted = _listed(word.parts)
    # A brand may be written so on purpose, however many names its parts are.
    safety = Safety.UNSAFE if word.kind == "Name|Name" else Safety.SAFE
    fix = Fix(f"put a {'line break' if ends_block else 'space'} between {quoted}", edits, safety)
    says = {"left": word.parts[0], "right": word.parts[-1], "wanted": " ".join(word.parts)}
    evidence = tuple(_evidence(doc, word, first))
    return Hit(word.span, fix, says, round(word.confidence, 3), evidence, kind=word.kind)


def _evidence(doc: Document, word: Glued, first: Mapping[str, Span]) -> Iterator[Evidence]:
    """Yield what convinces an editor, the strongest first."""
    for part in dict.fromkeys(word.parts):
        count = doc.vocabulary[part]
        if count and part.lower() not in CLOSED:
            times = f"{count} times" if count > 1 else "once"
            yield Evidence(f"“{part}” stands alone {times} in this article", first[part])
        if part in doc.house_words:
            yield Evidence(f"“{part}” is a word of the house")
    if any(joint.features["they stand apart elsewhere"] for joint in word.joints):
        apart = " ".join(word.parts)
        yield Evidence(f"“{apart}” stands elsewhere in this article")
    if any(joint.features["a tag of the page ends here"] for joint in word.joints):
        yield Evidence("a tag of the page ends inside the word")
    known = [part for part in word.parts if part in english()]
    glued_word = word.span.of(doc.text)
    if known and glued_word not in english():
        quoted = _listed(known)
        verb = "are" if len(known) > 1 else "is"
        yield Evidence(f"“{glued_word}” is no word that newslint knows; {quoted} {verb}")
    if lost := len(doc.view(lost_spaces)):
        spaces = f"{lost} more spaces are" if lost > 1 else "another space is"
        yield Evidence(f"{spaces} lost in this article")


def _listed(words: Sequence[str]) -> str:
    """Return `“a”, “b” and “c”`."""
    *first, last = [f"“{word}”" for word in words]
    return " and ".join([", ".join(first), last]) if first else last


def _after_apostrophe(doc: Document) -> Iterator[Hit]:
    """Yield the words that are glued to an apostrophe and its ending: `’s|first`."""
    for match in _AFTER_APOSTROPHE.finditer(doc.text):
        ending, words = match["ending"], match["words"]
        if ending + words in english() or _ADDRESS_AFTER.match(doc.text, match.end()):
            continue
        found = split(words, doc.vocabulary)
        parts = (words,) if words in english() or not found else found.parts
        frequency = min(map(english().zipf, parts))
        is_cased_like_word = all(part[1:].islower() or part in doc.vocabulary for part in parts)
        if frequency < (_KNOWN if len(parts) == 1 else _FREQUENT) or not is_cased_like_word:
            continue
        left, start = match[0][: 1 + len(ending)], match.start("words")
        points = itertools.accumulate(map(len, parts[:-1]), initial=start)
        yield Hit(
            Span(*match.span()),
            Fix(f"put a space after “{left}”", tuple(Edit(Span(point, point), " ") for point in points)),
            {"left": left, "right": parts[-1], "wanted": " ".join([left, *parts])},
            _IS_WORD if frequency >= _FREQUENT else _IS_RARE_WORD,
            (Evidence(f"“{ending}{words}” is no word that newslint knows; “{' '.join(parts)}” is"),),
            kind="lower|Name" if words[0].isupper() else "lower|lower",
        )
