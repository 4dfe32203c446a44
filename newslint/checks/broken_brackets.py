"""Brackets torn over several lines: the reference `(⏎12⏎)` or the link `(⏎Evening Bell⏎)` of a page whose tags went.

Prose that is wrapped breaks between words, never beside a bracket on its inner side; lists of data and code do both.
So what stands before the bracket has to be prose, and what stands in it one reference or one short phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_BRACKETS = re.compile(r"\((?P<round>[^()\[\]]{1,80}+)\)|\[(?P<square>[^()\[\]]{1,80}+)\]")
_TORN = re.compile(r"\([^()\[\]\n]{0,79}\n"), re.compile(r"\[[^()\[\]\n]{0,79}\n")
_REFERENCES = re.compile(r"\s{0,4}\d{1,4}(?:\s{0,4}[,;–-]\s{0,4}\d{1,4}){0,15}\s{0,4}")
_PHRASE = re.compile(r"[ \t]{0,4}\n?[ \t]{0,4}(?P<words>[^\W_][^\n=;{}<>|\\_*/]{0,70})\n?[ \t]{0,4}")
_WORD = re.compile(r"[^\W\d_]{3,30}")
_GAP = re.compile(r"\s+")
_STOP = re.compile(r"\s{1,4}(?=[.,;:!?](?:\s|\Z))")
_GOES_ON = re.compile(r"\s{0,4}[.,;:!?”](?:\s|\Z)|[ \t][a-z]{2}| ?\n[a-z]{2,12} [a-z]{2}")
_CODE = re.compile(r"[=;{}<>|\\_@]|\(\)")
_CODE_AFTER = re.compile(r";[ \t]{0,4}(?:\n|\Z)")
_PROSE = re.compile(r"(?:^|[\s“‘(])[a-z]{2,30}(?=[\s,.;:’”]|\Z)")
_REACH = 160
_SMALL_WORDS = 3
"""So many words in small letters before the bracket make a sentence of the line."""
_KNOWN = 3.0

_SURE, _LIKELY = 0.95, 0.85


def check(doc: Document) -> Iterator[Hit]:
    """Yield the brackets in prose that have a line break on their inner side."""
    if not any(torn.search(doc.text) for torn in _TORN):
        return
    for brackets in _BRACKETS.finditer(doc.text):
        inside = brackets["round"] or brackets["square"]
        if "\n" not in inside or _CODE_AFTER.match(doc.text, brackets.end()):
            continue
        if not _follows_prose(doc.text, brackets.start()):
            continue
        if _REFERENCES.fullmatch(inside):
            confidence = _SURE
        elif brackets["round"] and _is_phrase(inside) and _GOES_ON.match(doc.text, brackets.end()):
            confidence = _LIKELY
        else:
            continue
        stop = _STOP.match(doc.text, brackets.end())
        edits = [*_closed_up(inside, brackets.start() + 1)]
        if stop:
            edits.append(Edit(Span(*stop.span()), ""))
        span = Span(brackets.start(), stop.end() + 1 if stop else brackets.end())
        yield Hit(span, Fix("take the line breaks out of the brackets", tuple(edits)), confidence=confidence)


def _follows_prose(text: str, at: int) -> bool:
    """Whether the last line before the bracket that is not empty reads as a sentence, and not as code."""
    before = _BRACKETS.sub("", text[max(0, at - _REACH) : at]).rstrip()
    if before.endswith((":", "=", ",", "[", "(")) and not before.endswith(", "):
        return False
    line = before.rpartition("\n")[2]
    return not _CODE.search(line) and len(_PROSE.findall(line)) >= _SMALL_WORDS


def _is_phrase(inside: str) -> bool:
    found = _PHRASE.fullmatch(inside)
    return found is not None and any(english().zipf(word) >= _KNOWN for word in _WORD.findall(found["words"]))


def _closed_up(inside: str, start: int) -> Iterator[Edit]:
    """Yield the edits that take the white space at both ends and before a comma; a comma keeps a blank behind it."""
    for gap in _GAP.finditer(inside):
        is_after_mark = gap.start() > 0 and inside[gap.start() - 1] in ",;" and gap.end() < len(inside)
        if is_after_mark and "\n" not in gap[0]:
            continue
        is_edge = gap.start() == 0 or gap.end() == len(inside) or "\n" in gap[0]
        if is_edge:
            yield Edit(Span(start + gap.start(), start + gap.end()), " " if is_after_mark else "")
