"""Where a text falls apart: paragraphs, sentences, speaker turns. All of them are spans over the untouched text."""

from __future__ import annotations

import functools
import itertools
import string
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_BEYOND = "\xff"
"""The last character that has one byte in Latin-1."""
_MANY = 30
"""So many characters are replaced all at once, fewer one by one: that is faster, but grows with their number."""
_MOST_COMMON = f" {string.ascii_letters}{string.digits}"
_LATIN = [chr(code) for code in range(256)]
_WORDS = bytes(ord(char) if char.isalnum() else ord(" ") for char in _LATIN)
_LETTERS = bytes(ord(char) if char.isalnum() and not char.isdecimal() else ord(" ") for char in _LATIN)
_FIGURES = bytes(ord(char) if char.isdecimal() else ord(" ") for char in _LATIN)

_SENTENCE_END = re.compile(r"""[.!?…]["”’'»)\]]{0,3}(?=(\s+)["“‘'«(\[]{0,3}[^\W_a-z])""")
_LEADS_ON = re.compile(
    r"(?i:adj|al|approx|apr|asst|aug|ave|blvd|capt|cf|cmdr|col|dec|dept|dist|dr|eds|eg|est|ex|feb|figs?|fr|ft|gen|gov"
    r"|hon|ie|ing|int|jan|jul|jun|lt|maj|max|messrs|min|mlle|mme|mrs?|ms|msgr|mts?|nat|nos|nov|oct|ph|pl|pp|pres|prof"
    r"|pt|rd|ref|reps?|rev|rt|sens?|sept?|sgt|sq|sra|ss|ste?|supt|tel|univ|vols?|vs)|Mar|No"
)
"""Abbreviations after which a sentence goes on; “mar” and “no” are words of their own."""
_MAY_END = re.compile(r"(?i:bros|co|corp|etc|inc|jr|ltd|sr)")
"""Abbreviations that may well end a sentence."""
_LONGEST_ABBREVIATION = 6
_LAST_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{1,6}(?=\.\Z)")
_ABBREVIATION_REACH = 8  # the abbreviation, its stop, and a letter that makes it a longer word

_LABEL = re.compile(
    r"(?:[#>•*_–—-]{1,6}\s?){0,3}"  # marks of a list, a heading, bold
    r"(?P<label>[^\W_a-z][^:\n*_]{0,70}?|[a-z]{1,20})"
    r"\s?[*_]{0,3}:[*_]{0,3}(?:\s+|(?=[^\W\d_a-z]))"
)
_LABEL_REACH = 120  # no label with its marks and its colon is longer
_LABEL_WORDS = 8
_QUOTATION_MARK = re.compile('[“”"]')
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms"})
_LABEL_WORD = re.compile(r"(?:Dr|Prof)(?=\.)|[^\W_]+(?:[.’'-][^\W_]+)*")
_ASIDE = re.compile(r"\s+of\b.*|\s*[(,|/].*")
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_STOP_INSIDE = re.compile(r"[.!?…](?=\s+[^\W_a-z]\w{2})")

_PROSE_END = re.compile(r"[.!?…:][\"”’'»)\]]{0,3}\Z")
_SYMBOLS = re.compile(r"[\d|•·│✓%=/\\]")
_MOST_SYMBOLS = 0.1


class Turn(NamedTuple):
    """One speaker's turn in a dialogue: `Dr. Morris: Thank you.`."""

    label: Span
    """The speaker's label, without its colon."""
    speech: Span
    """What the speaker says, to the end of the paragraph."""
    speaker: str
    """Who that is, the same for `Dr. Elena Morris (EM)`, `Dr. Morris` and `EM`, or for `Q1` and `Q2`."""
    paragraph: int
    """The number of its paragraph."""


def characters(text: str) -> frozenset[str]:
    """Return the distinct characters of a text: those of which it mostly consists are searched for one by one."""
    others = text.encode(errors="surrogatepass").translate(None, _MOST_COMMON.encode())
    return frozenset(others.decode(errors="surrogatepass")).union(filter(text.__contains__, _MOST_COMMON))


def words_alone(text: str, characters: Iterable[str]) -> str:
    """Return the text with a blank for all that is no letter and no figure, each character in its place.

    `characters` are the distinct ones of the text. Split, it gives the words three times as fast as a pattern does.
    """
    return _alone(text, characters, str.isalnum, _WORDS)


def letters_alone(text: str, characters: Iterable[str]) -> str:
    """Return the text with a blank for all that is no letter, each character in its place; see `words_alone`."""
    return _alone(text, characters, _is_letter, _LETTERS)


def figures_alone(text: str, characters: Iterable[str]) -> str:
    """Return the text with a blank for all that is no figure, each character in its place; see `words_alone`."""
    return _alone(text, characters, str.isdecimal, _FIGURES)


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()


def _alone(text: str, characters: Iterable[str], is_kept: Callable[[str], bool], table: bytes) -> str:
    """Return the text with a blank for what is not kept, which `table` tells of the characters of Latin-1."""
    if max(filter(is_kept, characters), default="") <= _BEYOND:
        # What Latin-1 has not becomes “?”, and that a blank: it was a mark.
        return text.encode("latin-1", "replace").translate(table).decode("latin-1")
    return replaced(text, dict.fromkeys(itertools.filterfalse(is_kept, frozenset(text)), " "))


def replaced(text: str, others: Mapping[str, str]) -> str:
    """Return the text with other characters for some; what comes before in `others` is replaced first."""
    if len(others) > _MANY:
        return text.translate({ord(char): other for char, other in others.items()})
    for char, other in others.items():
        text = text.replace(char, other)
    return text


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the lines of `text` that are not blank, without the white space around them.

    Every line break of Unicode counts; in news a line is a paragraph.
    """
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            yield Span(start, start + len(stripped))
        at += len(line)


def sentences(text: str, paragraphs: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of each paragraph; the stops of abbreviations and initials do not end one."""
    stops = _SENTENCE_END.finditer(text)
    stop = next(stops, None)
    for paragraph in paragraphs:
        start, end = paragraph
        while stop and stop.end() < end:
            at = stop.start()
            if text[at] != "." or not ends_abbreviation(text, start, at + 1):
                yield Span(start, stop.end())
                start = stop.end(1)
            stop = next(stops, None)
        if stop and stop.end() == end:
            stop = next(stops, None)  # what follows it stands in the next paragraph
        if start < end:
            yield Span(start, end) if start > paragraph.start else paragraph


def turns(text: str, paragraphs: Iterable[Span]) -> Iterator[Turn]:
    """Yield the paragraphs that open with a speaker's label: a few words, the first with a capital, and a colon.

    The label may stand in Markdown, and may be a single word in lower case (`editor:`), as damaged pages have it.
    """
    known: dict[str, str] = {}
    for number, paragraph in enumerate(paragraphs):
        if ":" not in text[paragraph.start : paragraph.start + _LABEL_REACH]:
            continue
        found = _LABEL.match(text, *paragraph)
        if not found:
            continue
        label = Span(*found.span("label"))
        if names_a_speaker(text, label):
            yield Turn(label, Span(found.end(), paragraph.end), speaker_of(label.of(text), known), number)


def names_a_speaker(text: str, label: Span) -> bool:
    """Whether a label is short, without quotation, and not one sentence and the start of another."""
    if len(label.of(text).split()) > _LABEL_WORDS or _QUOTATION_MARK.search(text, *label):
        return False
    return all(ends_abbreviation(text, label.start, stop.end()) for stop in _STOP_INSIDE.finditer(text, *label))


def leads_on(word: str) -> bool:
    """Whether it is an abbreviation after whose stop a sentence goes on: `Dr`, `vs`, but not `Inc`."""
    return _LEADS_ON.fullmatch(word) is not None


def ends_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the stop just before `end` belongs to an abbreviation or an initial; nothing before `start` is read."""
    if text[end - 1] != ".":
        return False
    near = max(start, end - _ABBREVIATION_REACH)
    _, blank, word = text[near : end - 1].rpartition(" ")
    if word.isalpha() and (blank or len(word) > _LONGEST_ABBREVIATION):  # as most do, which needs no pattern
        return len(word) <= _LONGEST_ABBREVIATION and _is_abbreviation(word)
    found = _LAST_WORD.search(text, near, end)
    return found is not None and _is_abbreviation(found[0])


@functools.lru_cache(maxsize=4096)  # the same short words end sentences in all texts
def _is_abbreviation(word: str) -> bool:
    return len(word) == 1 or leads_on(word) or _MAY_END.fullmatch(word) is not None


def speaker_of(label: str, known: dict[str, str]) -> str:
    """Return the last word of a name or role, or what an earlier label says that this one is short for.

    `known` holds the short forms of the labels so far; those of this one are added.
    """
    words = _label_words(label)
    if not words:
        return label
    speaker = known.get(" ".join(words)) or known.get(words[-1], words[-1])
    short_forms = [" ".join(_label_words(aside)) for aside in _IN_BRACKETS.findall(label)]
    if len(words) > 1 and not any(word.islower() for word in _ASIDE.sub("", label).split()):
        initials = "".join(part[:1] for word in words for part in word.split("."))
        short_forms += [*words, " ".join(words[:-1]), initials]
    for short_form in short_forms:
        known.setdefault(short_form, speaker)
    return speaker


def _label_words(label: str) -> list[str]:
    """Return the words of a label in lower case, without titles, asides and numbers."""
    words = [word.casefold().rstrip("0123456789") for word in _LABEL_WORD.findall(_ASIDE.sub("", label))]
    return [word for word in words if word and word not in _TITLES]


def is_prose(text: str) -> bool:
    """Whether a paragraph or sentence ends like one and is not made of figures and the signs of tables."""
    if not _PROSE_END.search(text, max(0, len(text) - 4)):
        return False
    return len(_SYMBOLS.findall(text)) <= _MOST_SYMBOLS * len(text)
