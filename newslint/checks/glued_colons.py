"""Colons that lost the space after them: `agenda:Seven`, `RRP:£23`, `following:1. Do`, `in Boston:a twisted`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.glue.marks import at_touching, break_before_item, is_address, is_code, left_of, parted
from newslint.lexicon import english
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document
    from newslint.rule import Hit

    Words = Mapping[str, frozenset[str]]

_COLON = re.compile(
    r"(?<!:):(?=(?P<item>\d{1,3})[.)] [“‘\"'(]?[^\W\d_a-z]"
    r"|(?P<figure>[$£€]\d[\d,.]{0,12}|\d{1,2}(?::\d\d)? [ap]\.?m\b|\d{1,3}(?:,\d{3})+"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}|\d{1,4}(?=%|(?: [^\W\d_]{2})))"
    r"|(?P<address>https?://|www\.)"
    r"|(?P<handle>@\w{2,30})"
    r"|(?P<word>[^\W\d_]{1,30}))"
)
_SEEN = Seen(r":(?<=.:)(?:[aAe@]|[$£€]0|0(?<=[^0]:0))")
"""Where a word or a figure touches the colon behind something; between figures it is a time or a score."""
_LABEL = r"(?:^|\n|\|)[ \t]{0,3}(?:[^\W_a-z][^\s:!?|]{0,20}+ ?)(?:[^\s:!?|]{1,20}+ ?){0,3}"
_LABEL_BEFORE = re.compile(rf"{_LABEL}\Z")
_LABEL_WITH_SPACE = re.compile(rf"{_LABEL}:\s")
_REACH = 60
_SPEAKERS = 2
"""So many labels that recur, all without a space, are the style of a dialogue (`Q:What`, `A:Well`), no accident."""
_LETTERS = frozenset("QA123456789")
"""What may stand before a colon though it is no word: a question, an answer, the goals of a team."""

_KEEP_THEIR_COLON = frozenset({"re", "fw", "fwd", "http", "https", "ftp", "mailto"})
"""The subject of an answer (`Re:Ferries`), and what begins an address."""

_SURE, _LIKELY, _PERHAPS = 0.9, 0.85, 0.6
_SHORTEST = 3


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the colons that touch the next word or figure; those before quotation marks have their own checks."""
    if not _SEEN(doc):
        return
    labels = []
    for match in at_touching(doc, _COLON):
        left = left_of(doc.text, match.start())
        is_word = len(left) > 1 or left in _LETTERS or not left.isalnum()
        if not left or left[-1] == "." or left.lower() in _KEEP_THEIR_COLON or not is_word:
            continue
        is_label = _LABEL_BEFORE.search(doc.text[max(0, match.start() - _REACH) : match.start()]) is not None
        confidence = _confidence(doc, match, left, words, is_label=is_label)
        if confidence and is_label and match["word"]:
            labels.append((match, left, confidence))
        elif confidence and not (is_label and _is_in_table(doc.text, match.start())):
            yield _hit(doc, match, left, confidence)
    if not _is_dialogue(doc, [left for _, left, _ in labels]):
        yield from (_hit(doc, *label) for label in labels if not _is_in_table(doc.text, label[0].start()))


def _confidence(doc: Document, match: re.Match[str], left: str, words: Words, *, is_label: bool) -> float:
    if match["address"]:
        return _SURE if left[-1].isalpha() else 0
    if match["handle"]:
        return _LIKELY if left.isalpha() and left.islower() else 0
    if is_address(doc, Span(*match.span())):
        return 0
    is_word = left[-1] in ")’'%" or (left.isalpha() and len(left) >= _SHORTEST and not left.isupper())
    if match["item"]:
        return _SURE if is_word else 0
    if match["figure"]:
        return _of_figure(match["figure"], left, is_word=is_word)
    return _of_word(doc, match, left, words, is_label=is_label)


def _of_figure(figure: str, left: str, *, is_word: bool) -> float:
    """Judge a figure after a colon: a price, a time of day, a quantity, but no verse, score or ratio."""
    if figure[0] in "$£€":
        return _LIKELY if left.isalpha() or is_word else 0
    if not is_word or (left[:1].isupper() and len(figure) < _SHORTEST):
        return 0
    return _LIKELY if len(figure) >= _SHORTEST or left[-1] == ")" else _PERHAPS


def _of_word(doc: Document, match: re.Match[str], left: str, words: Words, *, is_label: bool) -> float:
    word, after = match["word"], doc.text[match.end("word") : match.end("word") + 1]
    if word[0].islower():
        is_little = word in words["little_word"] and after in {" ", "’", "'"}
        is_clause = (
            left.islower()
            and len(word) >= _SHORTEST
            and word in english()
            and after in {" ", ","}
            and not doc.text.startswith(" ratio", match.end("word"))
        )
        is_word = left.isalpha() and len(left) >= _SHORTEST and left in english()
        return _LIKELY if (is_little or is_clause) and is_word else 0
    if word.lower() in words["address_ending"] or is_code(doc.text, match.start("word")):
        return 0
    if len(word) == 1:
        return _LIKELY if (word in {"A", "I"} and after in {" ", "’", "'"}) else 0
    if left[-1].isdigit():
        return 0 if word.isupper() or after.isdigit() else _PERHAPS
    if not left.islower() and word.isupper() and not (is_label and not left.isupper()):
        return _PERHAPS if is_damaged(doc) and len(word) >= _SHORTEST else 0
    return _LIKELY if left.islower() or is_label or is_damaged(doc) else _PERHAPS


def _is_dialogue(doc: Document, labels: Sequence[str]) -> bool:
    """Whether two speakers take turns in labels that all lack the space."""
    recurring = [label for label, times in Counter(labels).items() if times > 1]
    return len(recurring) >= _SPEAKERS and not _LABEL_WITH_SPACE.search(doc.text)


def _is_in_table(text: str, at: int) -> bool:
    """Whether bars part the line around `at`: `Date:May 5 | Author:Ada Tarn`."""
    before, after = text[max(0, at - _REACH) : at], text[at : at + _REACH]
    return " | " in before.rpartition("\n")[2] + after.partition("\n")[0]


def _hit(doc: Document, match: re.Match[str], left: str, confidence: float) -> Hit:
    by = break_before_item(doc) if match["item"] else " "
    span = Span(match.start() - len(left), match.end(match.lastgroup or 0))
    return parted(doc, span, match.end(), "colon", confidence, by)
