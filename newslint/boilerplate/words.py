"""The words of a block in lower case: letters, with an apostrophe where it joins two runs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_APOSTROPHE = re.compile("[’']")


def words_of(line: str, letters: str | None) -> list[str]:
    """Return them; `letters` is the block in lower case with a blank for all else, and makes that many times as fast.

    It may be given if no letter of the block is beyond Latin-1, so that each is one letter in lower case, too.
    """
    if letters is None:
        return WORD.findall(line.lower())
    found = letters.split()
    if "’" in line or "'" in line:
        for at in reversed(list(_joints(line, letters))):
            right = len(letters[:at].split())
            found[right - 1 : right + 1] = [f"{found[right - 1]}{line[at]}{found[right]}"]
    return found


def _joints(line: str, letters: str) -> Iterator[int]:
    """Yield where apostrophes have letters on both sides, of two in one word the first."""
    last = -1
    for apostrophe in _APOSTROPHE.finditer(line, 1, len(line) - 1):
        at = apostrophe.start()
        if letters[at - 1] != " " != letters[at + 1] and (last < 0 or " " in letters[last + 1 : at]):
            last = at
            yield at
