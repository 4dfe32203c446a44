"""What is left of a large first letter: `T he mayor`, `SSince dawn`, `AEven then`.

It stands at the start of a paragraph, or of a sentence where paragraphs were joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

_START = re.compile(
    r"[“‘\"]?(?:(?P<letter>[A-Z])(?P<gap>[ \n])(?P<rest>[a-z]{1,20})(?![^\s.,;:’'])"
    r"|(?P<twin>[A-Z])[ \n]?(?P<word>[A-Z][a-z]{1,20})(?=[ ,’'] ?[a-z]))"
)
_QUOTES = frozenset('“‘"')
_IN_ONE = re.compile(r"[“‘\"]?[A-Z]{2}")
_OF_TWO_LETTERS = frozenset(re.findall(r"\w+", "An As At Be By Do Go He If In Is It My No Of On Or So To Up Us We"))
_COMMON = 4.5
_RARE = 3.0
_SHORTEST_REST = 3
_MARGIN = 0.5
"""On the Zipf scale: what is joined is at least nearly as frequent as what stands behind the letter."""
_CONFIDENCE = 0.95


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the first words of paragraphs whose first letter stands apart, or twice."""
    for start in filter(None, (_START.match(doc.text, at) for at in _odd(doc))):
        opens_paragraph = doc.paragraphs[doc.paragraph_at(start.start())].start == start.start()
        if not opens_paragraph and not _IN_ONE.match(start[0]):
            continue
        if start["letter"]:
            word = start["letter"] + start["rest"]
            if _is_cut(start["letter"], start["rest"]) or _is_name_cut(doc, word, start["rest"]):
                yield _hit(Span(start.start("letter"), start.end()), Span(*start.span("gap")), word)
        else:
            word, is_twin = start["word"], start["word"][0] == start["twin"]
            is_glued = start.start("word") == start.end("twin")
            if (
                _is_repeated(start["twin"] + word, word)
                if is_twin
                else is_glued and _is_little(start["twin"], word, words)
            ):
                yield _hit(Span(start.start("twin"), start.end()), Span(start.start("twin"), start.start("word")), word)


def _odd(doc: Document) -> Iterator[int]:
    """Yield where a sentence begins, unless its second letter is a small one, as nearly always."""
    text = doc.text
    for start, _ in doc.sentences:
        letter = start + (text[start] in _QUOTES)
        if not text[letter + 1 : letter + 2].islower():
            yield start


def _is_cut(letter: str, rest: str) -> bool:
    """Whether a letter and what follows it are one word: `T he`, but not `A boat`, `T in the Park`, `E coli`."""
    zipf, word = english().zipf, letter + rest
    if len(rest) == 1:
        return word in _OF_TWO_LETTERS
    if letter in "AI":
        return zipf(word) >= _COMMON and zipf(rest) < _RARE
    return zipf(word) >= _COMMON and zipf(word) >= zipf(rest) - _MARGIN


def _is_name_cut(doc: Document, word: str, rest: str) -> bool:
    """Whether a letter and what follows it are a name that the article has elsewhere."""
    return len(rest) >= _SHORTEST_REST and doc.vocabulary[word] > 0 and english().zipf(rest) < _RARE


def _is_repeated(whole: str, word: str) -> bool:
    return english().zipf(word) >= _COMMON and not english().is_name(word) and whole not in english()


def _is_little(letter: str, word: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a letter that is not its own stands before a little word: `AEven`, but not `THe`."""
    return word.lower() in words["little_word"] and letter + word not in english()


def _hit(span: Span, gone: Span, wanted: str) -> Hit:
    fix = Fix(f"write “{wanted}”", (Edit(gone, ""),), Safety.UNSAFE)
    return Hit(span, fix, {"wanted": wanted}, _CONFIDENCE)
