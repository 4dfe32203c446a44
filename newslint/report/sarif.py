"""SARIF 2.1.0, for code scanning and viewers: one run, its results written as they come.

Keys of a JSON object have no order, so rules and what was not checked stand behind the results, once they are known.
"""

from __future__ import annotations

import shutil
import string
import tempfile
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, TextIO

import newslint
from newslint.finding import UNKNOWN_LANGUAGE, Safety, Severity
from newslint.report.gaps import label, told
from newslint.report.located import Located, uri
from newslint.report.notation import as_json
from newslint.rule import Expectation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Failure, Finding, Fix, Report, Suppressed
    from newslint.report import Tally
    from newslint.report.located import Region
    from newslint.rule import Rule
    from newslint.span import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
_IN_MEMORY = 1_000_000
_EXAMPLES = 2


def _scratch() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")


@dataclass(slots=True)
class Sarif:
    """Writes results at once and keeps what failed in a scratch file, so that memory grows with the rules only."""

    stream: TextIO
    tells_suppressed: bool = False
    """Whether findings that are not reported are results too, with their suppression; GitHub would open alerts."""
    _results: int = 0
    _indices: dict[str, int] = field(default_factory=dict)
    """The place of each rule that spoke in the list of rules."""
    _notifications: IO[str] = field(default_factory=_scratch)
    _notified: int = 0

    def __post_init__(self) -> None:
        """Begin the log."""
        head = {"columnKind": "unicodeCodePoints", "newlineSequences": ["\r\n", "\n", "\r"]}
        root = {_ROOT: {"description": _message("The folder in which newslint was run.")}}
        head_text = as_json({**head, "originalUriBaseIds": root})[:-1]
        self.stream.write(f'{{"version": "2.1.0", "$schema": "{_SCHEMA}", "runs": [\n{head_text}, "results": [')

    def add(self, report: Report) -> None:
        """Write the results of one article."""
        located = Located(report.document)
        for found in report.findings:
            self._result(located, found, {"suppressions": []} if self.tells_suppressed else {})
        for hidden in report.suppressed if self.tells_suppressed else ():
            self._result(located, hidden.finding, {"suppressions": [_suppression(hidden)]})
        for failure in report.failures:
            self._notifications.write(",\n" if self._notified else "\n")
            self._notifications.write(as_json(_notification(located, failure)))
            self._notified += 1

    def _result(self, located: Located, found: Finding, more: dict[str, Any]) -> None:
        index = self._indices.setdefault(found.rule, len(self._indices))
        self.stream.write(",\n" if self._results else "\n")
        self.stream.write(as_json({**_result(located, found, index), **more}))
        self._results += 1

    def close(self, tally: Tally) -> None:
        """Write what failed, and the rules that spoke."""
        self.stream.write(f'\n], "invocations": [{{"executionSuccessful": {as_json(tally.is_complete)}')
        if self._notified:
            self.stream.write(', "toolExecutionNotifications": [')
            self._notifications.seek(0)
            shutil.copyfileobj(self._notifications, self.stream)
            self.stream.write("\n]")
        self._notifications.close()
        version = newslint.__version__
        driver = as_json({"name": "newslint", "version": version, "semanticVersion": version})[:-1]
        rules = ",\n".join(as_json(_rule(name, tally.rules.get(name))) for name in self._indices)
        self.stream.write(f'}}], "tool": {{"driver": {driver}, "rules": [\n{rules}\n]}}}}}}\n]}}\n')


def reporter(stream: TextIO, output_format: str) -> Sarif:
    """Return the writer for `sarif` or `sarif-all`."""
    return Sarif(stream, output_format == "sarif-all")


def _result(located: Located, found: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": str(found.severity),
        "message": _message(located.said(found)),
        "locations": [_location(located, found.span)],
        "partialFingerprints": {"newslint/v1": found.fingerprint},
    }
    related = [
        {"id": number, **_location(located, reason.span), "message": _message(reason.says)}
        for number, reason in enumerate(found.evidence, start=1)
        if reason.span
    ]
    if related:
        result["relatedLocations"] = related
    if fixes := list(_fixes(located, found.fix)):
        result["fixes"] = fixes
    result["properties"] = {"family": found.family, "confidence": round(found.confidence, 3)}
    if found.evidence:
        result["properties"]["evidence"] = [reason.says for reason in found.evidence]
    return result


def _suppression(hidden: Suppressed) -> dict[str, str]:
    """Return why a finding is not reported. All results tell it, with an empty list those that are: SARIF wants so."""
    decision = {"kind": "external", "status": "accepted"}
    return {**decision, "justification": hidden.reason} if hidden.reason else decision


def _fixes(located: Located, fix: Fix | None) -> Iterator[dict[str, Any]]:
    """Yield the fix if it may be applied; what it promises stands in its properties, for want of a better place."""
    if fix is None or fix.safety is Safety.HINT:
        return
    replacements = [
        {"deletedRegion": _region(located.region_in_source(edit.span)), "insertedContent": {"text": edit.text}}
        for edit in located.edits(fix)
    ]
    if replacements:
        yield {
            "description": _message(fix.title),
            "artifactChanges": [{"artifactLocation": _artifact(located), "replacements": replacements}],
            "properties": {"safety": str(fix.safety)},
        }


def _location(located: Located, span: Span) -> dict[str, Any]:
    """Return a place: in a record the line of the file, and the article's name and the line and column in it."""
    region = located.region(span)
    physical = {"artifactLocation": _artifact(located)}
    if not located.is_record:
        return {"physicalLocation": {**physical, "region": _region(region)}}
    record = located.doc.record
    logical = {
        "name": located.doc.id,
        "fullyQualifiedName": f"{located.file}#row={record}",
        "kind": "article",
        "properties": {"line": region.line, "column": region.column, "start": span.start, "end": span.end},
    }
    return {"physicalLocation": {**physical, "region": {"startLine": record}}, "logicalLocations": [logical]}


def _artifact(located: Located) -> dict[str, Any]:
    address = uri(located.file)
    return {"uri": address} if PurePath(located.file).is_absolute() else {"uri": address, "uriBaseId": _ROOT}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": region.span.start,
        "charLength": region.span.end - region.span.start,
    }


def _notification(located: Located, failure: Failure) -> dict[str, Any]:
    told_of = {"physicalLocation": {"artifactLocation": _artifact(located)}}
    if located.is_record:
        told_of["physicalLocation"]["region"] = {"startLine": located.doc.record}
    notification = {
        "descriptor": {"id": label(failure)},
        "level": "warning" if failure.is_of_backend else "error",
        "message": _message(told(failure)),
        "locations": [told_of],
    }
    if failure.rule and failure.rule != UNKNOWN_LANGUAGE and not failure.is_of_backend:
        notification |= {"descriptor": {"id": "failed-rule"}, "associatedRule": {"id": failure.rule}}
    return notification


def _message(text: str) -> dict[str, str]:
    """Return a message: braces, which would be placeholders, are doubled; brackets must not make an article's link."""
    return {"text": _literal(text).replace("](", "]\u2060(") or " "}


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    """Return what is known of a rule; of one that a caller of the library made up, no more than its name."""
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": _message(_general(rule.message)),
        "fullDescription": _message(_one_line(rule.why)),
        "help": {"text": _literal(_help(rule)), "markdown": _literal(_help_in_markdown(rule))},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {
            "family": rule.family,
            "tags": [rule.family],
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _general(message: str) -> str:
    """Return a rule's message with … for what it says of one place."""
    return "".join(text + ("" if name is None else "…") for text, name, _, _ in string.Formatter().parse(message))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _examples(rule: Rule) -> Iterator[tuple[str, str]]:
    for case in rule.cases_that(Expectation.BAD)[:_EXAMPLES]:
        yield "Found", case.text
        if case.fix is not None:
            yield "Mended", case.fix
    for case in rule.cases_that(Expectation.GOOD)[:_EXAMPLES]:
        yield "Left alone", case.text


def _help(rule: Rule) -> str:
    examples = [f"{said}: {_one_line(text)}" for said, text in _examples(rule)]
    return "\n".join([_one_line(rule.why), "", *examples, "", f"`newslint explain {rule.id}` tells more."])


def _help_in_markdown(rule: Rule) -> str:
    """Return the help with each example in a block of code, whose fence is longer than any in it."""
    lines = [_one_line(rule.why)]
    for said, text in _examples(rule):
        fence = "`" * max(3, _longest_run(text) + 1)
        lines += ["", f"{said}:", "", f"{fence}text", text.strip("\n"), fence]
    return "\n".join([*lines, "", f"`newslint explain {rule.id}` tells more."])


def _longest_run(text: str) -> int:
    """Return the length of the longest run of backticks."""
    longest = 0
    while "`" * (longest + 1) in text:
        longest += 1
    return longest
