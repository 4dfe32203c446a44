"""Rule: what a rule file says, with the check that finds the places and the cases that prove it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.document import Document
from newslint.finding import Safety
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    import regex

    from newslint.finding import Evidence, Fix, Severity
    from newslint.spoken import Gram

AS_IT_WAS_SAID = 0.6
"""The most that can be told of grammar inside a quotation: people speak as they speak, and so they are quoted."""

_MARKS = re.compile("([⟦⟧])")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a check found. It knows neither the rule's name nor its severity."""

    span: Span
    fix: Fix | None = None
    says: Mapping[str, str] = field(default_factory=dict)
    """Words for the placeholders of the rule's message; `{match}` is always there."""
    confidence: float = 1.0
    """The share of such hits that are right, 0 to 1: measured where a model was fitted, elsewhere estimated."""
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[Fix, ...] = ()
    kind: str = ""
    """Which of its module's `KINDS` it is, if several rules share the check: each rule takes some kinds."""


Check = Callable[[Document], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class KindsOf:
    """The hits of some kinds of a check that several rules share; the check runs once an article."""

    check: Check
    kinds: frozenset[str]

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield them."""
        return (hit for hit in doc.view(self.check) if hit.kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Asked:
    """The check of a rule whose places a backend finds; it is silent until it is told whom to ask."""

    kinds: frozenset[str]
    """What the backend calls the faults that the rule is about."""
    safety: Safety = Safety.UNSAFE
    """What the first of the backend's suggestions is: a fix that keeps this promise, or one hint among others."""
    confidence: float = 1.0
    followed_by: regex.Pattern[str] | None = None
    """What must come directly behind the place."""
    answers: Check | None = None
    """The check of the backend, which asks once an article for all rules."""

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield the backend's hits of these kinds, as the rule would have them."""
        hits = doc.view(self.answers) if self.answers else ()
        return (self._as_told(doc, hit) for hit in hits if hit.kind in self.kinds and self._is_meant(doc, hit))

    def _is_meant(self, doc: Document, hit: Hit) -> bool:
        return self.followed_by is None or self.followed_by.match(doc.text, hit.span.end) is not None

    def _as_told(self, doc: Document, hit: Hit) -> Hit:
        said = doc.touches_quotation(hit.span)
        told = replace(hit, confidence=min(self.confidence, AS_IT_WAS_SAID) if said else self.confidence)
        if not hit.suggestions or self.safety is Safety.HINT:
            return told
        first, *others = hit.suggestions
        return replace(told, fix=replace(first, safety=self.safety), suggestions=tuple(others))


class Status(enum.StrEnum):
    """How far a rule has come: a preview rule runs only if it is selected by name."""

    STABLE = "stable"
    PREVIEW = "preview"


class Expectation(enum.StrEnum):
    """What a case of a rule file proves."""

    BAD = "bad"
    """The rule speaks, at exactly these places, and its fix silences it."""
    GOOD = "good"
    """The rule is silent, though a naive one would speak."""
    MISSED = "missed"
    """The rule should speak and does not yet: a known limit."""


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule file; its ⟦marks⟧ taken out of the text and turned into spans."""

    expectation: Expectation
    text: str
    spans: tuple[Span, ...]
    fix: str | None = None
    """The whole text after the fix; None if the rule offers none."""
    because: str = ""

    @classmethod
    def parse(cls, expectation: Expectation, marked: str, *, fix: str | None = None, because: str = "") -> Case:
        """Read a text with ⟦marks⟧; raise ValueError if the marks do not pair up."""
        text, spans = read_marks(marked)
        return cls(expectation, text, spans, fix, because)


def read_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without its ⟦marks⟧ and what they enclosed; raise ValueError if they do not pair up."""
    pieces, spans, start, length = [], [], -1, 0
    for part in _MARKS.split(marked):
        if part == "⟦" and start < 0:
            start = length
        elif part == "⟧" and start >= 0:
            spans.append(Span(start, length))
            start = -1
        elif part in {"⟦", "⟧"}:
            msg = "the marks ⟦ and ⟧ do not pair up"
            raise ValueError(msg)
        else:
            pieces.append(part)
            length += len(part)
    if start >= 0:
        msg = "a mark ⟦ is never closed by ⟧"
        raise ValueError(msg)
    return "".join(pieces), tuple(spans)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, whole. Its path is its identity: `rules/glue/glued-words.toml` is `glued-words` of family `glue`."""

    id: str
    family: str
    severity: Severity
    message: str
    why: str
    check: Check
    read_cases: Callable[[], tuple[Case, ...]]
    """Returns the cases that prove the rule; those of newslint's own rules are read from the file when it is called."""
    source: Path
    status: Status = Status.STABLE
    languages: frozenset[str] = frozenset({"en"})
    """The languages of articles that the rule can judge; empty: any."""
    triggers: frozenset[str] = frozenset()
    """Lower-case strings one of which must occur in an article for the rule to find anything; empty: always run."""
    formerly: frozenset[str] = frozenset()
    backend: str = ""
    """Whose work it is to find the places; empty: newslint's own."""
    extra: str = ""
    """The extra of newslint that the rule needs to be installed."""
    names_line: Callable[[str], bool] | None = None
    """Whether the rule names a whole line word by word as one that can be nothing but furniture: it may safely go."""

    @property
    def grams(self) -> AbstractSet[Gram]:
        """Words and neighbours one of which must occur in an article for the rule to find anything; empty: unknown.

        Checks made of words tell them; see `spoken`.
        """
        found: AbstractSet[Gram] = getattr(self.check, "grams", frozenset())
        return found

    @property
    def cases(self) -> tuple[Case, ...]:
        """The examples of the rule file."""
        return self.read_cases()

    def cases_that(self, expectation: Expectation) -> list[Case]:
        """Return the cases that prove `expectation`."""
        return [case for case in self.cases if case.expectation is expectation]

    def judges(self, doc: Document) -> bool:
        """Whether the rule is one for the article's language."""
        return not self.languages or doc.language_code in self.languages
