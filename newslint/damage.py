"""How much an article suffered from lost spaces, judged by those that nobody can doubt.

A page whose tags were stripped loses many spaces, a page that was not loses none. So a joint that could be a name or a
brand in a sound article is most probably damage in one where sentences run together: `closed.Trams`, `done.”The`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

# First the mark, for speed.
_SENTENCES = re.compile(r"[.!?](?<=[a-z]{3}.)[’”\")]?(?=[“‘(]?[A-Z][a-z]{1,20}[ ,’])")
_ADDRESS_BEFORE = re.compile(r"(?:://|www\.|[@/])\S*\Z")
_REACH = 60


def lost_spaces(doc: Document) -> Iterator[int]:
    """Yield the points at which the next sentence touches the one before; for `Document.view`."""
    for match in _SENTENCES.finditer(doc.text):
        if not _ADDRESS_BEFORE.search(doc.text[max(0, match.start() - _REACH) : match.start()]):
            yield match.end()
