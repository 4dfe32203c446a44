"""Sentences and clauses that lost the space between them: `closed.Trams`, `born on?157. What`, `Orrin,who`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.segment import leads_on
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

# A stop before a numbered item; a comma before any word; a stop, a colon or a closing bracket before a capital.
_JOINT = re.compile(
    r"[.,:?!)\]](?:"  # first the mark, for speed; each branch then looks back which it is
    r"(?<=[.?!])(?=(?P<item>\d{1,3})[.)] [^\W\d_a-z])"
    r"|(?<=,)(?=(?P<clause>[^\W\d_]{2,30}))"
    r"|(?:(?<=[.?!])[?!]{0,2}[’)\]]{0,2}|(?<=:))(?=[‘(\[]?(?P<sentence>[^\W\d_a-z][^\W\d_]{0,30}))"
    r")"
)
_LEFT = re.compile(r"(?:[^\W_]|(?<=\w)[’'.,-](?=\w)){1,40}+[%)\]’”\"]{0,2}\Z|[%)\]’”\".?!]\Z")
_WORD_REACH = 40

# Places where letters touch a stop and must: addresses, handles, files, code.
_ADDRESS = re.compile(r"://|www\.|[@#=&_\\{}<>|~]|\w/\w|::|,[^\s,]+,\w")
_CODE_AFTER = re.compile(r"[^\W\d_]{1,30}(?:[(_]|\.\w)")

_LABELS = frozenset("QA123456789")
"""What may stand before a colon though it is no word: a question, an answer, the goals of a team."""
_NAMES = {".": "full stop", "?": "question mark", "!": "exclamation mark", ",": "comma", ":": "colon"}
_AFTER_WORD, _AFTER_OTHER, _COMMA_OR_BRACKET, _COLON = 0.97, 0.9, 0.85, 0.75
"""A colon is the least certain: titles may have one without a space."""
_AFTER_CAPITAL = 0.7
"""After “!” and “?” a word with a capital may be a brand: `Yahoo!Finance`."""

_LABEL = r"(?:^|\n|\|)[ \t]{0,3}(?:[^\W_a-z][^\s:!?|]{0,20}+ ?)(?:[^\s:!?|]{1,20}+ ?){0,3}"
_LABEL_BEFORE = re.compile(rf"{_LABEL}\Z")
_LABEL_WITH_SPACE = re.compile(rf"{_LABEL}:\s")
_LABEL_REACH = 60
_SPEAKERS = 2
"""So many labels that recur, all without a space, are the style of a dialogue (`Q:What`, `A:Well`), no accident."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the marks that touch the next sentence, item or clause; double quotation marks are for `glued-quotes`."""
    labels = []
    for match in _JOINT.finditer(doc.text):
        left = _LEFT.search(doc.text[max(0, match.start() - _WORD_REACH) : match.start()])
        if left and _is_joint(doc.text, match, left[0], words) and not _is_address(doc, match):
            if match[0] == ":" and _LABEL_BEFORE.search(doc.text[max(0, match.start() - _LABEL_REACH) : match.start()]):
                labels.append((match, left[0]))
            else:
                yield _hit(match, left[0])
    if not _is_dialogue(doc, [left for _, left in labels]):
        yield from (_hit(match, left) for match, left in labels if not _is_in_table(doc.text, match.start()))


def _is_dialogue(doc: Document, labels: Sequence[str]) -> bool:
    """Whether two speakers take turns in labels that all lack the space."""
    recurring = [label for label, times in Counter(labels).items() if times > 1]
    return len(recurring) >= _SPEAKERS and not _LABEL_WITH_SPACE.search(doc.text)


def _is_joint(text: str, match: re.Match[str], left: str, words: Words) -> bool:
    if match["clause"]:
        return len(left) > 1 and left[-1] not in ".?!" and not _CODE_AFTER.match(text, match.start("clause"))
    if match["item"]:
        return left[-1] in ')]’”"' or (left[-1].isalpha() and not leads_on(left))
    return _begins_sentence(text, match, left, words) and _ends_sentence(text, match, left, words)


def _begins_sentence(text: str, match: re.Match[str], left: str, words: Words) -> bool:
    """Whether the word after the mark can begin a sentence: not `Booking.Com`, `Mirka.AT`, `System.Console.Write`."""
    word, after = match["sentence"], text[match.end("sentence") : match.end("sentence") + 1]
    if (
        not word[0].isupper()
        or word.lower() in words["address_ending"]
        or _CODE_AFTER.match(text, match.start("sentence"))
    ):
        return False
    if len(word) == 1:
        return (word in {"A", "I"} and after in {" ", "’", "'"}) or (word in {"Q", "A"} and after == ":")
    return left.islower() or not word.isupper() or match[0][0] in "?!"


def _ends_sentence(text: str, match: re.Match[str], left: str, words: Words) -> bool:
    """Whether what stands before the mark can end a sentence: not an initial, an abbreviation, an item's number."""
    if left[-1].isdigit() and match[0] != ":":
        return match.start() > len(left) and text[match.start() - len(left) - 1] != "\n"
    if match[0] in {":", ")", "]"}:
        return left[-1] != "." and (len(left) > 1 or left in _LABELS)
    if not left[-1].isalpha():
        return left[-1] not in ".?!"
    word = re.split("[’'-]", left)[-1]
    is_part = leads_on(word) if match[0][0] == "." else match[0] == "!" and word in words["exclaimed_name"]
    return len(word) > 1 and "." not in word and not is_part


def _is_in_table(text: str, at: int) -> bool:
    """Whether bars part the line around `at`: `Date:May 5 | Author:Ada Tarn`."""
    before, after = text[max(0, at - _LABEL_REACH) : at], text[at : at + _LABEL_REACH]
    return " | " in before.rpartition("\n")[2] + after.partition("\n")[0]


def _is_address(doc: Document, match: re.Match[str]) -> bool:
    """Whether the characters around, up to white space, are those of an address, a handle or code."""
    return _ADDRESS.search(doc.token_around(Span(*match.span())).of(doc.text)) is not None


def _hit(match: re.Match[str], left: str) -> Hit:
    point = match.end()
    name = _NAMES.get(match[0][0], "bracket")
    unlike_stop = {"comma": _COMMA_OR_BRACKET, "bracket": _COMMA_OR_BRACKET, "colon": _COLON}
    if match[0][0] in "?!" and left[:1].isupper():
        unlike_stop[name] = _AFTER_CAPITAL
    return Hit(
        Span(match.start() - len(left), match.end(match.lastgroup or 0)),
        Fix(f"put a space after the {name}", (Edit(Span(point, point), " "),)),
        {"mark": name},
        unlike_stop.get(name, _AFTER_WORD if left.isalpha() else _AFTER_OTHER),
    )
