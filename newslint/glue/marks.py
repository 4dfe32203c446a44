"""Joints: places where a mark touches the next word. What the checks of lost spaces ask about both sides of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix
from newslint.glue.evidence import lost_elsewhere
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

_CLOSERS = r"[%+)\]’'”\"*]"
_LEFT = re.compile(
    rf"(?:[^\W_]|(?<=\w)[’'.,-](?=\w)){{1,40}}+{_CLOSERS}{{0,3}}\Z|{_CLOSERS}\Z|[.?!]\Z|[^\w\s.,:;/\\=<>&|~#@(\[{{“‘–—-]\Z"
)
_REACH = 44
_TOUCHING = re.compile(r"[.,;:?!…)\]](?=[(\[]?[^\W_]|[$£€@])")
LINE_BREAK = "\n"

# Places where letters touch a stop and must: addresses, handles, files, code, lists of tags.
_ADDRESS = re.compile(r"://|www\.|[@#=_\\{}<>|~]|&(?![A-Z])|(?<![A-Z])&|\w/\w|::|,[^\s,]+,\w|;[^\s;]+;\w")
_CODE = re.compile(r"[^\W\d_]{1,30}(?:[(_]|\.\w)")
_HANDLE = re.compile(r"[“‘\"'(]?[@#]\w{2,30}\Z")
_ITEM_LINE = re.compile(r"^[ \t]{0,3}\d{1,3}[.)][ \t]", re.MULTILINE)


def touching(doc: Document) -> Iterator[int]:
    """Yield where stops and closing brackets touch what follows; for `Document.view`, as several checks ask first."""
    return (match.start() for match in _TOUCHING.finditer(doc.text))


def at_touching(doc: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that is one such mark and looks at what it touches."""
    return filter(None, (pattern.match(doc.text, at) for at in doc.view(touching)))


def left_of(text: str, at: int) -> str:
    """Return the word that ends at `at`, with the marks that close it; a closing mark or symbol alone; or nothing."""
    before = text[max(0, at - _REACH) : at]
    if not before or before[-1].isspace():
        return ""
    found = _LEFT.search(before.rsplit(None, 1)[-1])
    return found[0] if found else ""


def is_address(doc: Document, mark: Span) -> bool:
    """Whether the characters around a mark, up to white space, are those of an address, of code or of a tag list.

    A handle or a hashtag that ends at the mark makes no address of what follows.
    """
    token = doc.token_around(mark)
    before = doc.text[token.start : mark.start].lstrip("_*")
    if _HANDLE.fullmatch(before):
        before = ""
    return _ADDRESS.search(before + doc.text[mark.start : token.end]) is not None


def is_code(text: str, at: int) -> bool:
    """Whether the word at `at` goes on as names in code and addresses do: `Console.Write`, `Items(`."""
    return _CODE.match(text, at) is not None


def break_before_item(doc: Document) -> str:
    """Return what parts a numbered item from the text before it: a line break, if other items stand on their own."""
    return LINE_BREAK if len(doc.view(_item_lines)) > 1 else " "


def _item_lines(doc: Document) -> list[re.Match[str]]:
    return list(_ITEM_LINE.finditer(doc.text))


def parted(doc: Document, span: Span, point: int, after: str, confidence: float, by: str = " ") -> Hit:  # noqa: PLR0913, PLR0917
    """Return the hit of a joint at `point`, mended by a space (or what else stands in `by`)."""
    title = f"put a {'line break' if by == LINE_BREAK else 'space'} after the {after}"
    fix = Fix(title, (Edit(Span(point, point), by),))
    return Hit(span, fix, {"mark": after}, confidence, lost_elsewhere(doc, span))
