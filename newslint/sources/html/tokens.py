"""HTML taken apart as a browser's tokenizer does it, in one pass and linear time, whatever it is.

Nothing is an error: a tag that never ends runs to the end, a lone bracket is text.
"""

from __future__ import annotations

import functools
import html
import re
from html.entities import html5

from newslint.sources.html.elements import RAW

SPACE = " \t\n\r\f"
_VALUE = r"\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\r\f>\"'][^ \t\n\r\f>]*+"
_ATTRIBUTE = rf"[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:{_VALUE})?+)?+"
_KINDS = {
    "text": r"(?P<text>[^<]++)",
    "tag": (
        r"<(?P<closing>/?)(?P<name>[a-zA-Z][^ \t\n\r\f/>]*+)"
        rf"(?P<attributes>(?:[ \t\n\r\f/]*+{_ATTRIBUTE})*+)[ \t\n\r\f/]*+(?P<tag>>|\Z)"
    ),
    "comment": r"(?P<comment><!--(?:-?>|(?s:.*?)(?:--!?>|\Z)))",
    "cdata": r"<!\[CDATA\[(?P<content>(?s:.*?))(?P<cdata>\]\]>|\Z)",
    "instruction": r"(?P<instruction><\?(?s:.*?)(?:\?>|\Z))",
    "bogus": r"(?P<bogus><(?:[!?]|/(?=[^a-zA-Z]))[^>]*+(?:>|\Z))",
    "lone": r"(?P<lone><)",
}
HTML = re.compile("|".join(form for kind, form in _KINDS.items() if kind not in {"cdata", "instruction"}))
"""One token; `lastgroup` tells its kind, `bogus` being what a browser takes for a comment."""
XHTML = re.compile("|".join(_KINDS.values()))
"""The same in XHTML, where CDATA is text."""

PART = re.compile(
    r"(?P<words>[^ \t\n\r\f&]++(?: [^ \t\n\r\f&]++)*+)|(?P<space>[ \t\n\r\f]++)"
    r"|(?P<entity>&(?:#[xX][0-9a-fA-F]++;?|#[0-9]++;?|[a-zA-Z][a-zA-Z0-9]*+;?)?)"
)
"""One part of a text: words with single spaces, other white space, an entity or what looks like one."""

_NAME_AND_VALUE = re.compile(rf"([^ \t\n\r\f/>][^ \t\n\r\f/>=]*+)(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+({_VALUE})?+)?+")
_LONGEST_NAME = max(map(len, html5))


def attributes(source: str) -> dict[str, str]:
    """Return the attributes of a tag; of a repeated one the first counts."""
    found: dict[str, str] = {}
    for name, value in _NAME_AND_VALUE.findall(source):
        plain = value[1:].removesuffix(value[0]) if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), html.unescape(plain))
    return found


def entity(source: str) -> tuple[str, int]:
    """Return what an entity stands for and how many of its characters are of it: none if it is no entity."""
    if source.startswith("&#"):
        return _number(source), len(source)
    name = source[1 : _LONGEST_NAME + 1]
    if name in html5:
        return html5[name], len(name) + 1
    for end in range(len(name), 1, -1):
        if name[:end] in html5:  # those few that need no semicolon
            return html5[name[:end]], end + 1
    return "", 0


def _number(source: str) -> str:
    digits = source[2:].rstrip(";").lstrip("0xX") or "0"
    if len(digits) > len("1114111"):
        return "\ufffd"
    code = int(digits, 16 if source[2] in "xX" else 10)
    return html.unescape(source) or chr(code)  # a control character, which Python leaves out and browsers do not


@functools.cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE)


def raw_end(source: str, name: str, at: int) -> int:
    """Return where the content of an element ends that holds no tags (a script); `at` itself for any other element."""
    if name not in RAW:
        return at
    if name == "plaintext":
        return len(source)
    match = _end_of(name).search(source, at)
    return match.start() if match else len(source)
