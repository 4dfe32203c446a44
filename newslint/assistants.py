"""Articles about assistants (chatbots, language models), and words that are told as somebody's.

What an assistant says is residue in an article about a ferry, and a quotation in one about chatbots.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document import Document
    from newslint.span import Span

_TERM = re.compile(
    r"(?<!\w)(?:ChatGPT|GPT-?\d|OpenAI|DeepSeek|Grok|Copilot|Gemini|Anthropic|Perplexity|LLMs?"
    r"|(?i:chat-?bots?|(?:large )?language models?|generative ai|virtual assistants?|artificial intelligence"
    r"|inteligencia artificial|inteligência artificial|intelligence artificielle|intelligenza artificiale"
    r"|künstliche\w? intelligenz|kunstmatige intelligentie|sztuczn\w{1,3} inteligencj\w|yapay zek[aâ]\w{0,6}"
    r"|sprachmodelle?|modelos? de lengua(?:je|gem)|modèles? de langage|modell[oi] linguistic[oi])"
    r"|(?:an? |the |of |by |with |using )(?:AI|A\.I\.)|AI(?= (?:assistant|tool|model|system|program|compan|firm|start-?up|software|writ)))"
    r"(?!\w)"
)
_ENOUGH = 2
_HEAD = 2
"""Paragraphs in which one mention tells what the article is about."""
_SPEAKS = re.compile(
    r"(?i)\b(?:wr[io]te[sn]?|repl(?:y|ies|ied)|answer(?:s|ed)?|sa(?:y|ys|id)|respond(?:s|ed)?|reads?|typed?|asked|prompt"
    r"|told|goes|went|like this|as follows)\b[^.!?\n]{0,40}:[\s*_]*$"
)
_SPEAKS_REACH = 90
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
    """Whether the words at `span` are told as somebody's: quoted, behind `she replied:`, or in a quoted line."""
    if doc.touches_quotation(span) or doc.text[span.start] in _OPENERS:
        return True
    number = bisect.bisect_right(doc.paragraphs, span.start, key=lambda paragraph: paragraph.start) - 1
    paragraph = doc.paragraphs[number]
    if paragraph.of(doc.text).startswith(_QUOTED_LINE):
        return True
    before = doc.text[max(paragraph.start, span.start - _SPEAKS_REACH) : span.start]
    if before.strip():
        return before.rstrip()[-1] in {":", "‘", "'"}
    above = doc.paragraphs[number - 1] if number else None
    return above is not None and bool(_SPEAKS.search(doc.text, max(above.start, above.end - _SPEAKS_REACH), above.end))
