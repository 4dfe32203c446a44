"""How much an article suffered, judged by what nobody can doubt.

A page whose tags were stripped loses many spaces, a page that was not loses none. So a joint that could be a name or a
brand in a sound article is most probably damage in one where sentences run together: `closed.Trams`, `done.”The`.

And what a writer's finger does once in a sound article, a program does all over it: one `mayor ,` is a slip, of which
an editor wants to know and no more, two of them are damage. Where readers write letters and comments, with `i` and
`!!!`, small letters and stray spaces are theirs.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.shape import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

# First the mark, for speed.
_SENTENCES = re.compile(r"[.!?](?<=[a-z]{3}.)[’”\")]?(?=[“‘(]?(?P<word>[A-Z][a-z]{1,20})[ ,’])")
_SEEN = Seen(r"[.!?](?<=aaa.)[’”\")]?[“‘(]?Aa")
_ADDRESS_BEFORE = re.compile(r"(?:://|www\.|[@/])\S*\Z")
_REACH = 60
_DOMAINS = frozenset({"Co", "Com", "Net", "Org"})
_NO_SLIP = 2
"""A sentence that touches the one before may be a slip of the pen; so many are not."""

# First the mark, for speed. Spaced dots and what stands inside of numbers are left out.
_STRAY_SPACE = re.compile(
    r"[.,;:?!(“)”](?:(?<=[.,;:?!])(?<=[^\W_][ \u00a0].|[%)”\"’][ \u00a0].)(?=[\s”\"’)]|\Z)"
    r"(?!\s?[.…]|[ \u00a0]\d|(?<=[:;])\))"
    r"|(?:(?<=[(“])(?=[ \u00a0]\w)|(?<=\w[ \u00a0][)”]))(?<![\w:;].)(?<![:;] .))"
)
_DOUBLED_MARK = re.compile(r"[,.](?<=[a-z][.,;:][.,]|[.,;:][ \u00a0][.,])(?=\s|\Z)(?!\s?[.…])(?<!\.\.)")
_BROKEN = re.compile(r"\ufffd|â€|&#?[a-zA-Z0-9]{2,8};|[\u200b\u00ad](?=[a-z])|[A-Za-z][ \u00a0][’']s(?=\s)")

_BREAKS = frozenset("\ufffdâ&\u200b\u00ad")
_PARTED = (" ’s", " 's", "\u00a0’s", "\u00a0's")
"""One of these is in whatever is broken."""

_CHATTER = re.compile(
    r"[!?]{2,8}|\bi(?<=[ \n(]i)(?=['’](?:m|d|ll|ve)\b| (?:am|was|have|had|do|think|can|will|would|know|don)\b)"
    r"|[:;]-?[)(](?:(?<=\s[:;][)(])|(?<=\s[:;]-[)(]))(?=\s|\Z)|\b(?:LOL|lol|hehe|haha|hm{2,5}|omg|OMG)\b"
)
_FEWEST_CHATTER = 3


def lost_spaces(doc: Document) -> Iterator[int]:
    """Yield the points at which the next sentence touches the one before; for `Document.view`.

    The same two words count once: what is repeated is a name (`Harbour.News`).
    """
    seen = set()
    for match in _SENTENCES.finditer(doc.text) if _SEEN(doc) else ():
        before = doc.text[max(0, match.start() - _REACH) : match.start()]
        words = before.rpartition(" ")[2], match["word"]
        if words not in seen and match["word"] not in _DOMAINS and not _ADDRESS_BEFORE.search(before):
            seen.add(words)
            yield match.end()


def is_damaged(doc: Document) -> bool:
    """Whether the article lost so many spaces that what could be a style or a name is probably damage."""
    return len(doc.view(lost_spaces)) >= _NO_SLIP


def signs(doc: Document) -> Iterator[int]:
    """Yield points at which a program spoilt the article, up to those that tell it from a slip; for `Document.view`."""
    return itertools.islice(_signs(doc), _NO_SLIP)


def _signs(doc: Document) -> Iterator[int]:
    yield from doc.view(lost_spaces)
    for pattern in (_STRAY_SPACE, _DOUBLED_MARK):
        yield from (match.start() for match in pattern.finditer(doc.text))
    if not _BREAKS.isdisjoint(doc.characters) or any(parted in doc.text for parted in _PARTED):
        yield from (match.start() for match in _BROKEN.finditer(doc.text))


def is_slip(doc: Document) -> bool:
    """Whether a fault such as a stray space is the only one of its article, and so no more than a slip."""
    return len(doc.view(signs)) < _NO_SLIP


def is_chatty(doc: Document) -> bool:
    """Whether readers write here, or a writer who writes as they do."""
    return len(doc.view(_chatter)) >= _FEWEST_CHATTER


def _chatter(doc: Document) -> Iterator[int]:
    return (match.start() for match in _CHATTER.finditer(doc.text))
