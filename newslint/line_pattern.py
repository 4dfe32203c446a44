"""Whole lines that a rule file names: the notation, and which lines it fits.

What counts in a line is its words and numbers, hashtags, quotation marks, and what parts it (`:` is also a bar or a
dash, `>` also `»` and `/`), none of these at its ends. Letter case, accents, white space, bullets, emoji, brackets and
all other punctuation count nowhere. An entry is such a line, in which

- `a|b` is one of several words, and `(a b|c)` one of several phrases,
- `<month>` is a word of a class, `<word>` any word, `<Name>` one with a capital, `<tag>` a hashtag, `<url>` an address,
- `#` is a number, and `*` anything at all, but not nothing: up to 40 words,
- `?` behind one of these says that it may be absent, `+` that it may come several times.

An entry begins or ends with words that it names: by them it is looked up, so that hundreds cost a line nothing. What is
tried then are places in one short line: no more work than its words times those of the entry.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from newslint.pattern import Classes

LONGEST_LINE = 700
"""Characters; what is longer is no line of a page's furniture."""

Phrase = tuple[str, ...]

# First the plain words, and what begins with one character before what may begin with many, for speed.
_TOKEN = re.compile(
    r"[A-Za-z]+(?=[ ,])|https?://\S+|www\.\S+|#\w[\w-]*|-(?<!\S-)(?!\S)|\d(?:[\d.,:/-]*\d)?[^\W\d_]{0,3}"
    r"|[^\W\d_]+(?:['’.&-][^\W\d_]+|\d+)*|[:：|–—·•>»›→/©\"“”„«‹]"
)
_LINK_NUMBER = re.compile(r"\]\[\d{1,3}\]")
"""The number of a link’s target, in Markdown."""
_PARTING = {**dict.fromkeys(":：|–—·•-", ":"), **dict.fromkeys(">»›→/", ">")}
_DECORATION = re.compile(r"[^\w#©\"“”„«‹]+")
_REACH = 60
"""Characters at both ends of a line in which its first and its last word are looked for."""
_SHORTEST_NOTICE = 2
"""Words: longer ones, such as `All rights reserved.`, are sentences that nobody says in an article."""
_SPEECH = ("— ", "– ")
"""Begins what somebody says, in many languages; quotation marks count as words of the line."""
_SAME_LETTER = str.maketrans({"ı": "i", "’": "'"})

_PLAIN_START = re.compile(r"([A-Za-z]+)(?:[ ,](?:([A-Za-z]+)(?=[ ,]|\Z))?|:(?!/)|[;)!?]|\. |\Z)")
"""One word of plain letters, or two, at the start of a line: so nearly all begin, and then need no closer look."""

_QUOTATION_MARKS = frozenset('"“”')
"""Marks that count as words, and are the same folded."""
_NO_TOKENS = "()[]!?,;…"
"""Marks that count nowhere, whatever stands beside them."""
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z]")

_PIECE = re.compile(r"(?:\((?P<group>[^()]+)\)|(?P<one>[^\s()]+?))(?P<times>[?+]?)(?=\s|\Z)\s*")
_PLAIN_FIRST = re.compile(r"[a-z]+(?= [a-z]|\Z)")
_OPEN_END = re.compile(r"(?<=[\w)>*#])[\s:：»›→]+\Z")
"""What parts a line counts nowhere at its end, so that an entry may have it and mean nothing by it."""
_SPECIAL = frozenset({"*", "#", "<word>", "<Name>", "<tag>", "<url>"})
_KEYED = frozenset({"#", "<tag>"})
"""Special elements by which an entry can be looked up."""
_MOST_TIMES = 40
"""So many words a `*` may stand for, and so often what has a `+` may come."""


@functools.lru_cache(maxsize=4096)
def _folded(token: str) -> str:
    """Return a token without what does not count: letter case, accents, the form of an apostrophe."""
    if token in _PARTING:
        return _PARTING[token]
    token = token.casefold()
    if token.isascii():
        return token
    bare = "".join(char for char in unicodedata.normalize("NFD", token) if not unicodedata.combining(char))
    return bare.translate(_SAME_LETTER)


def _key(token: str) -> str:
    """Return what an entry that begins with this token is looked up by."""
    return "#" if token[:1].isdigit() else "<tag>" if token.startswith("#") else token


def plain(text: str) -> str:
    """Return a text in lower case, if that is all that its letters need to be folded; else the empty one."""
    return "" if _OTHER_LETTER.search(text) else text.lower()


def first_keys(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, str | None]]:
    """Return what the first word of each line is looked up by, and the second as it is written if it is plain.

    The first is empty if there is none near the start.
    """
    found: list[tuple[str, str | None]] = []
    for start, end in spans:
        if end - start > LONGEST_LINE:
            found.append(("", None))
        elif plainly := _PLAIN_START.match(text, start, end):
            found.append((plainly[1].lower(), plainly[2]))
        elif (mark := text[start : start + 1]) in _QUOTATION_MARKS:
            found.append((mark, None))
        else:
            found.append((_first_key(text[start:end]), None))
    return found


def _first_key(line: str) -> str:
    decoration = _DECORATION.match(line, 0, _REACH)
    found = _TOKEN.match(line, decoration.end() if decoration else 0)
    return _key(_folded(found[0])) if found else ""


def second_key(line: str) -> str:
    """Return what the second word of a line is looked up by; empty if there is none."""
    if line.isalpha():
        return ""
    if "][" not in line and len(line) <= LONGEST_LINE:
        tokens = (match[0] for match in _TOKEN.finditer(line))
        counting = itertools.dropwhile(_PARTING.__contains__, tokens)
        next(counting, "")
        if (second := next(counting, "")) not in _PARTING:
            return _key(_folded(second))
    words = Line(line).words  # what parts the line may stand at its end, where it counts nowhere
    return _key(words[1]) if len(words) > 1 else ""


def last_keys(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return what the last word of each line is looked up by; empty if there is none near the end."""
    found = []
    for start, end in spans:
        chunk = text[text.rfind(" ", start, end) + 1 or start : end]
        word = chunk.removesuffix(".")
        if not word.isalpha():
            word = word.strip(_NO_TOKENS)
        if word.isalpha() and word.isascii() and len(chunk) < _REACH:
            found.append(word.lower())
        elif chunk[-1:] in _QUOTATION_MARKS:
            found.append(chunk[-1])
        else:
            found.append(_last_key(text[start:end]))
    return found


def _last_key(line: str) -> str:
    for chunk in reversed(line[-_REACH:].split()[-3:]):
        for token in reversed(_TOKEN.findall(chunk)):
            if token not in _PARTING:
                return _key(_folded(token))
    return ""


@dataclass(frozen=True)
class Line:
    """A line of an article, in the form in which it is compared."""

    text: str

    @cached_property
    def tokens(self) -> Sequence[str]:
        """What counts in it, as it is written."""
        text = _LINK_NUMBER.sub("]", self.text) if "][" in self.text else self.text
        tokens = _TOKEN.findall(text) if len(text) <= LONGEST_LINE else []
        start, end = 0, len(tokens)
        while start < end and tokens[start] in _PARTING:
            start += 1
        while start < end and tokens[end - 1] in _PARTING:
            end -= 1
        return tokens[start:end]

    @cached_property
    def words(self) -> Phrase:
        """The same, folded."""
        # Nearly all are words of plain letters, and the others are few and come again.
        return tuple(
            [token.lower() if token.isalpha() and token.isascii() else _folded(token) for token in self.tokens]
        )

    @cached_property
    def keys(self) -> frozenset[str]:
        """What any of its words is looked up by."""
        return frozenset([word if word.isalpha() else _key(word) for word in self.words])

    @property
    def announces(self) -> bool:
        """Whether it ends with a colon, so that what stands below belongs to it."""
        return self.text.rstrip().endswith((":", "："))

    @property
    def may_be_said(self) -> bool:
        """Whether somebody may say just that: `— D’accord` and `Rozumiem.` have a dash or a stop, buttons neither."""
        text = self.text.strip()
        is_sentence = text.endswith((".", "!", "?")) and not text.endswith("...")
        return len(self.words) <= _SHORTEST_NOTICE and (is_sentence or text.startswith(_SPEECH))


_MEANS: Mapping[str, Callable[[str], bool]] = {
    "#": lambda token: token[0].isdigit(),
    "<tag>": lambda token: token[0] == "#",
    "<url>": lambda token: token.startswith(("http", "www.")) or ("." in token and token[0].isalpha()),
    "<Name>": lambda token: token[0].isupper(),
    "<word>": lambda token: token[0].isalpha(),
}
"""Whether a special element other than `*` means a token."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of an entry: phrases by their first word, special elements, and how often it may come."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    special: frozenset[str]
    times: str
    """Empty, `?` or `+`."""
    firsts: frozenset[str]
    """What its first words are looked up by; empty if they are not all named."""

    def lasts(self) -> frozenset[str]:
        """Return what its last words are looked up by; empty if they are not all named."""
        if not self.firsts:
            return frozenset()
        return self.special | {_key(phrase[-1]) for phrases in self.phrases.values() for phrase in phrases}

    def reached(self, line: Line, places: set[int]) -> set[int]:
        """Return the places in a line where the element can end that begins at one of `places`."""
        found = self._once(line, places)
        if self.times == "+":
            new = found
            for _ in range(_MOST_TIMES):
                new = self._once(line, new) - found
                if not new:
                    break
                found |= new
        return found | places if self.times == "?" else found

    def _once(self, line: Line, places: set[int]) -> set[int]:
        count = len(line.words)
        if "*" in self.special:
            return {to for at in places for to in range(at + 1, min(at + _MOST_TIMES, count) + 1)}
        found = set[int]()
        words, tokens = line.words, line.tokens
        for at in places:
            if at == count:
                continue
            for phrase in self.phrases.get(words[at], ()):
                end = at + len(phrase)
                if end == at + 1 or words[at:end] == phrase:
                    found.add(end)
            for special in self.special:
                if _MEANS[special](tokens[at]):
                    found.add(at + 1)
                    break
        return found


class Entry(NamedTuple):
    """The elements of an entry, and for each that must come the words one of which is then in the line."""

    source: str
    """The entry as the rule file has it."""
    elements: tuple[Element, ...]
    needed: tuple[frozenset[str], ...]
    needed_texts: tuple[frozenset[str], ...]
    """The same as texts that stand in a line that is `plain`, where that is told, the smallest first."""
    seconds: Mapping[str, frozenset[str]]
    """By its first words what its second words are looked up by; the empty one if there may be none.

    It leaves out the first words behind which anything may stand.
    """

    @property
    def entry(self) -> Entry:
        """Itself: see `Unread`."""
        return self

    def fits(self, line: Line) -> bool:
        """Whether the entry is the whole line."""
        if any(map(line.keys.isdisjoint, self.needed)):
            return False
        places = {0}
        for element in self.elements:
            places = element.reached(line, places)
            if not places:
                return False
        return len(line.words) in places

    @property
    def firsts(self) -> set[str]:
        """What its lines are looked up by, by their first word; empty if that is open."""
        return _firsts(self.elements)

    @property
    def lasts(self) -> set[str]:
        """What its lines are looked up by, by their last word; empty if that is open."""
        return _lasts(self.elements)


class Unread:
    """An entry that is read when a line may be such a one: what it is looked up by is known without that."""

    __slots__ = ("_entry", "_notation", "firsts", "lasts", "source")

    def __init__(self, source: str, notation: Notation, firsts: Iterable[str] = (), lasts: Iterable[str] = ()) -> None:
        """Take the entry as the rule file has it, and what its lines begin with, or end with if that is open."""
        self.source, self.firsts, self.lasts, self._notation = source, firsts, lasts, notation
        self._entry: Entry | None = None

    @property
    def entry(self) -> Entry:
        """The entry, read."""
        if self._entry is None:
            self._entry = self._notation.entry(self.source)
        return self._entry


class Notation:
    """The notation, with the word classes that it may name; a piece that comes again is read once."""

    __slots__ = ("_classes", "_elements")

    def __init__(self, classes: Classes) -> None:
        """Take the classes."""
        self._classes = classes
        self._elements: dict[tuple[str, str], Element] = {}

    def proven(self, source: str) -> Entry | Unread:
        """Return an entry that is known to be one, unread if it begins with a plain word."""
        first = _PLAIN_FIRST.match(source)
        return Unread(source, self, [first[0]]) if first else self.entry(source)

    def entry(self, source: str) -> Entry:
        """Return the elements of an entry; raise ValueError, saying what is wrong, if it is none."""
        elements: list[Element] = []
        at, written = 0, source
        source = _OPEN_END.sub("", source.strip())
        while at < len(source):
            piece = _PIECE.match(source, at)
            if not piece:
                raise ValueError(f"“{source}”: the brackets do not pair up at “{source[at:]}”")
            elements.append(self._element(piece["group"] or piece["one"], piece["times"]))
            at = piece.end()
        if not (_firsts(elements) or _lasts(elements)):
            raise ValueError(f"“{source}” neither begins nor ends with a word that it names")
        needed = tuple(e.firsts for e in elements if e.firsts and e.times != "?")
        needed_texts = tuple(sorted(filter(None, map(_texts, needed)), key=len))
        return Entry(written, tuple(elements), needed, needed_texts, _seconds(elements))

    def _element(self, source: str, times: str) -> Element:
        known = self._elements.get((source, times))
        if not known:
            known = self._elements[source, times] = self._read(source, times)
        return known

    def _read(self, source: str, times: str) -> Element:
        phrases: set[Phrase] = set()
        special: set[str] = set()
        for choice in source.split("|") if source != "|" else [":"]:
            stripped = choice.strip()
            if stripped in _SPECIAL:
                special.add(stripped)
            elif stripped.startswith("<"):
                phrases |= self._class(stripped[1:].removesuffix(">"))
            elif phrase := _phrase(stripped):
                phrases.add(phrase)
            else:
                raise ValueError(f"“{choice}” is no word: write word, a|b, (a b|c), <class>, <word>, <Name>, # or *")
        by_first: dict[str, tuple[Phrase, ...]] = {}
        for phrase in phrases:
            by_first[phrase[0]] = (*by_first.get(phrase[0], ()), phrase)
        firsts = frozenset(special.union(map(_key, by_first)) if special <= _KEYED else ())
        return Element(by_first, frozenset(special), times, firsts)

    def _class(self, name: str) -> frozenset[Phrase]:
        if name not in self._classes:
            known = ", ".join(sorted(self._classes)) or "none"
            raise ValueError(f"there is no word class “{name}”; known classes: {known}")
        return _phrases(tuple(self._classes[name]))


def is_word_by_word(entry: Entry) -> bool:
    """Whether an entry names all that may stand in its lines."""
    return all(element.special <= _KEYED for element in entry.elements)


def _phrase(text: str) -> Phrase:
    words = text.split()
    if all(word.isascii() and word.isalpha() and word.islower() for word in words):  # most are, and need no look inside
        return tuple(words)
    return tuple(map(_folded, _TOKEN.findall(text)))


def _texts(words: frozenset[str]) -> frozenset[str]:
    """Return the texts one of which stands in a plain line that has one of these words; none if that is open."""
    marks = [mark for mark, parting in _PARTING.items() if parting in words]
    letters = words.difference(_PARTING.values())
    return letters.union(marks) if all(map(str.isalpha, letters)) else frozenset()


@functools.lru_cache(maxsize=64)
def _phrases(words: tuple[str, ...]) -> frozenset[Phrase]:
    return frozenset(map(_phrase, words))


def _firsts(elements: Iterable[Element]) -> set[str]:
    """Return what the lines of an entry are looked up by, by their first word; empty if that is open."""
    found = _beginnings(elements)
    return set() if "" in found else found


def _seconds(elements: Sequence[Element]) -> dict[str, frozenset[str]]:
    """Return by their first words what the second words of their lines are looked up by, if that is not open."""
    found = defaultdict[str, set[str]](set)
    are_open = set[str]()
    for number, element in enumerate(elements):
        if not element.firsts:
            return {}
        behind = _beginnings(elements[number + 1 :])
        if behind and element.times == "+":
            behind |= element.firsts
        alone = set[str](element.special)
        for first, *rest in itertools.chain.from_iterable(element.phrases.values()):
            if rest:
                found[_key(first)].add(_key(rest[0]))
            else:
                alone.add(_key(first))
        for first in alone:
            found[first] |= behind
        if not behind:
            are_open |= alone
        if element.times != "?":
            break
    return {first: frozenset(seconds) for first, seconds in found.items() if first not in are_open}


def _beginnings(elements: Iterable[Element]) -> set[str]:
    """Return what may stand where they begin, with the empty text if that may be nothing; empty if it is open."""
    found: set[str] = set()
    for element in elements:
        if not element.firsts:
            return set()
        found |= element.firsts
        if element.times != "?":
            return found
    return {*found, ""}


def _lasts(elements: Sequence[Element]) -> set[str]:
    """Return what they are looked up by, by their last word; empty if that is open."""
    found: set[str] = set()
    for element in reversed(elements):
        lasts = element.lasts()
        if not lasts:
            return set()
        found |= lasts
        if element.times != "?":
            return found
    return set()
