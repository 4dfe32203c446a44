"""Document: an article as it stands, with lazy views over it."""

from __future__ import annotations

import bisect
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from newslint import quotation, segment
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from newslint.origin import Change, Origin

T = TypeVar("T")

LONGEST_TOKEN = 80
"""Characters; what is longer is no word, and would make work that grows with its length."""

_LONG_CODES = {"eng": "en", "english": "en"}
_FEW = 16
"""So many words are quicker searched for one by one than by a look at each word of the text."""


@dataclass(frozen=True)
class Document:
    """An article. `text` is never changed; each view is made of spans over it, on first use.

    `id` names the article in reports, `language` is a tag such as `en` or `pt-BR`, and `meta` carries what is known
    besides the text (`title`, `url`, `outlet`, `byline`, `date`); a check may use what is there and must work without.
    """

    text: str
    id: str = ""
    language: str = "en"
    meta: Mapping[str, Any] = field(default_factory=dict)
    inline_borders: frozenset[int] = frozenset()
    """Code points at which an inline tag of the source began or ended; empty in plain text."""
    soft_breaks: frozenset[int] = frozenset()
    """Code points at which a line ended only because it was full, and `text` has a space; see `wrapping`."""
    house_words: frozenset[str] = frozenset()
    """Words that the house accepts, as it gave them; a check may take one for a word that it knows."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
    """Where the text stands in a source that holds more than the text; None if the text is all there is."""
    file: str = field(default="", compare=False)
    """The file or stream that holds the article. Empty: it is the one that `id` names.

    An article of a data set has a name of its own, which tells nobody where to look; what points to files needs this
    and `record`. Like `origin` both say where an article stands and not what it is, so that they do not count when two
    are compared. They are no part of `meta`, which is what the article tells of itself and rules may use.
    """
    record: int = field(default=0, compare=False)
    """The line of `file` on which the article's record begins (where there are no lines its row), counted from 1.

    0 if the file holds this article alone, and lines of `source` are lines of the file.
    """
    remark: str = field(default="", compare=False)
    """What whoever reads the report should know of how the article was read; such as that its encoding is a guess."""

    @property
    def source(self) -> str:
        """What the text was read from: the text itself, or the HTML or Markdown that holds it."""
        return self.text if self.origin is None else self.origin.source

    def place(self, span: Span) -> Span:
        """Return where in `source` a part of the text stands."""
        return span if self.origin is None else self.origin.place(span)

    def takes(self, changes: Iterable[Change]) -> bool:
        """Whether changes of the text can be made where it came from."""
        return self.origin is None or self.origin.takes(changes)

    def changed(self, text: str, changes: Iterable[Change]) -> Document:
        """Return the document after changes that it takes; they are all the difference between its text and `text`."""
        if self.origin is None:
            return replace(self, text=text)
        return replace(self.origin.changed(changes), file=self.file, record=self.record, remark=self.remark)

    def view(self, make: Callable[[Document], Iterable[T]]) -> tuple[T, ...]:
        """Return what `make` yields for this article; it is asked once, however many rules need it."""
        if make not in self._views:
            self._views[make] = tuple(make(self))
        found: tuple[T, ...] = self._views[make]
        return found

    @cached_property
    def _views(self) -> dict[Callable[[Document], Iterable[Any]], tuple[Any, ...]]:
        return {}

    @cached_property
    def language_code(self) -> str:
        """The language without its region, in lower case: `en` for `en-GB`, `en_US` and `EN`."""
        code = self.language.strip().lower().replace("_", "-").split("-")[0]
        return _LONG_CODES.get(code, code)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines that are not blank, without the white space around them."""
        return tuple(segment.paragraphs(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of each paragraph."""
        return tuple(segment.sentences(self.text, self.paragraphs))

    @cached_property
    def turns(self) -> tuple[segment.Turn, ...]:
        """The paragraphs that open with a speaker's label."""
        return tuple(segment.turns(self.text, self.paragraphs))

    @cached_property
    def quotation_marks(self) -> tuple[quotation.Mark, ...]:
        """The double quotation marks, with what each does in its place."""
        return tuple(quotation.marks(self.text, self.paragraphs))

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The quotations, marks included."""
        return tuple(quotation.quotations(self.quotation_marks, self.paragraphs))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """The distinct words (runs of letters, case kept) and how often each occurs."""
        return Counter(self.letters_alone.split())

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct words alone: sets meet faster than what is counted."""
        return frozenset(self.vocabulary)

    @cached_property
    def words_alone(self) -> str:
        """The text with a blank for all that is no letter and no figure, each character in its place."""
        return segment.words_alone(self.text, self.characters)

    @cached_property
    def letters_alone(self) -> str:
        """The text with a blank for all that is no letter, each character in its place."""
        return segment.letters_alone(self.text, self.characters)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The distinct characters: a check that needs one of some asks for them first."""
        return segment.characters(self.text)

    def occurrences(self, words: AbstractSet[str]) -> Iterator[tuple[str, Span]]:
        """Yield each place where one of `words` stands as a whole word, in the order of the text."""
        present = self.words & words
        if len(present) <= _FEW:
            found = ((span, word) for word in present for span in self._whole(word))
            yield from ((word, span) for span, word in sorted(found))
            return
        end = 0
        for word in filter(present.__contains__, self.letters_alone.split()):
            start = self._parted.find(f" {word} ", end)  # the next of those that are present, and so not far
            end = start + len(word)
            yield word, Span(start, end)

    def _whole(self, word: str) -> Iterator[Span]:
        """Yield the places of a word that no other letter touches."""
        wanted = f" {word} "
        at = self._parted.find(wanted)
        while at >= 0:
            yield Span(at, at + len(word))
            at = self._parted.find(wanted, at + len(word) + 1)

    @cached_property
    def _parted(self) -> str:
        """The letters with a blank before and behind the whole, too."""
        return f" {self.letters_alone} "

    def paragraph_at(self, at: int) -> int:
        """Return the number of the last paragraph that begins no later than at `at`; -1 if none does."""
        return bisect.bisect_right(self.paragraphs, at, key=lambda paragraph: paragraph.start) - 1

    def token_around(self, span: Span) -> Span:
        """Return the span widened to the white space on both sides, at most by `LONGEST_TOKEN` on each."""
        start, end = span
        while start > max(0, span.start - LONGEST_TOKEN) and not self.text[start - 1].isspace():
            start -= 1
        while end < min(len(self.text), span.end + LONGEST_TOKEN) and not self.text[end].isspace():
            end += 1
        return Span(start, end)

    def touches_quotation(self, span: Span) -> bool:
        """Whether any of `span` lies inside a quotation, its marks included."""
        at = bisect.bisect_left(self.quotations, max(span.end, span.start + 1), key=lambda quoted: quoted.start) - 1
        return at >= 0 and self.quotations[at].end > span.start

    def in_quotation(self, span: Span) -> bool:
        """Whether the whole of `span` lies inside a quotation."""
        at = bisect.bisect_right(self.quotations, span.start, key=lambda quoted: quoted.start) - 1
        return at >= 0 and self.quotations[at].contains(span)
