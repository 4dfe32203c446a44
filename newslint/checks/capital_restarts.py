"""Capitals in mid-sentence, where a sentence begins anew: `When it arrived, They waited`, `all winter But nobody`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

_SPLICE = re.compile(r", (?=(?:He|She|They|It|This|These|There|But|And|However) [a-z])")
_JOINED = frozenset({"But", "And", "However", "Although", "This", "These", "There"})
_RESTART = re.compile(
    r" (?:(?<=, )(?P<spliced>He|She|They|It|This|These|There|But|And|However)"
    r"|(?<=[a-z] )(?P<joined>But|And|However|Although|This|These|There)) (?=[a-z]{2})"
)
_BEFORE = re.compile(r"(?<![^\s(])[a-z]{3,20}(?=,?\Z)")
_WORD_REACH = 22
_OF_GOD = frozenset({"He", "She", "They"})
_HOLY = frozenset({"Allah", "Christ", "God", "Jesus", "Lord"})
"""Believers write of them with a capital."""
_JOINING = frozenset({"But", "And"})
_FIRST_WORD = re.compile(r"(?:\A|.*[.!?\n“\"])\s*(?P<word>[^\W\d_]+)", re.DOTALL)
_REACH = 200
_LIKELY, _ADVICE = 0.85, 0.7


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the word before and the one with the capital; pronouns without a comma are those of `doubled_subject`."""
    for match in filter(None, (_RESTART.match(doc.text, at) for at in _places(doc))):
        before = _BEFORE.search(doc.text, max(0, match.start() - _WORD_REACH), match.start())
        if not before:
            continue
        group = match.lastgroup or ""
        word, place = match[group], Span(*match.span(group))
        span = Span(before.start(), place.end)
        lowered = Edit(Span(place.start, place.start + 1), word[0].lower())
        lower = Fix(f"write “{word.lower()}”", (lowered,))
        if group == "spliced":
            if word in _OF_GOD and not _HOLY.isdisjoint(doc.vocabulary):
                continue
            # `She asked, Is it late?`: what is said or thought may begin with a capital.
            is_thought = before[0] in words["reporting_verb"] or doc.touches_quotation(place)
            confidence = _ADVICE if is_thought else _LIKELY
            if word not in _JOINING and not _leads_on(doc.text, before.start(), words):
                lower = replace(lower, safety=Safety.UNSAFE)  # the comma may be the mistake
            yield Hit(span, lower, {}, confidence)
        else:
            end = before.end()
            stop = Fix("put a full stop", (Edit(Span(end, end), "."),), Safety.UNSAFE)
            yield Hit(span, None, {}, _LIKELY, suggestions=(stop, lower))


def _places(doc: Document) -> list[int]:
    """Return where the blank before such a word stands."""
    found = [comma.end() - 1 for comma in _SPLICE.finditer(doc.text)]
    for word in doc.words & _JOINED:
        at = doc.text.find(f" {word} ")
        while at >= 0:
            if doc.text[at - 1 : at].islower():
                found.append(at)
            at = doc.text.find(f" {word} ", at + 1)
    return sorted(found)


def _leads_on(text: str, at: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the sentence begins with what needs a main clause: `When it arrived`, `After the storm`."""
    first = _FIRST_WORD.match(text, max(0, at - _REACH), at)
    word = first["word"].lower() if first else ""
    return word in words["conjunction"] or word in words["preposition"]
