"""Lines that end with the credit of a picture: its caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

LONGEST = 450
"""Characters of a caption; a paragraph of the article that ends with a credit is mostly longer."""
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
_AFTER_STOP = re.compile(
    r"(?<=[.!?”\w]) (?:(?:Image|Picture|Photo) [Cc]redit|Photo|Photograph|Photographer|Picture|Image|Credit): ?"
    r"[A-Z©][^\n:;.!?()]{2,80}[.]?\Z"
)
_QUOTED = re.compile('["“”«»]')


def check(doc: Document) -> Iterator[Hit]:
    """Yield the lines in the order of the text; a line that opens with a quotation mark is somebody's words."""
    for line in doc.paragraphs:
        if line.end - line.start > LONGEST or _QUOTED.match(doc.text, line.start):
            continue
        start = max(line.start, line.end - _REACH)
        credit = _IN_BRACKETS.search(doc.text, start, line.end) or _AFTER_STOP.search(doc.text, start, line.end)
        if credit and credit.start() > line.start:
            fix = Fix("delete the line", (Edit.deleting_lines(doc.text, line),), Safety.UNSAFE)
            evidence = Evidence("it ends with the credit of a picture", Span(credit.start(), line.end))
            yield Hit(line, fix, confidence=CONFIDENCE, evidence=(evidence,))
