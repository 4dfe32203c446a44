"""Inputs and the rules for each: the configuration nearest to a file counts, options of the command line beat it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from newslint.config import Config, discover, read_config
from newslint.linter import Linter


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says; None leaves it to the configuration."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    language: str | None = None
    config: Path | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """The rules for an input, and from which severity on its findings make the run fail."""

    linter: Linter
    fail_on: str


@dataclass(slots=True)
class Workspace:
    """Makes the setup for each input; inputs with the same configuration share one."""

    overrides: Overrides
    _configs: dict[Path, Config] = field(default_factory=dict)
    _setups: dict[Config, Setup] = field(default_factory=dict)

    def setup(self, name: str) -> Setup:
        """Return the setup for an input; raise ConfigError or RuleFileError if its configuration is at fault."""
        folder = Path(name).parent
        if folder not in self._configs:
            self._configs[folder] = read_config(self.overrides.config) if self.overrides.config else discover(folder)
        config = self._configs[folder]
        if config not in self._setups:
            self._setups[config] = self._made(config)
        return self._setups[config]

    def _made(self, config: Config) -> Setup:
        said = self.overrides
        linter = Linter(
            select=config.select if said.select is None else said.select,
            ignore=config.ignore if said.ignore is None else said.ignore,
            rules=config.rules,
            language=said.language or config.language,
            accept=config.accept,
        )
        return Setup(linter, said.fail_on or config.fail_on)
