"""The check made of wordings: where they stand, and what each place becomes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.inflection import form_of, inflected
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import spoken, words_and_pairs
from newslint.wording.expression import compiled, reach
from newslint.wording.needs import Needs, needs, told_by, told_content, told_restored
from newslint.wording.notation import tokens, with_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from newslint.document import Document
    from newslint.pattern import Classes
    from newslint.spoken import Gram, Spoken
    from newslint.wording.expression import Match, Pattern

_WANTED = re.compile(r"\{(\w+)\}")
_WORDS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?][”\")’]?\s|\n")
_NEXT, _PARTED = ";", "|"
"""What parts, in what is kept, one wording from the next, and what each needs: one long text is read in no time."""
_REACH = 160
"""Characters on either side of the telling word that a wording may take at the most."""
_ARTICLE = re.compile(r"\b([Aa]n?)([ \u00a0])\Z")
_VOWEL = re.compile(r"[aio]|e(?!u)|u(?!n[ai]|s|t)|hour|honou?r|heir", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """A wording: what it finds, what is wanted instead, and what its sentence must and must not have."""

    found: str
    wanted: str
    near: frozenset[str]
    """One of these words must stand in the same sentence, if there are any."""
    far: frozenset[str]
    """None of these may."""
    classes: Classes
    ignore_case: bool
    known: Sequence[str] | None = field(default=None, compare=False, repr=False)
    """The content of its `needs`, if they were worked out before."""

    @classmethod
    def of(
        cls, found: str, wanted: str, classes: Classes, *, ignore_case: bool, known: Sequence[str] | None = None
    ) -> Wording:
        """Take a wording as it is written in a rule file."""
        place, _, far = found.partition(" !~ ")
        place, _, near = place.partition(" ~ ")
        must, never = (frozenset(_WORDS.findall(text.lower())) for text in (near, far))
        return cls(place, wanted, must, never, classes, ignore_case, known)

    @cached_property
    def needs(self) -> Needs:
        """What an article needs for the wording to stand in it."""
        return Needs.restored(self.known) if self.known else needs(self.found, self.near, self.classes)

    @property
    def told_by(self) -> AbstractSet[Gram]:
        """Words and neighbours one of which an article must have, the rarest that can be told."""
        return told_by(self.known) if self.known else self.needs.grams[0]

    @cached_property
    def expression(self) -> Pattern:
        """What finds it, made at first use: an article needs few of all wordings."""
        return compiled(self.found, self.classes, ignore_case=self.ignore_case)

    @cached_property
    def reach(self) -> int:
        """How many characters on either side of the telling word it may take; one more is looked at."""
        return min(_REACH, reach(self.found, self.classes) + 1)

    def check(self) -> None:
        """Raise ValueError for what is no wording, an unknown class, a want that is not found, and no telling word."""
        tokens(self.found)
        try:
            taken = self.expression.groupindex
        except ValueError as error:
            msg = f"“{self.found}”: {error}"
            raise ValueError(msg) from error
        if not self.needs.words:
            msg = f"“{self.found}” has no word of its own"
            raise ValueError(msg)
        for slot in _WANTED.findall(self.wanted):
            if (f"s{slot}" if slot.isdecimal() else "v0") not in taken:
                msg = f"“{self.found}” takes nothing for {{{slot}}}"
                raise ValueError(msg)

    def is_meant(self, doc: Document, span: Span) -> bool:
        """Whether the rest of the sentence speaks for the wording."""
        if not self.near and not self.far:
            return True
        before = _SENTENCE_END.split(doc.text[max(0, span.start - _REACH) : span.start])[-1]
        after = _SENTENCE_END.split(doc.text[span.end : span.end + _REACH], 1)[0]
        words = set(_WORDS.findall(f"{before} {after}".lower()))
        return self.far.isdisjoint(words) and not (self.near and self.near.isdisjoint(words))

    def filled(self, match: Match, before: str) -> str:
        """Return what is wanted at a place, its slots filled and its verbs inflected."""
        verbs = [token["verb"][1:-1] for token, is_beside in with_place(self.found) if token["verb"] and not is_beside]
        numbers = itertools.count()

        def fill(slot: re.Match[str]) -> str:
            if slot[1].isdecimal():
                return match[f"s{slot[1]}"] or ""
            number = min(next(numbers), len(verbs) - 1)
            found = match[f"v{number}"]
            before_it = before + match.string[match.start("span") : match.start(f"v{number}")]
            return inflected(slot[1], form_of(found, verbs[number], before_it), found.lower(), before_it[-40:])

        return _WANTED.sub(fill, self.wanted)


class _Unread(Sequence[Wording]):
    """Wordings that are read when they are asked for, given what each needs: an article asks for few of thousands."""

    def __init__(self, pairs: Mapping[str, str], make: Callable[..., Wording], known: str) -> None:
        self._pairs, self._make, self._known = pairs, make, known
        self._read: dict[int, Wording] = {}

    def __len__(self) -> int:
        return len(self._pairs)

    def __getitem__(self, number: Any) -> Any:  # noqa: ANN401 - a number, as of any sequence
        if number not in self._read:
            pair, known = self._sources[number]
            self._read[number] = self._make(*pair, known=known.split(_PARTED))
        return self._read[number]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment] # nor has a list one

    @cached_property
    def _sources(self) -> Sequence[tuple[tuple[str, str], str]]:
        return list(zip(self._pairs.items(), self._known.split(_NEXT), strict=True))


@dataclass(frozen=True)
class Wordings:
    """A check made of wordings."""

    wordings: Sequence[Wording]
    ignore_case: bool = False
    title: str = ""
    safety: Safety = Safety.SAFE
    confidence: float = 1.0
    outside_quotations: bool = False
    told: Mapping[Gram, Sequence[int]] | None = field(default=None, compare=False, repr=False)
    """The numbers of the wordings by what tells that an article may have them, if that was worked out before."""

    @classmethod
    def of(  # noqa: PLR0913 - what a rule file may say, each by its name
        cls,
        pairs: Mapping[str, str],
        classes: Classes,
        *,
        ignore_case: bool = False,
        title: str = "",
        safety: Safety = Safety.SAFE,
        confidence: float = 1.0,
        outside_quotations: bool = False,
        known: Sequence[Any] | None = None,
    ) -> Wordings:
        """Return the check for what is found, with what is wanted for it; `known` is its own `content`."""
        make = partial(Wording.of, classes=classes, ignore_case=ignore_case)
        wordings = _Unread(pairs, make, known[0]) if known else tuple(make(*pair) for pair in pairs.items())
        told = told_restored(*known[1:]) if known else None
        return cls(wordings, ignore_case, title, safety, confidence, outside_quotations, told)

    def content(self) -> list[Any]:
        """Return what takes long to work out of the wordings, as plain data: what each needs, and what tells it."""
        needed = (_PARTED.join(wording.needs.content()) for wording in self.wordings)
        return [_NEXT.join(needed), *told_content(self._by_gram)]

    def check(self) -> None:
        """Raise ValueError for the first wording that cannot be looked for; see `Wording.check`."""
        for wording in self.wordings:
            wording.check()

    @property
    def grams(self) -> AbstractSet[Gram]:
        """Words and neighbours one of which an article must have for anything to be found."""
        return self._by_gram.keys()

    @cached_property
    def _by_gram(self) -> Mapping[Gram, Sequence[int]]:
        """The numbers of the wordings by what tells that an article may have them."""
        if self.told is not None:
            return self.told
        found: dict[Gram, list[int]] = {}
        for number, wording in enumerate(self.wordings):
            for gram in wording.told_by:
                found.setdefault(gram, []).append(number)
        return found

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield the places in the order of the text, of overlapping ones the longest first."""
        return self.among(doc, doc.view(spoken)[0].among(*words_and_pairs(self.grams)))

    def among(self, doc: Document, grams: AbstractSet[Gram]) -> Iterator[Hit]:
        """Yield the same, told which of an article's words and neighbours are those of some rule."""
        hits: dict[Span, Hit] = {}
        for wording, match in self._matches(doc.view(spoken)[0], doc.text, grams):
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

    def _matches(self, article: Spoken, text: str, grams: AbstractSet[Gram]) -> Iterator[tuple[Wording, Match]]:
        """Yield what the wordings match that the article may have, around the places of the words that tell them."""
        numbers = {number for gram in self._by_gram.keys() & grams for number in self._by_gram[gram]}
        for wording in (self.wordings[number] for number in sorted(numbers)):
            if wording.needs.are_in(article):
                reach = wording.reach
                for at in article.starts_of(wording.needs.words):
                    for match in wording.expression.finditer(text, max(0, at - reach), at + reach):
                        yield wording, match

    def _hit(self, doc: Document, match: Match, wording: Wording) -> Hit:
        span = Span(*match.span("span"))
        found = span.of(doc.text)
        wanted = wording.filled(match, doc.text[max(0, span.start - _REACH) : span.start])
        if self.ignore_case and wanted and found[0].isupper():
            wanted = f"{wanted[0].upper()}{wanted[1:]}"
        edit = Edit.replacing(span, found, wanted) if wanted else Edit.deleting(doc.text, span)
        edits = (*_article(doc.text, span.start, wanted), edit) if wanted else (edit,)
        says = {"wanted": wanted}
        title = self.title.format_map(says) or (f"write “{wanted}”" if wanted else "delete it")
        return Hit(span, Fix(title, edits, self.safety), says, self.confidence)


def _article(text: str, at: int, wanted: str) -> Iterator[Edit]:
    """Yield the change of “a” or “an” before the place, if what is wanted begins with another sound."""
    article = _ARTICLE.search(text, max(0, at - 4), at)
    if article and (len(article[1]) == len("an")) != (is_vowel := bool(_VOWEL.match(wanted))):
        span = Span(article.start(1), article.end(1))
        yield Edit.replacing(span, article[1], article[1][0] + ("n" if is_vowel else ""))
