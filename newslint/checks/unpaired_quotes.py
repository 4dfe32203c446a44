"""Quotation marks without a partner, or with one too many, and what should stand instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.pairing import continued, flaws, is_misplaced
from newslint.quotation import touching
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span
from newslint.speech import reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document
    from newslint.pairing import Flaw
    from newslint.quotation import Mark

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"unclosed", "unopened", "doubled", "adrift", "reopened"})

_CLOSING = {"“": "”", '"': '"'}
_OPENING = {"”": "“", '"': '"'}
_COMMA = re.compile(r"[,!?](?= )")
_GOES_ON = re.compile(" (?:I|we|it) ")
"""The speaker reports: `“When the quay closed, I thought of you.`"""
_SPEAKER_ENDS = re.compile(
    r" (?:said|says) (?:[A-Z]|the )[^.!?“”\"\n]{1,150}(?:(?<=\b[A-Z][a-z]{2})\.[^.!?“”\"\n]{1,150})?\."
)
_SENTENCE_INSIDE = re.compile(r"[.!?…][’)\]]?\s+[“\"‘(\[]?[^\W_a-z]")
_WHOLE_REST = re.compile(r"[^\W_a-z]")
_ENDS = re.compile(r"[.!?…][’)\]]?\Z")
_SPREADSHEET = re.compile(r'(?<=\s)""(?=[^\W_])[^"\n]{1,200}(?<=[\w.,!?])""(?=[\s.,;:!?)])')
_SEEN_DOUBLED = Seen('""')
_INTRODUCED = re.compile(r"(?:\A|\n|[:,]\s|[.!?]\s)\Z")
_CLOSED_WITHIN = re.compile(r"(?<![^\s(—–“])‘(?=\w)(?:[^“”‘’\n]|’(?=\w)){1,400}+(?P<mark>”)")
"""A quotation within another, in single marks, that a double one closes: `“He said: ‘Go,” and left,”`."""
_REACH = 3
_FAR = 400
"""Characters: a quotation that ends later in its paragraph is not looked for."""
_MOST_SENTENCES = 2

_SURE, _WEAK = 0.9, 0.7
"""Where quotations are opened anew inside of paragraphs, paragraphs were joined, and their ends tell less."""
_STRAIGHT = 0.75
"""Which side a straight mark is on is a reading too."""
_EACH_SENTENCE, _SOME_SENTENCES = 0.85, 0.6
"""Where not each sentence opens anew, paragraphs may have been joined; with straight marks that is the rule."""
_FEWEST_AGAIN = 2
_TOO_FAR = 1000
"""Characters: a mark that opens so far behind belongs to another quotation, and the first one lost its closing mark."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the marks that do not pair up; of quotations opened anew for no clear reason only the first."""
    is_told = False
    found = doc.view(flaws)
    are_joined = any(flaw.kind == "reopened" for flaw in found)
    yield from _doubled_straight(doc)
    for flaw in continued(doc):
        if _reports_at_end(doc.text, flaw, words):
            yield _unclosed(doc, flaw.mark, flaw.paragraph, words, is_certain=not are_joined)
    for flaw in found:
        if flaw.kind == "reopened":
            for hit in _reopened(doc, flaw, words):
                if hit.kind != "reopened" or hit.confidence == _EACH_SENTENCE or not is_told:
                    yield hit
                is_told = is_told or hit.confidence == _SOME_SENTENCES
        elif flaw.kind == "unclosed":
            yield _unclosed(doc, flaw.mark, flaw.paragraph, words, is_certain=flaw.is_certain and not are_joined)
        elif flaw.kind == "unopened":
            yield _unopened(doc, flaw, words, is_certain=not are_joined)
        else:
            yield _superfluous(doc, flaw)


def _unclosed(doc: Document, mark: Mark, within: Span, words: Words, *, is_certain: bool = True) -> Hit:
    """Return the hit of an opening mark, with the place where the closing one most probably stood."""
    text, closing = doc.text, _CLOSING[doc.text[mark.at]]
    point = _before_report(text, mark.at, within.end, words)
    if point is None and _is_whole_rest(text, mark, within):
        point = within.end
    fix = None
    if point is not None:
        fix = Fix("put the closing mark", (Edit(Span(point, point), closing),), Safety.UNSAFE)
    evidence = (Evidence("no mark closes this quotation, and the next paragraph does not open it anew", mark.span),)
    return Hit(
        touching(text, mark.span), fix, {}, _confidence(text, mark, is_certain=is_certain), evidence, kind="unclosed"
    )


def _before_report(text: str, start: int, end: int, words: Words) -> int | None:
    """Return the place behind the first comma that a reporting clause follows: `“We wait, she said.`."""
    for comma in _COMMA.finditer(text, start, min(end, start + _FAR)):
        if reports(text, comma.end(), words) and not _GOES_ON.match(text, comma.end()):
            return comma.end()
    return None


def _reports_at_end(text: str, flaw: Flaw, words: Words) -> bool:
    """Whether a paragraph ends with who speaks, so that the quotation ended before: `“We wait, said Ada Orrin.`."""
    at = _before_report(text, flaw.mark.at, flaw.paragraph.end, words)
    return at is not None and _SPEAKER_ENDS.fullmatch(text, at, flaw.paragraph.end) is not None


def _is_whole_rest(text: str, mark: Mark, within: Span) -> bool:
    """Whether a quotation of whole sentences may run to the end of its paragraph."""
    before = text[max(within.start, mark.at - _REACH) : mark.at]
    rest = text[mark.at + 1 : min(within.end, mark.at + _FAR)]
    return (
        within.end - mark.at < _FAR
        and _INTRODUCED.search(before) is not None
        and _WHOLE_REST.match(rest) is not None
        and _ENDS.search(rest) is not None
        and len(_SENTENCE_INSIDE.findall(rest)) <= _MOST_SENTENCES
    )


def _unopened(doc: Document, flaw: Flaw, words: Words, *, is_certain: bool) -> Hit:
    text, mark, within = doc.text, flaw.mark, flaw.paragraph
    fix = None
    earlier = text[within.start : mark.at] if mark.at - within.start < _FAR else ""
    is_speech = text[mark.at - 1] in ",?!" and reports(text, mark.at + 1, words)
    if is_speech and earlier and not _SENTENCE_INSIDE.search(earlier) and not re.search('[“”"]', earlier):
        point = Span(within.start, within.start)
        fix = Fix("put the opening mark", (Edit(point, _OPENING[text[mark.at]]),), Safety.UNSAFE)
    evidence: tuple[Evidence, ...] = (Evidence("no mark opens this quotation", mark.span),)
    if is_misplaced(text, mark):
        gap = Span(mark.at, mark.at + 2)
        fix = Fix("move the mark to the next word", (Edit(gap, " " + _OPENING[text[mark.at]]),), Safety.UNSAFE)
    inner = [*_CLOSED_WITHIN.finditer(text, max(within.start, mark.at - _FAR), mark.at)]
    if inner:
        place = Span(*inner[-1].span("mark"))
        fix = Fix("close the quotation within by a single mark", (Edit(place, "’"),), Safety.UNSAFE)
        evidence += (Evidence("this mark closes a quotation within, which has single marks", place),)
    return Hit(
        touching(text, mark.span), fix, {}, _confidence(text, mark, is_certain=is_certain), evidence, kind="unopened"
    )


def _confidence(text: str, mark: Mark, *, is_certain: bool) -> float:
    if not is_certain:
        return _WEAK
    return _STRAIGHT if text[mark.at] == '"' else _SURE


def _superfluous(doc: Document, flaw: Flaw) -> Hit:
    """Return the hit of a mark that stands beside its like, or alone."""
    text, mark = doc.text, flaw.mark
    if flaw.kind == "doubled":
        span = touching(text, Span(mark.at - 1, mark.at + 1))
        fix = Fix("take one of the marks out", (Edit(mark.span, ""),), Safety.UNSAFE)
        return Hit(span, fix, {}, _SURE, kind="doubled")
    gone = Span(mark.at - 1, mark.at + 1)
    return Hit(mark.span, Fix("take the mark out", (Edit(gone, ""),), Safety.UNSAFE), {}, _SURE, kind="adrift")


def _doubled_straight(doc: Document) -> Iterator[Hit]:
    """Yield the quotations whose straight marks are doubled, as a spreadsheet writes them: `the ""old"" quay`."""
    for match in _SPREADSHEET.finditer(doc.text) if _SEEN_DOUBLED(doc) else ():
        edits = (Edit(Span(match.start(), match.start() + 1), ""), Edit(Span(match.end() - 1, match.end()), ""))
        span = touching(doc.text, Span(match.start(), match.start() + 2))
        yield Hit(span, Fix("leave one mark", edits, Safety.UNSAFE), {}, _SURE, kind="doubled")


def _reopened(doc: Document, flaw: Flaw, words: Words) -> Iterator[Hit]:
    """Yield a hit for a quotation that is opened anew, and one for each mark that closes before a reporting clause."""
    text = doc.text
    again: list[Mark] = []
    opening, is_each = flaw.mark, True
    for mark in flaw.again:
        within = Span(opening.at + 1, mark.at)
        if _before_report(text, within.start, within.end, words) is not None:
            yield _unclosed(doc, opening, within, words)
        elif mark.at - opening.at > _TOO_FAR and text[opening.at] != '"':
            yield _unclosed(doc, opening, within, words, is_certain=False)
        else:
            again.append(mark)
            is_each = is_each and not _SENTENCE_INSIDE.search(text, within.start, mark.at)
        opening = mark
    if again and text[flaw.mark.at] != '"':  # straight marks are opened anew where paragraphs were joined, too
        fix = Fix("drop the marks inside", tuple(Edit(mark.span, "") for mark in again), Safety.UNSAFE)
        evidence = (Evidence("the quotation is open since here", flaw.mark.span),)
        is_each = is_each and len(again) >= _FEWEST_AGAIN
        confidence = _EACH_SENTENCE if is_each else _SOME_SENTENCES
        yield Hit(touching(text, again[0].span), fix, {}, confidence, evidence, kind="reopened")
