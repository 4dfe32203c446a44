"""Reports of earlier runs, known by how they begin and end: a new one may take their place, but not that of an article.

A report may lie among the articles of a folder (`report.html`, `findings.jsonl`), and is written again by the next run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LOOKED_AT = 4096
"""Bytes at the beginning."""
_BEGINS = re.compile(
    r"""
    (?:\[\n)?\{"document":[ ]".*?",[ ]"verdict":[ ]"               # json, jsonl
    |\[\]\n\Z                                                      # json, gitlab: nothing was read, or found
    |\{"version":[ ]"2\.1\.0",[ ]"\$schema":[ ]"[^"\n]*sarif       # sarif
    |::(?:error|warning|notice)[ ](?:file|title)=[^\n]*::          # github
    |\[\n\{"description":[ ]".*?",[ ]"check_name":[ ]"             # gitlab
    |\{"source":[ ]\{"name":[ ]"newslint"                          # rdjson
    |\{"message":[ ]"[^\n]*"source":[ ]\{"name":[ ]"newslint"      # rdjsonl
    |<\?xml[^\n]*>\n<(?:testsuites[ ]name="newslint"|checkstyle[ ])  # junit, checkstyle
    |\#\#\#[ ]newslint:[ ]                                         # markdown
    |file,record,article,line,column,severity,family,rule,         # csv
    |<!DOCTYPE[ ]html>.*<meta[ ]name="generator"[ ]content="newslint[ ]  # html
    |[^\n]+:\d+:\d+:[ ](?:error|warning|note)[ ][a-z0-9-]+[ ]       # concise
    |[^\n]+:[ ]failure[ ][a-z0-9-]+[ ]                              # concise
    """,
    re.VERBOSE | re.DOTALL,
)
_TEXT_BEGINS = re.compile(r"(?:error|warning|note|not checked)\[[a-z0-9-]+\]: |(?:Mended|Found|Checked) [\d,]+ ")
_TEXT_ENDS = re.compile(r"Never checked: [a-z, ]+\.\n\Z")
"""Of the format `text`, which says nothing of itself at its beginning."""
_END = 60
"""Bytes in which it ends so."""


def is_report(path: Path) -> bool:
    """Whether a file is a report of newslint in any format, or empty; raise OSError if it cannot be read."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT).decode(errors="replace")
        file.seek(max(0, path.stat().st_size - _END))
        end = file.read().decode(errors="replace")
    return not start or bool(_BEGINS.match(start)) or bool(_TEXT_ENDS.search(end) and _TEXT_BEGINS.match(start))
