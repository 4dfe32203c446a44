"""Links to other articles inside of paragraphs: `Related: A headlineThe text …`, and headlines all in capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Evidence
from newslint.inside import borders, from_place, taken_out
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document
    from newslint.inside import Border

CLOSED, LAST, ONE_HEADLINE, MORE_HEADLINES = 0.9, 0.85, 0.7, 0.85
"""The confidence in a link by what ends it, and in headlines in capitals by their number."""

_SHORTEST, LONGEST = 12, 170
"""Characters of a headline."""
_MOST_HEADLINES = 8

_LABEL = re.compile(
    r"(?P<bracket>[(\[])?\s?(?:"
    r"(?i:related(?: (?:stor(?:y|ies)|articles?|coverage|content|news|links?|videos?|reading|topics|posts?))?"
    r"|read (?:more|also|next|too)|also read|see also|see more|more on this|don[’']t miss|recommended|more coverage"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|watch(?: now| also| next)?|must read|up next"
    r"|in case you missed it|icymi|lesen sie auch|mehr zum thema|auch interessant|lea también|lee también"
    r"|te puede interesar|lire aussi|à lire aussi|leggi anche|leia também|leia mais|veja também|lees ook"
    r"|czytaj (?:także|też)|zobacz (?:także|też)|bunlar da ilginizi çekebilir)|More|MORE)\s?(?::|\.{3}|…|»|>>?|\|)\s?"
)
_SENTENCE_INSIDE = re.compile(r"[.!…]\s")
_CAPITALS = re.compile(
    r"[‘'“\"]?[A-Z0-9$][A-Z0-9’'$&.-]{0,24}"
    r"(?:[,:;’'”\"]{0,2} [‘'“\"(]?[A-Z0-9$&][A-Z0-9’'$&.%)-]{0,24}(?<!\.)s?){4,24}[’'”\"]?"
    r"(?=[“\"‘]?[A-Z][a-z]| [“\"‘]?[A-Z][a-z]| [“\"‘]?[AI] [a-z]|\s*\Z|\s*\n)"
)
_WORD_IN_CAPITALS = re.compile(r"[A-Z]{3,}")
_FEWEST_CAPITALS = 7
"""Words in capitals, of three letters and more; a subheading of the article itself has fewer."""


def check(doc: Document) -> Iterator[Hit]:
    """Yield the links in the order of the text, then the headlines."""
    text = doc.text
    headlines = []
    for number, paragraph in enumerate(doc.paragraphs):
        if paragraph.end - paragraph.start < _SHORTEST:
            continue
        inside = doc.view(borders)[number]
        done = 0
        for border in inside:
            if border.start < done:
                continue
            if label := _LABEL.match(text, border.start, paragraph.end):
                if hit := _link(doc, border, label, paragraph, inside):
                    done = hit.span.end
                    yield hit
            elif (found := _CAPITALS.match(text, border.start, paragraph.end)) and _is_headline(doc, found):
                headlines.append(Span(*found.span()))
                done = found.end()
    confidence = MORE_HEADLINES if len(headlines) > 1 else ONE_HEADLINE
    for span in headlines:
        evidence = Evidence("capitals between two sentences, and no full stop")
        fix = taken_out(doc, span, "delete the headline")
        yield Hit(span, fix, confidence=confidence, evidence=(evidence,))


def _link(doc: Document, border: Border, label: re.Match[str], paragraph: Span, inside: Sequence[Border]) -> Hit | None:
    """Return the link that a label begins; None if nothing shows where its headline ends."""
    text, confidence, end = doc.text, CLOSED, 0
    if label["bracket"]:
        closing = text.find(")" if label["bracket"] == "(" else "]", label.end(), label.end() + LONGEST)
        end = closing + 1
    else:
        headlines, first = 0, from_place(inside, label.end() + _SHORTEST)
        for at in inside[first : first + 4 * _MOST_HEADLINES]:
            last = end or label.end()
            if at.end - last > LONGEST or headlines == _MOST_HEADLINES or _is_sentence(text, last, at.end):
                break
            if not at.is_glued:
                break
            end, headlines = at.end, headlines + 1
        rest = end or label.end()
        is_short = _SHORTEST < paragraph.end - rest <= LONGEST
        is_one = is_short and all(at.is_meeting for at in inside[from_place(inside, rest + 1) :])
        if is_one and not _is_sentence(text, rest, paragraph.end):
            end, confidence = paragraph.end, LAST if not end else CLOSED
    if not end or end > paragraph.end:
        return None
    span = Span(border.start, end)
    if doc.in_quotation(span):
        return None
    evidence = Evidence("the label of a link", Span(label.start(), label.end()))
    fix = taken_out(doc, span, "delete the link")
    return Hit(span, fix, confidence=confidence, evidence=(evidence,))


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether what stands there ends with a stop, as headlines do not."""
    return text[start:end].rstrip(")]”’\"' ").endswith((".", ";", ",", ":")) or bool(
        _SENTENCE_INSIDE.search(text, start, end)
    )


def _is_headline(doc: Document, found: re.Match[str]) -> bool:
    words = _WORD_IN_CAPITALS.findall(found[0])
    return len(words) >= _FEWEST_CAPITALS and not doc.in_quotation(Span(*found.span()))
