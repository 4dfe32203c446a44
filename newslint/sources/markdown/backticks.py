"""Backticks that begin no code: the package markdown-it-pyrs 0.4 fails on them behind a bracket (``see [` ``).

It looks for their partner once for the link that the bracket may begin and once again for the text, and the second time
it asks for the length of a run that it has not noted. So each run without a partner is told to it as another sign of
the same width that means nothing either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = rb"[ \t\r\n]"
_VALUE = rb"(?:[^ \t\r\n\"'=<>`]++|'[^']{0,999}+'|\"[^\"]{0,999}+\")"
_ATTRIBUTES = rb"(?:%b++[a-zA-Z_:][a-zA-Z0-9_.:-]*+(?:%b*+=%b*+%b)?+)*+" % (_BLANK, _BLANK, _BLANK, _VALUE)
_RUN = re.compile(
    rb"(`++)|\\[\s\S]"
    rb"|<(?:[a-zA-Z][a-zA-Z0-9-]*+%b%b*+/?>|/[a-zA-Z][a-zA-Z0-9-]*+%b*+>"
    % (_ATTRIBUTES, _BLANK, _BLANK)
    + rb"|!--(?:-?>|[\s\S]{0,999}?-->)|\?[\s\S]{0,999}?\?>|![A-Z]++[^>]{0,999}+>|!\[CDATA\[[\s\S]{0,999}?\]\]>"
    + rb"|[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*+>|[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]++@[a-zA-Z0-9.-]++>)"
)
"""A run of backticks, or what may hold some that count for nothing: an escape, a tag, a comment, an address."""
_LINE = re.compile(rb"[^\n]*`[^\n]*")
_FENCE = re.compile(rb"[ \t>*+.)\d-]*+`{3,}[^`]*")
_AS_FENCE = re.compile(rb"[ \t>*+.)\d-]*+(`{3,})")
_SIGN = b"$"


def may_lack_partners(source: str) -> bool:
    """Whether a run of backticks may have no partner behind a bracket: on each line all of them have one, or not."""
    if "`" not in source or "[" not in source:
        return False
    lines = (found[0] for found in _LINE.finditer(source.encode()))
    return any(not _FENCE.fullmatch(line) and (b"|" in line or any(_lone(line))) for line in lines)


def without_lone_backticks(source: str) -> str:
    """Return an article with another sign for each backtick that begins no code; every place stays where it is."""
    from markdown_it_pyrs import MarkdownIt

    blocks = MarkdownIt("zero")
    blocks.enable_many(["blockquote", "code", "fence", "heading", "hr", "lheading", "list", "paragraph", "reference"])
    blocks.enable_many(["html_block", "table", "front_matter"])
    data = source.encode()
    after = bytearray(data)
    for start, end in _texts(blocks.tree(source)):
        for run_start, run_end in _lone(data[start:end]):
            first = _AS_FENCE.match(after, data.rfind(b"\n", 0, start + run_start) + 1)
            if not first or first.start(1) == start + run_start:  # else the line would become the beginning of a fence
                after[start + run_start : start + run_end] = _SIGN * (run_end - run_start)
    return after.decode()


def _texts(node: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - the package has no types
    """Yield where the texts of all blocks stand, in bytes; no code spans two of them."""
    if node.name == "text" and node.srcmap:
        yield node.srcmap
    for child in node.children:
        yield from _texts(child)


def _lone(text: bytes) -> Iterator[tuple[int, int]]:
    """Yield the runs of backticks without a partner, which is the next run that is just as long."""
    runs = [found.span(1) for found in re.finditer(rb"(`+)", text)]
    partners: dict[int, list[int]] = {}
    for start, end in reversed(runs):
        partners.setdefault(end - start, []).append(start)
    at = 0
    while found := _RUN.search(text, at):
        at = found.end()
        if found[1] is None:
            continue
        length = len(found[1])
        waiting = partners.get(length, [])
        while waiting and waiting[-1] < at:
            waiting.pop()
        if waiting:
            at = waiting.pop() + length
        else:
            yield found.span(1)
