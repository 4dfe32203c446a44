"""Words torn apart: by the hyphen of a line end (`govern-` / `ment`), or by a special space inside (`har bour`)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix
from newslint.lexicon import english, english_pairs
from newslint.rule import Hit
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document

KINDS = frozenset({"hyphen", "space"})

_GAP = r"(?:[ \u00a0]{0,2}\n\s{0,3}|[ \u00a0]{1,2})"
_RIGHT = r"(?P<right>[a-z]{2,20}+)(?![\w’'-])"
_HYPHEN, _OTHER_HYPHEN = re.compile(f"-{_GAP}{_RIGHT}"), re.compile(f"\u2010{_GAP}{_RIGHT}")  # one at a time, for speed
_SEEN_AT_END, _SEEN_INSIDE = Seen(r"[-‐](?<=[aAe]{2}.)$"), Seen(r"-(?<=[aAe]aa-)aaa")
_SPACES = frozenset("\t\u00a0\u202f\u205f\u3000").union(map(chr, range(0x2000, 0x200B)))
_SPACE = re.compile(rf"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]{_RIGHT}")
_INSIDE = re.compile(r"-(?<=[a-z]{2}-)(?P<right>[a-z]{3,20}+)(?![\w’'@/-]|\.\w)")
_PREFIXES = frozenset(
    {"anti", "auto", "counter", "extra", "inter", "micro", "mid", "mini", "multi", "non", "over", "post"}
)
_PREFIXES |= {"pre", "pro", "semi", "sub", "super", "teen", "trans", "ultra", "under", "wi"}
"""What many write with a hyphen that others write in one word."""
_LEFT = re.compile(r"(?<![\w’'-])[^\W\d_]{2,20}\Z")
_LEFT_REACH = 22
_SUSPENDED = frozenset(
    {"and", "as", "but", "for", "in", "nor", "of", "or", "rather", "than", "the", "then", "to", "versus"}
)
_COMMON = 2.5
"""On the Zipf scale: what a joined word must at least have to outweigh its halves."""
_VERY_COMMON = 3.5
"""What it must have if both halves are words that nobody has seen side by side."""
_SHORTEST = 3
_SURE, _LIKELY = 0.95, 0.9


def check(doc: Document) -> Iterator[Hit]:
    """Yield the torn words; their halves make one known word, and are no two words."""
    for kind, pattern in (("hyphen", _HYPHEN), ("hyphen", _OTHER_HYPHEN), ("space", _SPACE)):
        if _SPACES.isdisjoint(doc.characters) if kind == "space" else not _SEEN_AT_END(doc):
            continue
        for match in pattern.finditer(doc.text):
            start = max(0, match.start() - _LEFT_REACH)
            left = _LEFT.search(doc.text[start : match.start()])
            if left and _is_torn(left[0], match["right"], at_line_end="\n" in match[0]):
                yield _hit(Span(start + left.start(), match.end()), match, left[0] + match["right"], kind)
    for match in _INSIDE.finditer(doc.text) if _SEEN_INSIDE(doc) else ():
        start = max(0, match.start() - _LEFT_REACH)
        left = _LEFT.search(doc.text[start : match.start()])
        if left and _is_divided(left[0], match["right"]) and not doc.touches_quotation(Span(*match.span())):
            yield _hit(Span(start + left.start(), match.end()), match, left[0] + match["right"], "hyphen")


@functools.lru_cache(maxsize=4096)
def _is_divided(left: str, right: str) -> bool:
    """Whether a hyphen stands inside of one frequent word, and one of its halves is none: `passen-gers`."""
    zipf = english().zipf
    if len(left) < _SHORTEST or left.lower() in _PREFIXES or zipf(left + right) < _VERY_COMMON:
        return False
    return min(zipf(left), zipf(right)) < _COMMON


def _is_torn(left: str, right: str, *, at_line_end: bool) -> bool:
    words = english()
    joined = left + right
    if right in _SUSPENDED or joined not in words or words.zipf(joined) < _COMMON:
        return False
    if at_line_end or min(words.zipf(left), words.zipf(right)) < _COMMON:
        return True
    return words.zipf(joined) >= _VERY_COMMON and not english_pairs().zipf(left, right)


def _hit(span: Span, match: re.Match[str], joined: str, kind: str) -> Hit:
    fix = Fix(f"write “{joined}”", (Edit(Span(match.start(), match.start("right")), ""),))
    evidence = Evidence(f"“{joined}” is a word, and its halves side by side are not")
    return Hit(span, fix, {"wanted": joined}, _SURE if "\n" in match[0] else _LIKELY, (evidence,), kind=kind)
