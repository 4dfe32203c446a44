"""Mojibake: text that was read in another encoding than it was written in: `cafÃ©`, `donâ€™t`, `Ð¢Ð°Ñ€Ð½`.

What is broken and what it should be is left to ftfy; here stands only where it is worth asking, and how much of what it
answers can be believed.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.encoding import sound
from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

# The first byte of a letter in UTF-8 is read as one of these, the others as one of those.
_AFTER = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽžŸ]"
_SUSPECT = re.compile(
    rf"[\x80-\x9f]|[Â-ß]{_AFTER}|[à-ï]{_AFTER}{{2}}|[ð-ô]{_AFTER}{{3}}|â€|вЂ|ā€|β€|‚Ä|¬†|[√≈][^\x00-\x7f]|[ĂĹÄĺ][^\x00-\x7f]"
    r"|[РСГВ][^\w\s\x00-\x7f]|[ΞΟΒΓ][^\w\s\x00-\x7f]|[ÃÂ] "
)
_FIRST = re.compile("[\x80-\x9fÀ-ôĂĹĺāβвГРСΒΓΞΟ‚¬√≈]")
"""What all of that begins with; most articles have little of it."""
# White space as it was before: a no-break space may be half of a letter. Behind Ã it may have become a plain one.
_TOKEN = re.compile(r"[^\x00-\x20\x7f]+(?:(?<=[ÃÂ]) )?")
_MARKS = frozenset("“”‘’«»–—…")
_NOT_BROKEN = re.compile("(?<![a-z])[ÃÂ](?=[’”…–—»]\\W*\\Z)")
"""The last letter of a Portuguese word in capitals, and the mark that closes behind it: MANHÃ”."""
_LONE = frozenset({"Ã ", "Â "})
_QUOTED = frozenset({("“", "”"), ("‘", "’"), ('"', '"')})
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_UNREAD, _UNREAD_TWICE = "\ufffd", "ï¿½"
"""What could not be read has a rule of its own."""
_MANY = 3
"""So many capitals alone are half a no-break space each; one may be a letter that is spoken of."""
_SURE = 0.98
_SHOWN = 40


def check(doc: Document) -> Iterator[Hit]:
    """Yield the words that say something else when read as they were written."""
    if not any(_begins(doc.text, first) for first in _FIRST.findall("".join(doc.characters))):
        return
    hits = [hit for match in _TOKEN.finditer(doc.text) if _SUSPECT.search(match[0]) for hit in _broken(doc, match)]
    lone = sum(hit.span.of(doc.text) in _LONE for hit in hits)
    are_many = lone < len(hits) or lone >= _MANY
    yield from (hit for hit in hits if are_many or hit.span.of(doc.text) not in _LONE)


def _begins(text: str, first: str) -> bool:
    """Whether a character somewhere begins what is suspect."""
    at = text.find(first)
    while at >= 0:
        if _SUSPECT.match(text, at):
            return True
        at = text.find(first, at + 1)
    return False


def _broken(doc: Document, token: re.Match[str]) -> Iterator[Hit]:
    """Yield the broken part of a token, widened to the word around it."""
    found = token[0]
    wanted = sound(found)
    if wanted in {found, found.replace(_UNREAD_TWICE, _UNREAD)} or not _is_likely(found, wanted):
        return
    change = Edit.replacing(Span(*token.span()), found, wanted)
    start, end = change.span
    while start > token.start() and _is_of_word(doc.text[start - 1]):
        start -= 1
    while end < token.end() and _is_of_word(doc.text[end]):
        end += 1
    span = Span(start, end)
    if _is_shown(doc.text, span):
        return
    if sound(span.of(doc.text)) == Fix("", (change,)).result(doc.text, span):
        wanted = sound(span.of(doc.text))
    else:  # ftfy needs the rest of the token to see that something is wrong
        span = Span(*token.span())
    says = {"wanted": wanted if len(wanted) <= _SHOWN else f"{wanted[:_SHOWN]}…"}
    edit = _tidy(doc.text, Edit(span, wanted.replace("\u00a0", " ").replace("\ufeff", "")))
    fix = None if _UNREAD in wanted else Fix(f"write “{says['wanted'].strip()}”", (edit,))
    yield Hit(span, fix, says, _SURE)


def _is_shown(text: str, span: Span) -> bool:
    """Whether the word stands by itself in quotation marks, and as it should be in others: “café” becomes “cafÃ©”."""
    marks = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return marks in _QUOTED and f"{marks[0]}{sound(span.of(text))}{marks[1]}" in text


def _is_of_word(char: str) -> bool:
    return char.isalnum() or (char > "\x7f" and char not in _MARKS)


def _is_likely(found: str, wanted: str) -> bool:
    """Whether what ftfy reads is worth more than what stands there: no single foreign letter, not just lost bytes."""
    if _NOT_BROKEN.search(found) and not _SUSPECT.search(_NOT_BROKEN.sub("", found)):
        return False
    if wanted.count(_UNREAD) > found.count(_UNREAD) and not _LETTER.search(wanted):
        return False
    old = set(found)
    new = [char for char in wanted if char not in old]
    foreign = [char for char in new if _LETTER.match(char) and not _LATIN.match(char)]
    return len(foreign) != 1 or len(new) > len(foreign) or _is_wide(foreign[0])


def _is_wide(char: str) -> bool:
    """Whether it is a character of a script in which one is a word."""
    return unicodedata.east_asian_width(char) == "W"


def _tidy(text: str, edit: Edit) -> Edit:
    """Return the edit with the blank beside it, if it would leave two in a row."""
    start, end = edit.span
    if edit.text.endswith(" ") and text[end : end + 1] == " ":
        end += 1
    if edit.text.startswith(" ") and text[max(0, start - 1) : start] == " ":
        start -= 1
    return Edit(Span(start, end), edit.text)
