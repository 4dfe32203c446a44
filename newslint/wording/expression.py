"""The regular expression that a wording stands for.

It takes linear time by the way it is made: what repeats has a bound, and is possessive but for the gap `…`. The
package re is enough for nearly all, and compiles them in a fraction of the time that regex takes.
"""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING

import regex

from newslint import ready_re as re
from newslint.verbs import all_forms
from newslint.wording.notation import with_place

if TYPE_CHECKING:
    from newslint.pattern import Classes
    from newslint.wording.notation import Token

    Pattern = re.Pattern[str] | regex.Pattern[str]
    Match = re.Match[str] | regex.Match[str]

_ACCENTS = "\u0300-\u036f"
_BEGINS = r"(?:(?<![^\W_])|(?!\w))"
_ENDS = rf"(?:(?![^\W_]|[{_ACCENTS}])|(?<=\W))"
_WORD_ENDS = rf"(?![^\W_]|[{_ACCENTS}])"
_BLANK = r"[ \u00a0]{1,2}+"
_GAP = r"[^.!?\n]{0,40}?"
_CAPITALS = "".join(char for char in map(chr, range(0x0590)) if unicodedata.category(char) == "Lu")
"""Of the Latin, Greek, Cyrillic and Armenian alphabets: those in which names of English articles may stand."""
_KINDS = {
    "<word>": r"[^\W\d_]{1,40}+(?:[’'-][^\W_]{1,40}+){0,4}+",
    "<Name>": rf"(?-i:[{_CAPITALS}])[^\W_]{{0,40}}+(?:[’'-][^\W_]{{1,40}}+){{0,4}}+",
    "<number>": r"[0-9]{1,12}+(?:[.,][0-9]{1,6}+){0,3}+",
}
_MARKS = {"?": "?", " ": _BLANK, "'": "[’']", "’": "[’']"}
_GAP_SIGN = "…"
_LONGEST = {"<word>": 204, "<Name>": 205, "<number>": 33, " ": 2, _GAP_SIGN: 40}
"""The characters that these take at the most; any other takes one."""
_PIECES = re.compile(r"<\w+>|.")


def compiled(found: str, classes: Classes, *, ignore_case: bool) -> Pattern:
    """Return the expression for what a wording finds.

    The group `span` is the place, `s1`, `s2`, ... are what the slots took, `v0`, `v1`, ... the verbs. Raises ValueError
    for a word class that is not there, and what is no expression.
    """
    begin, end = ("(?i:", ")") if ignore_case else ("(?:", ")")
    pieces = [] if found.startswith("[") else ["(?P<span>"]
    verbs, slots = itertools.count(), itertools.count(1)
    for token, is_beside in with_place(found):
        if token["verb"]:
            forms = "|".join(sorted(all_forms(token["verb"][1:-1]), reverse=True))
            name = "?:" if is_beside else f"?P<v{next(verbs)}>"
            pieces.append(rf"({name}{begin}(?>(?:{forms}){_WORD_ENDS}){end})")
        elif token["context"]:
            pieces.append(_context(token, len(found)))
        elif token["text"] or token["mark"] or token["blank"]:
            pieces.append(f"{begin}{_literal(token[0])}{end}")
        else:
            name = "?:" if is_beside else f"?P<s{next(slots)}>"
            pieces.append(f"({name}{_slot(token, classes, begin, end)}){token['optional'] or ''}")
    if not found.endswith("]"):
        pieces.append(")")
    source = f"{_BEGINS}{''.join(pieces)}{_ENDS}"
    try:
        # What must not stand before a place may be of any length, which only regex can tell.
        return re.compile_regex(source) if found.startswith("[!") else re.compile_now(source)
    except (re.error, regex.error, RecursionError, OverflowError) as error:
        msg = f"the wording makes no expression: {error}"
        raise ValueError(msg) from error


def reach(found: str, classes: Classes) -> int:
    """Return how many characters a wording takes at the most, with what must stand beside it."""
    return sum(_width(token, classes) for token, _ in with_place(found))


def _width(token: Token, classes: Classes) -> int:
    if token["verb"]:
        return max(map(len, all_forms(token["verb"][1:-1])))
    if token["gap"]:
        return _LONGEST[_GAP_SIGN]
    if token["kind"]:
        words = classes.get(token["kind"][1:-1])
        return max(map(len, words)) if words else _LONGEST[token["kind"]]
    texts = token["choices"].split("|") if token["slot"] else [token[0]]
    return max(sum(_LONGEST.get(piece, 1) for piece in _PIECES.findall(text)) for text in texts)


def _slot(token: Token, classes: Classes, begin: str, end: str) -> str:
    if token["gap"]:
        return _GAP
    if token["kind"] in _KINDS:
        return _KINDS[token["kind"]]
    if token["kind"]:
        name = token["kind"][1:-1]
        if name not in classes:
            msg = f"there is no word class “{name}”; known classes: {', '.join(sorted(classes)) or 'none'}"
            raise ValueError(msg)
        words = sorted(classes[name], key=lambda word: (-len(word), word))
        return f"{begin}(?>{'|'.join(map(re.escape, words))}){end}{_WORD_ENDS}"
    choices = sorted(token["choices"].split("|"), reverse=True)
    return f"{begin}(?>{'|'.join(map(_literal, choices))}){end}"


def _context(token: Token, length: int) -> str:
    """Return what a bracket becomes: the first pair opens the place behind it, the last one closes it before it."""
    mark, is_first = token["context"], token.start() == 0
    if mark == "]":
        is_last = token.end() == length
        return ")" if is_last else ")(?P<span>"
    look = ("(?<!" if is_first else "(?!") if mark == "[!" else "(?:"
    return look if is_first else f"){look}"


def _literal(text: str) -> str:
    return _PIECES.sub(lambda piece: _KINDS.get(piece[0]) or _MARKS.get(piece[0]) or re.escape(piece[0]), text)
