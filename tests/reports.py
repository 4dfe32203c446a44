"""One small run with everything that is hard for reports, and its golden files.

`python -m tests.reports` writes tests/data/reports anew.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import newslint
from newslint import Document, Edit, Evidence, Failure, Finding, Fix, Report, Rule, Safety, Severity, Span
from newslint.finding import Suppressed
from newslint.report import FORMATS, Tally, reporter
from newslint.rule import Case, Expectation

FOLDER = Path(__file__).parent / "data" / "reports"
ENDINGS = {
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
    "markdown": "md",
    "text": "txt",
    "concise": "concise.txt",
}
VERSION = "1.2.3"

TEXT = (
    "Ferry back 😀 at the cafe\u0301 quay\r\n"
    "😀 cafe\u0301: the Timesand Post {said}.\r\n"
    "\r\n"
    "Editor: Why?\r\n"
    "Expert: Because.\r\n"
)
MARKUP = "<p>Tarn &amp; Moen 😀</p>\n<p>the <em>Gazette</em>and Bell</p>\n"
MARKED_UP = "Tarn & Moen 😀\nthe Gazetteand Bell\n"


def _at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


@dataclass(frozen=True)
class Page:
    """An origin that knows the two places which this run asks for."""

    source: str = MARKUP

    def place(self, span: Span) -> Span:
        word = MARKUP.index("Gazette")
        return Span(word, MARKUP.index(" Bell")) if span == _at(MARKED_UP, "Gazetteand") else Span(word, word + 7)

    def takes(self, changes: object) -> bool:
        return bool(changes)

    def changed(self, changes: object) -> Document:
        changed = MARKUP.replace("</em>", "</em> ") if changes else MARKUP
        return Document(MARKED_UP.replace("Gazetteand", "Gazette and"), origin=Page(changed))


def _rule(name: str, severity: Severity, message: str) -> Rule:
    cases = (
        Case.parse(Expectation.BAD, "the ⟦Timesand⟧ Post", fix="the Times and Post"),
        Case.parse(Expectation.GOOD, "a ```thousand``` people"),
    )
    why = "A link was taken out,\nand its space with it.\n\nNobody {noticed}."
    return Rule(name, "glue", severity, message, why, lambda _: iter(()), lambda: cases, Path(f"{name}.toml"))


RULES = (
    _rule("glued-words", Severity.ERROR, "“{match}” looks like “{left} {right}” with a space lost"),
    _rule("appended-interview", Severity.WARNING, "an interview stands after the article ends"),
    _rule("slow-rule", Severity.NOTE, "slow"),
)


def _article() -> Report:
    glued = _at(TEXT, "Timesand")
    words = Finding(
        rule="glued-words",
        family="glue",
        span=glued,
        message="“Timesand” looks like “Times and” with a space lost, see [there](1) and {0}",
        severity=Severity.ERROR,
        confidence=0.98765,
        fix=Fix("write “Times and”", (Edit(Span(glued.start + 5, glued.start + 5), " "),)),
        evidence=(Evidence("“cafe\u0301” has its space", _at(TEXT, "cafe\u0301: ")), Evidence("no word")),
        fingerprint="f00d",
    )
    tail = Span(TEXT.index("Editor"), len(TEXT))
    interview = Finding(
        rule="appended-interview",
        family="appended",
        span=tail,
        message="an interview stands after the article ends",
        severity=Severity.WARNING,
        fix=Fix("delete it", (Edit(Span(tail.start - 2, tail.start), ""), Edit(tail, "")), Safety.UNSAFE),
        fingerprint="beef",
    )
    hint = Finding(
        rule="glued-words",
        family="glue",
        span=_at(TEXT, "quay"),
        message="“quay” may be a name",
        severity=Severity.NOTE,
        confidence=0.5,
        fix=Fix("write “Quay”", (Edit(_at(TEXT, "quay"), "Quay"),), Safety.HINT),
        fingerprint="cafe",
    )
    name = "desk 1/café, 100%.txt"
    return Report(
        Document(TEXT, name, file=name), (hint, words, interview), (Failure("slow-rule", "crashed: ValueError: }"),)
    )


def _page() -> Report:
    span = _at(MARKED_UP, "Gazetteand")
    found = Finding(
        rule="glued-words",
        family="glue",
        span=span,
        message="“Gazetteand” looks like “Gazette and” with a space lost",
        severity=Severity.ERROR,
        fix=Fix("write “Gazette and”", (Edit(Span(span.start + 7, span.start + 7), " "),)),
        evidence=(Evidence("“Gazette” is in italics", Span(span.start, span.start + 7)),),
        fingerprint="0001",
    )
    return Report(Document(MARKED_UP, "page.html", file="page.html", origin=Page()), (found,))


def _records() -> list[Report]:
    text = "Sound.\nThe Timesand Post."
    glued = Finding(
        rule="glued-words",
        family="glue",
        span=_at(text, "Timesand"),
        message="“Timesand” looks like “Times and” with a space lost",
        severity=Severity.ERROR,
        fix=Fix("write “Times and”", (Edit(Span(16, 16), " "),)),
        evidence=(Evidence("it is sound here", Span(0, 5)),),
        fingerprint="f00d",
    )
    absent = Failure("languagetool", "cannot be reached", is_of_backend=True)
    broken = Failure("", "set.jsonl:19: is no JSON")
    return [
        Report(Document(text, "item-17", file="set.jsonl", record=17), (glued,)),
        Report(Document("Sound.", "item-18", file="set.jsonl", record=18), failures=(absent,)),
        Report(Document("", "set.jsonl:19", file="set.jsonl", record=19), failures=(broken,)),
    ]


def _decided() -> Report:
    """Return an article with a finding of the baseline and one that a waiver lets pass."""
    text = "The Timesand Post and the Bellof Tarn.\n"
    known, waived = (
        Finding(
            rule="glued-words",
            family="glue",
            span=_at(text, word),
            message=f"“{word}” is two words",
            severity=Severity.ERROR,
            fingerprint=word,
        )
        for word in ("Timesand", "Bellof")
    )
    hidden = (Suppressed(known, ""), Suppressed(waived, "that is the paper’s name: {sic}"))
    return Report(Document(text, "decided.txt", file="decided.txt"), suppressed=hidden)


def run() -> list[Report]:
    """Return the reports of the run."""
    error = "gone.txt: cannot be read\n  Look for it."
    return [
        _article(),
        _decided(),
        Report(Document("Sound.", "sound.txt", file="sound.txt")),
        _page(),
        *_records(),
        Report(Document("", "gone.txt", file="gone.txt"), failures=(Failure("", error),)),
    ]


def written(output_format: str, reports: list[Report]) -> str:
    """Return what a format makes of reports."""
    stream, tally = io.StringIO(newline=""), Tally({rule.id: rule for rule in RULES})
    made = reporter(output_format, stream)
    for report in reports:
        tally.add(report)
        made.add(report)
    made.close(tally)
    return stream.getvalue()


def golden(output_format: str) -> Path:
    """Return the file that holds what a format makes of the run."""
    return FOLDER / f"run.{ENDINGS.get(output_format, output_format)}"


if __name__ == "__main__":
    newslint.__version__ = VERSION
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in FORMATS:
        golden(name).write_text(written(name, run()), encoding="utf-8", newline="")
    sys.stdout.write(f"wrote {len(FORMATS)} files\n")
