"""What newslint says about an article: findings, their fixes and the report that holds them."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newslint.document import Document


class Family(enum.StrEnum):
    """What kind of damage a rule looks for. The folder of the rule's file has this name."""

    GLUE = "glue"
    """A lost space between two words, sentences or blocks."""
    QUOTE = "quote"
    """Quotation marks and apostrophes: turned, lost, of two sorts."""
    SPACING = "spacing"
    """Spaces, line ends and punctuation: too many, or in the wrong place."""
    CASE = "case"
    """Capitals lost or put where none belongs."""
    ENCODING = "encoding"
    """Characters read in the wrong encoding, and those that nobody sees."""
    MARKUP = "markup"
    """Tags, code and marks of Markdown left in the text."""
    STRUCTURE = "structure"
    """Paragraphs, sentences and words that are cut off, repeated or stray."""
    APPENDED = "appended"
    """Text of another origin: interviews, assistants, comments, a second story."""
    FURNITURE = "furniture"
    """Lines of the page, not of the article: menus, buttons, notices."""
    TRANSLATION = "translation"
    """What machine translation makes of words and sentences."""
    CONSISTENCY = "consistency"
    """Names, dates and numbers written in two ways in one article."""
    LANGUAGE = "language"
    """Grammar."""
    READABILITY = "readability"
    """Sentences that are hard to read, and what is no prose at all."""


class Severity(enum.StrEnum):
    """How much a finding matters to a reader."""

    ERROR = "error"
    """A reader sees the damage or is deceived."""
    WARNING = "warning"
    """Probably damage."""
    NOTE = "note"
    """Advice."""

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for a note."""
        return {Severity.ERROR: 3, Severity.WARNING: 2, Severity.NOTE: 1}[self]


class Safety(enum.StrEnum):
    """What a fix promises."""

    SAFE = "safe"
    """No word of the article changes: white space, quotation marks (and a comma before one), letter case, a/an,
    encoding, tags; or a line goes that can be nothing but page furniture."""
    UNSAFE = "unsafe"
    """Words are added, removed or replaced, or touched inside a quotation; or what it mends may be no fault."""
    HINT = "hint"
    """Shown to the editor, never applied."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of what `span` covers."""

    span: Span
    text: str

    @classmethod
    def replacing(cls, span: Span, old: str, new: str) -> Edit:
        """Return the smallest edit that turns `old`, which `span` covers, into `new`."""
        limit = min(len(old), len(new))
        head = next((i for i in range(limit) if old[i] != new[i]), limit)
        limit -= head
        tail = next((i for i in range(limit) if old[-1 - i] != new[-1 - i]), limit)
        return cls(Span(span.start + head, span.end - tail), new[head : len(new) - tail])

    @classmethod
    def deleting(cls, text: str, span: Span) -> Edit:
        """Return the edit that takes out what `span` covers, with the white space that only it kept apart."""
        start, end = span
        above, below = text[max(0, start - 2) : start], text[end : end + 2]
        if "\n\n" in {above, below} and above in {"", "\n\n"} and below in {"", "\n", "\n\n"}:
            return cls.deleting_lines(text, span)  # a paragraph between blank lines
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before in {"", "\n", " "} and after == " ":
            end += 1
        elif before == " " and after in {"", "\n", *",.;:!?)"}:
            start -= 1
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before in {"", "\n"} and after == "\n":
            end += 1
        elif before == "\n" and not after:
            start -= 1
        return cls(Span(start, end), "")

    @classmethod
    def deleting_lines(cls, text: str, span: Span) -> Edit:
        """Return the edit that takes out the whole lines that `span` covers, from its first word to its last.

        Of the gaps on both sides the wider one stays, so that the lines that meet are as far apart as they were.
        """
        before, after = span
        while before and text[before - 1].isspace():
            before -= 1
        while after < len(text) and text[after].isspace():
            after += 1
        at_head, at_foot = not before, after == len(text)
        widens = text.count("\n", before, span.start) > text.count("\n", span.end, after)
        if (at_foot and not at_head) or not (at_head or widens):
            return cls(Span(before, span.end), "")
        line_start = text.rfind("\n", before, span.start) + 1 or before
        next_line = text.rfind("\n", span.end, after) + 1 or span.end
        return cls(Span(line_start, next_line), "")


@dataclass(frozen=True, slots=True)
class Fix:
    """One change that mends a finding: all of its edits are made, or none."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE

    def __post_init__(self) -> None:
        """Check that the edits are in order and do not overlap; raise ValueError if they do."""
        if not self.edits:
            msg = "a fix needs at least one edit"
            raise ValueError(msg)
        for before, after in zip(self.edits, self.edits[1:], strict=False):
            if before.span.end > after.span.start:
                msg = f"edits overlap or are out of order: {before} {after}"
                raise ValueError(msg)

    @property
    def span(self) -> Span:
        """From the first to the last character that the fix touches."""
        return Span(self.edits[0].span.start, self.edits[-1].span.end)

    def result(self, text: str, around: Span) -> str:
        """Return what stands at `around` (which must contain the fix) after the fix."""
        pieces, at = [], around.start
        for edit in self.edits:
            pieces += [text[at : edit.span.start], edit.text]
            at = edit.span.end
        return "".join([*pieces, text[at : around.end]])


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason that convinces an editor, and the place in the article that shows it (if there is one)."""

    says: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One damaged place: what, where, how sure, why, and how to mend it."""

    rule: str
    family: str
    span: Span
    message: str
    severity: Severity
    confidence: float = 1.0
    fix: Fix | None = None
    suggestions: tuple[Fix, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str = ""


UNKNOWN_LANGUAGE = "unknown-language"

ALL_ELSE = ""
"""In the place of a rule: what an article cost besides its rules."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be checked.

    `rule` names the rule or the backend, or is `UNKNOWN_LANGUAGE`, or empty if the whole article could not be read.
    """

    rule: str
    error: str
    is_of_backend: bool = False
    """Whether a backend, which is there or not, could not do its part: newslint's own rules did theirs."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is not reported, because an editor has decided so."""

    finding: Finding
    reason: str
    """What the waiver says; empty for a finding of the baseline."""


Verdict = Literal["pass", "warn", "hold"]


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in one article, in the order of the text, and what could not be checked."""

    document: Document
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    """From which severity on a finding makes a run fail, as the configuration for the article says; None: none does."""
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)
    """The processor time of each rule that looked at the article, and of `ALL_ELSE`; empty unless asked for."""

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that make a run fail."""
        least = self.fail_on
        return tuple(found for found in self.findings if least and found.severity.rank >= least.rank)

    @property
    def verdict(self) -> Verdict:
        """May the article go out? `hold` on an error or if it was unreadable, `pass` only if all was checked."""
        if any(f.severity is Severity.ERROR for f in self.findings) or any(not f.rule for f in self.failures):
            return "hold"
        if self.failures or any(f.severity is Severity.WARNING for f in self.findings):
            return "warn"
        return "pass"

    def fixes(self, *, unsafe: bool = False) -> Sequence[Fix]:
        """Return the fixes that may be applied: the safe ones, and with `unsafe` the others too (never hints)."""
        allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
        return [f.fix for f in self.findings if f.fix and f.fix.safety in allowed]
