"""The default output, for an editor at a terminal: the place, the fault, the mended text, the evidence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol, TextIO

from newslint.finding import Safety, Severity
from newslint.report.excerpt import excerpt, line_around
from newslint.report.gaps import lacking, never_checked
from newslint.report.places import Places
from newslint.report.terminal import counted, printable
from newslint.span import Span

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.finding import Finding, Fix, Report
    from newslint.report import Tally

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_QUIET = "dim"
_WIDTH_OF_FILES = 100
_ASK_FOR_STYLES = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which rich takes a file for a terminal."""
_WIDEST = 120
_LONGEST_SHOWN_FIX = 80
_NEIGHBOURS = 16
_LONGEST_CARETS = 24
_UNSAFE = "they change words, or mend what may be no fault: read --diff first"


Line = list[tuple[str, str]]
"""Texts, each with its style as rich calls it; empty: none."""


class _Console(Protocol):
    @property
    def width(self) -> int: ...

    def print(self, *lines: Line) -> None: ...


class _Plain:
    """Writes lines to a file. It has no styles, and rich takes longer to be imported than an article to be checked."""

    width = _WIDTH_OF_FILES

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def print(self, *lines: Line) -> None:
        self._stream.write("".join("".join(text for text, _ in line) + "\n" for line in lines))
        self._stream.flush()


class _Styled:
    """Writes lines to a terminal, or to what is told to be one."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console  # noqa: PLC0415 - wanted only here

        width = None if stream.isatty() else _WIDTH_OF_FILES
        self._console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=True)

    @property
    def width(self) -> int:
        return self._console.width

    def print(self, *lines: Line) -> None:
        from rich.text import Text  # noqa: PLC0415 - the same

        self._console.print(*(Text.assemble(*line) for line in lines), sep="\n")


class TextReporter:
    """Writes findings as windows on the text, and a last line that tells what was and what was not checked."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream; colour and the width of the window follow from whether it is a terminal."""
        may_have_styles = stream.isatty() or any(name in os.environ for name in _ASK_FOR_STYLES)
        self._console: _Console = _Styled(stream) if may_have_styles else _Plain(stream)

    def add(self, report: Report) -> None:
        """Write what was found in one article."""
        doc = report.document
        places = Places(doc.source)
        name = printable(doc.id)
        for found in report.findings:
            self._finding(found, doc, name, places)
        for failure in report.failures:
            if failure.rule:
                heading = [(f"not checked[{failure.rule}]", "bold magenta"), (f": {printable(failure.error)}", "")]
                self._console.print(heading, [(f"  --> {name}", _QUIET)], [])

    def _finding(self, found: Finding, doc: Document, name: str, places: Places) -> None:
        style = _STYLES[found.severity]
        text, place = doc.text, doc.place(found.span)
        line = places.line(place.start)
        gutter = " " * len(str(line))
        extent = _extent(found.span, text, line, places.line(max(place.start, place.end - 1)))
        window = excerpt(text, found.span, min(self._console.width, _WIDEST) - len(gutter) - 3)
        lines: list[Line] = [
            [(f"{found.severity}[{found.rule}]", style), (": ", ""), (printable(found.message), "bold")],
            [(f"{gutter}--> ", _QUIET), (f"{name}:{line}:{places.column(place.start)}", "")],
            [(f"{gutter} |", _QUIET)],
            [(f"{line} | ", _QUIET), (window.text, "")],
            [
                (f"{gutter} | ", _QUIET),
                (" " * window.indent, ""),
                ("^" * (min(window.carets, _LONGEST_CARETS) if extent else window.carets), style),
                (extent, ""),
            ],
        ]
        if found.fix:
            lines.append(_remark(gutter, _fix_label(found.fix), _mended(found.fix, text)))
        lines += [_remark(gutter, "or", fix.title) for fix in found.suggestions]
        if found.evidence:
            lines.append(_remark(gutter, "evidence", "; ".join(reason.says for reason in found.evidence)))
        self._console.print(*lines, [])

    def close(self, tally: Tally) -> None:
        """Write the counts, the next step and what was not checked."""
        for line in _closing(tally):
            self._console.print(line)


def reporter(stream: TextIO, output_format: str) -> TextReporter:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return TextReporter(stream)


def _remark(gutter: str, label: str, text: str) -> Line:
    return [(f"{gutter} = ", _QUIET), (f"{label}: ", "bold"), (printable(text), "")]


def _extent(span: Span, text: str, first: int, last: int) -> str:
    """Return how far a span reaches if the first line of its place in the source is not the last."""
    if last == first:
        return ""
    end = "the end" if not text[span.end :].strip() else f"line {last}"
    return f" {span.end - span.start:,} characters, to {end}"


def _fix_label(fix: Fix) -> str:
    return {Safety.SAFE: "fix", Safety.UNSAFE: "unsafe fix", Safety.HINT: "hint"}[fix.safety]


def _mended(fix: Fix, text: str) -> str:
    """Return the mended place with a little of what stands around it, or the fix's title if it is a long one."""
    line = line_around(text, fix.span.start)
    if not line.contains(fix.span) or fix.span.end - fix.span.start > _LONGEST_SHOWN_FIX:
        return fix.title
    start = max(line.start, text.rfind(" ", 0, max(0, fix.span.start - _NEIGHBOURS)) + 1)
    end = text.find(" ", fix.span.end + _NEIGHBOURS, line.end)
    around = Span(start, line.end if end < 0 else end)
    mended = fix.result(text, around)
    if len(mended) > _LONGEST_SHOWN_FIX:
        return fix.title
    return f"{'…' if start > line.start else ''}{mended}{'…' if around.end < line.end else ''}"


def _closing(tally: Tally) -> list[Line]:
    found = [counted(tally.findings[severity], severity) for severity in Severity if tally.findings[severity]]
    lines: list[Line] = []
    if tally.mended:
        lines.append([(f"Mended {counted(tally.mended, 'place')}.", "bold green")])
    if found:
        lines.append([(f"Found {_listed(found)}.{_next_step(tally)}", "bold")])
    checked = f"Checked {counted(tally.articles, 'article')} with {counted(len(tally.rules), 'rule')}."
    return [*lines, [(checked, ""), *_unchecked(tally, clean=not found)]]


def _next_step(tally: Tally) -> str:
    safe, unsafe = tally.fixes[Safety.SAFE], tally.fixes[Safety.UNSAFE]
    if safe:
        more = f", and {unsafe:,} more with --unsafe-fixes ({_UNSAFE})" if unsafe else ""
        return f" `newslint fix` mends {safe:,}{more}."
    if unsafe:
        return f" `newslint fix --unsafe-fixes` mends {unsafe:,} ({_UNSAFE})."
    return ""


def _unchecked(tally: Tally, *, clean: bool) -> Line:
    gaps = [printable(gap) for gap in lacking(tally, with_reasons=True)]
    hidden = [f"{number:,} {where}" for number, where in _hidden(tally) if number]
    start = f" Not shown: {_listed(hidden)}. " if hidden else " "
    if clean and tally.articles and not gaps:
        start = f" Nothing {'else ' if hidden else ''}to complain about.{start}"
    problems = f"NOT CHECKED: {_listed(gaps)}. " if gaps else ""
    return [(start, ""), (problems, "bold magenta"), (f"Never checked: {never_checked(tally)}.", _QUIET)]


def _hidden(tally: Tally) -> list[tuple[int, str]]:
    return [(tally.baselined, "of the baseline"), (tally.waived, "waived")]


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
