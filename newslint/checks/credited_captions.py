"""Lines that end with the credit of a picture: its caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

LONGEST = 450
"""Characters of a caption; a paragraph of the article that ends with a credit is mostly longer."""
LONGEST_TOLD = 300
"""Characters; a longer line in which somebody said something is a paragraph that a caption’s credit is glued to."""
CONFIDENCE = 0.9

_REACH = 130
_AGENCY = r"(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty|Getty Images|Shutterstock|Bloomberg|dpa|ANSA|EFE|ZUMA)"
_PICTURE = "[Pp]hotos?|[Pp]hotograph|[Pp]icture|[Ii]mage|[Ii]llustration"
_LABEL = rf"(?:{_PICTURE}) [Cc]redit|{_PICTURE}|[Cc]redit"
_GIVEN = "[Ff]ile|[Cc]ourtesy|[Hh]andout|[Ss]ubmitted|[Cc]ontributed|[Ss]upplied|[Pp]rovided"
_INSIDE = r"[^()\[\]\n]"
_IN_BRACKETS = re.compile(
    rf"[(\[](?:{_AGENCY} (?:[Pp]hoto|[Ii]mages?|[Ff]ile|via )|(?:{_LABEL})(?:: ?| by | courtesy | via )"
    rf"|(?:{_GIVEN}) (?:{_PICTURE}|of |via )|{_INSIDE}{{2,60}}(?:/ ?| via ){_AGENCY}\b){_INSIDE}{{0,100}}[)\]][.]?\Z"
)
_CLOSING = (")", "]", ").", "].")
_AFTER_STOP = re.compile(
    r"(?<=[.!?”\w]) (?:(?:Image|Picture|Photo) [Cc]redit|Photo|Photograph|Photographer|Picture|Image|Credit): ?"
    r"[A-Z©][^\n:;.!?()]{2,80}[.]?\Z"
)
_QUOTED_OR_CODE = re.compile(r'["“”«»]|\[[a-z]+ \w+=')


def check(doc: Document) -> Iterator[Hit]:
    """Yield the lines in the order of the text; one that opens with a quotation mark or a shortcode is another's."""
    for line in doc.paragraphs:
        credit = _credit(doc.text, line) if line.end - line.start <= LONGEST else None
        if not credit or _QUOTED_OR_CODE.match(doc.text, line.start):
            continue
        is_prose = line.end - line.start > LONGEST_TOLD and doc.text.find(" said ", *line) >= 0
        if credit.start() > line.start and not is_prose:
            fix = Fix("delete the line", (Edit.deleting_lines(doc.text, line),), Safety.UNSAFE)
            evidence = Evidence("it ends with the credit of a picture", Span(credit.start(), line.end))
            yield Hit(line, fix, confidence=CONFIDENCE, evidence=(evidence,))


def _credit(text: str, line: Span) -> re.Match[str] | None:
    """Return the credit that a line ends with; one has brackets around it, the other a label with a colon."""
    start = max(line.start, line.end - _REACH)
    found = _IN_BRACKETS.search(text, start, line.end) if text.endswith(_CLOSING, start, line.end) else None
    return found or (_AFTER_STOP.search(text, start, line.end) if ":" in text[start : line.end] else None)
