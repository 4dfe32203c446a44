"""The loop: an article in, a report out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint import judge
from newslint.catalog import Catalog
from newslint.document import Document
from newslint.finding import Failure, Finding, Report
from newslint.prefilter import Prefilter
from newslint.selection import select as selected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.rule import Rule


class Linter:
    """A set of rules ready to run. Immutable, thread-safe and picklable: a copy in another process reads them anew."""

    def __init__(
        self,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        rules: Iterable[str | Path] = (),
        language: str = "en",
    ) -> None:
        """Take the rules and families that run or do not, further folders of rules, and the articles' usual language.

        Raises ConfigError for unknown names and RuleFileError for a rule file that cannot be used.
        """
        self.language = language
        self._select, self._ignore, self._folders = tuple(select), tuple(ignore), tuple(map(Path, rules))
        self.catalog = Catalog.load(self._folders)
        self.rules: tuple[Rule, ...] = selected(self.catalog, self._select, self._ignore)
        self._prefilter = Prefilter(self.rules)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the options, not the rules."""
        options = {"select": self._select, "ignore": self._ignore, "rules": self._folders, "language": self.language}
        return _rebuilt, (options,)

    def lint(self, article: Document | str) -> Report:
        """Return what the rules find. A check that crashes or takes too long becomes a Failure of the report."""
        doc = article if isinstance(article, Document) else Document(article, language=self.language)
        findings: list[Finding] = []
        failures: list[Failure] = []
        for rule in self._prefilter.candidates(doc.text):
            if not rule.judges(doc):
                continue
            try:
                findings += [judge.finding(doc, rule, hit) for hit in rule.check(doc)]
            except TimeoutError:
                failures.append(Failure(rule.id, "took too long in this article and was given up"))
            except Exception as error:  # noqa: BLE001 - one broken rule must not end a run over a million articles
                failures.append(Failure(rule.id, f"crashed: {type(error).__name__}: {error}"))
        return Report(doc, judge.settled(doc, findings), tuple(failures))


def _rebuilt(options: dict[str, Any]) -> Linter:
    return Linter(**options)


def lint(text: str, **options: Any) -> Report:  # noqa: ANN401 - the keyword arguments of Linter
    """Return what newslint finds in a text; the options are those of `Linter`."""
    return Linter(**options).lint(text)
