"""Rules described for editors: one line each, or one page each, made from the rule files.

`python -m newslint.reference > rules/README.md` writes the index of the rules anew.
"""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING

from newslint.document import Document
from newslint.finding import Family
from newslint.linter import Linter
from newslint.rule import Asked, Expectation, Status
from newslint.testing import marked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newslint.catalog import Catalog
    from newslint.rule import Case, Rule

_WIDTH = 100
_GOOD_SHOWN = 4
_IN_MANUAL = 2
"""Cases of each sort: all would make a book of the page."""
_REACH = 40
_FAMILIES_OF_WORDS = {Family.GLUE, Family.CASE}
"""What they take for damage may be a name or a brand that only the house knows."""


def overview(rules: Sequence[Rule], running: Collection[Rule]) -> str:
    """Return a table of rules by family, each with a place where it speaks; those not in `running` are marked."""
    width = max(len(rule.id) for rule in rules)
    lines = []
    for family in sorted({rule.family for rule in rules}):
        lines.append(family)
        for rule in rules:
            if rule.family == family:
                state = "" if rule in running else "(off) "
                fixes = f"fix: {promise(rule)}" if promise(rule) else ""
                lines.append(f"  {rule.id:{width}}  {rule.severity:7}  {fixes:19}  {state}{_example_place(rule)}")
    lines += ["", "`newslint explain RULE` tells more about each."]
    return "\n".join(lines) + "\n"


def index(catalog: Catalog) -> str:
    """Return the index of the rules as a Markdown page."""
    lines = [
        "<!-- Written by `python -m newslint.reference > rules/README.md`; a test holds it current. -->",
        "# The rules",
        "",
        "A rule is one file, `<family>/<rule>.toml`. To add one, write its file; `newslint test` proves it, and this",
        "page is made anew. Word classes that several rules share are in `classes.toml`; those of one rule alone may",
        "stand in its file, below `[classes]`.",
    ]
    for family in sorted(catalog.families):
        lines += ["", f"## {family}", "", "| rule | severity | fix | speaks here |", "|---|---|---|---|"]
        for rule in catalog.rules:
            if rule.family == family:
                link = f"[{rule.id}]({family}/{rule.id}.toml)"
                place = _example_place(rule).replace("|", "\\|")
                lines.append(f"| {link} | {rule.severity} | {promise(rule)} | {place} |")
    return "\n".join(lines) + "\n"


def promise(rule: Rule) -> str:
    """Return what the fixes of a rule promise, as its bad cases show: `safe`, `unsafe`, both, or nothing."""
    if isinstance(rule.check, Asked):
        has_fix = any(case.fix is not None for case in rule.cases_that(Expectation.BAD))
        return str(rule.check.safety) if has_fix else ""
    linter = Linter.of([rule])
    reports = [linter.lint(Document(case.text)) for case in rule.cases_that(Expectation.BAD)]
    promises = {found.fix.safety for report in reports for found in report.findings if found.fix}
    return " or ".join(sorted(promises))


def _example_place(rule: Rule) -> str:
    """Return the neighbourhood of the first fault of the first bad case, on one line."""
    case = rule.cases_that(Expectation.BAD)[0]
    first = case.spans[0]
    place = marked(case.text, [first])
    start = max(0, place.rfind(" ", 0, max(0, first.start - _REACH)) + 1)
    end = min(len(place), first.start + _REACH * 2)
    shown = " ".join(f"{'… ' if start else ''}{place[start:end].strip()}{' …' if end < len(place) else ''}".split())
    return "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char) in {"Cc", "Cf", "Co"} else char for char in shown
    )


def explanation(rule: Rule) -> str:
    """Return the page of one rule: what, why, what it says and where, where it is silent, what it misses."""
    return "\n".join(_page(rule)) + "\n"


def manual(catalog: Catalog) -> str:
    """Return a Markdown page that explains all rules, by family."""
    lines = [
        "<!-- Written by `newslint explain --all > docs/rules.md`; a test holds it current. -->",
        "# What newslint finds, and why",
    ]
    for family in sorted(catalog.families):
        lines += ["", f"## {family}"]
        for rule in catalog.rules:
            if rule.family == family:
                lines += ["", f"### {rule.id}", "", f"*{_traits(rule)}*", ""]
                lines += _why(rule)
                # A fence wider than any that an example may hold.
                lines += ["~~~~~text", *_examples(rule, _IN_MANUAL), "~~~~~"]
    return "\n".join(lines) + "\n"


def _page(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}  ({_traits(rule)})"
    if rule.formerly:
        yield f"formerly {', '.join(sorted(rule.formerly))}"
    yield ""
    yield from _why(rule)
    yield from _examples(rule)
    if rule.family in _FAMILIES_OF_WORDS:
        yield ""
        yield "A word of your house? Add it to [vocabulary] accept in newslint.toml."


def _traits(rule: Rule) -> str:
    languages = ", ".join(sorted(rule.languages)) or "any language"
    preview = ", preview: runs only if selected by name" if rule.status is Status.PREVIEW else ""
    asked = f", runs only with --backend {rule.backend}" if rule.backend else ""
    return f"{rule.family}, {rule.severity}, {languages}{preview}{asked}"


def _why(rule: Rule) -> Iterator[str]:
    for paragraph in rule.why.split("\n\n"):
        yield textwrap.fill(" ".join(paragraph.split()), _WIDTH)
        yield ""


def _examples(rule: Rule, most: int | None = None) -> Iterator[str]:
    """Yield the cases of a rule, of the bad ones the shortest `most`."""
    yield "It speaks here:"
    for case in sorted(rule.cases_that(Expectation.BAD), key=lambda case: len(case.text) if most else 0)[:most]:
        yield from _example(marked(case.text, case.spans), case)
    yield "It is silent here:"
    for case in rule.cases_that(Expectation.GOOD)[: most or _GOOD_SHOWN]:
        yield _indented(case.text, "  ")
    missed = rule.cases_that(Expectation.MISSED)
    if missed:
        yield ""
        yield "It misses, so far:"
        for case in missed:
            yield _indented(marked(case.text, case.spans), "  ")
            yield _indented(f"({case.because})", "    ")


def _example(text: str, case: Case) -> Iterator[str]:
    yield _indented(text, "  ")
    if case.fix is not None:
        yield _indented(case.fix, "  → ")


def _indented(text: str, indent: str) -> str:
    """Return the text in lines of their own, the first after `indent`, the others below it."""
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    following = " " * len(indent)
    return "\n".join(
        textwrap.fill(line, _WIDTH, initial_indent=following if number else indent, subsequent_indent=following)
        for number, line in enumerate(lines)
    )


if __name__ == "__main__":
    from newslint.catalog import Catalog

    sys.stdout.write(index(Catalog.load()))
