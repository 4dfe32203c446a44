"""JSON that every reader takes, and text that XML may hold."""

from __future__ import annotations

import html
import json
import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# XML 1.0 has no way to write these, not even as a character reference.
_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_MARKUP = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_BLANKS = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def as_json(value: object) -> str:
    """Return a value as JSON on one line. A lone surrogate, which strict readers refuse, becomes U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))


def in_script(value: object) -> str:
    """Return a value as JSON that may stand in a `<script>` of a page: no tag and no comment begins or ends in it."""
    return as_json(value).translate(_NO_MARKUP)


def xml(text: str) -> str:
    """Return the text as XML 1.0 can hold it between tags; U+FFFD stands for a character that it cannot hold."""
    return html.escape(_ILLEGAL_IN_XML.sub("\ufffd", text), quote=False).replace("\r", "&#13;")


def attribute(name: str, value: object) -> str:
    """Return an attribute with a blank before it; line ends and tabs in it survive the reader."""
    shown = html.escape(_ILLEGAL_IN_XML.sub("\ufffd", str(value))).translate(_BLANKS)
    return f' {name}="{shown}"'
