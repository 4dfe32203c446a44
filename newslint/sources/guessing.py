"""How a text is stored that does not tell and is no UTF-8: a guess, made only where little else is possible.

English news that is no UTF-8 is windows-1252 nearly always: what is in it besides ASCII is curly quotation marks,
dashes, and a name or two. That is too little for programs that guess by frequencies (of 49 short samples in 20
encodings charset-normalizer reads 20 wrongly, chardet 9), so this looks at each letter, and is silent at an odd one.
"""

from __future__ import annotations

import re

WINDOWS = "windows-1252"
_ENOUGH = 40
"""Bytes of UTF-16: fewer may be anything."""
_MOSTLY = 0.9
_CONTROL = re.compile(r"[\0-\x08\x0b\x0e-\x1f\x7f]")
_TAG = re.compile(r"<[^<>]*>")
_MIXED = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
"""UTF-8: then the file is a mixture of two encodings, or damaged."""
_WORD = re.compile(r"[A-Za-z]+")
_ENGLISH = re.compile(
    r"\b(?:an?|and|are|as|at|be|been|but|by|for|from|had|has|have|he|her|his|in|is|its?|not|of|on|or|said|she|that"
    r"|the|their|they|this|to|was|were|which|who|will|with|would)\b",
    re.IGNORECASE | re.ASCII,
)
_LEAST, _SHARE = 4, 0.2
"""Of such words: how many there must be, and which part of all."""
_RARE = 20
"""Words for each letter with an accent."""

_LOWER = "àáâãäåæçèéêëíîïñóôöøúûüšžß"
_UPPER = "ÀÁÂÄÅÆÇÉÊËÍÎÑÓÔÖÚÜŠŽ"
"""Letters of names in English news. Those are missing that are more often a Czech or a Turkish letter read wrongly."""
_MARKS = "‘’“”–—…\u00a0"
_SIGNS = "•£€©®™°½¼¾§·¢±×¡¿"
_ODD = re.compile(
    rf"[^\x00-\x7f{_LOWER}{_UPPER}{_MARKS}{_SIGNS}]"  # another letter or sign
    rf"|[{_LOWER}{_UPPER}]{{2}}"  # two in a row, as in a text that has hardly any other letters
    rf"|(?<![A-Za-z])[{_LOWER}](?![a-z])|[a-z{_LOWER}][{_UPPER}]"  # one alone, or a capital within a word
    rf"|[{_UPPER}](?![a-z]|[A-Z](?![a-z]))"  # a capital that begins no word: quotation marks of the Macintosh
    rf"|(?<=[A-Za-z])[{_SIGNS.replace('®', '').replace('™', '')}](?=[A-Za-z])"  # a sign within a word
)


def guessed(data: bytes) -> str | None:
    """Return how bytes without a mark that are no UTF-8, or have NUL bytes, are stored; None if that is not sure."""
    if b"\0" in data:
        return next(
            (name for first, name in enumerate(("utf-16-be", "utf-16-le")) if _is_wide(data, first, name)), None
        )
    if _MIXED.search(data):
        return None
    try:
        text = data.decode(WINDOWS)
    except UnicodeDecodeError:
        return None
    return WINDOWS if _is_english(text) and not _ODD.search(text) and not _CONTROL.search(text) else None


def _is_wide(data: bytes, first: int, name: str) -> bool:
    """Whether nearly every second byte, from `first` on, is the empty half of a letter."""
    halves = data[first::2]
    if len(data) % 2 or len(data) < _ENOUGH or halves.count(0) < _MOSTLY * len(halves) or 0 in data[1 - first :: 2]:
        return False
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return False
    return _is_english(text) and not _CONTROL.search(text)


def _is_english(text: str) -> bool:
    """Whether a text has the little words of English, and few letters with accents."""
    plain = _TAG.sub(" ", text)
    words, known = len(_WORD.findall(plain)), len(_ENGLISH.findall(plain))
    accents = sum(map(plain.count, _LOWER + _UPPER))
    return known >= max(_LEAST, _SHARE * words) and accents * _RARE <= words + _RARE
