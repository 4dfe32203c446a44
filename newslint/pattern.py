"""The declarative kinds of rule (phrases, pairs, pattern, sequence), each turned into a check.

All four become one regular expression, so that a place, a fix and a limit mean the same for each:

- `phrases`: these words stand there.
- `pairs`: these words stand there, and others should.
- `pattern`: a regular expression; a group named `span` narrows the place down.
- `sequence`: word after word, each a word, alternatives (`in|of`), a word class (`<determiner>`), `<word>`, `<Name>`,
  or one of these with `?` if it may be absent.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from newslint import assistants, literals, markup
from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.linear import check_linear
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import NUMBER, spoken, words_and_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.document import Document
    from newslint.spoken import Gram

_PATIENCE = 5.0
_SLOWEST = 100_000
"""Characters a second: a pattern that is slower in one article, and takes longer than `_PATIENCE`, is given up."""

_FEW_PLACES = 12
_LONE_NUMBERS: frozenset[Gram] = frozenset({NUMBER, (NUMBER, NUMBER)})
"""Grams of which no place is known."""

Classes = dict[str, list[str]]

_CLASS_REFERENCE = re.compile(r"\\L<([^>]*)>")
_ELEMENT = re.compile(r"(?P<core><[^<>]+>|[^<>?]+)(?P<optional>\??)")
_GAP = r"[ \u00a0]{1,2}+"
_WORD = r"[^\W_]{1,40}+(?:[’'-][^\W_]{1,40}+){0,4}+"
_NAME = r"\p{Lu}[^\W_]{0,40}+(?:[’'-][^\W_]{1,40}+){0,4}+"


@dataclass(frozen=True)
class Expression:
    r"""A regular expression with its word lists; `\\L<name>` stands for any word of the list `name`."""

    source: str
    lists: Classes
    ignore_case: bool = False
    known: literals.Needed | None = field(default=None, compare=False, repr=False)
    """What each match needs, if that was worked out before."""

    @classmethod
    def of(
        cls, source: str, classes: Classes, *, ignore_case: bool = False, known: literals.Needed | None = None
    ) -> Expression:
        """Take a pattern and the word classes that it may name; raise ValueError if it names another."""
        lists = {}
        for name in _CLASS_REFERENCE.findall(source):
            if name not in classes:
                msg = f"there is no word class “{name}”; known classes: {', '.join(sorted(classes)) or 'none'}"
                raise ValueError(msg)
            lists[name] = classes[name]
        return cls(source, lists, ignore_case, known)

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """What finds the matches, made at first use: an article needs few of all patterns, and they take long to make.

        Raises regex.error if the expression is broken.
        """
        flags = regex.IGNORECASE if self.ignore_case else 0
        # One word of a class is tried at a place, the longest: so a class counts as one way to match.
        return re.compile_regex(_CLASS_REFERENCE.sub(r"(?>\g<0>)", self.source), flags, self.lists)

    @cached_property
    def proven(self) -> regex.Pattern[str]:
        """The same, proven at first use to take linear time; raises ValueError if it may take more."""
        check_linear(self.source)
        return self.compiled

    @cached_property
    def needed(self) -> literals.Needed:
        """What each match needs, as far as the expression itself tells."""
        return self.known or literals.needed(self.source, self.lists)

    @cached_property
    def _foreign(self) -> regex.Pattern[str] | None:
        """What finds a character that an article must have."""
        flags = regex.IGNORECASE if self.ignore_case else 0
        return re.compile_regex(self.needed.foreign, flags) if self.needed.foreign else None

    def matches(self, doc: Document, near: Iterable[int] | None = None) -> list[regex.Match[str]]:
        """Return the matches in an article, in order; raise TimeoutError if that takes far too long.

        They are looked for only where one can begin, near what each of them needs (and one of the places `near`, if
        that is known), and the text is searched as far as any that begins there may look.
        """
        if self._foreign and not self._foreign.search(doc.view(literals.characters)[0]):
            return []
        patience = _PATIENCE + len(doc.text) / _SLOWEST
        windows = literals.windows(doc, self.needed, near)
        if windows is None:
            # All at once: the clock of the time limit would count what is done with each match.
            return list(self.compiled.finditer(doc.text, timeout=patience))
        found: list[regex.Match[str]] = []
        latest = time.monotonic() + patience
        for start, last in windows:
            begin = max(start, found[-1].end()) if found else start
            found += self._beginning(doc.text, begin, last, patience)
            if time.monotonic() > latest:
                raise TimeoutError
        return found

    def _beginning(self, text: str, start: int, last: int, patience: float) -> list[regex.Match[str]]:
        """Return the matches that begin in a part of the text.

        Few places are tried one by one, as no others are then, and without a clock, which costs more than they do.
        """
        end = last + self.needed.reach + 1
        if last - start >= _FEW_PLACES:
            return [m for m in self.compiled.finditer(text, start, end, timeout=patience) if m.start() <= last]
        found = []
        while start <= last:
            match = self.compiled.match(text, start, end)
            start += 1
            if match:
                found.append(match)
                start = max(start, match.end())
        return found

    def check(self) -> None:
        """Raise ValueError if the expression is broken, matches the empty text or may take super-linear time."""
        try:
            check_linear(self.source)
            compiled = self.compiled
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            msg = f"the pattern does not compile: {error}"
            raise ValueError(msg) from error
        if compiled.fullmatch(""):
            msg = "the pattern matches the empty text: everything in it is optional"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class PatternCheck:
    """A check made of one regular expression and what should stand instead."""

    expression: Expression
    replacements: Mapping[str, str] = field(default_factory=dict)
    """For `pairs`: what each found text (lower-case) becomes; with a capital where it had one and case is ignored."""
    replace: str | None = None
    """For the other kinds: a template such as `{1} to {verb}`, filled from the groups of the match."""
    title: str = ""
    safety: Safety = Safety.SAFE
    confidence: float = 1.0
    outside_quotations: bool = False
    outside_code: bool = False
    outside_assistants: bool = False
    grams: AbstractSet[Gram] = field(default=frozenset(), compare=False, repr=False)
    """Words and neighbours one of which is in each match; empty: not known, or not worked out before."""

    @property
    def replaces(self) -> bool:
        """Whether the check offers fixes."""
        return self.replace is not None or bool(self.replacements)

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield the places in the order of the text; raise TimeoutError if that takes far too long."""
        return self.among(doc, doc.view(spoken)[0].among(*words_and_pairs(self.grams)))

    def among(self, doc: Document, grams: AbstractSet[Gram]) -> Iterator[Hit]:
        """Yield the same, told which of an article's words and neighbours are those of some rule."""
        present = self.grams & grams
        is_anywhere = not present or not _LONE_NUMBERS.isdisjoint(present)
        near = None if is_anywhere else doc.view(spoken)[0].near(present)
        for match in self.expression.matches(doc, near):
            span = Span(*match.span("span" if match.groupdict().get("span") is not None else 0))
            if self.outside_quotations and doc.in_quotation(span):
                continue
            if self.outside_code and markup.shows_code(doc, span):
                continue
            if self.outside_assistants and (doc.in_quotation(span) or doc.view(_is_about_assistants)[0]):
                continue
            found = span.of(doc.text)
            wanted = self._wanted(match, found)
            says = {name: text or "" for name, text in match.groupdict().items()}
            if wanted is None or wanted == found:
                yield Hit(span, says=says, confidence=self.confidence)
                continue
            says["wanted"] = wanted
            title = self.title.format_map(says) or (f"write “{wanted}”" if wanted else "delete it")
            edit = Edit.replacing(span, found, wanted) if wanted else Edit.deleting(doc.text, span)
            fix = Fix(title, (edit,), self.safety)
            yield Hit(span, fix, says, self.confidence)

    def _wanted(self, match: regex.Match[str], found: str) -> str | None:
        if self.replace is not None:
            return match.expandf(self.replace)
        wanted = self.replacements.get(pair_key(found)) if self.replacements else None
        opens_sentence = wanted and self.expression.ignore_case and found[0].isupper()
        return f"{wanted[0].upper()}{wanted[1:]}" if wanted and opens_sentence else wanted


def _is_about_assistants(doc: Document) -> list[bool]:
    return [assistants.is_subject(doc)]


def pair_key(found: str) -> str:
    """Return the form in which `pairs` look a found text up: lower-case, its words one blank apart."""
    return " ".join(found.lower().split())


def compile_pattern(source: str, classes: Classes, *, ignore_case: bool = False) -> regex.Pattern[str]:
    """Return the compiled expression; raise ValueError for what `Expression.of` and `Expression.check` refuse."""
    expression = Expression.of(source, classes, ignore_case=ignore_case)
    expression.check()
    return expression.compiled


def any_of(phrases: Iterable[str]) -> str:
    """Return the pattern for one of the phrases as whole words, longest first; a blank in them is any white space."""
    spaced = (_GAP.join(regex.escape(word) for word in phrase.split()) for phrase in phrases)
    alternatives = "|".join(sorted(spaced, key=lambda text: (-len(text), text)))
    return rf"(?<![^\W_])(?>(?:{alternatives})(?![^\W_]))"


def sequence_pattern(elements: Sequence[str]) -> str:
    """Return the pattern for words in a row, which are its groups 1, 2, ...; raise ValueError for a wrong element."""
    pieces = []
    for number, element in enumerate(elements, start=1):
        found = _ELEMENT.fullmatch(element)
        if not found or not all(word.strip() for word in found["core"].split("|")):
            msg = f"“{element}” is no element of a sequence: write word, a|b, <class>, <word> or <Name>, and ? behind"
            raise ValueError(msg)
        gap = _GAP if number > 1 else ""
        piece = f"{gap}({_element_pattern(found['core'])})"
        pieces.append(f"(?:{piece})?" if found["optional"] else piece)
    if elements and elements[0].endswith("?"):
        msg = "the first element of a sequence must not be optional"
        raise ValueError(msg)
    return r"(?<![^\W_])" + "".join(pieces) + r"(?![^\W_])"


def _element_pattern(element: str) -> str:
    named = {"<word>": _WORD, "<Name>": _NAME}
    if element in named:
        return named[element]
    if element.startswith("<"):
        return rf"\L{element}(?![^\W_])"
    return any_of(element.split("|"))
