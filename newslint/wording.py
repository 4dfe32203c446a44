"""Wordings and what should stand there instead, with slots: `{assist} to the (funeral|match)` = `{attend} the {1}`.

In what is found a blank is any blank, `{verb}` any form of a verb, `(a|b)` one of these, `(a )?` what may be absent (so
does `s?`), `<word>` a word, `<Name>` one with a capital, `<number>` a figure, `<class>` a word of a class, `…` up to 40
characters of the same sentence. `[…]` at the beginning or the end must stand beside the place and is no part of it,
`[!…]` must not. Behind ` ~ ` stand words of which the sentence must have one, behind ` !~ ` those it must not have.

In what is wanted `{1}` is what the first choice, class or gap took, `{attend}` has the form in which the verb was
found. An article “a” or “an” before the place follows suit.

A wording is tried only at places of its most telling word, so thousands of them cost next to nothing.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newslint import literals
from newslint.finding import Edit, Fix, Safety
from newslint.inflection import form_of, inflected
from newslint.pattern import Classes, Expression, compile_pattern
from newslint.rule import Hit
from newslint.span import Span
from newslint.verbs import all_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import regex

    from newslint.document import Document

_TOKEN = re.compile(
    r"(?P<verb>\{[a-z]+\})|(?P<slot>\((?P<choices>[^()]*)\)(?P<optional>\?)?)|(?P<kind><\w+>)|(?P<gap>…)"
    r"|(?P<context>\[!|[\[\]])|(?P<blank> )|(?P<mark>['’])|(?P<text>[^{}()<>…\[\] '’]+)"
)
_BRACKETS = re.compile(r"(?:\[[^\[\]]*\])?[^\[\]]+(?:\[[^\[\]]*\])?")
_WANTED = re.compile(r"\{(\w+)\}")
_WORDS = re.compile(r"[^\W_]+")
_CHOICE_KIND = re.compile(r"<\w+>")
_WITH_OPTIONAL = re.compile(r"(?:[^\W_]\??)+")
_OPTIONAL = re.compile(r"(.)\?")
_PLAIN_WORDS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_PLAIN = re.compile(r"[^\W_]+")
_MOST_PAIRS = 400
_SENTENCE_END = re.compile(r"[.!?][”\")’]?\s|\n")
_BLANK = r"[ \u00a0]{1,2}+"
_KINDS = {
    "<word>": r"[^\W\d_]{1,40}+(?:[’'-][^\W_]{1,40}+){0,4}+",
    "<Name>": r"(?-i:\p{Lu})[^\W_]{0,40}+(?:[’'-][^\W_]{1,40}+){0,4}+",
    "<number>": r"\d{1,12}+(?:[.,]\d{1,6}+){0,3}+",
}
_MARKS = {"?": "?", " ": _BLANK, "'": "[’']", "’": "[’']"}
_PIECES = re.compile(r"<\w+>|.")
_GAP = r"[^.!?\n]{0,40}?"
_REACH = 160
"""Characters on either side of the telling word that a wording may take."""
_ARTICLE = re.compile(r"\b([Aa]n?)([ \u00a0])\Z")
_VOWEL = re.compile(r"[aio]|e(?!u)|u(?!n[ai]|s|t)|hour|honou?r|heir", re.IGNORECASE)
_TELLS_LITTLE = frozenset({
    "", "a", "about", "after", "against", "all", "also", "an", "and", "are", "as", "at", "be", "been", "before",
    "being", "between", "but", "by", "day", "days", "during", "first", "for", "from", "had", "has", "have",
    "having", "he", "her", "his", "in", "into", "is", "it", "its", "more", "new", "no", "not", "of", "off", "on",
    "one", "or", "other", "out", "over", "people", "said", "say", "saying", "says", "she", "so", "some", "than",
    "that", "the", "their", "them", "then", "there", "they", "this", "to", "under", "until", "up", "was", "we",
    "were", "what", "when", "where", "which", "while", "who", "will", "with", "would", "year", "years",
})  # fmt: skip


class _Wording(NamedTuple):
    """A wording, not yet an expression: most are never looked for."""

    found: str
    wanted: str
    near: frozenset[str]
    """One of these words must stand in the same sentence, if there are any."""
    far: frozenset[str]
    """None of these may."""

    def is_meant(self, doc: Document, span: Span) -> bool:
        """Whether the rest of the sentence speaks for the wording."""
        if not self.near and not self.far:
            return True
        before = _SENTENCE_END.split(doc.text[max(0, span.start - _REACH) : span.start])[-1]
        after = _SENTENCE_END.split(doc.text[span.end : span.end + _REACH], 1)[0]
        words = set(_WORDS.findall(f"{before} {after}".lower()))
        return self.far.isdisjoint(words) and not (self.near and self.near.isdisjoint(words))


def _wording(found: str, wanted: str) -> _Wording:
    place, _, far = found.partition(" !~ ")
    place, _, near = place.partition(" ~ ")
    return _Wording(place, wanted, *(frozenset(_WORDS.findall(words.lower())) for words in (near, far)))


@dataclass(frozen=True, slots=True)
class Wordings:
    """A check made of wordings."""

    by_word: Mapping[str, Sequence[_Wording]]
    """The wordings by the words one of which stands in each place."""
    classes: Classes
    ignore_case: bool = False
    title: str = ""
    safety: Safety = Safety.SAFE
    confidence: float = 1.0
    outside_quotations: bool = False
    _expressions: dict[str, Expression] = field(default_factory=dict, compare=False, repr=False)
    """Of the wordings that were looked for so far."""

    @classmethod
    def of(
        cls,
        pairs: Mapping[str, str],
        classes: Classes,
        told: Mapping[str, Sequence[str]] | None = None,
        **options: bool | str | float | Safety,
    ) -> Wordings:
        """Return the check for wordings and what is wanted; raise ValueError for one that no word tells.

        `told` is what `telling_words` says of each, if it was asked before.
        """
        by_word: dict[str, list[_Wording]] = {}
        for found, wanted in pairs.items():
            wording = _wording(found, wanted)
            for word in told[found] if told else telling_words(found):
                by_word.setdefault(word, []).append(wording)
        return cls(by_word, classes, **options)  # type: ignore[arg-type]

    def check(self) -> None:
        """Raise ValueError for a wording with an unknown word class, or one that wants what it does not find."""
        for wording in {wording for wordings in self.by_word.values() for wording in wordings}:
            try:
                expression = self._expression(wording.found)
                expression.check()
                taken = expression.compiled.groupindex
            except ValueError as error:
                msg = f"“{wording.found}”: {error}"
                raise ValueError(msg) from error
            for slot in _WANTED.findall(wording.wanted):
                if (f"s{slot}" if slot.isdecimal() else "v0") not in taken:
                    msg = f"“{wording.found}” takes nothing for {{{slot}}}"
                    raise ValueError(msg)

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield the places in the order of the text, of overlapping ones the longest first."""
        hits: dict[Span, Hit] = {}
        for wording, match in self._matches(doc):
            hit = self._hit(doc, match, wording)
            if hit.says["wanted"] == hit.span.of(doc.text):
                continue
            if self.outside_quotations and doc.in_quotation(hit.span):
                continue
            if wording.is_meant(doc, hit.span) and (wording.near or hit.span not in hits):
                hits[hit.span] = hit
        end = 0
        for span in sorted(hits, key=lambda span: (span.start, -span.end)):
            if span.start >= end:
                end = span.end
                yield hits[span]

    def _matches(self, doc: Document) -> Iterator[tuple[_Wording, regex.Match[str]]]:
        """Yield what the wordings match that the article may have, around the places of the words that tell them."""
        spoken = doc.view(_spoken)[0]
        for word in self.by_word.keys() & spoken.words:
            for wording in self.by_word[word]:
                if not _needed(wording.found).are_in(spoken):
                    continue
                expression = self._expression(wording.found)
                for at in spoken.starts(word):
                    start, end = max(0, at - _REACH), at + _REACH
                    if literals.may_match(doc, expression.needed, start, end):
                        for match in expression.proven.finditer(doc.text, start, end):
                            yield wording, match

    def _expression(self, found: str) -> Expression:
        if found not in self._expressions:
            self._expressions[found] = Expression.of(_source_of(found, ignore_case=self.ignore_case), self.classes)
        return self._expressions[found]

    def _hit(self, doc: Document, match: regex.Match[str], wording: _Wording) -> Hit:
        span = Span(*match.span("span"))
        found = span.of(doc.text)
        wanted = _filled(wording, match, doc.text[max(0, span.start - _REACH) : span.start])
        if self.ignore_case and wanted and found[0].isupper():
            wanted = f"{wanted[0].upper()}{wanted[1:]}"
        edit = Edit.replacing(span, found, wanted) if wanted else Edit.deleting(doc.text, span)
        edits = (*_article(doc.text, span.start, wanted), edit) if wanted else (edit,)
        says = {"wanted": wanted}
        title = self.title.format_map(says) or (f"write “{wanted}”" if wanted else "delete it")
        return Hit(span, Fix(title, edits, self.safety), says, self.confidence)


class _Spoken(NamedTuple):
    """The words of an article, in lower case."""

    words: AbstractSet[str]
    pairs: AbstractSet[str]
    """Those that stand side by side, whatever parts them."""
    places: Mapping[str, Sequence[int]] | None
    """Where each stands; None where that is looked up in `text`."""
    text: str

    def starts(self, word: str) -> Sequence[int]:
        """Return the places where a word begins that no other letter or digit touches."""
        if self.places is not None:
            return self.places[word]
        text, at, found = self.text, self.text.find(word), []
        while at >= 0:
            end = at + len(word)
            if not (text[end : end + 1].isalnum() or (at and text[at - 1].isalnum())):
                found.append(at)
            at = text.find(word, end)
        return found


def _spoken(doc: Document) -> Iterator[_Spoken]:
    """Yield the words of an article, for `Document.view`."""
    places: dict[str, list[int]] | None = None
    lowered = doc.view(literals.read)
    if lowered:
        text, words = lowered[0], _WORDS.findall(lowered[0])
    else:  # in lower case its places are others
        found = [(match[0].lower(), match.start()) for match in _WORDS.finditer(doc.text)]
        text, words, places = doc.text, [word for word, _ in found], {}
        for word, at in found:
            places.setdefault(word, []).append(at)
    pairs = set(map(" ".join, itertools.pairwise(words)))
    yield _Spoken(set(words), pairs, places, text)


def _filled(wording: _Wording, match: regex.Match[str], before: str) -> str:
    """Return what is wanted at a place, its slots filled and its verbs inflected."""
    verbs = [token["verb"][1:-1] for token, is_beside in _read(wording.found) if token["verb"] and not is_beside]
    numbers = itertools.count()

    def fill(slot: re.Match[str]) -> str:
        if slot[1].isdecimal():
            return match[f"s{slot[1]}"] or ""
        number = min(next(numbers), len(verbs) - 1)
        found = match[f"v{number}"]
        before_it = before + match.string[match.start("span") : match.start(f"v{number}")]
        return inflected(slot[1], form_of(found, verbs[number], before_it), found.lower(), before_it[-40:])

    return _WANTED.sub(fill, wording.wanted)


def _article(text: str, at: int, wanted: str) -> Iterator[Edit]:
    """Yield the change of “a” or “an” before the place, if what is wanted begins with another sound."""
    article = _ARTICLE.search(text, max(0, at - 4), at)
    if article and (len(article[1]) == len("an")) != (is_vowel := bool(_VOWEL.match(wanted))):
        span = Span(article.start(1), article.end(1))
        yield Edit.replacing(span, article[1], article[1][0] + ("n" if is_vowel else ""))


def _read(found: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield each token, and whether it stands beside the place, in square brackets."""
    is_beside = False
    for token in _tokens(found):
        is_beside = token["context"] != "]" if token["context"] else is_beside
        yield token, is_beside


@functools.cache
def _tokens(found: str) -> tuple[re.Match[str], ...]:
    tokens = tuple(_TOKEN.finditer(found))
    if sum(len(token[0]) for token in tokens) != len(found) or not _BRACKETS.fullmatch(found):
        msg = f"“{found}” is no wording: see newslint/wording.py for what brackets and braces mean"
        raise ValueError(msg)
    return tokens


def telling_words(found: str) -> list[str]:
    """Return words one of which stands at each place of a wording; raise ValueError if there are none."""
    place = _wording(found, "").found
    plain = _plain_telling_word(place)
    return [plain] if plain else _telling_words(place)


def _plain_telling_word(found: str) -> str:
    """Return the same of a wording that is but words, as half of them are; empty if there is none."""
    plain = max(found.lower().split(" "), key=_tells) if _PLAIN_WORDS.fullmatch(found) else ""
    return plain if _tells(plain) else ""


def _telling_words(found: str) -> list[str]:
    """Return words one of which stands at each place of a wording: those that tell most."""
    choices = []
    tokens = list(_read(found))
    for number, (token, is_beside) in enumerate(tokens):
        if is_beside:
            continue
        if token["verb"]:
            choices.append(list(all_forms(token["verb"][1:-1])))
        elif token["text"]:
            words = _WITH_OPTIONAL.findall(token["text"].lower())
            # What is glued to a choice is half a word: `text(s)?`.
            if number and _choices(tokens[number - 1][0], lambda choice: not choice.endswith(" ")):
                del words[:1]
            if number + 1 < len(tokens) and _choices(tokens[number + 1][0], lambda choice: not choice.startswith(" ")):
                del words[-1:]
            choices += [sorted({_OPTIONAL.sub(r"\1", word), _OPTIONAL.sub("", word)}) for word in words]
        elif token["slot"] and not token["optional"]:
            choices.append([_telling(text) for text in token["choices"].lower().split("|")])
    best = max(choices, key=lambda words: min(map(_tells, words)), default=[""])
    if not all(best):
        msg = f"“{found}” has no word of its own"
        raise ValueError(msg)
    return list(dict.fromkeys(best))


class _Needed(NamedTuple):
    """What an article must have for a wording to stand in it: quicker told than looked for."""

    words: tuple[frozenset[str], ...]
    """Of each of these sets one word."""
    pairs: tuple[frozenset[str], ...]
    """Of each of these sets one pair of neighbours."""

    def are_in(self, spoken: _Spoken) -> bool:
        """Whether an article with these words may have the wording."""
        if any(map(spoken.words.isdisjoint, self.words)):
            return False
        return not any(map(spoken.pairs.isdisjoint, self.pairs))


@functools.cache
def _needed(found: str) -> _Needed:
    """Return what is cheap to tell of a wording, from what stands between blanks and must stand there."""
    tokens = [None, *(token for token, is_beside in _read(found) if not is_beside), None]
    needed: list[frozenset[str]] = []
    pairs: list[frozenset[str]] = []
    last = frozenset[str]()
    """What may stand before the next word; empty if that is not known."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token is None or token["blank"]:
            continue
        begins = _is_blank(before, -1) or _has_blank(token, 0)
        ends = _is_blank(after, 0) or _has_blank(token, -1)
        inside = _words_in_row(token)
        if token["optional"]:
            last = last and last | inside[-1] if inside and begins and ends else frozenset()
            continue
        for number, words in enumerate(inside):
            is_whole = bool(words) and (begins or number > 0) and (ends or number + 1 < len(inside))
            if is_whole:
                needed.append(words)
                if last and len(last) * len(words) <= _MOST_PAIRS:
                    pairs.append(frozenset(f"{one} {other}" for one in last for other in words))
            last = words if is_whole else frozenset()
        if not inside:
            last = frozenset()
    return _Needed(tuple(needed), tuple(pairs))


def _is_blank(token: re.Match[str] | None, side: int) -> bool:
    """Whether a blank stands at a side of what is beside it, or nothing at all: then a word ends there."""
    return token is None or bool(token["blank"]) or _has_blank(token, side)


def _has_blank(token: re.Match[str], side: int) -> bool:
    """Whether all choices of a token have a blank at a side of them."""
    return _choices(token, lambda _: True) and all(choice[side] == " " for choice in token["choices"].split("|"))


def _words_in_row(token: re.Match[str]) -> list[frozenset[str]]:
    """Return for each word of a token what it may be, nothing if that is open; of long choices the first and the last.

    What stands between those, or is open, is an empty set.
    """
    if token["text"]:
        is_plain = _PLAIN.fullmatch(token["text"])
        return [frozenset({word}) for word in token["text"].lower().split()] if is_plain else []
    if token["verb"]:
        return [frozenset(all_forms(token["verb"][1:-1]))]
    choices = token["choices"].lower().split("|") if token["slot"] else []
    rows = [choice.split() for choice in choices]
    if not rows or not all(row and all(map(_PLAIN.fullmatch, row)) for row in rows):
        return []
    firsts, lasts = frozenset(row[0] for row in rows), frozenset(row[-1] for row in rows)
    return [firsts] if all(len(row) == 1 for row in rows) else [firsts, frozenset(), lasts]


def _choices(token: re.Match[str], is_so: Callable[[str], bool]) -> bool:
    """Whether a token is a choice, and `is_so` for one of its texts."""
    return bool(token["slot"]) and any(map(is_so, token["choices"].split("|")))


def _telling(text: str) -> str:
    """Return the most telling word of a choice."""
    words: list[str] = _WORDS.findall(_CHOICE_KIND.sub("", text).replace("?", ""))
    return max(words, key=_tells, default="")


def _tells(word: str) -> int:
    return 0 if word in _TELLS_LITTLE else len(word)


def expression_of(found: str, classes: Classes, *, ignore_case: bool = False) -> regex.Pattern[str]:
    """Return the expression for a wording; raise ValueError if there is none."""
    return compile_pattern(_source_of(found, ignore_case=ignore_case), classes)


def _source_of(found: str, *, ignore_case: bool) -> str:
    begin, end = ("(?i:", ")") if ignore_case else ("(?:", ")")
    pieces = [] if found.startswith("[") else ["(?P<span>"]
    verbs, slots = itertools.count(), itertools.count(1)
    for token, is_beside in _read(found):
        if token["verb"]:
            forms = "|".join(sorted(all_forms(token["verb"][1:-1]), reverse=True))
            name = "?:" if is_beside else f"?P<v{next(verbs)}>"
            pieces.append(rf"({name}{begin}(?>(?:{forms})(?![^\W_])){end})")
        elif token["context"]:
            pieces.append(_context(token, len(found)))
        elif token["text"] or token["mark"] or token["blank"]:
            pieces.append(f"{begin}{_literal(token[0])}{end}")
        else:
            name = "?:" if is_beside else f"?P<s{next(slots)}>"
            pieces.append(f"({name}{_slot(token, begin, end)}){token['optional'] or ''}")
    if not found.endswith("]"):
        pieces.append(")")
    return rf"(?:(?<![^\W_])|(?!\w)){''.join(pieces)}(?:(?![^\W_])|(?<=\W))"


def _slot(token: re.Match[str], begin: str, end: str) -> str:
    if token["gap"]:
        return _GAP
    if token["kind"]:
        return _KINDS.get(token["kind"]) or rf"{begin}\L{token['kind']}{end}(?![^\W_])"
    choices = sorted(token["choices"].split("|"), reverse=True)
    return f"{begin}(?>{'|'.join(map(_literal, choices))}){end}"


def _context(token: re.Match[str], length: int) -> str:
    """Return what a bracket becomes: the first pair opens the place behind it, the last one closes it before it."""
    mark, is_first = token["context"], token.start() == 0
    if mark == "]":
        is_last = token.end() == length
        return ")" if is_last else ")(?P<span>"
    look = ("(?<!" if is_first else "(?!") if mark == "[!" else "(?:"
    return look if is_first else f"){look}"


def _literal(text: str) -> str:
    return _PIECES.sub(lambda piece: _KINDS.get(piece[0]) or _MARKS.get(piece[0]) or re.escape(piece[0]), text)
