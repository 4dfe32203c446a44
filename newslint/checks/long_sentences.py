"""Sentences of an extreme length: readers lose the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint.rule import Hit
from newslint.segment import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

EXTREME = 70
"""Words. Of the sentences of sound articles three in a hundred thousand words are longer."""
_CHARACTERS = 3 * EXTREME
_OTHER_BLANKS = frozenset("\t\x1f\xa0\u1680\u202f\u205f\u3000").union(map(chr, range(0x2000, 0x200B)))
"""What parts the words of a line besides the blank; without them the blanks tell how many there can be."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the sentences that are too long, lists and tables aside."""
    found = []
    can_count = _OTHER_BLANKS.isdisjoint(doc.characters)
    for sentence in doc.sentences:
        start, end = sentence
        if end - start > _CHARACTERS and not (can_count and doc.text.count(" ", start, end) < EXTREME):
            text = doc.text[start:end]
            words = len(text.split())
            if words > EXTREME and is_prose(text):
                found.append((sentence, words))
    if found:
        mean = str(round(len(doc.text.split()) / len(doc.sentences)))
        yield from (Hit(sentence, says={"words": str(words), "mean": mean}) for sentence, words in found)
