"""Talk that a machine appended to an article: an invented interview, or questions that nobody asked.

What a stretch shows for and against a machine is weighed; see `newslint.appended`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended import evidence
from newslint.appended.interview import interviews, is_of_people
from newslint.appended.questions import is_interview, question_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document
    from newslint.rule import Hit

_ASKED = re.compile(r"\?[^\w\n]{0,8}(?:\n|\Z)")
_SIGNS = (
    *("Editor:", "EDITOR:", "editor:", "Interviewer:", "nterviewer", "Moderator:", "Host:", "Q:", "Interview "),
    *("FAQ", "requently asked", "requently Asked", "lso ask", "lso Ask", "?**"),
)
_FEWEST = 2

KINDS = frozenset({"interview", "questions"})


def check(doc: Document, words: Mapping[str, frozenset[str]]) -> Iterator[Hit]:
    """Yield the last appended interview of the article, and the last block of questions with answers."""
    generic = words["generic_talk"]
    if not _may_talk(doc.text):
        return
    talk = next((stretch for stretch in interviews(doc, generic) if stretch.is_foreign), None)
    block = next((stretch for stretch in question_blocks(doc, generic) if stretch.is_foreign), None)
    if talk and block and talk.span.overlaps(block.span):
        talk, block = (talk, None) if is_of_people(talk) else (None, block)
    if talk:
        yield evidence.hit(doc, talk, "interview")
    if block:
        yield evidence.hit(doc, block, "interview" if is_interview(block) else "questions")


def _may_talk(text: str) -> bool:
    """Whether lines end with questions, or labels or headings stand somewhere: other articles need no closer look."""
    if "?" not in text:
        return False
    return len(_ASKED.findall(text)) >= _FEWEST or any(sign in text for sign in _SIGNS)
