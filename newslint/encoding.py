"""One text, written in several ways: what characters spell once each coding laid over them is undone.

A reader who gets `caf&eacute;`, `cafÃ©`, `cafe` with a combining accent or `cafЕ` with a Cyrillic letter should have
got the same word. `spelt` returns it, so that a fix can be held to it: it may change the coding, never the word.
"""

from __future__ import annotations

import unicodedata

from newslint import ready_re as re

_INVISIBLE = frozenset({"Cc", "Cf"})
_JOINERS = frozenset("\u200c\u200d") | {chr(tag) for tag in range(0xE0020, 0xE0080)}
# Latin, Greek and Cyrillic letters and general punctuation do not change their form beside a joiner.
_PLAIN = "\x00-\u024f\u0370-\u052f\u2000-\u200b\u200e-\u206f"
_STRAY_JOINERS = re.compile(rf"(?<![^{_PLAIN}])[\u200c\u200d]+(?![^{_PLAIN}])")

LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in map(chr, range(0xFB00, 0xFB07))}
"""What PDF files make of letters that touch: ﬁ, ﬂ and their like."""

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухһ", "ABESIJKMHOPCTYXaesijopcyxh", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
LOOK_ALIKES = {ord(foreign): latin for foreign, latin in (_CYRILLIC | _GREEK).items()}
"""Cyrillic and Greek letters that look like Latin ones."""
CYRILLIC_FOR = {ord(latin): cyrillic for cyrillic, latin in _CYRILLIC.items()}
GREEK_FOR = {ord(latin): greek for greek, latin in _GREEK.items()}

_LATIN, _CYRILLIC_LETTER, _GREEK_LETTER = (re.compile(f"[{letters}]") for letters in ("A-Za-zÀ-ÖØ-öø-ɏ", "Ѐ-ӿ", "Ά-Ͽ"))
_WORD = re.compile(r"[^\W\d_]+")
_SURELY_BROKEN = re.compile(r"â[€‚„†‡ˆ‰Š‹Œ][^\w\s]|[ÄÅ][ŸžšŒœ‡‚ˆ¡¾¼º±¯°½]")
_BROKEN, _MENDED = "Ã©", "é"
"""Put before what ftfy alone is not sure of, such as “â„¢”."""
_SHORTEST = 4
"""Letters; what is shorter may be a symbol or a formula: ΔT."""
_DEEPEST = 4
"""So often entities are escaped again at most, and so often mojibake is read wrongly again."""


def spelt(text: str) -> str:
    """Return what a reader should have got: entities, mojibake, ligatures and look-alikes undone, white space plain."""
    text = sound(unescaped(text))
    text = unicodedata.normalize("NFC", text).translate(LIGATURES)
    text = _WORD.sub(lambda word: of_one_script(word[0]), text)
    text = "".join(char for char in text if not is_control(char) or char.isspace())
    return re.sub(" *(\n) *| {2,}", r"\1 ", text.replace("\u00a0", " ")).replace("\n ", "\n")


def unescaped(text: str) -> str:
    """Return the text with its HTML entities as characters, those that were escaped twice too."""
    if "&" not in text:
        return text
    import html  # noqa: PLC0415 - a table of two thousand entities, which sound articles do not need

    for _ in range(_DEEPEST):
        text = html.unescape(text)
    return text


def sound(text: str) -> str:
    """Return the text with mojibake mended, as ftfy reads it."""
    if text.isascii():
        return text
    from ftfy import fix_encoding  # takes a tenth of a second to load

    mended = fix_encoding(text)
    if mended == text and _SURELY_BROKEN.search(text):
        mended = fix_encoding(f"{_BROKEN} {text}").removeprefix(f"{_MENDED} ")
    return mended if _BROKEN not in mended or _BROKEN in text else text


def of_one_script(word: str) -> str:
    """Return a word that mixes Latin with Cyrillic or Greek letters in the one script that all can belong to.

    What mixes them for its looks, as КОЯN does, or is in one script, stays as it is.
    """
    if len(word) < _SHORTEST or not _LATIN.search(word):
        return word
    for foreign, back in ((_CYRILLIC_LETTER, CYRILLIC_FOR), (_GREEK_LETTER, GREEK_FOR)):
        if not foreign.search(word):
            continue
        for table, others in ((LOOK_ALIKES, foreign), (back, _LATIN)):
            one = word.translate(table)
            if not others.search(one) and _is_more(word, others):
                return one
    return word


def _is_more(word: str, others: re.Pattern[str]) -> bool:
    """Whether at most half of the letters are of the script that is to go."""
    return 2 * len(others.findall(word)) <= len(word)


def is_control(char: str) -> bool:
    """Whether a character cannot be text; joiners can, in many scripts and in emoji."""
    return unicodedata.category(char) in _INVISIBLE and char not in _JOINERS


def without_stray_joiners(text: str) -> str:
    """Return the text without the joiners that stand between characters which never join."""
    return _STRAY_JOINERS.sub("", text)
