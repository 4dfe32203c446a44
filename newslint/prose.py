"""Where words stand that ought to have their capitals: not in addresses, nor in texts and quotations without any."""

from __future__ import annotations

import bisect
import functools
import itertools
from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newslint.document import Document
    from newslint.span import Span

_ADDRESS = re.compile(r"[/@#_\\=<>{}|]|\w[.:&%]\w|-\w+-|^[.$~]")
"""What a token shows that is an address, a hashtag, a handle, a file or code."""
_SPELT_OUT = re.compile(r" ?[\[(](?:at|dot)[\])]")
_EDGES = "“”„«»\"'’‘()[],;:!?…."
_SENTENCE_BEGINS = re.compile_regex(r"\p{Ll}[.!?][”\"’']? \p{Lu}\p{Ll}")
_CAPITAL = re.compile_regex(r"\p{Lu}")
_SIC = re.compile(r"\W{0,3}[(\[]sic[)\]]")

_FEWEST_CAPITALS = 0.5
"""Of the paragraphs that begin with a letter: below this share the text as a whole is written without capitals."""


def cased(doc: Document) -> Iterator[str]:
    """Yield the distinct words that are not in small letters altogether; for `Document.view`."""
    return itertools.filterfalse(str.islower, doc.vocabulary)


def lacks_capitals(doc: Document) -> bool:
    """Whether the text as a whole is written in lower case."""
    starts = [doc.text[paragraph.start] for paragraph in doc.paragraphs if doc.text[paragraph.start].isalpha()]
    return sum(map(str.isupper, starts)) < _FEWEST_CAPITALS * len(starts)


def judge_of_prose(doc: Document) -> Callable[[Span], bool]:
    """Return what tells whether a word stands among words with capitals, and not in an address."""
    has_capitals = functools.cache(lambda place: _CAPITAL.search(doc.text, *place) is not None)

    def is_prose(span: Span) -> bool:
        paragraph = _last_before(doc.paragraphs, span)
        is_small = doc.text[paragraph.start].islower() and not _SENTENCE_BEGINS.search(doc.text, *paragraph)
        if is_small or not has_capitals(paragraph):
            return False
        if doc.in_quotation(span) and not has_capitals(_last_before(doc.quotations, span)):
            return False  # somebody's search, tweet or short message
        if _SPELT_OUT.match(doc.text, span.end):
            return False
        return not _ADDRESS.search(doc.token_around(span).of(doc.text).strip(_EDGES))

    return is_prose


def is_seen(doc: Document, span: Span) -> bool:
    """Whether somebody saw the fault already: (sic)."""
    return _SIC.match(doc.text, span.end) is not None


def _last_before(spans: Sequence[Span], span: Span) -> Span:
    """Return the last of the spans that begins no later than `span` does."""
    return spans[bisect.bisect_right(spans, span.start, key=lambda s: s.start) - 1]
