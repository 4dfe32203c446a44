"""What is there, what is missing, and what that means: the answer to “why does it not do what the README says?”.

Each part of newslint that may be absent tells its own state. To add one, write a function that yields `State`s and put
it into `PARTS`.
"""

from __future__ import annotations

import enum
import importlib.util
import platform
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from newslint import readability, service
from newslint.backends.languagetool import INSTALL, NAME, LanguageTool, installed, is_installed
from newslint.catalog import Catalog
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.config import Config

_SECONDS = 30.0


class Condition(enum.StrEnum):
    """How a part is."""

    OK = "ok"
    OFF = "off"
    """Not there, or there and not asked for; nobody wants it."""
    MISSING = "missing"
    """Wanted, and not there."""


@dataclass(frozen=True, slots=True)
class State:
    """One line of the doctor's report."""

    part: str
    condition: Condition
    says: str = ""


def examine(config: Config) -> Iterator[State]:
    """Yield the state of each part, as the configuration wants it."""
    for part in PARTS:
        yield from part(config)


def _python(_config: Config) -> Iterator[State]:
    yield State("Python", Condition.OK, platform.python_version())


def _packages(_config: Config) -> Iterator[State]:
    for package, module in (("regex", "regex"), ("rich", "rich"), ("typer", "typer"), ("ftfy", "ftfy")):
        if importlib.util.find_spec(module) is None:
            yield State(package, Condition.MISSING, "install newslint again")
        else:
            yield State(package, Condition.OK, metadata.version(package))


def _rules(config: Config) -> Iterator[State]:
    try:
        rules = Catalog.load(config.rules).rules
    except NewslintError as error:
        yield State("rules", Condition.MISSING, str(error))
    else:
        asking = sum(bool(rule.backend) for rule in rules)
        yield State("rules", Condition.OK, f"{len(rules)}, {asking} of them only with a backend")


def _fast(_config: Config) -> Iterator[State]:
    if importlib.util.find_spec("re2") is None:
        yield State("google-re2", Condition.OFF, "rules are looked for more slowly; pip install 'newslint[fast]'")
    else:
        yield State("google-re2", Condition.OK, "rules are looked for in one pass")


def _readability(_config: Config) -> Iterator[State]:
    if absent := readability.missing():
        says = f"{', '.join(absent)} not installed; pip install 'newslint[readability]'"
        yield State("textstat", Condition.OFF, says)
    else:
        yield State("textstat", Condition.OK, metadata.version("textstat"))


def _markdown(_config: Config) -> Iterator[State]:
    if importlib.util.find_spec("markdown_it_pyrs") is None:
        says = "Markdown files cannot be read; pip install 'newslint[markdown]'"
        yield State("markdown-it-pyrs", Condition.OFF, says)
    else:
        yield State("markdown-it-pyrs", Condition.OK, metadata.version("markdown-it-pyrs"))


def _service(_config: Config) -> Iterator[State]:
    if absent := service.missing():
        yield State("service", Condition.OFF, f"{', '.join(absent)} not installed; {service.INSTALL}")
    else:
        yield State("service", Condition.OK, "newslint serve")


def _parquet(_config: Config) -> Iterator[State]:
    if importlib.util.find_spec("pyarrow") is None:
        yield State("pyarrow", Condition.OFF, "Parquet files cannot be read; pip install 'newslint[parquet]'")
    else:
        yield State("pyarrow", Condition.OK, metadata.version("pyarrow"))


def _languagetool(config: Config) -> Iterator[State]:
    """Yield what the backend needs. A server is asked if the configuration names one; none is started."""
    settings = config.languagetool
    absent = Condition.MISSING if settings.is_on else Condition.OFF
    if is_installed():
        yield State("language-tool-python", Condition.OK, metadata.version("language-tool-python"))
    else:
        yield State("language-tool-python", absent, INSTALL)
        if not settings.is_on:
            return
    if settings.url:
        yield _answers(LanguageTool(settings.url, timeout=min(settings.timeout, _SECONDS)))
        return
    needed = absent
    for part, look in (("Java", _java), ("LanguageTool", lambda: _jars(config))):
        try:
            yield State(part, Condition.OK, look())
        except NewslintError as error:
            yield State(part, needed, str(error).replace("\n  ", ". "))
    if not settings.is_on:
        yield State("backend languagetool", Condition.OFF, f"not asked for: --backend {NAME}, or [backends.{NAME}]")


def _java() -> str:
    path, version = installed.java()
    return f"{version} ({path})"


def _jars(config: Config) -> str:
    if not is_installed():
        return "not looked for"
    found = installed.installation(config.languagetool)
    return f"{found.version} ({found.folder})"


def _answers(server: LanguageTool) -> State:
    try:
        version = server.version()
    except NewslintError as error:
        return State("LanguageTool", Condition.MISSING, str(error))
    return State("LanguageTool", Condition.OK, f"{version} ({server.url})")


PARTS: tuple[Callable[[Config], Iterator[State]], ...] = (
    _python,
    _packages,
    _rules,
    _fast,
    _readability,
    _markdown,
    _service,
    _parquet,
    _languagetool,
)
