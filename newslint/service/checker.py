"""What is done with one article: read, check, mend, and told in JSON. This is what runs in the processes."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from newslint.document import Document
from newslint.errors import NewslintError
from newslint.finding import Failure, Report, Safety
from newslint.fixer import apply, mend
from newslint.report.wire import as_object
from newslint.rule import Expectation
from newslint.service.units import in_utf16

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newslint.finding import Fix
    from newslint.linter import Linter
    from newslint.suppression import Suppression

FORMATS = ("text", "html", "markdown")

_SAMPLE = "“The ferry sails,” said Ada Orrin.\n\nShe told the *Gazette* that <b>Tarn</b> waits.\n"


@dataclass(frozen=True, slots=True)
class Task:
    """An article, and what shall be done with it."""

    content: str
    format: str = "text"
    id: str = ""
    language: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    utf16: bool = False
    fixes: Literal["safe"] | Sequence[str] | None = None
    """Which fixes shall be made: the safe ones, or those of the findings with these fingerprints; None for a check."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a task, ready to be sent, and what metrics and logs need of it."""

    body: bytes
    verdict: str
    complete: bool
    findings: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many findings of each rule and severity."""


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules by which articles are checked, and what is let pass."""

    linter: Linter
    suppression: Suppression

    def answer(self, task: Task) -> Answer:
        """Do the task. What goes wrong over an article is in the answer."""
        try:
            return self._answer(task)
        except NewslintError as error:
            return unfinished(task, f"cannot be read: {error.problem}")
        except Exception as error:  # noqa: BLE001 - one article must not end the process; what it says may be its text
            return unfinished(task, f"crashed: {type(error).__name__}")

    def _answer(self, task: Task) -> Answer:
        doc = _read(task, self.linter.language)
        linter = _TaskLinter(self, task)
        if task.fixes is None:
            return _answer(task, linter.lint(doc), {})
        if task.fixes == "safe":
            mended = mend(linter, doc)
            made = [{"title": fix.title, "safety": str(fix.safety)} for fix in mended.applied]
            return _answer(task, mended.report, {"applied": made, "not_applied": []})
        return _mended_by_name(task, doc, linter)

    def warm_up(self) -> None:
        """Let every rule speak once: word lists are read, and patterns made, for the first article that needs them."""
        for rule in self.linter.rules:
            for case in rule.cases_that(Expectation.BAD)[:1]:
                self.answer(Task(case.text))
        for format_ in FORMATS:
            self.answer(Task(_SAMPLE, format_, fixes="safe"))


@dataclass(frozen=True, slots=True)
class _TaskLinter:
    """The linter as one article needs it: what is told of the article counts more than what its page says."""

    checker: Checker
    task: Task

    def lint(self, article: Document) -> Report:
        language = self.task.language or article.language
        doc = replace(article, language=language, meta={**article.meta, **self.task.meta})
        suppression = replace(self.checker.suppression, today=dt.datetime.now(tz=dt.UTC).date())
        return suppression.applied(self.checker.linter.lint(doc))


def unfinished(task: Task, problem: str) -> Answer:
    """Return the answer for an article that could not be checked: never a pass, and never a finding."""
    doc = Document(task.content if task.format == "text" else "", task.id)
    extra: dict[str, Any] = {} if task.fixes is None else {task.format: task.content, "applied": [], "not_applied": []}
    return _answer(task, Report(doc, failures=(Failure("", problem),)), extra, "warn")


def _read(task: Task, language: str) -> Document:
    if task.format == "html":
        from newslint.sources import html  # noqa: PLC0415 - not every service reads it

        return html.read(task.content, task.id, language=task.language or language)
    if task.format == "markdown":
        from newslint.sources import markdown  # noqa: PLC0415 - an extra

        return markdown.read(task.content, task.id, language=task.language or language)
    return Document(task.content, task.id, task.language or language)


def _mended_by_name(task: Task, doc: Document, linter: _TaskLinter) -> Answer:
    """Make the fixes that the task names, once: what another one forbids is told, and left."""
    report = linter.lint(doc)
    by_name = {found.fingerprint: found for found in report.findings}
    fixes: dict[str, tuple[str, Fix]] = {}
    not_applied = []
    for name in dict.fromkeys(task.fixes or ()):
        found = by_name.get(name)
        if found is None:
            not_applied.append({"fingerprint": name, "why": "there is no such finding in this article"})
        elif found.fix is None or found.fix.safety is Safety.HINT:
            not_applied.append({"fingerprint": name, "why": "it has no fix that can be made"})
        else:
            fixes[name] = (found.rule, found.fix)
    text, made = apply(doc.text, [fix for _, fix in fixes.values()])
    applied = []
    for name, (rule, fix) in fixes.items():
        if fix in made:
            applied.append({"fingerprint": name, "rule": rule, "title": fix.title, "safety": str(fix.safety)})
        else:
            not_applied.append({"fingerprint": name, "why": "another fix changes the same place"})
    if made:
        report = linter.lint(doc.changed(text, (edit for fix in made for edit in fix.edits)))
    return _answer(task, report, {"applied": applied, "not_applied": not_applied})


def _answer(task: Task, report: Report, extra: Mapping[str, Any], verdict: str = "") -> Answer:
    doc = report.document
    told = as_object(report)
    if task.utf16:
        in_utf16(told, doc)
    told["verdict"] = verdict or report.verdict
    told["complete"] = not report.failures
    told["offsets"] = "utf-16" if task.utf16 else "code-points"
    if task.fixes is not None:
        told[task.format] = doc.source
        told.update(extra)
    counted = Counter((found.rule, str(found.severity)) for found in report.findings)
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Answer(body, told["verdict"], told["complete"], dict(counted))
