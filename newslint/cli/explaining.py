"""`newslint rules`, `explain` and `test`: what the rules are, why, and whether they hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newslint import readability, testing
from newslint.catalog import Catalog, builtin_folder, read_folder
from newslint.cli import options
from newslint.cli.streams import complain, results
from newslint.cli.workspace import Overrides, Workspace
from newslint.errors import ConfigError, RuleFileError, did_you_mean
from newslint.reference import explanation, manual, overview
from newslint.report.terminal import printable
from newslint.selection import LISTED_BY

if TYPE_CHECKING:
    from newslint.linter import Linter
    from newslint.rule import Rule


def rules(config: options.ConfigFile = None) -> None:
    """List all rules, with the severity of each and whether it offers a fix."""
    linter = Workspace(Overrides(config=config), starts_servers=False).setup("").linter
    with results() as stream:
        stream.write(_shown(overview(linter.catalog.rules, linter.rules)))


def explain(
    rule: Annotated[str | None, typer.Argument(metavar="RULE", help="The name of a rule, or of a family.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Explain all rules, as one page in Markdown.")] = False,
    config: options.ConfigFile = None,
) -> None:
    """Tell what a rule finds and why, with examples; of a family, which rules it has."""
    if every == (rule is not None):
        raise ConfigError("explain needs the name of a rule or family, or --all", hint=LISTED_BY)
    linter = Workspace(Overrides(config=config), starts_servers=False).setup("").linter
    with results() as stream:
        stream.write(_shown(manual(linter.catalog) if rule is None else _explained(rule, linter)))


def _explained(name: str, linter: Linter) -> str:
    """Return what a rule or a family is; raise ConfigError if there is none of that name."""
    catalog = linter.catalog
    if name in catalog.by_name:
        return explanation(catalog.by_name[name])
    if name in catalog.families:
        return overview([rule for rule in catalog.rules if rule.family == name], linter.rules)
    hint = did_you_mean(name, {*catalog.by_name, *catalog.families}, listed_by=LISTED_BY)
    raise ConfigError(f"there is no rule or family “{name}”", hint=hint)


def prove(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FOLDER", readable=False, help="Folders of rules.  [default: newslint's own]", show_default=False
        ),
    ] = None,
    backend: options.Backend = None,
) -> None:
    """Prove rules by the cases in their files: exact places, exact fixes, silence where there must be silence."""
    chosen = folders or [builtin_folder()]
    readable, broken = _read(chosen)
    own, _ = (readable, 0) if builtin_folder() in map(Path.resolve, chosen) else _read([builtin_folder()])
    everything = Catalog.of({rule.source: rule for rule in (*own, *readable)}.values()).rules
    failing = 0
    overrides = Overrides(backend=options.backend_name(backend))
    with results() as stream, Workspace(overrides) as workspace:
        backends = workspace.backends(Path())
        asked = {backend.name for backend in backends}
        absent = {"readability"} if readability.missing() else set()
        askable = [rule for rule in readable if not rule.backend or rule.backend in asked]
        provable = [rule for rule in askable if rule.extra not in absent]
        for rule in provable:
            problems = list(testing.problems(rule, everything, backends))
            failing += bool(problems)
            for problem in problems:
                expectation = problem.case.expectation
                number = rule.cases_that(expectation).index(problem.case) + 1
                stream.write(_shown(f"{rule.source}: [[{expectation}]] number {number}: {problem.says}\n"))
        cases = sum(len(rule.cases) for rule in provable)
        stream.write(f"Ran {cases} cases. Rules that hold: {len(provable) - failing}, that do not: {failing}")
        stream.write(f", that could not be read: {broken}.\n" if broken else ".\n")
        if left := len(readable) - len(askable):
            stream.write(f"Left out: {left} rules that need a backend (--backend languagetool).\n")
        if left := len(askable) - len(provable):
            stream.write(f"Left out: {left} that need an extra (pip install 'newslint[readability]').\n")
    raise typer.Exit(2 if broken else int(failing > 0))


def _shown(text: str) -> str:
    """Return the text as a terminal may show it: rule files may come from anywhere."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _read(folders: list[Path]) -> tuple[list[Rule], int]:
    """Return the rules of the folders, and how many could not be read; each of those is told."""
    readable: dict[Path, Rule] = {}
    broken = 0
    for found in (found for folder in folders for found in read_folder(folder)):
        if isinstance(found, RuleFileError):
            complain(str(found))
            broken += 1
        else:
            readable[found.source.resolve()] = found
    return list(readable.values()), broken
