"""Inputs and the rules for each: the configuration nearest to a file counts, options of the command line beat it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newslint.backends.languagetool import LanguageTool
from newslint.config import Config, discover, read_config
from newslint.errors import BackendError, ConfigError, did_you_mean
from newslint.linter import Linter
from newslint.selection import LISTED_BY
from newslint.suppression import Suppression

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from newslint.backends import Backend
    from newslint.backends.languagetool.settings import Settings
    from newslint.catalog import Catalog
    from newslint.suppression import Waiver
    from newslint.suppression.baseline import Baseline

NO_BACKEND = "none"


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says; None leaves it to the configuration."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    language: str | None = None
    config: Path | None = None
    baseline: Path | None = None
    backend: str | None = None
    """`languagetool`, `languagetool=URL` or `none`."""
    require_backend: bool = False


@dataclass(frozen=True, slots=True)
class Setup:
    """The rules for an input, from which severity on its findings make the run fail, and which are not reported."""

    linter: Linter
    fail_on: str
    suppression: Suppression = field(default_factory=Suppression)


@dataclass(slots=True)
class Workspace:
    """Makes the setup for each input; inputs with the same configuration share one.

    Servers that a configuration wants are started when the first input needs them, and end with the workspace.
    """

    overrides: Overrides
    starts_servers: bool = True
    """Whether there are articles to judge; to tell what rules there are no server is needed."""
    has_baseline: bool = True
    """Whether findings of the baseline are left out; not where it is made."""
    timed: bool = False
    """Whether it is measured what each rule costs."""
    _configs: dict[Path, Config] = field(default_factory=dict)
    _setups: dict[Config, Setup] = field(default_factory=dict)
    _baselines: dict[Path, Baseline] = field(default_factory=dict)
    _servers: dict[Settings, Backend] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        """Begin a run."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the servers that the run started."""
        self._stack.close()

    def setup(self, name: str) -> Setup:
        """Return the setup for an input; raise ConfigError or RuleFileError if its configuration is at fault."""
        config = self.config(Path(name).parent)
        if config not in self._setups:
            self._setups[config] = self._made(config)
        return self._setups[config]

    def config(self, folder: Path) -> Config:
        """Return what holds in a folder, and what the command line says about backends; raise ConfigError as above."""
        if folder not in self._configs:
            found = read_config(self.overrides.config) if self.overrides.config else discover(folder)
            self._configs[folder] = replace(found, languagetool=self._languagetool(found.languagetool))
        return self._configs[folder]

    def _made(self, config: Config) -> Setup:
        said, settings = self.overrides, config.languagetool
        if said.require_backend and not settings.is_on:
            raise ConfigError("--require-backend, but no backend is on", hint="Add --backend languagetool.")
        make = partial(
            Linter,
            select=config.select if said.select is None else said.select,
            ignore=config.ignore if said.ignore is None else said.ignore,
            rules=config.rules,
            language=said.language or config.language,
            accept=config.accept,
            timed=self.timed,
        )
        try:
            linter = make(backends=[LanguageTool(settings.url)] if settings.is_on else ())
        except ConfigError as error:
            if error.where or not config.path or said.select is not None or said.ignore is not None:
                raise
            raise ConfigError(error.problem, where=config.path, hint=error.hint) from error
        if linter.backends and self.starts_servers:
            linter = make(backends=[self._backend(settings)])
        return Setup(linter, said.fail_on or config.fail_on, self._suppression(config, linter))

    def _suppression(self, config: Config, linter: Linter) -> Suppression:
        path = (self.overrides.baseline or config.baseline) if self.has_baseline else None
        if path and path not in self._baselines:
            from newslint.suppression.baseline import Baseline  # noqa: PLC0415 - few houses have one

            self._baselines[path] = Baseline.read(path)
        baseline = self._baselines[path] if path else None
        catalog = linter.catalog
        known = frozenset(catalog.by_name) | catalog.families
        waivers = tuple(_known_waiver(waiver, catalog) for waiver in config.waivers)
        return Suppression(baseline, waivers, left_out=self._left_out(linter), known=known)

    def _left_out(self, linter: Linter) -> frozenset[str]:
        """Return the rules that run otherwise, but not with this command, and the families that are not whole."""
        catalog, running = linter.catalog, {rule.id for rule in linter.rules}
        absent = [rule for rule in catalog.rules if rule.id not in running]
        if self.overrides.select is None and self.overrides.ignore is None:
            absent = [rule for rule in absent if rule.backend]
        return frozenset(name for rule in absent for name in (rule.id, *rule.formerly, rule.family))

    def left_out(self) -> frozenset[str]:
        """Return the rules and families that the command line leaves out, of all setups so far."""
        return frozenset[str]().union(*(setup.suppression.left_out for setup in self._setups.values()))

    def remarks(self) -> Iterator[str]:
        """Yield what the editor should know of baselines and waivers at the end of the run."""
        for setup in self._setups.values():
            yield from setup.suppression.remarks()

    def _languagetool(self, settings: Settings) -> Settings:
        said = self.overrides.backend
        if said is None:
            return settings
        name, _, url = said.partition("=")
        if url:
            return replace(settings, url=url, managed=False)
        if name == NO_BACKEND:
            return replace(settings, url="", managed=False)
        return settings if settings.is_on else replace(settings, managed=True)

    def backends(self, folder: Path) -> list[Backend]:
        """Return the backends that are on in a folder, ready to be asked."""
        settings = self.config(folder).languagetool
        return [self._backend(settings)] if settings.is_on else []

    def _backend(self, settings: Settings) -> Backend:
        """Return LanguageTool by its settings; a server that cannot be started is a backend that tells why."""
        if settings not in self._servers:
            from newslint.backends.languagetool.server import Server  # noqa: PLC0415 - wanted only if it is on

            url, problem = settings.url, ""
            if settings.managed:
                try:
                    url = self._stack.enter_context(Server(settings)).url
                except BackendError as error:
                    problem = str(error)
            self._servers[settings] = LanguageTool(url, timeout=settings.timeout, problem=problem)
        return self._servers[settings]


def _known_waiver(waiver: Waiver, catalog: Catalog) -> Waiver:
    """Return a waiver with a former name of its rule brought up to date; raise ConfigError if there is no such rule."""
    if waiver.rule in catalog.families:
        return waiver
    if waiver.rule not in catalog.by_name:
        hint = did_you_mean(waiver.rule, {*catalog.families, *catalog.by_name}, listed_by=LISTED_BY)
        raise ConfigError(f"waive: there is no rule or family “{waiver.rule}”", where=waiver.where, hint=hint)
    return replace(waiver, rule=catalog.by_name[waiver.rule].id)
