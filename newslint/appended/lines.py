"""The lines of an article, cut also where the label of a speaker, a heading or a question touches the text before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_ROLE = (
    r"(?:[^\W_a-z][\w.’'&-]{0,20} ){0,4}(?:Editor|Interviewer|Interviewee|Expert|Moderator|Host)(?: ?\([A-Z]{2,4}\))?"
)
_DOCTOR = r"(?:Dr|Prof)\.? (?:[^\W\d_a-z][\w’'-]{0,20}\.? ?){1,3}(?:\([A-Z]{2,4}\))?"
# Before the colon: a role or a doctor after a sentence, a role that touches a word, or what is a label elsewhere.
_AFTER_SENTENCE = re.compile(
    rf"(?<=[.!?…”\"’')\]])\s{{0,2}}[*_]{{0,3}}(?P<label>{_ROLE}|EDITOR|{_DOCTOR}|[QA]\d{{0,2}})[*_]{{0,3}}\Z"
)
_AFTER_WORD = re.compile(r"(?<=[a-z])[*_]{0,3}(?P<label>(?:Editor|Interviewer|Moderator)|[QA]\d{1,2})[*_]{0,3}\Z")
_ELSEWHERE = re.compile(r"(?:(?<=[.!?…”\"’')\]])\s{0,2}|(?<=[a-z]))(?P<label>[^\W_a-z][^:\n!?]{0,40})\Z")
_AT_START = re.compile(r"\W{0,6}(?P<label>[^\W_a-z][^:\n*_]{0,40}?)[*_ ]{0,4}:")
_HEADING = re.compile(r"(?<=[a-z.!?”’)])(?:#{1,4} |\*\*)?(?:Exclusive )?Interview(?=:| with | between )")
_HEADING_REACH = 20  # characters before the word that tells a heading, and behind it
_QUESTION = re.compile(
    r"(?<=[a-z]{2}[.!”])[ ]?(?=(?:What|How|Why|Which|Could|Can|Will) [^.!?\n“”]{15,250}\?[*_]{0,2}\Z)"
    r"|(?<=[a-z][.!]”)(?=(?:What|How|Why|Which) [^.!?\n“”]{15,250}\?\Z)"
)
_LAST_QUESTION = 260  # characters, at the end of a line
_WINDOW = 64  # characters before a colon in which a label may begin


def lines(doc: Document) -> Iterator[Span]:
    """Yield the paragraphs of an article in pieces that begin where a speaker, a heading or a question does."""
    known = set()
    for paragraph in doc.paragraphs:
        found = _AT_START.match(doc.text, paragraph.start, min(paragraph.end, paragraph.start + _WINDOW))
        if found:
            known.add(found["label"])
    for paragraph in doc.paragraphs:
        start = paragraph.start
        for cut in sorted(_cuts(doc.text, paragraph, known)):
            if cut > start:
                yield _stripped(doc.text, Span(start, cut))
                start = cut
        yield Span(start, paragraph.end)


def _cuts(text: str, paragraph: Span, known: set[str]) -> Iterator[int]:
    start, end = paragraph
    colon = text.find(":", start + 1, end)
    while colon >= 0:
        window = Span(max(start, colon - _WINDOW), colon)
        for pattern in (_AFTER_SENTENCE, _AFTER_WORD, _ELSEWHERE):
            found = pattern.search(text, *window)
            if found and (pattern is not _ELSEWHERE or _tail(found["label"], known)):
                at = found.start("label") if pattern is not _ELSEWHERE else colon - len(_tail(found["label"], known))
                while at > start and text[at - 1] in "*_#":
                    at -= 1
                yield at
                break
        colon = text.find(":", colon + 1, end)
    word = text.find("Interview", start + 1, end)
    while word >= 0:
        heading = _HEADING.search(text, max(start, word - _HEADING_REACH), min(end, word + _HEADING_REACH))
        if heading:
            yield heading.start()
        word = text.find("Interview", word + 1, end)
    if text[end - 1] in "?*_":
        found = _QUESTION.search(text, max(start, end - _LAST_QUESTION), end)
        if found:
            yield found.end()


def _tail(words: str, known: set[str]) -> str:
    """Return the longest end of `words` that is a label elsewhere, if it follows a sentence or touches a word."""
    for at, char in enumerate(words):
        is_start = not at or words[at - 1] in ".!?…”’" or words[at - 1].islower()
        if is_start and char.isupper() and words[at:] in known:
            return words[at:]
    return ""


def _stripped(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)
