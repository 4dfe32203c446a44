"""Blocks of a page that ended inside a word: a heading, the name of a section, a byline glued to the text below."""

from __future__ import annotations

from newslint import ready_re as re
from newslint.glue.roles import CLOSED, DATES, SECTIONS
from newslint.lexicon import english

LABEL, HEADING = "label|Text", "heading|Text"

_REACH = 160
_BYLINE = re.compile(r"(?:\A|[\W\d_])By (?:[A-Z][\w.’'-]{0,20} ){0,3}[A-Z][^\W_]*\Z")
_LABEL = re.compile(r"[A-Z][^\W\d_]*(?: (?:& |and )?[A-Z][^\W\d_]*){0,2}")
_HEADING_WORDS, _LONG_WORDS, _CAPITALS_SHARE, _LONG_WORD = 3, 2, 0.8, 4
_SENTENCE_END = re.compile(r"[.!?…]|, [^\W\d_]+\Z")  # or the last of a list of names
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON_SMALL = re.compile(r"[’']?[^\W\d_A-Z]*,? [a-z]")


def block_before(text: str, point: int, left: str, right: str) -> str:
    """Return `LABEL` or `HEADING` if one ends at `point`, between `left` and `right`, and a text begins; else nothing.

    Only the line before is read, no more than 160 code points of it, and the next word behind.
    """
    both_in_capitals = left.isupper() and right.isupper() and len(right) > 1
    if not right[0].isupper() or both_in_capitals or (left.lower() in CLOSED and left.lower() not in SECTIONS):
        return ""
    line = text[max(0, point - _REACH) : point].rpartition("\n")[2]
    is_little, is_name = right.lower() in CLOSED, english().is_name(right)
    if _BYLINE.search(line) and (is_little or right in DATES or not is_name):
        return LABEL
    begins_text = is_little or (not is_name and _GOES_ON_SMALL.match(text, point + len(right)))
    if not begins_text or _SENTENCE_END.search(line):
        return ""
    if _LABEL.fullmatch(line):
        return LABEL if is_little or left.lower() in SECTIONS else ""
    words = _WORD.findall(line)
    return HEADING if len(words) >= _HEADING_WORDS and (is_little or _is_title(words)) else ""


def _is_title(words: list[str]) -> bool:
    """Whether the words are in Title Case, as English headings are."""
    long = [word for word in words if len(word) >= _LONG_WORD]
    is_long_enough = len(long) > _LONG_WORDS  # the first may have its capital as that of a sentence
    return is_long_enough and sum(word[0].isupper() for word in long) >= _CAPITALS_SHARE * len(long)
