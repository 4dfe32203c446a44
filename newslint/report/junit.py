"""JUnit's XML, for the test pages of CI systems: a suite an article, a failure for each finding that fails the run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from newslint.report.gaps import label, told
from newslint.report.located import Located
from newslint.report.notation import attribute, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.finding import Failure, Finding, Report
    from newslint.report import Tally


@dataclass(slots=True)
class JUnit:
    """Writes suite after suite. What does not fail the run stands in the suite's output, where it turns nothing red."""

    stream: TextIO

    def __post_init__(self) -> None:
        """Begin the document."""
        self.stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="newslint">\n')

    def add(self, report: Report) -> None:
        """Write one article's suite."""
        self.stream.writelines(f"{line}\n" for line in _suite(report))

    def close(self, tally: Tally) -> None:  # noqa: ARG002 - this format tells articles, not runs
        """End the document."""
        self.stream.write("</testsuites>\n")


def reporter(stream: TextIO, output_format: str) -> JUnit:  # noqa: ARG001 - every format's door looks alike
    """Return the writer."""
    return JUnit(stream)


def _suite(report: Report) -> Iterator[str]:
    located = Located(report.document)
    failing = report.failing
    errors = [failure for failure in report.failures if not failure.is_of_backend]
    cases = max(1, len(failing) + len(errors))
    counts = attribute("tests", cases) + attribute("failures", len(failing)) + attribute("errors", len(errors))
    yield f"  <testsuite{attribute('name', _name(located))}{counts}>"
    for found in failing:
        yield from _failed(located, found)
    for failure in errors:
        yield from _unchecked(located, failure)
    if not failing and not errors:
        yield f"    <testcase{_case(located, 'newslint')}/>"
    stopping = set(map(id, failing))
    others = [_line(located, found) for found in report.findings if id(found) not in stopping]
    others += [told(failure) for failure in report.failures if failure.is_of_backend]
    if others:
        yield f"    <system-out>{xml(chr(10).join(others))}</system-out>"
    yield "  </testsuite>"


def _name(located: Located) -> str:
    return f"{located.file}: {located.doc.id}" if located.is_record else located.file


def _case(located: Located, name: str, line: int = 0) -> str:
    """Return the attributes of a test case; `line` is 0 where none is known."""
    place = attribute("file", located.file) + (attribute("line", line) if line else "")
    return attribute("classname", _name(located)) + attribute("name", name) + place


def _failed(located: Located, found: Finding) -> Iterator[str]:
    name = f"{found.rule} at {located.position(found.span)}"
    told_of = [_line(located, found), *(f"evidence: {reason.says}" for reason in found.evidence)]
    if found.fix:
        told_of.append(f"{found.fix.safety} fix: {found.fix.title}")
    kind = attribute("type", found.rule) + attribute("message", found.message)
    yield f"    <testcase{_case(located, name, located.line(found.span))}>"
    yield f"      <failure{kind}>{xml(chr(10).join(told_of))}</failure>"
    yield "    </testcase>"


def _unchecked(located: Located, failure: Failure) -> Iterator[str]:
    yield f"    <testcase{_case(located, label(failure), located.doc.record)}>"
    yield f"      <error{attribute('type', label(failure))}{attribute('message', told(failure))}/>"
    yield "    </testcase>"


def _line(located: Located, found: Finding) -> str:
    place = f"{_name(located)}:{located.position(found.span)}"
    return f"{place}: {found.severity} {found.rule} {found.message}"
