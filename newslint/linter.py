"""The loop: an article in, a report out."""

from __future__ import annotations

import functools
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint import judge, prose, wrapping
from newslint.catalog import Catalog
from newslint.document import Document
from newslint.errors import BackendError, NewslintError
from newslint.finding import ALL_ELSE, UNKNOWN_LANGUAGE, Failure, Finding, Report
from newslint.prefilter import Prefilter
from newslint.rule import Asked
from newslint.selection import select as selected
from newslint.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newslint.backends import Backend
    from newslint.rule import Rule


class Linter:
    """A set of rules ready to run. It keeps nothing of an article, serves any number of threads, and is picklable."""

    def __init__(  # noqa: PLR0913 - options, each by its name
        self,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        rules: Iterable[str | Path] = (),
        language: str = "en",
        accept: Iterable[str] = (),
        backends: Iterable[Backend] = (),
        timed: bool = False,
    ) -> None:
        """Take the rules and families that run or do not, further folders of rules, and the articles' usual language.

        What lies inside a word that `accept` names is never reported. The rules that need a backend run with it only.
        With `timed` each report tells what each rule cost.
        Raises ConfigError for unknown names and an empty word, and RuleFileError for a rule file that cannot be used.
        """
        self._timed = timed
        self._select, self._ignore, self._folders = tuple(select), tuple(ignore), tuple(map(Path, rules))
        catalog, backends = Catalog.load(self._folders), tuple(backends)
        running = selected(catalog, self._select, self._ignore, {backend.name for backend in backends})
        self._prepare(catalog, running, language, accept, backends)

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule],
        *,
        language: str = "en",
        accept: Iterable[str] = (),
        backends: Iterable[Backend] = (),
    ) -> Linter:
        """Return a linter of just these rules. It cannot be pickled, because it does not know where they come from."""
        made = cls.__new__(cls)
        made._timed = False  # noqa: SLF001 - of the class
        made._prepare(Catalog.of(rules), tuple(rules), language, accept, tuple(backends))  # noqa: SLF001 - of the class
        return made

    def _prepare(
        self,
        catalog: Catalog,
        rules: tuple[Rule, ...],
        language: str,
        accept: Iterable[str],
        backends: tuple[Backend, ...],
    ) -> None:
        self.catalog, self.language = catalog, language
        self._given = backends
        self.backends = tuple(backend.asking(kinds) for backend in backends if (kinds := _kinds(rules, backend.name)))
        """Those that some rule needs."""
        self.rules = tuple(self._told_whom_to_ask(rule) for rule in rules)
        self._vocabulary = Vocabulary(accept)
        self._prefilter = Prefilter(self.rules)
        self._languages = frozenset(code for rule in rules for code in rule.languages)

    def _told_whom_to_ask(self, rule: Rule) -> Rule:
        for backend in self.backends:
            if rule.backend == backend.name and isinstance(rule.check, Asked):
                return replace(rule, check=replace(rule.check, answers=backend.check))
        return rule

    @property
    def options(self) -> dict[str, Any]:
        """What the linter was made with; of two linters with the same options each finds what the other does."""
        return {
            "select": self._select,
            "ignore": self._ignore,
            "rules": self._folders,
            "language": self.language,
            "accept": self._vocabulary.entries,
            "backends": self._given,
            "timed": self._timed,
        }

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the options, not the rules: the copy reads them anew."""
        return _rebuilt, (self.options,)

    def lint(self, article: Document | str) -> Report:
        """Return what the rules find; the checks know the words of the house, the report has the article as given.

        Where all lines are wrapped at one width the checks read its line ends as spaces.

        What keeps a rule from judging becomes a Failure of the report: a crash, a pattern that takes too long, a
        backend that does not answer, an article in a language that only the rules for any language can judge.
        """
        doc = article if isinstance(article, Document) else Document(article, language=self.language)
        findings: list[Finding] = []
        of_backends: list[Finding] = []
        failures: list[Failure] = []
        if self._languages and doc.language_code not in self._languages:
            judging = sum(not rule.languages for rule in self.rules)
            problem = f"only {judging} of {len(self.rules)} rules can judge an article in “{doc.language}”"
            failures.append(Failure(UNKNOWN_LANGUAGE, problem))
        words = self._vocabulary.words
        informed = wrapping.read(replace(doc, house_words=doc.house_words | words) if words else doc)
        absent = list(self._without_answer(informed))
        failures += absent
        unanswered = {failure.rule for failure in absent}
        code, now, seconds = doc.language_code, time.thread_time, dict[str, float]()
        begun = now()
        for rule in self._prefilter.candidates(informed):
            if (rule.languages and code not in rule.languages) or rule.backend in unanswered:
                continue
            since = now() if self._timed else 0.0
            try:
                found = [judge.finding(informed, rule, hit) for hit in rule.check(informed)]
                (of_backends if rule.backend else findings).extend(found)
            except TimeoutError:
                failures.append(Failure(rule.id, "took too long in this article and was given up"))
            except NewslintError as error:  # a package that the rule needs is not installed
                failures.append(Failure(rule.id, f"{error.problem}. {error.hint}"))
            except Exception as error:  # noqa: BLE001 - one broken rule must not end a run over a million articles
                failures.append(Failure(rule.id, f"crashed: {type(error).__name__}: {error}"))
            if self._timed:
                seconds[rule.id] = now() - since
        findings += judge.untold(of_backends, findings)
        settled = judge.settled(doc, findings)  # accepted ones too, or the fingerprints of others would change
        accepts = self._vocabulary.accepts
        meant = (found for found in settled if not accepts(doc.text, found.span) and not prose.is_seen(doc, found.span))
        kept = tuple(judge.feasible(doc, found) for found in meant)
        if self._timed:
            seconds[ALL_ELSE] = now() - begun - sum(seconds.values())
        return Report(doc, kept, tuple(failures), seconds=seconds)

    def _without_answer(self, doc: Document) -> Iterator[Failure]:
        """Ask the backends about an article, and yield a failure for each that does not answer."""
        judging = {rule.backend for rule in self.rules if rule.judges(doc)} if self.backends else ()
        for backend in self.backends:
            try:
                if backend.name in judging:
                    doc.view(backend.check)
            except BackendError as error:
                yield Failure(backend.name, "; ".join(map(str.strip, str(error).split("\n"))), is_of_backend=True)
            except Exception as error:  # noqa: BLE001 - no more than a rule may a backend end a run
                yield Failure(backend.name, f"crashed: {type(error).__name__}: {error}", is_of_backend=True)


def _kinds(rules: Iterable[Rule], backend: str) -> frozenset[str]:
    """Return what the rules ask of a backend."""
    asked = [rule.check for rule in rules if rule.backend == backend]
    return frozenset(kind for check in asked if isinstance(check, Asked) for kind in check.kinds)


def _rebuilt(options: dict[str, Any]) -> Linter:
    return Linter(**options)


@functools.cache
def _default() -> Linter:
    return Linter()


def lint(text: str) -> Report:
    """Return what newslint's own rules find in a text; make a `Linter` for anything else."""
    return _default().lint(text)
