"""Articles about assistants (chatbots, language models), and words that are told as somebody's.

What an assistant says is residue in an article about a ferry, and a quotation in one about chatbots.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document

_TERM = re.compile(
    r"(?<!\w)(?:ChatGPT|GPT-?\d|OpenAI|DeepSeek|Grok|Copilot|Gemini|Anthropic|Perplexity|LLMs?"
    r"|(?i:chat-?bots?|(?:large )?language models?|generative ai|virtual assistants?|artificial intelligence"
    r"|inteligencia artificial|inteligência artificial|intelligence artificielle|intelligenza artificiale"
    r"|künstliche\w? intelligenz|kunstmatige intelligentie|sztuczn\w{1,3} inteligencj\w|yapay zek[aâ]\w{0,6}"
    r"|sprachmodelle?|modelos? de lengua(?:je|gem)|modèles? de langage|modell[oi] linguistic[oi])"
    r"|(?:an? |the |of |by |with |using )(?:AI|A\.I\.)"
    r"|AI(?= (?:assistant|tool|model|system|program|compan|firm|start-?up|software|writ)))"
    r"(?!\w)"
)
_ENOUGH = 2
_HEAD = 2
"""Paragraphs in which one mention tells what the article is about."""
_VERB = (
    r"(?:says|said|writes|wrote|asks|asked|adds|added|replies|replied|answers|answered|goes on|went on|tells|told|reads"
    r"|explains|explained|thinks|thought|sighs|sighed|insists|insisted|jokes|joked|dice|dijo|diz|disse|dit|écrit|sagt"
    r"|sagte|schreibt|dedi|diyor|zegt|zei|mówi|powiedział[a]?)"
)
_NAME = r"\p{Lu}[\w’-]{0,30}+"
_TOLD = re.compile_regex(
    rf"[,?!’']\s(?:(?:he|she|it|they|the [\w-]{{1,30}}+(?: [\w-]{{1,30}}+)?|{_NAME}(?: {_NAME})?) {_VERB}"
    rf"|{_VERB} (?:he|she|the|a|an|its|his|her|{_NAME}))\b"
)
_LESSON = re.compile(
    r"(?i)\b(?:tasks?|exercises?|instructions?|pupils?|students?|lessons?|tests?|exams?|classes|headlines?)\b"
)
_REACH, _LESSON_REACH = 90, 300
_QUOTED_LINE = ">", "|"
_OPENERS = frozenset("“”„«»\"‘'")


def mentions(doc: Document) -> Iterator[int]:
    """Yield where the article names an assistant or what makes one; for `Document.view`."""
    return (found.start() for found in _TERM.finditer(doc.text))


def is_subject(doc: Document, without: Sequence[Span] = ()) -> bool:
    """Whether the article is about assistants, as far as its other parts than `without` (in their order) tell."""
    places = [at for at in doc.view(mentions) if not lies_in(without, at)]
    if not places:
        return False
    rest = [paragraph for paragraph in doc.paragraphs if not lies_in(without, paragraph.start)]
    head = rest[min(_HEAD, len(rest)) - 1].end if rest else 0
    return len(places) >= _ENOUGH or places[0] < head


def lies_in(spans: Sequence[Span], at: int) -> bool:
    """Whether one of the spans, which are in order and do not overlap, has the character at `at`."""
    number = bisect.bisect_right(spans, at, key=lambda span: span.start) - 1
    return number >= 0 and at < spans[number].end


def is_reported(doc: Document, span: Span) -> bool:
    """Whether the words that begin at `span` are somebody's: quoted, behind `she replied:`, or in a quoted line."""
    if doc.touches_quotation(Span(span.start, span.start + 1)) or doc.text[span.start] in _OPENERS:
        return True
    number = doc.paragraph_at(span.start)
    paragraph = doc.paragraphs[number]
    if paragraph.of(doc.text).startswith(_QUOTED_LINE):
        return True
    before = doc.text[max(paragraph.start, span.start - _REACH) : span.start]
    if before.strip():
        return before.rstrip()[-1] in {":", "‘", "'"}
    return bool(number) and doc.text[doc.paragraphs[number - 1].end - 1] == ":"


def is_told(doc: Document, span: Span) -> bool:
    """Whether the sentence at `span` says who speaks: `…, the letter says`."""
    return _TOLD.search(doc.text, *span) is not None


def is_lesson(doc: Document, span: Span) -> bool:
    """Whether the paragraph at `span`, or the one above, is about tasks that people are given."""
    number = doc.paragraph_at(span.start)
    start = doc.paragraphs[max(number - 1, 0)].start
    return _LESSON.search(doc.text, max(start, span.start - _LESSON_REACH), span.start) is not None
