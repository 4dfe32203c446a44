"""Words that lost the space between them: `Timesand`, `Bidenwould`, `fromToronto`, `ExtendedWebb`, `Ada’sfirst`.

`newslint.glue` finds them and says how sure each is; this module tells the kinds apart and shows the evidence.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.glue.blocks import HEADING, LABEL
from newslint.glue.evidence import lost_elsewhere
from newslint.glue.roles import CLOSED
from newslint.glue.split import split
from newslint.glue.words import Glued, probable
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

KINDS = frozenset({"lower|lower", "lower|Name", "Name|lower", "Name|Name", "CAPITALS|Word", LABEL, HEADING})

_THRESHOLD = 0.5
"""What is more probably no fault than one is not worth an editor's time."""

_AFTER_APOSTROPHE = (
    r"(?=[^\W\d_]{4})(?:(?<=[^\W_]{2}.)(?:s|re|ve|ll)|(?<=n.)t|(?<=\bI.)(?:m|d|ve|ll)|(?:(?<=\b[hw]e.)|(?<=\bshe.)|(?<=\bthey.)|(?<=\byou.))d)"
    r"(?P<words>[^\W\d_]{3,40})"
)
_AFTER_APOSTROPHES = [re.compile(apostrophe + _AFTER_APOSTROPHE) for apostrophe in "’'"]  # one at a time, for speed
_SEEN = Seen(r"[’'](?<=[aAe0].)[aAe]{4}")
_WORD_BEFORE, _REACH = re.compile(r"[^\W_]+\Z"), 40
_ADDRESS_AFTER = re.compile(r"\.[a-z]|\S*(?:://|@)")
_FREQUENT, _KNOWN, _IS_WORD, _IS_RARE_WORD = 4.0, 2.5, 0.97, 0.85


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words that are probably several; `Hit.kind` says what meets what."""
    found = list(probable(doc, _THRESHOLD))
    first = dict[str, Span]()
    for part, span in doc.occurrences({part for word in found for part in word.parts}):
        first.setdefault(part, span)
    for word in found:
        yield _hit(doc, word, first)
    if _SEEN(doc):
        yield from _after_apostrophe(doc)


def _hit(doc: Document, word: Glued, first: Mapping[str, Span]) -> Hit:
    ends_block = any(joint.block for joint in word.joints)
    edits = tuple(Edit(Span(joint.point, joint.point), "\n" if joint.block else " ") for joint in word.joints)
    quoted = _listed(word.parts)
    # A brand may be written so on purpose, however many names its parts are.
    safety = Safety.UNSAFE if word.kind == "Name|Name" else Safety.SAFE
    fix = Fix(f"put a {'line break' if ends_block else 'space'} between {quoted}", edits, safety)
    wanted = fix.result(doc.text, word.span)
    says = {"wanted": " ".join(wanted.split()), "left": wanted.partition("\n")[0], "right": wanted.rpartition("\n")[2]}
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
    for apart in sorted({joint.apart for joint in word.joints if joint.apart}):
        yield Evidence(f"“{apart.of(doc.text)}” stands elsewhere in this article", apart)
    if any(joint.features["a tag of the page ends here"] for joint in word.joints):
        yield Evidence("in the page, a link or italics began or ended inside the word")
    known = [part for part in word.parts if part in english()]
    glued_word = word.span.of(doc.text)
    if known and glued_word not in english():
        quoted = _listed(known)
        verb = "are" if len(known) > 1 else "is"
        yield Evidence(f"“{glued_word}” is no word that newslint knows; {quoted} {verb}")
    yield from lost_elsewhere(doc, word.span)


def _listed(words: Sequence[str]) -> str:
    """Return `“a”, “b” and “c”`."""
    *first, last = [f"“{word}”" for word in words]
    return " and ".join([", ".join(first), last]) if first else last


def _after_apostrophe(doc: Document) -> Iterator[Hit]:
    """Yield the words that are glued to an apostrophe and its ending: `’s|first`."""
    for match in itertools.chain.from_iterable(pattern.finditer(doc.text) for pattern in _AFTER_APOSTROPHES):
        words = match["words"]
        ending = doc.text[match.start() + 1 : match.start("words")]
        if english().zipf(ending + words) >= _KNOWN or _ADDRESS_AFTER.match(doc.text, match.end()):
            continue
        found = split(words, doc.vocabulary)
        parts = (words,) if words in english() or not found else found.parts
        frequency = min(map(english().zipf, parts))
        is_cased_like_word = all(part[1:].islower() or part in doc.vocabulary for part in parts)
        if frequency < (_KNOWN if len(parts) == 1 else _FREQUENT) or not is_cased_like_word:
            continue
        start = match.start("words")
        before = _WORD_BEFORE.search(doc.text[max(0, match.start() - _REACH) : match.start()])
        whole = Span(match.start() - len(before[0] if before else ""), match.end())
        left = doc.text[whole.start : start]
        points = itertools.accumulate(map(len, parts[:-1]), initial=start)
        yield Hit(
            whole,
            Fix(f"put a space after “{left}”", tuple(Edit(Span(point, point), " ") for point in points)),
            {"left": left, "right": parts[-1], "wanted": " ".join([left, *parts])},
            _IS_WORD if frequency >= _FREQUENT else _IS_RARE_WORD,
            (Evidence(f"{_listed([left, *parts])} are words that newslint knows"), *lost_elsewhere(doc, whole)),
            kind="lower|Name" if words[0].isupper() else "lower|lower",
        )
