"""Named pieces of evidence, and what they weigh together.

The weights are set by hand, not fitted: there is no public collection of invented interviews. They were checked against
the cases of the rules, invented tails and what looks like one, and against genuine interviews, none of which may reach
the score that a finding needs. The confidence is a logistic function of the score: 0.87 where findings begin, 0.94 one
point above, 0.97 two points above.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newslint.document import Document


class Sign(NamedTuple):
    """One kind of evidence: what it weighs, and what it says to an editor (`{}` is the place that shows it)."""

    weight: float
    says: str
    telling: bool = False
    """Of a kind that people hardly ever leave in print; without any of these the others must weigh more."""


Found = tuple[Sign, Span]


class Stretch(NamedTuple):
    """A stretch of whole lines, and all that speaks for and against its being foreign to the article."""

    span: Span
    found: Sequence[Found]
    enough: float
    """The score that a finding needs."""
    says: Mapping[str, str]
    """Words for the placeholders of the rule's message."""

    @property
    def score(self) -> float:
        """What the signs weigh together."""
        return sum(sign.weight for sign, _ in self.found)

    @property
    def is_foreign(self) -> bool:
        """Whether the signs weigh enough, and one of them is telling or they weigh much more."""
        is_telling = any(sign.telling for sign, _ in self.found)
        return self.score >= self.enough + (0 if is_telling else WITHOUT_TELLING)


WITHOUT_TELLING = 2
"""What the signs must weigh more if none of them is telling."""
SHOWN = 80
"""Characters of a place that are quoted in a piece of evidence."""


def hit(doc: Document, stretch: Stretch, kind: str) -> Hit:
    """Return the hit for a stretch that does not belong; its fix deletes the stretch."""
    evidence = [
        Evidence(sign.says.format(_quoted(at.of(doc.text)), **stretch.says), at)
        for sign, at in stretch.found
        if sign.weight > 0
    ]
    fix = Fix(f"delete the appended {kind}", (_deletion(doc.text, stretch.span),), Safety.UNSAFE)
    confidence = round(0.99 / (1 + math.exp(stretch.enough - 2 - stretch.score)), 2)
    return Hit(stretch.span, fix, stretch.says, confidence, tuple(evidence), kind=kind)


def _deletion(text: str, span: Span) -> Edit:
    """Return the edit that deletes a stretch from the end of the line before: what follows it begins its own line."""
    start = span.start
    while start and text[start - 1].isspace():
        start -= 1
    return Edit(Span(start, span.end), "")


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1].rstrip()}…"
